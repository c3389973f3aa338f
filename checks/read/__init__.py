"""Reading: paths, bytes or rows become documents. Knows formats and markup; of language, only `opening` and `language`.

A path is a file (.txt .md .markdown), a folder, a glob, `-` for standard input, or a corpus (.jsonl .ndjson .parquet).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from checks.defaults import LARGEST
from checks.document import UNREADABLE, Document, Notice, unreadable
from checks.read.decode import decoded, reject_surrogates
from checks.read.error import ReadError, unforeseen
from checks.read.opening import Dated, opening, opening_lines, stated
from checks.read.paths import DOCUMENTS, KINDS, Source, sources
from checks.read.text import plain

if TYPE_CHECKING:
    import polars as pl

__all__ = ["KINDS", "ReadError", "documents", "from_frame", "from_sources", "from_text", "with_stated"]

BATCH_DOCUMENTS = 512
BATCH_CHARACTERS = 2_000_000
"""A batch is closed by whichever comes first."""


def documents(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin_name: str | None = None,
    text_column: str = "text",
    headline_column: str = "headline",
    id_column: str = "id",
    published_column: str = "published",
    published: date | None = None,
    largest: int = LARGEST,
) -> Iterator[tuple[Document, ...]]:
    """Batches of the documents that paths stand for, read as they are asked for: memory does not grow with a corpus.

    `stdin_name` tells the kind of standard input (plain text without it). `published` goes before every other date.
    A path that does not exist, a folder or glob without documents, and a file or row that is of an unknown kind, cannot
    be read, is binary, badly encoded or larger than `largest` bytes is an unreadable document among the others.

    Raises ReadError at once for an unknown kind of standard input.
    """
    return from_sources(
        sources(paths, stdin_name),
        text_column=text_column,
        headline_column=headline_column,
        id_column=id_column,
        published_column=published_column,
        published=published,
        largest=largest,
    )


def from_sources(
    found: Iterable[Source],
    *,
    text_column: str = "text",
    headline_column: str = "headline",
    id_column: str = "id",
    published_column: str = "published",
    published: date | None = None,
    largest: int = LARGEST,
) -> Iterator[tuple[Document, ...]]:
    """Batches of the documents of files, as `documents` reads them once it knows what paths stand for."""
    reading = ReadOptions((text_column, headline_column, id_column, published_column), _option(published), largest)
    return _batches(document for source in found for document in _documents(source, reading))


def from_text(
    text: str, name: str = "-", kind: str = "text", published: date | None = None, headline: str | None = None
) -> Document:
    """The document of a text in memory; `kind` is text or markdown. A `headline` goes before the front matter's.

    Raises ReadError as `documents` does.
    """
    if kind not in DOCUMENTS:
        raise ReadError(f"unknown kind of text '{kind}' (known: {', '.join(DOCUMENTS)})")
    for value in (text, headline or ""):
        if not value.isascii():
            reject_surrogates(value, "the text", name)
    if kind == "text":
        return plain(name, text, headline, _option(published))
    found = _document(name, kind, text.removeprefix("\ufeff"), _option(published))
    if headline is None:
        return found
    return replace(found, headline=headline, maps={"text": found.maps["text"]})


def with_stated(document: Document) -> Document:
    """A document that somebody made, with what its text prints about itself."""
    if document.stated is not None:
        return document
    found = opening(document.text, opening_lines(document.text))
    return replace(document, stated=stated(document.text, found, document.published))


def reject_unreadable(document: Document) -> None:
    """Raise ReadError for what stands for a document that could not be read."""
    for notice in document.notices:
        if notice.rule == UNREADABLE:
            raise ReadError(notice.message, document.name, notice.line, notice.row)


def from_frame(
    frame: pl.DataFrame,
    *,
    name: str = "frame",
    text_column: str = "text",
    headline_column: str = "headline",
    id_column: str = "id",
    published_column: str = "published",
    published: date | None = None,
) -> Iterator[tuple[Document, ...]]:
    """Batches of the documents of a frame, one a row; a row that is no document is an unreadable one among the others.

    Raises ReadError without a column of texts.
    """
    from checks.read.corpus import Columns, frame_rows

    columns = Columns(text_column, headline_column, id_column, published_column)
    return _batches(frame_rows(frame, name, columns, _option(published)))


@dataclass(frozen=True)
class ReadOptions:
    """How files are read: the columns of corpora (text, headline, id, published), a date given, the largest size."""

    columns: tuple[str, str, str, str]
    dated: Dated | None
    largest: int


def _documents(source: Source, reading: ReadOptions) -> Iterator[Document]:
    """The documents of a file; one that cannot be read, or not to its end, is unreadable."""
    try:
        if source.kind in DOCUMENTS or source.trouble:
            yield _whole(source, reading)
        else:
            yield from _rows(source, reading)
    except ReadError as error:
        yield unreadable(source.name, error.what, error.line, error.row)
    except Exception as error:
        yield unreadable(source.name, unforeseen(error))


def _whole(source: Source, reading: ReadOptions) -> Document:
    text = decoded(source.content(reading.largest), source.name)
    if source.path is None and not text:
        return _empty(source, "standard input is empty")
    return _document(source.name, source.kind, text, reading.dated)


def _rows(source: Source, reading: ReadOptions) -> Iterator[Document]:
    from checks.read.corpus import Columns, json_lines, parquet

    columns, count = Columns(*reading.columns), 0
    with closing(source.open()) if source.path is not None else nullcontext(source.open()) as file:
        if source.kind == "jsonl":
            rows = json_lines(file, source.name, columns, reading.dated, reading.largest)
        else:
            rows = parquet(source.path or BytesIO(file.read()), source.name, columns, reading.dated)
        for count, document in enumerate(rows, 1):  # noqa: B007
            yield document
    if not count:
        yield _empty(source, "the corpus has no rows")


def _empty(source: Source, what: str) -> Document:
    """That nothing was given is said, for it is seldom meant."""
    return Document(source.name, "", notices=(Notice("empty-input", what),))


def _document(name: str, kind: str, text: str, dated: Dated | None) -> Document:
    if kind == "markdown":
        from checks.read.markdown import markdown

        return markdown(name, text, dated)
    return plain(name, text, dated=dated)


def _batches(each: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    batch: list[Document] = []
    characters = 0
    for document in each:
        batch.append(document)
        characters += len(document.text)
        if len(batch) == BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield tuple(batch)
            batch, characters = [], 0
    if batch:
        yield tuple(batch)


def _option(published: date | None) -> Dated | None:
    return (published, "option") if published else None
