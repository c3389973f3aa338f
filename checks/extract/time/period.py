"""Units of the calendar that a phrase points to: "last year", "the third quarter", "the early 1980s"."""

from __future__ import annotations

from checks.calendar import Period, moved, period_of
from checks.extract.time.dates import cyclic, fiscal, named, point, pointed, season, unknown
from checks.extract.time.duration import lasting
from checks.extract.time.fields import NARRATIVE, OFFSETS, Phrase, parts_of
from checks.extract.time.homonym import is_title
from checks.extract.time.reading import Reading, Reference

_CALENDAR = frozenset(["day", "week", "weekend", "month", "quarter", "year", "decade", "century", "half", "season"])
_THROUGHOUT = frozenset(("over", "within", "for", "during", "through", "throughout", "of"))
_DURATION_UNITS = frozenset(["hour", "minute", "fortnight", "millennium"])


def decade(phrase: Phrase, reference: Reference) -> Reading | None:
    """The 1980s, the '90s, the nineties; "in his sixties" is an age."""
    if phrase.near(-1)[0] == "possessive_pronoun":
        return None
    written = phrase.value("decade") or phrase.value("decade_word") or ""
    digits = "".join(sign for sign in written if sign.isdigit())
    if len(digits) == 4 and _is_possessive(phrase, written):
        return _of_year(phrase, int(digits))
    number = int(digits[:3]) if len(digits) == 4 else 190 + int(digits[0])
    reading = named(phrase, Period("decade", number)).having(modifier=_half_of(phrase), calendar=True)
    century = Period("century", number // 10)
    if number % 10 or century.first is None or century.last is None:
        return reading
    return reading.having(bounds=(century.first, century.last))


def _is_possessive(phrase: Phrase, written: str) -> bool:
    """Whether "2030's" is the possessive of a year: as a decade it would have "the" or "early" before it."""
    return written[-2] in "'\x99" and len(phrase.kinds) == 1 and phrase.near(-1)[0] != "the"


def _of_year(phrase: Phrase, year: int) -> Reading:
    return named(phrase, Period("year", year)).having(end=phrase.start + 4, year=year, calendar=True)


def _half_of(phrase: Phrase) -> str | None:
    """START for the first half, END for the second or last."""
    if not phrase.has("half"):
        return phrase.modifier
    return "START" if phrase.value("ordinal") == "1" else "END"


def nth_of(phrase: Phrase, reference: Reference) -> Reading | None:
    """The third week of October, the last day of March 2004."""
    at = phrase.kinds.index("of" if phrase.has("of") else "in")
    month = point(phrase.part(at + 1), reference)
    name = phrase.value("unit")
    if month is None or name not in ("day", "week", "weekend"):
        return None
    if month.period is None or month.period.first is None or month.period.last is None:
        return month.having(start=phrase.start)
    ordinal = phrase.value("ordinal", "nth")
    steps = (1 if name == "day" else 7) * (int(ordinal.rstrip("stndrh")) - 1) if ordinal else 0
    period = period_of(moved(month.period.first, steps) if ordinal else month.period.last, name)
    return month.having(start=phrase.start, value=period.value, period=period, other=None, granularity=name)


def century(phrase: Phrase, reference: Reference) -> Reading:
    """The 20th century runs from 1900 here, as newspapers count."""
    number = int((phrase.value("ordinal", "nth") or "1").rstrip("stndrh"))
    era = phrase.value("era") or ""
    index = -number if era.upper().startswith("B") else number - 1
    return named(phrase, Period("century", index)).having(modifier=phrase.modifier, calendar=True)


def quarter(phrase: Phrase, reference: Reference) -> Reading | None:
    """A quarter or half of a year; a half without its year may be that of a match."""
    unit, size = ("half", 2) if phrase.has("half") else ("quarter", 4)
    year = _year_of(phrase, reference)
    number = _number_of(phrase, reference, size)
    if number is None:
        return named(phrase, Period("year", year)) if year is not None else None
    if number > size or (unit == "half" and year is None and phrase.value("unit", "year") is None):
        return None
    reading = _numbered(phrase, unit, number, year, reference)
    if phrase.kinds[0] in ("the", "that") and phrase.kinds[-2] == "hyphen":
        reading = reading.having(start=phrase.part(1).start)
    reading = reading.having(modifier=phrase.modifier, calendar=True, year=parts_of(phrase, reference.published).year)
    return fiscal(reading) if phrase.has("fiscal") or phrase.near(0)[1] in ("ended", "ending") else reading


def _number_of(phrase: Phrase, reference: Reference, size: int) -> int | None:
    """Which quarter or half: the one that is printed, the last, or that spoken of before."""
    ordinal = phrase.value("ordinal", "nth")
    if ordinal is not None:
        return int(ordinal.rstrip("stndrh"))
    if phrase.which == "last" and not phrase.has("year"):
        return size
    return reference.quarter.number % 4 + 1 if reference.quarter is not None else None


def _numbered(phrase: Phrase, unit: str, number: int, year: int | None, reference: Reference) -> Reading:
    """The quarter or half of this number, in the year or in the nearest that tense allows."""
    if year is not None:
        return named(phrase, Period(unit, year * (2 if unit == "half" else 4) + number - 1))
    found = cyclic(phrase, unit, number - 1, reference)
    return found or unknown(phrase, f"XXXX-{unit[0].upper()}{number}", unit)


def coded(phrase: Phrase, reference: Reference) -> Reading | None:
    """A quarter or half by its number: "Q3 2019", "H1", "Quarter 2"."""
    code = phrase.value("quarter_code") or f"Q{phrase.value('day_number')}"
    number, unit = int(code.strip("QH")), "half" if "H" in code else "quarter"
    if number > 4:
        return None
    year = parts_of(phrase, reference.published).year
    return _numbered(phrase, unit, number, year, reference).having(year=year, calendar=True)


def comparable(phrase: Phrase, reference: Reference) -> Reading | None:
    """The same quarter, or the same period, of the year before: "the year-earlier third quarter", "year-ago"."""
    ordinal = phrase.value("ordinal", "nth")
    quarter = reference.quarter
    if ordinal is not None:
        found = cyclic(phrase, "quarter", int(ordinal.rstrip("stndrh")) - 1, reference)
        quarter = found.period if found else None
    if quarter is not None:
        return named(phrase, quarter.shifted(-4), "narrative")
    return pointed(phrase, "year", -1, reference) if phrase.has("year_ago", "year") else None


def year_end(phrase: Phrase, reference: Reference) -> Reading:
    """Year-end, the year's beginning."""
    printed = parts_of(phrase, reference.published).year
    if printed is not None:
        return _of_year(phrase, printed).having(end=phrase.end, modifier=phrase.value("edge"))
    reading = cyclic(phrase, "month", 0 if phrase.modifier == "START" else 11, reference)
    if reading is None or reading.period is None:
        return unknown(phrase, "XXXX", "year").having(modifier=phrase.modifier)
    year = Period("year", reading.period.number // 12)
    return named(phrase, year, "published").having(modifier=phrase.value("edge"))


def the_year(phrase: Phrase, reference: Reference) -> Reading | None:
    """The year 1998, the year two thousand."""
    year = parts_of(phrase, reference.published).year or int(float(phrase.value("count") or 0))
    return named(phrase, Period("year", year)).having(year=year, calendar=True) if 0 < year < 3000 else None


def _year_of(phrase: Phrase, reference: Reference) -> int | None:
    year = parts_of(phrase, reference.published).year
    if year is not None or not phrase.has("year"):
        return year
    now = reference.then("year") if phrase.which in NARRATIVE else reference.now("year")
    return now.shifted(OFFSETS[phrase.which or "this"]).number if now else None


def unit(phrase: Phrase, reference: Reference) -> Reading | None:
    """Last year, this week, the previous month, last summer, next March, the weekend."""
    if is_title(phrase):
        return None
    if phrase.has("season", "verb_season"):
        found = season(phrase, reference)
    elif phrase.has("weekday", "month", "name_month"):
        return point(phrase, reference)
    elif phrase.has("period"):
        return _period(phrase, reference)
    else:
        found = _of_unit(phrase, phrase.value("unit", "year", "quarter", "century", "half") or "", reference)
    return found.having(modifier=phrase.modifier) if found else None


def _of_unit(phrase: Phrase, name: str, reference: Reference) -> Reading | None:
    which = phrase.which
    if name == "half" and (which == "that" or phrase.near(0)[0] == "hyphen"):
        return None
    if which is None and phrase.kinds[0] == "mid":
        return pointed(phrase, name, 0, reference) if name in ("week", "year", "month") else None
    if which is None:
        return _definite(phrase, name, reference)
    if name == "quarter" and reference.quarter is not None and which in ("latest", "same", "that"):
        return named(phrase, reference.quarter, "narrative")
    if name in _DURATION_UNITS or _is_span(phrase, which):
        return lasting(phrase)
    if which in NARRATIVE and name == "day" and reference.day is None:
        return None
    narrative = which == "next" and phrase.kinds[0] == "the"
    return pointed(phrase, name, OFFSETS[which], reference, narrative=narrative)


def _is_span(phrase: Phrase, which: str) -> bool:
    """Whether it is a stretch up to now: "the past year" always is, "the last year" after "over", "in", "for"."""
    before, word = phrase.near(-1)
    if phrase.kinds[0] != "the" or which not in ("last", "past", "next"):
        return False
    return which == "past" or before in ("in", "of") or word in _THROUGHOUT


def _definite(phrase: Phrase, name: str, reference: Reference) -> Reading | None:
    """The year, the quarter, the week: the one that is being spoken of."""
    if name == "quarter":
        if reference.quarter is None:
            return None
        return named(phrase, reference.quarter, "narrative")
    if name == "weekend":
        return _weekend(phrase, reference)
    if phrase.modifier is not None and name in _CALENDAR:
        return pointed(phrase, name, 0, reference)
    if phrase.near(0)[1] in ("ended", "ending"):
        return lasting(phrase)
    if name == "week" and phrase.near(-1)[0] == "of" and phrase.near(-2)[0] in ("unit", "units"):
        return None
    if name in ("week", "month", "year") or (phrase.has("filler") and name not in _DURATION_UNITS):
        return pointed(phrase, name, 0, reference, narrative=reference.published is None)
    return None


def _weekend(phrase: Phrase, reference: Reference) -> Reading:
    here = reference.now("weekend")
    begun = reference.published is not None and reference.published.isoweekday() >= 6
    offset = 0 if begun or reference.tense() > 0 else -1
    if here is None:
        return pointed(phrase, "weekend", offset, reference)
    return named(phrase, here.shifted(offset), "published")


def _period(phrase: Phrase, reference: Reference) -> Reading | None:
    if reference.quarter is None or not phrase.has("latest", "same", "previous", "comparable"):
        return None
    return named(phrase, reference.quarter.shifted(-1 if phrase.has("previous") else 0), "narrative")
