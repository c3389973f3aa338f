"""For programs: one JSON object a fact and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from checks.report.fact import lines

if TYPE_CHECKING:
    from checks.report import Extracted, Presentation


def render(batches: Iterable[Extracted], presentation: Presentation) -> Iterator[bytes]:
    """One object a line, in the order of the documents and of their text."""
    for _, facts in batches:
        encoded = lines(facts)
        if len(encoded):
            yield encoded.str.join("\n").item().encode() + b"\n"
