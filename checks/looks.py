"""Mentions in documents as they look: for those who read the words around a mention."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from checks.document import Document

_BITS = 32
"""Bits of an offset in a field."""


def looks(frames: dict[str, pl.DataFrame], documents: Sequence[Document]) -> dict[str, pl.DataFrame]:
    """The frames with the offsets and texts of their spans as the documents look (see `Document.seen`).

    Every column whose name ends with "start" or "end" holds offsets.
    """
    odd = [number for number, one in enumerate(documents) if one.seen is not one]
    if not odd:
        return frames
    places = [(number, field) for number in odd for field in ("text", "headline")]
    hidden = [_field(*place) << _BITS | at for place in places for at in documents[place[0]].unseen(place[1])]
    return {name: _looked(frame, pl.Series(hidden, dtype=pl.Int64), documents, odd) for name, frame in frames.items()}


def _field(document: int, name: str) -> int:
    return 2 * document + (name == "headline")


def _looked(frame: pl.DataFrame, hidden: pl.Series, documents: Sequence[Document], odd: Sequence[int]) -> pl.DataFrame:
    if not frame["document"].is_in(odd).any():
        return frame
    name = pl.col("field") == "headline" if "field" in frame.columns else pl.lit(False)
    first = (2 * pl.col("document").cast(pl.Int64) + name.cast(pl.Int64)) * (1 << _BITS)
    keys = pl.lit(hidden)

    def moved(column: str) -> pl.Expr:
        before = keys.search_sorted(first + pl.col(column), side="left") - keys.search_sorted(first, side="left")
        return (pl.col(column).cast(pl.Int64) - before.cast(pl.Int64)).cast(pl.UInt32)

    offsets = [column for column in frame.columns if column.endswith(("start", "end"))]
    frame = frame.with_columns(**{column: moved(column) for column in offsets}) if len(hidden) else frame
    return frame.with_columns(text=_texts(frame, documents, odd)) if "text" in frame.columns else frame


def _texts(frame: pl.DataFrame, documents: Sequence[Document], odd: Sequence[int]) -> pl.Series:
    rows = frame["document"].is_in(odd).arg_true()
    spans = frame[["document", "field", "start", "end"]][rows].iter_rows()
    texts = [documents[document].seen.content(field)[start:end] for document, field, start, end in spans]
    return frame["text"].scatter(rows, pl.Series(texts, dtype=pl.String))
