"""Reporting turns findings and facts into text; every module in `findings` and `facts` is one output format."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from checks.document import Document
    from checks.facts import Facts
    from checks.finding import Finding, Judgement, Suggestion
    from checks.rule import Rule


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that is left out of the report, and why: `where` is said "inSource" or "external", as SARIF has it."""

    finding: Finding
    where: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """A finding that was mended, and the suggestion that was written for it."""

    finding: Finding
    suggestion: Suggestion

    @property
    def told(self) -> str:
        """What was written for what, in one line."""
        from checks.report.width import clean

        return clean(f'wrote "{self.suggestion.replacement}" for "{self.finding.spans[self.suggestion.span].text}"')


@dataclass(frozen=True, slots=True)
class Judged:
    """The report on one batch together with the batch, from which excerpts are quoted.

    `suppressed` counts the findings that comments, per-file ignores or a baseline took out of the report; `accepted`
    are those of comments and baseline, `mended` those that were mended.
    """

    report: Judgement
    documents: tuple[Document, ...] = ()
    suppressed: int = 0
    accepted: tuple[Accepted, ...] = ()
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a report is to look: colours, the width of excerpts in cells, and what is said beside the findings.

    `rules` are the rules that ran; formats that document rules (SARIF) quote them.
    """

    colour: bool = False
    width: int = 100
    statistics: bool = False
    quiet: bool = False
    rules: tuple[Rule, ...] = ()


FindingsRenderer: TypeAlias = Callable[[Iterable[Judged], Presentation], Iterator[str]]
Extracted: TypeAlias = "tuple[tuple[Document, ...], Facts]"
"""The documents of a batch and the facts that they state."""
FactsRenderer: TypeAlias = Callable[[Iterable[Extracted], Presentation], Iterator[bytes]]


_SUFFIXES = {
    ".csv": "csv",
    ".html": "html",
    ".json": "json",
    ".jsonl": "json-lines",
    ".md": "markdown",
    ".ndjson": "json-lines",
    ".parquet": "parquet",
    ".sarif": "sarif",
    ".txt": "text",
    ".xml": "junit",
}


def formats(of: str) -> tuple[str, ...]:
    """The names of the output formats for `findings` or `facts`, without importing any of them."""
    folder = import_module(f"checks.report.{of}")
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(folder.__path__)))


def suffixes(of: str) -> dict[str, str]:
    """The suffixes of files that tell a format of `findings` or `facts`, each with its format."""
    known = formats(of)
    return {suffix: form for suffix, form in _SUFFIXES.items() if form in known}


def findings_renderer(name: str) -> FindingsRenderer:
    """The function that writes findings in a format of `formats("findings")`."""
    render: FindingsRenderer = import_module(f"checks.report.findings.{name.replace('-', '_')}").render
    return render


def facts_renderer(name: str) -> FactsRenderer:
    """The function that writes facts in a format of `formats("facts")`."""
    render: FactsRenderer = import_module(f"checks.report.facts.{name.replace('-', '_')}").render
    return render
