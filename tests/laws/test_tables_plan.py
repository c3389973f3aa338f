"""The compiled plan judges any table as a reader does who goes through it row by row."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import tables
from checks.tables.judge import rows as rows_
from checks.tables.judge import table as frame

Row = dict[str, Any]
SCHEMA = {
    "x": pl.Float64,
    "y": pl.Float64,
    "i": pl.Int64,
    "j": pl.UInt8,
    "m": pl.Decimal(12, 2),
    "s": pl.String,
    "d": pl.Date,
    "end": pl.Date,
    "flag": pl.Boolean,
    "key": pl.String,
    "order": pl.Int32,
}
DAY = [date(2016, 12, 1 + day) for day in range(10)]
DAYS = st.sampled_from(DAY)
WORD = ["", "a", "A", "ä", "é", "e\u0301", "数", "🙂", "a b", "O'Brien", "NULL"]
WORDS = st.sampled_from(WORD)
ODD = [math.inf, -math.inf, math.nan, 0.0, -0.0, 1e6]
VALUES: dict[str, list[Any]] = {
    "x": [number / 4 for number in range(-40, 41)] + 13 * ODD,
    "y": [number / 4 for number in range(-40, 41)] + 13 * ODD,
    "i": [*range(-9, 10)],
    "j": [*range(256)],
    "m": [Decimal(cents) / 100 for cents in range(-500, 501)],
    "s": WORD,
    "d": DAY,
    "end": DAY,
    "flag": [False, True],
    "key": ["p", "q", "ü"],
    "order": [*range(6)],
}
CELLS = {name: st.sampled_from([None] * len(values) + values) for name, values in VALUES.items()}
"""Half of them empty. Each is one choice, since most of the time of these laws is that of making rows."""
NONE: Row = dict.fromkeys(CELLS)


def rows(maximum: int = 12, columns: Collection[str] = tuple(CELLS)) -> st.SearchStrategy[list[Row]]:
    """Rows that have something in the columns that matter."""
    row = st.tuples(*(CELLS[name] for name in columns)).map(
        lambda cells: {**NONE, **dict(zip(columns, cells, strict=True))}
    )
    return st.lists(row, max_size=maximum)


def speaks(condition: Said) -> bool:
    """Whether a condition names a column, and divides by no zero that it could see."""
    return "/ 0)" not in condition.sql and any(name in re.findall(r"[a-z]+", condition.sql) for name in SCHEMA)


def table(found: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(found, schema=SCHEMA)


@dataclass(frozen=True)
class Said:
    """An expression as SQL and as a function of a row; a value is None where there is none."""

    sql: str
    value: Callable[[Row], Any]


def known(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def exact(value: Any) -> Any:
    return value if isinstance(value, float) and math.isinf(value) else Fraction(value)


def calculate(sign: str, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if any(isinstance(side, float) and math.isinf(side) for side in (left, right)):
        left, right = float(left), float(right)
    if sign == "/":
        return None if right == 0 else known(left / right)
    return known({"+": left + right, "-": left - right, "*": left * right}[sign])


def column(name: str) -> Said:
    def value(row: Row) -> Any:
        cell = known(row[name])
        return exact(cell) if cell is not None and name in ("x", "y", "i", "j", "m", "order") else cell

    return Said(name, value)


def number(value: float | int) -> Said:
    return Said(repr(value), lambda _: Fraction(value))


NUMBERS = st.one_of(
    st.sampled_from("xyij").map(column), st.integers(-9, 9).map(number), st.sampled_from([0.5, 2.25, -1.75]).map(number)
)
ARITHMETIC = st.recursive(
    NUMBERS,
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(
        lambda parts: Said(
            f"({parts[0].sql} {parts[1]} {parts[2].sql})",
            lambda row: calculate(parts[1], parts[0].value(row), parts[2].value(row)),
        )
    ),
    max_leaves=3,
)
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def comparison(parts: tuple[Said, str, Said]) -> Said:
    left, sign, right = parts

    def value(row: Row) -> bool | None:
        sides = left.value(row), right.value(row)
        return None if None in sides else COMPARE[sign](*sides)

    return Said(f"{left.sql} {sign} {right.sql}", value)


def junction(every: bool) -> Callable[[list[Said]], Said]:
    def make(parts: list[Said]) -> Said:
        def value(row: Row) -> bool | None:
            values = [part.value(row) for part in parts]
            decisive = not every
            return decisive if decisive in values else None if None in values else every

        return Said(f"({(' AND ' if every else ' OR ').join(part.sql for part in parts)})", value)

    return make


def negation(part: Said) -> Said:
    def value(row: Row) -> bool | None:
        inner = part.value(row)
        return None if inner is None else not inner

    return Said(f"NOT ({part.sql})", value)


def between(parts: tuple[Said, Said, Said]) -> Said:
    middle, low, high = parts
    both = junction(True)([comparison((middle, ">=", low)), comparison((middle, "<=", high))])
    return Said(f"{middle.sql} BETWEEN {low.sql} AND {high.sql}", both.value)


SIGNS = st.sampled_from(list(COMPARE))
TEXT = st.just(column("s")) | WORDS.map(lambda word: Said("'" + word.replace("'", "''") + "'", lambda _: word))
DATES = st.sampled_from(["d", "end"]).map(column) | DAYS.map(lambda day: Said(f"'{day}'", lambda _: day))
MONEY = st.sampled_from([column("m"), column("i"), number(1), number(0)])
CONDITIONS = st.recursive(
    st.one_of(
        st.tuples(ARITHMETIC, SIGNS, ARITHMETIC).map(comparison),
        st.tuples(NUMBERS, NUMBERS, NUMBERS).map(between),
        st.tuples(st.just(column("s")), SIGNS, TEXT).map(comparison),
        st.tuples(st.sampled_from([column("d"), column("end")]), SIGNS, DATES).map(comparison),
        st.tuples(st.just(column("m")), SIGNS, MONEY).map(comparison),
        st.sampled_from(["x", "i", "s", "d", "m"]).map(
            lambda name: Said(f"{name} IS NULL", lambda row: known(row[name]) is None)
        ),
        st.just(column("flag")),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(junction(True)),
        st.lists(inner, min_size=2, max_size=3).map(junction(False)),
        inner.map(negation),
    ),
    max_leaves=4,
).filter(speaks)


@dataclass
class Verdict:
    """What the reader counts."""

    holds: int = 0
    broken: int = 0
    not_comparable: int = 0
    rows: tuple[int, ...] = ()

    def judge(self, value: bool | None, *numbers: int) -> None:
        if value is None:
            self.not_comparable += 1
        elif value:
            self.holds += 1
        else:
            self.broken += 1
            self.rows = tuple(sorted({*self.rows, *numbers}))


def judged(data: pl.DataFrame, rule: dict[str, Any], streamed: bool = False, **others: pl.DataFrame) -> Verdict:
    """The verdict of the plan on one rule."""
    plan = tables.compile([{"name": "t", "rule": [{"name": "r", **rule}]}])
    frames = {"t": data, **others}
    found = plan.run({name: one.lazy() for name, one in frames.items()}, budget=-1) if streamed else plan.run(frames)
    outcome = found["t"]["r"]
    tally = outcome.tally
    return Verdict(tally.holds, tally.broken, tally.not_comparable, tuple(outcome.rows.to_list()))


@pytest.fixture(autouse=True, scope="module")
def _small_parts() -> Iterator[None]:
    """Streamed tables are judged in several parts, as large ones are, and limits by the ends of their sides."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame, "_PART", 4)
        patch.setattr(rows_, "_OFTEN", 1)
        yield


