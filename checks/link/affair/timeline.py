"""The times of the events of an affair in the calendar, and which of them surely follow which.

The points of the network are the landmarks, the events, and for each event the end of the time for which its object
was held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from checks.link.affair.bounds import BEFORE, ORIGIN, PUBLISHED, YEAR, Bounds
from checks.link.affair.told import Told
from checks.network import AXIOM, Edge, between, conflict

_LANDMARKS = 3
_PAST = ("past", "past_perfect")


class Timeline:
    """Events by their positions in `told`; `calendar` are the edges of what nobody needs to state."""

    def __init__(self, told: Sequence[Told], published: date | None) -> None:
        self.told = told
        self.size = _LANDMARKS + 2 * len(told)
        self.calendar = self._calendar(published)

    def event(self, at: int) -> int:
        """The point of an event."""
        return _LANDMARKS + at

    def end(self, at: int) -> int:
        """The point at which the time ended for which the object of an event was held."""
        return _LANDMARKS + len(self.told) + at

    def _calendar(self, published: date | None) -> list[Edge]:
        edges = [*between(YEAR, PUBLISHED, 0, 365, AXIOM)]
        if published is not None:
            first = published.replace(month=1, day=1).toordinal()
            edges += between(ORIGIN, YEAR, first, first, AXIOM)
            edges += between(ORIGIN, PUBLISHED, published.toordinal(), published.toordinal(), AXIOM)
        for at, one in enumerate(self.told):
            if one.row["tense"] in _PAST and one.row["form"] != "noun":
                edges += between(self.event(at), PUBLISHED, 0, None, AXIOM)
        return edges

    def read(self, at: int, reading: Bounds) -> list[Edge]:
        """What one reading of its time says of an event; nothing where no event is told before that it counts from."""
        landmark = reading.landmark
        if landmark == BEFORE:
            before = self.before(at)
            if before is None:
                return []
            landmark = self.event(before)
        return list(between(landmark, self.event(at), reading.low, reading.high, at))

    def before(self, at: int) -> int | None:
        """The dated event told before, in this sentence or the last one: what "10 months later" counts from."""
        one = self.told[at]
        for other in range(at - 1, -1, -1):
            if self.told[other].readings and one.row["sentence"] - self.told[other].row["sentence"] <= 1:
                return other
        return None

    def follows(self, later: int, earlier: int) -> bool:
        """Whether an event is surely later than another if each time has its likeliest reading."""
        return self._refuted((later, earlier), between(self.event(later), self.event(earlier), 0, None, AXIOM))

    def farther(self, at: int, other: int, days: int) -> bool:
        """Whether two events are farther apart than so many days if each time has its likeliest reading."""
        return self._refuted((at, other), between(self.event(at), self.event(other), -days, days, AXIOM))

    def _refuted(self, events: tuple[int, int], claim: Iterable[Edge]) -> bool:
        """Whether the likeliest readings of the times of two events exclude a claim about them."""
        edges = [*self.calendar, *claim]
        for at in events:
            edges += self._likeliest(at)
            if self.told[at].readings[0].landmark == BEFORE and (start := self.before(at)) is not None:
                edges += self._likeliest(start)
        return conflict(self.size, edges) is not None

    def _likeliest(self, at: int) -> list[Edge]:
        """The first reading of an event's time that the calendar and its tense allow."""
        stated = [self.read(at, one) for one in self.told[at].readings]
        possible = (edges for edges in stated if conflict(self.size, [*self.calendar, *edges]) is None)
        return next(possible, stated[0])
