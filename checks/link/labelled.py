"""Tables read by their labels: what each numeric column counts, and by which names and years its rows go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.document import Document, Table
from checks.lexicon.unit import Unit, currency_symbols, currency_words, unit_symbols, unit_words, units

_NUMERAL = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = re.compile(
    rf"\s*[~≈]?\s*(?P<sign>[-−+]?)[$€£¥]?(?P<low>{_NUMERAL})(?:\s*(?:[-–—]|to)\s*(?P<high>{_NUMERAL}))?\s*%?\s*"
)
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)")
_SCALES = {"thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9}
_EMPTY_WORDS = frozenset(("a", "an", "the", "of", "in", "on", "at", "for", "to", "per", "and", "or", "by", "is"))
_MEASURES = frozenset(("", "measure", "indicator", "metric", "statistic", "figure", "item", "variable", "quantity"))
"""Headings of a column that holds the labels of what is measured: the things measured head the others."""
_SHORTEST = 3
"""Letters that a label of a row has at least; shorter ones occur by chance."""
_MOST_ROWS = 5000
"""A longer table is data, not what an article is written from."""

Ends = tuple[float, float]


@dataclass(frozen=True)
class LabelledColumn:
    """A numeric column: the words of its label, the years in it, and what its numbers count."""

    number: int
    label: str
    words: frozenset[str]
    years: frozenset[int]
    dimension: str | None
    factor: float
    offset: float
    unit: str


@dataclass(frozen=True)
class Grid:
    """A table with its labels: the columns that hold numbers, and the rows that each name stands for.

    `years` are the years that rows are about, where a column tells them.
    """

    table: Table
    columns: tuple[LabelledColumn, ...]
    names: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...]
    years: tuple[int | None, ...]

    def name(self, row: int) -> str:
        """What a row is called."""
        return next(cell for cell in self.table.rows[row] if _is_name(cell)).strip()


def grids(document: Document) -> list[Grid]:
    """The tables of a text and those beside it."""
    tables = [*document.own_tables, *document.tables]
    return [grid for table in tables if len(table.rows) <= _MOST_ROWS and (grid := _grid(_upright(table))) is not None]


def singular(words: Sequence[str]) -> frozenset[str]:
    """Words as they are compared."""
    return frozenset(word.lower().removesuffix("s") for word in words)


def ends(cell: str, column: LabelledColumn) -> tuple[Ends, ...]:
    """What a cell may stand for at its printed precision, in the unit of the column; a range has two ends."""
    match = _NUMBER.fullmatch(cell)
    if match is None:
        return ()
    sign = -1 if match["sign"] in ("-", "−") else 1
    scale = column.factor if column.dimension is None else 1.0
    numbers = [digits.replace(",", "") for digits in match.group("low", "high") if digits]
    return tuple(_end(digits, sign, scale, column.dimension is None) for digits in numbers)


def _end(digits: str, sign: int, scale: float, counted: bool) -> Ends:
    """A number with half a unit of its last digit on both sides, a count a little less; zeros may be rounded."""
    whole, point, decimals = digits.partition(".")
    places = len(decimals) if point else len(whole.rstrip("0")) - len(whole) if whole.strip("0") else 0
    half = (0.499 if counted and not places else 0.5) * 10.0**-places
    value = sign * float(digits)
    return (value - half) * scale, (value + half) * scale


def _upright(table: Table) -> Table:
    """A table with things in rows and measures in columns."""
    if not table.header or table.header[0].strip().lower() not in _MEASURES or not table.rows:
        return table
    header, *rows = zip(table.header, *table.rows, strict=True)
    starts = tuple(zip(*table.starts, strict=True))[1:] if table.starts else ()
    return Table(table.name, tuple(header), tuple(rows), tuple((-1, *row) for row in starts))


def _grid(table: Table) -> Grid | None:
    columns = [made for number in range(len(table.header)) if (made := _column(table, number)) is not None]
    numeric = {column.number for column in columns}
    labels = next((one for one in range(len(table.header)) if one not in numeric and _names(table, one)), None)
    found: dict[str, list[int]] = {}
    for row, cells in enumerate(table.rows):
        if labels is not None and _is_name(cells[labels]):
            found.setdefault(cells[labels].strip().lower(), []).append(row)
    names = tuple((_phrase(name), tuple(rows)) for name, rows in found.items())
    return Grid(table, tuple(columns), names, _years(table)) if columns and names else None


def _years(table: Table) -> tuple[int | None, ...]:
    """The year of each row, where a column holds nothing but years and is called so."""
    for number, label in enumerate(table.header):
        cells = [row[number].strip() for row in table.rows]
        if label.strip().lower() == "year" and all(_YEAR.fullmatch(cell) for cell in cells):
            return tuple(map(int, cells))
    return (None,) * len(table.rows)


def _phrase(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _column(table: Table, number: int) -> LabelledColumn | None:
    """A column all of whose cells are numbers or empty, with a label that has words.

    Where the label is a year, the name of the file may say what is measured.
    """
    cells = [row[number].strip() for row in table.rows]
    if not any(cells) or not all(_NUMBER.fullmatch(cell) for cell in cells if cell):
        return None
    label = table.header[number].strip()
    told = f"{Path(table.name).stem} {label}" if _YEAR.fullmatch(label) and not table.starts else label
    parts = re.findall(r"[^\W_]+(?:[/^][^\W_]+)?|[%$€£¥°]\w?", told)
    before = parts[: next((place for place, part in enumerate(parts) if part.lower() == "per"), len(parts))]
    unit = next((found for part in reversed(before) if (found := _unit(part)) is not None), None)
    if unit is not None and before != parts:
        return None  # kilometres per hour: neither kilometres nor a count
    scale = next((_SCALES[part.lower()] for part in parts if part.lower() in _SCALES), 1.0)
    words = {part.lower() for part in parts if part.isalpha() and part.lower() not in {*_SCALES, *_EMPTY_WORDS}}
    words -= {part.lower() for part in before if _unit(part) is not None}
    if not words:
        return None
    if unit is None and ("%" in told or any("%" in cell for cell in cells)):
        unit, scale = ("ratio", 0.01, 0.0, "percent"), 1.0
    dimension, factor, offset, name = unit or (None, 1.0, 0.0, "")
    years = frozenset(int(part) for part in parts if _YEAR.fullmatch(part))
    return LabelledColumn(number, label, singular([*words]), years, dimension, factor * scale, offset, name)


def _unit(part: str) -> tuple[str, float, float, str] | None:
    """Dimension, factor, offset and name of the unit that a part of a label stands for."""
    found: Unit | None = units().get(unit_symbols().get(part) or unit_words().get(part.lower(), ""))
    if found is not None:
        return found.dimension, found.factor, found.offset, found.name
    currency = currency_symbols().get(part) or currency_words().get(part.lower())
    return (f"money:{currency}", 1.0, 0.0, currency) if currency else None


def _names(table: Table, number: int) -> bool:
    """Whether a column holds names: the first that does labels the rows."""
    return any(_is_name(row[number]) for row in table.rows)


def _is_name(cell: str) -> bool:
    return sum(letter.isalpha() for letter in cell) >= _SHORTEST and not _NUMBER.fullmatch(cell)
