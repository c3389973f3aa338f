"""How far long work is: said on standard error, and only on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.document import Document

_QUIET_SECONDS = 1.0
"""Work that is done sooner shows no progress."""


def with_progress(batches: Iterable[tuple[Document, ...]], wanted: bool) -> Iterator[tuple[Document, ...]]:
    """The batches; `wanted` says how many documents are done."""
    if not wanted or not sys.stderr.isatty():
        yield from batches
        return
    began, documents, characters, shown = time.monotonic(), 0, 0, False
    try:
        for batch in batches:
            yield batch
            documents += len(batch)
            characters += sum(len(document.text) for document in batch)
            passed = time.monotonic() - began
            if passed > _QUIET_SECONDS:
                shown = True
                done = f"{documents:,} documents, {characters / 1e6:,.1f} million characters"
                _say(f"\r{done}, {characters / 1e6 / passed:.1f} a second ")
    finally:
        if shown:
            _say("\r\x1b[K")


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
