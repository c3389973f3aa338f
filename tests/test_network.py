"""The network of time on small calendars that a reader can follow."""

from __future__ import annotations

import pytest

from checks.network import AXIOM, Edge, UndecidedError, between, conflict, contradiction

ORIGIN, SEIZED, RETAKEN, LOST = range(4)


def test_two_dates_of_one_event_exclude_each_other() -> None:
    march, year_before = 0, 1
    edges = [*between(ORIGIN, RETAKEN, 60, 90, march), *between(ORIGIN, RETAKEN, -365, -1, year_before)]
    assert conflict(4, edges) == {march, year_before}


def test_dates_that_touch_hold_together() -> None:
    edges = [*between(ORIGIN, RETAKEN, 60, 90, 0), *between(ORIGIN, RETAKEN, 90, 120, 1)]
    assert conflict(4, edges) is None


def test_a_holding_period_closes_the_conflict() -> None:
    seized, held, end, retaken, unrelated = range(5)
    edges = [
        *between(ORIGIN, SEIZED, -365, -1, seized),
        *between(SEIZED, LOST, 252, 341, held),
        *between(LOST, RETAKEN, 0, None, end),
        *between(ORIGIN, RETAKEN, -306, -276, retaken),
        *between(ORIGIN, 4, -400, 400, unrelated),
    ]
    assert conflict(5, edges) == {seized, held, end, retaken}


def test_an_ambiguous_month_is_refuted_under_both_readings() -> None:
    month, definite, seized, held = range(4)
    edges = [
        *between(ORIGIN, RETAKEN, -365, -1, definite),
        *between(ORIGIN, SEIZED, -365, -1, seized),
        *between(SEIZED, RETAKEN, 252, None, held),
    ]
    readings = [list(between(ORIGIN, RETAKEN, 60, 90, month)), list(between(ORIGIN, RETAKEN, -306, -276, month))]
    found = contradiction(4, edges, [readings])
    assert found is not None
    assert found.facts == {month, definite, seized, held}
    assert [case.facts for case in found.cases] == [{month, definite}, {month, seized, held}]
    assert contradiction(4, edges[2:], [readings]) is None


def test_axioms_are_never_blamed() -> None:
    edges = [*between(0, 1, 365, 366, AXIOM), *between(0, 1, 10, 20, 7)]
    assert conflict(2, edges) == {7}


def test_a_conflict_of_axioms_alone_blames_nobody() -> None:
    assert conflict(1, [Edge(0, 0, -1, AXIOM)]) == frozenset()


def test_facts_with_several_edges_are_blamed_only_if_needed() -> None:
    """The cycle may run through a statement that another pair of statements already excludes."""
    edges = [Edge(0, 1, 5, 0), Edge(1, 2, 0, 1), Edge(2, 0, -9, 2), Edge(0, 2, 8, 0)]
    found = contradiction(3, edges)
    assert found is not None
    assert found.facts == {0, 2}


def test_statements_about_other_things_do_not_multiply_the_cases() -> None:
    free = [[list(between(2, 3, low, low, fact)) for low in range(3)] for fact in range(10, 22)]
    edges = [*between(0, 1, 5, 5, 0), *between(0, 1, 7, 7, 1)]
    found = contradiction(4, edges, free)
    assert found is not None
    assert found.facts == {0, 1}
    assert len(found.cases) == 1


def test_too_many_combinations_stay_undecided() -> None:
    edges = [*between(0, 12, 1, None, 99)]
    chain = [[list(between(at, at + 1, -step, -step, at)) for step in range(3)] for at in range(12)]
    with pytest.raises(UndecidedError):
        contradiction(13, edges, chain)
