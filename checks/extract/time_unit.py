"""Units of the calendar that a phrase points to: "last year", "the third quarter", "the early 1980s"."""

from __future__ import annotations

from checks.extract.calendar import Period, moved, period_of
from checks.extract.time_date import cyclic, fiscal, named, point, pointed, season, unknown
from checks.extract.time_parts import NARRATIVE, OFFSETS, Phrase, parts_of
from checks.extract.time_span import lasting
from checks.extract.timex import Reading, Reference

_CALENDAR = frozenset(["day", "week", "weekend", "month", "quarter", "year", "decade", "century", "half", "season"])
_SPANS = frozenset(("year", "month", "week", "day", "quarter", "decade", "century"))
_THROUGHOUT = frozenset(("over", "within", "for", "during", "through", "throughout", "of"))
_DURATION_UNITS = frozenset(["hour", "minute", "fortnight", "millennium"])


def decade(phrase: Phrase, reference: Reference) -> Reading | None:
    """The 1980s, the '90s, the nineties; "in his sixties" is an age."""
    if phrase.near(-1)[0] == "possessive_pronoun":
        return None
    written = phrase.value("decade")
    if written is None:
        number = 190 + int(phrase.value("decade_word") or 0)
    else:
        digits = int("".join(sign for sign in written if sign.isdigit()))
        number = digits // 10 if digits >= 1000 else 190 + digits // 10
    reading = named(phrase, Period("decade", number))._replace(modifier=_half_of(phrase), calendar=True)
    if number % 10:
        return reading
    century = Period("century", number // 10)
    return reading._replace(bounds=(century.first, century.last)) if century.first and century.last else reading


def _half_of(phrase: Phrase) -> str | None:
    """START for the first half, END for the second or last."""
    if not phrase.has("half"):
        return phrase.modifier
    return "START" if phrase.value("ordinal") == "1" else "END"


def nth_of(phrase: Phrase, reference: Reference) -> Reading | None:
    """The third week of October, the last day of March 2004."""
    at = phrase.kinds.index("of" if phrase.has("of") else "in")
    month = point(Phrase(phrase.tokens, phrase.low + at + 1, phrase.high), reference)
    name = phrase.value("unit")
    if month is None or month.period is None or month.period.first is None or month.period.last is None:
        return month._replace(start=phrase.start) if month else None
    ordinal = phrase.value("ordinal", "nth")
    if name not in ("day", "week", "weekend"):
        return None
    steps = {"day": 1}.get(name, 7) * (int(ordinal.rstrip("stndrh")) - 1) if ordinal else 0
    day = moved(month.period.first, steps) if ordinal else month.period.last
    period = period_of(day, name)
    return month._replace(start=phrase.start, value=period.value, period=period, other=None, granularity=name)


def century(phrase: Phrase, reference: Reference) -> Reading:
    """The 20th century runs from 1900 here, as newspapers count."""
    number = int((phrase.value("ordinal", "nth") or "1").rstrip("stndrh"))
    era = phrase.value("era") or ""
    index = -number if era.upper().startswith("B") else number - 1
    return named(phrase, Period("century", index))._replace(modifier=phrase.modifier, calendar=True)


def quarter(phrase: Phrase, reference: Reference) -> Reading | None:
    """A quarter or half of a year."""
    unit = "half" if phrase.has("half") else "quarter"
    size = 4 if unit == "quarter" else 2
    ordinal = phrase.value("ordinal", "nth")
    year = _year_of(phrase, reference)
    if unit == "half" and year is None:
        return None
    if ordinal is not None:
        number = int(ordinal.rstrip("stndrh"))
    elif phrase.which == "last" and not phrase.has("year"):
        number = size
    elif reference.quarter is not None:
        number = reference.quarter.number % 4 + 1
    else:
        return named(phrase, Period("year", year)) if year is not None else None
    if number > size:
        return None
    if year is not None:
        found: Reading | None = named(phrase, Period(unit, year * size + number - 1), "printed")
    else:
        found = cyclic(phrase, unit, number - 1, reference)
    reading = found or unknown(phrase, f"XXXX-{unit[0].upper()}{number}", unit)
    if phrase.kinds[0] in ("the", "that") and phrase.kinds[-2] == "hyphen":
        reading = reading._replace(start=phrase.tokens.starts[phrase.low + 1])
    reading = reading._replace(modifier=phrase.modifier, calendar=True, year=parts_of(phrase, reference.published).year)
    return fiscal(reading) if phrase.has("fiscal") or phrase.near(0)[1] in ("ended", "ending") else reading


def coded(phrase: Phrase, reference: Reference) -> Reading | None:
    """A quarter or half by its number: "Q3 2019", "H1"."""
    code = phrase.value("quarter_code") or f"Q{phrase.value('day_number')}"
    number = int(code.strip("QH"))
    size = 2 if "H" in code else 4
    if number > size:
        return None
    unit = "half" if size == 2 else "quarter"
    year = parts_of(Phrase(phrase.tokens, phrase.low, phrase.high), reference.published).year
    if year is not None:
        return named(phrase, Period(unit, year * size + number - 1))._replace(year=year, calendar=True)
    return cyclic(phrase, unit, number - 1, reference) or unknown(phrase, f"XXXX-{code}", unit)


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
    reading = cyclic(phrase, "month", 0 if phrase.modifier == "START" else 11, reference)
    if reading is None or reading.period is None:
        return unknown(phrase, "XXXX", "year")._replace(modifier=phrase.modifier)
    year = Period("year", reading.period.number // 12)
    return named(phrase, year, "published")._replace(modifier=phrase.value("edge"))


def the_year(phrase: Phrase, reference: Reference) -> Reading | None:
    """The year 1998, the year two thousand."""
    year = parts_of(phrase, reference.published).year or int(float(phrase.value("count") or 0))
    return named(phrase, Period("year", year))._replace(year=year, calendar=True) if 0 < year < 3000 else None


def _year_of(phrase: Phrase, reference: Reference) -> int | None:
    year = parts_of(phrase, reference.published).year
    if year is not None or not phrase.has("year"):
        return year
    now = reference.then("year") if phrase.which in NARRATIVE else reference.now("year")
    return now.shifted(OFFSETS[phrase.which or "this"]).number if now else None


def unit(phrase: Phrase, reference: Reference) -> Reading | None:
    """Last year, this week, the previous month, last summer, next March, the weekend."""
    if phrase.has("season", "verb_season"):
        found = season(phrase, reference)
        return found._replace(modifier=phrase.modifier) if found else None
    if phrase.has("weekday", "month", "name_month"):
        return point(phrase, reference)
    name = phrase.value("unit", "year", "quarter", "century", "half")
    if phrase.has("period"):
        return _period(phrase, reference)
    if name is None or (name == "half" and (phrase.which == "that" or phrase.near(0)[0] == "hyphen")):
        return None
    if phrase.which is None:
        return _definite(phrase, name, reference)
    if name == "quarter" and reference.quarter is not None and phrase.which in ("latest", "same", "that"):
        return named(phrase, reference.quarter, "narrative")._replace(modifier=phrase.modifier)
    if name in _DURATION_UNITS:
        return lasting(phrase)
    if phrase.kinds[0] == "the" and phrase.which in ("last", "past", "next") and name in _SPANS:
        before, word = phrase.near(-1)
        if before in ("in", "of") or word in _THROUGHOUT or phrase.which == "past":
            return lasting(phrase)
        if phrase.which == "next":
            return pointed(phrase, name, 1, reference, narrative=True)._replace(modifier=phrase.modifier)
    if phrase.which in NARRATIVE and name == "day" and reference.day is None:
        return None
    offset = OFFSETS[phrase.which]
    if name in ("decade", "century", "half") and phrase.which == "last" and reference.published is None:
        return lasting(phrase)
    return pointed(phrase, name, offset, reference)._replace(modifier=phrase.modifier)


def _definite(phrase: Phrase, name: str, reference: Reference) -> Reading | None:
    """The year, the quarter, the week: the one that is being spoken of."""
    if name == "quarter":
        if reference.quarter is None:
            return None
        return named(phrase, reference.quarter, "narrative")._replace(modifier=phrase.modifier)
    if name == "weekend":
        return _weekend(phrase, reference)._replace(modifier=phrase.modifier)
    if phrase.modifier is not None and name in _CALENDAR:
        return pointed(phrase, name, 0, reference)._replace(modifier=phrase.modifier)
    if phrase.near(0)[1] in ("ended", "ending"):
        return lasting(phrase)
    if name in ("week", "month", "year") or phrase.has("filler"):
        return pointed(phrase, name, 0, reference, narrative=reference.published is None)
    return None


def _weekend(phrase: Phrase, reference: Reference) -> Reading:
    here = reference.now("weekend")
    begun = reference.published is not None and reference.published.isoweekday() >= 6
    offset = 0 if begun or reference.tense() > 0 else -1
    return (
        pointed(phrase, "weekend", offset, reference)
        if here is None
        else named(phrase, here.shifted(offset), "published")
    )


def _period(phrase: Phrase, reference: Reference) -> Reading | None:
    if reference.quarter is None or not phrase.has("latest", "same", "previous", "comparable"):
        return None
    return named(phrase, reference.quarter.shifted(-1 if phrase.has("previous") else 0), "narrative")
