"""For people: the facts of each document, with where they stand and what they denote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from checks.report.colour import paint
from checks.report.fact import COMMON, wide
from checks.report.width import clean

if TYPE_CHECKING:
    from checks.report import Extracted, Presentation


def render(batches: Iterable[Extracted], presentation: Presentation) -> Iterator[bytes]:
    """A heading a document and a line a fact."""
    for _, facts in batches:
        rows = wide(facts)
        before = None
        for row in rows.iter_rows(named=True) if rows is not None else ():
            if row["document"] != before:
                before = row["document"]
                heading = paint(clean(before), "bold", presentation.colour)
                yield f"{heading}\n".encode("utf-8", "backslashreplace")
            yield (_line(row, presentation.colour) + "\n").encode("utf-8", "backslashreplace")


def _line(row: dict[str, Any], colour: bool) -> str:
    place = f"{row['start']}-{row['end']}" + ("" if row["field"] == "text" else f" {row['field']}")
    kind = paint(f"{row['kind']:9}", "gutter", colour)
    return f'  {place:>12}  {kind} "{clean(row["text"])}"  {_meaning(row)}'.rstrip()


def _meaning(row: dict[str, Any]) -> str:
    """What is denoted: an interval with its unit, a span of days, or the fields that are set."""
    if row["kind"] == "quantity":
        bound = "" if row["bound"] == "exact" else f"{row['bound'].replace('_', ' ')} "
        return f"{bound}{_interval(row['low'], row['high'])} {clean(row['unit'] or '')}".rstrip()
    if row["kind"] == "time":
        days = f" {row['earliest']} to {row['latest']}" if row["earliest"] else ""
        return f"{row['timex_type'].lower()} {row['timex_value']}{days}"
    own = [(name, value) for name, value in row.items() if name not in COMMON and value is not None]
    return ", ".join(f"{name.replace('_', ' ')} {clean(str(value))}" for name, value in own)


def _interval(low: float | None, high: float | None) -> str:
    if low == high and low is not None:
        return f"{low:,.12g}"
    return f"{'(' if low is None else '['}{_bound(low, '-')}, {_bound(high, '')}{')' if high is None else ']'}"


def _bound(value: float | None, sign: str) -> str:
    return f"{sign}∞" if value is None else f"{value:,.12g}"
