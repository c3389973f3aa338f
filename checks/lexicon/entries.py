"""English: the tables of the lexicon and what their columns hold; all are read here, each when it is first asked for.

A table is a CSV file beside this module whose header names the fields of its rows. A cell of several entries holds them
with `|` between them; a mark is 1 or empty; a factor may be a fraction. Long tables are CSV, since the standard library
reads it many times faster than TOML and every run reads them.
"""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast


class AbbreviationRow(NamedTuple):
    """A word whose full stop ends no sentence."""

    word: str
    stands_for: str


class AnniversaryRow(NamedTuple):
    """A word that says how many years an anniversary is after its day."""

    word: str
    years: int


class AttributionRow(NamedTuple):
    """Words that name a source of what is said."""

    words: tuple[str, ...]
    source: str
    example: str


class CalendarRow(NamedTuple):
    """Spellings of one expression of time, with a space between them and `_` for a space inside them."""

    kind: str
    value: str
    words: str
    source: str


class ConstructionRow(NamedTuple):
    """An order in which a sentence relates figures, see `checks.link.construction`; sentences have " // " between."""

    name: str
    pattern: str
    links: str
    near: str


class ConstructionWordsRow(NamedTuple):
    """Words of one class, as constructions tell them apart, and which way a change goes by them (1 or -1)."""

    name: str
    direction: str
    words: tuple[str, ...]
    example: str


class CurrencyRateRow(NamedTuple):
    """Between which bounds a US dollar has bought units of a currency for decades, with all of those that its bare name
    may mean (kronor, rupees).
    """

    name: str
    low: float
    high: float
    source: str
    example: str


class CurrencyRow(NamedTuple):
    """A currency; its spellings are in the notation of `checks.lexicon.unit`."""

    code: str
    name: str
    words: str
    symbols: str
    minor: str
    source: str
    example: str


class DoubtRow(NamedTuple):
    """What may make a broken constraint whole: where it counts, and two sentences whose figures do not fit."""

    scope: str
    pattern: str
    silenced: str
    broken: str


class EventVerbRow(NamedTuple):
    """A verb of events, see `checks.lexicon.verb`; `doubles` its last letter before -ed and -ing."""

    verb: str
    particle: str
    past: str
    participle: str
    nouns: tuple[str, ...]
    kind: str
    frame: str
    again: bool
    weak: bool
    doubles: bool


class FillerRow(NamedTuple):
    """What may stand between the parts of constructions, in their language."""

    name: str
    pattern: str
    example: str


class HedgeRow(NamedTuple):
    """A phrase that widens the quantity behind or before it."""

    phrase: str
    bound: str
    side: str
    example: str


class InstitutionRow(NamedTuple):
    """A word and the part that it plays in the world."""

    word: str
    role: str


class LabelWordsRow(NamedTuple):
    """Words by which a figure is tied to what it is said of, by their part in that."""

    part: str
    words: tuple[str, ...]
    source: str


class NameWordRow(NamedTuple):
    """A word of names, as printed, and what it tells of them."""

    word: str
    kind: str


class NationRow(NamedTuple):
    """A nation with its other names, and its people."""

    nation: tuple[str, ...]
    people: tuple[str, ...]
    stateless: bool


class NumeralRow(NamedTuple):
    """A word or suffix that prints a number."""

    word: str
    kind: str
    value: float


class SouthernPlaceRow(NamedTuple):
    """A name of a place south of the equator."""

    place: str


class SilenceRow(NamedTuple):
    """Words beside a figure which tell why it is not that of a table."""

    words: tuple[str, ...]
    reason: str
    example: str


class SlackRow(NamedTuple):
    """A rough factor of style guides between two units, and how far it is off."""

    given: str
    converted: str
    factor: float
    deviation: float
    source: str


class TellingRow(NamedTuple):
    """A form in which the times and ages of a life or a span are told, see `checks.link.telling`; examples have
    " // " between them.
    """

    family: str
    kind: str
    pattern: str
    examples: str
    near_misses: str


