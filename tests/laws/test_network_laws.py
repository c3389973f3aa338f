"""Laws of the network of time: a true calendar never contradicts itself, and a planted falsehood is always found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.network import Edge, between, conflict, contradiction

pytestmark = pytest.mark.slow

DAYS = st.integers(min_value=-5_000, max_value=5_000)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[list[int], list[Edge]]:
    """Days of some events, and true statements about pairs of them: at most, at least, or both."""
    days = draw(st.lists(DAYS, min_size=2, max_size=12))
    points = st.integers(min_value=0, max_value=len(days) - 1)
    slack = st.none() | st.integers(min_value=0, max_value=400)
    edges: list[Edge] = []
    for fact, (one, other, below, above) in enumerate(
        draw(st.lists(st.tuples(points, points, slack, slack), max_size=25))
    ):
        apart = days[other] - days[one]
        low = None if below is None else apart - below
        high = None if above is None else apart + above
        edges += between(one, other, low, high, fact)
    return days, edges


@st.composite
def refuted(draw: st.DrawFn) -> tuple[int, list[Edge], int]:
    """A true calendar with a chain of true statements through all events, and one impossible statement across it."""
    days, edges = draw(calendars())
    fact = 1 + max((edge.fact for edge in edges), default=-1)
    for at in range(len(days) - 1):
        edges += between(at, at + 1, days[at + 1] - days[at], days[at + 1] - days[at] + draw(st.integers(0, 30)), fact)
        fact += 1
    first = draw(st.integers(0, len(days) - 2))
    last = draw(st.integers(first + 1, len(days) - 1))
    edges.append(Edge(first, last, days[last] - days[first] - draw(st.integers(1, 1_000)), fact))
    return len(days), draw(st.permutations(edges)), fact


@given(calendars())
def test_a_true_calendar_is_consistent(calendar: tuple[list[int], list[Edge]]) -> None:
    days, edges = calendar
    assert conflict(len(days), edges) is None


@given(refuted())
def test_one_impossible_statement_is_found(planted: tuple[int, list[Edge], int]) -> None:
    size, edges, fact = planted
    found = contradiction(size, edges)
    assert found is not None
    assert fact in found.facts


@given(refuted())
def test_without_any_fact_of_the_conflict_the_rest_of_it_holds(planted: tuple[int, list[Edge], int]) -> None:
    size, edges, _ = planted
    found = contradiction(size, edges)
    assert found is not None
    assert conflict(size, [edge for edge in edges if edge.fact in found.facts]) is not None
    for fact in found.facts:
        assert conflict(size, [edge for edge in edges if edge.fact in found.facts - {fact}]) is None


@given(refuted())
def test_removing_the_one_falsehood_restores_the_network(planted: tuple[int, list[Edge], int]) -> None:
    size, edges, fact = planted
    assert conflict(size, [edge for edge in edges if edge.fact != fact]) is None


@given(calendars(), st.lists(st.tuples(st.integers(-900, 900), st.integers(0, 90)), min_size=1, max_size=3))
def test_one_true_reading_is_enough(calendar: tuple[list[int], list[Edge]], wrong: list[tuple[int, int]]) -> None:
    """However absurd the other readings of an ambiguous statement are, a true one keeps the network consistent."""
    days, edges = calendar
    fact = 1 + max((edge.fact for edge in edges), default=-1)
    apart = days[1] - days[0]
    readings = [list(between(0, 1, low, low + width, fact)) for low, width in wrong]
    readings.insert(len(readings) // 2, list(between(0, 1, apart, apart, fact)))
    assert contradiction(len(days), edges, [readings]) is None


@given(refuted(), st.integers(1, 3))
def test_a_statement_is_refuted_only_if_all_its_readings_are(planted: tuple[int, list[Edge], int], copies: int) -> None:
    size, edges, fact = planted
    false = [[edge for edge in edges if edge.fact == fact]] * copies
    true = [edge for edge in edges if edge.fact != fact]
    found = contradiction(size, true, [false])
    assert found is not None
    assert fact in found.facts
    assert contradiction(size, true, [[*false, []]]) is None
