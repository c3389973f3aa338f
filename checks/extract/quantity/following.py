"""What follows a number: a scale, a unit, a rate, what a percentage is of - or letters that make it part of a token."""

from __future__ import annotations

import re

from checks.extract.quantity import article, decade, degree, leading, measure, scale, touching, unit
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.leading import Lead
from checks.extract.quantity.number import Numeral
from checks.extract.quantity.prefilter import LETTER, NOTHING, follows
from checks.extract.quantity.unit import PlacedUnit
from checks.lexicon.word import words
from checks.regex import lazy


def figure(data: bytes, base: int, numeral: Numeral, lead: Lead, last: Figure | None) -> Figure | None:
    """The figure of a numeral in the run at `base` with what stands before it and what follows; None if it is none."""
    start, polarity, money = lead
    end = base + numeral.end
    behind = follows(data[end : end + 4])
    if behind == LETTER:
        paid = money is not None or leading.shares_money(data, last, start)
        numeral = scale.suffixed(data, end, numeral, money=paid)
        end = base + numeral.end
    number = numeral.placed(start, end, polarity)
    if money is not None:
        return _paid(data, number, money)
    found = _unit(data, end) if behind != NOTHING else None
    if found is not None:
        return _measured(data, start, number, found)
    bare = Figure(start, end, number)
    plain = behind == NOTHING and number.shape not in _ASIDE and data[start - 4 : start] not in _OF
    return bare if plain else _unmeasured(data, bare)


_DOLLAR = 0x24


def _paid(data: bytes, number: Numeral, money: PlacedUnit) -> Figure | None:
    """A number with the currency before it, and what follows: the country of the dollar, a rate."""
    if money.reading.factor == 1e6:
        number, money = scale.of_millions(number, money)
    end = number.end
    behind = data[end : end + 1]
    if behind in measure.CLOSING:
        return Figure(money.start, end, number, money)
    found = PlacedUnit(money.reading, number.start, end)
    if found.reading.name == "US dollar" and data[money.end - 1] == _DOLLAR:
        found = measure.country(data, found)
    found = measure.rated(data, found)
    if found.end == end and behind.isdigit():
        return None
    return Figure(money.start, found.end, number, PlacedUnit(found.reading, money.start, money.end))


_BRACKETS = {b"(": b")", b"[": b"]", b"{": b"}", b"<": b">"}


def _unit(data: bytes, end: int) -> PlacedUnit | None:
    """The unit that stands after a number."""
    found = measure.after(data, end)
    if found is None or data.startswith(b"/o", found.end):
        return measure.years_old(data, end) or found
    return found


def _measured(data: bytes, start: int, number: Numeral, found: PlacedUnit) -> Figure | None:
    """The figure with the unit that stands after it; None for an article that is no number."""
    if number.shape == "single" and not article.meant(data, start, found):
        return None
    measured = Figure(start, found.end, number, found)
    if found.reading.kind == "money":
        measured = scale.behind_money(data, measured)
    closing = _BRACKETS.get(data[found.start - 1 : found.start])
    if closing is not None and data[measured.end : measured.end + 1] == closing:
        measured = measured.reaching(measured.end + 1, measured.unit)
    if found.reading.name.startswith("pound") and _in_sterling(data, measured, found):
        return measured.reaching(measured.end, found._replace(reading=unit.as_sterling(found.reading)))
    return degree.below_zero(data, measured) or measured if found.reading.name in degree.NAMES else measured


_POUNDS = lazy(rb"pounds?\b", re.I)


def _in_sterling(data: bytes, figure: Figure, pounds: PlacedUnit) -> bool:
    """Whether pounds are money: by the million, and behind a word of paying that stands close before the number."""
    if _POUNDS.match(data, pounds.start) is None:
        return False
    before = data[max(0, figure.start - 24) : figure.start].lower().split(b" ")
    return figure.number.scale >= 1e6 or not words("payment").isdisjoint(before[1:])


_ASIDE = ("single", "decade")
"""Shapes that are no number without a unit, or a word before them."""
_OF = frozenset((b" of ", b" Of ", b" oF ", b" OF "))


def _unmeasured(data: bytes, bare: Figure) -> Figure | None:
    """The figure without a unit right behind it, or with one of another form; None within a longer token."""
    shape = bare.number.shape
    head = data[bare.end : bare.end + 1]
    special = degree.below_zero(data, bare) if head == b" " else None
    if special is None and (head in decade.HEADS or shape == "decade"):
        special = decade.of_life(data, bare)
    if special is not None:
        return special
    found = _percent_of(data, bare) if data[bare.start - 4 : bare.start] in _OF else bare
    if shape in _ASIDE:
        return None
    if head == b" ":
        return _rated_alone(data, found)
    glued = head.isalnum() or head == b"_" or (b"\xc3" <= head < b"\xe2" and shape != "words")
    return None if glued and not touching.crossed(data, found.end) else found


def _rated_alone(data: bytes, figure: Figure) -> Figure:
    """ "4,000 per square mile": what is counted is not said again."""
    rate = measure.rate_alone(data, figure.end) if data.startswith(b" per ", figure.end) else None
    return figure if rate is None else figure.reaching(rate.end, rate)


_PERCENT_OF = lazy(rb"(?:\A|[\n.,;:(?])\s*((?:per ?cents?|percents?|percentages?) of )\Z", re.I)
_ENDS = lazy(rb"\s*(?:[.,;:)?\n\x00]|\Z)")


def _percent_of(data: bytes, figure: Figure) -> Figure:
    """ "Percent of 20", with nothing before or behind, is 20 percent."""
    match = _PERCENT_OF.search(data[max(0, figure.start - 20) : figure.start])
    if match is None or _ENDS.match(data, figure.end) is None:
        return figure
    start = figure.start - len(match[1])
    percent = PlacedUnit(unit.percent(), start, figure.start - len(b" of "))
    return Figure(start, figure.end, figure.number, percent)
