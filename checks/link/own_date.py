"""The day of a text as the text itself has it, for rules that hold other dates against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import polars as pl

from checks.calendar import later
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row
from checks.read.opening import LONGEST_DATE_LINE, OPENING_CHARACTERS, opening, opening_lines
from checks.regex import lazy

_GIVEN = frozenset(["option", "front matter"])
_LOOSE_DATE = lazy(
    r"^[ \t]*(?P<month>[A-Z][a-z]{2,9})\.?\s{1,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})[ \t\r]*$",
    re.M,
)
"""A date alone at the top whose month is misspelled or stands on the line before."""

_WIRE_DAYS = 7
"""A story is sent within a week of its dateline."""

_BEHIND_PLACE = 4
"""Characters between the place of a dateline and its date."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class OwnDate(NamedTuple):
    """The day of a text; `stated` where the text or its editor gives it, not where only a corpus or a web page does.

    `neighbour` is the day that it may be instead where its author lives (`Document.neighbour`).
    """

    day: date
    stated: bool
    neighbour: date | None = None


def own_dates(facts: Facts, documents: Sequence[Document]) -> Callable[[int], OwnDate | None]:
    """Looks up, by the number of a document, the date that its text prints about itself; else the one known of it."""
    wires = cache(lambda: _datelines(facts.times, documents))
    return cache(lambda number: _own(documents[number], lambda: wires().get(number)))


def mentioned(facts: Facts, number: int, day: date, end: int, *, yearless: bool = False) -> pl.DataFrame:
    """The full mentions of a day in the text of a document before an offset; also those without a year (`yearless`)."""
    return facts.times.filter(
        (pl.col("document") == number)
        & (pl.col("field") == "text")
        & (pl.col("start") < end)
        & (pl.col("year") == day.year).fill_null(yearless)
        & (pl.col("month") == day.month)
        & (pl.col("day") == day.day)
    )


def printed_at_top(facts: Facts, number: int, own: date, end: int) -> Row | None:
    """The mention of a document's own date at the top of its text, before an offset."""
    top = mentioned(facts, number, own, min(end, OPENING_CHARACTERS))
    return top.row(0, named=True) if top.height else None


def _own(document: Document, wire: Callable[[], Row | None]) -> OwnDate | None:
    """The date that the text prints about itself; else the one that is known of it, as `wire` may print it."""
    if document.published is not None and document.published_from in _GIVEN:
        return OwnDate(document.published, True, document.neighbour)
    lines = opening_lines(document.text)
    _, printed = opening(document.text, lines)
    day = (
        printed[0] if printed else _loosely_printed(document.text[: lines[-1][0] + LONGEST_DATE_LINE] if lines else "")
    )
    if day is not None:
        return OwnDate(day, True)
    if document.published is None:
        return None
    dateline = wire()
    printed_wire = _nearest(dateline, document.published) if dateline else None
    return OwnDate(printed_wire, True) if printed_wire else OwnDate(document.published, False)


def _nearest(wire: Row, published: date) -> date | None:
    """The day of a dateline without its year, if it is one of the days before or after the known date."""
    for off in sorted(range(-_WIRE_DAYS, _WIRE_DAYS + 1), key=abs):
        day = later(published, off)
        if day and (day.month, day.day) == (wire["month"], wire["day"]):
            return day
    return None


def _loosely_printed(top: str) -> date | None:
    found = _LOOSE_DATE.search(top)
    if found is None:
        return None
    try:
        return date(int(found["year"]), _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))
    except ValueError:
        return None


def _datelines(times: pl.DataFrame, documents: Sequence[Document]) -> dict[int, Row]:
    """The date in each wire dateline, by the number of the document: the first one behind its place."""
    places = {number: one.dateline[1] for number, one in enumerate(documents) if one.dateline is not None}
    if not places:
        return {}
    days = times[["document", "field", "start", "month", "day"]].filter(pl.col("day").is_not_null())
    found: dict[int, Row] = {}
    for document, field, start, month, day in days.rows():
        if field == "text" and document in places and 0 <= start - places[document] <= _BEHIND_PLACE:
            found.setdefault(document, {"month": month, "day": day})
    return found
