"""The statements of one affair as a network of times.

An event happened at a time (with the readings of that time); a definite description or a verb that refers back means
an event already told; what is held for some time does not change hands before. They contradict each other only if they
do so under every reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.link.affair.holding import Holdings
from checks.link.affair.likeness import Likeness
from checks.link.affair.reference import References
from checks.link.affair.timeline import Timeline
from checks.link.affair.told import Told
from checks.network import Contradiction, Edge, between, contradiction

TIME, REFERENCE, HOLDING = range(3)
"""What a fact is: the time of an event, what an event refers back to, how long its object was held."""


class Statements:
    """The statements about one affair of N events; fact k * N + n is of the k-th kind and of event n.

    `linked` says whether one event is told of another. Of an ambiguous statement `ambiguous` holds the edges of each
    reading and `labels` what tells it apart.
    """

    def __init__(self, told: Sequence[Told], published: date | None, text: str) -> None:
        self.told = told
        self.timeline = Timeline(told, published)
        likeness = Likeness(told)
        self.references = References(self.timeline, likeness)
        self.holdings = Holdings(self.timeline, likeness, self.references, text)
        self.edges = [*self.timeline.calendar]
        self.ambiguous: list[list[list[Edge]]] = []
        self.labels: list[list[str]] = []
        self.linked = False
        for tell in (self._time, self._reference, self._holding):
            for at in range(len(told)):
                tell(at)

    def contradiction(self) -> Contradiction | None:
        """A smallest contradiction of the statements."""
        return contradiction(self.timeline.size, self.edges, self.ambiguous)

    def kind(self, fact: int) -> tuple[int, int]:
        """What a fact is, and of which event."""
        return divmod(fact, len(self.told))

    def _fact(self, kind: int, at: int) -> int:
        return kind * len(self.told) + at

    def _state(self, readings: Sequence[list[Edge]], labels: Sequence[str]) -> None:
        if len(readings) == 1:
            self.edges += readings[0]
        elif readings:
            self.ambiguous.append([*readings])
            self.labels.append([*labels])

    def _time(self, at: int) -> None:
        readings = self.told[at].readings
        stated = [self.timeline.read(at, one) for one in readings]
        if all(stated):
            self._state(stated, [one.says for one in readings])

    def _reference(self, at: int) -> None:
        """A definite event is one of those that it may mean."""
        meant, fact = self.references.meant(at), self._fact(REFERENCE, at)
        self.linked |= bool(meant)
        point, slack = self.timeline.event, self.references.slack
        days = [(other, slack(at, other)) for other in meant]
        readings = [list(between(point(other), point(at), -off, off, fact)) for other, off in days]
        self._state(readings, [""] * len(meant))

    def _holding(self, at: int) -> None:
        """What is held for some time, or lost after some time, does not change hands before."""
        begin, fact = self.holdings.begin(at), self._fact(HOLDING, at)
        if begin is not None:
            ended = list(self.holdings.ended(at, begin, fact))
            self.linked |= bool(ended)
            self.edges += [*self.holdings.lasting(at, begin, fact), *ended]

    def blamed(self, found: Contradiction) -> list[Told]:
        """The events of a contradiction: first those taken to be one, then the others, both as the text has them."""
        facts = [self.kind(fact) for fact in found.facts]
        referring = [at for kind, at in facts if kind == REFERENCE]
        one = {*referring, *(other for at in referring for other in self.references.meant(at))}
        places = {at for _, at in facts} | {at for at in one if at in found.facts}
        return [self.told[at] for at in sorted(places, key=lambda at: (at not in one, at))]
