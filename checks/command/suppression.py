"""Comments in a text that take findings out of its report.

`<!-- factlint-disable-next-line RULE -- reason -->`, `-disable-line`, `-disable` to `-enable`, `-disable-file`, and
the same as `{/* ... */}` for MDX. Without names a comment speaks of every rule.
A comment that suppresses nothing is a note. Of a slip that is told at several places, or blamed by several rules, a
comment takes out those it speaks of; the others stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from checks.finding import Finding, Span
from checks.regex import lazy
from checks.report.sources import Sources
from checks.rule import Severity
from checks.slip import number, sifted

if TYPE_CHECKING:
    from checks.document import Document, SourceMap
    from checks.finding import Report

UNUSED = "unused-suppression"
_COMMENT = lazy(
    r"(?:<!--|\{/\*)\s{0,99}factlint-(?P<kind>disable-next-line|disable-line|disable-file|disable|enable)\b"
    r"(?P<names>(?:(?!--|\*/)[^\n]){0,500})(?P<reason>--(?!>)(?:(?!-->|\*/\})[^\n]){0,500})?(?:-->|\*/\})"
)
"""Lengths are bounded so that no text can make the search take more than linear time."""
_FOREVER = 1 << 62


@dataclass(slots=True)
class Comment:
    """A comment: the lines it speaks of (1-based, half-open), the rules it names (none: all), what it suppressed."""

    start: int
    end: int
    text: str
    first: int
    last: int
    names: frozenset[str]
    used: set[str] = field(default_factory=set)

    def covers(self, finding: Finding, families: dict[str, str]) -> bool:
        """Whether the comment names the finding's rule or family and one of its spans stands in the comment's lines."""
        named = not self.names or finding.rule in self.names or families.get(finding.rule) in self.names
        return named and any(self.first <= span.end_line and span.line < self.last for span in finding.spans)


def suppress(
    report: Report, documents: Sequence[Document], families: dict[str, str], known: Collection[str]
) -> tuple[Report, int]:
    """The report without the suppressed findings and with a note for each unused comment, and how many were suppressed.

    `families` maps the rules that ran to their families; `known` are all names a comment may use. A comment that names
    only rules that did not run may well be of use in another run, and is left alone.
    """
    sources = Sources(documents)
    read = {id(document): comments(sources.map(document, "text")) for document in documents}

    def stands(finding: Finding) -> bool:
        document = sources.document(finding)
        covering = [one for one in read[id(document)] if one.covers(finding, families)] if document else []
        for one in covering:
            one.used |= {finding.rule, families.get(finding.rule, "")}
        return not covering

    kept = sifted(report.findings, stands)
    suppressed = number(report.findings) - number(kept)
    for document in documents:
        kept += _unused(read[id(document)], document, sources, families, known)
    return replace(report, findings=tuple(kept)), suppressed


def comments(source: SourceMap) -> list[Comment]:
    """The comments of an original, with the lines each speaks of; a block goes on to its `enable` or to the end."""
    found: list[Comment] = []
    for match in _COMMENT.finditer(source.original):
        line, last_line = source.position(match.start())[0], source.position(match.end())[0]
        names = frozenset(re.split(r"[\s,]+", match["names"].strip())) - {""}
        kind = match["kind"]
        if kind == "enable":
            for open_ in found:
                if open_.last == _FOREVER and open_.first and (not names or open_.names <= names):
                    open_.last = line + 1
            continue
        lines = {
            "disable-next-line": (last_line + 1, last_line + 2),
            "disable-line": (line, last_line + 1),
            "disable": (line, _FOREVER),
            "disable-file": (0, _FOREVER),
        }[kind]
        found.append(Comment(match.start(), match.end(), match[0], *lines, names))
    return found


def _unused(
    found: Iterable[Comment], document: Document, sources: Sources, families: dict[str, str], known: Collection[str]
) -> list[Finding]:
    ran = {*families, *families.values()}
    notes = []
    for one in found:
        unknown = sorted(one.names - set(known))
        idle = sorted((one.names & ran) - one.used) if one.names else [] if one.used else ["every rule"]
        said = [f"no rule or family '{name}'" for name in unknown] + [
            f"nothing to suppress for {name}" for name in idle
        ]
        if said:
            notes.append(_note(one, document, sources.map(document, "text"), "; ".join(said)))
    return notes


def _note(comment: Comment, document: Document, source: SourceMap, said: str) -> Finding:
    start, end = source.position(comment.start), source.position(comment.end)
    at = source.field_offset(comment.start, len(document.text))
    span = Span("comment", "text", at, at, "", *start, *end)
    return Finding(document.name, UNUSED, Severity.note, f"This comment has {said}", spans=(span,))
