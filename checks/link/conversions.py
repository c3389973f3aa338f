"""Pairs of quantities of which one converts the other: `a u (b v)`, `a u, or b v`, `a u/b v`, `a u - b v -`.

Brackets may hold a conversion between any two units of a dimension; without brackets the units must be of different
systems (metric and customary), since "2.20m - just 3cm" and "43-mile, 16-inch pipeline" are two measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import inf, log

import polars as pl

from checks.constraints import Conversions
from checks.document import Document
from checks.facts import Facts
from checks.lexicon.unit import slack, units
from checks.link.neighbours import Row, Sentence, sentences, side_by_side
from checks.link.temperatures import is_change, is_level
from checks.model import filled
from checks.wording import printed

NEEDS = ("quantities",)
_EQUALS = r"(?:the\s)?(?:equivalent\s(?:of|to)|equal\s(?:of|to)|same\sas)|(?:which|that)\sis|i\.?e\.?"
_LONG = r"""(?:long|wide|high|tall|deep|thick|across|square|away|apart|distant|below|above|down|up
        |in\ (?:diameter|length|height|width))"""
_HINTS = {
    "bracket": rf"""(?P<words>[^()\[\].;:!?\d"“”]{{0,40}}?)\s*[(\[]\s*(?:(?:or|{_EQUALS}),?|=|~|≈|approx\.?|c\.
        |ca\.?)?\s*""",
    "or": rf"(?P<stop>\s*[,\-–—])?\s*(?:\bor|,\s+(?:{_EQUALS}))\s+",
    "comma": r",\s+",
    "slash": r"\s?/\s?",
    "dash": r"\s+[\-–—]\s+|—",
}
_ATTRIBUTE = (
    rf"(?:\s+(?:{_LONG}|of\s(?:depth|height|width|length|thickness|water|snow|rain|rainfall|fabric|rope|cable)))"
)
"""What a measure is of, which may stand before its conversion: "12 feet of depth, roughly 4.8 metres"."""
_FUEL = ("fuel economy", "fuel consumption")
_PHYSICAL = ("ratio", "time", "data", "angle")
"""Dimensions in which a bracket is rarely a conversion: "90 minutes (two hours with the interval)", shares, file
sizes.
"""
_NEAR = 48
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "hedge_start", "number_end", "second_start", "text"),
    *("value", "value_high", "step", "coarse", "scale", "bound", "hedge"),
    *("unit", "unit_text", "unit_kind", "dimension", "factor", "offset"),
)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_HINTS.get(name) or _FURTHER[name], re.X if name not in _PLAIN else 0)


_PLAIN = ("or", "comma", "slash", "dash", "fan")
_FURTHER = {
    "series": r"(?:\s*|-)(?P<join>by|x|×|and|or|to|,|,\s*and|-|–)(?:\s*|-)",
    # What may stand behind the last figure in a bracket for it to be a conversion and not another measure.
    "close": rf"(?:[\s-]*(?:{_LONG}|each|in\ all|(?:north|south|east|west)\w*)){{0,2}}\s*(?:[)\]\[(;,/]|or\s)",
    "feet": r"\d\s?(?:['’′]|-?\s?(?:ft\.?|foot|feet))[\s-]*\Z",
    "mixed": r"[\s,-]{0,2}(?:and\s)?",
    # "1/96 of an inch", "one thirty-second of an inch": a fraction, not an inch.
    "fraction": r"(?i)(?:\d/\d+|\b(?:half|third|quarter|[a-z]*(?:th|second))s?)\s+of\s+\Z",
    "article": r"(?i)(?:an?|one|the)\b",
    # Behind a measure of something a comma or "or" leads to its conversion, if that is of nothing else.
    "of it": rf"{_ATTRIBUTE}\s*(?P<joint>[,\-–—]\s*(?:or\s+)?|\s(?:or|i\.e\.)\s+)",
    "of another": rf"{_ATTRIBUTE}",
    "only": r"\s?(?P<open>[(\[])",
    "next": r"\s*(?:;|,|/|\bor\b)\s*(?:or\s+)?",
    # What may stand behind a figure that a comma or "or" makes a conversion.
    "stop": rf"""\s*(?!(?:above|below|over|under|up|down|short)\s+(?:the|what|last|a|its|their|of)\b)
        (?:[,.;:)\-–—/]|\Z|(?:{_LONG}|from|of|in|per|an?|north|south|east|west|since|during|on|at
        |when|as|before|after|around
        |into|across|through|and|with|within|for|by|off|inland|offshore|each|so\ far|every|while|which|that
        |under|over|worth|was|were|is|are)\b)""",
    # "180C/fan 160C/350F": the figures of two ovens; the third converts the first.
    "fan": r"(?i:\bfan)\s(?:oven\s)?\Z",
    "another": r"\s*,?\s+(?:and|by|to|x)\s+(?:\d|an?\s)",
}


def conversions(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Conversions`."""
    names = ("sentence", "unit_kind", "dimension", "unit")
    pairs = side_by_side(facts.quantities, _NEAR, names, _may_convert())
    told = sentences(facts.quantities, pairs["sentence"].to_list(), _COLUMNS)
    rows = [row for found in told for row in _in_sentence(found, documents)]
    return filled(Conversions, rows)


