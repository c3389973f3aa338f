"""Judging keys: values that must be unique, and values that must stand in another table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import polars as pl

from checks.near import did_you_mean
from checks.tables.declare.assertion import Assertion, Distinct, Lookup
from checks.tables.expression.condition import ConditionError
from checks.tables.expression.template import Slot
from checks.tables.judge.bound_condition import filtered
from checks.tables.judge.operand import Scope, operand
from checks.tables.judge.outcome import Outcome
from checks.tables.judge.table import ROW, Judgeable

FIRST, COUNT = "first row", "rows"
"""What a finding of repeated keys tells beside them."""


def check_columns(names: Sequence[str], scope: Scope, table: str = "") -> None:
    """Raise `ConditionError` for the first column that is not there."""
    place = f" in table '{table}'" if table else ""
    for name in names:
        if name not in scope.schema:
            raise ConditionError(f"no column '{name}'{place}{did_you_mean(name, scope.named or scope.schema)}")


def check_words(one: Assertion, scope: Scope) -> None:
    """Raise `ConditionError` if the filter or the message of a rule cannot be bound."""
    told = Scope({**scope.schema, FIRST: pl.UInt32(), COUNT: pl.UInt32()})
    for part in one.message:
        if isinstance(part, Slot):
            operand(part.scalar, told)
    if one.where is not None:
        filtered(one.where, scope)


def distinct(table: Judgeable, assertion: Assertion, scope: Scope) -> Outcome:
    """Rows that share the values of the columns with another row."""
    assert isinstance(assertion.grain, Distinct)
    columns = assertion.grain.columns
    judged, unknown = _counts(table, assertion, columns, scope)
    found = pl.concat([_duplicates(table, assertion, columns, scope, number) for number in range(table.parts)])
    rows = found.get_column(ROW).sort()
    return Outcome(assertion, judged, found.height, unknown, lambda: rows, partial(_shown, table, found, columns))


def _duplicates(
    table: Judgeable, assertion: Assertion, columns: Sequence[str], scope: Scope, number: int
) -> pl.DataFrame:
    """The rows, with their keys, that are not the only ones with their keys."""
    members = _members(table.part(number, columns), table, assertion, columns, scope).select(ROW, *columns)
    if len(columns) == 1 and not table.streamed and columns[0] in table.known:
        keys = table.collect(table.lazy.select(columns[0])).to_series()
        if _sorts_cheaply(keys) and assertion.where is None and keys.is_sorted():
            key = pl.col(columns[0])
            again = ((key == key.shift(1)) | (key == key.shift(-1))).fill_null(False)
            return table.collect(members.filter(again))
    repeated = members.group_by(columns).len().filter(pl.col("len") > 1).select(columns)
    keys_ = table.collect(repeated)
    if keys_.is_empty():
        return table.collect(members.limit(0))
    return table.collect(members.join(keys_.lazy(), on=columns, how="semi"))


def _sorts_cheaply(keys: pl.Series) -> bool:
    return keys.dtype.is_integer() or keys.dtype.is_temporal() or keys.dtype == pl.String


def _shown(table: Judgeable, found: pl.DataFrame, columns: Sequence[str], limit: int) -> pl.DataFrame:
    """One line for each repeated key: the second of its rows, which row is the first, and how many there are."""
    grouped = (
        found.sort(ROW)
        .group_by(columns, maintain_order=True)
        .agg(pl.col(ROW).get(1), (pl.col(ROW).first() + 1).alias(FIRST), pl.len().alias(COUNT))
        .bottom_k(limit, by=ROW, reverse=False)
        .sort(ROW)
        .select(ROW, FIRST, COUNT)
    )
    return table.rows(grouped.get_column(ROW)).join(grouped, on=ROW, maintain_order="left")


def lookup(table: Judgeable, other: Judgeable, assertion: Assertion, scope: Scope) -> Outcome:
    """Rows whose values do not stand in the other table."""
    grain = assertion.grain
    assert isinstance(grain, Lookup)
    judged, unknown = _counts(table, assertion, grain.columns, scope)
    pairs = list(zip(grain.columns, grain.targets, strict=True))
    keys = [_common(pl.col(own), table.schema[own], other.schema[target]).alias(f"key {own}") for own, target in pairs]
    targets = [
        _common(pl.col(target), other.schema[target], table.schema[own]).alias(f"key {own}") for own, target in pairs
    ]
    members = _members(table.numbered(), table, assertion, grain.columns, scope).select(ROW, *keys)
    names = [f"key {own}" for own in grain.columns]
    missing = members.join(other.lazy.select(targets), on=names, how="anti").select(ROW)
    rows = table.collect(missing).get_column(ROW).sort()
    return Outcome(assertion, judged, len(rows), unknown, lambda: rows, lambda limit: table.rows(rows.head(limit)))


def check_lookup(grain: Lookup, own: Scope, other: Scope) -> None:
    """Raise `ConditionError` if the columns are not there or hold different kinds of values."""
    check_columns(grain.columns, own)
    check_columns(grain.targets, other, grain.table)
    for name, target in zip(grain.columns, grain.targets, strict=True):
        kinds = own.schema[name], other.schema[target]
        if (
            kinds[0] != kinds[1]
            and not all(kind.is_numeric() for kind in kinds)
            and not all(_text(kind) for kind in kinds)
        ):
            raise ConditionError(
                f"'{name}' is {kinds[0]} and '{grain.table}.{target}' {kinds[1]}; "
                "they cannot be looked up in each other"
            )


def _text(kind: pl.DataType) -> bool:
    return kind in (pl.String, pl.Categorical, pl.Enum)


def _common(column: pl.Expr, kind: pl.DataType, other: pl.DataType) -> pl.Expr:
    """A column as one whose values equal those of a column of another kind where they are the same."""
    if kind == other:
        return column
    if _text(kind):
        return column.cast(pl.String)
    if not kind.is_integer() and not other.is_integer():
        return column.cast(pl.Float64)
    wide = pl.Int128 if {kind, other} & {pl.UInt64(), pl.Int128()} else pl.Int64
    whole = column if kind.is_integer() else pl.when(column == column.round()).then(column)
    return whole.cast(wide, strict=False)


def _members(
    rows: pl.LazyFrame, table: Judgeable, assertion: Assertion, columns: Sequence[str], scope: Scope
) -> pl.LazyFrame:
    """The rows that the rule speaks of and whose keys are complete."""
    if assertion.where is not None:
        rows = rows.filter(filtered(assertion.where, scope))
    unknown = [name for name in columns if name not in table.known]
    return rows.filter(pl.all_horizontal(pl.col(unknown).is_not_null())) if unknown else rows


def _counts(table: Judgeable, assertion: Assertion, columns: Sequence[str], scope: Scope) -> tuple[int, int]:
    """How many rows the rule speaks of, and how many of them have incomplete keys."""
    if assertion.where is None and set(columns) <= table.known:
        return table.height, 0
    rows = table.lazy
    if assertion.where is not None:
        rows = rows.filter(filtered(assertion.where, scope))
    unknown = pl.any_horizontal(pl.col(columns).is_null()).sum()
    return table.collect(rows.select(pl.len(), unknown.alias("unknown"))).row(0)
