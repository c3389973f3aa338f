"""A network of time: points in days, and statements that bound the distance between two of them.

Each edge says x[target] - x[source] <= bound. The statements can hold together iff the graph of the edges has no cycle
of negative length (Bellman 1958; Dechter, Meiri and Pearl 1991), and the statements on a simple negative cycle are a
smallest contradiction: without any one of its edges the cycle is gone. An ambiguous statement has several readings, and
a network with ambiguous statements contradicts itself only if it does so under every combination of their readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

AXIOM = -1
"""The fact of an edge that nobody needs to state: a day has one place in the calendar."""

ATTEMPTS = 400
"""How many networks are solved at most for one question; beyond that it stays undecided."""


class Edge(NamedTuple):
    """x[target] - x[source] <= bound, in whole days; `fact` is the statement that it stems from, or `AXIOM`."""

    source: int
    target: int
    bound: int
    fact: int


Readings: TypeAlias = Sequence[Sequence[Edge]]
"""The readings of one ambiguous statement, each a set of edges; they all carry the fact of the statement."""


class UndecidedError(Exception):
    """There are more combinations of readings than may be tried."""


class Case(NamedTuple):
    """One combination of readings with the facts that refute it.

    A reading is a pair of the position of the ambiguous statement and the position of the reading in it.
    """

    readings: tuple[tuple[int, int], ...]
    facts: frozenset[int]


@dataclass(frozen=True)
class Contradiction:
    """Statements that cannot hold together, none of them superfluous.

    `cases` refute every combination of readings of the ambiguous statements among them; without ambiguity there is a
    single case.
    """

    facts: frozenset[int]
    cases: tuple[Case, ...]


def between(source: int, target: int, low: int | None, high: int | None, fact: int) -> Iterator[Edge]:
    """The edges of low <= x[target] - x[source] <= high, in days; a missing bound has none."""
    if high is not None:
        yield Edge(source, target, high, fact)
    if low is not None:
        yield Edge(target, source, -low, fact)


def contradiction(size: int, edges: Sequence[Edge], ambiguous: Sequence[Readings] = ()) -> Contradiction | None:
    """A smallest contradiction in a network of `size` points, None if all statements can hold together.

    Raises `UndecidedError` where the combinations of readings are too many.
    """
    search = _Search(size, ambiguous)
    cases = search.refutation(edges)
    if cases is None:
        return None
    kept = _facts(cases)
    for fact in sorted(kept):
        fewer = search.refutation(edges, kept - {fact})
        if fewer is not None:
            cases, kept = fewer, _facts(fewer)
    return Contradiction(kept, tuple(cases))


def conflict(size: int, edges: Sequence[Edge]) -> frozenset[int] | None:
    """The facts of one simple negative cycle, without the axioms; None if the network is consistent."""
    cycle = _negative_cycle(size, edges)
    return None if cycle is None else frozenset(edge.fact for edge in cycle) - {AXIOM}


@dataclass
class _Search:
    """Tries combinations of readings until one is consistent or all are refuted."""

    size: int
    ambiguous: Sequence[Readings]
    attempts: int = 0

    def refutation(self, edges: Sequence[Edge], only: frozenset[int] | None = None) -> list[Case] | None:
        """The cases that refute every reading (of the facts in `only`), None where one reading holds."""
        edges = [edge for edge in edges if only is None or edge.fact in only or edge.fact == AXIOM]
        open_ = [
            at
            for at, readings in enumerate(self.ambiguous)
            if only is None or any(edge.fact in only for reading in readings for edge in reading)
        ]
        return self._refute(list(edges), open_, ())

    def _refute(self, edges: list[Edge], open_: list[int], chosen: tuple[tuple[int, int], ...]) -> list[Case] | None:
        self.attempts += 1
        if self.attempts > ATTEMPTS:
            raise UndecidedError
        found = conflict(self.size, edges)
        if found is not None:
            return [Case(chosen, found)]
        if not open_:
            return None
        at, rest = open_[0], open_[1:]
        cases: list[Case] = []
        for number, reading in enumerate(self.ambiguous[at]):
            refuted = self._refute([*edges, *reading], rest, (*chosen, (at, number)))
            if refuted is None:
                return None
            if not _involves(refuted, self.ambiguous[at]):
                return refuted
            cases += refuted
        return cases


def _involves(cases: Iterable[Case], readings: Readings) -> bool:
    """Whether a refutation uses an ambiguous statement: if not, its other readings need not be tried."""
    facts = {edge.fact for reading in readings for edge in reading}
    return any(case.facts & facts for case in cases)


def _facts(cases: Iterable[Case]) -> frozenset[int]:
    return frozenset().union(*(case.facts for case in cases))


def _negative_cycle(size: int, edges: Sequence[Edge]) -> list[Edge] | None:
    """The edges of a simple negative cycle.

    As long as the edges by which points were last improved form no loop, every distance is a first guess and the length
    of a simple path, and there are finitely many of those: the rounds end. Each round looks only at the points that the
    last one improved.
    """
    leaving: list[list[Edge]] = [[] for _ in range(size)]
    for edge in edges:
        leaving[edge[0]].append(edge)
    distance = _guess(leaving)
    parent: list[Edge | None] = [None] * size
    active: Iterable[int] = range(size)
    while True:
        improved: dict[int, None] = {}
        for point in active:
            here = distance[point]
            for edge in leaving[point]:
                reach, target = here + edge[2], edge[1]
                if reach < distance[target]:
                    distance[target], parent[target], improved[target] = reach, edge, None
        if not improved:
            return None
        loop = _loop(parent, improved)
        if loop is not None:
            return loop
        active = improved


def _guess(leaving: Sequence[Sequence[Edge]]) -> list[int]:
    """Distances to begin with, each along the first path that is met.

    Any would do: a cycle is as long whatever they are. But few of these need to be improved, because most statements of
    a calendar are close to its days.
    """
    distance: list[int | None] = [None] * len(leaving)
    for root in range(len(leaving)):
        if distance[root] is not None:
            continue
        distance[root], queue = 0, [root]
        for point in queue:
            here = distance[point] or 0
            for edge in leaving[point]:
                if distance[edge[1]] is None:
                    distance[edge[1]] = here + edge[2]
                    queue.append(edge[1])
    return [at or 0 for at in distance]


def _loop(parent: Sequence[Edge | None], improved: Iterable[int]) -> list[Edge] | None:
    """A loop among the edges by which points were last improved; it runs through a point of the last round."""
    seen: dict[int, int] = {}
    for start in improved:
        point = start
        while point not in seen:
            seen[point] = start
            edge = parent[point]
            if edge is None:
                break
            point = edge[0]
        else:
            if seen[point] == start:
                return _around(point, parent)
    return None


def _around(start: int, parent: Sequence[Edge | None]) -> list[Edge]:
    """The edges of the loop through a point."""
    loop, edge = [], parent[start]
    while edge is not None:
        loop.append(edge)
        edge = None if edge[0] == start else parent[edge[0]]
    return loop
