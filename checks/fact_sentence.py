"""English: the sentences that facts stand in, as columns beside them, their text and whether they name a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from checks.lexicon.entries import AttributionRow, rows

if TYPE_CHECKING:
    from checks.document import Document
    from checks.facts import Facts

COLUMNS = {"sentence_text": pl.String(), "attributed": pl.Boolean()}


def sentences(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """One row a sentence of a batch: its number, its text, and whether it names a source ("officials said")."""
    rows = facts.sentences.select("sentence", "document", "field", "start", "end").rows()
    texts = [documents[document].running(field)[start:end] for _, document, field, start, end in rows]
    numbers = pl.Series("sentence", [row[0] for row in rows], facts.sentences.schema["sentence"])
    found = pl.DataFrame([numbers, pl.Series("sentence_text", texts, pl.String)])
    return found.with_columns(attributed=pl.col("sentence_text").str.contains(attributions()))


@cache
def attributions() -> str:
    """A pattern of the words that name a source."""
    words = [word for row in rows(AttributionRow) for word in row.words]
    return rf"(?i)\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b"
