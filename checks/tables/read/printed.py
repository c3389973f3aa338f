"""A table as it is printed, for texts to be held against."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from checks.document import Table
from checks.tables.declare import declaration
from checks.tables.problem import Problems
from checks.tables.read.delimited import encoding_of, header_of, opened, separator_of
from checks.tables.read.source import open_table

_DELIMITED = (".csv", ".tsv", ".txt")


def printed(paths: Iterable[str | Path]) -> tuple[Table, ...]:
    """The tables at these paths, every cell as text. Raises `TableError` with all that cannot be read."""
    problems = Problems()
    found = [_printed(Path(path), problems) for path in paths]
    problems.check()
    return tuple(table for table in found if table is not None)


def _printed(path: Path, problems: Problems) -> Table | None:
    encoding = encoding_of(path) if path.suffix.lower() in _DELIMITED else "utf8"
    separator = separator_of(path, encoding)
    names = _names(path, separator, encoding)
    table = declaration.DeclaredTable(path.stem, separator=separator, encoding=encoding)
    source = open_table(table, path, dict.fromkeys(names, pl.String), (), problems)
    if source is None:
        return None
    data = (
        source.data.lazy().collect().select(pl.all().cast(pl.String).fill_null("").str.replace(r"^(-?\d+)\.0$", "$1"))
    )
    return Table(str(path), tuple(data.columns), tuple(data.rows()))


def _names(path: Path, separator: str, encoding: str) -> list[str]:
    """The columns of a csv file, which are to be kept as text; other formats know the types of theirs."""
    if path.suffix.lower() not in _DELIMITED or not path.is_file():
        return []
    with opened(path, encoding) as lines:
        return header_of(csv.reader(lines, delimiter=separator))
