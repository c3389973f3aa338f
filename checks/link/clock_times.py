"""Clock times with the same time in another zone, or their zone with its distance from UTC.

"8 p.m. GMT (3 p.m. ET)", "1430 EDT/1830 GMT", "10 a.m. Pacific | 1 p.m. Eastern", "9am PST (UTC-7)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from checks.constraints import ClockTimes
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, in_turn, side_by_side
from checks.model import filled
from checks.regex import lazy

NEEDS = ("times",)
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "text"),
    *("clock", "clock_hours", "meridiem", "utc_low", "utc_high", "zone"),
    *("anchor", "earliest", "latest"),
)
_FARTHEST = 40
_RESTATED = lazy(r"\s*(?:\(|\[|/|=|\||,\s*or\b|,\s*i\.e\.)\s*(?:i\.e\.,?\s*|=\s*)?")
_MORE = lazy(r"\s*(?:-|–|to\b|and\b)\s*\d", re.I)
"""A range of hours: which of them is restated is open."""

_NAMED = {
    "Pacific": (-480, -420),
    "Mountain": (-420, -360),
    "Central": (-360, -300),
    "Eastern": (-300, -240),
    "British Summer": (60, 60),
    "Central European": (60, 120),
    "Greenwich Mean": (0, 0),
}
"""Zones by the words behind a clock, in minutes from UTC: in winter and in summer. IANA Time Zone Database."""
_NAME = lazy(
    rf"\s(?P<name>{'|'.join(_NAMED)})(?:\s(?:Standard|Daylight))?"
    r"(?:\s[Tt]ime\b|(?=\s*(?:[,.;:)\](/|=]|\Z|or\b|and\b)))"
)
"""The name of a zone behind a clock; of other things if a word follows ("7 p.m. Central Bank officials")."""

_OFFSET = lazy(
    r"(?:\s*[(\[,/]?\s*(?:UTC|GMT)\s?|(?<=UTC)|(?<=GMT))(?P<sign>[+\-−–])(?P<hours>1[0-4]|0?\d)"
    r"(?::?(?P<minutes>[034][05]))?(?![\w:]|\.\d)"
)
"""A distance from UTC, behind a clock or behind its zone: "UTC-7", "GMT+5:30"."""

_SUMMER, _WINTER = ((4, 8), (10, 24)), ((11, 8), (3, 7))
"""Months and days between which all clocks of the north are in summer or winter time, whatever the year."""
_LOOSE = {"GMT": 60} | dict.fromkeys(("EST", "CST", "MST", "PST", "CET", "EET"), 60)
_LOOSE |= dict.fromkeys(("EDT", "CDT", "MDT", "PDT", "CEST", "EEST", "BST"), -60)
"""Zones that people name the year round, and by how many minutes they are off in the other half of the year."""


class _Zone(NamedTuple):
    """How far a clock is from UTC, at least and at most, and by how much its name may be off; where that ends."""

    low: int
    high: int
    loose: int
    name: str
    end: int


def clock_times(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.ClockTimes`.

    Not comparable where a range of hours follows. Summer or winter time is that of the date, where the two have one.
    """
    clocks = facts.times[[*_COLUMNS, "sentence"]].filter(pl.col("clock").is_not_null())
    pairs = side_by_side(clocks, _FARTHEST, _COLUMNS)
    rows = [row for pair in in_turn(pairs) if (row := _row(pair, documents)) is not None]
    return filled(ClockTimes, [*rows, *_offsets(clocks, documents)])


def _row(pair: Row, documents: Sequence[Document]) -> Row | None:
    sentence = Sentence(documents, pair)
    following = {name: pair[f"{name}_next"] for name in _COLUMNS}
    first, second = _zone(pair, sentence.text), _zone(following, sentence.text)
    end = first.end if first else pair["end"]
    if second is None or not _RESTATED.fullmatch(sentence.text[end : pair["start_next"]]):
        return None
    if first and (first.low, first.high) == (second.low, second.high):
        return None
    first, second = first and _in_season(pair, first), _in_season(pair, second)
    return {
        "document": pair["document"],
        "first": pair["mention"],
        "second": pair["mention_next"],
        "first_clock": pair["clock"],
        "second_clock": pair["clock_next"],
        **_side("first", first),
        **_side("second", second),
        "first_text": sentence.text[pair["start"] : end],
        "second_text": sentence.text[pair["start_next"] : second.end],
        "zone": second.name,
        "together": first is not None and _is_american(first) and _is_american(second),
        "period": 60 * min(pair["clock_hours"], pair["clock_hours_next"]),
        "halves": pair["meridiem_next"] is not None,
        "comparable": not _MORE.match(sentence.after({"end": second.end})),
    }


def _side(role: str, zone: _Zone | None) -> Row:
    low, high, loose = (zone.low, zone.high, zone.loose) if zone else (None, None, 0)
    return {f"{role}_utc_low": low, f"{role}_utc_high": high, f"{role}_loose": loose}


def _zone(row: Row, text: str) -> _Zone | None:
    """The zone of a clock: that of its mention, moved by the offset behind "UTC", or a name or offset behind it."""
    offset = _OFFSET.match(text, row["end"])
    if offset is not None and (row["zone"] in (None, "UTC", "GMT")):
        minutes = _minutes(offset)
        return _Zone(minutes, minutes, 0, offset[0].strip(" (["), offset.end())
    if row["utc_low"] is not None:
        return _Zone(row["utc_low"], row["utc_high"], _LOOSE.get(row["zone"], 0), row["zone"], row["end"])
    named = _NAME.match(text, row["end"]) if row["zone"] is None else None
    return _Zone(*_NAMED[named["name"]], 0, named[0].strip(), named.end()) if named else None


def _minutes(offset: re.Match[str]) -> int:
    minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
    return minutes if offset["sign"] == "+" else -minutes


def _is_american(zone: _Zone) -> bool:
    """Whether a zone is one of those that change their clocks together, and its name leaves open which half it is."""
    return zone.high <= -240 and zone.high - zone.low == 60


def _in_season(pair: Row, zone: _Zone) -> _Zone:
    """The zone in the half of the year of the date that is printed with the clock."""
    days = [pair[f"earliest{side}"] for side in ("", "_next") if pair[f"anchor{side}"] == "printed"]
    day: date | None = next((day for day in days if day), None)
    if day is None or zone.high - zone.low != 60:
        return zone
    at = (day.month, day.day)
    if _SUMMER[0] <= at <= _SUMMER[1]:
        return zone._replace(low=zone.high)
    return zone._replace(high=zone.low) if at >= _WINTER[0] or at <= _WINTER[1] else zone


def _offsets(clocks: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    """Clocks whose zone stands beside its distance from UTC: "9am PST (UTC-7)"."""
    for row in in_turn(clocks.filter(pl.col("utc_low").is_not_null() & ~pl.col("zone").is_in(["UTC", "GMT"]))):
        text = documents[row["document"]].running(row["field"])
        offset = _OFFSET.match(text, row["end"])
        if offset is not None:
            zone = _Zone(_minutes(offset), _minutes(offset), 0, offset[0].strip(" ([,/"), offset.end())
            yield {
                "document": row["document"],
                "first": row["mention"],
                "second": None,
                "first_clock": row["clock"],
                "second_clock": row["clock"],
                **_side("first", _Zone(row["utc_low"], row["utc_high"], 0, row["zone"], row["end"])),
                **_side("second", zone),
                "first_text": row["text"],
                "second_text": zone.name,
                "zone": row["zone"],
                "together": False,
                "period": 1440,
                "halves": False,
                "comparable": True,
            }
