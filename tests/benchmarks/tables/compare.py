"""All peers in turn on one size: `python compare.py ROWS [--share 0.1] [--rounds 3] [--python PEERS_PYTHON] [PEER...]`.

Each run is a process of its own; the floor runs before every peer, and ratios are to the floor of the same round, so
that a busy machine weighs on both. Peers other than factlint run with the Python of `--python` (an environment of
their own), and are left out if they cannot be imported there.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import data

HERE = Path(__file__).parent
PEERS = ("factlint_", "pandera_", "dataframely_", "pointblank_", "great_expectations_")


def one(python: str, peer: str, folder: Path, repetitions: int) -> dict[str, Any] | None:
    """The measures of one run, or None if the peer is not installed or fails."""
    command = [python, str(HERE / "one.py"), peer, str(folder), str(repetitions)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{peer}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print one line a peer: medians of CPU, wall and memory, and their ratios to the floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rows", type=int)
    parser.add_argument("peers", nargs="*", default=PEERS)
    parser.add_argument("--share", type=float, default=0.001)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data.write(given.rows, Path(folder), given.share)
        print(f"{'peer':22}{'cpu s':>9}{'x floor':>9}{'wall s':>9}{'MB':>7}{'x floor':>9}{'lines':>7}  counts")
        for peer in given.peers:
            _compare(peer, Path(folder), given)


def _compare(peer: str, folder: Path, given: argparse.Namespace) -> None:
    python = sys.executable if peer == "factlint_" else given.python
    rounds = []
    for _ in range(given.rounds):
        floor, found = (
            one(sys.executable, "floor", folder, given.repetitions),
            one(python, peer, folder, given.repetitions),
        )
        if floor is None or found is None:
            return
        rounds.append((floor, found))
    cpu, wall, memory = (statistics.median(found[key] for _, found in rounds) for key in ("cpu", "wall", "memory"))
    ratio = statistics.median(found["cpu"] / floor["cpu"] for floor, found in rounds)
    heavier = statistics.median(found["memory"] / max(1, floor["memory"]) for floor, found in rounds)
    wrong = ", ".join(rounds[-1][1]["wrong"])
    told = f"wrong: {wrong}" if wrong else "right"
    print(
        f"{peer:22}{cpu:9.3f}{ratio:9.2f}{wall:9.3f}{memory:7.0f}{heavier:9.2f}{rounds[-1][1]['lines']:7}  {told}",
        flush=True,
    )


if __name__ == "__main__":
    main()
