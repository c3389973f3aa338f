"""Lengths of time with their two ends in the forms of `checks/lexicon/tellings.csv`: dates, days and clock times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from checks.calendar import MEAN_DAYS
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row
from checks.link.telling import Saying, passages
from checks.regex import lazy

_DAY_OF_MINUTES = 1440
_NEAR = 0.75
"""By how many units a length of hours may be off: "two hours, from 8 p.m. to 10:30 p.m."."""
_ROUND = 0.25
"""By how much of it a length of decades or centuries may be off."""
_LEAP, _PLAIN = 2024, 2023
"""Years that stand for any, of 366 and 365 days."""
_COUNTED_OTHERWISE = lazy(r"(?i)\b(?:working|business|trading|school|consecutive|non-consecutive)\b")


class Length(NamedTuple):
    """A length between two ends, with the days of both; `inside`: it may be a part of the range."""

    said: Row
    first: Row
    last: Row
    days: tuple[float, float]
    apart: tuple[float, float]
    inside: bool


def spans(facts: Facts, documents: Sequence[Document]) -> Iterator[Length]:
    """The lengths of a batch that a form of the table holds together with their ends, each once."""
    seen: set[int] = set()
    for passage in passages(_wanted(facts), facts.sentences, {"times": facts.times}, documents):
        for one in passage.told("length"):
            length = None if _COUNTED_OTHERWISE.search(passage.text[one.start : one.end]) else _length(one)
            if length is not None and length.said["mention"] not in seen:
                seen.add(length.said["mention"])
                yield length


def _wanted(facts: Facts) -> list[int]:
    """The sentences that have a length and two ends, in them or in the next one, too."""
    is_length = pl.col("days_low").is_not_null()
    is_end = ~is_length & pl.any_horizontal(pl.col("year", "clock", "day").is_not_null())
    counted = facts.times.group_by("sentence").agg(lengths=is_length.any(), ends=is_end.sum())
    told = {number: (length, ends) for number, length, ends in counted.rows()}
    none = (False, 0)
    pairs = ((number, told[number], told.get(number + 1, none)) for number in told)
    return [number for number, own, next_ in pairs if (own[0] or next_[0]) and own[1] and own[1] + next_[1] > 1]


def _length(one: Saying) -> Length | None:
    said, first, last = (one.roles[role] for role in ("length", "first", "last"))
    if one.kind == "hours":
        return _of_hours(said, first, last)
    if said["count"] is None or (one.kind == "adjectival" and "-" not in said["text"]):
        return None
    between = _days_apart(first, last) if one.kind == "days" else apart(first, last)
    if between is None or between[1] < 0:
        return None
    return Length(said, first, last, _days(said), between, one.kind == "inside")


def _days(said: Row) -> tuple[float, float]:
    """The days that a length allows: of decades and centuries a quarter more or less."""
    low, high = said["days_low"], said["days_high"]
    if said["count_unit"] not in ("decade", "century"):
        return low, high
    days = said["count"] * MEAN_DAYS[said["count_unit"]]
    return max(low, (1 - _ROUND) * days), high if high == float("inf") else min(high, (1 + _ROUND) * days)


def apart(first: Row, last: Row) -> tuple[float, float]:
    """The least and the most days between two dates; two years are less than one more than their difference apart."""
    if first["granularity"] == last["granularity"] == "year":
        years = last["year"] - first["year"]
        return (years - 1) * MEAN_DAYS["year"] + 1, (years + 1) * MEAN_DAYS["year"] - 1
    return float((last["earliest"] - first["latest"]).days), float((last["latest"] - first["earliest"]).days + 1)


def _days_apart(first: Row, last: Row) -> tuple[float, float] | None:
    """The days between two days of one year, or of that and the next."""
    found = []
    for year in (_PLAIN, _LEAP):
        try:
            days = [date(year, row["month"], row["day"]) for row in (first, last)]
        except ValueError:
            return None
        found.append((days[1] - days[0]).days % (365 + (year == _LEAP)))
    return float(min(found)), float(max(found) + 1)


def _of_hours(said: Row, first: Row, last: Row) -> Length | None:
    """A length of two hours or more between two clock times that say which half of the day they are in."""
    if said["count_unit"] != "hour" or not said["count"] or said["count"] < 2 or not _are_clocks(first, last):
        return None
    minutes = (last["clock"] - first["clock"]) % _DAY_OF_MINUTES
    between = minutes / _DAY_OF_MINUTES
    low, high = ((said["count"] + off) / 24 for off in (-_NEAR, _NEAR))
    return Length(
        said, first, last, (max(low, said["days_low"]), min(high, said["days_high"])), (between, between), inside=False
    )


def _are_clocks(first: Row, last: Row) -> bool:
    """Whether both clocks say which half of the day they are in, as "10:00" does beside "16:30"."""
    printed = first["meridiem"] is None and last["meridiem"] is None
    sure = last["clock_hours"] == 24 and (first["clock_hours"] == 24 or printed)
    return sure and first["clock"] != last["clock"]
