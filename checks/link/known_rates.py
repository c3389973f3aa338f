"""Amounts of money with their conversion, in two currencies of which the lexicon knows what one has been worth."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from checks.constraints import KnownRates
from checks.document import Document
from checks.facts import Facts
from checks.lexicon.unit import dollar_rates
from checks.link.exchange_rates import converted_money, rated, scaled
from checks.link.neighbours import Row
from checks.model import filled

NEEDS = ("quantities",)
_SLIPS = (-6, -3, -2, -1, 1, 2, 3, 6)
"""Powers of ten that are lost or won by a slip; another distance is that of another currency of the same name."""
_POUND, _SIGN = "pound sterling", "£"
"""A currency that the word alone, which many countries have, does not tell."""


def known_rates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.KnownRates`.

    Not comparable where the sentence speaks of another time, or a sign is that of two currencies.
    """
    known = dollar_rates()
    rows = [
        _row(given, converted, spans)
        for given, converted, spans in converted_money(facts, documents)
        if {_name(given), _name(converted)} <= known.keys() and _is_told(given) and _is_told(converted)
    ]
    return filled(KnownRates, rows)


def _name(row: Row) -> str:
    """The currency of an amount."""
    return str(row["dimension"]).removeprefix("money:")


def _is_told(row: Row) -> bool:
    """Whether a pound is that of Britain."""
    return _name(row) != _POUND or _SIGN in row["unit_text"] or "sterling" in row["unit_text"].lower()


def _row(given: Row, converted: Row, other_times: Sequence[tuple[int, int]]) -> Row:
    pair = rated(given, converted, given["dimension"], other_times)
    (one_low, one_high), (low, high) = dollar_rates()[_name(given)], dollar_rates()[_name(converted)]
    bounds = low / one_high, high / one_low
    slips = [power for power in _SLIPS if bounds[0] <= pair.low / 10**power and pair.high / 10**power <= bounds[1]]
    return {
        "document": given["document"],
        "given": pair.given,
        "converted": pair.converted,
        "rate_low": pair.low,
        "rate_high": pair.high,
        "known_low": bounds[0],
        "known_high": bounds[1],
        "unit": pair.unit,
        "as_converted": scaled(pair.text, slips[0]) if len(slips) == 1 else None,
        "comparable": pair.comparable and (bool(slips) or _overlap(pair.low, pair.high, *bounds)),
    }


def _overlap(low: float, high: float, other_low: float, other_high: float) -> bool:
    return low <= other_high and other_low <= high
