"""Decades of a person's life: "in her thirties", "a man in his mid-60s"."""

from __future__ import annotations

import re
from dataclasses import replace

from checks.extract.quantity.figure import Figure
from checks.extract.quantity.unit import PlacedUnit, year_of_age
from checks.regex import lazy

_WHOSE = lazy(rb"\bin (?:his|her|their|my|your|our) (?:(early|mid|late|very late)[ -])?\Z", re.I)
_PARTS = {None: (0.0, 9.0), b"early": (0.0, 3.0), b"mid": (4.0, 6.0), b"late": (7.0, 9.0), b"very late": (8.0, 9.0)}


HEADS = frozenset((b"s", b"'", b"\xe2"))
"""What the ending of a decade in digits begins with."""


def of_life(data: bytes, figure: Figure) -> Figure | None:
    """ "In her thirties", "in his mid-60s": a range of ages."""
    number, printed = figure.number, figure.number.shape == "decade"
    end = figure.end if printed else _plural(data, figure.end)
    if end < 0 or not 20 <= number.value <= 90 or number.value % 10:
        return None
    years = _years(data, figure.start)
    if years is None:
        return None
    aged = replace(number, value=number.value + years[0], high=number.value + years[1], coarse=1.0)
    return Figure(figure.start, end, aged, PlacedUnit(year_of_age(), -1, -1))


def _years(data: bytes, start: int) -> tuple[float, float] | None:
    """The first and last year of the decade that are meant, if the words before it speak of a life."""
    match = _WHOSE.search(data, max(0, start - 24), start)
    return None if match is None else _PARTS[match[1].lower() if match[1] is not None else None]


def _plural(data: bytes, end: int) -> int:
    """Where the "s" behind the digits ends, or -1."""
    if data[end : end + 1] not in HEADS:
        return -1
    for mark in (b"s", b"'s", b"\xe2\x80\x99s"):
        if data.startswith(mark, end) and not data[end + len(mark) : end + len(mark) + 1].isalnum():
            return end + len(mark)
    return -1
