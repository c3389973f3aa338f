"""Calculations with whole numbers: how wide the numbers must be so that no sum or product of them wraps around."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from checks.tables.expression.condition import Tokens

_HUGE = 1e300


@dataclass(frozen=True, slots=True)
class Calculation:
    """An expression that whole numbers stand in.

    `columns` are its columns of whole numbers, as often as they are named; `literals` the bits of each number that is
    written in it. `sums` says that a column is added up over the rows.
    """

    columns: tuple[str, ...]
    literals: tuple[int, ...]
    multiplies: bool
    sums: bool

    def bits(self, sizes: Mapping[str, int], height: int) -> int:
        """The bits that no result or part of the expression exceeds, given those of each column."""
        parts = [*(sizes[name] for name in self.columns), *self.literals]
        largest = sum(parts) if self.multiplies else max(parts)
        return largest + (len(parts) - 1).bit_length() + (height.bit_length() if self.sums else 0)


def calculation(tokens: Tokens, schema: Mapping[str, pl.DataType]) -> Calculation | None:
    """What an expression calculates with whole numbers, if anything."""
    named = (one.name for one in tokens if one.kind in ("word", "quoted"))
    columns = tuple(name for name in named if name in schema and schema[name].is_integer())
    if not columns:
        return None
    literals = (int(min(float(one.text), _HUGE)) + 1 for one in tokens if one.kind == "number")
    keys = {one.key for one in tokens}
    return Calculation(columns, tuple(number.bit_length() for number in literals), "*" in keys, "SUM" in keys)


def widths(calculations: Iterable[Calculation], sizes: Mapping[str, int], height: int) -> dict[str, pl.DataType]:
    """The type that each column is calculated with; numbers beyond 128 bits are calculated in floating point."""
    most: dict[str, int] = {}
    for one in calculations:
        bits = one.bits(sizes, height)
        most.update((name, max(bits, most.get(name, 0))) for name in one.columns)
    return {name: _type(bits) for name, bits in most.items()}


def _type(bits: int) -> pl.DataType:
    """The narrowest type with room for so many bits and a sign."""
    return pl.Int64() if bits < 64 else pl.Int128() if bits < 128 else pl.Float64()
