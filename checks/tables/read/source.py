"""Reading tables: csv, jsonl, parquet, arrow and xlsx, with clear errors that name the row and the cell.

A declared type is what a column is read as.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from checks.near import did_you_mean
from checks.tables.declare.declaration import DeclaredTable
from checks.tables.problem import Problems, first_line
from checks.tables.read.conform import SHOWN, TYPES, conform, guessed
from checks.tables.read.delimited import EAGER, FAILURES, dialect, read_csv

FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".arrow": "arrow", ".ipc": "arrow", ".feather": "arrow",
    ".xlsx": "xlsx",
}  # fmt: skip


TEXTUAL = frozenset((".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".xlsx"))
"""Formats whose values have no types of their own, or few."""


@dataclass(frozen=True)
class OpenedTable:
    """A table on disk, opened: `data` is in memory or lazy, `document` the path as given."""

    table: DeclaredTable
    document: str
    data: pl.DataFrame | pl.LazyFrame


def open_table(
    table: DeclaredTable, path: Path, demands: Mapping[str, Any], printed: Iterable[str], problems: Problems
) -> OpenedTable | None:
    """A table with its columns as the declared types.

    `demands` are exact types by column, `printed` the columns whose digits are kept as text.

    Notes problems and returns None if the file cannot be read as that.
    """
    place = str(path)
    if not path.is_file():
        problems.add(place, "no such file" if not path.exists() else "not a file")
        return None
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        problems.add(
            place,
            f"no table format '{path.suffix}'{did_you_mean(path.suffix, FORMATS)}; tables are {', '.join(FORMATS)}",
        )
        return None
    types = {column.name: TYPES[column.type] for column in table.columns if column.type and not column.format} | dict(
        demands
    )
    try:
        data = _READERS[kind](path, table, types, problems, frozenset(printed))
    except (*FAILURES, OSError, ValueError) as error:
        problems.add(place, first_line(error))
        return None
    return None if data is None else OpenedTable(table, place, data)


def diagnose(
    table: DeclaredTable, path: Path, demands: Mapping[str, Any], printed: Iterable[str], problems: Problems
) -> None:
    """Note the cells of a large csv file that are not of their type: every cell is read as text."""
    if FORMATS.get(path.suffix.lower()) == "csv":
        text = pl.scan_csv(path, infer_schema=False, **dialect(path, table))
        conform(table, text, demands, printed, str(path), problems)


def _jsonl(
    path: Path, table: DeclaredTable, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]
) -> Any:
    if not path.stat().st_size:
        problems.add(str(path), "the file is empty")
        return None
    try:
        return (
            pl.scan_ndjson(path, infer_schema_length=None)
            if path.stat().st_size > EAGER
            else pl.read_ndjson(path, infer_schema_length=None)
        )
    except pl.exceptions.PolarsError:
        before = len(problems.found)
        _bad_lines(path, problems)
        return _mixed(path) if len(problems.found) == before else None


def _mixed(path: Path) -> pl.DataFrame:
    """A table whose columns hold values of several kinds, each as text."""
    names = pl.read_ndjson(path, infer_schema_length=None, ignore_errors=True).columns
    data = pl.read_ndjson(path, schema=dict.fromkeys(names, pl.String))
    return guessed(data, names)


def _bad_lines(path: Path, problems: Problems) -> None:
    with path.open(encoding="utf-8", errors="replace") as lines:
        bad = ((number, _json_problem(line)) for number, line in enumerate(lines, 1) if line.strip())
        for number, problem in islice(((number, problem) for number, problem in bad if problem), SHOWN):
            problems.add(f"{path}:{number}", problem)


def _json_problem(line: str) -> str:
    try:
        return "" if isinstance(json.loads(line.rstrip("\r\n")), dict) else "not an object"
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} at character {error.pos + 1}"


def _parquet(
    path: Path, table: DeclaredTable, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]
) -> Any:
    lazy = pl.scan_parquet(path)
    lazy.collect_schema()
    return lazy


def _arrow(
    path: Path, table: DeclaredTable, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]
) -> Any:
    with path.open("rb") as file:
        is_file = file.read(6) == b"ARROW1"
    if not is_file:
        return pl.read_ipc_stream(path)
    lazy = pl.scan_ipc(path)
    lazy.collect_schema()
    return lazy


def _xlsx(
    path: Path, table: DeclaredTable, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]
) -> Any:
    try:
        if table.sheet is not None and table.sheet not in (sheets := _sheets(path)):
            told = f"no sheet '{table.sheet}'{did_you_mean(table.sheet, sheets)}; sheets are {', '.join(sheets)}"
            problems.add(str(path), told)
            return None
        return pl.read_excel(path, sheet_name=table.sheet) if table.sheet else pl.read_excel(path)
    except ModuleNotFoundError:
        problems.add(str(path), "reading xlsx needs fastexcel; install it with: pip install 'factlint[xlsx]'")
    except Exception as error:  # the spreadsheet reader has error types of its own
        problems.add(str(path), first_line(error))
    return None


def _sheets(path: Path) -> list[str]:
    import fastexcel

    return list(fastexcel.read_excel(path).sheet_names)


_READERS: Mapping[str, Callable[[Path, DeclaredTable, Mapping[str, Any], Problems, frozenset[str]], Any]] = {
    "csv": read_csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "arrow": _arrow,
    "xlsx": _xlsx,
}
