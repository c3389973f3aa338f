"""What a check from Python gives: a report that can be asked, shown, stored and applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from checks import finding
from checks.report import Judged, Presentation, findings_renderer
from checks.report.record import finding_record
from checks.report.total import Total

if TYPE_CHECKING:
    from checks.document import Document
    from checks.finding import Finding, Summary

_SHOWN = 100
"""A notebook shows no more findings than this."""


@dataclass(frozen=True, repr=False)
class Report:
    """The findings of a check, in the order of the documents and of their text, with a summary.

    A report is true if it has findings, has their number as its length, and gives them one by one. `documents` are
    those that findings are quoted from, and the document of a report on a single one. Printed, it is what the command
    prints.

    >>> import checks
    >>> report = checks.check_text("The park covers 7 square kilometers (4 square miles).")
    >>> bool(report), len(report), [str(finding.severity) for finding in report]
    (True, 1, ['error'])
    """

    findings: tuple[Finding, ...] = ()
    summary: Summary = field(default_factory=finding.Summary)
    documents: tuple[Document, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, judged: finding.Judgement, documents: Sequence[Document] = ()) -> Report:
        """The report on a batch of documents, of which it keeps those that it needs."""
        blamed = {one.document for one in judged.findings}
        kept = tuple(one for one in documents if len(documents) == 1 or one.name in blamed)
        return cls(judged.findings, judged.summary, kept)

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __add__(self, other: Report) -> Report:
        return Report(self.findings + other.findings, self.summary + other.summary, self.documents + other.documents)

    def __repr__(self) -> str:
        return f"<Report: {self._told}>"

    def __str__(self) -> str:
        return "".join(findings_renderer("text")([self._judged], Presentation())).rstrip("\n")

    def count(self, severity: str) -> int:
        """How many findings have this severity: error, warning or note."""
        from checks.rule import Severity

        wanted = Severity(severity)
        return sum(one.severity == wanted for one in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Findings and summary as JSON values, in the shape of `--output-format json`."""
        return {"findings": [finding_record(one) for one in self.findings], "summary": self._total.record}

    def to_json(self) -> str:
        """What `--output-format json` writes."""
        return "".join(findings_renderer("json")([self._judged], Presentation()))

    def apply_fixes(self, *, certain: bool = True) -> str:
        """The text of the document with suggestions made, markup, line ends and all else as it was.

        Only certain suggestions are made, as by `--fix`; with `certain=False` the first of each finding. Of those that
        overlap, the first is made. Raises ValueError for a report that is not on a single text.
        """
        from checks.command.edit import apply, mending

        if self.summary.documents != 1 or len(self.documents) != 1:
            raise ValueError(
                f"this report is on {self._total.read()}, and fixes are applied to one text: check each by itself"
                " with check_text or check_file"
            )
        report = self._judged.report
        if not certain:
            report = replace(report, findings=tuple(map(_all_certain, report.findings)))
        original = self.documents[0].source("text").original
        return "".join(apply(edits, original) for _, edits in mending(report, self.documents).edits) or original

    def _repr_html_(self) -> str:
        """A table for notebooks."""
        from html import escape

        from checks.report.position import place
        from checks.report.width import clean

        cells = [(str(one.severity), place(one), one.rule, one.message) for one in self.findings[:_SHOWN]]
        rows = ["".join(f"<td>{escape(clean(cell))}</td>" for cell in row) for row in cells]
        head = "".join(f"<th>{name}</th>" for name in ("severity", "place", "rule", "finding"))
        table = "".join(f"<tr>{row}</tr>" for row in [head, *rows]) if rows else ""
        more = len(self) - len(rows)
        beyond = f"<p>{more:,} more are not shown.</p>" if more else ""
        return f"<p>{escape(self._told)}</p>" + (f"<table>{table}</table>" if table else "") + beyond

    @property
    def _judged(self) -> Judged:
        return Judged(finding.Judgement(self.findings, self.summary), self.documents)

    @property
    def _told(self) -> str:
        """The report in a line."""
        total = self._total
        return total.headline() + (f"; {total.unreadable:,} could not be read" if total.unreadable else "")

    @property
    def _total(self) -> Total:
        total = Total()
        for _ in total.count([self._judged]):
            pass
        return total


def _all_certain(one: Finding) -> Finding:
    """The finding with all its suggestions certain, unless one is."""
    if any(suggestion.certain for suggestion in one.suggestions):
        return one
    return replace(one, suggestions=tuple(replace(suggestion, certain=True) for suggestion in one.suggestions))
