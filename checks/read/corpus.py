"""Corpora: JSON lines, Parquet files and frames whose rows are documents, read row by row in constant memory.

A row that cannot be read is an unreadable document among the others.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from checks.defaults import LARGEST
from checks.document import Document, Notice, unreadable
from checks.near import did_you_mean
from checks.read.decode import reject_surrogates, utf8
from checks.read.error import ReadError
from checks.read.opening import Dated
from checks.read.options import Columns
from checks.read.paths import too_large
from checks.read.stamp import stamp
from checks.read.text import plain

if TYPE_CHECKING:
    import polars as pl

FIRST_ROWS, MOST_ROWS = 256, 8192
SLICE_BYTES = 16_000_000
"""About how much text is decoded at once from a Parquet file; the first slice shows how many rows that is."""


@dataclass(frozen=True)
class Place:
    """Where a row stands: its corpus, and its line or, where that has none, its number (from 1)."""

    corpus: str
    line: int | None = None
    row: int | None = None

    def __str__(self) -> str:
        """What a row without an id is called."""
        return f"{self.corpus}:{self.line or self.row}"

    def error(self, what: str) -> ReadError:
        """What is wrong with the row."""
        return ReadError(what, self.corpus, self.line, self.row)


def json_lines(
    file: IO[bytes], name: str, columns: Columns, dated: Dated | None = None, largest: int = LARGEST
) -> Iterator[Document]:
    """The documents of JSON lines, one object a line; blank lines are passed over.

    Unreadable are lines of more than `largest` bytes, malformed JSON, invalid UTF-8 and rows that are no documents.
    """
    for number, line in enumerate(_lines(file, largest), 1):
        if number == 1:
            line = line.removeprefix(BOM_UTF8)
        if not line.isspace():
            yield _read(line, Place(name, line=number), columns, dated, largest)


def _lines(file: IO[bytes], largest: int) -> Iterator[bytes]:
    """The lines of a file; of one that is too long only so much that this is seen."""
    while line := file.readline(largest + 1):
        yield line
        while len(line) > largest and not line.endswith(b"\n"):
            line = file.readline(largest + 1)


def _read(
    row: Mapping[str, Any] | bytes, place: Place, columns: Columns, dated: Dated | None, largest: int = LARGEST
) -> Document:
    try:
        return _document(_row(row, place, largest) if isinstance(row, bytes) else row, place, columns, dated)
    except ReadError as error:
        return unreadable(place.corpus, error.what, place.line, place.row)


def parquet(file: str | IO[bytes], name: str, columns: Columns, dated: Dated | None = None) -> Iterator[Document]:
    """The documents of a Parquet file, a slice at a time. Raises ReadError if the file as a whole is no corpus."""
    import polars as pl

    try:
        rows = pl.scan_parquet(file)
        schema = rows.collect_schema()
        used = [column for column in vars(columns).values() if column in schema]
        if columns.text not in schema:
            raise ReadError(_without_text(columns, list(schema)), name)
        for first, frame in _slices(rows.select(used), columns.text):
            yield from frame_rows(frame, name, columns, dated, first)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ReadError(f"not a readable Parquet file ({str(error).splitlines()[0]})", name) from None


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
    """The documents of a frame, one a row; `first` numbers its first row. Raises ReadError if it holds no texts."""
    if columns.text not in frame.columns:
        raise ReadError(_without_text(columns, frame.columns), name)
    used = [column for column in vars(columns).values() if column in frame.columns]
    for number, row in enumerate(frame.select(used).iter_rows(named=True), first):
        yield _read(row, Place(name, row=number), columns, dated)


def _row(line: bytes, place: Place, largest: int) -> Mapping[str, Any]:
    if len(line) > largest:
        raise place.error(too_large(largest))
    text = utf8(line, place.corpus, line=place.line or 1)
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise place.error(f"malformed JSON at column {error.colno} ({error.msg})") from None
    except (ValueError, RecursionError) as error:
        raise place.error(f"malformed JSON ({error})") from None
    if not isinstance(row, dict):
        raise place.error(f"a row must be a JSON object, not {_kind(row)}")
    return row


def _document(row: Mapping[str, Any], place: Place, columns: Columns, dated: Dated | None) -> Document:
    text = row.get(columns.text)
    if text is None:
        raise place.error(_without_text(columns, list(row)))
    headline = row.get(columns.headline)
    for column, value in ((columns.text, text), (columns.headline, headline)):
        if not isinstance(value, str | None):
            raise place.error(f"'{column}' must be a string, not {_kind(value)}")
        if value and not value.isascii():
            reject_surrogates(value, f"'{column}'", place.corpus)
    own, notices = (dated, ()) if dated else _dated(row, columns)
    document = plain(_id(row.get(columns.id), place, columns.id), text, headline or None, own)
    return replace(document, notices=(*document.notices, *notices)) if notices else document


def _id(value: object, place: Place, column: str) -> str:
    """The row's id, else its place."""
    if value is None or value == "":
        return str(place)
    if not isinstance(value, str | int):
        raise place.error(f"'{column}' must be a string or a whole number, not {_kind(value)}")
    name = str(value)
    reject_surrogates(name, f"'{column}'", place.corpus)
    return name


def _dated(row: Mapping[str, Any], columns: Columns) -> tuple[Dated | None, tuple[Notice, ...]]:
    """The row's date; one that is none is left out, with a notice."""
    try:
        stated = stamp(row.get(columns.published))
    except ValueError as error:
        return None, (Notice("unread-date", f"'{columns.published}' is {error}; write it as YYYY-MM-DD"),)
    return (stated.day, "column") if stated else None, ()


def _without_text(columns: Columns, present: list[str]) -> str:
    if columns.text in present:
        return f"'{columns.text}' is null; a document needs a text"
    it_has = f"; it has {', '.join(repr(column) for column in present[:8])}" if present else ""
    return f"no column '{columns.text}'{did_you_mean(columns.text, present) or it_has}"


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
