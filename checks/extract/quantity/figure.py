"""Figures: a number as printed with its unit, what was joined to it and its hedge. Steps make new ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from checks.extract.quantity.hedge import Hedge
from checks.extract.quantity.number import Numeral
from checks.extract.quantity.unit import PlacedUnit, UnitReading


@dataclass(slots=True)
class Second:
    """How a second number is joined to a first ("dash", "to", "or" ...), and where it stands."""

    join: Final[str]
    start: Final[int]
    end: Final[int]


@dataclass(slots=True)
class Figure:
    """A number as printed, or two that were joined, in byte offsets of the batch.

    `start` and `end` span number and unit. The `number` of two that were joined goes from the start of the first to
    the end of the second. The `unit` of a figure that has it from another one stands nowhere (-1).
    """

    start: Final[int]
    end: Final[int]
    number: Final[Numeral]
    unit: Final[PlacedUnit | None] = None
    second: Final[Second | None] = None
    hedge: Final[Hedge | None] = None

    @property
    def reading(self) -> UnitReading | None:
        """What the unit means."""
        return None if self.unit is None else self.unit.reading

    @property
    def bound(self) -> str:
        """How far the number may be taken."""
        if self.number.shape == "plural":
            return "vague"
        return "exact" if self.hedge is None else self.hedge.bound

    @property
    def whole(self) -> bool:
        """Whether nothing but digits was printed: what a year, a score or a label would look like."""
        return self.unit is None and self.number.shape == "integer" and self.number.scale == 1.0

    @property
    def is_year(self) -> bool:
        """Whether the number could be a year of our age."""
        return self.whole and 1500 <= self.number.value <= 2100

    @property
    def leads(self) -> bool:
        """Whether the unit stands before the number."""
        return self.unit is not None and 0 <= self.unit.start < self.number.start

    def joined_by(self, join: str) -> bool:
        """Whether a second number is joined in this way."""
        return self.second is not None and self.second.join == join

    def of(self, number: Numeral) -> Figure:
        """The same with another number."""
        return Figure(self.start, self.end, number, self.unit, self.second, self.hedge)

    def reaching(self, end: int, unit: PlacedUnit | None) -> Figure:
        """The same with another end and unit."""
        return Figure(self.start, end, self.number, unit, self.second, self.hedge)

    def meaning(self, reading: UnitReading) -> Figure:
        """The same with a unit that is not printed beside it."""
        return Figure(self.start, self.end, self.number, PlacedUnit(reading, -1, -1), self.second, self.hedge)

    def hedged(self, hedge: Hedge) -> Figure:
        """The same with a hedge."""
        return Figure(self.start, self.end, self.number, self.unit, self.second, hedge)
