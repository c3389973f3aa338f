"""One peer on one size, in this process: `python one.py PEER FOLDER [REPETITIONS]` prints a line of JSON.

Time and memory are those of the rules alone: the tables are loaded before, building the rules and reading out what
broke is included. Memory is the peak above what the process held before.
"""

from __future__ import annotations

import importlib.util
import json
import re
import resource
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def measured(peer: str, folder: Path, repetitions: int) -> dict[str, object]:
    """CPU and wall seconds (the least of the repetitions), memory in MB, and whether the counts are right."""
    source = HERE / "peers" / f"{peer}.py"
    spec = importlib.util.spec_from_file_location("peer_of_benchmark", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    state = module.load(folder / "facts.parquet", folder / "docs.parquet")
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    runs = [_timed(module.run, state) for _ in range(repetitions)]
    truth = json.loads((folder / "truth.json").read_text())
    user = re.search(r"# BEGIN USER\n(.*?)# END USER", source.read_text(), re.DOTALL)
    return {
        "peer": peer,
        "cpu": min(cpu for cpu, _, _ in runs),
        "wall": min(wall for _, wall, _ in runs),
        "memory": round(_memory("VmHWM") - before),
        "lines": len([line for line in (user[1] if user else "").splitlines() if line.strip()]),
        "wrong": sorted(name for name, count in truth.items() if runs[-1][2].get(name) != count),
    }


def _timed(run: object, state: object) -> tuple[float, float, dict[str, int]]:
    assert callable(run)
    start, wall = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    result = run(state)
    counts = result.get("counts", result)
    end = resource.getrusage(resource.RUSAGE_SELF)
    cpu = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
    return cpu, time.perf_counter() - wall, {name: int(count) for name, count in counts.items()}


def _memory(name: str) -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.path = [path for path in sys.path if Path(path).name != "peers"]
    print(json.dumps(measured(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)))
