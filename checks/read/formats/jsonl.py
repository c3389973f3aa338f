"""JSON lines: a corpus with an object a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from checks.document import Document
    from checks.read.options import ReadOptions
    from checks.read.paths import Source

SUFFIXES = (".jsonl", ".ndjson")


def rows(file: IO[bytes], source: Source, options: ReadOptions) -> Iterator[Document]:
    """The documents of the lines."""
    from checks.read.corpus import json_lines

    return json_lines(file, source.name, options.columns, options.dated, options.largest)
