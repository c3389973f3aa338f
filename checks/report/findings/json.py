"""For programs: one JSON object with all findings and the summary of the run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from checks.report.record import records
from checks.report.total import Total

if TYPE_CHECKING:
    from checks.report import Judged, Presentation


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """`{"findings": [...], "summary": {...}}`, written as the findings come."""
    total, before = Total(), "\n"
    yield '{"findings": ['
    for judged in total.count(batches):
        for record in records(judged):
            yield before + json.dumps(record, ensure_ascii=False)
            before = ",\n"
    yield f'\n],\n"summary": {json.dumps(total.record, ensure_ascii=False, indent=1)}}}\n'