@settings(max_examples=200, deadline=None)
@given(found=rows(), condition=CONDITIONS, where=st.none() | CONDITIONS, streamed=st.booleans())
def test_row_rules(found: list[Row], condition: Said, where: Said | None, streamed: bool) -> None:
    expected = Verdict()
    for place, row in enumerate(found):
        if where is None or where.value(row):
            expected.judge(condition.value(row), place)
    rule = {"assert": condition.sql, **({"where": where.sql} if where else {})}
    assert judged(table(found), rule, streamed) == expected


@settings(max_examples=100, deadline=None)
@given(
    found=rows(columns="xyij"),
    side=ARITHMETIC.filter(lambda side: speaks(side)),
    limits=st.lists(st.tuples(SIGNS, st.integers(-9, 9).map(number)), min_size=1, max_size=5),
    small=st.booleans(),
)
def test_many_limits_of_one_side(found: list[Row], side: Said, limits: list[tuple[str, Said]], small: bool) -> None:
    expected = [Verdict() for _ in limits]
    conditions = [comparison((side, *limit)) for limit in limits]
    for place, row in enumerate(found):
        for verdict, condition in zip(expected, conditions, strict=True):
            verdict.judge(condition.value(row), place)
    plan = tables.compile(
        [{"name": "t", "rule": [{"name": str(place), "assert": one.sql} for place, one in enumerate(conditions)]}]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame, "_SMALL", 10_000 if small else 0)
        outcomes = plan.run({"t": table(found)})["t"]
    for verdict, outcome in zip(expected, outcomes.values(), strict=True):
        tally = outcome.tally
        assert Verdict(tally.holds, tally.broken, tally.not_comparable, tuple(outcome.rows.to_list())) == verdict


