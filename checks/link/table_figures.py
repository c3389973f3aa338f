"""Figures in prose that name a row and a column of a table, in the text or beside it, by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from checks.constraints import TableFigures
from checks.document import Document, Table
from checks.facts import Facts
from checks.frame import empty
from checks.lexicon.unit import Unit, currency_symbols, unit_symbols, unit_words, units
from checks.link.phrase import Row, Sentence

_NUMBER = re.compile(r"\s*[~≈]?\s*([-−+]?)((?:\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?)\s*(%?)\s*")
_SCALES = {"thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9}
_EMPTY_WORDS = frozenset(("a", "an", "the", "of", "in", "on", "at", "for", "to", "per", "and", "or", "by", "is"))
_CHANGE_BEFORE = re.compile(r"\b(?:by|another|further|additional|extra|another|every|each)\s+\Z", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"\s*(?:more|less|fewer|higher|lower|larger|smaller|longer|shorter|apart|each)\b", re.IGNORECASE
)
_SHORTEST = 3
"""Letters that a label of a row has at least; shorter ones occur by chance."""
_MOST_ROWS = 5000
"""A longer table is data, not what an article is written from."""


@dataclass(frozen=True)
class _Column:
    """A numeric column: the words of its label, and what its numbers count."""

    number: int
    label: str
    words: frozenset[str]
    dimension: str | None
    factor: float
    offset: float
    unit: str


@dataclass(frozen=True)
class _Grid:
    """A table with its labels: the columns that hold numbers, and for each row the names that it goes by."""

    table: Table
    columns: tuple[_Column, ...]
    names: tuple[tuple[re.Pattern[str], int], ...]


def table_figures(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.TableFigures`: one row a figure of which exactly one cell is meant."""
    grids = {number: _grids(document) for number, document in enumerate(documents)}
    if not any(grids.values()):
        return empty(TableFigures)
    cells = _cell_mentions(facts)
    rows: list[Row] = []
    for found in facts.quantities.filter(pl.col("field") == "text").partition_by("sentence", maintain_order=True):
        figures = found.to_dicts()
        document = documents[figures[0]["document"]]
        if not _in_table(document, figures[0]["start"]):
            rows += _named(figures, facts, document, grids[figures[0]["document"]], cells)
    return pl.DataFrame(rows, schema=empty(TableFigures).schema)


def _named(
    figures: list[Row], facts: Facts, document: Document, grids: Sequence[_Grid], cells: dict[tuple[int, int], int]
) -> Iterator[Row]:
    sentence = facts.sentences.row(by_predicate=pl.col("sentence") == figures[0]["sentence"], named=True)
    text = document.running("text")[sentence["start"] : sentence["end"]]
    for grid in grids:
        row = _one_row(grid, text)
        for column in _told_columns(grid, text) if row is not None else ():
            assert row is not None
            candidates = [figure for figure in figures if _fits(figure, column)]
            cell = _value(grid.table.rows[row][column.number], column)
            if len(candidates) == 1 and cell is not None and _stands_still(candidates[0], document):
                made = _row(candidates[0], grid, row, column, cell)
                if not _another_cell(made, grid, row, column):
                    offset = grid.table.starts[row][column.number] if grid.table.starts else -1
                    yield made | {"cell": cells.get((figures[0]["document"], offset))}


def _row(figure: Row, grid: _Grid, row: int, column: _Column, cell: tuple[float, float]) -> Row:
    low, high = _in_unit(figure, column)
    return {
        "document": figure["document"],
        "figure": figure["mention"],
        "figure_low": low,
        "figure_high": high,
        "cell_low": cell[0],
        "cell_high": cell[1],
        "printed": grid.table.rows[row][column.number].strip(),
        "row": next(name for name in grid.table.rows[row] if _is_name(name)),
        "column": column.label,
        "table": grid.table.name,
        "unit": column.unit,
    }


def _in_unit(figure: Row, column: _Column) -> tuple[float, float]:
    """What a figure means, in the unit of the column."""
    if column.dimension is None or figure["base_low"] is None:
        return figure["low"], figure["high"]
    low, high = ((figure[end] - column.offset) / column.factor for end in ("base_low", "base_high"))
    return low, high


def _fits(figure: Row, column: _Column) -> bool:
    if figure["bound"] == "vague":
        return False
    if column.dimension is not None:
        return bool(figure["dimension"] == column.dimension)
    return figure["unit_kind"] in ("count", "none")


def _stands_still(figure: Row, document: Document) -> bool:
    """Whether a figure is told as a level, not as a change or a difference."""
    sentence = Sentence([document], figure | {"document": 0})
    return not _CHANGE_BEFORE.search(sentence.before(figure)) and not _CHANGE_AFTER.match(sentence.after(figure))


def _another_cell(made: Row, grid: _Grid, row: int, column: _Column) -> bool:
    """Whether the figure is that of another column of the row in the same unit, and so may be meant for that."""
    others = [other for other in grid.columns if other.number != column.number and other.dimension == column.dimension]
    values = [_value(grid.table.rows[row][other.number], other) for other in others]
    return any(value and value[0] <= made["figure_high"] and made["figure_low"] <= value[1] for value in values)


def _one_row(grid: _Grid, text: str) -> int | None:
    """The row whose name stands in a sentence, if it is the only one."""
    rows = {row for name, row in grid.names if name.search(text)}
    return rows.pop() if len(rows) == 1 else None


