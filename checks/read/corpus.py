"""Corpora: JSON lines, Parquet files and frames whose rows are documents, read row by row in constant memory."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from checks.document import Document
from checks.read.dateline import Dated, stated_date
from checks.read.decode import reject_surrogates, utf8
from checks.read.error import ReadError
from checks.read.text import plain

if TYPE_CHECKING:
    import polars as pl

FIRST_ROWS, MOST_ROWS = 256, 8192
SLICE_BYTES = 16_000_000
"""About how much text is decoded at once from a Parquet file; the first slice shows how many rows that is."""


@dataclass(frozen=True)
class Columns:
    """The names of a corpus's columns; only `text` must be there."""

    text: str = "text"
    headline: str = "headline"
    id: str = "id"
    published: str = "published"


def json_lines(file: Iterable[bytes], name: str, columns: Columns, dated: Dated | None = None) -> Iterator[Document]:
    """The documents of JSON lines, one object a line; blank lines are passed over.

    Raises ReadError, naming the line, for malformed JSON, invalid UTF-8 and for a row that is no document.
    """
    for number, line in enumerate(file, 1):
        if number == 1:
            line = line.removeprefix(BOM_UTF8)
        if not line.isspace():
            yield _document(_row(line, name, number), f"{name}:{number}", columns, dated)


def parquet(file: str | IO[bytes], name: str, columns: Columns, dated: Dated | None = None) -> Iterator[Document]:
    """The documents of a Parquet file, a slice at a time. Raises ReadError, naming the row (from 1)."""
    import polars as pl

    try:
        rows = pl.scan_parquet(file)
        schema = rows.collect_schema()
        used = [column for column in vars(columns).values() if column in schema]
        if columns.text not in schema:
            raise ReadError(_without_text(name, columns, list(schema)))
        for first, frame in _slices(rows.select(used), columns.text):
            yield from frame_rows(frame, name, columns, dated, first)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ReadError(f"{name}: not a readable Parquet file ({str(error).splitlines()[0]})") from None


def _slices(rows: pl.LazyFrame, text: str) -> Iterator[tuple[int, pl.DataFrame]]:
    """Slices of a file with the number of their first row; a stream of batches would read ahead by row groups."""
    first, count = 0, FIRST_ROWS
    while not (frame := rows.slice(first, count).collect()).is_empty():
        yield first + 1, frame
        first += frame.height
        size = frame.get_column(text).estimated_size() / frame.height
        count = max(1, min(MOST_ROWS, int(SLICE_BYTES / max(size, 1))))


def frame_rows(
    frame: pl.DataFrame, name: str, columns: Columns, dated: Dated | None = None, first: int = 1
) -> Iterator[Document]:
    """The documents of a frame, one a row; `first` numbers its first row. Raises ReadError, naming the row."""
    if columns.text not in frame.columns:
        raise ReadError(_without_text(name, columns, frame.columns))
    used = [column for column in vars(columns).values() if column in frame.columns]
    for number, row in enumerate(frame.select(used).iter_rows(named=True), first):
        yield _document(row, f"{name}:{number}", columns, dated)


def _row(line: bytes, name: str, number: int) -> Mapping[str, Any]:
    text = utf8(line, name, line=number)
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(f"{name}:{number}: malformed JSON at column {error.colno} ({error.msg})") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name}:{number}: malformed JSON ({error})") from None
    if not isinstance(row, dict):
        raise ReadError(f"{name}:{number}: a row must be a JSON object, not {_kind(row)}")
    return row


def _document(row: Mapping[str, Any], place: str, columns: Columns, dated: Dated | None) -> Document:
    text = row.get(columns.text)
    if text is None:
        raise ReadError(_without_text(place, columns, list(row)))
    headline = row.get(columns.headline)
    for column, value in ((columns.text, text), (columns.headline, headline)):
        if not isinstance(value, str | None):
            raise ReadError(f"{place}: '{column}' must be a string, not {_kind(value)}")
        if value and not value.isascii():
            reject_surrogates(value, f"{place}: '{column}'")
    return plain(
        _id(row.get(columns.id), place, columns.id), text, headline or None, dated or _dated(row, place, columns)
    )


def _id(value: object, place: str, column: str) -> str:
    """The row's id, else its place."""
    if value is None or value == "":
        return place
    if not isinstance(value, str | int):
        raise ReadError(f"{place}: '{column}' must be a string or a whole number, not {_kind(value)}")
    name = str(value)
    reject_surrogates(name, f"{place}: '{column}'")
    return name


def _dated(row: Mapping[str, Any], place: str, columns: Columns) -> Dated | None:
    try:
        day = stated_date(row.get(columns.published))
    except ValueError as error:
        raise ReadError(f"{place}: '{columns.published}' is {error}; write it as YYYY-MM-DD") from None
    return (day, "column") if day else None


def _without_text(place: str, columns: Columns, present: list[str]) -> str:
    if columns.text in present:
        return f"{place}: '{columns.text}' is null; a document needs a text"
    from difflib import get_close_matches

    near = get_close_matches(columns.text.lower(), [name.lower() for name in present], n=1)
    named = [name for name in present if near and name.lower() == near[0]]
    if named:
        hint = f"; did you mean '{named[0]}'?"
    else:
        hint = f"; it has {', '.join(repr(column) for column in present[:8])}" if present else ""
    return f"{place}: no column '{columns.text}'{hint}"


def _kind(value: object) -> str:
    """What JSON calls a value."""
    names = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "an array",
        dict: "an object",
    }
    if isinstance(value, date):
        return "a date"
    return "null" if value is None else names.get(type(value), type(value).__name__)
