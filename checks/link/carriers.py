"""Percentages and powers with what they are said of, where that is a kind of thing that may not carry them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from checks.document import Document
from checks.facts import Carriers, Facts, empty
from checks.link.phrase import Row, Sentence

_WHOLE = re.compile(
    r"""\s+of\s+(?:(?:all|the|its|their|our|those|these)\s+)*(?:[a-z]+\s+){0,2}?
        (?:respondents|voters|votes|people|members|students|pupils|residents|citizens|patients|households|adults|children|women|men|workers
        |employees|participants|seats|delegates|electorate|population|cases|deaths|victims|voting\ shares)\b""",
    re.X,
)
_TEMPERATURE_BEFORE = re.compile(
    r"\b(?:average |mean |sea |surface |air |global |water )*temperatures?(?:\s+(?:has|have|had))?\s+"
    r"(?:rose|risen|rise|rises|fell|fallen|increased?|dropped?|climbed?|went up)(?:\s+by)?\s*\Z"
)
_TEMPERATURE_AFTER = re.compile(r"\s+(?:hotter|colder|warmer|cooler)\b")
_ENERGY_BEFORE = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|consum(?:e|es|ed|ing)|generat(?:e|es|ed|ing)|produc(?:e|es|ed|ing)|sav(?:e|es|ed|ing))\s*\Z"
)
_ENERGY_AFTER = re.compile(
    r"\s+(?:of\s+(?:energy|electricity|power)\s+)?(?:per|an?|each|every)\s+(?:hour|day|month|year)\b|\s+hours?\s+of\s+capacity\b"
)


def carriers(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.Carriers`."""
    wanted = pl.col("unit").is_in(["percent"]) | (pl.col("dimension") == "power")
    rows = []
    for row in facts.quantities.filter(wanted).iter_rows(named=True):
        carrier = _carrier(row, Sentence(documents, row))
        if carrier:
            rows.append(
                {
                    "document": row["document"],
                    "quantity": row["mention"],
                    "dimension": row["dimension"],
                    "least": row["value"],
                    "carrier": carrier,
                }
            )
    return pl.DataFrame(rows, schema=empty(Carriers).schema)


def _carrier(row: Row, sentence: Sentence) -> str | None:
    before, after = sentence.before(row, 48), sentence.after(row, 64)
    if row["dimension"] == "power":
        return "energy" if _ENERGY_BEFORE.search(before) and _ENERGY_AFTER.match(after) else None
    if _WHOLE.match(after):
        return "whole"
    return "temperature" if _TEMPERATURE_BEFORE.search(before) or _TEMPERATURE_AFTER.match(after) else None
