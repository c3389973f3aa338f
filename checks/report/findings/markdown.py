"""For pull requests, mails and step summaries: Markdown, a heading a document and a list of its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from checks.regex import lazy
from checks.report.position import place
from checks.report.total import Total
from checks.report.width import clean

if TYPE_CHECKING:
    from checks.finding import Finding
    from checks.report import Judged, Mended, Presentation

_MARKUP = lazy(r"([\\`*_{}\[\]<>#|~!&$])")


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """The findings of each document, then the footer."""
    total = Total()
    yield "# Findings\n"
    for judged in total.count(batches):
        for document, findings in groupby(judged.report.findings, key=lambda finding: finding.document):
            yield f"\n## {escaped(document)}\n\n"
            yield from map(_item, findings)
        for document, fixed in groupby(judged.mended, key=lambda one: one.finding.document):
            yield f"\n## {escaped(document)}, fixed\n\n"
            yield from map(_fixed, fixed)
    if not presentation.quiet:
        yield "\n" + "\n".join(f"{escaped(line)}  " for line in total.footer()).rstrip() + "\n"


def _item(finding: Finding) -> str:
    where = f"{escaped(finding.rule)} at {escaped(place(finding))}"
    lines = [f"- **{finding.severity.name}** {where}: {escaped(finding.message)}"]
    lines += [f"  {escaped(line)}" for line in finding.explanation.splitlines() if line.strip()]
    lines += [f"  - {escaped(span.role)}, line {span.line}: “{escaped(span.text)}”" for span in finding.spans]
    lines += [
        f"  - {escaped(str(name))}: {escaped(str(value))}"
        for name, value in (*finding.keys.items(), *finding.values.items())
    ]
    for one in finding.proposals:
        lines.append(f"  - Suggestion: “{escaped(one.replacement)}” for “{escaped(finding.spans[one.span].text)}”")
    return "\n".join(lines) + "\n"


def _fixed(one: Mended) -> str:
    where = f"{escaped(one.finding.rule)} at {escaped(place(one.finding))}"
    return f"- **fixed** {where}: {escaped(one.told)}\n"


def escaped(text: str) -> str:
    """Text of one line that Markdown shows as it is; an @ mentions nobody."""
    return _MARKUP.sub(r"\\\1", clean(text)).replace("@", "@<!-- -->")
