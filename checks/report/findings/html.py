"""For readers: one self-contained page on which each text is shown with its findings marked in place.

Every mark is a link to its finding and every role of a finding a link to its mark: both sides of a contradiction are
one key press apart; there is no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from checks.report.position import keys
from checks.report.position import place as where
from checks.report.sources import Sources
from checks.report.total import Total
from checks.report.width import clean, shown

if TYPE_CHECKING:
    from checks.document import Document
    from checks.finding import Finding, Span
    from checks.report import Judged, Mended, Presentation

_STYLE = """
:root { color-scheme: light dark; --error: #c4314b; --warning: #9a6700; --note: #0969da; }
body { font: 1rem/1.6 Georgia, serif; max-width: 76rem; margin: 0 auto; padding: 1rem; }
main section { display: grid; grid-template-columns: minmax(0, 3fr) minmax(16rem, 2fr); gap: 2rem; padding: 1rem 0; }
main section { border-top: 1px solid; }
main h2 { grid-column: 1 / -1; margin: 0; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.headline { font-weight: bold; display: block; margin-bottom: 1em; }
a.mark { color: inherit; text-decoration: underline wavy; text-underline-offset: .2em; }
.error { text-decoration-color: var(--error); border-color: var(--error); }
.warning { text-decoration-color: var(--warning); border-color: var(--warning); }
.note { text-decoration-color: var(--note); border-color: var(--note); }
.finding { border-left: .3rem solid; padding-left: .8rem; margin-bottom: 1.2rem; }
.finding { font: .95rem/1.5 system-ui, sans-serif; }
.finding:target, a.mark :target, a:focus-visible { outline: .2rem solid var(--note); outline-offset: .15rem; }
.finding p, .finding ul { margin: .3rem 0; }
.explanation { white-space: pre-wrap; }
@media (max-width: 50rem) { main section { grid-template-columns: 1fr; } }
"""


def render(batches: Iterable[Judged], presentation: Presentation) -> Iterator[str]:
    """One page; documents without findings are counted, not shown."""
    total, number, fixed = Total(), 0, ""
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Findings</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Findings</h1>\n"
    )
    for judged in total.count(batches):
        for document, findings in _by_document(judged):
            yield _section(document, findings, number)
            number += len(findings)
        fixed += "".join(map(_fixed, judged.mended))
    yield f"<section>\n<h2>Fixed</h2>\n<ul>\n{fixed}</ul>\n</section>\n" if fixed else ""
    footer = "".join(f"<p>{_text(line)}</p>\n" for line in total.footer())
    yield f"</main>\n<footer>\n{footer}</footer>\n</body>\n</html>\n"


def _by_document(judged: Judged) -> list[tuple[Document | None, list[Finding]]]:
    sources = Sources(judged.documents)
    groups: dict[tuple[str, int], tuple[Document | None, list[Finding]]] = {}
    for finding in judged.report.findings:
        document = sources.document(finding) if finding.spans else None
        groups.setdefault((finding.document, id(document)), (document, []))[1].append(finding)
    return list(groups.values())


def _section(document: Document | None, findings: list[Finding], number: int) -> str:
    numbered = list(enumerate(findings, number + 1))
    body = ""
    if document is not None:
        headline = _marked(document.headline, "headline", numbered) if document.headline else ""
        headline = f'<span class="headline">{headline}</span>' if headline else ""
        body = f'<div class="text">{headline}{_marked(document.text, "text", numbered)}</div>\n'
    items = "\n".join(_item(finding, one, document is not None) for one, finding in numbered)
    return f"<section>\n<h2>{_text(clean(findings[0].document))}</h2>\n{body}<div>\n{items}\n</div>\n</section>\n"


class _Place(NamedTuple):
    """A span in a text, with the number of its finding on the page and its own among the spans of the finding."""

    start: int
    end: int
    number: int
    order: int
    finding: Finding

    @property
    def anchor(self) -> str:
        """The name of the mark, to which the finding links."""
        return f"f{self.number}-{self.order}"


def _marked(text: str, field: str, numbered: list[tuple[int, Finding]]) -> str:
    """The text, each stretch between two ends of spans a link to the first finding that covers it."""
    waiting = [
        _Place(span.start, span.end, number, order, finding)
        for number, finding in numbered
        for order, span in enumerate(finding.spans)
        if span.field == field
    ]
    ends = sorted({0, len(text), *(end for place in waiting for end in place[:2])})
    waiting.sort(key=lambda place: place.start, reverse=True)
    covering: list[_Place] = []
    parts = []
    for start, end in pairwise(ends):
        covering = [place for place in covering if place.end > start]
        while waiting and waiting[-1].start <= start:
            covering.append(waiting.pop())
        begun = [place for place in covering if place.start == start]
        parts.append(_stretch(_text(text[start:end]), begun, covering[0] if covering else None))
    return "".join(parts)


def _stretch(piece: str, begun: Iterable[_Place], first: _Place | None) -> str:
    """A stretch of text: with the anchors of the spans that begin there, and a link to the first finding."""
    for place in begun:
        piece = f'<span id="{place.anchor}">{piece}</span>'
    if first is None:
        return piece
    title = _text(f"{first.finding.spans[first.order].role}: {first.finding.message}")
    return f'<a class="mark {first.finding.severity.name}" href="#f{first.number}" title="{title}">{piece}</a>'


def _item(finding: Finding, number: int, linked: bool) -> str:
    severity = finding.severity.name
    lines = [f'<article class="finding {severity}" id="f{number}">']
    lines.append(f"<p><strong>{severity}</strong> {_text(finding.rule)}: {_text(finding.message)}</p>")
    lines += [f'<p class="explanation">{_text(finding.explanation)}</p>'] if finding.explanation else []
    roles = [_role(span, f"f{number}-{order}", linked) for order, span in enumerate(finding.spans)]
    if finding.row is not None:
        roles.append(f"<li>row {finding.row}{': ' if finding.keys else ''}{_text(keys(finding))}</li>")
    roles += [f"<li>{_text(str(name))}: {_text(str(value))}</li>" for name, value in finding.values.items()]
    for one in finding.proposals:
        blamed = finding.spans[one.span].text
        roles.append(f"<li>Suggestion: <q>{_text(one.replacement)}</q> for <q>{_text(blamed)}</q></li>")
    return "\n".join((*lines, "<ul>", *roles, "</ul>", "</article>"))


def _fixed(one: Mended) -> str:
    return f"<li>{_text(where(one.finding))}: {_text(one.finding.rule)}: {_text(one.told)}</li>\n"


def _role(span: Span, anchor: str, linked: bool) -> str:
    quoted = f"<q>{_text(span.text)}</q>"
    link = f'<a href="#{anchor}">{quoted}</a>' if linked and span.text else quoted
    return f"<li>{_text(span.role.replace('_', ' '))}, line {span.line}: {link}</li>"


def _text(text: str) -> str:
    return escape("".join(one if one in "\n\t" else shown(one) for one in text.replace("\r\n", "\n")))
