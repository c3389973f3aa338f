"""Quantities of one sentence side by side, with the words between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypeAlias

import polars as pl

from checks.document import Document

Row: TypeAlias = dict[str, Any]
"""One row of a mention frame by column name."""


def sentences(quantities: pl.DataFrame, wanted: pl.Series) -> Iterator[list[Row]]:
    """The quantities of each wanted sentence, in order of the text."""
    rows = quantities.filter(pl.col("sentence").is_in(wanted.unique().implode())).sort("sentence", "start")
    for _, group in groupby(rows.iter_rows(named=True), key=lambda row: row["sentence"]):
        yield list(group)


def adjacent(quantities: pl.DataFrame, characters: int) -> pl.DataFrame:
    """Each quantity beside the next of its sentence (columns with suffix `_next`), at most so many characters apart."""
    ordered = quantities.sort("sentence", "start")
    following = ordered.shift(-1).rename(lambda name: f"{name}_next")
    near = (pl.col("sentence") == pl.col("sentence_next")) & (pl.col("start_next") - pl.col("end") <= characters)
    return ordered.hstack(following).filter(near & (pl.col("start_next") >= pl.col("end")))


class Sentence:
    """The text around the mentions of one sentence."""

    def __init__(self, documents: Sequence[Document], row: Row) -> None:
        self.text = documents[row["document"]].content(row["field"])

    def before(self, row: Row, characters: int = 80) -> str:
        """What stands before a quantity and its hedge, cut at the paragraph."""
        start = begin(row)
        return self.text[max(0, start - characters) : start].rsplit("\n", 1)[-1]

    def after(self, row: Row, characters: int = 80) -> str:
        """What stands behind a mention, cut at the paragraph."""
        return self.text[row["end"] : row["end"] + characters].split("\n", 1)[0]

    def between(self, left: Row, right: Row) -> str:
        """What stands between two quantities, the hedge of the right one left out."""
        return self.text[left["end"] : max(left["end"], begin(right))]


def begin(row: Row) -> int:
    """Where a quantity begins, its hedge included if that stands before it."""
    hedge: int | None = row.get("hedge_start")
    start: int = row["start"]
    return start if hedge is None or hedge > start else hedge
