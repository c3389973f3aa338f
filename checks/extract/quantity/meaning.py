"""What a figure means: its hedge, its unit or what it counts - or that it is no quantity."""

from __future__ import annotations

import re

from checks.extract.quantity import age, counted_noun, exclusion, hedge, idiom, measure, unit
from checks.extract.quantity.counted_noun import Noun
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.hedge import Hedge
from checks.extract.quantity.unit import PlacedUnit, UnitReading, year_of_age
from checks.lexicon.word import either
from checks.regex import lazy

_SHARE = UnitReading("", "multiple", "ratio", 1.0, 0.0)
NONE = UnitReading("", "none", None, None, None)
"""The unit of a number that has none."""

_PART, _NOTHING = PlacedUnit(_SHARE, -1, -1), PlacedUnit(NONE, -1, -1)

_SHARED = lazy(
    rb"-(?:,| and| or|, and) | of(?: (?:the|its|their|our|his|her|some|about|only|these|those)){1,2}"
    rb"(?: [A-Za-z-]+(?:'s?|\xe2\x80\x99s?))? "
)
_PART_OF = b" of "
_NEAR = 28
"""Bytes between a part and its whole."""


def share(data: bytes, found: list[Figure]) -> None:
    """ "280 of the 1,500 workers", "four-, five- and six-cylinder": the last of them has the unit of all."""
    for index in range(len(found) - 2, -1, -1):
        figure, whole = found[index], found[index + 1]
        if whole.start - figure.end > _NEAR:
            continue
        gap = data[figure.end : whole.start]
        if gap == b" (":
            found[index], found[index + 1] = _bracketed(figure, whole)
        elif figure.reading is NONE or figure.reading is _SHARE:
            found[index] = _part(figure, whole, gap)


def _part(figure: Figure, whole: Figure, gap: bytes) -> Figure:
    """A figure without a unit as a part of what follows it, if the gap says that it is one."""
    shared = whole.reading
    if shared is None or shared.kind not in ("count", "money", "measure"):
        return figure
    if _SHARED.fullmatch(gap) is None and not (gap == _PART_OF and 0 < figure.number.value < whole.number.value):
        return figure
    return figure.meaning(shared if figure.reading is NONE else _SHARE._replace(name=shared.name))


def _bracketed(figure: Figure, other: Figure) -> tuple[Figure, Figure]:
    """ "72 degrees (22C)" are Fahrenheit; "102 people per square mile (39 per square kilometre)" are people again."""
    first, second = figure.unit, other.unit
    if first is None or second is None:
        return figure, other
    reading, name = second.reading, second.reading.name
    if first.reading.name == "degree" and reading.dimension == "temperature" and name in _OTHER_SCALE:
        scale = unit.measure(_OTHER_SCALE[name])
        return figure.reaching(figure.end, first._replace(reading=scale)), other
    below = unit.named(name[4:]) if name.startswith("per ") and " per " in first.reading.name else None
    if below is None:
        return figure, other
    return figure, other.reaching(other.end, second._replace(reading=unit.same_per(first.reading, below)))


_OTHER_SCALE = {"degree Celsius": "degree Fahrenheit", "degree Fahrenheit": "degree Celsius"}
_OF_UNIT = (b" of ", b" of an ", b" of a ", b" of the ")


def kept(data: bytes, figure: Figure) -> Figure | None:
    """The figure with its hedge and, if it has no unit, what it counts; None if it is no quantity."""
    start, end, number, unit = figure.start, figure.end, figure.number, figure.unit
    shape = number.shape
    if unit is None and shape in _BEFORE_OF and data[end : end + 4] == b" of ":
        figure = _of_unit(data, figure)
        end, unit = figure.end, figure.unit
    if shape == "article" and idiom.is_vague(data, figure):
        return None
    if shape != "plural":
        found = _hedge(data, start, end)
        if found is not None and not (unit is not None and _during(data, unit, found)):
            figure = figure.hedged(found)
    if unit is None:
        return _aged_or_counted(data, figure)
    return None if shape == "words" and idiom.is_named(data, figure) else figure


_BEFORE_OF = ("plural", "fraction", "article")


def _aged_or_counted(data: bytes, figure: Figure) -> Figure | None:
    if age.is_age(data, figure):
        return figure.meaning(year_of_age())
    half = _and_a_half(data, figure) if figure.number.shape == "fraction" else None
    return half or _counts(data, figure)


