"""Amounts of money with their conversion in brackets, each beside another of the same two currencies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from math import floor, inf, log10
from operator import attrgetter
from typing import NamedTuple

import polars as pl

from checks.constraints import ExchangeRates
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, couples
from checks.model import filled
from checks.regex import lazy

NEEDS = ("quantities",)
_PATTERNS = {
    "many": r"\b(?:dollar|euro|pound|franc|peso|rupee|rouble|dinar|dirham|shilling|guilder|mark)\b",
    "into": r"""\s*[(\[]\s*(?:or|about|around|roughly|some|nearly|=|US|equivalent\ to)?\s*
        |,\s+(?:or|i\.e\.|which\ is)\s+""",
    # Only a hedge makes what a comma alone joins a conversion: ", around $862m,".
    "beside": r",\s+|\s+[–—-]\s+",
    "closed": r"\s*(?:[.,;:)\]–—]|-\s|\Z)",
    # One figure of several, or the rest of one that was torn apart: "24.30 and 23.60 baht", "4. 52 trillion won".
    "several before": r"""\d[\d.,]*(?:\s?[a-z]+)?\s*(?:,|\band|\bor|\bto|[-–/])\s+(?:[A-Z]{0,3}[$£€¥₹]\s?)?\Z
        |\d\s?[.,]\s*\Z""",
    "several behind": r"\s*(?:,|and\b|or\b|to\b|[-–/])\s*(?:and\s+|or\s+)?(?:[A-Z]{0,3}[$£€¥₹]\s?)?\d",
    "another day": r"""\b(?:at\ the\ time|of\ th(?:e|at)\ time
        |then\b(?!\s(?:cut|raised|reduced|increased|lowered|paid|gave|another)\b)
        |today's\ money|current\ (?:exchange\ )?rates?|in\ (?:19|20)\d\d\b|adjusted|last\ year|a\ year\ (?:ago|earlier)
        |previous(?:ly)?|years?\ ago|back\ in|since\ (?:19|20)\d\d|was\ worth)""",
}
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "hedge_start", "text", "value", "value_high", "bound"),
    *("unit", "unit_text", "unit_kind", "dimension", "base_low", "base_high"),
)
_SENTENCE = 200
_NARROW = 0.02
"""Powers of ten (5%) by which rates of one text may be apart besides their rounding."""
_COARSEST = 0.2
"""The share of an amount by which nobody rounds it without "about", even to a first digit of 1 or 2."""
_AMBIGUOUS = "¥"
"""The sign of two currencies, yen and yuan."""
_CENTS = {
    "US cent": "US dollar",
    "Australian cent": "Australian dollar",
    "Canadian cent": "Canadian dollar",
    "euro cent": "euro",
}
"""Hundredths of a currency that is named with them; "cent" alone is of the dollar or euro of the same text."""
_CENT = "cent"
_DIVIDED = ("US dollar", "euro", "Australian dollar", "Canadian dollar", "New Zealand dollar", "Singapore dollar")
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15}
_SCALES |= {"k": 3, "m": 6, "mn": 6, "bn": 9, "tn": 12}
"""Scale words by their power of ten."""
_SCALE = lazy(rf"(?<![A-Za-z])(?:{'|'.join(_SCALES)})\b")
_SLIPS = (-6, -3, -2, -1, 1, 2, 3, 6)
"""Powers of ten that are lost or won by a slip."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.X | re.I)


def exchange_rates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.ExchangeRates`: each converted pair beside the middle one of its currencies.

    Not comparable where the sentence speaks of another time, since rates change from day to day.
    """
    pairs: dict[tuple[int, frozenset[str]], list[Converted]] = {}
    for given, converted, spans in converted_money(facts, documents):
        key = given["document"], frozenset((given["dimension"], converted["dimension"]))
        found = pairs.setdefault(key, [])
        found.append(rated(given, converted, found[0].source if found else given["dimension"], spans))
    rows = [row for (number, _), found in pairs.items() if len(found) > 1 for row in _beside_the_middle(number, found)]
    return filled(ExchangeRates, rows)


def converted_money(
    facts: Facts, documents: Sequence[Document]
) -> Iterator[tuple[Row, Row, Sequence[tuple[int, int]]]]:
    """Amounts of money with their conversions, in units of their currencies, and where their text has other times."""
    both = _is_money() & _is_money("_next")
    currencies = pl.col("dimension") != pl.col("dimension_next")
    other_times = cache(lambda document, field: _other_times(documents[document].running(field)))
    told = [
        (given, converted)
        for given, converted in couples(facts.quantities, 24, _COLUMNS, both & currencies)
        if _converts(given, converted, documents)
    ]
    owners = _owners_of_cents(told)
    for one, other in told:
        given, converted = _in_units(one, owners, other["dimension"]), _in_units(other, owners, one["dimension"])
        if given["dimension"] != converted["dimension"]:
            yield given, converted, other_times(given["document"], given["field"])


def _is_money(suffix: str = "") -> pl.Expr:
    return (pl.col(f"unit_kind{suffix}") == "money") | pl.col(f"unit{suffix}").is_in([*_CENTS])


def _owners_of_cents(told: Sequence[tuple[Row, Row]]) -> dict[tuple[int, str], str]:
    """By document and the other currency, the one currency that has cents and stands beside that one elsewhere."""
    found: dict[tuple[int, str], set[str]] = {}
    for given, converted in told:
        for one, other in ((given, converted), (converted, given)):
            if one["unit"] in _DIVIDED:
                found.setdefault((one["document"], other["dimension"]), set()).add(one["unit"])
    return {key: units.pop() for key, units in found.items() if len(units) == 1}


def _in_units(row: Row, owners: dict[tuple[int, str], str], beside: str = "") -> Row:
    """An amount of cents as one of their currency."""
    owner = _CENTS.get(row["unit"]) or (owners.get((row["document"], beside)) if row["unit"] == _CENT else None)
    if owner is None:
        return row
    part = {name: row[name] / 100 for name in ("base_low", "base_high")}
    return row | part | {"unit": owner, "dimension": f"money:{owner}"}


class Converted(NamedTuple):
    """An amount and its conversion: their mentions, the first currency of the text, and its rate in the other one."""

    given: int
    converted: int
    source: str
    given_in: str
    low: float
    high: float
    unit: str
    text: str
    comparable: bool


def rated(given: Row, converted: Row, source: str, other_times: Sequence[tuple[int, int]]) -> Converted:
    """A conversion with its rate, counted in the other currency than `source`."""
    comparable = not _incomparable(given, converted, other_times)
    rate = *_rate(given, converted, source), _unit(given, converted, source)
    return Converted(
        given["mention"], converted["mention"], source, given["dimension"], *rate, converted["text"], comparable
    )


def _converts(given: Row, converted: Row, documents: Sequence[Document]) -> bool:
    """Whether the second converts the first; not for a rate that is quoted itself ("C$1.33 (US$0.75)"), or earnings a
    share.
    """
    bounds = (given["base_low"], converted["base_low"])
    if not all(bounds) or min(bounds) <= 0 or not {given["bound"], converted["bound"]} <= {"exact", "about", "nearly"}:
        return False
    if " per " in f"{given['unit']}{converted['unit']}" or abs(given["value"] * converted["value"] - 1) < 0.01:
        return False
    sentence = Sentence(documents, given)
    gap, behind = sentence.between(given, converted), sentence.after(converted)
    if _pattern("several before").search(sentence.before(given)) or _pattern("several behind").match(behind):
        return False
    if _pattern("into").fullmatch(gap):
        return gap.startswith(",") or behind.lstrip()[:1] in (")", "]", ";", ",")
    hedged = converted["bound"] != "exact" and converted["hedge_start"] < converted["start"]
    return bool(hedged and _pattern("beside").fullmatch(gap) and _pattern("closed").match(behind))


def _beside_the_middle(document: int, found: list[Converted]) -> Iterator[Row]:
    by_rate = sorted(found, key=attrgetter("low"))
    # Of two the first sets the rate, of more the one in the middle: a slip is the exception.
    middle = found[0] if len(found) == 2 else by_rate[len(found) // 2]
    for pair in found:
        if pair is not middle:
            slip = _slip(pair, middle)
            yield {
                "document": document,
                "given": pair.given,
                "converted": pair.converted,
                "other_given": middle.given,
                "other_converted": middle.converted,
                "rate_low": pair.low,
                "rate_high": pair.high,
                "other_low": middle.low,
                "other_high": middle.high,
                "unit": middle.unit,
                "slip": slip,
                "as_converted": scaled(pair.text, slip if pair.source == pair.given_in else -slip),
                "as_other": scaled(middle.text, -slip if middle.source == middle.given_in else slip),
                "comparable": pair.comparable and middle.comparable,
            }


def _slip(pair: Converted, other: Converted) -> int:
    """The power of ten by which the first rate is off the second; zero where none leads from one to the other."""
    bounds = (pair.low, pair.high, other.low, other.high)
    if not all(0 < bound < inf for bound in bounds):
        return 0
    low, high, other_low, other_high = map(log10, bounds)
    ratio = (low + high - other_low - other_high) / 2
    width = (high - low + other_high - other_low) / 2 + _NARROW
    near = [power for power in _SLIPS if abs(ratio - power) <= width]
    return near[0] if len(near) == 1 and abs(ratio) > 2 * width else 0


def scaled(text: str, slip: int) -> str | None:
    """An amount with the scale word that undoes a slip of a thousand or a million."""
    words = [found[0] for found in _SCALE.finditer(text)]
    if not slip or len(words) != 1:
        return None
    power = _SCALES[words[0]] - slip
    long = len(words[0]) > 2
    word = next((word for word, other in _SCALES.items() if other == power and (len(word) > 2) == long), None)
    return text.replace(words[0], word) if word else None


def _unit(given: Row, converted: Row, source: str) -> str:
    """What the rate is counted in: "US dollars per euro"."""
    one, other = (given, converted) if given["dimension"] == source else (converted, given)
    many = _pattern("many").sub(r"\g<0>s", other["unit"])
    return f"{many} per {one['unit']}"


def _rate(given: Row, converted: Row, source: str) -> tuple[float, float]:
    """Units of the other currency for one of the source's, from the printed digits."""
    left, right = (given, converted) if given["dimension"] == source else (converted, given)
    (left_low, left_high), (right_low, right_high) = _bounds(left), _bounds(right)
    return right_low / left_high, right_high / left_low


def _bounds(row: Row) -> tuple[float, float]:
    """The amounts that a figure may stand for, in the base unit: whoever converts keeps the first digit at least."""
    low, high = row["base_low"], row["base_high"]
    if row["bound"] != "exact" or row["value"] != row["value_high"]:
        return low, high
    middle = (low + high) / 2
    most = min(10 ** floor(log10(middle)) / 2, _COARSEST * middle)
    return max(low, middle - most), min(high, middle + most)


def _other_times(text: str) -> list[tuple[int, int]]:
    """The spans of words in a text that speak of another time, ascending."""
    return [found.span() for found in _pattern("another day").finditer(text)]


def _incomparable(given: Row, converted: Row, other_times: Sequence[tuple[int, int]]) -> bool:
    """Whether the sentence speaks of another time, or a sign may be that of another currency."""
    at = bisect_left(other_times, (given["start"] - _SENTENCE,))
    signs = f"{given['unit_text']}{converted['unit_text']}"
    return _AMBIGUOUS in signs or (at < len(other_times) and other_times[at][1] <= converted["end"] + _SENTENCE)
