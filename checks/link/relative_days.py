"""Relative times with the day beside them: "tomorrow, Feb. 20", "yesterday, Monday", "last month, on 12 April"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from math import inf
from typing import NamedTuple

import polars as pl

from checks.calendar import later
from checks.constraints import RelativeDays
from checks.document import OPENING, Document, OwnDate
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, in_turn, side_by_side
from checks.link.printed_days import mentioned, printed_at_top
from checks.model import filled
from checks.regex import lazy
from checks.wording import with_weekday, written_like

NEEDS = ("times",)
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "text", "quoted", "relative", "relative_unit"),
    *("year", "month", "day", "weekday", "anchor", "anchor_unit", "anchor_offset", "granularity"),
)
_WORDS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_APPOSED = lazy(r"(?:\s*,\s*|\s*\(\s*|\s+)(?:on\s+)?")
_SET_OFF = lazy(r"\s*[,(]\s*(?:on\s+|in\s+|an?\s+)?")
"""What makes of the second the same as the first, where the first is no single word for a day."""
_CLOSED = lazy(r"\s*[,.;:)]")
_WEEKDAYS_AFTER = lazy(r"\s*,?\s*(?:and|or|to|through|[-–/&])\s|\s*,\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_STAMP = 1
"""Days by which the date of a corpus or a web page may be off that of writing."""
_MIDDLE = 15
"""The day that stands for a month."""
_LENGTHS = {"day": 1, "week": 7}
_FARTHEST = 10
"""Days that people count back one by one."""
_SEVERAL_BEFORE = lazy(
    r"(?:\b(?:or|and|to|through|until|than|ago|since|(?:day|week|month|year)s? from|(?:week|month|year)s?)"
    r"|[-–/])\s*\Z",
    re.I,
)
_NIGHT_BETWEEN = lazy(r"overnight|midnight", re.I)
"""A night of two days."""
_NEW_ENTRY = lazy(r"(?:\A|\n)[ \t*#>]*\Z|\b(?:updat\w+|edit\w*|correct\w+|add(?:ed|endum))\W*(?:on\s+)?\Z", re.I)
"""What stands before the date of a part that was written later."""
_ORIGINAL = lazy(r"\b[Oo]riginal\s+(?:post|announcement|article|message|text|report|story|release)\b")
_SEVERAL_AFTER = lazy(r"\s*(?:or|and|to|through|[-–/&])\s*(?:[A-Z][a-z]+\.?\s)?\d{1,2}\b(?![:\d])(?!\s[a-z])")


def relative_days(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.RelativeDays`.

    Not comparable where several days are named ("today or tomorrow, Oct. 18 or 19"), in what is quoted, whose day is
    that of speaking, in a part of the text that has a later date of its own, and where the day beside that of the text
    would fit and its stamp may mean that one.
    """
    pairs = side_by_side(facts.times, 9, _COLUMNS, _may_agree())
    tops = cache(lambda number, own: printed_at_top(facts, number, own, OPENING))
    entries = cache(lambda number, day: _first_entry(facts, number, day, documents[number].text))
    originals = cache(lambda number: _original(documents[number].text))
    rows = []
    for pair in in_turn(pairs):
        row = _row(pair, documents)
        if row is None:
            continue
        row["dateline"] = None
        if not row["expected"] <= row["printed"] <= row["expected_end"]:
            written = later(row["printed"], -(_by_day(pair) or 0))
            start = pair["start"] if pair["field"] == "text" else 0
            top = tops(pair["document"], row["own"])
            row["dateline"] = top["mention"] if top and top["start"] < pair["start"] else None
            row["comparable"] &= start <= originals(pair["document"])
            row["comparable"] &= not (written and entries(pair["document"], written) < start)
        rows.append(row)
    return filled(RelativeDays, rows)


def _original(text: str) -> float:
    """Where a text begins to include an older one, whose day is another; nowhere is infinitely far."""
    found = _ORIGINAL.search(text)
    return found.end() if found else inf


def _first_entry(facts: Facts, number: int, written: date, text: str) -> float:
    """Where a part of a document is first dated with a day; nowhere is infinitely far."""
    found = mentioned(facts, number, written, len(text), yearless=True)
    entries = (start for start in found["start"] if _NEW_ENTRY.search(text[max(0, start - 24) : start]))
    return next(entries, inf)


class _Meant(NamedTuple):
    """What a relative expression means, from one day to another, how that is called and the day printed beside it."""

    begins: date
    ends: date
    unit: str
    printed: date


def _may_agree() -> pl.Expr:
    """Whether the first of two times hangs on the date of the text and the second is a date or weekday."""
    dated = pl.all_horizontal(pl.col("month_next", "day_next").is_not_null())
    weekday = pl.col("weekday_next").is_not_null() & pl.col("month_next").is_null()
    counted = (pl.col("anchor") == "published") & pl.col("anchor_unit").is_in(["day", "week", "month"])
    whole = pl.col("month_next").is_not_null() & (pl.col("granularity_next") == "month")
    named = whole & (pl.col("anchor_unit") == "month")
    by_day = pl.col("anchor_unit") == "day"
    return ((pl.col("relative_unit") == "day") & (dated | weekday)) | (counted & (dated | named | by_day & weekday))


