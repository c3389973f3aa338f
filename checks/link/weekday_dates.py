"""Dates with a weekday: "Tuesday, Nov. 23, 2010", "Nov. 23, 2010 (Tuesday)", "Thursday 1 March" in a dated text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache

import polars as pl

from checks.calendar import later
from checks.constraints import WeekdayDates
from checks.document import Document
from checks.facts import Facts
from checks.link.dated_cells import dated_cells
from checks.link.neighbours import Row, Sentence, apart, in_turn, side_by_side
from checks.link.yearless_days import may_be_of_another_year, nearest, second_day
from checks.model import filled
from checks.regex import lazy
from checks.wording import with_weekday, written_like

NEEDS = ("times",)
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "text", "sentence", "quoted", "range"),
    *("year", "month", "day", "weekday", "earliest", "latest"),
)
_SEVERAL = lazy(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:\s*(?:,|and|or|through|to|-|–|/)\s*)+\Z", re.I)
"""Another weekday before: of "Friday and Saturday, 21 May 2016" the first has the date."""
_WEEKDAY_FIRST = lazy(r"\s*[(,]\s*|\s+(?=\d{4}-)")
_DATE_FIRST = lazy(
    r"\s*\(\s*(?:an?\s+)?|,\s*an?\s+|,?\s+(?:which\s+)?(?:is|was|fell\s+on|falls\s+on|will\s+be)\s+an?\s+"
)
_REPEATED = lazy(r"\b(?:every|each|all|alternate|from|since|until|by|before|after)\s+\Z", re.I)
_ALL = -1
"""What stands for all sentences of a document."""
_TURN = 92
"""A day of a neighbouring year is not farther than this (in days) from the date of its text."""
_NEWSPAPER = lazy(r"(?:\b[A-Z][\w.'’&-]*|\b[Tt]he)\s+\Z")
_NO_NAME = lazy(
    r"\b(?:On|By|Until|From|To|Next|Last|This|Every|Updated|Published|Posted|Dated?|When|Between|And|Or)\s+\Z"
)
"""What stands before "Sun" where that is a newspaper, "the Baltimore Sun", and where it is the day."""
_LISTED = lazy(r"\s*(?:and|&|to|through|-|–)\s*")
_GOES_ON = lazy(r"\s*(?:,?\s*(?:and|or|to|through|until)\b|[-–/&])")


def weekday_dates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.WeekdayDates`.

    Not comparable where several weekdays share the date, or a weekday beside it is that of a series or a range.
    """
    both = facts.times[[*_COLUMNS]].filter(_is_whole())
    rows = [_row(row, None, documents) for row in in_turn(both)]
    rows += _of_two_weekdays(facts.times, documents)
    pairs = side_by_side(facts.times, 18, _COLUMNS, _are_beside())
    rows += [row for pair in in_turn(pairs) if (row := _beside(pair, documents)) is not None]
    rows += [_row(day, named, documents) for day, named in dated_cells(facts, documents, _COLUMNS)]
    rows += _without_year(facts, documents)
    wrong = (row for row in rows if row["printed"].isoweekday() != row["weekday"] and row["year_from"] == "printed")
    for row in wrong:
        row |= _in_another_year(row, documents[row["document"]])
    return filled(WeekdayDates, sorted(rows, key=lambda row: (row["document"], row["date"])))


def _without_year(facts: Facts, documents: Sequence[Document]) -> Iterator[Row]:
    """Days with a weekday whose year the other day of an event, or the date of the text, tells."""
    days = facts.times[[*_COLUMNS]].filter(
        pl.all_horizontal(pl.col("month", "day", "weekday").is_not_null()) & (pl.col("field") == "text")
    )
    paired: set[int] = set()
    for row in _of_two_days(days, documents):
        if row["printed"].isoweekday() != row["weekday"]:
            paired |= {row["date"], row["beside"]}
        yield row
    years = cache(lambda number: _years(facts.times, number))
    for row in in_turn(days.filter(pl.col("year").is_null() & ~pl.col("quoted"))):
        own = documents[row["document"]].own_date
        if own is not None and own.stated and row["mention"] not in paired:
            day = nearest(row, own.day)
            if day is not None and not _is_of_another_year(row, day, own.day, years):
                yield _row(row | {"earliest": day}, None, documents) | {"year_from": "text"}


