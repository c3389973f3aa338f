"""What takes findings out of a report: per-file ignores, comments, a baseline, and mending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from checks.report import Judged

if TYPE_CHECKING:
    from checks.command.baseline import Baseline
    from checks.command.fix import Fixed
    from checks.config import Config
    from checks.document import Document
    from checks.finding import Finding, Report
    from checks.rule import Rule, Severity

Batch = tuple["Document", ...]


@dataclass(frozen=True)
class Filters:
    """The filters of a run.

    `known` are all names a comment may use; `mend` is called with each fixed document of `fixable`.
    """

    config: Config
    rules: Sequence[Rule]
    known: frozenset[str]
    baseline: Baseline | None = None
    fixable: frozenset[str] = frozenset()
    mend: Callable[[Fixed], None] | None = None

    def apply(self, report: Report, documents: Batch) -> Judged:
        """The report on a batch without what is accepted or mended."""
        families = {rule.name: rule.family for rule in self.rules}
        report, ignored = self._ignore(report, families)
        report, suppressed = self._suppress(report, documents, families)
        report = self._grade(report)
        report, known = self.baseline.known(report) if self.baseline else (report, 0)
        report, fixed = self._fix(report, documents)
        return Judged(report, documents, ignored + suppressed + known, fixed)

    def _ignore(self, report: Report, families: dict[str, str]) -> tuple[Report, int]:
        if not self.config.per_file_ignores or not report.findings:
            return report, 0
        from checks.slip import number, sifted

        kept = sifted(report.findings, lambda one: not self._ignored(one, families))
        return replace(report, findings=tuple(kept)), number(report.findings) - number(kept)

    def _ignored(self, finding: Finding, families: dict[str, str]) -> bool:
        names = {finding.rule, families.get(finding.rule), "all"}
        globs = [glob for glob, ignored in self.config.per_file_ignores.items() if names & set(ignored)]
        return any(matches(finding.document, glob, self.config.folder) for glob in globs)

    def _suppress(self, report: Report, documents: Batch, families: dict[str, str]) -> tuple[Report, int]:
        if not any("factlint-" in document.source("text").original for document in documents):
            return report, 0
        from checks.command.suppression import suppress

        return suppress(report, documents, families, self.known)

    def _grade(self, report: Report) -> Report:
        """The report with the severities of the configuration; what is less sure, or quoted, stays as much lower."""
        if not self.config.severity or not report.findings:
            return report
        raised = {rule.name: severity(rule, self.config).gravity - rule.severity.gravity for rule in self.rules}
        graded = (replace(one, severity=one.severity.moved(raised.get(one.rule, 0))) for one in report.findings)
        return replace(report, findings=tuple(graded))

    def _fix(self, report: Report, documents: Batch) -> tuple[Report, int]:
        if self.mend is None or not any(one.certain for finding in report.findings for one in finding.suggestions):
            return report, 0
        from checks.command.fix import fix
        from checks.slip import number

        remaining, fixed = fix(report, [document for document in documents if document.name in self.fixable])
        for one in fixed:
            self.mend(one)
        return remaining, number(report.findings) - number(remaining.findings)


def severity(rule: Rule, config: Config) -> Severity:
    """The severity of a rule under a configuration: its own name stands above that of its family."""
    from checks.rule import Severity

    level = next((config.severity[name] for name in (rule.name, rule.family, "all") if name in config.severity), None)
    return Severity(level) if level else rule.severity


def matches(name: str, glob: str, folder: Path) -> bool:
    """Whether a document is meant by a glob: by its path from the folder of the configuration, or by its name alone."""
    path = Path(name)
    try:
        inside = path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        inside = path.as_posix()
    return fnmatch(inside, glob) or ("/" not in glob and fnmatch(path.name, glob))
