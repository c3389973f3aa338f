"""Reading tables: csv, jsonl, parquet, arrow and xlsx, with clear errors that name the row and the cell.

A declared type is what a column is read as. A csv file is parsed with those types at full speed; only if that fails
is it read again as text, to say which cells are wrong.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from checks.tables.declaration import Table
from checks.tables.frame import PRINTED_AS
from checks.tables.problem import Problems, nearest

_EAGER = 256 << 20
"""Bytes of a csv file that is read at once; a larger one is scanned."""
_SAMPLE = 10_000
"""Rows that the types of undeclared columns are taken from."""
FAILURES = (pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""How Polars fails to read a file; on some broken ones it panics."""
_SHOWN = 10
"""Wrong cells that are named of a column; the rest is counted."""
_TYPES: Mapping[str, Any] = {
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
class Source:
    """A table on disk, opened: `data` is in memory or lazy, `document` the path as given."""

    table: Table
    document: str
    data: pl.DataFrame | pl.LazyFrame


def open_table(
    table: Table, path: Path, demands: Mapping[str, Any], printed: Iterable[str], problems: Problems
) -> Source | None:
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
            place, f"no table format '{path.suffix}'{nearest(path.suffix, FORMATS)}; tables are {', '.join(FORMATS)}"
        )
        return None
    types = {column.name: _TYPES[column.type] for column in table.columns if column.type and not column.format} | dict(
        demands
    )
    try:
        data = _READERS[kind](path, table, types, problems, frozenset(printed))
    except (*FAILURES, OSError, ValueError) as error:
        problems.add(place, _first_line(error))
        return None
    return None if data is None else Source(table, place, data)


def _csv(path: Path, table: Table, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]) -> Any:
    options = _options(path, table)
    names = _header(path, options, problems)
    if names is None:
        return None
    overrides = {name: kind for name, kind in types.items() if name in names and not _textual(kind)}
    overrides |= {name: pl.String for name, kind in types.items() if name in names and _textual(kind)}
    overrides |= dict.fromkeys(printed & set(names), pl.String)
    overrides |= {column.name: pl.String for column in table.columns if column.name in names and column.format}
    if path.stat().st_size > _EAGER:
        return _scanned(path, options, overrides, problems)
    try:
        data = pl.read_csv(
            path, schema_overrides=overrides, try_parse_dates=True, infer_schema_length=_SAMPLE, **options
        )
    except FAILURES as error:
        _ragged(path, options, problems)
        text = _as_text(path, options, problems, error)
        return None if text is None else _guessed(text, set(text.columns) - set(overrides))
    if data.width and data.to_series(-1).null_count():
        _ragged(path, options, problems)
    unseen = [
        name for name in data.columns if name not in overrides and not data.get_column(name).head(_SAMPLE).count()
    ]
    return _guessed(data, unseen)


def _guessed(data: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """Columns of text as what all their values can be read as."""
    return data.with_columns(one for name in names if data.schema[name] == pl.String for one in _inferred(data, name))


def _scanned(path: Path, options: dict[str, Any], overrides: dict[str, Any], problems: Problems) -> Any:
    """A large file, to be read in pieces; cells that are not of their type are found only then (see `diagnose`)."""
    lazy = pl.scan_csv(path, schema_overrides=overrides, try_parse_dates=True, infer_schema_length=_SAMPLE, **options)
    try:
        short = lazy.select(pl.last().null_count()).collect(engine="streaming").item()
    except FAILURES:
        short = True
    if short:
        _ragged(path, options, problems)
    return lazy


def diagnose(table: Table, path: Path, demands: Mapping[str, Any], printed: Iterable[str], problems: Problems) -> None:
    """Note the cells of a large csv file that are not of their type: every cell is read as text."""
    if FORMATS.get(path.suffix.lower()) == "csv":
        text = pl.scan_csv(path, infer_schema=False, **_options(path, table))
        conform(table, text, demands, printed, str(path), problems)


def _options(path: Path, table: Table) -> dict[str, Any]:
    return {
        "separator": "\t" if path.suffix.lower() == ".tsv" else table.separator,
        "null_values": list(table.null_values) or None,
        "encoding": table.encoding,
    }


def _textual(kind: Any) -> bool:
    return kind in (pl.Duration, pl.Time, pl.Categorical, pl.Enum, pl.Binary)


def _as_text(path: Path, options: dict[str, Any], problems: Problems, error: Exception) -> pl.DataFrame | None:
    """The table with every cell as text, for columns whose cells do not all have their type."""
    try:
        return pl.read_csv(path, infer_schema=False, truncate_ragged_lines=True, **options)
    except FAILURES:
        if not any(problem.startswith(f"{path}:") for problem in problems.found):
            problems.add(str(path), _first_line(error))
        return None


def _header(path: Path, options: dict[str, Any], problems: Problems) -> list[str] | None:
    try:
        names = pl.read_csv(
            path, n_rows=0, infer_schema=False, separator=options["separator"], encoding=options["encoding"]
        ).columns
    except pl.exceptions.NoDataError:
        problems.add(str(path), "the file is empty")
        return None
    except FAILURES as error:
        problems.add(str(path), _first_line(error))
        return None
    with path.open(
        encoding="utf-8-sig" if options["encoding"] == "utf8" else "utf-8", errors="replace", newline=""
    ) as lines:
        written = next(csv.reader(lines, delimiter=options["separator"]), [])
    for name in dict.fromkeys(name for name in written if written.count(name) > 1):
        problems.add(f"{path}:1", f"two columns are called '{name}'")
        return None
    return names


def _ragged(path: Path, options: dict[str, Any], problems: Problems) -> bool:
    """Note rows with too many or too few fields, and a quote that is never closed, by line."""
    found, begins = 0, 1
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        reader = csv.reader(lines, delimiter=options["separator"], strict=True)
        try:
            header = next(reader, [])
            begins = reader.line_num + 1
            for fields in reader:
                if len(fields) != len(header) and fields:
                    found += 1
                    if found <= _SHOWN:
                        problems.add(f"{path}:{begins}", f"{len(fields)} fields in a table of {len(header)} columns")
                begins = reader.line_num + 1
        except csv.Error as error:
            problems.add(
                f"{path}:{begins}", f"not csv: {'a quote is not closed' if 'end of data' in str(error) else error}"
            )
            return True
    if found > _SHOWN:
        problems.add(str(path), f"{found - _SHOWN} more rows have too many or too few fields")
    return found > 0


def _jsonl(path: Path, table: Table, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]) -> Any:
    try:
        return (
            pl.scan_ndjson(path, infer_schema_length=None)
            if path.stat().st_size > _EAGER
            else pl.read_ndjson(path, infer_schema_length=None)
        )
    except pl.exceptions.PolarsError as error:
        before = len(problems.found)
        _bad_lines(path, problems)
        if len(problems.found) == before:
            problems.add(str(path), _first_line(error))
        return None


