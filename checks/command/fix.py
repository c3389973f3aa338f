"""Fixing: the certain suggestions of findings, written into the original files.

A suggestion is applied only where the original has the blamed text in one piece; of overlapping ones, and of several
for one finding, the first is taken. A file is replaced as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checks.report.sources import Sources
from checks.slip import sifted

if TYPE_CHECKING:
    from checks.document import Document
    from checks.finding import Finding, Report


class FixError(Exception):
    """A file that cannot be rewritten; the message is one line that names it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in an original: code points, half-open."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document whose original is to be changed: its name, its text before and after."""

    name: str
    before: str
    after: str


def fix(report: Report, documents: Sequence[Document]) -> tuple[Report, list[Fixed]]:
    """The report without the findings that can be fixed, and the fixed originals."""
    sources = Sources(documents)
    edits: dict[int, list[Edit]] = {}
    by_id = {id(document): document for document in documents}

    def stays(finding: Finding) -> bool:
        document = sources.document(finding)
        edit = _edit(finding, document, sources) if document is not None else None
        if document is None or edit is None or not _apart(edit, edits.setdefault(id(document), [])):
            return True
        edits[id(document)].append(edit)
        return False

    remaining = sifted(report.findings, stays)
    fixed = [_fixed(by_id[key], chosen, sources) for key, chosen in edits.items() if chosen]
    return replace(report, findings=tuple(remaining)), fixed


def apply(edits: Iterable[Edit], text: str) -> str:
    """The text with the edits made; they must not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def difference(fixed: Fixed) -> str:
    """A unified diff of a fixed document."""
    from difflib import unified_diff

    before, after = fixed.before.splitlines(keepends=True), fixed.after.splitlines(keepends=True)
    lines = unified_diff(before, after, fixed.name, fixed.name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write(fixed: Fixed) -> None:
    """Replace a file by its fixed text in one step, its line ends, byte order mark and permissions kept.

    Raises `FixError` if the file is not the one that was checked, or cannot be written.
    """
    from checks.command.output import replaced

    path = Path(fixed.name)
    try:
        data = path.read_bytes()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") and not fixed.before.startswith("\ufeff") else b""
        if data != mark + fixed.before.encode("utf-8"):
            raise FixError(f"{fixed.name}: not fixed, for it is no longer the text that was checked; check it again")
        with replaced(path) as target:
            target.write(mark + fixed.after.encode("utf-8"))
    except OSError as error:
        raise FixError(f"{fixed.name}: cannot be written ({error.strerror})") from error


def _fixed(document: Document, edits: list[Edit], sources: Sources) -> Fixed:
    original = sources.map(document, "text").original
    return Fixed(document.name, original, apply(edits, original))


def _edit(finding: Finding, document: Document, sources: Sources) -> Edit | None:
    """The first certain suggestion of a finding that can be made in the original of its document."""
    for one in finding.suggestions:
        span = finding.spans[one.span]
        source = sources.map(document, span.field)
        if not one.certain or source.original != sources.map(document, "text").original:
            continue
        start, end = source.original_offset(span.start), source.end_offset(span.end)
        if source.original[start:end] == span.text:
            return Edit(start, end, one.replacement)
    return None


def _apart(edit: Edit, others: Iterable[Edit]) -> bool:
    return all(edit.end <= other.start or other.end <= edit.start for other in others)
