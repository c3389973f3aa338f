"""Judging sequences: one sort for all rules on the same keys and order, then each row beside what came before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import polars as pl

from checks.tables.declare.assertion import Assertion, Sorted
from checks.tables.expression.condition import Comparison, Condition, Scalar, Tokens, Truth, rewritten, scalars
from checks.tables.expression.function import column_argument, quoted
from checks.tables.expression.function import replace as replace_calls
from checks.tables.expression.template import Slot
from checks.tables.judge import rows
from checks.tables.judge.bound_condition import filtered
from checks.tables.judge.keys import check_columns
from checks.tables.judge.operand import Scope
from checks.tables.judge.outcome import Outcome, settled
from checks.tables.judge.rows import Mask
from checks.tables.judge.table import ROW, Judgeable, frame

_FIRST, _TIE, _GROUP = "factlint first", "factlint tie", "factlint group"
_BEFORE: Mapping[str, Callable[[pl.Expr], pl.Expr]] = {
    "previous": lambda values: values.forward_fill(),
    "highest": lambda values: values.cum_max().forward_fill(),
    "lowest": lambda values: values.cum_min().forward_fill(),
}


@dataclass(frozen=True)
class Order:
    """The rules on one order, bound: the columns that look back, and each rule as a condition on them."""

    grain: Sorted
    where: pl.Expr | None
    looks_back: tuple[tuple[str, str], ...]
    needed: tuple[str, ...]
    assertions: tuple[Assertion, ...]
    schema: Mapping[str, pl.DataType]
    units: Mapping[str, str] = field(default_factory=dict)


def order(assertions: Sequence[Assertion], scope: Scope) -> Order:
    """Rules with equal keys, order and filter, bound to a table."""
    grain = assertions[0].grain
    assert isinstance(grain, Sorted)
    asked: dict[tuple[str, str], None] = {}
    made = [
        one._replace(
            condition=_looking_back(one.condition, scope, asked),
            where=None,
            message=tuple(part if isinstance(part, str) else _slot(part, scope, asked) for part in one.message),
        )
        for one in assertions
    ]
    where = assertions[0].where
    schema = {**scope.schema, **{_name(*pair): scope.schema[pair[1]] for pair in asked}}
    for kind in ("step", "coarse"):
        for function, column in list(asked):
            if f"{kind}({column})" in scope.schema:
                schema[f"{kind}({_name(function, column)})"] = pl.Float64()
    applies = filtered(where, scope) if where is not None else None
    return Order(grain, applies, tuple(asked), _needed(made, asked, scope), tuple(made), schema, scope.units)


def _needed(made: Sequence[Assertion], asked: Iterable[tuple[str, str]], scope: Scope) -> tuple[str, ...]:
    """The columns that the rules of an order read."""
    grain = made[0].grain
    assert isinstance(grain, Sorted)
    named = {*grain.by, grain.along, grain.end, *(column for _, column in asked)}
    for one in made:
        slots = [part.scalar for part in one.message if isinstance(part, Slot)]
        sides = scalars(one.condition) if one.condition is not None else ()
        named |= {word.name for side in (*sides, *slots) for word in side.tokens if word.kind in ("word", "quoted")}
    derived = {f"{kind}({name})" for kind in ("step", "coarse", "printed") for name in named}
    return tuple(name for name in scope.schema if name in named | derived)


def masks(made: Order) -> list[Mask]:
    """The rules as expressions on the sorted table."""
    units = {**made.units, **{_name(*pair): made.units[pair[1]] for pair in made.looks_back if pair[1] in made.units}}
    return [_mask(one, made, Scope(made.schema, frozenset(), units)) for one in made.assertions]


def evaluate(table: Judgeable, made: Order) -> list[Outcome]:
    """The outcomes of rules on one order."""
    keys = made.grain.by
    parts = [_judge(table, made, number) for number in range(table.parts if keys else 1)]
    return [_joined(outcomes) for outcomes in zip(*parts, strict=True)]


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    broken = [one for one in outcomes if one.broken]

    def find() -> pl.Series:
        return pl.concat([one.rows for one in broken]).sort()

    def show(limit: int) -> pl.DataFrame:
        return pl.concat([one.show(limit) for one in broken]).sort(ROW).head(limit)

    counts = [[one.judged, one.broken, one.not_comparable, one.divided] for one in outcomes]
    judged, bad, unknown, divided = (sum(column) for column in zip(*counts, strict=True))
    return Outcome(outcomes[0].assertion, judged, bad, unknown, find, show, divided)


def _judge(table: Judgeable, made: Order, number: int) -> list[Outcome]:
    grain = made.grain
    members = table.part(number, grain.by) if grain.by else table.numbered()
    members = (members if made.where is None else members.filter(made.where)).select(ROW, *made.needed)
    height, placed = _placed(table, made, members)
    sorted_ = (
        placed.sort([*grain.by, grain.along, ROW]).with_columns(_marks(grain)).with_columns(_looks_back(table, made))
    )
    data = sorted_.collect()
    del placed, sorted_  # each holds a copy of the rows
    found = frame(data)
    scope = Scope(found.schema, found.finite, {}, exact=found.exact)
    outcomes = rows.evaluate(found, [_mask(one, made, scope) for one in made.assertions], _evidence(data))
    if table.streamed:
        outcomes = [settled(one, data.drop(_FIRST, _TIE, _GROUP)) for one in outcomes]
    return [_with_lost(one, height - data.height) for one in outcomes]


def _placed(table: Judgeable, made: Order, members: pl.LazyFrame) -> tuple[int, pl.LazyFrame]:
    """How many rows there are, and those that have a place in the order.

    A place needs keys, a point, and for ranges an end that is not before the start.
    """
    grain = made.grain
    condition = pl.all_horizontal(pl.col(name).is_not_null() for name in (*grain.by, grain.along))
    data = table.collect(members)
    if grain.end:
        end = pl.col(grain.end)
        if grain.open_end:
            data = data.with_columns(end.fill_null(_endless(made.schema[grain.end])))
        condition &= end.is_not_null() & (pl.col(grain.along) <= end)
    return data.height, data.lazy().filter(condition)


def _endless(kind: pl.DataType) -> Any:
    if kind == pl.Date:
        return date.max
    if kind.base_type() == pl.Datetime:
        zone = getattr(kind, "time_zone", None)
        endless = pl.lit(datetime(9999, 12, 31))
        return (endless.dt.replace_time_zone(zone) if zone else endless).cast(kind)
    if kind.is_float():
        return float("inf")
    return pl.lit(2**62 if kind in (pl.Int64, pl.UInt64, pl.Int128) else 2**30).cast(kind)


def _marks(grain: Sorted) -> list[pl.Expr]:
    """Where a group begins, and which rows stand at the same point of the order as the one before."""
    changes = [pl.col(name) != pl.col(name).shift(1) for name in grain.by]
    first = (pl.any_horizontal(*changes) if changes else pl.lit(False)) | (pl.int_range(pl.len()) == 0)
    same = (pl.col(grain.along) == pl.col(grain.along).shift(1)).fill_null(False)
    return [first.fill_null(True).alias(_FIRST), same.alias(_TIE), first.fill_null(True).cum_sum().alias(_GROUP)]


def _looks_back(table: Judgeable, made: Order) -> list[pl.Expr]:
    found = []
    for function, column in made.looks_back:
        found.append(_before(function, column, made, table).alias(_name(function, column)))
        for kind in ("step", "coarse"):
            if f"{kind}({column})" in table.schema:
                name = f"{kind}({_name(function, column)})"
                steps = "previous" if function == "previous" else "highest"
                found.append(_before(steps, f"{kind}({column})", made, table).alias(name))
    return found


def _before(function: str, column: str, made: Order, table: Judgeable) -> pl.Expr:
    values = pl.col(column)
    if function == "previous" and column in table.known:
        return pl.when(~pl.col(_FIRST)).then(values.shift(1))
    before = _BEFORE[function](values).shift(1)
    return before.over(_GROUP) if made.grain.by else before


def _mask(one: Assertion, made: Order, scope: Scope) -> Mask:
    found = rows.mask(one, scope)
    holds = found.expr if made.grain.ties else pl.when(~(pl.col(_TIE) & ~pl.col(_FIRST))).then(found.expr)
    return found._replace(holds=holds, applies=~pl.col(_FIRST))


def _with_lost(one: Outcome, lost: int) -> Outcome:
    """The outcome on the sorted rows as one on the table: rows without a place cannot be compared."""

    def find() -> pl.Series:
        return one.show(one.broken).get_column(ROW).sort()

    return replace(one, judged=one.judged + lost, not_comparable=one.not_comparable + lost, find=find, divided_row=None)


def _evidence(data: pl.DataFrame) -> rows.Evidence:
    def show(_: Mask, numbers: pl.Series) -> pl.DataFrame:
        return data[numbers].drop(_FIRST, _TIE, _GROUP)

    return show


def _asking(scope: Scope, asked: dict[tuple[str, str], None]) -> Callable[[str, tuple[Tokens, ...]], Tokens | None]:
    def ask(name: str, arguments: tuple[Tokens, ...]) -> Tokens | None:
        """The column that stands for a look back, for `replace`."""
        if name.lower() not in _BEFORE:
            return None
        column = column_argument(name, arguments)
        check_columns([column], scope)
        asked[(name.lower(), column)] = None
        return (quoted(_name(name.lower(), column)),)

    return ask


def _looking_back(condition: Condition | None, scope: Scope, asked: dict[tuple[str, str], None]) -> Condition:
    ask = _asking(scope, asked)

    def back(part: Comparison | Truth) -> Condition:
        if isinstance(part, Truth):
            return Truth(Scalar(replace_calls(part.scalar.tokens, ask)))
        return Comparison(
            Scalar(replace_calls(part.left.tokens, ask)), part.op, Scalar(replace_calls(part.right.tokens, ask))
        )

    assert condition is not None
    return rewritten(condition, back)


def _slot(part: Slot, scope: Scope, asked: dict[tuple[str, str], None]) -> Slot:
    return Slot(Scalar(replace_calls(part.scalar.tokens, _asking(scope, asked))), part.format)


def _name(function: str, column: str) -> str:
    return f"{function}({column})"
