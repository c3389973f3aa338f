"""A table ready to be judged: its columns with their types, and what is known of their values.

Missing values are one thing here: NaN in a column becomes null. Numbers that are calculated with are widened, so that
nothing overflows that would not on paper. The printed digits of a column are derived where a rule asks for
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from math import isnan
from operator import xor
from typing import Any, Literal, NamedTuple

import polars as pl

from checks.tables.expression.calculation import Calculation, widths

ROW = "factlint row"
"""The column that numbers the rows of a table from 0."""
PRINTED_AS = "{} as printed"
"""The column of a loaded table that keeps the text of a number as it stood in the file."""
BUDGET = 512 << 20
"""Bytes that the used columns of a table may take in memory before it is streamed instead."""
_SMALL = 10_000
"""Rows up to which a table is small."""
_LARGE = 1e60
EXACT_UNTIL = 2**53
"""Up to here floats tell every whole number from the next."""
_PART = 6_000_000
"""Rows of a streamed table whose keys are held in memory at a time."""

Derived = tuple[str, str]
"""A derived column: ("step" | "coarse" | "printed", column)."""


class Ends(NamedTuple):
    """The least and the greatest of some numbers, and how many are missing."""

    least: float
    greatest: float
    nulls: int


@dataclass(frozen=True)
class Judgeable:
    """A table for the engine.

    `known` are columns without nulls, `finite` columns of moderate finite numbers, `positive` those without numbers
    below zero. `ends` are what is known of columns of floats. `held` is the table itself, if it is in memory.
    """

    lazy: pl.LazyFrame
    schema: Mapping[str, pl.DataType]
    height: int
    known: frozenset[str]
    finite: frozenset[str]
    positive: frozenset[str] = frozenset()
    ends: Mapping[str, Ends] = field(default_factory=dict)
    held: pl.DataFrame | None = None
    parts: int = 1

    @property
    def streamed(self) -> bool:
        """Whether the table is larger than what is held in memory."""
        return self.held is None

    @property
    def small(self) -> bool:
        """Whether planning a query on the table costs more than it saves."""
        return self.held is not None and self.height <= _SMALL

    @property
    def exact(self) -> frozenset[str]:
        """The columns of floats that tell every whole number from the next."""
        return frozenset(name for name, (low, high, _) in self.ends.items() if max(-low, high) < EXACT_UNTIL)

    def collect(self, query: pl.LazyFrame) -> pl.DataFrame:
        """The rows of a query on this table."""
        return query.collect(engine=self.engine)

    @property
    def engine(self) -> Literal["streaming", "auto"]:
        return "streaming" if self.streamed else "auto"

    def select(self, columns: Iterable[pl.Expr]) -> pl.DataFrame:
        """Calculated columns; those of a small table as they are written."""
        return (
            self.held.select_seq(*columns)
            if self.small and self.held is not None
            else self.collect(self.lazy.select(*columns))
        )

    def numbered(self) -> pl.LazyFrame:
        """The table with its row numbers."""
        return self.lazy if ROW in self.schema else self.lazy.with_row_index(ROW)

    def rows(self, numbers: pl.Series) -> pl.DataFrame:
        """The rows with these numbers, in ascending order, and their numbers."""
        if self.held is not None:
            return self.held[numbers].with_columns(numbers.alias(ROW))
        wanted = pl.col(ROW).is_in(numbers.implode())
        return self.collect(self.numbered().filter(wanted)).sort(ROW)

    def part(self, number: int, keys: Iterable[str]) -> pl.LazyFrame:
        """One part of the rows of a table that is too large to hold all its keys; equal keys are in one part."""
        if self.parts == 1:
            return self.numbered()
        hashes = [pl.col(key).hash(seed) for seed, key in enumerate(keys, 7)]
        return self.numbered().filter(reduce(xor, hashes) % self.parts == number)


def whole(data: pl.DataFrame | pl.LazyFrame, used: Iterable[str], budget: int = BUDGET) -> pl.DataFrame | pl.LazyFrame:
    """The used columns of a table, in memory if they fit into the budget."""
    if isinstance(data, pl.DataFrame):
        return pl.DataFrame([data.get_column(name) for name in used])
    schema = data.collect_schema()
    lazy = data.select(used)
    height = lazy.select(pl.len()).collect(engine="streaming").item()
    if height * sum(_width(schema[name]) for name in used) > budget:
        return lazy
    return lazy.collect()


def frame(
    data: pl.DataFrame | pl.LazyFrame, calculations: Iterable[Calculation] = (), derived: Iterable[Derived] = ()
) -> Judgeable:
    """A table ready to be judged, with what is calculated with its whole numbers and the printed digits asked for."""
    made = _in_memory(data) if isinstance(data, pl.DataFrame) else _streamed(data)
    made, changes = _wide(made, list(calculations))
    changes |= {name: _number(name, made.schema[name]) for name in _with_nan(made)}
    changes |= {f"{kind}({name})": _derive(kind, name, made.schema) for kind, name in derived}
    if not changes:
        return made
    lazy = made.lazy.with_columns(**changes)
    held = None if made.streamed else _spread(lazy.collect())
    lazy = lazy if held is None else held.lazy()
    return replace(made, lazy=lazy, held=held, schema=dict(lazy.collect_schema()))


def _in_memory(data: pl.DataFrame) -> Judgeable:
    held, schema = _spread(data), dict(data.schema)
    floats = [name for name, kind in schema.items() if kind.is_float()]
    nulls = dict(zip(data.columns, data.null_count().row(0), strict=True)) if schema else {}
    made = Judgeable(held.lazy(), schema, data.height, frozenset(), frozenset(), held=held)
    found = _ends(made, floats)
    ends = {name: Ends(*pair, nulls[name]) for name, pair in found.items() if not isnan(pair[1])}
    moderate = {name for name, (low, high, _) in ends.items() if max(abs(low), abs(high)) < _LARGE}
    return replace(
        made,
        known=frozenset(name for name in schema if not nulls[name] and (name in ends or name not in found)),
        finite=frozenset(schema.keys() - set(floats) | moderate),
        positive=frozenset(name for name, (low, _) in found.items() if low >= 0),
        ends=ends,
    )


def _streamed(data: pl.LazyFrame) -> Judgeable:
    schema = dict(data.collect_schema())
    height = data.select(pl.len()).collect(engine="streaming").item()
    others = frozenset(name for name, kind in schema.items() if not kind.is_float())
    return Judgeable(data, schema, height, frozenset(), others, parts=1 + height // _PART)


def _spread(data: pl.DataFrame) -> pl.DataFrame:
    """The table with all its values in memory.

    Polars keeps a column of one value as that value, and what it calculates from it and a literal has a single row.
    """
    return pl.DataFrame(data.get_columns()) if data.width else data


def _ends(made: Judgeable, names: Sequence[str]) -> dict[str, tuple[Any, Any]]:
    """The least and the greatest number of each column, this one NaN if any is; zero for one without numbers."""
    if not names:
        return {}
    column = pl.col(names)
    query = (column.min().name.prefix("min "), column.nan_max().name.prefix("max "))
    found = made.select(query).row(0, named=True)
    return {name: (found[f"min {name}"] or 0, found[f"max {name}"] or 0) for name in names}


def _wide(made: Judgeable, calculations: Sequence[Calculation]) -> tuple[Judgeable, dict[str, pl.Expr]]:
    """The frame with what is known of the whole numbers that are calculated with, and these as wide as they must be."""
    names = sorted({name for one in calculations for name in one.columns})
    ends = _ends(made, names)
    sizes = {name: max(abs(low), abs(high)).bit_length() for name, (low, high) in ends.items()}
    kinds = widths(calculations, sizes, made.height)
    changes = {name: pl.col(name).cast(kind) for name, kind in kinds.items() if made.schema[name] != kind}
    positive = made.positive.union(name for name, (low, _) in ends.items() if low >= 0)
    return replace(made, positive=positive), changes


def _with_nan(made: Judgeable) -> list[str]:
    """The columns that may have a NaN, and those of narrow floats."""
    floats = (name for name, kind in made.schema.items() if kind.is_float())
    return [name for name in floats if name not in made.ends or made.schema[name] == pl.Float32]


def _number(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name).fill_nan(None)
    return column if kind == pl.Float64 else column.cast(pl.Float64)


def _width(kind: pl.DataType) -> int:
    """Bytes that a value takes in memory, about."""
    if kind == pl.Boolean:
        return 1
    if kind.is_integer() or kind.is_float():
        return int(str(kind).lstrip("UIntFloa")) // 8
    return 8 if kind.is_temporal() else 32


def _derive(kind: str, name: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    text = pl.col(PRINTED_AS.format(name)) if PRINTED_AS.format(name) in schema else pl.col(name).cast(pl.String)
    if kind == "printed":
        return text
    if schema[name].is_integer() and kind == "step":
        return pl.when(pl.col(name).is_not_null()).then(1.0)
    step = _step(text, whole_floats=PRINTED_AS.format(name) not in schema)
    return step if kind == "step" else step * _grid(text, whole_floats=PRINTED_AS.format(name) not in schema)


def _digits(text: pl.Expr, whole_floats: bool) -> pl.Expr:
    """The digits of a number without sign and exponent; 45.0 is how a float that was printed as 45 is written."""
    digits = text.str.extract(r"^\s*[+-]?([\d,_]*\.?\d*)", 1)
    return digits.str.replace(r"\.0$", "") if whole_floats else digits


def _step(text: pl.Expr, whole_floats: bool) -> pl.Expr:
    decimals = _digits(text, whole_floats).str.extract(r"\.(\d*)$", 1).str.len_chars().fill_null(0).cast(pl.Int64)
    exponent = text.str.extract(r"[eE]([+-]?\d+)\s*$", 1).cast(pl.Int64, strict=False).fill_null(0)
    return pl.when(text.is_not_null()).then(pl.lit(10.0).pow((exponent - decimals).cast(pl.Float64)))


def _grid(text: pl.Expr, whole_floats: bool) -> pl.Expr:
    """Steps of the coarsest grid that the digits lie on: 10^k for k trailing zeros, 5 for a last digit 5.

    The zeros of 175.0 count as well: programs print them after whole numbers.
    """
    digits = _digits(text, whole_floats).str.replace(".", "", literal=True)
    zeros = digits.str.extract(r"^\d*[1-9]\d*?(0+)$", 1).str.len_chars().cast(pl.Float64)
    five = pl.when(digits.str.ends_with("5")).then(5.0).otherwise(1.0)
    return pl.when(zeros.is_not_null()).then(pl.lit(10.0).pow(zeros)).otherwise(five)
