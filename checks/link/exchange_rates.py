"""Amounts of money with their conversion in brackets, each beside another of the same two currencies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from math import floor, log10
from operator import attrgetter
from typing import NamedTuple

import polars as pl

from checks.constraints import ExchangeRates
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, begin, couples
from checks.model import filled

NEEDS = ("quantities",)
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
    other_times = cache(lambda document, field: _other_times(documents[document].running(field)))
    pairs: dict[tuple[int, frozenset[str]], list[_Converted]] = {}
    for given, converted in couples(facts.quantities, 24, _COLUMNS, both & currencies):
        if _converts(given, converted, documents):
            key = given["document"], frozenset((given["dimension"], converted["dimension"]))
            found = pairs.setdefault(key, [])
            source = found[0].source if found else given["dimension"]
            spans = other_times(given["document"], given["field"])
            found.append(_converted(given, converted, source, spans))
    rows = [row for (number, _), found in pairs.items() if len(found) > 1 for row in _beside_the_middle(number, found)]
    return filled(ExchangeRates, rows)


class _Converted(NamedTuple):
    """An amount and its conversion: their mentions, the first currency of the text, and its rate in the other one."""

    given: int
    converted: int
    source: str
    low: float
    high: float
    unit: str
    comparable: bool


def _converted(given: Row, converted: Row, source: str, other_times: Sequence[tuple[int, int]]) -> _Converted:
    comparable = not _incomparable(given, converted, other_times)
    rate = *_rate(given, converted, source), _unit(given, converted, source)
    return _Converted(given["mention"], converted["mention"], source, *rate, comparable)


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


def _beside_the_middle(document: int, found: list[_Converted]) -> Iterator[Row]:
    by_rate = sorted(found, key=attrgetter("low"))
    # Of two the first sets the rate, of more the one in the middle: a slip is the exception.
    middle = found[0] if len(found) == 2 else by_rate[len(found) // 2]
    for pair in found:
        if pair is not middle:
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
                "comparable": pair.comparable and middle.comparable,
            }


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
