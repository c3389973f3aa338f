"""For GitLab: a Code Quality report, which wants relative paths and a fingerprint of its own for each finding."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from checks.document import UNREADABLE
from checks.report.position import relative_path

if TYPE_CHECKING:
    from checks.finding import Finding
    from checks.report import Judged, Presentation

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """A JSON array with one object a finding."""
    seen, before = Counter[str](), "\n"
    yield "["
    for judged in batches:
        for finding in judged.report.findings:
            seen[finding.fingerprint] += 1
            yield before + json.dumps(_issue(finding, seen[finding.fingerprint]), ensure_ascii=False)
            before = ",\n"
        for one in judged.mended:
            seen[one.finding.fingerprint] += 1
            issue = _issue(one.finding, seen[one.finding.fingerprint])
            issue |= {"description": f"Fixed: {one.told}", "severity": "info"}
            yield before + json.dumps(issue, ensure_ascii=False)
            before = ",\n"
    yield "\n]\n"


def _issue(finding: Finding, count: int) -> dict[str, Any]:
    """A finding as an issue; equal findings are told apart, for GitLab drops a fingerprint that it knows."""
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": sha256(f"{finding.fingerprint}:{count}".encode()).hexdigest(),
        "severity": "blocker" if finding.rule == UNREADABLE else _SEVERITIES[finding.severity.name],
        "location": {"path": relative_path(finding.document), **_position(finding)},
    }


def _position(finding: Finding) -> dict[str, Any]:
    if not finding.spans:
        return {"lines": {"begin": finding.line or 1}}
    first = finding.spans[0]
    begin = {"line": first.line, "column": first.column}
    return {"positions": {"begin": begin, "end": {"line": first.end_line, "column": first.end_column}}}
