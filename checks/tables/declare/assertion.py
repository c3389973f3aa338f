"""What a rule demands, independent of how it was declared: a condition, and the grain of what it judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from checks.rule import Severity
from checks.tables.declare.column import Check
from checks.tables.expression.condition import Condition
from checks.tables.expression.template import Template


@dataclass(frozen=True, slots=True)
class Rows:
    """One constraint a row."""


@dataclass(frozen=True, slots=True)
class Groups:
    """One constraint for all rows that share their keys; without keys, one for the table."""

    by: tuple[str, ...] = ()
    skip_nulls: bool = False
    """Whether aggregates pass over nulls; otherwise a group with a null in an aggregated column is not comparable."""
    counts: bool = False
    """Whether `where` only says which rows count: a key with none of them counts zero, and is not left out."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """One constraint a row and the rows before it within its keys, in the order of a column.

    `ties` says whether rows at the same point of the order are compared. `spans` are the columns of ranges whose
    reversed rows cannot be compared; `open_end` takes a missing end for a range that goes on.
    """

    by: tuple[str, ...]
    along: str
    ties: bool = False
    end: str = ""
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Distinct:
    """No two rows share the values of these columns."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The values of these columns stand in columns of another table."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


Grain: TypeAlias = Rows | Groups | Sorted | Distinct | Lookup


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far apart two sides may be: the largest of an amount, a share of the larger side, and half a printed step.

    `digits` is "" (printed digits do not matter), "printed" (half a unit in the last printed place) or "rounded"
    (half the coarsest grid the writer may have rounded to: 300 may stand for 250 to 350).
    """

    absolute: float = 0.0
    relative: float = 0.0
    digits: str = ""

    def __bool__(self) -> bool:
        return bool(self.absolute or self.relative or self.digits)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many broken constraints are tolerated: a number of them, or a share of those judged."""

    number: int = 0
    share: float = 0.0

    def covers(self, broken: int, judged: int) -> bool:
        """Whether so many broken ones are within the allowance."""
        return broken <= max(self.number, self.share * judged)


class Assertion(NamedTuple):
    """A demand on a table, with what to say when it does not hold.

    `condition` is None for grains that say it all (Distinct, Lookup). `column` is set for the demands of a schema on
    that column, and `check` for those that are no condition; the check "not null" is broken by a null.
    """

    name: str
    grain: Grain
    condition: Condition | None = None
    where: Condition | None = None
    tolerance: Tolerance = Tolerance()
    allow: Allowance = Allowance()
    severity: Severity = Severity.error
    says: str = ""
    reason: str = ""
    owner: str = ""
    text: str = ""
    column: str | None = None
    check: Check | None = None
    message: Template = ()
