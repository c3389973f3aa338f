"""Hand-made findings for the tests of reports: what is blamed is named by its text."""

from __future__ import annotations

from checks.document import Document
from checks.finding import Finding, Judgement, Span, Suggestion, Summary, Tally
from checks.report import Judged, Presentation, findings_renderer
from checks.rule import Severity

PARK = Document(
    "park.txt",
    "The park lies by the sea.\nIts wood covers 7 square kilometers (4 square miles) and is open to all.\nIt is old.\n",
)


def span(document: Document, role: str, text: str, field: str = "text") -> Span:
    """The span of the first occurrence of a text."""
    start = document.content(field).index(text)
    source = document.source(field)
    end = start + len(text)
    begins, ends = source.position(source.original_offset(start)), source.position(source.end_offset(end))
    return Span(role, field, start, end, text, *begins, *ends)


def blame(document: Document, *roles: tuple[str, str], severity: str = "error", **more: object) -> Finding:
    """A finding of `conversion-mismatch` that blames texts in roles; `headline:role` stands in the headline."""
    spans = [span(document, role.rpartition(":")[2], text, role.rpartition(":")[0] or "text") for role, text in roles]
    values: dict[str, object] = {"message": "7 square kilometers is 2.7 square miles, not 4", **more}
    return Finding(
        document.name, str(values.pop("rule", "conversion-mismatch")), Severity[severity], spans=tuple(spans), **values
    )  # type: ignore[arg-type]


def park_finding() -> Finding:
    """The wood of the park in square miles that are wrong, with everything a finding may have."""
    return blame(
        PARK,
        ("given", "7 square kilometers"),
        ("converted", "4 square miles"),
        explanation="7 [6.5, 7.5] km2 = 2.51-2.90 sq mi; 4 means 3.5-4.5. The length factor (0.62) gives 4.3.",
        suggestions=(Suggestion(1, "3 square miles", certain=True),),
    )


def judged(*findings: Finding, documents: tuple[Document, ...] = (PARK,), **more: int) -> Judged:
    """A batch with its findings and a plain summary."""
    tally = Tally(holds=3, broken=len(findings), not_comparable=2)
    summary = Summary(len(documents), {"quantities": 2, "times": 1}, {"conversion-mismatch": tally})
    return Judged(Judgement(findings, summary), documents, **more)


def rendered(name: str, *batches: Judged, **look: object) -> str:
    """What a format makes of batches."""
    return "".join(findings_renderer(name)(batches, Presentation(**look)))  # type: ignore[arg-type]
