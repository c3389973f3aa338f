"""Rows of tables that print a date in one cell and its weekday in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import polars as pl

from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row
from checks.regex import lazy

_HEADED = lazy(r"(?i)\bdays?\b|\bweekdays?\b|\bdow\b|\bdate\b|\bwhen\b")
"""The head of a column of weekdays."""


def dated_cells(facts: Facts, documents: Sequence[Document], columns: Sequence[str]) -> Iterator[tuple[Row, Row]]:
    """A full date and a weekday that each fill a cell of the same row, if no other cell of it does."""
    cells = facts.zones.filter(pl.col("kind") == "cell")
    if not cells.height:
        return
    times = facts.times[[*columns]].filter((pl.col("field") == "text") & pl.col("weekday").is_not_null() | _is_full())
    times = times.filter(pl.col("document").is_in(cells["document"].unique().implode()))
    filling = {(row["document"], row["start"], row["end"]): row for row in times.to_dicts()}
    for (document, _), table in groupby(cells.sort("document", "start").to_dicts(), itemgetter("document", "group")):
        yield from _of_table(list(table), filling, documents[document].text)


def _is_full() -> pl.Expr:
    return pl.all_horizontal(pl.col("year", "month", "day").is_not_null())


def _of_table(cells: list[Row], filling: dict[tuple[int, int, int], Row], text: str) -> Iterator[tuple[Row, Row]]:
    heads: dict[int, str] = {}
    for number, row in enumerate(_rows(cells)):
        if number == 0:
            heads = {cell["level"]: text[cell["start"] : cell["end"]] for cell in row}
            continue
        told = [(cell, time) for cell in row if (time := filling.get(_key(cell, text)))]
        days = [time for _, time in told if time["month"] is not None and time["weekday"] is None]
        named = [(cell, time) for cell, time in told if time["month"] is None]
        if len(days) == len(named) == 1 and _HEADED.search(heads.get(named[0][0]["level"], "")):
            yield days[0], named[0][1]


def _rows(cells: list[Row]) -> Iterator[list[Row]]:
    """The cells of a table row by row: a row ends where the number of the column goes back."""
    row: list[Row] = []
    for cell in cells:
        if row and cell["level"] <= row[-1]["level"]:
            yield row
            row = []
        row.append(cell)
    yield row


def _key(cell: Row, text: str) -> tuple[int, int, int]:
    """Where the text of a cell stands, without the spaces around it."""
    printed = text[cell["start"] : cell["end"]]
    start = cell["start"] + len(printed) - len(printed.lstrip())
    return cell["document"], start, start + len(printed.strip())