@cache
def _may_convert() -> pl.Expr:
    """Whether two neighbours are measures of one dimension in different units."""
    alike = (pl.col("dimension") == pl.col("dimension_next")) | pl.col("dimension").is_in(_FUEL)
    return (pl.col("unit_kind") == "measure") & alike & (pl.col("unit") != pl.col("unit_next"))


def _in_sentence(found: list[Row], documents: Sequence[Document]) -> Iterator[Row]:
    found = [row for row in found if row["unit_kind"] == "measure" and row["dimension"] not in _PHYSICAL]
    if not found:
        return
    sentence = Sentence(documents, found[0])
    for index in range(len(found) - 1):
        given, converted = found[index], found[index + 1]
        if not _alike(given, converted) or _goes_on(sentence, found, index) or _is_fraction(sentence, given):
            continue
        left, left_join = _series(sentence, found, index, -1)
        right, _ = _series(sentence, found, index + 1, 1)
        if _joined(sentence, given, converted, right[-1]):
            for one, other in _matched(left, right, left_join):
                yield _row(one, other, sentence, len(left) == len(right) == 1)
            yield from _further(sentence, found, index, right)


def _alike(given: Row, converted: Row) -> bool:
    one, other = given["dimension"], converted["dimension"]
    return given["unit"] != converted["unit"] and (one == other or (one in _FUEL and other in _FUEL))


def _goes_on(sentence: Sentence, found: list[Row], index: int) -> bool:
    """Whether a figure is the smaller unit of the one before it: the inches of "6-foot-4-inch"."""
    if _pattern("feet").search(sentence.text[max(0, found[index]["start"] - 12) : found[index]["start"]]):
        return True
    if index == 0 or found[index - 1]["dimension"] != found[index]["dimension"]:
        return False
    larger, smaller = found[index - 1], found[index]
    mixed = larger["factor"] > smaller["factor"] and not _between_systems(larger, smaller)
    return mixed and _pattern("mixed").fullmatch(sentence.text[larger["end"] : smaller["start"]]) is not None


def _is_fraction(sentence: Sentence, given: Row) -> bool:
    """Whether a unit with an article is that of a fraction, which is not read."""
    before = sentence.text[max(0, given["start"] - 24) : given["start"]]
    return bool(_pattern("article").match(given["text"]) and _pattern("fraction").search(before))


def _joined(sentence: Sentence, given: Row, converted: Row, last: Row) -> bool:
    """Whether the words between two neighbours say that the second (a list up to `last`) converts the first."""
    gap = sentence.between(given, converted)
    mixed = _between_systems(given, converted)
    if bracket := _pattern("bracket").fullmatch(gap):
        return (mixed or not bracket["words"].strip()) and bool(_pattern("close").match(sentence.after(last)))
    if mixed and _pattern("slash").fullmatch(gap):
        return not _pattern("fan").search(sentence.text[max(0, given["start"] - 12) : given["start"]])
    after, off = sentence.after(last), abs(log(_ratio(given, converted)))
    if not _pattern("stop").match(after):
        return False
    if either := _pattern("or").fullmatch(gap):
        told = bool(either["stop"]) or "," in gap
        return told or off < log(2) if mixed else told and off < log(30)
    if not mixed:
        return False
    if (of := _pattern("of it").fullmatch(gap)) and not _pattern("of another").match(after):
        return ("or" in of["joint"] or converted["bound"] in ("about", "nearly")) and off < log(3)
    if _pattern("comma").fullmatch(gap) or _pattern("dash").fullmatch(gap):
        closed = after.lstrip()[:1] in (",", "-", "–", "—") and not _pattern("another").match(after)
        return off < log(2.5 if closed else 1.5)
    return False


def _further(sentence: Sentence, found: list[Row], index: int, right: list[Row]) -> Iterator[Row]:
    """More conversions of the same figure in the bracket: (17 square miles; 11,000 acres)."""
    at = index + len(right)
    given, seen = found[index], {found[index]["unit"], right[0]["unit"]}
    while (
        at + 1 < len(found) and found[at + 1]["unit"] not in seen and found[at + 1]["dimension"] == given["dimension"]
    ):
        if not _pattern("next").fullmatch(sentence.between(found[at], found[at + 1])):
            return
        at += 1
        seen.add(found[at]["unit"])
        yield _row(given, found[at], sentence)


def _series(sentence: Sentence, found: list[Row], index: int, step: int) -> tuple[list[Row], set[str]]:
    """The run of quantities with one unit that ends (step -1) or begins (step 1) at `index`: "28 by 19 inches"."""
    run, joins, at = [found[index]], set(), index + step
    while 0 <= at < len(found) and found[at]["unit"] == found[index]["unit"]:
        left, right = (found[at], run[0]) if step < 0 else (run[-1], found[at])
        joined = _pattern("series").fullmatch(sentence.between(left, right))
        if joined is None:
            break
        joins.add(joined["join"].lower())
        run = [found[at], *run] if step < 0 else [*run, found[at]]
        at += step
    return run, joins


