"""Two neighbouring figures that print one number: grouped digits, plus-minus, shares, mixed units, cents."""

from __future__ import annotations

import re

from checks.extract.quantity import gap, ranges
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.number import Numeral, one_digit
from checks.extract.quantity.unit import PlacedUnit, measure
from checks.lexicon.word import either
from checks.regex import lazy

REACH = 18
_MIXED = frozenset(
    (
        ("foot", "inch"),
        ("pound", "ounce"),
        ("stone", "pound"),
        ("hour", "minute"),
        ("hour", "second"),
        ("minute", "second"),
        ("yard", "foot"),
        ("mile", "yard"),
        ("metre", "centimetre"),
        ("kilometre", "metre"),
        ("kilogram", "gram"),
        ("degree", "arcminute"),
    )
)
"""Units that together print one length, mass or time."""

_CENTS = frozenset(
    (
        "cent",
        "euro cent",
        "penny",
        "sen",
        "fen",
        "centavo",
        "kopeck",
        "kopiyka",
        "paisa",
        "öre",
        "øre",
        "centime",
        "mao",
    )
)
_CLOSED = lazy(rb"\s*(?:[.,;:!?)\x00\n]|\Z)|[ ](?:more|Cards|and)\b")


def joined(data: bytes, first: Figure, second: Figure) -> Figure | None:
    """The two as one figure if they stand close and print one number, else None."""
    kind = gap.kind(data[first.end : second.start])
    if first.whole and (kind == "space" or data[first.end : second.start] == b" , ") and _groups(data, first, second):
        return _grouped(first, second)
    if kind == "plus_minus":
        return _tolerance(first, second)
    if kind in ("in", "person_in") and _is_share(first, second) and (kind == "in" or first.number.value == 1):
        return _share(first, second)
    if kind in ("to", "ratio") and _is_ratio(data, first, second, kind):
        return _share(first, second)
    if kind == "dash":
        whole = _hyphened(data, first, second)
        if whole is not None:
            return whole
        if _scale_apart(first, second):
            return _scaled(first, second)
        if _inches(data, first, second, b"foot"):
            return _added(first, second, 1 / 12)
        return ranges.span(first, second, "dash") if first.second is second.second is None else None
    if kind in ("space", "and", "comma", "last") and first.unit is not None:
        return _mixed(data, first, second, kind)
    return None


def _groups(data: bytes, first: Figure, second: Figure) -> bool:
    """Whether "10 000" is one number in groups of three digits."""
    one, other = first.number, second.number
    head, tail = data[one.start : one.end], data[other.start : other.start + 4]
    if second.leads or other.shape not in ("integer", "decimal"):
        return False
    if len(head.lstrip(b"-")) > 3 and one.shape != "grouped":
        return False
    if not tail[:3].isdigit() or tail[3:4].isdigit() or head.startswith(b"0"):
        return False
    measured = second.unit is not None and second.unit.reading.kind != "percent" and one.value < 100
    return tail[:3] == b"000" or first.leads or measured


def _grouped(first: Figure, second: Figure) -> Figure:
    one, other = first.number, second.number
    value = one.value * 1000 + other.value
    coarse = other.coarse if other.value else 1000.0 * one.coarse
    number = Numeral(one.start, other.end, value, value, other.step, coarse, "grouped", other.scale)
    return Figure(first.start, second.end, number, first.unit or second.unit, first.second)


def _tolerance(first: Figure, second: Figure) -> Figure | None:
    """ "5 +/- 1 km": from 4 to 6 km."""
    width, above, below = abs(second.number.value), first.reading, second.reading
    if above is not None and below is not None:
        if below.kind == "percent" and above.kind == "measure":
            width *= abs(first.number.value) / 100
        elif above != below:
            return None
    return ranges.spread(first, second, width)


def _is_share(first: Figure, second: Figure) -> bool:
    """Whether "one in five" is meant."""
    one, other = first.number, second.number
    if first.unit is not None or second.unit is not None or first.second is not None:
        return False
    if not 0 < one.value < other.value or 1500 <= other.value <= 2100 or other.scale > 1e6:
        return False
    return one.shape in ("words", "integer") and other.shape in ("words", "integer", "grouped")


def _share(first: Figure, second: Figure) -> Figure:
    one, other = first.number, second.number
    value = one.value / other.value
    grid = one_digit(value)
    number = Numeral(one.start, other.end, value, value, grid, grid, "fraction")
    return Figure(first.start, other.end, number)


_ODDS_BEFORE = lazy(rb"\b" + either("ratio") + rb"(?: [a-z]+){0,2} \Z", re.I)
_ODDS_BEHIND = lazy(rb"[ -](?:[a-z]+ )?" + either("ratio") + rb"\b", re.I)


def _is_ratio(data: bytes, first: Figure, second: Figure, kind: str) -> bool:
    """Whether "3-to-1", "two to one" and "3:1" are a ratio, by the word beside them."""
    one, other = first.number, second.number
    if first.unit is not None or second.unit is not None or first.second is not None:
        return False
    if not (one.value > 0 < other.value <= 100) or one.shape not in _COUNTED or other.shape not in _COUNTED:
        return False
    if kind == "ratio" or _ODDS_BEHIND.match(data, second.end) is not None:
        return other.value < 10
    return _ODDS_BEFORE.search(data[max(0, first.start - 28) : first.start]) is not None


