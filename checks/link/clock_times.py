"""Clock times with the same time in another zone: "8 p.m. GMT (3 p.m. ET)", "1430 EDT/1830 GMT"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from checks.constraints import ClockTimes
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, in_turn, side_by_side
from checks.model import filled
from checks.regex import lazy

NEEDS = ("times",)
_COLUMNS = (
    "mention",
    "document",
    "field",
    "start",
    "end",
    "clock",
    "clock_hours",
    "meridiem",
    "utc_low",
    "utc_high",
    "zone",
)
_RESTATED = lazy(r"\s*(?:\(|\[|/|=)\s*(?:i\.e\.,?\s*)?")
_MORE = lazy(r"\s*(?:-|–|to\b|and\b)\s*\d", re.I)
"""A range of hours: which of them is restated is open."""


def clock_times(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.ClockTimes`.

    Not comparable where a range of hours follows.
    """
    clocks = facts.times[[*_COLUMNS, "sentence"]].filter(pl.col("clock").is_not_null())
    other_zone = pl.col("utc_low").is_null() | (pl.col("utc_low") != pl.col("utc_low_next"))
    pairs = side_by_side(clocks, 6, _COLUMNS, pl.col("utc_low_next").is_not_null() & other_zone)
    rows = [row for pair in in_turn(pairs) if (row := _row(pair, documents)) is not None]
    return filled(ClockTimes, rows)


def _row(pair: Row, documents: Sequence[Document]) -> Row | None:
    sentence = Sentence(documents, pair)
    if not _RESTATED.fullmatch(sentence.text[pair["end"] : pair["start_next"]]):
        return None
    return {
        "document": pair["document"],
        "first": pair["mention"],
        "second": pair["mention_next"],
        "first_clock": pair["clock"],
        "second_clock": pair["clock_next"],
        "first_utc_low": pair["utc_low"],
        "first_utc_high": pair["utc_high"],
        "second_utc_low": pair["utc_low_next"],
        "second_utc_high": pair["utc_high_next"],
        "zone": pair["zone_next"],
        "period": 60 * min(pair["clock_hours"], pair["clock_hours_next"]),
        "halves": pair["meridiem_next"] is not None,
        "comparable": not _MORE.match(sentence.after({"end": pair["end_next"]})),
    }
