"""The rules of a table bound to the columns of a frame: expressions, grouped into as few queries as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import polars as pl

from checks.tables.declare.assertion import Assertion, Distinct, Groups, Lookup, Rows, Sorted
from checks.tables.declare.declaration import DeclaredTable
from checks.tables.expression.condition import ConditionError
from checks.tables.expression.template import Slot
from checks.tables.judge import groups, keys, ordered, rows
from checks.tables.judge.demands import place_of
from checks.tables.judge.operand import Scope, operand
from checks.tables.judge.rows import Mask
from checks.tables.judge.table import Judgeable
from checks.tables.problem import Problems, first_line

_T = TypeVar("_T")


@dataclass(frozen=True)
class Bound:
    """The queries of a table: masks of rows, rules that share a group_by or a sort, unique keys, references."""

    masks: tuple[Mask, ...]
    groupings: tuple[groups.Grouping, ...]
    sequences: tuple[ordered.Order, ...]
    distinct: tuple[Assertion, ...]
    lookups: tuple[Assertion, ...]
    problems: tuple[str, ...]


def bound(table: DeclaredTable, assertions: Sequence[Assertion], scope: Scope, known: frozenset[str]) -> Bound:
    """The rules of a table as queries on a frame with the columns of a scope; `known` are the columns without nulls."""
    problems = Problems()

    def each(kind: type, make: Callable[[Assertion], _T]) -> list[_T]:
        found = []
        for one in assertions:
            if isinstance(one.grain, kind):
                try:
                    found.append(make(one))
                except ConditionError as error:
                    problems.add(place_of(table, one), str(error))
        return found

    masks = each(Rows, lambda one: _row_mask(one, scope))
    grouped = each(Groups, lambda one: _tried(one, groups.masks(_grouping([one], scope, known))))
    sequenced = each(Sorted, lambda one: _tried(one, ordered.masks(_sequence([one], scope))))
    return Bound(
        masks=tuple(masks),
        groupings=tuple(_grouping(some, scope, known) for some in _alike(grouped)),
        sequences=tuple(_sequence(some, scope) for some in _alike(sequenced)),
        distinct=tuple(each(Distinct, lambda one: _distinct(one, scope))),
        lookups=tuple(one for one in assertions if isinstance(one.grain, Lookup)),
        problems=tuple(problems.found),
    )


def _tried(one: Assertion, _: Any) -> Assertion:
    return one


def _row_mask(one: Assertion, scope: Scope) -> Mask:
    for part in one.message:
        if isinstance(part, Slot):
            operand(part.scalar, scope)
    return rows.mask(one, scope)


def _distinct(one: Assertion, scope: Scope) -> Assertion:
    assert isinstance(one.grain, Distinct)
    keys.check_columns(one.grain.columns, scope)
    keys.check_words(one, scope)
    return one


def _grouping(some: Sequence[Assertion], scope: Scope, known: frozenset[str]) -> groups.Grouping:
    grain = some[0].grain
    assert isinstance(grain, Groups)
    keys.check_columns(grain.by, scope)
    return groups.grouping(some, scope, known)


def _sequence(some: Sequence[Assertion], scope: Scope) -> ordered.Order:
    grain = some[0].grain
    assert isinstance(grain, Sorted)
    keys.check_columns([*grain.by, grain.along, *([grain.end] if grain.end else [])], scope)
    return ordered.order(some, scope)


def executable(table: DeclaredTable, masks: Sequence[Mask], frame: Judgeable, problems: Problems) -> list[Mask]:
    """The masks that Polars can calculate on a frame, tried one by one; those that it refuses are noted as problems.

    Of a streamed table only the types are tried.
    """
    data = pl.DataFrame(schema=dict(frame.schema)) if frame.held is None else frame.held
    return [one for one in masks if _executes(table, one, data, problems)]


def _executes(table: DeclaredTable, one: Mask, data: pl.DataFrame, problems: Problems) -> bool:
    try:
        data.select(one.expr)
    except pl.exceptions.PolarsError as error:
        problems.add(place_of(table, one.assertion), f"'{one.assertion.text}' cannot be judged: {first_line(error)}")
        return False
    return True


def _alike(assertions: Sequence[Assertion]) -> list[list[Assertion]]:
    """Assertions that can share a query: of one grain, on the same rows."""
    found: dict[Any, list[Assertion]] = {}
    for one in assertions:
        found.setdefault((one.grain, one.where), []).append(one)
    return list(found.values())
