"""The edits of an original that certain suggestions come to.

A suggestion is applied only where the original has the blamed text in one piece; of overlapping ones, and of several
for one finding, the first is taken.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checks.report import Mended
from checks.report.sources import Sources
from checks.slip import sifted

if TYPE_CHECKING:
    from checks.document import Document
    from checks.finding import Finding, Judgement, Suggestion


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A replacement in an original: code points, half-open."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Mending:
    """The report without the findings that can be mended, those, and the edits of each document that come to it."""

    report: Judgement
    mended: tuple[Mended, ...]
    edits: tuple[tuple[Document, tuple[Edit, ...]], ...]


def mending(
    report: Judgement, documents: Sequence[Document], may: Callable[[Document], bool] = lambda _: True
) -> Mending:
    """What the certain suggestions of a report come to, in the documents that may be changed."""
    sources, mended = Sources(documents), list[Mended]()
    edits: dict[int, list[Edit]] = {}
    allowed: dict[int, bool] = {}

    def stays(finding: Finding) -> bool:
        document = sources.document(finding)
        found = _edit(finding, document, sources) if document else None
        if document is None or found is None:
            return True
        key, (edit, suggestion) = id(document), found
        if key not in allowed:
            allowed[key] = may(document)
        if not allowed[key] or not _placed(edit, edits.setdefault(key, [])):
            return True
        mended.append(Mended(finding, suggestion))
        return False

    remaining = sifted(report.findings, stays)
    made = tuple((document, tuple(edits[id(document)])) for document in documents if id(document) in edits)
    return Mending(replace(report, findings=tuple(remaining)), tuple(mended), made)


def apply(edits: Iterable[Edit], text: str) -> str:
    """The text with the edits made; they must not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits):
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _edit(finding: Finding, document: Document, sources: Sources) -> tuple[Edit, Suggestion] | None:
    """The first certain suggestion of a finding that can be made in the original of its document."""
    for one in finding.suggestions:
        span = finding.spans[one.span]
        source = sources.map(document, span.field)
        if not one.certain or source.original is not sources.map(document, "text").original:
            continue
        start, end = source.original_offset(span.start), source.end_offset(span.end)
        if source.original[start:end] == span.text:
            return Edit(start, end, one.replacement), one
    return None


def _placed(edit: Edit, others: list[Edit]) -> bool:
    """Put an edit in its place among others, unless it overlaps with one."""
    at = bisect_left(others, edit)
    if at and others[at - 1].end > edit.start:
        return False
    if at < len(others) and others[at].start < edit.end:
        return False
    insort(others, edit)
    return True
