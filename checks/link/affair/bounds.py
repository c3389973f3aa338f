"""What a time says of the day of an event: bounds in days from a landmark, with all readings that its words allow.

The landmarks are the origin of all days, the first of January of the year of publication, and the day of publication;
the latter two need not be known, so "last year" has bounds even in a text without a date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from checks.calendar import MEAN_DAYS
from checks.regex import lazy

Row: TypeAlias = dict[str, Any]

ORIGIN, YEAR, PUBLISHED, BEFORE = range(4)
"""The landmarks: day 0, January 1 of the year of publication, the day of publication, and the event told before."""

_MONTHS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_SEASONS = {"spring": (59, 151), "summer": (151, 243), "autumn": (243, 334), "winter": (334, 424)}
_SLACK = 3
"""Days by which round spans are widened: the lengths of months and years differ."""
_WIDE = 31
_AROUND = lazy(
    r"\b(?:until|till|since|by|before|after|from|between|through|to|and|or|than|for|of)\s+(?:the\s+|about\s+)?\Z"
)
_NEAR = {"day": (-1, 0), "night": (-1, 0), "week": (-1, 0), "weekend": (-1, 0), "month": (0, 0)}
"""Which units of the calendar, counted from that of publication, are those of the news."""
_NEARLY = ("day", "week")
"""Units of which some "ago" are still near."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days [low, high] from a landmark; `says` tells the reading apart from the others of the same words."""

    landmark: int
    low: int | None
    high: int | None
    says: str = ""


def near(time: Row) -> bool:
    """Whether a time speaks of the days around publication: the news itself."""
    if time["weekday"] is not None or time["count_unit"] == "hour":
        return True
    if _is_distance(time) and time["anchor"] == "published" and time["count_unit"] in _NEARLY:
        return bool((time["anchor_offset"] or -1) < 0)
    if time["relative"] is None:
        return False
    first, last = _NEAR.get(time["relative_unit"], (1, 0))
    return bool(first <= time["relative"] <= last)


def last_month(time: Row) -> bool:
    """Whether a time is the month before that of publication, and no part of it."""
    whole = time["timex_type"] == "DATE" and time["modifier"] is None
    return whole and (time["relative"], time["relative_unit"]) == (-1, "month")


def _is_distance(time: Row) -> bool:
    """Whether a time is a number of units from another, said or not: "12 years ago", "days ago"."""
    return time["timex_type"] == "DATE" and time["count_unit"] is not None


def readings(time: Row, before: str, *, southern: bool = False) -> tuple[Bounds, ...]:
    """The readings of a row of `checks.facts.Times` as the day of a past event, the likeliest first.

    There are none if it gives no bounds. `before` is what stands before it: after "until", "since" or "by" a time
    bounds the event on one side at most, and is left alone. `southern` says that seasons may be those of the south.
    """
    if _AROUND.search(before.lower()):
        return ()
    if _is_distance(time):
        return _distant(time)
    if time["year"] is not None:
        return _absolute(time)
    shift = time["relative"] if time["relative_unit"] == "year" else None
    if time["month"] is not None:
        return _month(time["month"], time["day"], shift)
    if time["season"] is not None:
        return _season(time["season"], shift, southern=southern)
    if shift is not None:
        return (_year(shift),)
    if last_month(time):
        return (Bounds(PUBLISHED, -62, -1),)
    if near(time):
        return (Bounds(PUBLISHED, -31 if time["relative_unit"] == "month" else -14, 0),)
    if time["granularity"] in ("decade", "century") and time["anchored"]:
        return _absolute(time)
    return ()


def _absolute(time: Row) -> tuple[Bounds, ...]:
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


def _month(month: int, day: int | None, shift: int | None) -> tuple[Bounds, ...]:
    if shift is not None:
        return (_in_month(month, day, shift, ""),)
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


def _season(season: str, shift: int | None, *, southern: bool) -> tuple[Bounds, ...]:
    """Three months widened by one each way, south of the equator half a year away."""
    low, high = _SEASONS[season]
    north, south = (low - _WIDE, high + _WIDE), (low - 182 - _WIDE, high - 182 + _WIDE)
    places = (north, south) if southern else (north,)
    shifts = (shift,) if shift is not None else (0, -1)
    names = {0: "this year", -1: "last year"}
    return tuple(
        Bounds(YEAR, _new_year(one)[0] + first, _new_year(one)[1] + last, names.get(one, ""))
        for first, last in places
        for one in shifts
    )


def _distant(time: Row) -> tuple[Bounds, ...]:
    """N units ago: from N - 1/2 to N + 1 of the unit; "later" and "earlier" count from the event before."""
    number, offset, unit = time["count"], time["anchor_offset"], time["count_unit"]
    if unit == "hour":
        return (Bounds(PUBLISHED, -14, 0),)
    if number is None or not offset or (time["anchor"] == "published" and offset > 0):
        return ()
    days = MEAN_DAYS[unit]
    low, high = (number - 0.5) * days - _SLACK, (number + 1) * days + _SLACK
    if time["modifier"] not in (None, "START", "END"):
        low, high = low - 0.25 * number * days, high + 0.25 * number * days
    back = Bounds(BEFORE, -int(high), -int(low)) if offset < 0 else Bounds(BEFORE, int(low), int(high))
    if time["anchor"] == "narrative":
        return (back,)
    ago = replace(back, landmark=PUBLISHED)
    return (ago, _year(-int(number))) if unit == "year" and number > 1 and number % 1 == 0 else (ago,)
