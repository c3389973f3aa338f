"""Two neighbouring figures that print one number: grouped digits, plus-minus, shares, mixed units, cents."""

from __future__ import annotations

import re

from checks.extract.quantity import gap, ranges
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.number import one_digit
from checks.extract.quantity.unit import measure
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
    if kind in ("in", "person_in") and _is_share(first, second) and (kind == "in" or first.value == 1):
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
        return ranges.span(first, second, "dash") if first.join is second.join is None else None
    if kind in ("space", "and", "comma", "last") and first.unit is not None:
        return _mixed(data, first, second, kind)
    return None


def _groups(data: bytes, first: Figure, second: Figure) -> bool:
    """Whether "10 000" is one number in groups of three digits."""
    head, tail = data[first.number_start : first.number_end], data[second.number_start : second.number_start + 4]
    if (
        second.leads
        or second.shape not in ("integer", "decimal")
        or (len(head.lstrip(b"-")) > 3 and first.shape != "grouped")
    ):
        return False
    if not tail[:3].isdigit() or tail[3:4].isdigit() or head.startswith(b"0"):
        return False
    measured = second.unit is not None and second.unit.kind != "percent" and first.value < 100
    return tail[:3] == b"000" or first.leads or measured


def _grouped(first: Figure, second: Figure) -> Figure:
    first.value = first.high = first.value * 1000 + second.value
    first.coarse = second.coarse if second.value else 1000.0 * first.coarse
    first.step, first.shape, first.scale = second.step, "grouped", second.scale
    first.number_end, first.end = second.number_end, second.end
    if second.unit is not None and first.unit is None:
        first.take_unit(second)
    return first


def _tolerance(first: Figure, second: Figure) -> Figure | None:
    """ "5 +/- 1 km": from 4 to 6 km."""
    width = abs(second.value)
    if (
        second.unit is not None
        and second.unit.kind == "percent"
        and first.unit is not None
        and first.unit.kind == "measure"
    ):
        width *= abs(first.value) / 100
    elif first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    if first.unit is None and second.unit is not None:
        first.take_unit(second)
    first.high, first.value = first.value + width, first.value - width
    return ranges.ended(first, second, "plus_minus")


def _is_share(first: Figure, second: Figure) -> bool:
    """Whether "one in five" is meant."""
    if first.unit is not None or second.unit is not None or first.join is not None:
        return False
    if not 0 < first.value < second.value or 1500 <= second.value <= 2100 or second.scale > 1e6:
        return False
    return first.shape in ("words", "integer") and second.shape in ("words", "integer", "grouped")


def _share(first: Figure, second: Figure) -> Figure:
    first.value = first.high = first.value / second.value
    first.step = first.coarse = one_digit(first.value)
    first.number_end = first.end = second.number_end
    first.shape, first.scale = "fraction", 1.0
    return first


_ODDS_BEFORE = lazy(rb"\b" + either("ratio") + rb"(?: [a-z]+){0,2} \Z", re.I)
_ODDS_BEHIND = lazy(rb"[ -](?:[a-z]+ )?" + either("ratio") + rb"\b", re.I)


def _is_ratio(data: bytes, first: Figure, second: Figure, kind: str) -> bool:
    """Whether "3-to-1", "two to one" and "3:1" are a ratio, by the word beside them."""
    if first.unit is not None or second.unit is not None or first.join is not None:
        return False
    if not (first.value > 0 < second.value <= 100) or first.shape not in _COUNTED or second.shape not in _COUNTED:
        return False
    if kind == "ratio" or _ODDS_BEHIND.match(data, second.end) is not None:
        return second.value < 10
    return _ODDS_BEFORE.search(data[max(0, first.start - 28) : first.start]) is not None


_COUNTED = ("integer", "decimal", "words")


def _hyphened(data: bytes, first: Figure, second: Figure) -> Figure | None:
    """ "6-foot-4-inch"."""
    if data[first.end : second.start] != b"-" or first.unit is None or second.unit is None:
        return None
    if data[first.number_end : first.number_end + 1] != b"-" or first.unit.kind != "measure":
        return None
    return _mixed(data, first, second, "space")


