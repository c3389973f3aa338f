"""Figures in prose that name a row and a column of a table, in the text or beside it, by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from checks.constraints import TableFigures
from checks.document import Document
from checks.facts import Facts
from checks.link.labelled import Ends, Grid, LabelledColumn, ends, grids, singular
from checks.link.neighbours import Row, begin
from checks.link.table_silence import SMALL, YEAR, label_before, speaks_of_else
from checks.model import empty, filled

NEEDS = ("quantities",)
_WORD = re.compile(r"[^\W\d_]+")
_BEHIND = re.compile(r"(?:[\s-]+[^\W\d_]+)+")


class _Named(NamedTuple):
    """A row that a sentence names, where its name stands there, and the years that the sentence is about."""

    row: int
    name: tuple[int, int]
    years: frozenset[int]


def table_figures(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.TableFigures`: one row a figure of which exactly one cell is meant."""
    found = {number: grids(document) for number, document in enumerate(documents)}
    if not any(found.values()):
        return empty(TableFigures)
    cells = _cell_mentions(facts)
    rows: list[Row] = []
    for sentence in facts.quantities.filter(pl.col("field") == "text").partition_by("sentence", maintain_order=True):
        figures = sentence.to_dicts()
        document = documents[figures[0]["document"]]
        if not _in_table(document, figures[0]["start"]):
            rows += _told(figures, facts, document, found[figures[0]["document"]], cells)
    return filled(TableFigures, rows)


def _told(
    figures: list[Row], facts: Facts, document: Document, found: Sequence[Grid], cells: dict[tuple[int, int], int]
) -> Iterator[Row]:
    sentence = facts.sentences.row(by_predicate=pl.col("sentence") == figures[0]["sentence"], named=True)
    start = sentence["start"]
    text = document.running("text")[start : sentence["end"]]
    placed = [figure | {"at": begin(figure) - start, "until": figure["end"] - start} for figure in figures]
    for grid in found:
        named = _one_row(grid, text)
        for column, figure in _pairs(grid, named, text, placed) if named is not None else ():
            assert named is not None
            if not speaks_of_else(text, named.name, column, figure, grid):
                made = _row(figure, grid, named.row, column)
                if made is not None and not _another_cell(made, grid, named.row, column):
                    offset = grid.table.starts[named.row][column.number] if grid.table.starts else -1
                    yield made | {"cell": cells.get((figure["document"], offset))}


def _row(figure: Row, grid: Grid, row: int, column: LabelledColumn) -> Row | None:
    told, held = _figure_ends(figure, column), ends(grid.table.rows[row][column.number], column)
    if not held:
        return None
    if len(told) != len(held):
        told, held = ((told[0][0], told[-1][1]),), ((held[0][0], held[-1][1]),)
    pairs = list(zip(told, held, strict=True))
    apart = [(one, other) for one, other in pairs if one[1] < other[0] or other[1] < one[0]]
    (low, high), (cell_low, cell_high) = (apart or pairs)[0]
    return {
        "document": figure["document"],
        "figure": figure["mention"],
        "figure_low": low,
        "figure_high": high,
        "cell_low": cell_low,
        "cell_high": cell_high,
        "printed": grid.table.rows[row][column.number].strip(),
        "row": grid.name(row),
        "column": column.label,
        "table": grid.table.name,
        "unit": column.unit,
    }


def _figure_ends(figure: Row, column: LabelledColumn) -> tuple[Ends, ...]:
    """What a figure means, in the unit of the column; a range that is no change has two ends."""
    low, high = figure["low"], figure["high"]
    values = sorted((figure["value"], figure["value_high"]))
    parts = [(low, high)]
    if values[0] < values[1] and figure["join"] in ("dash", "to", "between"):
        parts = [(low, 2 * values[0] - low), (2 * values[1] - high, high)]
    if column.dimension is None:
        return tuple(parts)
    factor, offset = figure["factor"], figure["offset"] or 0.0

    def held(value: float) -> float:
        return float((value * factor + offset - column.offset) / column.factor)

    return tuple((held(one), held(other)) for one, other in parts)


