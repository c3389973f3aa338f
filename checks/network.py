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
    return None if cycle is None else frozenset(edges[at].fact for at in cycle) - {AXIOM}


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


def _negative_cycle(size: int, edges: Sequence[Edge]) -> list[int] | None:
    """Positions of the edges of a simple negative cycle.

    Distances start at zero everywhere, as if from a source before all points. As long as the edges by which points were
    last improved form no loop, every distance is the length of a simple path, and there are finitely many of those: the
    rounds end.
    """
    distance, parent = [0] * size, [-1] * size
    while True:
        changed = False
        for at, (source, target, bound, _) in enumerate(edges):
            reach = distance[source] + bound
            if reach < distance[target]:
                distance[target], parent[target], changed = reach, at, True
        if not changed:
            return None
        loop = _loop(parent, edges)
        if loop is not None:
            return loop


def _loop(parent: Sequence[int], edges: Sequence[Edge]) -> list[int] | None:
    """A loop among the edges by which the points were last improved."""
    seen = [0] * len(parent)
    for start in range(len(parent)):
        point = start
        while not seen[point]:
            seen[point] = start + 1
            if parent[point] < 0:
                break
            point = edges[parent[point]].source
        else:
            if seen[point] == start + 1:
                return _around(point, parent, edges)
    return None


def _around(start: int, parent: Sequence[int], edges: Sequence[Edge]) -> list[int]:
    """The edges of the loop through a point."""
    loop, point = [parent[start]], edges[parent[start]].source
    while point != start:
        loop.append(parent[point])
        point = edges[parent[point]].source
    return loop
