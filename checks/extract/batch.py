"""A batch of documents joined into one byte string, so that each pattern scans them all at once.

Extractors report byte spans of `data`; `Batch.mentions` turns them into the spine of a mention frame: document,
field, code-point offsets, text, sentence and quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import polars as pl

from checks.contract import columns
from checks.document import Document, Range
from checks.extract.sentence import paragraph_spans, quotation_spans, sentence_spans
from checks.facts import Sentences

SEPARATOR = "\n\x00\n"
"""Stands between two fields: no pattern may cross a NUL."""

_NO_CONTINUATION = -64
"""Bytes that continue a character are 0x80 to 0xBF: as signed numbers, all below this."""

MASK = "\x7f"
"""Stands for each character that is not language (URLs, code): no pattern matches it."""


@dataclass(frozen=True)
class Batch:
    """Documents as they look (see `checks.appearance`), with their fields joined and encoded as UTF-8; lines that were
    wrapped run on.

    `fields` has one row a field in the order of `data`: document (row number), field name, `byte_start` in `data` and
    `char_start` in the joined fields as printed. `shortened` are ascending code-point offsets into `data` before which
    a character was left out that is not seen, or the second of two spaces, where a wrapped line ended with a carriage
    return: no pattern expects two.
    """

    documents: tuple[Document, ...]
    data: bytes
    fields: pl.DataFrame
    shortened: pl.Series

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Batch:
        """Join the documents' fields: the text of each, then its separate headline if it has one."""
        parts = [part for one in documents for part in _parts(one)]
        rows = [(number, field) for number, one in enumerate(documents) for field in _field_names(one)]
        gap = len(SEPARATOR)
        starts = _starts([part.length for part in parts], gap)
        left_out = [start + at for start, part in zip(starts, parts, strict=True) for at in part.left_out]
        encoded = [part.text.encode("utf-8", "replace") for part in parts]
        fields = pl.DataFrame(
            {
                "document": [number for number, _ in rows],
                "field": [field for _, field in rows],
                "byte_start": _starts([len(part) for part in encoded], gap),
                "char_start": starts,
            },
            schema={"document": pl.UInt32, "field": pl.String, "byte_start": pl.Int64, "char_start": pl.Int64},
        )
        shortened = pl.Series([at - before for before, at in enumerate(left_out)], dtype=pl.Int64)
        return cls(tuple(documents), SEPARATOR.encode().join(encoded), fields, shortened)

    @cached_property
    def _continuation(self) -> pl.Series | None:
        """Ascending positions of the bytes that continue a character; None for pure ASCII."""
        if self.data.isascii():
            return None
        kind = pl.Array(pl.Int8, len(self.data))
        values = pl.Series([self.data], dtype=pl.Binary).bin.reinterpret(dtype=kind).explode()
        return (values < _NO_CONTINUATION).arg_true().cast(pl.Int64)

    def _characters(self, offsets: pl.Expr, *, ends: bool = False) -> pl.Expr:
        """Code-point offsets into the joined fields of byte offsets that stand at character boundaries.

        What was left out beside a span belongs to neither of its `ends`.
        """
        if self._continuation is not None:
            offsets = offsets - pl.lit(self._continuation).search_sorted(offsets).cast(pl.Int64)
        if len(self.shortened):
            side: Literal["left", "right"] = "left" if ends else "right"
            offsets = offsets + pl.lit(self.shortened).search_sorted(offsets, side=side).cast(pl.Int64)
        return offsets

    def _row(self, offsets: pl.Expr) -> pl.Expr:
        """The rows of the fields in which byte offsets lie."""
        return pl.lit(self.fields["byte_start"]).search_sorted(offsets, side="right").cast(pl.Int64) - 1

    @cached_property
    def _paragraph_bytes(self) -> list[int]:
        return paragraph_spans(self.data)

    @cached_property
    def sentence_bytes(self) -> list[int]:
        """Byte offsets at which the sentences begin, ascending; the first is 0."""
        return sentence_spans(self.data, self._paragraph_bytes)

    @cached_property
    def quotation_bytes(self) -> list[int]:
        """Byte offsets at which quotation alternately begins and ends, ascending."""
        return quotation_spans(self.data)

    @cached_property
    def _sentence_starts(self) -> pl.Series:
        return pl.Series(self.sentence_bytes, dtype=pl.Int64)

    @cached_property
    def _turns(self) -> pl.Series:
        return pl.Series(self.quotation_bytes, dtype=pl.Int64)

    @cached_property
    def sentences(self) -> pl.DataFrame:
        """The frame of `checks.facts.Sentences`; trailing space belongs to no sentence."""
        data, begins = self.data, self.sentence_bytes
        nexts = [*begins[1:], len(data)]
        ends = [s + len(data[s:e].rstrip(b"\n\r\t \x00")) for s, e in zip(begins, nexts, strict=True)]
        paragraphs = pl.lit(pl.Series(self._paragraph_bytes, dtype=pl.Int64))
        return self._located(
            self._sentence_starts,
            pl.Series(ends, dtype=pl.Int64),
            sentence=pl.int_range(len(ends), dtype=pl.UInt32),
            paragraph=(paragraphs.search_sorted(pl.col("begin"), side="right") - 1).cast(pl.UInt32),
        ).select(columns(Sentences))

    def _located(self, starts: pl.Series, ends: pl.Series, **more: pl.Expr) -> pl.DataFrame:
        """Document, field and code-point offsets of byte spans, with `more` that is told by their "begin"."""
        spans = pl.DataFrame({"begin": starts, "end": ends}).with_columns(row=self._row(pl.col("begin")))
        fields = {name: pl.lit(self.fields[name]).gather("row") for name in ("document", "field", "char_start")}
        first = fields.pop("char_start")
        return spans.select(
            **fields,
            start=(self._characters(pl.col("begin")) - first).cast(pl.UInt32),
            end=(self._characters(pl.col("end"), ends=True) - first).cast(pl.UInt32),
            **more,
        )

    def offsets(self, positions: Sequence[int | None], *, ends: bool = False) -> pl.Series:
        """Code-point offsets into their fields of single byte positions (null stays null), as UInt32."""
        at = pl.col("at")
        first = pl.lit(self.fields["char_start"]).gather(self._row(at))
        series = pl.Series("at", positions, dtype=pl.Int64)
        return series.to_frame().select((self._characters(at, ends=ends) - first).cast(pl.UInt32)).to_series()

    def mentions(self, starts: Sequence[int], ends: Sequence[int]) -> pl.DataFrame:
        """The spine (without `mention`) of the byte spans `data[start:end]`, one row each, in the given order."""
        located = self._located(
            pl.Series(starts, dtype=pl.Int64),
            pl.Series(ends, dtype=pl.Int64),
            sentence=(pl.lit(self._sentence_starts).search_sorted(pl.col("begin"), side="right") - 1).cast(pl.UInt32),
            quoted=pl.lit(self._turns).search_sorted(pl.col("begin"), side="right") % 2 == 1,
        )
        text = pl.Series("text", self._printed(located, starts, ends), dtype=pl.String)
        return located.insert_column(4, text)

    @cached_property
    def _changed(self) -> list[int]:
        """The documents of which a field is printed in other characters than stand in `data`."""
        every = enumerate(self.documents)
        return [number for number, one in every if one.seen.running("text") is not one.text]

    def _printed(self, located: pl.DataFrame, starts: Sequence[int], ends: Sequence[int]) -> list[str]:
        """The text of each span as its document has it, with what does not stand in `data`."""
        data = self.data
        running = [data[start:end].decode() for start, end in zip(starts, ends, strict=True)]
        if not self._changed:
            return running
        rows = located["document"].is_in(self._changed).arg_true()
        spans = located[["document", "field", "start", "end"]][rows].iter_rows()
        for row, (document, field, start, end) in zip(rows, spans, strict=True):
            running[row] = self.documents[document].content(field)[start:end]
        return running


