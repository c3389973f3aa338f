"""Numbers that belong together: ranges, lists with one unit, mixed units, shares, plus-minus.

Everything is decided by the two figures and the bytes between them.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

from checks.extract.quantity import gap, pair, ranges
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.unit import UnitReading

_Join: TypeAlias = Callable[[bytes, Figure, Figure], Figure | None]

_LIST = frozenset(("and", "or", "by", "last", "comma", "suspended"))
_SHARING = ("integer", "decimal", "words", "grouped", "mixed", "fraction")


def combined(data: bytes, figures: list[Figure]) -> list[Figure]:
    """The figures with what belongs together made one, and with units shared along lists."""
    found = _passed(data, figures, pair.joined, pair.REACH)
    found = _converted(data, _passed(data, found, ranges.joined, ranges.REACH))
    _share(data, found)
    return found


def _converted(data: bytes, figures: list[Figure]) -> list[Figure]:
    """ "Between 5C and 7C (41F and 45F)", "−5 to −10 °C (23 to 14 °F)": the brackets repeat the range."""
    repeated = {
        index + 2
        for index, given in enumerate(figures[:-2])
        if given.join is not None and _repeated(data, given, *figures[index + 1 : index + 3]) is not None
    }
    return [figure for index, figure in enumerate(figures) if index not in repeated]


def _repeated(data: bytes, given: Figure, first: Figure, second: Figure) -> Figure | None:
    """The first of two figures in brackets as the range of both, if they repeat the given one."""
    if data[given.end : first.start] != b" (" or not data.startswith(b")", second.end):
        return None
    joint = data[first.end : second.start]
    if joint == b" and " and given.join == "between":
        return ranges.span(first, second, "between")
    if joint == b" to " and given.value > given.high:
        return ranges.span(first, second, "to")
    if (
        joint in (b"-", b"\xe2\x80\x93", b" to ")
        and given.join in ("dash", "to")
        and first.whole
        and first.high > second.value
    ):
        return ranges.falling(first, second, given.join)
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
    for following, figure in pairwise(reversed(figures)):
        chain = figure.unit is None and following.unit is not None and _shares(data, figure, following, chain)
        if chain:
            figure.unit = following.unit


def _shares(data: bytes, figure: Figure, following: Figure, chain: bool) -> bool:
    """Whether the figure has the unit of the one that follows; a comma alone only goes on with a list."""
    shared = following.unit
    if shared is None or following.start - figure.end > 9:
        return False
    if following.leads or shared.kind not in ("measure", "percent", "money"):
        return False
    if figure.shape not in _SHARING or figure.is_year:
        return False
    kind = gap.kind(data[figure.end : following.start])
    if kind == "by" and _times_over(data, figure, following, shared):
        return False
    return kind in _LIST and (chain or kind != "comma" or following.join == "or") and not _scored(data, figure)


def _times_over(data: bytes, figure: Figure, following: Figure, shared: UnitReading) -> bool:
    """Whether "2 x 400 g" and "4 x 100m" say how many of a measure, not how wide it is."""
    if figure.shape not in ("integer", "words") or figure.value > 12 or b"by" in data[figure.end : following.start]:
        return False
    return shared.dimension != "length" or following.value >= 25 * figure.value


def _scored(data: bytes, figure: Figure) -> bool:
    """Whether the number is the second of a score: "at 6-4 and 220 pounds"."""
    return data[figure.start - 1 : figure.start] == b"-" and data[figure.start - 2 : figure.start - 1].isdigit()
