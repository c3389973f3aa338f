"""Dates and clocks: what an expression names, by what it prints, its tense and the document's own date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from checks.calendar import Period, day_period, holiday, may_exist, moved, near, period_of
from checks.extract.time.fields import NARRATIVE, OFFSETS, Fields, Phrase, parts_of
from checks.extract.time.homonym import is_meant, is_year
from checks.extract.time.reading import Reading, Reference

_SEASONS = {"SP": 0, "SU": 1, "FA": 2, "WI": 3}
_AGAINST_TENSE = {
    "day": (1.0, 0.5, 1.0),
    "month": (0.6, 0.3, 0.6),
    "season": (0.6, 0.3, 0.6),
    "quarter": (0.4, 0.8, 0.9),
    "half": (0.4, 0.8, 0.9),
}
"""What it costs, in cycles (weeks for a weekday, years for a month), to read a name as past under a future verb, as
future without a verb, and as future under a past verb: news speaks of the past, reports of results most of all."""
_LOOSE = frozenset(("season", "week", "weekend"))
"""Units whose edges are not those of the calendar: a weekend may begin on Friday, a week on Sunday."""
_CYCLES = {"month": 12, "quarter": 4, "half": 2, "season": 4}


def point(phrase: Phrase, reference: Reference) -> Reading | None:
    """A date with or without a clock, from whatever parts are printed."""
    parts = parts_of(phrase, reference.published)
    if not is_meant(phrase):
        return None
    reading = _dated(phrase, parts, reference)
    if reading is None:
        return None
    return _clocked(_printed(reading, parts, phrase), parts)


def beyond(phrase: Phrase, reference: Reference) -> Reading | None:
    """The day after tomorrow, the day before Thanksgiving."""
    reading = point(phrase.part(3), reference)
    if reading is None:
        return None
    step = 1 if phrase.has("after") else -1
    reading = reading.having(start=phrase.start, relative=None, calendar=False, other=None)
    if reading.anchor_offset is not None:
        reading = reading.having(anchor_offset=reading.anchor_offset + step)
    if reading.period is None:
        return reading
    period = reading.period.shifted(step)
    return reading.having(value=period.value, period=period)


def year(phrase: Phrase, reference: Reference) -> Reading | None:
    """A year alone. Figures that are seldom a year need a word before them that introduces one."""
    reading = point(phrase, reference)
    if reading is not None and phrase.has("fiscal"):
        return fiscal(reading)
    if reading is None or reading.year is None or len(phrase.kinds) > 1 or not phrase.has("year_number"):
        return reading
    return reading if is_year(phrase, reading.year) else None


def nth_day(phrase: Phrase, reference: Reference) -> Reading | None:
    """On the 17th, of the month in which the text was published or of the one that tense points to."""
    here = reference.now("month")
    day = int(phrase.values[-1].rstrip("stndrh"))
    if phrase.near(-1)[0] != "on" or phrase.near(0)[0] not in ("stop", "comma", "dash") or day > 31:
        return None
    if here is None or reference.published is None:
        return unknown(phrase, f"XXXX-XX-{day:02d}", "day").having(day=day, calendar=True)
    ahead = day > reference.published.day and reference.tense() < 0
    month = here.shifted(-ahead)
    period = day_period(month.number // 12, month.number % 12 + 1, day)
    return named(phrase, period, "published").having(day=day, calendar=True) if period else None


def fiscal(reading: Reading) -> Reading:
    """The same with the days of any fiscal year: up to twelve months off the calendar's on either side."""
    if reading.period is None or reading.period.first is None or reading.period.last is None:
        return reading
    return reading.having(bounds=_around(reading.period.first, reading.period.last, 366))


def _printed(reading: Reading, parts: Fields, phrase: Phrase) -> Reading:
    reading.modifier = phrase.modifier
    reading.year, reading.weekday, reading.relative = parts.year, parts.weekday, parts.relative
    reading.month, reading.day = (None, None) if parts.swapped else (parts.month, parts.day)
    reading.calendar = True
    return reading


def _clocked(reading: Reading, parts: Fields) -> Reading:
    if parts.clock is not None:
        hours, minutes = divmod(parts.clock, 60)
        value = f"{reading.value}T{hours:02d}:{minutes:02d}"
        return reading.having(
            timex_type="TIME",
            value=value,
            granularity="minute",
            clock=parts.clock,
            clock_hours=parts.clock_hours,
            meridiem=parts.half_of_day,
            zone=parts.zone,
            utc=parts.utc,
        )
    if parts.part is not None:
        return reading.having(timex_type="TIME", value=f"{reading.value}T{parts.part}", granularity="part")
    return reading


def _dated(phrase: Phrase, parts: Fields, reference: Reference) -> Reading | None:
    """The reading of the date alone."""
    if parts.holiday is not None:
        return _of_holiday(phrase, parts, reference)
    if parts.month is not None and parts.day is not None:
        return _of_day(phrase, parts, reference)
    if parts.month is not None:
        return _of_month(phrase, parts, reference)
    if parts.weekday is not None:
        return _of_weekday(phrase, parts.weekday, reference)
    if parts.relative is not None:
        return pointed(phrase, "day", parts.relative, reference)
    if parts.year is not None:
        return named(phrase, Period("year", parts.year))
    if phrase.which is not None:
        return pointed(phrase, "day", OFFSETS[phrase.which], reference)
    return _of_today(phrase, reference)


