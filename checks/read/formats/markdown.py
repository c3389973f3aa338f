"""Markdown, with front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.document import Document
    from checks.read.opening import Dated

SUFFIXES = (".md", ".markdown")


def from_text(name: str, text: str, dated: Dated | None) -> Document:
    """What a reader of the page sees."""
    from checks.read.markdown import markdown

    return markdown(name, text, dated)
