"""The whole road, as a process: megabytes of text per second of processor time, memory, and the cost of a cold start.

`pytest tests/benchmarks/test_end_to_end.py -s` prints the figures; the corpus is made of the seeds, so it holds far
more figures than news does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FACTLINT = str(Path(sys.executable).parent / "factlint")
TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").iterdir()) if path.suffix in (".md", ".txt")]
ENVIRONMENT = {**os.environ, "POLARS_MAX_THREADS": "1"}


def _spent(*command: str) -> tuple[float, float]:
    """Seconds of processor time and peak memory in MB of a command, the best of three runs."""
    best = (float("inf"), 0.0)
    for _ in range(3):
        process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, use = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in (0, 1), command
        best = min(best, (use.ru_utime + use.ru_stime, use.ru_maxrss / 1024))
    return best


def _corpus(path: Path, copies: int) -> float:
    """Write the seeds so many times over as a corpus; its size in MB."""
    with path.open("w", encoding="utf-8") as file:
        for copy in range(copies):
            for number, text in enumerate(TEXTS):
                file.write(json.dumps({"id": f"{copy}-{number}", "text": text}) + "\n")
    return copies * sum(len(text.encode()) for text in TEXTS) / 1e6


def test_throughput_and_memory(tmp_path: Path) -> None:
    small, large = (_corpus(tmp_path / f"{copies}.jsonl", copies) for copies in (50, 200))
    few = _spent(FACTLINT, "check", str(tmp_path / "50.jsonl"), "-o", os.devnull, "--output-format", "json-lines")
    many = _spent(FACTLINT, "check", str(tmp_path / "200.jsonl"), "-o", os.devnull, "--output-format", "json-lines")
    speed = (large - small) / (many[0] - few[0])
    print(f"\n{speed:.2f} MB per CPU s; memory {few[1]:.0f} MB, {many[1]:.0f} MB for 4 times the text")
    assert many[1] < 1.3 * few[1]


def test_cold_start() -> None:
    floor, _ = _spent(sys.executable, "-c", "import polars, pandera.polars")
    bare, _ = _spent(sys.executable, "-c", "pass")
    check, _ = _spent(FACTLINT, "check", str(ROOT / "seeds" / "palmyra.md"))
    help_, _ = _spent(FACTLINT, "--help")
    print(f"\ncheck {check:.2f} s, {check / floor:.2f} times polars and pandera; --help {help_ - bare:.2f} s more")
    if sys.flags.dont_write_bytecode:
        pytest.skip("without cached bytecode the figures are those of compilation")
    assert help_ - bare < 0.14