class UnitRow(NamedTuple):
    """A unit; its spellings are in the notation of `checks.lexicon.unit`."""

    name: str
    dimension: str
    factor: float
    offset: float
    words: str
    symbols: str
    source: str
    example: str
    alternatives: tuple[str, ...]
    system: str


class WordRow(NamedTuple):
    """A word in one of its classes; a plural or superlative has its `lemma`."""

    word: str
    word_class: str
    lemma: str


class WordClassRow(NamedTuple):
    """A class of words: what it is a class of, and what its words do."""

    name: str
    of: str
    meaning: str


TABLES: dict[type[tuple[Any, ...]], str] = {
    AbbreviationRow: "abbreviations", AnniversaryRow: "anniversaries", AttributionRow: "attributions",
    CalendarRow: "calendar", ConstructionWordsRow: "construction_words", CurrencyRow: "currencies",
    CurrencyRateRow: "currency_rates",
    EventVerbRow: "event_verbs", FillerRow: "fillers", HedgeRow: "hedges", InstitutionRow: "institutions",
    LabelWordsRow: "label_words",
    NameWordRow: "name_words", NationRow: "nations", NumeralRow: "numerals", SilenceRow: "table_silence",
    SlackRow: "slack", SouthernPlaceRow: "southern_places", TellingRow: "tellings", UnitRow: "units",
    WordClassRow: "word_classes",
    WordRow: "words",
}  # fmt: skip
"""The rows that there are, and the names of their tables."""

_Row = TypeVar("_Row", bound=tuple[Any, ...])


FAMILIES: dict[type[tuple[Any, ...]], str] = {ConstructionRow: "constructions", DoubtRow: "doubts"}
"""The rows of which there is a table for each family of links, and the folders of these tables."""


def rows(kind: type[_Row]) -> tuple[_Row, ...]:
    """All rows of a kind, in the order of their table.

    Raises ValueError, which names file and line, for a header or a row that is none of its table.
    """
    return cast("tuple[_Row, ...]", read(kind, Path(__file__).with_name(f"{TABLES[kind]}.csv")))


def families(kind: type[tuple[Any, ...]]) -> tuple[str, ...]:
    """The names of the tables of a kind of which there are several."""
    return tuple(sorted(path.stem for path in Path(__file__).with_name(FAMILIES[kind]).glob("*.csv")))


def family(kind: type[_Row], name: str) -> tuple[_Row, ...]:
    """The rows of one of several tables of a kind; raises as `rows` does."""
    return cast("tuple[_Row, ...]", read(kind, Path(__file__).with_name(FAMILIES[kind]) / f"{name}.csv"))


@cache
def read(kind: type[tuple[Any, ...]], path: Path) -> tuple[tuple[Any, ...], ...]:
    """The rows of a table; raises as `rows` does."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        try:
            if next(lines, None) != list(kind.__annotations__):
                raise ValueError(f"the header is not {','.join(kind.__annotations__)}")
            return tuple(map(_maker(kind), lines))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{path}:{lines.line_num}: {error}") from error


def _maker(kind: Any) -> Callable[[list[str]], tuple[Any, ...]]:
    """What makes a row of the cells of a line; most rows are their cells."""
    hints = tuple(kind.__annotations__.values())
    if set(hints) == {str}:
        return cast("Callable[[list[str]], tuple[Any, ...]]", kind._make)
    cells = tuple(map(_CELLS.__getitem__, hints))
    return lambda line: kind(*(read(cell) for read, cell in zip(cells, line, strict=True)))


def _number(cell: str) -> float:
    above, _, below = cell.partition("/")
    return float(above) / float(below or 1)


def _mark(cell: str) -> bool:
    if cell not in ("", "1"):
        raise ValueError(f"a mark is 1 or empty, not '{cell}'")
    return bool(cell)


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


_CELLS: dict[Any, Callable[[str], Any]] = {
    str: str, int: int, float: _number, bool: _mark, tuple[str, ...]: _entries
}  # fmt: skip
