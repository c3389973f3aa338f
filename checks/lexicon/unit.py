"""Units of measure and currencies: how they are written and what they are worth in the base unit of their dimension.

`units.csv`, `currencies.csv` and `slack.csv` beside this module are the knowledge; here are only the rules that derive
spellings from a row. In the columns `words` and `symbols` a leading `!` flags a spelling that needs context ("45 m",
"two pounds"); a leading `=` takes a word as it is, without a plural. A row's name is one of its words.
Words are matched in lower case, symbols as written: look a spelling up among the symbols first.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_HEAD_END = re.compile(r"(?<=^degree) | (?:per|of|an?|squared|cubed)\b|/")
_IRREGULAR = {"foot": "feet", "person": "people"}
_WORD_VARIANTS = (
    ("metre", ("meter",)),
    ("litre", ("liter",)),
    ("gram", ("gramme",)),
    ("square ", ("sq ", "sq. ")),
    ("cubic ", ("cu ", "cu. ")),
    ("degree", ("deg",)),
    (" per hour", (" an hour",)),
    (" per second", (" a second",)),
    (" per minute", (" a minute",)),
    (" per day", (" a day",)),
    (" per year", (" a year",)),
    (" ", ("-",)),
)
_SYMBOL_VARIANTS = (
    ("µ", ("μ",)),
    ("²", ("2", "^2")),
    ("³", ("3", "^3")),
    ("°", ("º", "˚", "° ")),
    ("Ω", ("Ω",)),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: `value * factor + offset` is the value in the base unit of `dimension`."""

    name: str
    dimension: str
    factor: float
    offset: float = 0.0
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code; `ratio` of its minor unit make one (1 if it has none)."""

    code: str
    name: str
    minor: str = ""
    ratio: int = 1


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its canonical name."""
    return MappingProxyType(
        {
            name: Unit(name, dimension, _number(factor), _number(offset), _split(alternatives))
            for name, dimension, factor, offset, _, _, _, _, alternatives in _rows("units")
        }
    )


@cache
def unit_words() -> Mapping[str, str]:
    """Lower-case spelling, with plurals, hyphens and American forms, to canonical name."""
    return MappingProxyType(_words((row[0], _with_name(row[0], row[4])) for row in _rows("units")))


@cache
def unit_symbols() -> Mapping[str, str]:
    """Abbreviation as written to canonical name."""
    return MappingProxyType(_symbols((row[0], row[5]) for row in _rows("units")))


@cache
def currencies() -> Mapping[str, Currency]:
    """Every currency by its canonical name."""
    return MappingProxyType(
        {name: Currency(code, name, *_minor(minor)[:2]) for code, name, _, _, minor, *_ in _rows("currencies")}
    )


@cache
def currency_words() -> Mapping[str, str]:
    """Lower-case spelling, with plurals and hyphens, to the currency's canonical name."""
    return MappingProxyType(_words((row[1], _with_name(row[1], row[2])) for row in _rows("currencies")))


@cache
def currency_symbols() -> Mapping[str, str]:
    """Sign or code as written to the currency's canonical name."""
    return MappingProxyType(_symbols((row[1], f"{row[0]}|{row[3]}") for row in _rows("currencies")))


@cache
def minor_words() -> Mapping[str, tuple[str, str | None, int]]:
    """Spelling of a minor unit to (its name, its currency's name if only one has it, how many make one).

    Spellings whose ratio differs between currencies (fils, sen) are left out.
    """
    found: dict[str, list[tuple[str, str, int]]] = {}
    for row in _rows("currencies"):
        name, ratio, spellings = _minor(row[4])
        for spelling in spellings:
            found.setdefault(spelling.lstrip("!="), []).append((name, row[1], ratio))
    return MappingProxyType(
        {
            spelling: (owners[0][0], owners[0][1] if len(owners) == 1 else None, owners[0][2])
            for spelling, owners in found.items()
            if len({ratio for _, _, ratio in owners}) == 1
        }
    )


