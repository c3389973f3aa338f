"""English: units of measure and currencies, how they are written and what they are worth in base units.

`units.csv`, `currencies.csv` and `slack.csv` beside this module are the knowledge; here are only the rules that derive
spellings from a row. In the columns `words` and `symbols` a leading `!` flags a spelling that needs context ("45 m",
"two pounds"); a leading `=` takes a word as it is, without a plural. A row's name is one of its words, unless the first
is `-`: "billion cubic feet" is read as a number and a unit, only "bcf" is a spelling of the row.
Words are matched in lower case, symbols as written: look a spelling up among the symbols first.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import isclose
from types import MappingProxyType

from checks.lexicon.entries import CurrencyRateRow, CurrencyRow, SlackRow, UnitRow, rows

_TAIL = re.compile(r"(?:(?<=^degree) | (?:per|of|an?|squared|cubed)\b|/).*", re.MULTILINE)
_PLURALS = (
    ("foot", "feet"),
    ("person", "people"),
    *((ending, f"{ending}es") for ending in ("s", "x", "z", "ch", "sh")),
    *((f"{vowel}y", f"{vowel}ys") for vowel in "aeiou"),
    ("y", "ies"),
    ("", "s"),
)
_Variants = Mapping[str, tuple[tuple[tuple[str, str], ...], ...]]
_HYPHENS: _Variants = {" ": (((" ", "-"),),)}
# Every spelling that holds the key is spelled again, once for each tuple, with all its replacements made.
_UNIT_VARIANTS = {
    " per ": (
        (*((f" per {time}", f" a {time}") for time in ("second", "minute", "day", "year")), (" per h", " an h")),
    ),
    "tre": ((("metre", "meter"), ("litre", "liter")),),
    "square ": ((("square ", "sq "),), (("square ", "sq. "),)),
    "cubic ": ((("cubic ", "cu "),), (("cubic ", "cu. "),)),
    **_HYPHENS,
}
_SYMBOL_VARIANTS = {
    "µ": ((("µ", "μ"),),),
    "²": ((("²", "2"),), (("²", "^2"),)),
    "³": ((("³", "3"),), (("³", "^3"),)),
    "°": ((("°", "º"),), (("°", "˚"),)),
    "Ω": ((("Ω", "Ω"),),),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: `value * factor + offset` is the value in the base unit of `dimension`.

    `system` is metric (the SI and what is a decimal part or multiple of it), customary (what is converted into it), or
    both (hours, degrees, bytes: what stands beside either).
    """

    name: str
    dimension: str
    factor: float
    offset: float = 0.0
    alternatives: tuple[str, ...] = ()
    system: str = "both"


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
            row.name: Unit(row.name, row.dimension, row.factor, row.offset, row.alternatives, row.system)
            for row in rows(UnitRow)
        }
    )


@cache
def unit_words() -> Mapping[str, str]:
    """Lower-case spelling, with plurals, hyphens and American forms, to canonical name."""
    return MappingProxyType(_words(((row.name, row.words) for row in rows(UnitRow)), _UNIT_VARIANTS))


@cache
def unit_symbols() -> Mapping[str, str]:
    """Abbreviation as written to canonical name."""
    return MappingProxyType(_symbols((row.name, row.symbols) for row in rows(UnitRow)))


@cache
def currencies() -> Mapping[str, Currency]:
    """Every currency by its canonical name."""
    return MappingProxyType({row.name: Currency(row.code, row.name, *_minor(row.minor)) for row in rows(CurrencyRow)})


@cache
def dollar_rates() -> Mapping[str, tuple[float, float]]:
    """Between which bounds a US dollar has bought units of a currency for decades, by the name of that."""
    told = {row.name: (row.low, row.high) for row in rows(CurrencyRateRow)}
    return MappingProxyType({"US dollar": (1.0, 1.0)} | told)


@cache
def currency_words() -> Mapping[str, str]:
    """Lower-case spelling, with plurals and hyphens, to the currency's canonical name."""
    return MappingProxyType(_words(((row.name, row.words) for row in rows(CurrencyRow)), _HYPHENS))


@cache
def currency_symbols() -> Mapping[str, str]:
    """Sign or code as written to the currency's canonical name."""
    return MappingProxyType(_symbols((row.name, f"{row.code}|{row.symbols}") for row in rows(CurrencyRow)))