def _told_columns(grid: _Grid, text: str) -> list[_Column]:
    """The columns all of whose words stand in a sentence, but for those whose figures may be another one's.

    A column with a unit of measure competes with those of its dimension, a mere number with all; the longer label wins.
    """
    words = {form for word in re.findall(r"[^\W\d_]+", text.lower()) for form in (word, word.removesuffix("s"))}
    found = [one for one in grid.columns if one.words <= words]

    def wins(one: _Column) -> bool:
        others = (other for other in found if other is not one)
        rivals = (other for other in others if one.dimension is None or other.dimension == one.dimension)
        return all(len(one.words) > len(other.words) for other in rivals)

    return [one for one in found if wins(one)]


def _grids(document: Document) -> list[_Grid]:
    tables = [*_own_tables(document), *document.tables]
    return [grid for table in tables if len(table.rows) <= _MOST_ROWS and (grid := _grid(table)) is not None]


def _grid(table: Table) -> _Grid | None:
    columns = [made for number in range(len(table.header)) if (made := _column(table, number)) is not None]
    numeric = {column.number for column in columns}
    labels = next(
        (number for number in range(len(table.header)) if number not in numeric and _names(table, number)), None
    )
    found: dict[str, set[int]] = {}
    for row, cells in enumerate(table.rows):
        if labels is not None and _is_name(cells[labels]):
            found.setdefault(cells[labels].strip().lower(), set()).add(row)
    names = tuple((_phrase(name), rows.pop()) for name, rows in found.items() if len(rows) == 1)
    return _Grid(table, tuple(columns), names) if columns and names else None


def _phrase(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _column(table: Table, number: int) -> _Column | None:
    """A column all of whose cells are numbers or empty, with a label that has words."""
    cells = [row[number].strip() for row in table.rows]
    if not any(cells) or not all(_NUMBER.fullmatch(cell) for cell in cells if cell):
        return None
    label = table.header[number].strip()
    parts = re.findall(r"[^\W_]+(?:[/^][^\W_]+)?|[%$€£¥°]\w?", label)
    unit = next((found for part in reversed(parts) if (found := _unit(part)) is not None), None)
    scale = next((_SCALES[part.lower()] for part in parts if part.lower() in _SCALES), 1.0)
    words = {part.lower() for part in parts if part.isalpha() and part.lower() not in {*_SCALES, *_EMPTY_WORDS}}
    words -= {part.lower() for part in parts if _unit(part) is not None}
    if not words:
        return None
    singular = frozenset(word.removesuffix("s") for word in words)
    percent = unit is None and ("%" in label or any("%" in cell for cell in cells))
    if percent:
        return _Column(number, label, singular, "ratio", 0.01, 0.0, "percent")
    if unit is None:
        return _Column(number, label, singular, None, scale, 0.0, "")
    dimension, factor, offset, name = unit
    return _Column(number, label, singular, dimension, factor * scale, offset, name)


def _unit(part: str) -> tuple[str, float, float, str] | None:
    """Dimension, factor, offset and name of the unit that a part of a label stands for."""
    found: Unit | None = units().get(unit_symbols().get(part) or unit_words().get(part.lower(), ""))
    if found is not None:
        return found.dimension, found.factor, found.offset, found.name
    currency = currency_symbols().get(part)
    return (f"money:{currency}", 1.0, 0.0, currency) if currency else None


def _value(cell: str, column: _Column) -> tuple[float, float] | None:
    """What a cell may stand for at its printed precision, in the unit of the column; trailing zeros may be rounded."""
    match = _NUMBER.fullmatch(cell)
    if match is None:
        return None
    digits = match[2].replace(",", "")
    places = len(match[3]) - 1 if match[3] else len(digits.rstrip("0")) - len(digits) if digits.strip("0") else 0
    half = 0.5 * 10.0**-places
    value = float(digits) * (-1 if match[1] in ("-", "−") else 1)
    scale = column.factor if column.dimension is None else 1.0
    return (value - half) * scale, (value + half) * scale


def _names(table: Table, number: int) -> bool:
    """Whether a column holds names: the first that does labels the rows."""
    return any(_is_name(row[number]) for row in table.rows)


def _is_name(cell: str) -> bool:
    return sum(letter.isalpha() for letter in cell) >= _SHORTEST and not _NUMBER.fullmatch(cell)


def _own_tables(document: Document) -> Iterator[Table]:
    """The tables of a text, from its cells: those on one line are a row, the first row is the header."""
    groups = dict.fromkeys(zone.group for zone in document.zones if zone.kind == "cell")
    for group in groups:
        lines: dict[int, list[tuple[int, str]]] = {}
        for zone in document.zones:
            if zone.kind == "cell" and zone.group == group:
                line = document.text.count("\n", 0, zone.start)
                lines.setdefault(line, []).append((zone.start, document.text[zone.start : zone.end]))
        header, *rows = list(lines.values()) or [[]]
        whole = [row for row in rows if len(row) == len(header)]
        yield Table(
            "the text's own table",
            tuple(text for _, text in header),
            tuple(tuple(text for _, text in row) for row in whole),
            tuple(tuple(start for start, _ in row) for row in whole),
        )


def _in_table(document: Document, start: int) -> bool:
    return any(zone.kind == "cell" and zone.start <= start < zone.end for zone in document.zones)


def _cell_mentions(facts: Facts) -> dict[tuple[int, int], int]:
    """The mention of a number by its document and where it begins."""
    return {
        (document, start): mention
        for document, start, mention in facts.quantities.select("document", "start", "mention").rows()
    }
