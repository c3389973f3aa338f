"""Days of months, those that no month has among them: "November 31, 1986", "32 July 2024"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from checks.constraints import CalendarDates
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, in_turn
from checks.model import filled
from checks.regex import lazy

NEEDS = ("times",)
_COLUMNS = ("mention", "document", "field", "start", "end", "text", "year", "month", "day")
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
_DENIED = lazy(r"(?i)\b(?:not|no|never|nor|instead of)\W{1,4}\Z")
"""Before a day that the text itself says is none: "May 1, not April 31"."""
_ON = lazy(r"(?i)\b(?:on|by|until|till|since|from|dated|before|after|of|to)\s+(?:the\s+)?\Z")
"""What is counted behind a month, unless a preposition of days stands before: "the 31 April graduates"."""


def calendar_dates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.CalendarDates`.

    Figures joined by hyphens or stops are not comparable: they are as often the numbers of telephones and files.
    """
    times = facts.times[[*_COLUMNS]].filter(pl.col("month").is_not_null())
    days = times.filter(pl.col("month").is_between(1, 12) & pl.col("day").is_not_null())
    printed = _without_counts(days.select(**_printed()), days, documents)
    months = times.filter(pl.col("day").is_null())
    rows = [row for one in in_turn(months) if (row := _no_day(one, documents)) is not None]
    return pl.concat([printed, filled(CalendarDates, rows)]).sort("document", "date") if rows else printed


@cache
def _printed() -> dict[str, pl.Expr]:
    """The columns of the frame for a day of a month, as extracted."""
    text = pl.col("text")
    in_figures = text.str.contains(_IN_FIGURES) & pl.col("day").is_between(1, 31)
    names = {"document": "document", "date": "mention", "year": "year", "month": "month", "day": "day", "told": "text"}
    columns = {name: pl.col(column) for name, column in names.items()}
    return columns | {"comparable": text.str.contains(_IN_WORDS) | in_figures}


def _without_counts(printed: pl.DataFrame, days: pl.DataFrame, documents: Sequence[Document]) -> pl.DataFrame:
    """Days that no month has, not comparable where the words around say that the figure counts or ages something."""
    doubtful = days.filter((pl.col("day") > 29) & pl.col("month").is_in([2, 4, 6, 9, 11]) & pl.col("year").is_null())
    counts = [day["mention"] for day in doubtful.to_dicts() if _counts(day, documents)]
    return printed.with_columns(pl.col("comparable") & ~pl.col("date").is_in(counts)) if counts else printed


def _counts(day: Row, documents: Sequence[Document]) -> bool:
    text = documents[day["document"]].running(day["field"])
    before, after = text[max(0, day["start"] - 24) : day["start"]], text[day["end"] : day["end"] + 24]
    if _DENIED.search(before) or _NUMBERED.search(before) or _NAMED.match(after) or _COUNTED.match(after):
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
