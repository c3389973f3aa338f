"""Expressions of time side by side in one sentence."""

from __future__ import annotations

import polars as pl


def time_pairs(times: pl.DataFrame, characters: int) -> pl.DataFrame:
    """Each expression beside the next of its sentence (columns with suffix `_next`), at most so many characters on.

    `times` stand in the order of their documents and of the text, as extracted.
    """
    spans = times.select("sentence", pl.col("start", "end").cast(pl.Int64))
    gap = pl.col("start").shift(-1) - pl.col("end")
    together = (pl.col("sentence") == pl.col("sentence").shift(-1)) & gap.is_between(0, characters)
    left = spans.select(together.fill_null(False).arg_true()).to_series()
    return times[left].hstack(times[left + 1].rename(lambda name: f"{name}_next"))
