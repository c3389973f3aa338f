"""Days of months, those that no month has among them: "November 31, 1986", "32 July 2024"."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from checks.constraints import CalendarDates
from checks.document import Document
from checks.facts import Facts
from checks.frame import empty
from checks.link.phrase import Row
from checks.regex import lazy

_IN_WORDS = r"[A-Za-z]"
_IN_FIGURES = r"^\d{4}-\d\d-\d\d$|^\d{1,2}/\d{1,2}/\d{4}$"
_DAY_BEFORE = lazy(
    r"(?i)\b(?:on|by|until|since|from|dated|before|after|day,?)\s+(?:the\s+)?(?P<day>3[2-9])(?:th)?\s+\Z"
)
_DAY_BEHIND = lazy(r"\s+(?P<day>3[2-9])(?:th)?,?\s+(?P<year>\d{4})\b")


_NUMBERED = lazy(r"(?i)\b(?:in|aged?(?:\s+of)?|no\.?|number|box|bus|route|room|page|psalm|chapter|verse)\s+\Z")
"""Before a figure that is no day: "at the age of 31 June Carter wed"."""
_NAMED = lazy(r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]+")
_COUNTED = lazy(r"\s(?:points?|percent|per\scent|goals?|runs|votes|people|and\s+[A-Z][a-z]+)\b|,\sa\s")
"""Behind a month that is a name, or a figure that is a count: "31 June Carter", "June 31 points"."""

_THINGS = lazy(r"\s(?!(?:was|has|this|its|his|plus|unless|across|always|perhaps)\b)[a-z]{3,}s\b")
_ON = lazy(r"(?i)\b(?:on|by|until|till|since|from|dated|before|after|of|to)\s+(?:the\s+)?\Z")
"""What is counted behind a month, unless a preposition of days stands before: "the 31 April graduates"."""


def calendar_dates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.CalendarDates`.

    Figures joined by hyphens or stops are not comparable: they are as often the numbers of telephones and files.
    """
    printed = facts.times.filter(pl.col("month").is_between(1, 12) & pl.col("day").is_not_null()).select(
        "document",
        "year",
        "month",
        "day",
        date="mention",
        told="text",
        comparable=pl.col("text").str.contains(_IN_WORDS)
        | pl.col("text").str.contains(_IN_FIGURES) & pl.col("day").is_between(1, 31),
        start="start",
        end="end",
        field="field",
    )
    printed = _without_counts(printed, documents)
    months = facts.times.filter(pl.col("month").is_not_null() & pl.col("day").is_null())
    rows = [row for one in months.iter_rows(named=True) if (row := _no_day(one, documents)) is not None]
    schema = empty(CalendarDates).schema
    return pl.concat([printed.select(list(schema)), pl.DataFrame(rows, schema=schema)]).sort("document", "date")


def _without_counts(printed: pl.DataFrame, documents: Sequence[Document]) -> pl.DataFrame:
    """Days that no month has, not comparable where the words around say that the figure counts or ages something."""
    doubtful = (pl.col("day") > 29) & pl.col("month").is_in([2, 4, 6, 9, 11]) & (pl.col("year").is_null())
    if not printed.select(doubtful.any()).item():
        return printed
    counted = [
        one["day"] > 29 and one["year"] is None and _counts(one, documents) for one in printed.iter_rows(named=True)
    ]
    return printed.with_columns(comparable=pl.col("comparable") & ~pl.Series(counted, dtype=pl.Boolean))


def _counts(day: Row, documents: Sequence[Document]) -> bool:
    text = documents[day["document"]].running(day["field"])
    before, after = text[max(0, day["start"] - 24) : day["start"]], text[day["end"] : day["end"] + 24]
    if _NUMBERED.search(before) or _NAMED.match(after) or _COUNTED.match(after):
        return True
    return bool(_THINGS.match(after) and not _ON.search(before))


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
