"""How a demand on a table came out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from checks.finding import Tally
from checks.tables.declare.assertion import Assertion
from checks.tables.judge.table import ROW


def nothing() -> pl.Series:
    """No rows."""
    return pl.Series("row", [], pl.UInt32)


def _nothing_shown(limit: int) -> pl.DataFrame:
    return pl.DataFrame({ROW: nothing()})


@dataclass(frozen=True)
class Outcome:
    """Counts of constraints, and on demand what broke.

    `find` gives the numbers (from 0) of all rows that a broken constraint speaks of; `show` at most so many broken
    constraints, one a row, with the columns that tell them. `divided` counts the constraints that nothing could be
    said of because a divisor was zero, and `divided_row` is the first such row where it is known.
    """

    assertion: Assertion
    judged: int
    broken: int
    not_comparable: int
    find: Callable[[], pl.Series] = nothing
    show: Callable[[int], pl.DataFrame] = _nothing_shown
    divided: int = 0
    divided_row: int | None = None

    @property
    def name(self) -> str:
        """The rule, and the column if the demand is a schema's."""
        column = self.assertion.column
        return f"{column}: {self.assertion.name}" if column else self.assertion.name

    @cached_property
    def rows(self) -> pl.Series:
        """The rows of what broke, numbered from 0, in ascending order."""
        return self.find() if self.broken else pl.Series("row", [], pl.UInt32)

    @property
    def tally(self) -> Tally:
        return Tally(self.judged - self.broken - self.not_comparable, self.broken, self.not_comparable)

    @property
    def tolerated(self) -> bool:
        """Whether what broke is within the rule's allowance."""
        return self.assertion.allow.covers(self.broken, self.judged - self.not_comparable)


def settled(one: Outcome, found: pl.DataFrame) -> Outcome:
    """The outcome with only the broken lines of what it was judged on, so that the rest can be let go."""
    kept = found[one.find()] if one.broken else found.clear()
    numbers = pl.int_range(0, kept.height, dtype=pl.UInt32, eager=True)
    return replace(one, find=lambda: numbers, show=kept.head)
