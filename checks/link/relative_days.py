"""Relative days with the date beside them: "tomorrow, Feb. 20", "today (Nov. 18)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import polars as pl

from checks.calendar import later
from checks.constraints import RelativeDays
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, in_turn, side_by_side
from checks.link.printed_days import mentioned, printed_at_top
from checks.model import filled
from checks.regex import lazy
from checks.wording import written_like

NEEDS = ("times",)
_COLUMNS = (
    "mention",
    "document",
    "field",
    "start",
    "end",
    "text",
    "quoted",
    "relative",
    "relative_unit",
    "year",
    "month",
    "day",
)
_WORDS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_APPOSED = lazy(r"(?:\s*,\s*|\s*\(\s*|\s+)(?:on\s+)?")
_SEVERAL_BEFORE = lazy(
    r"(?:\b(?:or|and|to|through|until|than|ago|since|(?:day|week|month|year)s? from|(?:week|month|year)s?)"
    r"|[-–/])\s*\Z",
    re.I,
)
_NIGHT_BETWEEN = lazy(r"overnight|midnight", re.I)
"""A night of two days."""
_NEW_ENTRY = lazy(r"(?:\A|\n)[ \t*#>]*\Z|\b(?:updat\w+|edit\w*|correct\w+|add(?:ed|endum))\W*(?:on\s+)?\Z", re.I)
"""What stands before the date of a part that was written later."""
_SEVERAL_AFTER = lazy(r"\s*(?:or|and|to|through|[-–/&])\s*(?:[A-Z][a-z]+\.?\s)?\d{1,2}\b(?![:\d])(?!\s[a-z])")


def relative_days(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.RelativeDays`.

    Not comparable where several days are named ("today or tomorrow, Oct. 18 or 19"), in what is quoted, whose day is
    that of speaking, in a part of the text that has a later date of its own, and where the day beside that of the text
    would fit and its stamp may mean that one.
    """
    dated = pl.all_horizontal(pl.col("month_next", "day_next").is_not_null())
    pairs = side_by_side(facts.times, 8, _COLUMNS, (pl.col("relative_unit") == "day") & dated)
    rows = []
    for pair in in_turn(pairs):
        row = _row(pair, documents)
        if row is None:
            continue
        row["dateline"] = None
        if row["printed"] != row["expected"]:
            written = later(row["printed"], -pair["relative"])
            top = printed_at_top(facts, pair["document"], row["own"], pair["start"])
            row["dateline"] = top["mention"] if top else None
            row["comparable"] &= not (written and _new_entry(facts, pair, written, documents[pair["document"]]))
        rows.append(row)
    return filled(RelativeDays, rows)


def _new_entry(facts: Facts, pair: Row, written: date, document: Document) -> bool:
    """Whether a part of the text before the pair is dated with the day on which the pair would be right."""
    end = pair["start"] if pair["field"] == "text" else 0
    found = mentioned(facts, pair["document"], written, end, yearless=True)
    return any(_NEW_ENTRY.search(document.text[max(0, start - 24) : start]) for start in found["start"])


def _row(pair: Row, documents: Sequence[Document]) -> Row | None:
    text = documents[pair["document"]].running(pair["field"])
    if _NIGHT_BETWEEN.search(pair["text"]) or not _APPOSED.fullmatch(text[pair["end"] : pair["start_next"]]):
        return None
    own = documents[pair["document"]].own_date
    if own is None:
        return None
    expected = later(own.day, pair["relative"])
    printed = _day(pair, expected) if expected else None
    if expected is None or printed is None:
        return None
    fits_beside = own.neighbour is not None and (printed - own.neighbour).days == pair["relative"]
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
        "comparable": not (pair["quoted"] or _in_block_quote(pair, documents))
        and not _shared(pair, documents)
        and not fits_beside,
    }


def _in_block_quote(pair: Row, documents: Sequence[Document]) -> bool:
    zones = documents[pair["document"]].zones if pair["field"] == "text" else ()
    return any(zone.kind == "quote" and zone.start <= pair["start"] < zone.end for zone in zones)


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
