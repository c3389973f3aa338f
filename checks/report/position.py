"""Where a finding stands, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.report.width import clean

if TYPE_CHECKING:
    from checks.finding import Finding, Span


def place(finding: Finding) -> str:
    """`path:line:column` of the primary span, or of a table the line of the row, where it has lines, else the row."""
    name = clean(finding.document)
    if finding.spans:
        first = finding.spans[0]
        field = "" if first.field == "text" else f" ({first.field})"
        return f"{name}:{first.line}:{first.column}{field}"
    number = finding.line or finding.row
    return f"{name}:{number}" if number is not None else name


def keys(finding: Finding) -> str:
    """The key columns of a finding about a table row: `place=Palmyra, year=2016`."""
    return ", ".join(f"{clean(str(name))}={cell(value)}" for name, value in finding.keys.items())


def cell(value: object) -> str:
    """A value of a table in one line."""
    return "missing" if value is None else clean(str(value))


def contiguous(span: Span) -> bool:
    """Whether the original has the text of a span in one piece on one line, so that it may be replaced there."""
    return span.line == span.end_line and span.end_column - span.column == len(span.text)


def relative_path(name: str) -> str:
    """A document's name as a path from the working directory, with slashes; outside of it an absolute one."""
    import os

    path = os.path.normpath(name) if name else name
    if os.path.isabs(path):
        inside = os.path.relpath(path)
        path = path if inside.startswith("..") else inside
    return path.replace("\\", "/") if os.sep == "\\" else path


def uri(name: str) -> str:
    """A document's name as a URI reference: relative, or a file URI outside of the working directory."""
    from urllib.parse import quote

    path = relative_path(name)
    quoted = quote(path.encode("utf-8", "surrogatepass"))
    return f"file://{quoted}" if path.startswith("/") else quoted
