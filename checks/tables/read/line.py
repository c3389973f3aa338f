"""The lines of a text file that the rows of its table begin on: cells may hold lines of their own."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from checks.tables.declare.declaration import DeclaredTable
from checks.tables.read.delimited import dialect, header_of, opened

_BLOCK = 1 << 20


def lines_of_rows(path: Path, kind: str, table: DeclaredTable, rows: Collection[int], height: int) -> dict[int, int]:
    """The line of the first character of each of these rows, both from 1, in a table of so many rows.

    Nothing for formats without lines.
    """
    if kind not in ("csv", "jsonl") or not rows:
        return {}
    header = 1 if kind == "csv" else 0
    if _count(path) == height + header:
        return {row: row + header for row in rows}
    begins = _of_records(path, table) if kind == "csv" else _of_objects(path)
    try:
        return {row: line for row, line in zip(range(1, max(rows) + 1), begins, strict=False) if row in rows}
    except csv.Error:
        return {}


def _count(path: Path) -> int:
    """The lines of a file, the last one with or without a line end."""
    found, last = 0, b"\n"
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found += block.count(b"\n")
            last = block[-1:]
    return found + (last != b"\n")


def _of_records(path: Path, table: DeclaredTable) -> Iterator[int]:
    """Where each row of a csv file begins; a row without any value is none, unless it is all that there can be."""
    empty = {"", *table.null_values}
    with opened(path, table.encoding) as lines:
        reader = csv.reader(lines, delimiter=dialect(path, table)["separator"])
        header = header_of(reader)
        begins = reader.line_num + 1
        for fields in reader:
            if len(header) < 2 or not empty.issuperset(fields):
                yield begins
            begins = reader.line_num + 1


def _of_objects(path: Path) -> Iterator[int]:
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        yield from (number for number, line in enumerate(lines, 1) if line.strip())
