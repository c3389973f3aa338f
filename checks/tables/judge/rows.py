"""Judging row by row: all masks of a table in one select, counts from the masks, rows only of what broke.

A limit (a side compared with a number) that the least and the greatest value of its side keep needs no mask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from operator import or_
from typing import Any, Literal, NamedTuple

import polars as pl

from checks.tables.declare.assertion import Assertion
from checks.tables.declare.column import Check
from checks.tables.expression.condition import Tokens
from checks.tables.judge.bound_condition import Limit, demanded, filtered
from checks.tables.judge.operand import Scope, zero_divisors
from checks.tables.judge.outcome import Outcome, nothing
from checks.tables.judge.table import ROW, Ends, Judgeable

_MASKS = 512 << 20
"""Bits of masks that are held at a time."""
_OFTEN = 3
"""Limits of one side from which on its least and greatest value are worth asking for."""


class Mask(NamedTuple):
    """A demand as expressions: `holds` is null where it cannot be judged, or a limit that may hold everywhere.

    `applies` says which rows the demand speaks of, `divides` where a divisor is zero.
    """

    assertion: Assertion
    holds: pl.Expr | Limit
    applies: pl.Expr | None = None
    divides: pl.Expr | None = None

    @property
    def expr(self) -> pl.Expr:
        """Whether the demand holds for a row."""
        return self.holds.expr if isinstance(self.holds, Limit) else self.holds


Evidence = Callable[[Mask, pl.Series], pl.DataFrame]


def mask(assertion: Assertion, scope: Scope) -> Mask:
    """The expressions of an assertion on single rows."""
    applies = filtered(assertion.where, scope) if assertion.where is not None else None
    if assertion.check is not None and assertion.column is not None:
        return Mask(assertion, demand(assertion.check, pl.col(assertion.column), scope), applies)
    assert assertion.condition is not None
    made = Mask(assertion, demanded(assertion.condition, scope, assertion.tolerance), applies)
    if isinstance(made.holds, Limit) and not made.holds.side.divides:
        return made
    zeros = zero_divisors(assertion.condition, scope)
    if not zeros:
        return made
    return made._replace(divides=made.expr.is_null() & reduce(or_, zeros).fill_null(False))


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


def evaluate(frame: Judgeable, masks: Sequence[Mask], evidence: Evidence) -> list[Outcome]:
    """The outcomes of demands on single rows of a table."""
    if frame.streamed:
        return _streamed(frame, masks, evidence)
    settled = _settled(frame, masks)
    others = [one for number, one in enumerate(masks) if number not in settled]
    size = max(1, _MASKS // max(1, frame.height))
    parts = (others[start : start + size] for start in range(0, len(others), size))
    judged = (outcome for part in parts for outcome in _in_memory(frame, part, evidence))
    return [
        Outcome(one.assertion, frame.height, 0, settled[number]) if number in settled else next(judged)
        for number, one in enumerate(masks)
    ]


def _settled(frame: Judgeable, masks: Sequence[Mask]) -> dict[int, int]:
    """The demands that hold wherever they can be judged, by their place, and where they cannot: in how many rows.

    A limit holds if it holds for the least and the greatest value.
    """
    limits = {
        number: one.holds
        for number, one in enumerate(masks)
        if isinstance(one.holds, Limit) and one.applies is None and one.divides is None
    }
    ends = _sides(frame, limits.values())
    found = ((number, one, ends.get(one.key)) for number, one in limits.items())
    return {number: side.nulls for number, one, side in found if side is not None and one.spans(*side[:2])}


def _sides(frame: Judgeable, limits: Collection[Limit]) -> dict[Tokens, Ends]:
    """What is known of the sides of limits: columns of floats, and sides that enough limits speak of."""
    sides = {one.key: one for one in limits}
    known = {key: frame.ends[str(one.side.column)] for key, one in sides.items() if one.side.column in frame.ends}
    times = Counter([one.key for one in limits])
    asked = {key: one.value() for key, one in sides.items() if key not in known and times[key] >= _OFTEN}
    return known | _ends(frame, asked) if asked else known


def _ends(frame: Judgeable, asked: Mapping[Tokens, pl.Expr]) -> dict[Tokens, Ends]:
    """The least and the greatest value of expressions, and their nulls; nothing of those without values."""
    values = [value.alias(str(number)) for number, value in enumerate(asked.values())]
    found: Iterable[tuple[Any, ...]]
    if frame.small:
        found = [(one.min(), one.max(), one.null_count()) for one in frame.select(values).get_columns()]
    else:  # all these values at once would take as much memory as the table
        parts = [frame.select([getattr(one, name)() for one in values]) for name in ("min", "max", "null_count")]
        found = zip(*(part.row(0) for part in parts), strict=True)
    return {key: Ends(*ends) for key, ends in zip(asked, found, strict=True) if ends[0] is not None}


def _in_memory(frame: Judgeable, masks: Sequence[Mask], evidence: Evidence) -> list[Outcome]:
    out = frame.select(_columns(masks))
    flags = dict(zip(out.columns, out.get_columns(), strict=True))
    nulls = dict(zip(out.columns, out.null_count().row(0) if flags else (), strict=True))
    return [_counted(frame, one, number, flags, nulls, evidence) for number, one in enumerate(masks)]


def _counted(
    frame: Judgeable,
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


def _streamed(frame: Judgeable, masks: Sequence[Mask], evidence: Evidence) -> list[Outcome]:
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


def _broken_rows(frame: Judgeable, masks: dict[int, Mask]) -> dict[int, pl.Series]:
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
    return one.expr if one.applies is None else one.expr | ~one.applies


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
