"""What tables cost, against the same rules written by hand; `compare.py` beside this file measures peers and sizes."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from time import process_time
from types import ModuleType

import polars as pl

from checks import tables

HERE = Path(__file__).parent


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def least(run: Callable[[], object], times: int = 7) -> float:
    """Seconds of processor time of the best of several runs."""
    spent = []
    for _ in range(times):
        begun = process_time()
        run()
        spent.append(process_time() - begun)
    return min(spent)


def test_seven_rules_cost_at_most_what_they_cost_by_hand(tmp_path: Path) -> None:
    module(HERE / "data.py").write(300_000, tmp_path)
    floor, peer = module(HERE / "peers" / "floor.py"), module(HERE / "peers" / "factlint_.py")
    state = floor.load(tmp_path / "facts.parquet", tmp_path / "docs.parquet")
    assert peer.run(state)["counts"] == {name: int(count) for name, count in floor.run(state).items()}
    assert least(lambda: peer.run(state)) < 1.3 * least(lambda: floor.run(state)) + 0.02


def test_two_hundred_rules_on_a_thousand_rows_take_milliseconds() -> None:
    columns = [f"c{number}" for number in range(20)]
    frame = pl.select(pl.int_range(1000).alias("n")).select(
        (pl.col("n").hash(seed) % 1_000_000).cast(pl.Float64).alias(name) for seed, name in enumerate(columns)
    )
    limits = [1_955_279 if number % 20 == 0 else 2_000_000 + number for number in range(200)]
    pairs = [(columns[number % 20], columns[(number * 7 + 4) % 20]) for number in range(200)]
    declared = [
        {"name": f"r{number}", "assert": f"{one} + {other} <= {limit}"}
        for number, ((one, other), limit) in enumerate(zip(pairs, limits, strict=True))
    ]

    def by_hand() -> list[int]:
        rules = enumerate(zip(pairs, limits, strict=True))
        broken = {str(n): (pl.col(one) + pl.col(other) > limit).sum() for n, ((one, other), limit) in rules}
        return list(frame.lazy().select(**broken).collect().row(0))

    plan = tables.compile([{"name": "t", "rule": declared}])
    found = plan.run({"t": frame})["t"]
    assert [found[f"r{number}"].broken for number in range(200)] == by_hand()
    hand = least(by_hand)
    assert least(lambda: plan.run({"t": frame})) < 1.5 * hand + 0.002
    assert least(lambda: tables.compile([{"name": "t", "rule": declared}]).run({"t": frame})) < 2.5 * hand + 0.005
