"""How documents are read: one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from checks.defaults import LARGEST

if TYPE_CHECKING:
    from checks.read.opening import Dated


@dataclass(frozen=True)
class Columns:
    """The names of a corpus's columns; only `text` must be there."""

    text: str = "text"
    headline: str = "headline"
    id: str = "id"
    published: str = "published"


@dataclass(frozen=True)
class ReadOptions:
    """The columns of corpora, a date that goes before every other, and the most bytes of a file or row."""

    columns: Columns = field(default_factory=Columns)
    published: date | None = None
    largest: int = LARGEST

    @property
    def dated(self) -> Dated | None:
        """The date that was given, if one was."""
        return (self.published, "option") if self.published else None
