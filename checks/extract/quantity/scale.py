"""Scales that stand apart from the digits of a number: "$5m", "75 USD million", "120 MEUR"; and "5m" of length."""

from __future__ import annotations

from checks.extract.quantity import measure
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.number import Numeral, lexicon, suffixes
from checks.extract.quantity.prefilter import SUFFIX
from checks.extract.quantity.unit import PlacedUnit
from checks.lexicon.word import words
from checks.regex import lazy


def suffixed(data: bytes, end: int, numeral: Numeral, *, money: bool) -> Numeral:
    """With a scale letter behind the digits, which end there: always after money; else k, and others where a noun
    follows.
    """
    head = data[end : end + 1]
    if head == b" " and not money:
        return numeral
    if numeral.shape in ("words", "plural", "article", "fraction") or numeral.scale != 1.0:
        return numeral
    match = SUFFIX.match(data, end)
    factor = None if match is None else suffixes().get(match[1])
    if match is None or factor is None:
        return numeral
    letter, behind = match[1], data[match.end() : match.end() + 24]
    if money:
        apart = head == b" " and letter in (b"m", b"k", b"t", b"T", b"B", b"b") and behind[:1] == b"-"
        return numeral if apart else numeral.times(factor, match.end() - end)
    return numeral.times(factor, match.end() - end) if _scales(letter, behind) else numeral


_MONEY_BEHIND = lazy(rb"[ ]?(?:[$\xc2-\xf4]|dollars?|euros?|pounds?|yen|[A-Z]{3}\b)")
_NOUN_BEHIND = lazy(rb"[ -](?:[A-Za-z][a-z-]+[ ]){0,2}[a-z]{2,}s\b|[ ](?:people|men|women|children)\b")


def _scales(letter: bytes, behind: bytes) -> bool:
    """Whether a letter that touches a number without a currency is a scale."""
    if _MONEY_BEHIND.match(behind):
        return True
    if letter in (b"k", b"K"):
        return behind[:1] != b"/"
    if letter in (b"M", b"MM"):
        return True
    if letter in (b"m", b"b", b"B", b"t"):
        unit_behind = measure.after(behind, 0)
        if unit_behind is not None:
            return letter != b"t" and behind[:1] == b" " and unit_behind.end - unit_behind.start >= 4
        return behind.startswith(b"-strong") or _thing(behind)
    return letter not in (b"mm", b"T", b"t")


def _thing(behind: bytes) -> bool:
    """Whether something follows that is counted by the million, and not what is measured in metres."""
    match = _NOUN_BEHIND.match(behind)
    return match is not None and words("metric").isdisjoint(match[0].lower()[1:].split(b" "))


_SCALE_BEHIND = lazy(rb"[ ](million|billion|trillion|mn|bn)\b")


def behind_money(data: bytes, figure: Figure) -> Figure:
    """The figure with the scale of or behind its currency: "120 MEUR", "75 USD million"."""
    number, unit = figure.number, figure.unit
    if unit is not None and unit.reading.factor == 1e6:
        number, unit = of_millions(number, unit)
    match = _SCALE_BEHIND.match(data, figure.end)
    if match is None or unit is None or number.scale != 1.0 or not data[unit.start : unit.end].isupper():
        return Figure(figure.start, figure.end, number, unit)
    return Figure(figure.start, match.end(), number.times(lexicon()[match[1]].value), unit)


def of_millions(number: Numeral, unit: PlacedUnit) -> tuple[Numeral, PlacedUnit]:
    """ "120 MEUR": the unit printed is a million euros."""
    return number.times(1e6), unit._replace(reading=unit.reading._replace(factor=1.0))
