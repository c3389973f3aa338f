"""Reading csv: at full speed with the declared types; only if that fails as text, to say which cells are wrong."""

from __future__ import annotations

import csv
import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from checks.tables.declare.declaration import DeclaredTable
from checks.tables.problem import Problems, first_line
from checks.tables.read.conform import SHOWN, guessed
from checks.wording import counted

EAGER = 256 << 20
"""Bytes of a csv file that is read at once; a larger one is scanned."""
_SAMPLE = 10_000
"""Rows that the types of undeclared columns are taken from."""
FAILURES = (pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""How Polars fails to read a file; on some broken ones it panics."""


def read_csv(
    path: Path, table: DeclaredTable, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]
) -> Any:
    """The table in a csv file: in memory, or lazy if it is large; None if it cannot be read, with problems noted.

    Empty lines are no rows. `types` are exact types by column, `printed` the columns that stay text.
    """
    options = dialect(path, table)
    names = _header(path, options, problems)
    if names is None:
        return None
    overrides = {raw: _read_as(types[name]) for raw, name in names.items() if name in types}
    texts = printed.union(column.name for column in table.columns if column.format)
    overrides |= {raw: pl.String for raw, name in names.items() if name in texts}
    data = _read(path, options, overrides, problems)
    return None if data is None else data.rename({raw: name for raw, name in names.items() if raw != name})


def _read(path: Path, options: dict[str, Any], overrides: dict[str, Any], problems: Problems) -> Any:
    if path.stat().st_size > EAGER:
        return _scanned(path, options, overrides, problems)
    try:
        data = pl.read_csv(
            path, schema_overrides=overrides, try_parse_dates=True, infer_schema_length=_SAMPLE, **options
        )
    except FAILURES as error:
        _ragged(path, options, problems)
        text = _as_text(path, options, problems, error)
        return None if text is None else guessed(_without_empty(text), set(text.columns) - set(overrides))
    if data.width and data.to_series(-1).null_count():
        _ragged(path, options, problems)
    unseen = [
        name for name in data.columns if name not in overrides and not data.get_column(name).head(_SAMPLE).count()
    ]
    return guessed(_without_empty(data), unseen)


def _without_empty(data: pl.DataFrame) -> pl.DataFrame:
    """The rows that are more than an empty line."""
    if data.width < 2 or not all(data.null_count().row(0)):
        return data
    return data.filter(~pl.all_horizontal(pl.all().is_null()))


def _scanned(path: Path, options: dict[str, Any], overrides: dict[str, Any], problems: Problems) -> Any:
    """A large file, to be read in pieces; cells that are not of their type are found only then (see `diagnose`)."""
    lazy = pl.scan_csv(path, schema_overrides=overrides, try_parse_dates=True, infer_schema_length=_SAMPLE, **options)
    try:
        short = lazy.select(pl.last().null_count()).collect(engine="streaming").item()
    except FAILURES:
        short = True
    if not short:
        return lazy
    _ragged(path, options, problems)
    return lazy.filter(~pl.all_horizontal(pl.all().is_null())) if len(lazy.collect_schema()) > 1 else lazy


def opened(path: Path, encoding: str = "utf8") -> TextIO:
    """A csv file as Python's reader takes it; what is not of its encoding is read as far as it is."""
    known = "utf-8-sig" if encoding.startswith("utf8") else encoding
    return path.open(encoding=known, errors="replace", newline="")


def separator_of(path: Path, encoding: str = "utf8") -> str:
    """What separates the columns of a csv file: the mark of which the header has the most."""
    if path.suffix.lower() not in (".csv", ".txt") or not path.is_file():
        return "\t" if path.suffix.lower() == ".tsv" else ","
    with opened(path, encoding) as lines:
        header = next((line for line in lines if line.strip()), "")
    return max(",;\t|", key=header.count)


def encoding_of(path: Path) -> str:
    """The encoding of a text file: UTF-8, UTF-16 if it says so, else the code page that programs fall back to."""
    if not path.is_file() or not _undecodable(path):
        return "utf8"
    with path.open("rb") as file:
        if file.read(2) in (BOM_UTF16_LE, BOM_UTF16_BE):
            return "utf16"
    try:
        path.read_bytes().decode("cp1252")
    except UnicodeDecodeError:
        return "latin1"
    return "cp1252"


def header_of(records: Iterator[list[str]]) -> list[str]:
    """The header, from which on the rows can be read: the first line that is not empty."""
    return next((fields for fields in records if fields), [])


def dialect(path: Path, table: DeclaredTable) -> dict[str, Any]:
    """How the file is written, as Polars takes it."""
    return {
        "separator": "\t" if path.suffix.lower() == ".tsv" else table.separator,
        "null_values": list(table.null_values) or None,
        "encoding": table.encoding,
    }


def _read_as(kind: Any) -> Any:
    """What Polars is to read a column as; some types only as text."""
    return pl.String if kind in (pl.Duration, pl.Time, pl.Categorical, pl.Enum, pl.Binary) else kind


def _as_text(path: Path, options: dict[str, Any], problems: Problems, error: Exception) -> pl.DataFrame | None:
    """The table with every cell as text, for columns whose cells do not all have their type."""
    try:
        return pl.read_csv(path, infer_schema=False, truncate_ragged_lines=True, **options)
    except FAILURES:
        line = _undecodable(path) if options["encoding"] == "utf8" else 0
        if line:
            problems.add(f"{path}:{line}", 'not UTF-8; give the encoding of the table: encoding = "latin1"')
        elif not any(problem.startswith(f"{path}:") for problem in problems.found):
            problems.add(str(path), first_line(error))
        return None


def _undecodable(path: Path) -> int:
    """The first line, from 1, that is not UTF-8, or 0."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 0


def _header(path: Path, options: dict[str, Any], problems: Problems) -> dict[str, str] | None:
    """The names of the columns by what Polars calls them: it does not read the quotes in a name."""
    try:
        names = pl.read_csv(
            path, n_rows=0, infer_schema=False, separator=options["separator"], encoding=options["encoding"]
        ).columns
    except pl.exceptions.NoDataError:
        problems.add(str(path), "the file is empty")
        return None
    except LookupError:
        problems.add(str(path), f"no encoding '{options['encoding']}'; encodings are utf8, latin1, cp1252 and the like")
        return None
    except FAILURES as error:
        problems.add(str(path), first_line(error))
        return None
    with opened(path, options["encoding"]) as lines:
        written = header_of(csv.reader(lines, delimiter=options["separator"]))
    for name in dict.fromkeys(name for name in written if written.count(name) > 1):
        problems.add(f"{path}:1", f"two columns are called '{name}'")
        return None
    separator = next((mark for mark in ";\t|," if len(names) == 1 and mark in names[0]), "")
    if separator:
        told = f"the only column is '{names[0]}'; give the separator of the table: separator = {json.dumps(separator)}"
        problems.add(f"{path}:1", told)
        return None
    unquoted = written if len(written) == len(names) else names
    return {raw: one if '"' in raw else raw for raw, one in zip(names, unquoted, strict=True)}


def _ragged(path: Path, options: dict[str, Any], problems: Problems) -> bool:
    """Note rows with too many or too few fields, and a quote that is never closed, by line."""
    found, begins = 0, 1
    with opened(path, options["encoding"]) as lines:
        reader = csv.reader(lines, delimiter=options["separator"], strict=True)
        try:
            header = header_of(reader)
            begins = reader.line_num + 1
            for fields in reader:
                if len(fields) != len(header) and fields:
                    found += 1
                    if found <= SHOWN:
                        told = f"{counted(len(fields), 'field')} in a table of {counted(len(header), 'column')}"
                        problems.add(f"{path}:{begins}", told)
                begins = reader.line_num + 1
        except csv.Error as error:
            problems.add(
                f"{path}:{begins}", f"not csv: {'a quote is not closed' if 'end of data' in str(error) else error}"
            )
            return True
    if found > SHOWN:
        problems.add(str(path), f"{found - SHOWN} more rows have too many or too few fields")
    return found > 0
