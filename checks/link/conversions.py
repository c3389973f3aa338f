"""Pairs of quantities of which one converts the other: `a u (b v)`, `a u, or b v`, `a u/b v`.

Brackets may hold a conversion between any two units of a dimension; without brackets the units must be of different
systems (metric and customary), since "2.20m - just 3cm" and "43-mile, 16-inch pipeline" are two measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from checks.document import Document
from checks.facts import Conversions, Facts, empty
from checks.lexicon.unit import slack, units
from checks.link.phrase import Row, Sentence, adjacent, sentences

_INTO_BRACKET = re.compile(
    r"""(?P<words>[^()\[\].;:!?\d"“”]{0,40}?)\s*[(\[]\s*
        (?:or|i\.?e\.?,?|equal\ to|equivalent\ to|the\ equivalent\ of|that\ is,?|=|~|≈|approx\.?|c\.|ca\.?)?\s*""",
    re.X,
)
_OR = re.compile(r"\s*(?P<stop>[,\-–—])?\s*or\s+", re.I)
_COMMA = re.compile(r",\s+")
_SLASH = re.compile(r"\s?/\s?")
_SERIES = re.compile(r"\s*(?P<join>by|x|×|and|or|to|,|,\s*and|-|–)\s*", re.I)
_CLOSE = re.compile(
    r"""\s*(?:(?:long|wide|high|tall|deep|thick|across|each|away|apart|square|in\ (?:diameter|length|height|width))\s*)?
        (?:[)\]]|[(\[]|[;,/]\s*(?:or\s+|about\s+)?[\d(]|\s+or\s)""",
    re.X,
)
_NEXT_IN_BRACKET = re.compile(r"\s*(?:;|,|/|or)\s*(?:or\s+)?", re.I)
_STOP = re.compile(
    r"\s*(?:[,.;:)\-–—]|\Z|(?:long|wide|high|tall|deep|away|from|of|in|per|a|an|north|south|east|west)\b)"
)

_RISE = re.compile(
    r"""\b(?:ris(?:e|es|ing|en)|rose|increas\w*|warm(?:s|ed|ing)|cool(?:s|ed|ing)|fall(?:s|en|ing)?|fell|drop\w*|declin\w*|jump\w*|climb\w*|
        differ\w*|variation|anomal\w*|swing\w*|deviat\w*|heat(?:s|ed|ing)|lower\w*|rais\w*|reduc\w*|chang\w*|margin|gap)
        (?:\s+[a-z]+){0,6}?(?:\s+(?:by|of|as\ much\ as|up\ to|at\ least|another|a\ further|an\ average))?\s*\Z
      |\b(?:by|within|plus\ or\ minus)\s*\Z""",
    re.X | re.I,
)
_LEVEL = re.compile(
    r"\b(?:to|at|from|below|above|reach\w*|hit\w*|of\ about|temperatures?\ of|high\ of|low\ of)\s*\Z", re.I
)
_THAN = re.compile(
    r"""[^.;]{0,24}?[)\]]?\s*(?:warmer|cooler|colder|hotter|higher|lower|above|below\ (?:normal|average|the)
        |over\ (?:the|pre)|rise|increase|difference|change|drop|of\ (?:warming|cooling)|more\ than|less\ than)\b""",
    re.X | re.I,
)

_PHYSICAL = ("ratio", "time", "data", "angle")
"""Dimensions in which a bracket is rarely a conversion: "90 minutes (two hours with the interval)", shares, file
sizes.
"""


def conversions(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.Conversions`."""
    measured = facts.quantities.filter((pl.col("unit_kind") == "measure") & ~pl.col("dimension").is_in(_PHYSICAL))
    pairs = adjacent(measured, 48).filter(
        (pl.col("dimension") == pl.col("dimension_next")) & (pl.col("unit") != pl.col("unit_next"))
    )
    rows = [row for found in sentences(measured, pairs["sentence"]) for row in _in_sentence(found, documents)]
    return pl.DataFrame(rows, schema=empty(Conversions).schema)


def _in_sentence(found: list[Row], documents: Sequence[Document]) -> Iterator[Row]:
    sentence = Sentence(documents, found[0])
    for index in range(len(found) - 1):
        given, converted = found[index], found[index + 1]
        if given["dimension"] != converted["dimension"] or given["unit"] == converted["unit"]:
            continue
        if not _joined(sentence, given, converted):
            continue
        left, left_join = _series(sentence, found, index, -1)
        right, _ = _series(sentence, found, index + 1, 1)
        if _bracketed(sentence, given, converted) and not _CLOSE.match(sentence.after(right[-1])):
            continue
        for one, other in _matched(left, right, left_join):
            yield _row(one, other, sentence)
        yield from _further(sentence, found, index, right)


def _joined(sentence: Sentence, given: Row, converted: Row) -> bool:
    """Whether the words between two neighbours say that the second converts the first."""
    gap = sentence.between(given, converted)
    if bracket := _INTO_BRACKET.fullmatch(gap):
        return not bracket["words"].strip() or _system(given) != _system(converted)
    if _system(given) == _system(converted) or not _STOP.match(sentence.after(converted)):
        return False
    ratio = _ratio(given, converted)
    if either := _OR.fullmatch(gap):
        return bool(either["stop"]) or 0.5 < ratio < 2
    if _COMMA.fullmatch(gap):
        return 2 / 3 < ratio < 1.5
    return bool(_SLASH.fullmatch(gap))


def _bracketed(sentence: Sentence, given: Row, converted: Row) -> bool:
    return _INTO_BRACKET.fullmatch(sentence.between(given, converted)) is not None


def _further(sentence: Sentence, found: list[Row], index: int, right: list[Row]) -> Iterator[Row]:
    """More conversions of the same figure in the bracket: (17 square miles; 11,000 acres)."""
    at = index + len(right)
    given, seen = found[index], {found[index]["unit"], right[0]["unit"]}
    while (
        at + 1 < len(found) and found[at + 1]["unit"] not in seen and found[at + 1]["dimension"] == given["dimension"]
    ):
        if not _NEXT_IN_BRACKET.fullmatch(sentence.between(found[at], found[at + 1])):
            return
        at += 1
        seen.add(found[at]["unit"])
        yield _row(given, found[at], sentence)


def _series(sentence: Sentence, found: list[Row], index: int, step: int) -> tuple[list[Row], set[str]]:
    """The run of quantities with one unit that ends (step -1) or begins (step 1) at `index`: "28 by 19 inches"."""
    run, joins, at = [found[index]], set(), index + step
    while 0 <= at < len(found) and found[at]["unit"] == found[index]["unit"]:
        left, right = (found[at], run[0]) if step < 0 else (run[-1], found[at])
        joined = _SERIES.fullmatch(sentence.between(left, right))
        if joined is None:
            break
        joins.add(joined["join"].lower())
        run = [found[at], *run] if step < 0 else [*run, found[at]]
        at += step
    return run, joins


def _matched(left: list[Row], right: list[Row], left_join: set[str]) -> list[tuple[Row, Row]]:
    """Which figure converts which: lists of one length pair up; a lone figure converts its neighbour, unless that is
    one side of several.
    """
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    if len(right) == 1 and not left_join & {"by", "x", "×", "to", "-", "–"}:
        return [(left[-1], right[0])]
    return []


def _row(given: Row, converted: Row, sentence: Sentence) -> Row:
    one, other = _factors(given), _factors(converted)
    return {
        "document": given["document"],
        "given": given["mention"],
        "converted": converted["mention"],
        "dimension": given["dimension"],
        "change": given["dimension"] == "temperature" and _is_change(sentence, given, converted),
        "ratio_low": min(one) / max(other),
        "ratio_high": max(one) / min(other),
        "ratio": given["factor"] / converted["factor"],
        "shift": ((given["offset"] or 0.0) - (converted["offset"] or 0.0)) / converted["factor"],
        "slack": slack(given["unit"], converted["unit"]),
        **_side("given", given),
        **_side("converted", converted),
    }


def _side(role: str, row: Row) -> Row:
    names = ("value", "value_high", "step", "coarse", "bound", "unit", "unit_text")
    return {f"{role}_{name}": row[name] for name in names}


def _factors(row: Row) -> list[float]:
    """The factor of the unit and of the other units its word may mean (US and imperial gallons)."""
    unit = units().get(row["unit"])
    others = [units()[name] for name in unit.alternatives] if unit else []
    return [row["factor"], *(other.factor for other in others if other.dimension == row["dimension"])]


def _system(row: Row) -> str:
    metric = re.search(
        r"metre|gram|litre|hectare|tonne|metric|Celsius|kelvin|pascal|\bbar\b|newton|watt|joule|\bare\b", row["unit"]
    )
    return "metric" if metric else "customary"


def _ratio(given: Row, converted: Row) -> float:
    """Converted value over what it should be; 1 is right."""
    right = (given["value"] * given["factor"] + (given["offset"] or 0) - (converted["offset"] or 0)) / converted[
        "factor"
    ]
    return float(converted["value"] / right) if right else 0.0


def _is_change(sentence: Sentence, given: Row, converted: Row) -> bool:
    """Whether a temperature is a rise, fall or difference and not a level: "warmed by 2C", "4C warmer than"."""
    before = sentence.before(given)
    if _LEVEL.search(before):
        return False
    return bool(_RISE.search(before) or _THAN.match(sentence.after(converted, 40)))
