"""Where a text prints a day: among the dates that it mentions, and at its top."""

from __future__ import annotations

from datetime import date

import polars as pl

from checks.document import OPENING
from checks.facts import Facts
from checks.link.neighbours import Row


def mentioned(facts: Facts, number: int, day: date, end: int, *, yearless: bool = False) -> pl.DataFrame:
    """The full mentions of a day in the text of a document before an offset; also those without a year (`yearless`)."""
    return facts.times.filter(
        (pl.col("document") == number)
        & (pl.col("field") == "text")
        & (pl.col("start") < end)
        & (pl.col("year") == day.year).fill_null(yearless)
        & (pl.col("month") == day.month)
        & (pl.col("day") == day.day)
    )


def printed_at_top(facts: Facts, number: int, own: date, end: int) -> Row | None:
    """The mention of a document's own date at the top of its text, before an offset."""
    top = mentioned(facts, number, own, min(end, OPENING))
    return top.row(0, named=True) if top.height else None
