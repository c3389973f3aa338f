"""Judging groups: one group_by for all rules on the same keys, then the groups as the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from checks.tables.declare.assertion import Assertion, Groups
from checks.tables.declare.kinds.count import COUNT
from checks.tables.expression.condition import ConditionError
from checks.tables.judge import rows
from checks.tables.judge.aggregate import NULLS, Aggregates, message, over_groups
from checks.tables.judge.bound_condition import filtered
from checks.tables.judge.operand import Scope
from checks.tables.judge.outcome import Outcome, settled
from checks.tables.judge.rows import Evidence, Mask
from checks.tables.judge.table import ROW, Judgeable, frame


@dataclass(frozen=True)
class Grouping:
    """The rules on one set of keys, bound: the aggregates to make, and each rule as a condition on them."""

    by: tuple[str, ...]
    where: pl.Expr | None
    aggregates: Mapping[str, pl.Expr]
    nullable: frozenset[str]
    calculated: frozenset[str]
    assertions: tuple[Assertion, ...]
    schema: Mapping[str, pl.DataType]


def grouping(assertions: Sequence[Assertion], scope: Scope, known: frozenset[str]) -> Grouping:
    """Rules with equal keys and equal filter, bound to a table."""
    first = assertions[0]
    grain = first.grain
    assert isinstance(grain, Groups)
    ask = Aggregates(scope, grain.skip_nulls, bool(grain.by), known)
    where = filtered(first.where, scope) if first.where is not None else None
    if grain.counts:
        ask.asked[COUNT] = (where.sum() if where is not None else pl.len()).cast(pl.Int64)
    made = []
    for one in assertions:
        assert one.condition is not None
        condition = over_groups(one.condition, scope, ask, grain.by)
        made.append(one._replace(condition=condition, where=None, message=message(one.message, scope, ask, grain.by)))
    schema = _types(grain.by, ask.asked, scope)
    return Grouping(
        grain.by,
        None if grain.counts else where,
        ask.asked,
        frozenset(ask.nullable),
        frozenset(ask.calculated),
        tuple(made),
        schema,
    )


def _types(by: Sequence[str], asked: Mapping[str, pl.Expr], scope: Scope) -> dict[str, pl.DataType]:
    empty = pl.DataFrame(schema=dict(scope.schema))
    try:
        found = empty.group_by(by).agg(**asked) if by else empty.select(**asked)
    except pl.exceptions.PolarsError as error:
        raise ConditionError(f"the aggregates cannot be calculated: {str(error).splitlines()[0]}") from None
    return {name: kind for name, kind in found.schema.items() if not name.startswith("nulls of ")}


def masks(made: Grouping) -> list[Mask]:
    """The rules as expressions on the grouped table."""
    return [rows.mask(one, Scope(made.schema, calculated=made.calculated)) for one in made.assertions]


def evaluate(table: Judgeable, made: Grouping) -> list[Outcome]:
    """The outcomes of rules on one set of keys; without keys the table is one group."""
    missing = _missing_keys(table, made)
    parts = [_judge(table, made, number) for number in range(table.parts if made.by else 1)]
    found = []
    for outcomes in zip(*parts, strict=True):
        first = outcomes[0]
        broken = [one for one in outcomes if one.broken]
        found.append(
            Outcome(
                first.assertion,
                sum(one.judged for one in outcomes) + missing,
                sum(one.broken for one in outcomes),
                sum(one.not_comparable for one in outcomes) + missing,
                partial(_rows, table, made, broken),
                partial(_show, broken),
                sum(one.divided for one in outcomes),
            )
        )
    return found


def _missing_keys(table: Judgeable, made: Grouping) -> int:
    """Rows without a key belong to no group and cannot be compared."""
    if set(made.by) <= table.known:
        return 0
    rows = table.lazy if made.where is None else table.lazy.filter(made.where)
    return int(table.collect(rows.select(pl.any_horizontal(pl.col(made.by).is_null()).sum())).item())


def _members(table: Judgeable, made: Grouping, number: int) -> pl.LazyFrame:
    rows = table.part(number, made.by) if made.by else table.numbered()
    rows = rows if made.where is None else rows.filter(made.where)
    unknown = [key for key in made.by if key not in table.known]
    return rows.filter(pl.all_horizontal(pl.col(unknown).is_not_null())) if unknown else rows


def _judge(table: Judgeable, made: Grouping, number: int) -> list[Outcome]:
    aggregates = {**made.aggregates, ROW: pl.first(ROW)}
    rows_ = _members(table, made, number)
    query = rows_.group_by(made.by).agg(**aggregates) if made.by else rows_.select(**aggregates)
    groups = table.collect(query)
    for name in made.nullable:
        if groups.get_column(NULLS.format(name)).any():
            groups = groups.with_columns(pl.when(~pl.col(NULLS.format(name))).then(pl.col(name)).alias(name))
    found = frame(groups)
    scope = Scope(found.schema, found.finite, calculated=made.calculated, positive=found.positive, exact=found.exact)
    outcomes = rows.evaluate(found, [rows.mask(one, scope) for one in made.assertions], _evidence(groups))
    return [settled(one, groups) for one in outcomes] if table.streamed else outcomes


def _evidence(groups: pl.DataFrame) -> Evidence:
    def show(_: Mask, numbers: pl.Series) -> pl.DataFrame:
        return groups[numbers]

    return show


def _rows(table: Judgeable, made: Grouping, broken: Sequence[Outcome]) -> pl.Series:
    """The rows of the broken groups."""
    if not made.by:
        members = _members(table, made, 0).select(ROW)
    else:
        keys = pl.concat([one.show(one.broken).select(made.by) for one in broken])
        members = _members(replace(table, parts=1), made, 0).join(keys.lazy(), on=made.by, how="semi").select(ROW)
    return table.collect(members).get_column(ROW).sort()


def _show(broken: Sequence[Outcome], limit: int) -> pl.DataFrame:
    shown = pl.concat([one.show(one.broken) for one in broken]) if len(broken) > 1 else broken[0].show(broken[0].broken)
    return shown.bottom_k(limit, by=ROW).sort(ROW)
