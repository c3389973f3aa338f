"""Two neighbouring figures that print one number: grouped digits, plus-minus, shares, mixed units, cents."""

from __future__ import annotations

from checks.extract import gap, ranges
from checks.extract.figure import Figure
from checks.extract.number import one_digit
from checks.regex import lazy

_REACH = 18
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
    if second.start - first.end > _REACH:
        return None
    kind = gap.kind(data[first.end : second.start])
    if kind == "space" and first.whole and _groups(data, first, second):
        return _grouped(first, second)
    if kind == "plus_minus":
        return _tolerance(first, second)
    if kind in ("in", "person_in") and _is_share(first, second) and (kind == "in" or first.value == 1):
        return _share(first, second)
    if kind == "dash":
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
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    if first.unit is None and second.unit is not None:
        first.take_unit(second)
    width = abs(second.value)
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
    if below is None:
        return _added(first, second, 1 / 12) if kind == "space" and _inches(data, first, second) else None
    if (above.name, below.name) not in _MIXED or above.factor is None or below.factor is None:
        return None
    ratio = below.factor / above.factor
    if second.value * ratio > 1.2 or first.shape in ("decimal", "fraction") or first.scale > 1:
        return None
    return _added(first, second, ratio)


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
    if first.scale > 1 or first.shape not in ("integer", "grouped", "words", "article") or not 0 < second.value < 100:
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
