"""Findings and summaries as plain values, in the shape that programs read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checks.finding import Finding, Span, Suggestion, Summary
    from checks.report import Judged

SEVERITIES = ("error", "warning", "note")


def finding_record(finding: Finding, written: Suggestion | None = None) -> dict[str, Any]:
    """A finding as JSON values; a finding about a table row also has `row`, `keys` and `values`.

    One that was mended is `fixed`, and the suggestion that was written for it `applied`.
    """
    record: dict[str, Any] = {
        "document": finding.document,
        "rule": finding.rule,
        "severity": finding.severity.name,
        "message": finding.message,
        "explanation": finding.explanation,
        "spans": [span_record(span) for span in finding.spans],
        "suggestions": [
            {"span": one.span, "replacement": one.replacement}
            | ({"certain": True} if one.certain else {})
            | ({"applied": True} if one is written else {})
            for one in finding.suggestions
        ],
        "fingerprint": finding.fingerprint,
    }
    if written is not None:
        record["fixed"] = True
    if finding.line is not None:
        record["line"] = finding.line
    if finding.row is not None or finding.keys or finding.values:
        record |= {"row": finding.row, "keys": plain(finding.keys), "values": plain(finding.values)}
    return record


def records(judged: Judged) -> Iterator[dict[str, Any]]:
    """The findings of a batch as JSON values, then those that were mended."""
    yield from map(finding_record, judged.report.findings)
    yield from (finding_record(one.finding, one.suggestion) for one in judged.mended)


def span_record(span: Span) -> dict[str, Any]:
    """A span as JSON values."""
    return {
        "role": span.role,
        "field": span.field,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def summary_record(
    summary: Summary, findings: Mapping[str, int], suppressed: int = 0, fixed: int = 0, unreadable: int = 0
) -> dict[str, Any]:
    """A summary as JSON values; `findings` counts the findings of each severity, less what could not be read."""
    tally = summary.tally
    return {
        "documents": summary.documents,
        "unreadable": unreadable,
        "facts": {singular(kind): count for kind, count in summary.facts.items()},
        "constraints": {
            "judged": tally.holds + tally.broken,
            "holds": tally.holds,
            "broken": tally.broken,
            "not_comparable": tally.not_comparable,
        },
        "rules": {
            name: {"holds": one.holds, "broken": one.broken, "not_comparable": one.not_comparable}
            for name, one in sorted(summary.rules.items())
        },
        "findings": {severity: findings.get(severity, 0) for severity in SEVERITIES},
        "suppressed": suppressed,
        "fixed": fixed,
        "skipped": list(summary.skipped),
    }


def singular(name: str) -> str:
    """The kind of one mention of a frame: `quantity` of `quantities`."""
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def plain(value: Any) -> Any:
    """A table cell as JSON knows it: dates and decimals are text, and so are NaN and infinities."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return str(value)