def _matched(left: list[Row], right: list[Row], left_join: set[str]) -> list[tuple[Row, Row]]:
    """Which figure converts which: lists of one length pair up, a range counting as two; a lone figure converts its
    neighbour, unless that is one side of several, or it converts the sum of them.
    """
    if len(left) == len(right) and not _from_nothing(left, right):
        return list(zip(left, right, strict=True))
    ends, other_ends = _ends(left), _ends(right)
    if _from_nothing(left, right):
        return [(ends[-1], right[0])]
    if len(ends) == len(other_ends):
        return list(zip(ends, other_ends, strict=True))
    if len(right) == 1 and not left_join & {"by", "x", "×", "to", "-", "–"}:
        total = left[-1] | {"value": sum(row["value"] for row in left)}
        if len(left) == 1 or abs(log(_ratio(total, right[0]))) > log(1.1):
            return [(left[-1], right[0])]
    return []


def _from_nothing(left: list[Row], right: list[Row]) -> bool:
    """Whether a range from nought is converted by one figure: "zero to 60 mph (97 kph)"."""
    lone = len(left) == len(right) == 1 and right[0]["value"] == right[0]["value_high"]
    return lone and left[0]["value"] == 0 < left[0]["value_high"]


def _ends(run: list[Row]) -> list[Row]:
    """The figures of a run one by one, ranges as their two ends."""
    return [
        row | {"value": row[end], "value_high": row[end]}
        for row in run
        for end in (("value",) if row["value"] == row["value_high"] else ("value", "value_high"))
    ]


def _row(given: Row, converted: Row, sentence: Sentence, alone: bool = False) -> Row:
    factor, other = _nearest(given, converted)
    inverse = given["dimension"] != converted["dimension"]
    degrees = given["dimension"] == "temperature"
    change = degrees and is_change(sentence, given, converted)
    return {
        "document": given["document"],
        "given": given["mention"],
        "converted": converted["mention"],
        "dimension": given["dimension"],
        "change": change,
        "level": degrees and not change and is_level(sentence, given),
        "inverse": inverse,
        "closed": alone and _is_closed(sentence, given, converted),
        "ratio": 1 / (factor * other) if inverse else factor / other,
        "shift": ((given["offset"] or 0.0) - (converted["offset"] or 0.0)) / converted["factor"],
        "slack": slack(given["unit"], converted["unit"]),
        **_side("given", given, sentence),
        **_side("converted", converted, sentence),
    }


def _is_closed(sentence: Sentence, given: Row, converted: Row) -> bool:
    """Whether two single figures stand as `a u (b v)`, with nothing else in the bracket or before it."""
    single = all(row["value"] == row["value_high"] and not row["hedge"] for row in (given, converted))
    bracket = _pattern("only").fullmatch(sentence.between(given, converted))
    return single and bracket is not None and sentence.after(converted)[:1] == {"(": ")", "[": "]"}[bracket["open"]]


def _side(role: str, row: Row, sentence: Sentence) -> Row:
    names = ("value", "value_high", "step", "coarse", "bound", "unit", "unit_text")
    return {f"{role}_{name}": value for name, value in ({name: row[name] for name in names} | printed(row)).items()}


def _nearest(given: Row, converted: Row) -> tuple[float, float]:
    """The factors of both units, or of others that their words may mean (US and imperial gallons), that agree best."""
    pairs = [(one, other) for one in _factors(given) for other in _factors(converted)]
    if len(pairs) == 1 or given["value"] <= 0 or converted["value"] <= 0:
        return pairs[0]
    return min(pairs, key=lambda pair: abs(log(_ratio(given | {"factor": pair[0]}, converted | {"factor": pair[1]}))))


def _factors(row: Row) -> list[float]:
    unit = units().get(row["unit"])
    others = [units()[name] for name in unit.alternatives] if unit else []
    return [row["factor"], *(other.factor for other in others if other.dimension == row["dimension"])]


def _between_systems(given: Row, converted: Row) -> bool:
    """Whether one unit is metric and the other customary, which is what people convert."""
    return {_system(given["unit"]), _system(converted["unit"])} == {"metric", "customary"}


@cache
def _system(name: str) -> str:
    """The system of a unit; of a rate that has no row of its own that of the first of its units that has one."""
    unit = units().get(name)
    if unit is not None:
        return unit.system
    known = (units()[part].system for part in name.split(" per ") if part in units())
    return next((system for system in known if system != "both"), "both")


def _ratio(given: Row, converted: Row) -> float:
    """Converted value over what it should be; 1 is right."""
    base = given["value"] * given["factor"] + (given["offset"] or 0)
    if given["dimension"] != converted["dimension"]:
        base = 1 / base if base else 0.0
    right = (base - (converted["offset"] or 0)) / converted["factor"]
    ratio = float(converted["value"] / right) if right else 0.0
    return ratio if ratio > 0 else inf
