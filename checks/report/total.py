"""What a run adds up to, counted while its batches pass by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checks.document import UNREADABLE
from checks.finding import Summary
from checks.report.record import SEVERITIES, summary_record
from checks.report.width import clean
from checks.wording import counted

if TYPE_CHECKING:
    from checks.report import Judged


@dataclass(slots=True)
class Total:
    """The running total of a run: its summary, its findings by severity and by rule."""

    summary: Summary = field(default_factory=Summary)
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    suppressed: int = 0
    fixed: int = 0

    def count(self, batches: Iterable[Judged]) -> Iterator[Judged]:
        """Pass batches through, adding each to the total."""
        for judged in batches:
            self.summary += judged.report.summary
            self.severities.update(
                finding.severity.name for finding in judged.report.findings if finding.rule != UNREADABLE
            )
            self.rules.update((finding.rule, finding.severity.name) for finding in judged.report.findings)
            self.suppressed += judged.suppressed
            self.fixed += len(judged.mended)
            yield judged

    @property
    def record(self) -> dict[str, Any]:
        """The total as JSON values."""
        return summary_record(self.summary, self.severities, self.suppressed, self.fixed, self.unreadable)

    @property
    def unreadable(self) -> int:
        """How many documents and rows could not be read."""
        return sum(count for (rule, _), count in self.rules.items() if rule == UNREADABLE)

    def found(self) -> str:
        """The findings in words: "2 errors, 1 warning", or "no findings"."""
        counts = [counted(self.severities[severity], severity) for severity in SEVERITIES if self.severities[severity]]
        return ", ".join(counts) or "no findings"

    def read(self) -> str:
        """The documents in words: "1 document"."""
        return counted(self.summary.documents, "document")

    def headline(self) -> str:
        """What was found in what, in words: "1 error in 2 documents"."""
        return self.found() + (f" in {self.read()}" if self.summary.documents else "")

    def footer(self) -> list[str]:
        """The lines that close a report for people: what was found, read, judged and left aside."""
        summary, tally = self.summary, self.summary.tally
        headline = self.headline()
        lines = [f"{headline[0].upper()}{headline[1:]}."]
        lines += [f"{self.unreadable:,} could not be read."] if self.unreadable else []
        facts = ", ".join(counted(count, kind.replace("_", " ")) for kind, count in summary.facts.items() if count)
        lines += [f"Read {facts}."] if facts else []
        judged = counted(tally.holds + tally.broken, "constraint")
        outcome = f"{tally.holds:,} {'holds' if tally.holds == 1 else 'hold'}, {tally.broken:,} broken"
        lines.append(f"Judged {judged}: {outcome}; {tally.not_comparable:,} not comparable.")
        lines += [f"{counted(self.suppressed, 'finding')} suppressed."] if self.suppressed else []
        lines += [f"{counted(self.fixed, 'finding')} fixed."] if self.fixed else []
        lines += [f"Left out: {clean(one)}." for one in summary.skipped]
        return lines

    def statistics(self) -> list[str]:
        """A table of the rules that judged something: findings, and constraints by their outcome."""
        found: Counter[str] = Counter()
        for (rule, _), count in self.rules.items():
            found[rule] += count
        names = sorted({*found, *self.summary.rules}, key=lambda name: (-found[name], name))
        wide = max((len(clean(name)) for name in names), default=4)
        rows = [f"{'rule':{wide}}  findings    hold  broken  not comparable"]
        for name in names:
            tally = self.summary.rules.get(name)
            holds, broken, rest = (tally.holds, tally.broken, tally.not_comparable) if tally else (0, 0, 0)
            rows.append(f"{clean(name):{wide}}  {found[name]:>8,}{holds:>8,}{broken:>8,}{rest:>16,}")
        return rows
