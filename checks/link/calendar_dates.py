"""Days of months, those that no month has among them: "November 31, 1986", "32 July 2024"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from checks.constraints import CalendarDates
from checks.document import Document
from checks.facts import Facts
from checks.frame import filled
from checks.link.phrase import Row
from checks.regex import lazy

_COLUMNS = ("mention", "document", "field", "start", "end", "text", "year", "month", "day")
_IN_WORDS = r"[A-Za-z]"
_IN_FIGURES = r"^\d{4}-\d\d-\d\d$|^\d{1,2}/\d{1,2}/\d{4}$"
_DAY_BEFORE = lazy(
    r"(?i)\b(?:on|by|until|since|from|dated|before|after|day,?)\s+(?:the\s+)?(?P<day>3[2-9])(?:th)?\s+\Z"
)
_DAY_BEHIND = lazy(r"\s+(?P<day>3[2-9])(?:th)?,?\s+(?P<year>\d{4})\b")


def calendar_dates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.CalendarDates`.

    Figures joined by hyphens or stops are not comparable: they are as often the numbers of telephones and files.
    """
    times = facts.times[[*_COLUMNS]].filter(pl.col("month").is_not_null())
    printed = times.filter(pl.col("month").is_between(1, 12) & pl.col("day").is_not_null()).select(**_printed())
    months = times.filter(pl.col("day").is_null())
    rows = [row for one in months.to_dicts() if (row := _no_day(one, documents)) is not None]
    return pl.concat([printed, filled(CalendarDates, rows)]).sort("document", "date") if rows else printed


@cache
def _printed() -> dict[str, pl.Expr]:
    """The columns of the frame for a day of a month, as extracted."""
    text = pl.col("text")
    in_figures = text.str.contains(_IN_FIGURES) & pl.col("day").is_between(1, 31)
    names = {"document": "document", "date": "mention", "year": "year", "month": "month", "day": "day", "told": "text"}
    columns = {name: pl.col(column) for name, column in names.items()}
    return columns | {"comparable": text.str.contains(_IN_WORDS) | in_figures}


def _no_day(month: Row, documents: Sequence[Document]) -> Row | None:
    """A month with a number beside it that stands for a day and is none."""
    text = documents[month["document"]].running(month["field"])
    lead = max(0, month["start"] - 24)
    before = _DAY_BEFORE.search(text[lead : month["start"]]) if month["year"] is not None else None
    found = before or (_DAY_BEHIND.match(text, month["end"]) if month["year"] is None else None)
    if found is None:
        return None
    start, end = (lead + found.start("day"), month["end"]) if before else (month["start"], found.end())
    return {
        "document": month["document"],
        "date": month["mention"],
        "year": month["year"] if before else int(found["year"]),
        "month": month["month"],
        "day": int(found["day"]),
        "told": text[start:end],
        "comparable": True,
    }
