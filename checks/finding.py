"""Findings and the report that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checks.rule import Severity

AGAIN, ALSO = "again", "also"
"""The roles of what a finding blames at further places, in the same words and under other rules (`checks.slip`)."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a role of a finding stands: code-point offsets into a field, and line and column (1-based) in the
    original file.
    """

    role: str
    field: str
    start: int
    end: int
    text: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A replacement for the text of a span (by its position in the finding); `certain` ones may be applied by
    `--fix`.
    """

    span: int
    replacement: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A constraint that no choice of values can satisfy.

    A finding about a text has spans; a finding about a fact table has `row` (1-based, the header not counted), `keys`
    and `values`, and `line`, the line that the row begins on, if the table is a text file. `parts` are the findings
    for which it stands, itself as it was among them, if there are several (`checks.slip`).
    """

    document: str
    rule: str
    severity: Severity
    message: str
    explanation: str = ""
    spans: tuple[Span, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    row: int | None = None
    line: int | None = None
    keys: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Finding, ...] = field(default=(), repr=False, compare=False)

    @property
    def proposals(self) -> tuple[Suggestion, ...]:
        """The suggestions for people, to whom a rewrite is told once for all places."""
        told = {(self.spans[one.span].text, one.replacement): one for one in reversed(self.suggestions)}
        return tuple(reversed(told.values()))

    @property
    def fingerprint(self) -> str:
        """A hash of what is blamed, independent of where it stands: stays the same when text before it changes, or when
        it is said again.
        """
        from hashlib import sha256  # loads OpenSSL, which most output formats do without

        own = [span.text for span in self.spans if span.role not in (AGAIN, ALSO)]
        blamed = own or [str(self.row), repr(sorted(self.values.items(), key=str))]
        return sha256("\0".join([self.rule, self.document, *blamed]).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Tally:
    """How the constraints of one rule came out."""

    holds: int = 0
    broken: int = 0
    not_comparable: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.holds + other.holds, self.broken + other.broken, self.not_comparable + other.not_comparable)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was read and judged."""

    documents: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, Tally] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()

    @property
    def tally(self) -> Tally:
        """The outcome of all constraints together."""
        return sum(self.rules.values(), Tally())

    def __add__(self, other: Summary) -> Summary:
        facts = Counter(self.facts)
        facts.update(other.facts)
        rules = {
            name: self.rules.get(name, Tally()) + other.rules.get(name, Tally())
            for name in {**self.rules, **other.rules}
        }
        return Summary(self.documents + other.documents, dict(facts), rules, self.skipped + other.skipped)


@dataclass(frozen=True)
class Judgement:
    """The findings of a run, in the order of the documents and of their text, with a summary."""

    findings: tuple[Finding, ...] = ()
    summary: Summary = field(default_factory=Summary)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def __add__(self, other: Judgement) -> Judgement:
        return Judgement(self.findings + other.findings, self.summary + other.summary)
