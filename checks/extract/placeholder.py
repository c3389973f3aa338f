"""Placeholders that were left in a text: "TK", "[citation needed]", "Lorem ipsum"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import ahocorasick_rs
import polars as pl

from checks.extract.batch import Batch
from checks.regex import lazy

_TRIGGERS = (
    b"TK",
    b"[",
    b"{{",
    b"XX",
    b"TODO",
    b"FIXME",
    b"Lorem ipsum",
    b"language model",
    b"the internet",
    b"the web",
    b"FIRSTNAME",
    b" of my last ",
    b"nowledge cut",
    b"LASTNAME",
    b"xx per",
    b"xx mil",
    b"xx bil",
    b"this request",
    b"that request",
    b"! Here",
)
"""What every placeholder holds: the pattern is tried only around these."""

_REACH = 80

_BRACKETED = lazy(
    rb"""
    # [insert figure]; "[name]" in small letters is a name taken out of a quotation, "[link]" what is left of a web page
    \[\ ?(?:citation\ needed|clarification\ needed|who\?|when\?|TK|TBC|TBD|XX+
           |(?:[Ii]nsert|INSERT|[Aa]dd(?!(?:\ [A-Z][a-z]+)+\])|ADD)(?!\ (?:your|my|his|her|their)\b)[^\]\n]{0,60}
           |(?:[Cc]heck(?!(?:\ [A-Z][a-z]+)+\])|CHECK|[Tt]odo|TODO)\b[^\]\n]{0,60}      # not the button [Check In]
           |(?:[Bb]y\ |[Aa]ccording\ to\ )?[Ww]hom\?|[Ww]ho\ says\?
           |(?:year|date|age|spelling|title|source|number)\ ?\?\??
           |(?:verification|page\ number)s?\ needed|dubious
           |N(?:AME|ame)|D(?:ATE|ate)|F(?:IGURE|igure)|N(?:UMBER|umber)|C(?:ITY|ity)|C(?:OMPANY|ompany)
           |(?:Your|YOUR)\ [^\]\n]{0,40})\ ?\](?!\()               # "[check this](a page.md)" was to be a link
    """,
    re.X,
)
_PLACEHOLDER = lazy(
    rb"""
    \bTK(?:TK)+\b                                                        # TKTK
    | (?:(?<=,\ )|(?<=[(\[$]))TK(?=[,)\].;])                               # , TK, (TK) [TK]: "to come"
    | \[[A-Za-z][A-Za-z\ ]{0,30}\ TK\]                                      # [location TK]
    | (?<=[$\xa3\xac\xa5])TK(?:bn|mn?|tn|k)?(?![\w&'/-])                    # $TK, \xe2\x82\xacTKbn
    | \b(?:about|around|at|by|for|from|in|is|nearly|of|over|than|to|was|were|with)\ (?P<late>TK)(?![\w&'/-]|\ [A-Z])
    | \bTK(?=\ (?:percent|per\ cent|million|billion|people|years|km|miles)\b)
    | \bLorem\ ipsum\b
    | \b(?:TODO|FIXME)\b(?=[:(]|\ (?:percent|per\ cent|million|billion|people|years|km|miles)\b)  # TODO: ask the mayor
    | \bFIRST(?:\ |_)?NAME(?:\ LAST(?:\ |_)?NAME)?\b|\bLAST(?:\ |_)?NAME\b
    | \bxx+(?=\ (?:percent|per\ cent|million|billion)\b)
    | \bXX+\b(?=\ (?:percent|per\ cent|million|billion|people|years|km|miles)\b)            # XX percent
    | (?<=[$\xa3])XX+\b
    | \b[Aa]s\ an\ (?:AI|artificial\ intelligence)\ (?:language\ )?model\b
    | \b[Aa]s\ of\ my\ last\ (?:knowledge\ )?(?:update|cut-?off|training)\b|\bmy\ knowledge\ cut-?off\b
    | \bI(?:'m|\xe2\x80\x99m|\ am)\ sorry,\ but\ I\ (?:cannot|can't|can\xe2\x80\x99t)\ (?:fulfil+|assist\ with|complete)
        \ th(?:is|at)\ request\b
    | \b(?:Certainly|Sure|Of\ course)!\ Here(?:'s|\xe2\x80\x99s|\ is)\ (?:the|an?|your)\ (?:[a-z]+\ ){0,2}
        (?:article|text|version|summary|draft|story|press\ release)\b
    | \b(?:I|we)\ (?:cannot|can't|can\xe2\x80\x99t)\ (?:browse|access)\ the\ (?:internet|web)\b
    | \{\{\ ?[a-z_][\w\ ]{0,40}\}\}                                         # an unfilled template: {{ name }}
    """,
    re.X,
)

_SAMPLE = b"Lorem ipsum"


@cache
def _triggers() -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(_TRIGGERS)


def placeholders(batch: Batch) -> pl.DataFrame:
    """The frame of `checks.facts.Placeholders` without `mention`."""
    found = list(_spans(batch.data))
    frame = batch.mentions([start for start, _ in found], [end for _, end in found])
    if _SAMPLE not in batch.data:
        return frame
    return frame.filter(pl.Series([not _is_sample(row, batch) for row in frame.to_dicts()], dtype=pl.Boolean))


def _is_sample(row: dict[str, Any], batch: Batch) -> bool:
    """Whether filler text shows a reader how a page looks whose source stands beside it as code."""
    document, words = batch.documents[row["document"]], row["text"]
    return words.encode() == _SAMPLE and any(words in document.text[start:end] for start, end in document.masked)


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """The byte spans of placeholders, ascending; of two that overlap the first, which holds the other."""
    reach = 0
    for start, end in sorted(_tried(data), key=lambda span: (span[0], -span[1])):
        if start >= reach:
            yield start, end
            reach = end


def _tried(data: bytes) -> Iterator[tuple[int, int]]:
    around: list[tuple[int, int]] = []
    for word, start, end in _triggers().find_matches_as_indexes(data):
        if _TRIGGERS[word] == b"[":  # most triggers
            bracketed = _BRACKETED.match(data, start)
            if bracketed is not None:
                yield bracketed.span()
        elif around and start - _REACH <= around[-1][1]:
            around[-1] = (around[-1][0], end + _REACH)
        else:
            around.append((max(0, start - _REACH), end + _REACH))
    for low, high in around:
        for found in _PLACEHOLDER.finditer(data, low, high):
            yield found.span("late" if found["late"] else 0)
