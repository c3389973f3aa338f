"""English: the day that a field states about its text (`date` in front matter), in any usual form."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from checks.pattern import lazy, phrase
from checks.read.opening import MONTH, MONTHS, WEEKDAY

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years in which a text may be published: "0001-01-01" and "9999-12-31" say that there is no date."""

_BEHIND, _AHEAD = 10, 13
"""Hours that the clocks of Hawaii and of summer in New Zealand differ from UTC, where hardly anyone lives beyond.

So a stamp that tells no zone, or UTC as machines do, may be of the day before until 10:00 in its author's zone, and of
the day after from 11:00 on.
"""

_YEAR = r"(?P<year>\d{4})"
_MONTH = rf"(?P<name>{MONTH})"
_DAY = r"(?P<day>\d{1,2})(?i:st|nd|rd|th)?"
_GAP = r"[ ,./-]+"
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?)?"
    r"(?:\s*\(?(?P<zone>[Zz]|[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?|[A-Z]\w+/\w+)\)?)?"
)
_DATES: tuple[tuple[str, str, str], ...] = (
    (rf"{_YEAR}(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})", "1960-05-05T10:00Z", "1960-05/05"),
    (rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})", "19600505", "1960-05-05"),
    (r"(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})", "5/5/1960 10:00", "5/5/60"),
    (rf"{_DAY}(?:\s+of)?{_GAP}{_MONTH}{_GAP}{_YEAR}", "Thu, 5th of May 1960", "May 1960"),
    (rf"{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}", "May 5, 1960 at 5:30 p.m.", "May 1960"),
    (rf"{_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}", "1960 May 5", "1960 May"),
)
_FORMS = tuple(
    phrase(
        rf"(?:{WEEKDAY},?\s+)?{form}(?!\d)(?:(?:\s*[Tt,|·@–—-]|\s+at\b|\s)\s*{_CLOCK})?(?P<rest>(?:[\s,(Tt].*)?)",
        re.S,
        yes=(found,),
        no=(other,),
    )
    for form, found, other in _DATES
)
_UNIX = phrase(
    rf"{WEEKDAY},?\s+{_MONTH}\s+{_DAY}\s+{_CLOCK}\s+{_YEAR}(?P<rest>)",
    yes=("Tue Mar 5 10:00:00 UTC 2024",),
    no=("Tue Mar 5 2024",),
)
"""As the command `date` prints it."""
_OPEN = phrase(
    rf"\d{{4}}(?:[-/.]\d{{1,2}})?|\d{{1,2}}[-/.]\d{{4}}|{MONTH}{_GAP}\d{{4}}|\d{{4}}{_GAP}{MONTH}",
    yes=("July 2022", "2014", "2014-05"),
    no=("5 July",),
)
"""A year or a month: it names no day, and is no mistake."""
_UNIVERSAL = lazy(r"(?:[Zz]|UTC|GMT)?(?:[+-]0{1,2}(?::?00)?)?")


class Stamp(NamedTuple):
    """A day, and the day before or after it that it may be in its author's zone, by the clock beside it."""

    day: date
    neighbour: date | None = None


def stamp(value: object) -> Stamp | None:
    """The day that a value states: a date, or one in figures or words, with or without a clock.

    None for no value and for one that names no day ("2014", "July 2022"). Raises ValueError, which says why, for what
    is no date, no day of the calendar, or in figures that may be read in two ways ("05/03/2024").
    """
    if isinstance(value, datetime):
        offset = value.utcoffset()
        return _stamp(value.date(), value if not offset else None)
    if isinstance(value, date):
        return _stamp(value)
    if isinstance(value, int) and re.fullmatch(r"[12]\d{7}", str(value)):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"not a date: {value!r}")
    text = " ".join(value[:200].split())
    if not text or _OPEN.fullmatch(text):
        return None
    found = next((match for form in (*_FORMS, _UNIX) if (match := form.fullmatch(text))), None)
    if found is None or any(char.isdigit() for char in found["rest"]):
        raise ValueError(f"not a date: '{text[:40]}'")
    try:
        return _stamp(_day(found, text), _clock(found))
    except _UnfitError:
        raise
    except ValueError:
        raise ValueError(f"no such day: '{text[:40]}'") from None


class _UnfitError(ValueError):
    """Figures that name two days, or a day on which no text is published."""


def _stamp(day: date, clock: datetime | None = None) -> Stamp:
    """`clock` is that of a stamp in UTC or no zone; midnight to the second stands for none."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _UnfitError(f"no day of publication: '{day}'")
    if clock is None or (clock.hour, clock.minute, clock.second) == (0, 0, 0):
        return Stamp(day)
    off = -1 if clock.hour < _BEHIND else 1 if clock.hour >= 24 - _AHEAD else 0
    return Stamp(day, day + timedelta(off) if off else None)


def _day(found: re.Match[str], text: str) -> date:
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    if parts.get("name"):
        return date(year, MONTHS.index(parts["name"][:3].lower()) + 1, day)
    month = int(parts["month"])
    if found.start("year") > found.start("day"):  # in figures, and the year is last
        if day <= 12 and month <= 12 and day != month:
            raise _UnfitError(f"either {date(year, day, month)} or {date(year, month, day)}: '{text[:40]}'")
        day, month = (day, month) if month <= 12 else (month, day)
    return date(year, month, day)


def _clock(found: re.Match[str]) -> datetime | None:
    """The clock of a stamp in UTC or no zone, on any day; none for one whose zone is told."""
    if not found["hour"] or not _UNIVERSAL.fullmatch(found["zone"] or ""):
        return None
    hour = int(found["hour"]) % (12 if found["half"] else 24) + (12 if (found["half"] or "").lower() == "p" else 0)
    return datetime(2000, 1, 1, hour, int(found["minute"]), int(found["second"] or 0))
