"""What a figure means: its hedge, its unit or what it counts - or that it is no quantity."""

from __future__ import annotations

import re
from itertools import pairwise

from checks.extract.quantity import age, counted_noun, exclusion, hedge, idiom, measure, unit
from checks.extract.quantity.counted_noun import Noun
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.unit import PlacedUnit, UnitReading
from checks.lexicon.word import either
from checks.regex import lazy

_SHARE = UnitReading("", "multiple", "ratio", 1.0, 0.0)
NONE = UnitReading("", "none", None, None, None)
"""The unit of a number that has none."""

_SHARED = lazy(
    rb"-(?:,| and| or|, and) | of(?: (?:the|its|their|our|his|her|some|about|only|these|those)){1,2}"
    rb"(?: [A-Za-z-]+(?:'s?|\xe2\x80\x99s?))? "
)
_PART_OF = b" of "


def share(data: bytes, found: list[Figure]) -> None:
    """ "280 of the 1,500 workers", "four-, five- and six-cylinder": the last of them has the unit of all."""
    for figure, whole in reversed(list(pairwise(found))):
        if whole.start - figure.end > 28:
            continue
        gap = data[figure.end : whole.start]
        if gap == b" (":
            _bracketed(figure, whole)
        if whole.unit is None or whole.unit.kind not in ("count", "money", "measure"):
            continue
        if _SHARED.fullmatch(gap) is None and not (gap == _PART_OF and 0 < figure.value < whole.value):
            continue
        if figure.unit is NONE:
            figure.unit = whole.unit
        elif figure.unit is _SHARE:
            figure.unit = _SHARE._replace(name=whole.unit.name)


def _bracketed(figure: Figure, other: Figure) -> None:
    """ "72 degrees (22C)" are Fahrenheit; "102 people per square mile (39 per square kilometre)" are people again."""
    first, second = figure.unit, other.unit
    if first is None or second is None:
        return
    if first.name == "degree" and second.dimension == "temperature":
        figure.unit = unit.measure(_OTHER_SCALE[second.name]) if second.name in _OTHER_SCALE else first
    elif second.name.startswith("per ") and " per " in first.name:
        below = unit.named(second.name[4:])
        other.unit = second if below is None else unit.same_per(first, below)


_OTHER_SCALE = {"degree Celsius": "degree Fahrenheit", "degree Fahrenheit": "degree Celsius"}
_OF_UNIT = (b" of ", b" of an ", b" of a ", b" of the ")


def kept(data: bytes, figure: Figure) -> bool:
    """Give the figure its hedge and, if it has no unit, its noun; False if it is no quantity."""
    if figure.unit is None and figure.shape in _BEFORE_OF and data[figure.end : figure.end + 4] == b" of ":
        _of_unit(data, figure)
    if figure.shape == "article" and idiom.is_vague(data, figure):
        return False
    _hedged(data, figure)
    if figure.unit is None and age.is_age(data, figure):
        figure.unit = unit.year_of_age()
    if figure.unit is not None:
        return not (figure.shape == "words" and idiom.is_named(data, figure))
    if figure.shape == "fraction" and _and_a_half(data, figure):
        return True
    return _counts(data, figure)


_BEFORE_OF = ("plural", "fraction", "article")


def _counts(data: bytes, figure: Figure) -> bool:
    """Give a number without a unit what it counts; False if it is no quantity."""
    counted = counted_noun.after(data, _behind(data, figure), figure.high, figure.shape)
    if exclusion.excluded(data, figure, counted):
        return False
    if counted is None:
        counted = counted_noun.before(data, figure.start) if figure.shape == "words" else None
    if counted is None:
        figure.unit = _SHARE if figure.shape in ("fraction", "portion") else NONE
        return True
    _count(data, figure, counted)
    if figure.hedge_start < 0:
        _hedged_behind(data, figure)
    return True


def _hedged_behind(data: bytes, figure: Figure) -> None:
    """The hedge behind what is counted: "40 people or more"."""
    found = hedge.after(data, figure.end)
    if found is not None and figure.shape != "plural":
        figure.bound, figure.hedge_start, figure.hedge_end = found.bound, found.start, found.end