def _scale_apart(first: Figure, second: Figure) -> bool:
    """Whether a scale word stands behind a hyphen: "$650- billion"."""
    bare = second.shape == "article" and second.value == second.scale
    return bare and first.scale == 1.0 and first.unit is not None


def _scaled(first: Figure, second: Figure) -> Figure:
    scale = second.scale
    first.value, first.high = first.value * scale, first.high * scale
    first.step, first.coarse = first.step * scale, first.coarse * scale
    first.scale, first.number_end, first.end = scale, second.number_end, second.end
    return first


def _mixed(data: bytes, first: Figure, second: Figure, kind: str) -> Figure | None:
    """ "5ft 11in", "6 lb 3 oz", "2 hours 15 minutes", "20 dollars and 43 cents"."""
    above, below = first.unit, second.unit
    if above is None or first.join is not None or second.join is not None or second.value < 0:
        return None
    if above.kind == "money":
        return _minor(data, first, second, kind)
    if (
        below is not None
        and below.name == "metre"
        and above.name == "hour"
        and data[second.number_end : second.end] == b"m"
    ):
        below = measure("minute")
    if below is None:
        return _bare(data, first, second) if kind == "space" else None
    if (above.name, below.name) not in _MIXED or above.factor is None or below.factor is None:
        return None
    ratio = below.factor / above.factor
    if (
        second.value * ratio > (1.2 if kind != "space" else 3.0)
        or first.shape in ("decimal", "fraction")
        or first.scale > 1
    ):
        return None
    return _added(first, second, ratio)


_SMALLER = {"foot": (12, (b"foot", b"feet", b"ft", b"ft.")), "stone": (14, (b"stone", b"st", b"st."))}
_TALL = lazy(rb"\s*(?:[.,;:!?)\x00\n]|\Z)|[ ](?:tall|high|thick|wide|deep|long|and|in|or|but|with)\b")


def _bare(data: bytes, first: Figure, second: Figure) -> Figure | None:
    """ "5'11", "six foot four", "11 stone 4": the smaller unit is not printed."""
    if _inches(data, first, second):
        return _added(first, second, 1 / 12)
    parts, words = _SMALLER.get(first.unit.name if first.unit is not None else "", (0, ()))
    if second.shape not in ("integer", "words") or not 0 <= second.value < parts or first.shape not in _COUNTED:
        return None
    if data[first.unit_start : first.unit_end].lower() not in words or _TALL.match(data, second.end) is None:
        return None
    return _added(first, second, 1 / parts)


def _inches(data: bytes, first: Figure, second: Figure, mark: bytes = b"'") -> bool:
    """Whether a bare number behind feet is inches: 5'11, six-foot-4."""
    feet = (
        first.unit is not None
        and first.unit.name == "foot"
        and data[first.end - len(mark) : first.end] in (mark, b"\xb2")
    )
    return feet and second.unit is None and second.shape in ("integer", "words") and 0 <= second.value < 12


def _added(first: Figure, second: Figure, ratio: float) -> Figure:
    first.value = first.high = first.value + second.value * ratio
    first.step = first.coarse = second.step * ratio
    first.number_end, first.end = second.number_end, second.end
    first.unit_end = second.unit_end if second.unit_end > 0 else first.unit_end
    first.shape = "mixed"
    return first


def _minor(data: bytes, first: Figure, second: Figure, kind: str) -> Figure | None:
    """Dollars with cents: "20 dollars 43 cents", "$20 and 43c", "15 dollars 50"."""
    if (
        first.scale > 1
        or first.shape not in ("integer", "grouped", "words", "article", "single")
        or not 0 < second.value < 100
    ):
        return None
    above, below = first.unit, second.unit
    if second.start - first.end > 5 or (above is not None and " per " in above.name):
        return None
    if below is not None:
        cents = below.kind == "money" and not second.leads and below.name in _CENTS
        if not cents or above is None or above.name in _CENTS:
            return None
        return _added(first, second, 0.1 if below.name == "mao" else 0.01)
    if kind not in ("space", "and") or second.shape not in ("integer", "words") or second.scale != 1.0:
        return None
    rate = first.end != first.unit_end and not first.leads
    return None if rate or _CLOSED.match(data, second.end) is None else _added(first, second, 0.01)
