"""Degrees below and above zero: "5 degrees below zero", "40 below zero Fahrenheit"."""

from __future__ import annotations

import re

from checks.extract.quantity.figure import Figure
from checks.extract.quantity.unit import PlacedUnit, measure
from checks.regex import lazy

NAMES = frozenset(("degree", "degree Celsius", "degree Fahrenheit"))
"""Units behind which a zero may stand."""
_BELOW_OR_ABOVE = (b" below ", b" above ")
_ZERO = lazy(rb"[ ](below|above) zero\b(?:[ ](?:(celsius|centigrade|C)|(?:fahrenheit|F))\b)?", re.I)


def below_zero(data: bytes, figure: Figure) -> Figure | None:
    """The figure with the zero behind it, if there is one."""
    if not data.startswith(_BELOW_OR_ABOVE, figure.end) or figure.number.value < 0:
        return None
    match = _ZERO.match(data, figure.end)
    if match is None:
        return None
    scale = "degree Celsius" if match[2] else "degree Fahrenheit" if match.end() > match.start() + 11 else "degree"
    unit, reading = figure.unit, figure.reading
    if reading is None or scale != "degree":
        reading = measure(scale)
    placed = PlacedUnit(reading, match.start(1) if unit is None else unit.start, match.end())
    below = match[1] in (b"below", b"Below")
    return Figure(figure.start, match.end(), figure.number.negative() if below else figure.number, placed)
