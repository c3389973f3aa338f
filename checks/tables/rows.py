"""Judging row by row: all masks of a table in one select, counts from the masks, rows only of what broke."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import or_
from typing import Any, Literal

import polars as pl

from checks.tables.assertion import Assertion
from checks.tables.bind import filtered, judging
from checks.tables.column import Check
from checks.tables.frame import ROW, Frame
from checks.tables.operand import Scope, zero_divisors
from checks.tables.outcome import Outcome, nothing

_MASKS = 512 << 20
"""Bits of masks that are held at a time."""


@dataclass(frozen=True)
class Mask:
    """A demand as expressions: `holds` is null where it cannot be judged.

    `applies` says which rows the demand speaks of, `divides` where a divisor is zero.
    """

    assertion: Assertion
    holds: pl.Expr
    applies: pl.Expr | None = None
    divides: pl.Expr | None = None
    shown: tuple[str, ...] = ()


Evidence = Callable[[Mask, pl.Series], pl.DataFrame]


def mask(assertion: Assertion, scope: Scope) -> Mask:
    """The expressions of an assertion on single rows."""
    applies = filtered(assertion.where, scope) if assertion.where is not None else None
    if assertion.check is not None and assertion.column is not None:
        return Mask(assertion, demand(assertion.check, pl.col(assertion.column), scope), applies)
    assert assertion.condition is not None
    holds = judging(assertion.condition, scope, assertion.tolerance)
    zeros = zero_divisors(assertion.condition, scope)
    divides = (holds.is_null() & reduce(or_, zeros).fill_null(False)) if zeros else None
    return Mask(assertion, holds, applies, divides)


def demand(check: Check, column: pl.Expr, scope: Scope) -> pl.Expr:
    """A demand of a schema on a column."""
    first: Any = check.arguments[0] if check.arguments else None
    ends = check.arguments[:2]
    made: dict[str, Callable[[], pl.Expr]] = {
        "not null": lambda: column.is_not_null(),
        "ge": lambda: column >= first,
        "gt": lambda: column > first,
        "le": lambda: column <= first,
        "lt": lambda: column < first,
        "eq": lambda: column == first,
        "ne": lambda: column != first,
        "between": lambda: _between(column, ends, "both"),
        "above and below": lambda: _between(column, ends, "none"),
        "above and up to": lambda: _between(column, ends, "right"),
        "from and below": lambda: _between(column, ends, "left"),
        "isin": lambda: column.is_in(list(check.arguments)),
        "notin": lambda: ~column.is_in(list(check.arguments)),
        "matches": lambda: column.str.contains(f"^(?:{first})$"),
        "begins as": lambda: column.str.contains(f"^(?:{first})"),
        "contains": lambda: column.str.contains(first),
        "starts": lambda: column.str.starts_with(first),
        "ends": lambda: column.str.ends_with(first),
        "length": lambda: _length(column, *check.arguments),
    }
    found = made[check.op]()
    return found.fill_null(False) if check.null_fails else found


def _between(column: pl.Expr, ends: Sequence[Any], closed: Literal["none", "left", "right", "both"]) -> pl.Expr:
    return column.is_between(ends[0], ends[1], closed=closed)


def evaluate(frame: Frame, masks: Sequence[Mask], evidence: Evidence) -> list[Outcome]:
    """The outcomes of demands on single rows of a table."""
    size = max(1, _MASKS // max(1, frame.height))
    if frame.streamed:
        return _streamed(frame, masks, evidence)
    found: list[Outcome] = []
    for start in range(0, len(masks), size):
        found += _in_memory(frame, masks[start : start + size], evidence)
    return found


def _in_memory(frame: Frame, masks: Sequence[Mask], evidence: Evidence) -> list[Outcome]:
    out = frame.select(_columns(masks))
    flags = dict(zip(out.columns, out.get_columns(), strict=True))
    nulls = dict(zip(out.columns, out.null_count().row(0) if flags else (), strict=True))
    return [_counted(frame, one, number, flags, nulls, evidence) for number, one in enumerate(masks)]


def _counted(
    frame: Frame,
    one: Mask,
    number: int,
    flags: Mapping[str, pl.Series],
    nulls: Mapping[str, int],
    evidence: Evidence,
) -> Outcome:
    name = f"holds {number}"
    holds, unknown = flags[name], nulls[name]
    judged = _true(flags[f"applies {number}"]) if one.applies is not None else frame.height
    broken = frame.height - unknown - _true(holds)
    made = _outcome(one, judged, broken, unknown, 0, partial(_false, holds) if broken else nothing, evidence)
    if one.divides is None:
        return made
    zeros = flags[f"divides {number}"].fill_null(False).arg_true()
    return replace(made, divided=len(zeros), divided_row=zeros[0] if len(zeros) else None)


def _streamed(frame: Frame, masks: Sequence[Mask], evidence: Evidence) -> list[Outcome]:
    """Counts in one pass over the table, then the rows of all that broke in a second one."""
    if not masks:
        return []
    counts = frame.collect(
        frame.lazy.select(*_columns(masks)).select(
            pl.all().sum().cast(pl.Int64).name.suffix(" true"),
            pl.all().null_count().cast(pl.Int64).name.suffix(" null"),
        )
    ).row(0, named=True)
    broken = {
        number: frame.height - counts[f"holds {number} true"] - counts[f"holds {number} null"]
        for number in range(len(masks))
    }
    rows = _broken_rows(frame, {number: masks[number] for number, count in broken.items() if count})
    return [
        _outcome(
            one,
            counts.get(f"applies {number} true", frame.height),
            broken[number],
            counts[f"holds {number} null"],
            counts.get(f"divides {number} true", 0),
            partial(rows.__getitem__, number) if broken[number] else nothing,
            evidence,
        )
        for number, one in enumerate(masks)
    ]


def _broken_rows(frame: Frame, masks: dict[int, Mask]) -> dict[int, pl.Series]:
    if not masks:
        return {}
    broken = {f"broken {number}": ~_holds(one) for number, one in masks.items()}
    query = frame.numbered().select(ROW, **broken).filter(pl.any_horizontal(*broken))
    out = frame.collect(query).sort(ROW)
    return {number: out.filter(f"broken {number}").get_column(ROW) for number in masks}


def _columns(masks: Sequence[Mask]) -> Iterable[pl.Expr]:
    for number, one in enumerate(masks):
        yield _holds(one).alias(f"holds {number}")
        if one.applies is not None:
            yield one.applies.alias(f"applies {number}")
        if one.divides is not None:
            yield (one.divides & one.applies if one.applies is not None else one.divides).alias(f"divides {number}")


def _holds(one: Mask) -> pl.Expr:
    """Where a demand does not apply it holds: true OR unknown is true."""
    return one.holds if one.applies is None else one.holds | ~one.applies


def _outcome(
    one: Mask, judged: int, broken: int, unknown: int, divided: int, rows: Callable[[], pl.Series], evidence: Evidence
) -> Outcome:
    def show(limit: int) -> pl.DataFrame:
        return evidence(one, rows().head(limit))

    return Outcome(one.assertion, judged, broken, unknown, rows, show, divided)


def _true(flags: pl.Series) -> int:
    return int(flags.sum() or 0)


def _false(flags: pl.Series) -> pl.Series:
    broken = ~flags
    return (broken.fill_null(False) if flags.null_count() else broken).arg_true()


def _length(column: pl.Expr, low: int | None, high: int | None) -> pl.Expr:
    length = column.str.len_chars()
    return (length >= (low or 0)) & (length <= (high if high is not None else 2**31))