@cache
def minor_words() -> Mapping[str, tuple[str, str | None, int]]:
    """Spelling of a minor unit to (its name, its currency's name if only one has it, how many make one).

    Spellings whose ratio differs between currencies (fils, sen) are left out.
    """
    found: dict[str, list[tuple[str, str, int]]] = {}
    divided = [row for row in rows(CurrencyRow) if row.minor]
    minors = [_minor(row.minor) for row in divided]
    plurals = _plurals([name for name, _ in minors])
    for row, (name, ratio), plural in zip(divided, minors, plurals, strict=True):
        for spelling in (name, plural, *map(_bare, row.minor.split("|")[1:])):
            found.setdefault(spelling, []).append((name, row.name, ratio))
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
    cells = [row.symbols for row in rows(UnitRow)]
    cells += [cell for row in rows(CurrencyRow) for cell in (row.symbols, row.minor)]
    return frozenset(_symbols(("", _risky(cell)) for cell in cells if "!" in cell))


@cache
def risky_words() -> frozenset[str]:
    """Words of units and currencies that mean something else as often: pound, second, mark, won."""
    cells = [row.words for row in rows(UnitRow)] + [row.words for row in rows(CurrencyRow)]
    return frozenset(_words((("", _risky(cell)) for cell in cells if "!" in cell), _UNIT_VARIANTS))


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
    pairs = ((row, row.name.partition(" per ")) for row in table.values())
    parts = ((row, table[top], table[bottom]) for row, (top, _, bottom) in pairs if top in table and bottom in table)
    return {
        f"{top.dimension} per {bottom.dimension}": row.dimension
        for row, top, bottom in parts
        if isclose(top.factor / bottom.factor, row.factor)  # a pound per square inch is a force per area
    }


@cache
def _slacks() -> Mapping[tuple[str, str], float]:
    """Of several factors for one pair, the roughest counts."""
    return dict(sorted(((row.given, row.converted), row.deviation) for row in rows(SlackRow)))


def _bare(entry: str) -> str:
    return entry.lstrip("!=")


def _risky(cell: str) -> str:
    return "|".join(entry for entry in cell.split("|") if entry.startswith("!"))


def _minor(cell: str) -> tuple[str, int]:
    """`penny:100|pence|p` as name and ratio."""
    name, _, ratio = cell.partition("|")[0].partition(":")
    return name, int(ratio or 1)


def _words(rows: Iterable[tuple[str, str]], variants: _Variants) -> dict[str, str]:
    """Every spelling of every row (name, words), in lower case."""
    fixed: dict[str, str] = {}
    found: dict[str, str] = {}
    for name, cell in rows:
        for entry in (cell[1:] if cell.startswith("-") else f"{name}|{cell}").lower().split("|"):
            (fixed if "=" in entry else found)[entry.lstrip("!=")] = name
    regular = [word for word in found if word and word not in fixed]
    found.update(zip(_plurals(regular), map(found.__getitem__, regular), strict=True))
    found.update(fixed)
    found.pop("", None)
    return _vary(found, variants)


def _plurals(words: list[str]) -> list[str]:
    """Plural of each head noun: miles per hour, square feet, degrees Celsius, centuries."""
    heads = _TAIL.sub("", "\n".join(words))
    lines = f"{heads}\n"
    for ending, plural in _PLURALS:
        lines = lines.replace(f"{ending}\n", f"{plural}\t")
    heads_and_words = zip(lines.split("\t"), heads.split("\n"), words, strict=False)
    return [plural + word[len(head) :] for plural, head, word in heads_and_words]


def _symbols(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    found = {_bare(entry): name for name, cell in rows if cell for entry in cell.split("|")}
    found.pop("", None)
    return _vary(found, _SYMBOL_VARIANTS)


def _vary(found: dict[str, str], variants: _Variants) -> dict[str, str]:
    """Add the variants of each spelling, all the spellings of one variant in one pass over their joined text."""
    for key, variant in variants.items():
        hits = [spelling for spelling in found if key in spelling]
        names = [found[spelling] for spelling in hits]
        for replacements in variant:
            lines = "\n".join(hits)
            for old, new in replacements:
                lines = lines.replace(old, new)
            found.update(zip(lines.split("\n"), names, strict=False))
    return found
