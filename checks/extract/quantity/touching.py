"""Numbers that touch the figure before them and are figures of their own: "450 g/1 lb", "6ft7in", "28x19 inches"."""

from __future__ import annotations

from checks.extract.quantity.unit import UnitReading
from checks.lexicon.word import either
from checks.regex import lazy

_CROSSES = (b"x", b"X", b"\xc3\x97")
_CROSS_BYTES = frozenset((b"x", b"X", b"\xc3"))
_LARGER = frozenset(("foot", "pound", "stone", "hour", "minute", "degree", "metre"))
"""Units that a smaller one may follow without a space."""

_SHARING = frozenset((b"-", b"\xe2\x80\x93", b" to ", b" and ", b" or ", b" - ", b" \xe2\x80\x93 "))
LONGEST_JOINT = max(map(len, _SHARING))
"""Bytes between two numbers that share a currency."""

_RATIO_BEFORE = lazy(rb"\b" + either("ratio") + rb"(?: [a-z]+){0,3} [0-9]{1,3}:\Z")
_RATIO_BEHIND = lazy(rb"[0-9]{1,3}[ -]" + either("ratio") + rb"\b")


def touches(data: bytes, end: int, start: int, unit: UnitReading | None) -> bool:
    """Whether a number at `start` stands by itself though no space parts it from the figure that ends at `end`."""
    gap = data[end : min(start, end + 3)]
    if not gap:
        return unit is not None and unit.name in _LARGER and data[end - 1 : end].isalpha()
    if gap == b"/":
        return unit is not None and unit.kind == "measure"
    if gap == b":":
        return unit is None and is_ratio(data, end, start)
    return gap in _CROSSES


def crossed(data: bytes, end: int) -> bool:
    """Whether a cross joins the number that ends here to another: "28x19", "3×4"."""
    if data[end : end + 1] not in _CROSS_BYTES:
        return False
    return any(
        data.startswith(cross, end) and data[end + len(cross) : end + len(cross) + 1].isdigit() for cross in _CROSSES
    )


def is_ratio(data: bytes, end: int, start: int) -> bool:
    """Whether "3:1" is a ratio, by the word beside it."""
    if _RATIO_BEHIND.match(data, start) is not None:
        return True
    return _RATIO_BEFORE.search(data[max(0, end - 32) : end + 1]) is not None


def shares_money(data: bytes, end: int, start: int) -> bool:
    """Whether the currency before the figure that ends at `end` is also that of the number at `start`: "$1.5-2m"."""
    return data[end:start] in _SHARING
