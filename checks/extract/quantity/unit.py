"""Units as they are meant beside a number, and the tables of how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from checks.lexicon import unit as lexicon
from checks.lexicon.word import words

_PERCENT = frozenset(("percent", "percentage point", "basis point"))
_LOWER_CODES = ("USD", "EUR", "GBP", "JPY", "CNY", "INR", "CAD", "AUD", "CHF", "HKD", "SGD", "NZD")
"""Codes that are also written in small letters."""


class UnitReading(NamedTuple):
    """A unit as it is meant: `value * factor + offset` is the value in the base unit of `dimension`."""

    name: str
    kind: str
    dimension: str | None
    factor: float | None
    offset: float | None


TIMES = UnitReading("time", "multiple", "ratio", 1.0, 0.0)
"""The unit of "five times", "tenfold" and "3x"."""


class PlacedUnit(NamedTuple):
    """A unit and where it stands, half-open byte offsets."""

    reading: UnitReading
    start: int
    end: int


@cache
def symbols() -> Mapping[bytes, UnitReading]:
    """Signs and abbreviations as written: units, currencies, minor units, millions of a currency ("MEUR")."""
    found = {b"%": percent(), b"\xef\xbc\x85": percent(), b"cts": _minor("cent", None, 100)}
    for symbol, name in lexicon.unit_symbols().items():
        found.setdefault(symbol.encode(), measure(name))
    for word, minor in lexicon.minor_words().items():
        if len(word) == 1:
            found[word.encode()] = _minor(*minor)
    for symbol, name in lexicon.currency_symbols().items():
        if symbol:
            found.setdefault(symbol.encode(), money(name))
            if len(symbol) == 3 and symbol.isupper():
                found.setdefault(b"M" + symbol.encode(), money(name)._replace(factor=1e6))
    return found


@cache
def names() -> Mapping[bytes, UnitReading]:
    """Words in small letters, with spaces for hyphens: units, currencies, minor units. Pounds are a mass."""
    found: dict[bytes, UnitReading] = {}
    for word, name in lexicon.unit_words().items():
        found[word.replace("-", " ").encode()] = measure(name)
    for word, name in lexicon.currency_words().items():
        if word not in ("pound", "pounds"):
            found.setdefault(word.replace("-", " ").encode(), money(name))
    for code in _LOWER_CODES:
        found.setdefault(code.lower().encode(), money(lexicon.currency_symbols()[code]))
    for word in ("percentage", "percentages"):
        found.setdefault(word.encode(), percent())
    found.setdefault(b"mao", UnitReading("mao", "money", "money:yuan", 0.1, 0.0))
    for word, minor in lexicon.minor_words().items():
        if len(word) > 1:
            found.setdefault(word.encode(), _minor(*minor))
    return found


@cache
def lengths() -> Mapping[bytes, int]:
    """The first word of a unit's name to the greatest number of words of names that begin so."""
    longest: dict[bytes, int] = {}
    for name in names():
        parts = name.split(b" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return longest


@cache
def risky_symbols() -> frozenset[bytes]:
    """Symbols that mean something else as often."""
    return frozenset(symbol.encode() for symbol in lexicon.risky_symbols())


@cache
def risky_words() -> frozenset[bytes]:
    """Words that mean something else even after a number: hands, links, bars."""
    return frozenset(word.encode() for word in lexicon.risky_words()) - words("trusted_unit")


@cache
def measure(name: str) -> UnitReading:
    """The reading of a unit of measure by its canonical name."""
    unit = lexicon.units()[name]
    kind = "percent" if name in _PERCENT else "measure"
    return UnitReading(name, kind, unit.dimension, unit.factor, unit.offset)


@cache
def money(name: str) -> UnitReading:
    """The reading of a currency by its canonical name."""
    return UnitReading(name, "money", f"money:{name}", 1.0, 0.0)


def _minor(name: str, owner: str | None, ratio: int) -> UnitReading:
    """A minor unit; cents whose currency is not said only compare with cents."""
    if owner is None:
        return UnitReading(name, "money", f"money:{name}", 1.0, 0.0)
    return UnitReading(name, "money", f"money:{owner}", 1.0 / ratio, 0.0)


@cache
def named(word: str) -> UnitReading | None:
    """The unit of measure that an unambiguous noun in the singular names, behind an adjective: "three long miles"."""
    key = word.encode()
    reading = names().get(key)
    if reading is None or key in risky_words() or key in words("trusted_unit") or reading.kind != "measure":
        return None
    return reading


def as_sterling(reading: UnitReading) -> UnitReading:
    """Pounds, or pounds by the year, as money instead of mass."""
    if reading.name == "pound":
        return money("pound sterling")
    if not reading.name.startswith("pound per ") or reading.factor is None:
        return reading
    factor = reading.factor / lexicon.units()["pound"].factor
    return UnitReading(
        f"pound sterling{reading.name[5:]}", "money", f"money:pound sterling{reading.name[5:]}", factor, 0.0
    )


def named_money(word: bytes) -> str | None:
    """The canonical name of a currency by a lower-case word or code."""
    reading = names().get(word)
    if reading is not None and reading.kind == "money":
        return reading.name
    return lexicon.currency_symbols().get(word.decode().upper())


@cache
def percent() -> UnitReading:
    """The unit percent."""
    return measure("percent")


def aged(reading: UnitReading) -> UnitReading:
    """An age counted in this unit of time."""
    return UnitReading(f"{reading.name} of age", "measure", "age", reading.factor, 0.0)


def year_of_age() -> UnitReading:
    """The unit of ages that are printed without one."""
    return aged(measure("year"))


def per(above: UnitReading, below: UnitReading) -> UnitReading:
    """The unit `above` per `below`."""
    if above.kind == "measure" and below.kind == "measure":
        joint = lexicon.per(lexicon.units()[above.name], lexicon.units()[below.name]) if _known(above, below) else None
        if joint is not None:
            return UnitReading(joint.name, "measure", joint.dimension, joint.factor, 0.0)
    return UnitReading(
        f"{above.name} per {below.name}", above.kind, _over(above.dimension, below), _ratio(above, below), 0.0
    )


def same_per(rate: UnitReading, below: UnitReading) -> UnitReading:
    """The unit that counts what `rate` counts per `below`."""
    thing = rate.name.rpartition(" per ")[0]
    name = f"{thing} per {below.name}"
    if name in lexicon.units():
        return measure(name)
    return UnitReading(name, rate.kind, f"count:{thing} per {below.dimension}", 1 / (below.factor or 1.0), 0.0)


def _known(*readings: UnitReading) -> bool:
    return all(reading.name in lexicon.units() for reading in readings)


def _over(dimension: str | None, below: UnitReading) -> str | None:
    return None if dimension is None else f"{dimension} per {below.dimension or below.name}"


def _ratio(above: UnitReading, below: UnitReading) -> float | None:
    return None if above.factor is None else above.factor / (below.factor or 1.0)
