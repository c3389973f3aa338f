"""Distances in time: "two weeks ago", "three days later", "the year before"."""

from __future__ import annotations

from datetime import date

from checks.calendar import MEAN_DAYS, Period, moved, period_of
from checks.extract.time.dates import blank
from checks.extract.time.duration import Amount, amount_of, count_of, lasting
from checks.extract.time.fields import Phrase
from checks.extract.time.reading import Reading, Reference

_CLOCK_UNITS = frozenset(("hour", "minute", "second"))
_IN_CALENDAR = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week"), "weekend": (1, "week")}
_OBJECT = frozenset(("word", "the", "a", "possessive_pronoun", "that", "this"))
"""What follows "the day before" where it says before what: "the day before the vote"."""
_COUNTABLE = 1_000_000
"""Units beyond which a distance is that of geology and astronomy, not of a calendar."""
_USED_FOR = {None: (0.5, 1.0), "MORE_THAN": (0.0, 2.0), "EQUAL_OR_MORE": (0.0, 2.0)}
"""Units before and behind N that "N units ago" is used for; one of each with any other hedge."""


def ago(phrase: Phrase, reference: Reference) -> Reading:
    """So many units before the publication; without a number, somewhere in the past."""
    amount = amount_of(phrase)
    if amount.low is None or amount.unit in _CLOCK_UNITS:
        past = Reading(phrase.start, phrase.end, "DATE", "PAST_REF", "reference", phrase.modifier)
        return past.having(anchor="published", count=count_of(phrase), count_unit=amount.unit)
    return _distant(phrase, amount, -amount.low, reference)


def shifted(phrase: Phrase, reference: Reference) -> Reading:
    """So many units before or after the date mentioned before; "the day before the vote" says only "the day"."""
    amount = amount_of(phrase)
    if phrase.has("before", "after") and phrase.near(0)[0] in _OBJECT:
        end = phrase.part(0, -1).end
        return Reading(phrase.start, end, "DATE", blank(amount.unit), amount.unit, phrase.modifier)
    if amount.low is None or amount.unit in _CLOCK_UNITS:
        return lasting(phrase.part(0, -2 if phrase.has("from") else -1))
    if phrase.has("from"):
        return _distant(phrase, amount, amount.low, reference)
    forward = phrase.has("later", "hence", "after")
    return _distant(phrase, amount, amount.low if forward else -amount.low, reference, narrative=True)


def _distant(phrase: Phrase, amount: Amount, by: float, reference: Reference, narrative: bool = False) -> Reading:
    """The unit of the calendar at this distance: from the publication, or from the date mentioned before."""
    times, unit = _IN_CALENDAR.get(amount.unit, (1, amount.unit))
    by *= times
    if by % 1 and unit == "year":
        by, unit = by * 12, "month"
    offset = round(by)
    reading = Reading(phrase.start, phrase.end, "DATE", "PAST_REF" if by < 0 else "FUTURE_REF", unit, phrase.modifier)
    reading.count, reading.count_unit = count_of(phrase), amount.unit
    if unit == "millennium" or abs(offset) > _COUNTABLE:
        return reading
    reading = reading.having(anchor="narrative" if narrative else "published", anchor_unit=unit, anchor_offset=offset)
    now = reference.then("day") if narrative else reference.now("day")
    if now is None or now.first is None:
        return reading
    period = _period(now.first, unit, offset, reference)
    if period.first is None or period.last is None:
        return reading
    bounds = (period.first, period.last) if unit == "day" else _spread(now.first, by, unit, phrase.modifier)
    return reading.having(value=period.value, period=period, granularity=period.unit, bounds=bounds)


def _period(day: date, unit: str, offset: int, reference: Reference) -> Period:
    """In a report of quarterly results "a year ago" is the same quarter of the year before."""
    if unit == "year" and abs(offset) == 1 and reference.quarter is not None:
        return reference.quarter.shifted(4 * offset)
    return period_of(day, unit).shifted(offset)


def _spread(day: date, by: float, unit: str, modifier: str | None) -> tuple[date, date]:
    """The days at a distance of N-0.5 to N+1 units; wider with a hedge."""
    before, behind = _USED_FOR.get(modifier, (1.0, 1.0))
    near = int(max(0.0, abs(by) - before) * MEAN_DAYS[unit])
    far = int((abs(by) + behind) * MEAN_DAYS[unit]) + 1
    return (moved(day, -far), moved(day, -near)) if by < 0 else (moved(day, near), moved(day, far))
