"""What a time says of the day of an event: bounds in days from a landmark, with all readings that its words allow.

The landmarks are the origin of all days, the first of January of the year of publication, and the day of publication;
the latter two need not be known, so "last year" has bounds even in a text without a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from checks.regex import lazy

ORIGIN, YEAR, PUBLISHED, BEFORE = range(4)
"""The landmarks: day 0, January 1 of the year of publication, the day of publication, and the event told before."""

_MONTHS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_SEASONS = {"spring": (59, 151), "summer": (151, 243), "autumn": (243, 334), "fall": (243, 334), "winter": (334, 424)}
_SLACK = 3
"""Days by which round spans are widened: the lengths of months and years differ."""
_WIDE = 31
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty": 20,
}  # fmt: skip
_UNITS = {"day": 1.0, "week": 7.0, "month": 30.436875, "year": 365.2425, "decade": 3652.425}
_OFFSET = lazy(
    r"(?:(?P<hedge>\w+(?: than)?) )?(?P<number>\d+|[a-z]+) (?P<unit>day|week|month|year|decade)s? "
    r"(?P<way>ago|earlier|later|before|after)\Z"
)
_AROUND = lazy(
    r"\b(?:until|till|since|by|before|after|from|between|through|to|and|or|than|for|of)\s+(?:the\s+|about\s+)?\Z"
)
_YEAR_WORDS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_YEAR = lazy(r"\b(last|previous|this|next) year\b")
_NEAR = lazy(
    r"\b(?:today|yesterday|tonight|overnight|(?:this|last) (?:week|weekend|night)|(?:earlier )?this month|days? ago"
    r"|weeks? ago|hours?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_SEASON = lazy(r"\b(spring|summer|autumn|fall|winter)\b")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days [low, high] from a landmark; `says` tells the reading apart from the others of the same words."""

    landmark: int
    low: int | None
    high: int | None
    says: str = ""


def near(words: str) -> bool:
    """Whether a time speaks of the days around publication: the news itself."""
    return _NEAR.search(words.lower()) is not None


def readings(time: dict[str, Any], before: str, *, southern: bool = False) -> tuple[Bounds, ...]:
    """The readings of a row of `checks.facts.Times` as the day of a past event, the likeliest first.

    There are none if it gives no bounds. `before` is what stands before it: after "until", "since" or "by" a time
    bounds the event on one side at most, and is left alone. `southern` says that seasons may be those of the south.
    """
    words = time["text"].lower()
    if _AROUND.search(before.lower()):
        return ()
    offset = _OFFSET.fullmatch(words)
    if offset is not None:
        return _offset(offset, time["modifier"])
    if time["year"] is not None:
        return _absolute(time)
    year = _YEAR.search(words)
    shift = _YEAR_WORDS[year[1]] if year else None
    if time["month"] is not None:
        return _month(time["month"], time["day"], shift, words)
    season = _SEASON.search(words)
    if season:
        return _season(season[1], shift, words, southern=southern)
    if year and shift is not None:
        return (_year(shift),)
    if words == "last month":
        return (Bounds(PUBLISHED, -62, -1),)
    if near(words):
        return _recent(words)
    if time["granularity"] in ("decade", "century") and time["anchored"]:
        return _absolute(time)
    return ()


def _absolute(time: dict[str, Any]) -> tuple[Bounds, ...]:
    low, high = time["earliest"], time["latest"]
    if low is None or high is None:
        return ()
    return (Bounds(ORIGIN, low.toordinal(), high.toordinal()),)


def _year(shift: int) -> Bounds:
    """The year so many years after that of publication."""
    return Bounds(YEAR, _new_year(shift)[0], _new_year(shift + 1)[1] - 1)


def _new_year(shift: int) -> tuple[int, int]:
    """The earliest and latest distance in days between two first days of January."""
    leap = (abs(shift) + 3) // 4
    return (365 * shift - leap, 365 * shift) if shift < 0 else (365 * shift, 365 * shift + leap)


def _month(month: int, day: int | None, shift: int | None, words: str) -> tuple[Bounds, ...]:
    if shift is not None:
        return (_in_month(month, day, shift, ""),)
    if words.startswith("this "):
        return (_in_month(month, day, 0, ""),)
    return _in_month(month, day, 0, "this year"), _in_month(month, day, -1, "last year")


def _in_month(month: int, day: int | None, shift: int, says: str) -> Bounds:
    """A month, or a day of it, counted from the new year that is nearer without a leap day between."""
    low, high = _MONTHS[month - 1], _MONTHS[month] - 1
    if day is not None:
        low = high = low + day - 1
    start, end = _new_year(shift), _new_year(shift + 1)
    first = start[0] + low if month < 3 else end[0] - 365 + low
    last = start[1] + high if month < 2 else end[1] - 365 + high
    return Bounds(YEAR, first, last, says)


def _season(season: str, shift: int | None, words: str, *, southern: bool) -> tuple[Bounds, ...]:
    """Three months widened by one each way, south of the equator half a year away."""
    low, high = _SEASONS[season]
    north, south = (low - _WIDE, high + _WIDE), (low - 182 - _WIDE, high - 182 + _WIDE)
    places = (north, south) if southern else (north,)
    shifts = (shift,) if shift is not None else (0,) if words.startswith("this ") else (0, -1)
    names = {0: "this year", -1: "last year"}
    return tuple(
        Bounds(YEAR, _new_year(one)[0] + first, _new_year(one)[1] + last, names.get(one, ""))
        for first, last in places
        for one in shifts
    )


def _offset(found: re.Match[str], modifier: str | None) -> tuple[Bounds, ...]:
    """N units ago: from N - 1/2 to N + 1 of the unit; "later" and "earlier" count from the event before."""
    number = int(found["number"]) if found["number"].isdigit() else _NUMBERS.get(found["number"])
    if number is None:
        return ()
    unit = _UNITS[found["unit"]]
    low, high = (number - 0.5) * unit - _SLACK, (number + 1) * unit + _SLACK
    if found["hedge"] or modifier not in (None, "START", "END"):
        low, high = low - 0.25 * number * unit, high + 0.25 * number * unit
    if found["way"] == "ago":
        ago = Bounds(PUBLISHED, -int(high), -int(low))
        return (ago, _year(-number)) if found["unit"] == "year" and number > 1 else (ago,)
    back = found["way"] in ("earlier", "before")
    return (Bounds(BEFORE, -int(high) if back else int(low), -int(low) if back else int(high)),)


def _recent(words: str) -> tuple[Bounds, ...]:
    if "month" in words:
        return (Bounds(PUBLISHED, -31, 0),)
    return (Bounds(PUBLISHED, -14, 0),)
