"""Days with a weekday and no year of their own, in the year that something else tells: the text's date, or another day.

"Thursday 1 March" in a text of 31 March 2010; "Thursday 18 July to Sunday 22 July", which is wrong in any year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from functools import cache

from checks.link.neighbours import Row
from checks.regex import lazy

_NEAR, _HALF_A_YEAR = 20, 183
"""Days from the date of a text within which nobody means another year, and within which that year is likely."""
_LONGEST = 31
"""Days between the two ends of a stay, a fair, a trial."""
_THROUGH = lazy(
    r"\s*,?\s*(?:to|through|until|till|and|or|&|-|–|—)\s*(?:(?:ends?|closes?|finish(?:es)?|runs?)\s+)?(?:on\s+)?(?:the\s+)?"
    r"|[\s,]+(?:and|then|to|,|but)?\s*(?:be\s+)?(?:clos(?:es?|ing)|ends?|ending|finish(?:es)?|leav(?:es?|ing)|depart(?:s|ing)?"
    r"|returns?|returning|concludes?|check(?:ing)?\s+out)(?:\s+(?:at|by|before)\s+[\w.:]+(?:\s?[ap]\.?m\.?)?)?\s+on\s+"
    r"|\s*,\s+(?:leave|depart|check\s+out|out)\s+(?:by|at|before)\s+[\w.:]+(?:\s?[ap]\.?m\.?)?\s+on\s+"
)
"""What joins two days of one event."""


def in_year(row: Row, year: int) -> date | None:
    """The printed day of the month in a year; null if that year has none."""
    with suppress(ValueError):
        return date(year, row["month"], row["day"])
    return None


def nearest(row: Row, own: date) -> date | None:
    """The printed day of the month nearest to the date of the text, at most half a year from it."""
    days = [day for year in (own.year - 1, own.year, own.year + 1) if (day := in_year(row, year)) is not None]
    found = min(days, key=lambda day: abs((day - own).days), default=None)
    return found if found is not None and abs((found - own).days) <= _HALF_A_YEAR else None


def may_be_of_another_year(row: Row, day: date, own: date, near: Collection[int], printed: Collection[int]) -> bool:
    """Whether a day whose weekday is wrong in its likely year may be of another one.

    Its weekday fits a year that the text prints (`printed`), its sentence names another one (`near`), or it is some
    weeks from the text's date and fits the year before or after.
    """
    if any(year != day.year for year in near):
        return True
    beside = (day.year - 1, day.year + 1) if abs((day - own).days) > _NEAR else ()
    others = (in_year(row, year) for year in {*printed, *beside} - {day.year})
    return any(other is not None and other.isoweekday() == row["weekday"] for other in others)


def second_day(first: Row, second: Row, between: str) -> date | None:
    """The second day of one event, in a year in which the weekday of the first is right; null where they are of two."""
    if not _THROUGH.fullmatch(between) or (first["month"] <= 2 < second["month"]):
        return None
    for year in _years_of(first["month"], first["day"], first["weekday"]):
        begins = date(year, first["month"], first["day"])
        ends = next((day for at in (year, year + 1) if (day := in_year(second, at)) and day > begins), None)
        return ends if ends and (ends - begins).days <= _LONGEST else None
    return None


@cache
def _years_of(month: int, day: int, weekday: int) -> tuple[int, ...]:
    """The years of one turn of the calendar in which a day of a month is that weekday."""
    return tuple(_years(month, day, weekday))


def _years(month: int, day: int, weekday: int) -> Iterator[int]:
    for year in range(2001, 2029):
        with suppress(ValueError):
            if date(year, month, day).isoweekday() == weekday:
                yield year
