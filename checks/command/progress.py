"""How far long work is: said on standard error, and only on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from checks.wording import counted

if TYPE_CHECKING:
    from checks.document import Document

_QUIET_SECONDS = 1.0
"""Work that is done sooner shows no progress."""


class Progress:
    """A line that counts documents as their batches pass by, and gets out of the way of what is printed."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._shown = 0

    def follow(self, batches: Iterable[tuple[Document, ...]]) -> Iterator[tuple[Document, ...]]:
        """The batches; when the next one is asked for, those before it are done."""
        began, documents, characters = time.monotonic(), 0, 0
        for batch in batches:
            passed = time.monotonic() - began
            if documents and passed > _QUIET_SECONDS:
                rate = characters / 1e6 / passed
                read = counted(documents, "documents")
                self._show(f"{read}, {characters / 1e6:,.1f} million characters, {rate:.1f} a second")
            yield batch
            documents += len(batch)
            characters += sum(len(document.text) for document in batch)
        self.clear()

    def clear(self) -> None:
        """Blank the line, so that something else may be printed."""
        if self._shown:
            self._say(f"\r{' ' * self._shown}\r")
            self._shown = 0

    def _show(self, text: str) -> None:
        if self._wanted:
            self._say(f"\r{text:{self._shown}}")
            self._shown = len(text)

    def _say(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
