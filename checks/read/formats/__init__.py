"""Formats of documents; every module here is one, found by its place.

It says its `SUFFIXES`, with their dots and in small letters, and has one function, which tells what it reads:

- `from_text(name, text, dated)`: the document of a text; the bytes of a file are decoded before. It may be rewritten.
- `from_bytes(name, content, dated)`: the document of a file that is no text.
- `rows(file, source, options)`: the documents of a corpus, one a row; it is read only where it is named.

A document whose text is not its file as it stands has a source map (`Document.maps`). All formats are loaded for their
suffixes to be known, so they import what they need where they need it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import IO, TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from checks.document import Document
    from checks.read.opening import Dated
    from checks.read.options import ReadOptions
    from checks.read.paths import Source


class ReadsText(Protocol):
    """Reads a text; a date given goes before every one that it states."""

    def __call__(self, name: str, text: str, dated: Dated | None) -> Document: ...


class ReadsBytes(Protocol):
    """Reads the content of a file. Raises ReadError where it is none of its format."""

    def __call__(self, name: str, content: bytes, dated: Dated | None) -> Document: ...


class ReadsRows(Protocol):
    """Reads a corpus from an open file, row by row. Raises ReadError where it is none."""

    def __call__(self, file: IO[bytes], source: Source, options: ReadOptions) -> Iterator[Document]: ...


@dataclass(frozen=True)
class Format:
    """A format, by the name of its module; it has one of three functions."""

    name: str
    suffixes: tuple[str, ...]
    from_text: ReadsText | None = None
    from_bytes: ReadsBytes | None = None
    rows: ReadsRows | None = None

    @property
    def is_corpus(self) -> bool:
        """Whether a file holds many documents."""
        return self.rows is not None


@cache
def formats() -> dict[str, Format]:
    """The formats by their names: plain text first, corpora last."""
    found = [_format(module.name) for module in pkgutil.iter_modules(__path__)]
    found.sort(key=lambda one: (one.is_corpus, one.name != "text", one.name))
    return {one.name: one for one in found}


def _format(name: str) -> Format:
    module = import_module(f"{__name__}.{name}")
    functions = {of: getattr(module, of, None) for of in ("from_text", "from_bytes", "rows")}
    return Format(name, cast("tuple[str, ...]", module.SUFFIXES), **functions)


@cache
def suffixes() -> dict[str, str]:
    """The name of the format of each suffix."""
    return {suffix: one.name for one in formats().values() for suffix in one.suffixes}


def kinds() -> tuple[str, ...]:
    """The names of the formats whose files are one document each."""
    return tuple(one.name for one in formats().values() if not one.is_corpus)


def texts() -> tuple[str, ...]:
    """The names of the formats that are text."""
    return tuple(one.name for one in formats().values() if one.from_text is not None)
