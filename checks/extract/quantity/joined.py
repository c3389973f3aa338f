"""Numbers that belong together: ranges, lists with one unit, mixed units, shares, plus-minus.

Everything is decided by the two figures and the bytes between them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from checks.extract.quantity import gap, pair, ranges
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.unit import UnitReading

REACH = max(pair.REACH, ranges.REACH)
"""Bytes between two figures that may have to do with each other."""

_Join: TypeAlias = Callable[[bytes, Figure, Figure], Figure | None]

_LIST = frozenset(("and", "or", "by", "last", "comma", "suspended"))
_SHARING = ("integer", "decimal", "words", "grouped", "mixed", "fraction")


def combined(data: bytes, figures: list[Figure]) -> list[Figure]:
    """The figures with what belongs together made one, and with units shared along lists."""
    found = _passed(data, figures, pair.joined, pair.REACH)
    found = _passed(data, found, ranges.joined, ranges.REACH)
    _convert(data, found)
    _share(data, found)
    return found


def _convert(data: bytes, found: list[Figure]) -> None:
    """ "Between 5C and 7C (41F and 45F)", "−5 to −10 °C (23 to 14 °F)": the brackets repeat the range."""
    index = 0
    while index < len(found) - 2:
        repeated = _repeated(data, *found[index : index + 3]) if found[index].second is not None else None
        if repeated is not None:
            found[index + 1 : index + 3] = [repeated]
        index += 1


def _repeated(data: bytes, given: Figure, first: Figure, second: Figure) -> Figure | None:
    """The first of two figures in brackets as the range of both, if they repeat the given one."""
    if data[given.end : first.start] != b" (" or not data.startswith(b")", second.end):
        return None
    joint, join = data[first.end : second.start], "" if given.second is None else given.second.join
    if joint == b" and " and join == "between":
        return ranges.span(first, second, "between")
    if joint == b" to " and given.number.value > given.number.high:
        return ranges.span(first, second, "to")
    falls = first.whole and first.number.high > second.number.value
    if falls and join in ("dash", "to") and joint in (b"-", b"\xe2\x80\x93", b" to "):
        return ranges.falling(first, second, join)
    return None


def _passed(data: bytes, figures: list[Figure], join: _Join, reach: int) -> list[Figure]:
    """The figures with those made one that `join` finds to be so, at most `reach` bytes apart."""
    found: list[Figure] = []
    near = -1  # as far as the last figure reaches; most stand alone
    for figure in figures:
        while figure.start <= near:
            joined = join(data, found[-1], figure)
            if joined is None:
                break
            found.pop()
            figure = joined
            near = found[-1].end + reach if found else -1
        found.append(figure)
        near = figure.end + reach
    return found


def _share(data: bytes, figures: list[Figure]) -> None:
    """Give the unit of the last of a list to those before it: "10, 12 and 15 percent", "28 by 19 inches"."""
    chain = False
    for index in range(len(figures) - 2, -1, -1):
        figure, following = figures[index], figures[index + 1]
        if figure.unit is not None or following.unit is None:
            chain = False
            continue
        shared = following.unit.reading
        chain = _shares(data, figure, following, shared, chain=chain)
        if chain:
            figures[index] = figure.meaning(shared)


def _shares(data: bytes, figure: Figure, following: Figure, shared: UnitReading, *, chain: bool) -> bool:
    """Whether the figure has the unit of the one that follows; a comma alone only goes on with a list."""
    if following.start - figure.end > 9:
        return False
    if following.leads or shared.kind not in ("measure", "percent", "money"):
        return False
    if figure.number.shape not in _SHARING or figure.is_year:
        return False
    kind = gap.kind(data[figure.end : following.start])
    if kind == "by" and _times_over(data, figure, following, shared):
        return False
    return kind in _LIST and (chain or kind != "comma" or following.joined_by("or")) and not _scored(data, figure)


def _times_over(data: bytes, figure: Figure, following: Figure, shared: UnitReading) -> bool:
    """Whether "2 x 400 g" and "4 x 100m" say how many of a measure, not how wide it is."""
    number = figure.number
    if number.shape not in ("integer", "words") or number.value > 12 or b"by" in data[figure.end : following.start]:
        return False
    return shared.dimension != "length" or following.number.value >= 25 * number.value


def _scored(data: bytes, figure: Figure) -> bool:
    """Whether the number is the second of a score: "at 6-4 and 220 pounds"."""
    return data[figure.start - 1 : figure.start] == b"-" and data[figure.start - 2 : figure.start - 1].isdigit()
