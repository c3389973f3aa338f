"""Reading: paths, bytes or rows become documents. Knows formats and markup; what knows a language, in three modules.

A path is a file of one document, a corpus of many, a folder, a glob, or `-` for standard input; `checks.read.formats`
has the formats.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from checks.document import UNREADABLE, Document, Notice, unreadable
from checks.read.decode import decoded, marked, reject_surrogates
from checks.read.error import ReadError, unforeseen
from checks.read.formats import formats, texts
from checks.read.opening import opening, opening_lines, stated
from checks.read.options import Columns, ReadOptions
from checks.read.paths import Source, sources
from checks.read.text import plain

if TYPE_CHECKING:
    import polars as pl

    from checks.read.formats import ReadsBytes, ReadsRows

__all__ = [
    "Columns",
    "ReadError",
    "ReadOptions",
    "documents",
    "from_frame",
    "from_sources",
    "from_text",
    "with_stated",
]

BATCH_DOCUMENTS = 512
BATCH_CHARACTERS = 2_000_000
"""A batch is closed by whichever comes first."""


_DEFAULTS = ReadOptions()


def documents(
    paths: Iterable[str | os.PathLike[str]], options: ReadOptions = _DEFAULTS, *, stdin_name: str | None = None
) -> Iterator[tuple[Document, ...]]:
    """Batches of the documents that paths stand for, read as they are asked for: memory does not grow with a corpus.

    `stdin_name` tells the kind of standard input (plain text without it). A path that does not exist, a folder or glob
    without documents, and a file or row that is of an unknown kind, cannot be read, is binary, badly encoded or too
    large is an unreadable document among the others.

    Raises ReadError at once for an unknown kind of standard input.
    """
    return from_sources(sources(paths, stdin_name), options)


def from_sources(found: Iterable[Source], options: ReadOptions = _DEFAULTS) -> Iterator[tuple[Document, ...]]:
    """Batches of the documents of files, as `documents` reads them once it knows what paths stand for."""
    return _batches(document for source in found for document in _documents(source, options))


def from_text(
    text: str, name: str = "-", kind: str = "text", published: date | None = None, headline: str | None = None
) -> Document:
    """The document of a text in memory; `kind` is a format of texts. A `headline` goes before the front matter's.

    Raises ReadError as `documents` does.
    """
    known = formats().get(kind)
    if known is None or known.from_text is None:
        raise ReadError(f"unknown kind of text '{kind}' (known: {', '.join(texts())})")
    for value in (text, headline or ""):
        if not value.isascii():
            reject_surrogates(value, "the text", name)
    dated = ReadOptions(published=published).dated
    if kind == "text":
        return plain(name, text, headline, dated)
    found = known.from_text(name, text.removeprefix("\ufeff"), dated)
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
    frame: pl.DataFrame, options: ReadOptions = _DEFAULTS, *, name: str = "frame"
) -> Iterator[tuple[Document, ...]]:
    """Batches of the documents of a frame, one a row; a row that is no document is an unreadable one among the others.

    Raises ReadError without a column of texts.
    """
    from checks.read.corpus import frame_rows

    return _batches(frame_rows(frame, name, options.columns, options.dated))


def _documents(source: Source, options: ReadOptions) -> Iterator[Document]:
    """The documents of a file; one that cannot be read, or not to its end, is unreadable."""
    try:
        if source.trouble is None and formats()[source.kind].is_corpus:
            yield from _rows(source, options)
        else:
            yield _whole(source, options)
    except ReadError as error:
        yield unreadable(source.name, error.what, error.line, error.row)
    except Exception as error:
        yield unreadable(source.name, unforeseen(error))


def _whole(source: Source, options: ReadOptions) -> Document:
    content = source.content(options.largest)
    of = formats()[source.kind]
    if source.path is None and content == marked(content)[0]:
        return _empty(source, "standard input is empty")
    if of.from_text is not None:
        return of.from_text(source.name, decoded(content, source.name), options.dated)
    return cast("ReadsBytes", of.from_bytes)(source.name, content, options.dated)


def _rows(source: Source, options: ReadOptions) -> Iterator[Document]:
    rows, count = cast("ReadsRows", formats()[source.kind].rows), 0
    with closing(source.open()) if source.path is not None else nullcontext(source.open()) as file:
        for count, document in enumerate(rows(file, source, options), 1):  # noqa: B007
            yield document
    if not count:
        yield _empty(source, "the corpus has no rows")


def _empty(source: Source, what: str) -> Document:
    """That nothing was given is said, for it is seldom meant."""
    return Document(source.name, "", notices=(Notice("empty-input", what),))


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
