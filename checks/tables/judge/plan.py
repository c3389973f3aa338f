"""A plan: all rules on all tables, bound to frames and run as few queries.

Row rules of a table are masks of one select; group rules with the same keys share one group_by; order and interval
rules with the same keys and order share one sort; each reference is one anti join, each unique rule one group_by.
Counts come first; rows are fetched only for what broke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from checks.near import did_you_mean
from checks.tables.declare.assertion import Assertion, Lookup
from checks.tables.declare.declaration import DeclaredTable
from checks.tables.expression.condition import ConditionError
from checks.tables.judge import groups, keys, ordered, pandera_model, rows
from checks.tables.judge.bound_rules import Bound, bound, executable
from checks.tables.judge.demands import Demands, demands, place_of
from checks.tables.judge.operand import Scope
from checks.tables.judge.outcome import Outcome
from checks.tables.judge.table import BUDGET, Judgeable, frame, whole
from checks.tables.problem import Problems, first_line

Data = pl.DataFrame | pl.LazyFrame


@dataclass(frozen=True)
class JudgedTable:
    """A table with the outcomes of its rules."""

    table: DeclaredTable
    document: str
    frame: Judgeable
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class _Ready:
    """A table, its frame, and its rules as queries on that frame."""

    table: DeclaredTable
    place: str
    data: Data
    frame: Judgeable
    scope: Scope
    bound: Bound
    custom: tuple[pandera_model.Custom, ...]

    def rows(self, _: rows.Mask, numbers: pl.Series) -> pl.DataFrame:
        """What rows hold, as evidence."""
        return self.frame.rows(numbers)


@dataclass(frozen=True)
class Plan:
    """Tables with their rules, ready to be run on frames, as often as wanted.

    What is made of a schema (expressions, not data) is kept for the next run on frames of the same schema.
    """

    tables: tuple[DeclaredTable, ...]
    directory: Path = Path()
    _made: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def run(self, frames: Mapping[str, Data], *, budget: int = BUDGET) -> dict[str, dict[str, Outcome]]:
        """The outcome of every rule by table and name.

        A schema's demands are named `column: rule`, and `column: rule (demand)` where a column has several of a rule.

        `frames` are the tables by name. A lazy frame whose used columns take more than `budget` bytes is streamed.
        Raises `TableError` with every problem: columns that are not there, expressions that are none, sides that cannot
        be compared.
        """
        problems = Problems()
        judged = self.judge({name: (data, name) for name, data in frames.items()}, problems, budget)
        problems.check()
        return {one.table.name: _by_name(one.outcomes) for one in judged}

    def judge(
        self, frames: Mapping[str, tuple[Data, str]], problems: Problems, budget: int = BUDGET
    ) -> list[JudgedTable]:
        """The judged tables; frames come with the name that problems and findings call them by."""
        declared = {table.name: table for table in self.tables}
        ready = {
            name: self._ready(declared.get(name, DeclaredTable(name)), data, place, problems, budget)
            for name, (data, place) in frames.items()
        }
        unread = set(declared) - set(ready) if problems.found else set()
        for one in ready.values():
            _check_lookups(one, ready, unread, problems)
        if problems.found:
            for one in ready.values():
                masks = executable(one.table, one.bound.masks, one.frame, problems)
                dividing = [mask for mask in masks if mask.divides is not None]
                note_divisions(one.place, rows.evaluate(one.frame, dividing, one.rows), problems)
        problems.check()
        judged = [_judge(one, ready, problems) for name, one in ready.items() if name in declared]
        problems.check()
        return judged

    def _ready(self, table: DeclaredTable, data: Data, place: str, problems: Problems, budget: int) -> _Ready:
        schema = dict(data.collect_schema())
        needs = self._demands(table, schema, place)
        held = whole(data, needs.used, budget)
        made = frame(held, needs.calculations, needs.derived)
        units = {column.name: column.unit for column in table.columns if column.unit}
        scope = Scope(made.schema, made.finite, units, named=tuple(schema), positive=made.positive, exact=made.exact)
        key = ("bound", table.name, tuple(made.schema.items()), made.finite, made.known, made.positive, scope.exact)
        if key not in self._made:
            self._made[key] = bound(table, needs.assertions, scope, made.known)
        queries: Bound = self._made[key]
        problems.found += [*needs.problems, *queries.problems]
        return _Ready(replace(table, key=needs.key), place, data, made, scope, queries, needs.custom)

    def _demands(self, table: DeclaredTable, schema: dict[str, pl.DataType], place: str) -> Demands:
        key = ("demands", table.name, place, tuple(schema.items()))
        if key not in self._made:
            grains = [one.grain for other in self.tables for one in other.rules if isinstance(one.grain, Lookup)]
            targets = {target for grain in grains if grain.table == table.name for target in grain.targets}
            self._made[key] = demands(table, schema, place, self.directory, targets)
        found: Demands = self._made[key]
        return found


def _by_name(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    alike: dict[str, list[Outcome]] = {}
    for one in outcomes:
        alike.setdefault(one.name, []).append(one)
    return {
        name if len(several) == 1 else f"{name} ({one.assertion.text})": one
        for name, several in alike.items()
        for one in several
    }


def _judge(ready: _Ready, others: Mapping[str, _Ready], problems: Problems) -> JudgedTable:
    queries, table = ready.bound, ready.frame
    outcomes = _row_outcomes(ready, problems)
    for grouping in queries.groupings:
        outcomes += _tried(ready, grouping.assertions, partial(groups.evaluate, table, grouping), problems)
    for order in queries.sequences:
        outcomes += _tried(ready, order.assertions, partial(ordered.evaluate, table, order), problems)
    outcomes += [keys.distinct(table, one, ready.scope) for one in queries.distinct]
    for one in queries.lookups:
        assert isinstance(one.grain, Lookup)
        outcomes.append(keys.lookup(table, others[one.grain.table].frame, one, ready.scope))
    if ready.custom:
        place = f"table '{ready.table.name}'"
        answers = [pandera_model.run(one, ready.data.lazy(), table, place, problems) for one in ready.custom]
        outcomes += [one for one in answers if one is not None]
    return JudgedTable(ready.table, ready.place, table, tuple(outcomes))


def _row_outcomes(ready: _Ready, problems: Problems) -> list[Outcome]:
    """The outcomes of rules on rows. What Polars refuses is told by rule, and the others are left for the next run."""
    try:
        return rows.evaluate(ready.frame, ready.bound.masks, ready.rows)
    except pl.exceptions.PolarsError:
        executable(ready.table, ready.bound.masks, ready.frame, problems)
        if not problems.found:
            raise
        return []


def _tried(
    ready: _Ready, assertions: Iterable[Assertion], judge: Callable[[], list[Outcome]], problems: Problems
) -> list[Outcome]:
    try:
        return judge()
    except pl.exceptions.PolarsError as error:
        if ready.frame.streamed:  # it may be a cell of the file, which is told elsewhere
            raise
        for one in assertions:
            problems.add(place_of(ready.table, one), f"'{one.text}' cannot be judged: {first_line(error)}")
        return []


def note_divisions(place: str, outcomes: Iterable[Outcome], problems: Problems) -> None:
    """Note the rules that cannot be judged somewhere because they divide by zero there."""
    for outcome in outcomes:
        if outcome.divided:
            found, them = ("1 row", "it") if outcome.divided == 1 else (f"{outcome.divided:,} rows", "them")
            first = f", first in row {outcome.divided_row + 1}" if outcome.divided_row is not None else ""
            text = f"division by zero in {found} of '{outcome.assertion.text}'{first}; leave {them} out with 'where'"
            problems.add(f"{place}, rule '{outcome.assertion.name}'", text)


def _check_lookups(one: _Ready, others: Mapping[str, _Ready], unread: set[str], problems: Problems) -> None:
    for lookup in one.bound.lookups:
        grain = lookup.grain
        assert isinstance(grain, Lookup)
        if grain.table in unread:
            continue
        if grain.table not in others:
            problems.add(place_of(one.table, lookup), f"no table '{grain.table}'{did_you_mean(grain.table, others)}")
            continue
        try:
            keys.check_lookup(grain, one.scope, others[grain.table].scope)
            keys.check_words(lookup, one.scope)
        except ConditionError as error:
            problems.add(place_of(one.table, lookup), str(error))
