# ruff: noqa: E501 -- one case a line
"""Pandera models as schemas of tables: built-in checks join the plan, custom checks run as they are, nothing is dropped."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from checks import tables
from checks.finding import Judgement
from checks.tables import TableError

FOLDER = Path(__file__).parent
SOUND = {
    "place": ["Aleppo", "Aleppo"],
    "observed": [date(2016, 12, 11), date(2016, 12, 22)],
    "original_km2": [45.0, 45.0],
    "remaining_km2": [7.0, 0.0],
    "code": [1, 2],
}
TYPES = {"code": pl.Int32}


def validated(data: pl.DataFrame, model: str = "Enclaves", **keys: Any) -> Judgement:
    config = [{"name": "t", "schema": f"tables_models:{model}", **keys}]
    return tables.validate({"t": data}, config=config, directory=FOLDER)


def frame(**columns: Any) -> pl.DataFrame:
    return pl.DataFrame({**SOUND, **columns}, schema_overrides=TYPES)


def test_a_sound_table_has_no_findings() -> None:
    report = validated(frame())
    assert report.findings == ()
    assert set(report.summary.rules) == {"missing-value", "out-of-range", "pattern-mismatch", "unexpected-value", "duplicate-value", "check-failed"}  # fmt: skip
    assert report.summary.tally.broken == 0


@pytest.mark.parametrize(
    ("columns", "rule", "row", "message"),
    [
        ({"original_km2": [45.0, -1.0]}, "out-of-range", 2, "original_km2 is -1, not 0 or more"),
        ({"remaining_km2": [1001.0, 0.0], "original_km2": [None, 45.0]}, "out-of-range", 1, "remaining_km2 is 1001, not between 0 and 1000"),
        ({"code": [1, 9]}, "unexpected-value", 2, "code is 9, not one of 1, 2, 3, 4"),
        ({"code": [2, 2]}, "duplicate-value", 2, "code 2 stands in 2 rows, first in row 1"),
        ({"place": ["Aleppo", "aleppo"]}, "pattern-mismatch", 2, "place aleppo does not match '[A-Z]'"),
        ({"place": [None, "Aleppo"]}, "missing-value", 1, "place is missing"),
        ({"observed": [date(2016, 12, 11)] * 2}, "duplicate-value", 2, "place Aleppo, observed 2016-12-11 stands in 2 rows, first in row 1"),
        ({"remaining_km2": [7.5, 0.0]}, "check-failed", 1, "is-whole does not hold: remaining_km2 is 7.5"),
    ],
    ids=lambda one: str(one)[:40],
)  # fmt: skip
def test_each_demand_of_a_model_is_judged(columns: dict[str, Any], rule: str, row: int, message: str) -> None:
    report = validated(frame(**columns))
    found = [(one.rule, one.row, one.message) for one in report.findings]
    assert [one for one in found if one[2] != "remaining-exceeds-original does not hold"] == [(rule, row, message)]


def test_a_check_of_the_whole_table_blames_no_row() -> None:
    long = pl.DataFrame({
        "place": ["Aleppo"] * 5,
        "observed": [date(2016, 12, day) for day in range(1, 6)],
        "original_km2": [45.0] * 5,
        "remaining_km2": [7.0] * 5,
        "code": [1, 2, 3, 4, None],
    }, schema_overrides=TYPES)  # fmt: skip
    found = {one.rule: one for one in validated(long).findings}
    assert (found["check-failed"].row, found["check-failed"].message) == (None, "is-not-long does not hold")
    assert found["missing-value"].row == 5


def test_missing_and_mistyped_columns_are_told_together() -> None:
    data = frame(original_km2=[45, 45]).drop("code", "observed")
    with pytest.raises(TableError) as caught:
        validated(data.rename({"place": "plcae"}))
    assert caught.value.problems == (
        "t: the table has no column 'place', which the model demands; did you mean 'plcae'?",
        "t: the table has no column 'observed', which the model demands",
        "t: the table has no column 'code', which the model demands",
        "t: column 'original_km2' is Int64, not Float64",
    )


def test_a_custom_check_is_never_dropped() -> None:
    with pytest.raises(TableError) as caught:
        validated(pl.DataFrame({"a": [1, 1, 2]}), "Misshapen")
    problems = caught.value.problems
    assert len(problems) == 2
    assert (
        problems[0]
        == "table 't', check 'grouped': it answers with 2 values for 3 rows; which row is which cannot be told"
    )
    assert problems[1].startswith("table 't', check 'fails': it cannot be run: ColumnNotFoundError")


def test_a_column_by_pattern_and_a_null_that_fails() -> None:
    report = validated(pl.DataFrame({"part_a": [1.0, None], "part_b": [-1.0, 2.0], "x": [-1.0, 0.0]}), "Sums")
    assert [(one.row, one.message) for one in report.findings] == [
        (1, "part_b is -1, not 0 or more"),
        (2, "part_a is missing, not 0 or more"),
    ]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("tables_models", "'schema' is the path of a Pandera model, package.module:Model, not 'tables_models'"),
        ("tables_modles:Enclaves", "the module 'tables_modles' cannot be imported: ModuleNotFoundError"),
        ("tables_models:Enclave", "no model 'Enclave' in 'tables_models'; did you mean 'Enclaves'?"),
        ("tables_models:NOTHING", "'tables_models:NOTHING' is not a Pandera model or schema for Polars"),
    ],
)
def test_a_path_that_leads_to_no_model_is_told(path: str, problem: str) -> None:
    with pytest.raises(TableError) as caught:
        tables.validate({"t": frame()}, config=[{"name": "t", "schema": path}], directory=FOLDER)
    assert problem in caught.value.problems[0]
    assert len(caught.value.problems) == 1


def test_a_csv_file_is_read_as_the_types_of_the_model(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "place,observed,original_km2,remaining_km2,code\nAleppo,2016-12-11,45,7,1\nAleppo,2016-12-22,45,54,2\n"
    )
    config = [
        {
            "name": "t",
            "schema": "tables_models:Enclaves",
            "rule": [{"name": "r", "assert": "remaining_km2 <= original_km2"}],
        }
    ]
    report = tables.validate([tmp_path / "t.csv"], config=config, directory=FOLDER)
    assert [(one.rule, one.row) for one in report.findings] == [("check-failed", 2), ("r", 2)]


def test_shipped_models_of_facts_are_schemas() -> None:
    from checks.facts import Quantities
    from checks.model import empty

    config = [{"name": "facts", "schema": "checks.facts:Quantities"}]
    report = tables.validate({"facts": empty(Quantities)}, config=config)
    assert report.findings == ()


def test_columns_are_cast_only_where_the_model_says_so(tmp_path: Path) -> None:
    sound = pl.DataFrame({"a": ["1.5", "-2"], "d": ["2016-12-11", None], "n": [1, 2]})
    report = validated(sound.with_columns(pl.col("d").fill_null("2016-12-22")), "Coerced")
    assert [(one.rule, one.row, one.message) for one in report.findings] == [
        ("out-of-range", 2, "a is -2, not 0 or more")
    ]
    with pytest.raises(TableError) as caught:
        validated(sound.with_columns(a=pl.lit("x"), n=pl.col("n").cast(pl.String)), "Coerced")
    assert caught.value.problems == (
        "t: row 1: a 'x' is no Float64",
        "t: row 2: a 'x' is no Float64",
        "t: column 'n' is String, not Int64",
    )
    sound.with_columns(pl.col("n").cast(pl.String)).write_parquet(tmp_path / "t.parquet")
    config = [{"name": "t", "schema": "tables_models:Coerced"}]
    with pytest.raises(TableError, match="column 'n' is String, not Int64"):
        tables.validate([tmp_path / "t.parquet"], config=config, directory=FOLDER)
    sound.write_ndjson(tmp_path / "t.jsonl")
    report = tables.validate([tmp_path / "t.jsonl"], config=config, directory=FOLDER)
    assert [(one.rule, one.row) for one in report.findings] == [("missing-value", 2), ("out-of-range", 2)]


@pytest.mark.parametrize("budget", [-1, 1 << 20])
def test_custom_checks_read_only_the_columns_that_they_name(budget: int) -> None:
    def never(_: pl.Series) -> pl.Series:
        raise AssertionError("read without need")

    plan = tables.compile([{"name": "t", "schema": "tables_models:Enclaves"}], directory=FOLDER)
    data = frame(remaining_km2=[7.5, 0.0]).lazy()
    unread = pl.col("code").map_batches(never, return_dtype=pl.Int32).alias("unread")
    found = plan.run({"t": data.with_columns(unread)}, budget=budget)["t"]
    custom = [one for one in found.values() if one.assertion.name == "check-failed"]
    assert [(one.assertion.text, one.broken, one.rows.to_list()) for one in custom if one.broken] == [
        ("is-whole", 1, [0])
    ]


def test_demands_of_one_rule_are_told_apart() -> None:
    plan = tables.compile([{"name": "t", "columns": {"x": "int >= 0 <= 5", "y": "int >= 0"}}])
    found = plan.run({"t": pl.DataFrame({"x": [-1, 3, 9, 8], "y": [1, 1, 1, 1]})})["t"]
    assert {name: one.broken for name, one in found.items()} == {
        "x: out-of-range (>= 0)": 1, "x: out-of-range (<= 5)": 2, "y: out-of-range": 0
    }  # fmt: skip
    checks = tables.compile([{"name": "t", "schema": "tables_models:Enclaves"}], directory=FOLDER)
    names = [name for name in checks.run({"t": frame()})["t"] if name.startswith("check-failed")]
    assert names == ["check-failed (remaining-exceeds-original)", "check-failed (is-not-long)"]
