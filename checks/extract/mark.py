"""Spans that are neither quantity nor time nor name, but may be blamed: placeholders for facts still to come."""

from __future__ import annotations

import re

import polars as pl

from checks.extract.anniversary import anniversaries
from checks.extract.batch import Batch

_PLACEHOLDER = re.compile(
    rb"""
    \bTK(?:TK)+\b                                                        # TKTK
    | (?:(?<=,\ )|(?<=[(\[$]))TK(?=[,)\].;])                               # , TK, (TK) [TK]: "to come"
    | \b(?:about|around|at|by|for|from|is|nearly|of|over|than|to|was|were|with)\ (?P<late>TK)(?![\w&'/-])  # at TK and
    | \[\ ?(?:citation\ needed|clarification\ needed|who\?|when\?|TK|TBC|TBD|XX+
             |(?:insert|add)(?!\ (?:your|my|his|her|their)\b)[^\]\n]{0,60}|(?:check|todo)[^\]\n]{0,60}
             |name|date|source|link|figure|number|city|company|Your\ [^\]\n]{0,40})\ ?\]                 # [insert figure]
    | \bLorem\ ipsum\b
    | \b(?:TODO|FIXME)\b(?=[:\ (])                                         # TODO: ask the mayor
    | \bXX+\b(?=\ (?:percent|per\ cent|million|billion|people|years|km|miles)\b) | (?<=[$\xa3])XX+\b      # XX percent
    | \b[Aa]s\ an\ (?:AI|artificial\ intelligence)\ (?:language\ )?model\b
    | \b(?:I|we)\ (?:cannot|can't|can\xe2\x80\x99t)\ (?:browse|access)\ the\ (?:internet|web)\b
    | \{\{\ ?[a-z_][\w.\ ]{0,40}\}\}                                        # an unfilled template: {{ name }}
    """,
    re.X,
)


def marks(batch: Batch) -> pl.DataFrame:
    """The frame of `checks.facts.Marks` without `mention`."""
    found = [(*one.span("late" if one["late"] else 0), "placeholder") for one in _PLACEHOLDER.finditer(batch.data)]
    found = sorted(found + [(start, end, "anniversary") for start, end in anniversaries(batch.data)])
    spine = batch.mentions([start for start, _, _ in found], [end for _, end, _ in found])
    return spine.with_columns(mark=pl.Series([mark for _, _, mark in found], dtype=pl.String))
