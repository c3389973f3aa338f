"""Relative days with the date beside them: "tomorrow, Feb. 20", "today (Nov. 18)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import polars as pl

from checks.document import Document
from checks.facts import Facts, RelativeDays, empty
from checks.link.own_date import OwnDate, own_date
from checks.link.phrase import Row, Sentence, adjacent
from checks.link.printed_date import written_like
from checks.read.dateline import OPENING_CHARACTERS

_WORDS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_APPOSED = re.compile(r"(?:\s*,\s*|\s*\(\s*|\s+)(?:on\s+)?")
_SEVERAL_BEFORE = re.compile(r"(?:\b(?:or|and|to|through|until|than)|[-–/])\s*\Z", re.I)
_SEVERAL_AFTER = re.compile(r"\s*(?:or|and|to|through|[-–/&])\s*(?:[A-Z][a-z]+\.?\s)?\d{1,2}\b(?![:\d])(?!\s[a-z])")


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
    own = cache(lambda number: own_date(facts, documents, number))
    rows = []
    for pair in pairs.iter_rows(named=True):
        row = _row(pair, documents, own(pair["document"]))
        if row is not None:
            rows.append({**row, "dateline": _printed_as(facts, pair, row["own"])})
    return pl.DataFrame(rows, schema=empty(RelativeDays).schema)


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


def _row(pair: Row, documents: Sequence[Document], own: OwnDate | None) -> Row | None:
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
