"""Ranges: "$75-100 million", "from 12 to 15 percent", "between 4 and 6", "three or four years"."""

from __future__ import annotations

from checks.extract.quantity import gap
from checks.extract.quantity.figure import Figure, Second
from checks.extract.quantity.number import Numeral
from checks.extract.quantity.unit import PlacedUnit, UnitReading

REACH = 56
_PLAIN = ("integer", "decimal", "words")


def joined(data: bytes, first: Figure, second: Figure) -> Figure | None:
    """The two as the ends of one range in words, or None."""
    if first.second is not None and first.second.join != "dash":
        return None
    between = data[first.end : second.start]
    if not gap.links(between):
        return None
    kind = gap.kind(between)
    if kind == "to":
        return _to(data, first, second)
    if kind == "and":
        opening = gap.opening(data, first.start)
        if opening == "between" or (opening == "from" and first.unit is not None and first.reading == second.reading):
            return span(first, second, "between")
    if kind == "or" and first.unit is None and _next(first, second):
        return span(first, second, "or")
    if kind == "apart" and gap.opening(data, first.start) == "from" and _apart(first, second):
        return span(first, second, "from")
    return None


def _to(data: bytes, first: Figure, second: Figure) -> Figure | None:
    """ "12 to 15 percent"; not "rose 3 percent to 5,670" nor "lost 3/8 to 31"."""
    opening = gap.opening(data, first.start)
    if opening == "from":
        return span(first, second, "from")
    one, other = first.number, second.number
    if first.unit is None and second.unit is None and other.value == 1 and one.value > 1:
        return None
    if (one.value > other.high and not _colder(first, second)) or (
        first.unit is not None and second.unit is None and not first.leads
    ):
        return None
    own = first.unit is not None or second.unit is None
    if other.high > 8 * one.value * _shared_scale(first, second) > 0 and (own or one.shape in ("fraction", "mixed")):
        return span(first, second, "to") if first.leads and second.leads and opening in ("priced", "between") else None
    return None if opening == "change" and own else span(first, second, "to")


def _colder(first: Figure, second: Figure) -> bool:
    """Whether the range falls below zero: "minus 5 to minus 10 degrees"."""
    below = second.number.high < first.number.value < 0
    return below and second.unit is not None and second.unit.reading.dimension in ("temperature", "angle")


def _next(first: Figure, second: Figure) -> bool:
    """Whether "three or four" gives two neighbouring numbers."""
    one, other = first.number, second.number
    if one.shape != other.shape or one.shape not in ("words", "integer") or second.second is not None:
        return False
    if one.scale != 1.0 or other.scale != 1.0 or one.value >= 100:
        return False
    return 0 < other.value - one.value <= max(1.0, 0.5 * one.value)


def _apart(first: Figure, second: Figure) -> bool:
    """Whether two figures with words between may be the ends of one change."""
    if second.second is not None and second.second.join != "dash":
        return False
    if first.unit is None:
        return second.unit is None and not first.is_year and not second.is_year
    return second.unit is None or _agree(first, second)


def span(first: Figure, second: Figure, join: str) -> Figure | None:
    """The range from one figure to the other if their units agree; a scale word behind the second is for both."""
    one, other, above, below = first.number, second.number, first.reading, second.reading
    if (one.shape in ("plural", "fraction") and join == "dash") or other.shape == "plural" or not _agree(first, second):
        return None
    if join == "dash" and above is not None and below is not None and not _one_unit(above, below):
        return None  # "35 hectares - 86 acres" says one thing twice
    if one.value < 0 <= other.value and above is None and below is None:
        return None
    scale = _range_scale(first, second, join)
    temperature = below is not None and below.dimension == "temperature"
    if join == "dash" and one.value * scale >= other.value and not (above is None and temperature):
        return None
    return ended(first.of(one.times(scale)) if scale > 1.0 else first, second, join)


def _range_scale(first: Figure, second: Figure, join: str) -> float:
    """The scale that both ends of a range have, though it is only printed behind the second."""
    scale, number = _shared_scale(first, second), first.number
    alone = first.unit is None or first.leads
    if scale == 1.0 == number.scale and alone and join in ("from", "between"):
        return second.number.scale if number.value < 100 and number.shape in _PLAIN else scale
    return scale


def falling(first: Figure, second: Figure, join: str) -> Figure | None:
    """The range of two figures where the text before says that one is meant: "30-40 mph (48-46 km/h)"."""
    reading = second.reading
    if reading is None or reading.kind != "measure" or second.leads or second.second is not None:
        return None
    return ended(first, second, join)


def _shared_scale(first: Figure, second: Figure) -> float:
    """The scale that the first of two numbers shares with the second: "1 to 2 thousand"."""
    if first.unit is not None and not first.leads:
        return 1.0
    one, other = first.number, second.number
    if one.scale == 1.0 < other.scale and one.shape in _PLAIN and one.value <= other.high / other.scale:
        return other.scale
    return 1.0


def _agree(first: Figure, second: Figure) -> bool:
    above, below = first.reading, second.reading
    if above is None:
        return below is None or not second.leads
    if below is None:
        return first.leads or above.kind in ("percent", "measure", "money")
    if _one_unit(above, below):
        return True
    return above.dimension == below.dimension and above.kind == "measure" and above.dimension not in ("time", "age")


def _one_unit(above: UnitReading, below: UnitReading) -> bool:
    """Whether the two are one unit, or a rate and what it counts: "$51-$54 per hour"."""
    rates = below.name.startswith(f"{above.name} per ") or above.name.startswith(f"{below.name} per ")
    return above == below or rates


def ended(first: Figure, second: Figure, join: str) -> Figure:
    """The range from the first figure to the second number, with the fuller unit of the two."""
    return _ended(first, second, join, second.number.high, fuller_unit(first, second))


def spread(first: Figure, second: Figure, width: float) -> Figure:
    """The range of a figure and the width to either side of it."""
    number = first.number
    low = first.of(number.between(number.value - width, number.high))
    return _ended(low, second, "plus_minus", number.value + width, first.unit or second.unit)


def _ended(first: Figure, second: Figure, join: str, high: float, unit: PlacedUnit | None) -> Figure:
    one, other = first.number, second.number
    step, coarse = min(one.step, other.step), min(one.coarse, other.coarse)
    shape = other.shape if one.shape == "integer" else one.shape
    number = Numeral(one.start, other.end, one.value, high, step, coarse, shape, other.scale)
    place = Second(join, other.start, other.end)
    return Figure(first.start, max(first.end, second.end), number, unit, place, first.hedge)


def fuller_unit(first: Figure, second: Figure) -> PlacedUnit | None:
    """The unit of the first figure, or that of the second if it is a rate of the same or the only one."""
    above, below = first.unit, second.unit
    if below is not None and (above is None or below.reading.name.startswith(f"{above.reading.name} per ")):
        return below
    return above
