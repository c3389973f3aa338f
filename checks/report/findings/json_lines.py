"""For programs: one JSON object a finding and line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from checks.report.record import records

if TYPE_CHECKING:
    from checks.report import Judged, Presentation


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """One object a line, no summary."""
    for judged in batches:
        for record in records(judged):
            yield json.dumps(record, ensure_ascii=False) + "\n"
