"""Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.document import Document
    from checks.read.opening import Dated

SUFFIXES = (".txt",)


def from_text(name: str, text: str, dated: Dated | None) -> Document:
    """A document of plain text, which is its own original."""
    from checks.read.text import plain

    return plain(name, text, dated=dated)
