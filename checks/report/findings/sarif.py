"""For code scanning: SARIF 2.1.0 with related locations, fixes, fingerprints and the documentation of the rules.

Columns count code points, URIs are relative. What comments and a baseline accept stands there as suppressed, what was
mended as information. GitHub shows 5,000 results and takes 10 MB, so no more are written; the
gravest stay (docs.github.com, "SARIF support for code scanning").
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from checks.document import UNREADABLE
from checks.report.position import contiguous, keys, uri
from checks.report.record import SEVERITIES, plain
from checks.report.total import Total
from checks.wording import counted

if TYPE_CHECKING:
    from checks.finding import Finding, Span, Suggestion
    from checks.report import Accepted, Judged, Mended, Presentation
    from checks.rule import Rule

MOST_RESULTS = 5_000
MOST_CHARACTERS = 9_500_000
_BESIDE = "beside"
"""Where results that are no open findings are kept."""
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """One SARIF log with one run."""
    total, seen, met = Total(), Counter[str](), 0
    rules = {rule.name: number for number, rule in enumerate(presentation.rules)}
    results: dict[str, list[tuple[int, str]]] = {name: [] for name in (*SEVERITIES, _BESIDE)}
    trouble: list[Finding] = []
    for judged in total.count(batches):
        told: list[tuple[str, Finding, dict[str, Any]]] = []
        for finding in judged.report.findings:
            if finding.rule == UNREADABLE:
                trouble.append(finding)
                continue
            told.append((finding.severity.name, finding, {}))
        told += [(_BESIDE, one.finding, _accepted(one)) for one in judged.accepted]
        told += [(_BESIDE, one.finding, _mended(one)) for one in judged.mended]
        for kind, finding, more in told:
            kept, met = results[kind], met + 1
            if len(kept) < MOST_RESULTS:
                index = rules.setdefault(finding.rule, len(rules))
                seen[finding.fingerprint] += 1
                kept.append((met, _json(result(finding, index, seen[finding.fingerprint]) | more)))
    chosen = _chosen(results)
    dropped = met - len(chosen)
    run = {
        "tool": {"driver": _driver(presentation.rules, rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(dropped, trouble)],
        "properties": {"summary": total.record},
    }
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{_json(run)[:-1]}, "results": [\n'
    yield ",\n".join(chosen)
    yield "\n]}]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _chosen(results: dict[str, list[tuple[int, str]]]) -> list[str]:
    """The results that fit, the gravest first in and what is no open finding last, in the order of their documents."""
    chosen: list[tuple[int, str]] = []
    room = MOST_CHARACTERS
    for kept in results.values():
        for number, text in kept:
            room -= len(text.encode("utf-8", "backslashreplace"))
            if room < 0 or len(chosen) == MOST_RESULTS:
                return [text for _, text in sorted(chosen)]
            chosen.append((number, text))
    return [text for _, text in sorted(chosen)]


def _invocation(dropped: int, trouble: Sequence[Finding]) -> dict[str, Any]:
    """How the run went: what could not be read is no result, but a notification of the tool."""
    notifications = [_notification(finding) for finding in trouble[:MOST_RESULTS]]
    if dropped:
        left_out = f"{counted(dropped, 'findings')} {'is' if dropped == 1 else 'are'} left out"
        text = f"{left_out}: code scanning takes at most {MOST_RESULTS:,} results and 10 MB."
        notifications.append({"level": "warning", "message": {"text": text}})
    invocation: dict[str, Any] = {"executionSuccessful": not trouble}
    return invocation | ({"toolExecutionNotifications": notifications} if notifications else {})


def _notification(finding: Finding) -> dict[str, Any]:
    return {
        "descriptor": {"id": finding.rule},
        "level": finding.severity.name,
        "message": {"text": finding.message},
        "locations": [_row_location(finding)],
    }


def _driver(rules: Iterable[Rule], numbers: dict[str, int]) -> dict[str, Any]:
    """The tool with the descriptors of its rules; rules of tables are known by name only."""
    from importlib.metadata import version

    described = {rule.name: _descriptor(rule) for rule in rules}
    listed = [described.get(name, {"id": name}) for name in sorted(numbers, key=numbers.__getitem__)]
    return {"name": "factlint", "semanticVersion": version("factlint"), "rules": listed}


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.documentation},
        "help": {"text": rule.documentation, "markdown": rule.documentation},
        "defaultConfiguration": {"level": rule.severity.name, "enabled": rule.default},
        "properties": {"tags": ["facts", rule.family]},
    }


def result(finding: Finding, rule: int, count: int) -> dict[str, Any]:
    """A finding as a SARIF result; `count` numbers the findings with the same fingerprint."""
    record: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity.name,
        "message": {"text": _message(finding)},
        "locations": [_location(finding, finding.spans[0]) if finding.spans else _row_location(finding)],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.fingerprint}:{count}"},
    }
    if related := finding.spans[1:]:
        record["relatedLocations"] = [
            {"id": number, "message": {"text": _role(span)}, **_location(finding, span)}
            for number, span in enumerate(related, 1)
        ]
    if fixes := [_fix(finding, one) for one in finding.suggestions if contiguous(finding.spans[one.span])]:
        record["fixes"] = fixes
    if finding.values:
        record["properties"] = {"row": finding.row, "keys": plain(finding.keys), "values": plain(finding.values)}
    return record


def _accepted(one: Accepted) -> dict[str, Any]:
    suppression = {"kind": one.where} | ({"justification": one.reason} if one.reason else {})
    return {"suppressions": [suppression]}


def _mended(one: Mended) -> dict[str, Any]:
    """What was mended is no problem any more, and its fix is made."""
    return {
        "kind": "informational",
        "level": "none",
        "message": {"text": _unlinked(f"Fixed: {one.told}")},
        "fixes": [],
        "relatedLocations": [],
        "properties": {"fixed": True},
    }


def _message(finding: Finding) -> str:
    """The message with links to the related locations, without which GitHub does not show them."""
    links = [f"[{_role(span)}]({number})" for number, span in enumerate(finding.spans[1:], 1)]
    see = f" (see {', '.join(links)})" if links else ""
    explanation = f"\n{_unlinked(finding.explanation)}" if finding.explanation else ""
    return f"{_unlinked(finding.message)}{see}{explanation}"


def _role(span: Span) -> str:
    return span.role.replace("_", " ")


def _unlinked(text: str) -> str:
    """Text in which nothing reads as a link to a related location."""
    return text.replace("](", "\\](")


def _location(finding: Finding, span: Span) -> dict[str, Any]:
    physical = {"artifactLocation": {"uri": uri(finding.document)}, "region": _region(span)}
    if span.field == "text":
        return {"physicalLocation": physical}
    return {"physicalLocation": physical, "logicalLocations": [{"name": span.field, "kind": "member"}]}


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "snippet": {"text": span.text},
    }


def _row_location(finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(finding.document)}}
    if finding.line is not None:
        physical["region"] = {"startLine": finding.line}
    name = ", ".join(part for part in (f"row {finding.row}" if finding.row is not None else "", keys(finding)) if part)
    return {"physicalLocation": physical} | ({"logicalLocations": [{"name": name}]} if name else {})


def _fix(finding: Finding, one: Suggestion) -> dict[str, Any]:
    span = finding.spans[one.span]
    region = {name: value for name, value in _region(span).items() if name != "snippet"}
    replacement = {"deletedRegion": region, "insertedContent": {"text": one.replacement}}
    return {
        "description": {"text": f'Write "{one.replacement}" for "{span.text}".'},
        "artifactChanges": [{"artifactLocation": {"uri": uri(finding.document)}, "replacements": [replacement]}],
    }
