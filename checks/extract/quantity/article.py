"""One of a unit, with an article for the number: "a mile (1.6 km)", "a gallon of beer", "a percentage point".

An article before a unit is no quantity of its own in most sentences ("an inch too far"), so that something has to say
that it is one: a figure in brackets, a substance behind a measure, or that nothing else is printed.
"""

from __future__ import annotations

from checks.extract.quantity.unit import PlacedUnit
from checks.regex import lazy

_BRACKET = lazy(rb"(?:[ -](?:high|long|wide|deep|tall|thick|away|across))?[ ]?[(\[](?:[a-z]+ ){0,2}[0-9.]")
_SUBSTANCE = lazy(rb" of (?!the\b|its\b|his\b|her\b|our\b|my\b|their\b|this\b|that\b)[a-z]{3,}")
_LINE_ENDS = lazy(rb"[ ]?[.!?]?(?:\n|\x00|\Z)")
_CENTS_BEHIND = lazy(rb" and [0-9]{1,2} (?:cents?|pence)\b")
_MORE = (b" and a half", b" and a quarter", b" and three")


def meant(data: bytes, start: int, found: PlacedUnit) -> bool:
    """Whether the article at `start` and the unit behind it are a quantity."""
    reading, end = found.reading, found.end
    if reading.name == "percentage point":
        return True
    if reading.kind == "percent" or data.startswith(_MORE, end):
        return False
    if _alone(data, start, end):
        return True
    if reading.kind != "measure":
        return _CENTS_BEHIND.match(data, end) is not None
    if _BRACKET.match(data, end) is not None:
        return True
    return reading.name in _POURED and _SUBSTANCE.match(data, end) is not None


def _alone(data: bytes, start: int, end: int) -> bool:
    """Whether nothing else is printed on the line."""
    return data[max(0, start - 1) : start] in (b"", b"\n", b"\x00") and _LINE_ENDS.match(data, end) is not None


_POURED = frozenset(
    (
        "gallon",
        "pint",
        "quart",
        "litre",
        "millilitre",
        "teaspoon",
        "tablespoon",
        "kilogram",
        "gram",
        "ounce",
    )
)
"""Units in which one buys or pours things; a cup, a pound or a ton may be something else."""
