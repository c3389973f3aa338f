"""Spans that are neither quantity nor time nor name, but may be blamed: placeholders and announcements of lists."""

from __future__ import annotations

import re

import polars as pl

from checks.extract.batch import Batch

_PLACEHOLDER = re.compile(
    rb"""
    \bTK(?:TK)+\b                                                        # TKTK
    | (?:(?<=,\ )|(?<=[(\[$]))TK(?=[,)\].;])                                    # , TK, (TK) [TK]: "to come"
    | (?<![\w.&'/-])TK(?=\ (?:percent|per\ cent|million|billion|thousand|people|years|miles|dollars)\b)
    | \[\ ?(?:citation\ needed|clarification\ needed|who\?|when\?|TK|TBC|TBD|XX+|insert(?!\ (?:your|my|his|her|their)\b)[^\]\n]{0,60}|check[^\]\n]{0,60}|todo[^\]\n]{0,60}|add[^\]\n]{0,60}|name|date|source|link|figure|number|city|company|Your\ [^\]\n]{0,40})\ ?\]
    | \bLorem\ ipsum\b
    | \b(?:TODO|FIXME)\b(?=[:\ (])                                         # TODO: check
    | \bXX+\b(?=\ (?:percent|per\ cent|million|billion|people|years|km|miles)\b) | (?<=[$\xa3])XX+\b  # XX percent
    | \b[Aa]s\ an\ (?:AI|artificial\ intelligence)\ (?:language\ )?model\b
    | \b(?:I|we)\ (?:cannot|can't|can\xe2\x80\x99t)\ (?:browse|access)\ the\ (?:internet|web)\b
    | \{\{\ ?[a-z_][\w.\ ]{0,40}\}\}                                        # an unfilled template: {{ name }}
    """,
    re.X,
)


def marks(batch: Batch) -> pl.DataFrame:
    """The frame of `checks.facts.Marks` without `mention`."""
    spans = [found.span() for found in _PLACEHOLDER.finditer(batch.data)]
    return batch.mentions([start for start, _ in spans], [end for _, end in spans]).with_columns(
        mark=pl.lit("placeholder")
    )
