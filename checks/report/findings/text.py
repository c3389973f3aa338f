"""For people: each finding with its source lines, both sides underlined and labelled, and its arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from checks.report.colour import paint
from checks.report.excerpt import excerpt
from checks.report.position import cell, keys, place
from checks.report.sources import Sources
from checks.report.total import Total
from checks.report.width import clean

if TYPE_CHECKING:
    from checks.document import SourceMap
    from checks.finding import Finding, Span
    from checks.report import Judged, Mended, Presentation


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """One block a finding, then the footer."""
    total = Total()
    for judged in total.count(batches):
        sources = Sources(judged.documents)
        for finding in judged.report.findings:
            yield "\n".join(_block(finding, sources, presentation)) + "\n\n"
        for one in judged.mended:
            yield "\n".join(_fixed(one, presentation)) + "\n\n"
    if presentation.statistics:
        yield "\n".join(total.statistics()) + "\n\n"
    if not presentation.quiet:
        yield "\n".join(total.footer()) + "\n"


def _fixed(one: Mended, presentation: Presentation) -> list[str]:
    """A finding that was mended: what was wrong, where it stood, and what was written for what."""
    finding, colour = one.finding, presentation.colour
    head = paint(f"fixed[{clean(finding.rule)}]", "help", colour) + paint(f": {clean(finding.message)}", "bold", colour)
    return [
        head,
        paint(" --> ", "gutter", colour) + place(finding),
        paint("  = ", "gutter", colour) + one.told,
    ]


def _block(finding: Finding, sources: Sources, presentation: Presentation) -> list[str]:
    severity, colour = finding.severity.name, presentation.colour
    head = paint(f"{severity}[{clean(finding.rule)}]", severity, colour)
    lines = [head + paint(f": {clean(finding.message)}", "bold", colour)]
    document = sources.document(finding) if finding.spans else None
    if document is None:
        lines += _without_source(finding, colour)
        return lines + _notes(finding, 2, presentation)
    groups = sources.by_original(document, finding.spans)
    gutter = max(len(str(max(span.line, span.end_line))) for span in finding.spans)
    for number, (source, spans) in enumerate(groups):
        lines.append(_arrow(finding, spans[0], gutter, number, colour))
        lines += _excerpt(finding, spans, source, gutter, presentation)
    return lines + _notes(finding, gutter, presentation)


def _arrow(finding: Finding, first: Span, gutter: int, number: int, colour: bool) -> str:
    sign = paint(f"{'':{gutter}}{'::: ' if number else '--> '}", "gutter", colour)
    field = "" if first.field == "text" else f" ({first.field})"
    return f"{sign}{clean(finding.document)}:{first.line}:{first.column}{field}"


def _excerpt(finding: Finding, spans: list[Span], source: SourceMap, gutter: int, look: Presentation) -> list[str]:
    room = max(20, look.width - gutter - 3)
    return excerpt(spans, source, finding.severity.name, room, gutter, look.colour, finding.spans[0])


def _without_source(finding: Finding, colour: bool) -> list[str]:
    """Findings about tables, and those whose document is not at hand: what the roles say, without the lines around."""
    arrow, bar = paint("  --> ", "gutter", colour), paint("   | ", "gutter", colour)
    where = [f"row {finding.row}"] if finding.row is not None and not finding.spans else []
    where += [keys(finding)] if finding.keys else []
    name = place(finding) if finding.spans else clean(finding.document)
    lines = [f"{arrow}{name}" + (f": {', '.join(where)}" if where else "")]
    lines += [f"{bar}{span.role}: {clean(span.text)!r} at {span.line}:{span.column}" for span in finding.spans]
    return lines + [f"{bar}{clean(str(name))} = {cell(value)}" for name, value in finding.values.items()]


def _notes(finding: Finding, gutter: int, presentation: Presentation) -> list[str]:
    """The explanation and the suggestions, wrapped to the width."""
    sign = paint(f"{'':{gutter}} = ", "gutter", presentation.colour)
    room = max(40, presentation.width - gutter - 3)
    lines = []
    for paragraph in finding.explanation.splitlines():
        for number, line in enumerate(wrap(clean(paragraph), room, break_on_hyphens=False)):
            lines.append(f"{sign if not number else ' ' * (gutter + 3)}{line}")
    for number, one in enumerate(finding.proposals):
        help_ = paint("help:", "help", presentation.colour) + (" or" if number else "")
        certain = " (--fix does it)" if one.certain else ""
        blamed = clean(finding.spans[one.span].text)
        lines.append(f'{sign}{help_} write "{clean(one.replacement)}" for "{blamed}"{certain}')
    return lines