def named(phrase: Phrase, period: Period, anchor: str = "printed", other: Period | None = None) -> Reading:
    """A date that names this unit of the calendar."""
    return Reading(
        phrase.start, phrase.end, "DATE", period.value, period.unit, period=period, other=other, anchor=anchor
    )


def unknown(phrase: Phrase, value: str, granularity: str) -> Reading:
    """A date that cannot be placed: its value says what is known."""
    return Reading(phrase.start, phrase.end, "DATE", value, granularity)


def pointed(phrase: Phrase, unit: str, offset: int, reference: Reference, narrative: bool = False) -> Reading:
    """The unit of the calendar `offset` away from the publication, or from the date mentioned before."""
    narrative = narrative or phrase.which in NARRATIVE
    here = reference.then(unit) if narrative else reference.now(unit)
    anchor = "narrative" if narrative else "published"
    if here is None:
        return unknown(phrase, blank(unit), unit).having(anchor=anchor, anchor_unit=unit, anchor_offset=offset)
    reading = named(phrase, here.shifted(offset), anchor).having(anchor_unit=unit, anchor_offset=offset)
    return _from_sunday(reading, reference) if unit in ("week", "weekend") else reading


def _from_sunday(reading: Reading, reference: Reference) -> Reading:
    """On a Sunday, which ends the week of the calendar but begins that of many writers, "last week" may be either."""
    period = reading.period
    if period is None or reference.published is None or reference.published.isoweekday() != 7:
        return reading
    first, last = period.widened()
    return reading.having(bounds=(first, moved(last, 7))) if first and last else reading


def blank(unit: str) -> str:
    """The TIMEX3 value of a unit of the calendar that cannot be placed."""
    return {
        "day": "XXXX-XX-XX",
        "month": "XXXX-XX",
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "quarter": "XXXX-QX",
    }.get(unit, "XXXX")


def _of_today(phrase: Phrase, reference: Reference) -> Reading:
    """A clock without a date stands on the day mentioned last, else on that of the publication."""
    if reference.day is not None:
        return named(phrase, reference.day, "narrative")
    return pointed(phrase, "day", 0, reference)


def cyclic(phrase: Phrase, unit: str, base: int, reference: Reference, size: int = 0) -> Reading | None:
    """A month, season, quarter or weekday without its year, where words or tense point to; the other one is kept."""
    here = reference.now(unit)
    if here is None:
        return None
    size = size or _CYCLES[unit]
    past = near(here, unit, base, size)
    chosen, other = _pointed_out(here, past, size, phrase.which) or _leaning(here, past, size, reference.tense())
    return named(phrase, chosen, "published", other)


def _pointed_out(here: Period, past: Period, size: int, which: str | None) -> tuple[Period, Period | None] | None:
    """The one that "last", "next" or "this" points to, and the other reading."""
    if which in ("last", "past", "previous"):
        past = past if past != here else past.shifted(-size)
        return past, past.shifted(-size)
    if which in ("next", "following"):
        return past.shifted(size), None
    if which in ("this", "current"):
        future = past if past == here else past.shifted(size)
        same_year = here.unit == "month" and future.number // 12 == here.number // 12
        return future if same_year or future.number - here.number <= here.number - past.number else past, None
    return None


def _leaning(here: Period, past: Period, size: int, tense: int) -> tuple[Period, Period]:
    """The one that tense and nearness choose, and the other reading."""
    future = past if past == here else past.shifted(size)
    past_cost, bare_cost, future_cost = _AGAINST_TENSE[here.unit]
    behind = (here.number - past.number) / size + (past_cost if tense > 0 else 0)
    ahead = (future.number - here.number) / size + (0, bare_cost, future_cost)[1 - tense]
    if ahead < behind:
        return future, future.shifted(-size)
    return past, past.shifted(-size) if tense < 0 or past == here else future


def _of_weekday(phrase: Phrase, weekday: int, reference: Reference) -> Reading:
    if phrase.which in NARRATIVE and reference.day is not None:
        step = (weekday - 1 - (reference.day.number - 1)) % 7
        offset = (step or 7) if phrase.which == "following" else step - 7 if phrase.which == "previous" else step
        return named(phrase, reference.day.shifted(offset), "narrative")
    found = cyclic(phrase, "day", weekday, reference, 7)
    return found or unknown(phrase, f"XXXX-WXX-{weekday}", "day")


def _of_month(phrase: Phrase, parts: Fields, reference: Reference) -> Reading:
    month = parts.month or 0
    if parts.year is not None:
        return named(phrase, Period("month", parts.year * 12 + month - 1))
    if phrase.has("year"):
        offset = OFFSETS[phrase.which or "this"]
        now = reference.then("year") if phrase.which in NARRATIVE else reference.now("year")
        if now is not None:
            return named(phrase, Period("month", now.shifted(offset).number * 12 + month - 1), "published")
    found = cyclic(phrase, "month", month - 1, reference)
    return found or unknown(phrase, f"XXXX-{month:02d}", "month")


