"""The value of a printed number, its last digit and its coarsest grid; the words that print numbers.

Words come from `checks/lexicon/numerals.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import floor, log10
from typing import Final, NamedTuple

from checks.lexicon.entries import NumeralRow, rows


@dataclass(slots=True)
class Numeral:
    """A number as printed, at `start` to `end` of its run; `high` differs from `value` for "millions" and the like.

    `shape`: "integer" (digits alone), "grouped" (with separators), "decimal", "comma" (a decimal comma), "fraction",
    "portion" ("half a"), "mixed", "power", "words", "article" ("a million"), "plural" ("millions"). `scale` is the
    product of the scale words printed.
    """

    start: Final[int]
    end: Final[int]
    value: Final[float]
    high: Final[float]
    step: Final[float]
    coarse: Final[float]
    shape: Final[str]
    scale: Final[float] = 1.0

    def times(self, factor: float, longer: int = 0) -> Numeral:
        """The same number with a further scale that takes `longer` bytes."""
        value = product(self.value, factor)
        high = value if self.high == self.value else product(self.high, factor)
        step, coarse, scale = self.step * factor, self.coarse * factor, self.scale * factor
        return Numeral(self.start, self.end + longer, value, high, step, coarse, self.shape, scale)

    def placed(self, start: int, end: int, polarity: int = 1) -> Numeral:
        """The same number where it stands, with its sign."""
        value, high = polarity * self.value, polarity * self.high
        return Numeral(start, end, value, high, self.step, self.coarse, self.shape, self.scale)

    def negative(self) -> Numeral:
        """The number below zero."""
        return self.placed(self.start, self.end, -1)

    def between(self, value: float, high: float) -> Numeral:
        """The same from one value to another."""
        return Numeral(self.start, self.end, value, high, self.step, self.coarse, self.shape, self.scale)


class NumberWord(NamedTuple):
    """What a number word does (digit, teen, tens, hundred, scale, dozen, denominator ...) and its value."""

    kind: str
    value: float


@cache
def lexicon() -> dict[bytes, NumberWord]:
    """Every number word in small letters, and the suffixes as written."""
    return {row.word.encode(): NumberWord(row.kind, row.value) for row in rows(NumeralRow)}


@cache
def number_words() -> frozenset[bytes]:
    """The words that print a number."""
    kinds = ("digit", "teen", "tens", "hundred", "scale", "dozen", "half", "zero")
    return frozenset(word for word, entry in lexicon().items() if entry.kind in kinds)


@cache
def suffixes() -> dict[bytes, float]:
    """Letters that scale a number they stand close to: k, m, bn."""
    return {word: entry.value for word, entry in lexicon().items() if entry.kind in ("suffix", "abbreviation")}


def significant(value: float, place: float) -> float:
    """The coarsest grid that a number of steps of `place` may have been rounded to.

    10^k for k trailing zeros, 5 for a last digit 5, both times the place of the last of the other digits.
    """
    digits = round(value / place)
    if digits == 0 or digits > 10**15:
        return place
    grid = 1
    while digits % 10 == 0:
        digits //= 10
        grid *= 10
    return place * grid * (5 if digits % 5 == 0 else 1)


def product(value: float, factor: float) -> float:
    """Decimal product: 2.2 million is 2200000, not 2200000.0000000002."""
    return float(f"{value * factor:.15g}")


def one_digit(value: float) -> float:
    """The grid of one significant digit."""
    return 10.0 ** floor(log10(value)) if value > 0 else 1.0