def aggregate(name: str, cells: list[Any], skip: bool) -> Any:
    present = [cell for cell in cells if cell is not None]
    if name == "count":
        return Fraction(len(present))
    if name == "first":
        return cells[0] if cells else None
    if (len(present) < len(cells) and not skip) or not present:
        return None
    if name == "sum":
        total: Any = Fraction(0)
        for cell in present:
            total = calculate("+", total, cell)
        return total
    return min(present) if name == "min" else max(present)


@settings(max_examples=150, deadline=None)
@given(
    found=rows(),
    call=st.sampled_from(["sum", "min", "max", "count", "first"]),
    name=st.sampled_from("xij"),
    sign=SIGNS,
    limit=st.integers(-5, 9),
    keys=st.sampled_from([[], ["key"], ["key", "flag"], ["order"]]),
    skip=st.booleans(),
    where=st.none() | CONDITIONS,
    streamed=st.booleans(),
)
def test_group_rules(
    found: list[Row],
    call: str,
    name: str,
    sign: str,
    limit: int,
    keys: list[str],
    skip: bool,
    where: Said | None,
    streamed: bool,
) -> None:
    expected = Verdict()
    groups: dict[tuple[Any, ...], list[int]] = {} if keys else {(): []}
    for place, row in enumerate(found):
        if where is None or where.value(row):
            group = tuple(row[key] for key in keys)
            if None in group:
                expected.judge(None)
            else:
                groups.setdefault(group, []).append(place)
    for places in groups.values():
        made = aggregate(call, [column(name).value(found[place]) for place in places], skip)
        expected.judge(None if made is None else COMPARE[sign](made, limit), *places)
    rule = {
        "kind": "group",
        "by": keys,
        "assert": f"{call}({name}) {sign} {limit}",
        "nulls": "skip" if skip else "compare",
    }
    assert judged(table(found), rule | ({"where": where.sql} if where else {}), streamed) == expected


