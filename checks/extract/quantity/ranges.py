"""Ranges: "$75-100 million", "from 12 to 15 percent", "between 4 and 6", "three or four years"."""

from __future__ import annotations

from checks.extract.quantity import gap
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.unit import UnitReading

REACH = 56
_PLAIN = ("integer", "decimal", "words")


def joined(data: bytes, first: Figure, second: Figure) -> Figure | None:
    """The two as the ends of one range in words, or None."""
    if first.join not in (None, "dash"):
        return None
    between = data[first.end : second.start]
    if not gap.links(between):
        return None
    kind = gap.kind(between)
    if kind == "to":
        return _to(data, first, second)
    if kind == "and":
        opening = gap.opening(data, first.start)
        if opening == "between" or (opening == "from" and first.unit is not None and first.unit == second.unit):
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
    if first.unit is None and second.unit is None and second.value == 1 and first.value > 1:
        return None
    if (first.value > second.high and not _colder(first, second)) or (
        first.unit is not None and second.unit is None and not first.leads
    ):
        return None
    own = first.unit is not None or second.unit is None
    if second.high > 8 * first.value * _shared_scale(first, second) > 0 and (
        own or first.shape in ("fraction", "mixed")
    ):
        return span(first, second, "to") if first.leads and second.leads and opening in ("priced", "between") else None
    return None if opening == "change" and own else span(first, second, "to")


def _colder(first: Figure, second: Figure) -> bool:
    """Whether the range falls below zero: "minus 5 to minus 10 degrees"."""
    return (
        second.high < first.value < 0 and second.unit is not None and second.unit.dimension in ("temperature", "angle")
    )


def _next(first: Figure, second: Figure) -> bool:
    """Whether "three or four" gives two neighbouring numbers."""
    if first.shape != second.shape or first.shape not in ("words", "integer") or second.join is not None:
        return False
    if first.scale != 1.0 or second.scale != 1.0 or first.value >= 100:
        return False
    return 0 < second.value - first.value <= max(1.0, 0.5 * first.value)


def _apart(first: Figure, second: Figure) -> bool:
    """Whether two figures with words between may be the ends of one change."""
    if second.join not in (None, "dash"):
        return False
    if first.unit is None:
        return second.unit is None and not first.is_year and not second.is_year
    return second.unit is None or _agree(first, second)


def span(first: Figure, second: Figure, join: str) -> Figure | None:
    """The range from one figure to the other if their units agree; a scale word behind the second is for both."""
    if (
        (first.shape in ("plural", "fraction") and join == "dash")
        or second.shape == "plural"
        or not _agree(first, second)
    ):
        return None
    if join == "dash" and first.unit is not None and second.unit is not None and not _one_unit(first.unit, second.unit):
        return None  # "35 hectares - 86 acres" says one thing twice
    if first.value < 0 <= second.value and first.unit is None and second.unit is None:
        return None
    scale = _shared_scale(first, second)
    alone = first.unit is None or first.leads
    if (
        scale == 1.0 == first.scale
        and alone
        and join in ("from", "between")
        and first.value < 100
        and first.shape in _PLAIN
    ):
        scale = second.scale
    temperature = second.unit is not None and second.unit.dimension == "temperature"
    if join == "dash" and first.value * scale >= second.value and not (first.unit is None and temperature):
        return None
    if scale > 1.0:
        first.value = float(f"{first.value * scale:.15g}")
        first.step, first.coarse = first.step * scale, first.coarse * scale
    return ended(_with_unit(first, second), second, join)


def falling(first: Figure, second: Figure, join: str) -> Figure | None:
    """The range of two figures where the text before says that one is meant: "30-40 mph (48-46 km/h)"."""
    if second.unit is None or second.unit.kind != "measure" or second.leads or second.join is not None:
        return None
    return ended(_with_unit(first, second), second, join)


def _shared_scale(first: Figure, second: Figure) -> float:
    """The scale that the first of two numbers shares with the second: "1 to 2 thousand"."""
    if first.unit is not None and not first.leads:
        return 1.0
    if first.scale == 1.0 < second.scale and first.shape in _PLAIN and first.value <= second.high / second.scale:
        return second.scale
    return 1.0


def _agree(first: Figure, second: Figure) -> bool:
    above, below = first.unit, second.unit
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


def _with_unit(first: Figure, second: Figure) -> Figure:
    """The first figure with the fuller unit of the two."""
    above, below = first.unit, second.unit
    if below is not None and (above is None or below.name.startswith(f"{above.name} per ")):
        first.take_unit(second)
    return first


def ended(first: Figure, second: Figure, join: str) -> Figure:
    """The first figure, ending with the second number."""
    if join != "plus_minus":
        first.high = second.high
    first.join, first.second_start, first.second_end = join, second.number_start, second.number_end
    first.number_end, first.end = second.number_end, max(first.end, second.end)
    first.step, first.coarse = min(first.step, second.step), min(first.coarse, second.coarse)
    first.scale = second.scale
    first.shape = second.shape if first.shape == "integer" else first.shape
    return first
