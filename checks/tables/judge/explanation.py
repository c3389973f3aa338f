"""Outcomes told: a finding for each broken constraint, with row, keys, values and one line that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from checks.finding import Finding
from checks.tables.declare.assertion import Assertion, Distinct, Groups, Lookup, Sorted
from checks.tables.declare.page import tolerance
from checks.tables.expression.condition import Comparison, Scalar, scalars
from checks.tables.expression.template import Slot, fill, plain, written
from checks.tables.judge import keys
from checks.tables.judge.operand import Scope, operand
from checks.tables.judge.outcome import Outcome
from checks.tables.judge.plan import JudgedTable
from checks.tables.judge.table import ROW

LIMIT = 1000
"""Findings of one rule that are told; the rest is counted."""


def findings(judged: JudgedTable, limit: int = LIMIT) -> list[Finding]:
    """The findings of a table in the order of its rows, at most `limit` for a rule, none within its allowance."""
    found = [
        one
        for outcome in judged.outcomes
        if outcome.broken and not outcome.tolerated
        for one in _told(judged, outcome, limit)
    ]
    return sorted(found, key=lambda one: (one.row or 0, one.rule))


def skipped(judged: JudgedTable, limit: int = LIMIT) -> list[str]:
    """What is not told of a table: broken constraints beyond the limit, and those within an allowance."""
    notes = []
    for outcome in judged.outcomes:
        place = f"{judged.document}: {outcome.name}"
        if outcome.broken and outcome.tolerated:
            notes.append(f"{place}: {outcome.broken:,} of {outcome.judged:,} are broken, as many as the rule allows")
        elif outcome.broken > limit:
            notes.append(f"{place}: {limit:,} of {outcome.broken:,} that are broken are shown")
    return notes


def _told(judged: JudgedTable, outcome: Outcome, limit: int) -> Iterator[Finding]:
    shown = outcome.show(limit)
    assertion = outcome.assertion
    slots = _calculated(_asked(assertion), shown)
    key, names = _key(judged, assertion, shown), _values(assertion, shown)
    for number, row in enumerate(shown.iter_rows(named=True)):
        values = {name: row[name] for name in names}
        said = {text: column[number] for text, column in slots.items()}
        yield Finding(
            document=judged.document,
            rule=assertion.name,
            severity=assertion.severity,
            message=fill(assertion.message, said) if assertion.message else _message(assertion, row, values, said, key),
            explanation=_explanation(outcome, values),
            row=None if row[ROW] is None else row[ROW] + 1,
            keys={name: plain(row[name]) for name in key},
            values={name: plain(value) for name, value in values.items()},
        )


def _asked(assertion: Assertion) -> list[Scalar]:
    """The expressions that a message tells the values of: its slots, or the sides that a rule calculates."""
    if assertion.message:
        return [part.scalar for part in assertion.message if isinstance(part, Slot)]
    if isinstance(assertion.condition, Comparison):
        return [side for side in (assertion.condition.left, assertion.condition.right) if len(side.tokens) > 1]
    return []


def _calculated(asked: Iterable[Scalar], shown: pl.DataFrame) -> dict[str, list[Any]]:
    """The values of expressions in the shown rows, by their text."""
    scope = Scope(dict(shown.schema))
    made = {one.text: operand(one, scope).expr.alias("factlint value") for one in asked}
    return {text: shown.with_columns(value).get_column("factlint value").to_list() for text, value in made.items()}


def _key(judged: JudgedTable, assertion: Assertion, shown: pl.DataFrame) -> tuple[str, ...]:
    if isinstance(assertion.grain, Groups | Sorted) and assertion.grain.by:
        return assertion.grain.by
    if isinstance(assertion.grain, Distinct):
        return assertion.grain.columns
    return tuple(name for name in judged.table.key if name in shown.columns)


def _values(assertion: Assertion, shown: pl.DataFrame) -> tuple[str, ...]:
    """The columns that a constraint is about."""
    named: list[str] = [assertion.column] if assertion.column else []
    if isinstance(assertion.grain, Sorted):
        named.append(assertion.grain.along)
    if isinstance(assertion.grain, Distinct):
        named += [keys.COUNT, keys.FIRST]
    if isinstance(assertion.grain, Lookup):
        named += assertion.grain.columns
    if assertion.condition is not None:
        tokens = [token for one in scalars(assertion.condition) for token in one.tokens]
        named += [token.name for token in tokens if token.kind in ("word", "quoted")]
    return tuple(dict.fromkeys(name for name in named if name in shown.columns))


def _message(
    assertion: Assertion,
    row: Mapping[str, Any],
    values: Mapping[str, Any],
    sides: Mapping[str, Any],
    key: Sequence[str],
) -> str:
    """What is wrong, where the rule does not say it in words of its own."""
    if isinstance(assertion.grain, Distinct):
        listed = ", ".join(f"{name} {written(row[name])}" for name in key)
        return f"{listed} stands in {row[keys.COUNT]} rows, first in row {row[keys.FIRST]}"
    if isinstance(assertion.grain, Lookup):
        listed = ", ".join(f"{name} {written(value)}" for name, value in values.items())
        return f"{listed} is not in {_target(assertion.grain)}"
    if assertion.check is not None and assertion.column is not None:
        value = row[assertion.column]
        if assertion.check.op == "not null":
            return f"{assertion.column} is missing"
        verb = "does not match" if assertion.check.op in ("matches", "begins as") else "is"
        demanded = assertion.check.text.partition(" ")[2] if verb != "is" else f"not {_demanded(assertion.check.text)}"
        return (
            f"{assertion.column} {written(value)} {verb} {demanded}"
            if verb != "is"
            else f"{assertion.column} is {written(value)}, {demanded}"
        )
    named = {**sides, **{name: value for name, value in values.items() if name not in key}}
    listed = ", ".join(f"{name} is {written(value)}" for name, value in named.items())
    place = ", ".join(f"{name} {written(row[name])}" for name in key)
    told = f"{assertion.text} does not hold" + (f": {listed}" if listed else "")
    return f"{place}: {told}" if place else told


def _target(grain: Lookup) -> str:
    columns = ", ".join(grain.targets)
    return f"{grain.table}.{columns}" if len(grain.targets) == 1 else f"{grain.table} ({columns})"


_SIGNS = {">=": "{} or more", ">": "more than {}", "<=": "{} or less", "<": "less than {}", "=": "{}"}


def _demanded(text: str) -> str:
    """What a column must be, in words: `>= 0` is "0 or more", `in (ha, km2)` is "one of ha, km2"."""
    sign, _, value = text.partition(" ")
    if sign in _SIGNS:
        return _SIGNS[sign].format(value)
    return f"one of {text[4:-1]}" if text.startswith("in (") else text


def _explanation(outcome: Outcome, values: Mapping[str, Any]) -> str:
    assertion = outcome.assertion
    parts = [f"The rule: {assertion.text}."] if assertion.message and assertion.text else []
    if assertion.tolerance:
        parts.append(f"Tolerance: {tolerance(assertion)}.")
    if assertion.reason:
        parts.append(f"Reason: {assertion.reason.rstrip('.')}.")
    if assertion.allow.number or assertion.allow.share:
        parts.append(f"{outcome.broken:,} of {outcome.judged:,} are broken, more than the rule allows.")
    if assertion.owner:
        parts.append(f"Owner: {assertion.owner}.")
    return " ".join(parts)
