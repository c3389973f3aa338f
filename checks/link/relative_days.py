"""Relative days with the date beside them: "tomorrow, Feb. 20", "today (Nov. 18)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import polars as pl

from checks.document import Document
from checks.facts import Facts, RelativeDays, empty
from checks.link.phrase import Row, Sentence, adjacent
from checks.link.printed_date import written_like
from checks.read.dateline import LONGEST_DATE_LINE, OPENING_CHARACTERS, opening, opening_lines

_WORDS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_APPOSED = re.compile(r"(?:\s*,\s*|\s*\(\s*|\s+)(?:on\s+)?")
_SEVERAL_BEFORE = re.compile(r"(?:\b(?:or|and|to|through|until|than)|[-–/])\s*\Z", re.I)
_SEVERAL_AFTER = re.compile(r"\s*(?:or|and|to|through|[-–/&])\s*(?:[A-Z][a-z]+\.?\s)?\d{1,2}\b(?![:\d])(?!\s[a-z])")
_GIVEN = frozenset(["option", "front matter"])
_LOOSE_DATE = re.compile(
    r"^[ \t]*(?P<month>[A-Z][a-z]{2,9})\.?\s{1,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})[ \t\r]*$",
    re.M,
)
"""A date alone at the top whose month is misspelled or stands on the line before."""


class _Own(NamedTuple):
    day: date
    stated: bool


def relative_days(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.RelativeDays`.

    Not comparable where several days are named ("today or tomorrow, Oct. 18 or 19").
    """
    pairs = adjacent(facts.times, 8).filter(
        pl.col("relative").is_not_null()
        & pl.all_horizontal(pl.col("month_next", "day_next").is_not_null())
        & (pl.col("document") == pl.col("document_next"))
        & (pl.col("field") == pl.col("field_next"))
    )
    own = cache(lambda number: _own(documents[number], _dateline(facts, documents, number)))
    rows = []
    for pair in pairs.iter_rows(named=True):
        row = _row(pair, documents, own(pair["document"]))
        if row is not None:
            rows.append({**row, "dateline": _printed_as(facts, pair, row["own"])})
    return pl.DataFrame(rows, schema=empty(RelativeDays).schema)


def _own(document: Document, wire: Row | None) -> _Own | None:
    """The date that the text prints about itself; else the one that is known of it."""
    if document.published is not None and document.published_from in _GIVEN:
        return _Own(document.published, True)
    lines = opening_lines(document.text)
    _, printed = opening(document.text, lines)
    day = (
        printed[0] if printed else _loosely_printed(document.text[: lines[-1][0] + LONGEST_DATE_LINE] if lines else "")
    )
    if day is not None:
        return _Own(day, True)
    if document.published is None:
        return None
    same = wire is not None and (wire["month"], wire["day"]) == (document.published.month, document.published.day)
    return _Own(document.published, same)


def _loosely_printed(top: str) -> date | None:
    found = _LOOSE_DATE.search(top)
    if found is None:
        return None
    try:
        return date(int(found["year"]), _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))
    except ValueError:
        return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _dateline(facts: Facts, documents: Sequence[Document], number: int) -> Row | None:
    """The date in a wire dateline: the first one behind its place."""
    place = documents[number].dateline
    if place is None:
        return None
    behind = facts.times.filter(
        (pl.col("document") == number)
        & (pl.col("field") == "text")
        & pl.col("start").is_between(place[1], place[1] + 4)
        & pl.col("day").is_not_null()
    )
    return behind.row(0, named=True) if behind.height else None


def _printed_as(facts: Facts, pair: Row, own: date) -> int | None:
    """The mention of the document's own date at the top of its text."""
    top = facts.times.filter(
        (pl.col("document") == pair["document"])
        & (pl.col("field") == "text")
        & (pl.col("start") < min(pair["start"], OPENING_CHARACTERS))
        & (pl.col("year") == own.year)
        & (pl.col("month") == own.month)
        & (pl.col("day") == own.day)
    )
    return int(top["mention"][0]) if top.height else None


def _row(pair: Row, documents: Sequence[Document], own: _Own | None) -> Row | None:
    text = documents[pair["document"]].content(pair["field"])
    if own is None or not _APPOSED.fullmatch(text[pair["end"] : pair["start_next"]]):
        return None
    expected = own.day + timedelta(days=pair["relative"])
    printed = _day(pair, expected)
    if printed is None:
        return None
    return {
        "document": pair["document"],
        "relative": pair["mention"],
        "date": pair["mention_next"],
        "own": own.day,
        "stated": own.stated,
        "expected": expected,
        "printed": printed,
        "year_printed": pair["year_next"] is not None,
        "as_date": written_like(pair["text_next"], expected),
        "as_word": _word(pair["text"], (printed - own.day).days),
        "comparable": not _shared(pair, documents),
    }


def _day(pair: Row, near: date) -> date | None:
    """The printed date, in the year nearest to `near` where none is printed; null for one that does not exist."""
    years = [pair["year_next"]] if pair["year_next"] is not None else range(near.year - 1, near.year + 2)
    days = []
    for year in years:
        try:
            days.append(date(year, pair["month_next"], pair["day_next"]))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - near).days), default=None)


def _word(printed: str, offset: int) -> str | None:
    word = _WORDS.get(offset)
    if word is None or printed.lower() not in _WORDS.values():
        return None
    return word.capitalize() if printed[0].isupper() else word


def _shared(pair: Row, documents: Sequence[Document]) -> bool:
    """Whether the words name several days: "today or tomorrow, Oct. 18 or 19"."""
    sentence = Sentence(documents, pair)
    behind = {"end": pair["end_next"]}
    return bool(_SEVERAL_BEFORE.search(sentence.before(pair)) or _SEVERAL_AFTER.match(sentence.after(behind)))