def _is_of_another_year(row: Row, day: date, own: date, years: Callable[[int], dict[int, set[int]]]) -> bool:
    """Whether the weekday is wrong in the likely year, and another one may be meant."""
    if day.isoweekday() == row["weekday"]:
        return False
    told = years(row["document"])
    return may_be_of_another_year(row, day, own, told.get(row["sentence"], ()), told[_ALL])


def _years(times: pl.DataFrame, number: int) -> dict[int, set[int]]:
    """The years that a document prints, by sentence, and all of them."""
    told: dict[int, set[int]] = {_ALL: set()}
    printed = times.filter((pl.col("document") == number) & pl.col("year").is_not_null())
    for sentence, year in printed[["sentence", "year"]].rows():
        told.setdefault(sentence, set()).add(year)
        told[_ALL].add(year)
    return told


def _of_two_days(days: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    """The second of two days of one event, if neither has a year: the first tells it."""
    for pair in in_turn(side_by_side(days, 36, _COLUMNS, pl.all_horizontal(pl.col("year", "year_next").is_null()))):
        first, second = apart(pair)
        text = Sentence(documents, first).text
        day = second_day(first, second, text[first["end"] : second["start"]])
        if day is not None:
            row = _row(second | {"earliest": day}, None, documents)
            yield row | {"beside": first["mention"], "year_from": "other day", "comparable": True}


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


def _of_two_weekdays(times: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    """The first of two weekdays that share two days: "Saturday and Sunday, January 21-22, 2013"."""
    ends = {row["range"]: row for row in times.filter(_is_full() & pl.col("range").is_not_null()).to_dicts()}
    for pair in in_turn(side_by_side(times, 9, _COLUMNS, _is_weekday() & _is_full("_next") & _has_weekday("_next"))):
        first, second = apart(pair)
        last = ends.get(second["range"])
        listed = _LISTED.fullmatch(Sentence(documents, first).text[first["end"] : second["start"]])
        if listed is None or last is None or last["mention"] == second["mention"]:
            continue
        wrong = last["earliest"].isoweekday() != second["weekday"]
        row = _row(second | {"weekday": first["weekday"]}, first, documents)
        yield row | {"comparable": wrong or row["printed"].isoweekday() == row["weekday"]}


def _has_weekday(suffix: str = "") -> pl.Expr:
    return pl.col(f"weekday{suffix}").is_not_null()


def _is_full(suffix: str = "") -> pl.Expr:
    parts = pl.all_horizontal(pl.col(f"{part}{suffix}").is_not_null() for part in ("year", "month", "day", "earliest"))
    return parts & (pl.col(f"earliest{suffix}") == pl.col(f"latest{suffix}"))


def _is_weekday(suffix: str = "") -> pl.Expr:
    return pl.col(f"weekday{suffix}").is_not_null() & pl.col(f"month{suffix}").is_null()


def _row(row: Row, beside: Row | None, documents: Sequence[Document]) -> Row:
    """A date with its weekday; `beside` is the weekday if it is an expression of its own."""
    printed: date = row["earliest"]
    named = beside or row
    before = Sentence(documents, row).before(named)
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
        "year_from": "printed",
        "comparable": not _SEVERAL.search(before) and not _is_newspaper(named, before),
    }


def _is_newspaper(named: Row, before: str) -> bool:
    """Whether "Sun" is the name of a newspaper: "The story ran in the Baltimore Sun, May 3, 2007"."""
    called = named["text"].startswith("Sun") and not named["text"].startswith("Sunday")
    return called and bool(_NEWSPAPER.search(before)) and not _NO_NAME.search(before)


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