@settings(max_examples=100, deadline=None)
@given(found=rows(columns=("key", "i", "order")), streamed=st.booleans())
def test_a_bare_column_of_a_group_means_each_of_its_values(found: list[Row], streamed: bool) -> None:
    expected = Verdict()
    groups: dict[Any, list[int]] = {}
    for place, row in enumerate(found):
        if row["key"] is None:
            expected.judge(None)
        else:
            groups.setdefault(row["key"], []).append(place)
    for places in groups.values():
        total = aggregate("sum", [column("i").value(found[place]) for place in places], False)
        parts = [
            aggregate(call, [column("order").value(found[place]) for place in places], False) for call in ("min", "max")
        ]
        outcomes = [None if None in (total, part) else total == part for part in parts]
        expected.judge(False if False in outcomes else None if None in outcomes else True, *places)
    assert judged(table(found), {"by": "key", "assert": "sum(i) = order"}, streamed) == expected


def sequences(found: list[Row], keys: list[str], along: str) -> Iterator[list[int]]:
    placed = [place for place, row in enumerate(found) if None not in [row[name] for name in (*keys, along)]]

    def group(place: int) -> tuple[Any, ...]:
        return tuple(found[place][key] for key in keys)

    for _, members in groupby(sorted(placed, key=lambda place: (group(place), found[place][along], place)), key=group):
        yield list(members)


@settings(max_examples=150, deadline=None)
@given(
    found=rows(columns=("key", "s", "d", "order", "x", "i")),
    keys=st.sampled_from([[], ["key"], ["key", "s"]]),
    along=st.sampled_from(["d", "order"]),
    name=st.sampled_from("xi"),
    direction=st.sampled_from(["rising", "falling", "strictly rising", "strictly falling"]),
    streamed=st.booleans(),
)
def test_order_rules(found: list[Row], keys: list[str], along: str, name: str, direction: str, streamed: bool) -> None:
    sign = {"rising": ">=", "falling": "<=", "strictly rising": ">", "strictly falling": "<"}[direction]
    expected = Verdict(not_comparable=sum(None in [row[key] for key in (*keys, along)] for row in found))
    for members in sequences(found, keys, along):
        before = column(name).value(found[members[0]])
        for earlier, place in pairwise(members):
            value = column(name).value(found[place])
            tied = found[earlier][along] == found[place][along]
            expected.judge(None if tied or None in (before, value) else COMPARE[sign](value, before), place)
            before = before if value is None else value
    rule = {"by": keys, "along": along, "column": name, "direction": direction}
    assert judged(table(found), rule, streamed) == expected


@settings(max_examples=150, deadline=None)
@given(
    found=rows(columns=("key", "d", "end")),
    keys=st.sampled_from([[], ["key"]]),
    touching=st.booleans(),
    open_=st.booleans(),
    streamed=st.booleans(),
)
def test_interval_rules(found: list[Row], keys: list[str], touching: bool, open_: bool, streamed: bool) -> None:
    def end(place: int) -> date | None:
        return date.max if open_ and found[place]["end"] is None else found[place]["end"]

    expected, kept = Verdict(), 0
    for members in sequences(found, keys, "d"):
        latest = None
        for place in members:
            until = end(place)
            if until is None or until < found[place]["d"]:
                continue
            kept += 1
            if latest is not None:
                expected.judge(found[place]["d"] >= latest if touching else found[place]["d"] > latest, place)
            latest = until if latest is None else max(latest, until)
    expected.not_comparable += len(found) - kept
    rule = {"kind": "interval", "by": keys, "start": "d", "end": "end", "touching": touching, "open": open_}
    assert judged(table(found), rule, streamed) == expected


@settings(max_examples=100, deadline=None)
@given(
    found=rows(columns=("i", "x", "s", "key", "order", "d", "flag")),
    keys=st.sampled_from([["i"], ["x"], ["s"], ["key", "order"], ["d", "flag"]]),
    streamed=st.booleans(),
)
def test_unique_rules(found: list[Row], keys: list[str], streamed: bool) -> None:
    expected = Verdict()
    values = [tuple(known(row[key]) for key in keys) for row in found]
    for place, value in enumerate(values):
        expected.judge(None if None in value else values.count(value) == 1, place)
    assert judged(table(found), {"unique": keys}, streamed) == expected