def _pairs(grid: Grid, named: _Named, text: str, figures: Sequence[Row]) -> Iterator[tuple[LabelledColumn, Row]]:
    """The columns that a sentence names, each with the figure that is told of it, if that is only one."""
    words = singular(_WORD.findall(text))
    columns = [one for one in grid.columns if one.words <= words and _of_time(grid, named, one)]
    for column in columns:
        fitting = [figure for figure in figures if _fits(figure, column)]
        counted = [figure for figure in fitting if column.dimension is None and counts(figure, column)]
        near = counted or [figure for figure in fitting if _linked(text, named, column, figure)]
        loose = not near and _is_physical(column) and not _rivals(column, columns)
        told = fitting if loose else near
        if len(told) == 1 and not any(column.words < other.words for other in columns):
            yield column, told[0]


def _rivals(column: LabelledColumn, columns: Sequence[LabelledColumn]) -> bool:
    """Whether another column that a sentence names may have the same figure."""
    return any(
        other is not column and other.dimension == column.dimension and len(other.words) >= len(column.words)
        for other in columns
    )


def _is_physical(column: LabelledColumn) -> bool:
    """Whether the unit of a figure alone says that it may be one of the column."""
    return column.dimension is not None and column.dimension != "ratio" and not column.dimension.startswith("money")


def _fits(figure: Row, column: LabelledColumn) -> bool:
    if figure["bound"] == "vague":
        return False
    if column.dimension == "ratio":
        return bool(figure["unit"] == "percent")
    if column.dimension is not None:
        return bool(figure["dimension"] == column.dimension and figure["factor"] is not None)
    plain = figure["unit_kind"] in ("count", "none") and figure["dimension"] != "ratio"
    return plain or counts(figure, column)


def counts(figure: Row, column: LabelledColumn) -> bool:
    """Whether a figure counts what the label of the column says: 411 seats, 4.5 million visitors per year."""
    words = singular(_WORD.findall(figure["unit"] or "")) - {"per"}
    return bool(words) and words == column.words


def _linked(text: str, named: _Named, column: LabelledColumn, figure: Row) -> bool:
    """Whether the label of a column stands behind a figure, or before it with its row and small words between."""
    label = label_before(text, column, figure["at"])
    if label is None:
        behind = _BEHIND.match(text, figure["until"])
        return behind is not None and column.words <= singular(_WORD.findall(behind[0])[: len(column.words)])
    between = text[label[1] : figure["at"]]
    words = {word.lower() for word in _WORD.findall(between)}
    if figure["unit_kind"] == "count" and text[: label[1]].endswith("s"):
        return False  # the novels of 30 authors
    return not re.search(r"[.;!?]", between) and words <= SMALL.union(text[slice(*named.name)].lower().split())


def _another_cell(made: Row, grid: Grid, row: int, column: LabelledColumn) -> bool:
    """Whether the figure is that of another column of the row in the same unit, and so may be meant for that."""
    others = [other for other in grid.columns if other.number != column.number and other.dimension == column.dimension]
    values = [end for other in others for end in ends(grid.table.rows[row][other.number], other)]
    return any(low <= made["figure_high"] and made["figure_low"] <= high for low, high in values)


def _one_row(grid: Grid, text: str) -> _Named | None:
    """The row that a sentence names, if it is the only one; of several of one name that of the year it names."""
    found = [(match, rows) for name, rows in grid.names if (match := name.search(text))]
    if len(found) != 1:
        return None
    match, rows = found[0]
    told = frozenset(int(year) for year in YEAR.findall(text))
    rows = tuple(row for row in rows if len(rows) == 1 or grid.years[row] in told)
    if len(rows) != 1:
        return None
    own = {int(cell) for cell in map(str.strip, grid.table.rows[rows[0]]) if YEAR.fullmatch(cell)}
    about = told - (own - {grid.years[rows[0]]})
    return _Named(rows[0], match.span(), about)


def _of_time(grid: Grid, named: _Named, column: LabelledColumn) -> bool:
    """Whether a cell is of the year that a sentence names; a table without years is of no year that is named."""
    year = grid.years[named.row]
    years = column.years | ({year} if year is not None else set())
    if named.years or year is not None:
        return named.years == years
    return not any(other is not column and other.words == column.words for other in grid.columns)


def _in_table(document: Document, start: int) -> bool:
    return any(zone.kind == "cell" and zone.start <= start < zone.end for zone in document.zones)


def _cell_mentions(facts: Facts) -> dict[tuple[int, int], int]:
    """The mention of a number by its document and where it begins."""
    return {
        (document, start): mention
        for document, start, mention in facts.quantities.select("document", "start", "mention").rows()
    }
