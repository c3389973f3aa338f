"""A plan: all rules on all tables, bound to frames and run as few queries.

Row rules of a table are masks of one select; group rules with the same keys share one group_by; order and interval rules with the same keys
and order share one sort; each reference is one anti join, each unique rule one group_by. Rows are fetched only for what broke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from checks.tables import groups, keys, model, ordered, rows
from checks.tables.assertion import Assertion, Distinct, Groups, Lookup, Rows, Sorted
from checks.tables.bind import Scope
from checks.tables.column import DUPLICATE, MISSING, Check, Column
from checks.tables.condition import Condition, ConditionError, Token, scalars
from checks.tables.declaration import Table
from checks.tables.frame import BUDGET, PRINTED_AS, ROW, Derived, Frame, frame, narrow, whole
from checks.tables.outcome import Outcome
from checks.tables.problem import Problems, nearest
from checks.tables.rows import Evidence, Mask
from checks.tables.template import Slot, template

Data = pl.DataFrame | pl.LazyFrame
_T = TypeVar("_T")


@dataclass(frozen=True)
class Judged:
    """A table with the outcomes of its rules."""

    table: Table
    document: str
    frame: Frame
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Plan:
    """Tables with their rules, ready to be run on frames."""

    tables: tuple[Table, ...]
    directory: Path = Path()

    def run(self, frames: Mapping[str, Data], *, budget: int = BUDGET) -> dict[str, dict[str, Outcome]]:
        """The outcome of every rule by table and name (a schema's demands are named `column: rule`).

        `frames` are the tables by name. Lazy frames whose used columns take more than `budget` bytes are streamed.
        Raises `TableError` with every problem: tables and columns that are not there, expressions that are none, sides that cannot be compared.
        """
        problems = Problems()
        judged = self.judge({name: (data, name) for name, data in frames.items()}, problems, budget)
        problems.check()
        return {one.table.name: {outcome.name: outcome for outcome in one.outcomes} for one in judged}

    def judge(self, frames: Mapping[str, tuple[Data, str]], problems: Problems, budget: int = BUDGET) -> list[Judged]:
        """The judged tables; frames come with the name that problems and findings call them by."""
        bound = [
            _bound(table, *frames[table.name], self, problems, budget) for table in self.tables if table.name in frames
        ]
        others = {one.table.name: one for one in bound} | _undeclared(self, frames, problems)
        for one in bound:
            _check_lookups(one, others, problems)
        problems.check()
        return [_run(one, others, problems) for one in bound]


@dataclass(frozen=True)
class Bound:
    """A table with its rules bound to a frame."""

    table: Table
    place: str
    frame: Frame
    scope: Scope
    data: Data
    masks: tuple[Mask, ...] = ()
    groupings: tuple[groups.Grouping, ...] = ()
    sequences: tuple[ordered.Sequence_, ...] = ()
    keys: tuple[Assertion, ...] = ()
    custom: tuple[model.Custom, ...] = ()


def demands(columns_: Iterable[Column], unique: Iterable[tuple[str, ...]], names: Iterable[str]) -> list[Assertion]:
    """What a schema demands of the values of a table, as assertions."""
    names, found = set(names), []
    for column in columns_:
        if column.name not in names:
            continue
        told: dict[str, Any] = {
            "column": column.name,
            "says": column.says,
            "reason": column.reason,
            "owner": column.owner,
        }
        if not column.nullable:
            check = Check(MISSING, "not null", (), "not null")
            found.append(Assertion(MISSING, Rows(), severity=column.severity, check=check, text=check.text, **told))
        if column.unique:
            grain = Distinct((column.name,))
            found.append(Assertion(DUPLICATE, grain, severity=column.severity, text="unique", **told))
        for check in column.checks:
            severity = check.severity or column.severity
            found.append(Assertion(check.rule, Rows(), severity=severity, check=check, text=check.text, **told))
    for group in unique:
        found.append(
            Assertion(DUPLICATE, Distinct(group), text=f"unique ({', '.join(group)})", column=", ".join(group))
        )
    return found


def _bound(table: Table, data: Data, place: str, plan: Plan, problems: Problems, budget: int) -> Bound:
    schema = dict(data.collect_schema())
    columns_, unique, custom = table.columns, (), ()
    if table.schema is not None:
        found = model.load(table.schema, plan.directory, f"table '{table.name}'", problems)
        if found is not None:
            made = model.read(found, data.lazy().select(pl.exclude("^.* as printed$")), place, problems)
            columns_, unique, custom = (*columns_, *made.columns), made.unique, made.custom
    assertions = [*demands(columns_, unique, schema), *table.rules]
    key = [name for name in table.key or _identifying(table) if name in schema]
    wanted = {*_used(assertions, schema), *key, *_targets(plan, table.name, schema)}
    used = [name for name in schema if custom or name in wanted]
    for name in table.key:
        if name not in schema:
            problems.add(f"table '{table.name}'", f"no column '{name}' for 'key'{nearest(name, schema)}")
    widen = _calculated(assertions, schema)
    derived = {pair for one in assertions for pair in _derived(one, schema)}
    used = list(
        dict.fromkeys([*used, *(PRINTED_AS.format(name) for _, name in derived if PRINTED_AS.format(name) in schema)])
    )
    held = whole(data, used or list(schema)[:1], budget)
    ready = frame(held, widen, derived)
    units = {column.name: column.unit for column in table.columns if column.unit}
    scope = Scope(ready.schema, ready.finite, units)
    bound = Bound(replace(table, key=tuple(key)), place, ready, scope, held, custom=custom)
    return _bind_rules(bound, assertions, problems)


def _targets(plan: Plan, name: str, schema: Mapping[str, Any]) -> set[str]:
    """The columns of a table that other tables refer to."""
    grains = [one.grain for table in plan.tables for one in table.rules if isinstance(one.grain, Lookup)]
    return {target for grain in grains if grain.table == name for target in grain.targets if target in schema}


def _bind_rules(bound: Bound, assertions: Sequence[Assertion], problems: Problems) -> Bound:
    table, scope = bound.table, bound.scope
    ready = [one for one in (_with_message(one, table, problems) for one in assertions) if one is not None]

    def tried(place: str, make: Callable[[], _T]) -> _T | None:
        try:
            return make()
        except ConditionError as error:
            problems.add(place, str(error))
            return None

    def each(kind: type, make: Callable[[Assertion], _T]) -> list[_T]:
        made = [tried(_place(table, one), lambda one=one: make(one)) for one in ready if isinstance(one.grain, kind)]  # type: ignore[misc]
        return [one for one in made if one is not None]

    masks = each(Rows, lambda one: _row_mask(one, scope))
    each(Groups, lambda one: groups.masks(groups.grouping([one], scope, bound.frame.known)))
    each(Sorted, lambda one: ordered.masks(ordered.sequence([one], _with_grain(one, scope))))
    distinct = each(Distinct, lambda one: _distinct(one, scope))
    lookups = [one for one in ready if isinstance(one.grain, Lookup)]
    masks = _executable(masks, bound, problems)
    if problems.found:
        return bound
    return replace(
        bound,
        masks=tuple(masks),
        groupings=tuple(groups.grouping(some, scope, bound.frame.known) for some in _alike(ready, Groups)),
        sequences=tuple(ordered.sequence(some, scope) for some in _alike(ready, Sorted)),
        keys=(*distinct, *lookups),
    )


def _identifying(table: Table) -> list[str]:
    """The columns that tell which row is meant where no key is declared: unique ones, else the first name and the first date."""
    unique = [column.name for column in table.columns if column.unique]
    kinds = ("str", "date")
    first = [next((column.name for column in table.columns if column.type == kind), None) for kind in kinds]
    return unique or [name for name in first if name is not None]


def _row_mask(one: Assertion, scope: Scope) -> Mask:
    for slot in (part for part in one.message if isinstance(part, Slot)):
        from checks.tables.bind import operand

        operand(slot.scalar, scope)
    return rows.mask(one, scope)


def _distinct(one: Assertion, scope: Scope) -> Assertion:
    assert isinstance(one.grain, Distinct)
    keys.check_columns(one.grain.columns, scope)
    return one


def _with_grain(one: Assertion, scope: Scope) -> Scope:
    assert isinstance(one.grain, Sorted)
    keys.check_columns([*one.grain.by, one.grain.along, *([one.grain.end] if one.grain.end else [])], scope)
    return scope


def _with_message(one: Assertion, table: Table, problems: Problems) -> Assertion | None:
    try:
        return replace(one, message=template(one.says))
    except ConditionError as error:
        problems.add(_place(table, one), str(error))
        return None


def _executable(masks: list[Mask], bound: Bound, problems: Problems) -> list[Mask]:
    """The masks, tried on no rows: what Polars refuses is told before the table is read."""
    empty = pl.DataFrame(schema=dict(bound.scope.schema))
    try:
        empty.select(one.holds.alias(str(number)) for number, one in enumerate(masks))
    except pl.exceptions.PolarsError:
        for one in masks:
            try:
                empty.select(one.holds)
            except pl.exceptions.PolarsError as error:
                problems.add(
                    _place(bound.table, one.assertion),
                    f"'{one.assertion.text}' cannot be judged: {str(error).splitlines()[0]}",
                )
    return masks


def _alike(assertions: Sequence[Assertion], kind: type) -> list[list[Assertion]]:
    """Assertions of a grain that can share a query."""
    found: dict[Any, list[Assertion]] = {}
    for one in assertions:
        if isinstance(one.grain, kind):
            found.setdefault((one.grain, one.where), []).append(one)
    return list(found.values())


def _place(table: Table, one: Assertion) -> str:
    return f"table '{table.name}', " + (f"column '{one.column}'" if one.column else f"rule '{one.name}'")


def _run(bound: Bound, others: Mapping[str, Bound], problems: Problems) -> Judged:
    outcomes = rows.evaluate(bound.frame, bound.masks, evidence(bound.frame))
    for grouping in bound.groupings:
        outcomes += groups.evaluate(bound.frame, grouping)
    for sequence in bound.sequences:
        outcomes += ordered.evaluate(bound.frame, sequence)
    for one in bound.keys:
        if isinstance(one.grain, Lookup):
            outcomes.append(keys.lookup(bound.frame, others[one.grain.table].frame, one, bound.scope))
        else:
            outcomes.append(keys.distinct(bound.frame, one, bound.scope))
    if bound.custom:
        data = bound.data.collect() if isinstance(bound.data, pl.LazyFrame) else bound.data
        answers = [model.run(one, data, f"table '{bound.table.name}'", problems) for one in bound.custom]
        outcomes += [one for one in answers if one is not None]
    return Judged(bound.table, bound.place, bound.frame, tuple(outcomes))


def evidence(table: Frame) -> Evidence:
    """What rows of a table hold, fetched by their numbers."""

    def show(_: Mask, numbers: pl.Series) -> pl.DataFrame:
        if not table.streamed:
            found = table.lazy.collect()[numbers]
        else:
            wanted = pl.col(ROW).is_in(numbers.implode())
            found = table.numbered().filter(wanted).collect(engine="streaming").drop(ROW)
        return found.with_columns(numbers.alias(ROW))

    return show


def _check_lookups(bound: Bound, others: Mapping[str, Bound], problems: Problems) -> None:
    for one in bound.table.rules:
        if not isinstance(one.grain, Lookup):
            continue
        if one.grain.table not in others:
            problems.add(_place(bound.table, one), f"no table '{one.grain.table}'{nearest(one.grain.table, others)}")
            continue
        try:
            keys.check_lookup(one.grain, bound.scope, others[one.grain.table].scope)
        except ConditionError as error:
            problems.add(_place(bound.table, one), str(error))


def _undeclared(plan: Plan, frames: Mapping[str, tuple[Data, str]], problems: Problems) -> dict[str, Bound]:
    """Frames that are only referred to."""
    declared = {table.name for table in plan.tables}
    found = {}
    for name, (data, place) in frames.items():
        if name not in declared:
            found[name] = _bound(Table(name), data, place, plan, problems, BUDGET)
    return found


def _words(condition: Condition | None) -> Iterable[tuple[Token, ...]]:
    return (one.tokens for one in scalars(condition)) if condition is not None else ()


def _used(assertions: Iterable[Assertion], schema: Mapping[str, Any]) -> set[str]:
    """The columns that the rules name; a word that happens to be a column counts as one."""
    found: set[str] = set()
    for one in assertions:
        texts = [*_words(one.condition), *_words(one.where), *_slots(one)]
        found |= {token.name for tokens in texts for token in tokens if token.kind in ("word", "quoted")}
        grain = one.grain
        if isinstance(grain, Groups | Sorted):
            found |= set(grain.by)
        if isinstance(grain, Sorted):
            found |= {grain.along, grain.end}
        if isinstance(grain, Distinct | Lookup):
            found |= set(grain.columns)
        found |= {one.column or ""}
    return found & set(schema)


def _slots(one: Assertion) -> list[tuple[Token, ...]]:
    try:
        return [part.scalar.tokens for part in template(one.says) if isinstance(part, Slot)]
    except ConditionError:
        return []


def _calculated(assertions: Iterable[Assertion], schema: Mapping[str, pl.DataType]) -> set[str]:
    """The narrow columns that a rule calculates with."""
    found: set[str] = set()
    for one in assertions:
        texts = [*_words(one.condition), *_words(one.where), *_slots(one)]
        found |= {
            token.name for tokens in texts if len(tokens) > 1 for token in tokens if token.kind in ("word", "quoted")
        }
        if one.tolerance:
            found |= {token.name for tokens in texts for token in tokens}
    return {name for name in found & set(schema) if narrow(schema[name])}


def _derived(one: Assertion, schema: Mapping[str, pl.DataType]) -> set[Derived]:
    """The printed digits that a rule asks for."""
    found: set[Derived] = set()
    for tokens in [*_words(one.condition), *_words(one.where), *_slots(one)]:
        names = [token.name for token in tokens if token.kind in ("word", "quoted") and token.name in schema]
        numbers = [name for name in names if schema[name].is_numeric()]
        text = {token.key for token in tokens}
        kinds = {"step": "STEP" in text or "AGREE" in text, "printed": "PRINTED" in text}
        found |= {
            (kind, name) for kind, asked in kinds.items() if asked for name in (numbers if kind == "step" else names)
        }
        if one.tolerance.digits:
            found |= {("step" if one.tolerance.digits == "printed" else "coarse", name) for name in numbers}
    return found


def derived_columns(table: Table) -> set[str]:
    """The columns of a declared table whose printed digits a rule may ask for: to be kept when the table is read."""
    found: set[str] = set()
    for one in table.rules:
        for tokens in [*_words(one.condition), *_words(one.where), *_slots(one)]:
            asked = one.tolerance.digits or {"STEP", "AGREE", "PRINTED"} & {token.key for token in tokens}
            found |= {token.name for token in tokens if asked and token.kind in ("word", "quoted")}
    return found