_COUNTED = ("integer", "decimal", "words")


def _hyphened(data: bytes, first: Figure, second: Figure) -> Figure | None:
    """ "6-foot-4-inch"."""
    if data[first.end : second.start] != b"-" or first.unit is None or second.unit is None:
        return None
    if data[first.number.end : first.number.end + 1] != b"-" or first.unit.reading.kind != "measure":
        return None
    return _mixed(data, first, second, "space")


def _scale_apart(first: Figure, second: Figure) -> bool:
    """Whether a scale word stands behind a hyphen: "$650- billion"."""
    bare = second.number.shape == "article" and second.number.value == second.number.scale
    return bare and first.number.scale == 1.0 and first.unit is not None


def _scaled(first: Figure, second: Figure) -> Figure:
    number = first.number.times(second.number.scale, second.number.end - first.number.end)
    return Figure(first.start, second.end, number, first.unit, first.second)


def _mixed(data: bytes, first: Figure, second: Figure, kind: str) -> Figure | None:
    """ "5ft 11in", "6 lb 3 oz", "2 hours 15 minutes", "20 dollars and 43 cents"."""
    one, other, above, below = first.number, second.number, first.reading, second.reading
    if above is None or first.second is not None or second.second is not None or other.value < 0:
        return None
    if above.kind == "money":
        return _minor(data, first, second, kind)
    if below is not None and below.name == "metre" and above.name == "hour" and data[other.end : second.end] == b"m":
        below = measure("minute")
    if below is None:
        return _bare(data, first, second) if kind == "space" else None
    if (above.name, below.name) not in _MIXED or above.factor is None or below.factor is None:
        return None
    ratio = below.factor / above.factor
    most = 1.2 if kind != "space" else 3.0
    if other.value * ratio > most or one.shape in ("decimal", "fraction") or one.scale > 1:
        return None
    return _added(first, second, ratio)


_SMALLER = {"foot": (12, (b"foot", b"feet", b"ft", b"ft.")), "stone": (14, (b"stone", b"st", b"st."))}
_TALL = lazy(rb"\s*(?:[.,;:!?)\x00\n]|\Z)|[ ](?:tall|high|thick|wide|deep|long|and|in|or|but|with)\b")


def _bare(data: bytes, first: Figure, second: Figure) -> Figure | None:
    """ "5'11", "six foot four", "11 stone 4": the smaller unit is not printed."""
    if _inches(data, first, second):
        return _added(first, second, 1 / 12)
    unit, other = first.unit, second.number
    if unit is None or unit.reading.name not in _SMALLER:
        return None
    parts, words = _SMALLER[unit.reading.name]
    if other.shape not in ("integer", "words") or not 0 <= other.value < parts or first.number.shape not in _COUNTED:
        return None
    if data[unit.start : unit.end].lower() not in words or _TALL.match(data, second.end) is None:
        return None
    return _added(first, second, 1 / parts)


def _inches(data: bytes, first: Figure, second: Figure, mark: bytes = b"'") -> bool:
    """Whether a bare number behind feet is inches: 5'11, six-foot-4."""
    if first.unit is None or first.unit.reading.name != "foot" or second.unit is not None:
        return False
    feet = data[first.end - len(mark) : first.end] in (mark, b"\xb2")
    return feet and second.number.shape in ("integer", "words") and 0 <= second.number.value < 12


def _added(first: Figure, second: Figure, ratio: float) -> Figure:
    one, other, unit = first.number, second.number, first.unit
    value, grid = one.value + other.value * ratio, other.step * ratio
    number = Numeral(one.start, other.end, value, value, grid, grid, "mixed", one.scale)
    if unit is not None and second.unit is not None and second.unit.end > 0:
        unit = PlacedUnit(unit.reading, unit.start, second.unit.end)
    return Figure(first.start, second.end, number, unit, first.second)


_UNITS_OF_MONEY = ("integer", "grouped", "words", "article", "single")
"""Shapes of amounts behind which cents may follow."""


def _minor(data: bytes, first: Figure, second: Figure, kind: str) -> Figure | None:
    """Dollars with cents: "20 dollars 43 cents", "$20 and 43c", "15 dollars 50"."""
    one, other, above, below = first.number, second.number, first.reading, second.reading
    if one.scale > 1 or one.shape not in _UNITS_OF_MONEY or not 0 < other.value < 100:
        return None
    if second.start - first.end > 5 or (above is not None and " per " in above.name):
        return None
    if below is not None:
        cents = below.kind == "money" and not second.leads and below.name in _CENTS
        if not cents or above is None or above.name in _CENTS:
            return None
        return _added(first, second, 0.1 if below.name == "mao" else 0.01)
    if kind not in ("space", "and") or other.shape not in ("integer", "words") or other.scale != 1.0:
        return None
    rate = first.unit is not None and first.end != first.unit.end and not first.leads
    return None if rate or _CLOSED.match(data, second.end) is None else _added(first, second, 0.01)
