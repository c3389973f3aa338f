"""Labels: what a figure is said of, by few and sure forms; absent wherever a reader could doubt it.

"a profit of 140m" (of), "a 23% drop" (modifies), "Sales rose by 5%" (subject), and the headings of a table's columns
and rows. A label is a reason to compare two figures or to leave them alone, seldom one to speak.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from checks.extract.batch import Batch
from checks.extract.event.clause import Clause
from checks.extract.label.cells import Cells
from checks.extract.label.figured import Figured, Label, before_of, modified
from checks.extract.label.subject import subject
from checks.extract.sentence import SentenceText

Row = dict[str, Any]
_SCHEMA = {"label": pl.String, "label_start": pl.UInt32, "label_end": pl.UInt32, "label_relation": pl.String}
_READ = ("document", "field", "start", "sentence", "unit_kind", "byte_start", "byte_end", "byte_number_end")
_MEASURED = frozenset({"measure", "money", "percent"})
"""Kinds of units whose figure may stand before what it is said of; a count stands before what it counts."""


def labelled(batch: Batch, quantities: pl.DataFrame) -> pl.DataFrame:
    """The quantities with the columns of their labels (see `checks.facts.Quantities`)."""
    rows = quantities[list(_READ)].with_row_index("row").to_dicts()
    tables = [Cells(document) for document in batch.documents]
    in_tables = {row["row"]: found for row in rows for found in _cell(batch, tables[row["document"]], row)}
    prose = [row for row in rows if row["row"] not in in_tables]
    found = [one for _, told in groupby(prose, itemgetter("sentence")) for one in _told(batch, list(told))]
    spans = batch.mentions([start for _, start, _, _ in found], [end for _, _, end, _ in found])
    told = [
        (row, *span, relation)
        for (row, _, _, relation), span in zip(found, spans[["text", "start", "end"]].rows(), strict=True)
    ]
    labels = {row: values for row, *values in [*told, *((row, *values) for row, values in in_tables.items())]}
    columns = [labels.get(row["row"], (None,) * len(_SCHEMA)) for row in rows]
    return quantities.with_columns(pl.DataFrame(columns, schema=_SCHEMA, orient="row").get_columns())


def _cell(batch: Batch, cells: Cells, row: Row) -> Iterator[tuple[str, int, int, str]]:
    """The label of a figure of a table, as printed."""
    document = batch.documents[row["document"]]
    found = cells.label(row["start"]) if row["field"] == "text" else None
    if found is not None:
        yield document.text[found.start : found.end], *found


def _told(batch: Batch, rows: list[Row]) -> Iterator[tuple[int, int, int, str]]:
    """The figures of one sentence that have a label: their row, the bytes of the label, and its relation."""
    number, starts = rows[0]["sentence"], batch.sentence_bytes
    end = starts[number + 1] if number + 1 < len(starts) else len(batch.data)
    text = SentenceText(number, batch.data, starts[number], end)
    clause = Clause(text.text)
    places = [[_word(clause, text, row[at]) for at in ("byte_start", "byte_end", "byte_number_end")] for row in rows]
    numbers = [False] * len(clause.words)
    for row, (first, last, printed) in zip(rows, places, strict=True):
        for at in range(first, last if row["unit_kind"] in _MEASURED else printed):
            numbers[at] = True
    for row, (first, last, _) in zip(rows, places, strict=True):
        found = _label(Figured(clause, numbers), first, last, measured=row["unit_kind"] in _MEASURED)
        if found is not None:
            yield (
                row["row"],
                text.byte(clause.starts[found.first]),
                text.byte(clause.end(found.last - 1)),
                found.relation,
            )


def _word(clause: Clause, text: SentenceText, byte: int) -> int:
    """The position of the first word that does not begin before a byte, or of the word that it stands in."""
    offset = text.character(byte)
    at = max(0, bisect_right(clause.starts, offset, 0, clause.size) - 1)
    return at if clause.starts[at] <= offset < clause.end(at) else at + 1


def _label(sentence: Figured, first: int, last: int, *, measured: bool) -> Label | None:
    """The label of a figure by the first form that it fits."""
    found = (modified(sentence, first, last) if measured else None) or before_of(sentence, first)
    return found or subject(sentence, first)
