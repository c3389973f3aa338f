"""Ranges of time with both ends printed: "from May 2012 to June 2014", "between 1990 and 1995", "1939-1945"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

import polars as pl

from checks.constraints import DateRanges
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, in_turn, side_by_side
from checks.model import filled
from checks.regex import lazy

NEEDS = ("times",)
_COLUMNS = (
    *("mention", "document", "field", "start", "end"),
    *("granularity", "year", "month", "day", "earliest", "latest"),
)
_GRANULARITIES = ("year", "month", "day", "minute")
_FROM = lazy(r"\b(?:from|since)\s+(?:(?:about|around|early|mid|late|at least)[\s-])?\Z", re.I)
_BETWEEN = lazy(r"\bbetween\s+(?:(?:about|around|early|mid|late)[\s-])?\Z", re.I)
_TO = lazy(r",?\s*(?:up\s+)?(?:to|until|till|til|through|thru|-|–|—)\s*(?:(?:about|around|early|mid|late)[\s-])?", re.I)
_AND = lazy(r",?\s*(?:and|to|&|-|–)\s*(?:(?:about|around|early|mid|late)[\s-])?", re.I)
_DASH = lazy(r"\s?[-–]\s?")
_OTHER_ERA = lazy(r"[\s,]*(?:B\.?\s?C\b|BP\b|years\s+ago|[Mm]ya\b|AH\b|before\s+Christ)")
_COMPARED = lazy(
    r"\b(?:difference|differ\w*|compar\w+|gap|contrast\w*|choos\w+|choice|relation\w*|link\w*|match\w*|"
    r"parallel\w*|similarit\w+|distinguish\w*|split|toss-up|contest|alternat\w*)\b[^.;]{0,40}\Z",
    re.I,
)
_MOVED = lazy(
    r"\b(?:(?:mov|chang|shift|advanc|accelerat|bring|push|pull|reschedul|postpon|delay|revis|correct|amend|adjust|"
    r"backdat|predat|transfer|defer|alter|switch|reset|travel|jump|skip|leap|slip)(?:e|ed|es|s|ing|d|ped|ping)?|brought|"
    r"\w+ back(?:wards?)?|carr(?:y|ied)|go(?:es|ing)?|went)\b[^.;]{0,60}\Z",
    re.I,
)
_LEVEL = lazy(
    r"\b(?:(?:reduc|declin|tumbl|slump|eas|decreas|climb|increas|gain|scor|number|total|pric|cost|trad|lower)\w*|fell|"
    r"fall(?:s|ing|en)?|drop(?:s|ped|ping)?|slid|slides?|sank|shrank|shrunk|cuts?|down|up|rose|rises?|rising|gr[eo]w\w*)"
    r"\b[^.;]{0,60}\Z",
    re.I,
)
_NEWEST_FIRST = lazy(
    r"\b(?:rank\w*|lists?|listed|winners?|champions?|albums?|photos?|pictures?|versions?|editions?|models?|vehicles?|cars?|"
    r"records?|runs?|running|highlights?|results?|archives?|pages?|votes?|series|windows|table|count\w*|"
    r"numbers?|phone|telephone|call|dial|fax|flights?|ext)\b[^.;]{0,40}\Z",
    re.I,
)
"""What may be listed with the newest first, or be no years."""
_OF_TWO = lazy(r"\s*(?:levels?|comparisons?|figures|rates|prices|totals|values|data)\b", re.I)
"""What two dates have, which are then compared."""
_CHANGE = lazy(
    r"\b(?:(?:increas|decreas|declin|chang|gain|improv|compar)\w*|rose|risen|rises?|rising|fell|fall(?:s|en|ing)?|"
    r"drop(?:s|ped|ping)?|gr[eo]w\w*|higher|lower|up|down|per\s?cent)\b|%",
    re.I,
)
_CLOSED = lazy(
    r"\s*(?:[,.;:)\]!?\n]|\Z|(?:and|or|but|when|while|where|which|who|that|in|at|as|by|with|for|on|under|during|after|"
    r"before|until|he|she|they|it|we|the|a|an|his|her|their|its|inclusive|respectively)\b)",
    re.I,
)
_GLUED = lazy(r"[\w$£€#/.-]\Z")
_GOES_ON = lazy(r"\s*(?:to|until|through|[-–/&])\s*['’]?\d")
"""Another end: "from 1998 to 1991 to 1992"."""
_WHOLE_YEAR, _TURNED = 3, 45
"""Days by which "from 1 April to 31 March 2016" runs back over a whole year, and by which a slip does."""
_YEARS = range(1583, 2200)
_AT_ONCE = 24
"""Characters behind a range in which the change between its ends is told: "from May 2014 to May 2013 sales fell"."""


def date_ranges(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.DateRanges`.

    Not comparable where the text may go back on purpose: something moved "from 1987 to 1986", a change "between June
    and May 2014" (comparisons are written newest first), years before Christ, years that may be plain numbers.
    """
    pairs = side_by_side(facts.times, 20, _COLUMNS, _have_dates())
    rows = [row for pair in in_turn(pairs) if (row := _row(pair, documents)) is not None]
    return filled(DateRanges, rows)


