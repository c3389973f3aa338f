"""Full dates with a weekday: "Tuesday, Nov. 23, 2010", "Nov. 23, 2010 (Tuesday)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache

import polars as pl

from checks.calendar import later
from checks.constraints import WeekdayDates
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, apart, in_turn, side_by_side
from checks.model import filled
from checks.regex import lazy
from checks.wording import with_weekday, written_like

NEEDS = ("times",)
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "text"),
    *("year", "month", "day", "weekday", "earliest", "latest"),
)
_SEVERAL = lazy(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:\s*(?:,|and|or|through|to|-|–|/)\s*)+\Z", re.I)
"""Another weekday before: of "Friday and Saturday, 21 May 2016" the first has the date."""
_WEEKDAY_FIRST = lazy(r"\s*[(,]\s*|\s+(?=\d{4}-)")
_DATE_FIRST = lazy(r"\s*\(\s*(?:an?\s+)?|,\s*an?\s+|,?\s+(?:is|was|fell\s+on|falls\s+on|will\s+be)\s+an?\s+")
_REPEATED = lazy(r"\b(?:every|each|all|alternate|from|since|until|by|before|after)\s+\Z", re.I)
_TURN = 92
"""A day of a neighbouring year is not farther than this (in days) from the date of its text."""
_GOES_ON = lazy(r"\s*(?:,?\s*(?:and|or|to|through|until)\b|[-–/&])")


def weekday_dates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.WeekdayDates`.

    Not comparable where several weekdays share the date, or a weekday beside it is that of a series or a range.
    """
    both = facts.times[[*_COLUMNS]].filter(_is_whole())
    rows = [_row(row, None, documents) for row in in_turn(both)]
    pairs = side_by_side(facts.times, 14, _COLUMNS, _are_beside())
    rows += [row for pair in in_turn(pairs) if (row := _beside(pair, documents)) is not None]
    wrong = (row for row in rows if row["printed"].isoweekday() != row["weekday"])
    for row in wrong:
        row |= _in_another_year(row, documents[row["document"]])
    return filled(WeekdayDates, sorted(rows, key=lambda row: (row["document"], row["date"])))


def _in_another_year(row: Row, document: Document) -> Row:
    """The expression in the year of the text, or at the turn of one in the year beside it, if its weekday fits there;
    of a text of no other date, in a year beside the printed one.
    """
    printed = row["printed"]
    own = document.own_date
    known = next((day for day in (own and own.day, document.published) if day not in (None, printed)), None)
    for year in (printed.year + 1, printed.year - 1) if known is None else (known.year, known.year + 1, known.year - 1):
        for day in _in_year(printed, year):
            likely = known is None or year == known.year or abs((day - known).days) <= _TURN
            if likely and day != printed and day.isoweekday() == row["weekday"]:
                return {"year": year, "with_year": written_like(row["text"], day)}
    return {}


def _in_year(day: date, year: int) -> Iterator[date]:
    """The same day of another year, if that year has it."""
    with suppress(ValueError):
        yield day.replace(year=year)


@cache
def _is_whole() -> pl.Expr:
    return _is_full() & pl.col("weekday").is_not_null()


@cache
def _are_beside() -> pl.Expr:
    """Whether of two times one is a full date, the other a weekday."""
    return _is_full() & _is_weekday("_next") | _is_full("_next") & _is_weekday()


def _is_full(suffix: str = "") -> pl.Expr:
    parts = pl.all_horizontal(pl.col(f"{part}{suffix}").is_not_null() for part in ("year", "month", "day", "earliest"))
    return parts & (pl.col(f"earliest{suffix}") == pl.col(f"latest{suffix}"))


def _is_weekday(suffix: str = "") -> pl.Expr:
    return pl.col(f"weekday{suffix}").is_not_null() & pl.col(f"month{suffix}").is_null()


def _row(row: Row, beside: Row | None, documents: Sequence[Document]) -> Row:
    """A date with its weekday; `beside` is the weekday if it is an expression of its own."""
    printed: date = row["earliest"]
    named = beside or row
    nearest = later(printed, (named["weekday"] - printed.isoweekday() + 3) % 7 - 3)
    return {
        "document": row["document"],
        "date": row["mention"],
        "beside": beside["mention"] if beside else None,
        "printed": printed,
        "weekday": named["weekday"],
        "text": row["text"],
        "with_weekday": with_weekday(named["text"], printed),
        "with_date": written_like(row["text"], nearest) if nearest else None,
        "comparable": not _SEVERAL.search(Sentence(documents, row).before(named)),
    }


def _beside(pair: Row, documents: Sequence[Document]) -> Row | None:
    """A weekday and a date side by side: "Tuesday night (Jan. 7, 2014)", "Jan. 7, 2014, a Tuesday"."""
    left, right = apart(pair)
    sentence = Sentence(documents, left)
    first_is_weekday = left["month"] is None
    between = (_WEEKDAY_FIRST if first_is_weekday else _DATE_FIRST).fullmatch(sentence.between(left, right))
    if between is None or _GOES_ON.match(sentence.after(right)) or _REPEATED.search(sentence.before(left)):
        return None
    date_row, weekday = (right, left) if first_is_weekday else (left, right)
    return _row(date_row, weekday, documents)
