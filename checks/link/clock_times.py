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
_COLUMNS = ("mention", "document", "field", "start", "end", "text", "clock", "utc_low", "utc_high", "zone")
_RESTATED = lazy(r"\s*(?:\(|\[|/|=)\s*(?:i\.e\.,?\s*)?")
_HALF_OF_DAY = lazy(r"\d\s*[ap]\.?\s?m\b|noon|midnight|o.clock in the|\b(?:0\d|\d{4})", re.I)
_HALF = lazy(r"\d\s*[ap]\.?\s?m\b", re.I)
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
        "period": 1440 if _of_whole_day(pair, "") and _of_whole_day(pair, "_next") else 720,
        "halves": bool(_HALF.search(pair["text_next"])),
        "comparable": not _MORE.match(sentence.after({"end": pair["end_next"]})),
    }


def _of_whole_day(pair: Row, suffix: str) -> bool:
    """Whether the hour is that of one half of the day: with a.m. or p.m., past 12, or in four digits."""
    return pair[f"clock{suffix}"] >= 13 * 60 or bool(_HALF_OF_DAY.search(pair[f"text{suffix}"]))
