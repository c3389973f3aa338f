"""Parquet: a corpus with a column of texts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from checks.document import Document
    from checks.read.options import ReadOptions
    from checks.read.paths import Source

SUFFIXES = (".parquet",)


def rows(file: IO[bytes], source: Source, options: ReadOptions) -> Iterator[Document]:
    """The documents of the rows; a file that has a path is read a slice at a time."""
    from checks.read.corpus import parquet

    return parquet(source.path or BytesIO(file.read()), source.name, options.columns, options.dated)
