"""For GitHub Actions: annotations in the order of severity; the whole list goes to the step summary.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word
(github.com/actions/toolkit/issues/734), so no more are written and the log says how many there are beyond.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.report.findings import concise, markdown
from checks.report.position import relative_path
from checks.report.record import SEVERITIES
from checks.report.total import Total
from checks.report.width import shown
from checks.wording import counted

if TYPE_CHECKING:
    from checks.finding import Finding
    from checks.report import Judged, Presentation

MOST = 10
SUMMARY_BYTES = 1_000_000
"""GitHub rejects a step summary of more than 1 MiB."""
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """One workflow command an annotation, then the findings beyond the limit as plain lines."""
    total = Total()
    kept = [replace(judged, documents=()) for judged in total.count(batches)]
    findings = [finding for judged in kept for finding in judged.report.findings]
    beyond: list[Finding] = []
    for severity in SEVERITIES:
        matching = [finding for finding in findings if finding.severity.name == severity]
        beyond += matching[MOST:]
        yield from (annotation(finding) + "\n" for finding in matching[:MOST])
    mended = [one for judged in kept for one in judged.mended]
    yield from (_harmless(f"factlint: {concise.fixed(one)}") + "\n" for one in mended)
    if beyond:
        more = counted(len(beyond), "more findings")
        yield f"factlint: {more}, which GitHub would not show as annotations:\n"
        yield from (_harmless(f"factlint: {concise.line(finding)}") + "\n" for finding in beyond)
    if not presentation.quiet:
        yield from (_harmless(f"factlint: {line}") + "\n" for line in total.footer())
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target and (findings or mended):
        _summarise(target, "".join(markdown.render(kept, presentation)))


def annotation(finding: Finding) -> str:
    """A workflow command; columns are left out where a span crosses lines, as GitHub asks."""
    properties = {"title": f"factlint {finding.rule}", "file": relative_path(finding.document)}
    if finding.spans:
        first = finding.spans[0]
        properties |= {"line": str(first.line), "endLine": str(first.end_line)}
        if first.line == first.end_line:
            properties |= {"col": str(first.column), "endColumn": str(first.end_column)}
    elif finding.line is not None:
        properties["line"] = str(finding.line)
    text = "\n".join(part for part in (finding.message, finding.explanation) if part)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity.name]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    text = "".join(one if one in "\r\n" else shown(one) for one in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _harmless(line: str) -> str:
    """A line of the log that cannot be read as a command of the old form, which may begin anywhere."""
    return line.replace("##[", "## [")


def _summarise(target: str, text: str) -> None:
    """Append to the step summary, cut at a line so that GitHub takes it."""
    data = text.encode("utf-8", "backslashreplace")
    if len(data) > SUMMARY_BYTES:
        data = (
            data[: data.rindex(b"\n", 0, SUMMARY_BYTES)]
            + b"\n\nThe list is cut here: it is longer than GitHub shows.\n"
        )
    with open(target, "ab") as summary:
        summary.write(data)