def day_of(phrase: Phrase, parts: Fields, day: int, reference: Reference) -> Reading:
    """The day of the month of `parts`, as one of several that share its month and year."""
    return _printed(_of_day(phrase, replace(parts, day=day), reference), replace(parts, day=day), phrase)


def _of_day(phrase: Phrase, parts: Fields, reference: Reference) -> Reading:
    year, month, day = parts.year, parts.month or 0, parts.day or 0
    if year is not None:
        return _of_full_date(phrase, parts)
    value = f"XXXX-{month:02d}-{day:02d}"
    now = reference.now("day")
    if now is None or reference.published is None or not may_exist(month, day):
        return unknown(phrase, value, "day")
    near_years = range(reference.published.year - 1, reference.published.year + 2)
    found = [period for near_year in near_years if (period := day_period(near_year, month, day))]
    return _nearest(phrase, found, parts.weekday, now, reference) or unknown(phrase, value, "day")


def _nearest(
    phrase: Phrase, found: list[Period], weekday: int | None, now: Period, reference: Reference
) -> Reading | None:
    """The day among those of three years that tense, weekday and nearness choose."""
    tense = reference.tense()
    agreeing = [period for period in found if weekday is not None and (period.number - 1) % 7 + 1 == weekday]

    def far(period: Period) -> int:
        ahead = period.number - now.number
        return abs(ahead) + (120 if ahead * tense < 0 else 0) + (30 if ahead > 0 and not tense else 0)

    ranked = sorted(agreeing if len(agreeing) == 1 else found, key=far)
    if not ranked:
        return None
    others = sorted((period for period in found if period != ranked[0]), key=far)
    return named(phrase, ranked[0], "published", others[0] if others else None)


def _of_full_date(phrase: Phrase, parts: Fields) -> Reading:
    year, month, day = parts.year or 0, parts.month or 0, parts.day or 0
    period = day_period(year, month, day)
    other = day_period(year, *parts.swapped) if parts.swapped else None
    if period is None:
        return unknown(phrase, f"{year:04d}-{month:02d}-{day:02d}" if year > 0 else "XXXX-XX-XX", "day")
    reading = named(phrase, period, "printed", other)
    if other is None or period.first is None or other.first is None:
        return reading
    return reading.having(bounds=(min(period.first, other.first), max(period.first, other.first)))


def _of_holiday(phrase: Phrase, parts: Fields, reference: Reference) -> Reading | None:
    rule = parts.holiday or ""
    if parts.year is not None:
        day = holiday(rule, parts.year) if 1583 <= parts.year < 9999 else None
        return named(phrase, period_of(day, "day")) if day else None
    now = reference.now("day")
    if now is None or reference.published is None:
        return unknown(phrase, "XXXX-XX-XX", "day")
    years = range(max(1, reference.published.year - 1), min(reference.published.year + 2, 10_000))
    found = [period_of(holiday(rule, year), "day") for year in years]
    offset = OFFSETS.get(phrase.which or "")
    if phrase.which in ("last", "next") and offset:
        ahead = [period for period in found if (period.number - now.number) * offset > 0]
        return named(phrase, ahead[0] if offset > 0 else ahead[-1], "published") if ahead else None
    return _nearest(phrase, found, None, now, reference)


@lru_cache(maxsize=1 << 13)
def days_of(period: Period, modifier: str | None) -> tuple[date | None, date | None]:
    """The days that an expression may speak of: the period's, widened by "early", "mid" and "late" and by hedges."""
    first, last = period.first, period.last
    if first is None or last is None:
        return first, last
    if modifier == "APPROX" or (modifier == "LESS_THAN" and period.unit != "day"):
        return _around(first, last, max(3, (last - first).days + 1))
    if modifier is None and period.unit not in _LOOSE:
        return first, last
    return period.widened()


def _around(first: date, last: date, days: int) -> tuple[date, date]:
    return moved(first, -days), moved(last, days)


def season(phrase: Phrase, reference: Reference) -> Reading | None:
    """A season, with or without its year; "the fall of the Wall" is none."""
    if phrase.has("verb_season") and phrase.near(0)[0] == "of":
        return None
    code = phrase.value("season", "verb_season", "seasons") or "SP"
    year = parts_of(phrase, reference.published).year
    if year is not None:
        reading = named(phrase, Period("season", year * 4 + _SEASONS[code])).having(year=year, calendar=True)
        return _either_winter(reading, year) if code == "WI" else reading
    found = cyclic(phrase, "season", _SEASONS[code], reference)
    return found or unknown(phrase, f"XXXX-{code}", "season")


def _either_winter(reading: Reading, year: int) -> Reading:
    """The winter of 1994 may be the one that began in 1993."""
    first, _ = Period("season", year * 4 - 1).widened()
    _, last = Period("season", year * 4 + 3).widened()
    return reading.having(bounds=(first, last)) if first and last else reading
