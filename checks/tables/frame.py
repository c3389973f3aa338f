"""A table ready to be judged: its columns with their types, and what is known of their values.

Missing values are one thing here: NaN in a column becomes null. Narrow numbers that are calculated with are widened,
so that nothing overflows that would not on paper. The printed digits of a column are derived where a rule asks for
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import xor
from typing import Literal

import polars as pl

ROW = "factlint row"
"""The column that numbers the rows of a table from 0."""
PRINTED_AS = "{} as printed"
"""The column of a loaded table that keeps the text of a number as it stood in the file."""
BUDGET = 512 << 20
"""Bytes that the used columns of a table may take in memory before it is streamed instead."""
_SMALL = 10_000
"""Rows up to which a table is small."""
_LARGE = 1e60
_PART = 6_000_000
"""Rows of a streamed table whose keys are held in memory at a time."""

Derived = tuple[str, str]
"""A derived column: ("step" | "coarse" | "printed", column)."""


@dataclass(frozen=True)
class Frame:
    """A table for the engine. `known` are columns without nulls, `finite` columns of moderate finite numbers."""

    lazy: pl.LazyFrame
    schema: Mapping[str, pl.DataType]
    height: int
    known: frozenset[str]
    finite: frozenset[str]
    streamed: bool = False
    parts: int = 1

    def collect(self, query: pl.LazyFrame) -> pl.DataFrame:
        """The rows of a query on this table."""
        return query.collect(engine=self.engine)

    @property
    def engine(self) -> Literal["streaming", "auto"]:
        return "streaming" if self.streamed else "auto"

    def select(self, columns: Iterable[pl.Expr]) -> pl.DataFrame:
        """Calculated columns; those of a small table as they are written, since planning costs more than it saves."""
        if self.streamed or self.height > _SMALL:
            return self.collect(self.lazy.select(*columns))
        return self.lazy.collect().select_seq(*columns)

    def numbered(self) -> pl.LazyFrame:
        """The table with its row numbers."""
        return self.lazy if ROW in self.schema else self.lazy.with_row_index(ROW)

    def rows(self, numbers: pl.Series) -> pl.DataFrame:
        """The rows with these numbers, in ascending order, and their numbers."""
        if not self.streamed:
            return self.lazy.collect()[numbers].with_columns(numbers.alias(ROW))
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
        return data.select(used)
    schema = data.collect_schema()
    lazy = data.select(used)
    height = lazy.select(pl.len()).collect(engine="streaming").item()
    if height * sum(_width(schema[name]) for name in used) > budget:
        return lazy
    return lazy.collect()


def frame(data: pl.DataFrame | pl.LazyFrame, widen: Iterable[str] = (), derived: Iterable[Derived] = ()) -> Frame:
    """A table ready to be judged. `widen` names the columns that are calculated with."""
    made = _in_memory(data) if isinstance(data, pl.DataFrame) else _streamed(data)
    changes = {name: _wide(pl.col(name), made.schema[name]) for name in widen}
    changes |= {name: pl.col(name).fill_nan(None) for name in _with_nan(made, data)}
    changes |= {f"{kind}({name})": _derive(kind, name, made.schema) for kind, name in derived}
    if not changes:
        return made
    lazy = made.lazy.with_columns(**changes)
    if not made.streamed:
        lazy = lazy.collect().lazy()
    return replace(made, lazy=lazy, schema=dict(lazy.collect_schema()))


def columns(
    schema: Mapping[str, pl.DataType], widen: Iterable[str], derived: Iterable[Derived]
) -> dict[str, pl.DataType]:
    """The types that `frame` will give the columns."""
    wide = {name: pl.Float64() if schema[name].is_float() else pl.Int64() for name in widen if _narrow(schema[name])}
    types = {"step": pl.Float64(), "coarse": pl.Float64(), "printed": pl.String()}
    return {**schema, **wide, **{f"{kind}({name})": types[kind] for kind, name in derived}}


def _in_memory(data: pl.DataFrame) -> Frame:
    schema = dict(data.schema)
    floats = [name for name, kind in schema.items() if kind.is_float()]
    nulls = dict(zip(data.columns, data.null_count().row(0), strict=True)) if schema else {}
    nan, finite = _seen(data, floats)
    known = {name for name in schema if not nulls[name]} - nan
    return Frame(data.lazy(), schema, data.height, frozenset(known), frozenset(schema.keys() - set(floats) | finite))


def _seen(data: pl.DataFrame, floats: Sequence[str]) -> tuple[set[str], set[str]]:
    """The columns that have a NaN, and those whose numbers are all moderate and finite."""
    if not floats:
        return set(), set()
    column = pl.col(floats)
    found = data.select(
        column.is_nan().any().name.prefix("nan "), column.min().name.prefix("min "), column.max().name.prefix("max ")
    ).row(0, named=True)
    nan = {name for name in floats if found[f"nan {name}"]}
    moderate = (max(abs(found[f"min {name}"] or 0), abs(found[f"max {name}"] or 0)) < _LARGE for name in floats)
    return nan, {name for name, fits in zip(floats, moderate, strict=True) if fits} - nan


def _streamed(data: pl.LazyFrame) -> Frame:
    schema = dict(data.collect_schema())
    height = data.select(pl.len()).collect(engine="streaming").item()
    others = frozenset(name for name, kind in schema.items() if not kind.is_float())
    return Frame(data, schema, height, frozenset(), others, streamed=True, parts=1 + height // _PART)


def _with_nan(made: Frame, data: pl.DataFrame | pl.LazyFrame) -> list[str]:
    floats = [name for name, kind in made.schema.items() if kind.is_float()]
    if isinstance(data, pl.LazyFrame):
        return floats
    return [name for name in floats if name not in made.known and (data[name].is_nan().any() or False)]


def _narrow(kind: pl.DataType) -> bool:
    return kind in (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64, pl.Float32)


def narrow(kind: pl.DataType) -> bool:
    """Whether numbers of this type may overflow, wrap or lose digits when they are calculated with."""
    return _narrow(kind)


def _wide(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    return column.fill_nan(None).cast(pl.Float64) if kind.is_float() else column.cast(pl.Int64)


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
    """Steps of the coarsest grid that the digits lie on: 10^k for k trailing zeros, 5 for a last digit 5."""
    digits = _digits(text, whole_floats)
    zeros = digits.str.extract(r"^\d*[1-9]\d*?(0+)$", 1).str.len_chars().cast(pl.Float64)
    five = pl.when(digits.str.ends_with("5")).then(5.0).otherwise(1.0)
    return pl.when(zeros.is_not_null()).then(pl.lit(10.0).pow(zeros)).otherwise(five)
