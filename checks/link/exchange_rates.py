"""Amounts of money with their conversion in brackets, each beside another of the same two currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import floor, log10

import polars as pl

from checks.constraints import ExchangeRates
from checks.document import Document
from checks.facts import Facts
from checks.frame import filled
from checks.link.phrase import Row, Sentence, apart, begin, side_by_side

_PATTERNS = {
    "many": r"\b(?:dollar|euro|pound|franc|peso|rupee|rouble|dinar|dirham|shilling|guilder|mark)\b",
    "into": r"\s*[(\[]\s*(?:or|about|around|roughly|some|nearly|=|US|equivalent\ to)?\s*|,\s+or\s+",
    "another day": r"""\b(?:at\ the\ time|of\ th(?:e|at)\ time
        |then\b(?!\s(?:cut|raised|reduced|increased|lowered|paid|gave|another)\b)
        |today's\ money|current\ (?:exchange\ )?rates?|in\ (?:19|20)\d\d\b|adjusted|last\ year|a\ year\ (?:ago|earlier)
        |previous(?:ly)?|years?\ ago|back\ in|since\ (?:19|20)\d\d|was\ worth)""",
}
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "hedge_start", "value", "value_high", "bound"),
    *("unit", "unit_text", "unit_kind", "dimension", "base_low", "base_high"),
)
_SENTENCE = 200
_COARSEST = 0.2
"""The share of an amount by which nobody rounds it without "about", even to a first digit of 1 or 2."""
_AMBIGUOUS = "¥"
"""The sign of two currencies, yen and yuan."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.X | re.I)


def exchange_rates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.ExchangeRates`: each converted pair beside the middle one of its currencies.

    Not comparable where the sentence speaks of another time, since rates change from day to day.
    """
    both = pl.all_horizontal(pl.col("unit_kind", "unit_kind_next") == "money")
    currencies = pl.col("dimension") != pl.col("dimension_next")
    pairs: dict[tuple[int, frozenset[str]], list[tuple[Row, Row]]] = {}
    for given, converted in map(apart, side_by_side(facts.quantities, 24, _COLUMNS, both & currencies).to_dicts()):
        if _converts(given, converted, documents):
            key = given["document"], frozenset((given["dimension"], converted["dimension"]))
            pairs.setdefault(key, []).append((given, converted))
    rows = [row for found in pairs.values() if len(found) > 1 for row in _beside_the_middle(found, documents)]
    return filled(ExchangeRates, rows)


def _converts(given: Row, converted: Row, documents: Sequence[Document]) -> bool:
    """Whether the second converts the first; not for a rate that is quoted itself ("C$1.33 (US$0.75)"), or earnings a
    share.
    """
    bounds = (given["base_low"], converted["base_low"])
    if not all(bounds) or min(bounds) <= 0 or not {given["bound"], converted["bound"]} <= {"exact", "about", "nearly"}:
        return False
    if " per " in f"{given['unit']}{converted['unit']}" or abs(given["value"] * converted["value"] - 1) < 0.01:
        return False
    text = Sentence(documents, given).text
    closes = text[converted["end"] : converted["end"] + 2].lstrip()[:1]
    gap = text[given["end"] : max(given["end"], begin(converted))]
    return bool(_pattern("into").fullmatch(gap)) and (gap.startswith(",") or closes in (")", "]", ";", ","))


def _beside_the_middle(found: list[tuple[Row, Row]], documents: Sequence[Document]) -> Iterator[Row]:
    source = found[0][0]["dimension"]
    by_rate = sorted(found, key=lambda pair: _rate(pair, source)[0])
    # Of two the first sets the rate, of more the one in the middle: a slip is the exception.
    middle = found[0] if len(found) == 2 else by_rate[len(found) // 2]
    other_low, other_high = _rate(middle, source)
    one, other = middle if middle[0]["dimension"] == source else middle[::-1]
    money = _pattern("many").sub(r"\g<0>s", other["unit"])
    for pair in found:
        if pair is middle:
            continue
        low, high = _rate(pair, source)
        yield {
            "document": pair[0]["document"],
            "given": pair[0]["mention"],
            "converted": pair[1]["mention"],
            "other_given": middle[0]["mention"],
            "other_converted": middle[1]["mention"],
            "rate_low": low,
            "rate_high": high,
            "other_low": other_low,
            "other_high": other_high,
            "unit": f"{money} per {one['unit']}",
            "comparable": not any(_incomparable(one, documents) for one in (pair, middle)),
        }


def _rate(pair: tuple[Row, Row], source: str) -> tuple[float, float]:
    """Units of the other currency for one of the source's, from the printed digits."""
    left, right = pair if pair[0]["dimension"] == source else pair[::-1]
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


def _incomparable(pair: tuple[Row, Row], documents: Sequence[Document]) -> bool:
    """Whether the sentence speaks of another time, or a sign may be that of another currency."""
    given, converted = pair
    text = Sentence(documents, given).text
    around = text[max(0, given["start"] - _SENTENCE) : converted["end"] + _SENTENCE]
    signs = f"{given['unit_text']}{converted['unit_text']}"
    return _AMBIGUOUS in signs or bool(_pattern("another day").search(around))