@settings(max_examples=100, deadline=None)
@given(
    found=rows(columns=("key", "i", "s", "order", "x")),
    others=rows(6, ("key", "order", "s", "y")),
    pairs=st.sampled_from([[("key", "key")], [("i", "order")], [("s", "s"), ("order", "order")], [("x", "y")]]),
    streamed=st.booleans(),
)
def test_reference_rules(found: list[Row], others: list[Row], pairs: list[tuple[str, str]], streamed: bool) -> None:
    expected = Verdict()
    targets = [tuple(known(row[target]) for _, target in pairs) for row in others]
    for place, row in enumerate(found):
        value = tuple(known(row[own]) for own, _ in pairs)
        expected.judge(None if None in value else value in targets, place)
    rule = {"columns": [own for own, _ in pairs], "references": [f"other.{target}" for _, target in pairs]}
    assert judged(table(found), rule, streamed, other=table(others)) == expected


@settings(max_examples=100, deadline=None)
@given(
    found=rows(),
    keys=st.sampled_from([[], ["key"]]),
    limits=st.tuples(st.integers(0, 3), st.integers(0, 4)),
    where=st.none() | CONDITIONS,
    streamed=st.booleans(),
)
def test_count_rules(
    found: list[Row], keys: list[str], limits: tuple[int, int], where: Said | None, streamed: bool
) -> None:
    expected = Verdict()
    groups: dict[tuple[Any, ...], list[int]] = {} if keys else {(): []}
    for place, row in enumerate(found):
        group = tuple(row[key] for key in keys)
        if None in group:
            expected.judge(None)
        else:
            groups.setdefault(group, []).append(place)
    for places in groups.values():
        count = sum(where is None or bool(where.value(found[place])) for place in places)
        expected.judge(limits[0] <= count <= limits[1], *places)
    rule = {"kind": "count", "by": keys, "at_least": limits[0], "at_most": limits[1]}
    assert judged(table(found), rule | ({"where": where.sql} if where else {}), streamed) == expected


def test_the_noise_of_a_difference_is_not_infinite() -> None:
    data = pl.DataFrame({"y": [math.inf, 1.0]})
    assert judged(data, {"assert": "(0 + -1) = (0 / y)"}) == Verdict(0, 2, 0, (0, 1))


@settings(max_examples=150, deadline=None)
@given(
    found=rows(columns="xyij"),
    sides=st.tuples(NUMBERS, SIGNS, NUMBERS).filter(lambda parts: speaks(comparison(parts))),
    absolute=st.sampled_from([0, 0.5, 3]),
    relative=st.sampled_from([0, 0.125, 0.5]),
    streamed=st.booleans(),
)
def test_tolerance_widens_every_comparison(
    found: list[Row], sides: tuple[Said, str, Said], absolute: float, relative: float, streamed: bool
) -> None:
    expected = Verdict()
    for place, row in enumerate(found):
        left, right = sides[0].value(row), sides[2].value(row)
        expected.judge(None if None in (left, right) else tolerant(left, sides[1], right, absolute, relative), place)
    tolerance = [absolute, f"{relative * 100:g}%"] if absolute or relative else 0
    assert judged(table(found), {"assert": comparison(sides).sql, "tolerance": tolerance}, streamed) == expected


def tolerant(left: Any, sign: str, right: Any, absolute: float, relative: float) -> bool:
    if any(isinstance(side, float) for side in (left, right)) or not (absolute or relative):
        return COMPARE[sign](left, right)
    slack = max(Fraction(absolute), Fraction(relative) * max(abs(left), abs(right)))
    near = abs(left - right) <= slack
    return {"=": near, "<>": not near}.get(sign, near if sign in ("<=", ">=") else abs(left - right) < slack) or (
        sign not in ("=", "<>") and COMPARE[sign](left, right)
    )
