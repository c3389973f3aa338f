"""What the schema and the rules of a table ask of its columns, before any of its rows is seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from checks.near import did_you_mean
from checks.tables.declare.assertion import Assertion, Distinct, Grain, Groups, Rows, Sorted
from checks.tables.declare.column import DUPLICATE, MISSING, Check, Column
from checks.tables.declare.declaration import DeclaredTable
from checks.tables.expression.calculation import Calculation, calculation
from checks.tables.expression.condition import ConditionError, Tokens, scalars
from checks.tables.expression.template import Slot, Template, template
from checks.tables.judge import pandera_model
from checks.tables.judge.table import PRINTED_AS, Derived
from checks.tables.problem import Problems

_DIGITS = frozenset(("STEP", "AGREE", "PRINTED"))
"""The functions that ask for the printed digits of a column."""


@dataclass(frozen=True)
class Demands:
    """The assertions on a table of a known schema, and what its frame must offer for them.

    A rule on a declared column that is not there is left out: the missing column is told, or it is optional. `used`
    are the columns to read, `calculations` those with whole numbers, `derived` the printed digits that are asked for.
    `custom` are checks that only Pandera can run.
    """

    assertions: tuple[Assertion, ...]
    used: tuple[str, ...]
    calculations: tuple[Calculation, ...]
    derived: tuple[Derived, ...]
    key: tuple[str, ...]
    custom: tuple[pandera_model.Custom, ...]
    problems: tuple[str, ...]


def demands(
    table: DeclaredTable, schema: Mapping[str, pl.DataType], place: str, directory: Path, targets: Iterable[str]
) -> Demands:
    """What a table asks of a frame with this schema; `targets` are the columns that other tables refer to."""
    problems = Problems()
    made = _model(table, schema, place, directory, problems)
    columns, unique, custom = (*table.columns, *made.columns), made.unique, made.custom
    assertions = [*_of_columns(columns, unique, schema), *table.rules]
    told = (_with_message(one, table, problems) for one in assertions)
    absent = {column.name for column in table.columns} - set(schema)
    said = [found for one in told if one is not None and not (found := _said(one)).names & absent]
    for name in table.key:
        if name not in schema:
            problems.add(f"table '{table.name}'", f"no column '{name}' for 'key'{did_you_mean(name, schema)}")
    key = [name for name in table.key or _identifying(table) if name in schema]
    derived = sorted({pair for one in said if one.digits for pair in _derived(one, schema)})
    wanted = {*key, *targets, *(PRINTED_AS.format(name) for _, name in derived)}.union(*(one.names for one in said))
    wanted.update(one.column for one in custom if one.column)
    used = [name for name in schema if name in wanted] or list(schema)[:1]
    return Demands(
        tuple(one.assertion for one in said),
        tuple(used),
        tuple(dict.fromkeys(_calculations(said, schema))),
        tuple(derived),
        tuple(key),
        custom,
        tuple(problems.found),
    )


def printed_columns(table: DeclaredTable) -> set[str]:
    """The columns of a declared table whose printed digits a rule may ask for: to be kept when the table is read."""
    found: set[str] = set()
    for one in table.rules:
        for tokens in _texts(one, _slots(one)):
            asked = one.tolerance.digits or _DIGITS & {token.key for token in tokens}
            found |= {token.name for token in tokens if asked and token.kind in ("word", "quoted")}
    return found


def place_of(table: DeclaredTable, one: Assertion) -> str:
    """Where an assertion stands, for problems."""
    return f"table '{table.name}', " + (f"column '{one.column}'" if one.column else f"rule '{one.name}'")


def _model(
    table: DeclaredTable, schema: Mapping[str, Any], place: str, directory: Path, problems: Problems
) -> pandera_model.PanderaModel:
    nothing = pandera_model.PanderaModel(None, (), (), ())
    found = pandera_model.load(table, directory, f"table '{table.name}'", problems)
    if found is None:
        return nothing
    columns = {name: kind for name, kind in schema.items() if not name.endswith(PRINTED_AS.format(""))}
    return pandera_model.read(found, pl.LazyFrame(schema=columns), place, problems)


def _of_columns(
    columns: Iterable[Column], unique: Iterable[tuple[str, ...]], names: Iterable[str]
) -> Iterable[Assertion]:
    """What a schema demands of the values of a table, as assertions."""
    names = set(names)
    for column in columns:
        if column.name in names:
            yield from _of_column(column)
    for group in unique:
        if not names.issuperset(group):
            continue
        text = ", ".join(group)
        yield Assertion(DUPLICATE, Distinct(group), text=f"unique ({text})", column=text)


def _of_column(column: Column) -> Iterable[Assertion]:
    told: dict[str, Any] = {
        "column": column.name,
        "says": column.says,
        "reason": column.reason,
        "owner": column.owner,
        "severity": column.severity,
    }
    if not column.nullable:
        yield Assertion(MISSING, Rows(), check=Check(MISSING, "not null", (), "not null"), text="not null", **told)
    if column.unique:
        yield Assertion(DUPLICATE, Distinct((column.name,)), text="unique", **told)
    for check in column.checks:
        severity = check.severity or column.severity
        yield Assertion(check.rule, Rows(), check=check, text=check.text, **{**told, "severity": severity})


def _with_message(one: Assertion, table: DeclaredTable, problems: Problems) -> Assertion | None:
    if not one.says:
        return one
    try:
        return one._replace(message=template(one.says))
    except ConditionError as error:
        problems.add(place_of(table, one), str(error))
        return None


def _identifying(table: DeclaredTable) -> list[str]:
    """The columns that tell a row where no key is declared: the unique ones, else the first name and date."""
    unique = [column.name for column in table.columns if column.unique]
    first = [next((column.name for column in table.columns if column.type == kind), None) for kind in ("str", "date")]
    return unique or [name for name in first if name is not None]


class _Said(NamedTuple):
    """An assertion, everything that it calculates, and all names in it: a word that happens to be a column is one.

    `digits` says whether it asks for printed digits.
    """

    assertion: Assertion
    texts: list[Tokens]
    names: set[str]
    digits: bool


def _said(one: Assertion) -> _Said:
    texts = _texts(one, one.message)
    words = [token for tokens in texts for token in tokens if token.kind in ("word", "quoted")]
    names = {token.name for token in words}
    digits = bool(one.tolerance.digits) or not _DIGITS.isdisjoint([token.key for token in words])
    names.update(_of_grain(one.grain))
    if one.column:
        names.add(one.column)
    return _Said(one, texts, names, digits)


def _of_grain(grain: Grain) -> tuple[str, ...]:
    """The columns that a grain names."""
    if isinstance(grain, Rows):
        return ()
    if isinstance(grain, Sorted):
        return (*grain.by, grain.along, grain.end)
    return grain.by if isinstance(grain, Groups) else grain.columns


def _slots(one: Assertion) -> Template:
    """The message of a rule that is not known to be well-formed."""
    try:
        return template(one.says)
    except ConditionError:
        return ()


def _texts(one: Assertion, message: Template) -> list[Tokens]:
    """Everything that an assertion calculates."""
    sides = [side for condition in (one.condition, one.where) if condition is not None for side in scalars(condition)]
    return [side.tokens for side in sides] + [part.scalar.tokens for part in message if isinstance(part, Slot)]


def _calculations(said: Iterable[_Said], schema: Mapping[str, pl.DataType]) -> Iterable[Calculation]:
    """What the rules calculate with whole numbers; a column that is compared with a result is as wide as one."""
    if not any(kind.is_integer() for kind in schema.values()):
        return
    for one in said:
        if one.assertion.tolerance or any(len(tokens) > 1 for tokens in one.texts):
            yield from (made for tokens in one.texts if (made := calculation(tokens, schema)) is not None)


def _derived(said: _Said, schema: Mapping[str, pl.DataType]) -> set[Derived]:
    """The printed digits that a rule asks for."""
    found: set[Derived] = set()
    digits = said.assertion.tolerance.digits
    for tokens in said.texts:
        called = {token.key for token in tokens} & _DIGITS
        if not called and not digits:
            continue
        names = [token.name for token in tokens if token.kind in ("word", "quoted") and token.name in schema]
        numbers = [name for name in names if schema[name].is_numeric()]
        if called & {"STEP", "AGREE"}:
            found.update(("step", name) for name in numbers)
        if "PRINTED" in called:
            found.update(("printed", name) for name in names)
        if digits:
            found.update(("step" if digits == "printed" else "coarse", name) for name in numbers)
    return found
