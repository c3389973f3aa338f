"""A table as it is printed, for texts to be held against."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from checks.document import Table
from checks.tables import declaration
from checks.tables.problem import Problems
from checks.tables.source import open_table


def printed(paths: Iterable[str | Path]) -> tuple[Table, ...]:
    """The tables at these paths, every cell as text. Raises `TableError` with all that cannot be read."""
    problems = Problems()
    found = [_printed(Path(path), problems) for path in paths]
    problems.check()
    return tuple(table for table in found if table is not None)


def _printed(path: Path, problems: Problems) -> Table | None:
    separator = _separator(path)
    names = _names(path, separator)
    table = declaration.Table(path.stem, separator=separator)
    source = open_table(table, path, dict.fromkeys(names, pl.String), (), problems)
    if source is None:
        return None
    data = (
        source.data.lazy().collect().select(pl.all().cast(pl.String).fill_null("").str.replace(r"^(-?\d+)\.0$", "$1"))
    )
    return Table(str(path), tuple(data.columns), tuple(data.rows()))


def _separator(path: Path) -> str:
    """What separates the columns of a csv file: the mark of which the header has the most."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return ","
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        header = lines.readline()
    return max(",;\t|", key=header.count)


def _names(path: Path, separator: str) -> list[str]:
    """The columns of a csv file, which are to be kept as text; other formats know the types of theirs."""
    if path.suffix.lower() not in (".csv", ".tsv") or not path.is_file():
        return []
    try:
        mark = "\t" if path.suffix == ".tsv" else separator
        return pl.read_csv(path, n_rows=0, infer_schema=False, separator=mark).columns
    except pl.exceptions.PolarsError:
        return []
