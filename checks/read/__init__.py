"""Reading: paths, bytes or rows become documents. Knows formats and markup, and nothing of language.

A path is a file (.txt .md .markdown), a folder, a glob, `-` for standard input, or a corpus (.jsonl .ndjson .parquet).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from checks.document import Document
from checks.read.dateline import Dated
from checks.read.decode import decoded, reject_surrogates
from checks.read.error import ReadError
from checks.read.paths import DOCUMENTS, KINDS, Source, sources
from checks.read.text import plain

if TYPE_CHECKING:
    import polars as pl

__all__ = ["KINDS", "ReadError", "documents", "from_frame", "from_text"]

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
) -> Iterator[tuple[Document, ...]]:
    """Batches of the documents that paths stand for, read as they are asked for: memory does not grow with a corpus.

    `stdin_name` tells the kind of standard input (plain text without it). `published` goes before every other date.

    Raises ReadError at once for paths that do not exist, folders and globs without documents and unknown kinds of file,
    and while reading for a file that cannot be read, is binary or badly encoded, and for a row that is no document.
    """
    columns = (text_column, headline_column, id_column, published_column)
    found = sources(paths, stdin_name)
    return _batches(document for source in found for document in _documents(source, columns, _option(published)))


def from_text(text: str, name: str = "-", kind: str = "text", published: date | None = None) -> Document:
    """The document of a text in memory; `kind` is text or markdown. Raises ReadError as `documents` does."""
    if kind not in DOCUMENTS:
        raise ReadError(f"unknown kind of text '{kind}' (known: {', '.join(DOCUMENTS)})")
    if not text.isascii():
        reject_surrogates(text, name)
    return _document(name, kind, text.removeprefix("\ufeff") if kind == "markdown" else text, _option(published))


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
    """Batches of the documents of a frame, one a row.

    Raises ReadError, naming the row (from 1), for a row that is no document.
    """
    from checks.read.corpus import Columns, frame_rows

    columns = Columns(text_column, headline_column, id_column, published_column)
    return _batches(frame_rows(frame, name, columns, _option(published)))


def _documents(source: Source, columns: tuple[str, str, str, str], dated: Dated | None) -> Iterator[Document]:
    if source.kind in DOCUMENTS:
        yield _document(source.name, source.kind, decoded(source.content(), source.name), dated)
        return
    from checks.read.corpus import Columns, json_lines, parquet

    if source.kind == "jsonl":
        with source.open() as file:
            yield from json_lines(file, source.name, Columns(*columns), dated)
    else:
        yield from parquet(source.path or BytesIO(source.content()), source.name, Columns(*columns), dated)


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
