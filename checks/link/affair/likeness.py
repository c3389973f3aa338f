"""Whether two events of an affair leave its object in the same hands, by all that the text tells of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations

from checks.link.affair.side import Side, same
from checks.link.affair.told import Told, alike


class Likeness:
    """Compares the events of one affair, whose rivals are no one side."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told

    def alike(self, one: Told, other: Told) -> bool | None:
        """Whether two events leave the object in the same hands, or in the same state; None if nothing tells."""
        verdict = alike(one, other, self._same)
        return True if verdict is None and (self._nameless(one, other) or self._nameless(other, one)) else verdict

    @cached_property
    def disputed(self) -> bool:
        """Whether the object is told to have been of different sides: who took it must then be said."""
        return any(self.alike(one, other) is False for one, other in combinations(self._told, 2))

    def _nameless(self, one: Told, other: Told) -> bool:
        """Whether one of two events was by nameless forces against the enemy of the other's: "his forces took it"."""
        taker = one.holder
        if taker is None or taker.role != "armed" or taker.names or taker.nation or other.holder is None:
            return False
        return self._same(one.loser, other.holder) is False

    def _same(self, one: Side | None, other: Side | None) -> bool | None:
        """Whether two sides are one; those are not of which the text says that one took from the other."""
        verdict = same(one, other)
        if verdict is not None or one is None or other is None:
            return verdict
        fought = any(
            (same(one, taker) and same(other, loser)) or (same(one, loser) and same(other, taker))
            for taker, loser in self._rivals
        )
        return False if fought else None

    @cached_property
    def _rivals(self) -> list[tuple[Side | None, Side | None]]:
        """The sides that took the object from one another."""
        return [(one.holder, one.loser) for one in self._told if one.holder is not None and one.loser is not None]
