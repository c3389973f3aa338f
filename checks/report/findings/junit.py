"""For test dashboards: JUnit XML with one suite a document; a document without findings has one test that passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from checks.document import UNREADABLE
from checks.report.position import keys, place
from checks.report.width import REORDERING

if TYPE_CHECKING:
    from checks.finding import Finding
    from checks.report import Judged, Mended, Presentation


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """One suite a document."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="factlint">\n'
    for judged in batches:
        by_document: dict[str, list[Finding]] = {document.name: [] for document in judged.documents}
        for finding in judged.report.findings:
            by_document.setdefault(finding.document, []).append(finding)
        fixed: dict[str, list[str]] = {}
        for one in judged.mended:
            fixed.setdefault(one.finding.document, []).append(_fixed(one))
        for name, findings in by_document.items():
            yield _suite(name, findings, fixed.get(name, []))
    yield "</testsuites>\n"


def _suite(name: str, findings: list[Finding], fixed: list[str]) -> str:
    cases = [*map(_case, findings), *fixed] or [f'<testcase name="factlint" classname={_attribute(name)}/>']
    errors = sum(finding.rule == UNREADABLE for finding in findings)
    failures = sum(finding.severity.name != "note" for finding in findings) - errors
    head = f'<testsuite name={_attribute(name)} tests="{len(cases)}" failures="{failures}" errors="{errors}">'
    return "\n".join((head, *cases, "</testsuite>", ""))


def _case(finding: Finding) -> str:
    where = f"{finding.rule} at {place(finding)}"
    case = f"<testcase name={_attribute(where)} classname={_attribute(finding.document)}>"
    text = _text("\n".join(part for part in (finding.message, finding.explanation, keys(finding)) if part))
    if finding.severity.name == "note":
        return f"{case}<system-out>{text}</system-out></testcase>"
    kind, name = ("error", finding.rule) if finding.rule == UNREADABLE else ("failure", finding.severity.name)
    return f'{case}<{kind} type="{name}" message={_attribute(finding.message)}>{text}</{kind}></testcase>'


def _fixed(one: Mended) -> str:
    where = f"{one.finding.rule} at {place(one.finding)}"
    case = f"<testcase name={_attribute(where)} classname={_attribute(one.finding.document)}>"
    return f"{case}<system-out>{_text(f'fixed: {one.told}')}</system-out></testcase>"


def _allowed(text: str) -> str:
    """Text with the characters that XML 1.0 cannot hold, or that turn lines round, replaced."""
    text = text if text.isascii() else "".join("\ufffd" if one in REORDERING else one for one in text)
    return "".join(
        one if one in "\t\n\r" or " " <= one < "\ud800" or "\ue000" <= one < "\ufffe" or one > "\uffff" else "\ufffd"
        for one in text
    )


def _text(text: str) -> str:
    return escape(_allowed(text))


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))