def _bad_lines(path: Path, problems: Problems) -> None:
    with path.open(encoding="utf-8", errors="replace") as lines:
        bad = ((number, _json_problem(line)) for number, line in enumerate(lines, 1) if line.strip())
        for number, problem in islice(((number, problem) for number, problem in bad if problem), _SHOWN):
            problems.add(f"{path}:{number}", problem)


def _json_problem(line: str) -> str:
    try:
        return "" if isinstance(json.loads(line.rstrip("\r\n")), dict) else "not an object"
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} at character {error.pos + 1}"


def _parquet(path: Path, table: Table, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]) -> Any:
    lazy = pl.scan_parquet(path)
    lazy.collect_schema()
    return lazy


def _arrow(path: Path, table: Table, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]) -> Any:
    with path.open("rb") as file:
        is_file = file.read(6) == b"ARROW1"
    if not is_file:
        return pl.read_ipc_stream(path)
    lazy = pl.scan_ipc(path)
    lazy.collect_schema()
    return lazy


def _xlsx(path: Path, table: Table, types: Mapping[str, Any], problems: Problems, printed: frozenset[str]) -> Any:
    try:
        return pl.read_excel(path, sheet_name=table.sheet) if table.sheet else pl.read_excel(path)
    except ModuleNotFoundError:
        problems.add(str(path), "reading xlsx needs fastexcel; install it with: pip install 'factlint[xlsx]'")
    except Exception as error:  # the spreadsheet reader has error types of its own
        problems.add(str(path), _first_line(error))
    return None


_READERS: Mapping[str, Callable[[Path, Table, Mapping[str, Any], Problems, frozenset[str]], Any]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "arrow": _arrow,
    "xlsx": _xlsx,
}


def conform(
    table: Table,
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
                problems.add(place, f"no column '{column.name}'{nearest(column.name, schema)}")
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
                problems.add(place, f"column '{name}' is not declared{nearest(name, declared)}")
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
        return [column.cast(_TYPES[declared])]
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
    return [pl.lit(None, _TYPES[declared]).alias(name)]


def _exactly(column: pl.Expr, kind: pl.DataType, wanted: pl.DataType) -> pl.Expr:
    """A column as another type, null where a value has none of it."""
    named = {pl.Date: "date", pl.Datetime: "datetime", pl.Time: "time", pl.Boolean: "bool"}
    declared = next((name for one, name in named.items() if wanted.base_type() == one), None)
    if kind == pl.String:
        column = _parsed(column, declared, None) if declared else column.str.strip_chars()
    return column.cast(wanted, strict=False)


def _parsed(column: pl.Expr, declared: str, given: str | None) -> pl.Expr:
    text = column.str.strip_chars()
    if declared == "date":
        return text.str.to_date(given or "%Y-%m-%d", strict=False)
    if declared == "datetime":
        return (
            text.str.to_datetime(given, strict=False) if given else text.str.to_datetime(strict=False, time_unit="us")
        )
    if declared == "time":
        return text.str.to_time(given or "%T", strict=False)
    if declared == "bool":
        return text.str.to_lowercase().replace_strict(
            {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
        )
    return text.cast(_TYPES[declared], strict=False)


def _cast(
    data: pl.DataFrame | pl.LazyFrame, name: str, made: pl.Expr, declared: str, place: str, problems: Problems
) -> list[pl.Expr]:
    """The expression, if every value has one of the type; else the wrong cells are noted."""
    wrong = made.is_null() & pl.col(name).is_not_null()
    if data.collect_schema()[name] == pl.String:
        wrong &= pl.col(name).str.strip_chars() != ""
    found = data.lazy().with_row_index("row").filter(wrong).select("row", name)
    cells = found.head(_SHOWN).collect()
    for row, cell in cells.iter_rows():
        problems.add(place, f"row {row + 1}: {name} '{cell}' is no {declared}")
    if cells.height == _SHOWN:
        more = found.select(pl.len()).collect().item() - _SHOWN
        if more:
            problems.add(place, f"{more} more values of {name} are no {declared}")
    return [made.alias(name)]


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
        kind.base_type() == _TYPES[declared]
        or kind.base_type() == getattr(_TYPES[declared], "base_type", lambda: None)()
    )


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
