"""Ranges with both ends printed: "12 to 24 hours", "between 4 and 6 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from checks.document import Document
from checks.facts import Facts, Ranges, empty
from checks.link.phrase import Row, Sentence

_COMING_DOWN = re.compile(
    r"""\b(?:from|fall\w*|fell|drop\w*|cut\w*|reduc\w*|down|lower\w*|declin\w*|decreas\w*|slash\w*|shr\w+|slow\w*|narrow\w*|odds|score\w*|
        won|lost|beat|lead|led|vote[ds]?|ratio|temperature\w*|high\w*|go(?:es|ing)?|went|mov\w*|chang\w*|aged|ages|trim\w*)\b[^.;]{0,40}\Z""",
    re.X | re.I,
)


def ranges(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.Ranges`.

    Not comparable where the text may go down on purpose (a fall "from 9 to 4 percent", scores, odds, ages).
    """
    both = facts.quantities.filter(pl.col("value") != pl.col("value_high"))
    rows = [
        {
            "document": row["document"],
            "range": row["mention"],
            "first": row["value"],
            "last": row["value_high"],
            "comparable": _comparable(row, documents),
        }
        for row in both.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=empty(Ranges).schema)


def _comparable(row: Row, documents: Sequence[Document]) -> bool:
    if row["value"] < row["value_high"]:
        return True
    if row["unit_kind"] not in ("measure", "percent", "money") or row["value"] <= 0:
        return False
    return not _COMING_DOWN.search(Sentence(documents, row).before(row))
