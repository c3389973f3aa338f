"""Columns brought to what is declared of them: types, dates, printed digits; every cell that does not fit is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from checks.near import did_you_mean
from checks.tables.declare.declaration import DeclaredTable
from checks.tables.expression.advice import on_cell
from checks.tables.judge.table import PRINTED_AS
from checks.tables.problem import Problems

TYPES: Mapping[str, Any] = {
    "str": pl.String,
    "int": pl.Int64,
    "float": pl.Float64,
    "decimal": pl.Decimal(38, 9),
    "bool": pl.Boolean,
    "date": pl.Date,
    "datetime": pl.Datetime("us"),
    "time": pl.Time,
    "duration": pl.Duration("us"),
}
"""What the types of a declaration are to Polars."""
SHOWN = 10
"""Wrong cells that are named of a column; the rest is counted."""


def conform(
    table: DeclaredTable,
    data: pl.DataFrame | pl.LazyFrame,
    demands: Mapping[str, Any],
    printed: Iterable[str],
    place: str,
    problems: Problems,
) -> pl.DataFrame | pl.LazyFrame:
    """The table with its columns as declared.

    Notes columns that are missing, undeclared in a strict table, or of another type, and wrong cells.
    """
    schema = data.collect_schema()
    changes: list[pl.Expr] = []
    for column in table.columns:
        if column.name not in schema:
            if not column.optional:
                problems.add(place, f"no column '{column.name}'{did_you_mean(column.name, schema)}")
        elif column.type is not None:
            changes += _conformed(data, column.name, schema[column.name], column.type, column.format, place, problems)
    for name, kind in demands.items():
        if name in schema and schema[name] != kind:
            made = _exactly(pl.col(name), schema[name], kind)
            changes += _cast(data, name, made, str(kind), place, problems)
    typed = {column.name for column in table.columns if column.type}
    for name in printed:
        if name in schema and schema[name] == pl.String and name not in typed and name not in demands:
            changes += _inferred(data, name)
    if table.strict:
        declared = {column.name for column in table.columns}
        for name in schema:
            if name not in declared and not name.endswith(PRINTED_AS.format("")):
                problems.add(place, f"column '{name}' is not declared{did_you_mean(name, declared)}")
    kept = [
        pl.col(name).alias(PRINTED_AS.format(name)) for name in printed if name in schema and schema[name] == pl.String
    ]
    changed = {change.meta.output_name() for change in changes}
    kept = [one for one in kept if one.meta.root_names()[0] in changed]
    return data.with_columns(kept).with_columns(changes) if changes else data


def _conformed(
    data: pl.DataFrame | pl.LazyFrame,
    name: str,
    kind: pl.DataType,
    declared: str,
    given: str | None,
    place: str,
    problems: Problems,
) -> list[pl.Expr]:
    """How a column becomes one of its declared type: not at all, or by an expression."""
    column = pl.col(name)
    if _is(kind, declared) and not given:
        return []
    if kind == pl.Null:
        return [column.cast(TYPES[declared])]
    if kind == pl.String and declared == "int":
        return _cast(data, name, _whole(data, name), declared, place, problems)
    if kind == pl.String and declared != "duration":
        return _cast(data, name, _parsed(column, declared, given), declared, place, problems)
    if declared == "date" and kind.base_type() == pl.Datetime:
        return [column.dt.date()]
    if declared == "datetime" and kind == pl.Date:
        return [column.cast(pl.Datetime("us"))]
    if declared == "int" and (kind.is_float() or kind.is_decimal()):
        whole = pl.when(column == column.round()).then(column).cast(pl.Int64, strict=False)
        return _cast(data, name, whole, declared, place, problems)
    if declared == "decimal" and kind.is_numeric():
        return []
    problems.add(place, f"column '{name}' is {kind}, not {declared}")
    return [pl.lit(None, TYPES[declared]).alias(name)]


def _exactly(column: pl.Expr, kind: pl.DataType, wanted: pl.DataType) -> pl.Expr:
    """A column as another type, null where a value has none of it."""
    named = {pl.Date: "date", pl.Datetime: "datetime", pl.Time: "time", pl.Boolean: "bool"}
    declared = next((name for one, name in named.items() if wanted.base_type() == one), None)
    if kind == pl.String:
        column = _parsed(column, declared, None) if declared else column.str.strip_chars()
    return column.cast(wanted, strict=False)


def _whole(data: pl.DataFrame | pl.LazyFrame, name: str) -> pl.Expr:
    """A column of text as whole numbers, of more than 64 bits only where it has longer ones."""
    text = pl.col(name).str.strip_chars()
    usual, long = text.cast(pl.Int64, strict=False), text.cast(pl.Int128, strict=False)
    needed = data.lazy().select((usual.is_null() & long.is_not_null()).any()).collect().item()
    return long if needed else usual


def _parsed(column: pl.Expr, declared: str, given: str | None) -> pl.Expr:
    text = column.str.strip_chars()
    if declared == "date":
        return text.str.to_date(given or "%Y-%m-%d", strict=False)
    if declared == "datetime":
        return (
            text.str.to_datetime(given, strict=False) if given else text.str.to_datetime(strict=False, time_unit="us")
        )
    if declared == "time":
        if given:
            return text.str.to_time(given, strict=False)
        return pl.coalesce(text.str.to_time("%T", strict=False), text.str.to_time("%R", strict=False))
    if declared == "bool":
        return text.str.to_lowercase().replace_strict(
            {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
        )
    return text.cast(TYPES[declared], strict=False)


def _cast(
    data: pl.DataFrame | pl.LazyFrame, name: str, made: pl.Expr, declared: str, place: str, problems: Problems
) -> list[pl.Expr]:
    """The expression, if every value has one of the type; else the wrong cells are noted."""
    wrong = made.is_null() & pl.col(name).is_not_null()
    if data.collect_schema()[name] == pl.String:
        wrong &= pl.col(name).str.strip_chars() != ""
    found = data.lazy().with_row_index("row").filter(wrong).select("row", name)
    cells = found.head(SHOWN).collect()
    advised = {""}
    for row, cell in cells.iter_rows():
        todo = on_cell(str(cell), declared)
        problems.add(place, f"row {row + 1}: {name} '{cell}' is no {declared}{todo if todo not in advised else ''}")
        advised.add(todo)
    if cells.height == SHOWN:
        more = found.select(pl.len()).collect().item() - SHOWN
        if more:
            problems.add(place, f"{more} more values of {name} are no {declared}")
    return [made.alias(name)]


def guessed(data: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """Columns of text as what all their values can be read as."""
    return data.with_columns(one for name in names if data.schema[name] == pl.String for one in _inferred(data, name))


def _inferred(data: pl.DataFrame | pl.LazyFrame, name: str) -> list[pl.Expr]:
    """A column of text as the first type that all its values have; nothing if that is text.

    A column without any value is of no type, and can be compared with everything.
    """
    if not data.lazy().select(pl.col(name).count()).collect().item():
        return [pl.lit(None).alias(name)]
    tried = [_parsed(pl.col(name), kind, None).alias(name) for kind in ("int", "float", "date", "bool")]
    wrong = data.lazy().select(
        (one.is_null() & pl.col(name).is_not_null()).any().alias(str(number)) for number, one in enumerate(tried)
    )
    return [one for one, failed in zip(tried, wrong.collect().row(0), strict=True) if not failed][:1]


def _is(kind: pl.DataType, declared: str) -> bool:
    if declared == "str":
        return kind in (pl.String, pl.Categorical, pl.Enum)
    if declared == "float":
        return kind.is_numeric()
    if declared == "int":
        return kind.is_integer()
    if declared == "decimal":
        return kind.is_decimal() or kind.is_integer()
    return bool(
        kind.base_type() == TYPES[declared] or kind.base_type() == getattr(TYPES[declared], "base_type", lambda: None)()
    )