@cache
def risky_symbols() -> frozenset[str]:
    """Symbols of units, currencies and minor units to accept only next to digits or in a safe context: m, C, kr, p."""
    marked = [row[5] for row in _rows("units")] + [row[3] for row in _rows("currencies")]
    minors = "|".join("|".join(_minor(row[4])[2]) for row in _rows("currencies"))
    return frozenset(_symbols(("", _flagged(cell)) for cell in [*marked, minors]))


@cache
def risky_words() -> frozenset[str]:
    """Words of units and currencies that mean something else as often: pound, second, mark, won."""
    marked = [row[4] for row in _rows("units")] + [row[2] for row in _rows("currencies")]
    return frozenset(_words(("", _flagged(cell)) for cell in marked))


@cache
def _slacks() -> Mapping[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for source, target, _, slack, _ in _rows("slack"):
        found[source, target] = max(float(slack), found.get((source, target), 0.0))
    return MappingProxyType(found)


def slack(from_name: str, to_name: str) -> float:
    """Relative error that style guides' rough factors bring to this conversion, 0.0 if none is listed."""
    return _slacks().get((from_name, to_name), 0.0)


def per(numerator: Unit, denominator: Unit) -> Unit:
    """The compound unit `numerator per denominator`, in the dimension the table gives such a unit, if any."""
    dimension = f"{numerator.dimension} per {denominator.dimension}"
    return Unit(
        f"{numerator.name} per {denominator.name}",
        _compound_dimensions().get(dimension, dimension),
        numerator.factor / denominator.factor,
    )


@cache
def _compound_dimensions() -> Mapping[str, str]:
    """`length per time` to `speed`, for every row whose name is made of two others with `per`."""
    table = units()
    pairs = ((row.name.split(" per ", 1), row.dimension) for row in table.values() if " per " in row.name)
    return {
        f"{table[names[0]].dimension} per {table[names[1]].dimension}": dimension
        for names, dimension in pairs
        if names[0] in table and names[1] in table
    }


@cache
def _rows(table: str) -> tuple[tuple[str, ...], ...]:
    with Path(__file__).with_name(f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(map(tuple, csv.reader(lines)))[1:]


def _number(text: str) -> float:
    numerator, _, denominator = text.partition("/")
    return float(numerator) / float(denominator or 1)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _with_name(name: str, words: str) -> str:
    """The name is a spelling too, unless `words` says how to take it."""
    said = {entry.lstrip("!=") for entry in _split(words)}
    return words if name.lower() in said else f"{name}|{words}" if words else name


def _flagged(cell: str) -> str:
    return "|".join(entry for entry in _split(cell) if entry.startswith("!"))


def _minor(cell: str) -> tuple[str, int, tuple[str, ...]]:
    """`penny:100|pence|p` as name, ratio and spellings with the plural."""
    head, *spellings = cell.split("|")
    name, _, ratio = head.partition(":")
    return name, int(ratio or 1), (name, _plural(name), *spellings) if name else ()


def _words(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, cell in rows:
        for entry in _split(cell):
            found.update(dict.fromkeys(_spellings(entry), name))
    return found


def _spellings(entry: str) -> list[str]:
    word = entry.lstrip("!=").lower()
    forms = [word] if "=" in entry else [word, _plural(word)]
    for old, news in _WORD_VARIANTS:
        if old in word:
            forms += [form.replace(old, new) for form in forms for new in news]
    return forms


def _plural(word: str) -> str:
    """Plural of the head noun: miles per hour, square feet, degrees Celsius, centuries."""
    end = _HEAD_END.search(word)
    head = word[: end.start()] if end else word
    stem, space, last = head.rpartition(" ")
    return f"{stem}{space}{_plural_noun(last)}{word[len(head) :]}"


def _plural_noun(noun: str) -> str:
    stem, hyphen, last = noun.rpartition("-")
    if last in _IRREGULAR:
        return f"{stem}{hyphen}{_IRREGULAR[last]}"
    if last.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def _symbols(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, cell in rows:
        for entry in _split(cell):
            forms = [entry.lstrip("!")]
            for old, news in _SYMBOL_VARIANTS:
                if old in entry:
                    forms += [form.replace(old, new) for form in forms for new in news]
            found.update(dict.fromkeys(forms, name))
    return found