@cache
def _have_dates() -> pl.Expr:
    """Whether the last of two times has its year, and the first one, too, or both are days."""
    dated = pl.all_horizontal(pl.col("year", "earliest").is_not_null()) | _is_day() & _is_day("_next")
    return pl.all_horizontal(pl.col("year_next", "latest_next").is_not_null()) & dated


def _is_day(suffix: str = "") -> pl.Expr:
    return pl.all_horizontal(pl.col(f"month{suffix}", f"day{suffix}").is_not_null())


def _row(pair: Row, documents: Sequence[Document]) -> Row | None:
    if pair["granularity"] not in _GRANULARITIES or pair["granularity_next"] not in _GRANULARITIES:
        return None
    sentence = Sentence(documents, pair)
    before, between = sentence.before(pair), sentence.text[pair["end"] : pair["start_next"]]
    between += "up to" if sentence.text[pair["start_next"] : pair["start_next"] + 6].lower() == "up to " else ""
    kind = _kind(before, between)
    apart = pair["year"] is None and between.lstrip().startswith(",")
    begins = pair["earliest"] if pair["year"] is not None else None if apart else _in_year_of_the_last(pair)
    after = sentence.after({"end": pair["end_next"]})
    if kind is None or begins is None or _GOES_ON.match(after):
        return None
    coarser = min(pair["granularity"], pair["granularity_next"], key=_GRANULARITIES.index)
    return {
        "document": pair["document"],
        "first": pair["mention"],
        "last": pair["mention_next"],
        "begins": begins,
        "ends": pair["latest_next"],
        "granularity": coarser,
        "implied": pair["year"] is None,
        "comparable": _forward(kind, before, after) and (coarser != "year" or _are_years(pair, kind, before, after)),
    }


def _in_year_of_the_last(pair: Row) -> date | None:
    """The first day of "from 2 August to 29 July 2023", unless it may be that of the year before: a range of a whole
    year or of some months.
    """
    try:
        begins = date(pair["year_next"], pair["month"], pair["day"])
    except ValueError:
        return None
    back = (begins - pair["latest_next"]).days
    return begins if back <= 0 or _WHOLE_YEAR < back <= _TURNED else None


def _kind(before: str, between: str) -> str | None:
    """How the range is written: from ... to, between ... and, or with a dash alone."""
    if _DASH.fullmatch(between):
        return "dash"
    if _TO.fullmatch(between) and _FROM.search(before):
        return "from"
    return "between" if _AND.fullmatch(between) and _BETWEEN.search(before) else None


def _forward(kind: str, before: str, after: str) -> bool:
    """Whether nothing says that the later date is meant to stand first."""
    if _OTHER_ERA.match(after) or _OF_TWO.match(after):
        return False
    if kind == "between":
        return not (_COMPARED.search(before) or _CHANGE.search(after) or _CHANGE.search(before))
    told_at_once = after.split(",", 1)[0][:_AT_ONCE]
    return not (_MOVED.search(before) or (kind == "from" and _CHANGE.search(told_at_once)))


def _are_years(pair: Row, kind: str, before: str, after: str) -> bool:
    """Whether figures of four digits are years: nothing rises or falls from one to the other, nothing is counted.

    "2014-2013" heads the columns of a table.
    """
    if pair["year"] not in _YEARS or pair["year_next"] not in _YEARS or not _CLOSED.match(after):
        return False
    if _NEWEST_FIRST.search(before):
        return False
    if kind == "dash":
        return pair["year"] - pair["year_next"] != 1 and not _GLUED.search(before)
    return not _LEVEL.search(before)
