"""Percentages and powers with what they are said of, where that is a kind of thing that may not carry them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import polars as pl

from checks.constraints import Carriers
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence
from checks.model import filled

NEEDS = ("quantities",)
_PATTERNS = {
    "whole": r"""\s+of\s+(?:(?:all|the|its|their|our|those|these)\s+)*(?:(?!(?:what|how|as)\s)[a-z]+\s+){0,2}?
        (?:respondents|voters|votes|people|members|students|pupils|residents|citizens|patients|households|adults
        |children|women|men|workers
        |employees|participants|seats|delegates|electorate|population|cases|deaths|victims|voting\ shares
        |teachers|doctors|nurses|candidates|parents|drivers|farmers|graduates|applicants|pensioners|teenagers|motorists
        |prisoners|inmates|soldiers|Americans|Britons|Europeans|homes|families)\b
        (?!['’]|\s+(?:it|he|she|they|we|you|that|which|needed|required|expected|planned|targeted|last|a\s+year
        |in\s+(?:19|20)|from|than)\b)""",
    "temperature before": r"""\b[Tt]emperatures?(?:\s+(?:has|have|had))?\s+
        (?:rose|risen|rise|rises|fell|fallen|increased?|dropped?|climbed?|went\ up)(?:\s+by)?\s*\Z""",
    "temperature after": r"\s+(?:hotter|colder|warmer|cooler)\b",
    # What is hot or warm without a thermometer.
    "taste": r"""(?i)\b(?:sauces?|chil[il]\w*|peppers?|curr(?:y|ies)|spic\w+|salsas?|markets?|jackets?|coats?|fabrics?
        |fleeces?|linings?)\b""",
    # A stretch of time behind the energy that was used in it.
    "energy in": r"""\s+of\s+(?:energy|electricity|power)\s+
        (?:last\s+(?:day|month|year)|over\s+(?:the|a)\s+(?:day|month|year)
        |in\s+(?:a|one)\s+(?:day|month|year)|in\s+(?:19|20)\d\d)\b""",
    "used": r"\b(?:us(?:e|es|ed|ing)|consum(?:e|es|ed|ing))\s*\Z",
    "stored": r"\bstor(?:e|es|ed|ing)\s*\Z",
    "energy named": r"\s+of\s+(?:energy|electricity|power)\b",
    "energy before": r"\b(?:us(?:e|es|ed|ing)|consum(?:e|es|ed|ing)|generat(?:e|es|ed|ing)|sav(?:e|es|ed|ing))\s*\Z",
    "energy after": r"""\s+(?:of\s+(?:energy|electricity|power)\s+)?(?:per|an?|each|every)\s+(?:hour|day|month|year)\b
        |\s+hours?\s+of\s+capacity\b""",
}
_COLUMNS = ("mention", "document", "field", "start", "end", "hedge_start", "unit", "dimension", "value")
_POWER_PER = r"(?:watt|horsepower) per (?:hour|day|month|year)"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.X)


def carriers(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Carriers`."""
    unit = pl.col("unit")
    power = (pl.col("dimension") == "power") | unit.str.contains(_POWER_PER)
    rows = []
    for row in facts.quantities[[*_COLUMNS]].filter((unit == "percent") | power).to_dicts():
        carrier = _carrier(row, Sentence(documents, row))
        if carrier:
            rows.append(
                {
                    "document": row["document"],
                    "quantity": row["mention"],
                    "dimension": "power" if carrier == "energy" else row["dimension"],
                    "least": row["value"],
                    "carrier": carrier,
                }
            )
    return filled(Carriers, rows)


def _carrier(row: Row, sentence: Sentence) -> str | None:
    before, after = sentence.before(row, 48), sentence.after(row, 64)
    if row["unit"] != "percent":
        return "energy" if _is_energy(row, before, after) else None
    if _pattern("whole").match(after):
        return "whole"
    warmer = ("emperature" in before and _pattern("temperature before").search(before)) or _pattern(
        "temperature after"
    ).match(after)
    return "temperature" if warmer and not _pattern("taste").search(f"{before}{after}") else None


def _is_energy(row: Row, before: str, after: str) -> bool:
    """Whether a power is said of what is used, made or stored over a stretch of time."""
    rate = row["dimension"] != "power" or _pattern("energy after").match(after)
    if rate and _pattern("energy before").search(before):
        return True
    if _pattern("energy in").match(after) and _pattern("used").search(before):
        return True
    return bool(_pattern("energy named").match(after) and _pattern("stored").search(before))
