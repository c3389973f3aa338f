"""A baseline lists the findings that are known and accepted, so that a check starts green on old text.

A finding is known by its document and by what it blames, not by its line; as many of a kind as it lists are left out.
What is blamed at several places, or by several rules, is listed for each: one more place is news, one less is not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.document import UNREADABLE
from checks.report.place import relative_path
from checks.slip import number, sifted

if TYPE_CHECKING:
    from checks.finding import Finding, Report

_VERSION = 1


class BaselineError(Exception):
    """A baseline that cannot be read or written; the message is one line that names the file."""


class Baseline:
    """The known findings of earlier runs, which are used up as they are met again."""

    def __init__(self, known: Iterable[tuple[tuple[str, str, str], int]] = ()) -> None:
        self._left = Counter(dict(known))

    def known(self, report: Report) -> tuple[Report, int]:
        """The report without the known findings, and how many they were."""
        new = sifted(report.findings, lambda one: one.rule == UNREADABLE or not self._use(_key(one)))
        return replace(report, findings=tuple(new)), number(report.findings) - number(new)

    def _use(self, key: tuple[str, str, str]) -> bool:
        used = self._left[key] > 0
        self._left[key] -= used
        return used

    @property
    def stale(self) -> int:
        """How many known findings were not met: they are mended, and may leave the baseline."""
        return sum(self._left.values())


def read(path: Path) -> Baseline:
    """The baseline in a file; raises `BaselineError`."""
    try:
        content = json.loads(path.read_bytes())
        if content["version"] != _VERSION:
            raise BaselineError(f"{path}: version {content['version']}, and only {_VERSION} is known; write it again")
        return Baseline(((one["document"], one["rule"], one["hash"]), int(one["count"])) for one in content["findings"])
    except OSError as error:
        hint = "; --write-baseline makes it" if isinstance(error, FileNotFoundError) else ""
        raise BaselineError(f"{path}: the baseline cannot be read ({error.strerror}){hint}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise BaselineError(
            f"{path}: not a baseline that factlint wrote; write it again with --write-baseline"
        ) from error


def write(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings as the baseline, sorted so that it can be reviewed and merged; returns their number."""
    from checks.command.output import replaced

    counts = Counter(_key(one) for finding in findings for one in finding.parts or (finding,))
    entries: list[dict[str, Any]] = [
        {"document": document, "rule": rule, "hash": hash_, "count": count}
        for (document, rule, hash_), count in sorted(counts.items())
    ]
    lines = ",\n".join(json.dumps(entry) for entry in entries)
    try:
        with replaced(path) as target:
            target.write(f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n'.encode())
    except OSError as error:
        raise BaselineError(f"{path}: the baseline cannot be written ({error.strerror})") from error
    return counts.total()


def _key(finding: Finding) -> tuple[str, str, str]:
    """What a finding is known by: `./a.md` and `a.md` are one document."""
    return relative_path(finding.document), finding.rule, replace(finding, document="").fingerprint
