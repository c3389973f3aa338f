"""Ranges and lists of dates: "March 3-5, 2019", "1990-95", "from Dec. 30 to Jan. 4, 2020", "May and June 2015".

What one date prints, its neighbour need not repeat: the month, the year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from checks.calendar import Period, day_period
from checks.extract.time.dates import day_of, fiscal, named
from checks.extract.time.fields import Phrase, parts_of, with_era
from checks.extract.time.period import century
from checks.extract.time.reading import Reading, Reference
from checks.pattern import phrase

_NUMBERS = frozenset(("day_number", "ordinal", "nth"))
_CONNECTED = phrase(
    r"\s*(?:(?P<range>--?|\xe2\x80[\x90-\x94]|to|through|until|till|thru)|(?P<list>and|or|&|,))\s*\Z",
    yes=(" to ", " and ", "--"),
    no=(" of ",),
)
_BETWEEN = phrase(r"\b[Bb]etween\s+(?:the\s+)?\Z", yes=("Between the ", "between "), no=("in ",))


def days(phrase: Phrase, reference: Reference) -> list[Reading]:
    """Several days of one month: "March 3-5, 2019", "3 and 4 March"."""
    kinds = phrase.kinds
    at = [n for n, kind in enumerate(kinds) if kind in _NUMBERS]
    month_first = "month" in kinds[: at[0]] or "name_month" in kinds[: at[0]]
    if not phrase.has("hyphen") and month_first and not phrase.has("year_number") and phrase.near(0)[0] == "word":
        at = at[:1]
    parts = parts_of(phrase, reference.published)
    found = []
    for place, number in enumerate(at):
        low = number if place else 0
        high = len(kinds) if number == at[-1] and len(at) > 1 else number + 1
        part = phrase.part(low, high)
        day = int(phrase.values[number].rstrip("stndrh"))
        reading = day_of(part, parts, day, reference)
        found.append(reading if part.has("weekday", "short_weekday") else reading.having(weekday=None))
    return found


def years(phrase: Phrase, reference: Reference) -> list[Reading]:
    """The years of "1990-95", "2009-2010" and "2013/14"; none where the second does not follow the first."""
    first, second = phrase.values[0], phrase.values[-1]
    start, one = int(first), phrase.part(0, 1)
    if not second.isdigit() or len(second) not in (2, 4):
        return [_year(one, start)]  # "1993/6.9"
    end = int(second) if len(second) == 4 else start - start % 100 + int(second) + (100 if start % 100 == 99 else 0)
    if len(second) == 2 and end <= start:
        return [_year(one, start)]
    if phrase.has("slash"):
        return [_year(phrase, start).having(bounds=_spanned(start, end))] if end == start + 1 else [_year(one, start)]
    return [_year(one, start), _year(phrase.part(-1), end)]


def fiscal_years(phrase: Phrase, reference: Reference) -> list[Reading]:
    """The one period of "fiscal year 2020-21"; of "fiscal 2019-22" the two that it names."""
    at = phrase.kinds.index("year_number")
    ends = years(phrase.part(at, at + 3), reference)
    start = int(phrase.values[at])
    if phrase.has("slash") or (len(ends) == 2 and ends[1].year == start + 1):
        return [_year(phrase, start).having(bounds=_spanned(start, start + 1))]
    return [fiscal(one) for one in ends]


def years_of_era(phrase: Phrase, reference: Reference) -> list[Reading]:
    """The years of "264 to 241 BC"; the first is none where it does not come before the second: "12 to 44 BC"."""
    first, second, era = phrase.values[0], phrase.values[-2], phrase.values[-1]
    if not second.isdigit():
        return []  # "from 1 to 1.5 AD"
    last = _year(phrase.part(-2), with_era(int(second), era))
    if not first.isdigit() or with_era(int(first), era) >= with_era(int(second), era) or len(first) > 4:
        return [last]
    return [_year(phrase.part(0, 1), with_era(int(first), era)), last]


def centuries(phrase: Phrase, reference: Reference) -> list[Reading]:
    """The 15th and 16th centuries."""
    at = [n for n, kind in enumerate(phrase.kinds) if kind in ("ordinal", "nth")]
    if phrase.value("units") != "century":
        return []
    first = phrase.part(0, at[0] + 1)
    second = phrase.part(at[1])
    return [century(first, reference), century(second, reference)]


def _year(phrase: Phrase, year: int) -> Reading:
    return named(phrase, Period("year", year)).having(year=year, calendar=True)


def _spanned(start: int, end: int) -> tuple[date, date] | None:
    first, last = Period("year", start).first, Period("year", end).last
    return (first, last) if first and last else None


def linked(found: Sequence[Reading], text: str) -> list[Reading]:
    """The readings with the ends of ranges numbered alike, and with the years that neighbours share."""
    result = list(found)
    number = 0
    for place, (one, other) in enumerate(pairwise(found)):
        if not 0 < other.start - one.end <= 12 or one.granularity != other.granularity:
            continue
        connection = _CONNECTED.match(text, one.end, other.start)
        if connection is None or connection.end() != other.start:
            continue
        result[place], result[place + 1] = _shared(result[place], result[place + 1])
        if connection.lastgroup == "range" or _BETWEEN.search(text, max(0, one.start - 14), one.start):
            number += 1
            result[place] = result[place].having(range=number)
            result[place + 1] = result[place + 1].having(range=number)
    return result


def _shared(one: Reading, other: Reading) -> tuple[Reading, Reading]:
    """Two neighbours of which only one prints the year that both need."""
    if one.timex_type != "DATE" or one.month is None or other.month is None:
        return one, other
    if one.year is None and other.year is None and one.period and other.period and one.period > other.period:
        first = other.period.first
        return (_in_year(one, first.year - (one.month > other.month)), other) if first else (one, other)
    if one.year is None and other.year is not None:
        wraps = (one.month, one.day or 0) > (other.month, other.day or 0) and one.month != other.month
        return _in_year(one, other.year - wraps), other
    if one.year is not None and other.year is None:
        wraps = other.month < one.month
        return one, _in_year(other, one.year + wraps)
    return one, other


def _in_year(reading: Reading, year: int) -> Reading:
    month = reading.month or 1
    period = day_period(year, month, reading.day) if reading.day else Period("month", year * 12 + month - 1)
    if period is None:
        return reading
    return reading.having(value=period.value, period=period, other=None, anchor="printed")
