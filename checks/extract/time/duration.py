"""Durations, repetitions and the vague: "for 10 months", "every Monday", "recently"."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from checks.calendar import MEAN_DAYS, moved
from checks.extract.time.fields import NARRATIVE, OFFSETS, Phrase
from checks.extract.time.reading import Reading, Reference, duration_days, duration_value

_UNITS = frozenset(["unit", "units", "year", "quarter", "century"])
_NUMBERS = frozenset(["day_number", "year_number", "digits", "count", "fraction", "couple", "a_couple"])
_SAID = _NUMBERS | {"a", "half"}
_LEAST_WITH_HYPHEN = 21
_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "\xc2\xbd": 0.5, "\xc2\xbc": 0.25, "\xc2\xbe": 0.75}
_UNCOUNTED = frozenset(["vague", "a_few", "dozens", "units"])
_COUNTED = frozenset(["word", "hedge", "vague", "a_few", "couple", "seasons", "half", *_NUMBERS])
"""What follows "the past" where it is not all of the past: "the past few games"."""
_WITHIN = frozenset(("within", "under", "below"))
_BEYOND = frozenset(("over", "beyond", "past"))
_TIMES = frozenset(("once", "twice", "times", "thrice"))


class Amount(NamedTuple):
    """How many units: `low` to `high`; None where the words do not say."""

    low: float | None
    high: float | None
    unit: str


def amount_of(phrase: Phrase) -> Amount:
    """The number and the unit of a duration; a unit without a number is one, units without a number are unknown."""
    return _amount(phrase.kinds, phrase.values)


def count_of(phrase: Phrase) -> float | None:
    """The one number that the words of a duration say; None for "a year or two", "the year before", "three-four"."""
    low, high, _ = amount_of(phrase)
    said = low == high and not _SAID.isdisjoint(phrase.kinds)
    return low if said and not _is_two_numbers(phrase) else None


def _is_two_numbers(phrase: Phrase) -> bool:
    """Whether a hyphen joins two numbers in words: one that has a hyphen is at least twenty-one."""
    words = (at for at, kind in enumerate(phrase.kinds) if kind == "count")
    return any(float(phrase.values[at]) < _LEAST_WITH_HYPHEN and "-" in phrase.printed(at) for at in words)


@lru_cache(maxsize=1 << 12)
def _amount(kinds: tuple[str, ...], values: tuple[str, ...]) -> Amount:
    unit = next((value for kind, value in zip(kinds, values, strict=True) if kind in _UNITS), "day")
    numbers = [number_of(value) for kind, value in zip(kinds, values, strict=True) if kind in _NUMBERS]
    if "half" in kinds and _UNITS.isdisjoint(kinds):
        return Amount(1.0, 1.0, "half")
    half = 0.5 if "half" in kinds else 0.0
    if "other" in kinds:
        return Amount(2.0, 2.0, unit)
    if "every" in kinds and "ordinal" in kinds:
        ordinal = float(values[kinds.index("ordinal")])
        return Amount(ordinal, ordinal, unit)
    if numbers and kinds[0] == "half":
        return Amount(numbers[0] / 2, numbers[0] / 2, unit)
    if "quarter" in kinds and "century" in kinds:
        return Amount(0.25, 0.25, "century")
    if kinds[0] == "a" and "or" in kinds:
        return Amount(1.0, max([1.0, *numbers]), unit)
    if numbers:
        return Amount(numbers[0] + half, max(numbers) + half, unit)
    if not _UNCOUNTED.isdisjoint(kinds):
        return Amount(None, None, unit)
    before_unit = half and kinds.index("half") < next(n for n, kind in enumerate(kinds) if kind in _UNITS)
    one = 0.0 if before_unit else 1.0
    return Amount(one + half, one + half, unit)


def number_of(text: str) -> float:
    """The value of a numeral, fractions included ("2 1/2")."""
    for sign, value in _FRACTIONS.items():
        if text.endswith(sign):
            whole = text[: -len(sign)].strip(" -")
            return (float(whole) if whole else 0.0) + value
    return float(text)


def duration(phrase: Phrase, reference: Reference) -> Reading | None:
    """How long something lasts; an age ("37 years old") or a fraction ("a quarter") is none."""
    if phrase.near(0)[0] == "old" or (phrase.has("quarter") and not phrase.has("hyphen", "century")):
        return None
    amount = amount_of(phrase)
    if amount.unit == "quarter" and (phrase.near(0)[0] == "of" or (amount.low or 0) >= 1000):
        return None
    return lasting(phrase)


def compound(phrase: Phrase, reference: Reference) -> Reading:
    """Two hours, 13 minutes and 5 seconds: as long as each unit is smaller than the one before."""
    ends = [n + 1 for n, kind in enumerate(phrase.kinds) if kind in _UNITS]
    whole = lasting(phrase.part(0, ends[0]))
    unit = whole.granularity
    for low, high in pairwise(ends):
        part = lasting(phrase.part(low, high))
        if MEAN_DAYS[part.granularity] >= MEAN_DAYS[unit] or whole.days is None or part.days is None:
            break
        clock = "T" if "T" in part.value and "T" not in whole.value else ""
        middle, slack = sum(whole.days) / 2 + sum(part.days) / 2, MEAN_DAYS[part.granularity]
        unit, value = part.granularity, whole.value + clock + part.value.lstrip("PT")
        days = (middle - slack, middle + slack)
        whole = whole.having(end=part.end, value=value, days=days, count=None, count_unit=None)
    return whole


def lasting(phrase: Phrase) -> Reading:
    """A number of units, or several. The word before it ("over", "within") may open the interval."""
    modifier = phrase.modifier
    value, unit, days = _lasting(phrase.kinds, phrase.values, modifier)
    reading = Reading(phrase.start, phrase.end, "DURATION", value, unit, modifier, days=days)
    reading.count, reading.count_unit = count_of(phrase), unit
    word = phrase.near(-1)[1].lower()
    if word in _WITHIN and days is not None:
        reading.days = (0.0, days[1])
    elif word in _BEYOND and days is not None:
        reading.days = (days[0], float("inf"))
    elif word in _TIMES and phrase.has("a"):
        reading.timex_type = "SET"
    return reading


@lru_cache(maxsize=1 << 12)
def _lasting(
    kinds: tuple[str, ...], values: tuple[str, ...], modifier: str | None
) -> tuple[str, str, tuple[float, float] | None]:
    """Value, unit and days of a duration, as far as its own words tell them."""
    low, high, unit = _amount(kinds, values)
    days = duration_days(low, high, unit, modifier) if low is not None and high is not None else None
    return duration_value(low, unit), unit, days


def repeated(phrase: Phrase, reference: Reference) -> Reading:
    """How often something happens."""
    return Reading(phrase.start, phrase.end, "SET", _set_value(phrase), "set", phrase.modifier)


def _set_value(phrase: Phrase) -> str:
    part = phrase.value("daypart", "dayparts")
    time = f"T{part}" if part else ""
    if frequency := phrase.value("frequency"):
        return frequency
    if weekday := phrase.value("weekday", "weekdays"):
        return f"XXXX-WXX-{weekday}{time}"
    if month := phrase.value("month", "name_month"):
        return f"XXXX-{int(month):02d}"
    if season := phrase.value("season"):
        return f"XXXX-{season}"
    if part:
        return f"XXXX-XX-XX{time}"
    amount = amount_of(phrase)
    return duration_value(amount.low, amount.unit)


def age(phrase: Phrase, reference: Reference) -> Reading:
    """An age used as an adjective or noun: "a 34-year-old"."""
    amount = amount_of(phrase)
    low = amount.low or 0.0
    size = MEAN_DAYS[amount.unit]
    return Reading(
        phrase.start,
        phrase.end,
        "DURATION",
        duration_value(low, amount.unit),
        amount.unit,
        days=(low * size, (low + 1) * size),
        count=count_of(phrase),
        count_unit=amount.unit,
    )


def few(phrase: Phrase, reference: Reference) -> Reading:
    """The last few months, the next two weeks: a duration that touches the publication."""
    reading = lasting(phrase)
    offset = OFFSETS.get(phrase.which or "", 0)
    if phrase.has("recent") or (reading.value[-2:-1] == "X" and not phrase.has("vague", "a_few", "a_couple", "couple")):
        return reading.having(timex_type="DATE", value="FUTURE_REF" if offset > 0 else "PAST_REF")
    anchor = "narrative" if phrase.which in NARRATIVE else "published"
    return reading.having(
        anchor=anchor,
        anchor_unit=reading.granularity,
        anchor_offset=offset,
        bounds=_touching(reading, offset, reference),
    )


def _touching(reading: Reading, offset: int, reference: Reference) -> tuple[date, date] | None:
    day = reference.published
    if day is None or reading.days is None or not offset or reading.days[1] > 1e6:
        return None
    far = moved(day, offset * (int(reading.days[1]) + 1))
    return (far, day) if offset < 0 else (day, far)


def _reference(phrase: Phrase, value: str) -> Reading:
    return Reading(phrase.start, phrase.end, "DATE", value, "reference", phrase.modifier)


def vague_reference(phrase: Phrase, reference: Reference) -> Reading | None:
    """Now, recently, soon: the past, the present or the future."""
    before, behind = phrase.near(-1), phrase.near(0)
    if phrase.has("past") and behind[0] in _COUNTED:
        return None
    if phrase.has("soon") and (before[1] == "as" or behind[0] == "after"):
        return None
    value = phrase.value("now", "recently", "soon", "recent", "future") or (
        "PRESENT_REF" if phrase.has("current") else None
    )
    return _reference(phrase, value or ("FUTURE_REF" if phrase.has("next") else "PAST_REF"))
