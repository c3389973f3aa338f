"""What stands before a number: its sign and its currency; or that the number is part of a longer token."""

from __future__ import annotations

from typing import TypeAlias

from checks.extract.quantity import currency, sign, touching
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.number import Numeral
from checks.extract.quantity.prefilter import free
from checks.extract.quantity.unit import PlacedUnit

Lead: TypeAlias = tuple[int, int, PlacedUnit | None]
"""Where a figure begins with its sign, the sign (1 or -1), and the currency before it."""


def before(data: bytes, base: int, numeral: Numeral, last: Figure | None) -> Lead | None:
    """What leads to the numeral of the run at `base`, behind the `last` figure; None within a longer token."""
    first = base + numeral.start
    if free(data[first - 4 : first]):
        return first, 1, None
    start, polarity = sign.signed(data, first) if numeral.start == 0 else (first, 1)
    if start != first and last is not None and _ranges(data, last, first, numeral.value):
        start, polarity = first, 1
    if start < 0:
        return None
    money = currency.before(data, start)
    if money is None or (last is not None and money.start < last.end):
        return None if sign.glued(data, start) and not _touches(data, last, start) else (start, polarity, None)
    outer, outer_polarity = sign.signed(data, money.start) if start == first else (start, 1)
    if outer_polarity < 0 <= outer:
        return start, -1, money._replace(start=outer)
    return start, polarity, money


def _ranges(data: bytes, last: Figure, first: int, value: float) -> bool:
    """Whether a hyphen before the number is that of a range: "10 billion-15 billion", "2 -7 g"."""
    gap = data[last.end : min(first, last.end + 3)]
    if gap == b"-":
        return last.number.scale > 1 or (last.unit is not None and last.unit.reading.kind != "count")
    return gap == b" -" and last.whole and 0 < last.number.value < value


def _touches(data: bytes, last: Figure | None, start: int) -> bool:
    return last is not None and touching.touches(data, last.end, start, last.reading)


def shares_money(data: bytes, last: Figure | None, start: int) -> bool:
    """Whether a number without a currency has that of the figure before: "$1.5-2m"."""
    if last is None or last.unit is None or start - last.end > touching.LONGEST_JOINT:
        return False
    if last.unit.reading.kind != "money" or not last.leads or last.end != last.number.end:
        return False
    return touching.shares_money(data, last.end, start)
