"""Sentences that announce a number of things, with the list that follows: "you need four things:" and its items."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from checks.document import Document
from checks.facts import Facts, Listings, empty

_MOST = 30
"""No one announces more items than this in words and means the list itself."""


def listings(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.Listings`.

    A list is announced by the block right before it if that ends with a colon and its last sentence holds one plain
    count. Only the outermost items count.
    """
    lists = _lists(facts.zones)
    if lists.is_empty():
        return empty(Listings)
    counts = facts.quantities.filter(
        pl.col("unit_kind").is_in(["count", "none"])
        & (pl.col("field") == "text")
        & (pl.col("value") == pl.col("value_high"))
    )
    announced = (
        lists.lazy()
        .join(facts.sentences.lazy().filter(pl.col("field") == "text"), on="document")
        .filter(pl.col("end") == pl.col("block_end"))
        .join(counts.lazy().select("mention", "sentence", "value", "bound", "step"), on="sentence")
        .group_by("document", "group", maintain_order=True)
        .agg(
            pl.len().alias("numbers"),
            pl.col("mention", "value", "bound", "step").first(),
            pl.col("items", "block_end").first(),
        )
        .collect()
    )
    colon = [
        _ends_with_colon(documents[row["document"]].text, row["block_end"]) for row in announced.iter_rows(named=True)
    ]
    whole = (pl.col("value") >= 2) & (pl.col("value") <= _MOST) & (pl.col("value") % 1 == 0)
    return announced.filter(pl.Series(colon, dtype=pl.Boolean)).select(
        "document",
        announced="mention",
        count="value",
        items="items",
        comparable=(pl.col("numbers") == 1) & (pl.col("bound") == "exact") & whole,
    )


def _lists(zones: pl.DataFrame) -> pl.DataFrame:
    """Each list with the number of its outermost items and the end of the block before it (not a heading or another
    list's item).
    """
    ordered = zones.filter(pl.col("kind") != "quote").sort("document", "start")
    return (
        ordered.with_columns(
            block_end=pl.col("end").shift(1).over("document"), block_kind=pl.col("kind").shift(1).over("document")
        )
        .filter(pl.col("kind") == "item")
        .group_by("document", "group", maintain_order=True)
        .agg(
            (pl.col("level") == pl.col("level").min()).sum().cast(pl.UInt32).alias("items"),
            pl.col("block_end", "block_kind").first(),
        )
        .filter(pl.col("block_kind") == "paragraph")
        .drop("block_kind")
    )


def _ends_with_colon(text: str, end: int) -> bool:
    return text[:end].rstrip().endswith(":")
