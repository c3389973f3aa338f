"""For editors and grep: `path:line:column: severity rule message`, one line a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from checks.report.position import place
from checks.report.total import Total
from checks.report.width import clean

if TYPE_CHECKING:
    from checks.finding import Finding
    from checks.report import Judged, Mended, Presentation


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """One line a finding."""
    total = Total()
    for judged in total.count(batches):
        for finding in judged.report.findings:
            yield line(finding) + "\n"
        for one in judged.mended:
            yield fixed(one) + "\n"
    if presentation.statistics:
        yield "\n".join(total.statistics()) + "\n"


def line(finding: Finding) -> str:
    """A finding in one line."""
    return f"{place(finding)}: {finding.severity.name} {clean(finding.rule)} {clean(finding.message)}"


def fixed(one: Mended) -> str:
    """A finding that was mended in one line."""
    return f"{place(one.finding)}: fixed {clean(one.finding.rule)} {one.told}"
