"""The calendar as arithmetic: every unit of it is numbered, so that "last" is minus one and "between" is subtraction.

A `Period` is one unit of the calendar: the year 1998, the month 1998-03, the third quarter of 1989. Years before 1
or after 9999 have no bounds, because the dates of the standard library end there.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

DAY = timedelta(days=1)
_SEASONS = ("SP", "SU", "FA", "WI")
_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1, "decade": 120, "century": 1200, "season": 3}
_WIDENED = {
    "decade": 730,
    "century": 3650,
    "year": 31,
    "half": 15,
    "quarter": 15,
    "season": 31,
    "month": 3,
    "week": 1,
    "weekend": 1,
}
MEAN_DAYS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "weekend": 7.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4369,
    "quarter": 91.3106,
    "season": 91.3106,
    "half": 182.6213,
    "year": 365.2425,
    "decade": 3652.425,
    "century": 36524.25,
    "millennium": 365242.5,
}
"""Days of each unit, on the average of the Gregorian calendar (400 years are 146,097 days)."""


class Period(NamedTuple):
    """The `number`-th unit of the calendar: days and weeks count from 1 January 1, other units from the year 0."""

    unit: str
    number: int

    def shifted(self, by: int) -> Period:
        """The period `by` units later."""
        return Period(self.unit, self.number + by)

    @property
    def value(self) -> str:
        """The TIMEX3 value, as "1998", "1998-Q3", "1998-W08-WE", "199" for a decade."""
        return _value(self)

    @property
    def first(self) -> date | None:
        """The first day; None outside the years 1 to 9999. A season begins with a month, winter with December."""
        if self.unit in _MONTHS:
            return _month_start(self.number * _MONTHS[self.unit] + (2 if self.unit == "season" else 0))
        return _ordinal(_first_ordinal(self))

    @property
    def last(self) -> date | None:
        """The last day; None outside the years 1 to 9999."""
        if self.unit in _MONTHS:
            return _month_end((self.number + 1) * _MONTHS[self.unit] + (1 if self.unit == "season" else -1))
        return _ordinal(_first_ordinal(self) + {"day": 0, "week": 6, "weekend": 1}[self.unit])

    def widened(self) -> tuple[date | None, date | None]:
        """First and last day with the slack of "early", "mid" and "late": a month by 3 days, a year by a month."""
        slack = _WIDENED.get(self.unit, 0)
        first, last = self.first, self.last
        return (moved(first, -slack) if first else None, moved(last, slack) if last else None)


@lru_cache(maxsize=1 << 13)
def _value(period: Period) -> str:
    unit, n = period
    if unit == "year":
        return f"{n:04d}" if n > 0 else f"BC{1 - n:04d}"
    if unit in ("decade", "century"):
        width = 3 if unit == "decade" else 2
        return f"{n:0{width}d}" if n >= 0 else f"BC{-n:0{width}d}"
    if unit == "month":
        return f"{n // 12:04d}-{n % 12 + 1:02d}"
    if unit == "quarter":
        return f"{n // 4:04d}-Q{n % 4 + 1}"
    if unit == "half":
        return f"{n // 2:04d}-H{n % 2 + 1}"
    if unit == "season":
        return f"{n // 4:04d}-{_SEASONS[n % 4]}"
    first = period.first
    if first is None:
        return "XXXX"
    if unit == "day":
        return first.isoformat()
    year, week, _ = first.isocalendar()
    return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")


def _first_ordinal(period: Period) -> int:
    if period.unit == "day":
        return period.number
    return period.number * 7 + (6 if period.unit == "weekend" else 1)


def _ordinal(n: int) -> date | None:
    return date.fromordinal(n) if 0 < n <= date.max.toordinal() else None


def _month_start(n: int) -> date | None:
    year, month = divmod(n, 12)
    return date(year, month + 1, 1) if 0 < year < 10000 else None


def _month_end(n: int) -> date | None:
    year, month = divmod(n, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1]) if 0 < year < 10000 else None


def later(day: date, by: int) -> date | None:
    """The day `by` days later; None outside the years 1 to 9999."""
    return _ordinal(day.toordinal() + by)


def moved(day: date, by: int) -> date:
    """The day `by` days later, or the first or last that the standard library knows."""
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))


def period_of(day: date, unit: str) -> Period:
    """The unit of the calendar that contains the day; for a weekend, the one of its week."""
    if unit == "day":
        return Period(unit, day.toordinal())
    if unit in ("week", "weekend"):
        return Period(unit, (day.toordinal() - 1) // 7)
    months = day.year * 12 + day.month - 1
    if unit == "season":
        return Period(unit, (months - 2) // 3)
    return Period(unit, months // _MONTHS[unit])


def day_period(year: int, month: int, day: int) -> Period | None:
    """The day of a date; None if there is no such date."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return Period("day", date(year, month, day).toordinal())


def may_exist(month: int, day: int) -> bool:
    """Whether some year has this day (29 February does)."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]


def near(period: Period, unit: str, base: int, size: int) -> Period:
    """The last unit numbered `base` in cycles of `size`, at or before the period (third quarter: 2 of 4)."""
    return Period(unit, period.number - (period.number - base) % size)


def easter(year: int) -> date:
    """Western Easter Sunday. Source: the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date:
    """The day of a holiday; the rule is "12-25", "easter-2" or "11-4-4" (month, weekday 1 to 7, which; -1 the last)."""
    if rule.startswith("easter"):
        return easter(year) + int(rule[6:] or 0) * DAY
    parts = rule.split("-", 2)
    month = int(parts[0])
    if len(parts) == 2:
        return date(year, month, int(parts[1]))
    weekday, which = int(parts[1]), int(parts[2])
    if which < 0:
        end = date(year, month, monthrange(year, month)[1])
        return end - (end.isoweekday() - weekday) % 7 * DAY
    first = date(year, month, 1)
    return first + ((weekday - first.isoweekday()) % 7 + 7 * (which - 1)) * DAY
