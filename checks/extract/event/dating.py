"""The time of an event: of the dates within its clause the first behind its verb, else the one directly before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import polars as pl

from checks.document import Document
from checks.pattern import phrase

_NEAR = 12
"""Dates of one clause that are looked at."""
_POSSESSOR = ("'s", "’s")
_DETERMINED = phrase(
    r"\b(?:an?|the|his|her|its|their|our|this)\s\Z", re.I, yes=("on his ", "this "), no=("in June ", "the")
)
_END = phrase(r"\b(?:to|until|till|through|than)\s(?:the\s)?\Z", yes=("from May to ", "until the "), no=("on ",))
_WORD = phrase(r"[\s-][^\W\d_]", yes=(" arrived", "-old"), no=(" 5", "."))
_EVENT = ("document", "field", "start", "end", "clause_start", "clause_end", "form")


class _Date(NamedTuple):
    start: int
    end: int
    mention: int
    vague: bool


_Dates: TypeAlias = dict[tuple[int, str], list[_Date]]


def event_times(events: pl.DataFrame, times: pl.DataFrame, documents: Sequence[Document]) -> pl.Series:
    """The mention of each event's time, null where its clause gives none."""
    dates = _dates(times)
    found: list[int | None] = []
    for document, field, start, end, first, last, form in events.select(_EVENT).iter_rows():
        known = dates.get((document, field), [])
        at = bisect_left(known, (first,))
        inside = [one for one in known[at : at + _NEAR] if one.end <= last]
        if inside:  # few clauses give a date
            text = documents[document].running(field)
            noun = (start, end) if form == "noun" else None
            found.append(_chosen([one for one in inside if not _of_other(one, noun, text)], start, text))
        else:
            found.append(None)
    return pl.Series("time", found, dtype=pl.UInt32)


def _dates(times: pl.DataFrame) -> _Dates:
    """The dates of each field in the order of its text."""
    kept = times.filter(pl.col("timex_type").is_in(("DATE", "TIME")))
    vague = kept["granularity"] == "reference"
    found: _Dates = defaultdict(list)
    for *key, start, end, mention, is_vague in kept.select(
        "document", "field", "start", "end", "mention", vague.alias("vague")
    ).iter_rows():
        found[key[0], key[1]].append(_Date(start, end, mention, is_vague))
    return found


def _chosen(dates: Sequence[_Date], start: int, text: str) -> int | None:
    """Of "recently" and "in May" the latter; none if what is chosen is an end ("until 2014")."""
    dates = [one for one in dates if not one.vague] or dates
    behind = next((one for one in dates if one.start >= start), None)
    chosen = behind or (dates[-1] if dates else None)
    own = chosen is not None and text.startswith(_POSSESSOR, chosen.end)  # "to last year's capture"
    if chosen is None or (not own and _END.search(text, max(0, chosen.start - 12), chosen.start)):
        return None
    return chosen.mention


def _of_other(date: _Date, noun: tuple[int, int] | None, text: str) -> bool:
    """Whether a date belongs to something else than the event: "last year's champions", "a 1997 robbery"."""
    if noun is not None and (0 < noun[0] - date.end <= 3 or (noun[0] <= date.start and date.end <= noun[1])):
        return False
    if text.startswith(_POSSESSOR, date.end):
        return True
    year = text[max(0, date.end - 4) : date.end].isdigit() and _WORD.match(text, date.end) is not None
    return year and _DETERMINED.search(text, max(0, date.start - 7), date.start) is not None