def _row(pair: Row, documents: Sequence[Document]) -> Row | None:
    text = documents[pair["document"]].running(pair["field"])
    own = documents[pair["document"]].own_date
    if _NIGHT_BETWEEN.search(pair["text"]) or own is None:
        return None
    meant = _meant(pair, own, text[pair["end"] : pair["start_next"]], text[pair["end_next"] : pair["end_next"] + 24])
    if meant is None:
        return None
    by_day = _by_day(pair)
    offset = pair["anchor_offset"] if by_day is None else by_day
    fits_beside = own.neighbour is not None and (meant.printed - own.neighbour).days == offset
    named = with_weekday if meant.unit == "weekday" else written_like
    return {
        "document": pair["document"],
        "relative": pair["mention"],
        "date": pair["mention_next"],
        "own": own.day,
        "stated": own.stated,
        "expected": meant.begins,
        "expected_end": meant.ends,
        "unit": meant.unit,
        "printed": meant.printed,
        "year_printed": pair["year_next"] is not None,
        "as_date": named(pair["text_next"], meant.begins) if meant.unit != "month" else None,
        "as_word": _word(pair["text"], (meant.printed - own.day).days),
        "comparable": not (pair["quoted"] or _in_block_quote(pair, documents))
        and not _shared(pair, documents)
        and not fits_beside,
    }


def _by_day(pair: Row) -> int | None:
    """How many days from that of the text a word for a day means: today, tomorrow."""
    relative: int | None = pair["relative"]
    return relative if pair["relative_unit"] == "day" else None


def _meant(pair: Row, own: OwnDate, between: str, behind: str) -> _Meant | None:
    """What the first of a pair means in a text of that date, if the words say that the second is the same."""
    by_day = _by_day(pair)
    if by_day is not None and pair["month_next"] is not None:
        day = later(own.day, by_day) if _APPOSED.fullmatch(between) else None
        return _of_days(pair, day, 0, "day")
    if not _SET_OFF.fullmatch(between):
        return None
    stamp = 0 if own.stated else _STAMP
    offset = pair["anchor_offset"] if by_day is None else by_day
    if pair["weekday_next"] is not None and pair["month_next"] is None:
        named = _CLOSED.match(behind) and not _WEEKDAYS_AFTER.match(behind)
        return _of_weekday(pair, later(own.day, offset), stamp) if named else None
    if pair["anchor_unit"] == "month":
        return _of_month(pair, own.day, offset, stamp) if pair["granularity"] == "month" else None
    days = abs(offset) * _LENGTHS[pair["anchor_unit"]]
    counted = 1 < days <= _FARTHEST and pair["granularity"] == pair["anchor_unit"]
    day = later(own.day, days if offset > 0 else -days)
    return _of_days(pair, day, int(days > 2) + stamp, "days") if counted else None


def _of_weekday(pair: Row, day: date | None, stamp: int) -> _Meant | None:
    near = later(day, (pair["weekday_next"] - day.isoweekday() + 3) % 7 - 3) if day else None
    begins, ends = (later(day, -stamp), later(day, stamp)) if day else (None, None)
    return _Meant(begins, ends, "weekday", near) if near and begins and ends else None


def _of_days(pair: Row, day: date | None, slack: int, unit: str) -> _Meant | None:
    printed = _day(pair, day) if day else None
    begins, ends = (later(day, -slack), later(day, slack)) if day else (None, None)
    return _Meant(begins, ends, unit, printed) if printed and begins and ends else None


def _of_month(pair: Row, own: date, offset: int, stamp: int) -> _Meant | None:
    """The days of the month that is counted from that of the text, or from those of the days beside its date."""
    first, last = (_month(later(own, days) or own, offset) for days in (-stamp, stamp))
    if first is None or last is None:
        return None
    printed = _day(pair, later(first[0], _MIDDLE - 1) or first[0])
    return _Meant(first[0], last[1], "month", printed) if printed else None


def _month(own: date, offset: int) -> tuple[date, date] | None:
    """The first and the last day of the month that is so many from that of a day."""
    months = own.year * 12 + own.month - 1 + offset
    if not MINYEAR * 12 <= months < MAXYEAR * 12:
        return None
    begins, following = (date(at // 12, at % 12 + 1, 1) for at in (months, months + 1))
    ends = later(following, -1)
    return (begins, ends) if ends else None


def _in_block_quote(pair: Row, documents: Sequence[Document]) -> bool:
    zones = documents[pair["document"]].zones if pair["field"] == "text" else ()
    return any(zone.kind == "quote" and zone.start <= pair["start"] < zone.end for zone in zones)


def _day(pair: Row, near: date) -> date | None:
    """The printed date, in the year nearest to `near` where none is printed; null for one that does not exist."""
    years = [pair["year_next"]] if pair["year_next"] is not None else range(near.year - 1, near.year + 2)
    days = []
    for year in years:
        try:
            days.append(date(year, pair["month_next"], pair["day_next"] or _MIDDLE))
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