_AN_HOUR_AND = lazy(rb"(?:\A|[^A-Za-z])((?:an?|one)[ ]([a-z]+)[ ]and[ ])\Z", re.I)


def _and_a_half(data: bytes, figure: Figure) -> bool:
    """ "An hour and a half": the unit stands before."""
    if (
        data[figure.start : figure.end].lower() not in (b"a half", b"a quarter")
        or data[figure.start - 5 : figure.start] != b" and "
    ):
        return False
    match = _AN_HOUR_AND.search(data, max(0, figure.start - 24), figure.start)
    reading = None if match is None else unit.named(match[2].decode())
    if match is None or reading is None:
        return False
    figure.value = figure.high = 1.0 + figure.value
    figure.unit, figure.unit_start, figure.unit_end = reading, match.start(2), match.end(2)
    figure.start = figure.number_start = match.start(1)
    return True


def _of_unit(data: bytes, figure: Figure) -> None:
    """ "millions of dollars", "1/16 of a pint": the unit behind "of"."""
    for opening in _OF_UNIT:
        end = figure.end + len(opening) - 1
        if data[figure.end : end + 1] == opening and (opening != b" of the " or figure.shape == "plural"):
            found = measure.after(data, end)
            if found is not None and (opening != b" of " or figure.shape != "fraction"):
                figure.unit, figure.unit_start = found.reading, found.start
                figure.unit_end = figure.end = found.end
                return


def _behind(data: bytes, figure: Figure) -> int:
    """Where the noun may begin: behind "-odd", "+", "-plus"."""
    return figure.hedge_end if figure.hedge_start == figure.end or figure.hedge_start == figure.end + 1 else figure.end


def _hedged(data: bytes, figure: Figure) -> None:
    found = hedge.before(data, figure.start)
    if found is None or found.bound == "exact":
        found = hedge.after(data, figure.end) or found
    if figure.shape == "plural":
        figure.bound = "vague"
    elif found is not None and not _during(data, figure, found):
        figure.bound, figure.hedge_start, figure.hedge_end = found.bound, found.start, found.end


def _during(data: bytes, figure: Figure, found: hedge.Hedge) -> bool:
    """Whether "over three years" means in the course of them."""
    if figure.unit is None or figure.unit.dimension != "time":
        return False
    if data[found.start : found.end].lower() != b"over":
        return False
    return (
        not data[max(0, found.start - 8) : found.start]
        .lower()
        .endswith((b"for ", b"just ", b"well ", b"is ", b"was ", b"took ", b"lasted ", b"a little ", b"after ", b"of "))
    )


def _count(data: bytes, figure: Figure, counted: Noun) -> None:
    known = unit.named(counted.head) if figure.shape not in ("fraction", "portion") else None
    if counted.head == "time":
        figure.unit = unit.TIMES
    elif known is not None:
        figure.unit = known
    elif figure.shape in ("fraction", "portion"):
        figure.unit = UnitReading(counted.phrase, "multiple", "ratio", 1.0, 0.0)
    else:
        figure.unit = UnitReading(counted.phrase, "count", f"count:{counted.head}", 1.0, 0.0)
    figure.unit_start, figure.unit_end = counted.start, counted.end
    if figure.end <= counted.start <= figure.end + 1:
        figure.end = counted.end
        rate = measure.rated(data, PlacedUnit(figure.unit, counted.start, counted.end))
        figure.unit, figure.end, figure.unit_end = rate.reading, rate.end, rate.end
    _per_number(data, figure)


_PER_NUMBER = lazy(
    rb" per ([0-9][0-9,]*|thousand|million|hundred thousand)(?![0-9.%])(?: " + either("population") + rb"\b)?"
)


def _per_number(data: bytes, figure: Figure) -> None:
    """ "545 new cases per 100,000 population": a rate, not a count."""
    match = _PER_NUMBER.match(data, figure.end) if data.startswith(b" per ", figure.end) else None
    if match is None or figure.unit is None:
        return
    below = match[1].decode()
    figure.unit = figure.unit._replace(
        name=f"{figure.unit.name} per {below}", dimension=f"{figure.unit.dimension} per {below}"
    )
    figure.end = figure.unit_end = match.end()
