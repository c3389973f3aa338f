"""What the figure of a table cell is said of: the heading of its column, or of its row where columns are years."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checks.document import Document, Zone


class CellLabel(NamedTuple):
    """A span of a document's text that heads the column or the row of a cell."""

    start: int
    end: int
    relation: str


class Cells:
    """The cells of the tables of a document, by where they stand."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        headers: dict[int, list[Zone]] = {}
        self._places: list[tuple[Sequence[Zone], Sequence[Zone], Zone]] = []
        for group, row in _rows(document):
            header = headers.setdefault(group, row)
            self._places += [(header, row, cell) for cell in row if row is not header]
        self._starts = [cell.start for *_, cell in self._places]

    def label(self, start: int) -> CellLabel | None:
        """The label of the figure that begins at an offset; None outside of a table's body."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start >= self._places[at][2].end:
            return None
        return self._head(*self._places[at])

    def _head(self, header: Sequence[Zone], row: Sequence[Zone], cell: Zone) -> CellLabel | None:
        column = next((one for one in header if one.level == cell.level), None)
        if column is not None and self._names(column):
            return CellLabel(column.start, column.end, "column")
        first = row[0]
        return CellLabel(first.start, first.end, "row") if first is not cell and self._names(first) else None

    def _names(self, cell: Zone) -> bool:
        """Whether a heading has a letter: a year or a number alone names no measure."""
        return any(letter.isalpha() for letter in self._text[cell.start : cell.end])


def _rows(document: Document) -> Iterator[tuple[int, list[Zone]]]:
    """The rows of all tables with the number of their table: a cell whose column is not behind the last begins one."""
    row: list[Zone] = []
    for zone in document.zones:
        if zone.kind != "cell":
            continue
        if row and (zone.group != row[-1].group or zone.level <= row[-1].level):
            yield row[0].group, row
            row = []
        row.append(zone)
    if row:
        yield row[0].group, row