class _Part(NamedTuple):
    """A field as it stands in the data, its length as printed, and the offsets of what was left out of that."""

    text: str
    length: int
    left_out: Sequence[int]


def _starts(lengths: list[int], gap: int) -> list[int]:
    starts, at = [], 0
    for length in lengths:
        starts.append(at)
        at += length + gap
    return starts


def _field_names(document: Document) -> tuple[str, ...]:
    return ("text",) if document.headline is None else ("text", "headline")


def _parts(document: Document) -> Iterator[_Part]:
    """The fields of a document: its text and, if it has one, its separate headline."""
    looks = document.seen
    text, hidden = _masked(looks.running("text"), looks.masked), document.unseen("text")
    seconds = _seconds(looks)
    yield _Part(_shortened(text, seconds), len(document.text), _merged(hidden, seconds))
    if looks.headline is not None and document.headline is not None:
        yield _Part(looks.headline, len(document.headline), document.unseen("headline"))


def _masked(text: str, masked: Sequence[Range]) -> str:
    """The text with masked ranges blanked out, as long as before."""
    if not masked:
        return text
    pieces, at = [], 0
    for start, end in masked:
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _seconds(document: Document) -> list[int]:
    """Where the running text of a document has the second space of a wrapped line that ended with a carriage return."""
    running, printed = document.running("text"), document.text
    if running is printed or "\r" not in printed:
        return []
    return [found.end() - 1 for found in re.finditer("\r\n", printed) if running[found.start()] == " "]


def _shortened(text: str, left_out: Sequence[int]) -> str:
    """The text without the characters at some offsets."""
    if not left_out:
        return text
    begins = (0, *(at + 1 for at in left_out))
    return "".join(text[begin:end] for begin, end in zip(begins, (*left_out, len(text)), strict=True))


def _merged(hidden: Sequence[int], seconds: Sequence[int]) -> Sequence[int]:
    """The offsets of what is left out as printed, of which `seconds` are told as the text looks without `hidden`."""
    if not hidden or not seconds:
        return hidden or seconds
    before = [at - number for number, at in enumerate(hidden)]
    return sorted([*hidden, *(at + bisect_right(before, at) for at in seconds)])