def _counts(data: bytes, figure: Figure) -> Figure | None:
    """A number without a unit with what it counts; None if it is no quantity."""
    start, end, number, hedge = figure.start, figure.end, figure.number, figure.hedge
    shape = number.shape
    counted = counted_noun.after(data, _behind(end, hedge), number.high, shape)
    if exclusion.excluded(data, figure, counted):
        return None
    if counted is None and shape == "words":
        counted = counted_noun.before(data, start)
    if counted is None:
        return Figure(start, end, number, _PART if shape in ("fraction", "portion") else _NOTHING, figure.second, hedge)
    figure = _count(data, figure, counted)
    return _hedged_behind(data, figure) if hedge is None else figure


def _hedged_behind(data: bytes, figure: Figure) -> Figure:
    """With the hedge behind what is counted: "40 people or more"."""
    found = hedge.after(data, figure.end)
    return figure if found is None or figure.number.shape == "plural" else figure.hedged(found)


_AN_HOUR_AND = lazy(rb"(?:\A|[^A-Za-z])((?:an?|one)[ ]([a-z]+)[ ]and[ ])\Z", re.I)


def _and_a_half(data: bytes, figure: Figure) -> Figure | None:
    """ "An hour and a half": the unit stands before."""
    start, number = figure.start, figure.number
    if data[start : figure.end].lower() not in (b"a half", b"a quarter") or data[start - 5 : start] != b" and ":
        return None
    match = _AN_HOUR_AND.search(data, max(0, start - 24), start)
    reading = None if match is None else unit.named(match[2].decode())
    if match is None or reading is None:
        return None
    more = number.placed(match.start(1), number.end).between(1.0 + number.value, 1.0 + number.value)
    return Figure(match.start(1), figure.end, more, PlacedUnit(reading, *match.span(2)), figure.second, figure.hedge)


def _of_unit(data: bytes, figure: Figure) -> Figure:
    """ "millions of dollars", "1/16 of a pint": the unit behind "of"."""
    shape = figure.number.shape
    for opening in _OF_UNIT:
        end = figure.end + len(opening) - 1
        if data[figure.end : end + 1] == opening and (opening != b" of the " or shape == "plural"):
            found = measure.after(data, end)
            if found is not None and (opening != b" of " or shape != "fraction"):
                return figure.reaching(found.end, found)
    return figure


def _behind(end: int, hedge: Hedge | None) -> int:
    """Where the noun may begin: behind "-odd", "+", "-plus"."""
    return hedge.end if hedge is not None and end <= hedge.start <= end + 1 else end


def _hedge(data: bytes, start: int, end: int) -> Hedge | None:
    """The hedge before or behind a quantity."""
    found = hedge.before(data, start)
    return hedge.after(data, end) or found if found is None or found.bound == "exact" else found


_SPANS = tuple(b"for |just |well |is |was |took |lasted |a little |after |of ".split(b"|"))


def _during(data: bytes, unit: PlacedUnit, found: Hedge) -> bool:
    """Whether "over three years" means in the course of them."""
    if unit.reading.dimension != "time":
        return False
    if data[found.start : found.end].lower() != b"over":
        return False
    return not data[max(0, found.start - 8) : found.start].lower().endswith(_SPANS)


def _count(data: bytes, figure: Figure, counted: Noun) -> Figure:
    """The figure with what it counts, and per what."""
    placed = PlacedUnit(_reading(figure.number.shape, counted), counted.start, counted.end)
    end = figure.end
    if end <= placed.start <= end + 1:
        placed = measure.rated(data, placed)
        end = placed.end
    return _per_number(data, figure.reaching(end, placed))


def _reading(shape: str, counted: Noun) -> UnitReading:
    """What a number of some shape counts."""
    part = shape in ("fraction", "portion")
    known = None if part else unit.named(counted.head)
    if counted.head == "time":
        return unit.TIMES
    if known is not None:
        return known
    if part:
        return UnitReading(counted.phrase, "multiple", "ratio", 1.0, 0.0)
    return UnitReading(counted.phrase, "count", f"count:{counted.head}", 1.0, 0.0)


_PER_NUMBER = lazy(
    rb" per ([0-9][0-9,]*|thousand|million|hundred thousand)(?![0-9.%])(?: " + either("population") + rb"\b)?"
)


def _per_number(data: bytes, figure: Figure) -> Figure:
    """ "545 new cases per 100,000 population": a rate, not a count."""
    match = _PER_NUMBER.match(data, figure.end) if data.startswith(b" per ", figure.end) else None
    if match is None or figure.unit is None:
        return figure
    reading, below = figure.unit.reading, match[1].decode()
    reading = reading._replace(name=f"{reading.name} per {below}", dimension=f"{reading.dimension} per {below}")
    return figure.reaching(match.end(), PlacedUnit(reading, figure.unit.start, match.end()))
