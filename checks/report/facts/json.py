"""For programs: one JSON object with all facts and their number by kind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from checks.report.fact import lines
from checks.report.record import singular

if TYPE_CHECKING:
    from checks.report import Extracted, Presentation


def render(batches: Iterable[Extracted], presentation: Presentation) -> Iterator[bytes]:
    """`{"facts": [...], "summary": {"documents": ..., "facts": {...}}}`."""
    documents, counts, before = 0, Counter[str](), b"\n"
    yield b'{"facts": ['
    for _, facts in batches:
        documents += facts.documents.height
        counts.update({singular(name): count for name, count in facts.counts().items()})
        encoded = lines(facts)
        if len(encoded):
            yield before + encoded.str.join(",\n").item().encode()
            before = b",\n"
    yield f'\n],\n"summary": {json.dumps({"documents": documents, "facts": dict(counts)}, indent=1)}}}\n'.encode()
