"""What takes findings out of a report: per-file ignores, comments, a baseline, and mending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from checks.report import Accepted, Judged, Mended

if TYPE_CHECKING:
    from checks.command.baseline import Baseline
    from checks.command.fix import Fixer
    from checks.config import Config
    from checks.document import Document
    from checks.finding import Finding, Judgement
    from checks.rule import Rule, Severity

Batch = tuple["Document", ...]


@dataclass(frozen=True)
class Filters:
    """The filters of a run.

    `known` are all names a comment may use; `fixer` is told what is certain to be mended.
    """

    config: Config
    rules: Sequence[Rule]
    known: frozenset[str]
    baseline: Baseline | None = None
    fixer: Fixer | None = None

    def apply(self, report: Judgement, documents: Batch) -> Judged:
        """The report on a batch without what is accepted or mended."""
        families = {rule.name: rule.family for rule in self.rules}
        report, suppressed = self._suppress(report, documents)
        report, ignored = self._ignore(report, families)
        report = replace(report, findings=self._graded(report.findings))
        report, known = self.baseline.known(report) if self.baseline else (report, ())
        report, mended = self._fix(report, documents)
        graded = self._graded(one.finding for one in suppressed)
        accepted = *(replace(one, finding=same) for one, same in zip(suppressed, graded, strict=True)), *known
        return Judged(report, documents, ignored + len(accepted), accepted, mended)

    def _ignore(self, report: Judgement, families: dict[str, str]) -> tuple[Judgement, int]:
        if not self.config.per_file_ignores or not report.findings:
            return report, 0
        from checks.slip import number, sifted

        kept = sifted(report.findings, lambda one: not self._ignored(one, families))
        return replace(report, findings=tuple(kept)), number(report.findings) - number(kept)

    def _ignored(self, finding: Finding, families: dict[str, str]) -> bool:
        names = {finding.rule, families.get(finding.rule), "all"}
        globs = [glob for glob, ignored in self.config.per_file_ignores.items() if names & set(ignored)]
        return any(matches(finding.document, glob, self.config.folder) for glob in globs)

    def _suppress(self, report: Judgement, documents: Batch) -> tuple[Judgement, tuple[Accepted, ...]]:
        from checks.command.suppression import may_be_in, suppress

        if self.config.ignore_suppressions or not any(map(may_be_in, documents)):
            return report, ()
        return suppress(report, documents, self.rules, self.known)

    def _graded(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings with the severities of the configuration; what is less sure, or quoted, stays as much lower."""
        if not self.config.severity:
            return tuple(findings)
        raised = {rule.name: severity(rule, self.config).gravity - rule.severity.gravity for rule in self.rules}
        return tuple(replace(one, severity=one.severity.moved(raised.get(one.rule, 0))) for one in findings)

    def _fix(self, report: Judgement, documents: Batch) -> tuple[Judgement, tuple[Mended, ...]]:
        if self.fixer is None or not any(one.certain for finding in report.findings for one in finding.suggestions):
            return report, ()
        return self.fixer.fix(report, documents)


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
