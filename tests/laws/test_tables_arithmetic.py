"""Arithmetic in rules is that of paper: nothing wraps around, and the noise of floating point is no finding."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checks import tables
from checks.tables import TableError

WHOLE = {"a": pl.Int64, "b": pl.Int64, "small": pl.Int8, "byte": pl.UInt8, "long": pl.UInt64}
LONG = [0, 1, -1, 7, 2**31, -(2**31), 2**53 + 1, 2**62, -(2**62), 2**63 - 1]
CELLS = {
    "a": st.sampled_from(LONG),
    "b": st.sampled_from(LONG),
    "small": st.integers(-128, 127),
    "byte": st.integers(0, 255),
    "long": st.sampled_from([0, 5, 2**40, 2**63 + 1, 2**64 - 1]),
}
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    ">=": lambda left, right: left >= right,
}
NAMES = st.sampled_from(list(CELLS)) | st.integers(-9, 300).map(str)
SUMS = st.tuples(NAMES, st.sampled_from("+-"), NAMES, st.sampled_from("+-"), NAMES).map(" ".join)
PRODUCTS = st.tuples(st.sampled_from(list(CELLS)), st.just("*"), st.sampled_from(["small", "byte", "a", "7"])).map(
    " ".join
)
RULES = st.tuples(SUMS | PRODUCTS, st.sampled_from(list(COMPARE)), NAMES).filter(
    lambda parts: any(name in re.findall("[a-z]+", " ".join(parts)) for name in WHOLE)
)


def outcome(data: pl.DataFrame, streamed: bool = False, /, **rule: Any) -> tuple[int, int, int]:
    """How often a rule holds, is broken, and cannot be judged."""
    plan = tables.compile([{"name": "t", "rule": [{"name": "r", **rule}]}])
    found = (plan.run({"t": data.lazy()}, budget=-1) if streamed else plan.run({"t": data}))["t"]["r"].tally
    return found.holds, found.broken, found.not_comparable


@settings(max_examples=200, deadline=None)
@given(found=st.lists(st.fixed_dictionaries(CELLS), max_size=6), rule=RULES)
def test_whole_numbers_are_calculated_as_on_paper(found: list[dict[str, int]], rule: tuple[str, str, str]) -> None:
    left, sign, right = rule
    values = [COMPARE[sign](eval(left, {}, dict(row)), eval(right, {}, dict(row))) for row in found]
    data = pl.DataFrame(found, schema=WHOLE)
    assert outcome(data, **{"assert": " ".join(rule)}) == (values.count(True), values.count(False), 0)


FLOATS = [0.0, 0.5, -7.0, 2.0**53, 2.0**53 + 2, -(2.0**62), 2.0**63, math.nextafter(2.0**62, 0), math.inf, -math.inf]
MIXED = {"a": pl.Int64, "long": pl.UInt64, "x": pl.Float64, "key": pl.Int8}
LITERALS = st.sampled_from(["9007199254740992", "9007199254740993", "-4611686018427387904", "9007199254740994.0", "7"])


@settings(max_examples=200, deadline=None)
@example(found=[{"a": 2**53 + 1, "long": 2**53, "x": 2.0**53, "key": 0}], sides=("a", "=", "x"), streamed=False)
@example(
    found=[{"a": 2**53 + 1, "long": 2**53, "x": 2.0**53, "key": 0}], sides=("x", "=", "9007199254740993"), streamed=True
)
@given(
    found=st.lists(
        st.fixed_dictionaries(
            {"a": CELLS["a"], "long": CELLS["long"], "x": st.sampled_from(FLOATS), "key": st.integers(0, 1)}
        ),
        max_size=6,
    ),
    sides=st.tuples(
        st.sampled_from(["a", "long", "x"]),
        st.sampled_from(list(COMPARE)),
        st.sampled_from(["a", "long", "x", "a + 1"]) | LITERALS,
    ),
    streamed=st.booleans(),
)
def test_a_whole_number_is_held_against_a_float_as_on_paper(
    found: list[dict[str, Any]], sides: tuple[str, str, str], streamed: bool
) -> None:
    data = pl.DataFrame(found, schema=MIXED)
    values = [COMPARE[sides[1]](*(eval(side, {}, dict(row)) for side in (sides[0], sides[2]))) for row in found]
    assert outcome(data, streamed, **{"assert": " ".join(sides)}) == (values.count(True), values.count(False), 0)
    if "x" in sides and "a" in sides:
        groups = [[row for row in found if row["key"] == key] for key in {row["key"] for row in found}]
        most = [
            COMPARE[sides[1]](*(max(row[name] for row in rows) for name in (sides[0], sides[2]))) for rows in groups
        ]
        condition = f"max({sides[0]}) {sides[1]} max({sides[2]})"
        assert outcome(data, streamed, by="key", **{"assert": condition}) == (most.count(True), most.count(False), 0)


@settings(max_examples=50, deadline=None)
@given(
    values=st.lists(CELLS["a"], max_size=6),
    others=st.lists(st.sampled_from(FLOATS), max_size=6),
    turned=st.booleans(),
)
def test_a_whole_number_is_looked_up_among_floats_as_on_paper(
    values: list[int], others: list[float], turned: bool
) -> None:
    own, target = (
        pl.DataFrame({"k": values}, schema={"k": pl.Int64}),
        pl.DataFrame({"k": others}, schema={"k": pl.Float64}),
    )
    data, other = (target, own) if turned else (own, target)
    found = [value in other["k"].to_list() for value in data["k"].to_list()]
    plan = tables.compile([{"name": "t", "rule": [{"name": "r", "columns": "k", "references": "u.k"}]}, {"name": "u"}])
    tally = plan.run({"t": data, "u": other})["t"]["r"].tally
    assert (tally.holds, tally.broken) == (found.count(True), found.count(False))


@pytest.mark.parametrize(
    "condition", ["0 + 0 = same", "0 >= same", "same = 0", "2 * 3 > same + 1", "0 = abs(same)", "same <= sqrt(2) * 0.1"]
)
def test_a_column_of_one_value_has_as_many_rows_as_any(condition: str) -> None:
    rows = [{"same": 0, "other": 1}] * 3
    for data in (pl.DataFrame(rows, schema={"same": pl.Int8, "other": pl.Int8}), pl.DataFrame({"other": [1, 2, 3]})):
        assert outcome(data.with_columns(same=pl.lit(0)), **{"assert": condition}) == (3, 0, 0)
        assert outcome(data.with_columns(same=pl.lit(0, pl.Int8)), **{"assert": condition}) == (3, 0, 0)


@settings(max_examples=100, deadline=None)
@given(values=st.lists(st.sampled_from(LONG), min_size=1, max_size=9), limit=st.sampled_from([0, 2**63 - 1, -5]))
def test_sums_of_whole_numbers_do_not_wrap_around(values: list[int], limit: int) -> None:
    holds = sum(values) > limit
    data = pl.DataFrame({"a": values}, schema={"a": pl.Int64})
    assert outcome(data, kind="group", **{"assert": f"sum(a) > {limit}"}) == (holds, not holds, 0)


@pytest.mark.parametrize(
    "condition",
    [
        "year(day) * 10000 + month(day) * 100 + day(day) = stamp",
        "extract(month from day) * 100 = 1200",
        "date_part('day', day) * 100 = 3000",
        "length(word) - length(longer) = -1",
        "strpos(word, 'x') - 3 = -3",
        "octet_length(word) - 5 = -3",
        "days_between('2000-01-01', day) * 24 * 3600 * 1000 = 662601600000",
        "cast(tenth as int) * 1000000000 = 3000000000",
        "tenth::int * 1000000000 = 3000000000",
        "cast(tenth as real) * 10 = 37",
        "power(stamp, 3) > 0",
        "stamp * 99999999999999999999 > stamp",
    ],
)
def test_what_a_function_gives_is_calculated_with_in_full(condition: str) -> None:
    data = pl.DataFrame(
        {"day": [date(2020, 12, 30)], "stamp": [20201230], "word": ["ab"], "longer": ["abc"], "tenth": [3.7]}
    )
    assert outcome(data, **{"assert": condition}) == (1, 0, 0)


@pytest.mark.parametrize(
    "rule",
    [
        {"assert": "a + b + c = 0"},
        {"assert": "a + b <= -c"},
        {"assert": "a * 3e5 + b * 3e5 + c * 3e5 = 0"},
        {"kind": "group", "assert": "sum(a) + sum(b) + sum(c) = 0"},
        {"kind": "group", "assert": "sum(a + b + c) = 0"},
        {"kind": "group", "assert": "avg(parts) = 0"},
        {"by": "key", "assert": "sum(parts) = 0"},
        {"by": "key", "assert": "sum(parts) + 5 = 5"},
        {"kind": "group", "assert": "stddev(same) = 0"},
    ],
)
def test_the_noise_of_terms_that_cancel_each_other_out_breaks_no_rule(rule: dict[str, str]) -> None:
    same = {"a": [0.1] * 3, "b": [0.2] * 3, "c": [-0.3] * 3}
    data = pl.DataFrame({**same, "parts": [0.1, 0.2, -0.3], "key": [1, 1, 1], "same": [0.1, 0.1, 0.1]})
    assert outcome(data, **rule)[1:] == (0, 0)


def test_a_small_difference_of_large_numbers_is_no_noise() -> None:
    data = pl.DataFrame({"a": [1e9], "b": [-1e9 - 1]})
    assert outcome(data, **{"assert": "a + b = 0"}) == (0, 1, 0)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"assert": "m * m > 0"}, "table 't', rule 'r': 'm * m > 0' cannot be judged: overflow in decimal"),
        (
            {"kind": "group", "assert": "sum(m) > 0"},
            "table 't', rule 'r': 'sum(m) > 0' cannot be judged: overflow in decimal",
        ),
    ],
)
def test_decimals_without_room_are_told_by_rule(rule: dict[str, str], problem: str) -> None:
    data = pl.DataFrame({"m": [Decimal("9" * 36)] * 200}, schema={"m": pl.Decimal(38, 2)})
    with pytest.raises(TableError, match="overflow") as caught:
        outcome(data, **rule)
    assert caught.value.problems[0].startswith(problem)


def test_a_constant_that_is_no_number_cannot_be_compared() -> None:
    assert outcome(pl.DataFrame({"a": [1.0, 2.0]}), **{"assert": "a > sqrt(-1)"}) == (0, 0, 2)
    assert outcome(pl.DataFrame({"a": [0.3, 0.4]}), **{"assert": "a = 0.1 + 0.2"}) == (1, 1, 0)


@pytest.mark.parametrize(
    ("says", "broken"),
    [("i < i + 0.5", 0), ("i + 0.5 <= j", 1), ("i * 1.5 = 1.5", 1), ("i + 0.1 + 0.2 = 1.3", 1), ("i / 2 < 1.1", 1)],
)
def test_whole_numbers_beside_decimals_are_compared_as_on_paper(says: str, broken: int) -> None:
    frame = pl.DataFrame({"i": [1, 3, None], "j": [2, 3, 4]})
    declared = {"table": [{"name": "t", "rule": [{"name": "r", "assert": says}]}]}
    tally = tables.compile(declared).run({"t": frame})["t"]["r"].tally
    assert (tally.broken, tally.not_comparable) == (broken, 1)
