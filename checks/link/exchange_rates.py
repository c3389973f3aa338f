"""Amounts of money with their conversion in brackets, each beside another of the same two currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import polars as pl

from checks.document import Document
from checks.facts import ExchangeRates, Facts, empty
from checks.link.phrase import Row, Sentence, adjacent

_INTO_BRACKET = re.compile(r"\s*[(\[]\s*(?:or|about|around|roughly|some|nearly|=|US|equivalent to)?\s*", re.I)
_ANOTHER_DAY = re.compile(
    r"""\b(?:at\ the\ time|then\b|today's\ money|current\ (?:exchange\ )?rates?|in\ (?:19|20)\d\d\b|adjusted
        |last\ year|a\ year\ (?:ago|earlier)|previous(?:ly)?|years?\ ago|back\ in|since\ (?:19|20)\d\d|was\ worth)""",
    re.X | re.I,
)
_SENTENCE = 200


def exchange_rates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.ExchangeRates`: each converted pair beside the first one of its currencies.

    Not comparable where the sentence speaks of another time, since rates change from day to day.
    """
    money = facts.quantities.filter(
        (pl.col("unit_kind") == "money") & pl.col("bound").is_in(["exact", "about", "nearly"])
    )
    pairs = adjacent(money, 24).filter(
        (pl.col("dimension") != pl.col("dimension_next")) & (pl.col("base_low") > 0) & (pl.col("base_low_next") > 0)
    )
    found = [
        row for row in pairs.sort("document", "field", "start").iter_rows(named=True) if _bracketed(row, documents)
    ]
    rows = [
        row
        for _, one in groupby(found, key=lambda row: row["document"])
        for row in _beside_the_first(list(one), documents)
    ]
    return pl.DataFrame(rows, schema=empty(ExchangeRates).schema)


def _bracketed(row: Row, documents: Sequence[Document]) -> bool:
    text = Sentence(documents, row).text
    start = row["start_next"] if row["hedge_start_next"] is None else min(row["start_next"], row["hedge_start_next"])
    closes = text[row["end_next"] : row["end_next"] + 2].lstrip()[:1]
    return bool(_INTO_BRACKET.fullmatch(text[row["end"] : start])) and closes in (")", "]", ";", ",")


def _beside_the_first(found: list[Row], documents: Sequence[Document]) -> Iterator[Row]:
    first: dict[frozenset[str], Row] = {}
    for row in found:
        key = frozenset((row["dimension"], row["dimension_next"]))
        if key not in first:
            first[key] = row
            continue
        other = first[key]
        low, high = _rate(row, other["dimension"])
        other_low, other_high = _rate(other, other["dimension"])
        yield {
            "document": row["document"],
            "given": row["mention"],
            "converted": row["mention_next"],
            "other_given": other["mention"],
            "other_converted": other["mention_next"],
            "rate_low": low,
            "rate_high": high,
            "other_low": other_low,
            "other_high": other_high,
            "comparable": not (_of_another_day(row, documents) or _of_another_day(other, documents)),
        }


def _rate(row: Row, source: str) -> tuple[float, float]:
    """Units of the other currency for one of the source's, from the printed digits."""
    left, right = (row["base_low"], row["base_high"]), (row["base_low_next"], row["base_high_next"])
    if row["dimension"] != source:
        left, right = right, left
    return right[0] / left[1], right[1] / left[0]


def _of_another_day(row: Row, documents: Sequence[Document]) -> bool:
    text = Sentence(documents, row).text
    return bool(_ANOTHER_DAY.search(text[max(0, row["start"] - _SENTENCE) : row["end_next"] + _SENTENCE]))
