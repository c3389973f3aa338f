"""A baseline lists the findings that are known and accepted, so that a check starts green on old text.

A finding is known by its document and by what it blames, not by its line; as many of a kind as it lists are left out.
What is blamed at several places, or by several rules, is listed for each: one more place is news, one less is not.
Documents that are files stand with their paths from the folder of the configuration (without one, of the baseline), so
that it holds wherever the command is run.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.document import UNREADABLE
from checks.report import Accepted
from checks.slip import sifted

if TYPE_CHECKING:
    from checks.finding import Finding, Judgement

_VERSION = 1
LARGEST = 100_000_000
"""Bytes above which a file is no baseline: it would list half a million findings."""


class BaselineError(Exception):
    """A baseline that cannot be read or written; the message is one line that names the file."""


class Baseline:
    """The known findings of earlier runs, which are used up as they are met again."""

    def __init__(
        self, known: Iterable[tuple[tuple[str, str, str], int]] = (), folder: Path = Path(), name: str = ""
    ) -> None:
        """`folder` is where its paths start from, `name` what it is called as a reason."""
        self._left = Counter(dict(known))
        self._paths, self._name = _Paths(folder), name

    def known(self, report: Judgement) -> tuple[Judgement, tuple[Accepted, ...]]:
        """The report without the known findings, and those."""
        known: list[Accepted] = []

        def is_new(finding: Finding) -> bool:
            if finding.rule == UNREADABLE or not self._use(_key(finding, self._paths)):
                return True
            known.append(Accepted(finding, "external", f"listed in {self._name}" if self._name else ""))
            return False

        return replace(report, findings=tuple(sifted(report.findings, is_new))), tuple(known)

    def _use(self, key: tuple[str, str, str]) -> bool:
        used = self._left[key] > 0
        self._left[key] -= used
        return used

    @property
    def stale(self) -> int:
        """How many known findings were not met: they are mended, and may leave the baseline."""
        return sum(self._left.values())


def read(path: Path, folder: Path) -> Baseline:
    """The baseline in a file, with paths from a folder; raises `BaselineError`."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise BaselineError(f"{path}: larger than {LARGEST:,} bytes, and no baseline that factlint wrote")
        content = json.loads(data)
        if content["version"] != _VERSION:
            raise BaselineError(f"{path}: version {content['version']}, and only {_VERSION} is known; write it again")
        return Baseline(map(_entry, content["findings"]), folder, str(path))
    except OSError as error:
        hint = "; --write-baseline makes it" if isinstance(error, FileNotFoundError) else ""
        raise BaselineError(f"{path}: the baseline cannot be read ({error.strerror}){hint}") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BaselineError(
            f"{path}: not a baseline that factlint wrote; write it again with --write-baseline"
        ) from error


def _entry(entry: Any) -> tuple[tuple[str, str, str], int]:
    key, count = (entry["document"], entry["rule"], entry["hash"]), entry["count"]
    if not all(isinstance(one, str) for one in key) or type(count) is not int or count < 1:
        raise ValueError(entry)
    return key, count


def write(path: Path, findings: Iterable[Finding], folder: Path) -> int:
    """Write the findings as the baseline, with paths from a folder, sorted so that it can be reviewed and merged.

    Returns their number.
    """
    from checks.command.output import replaced

    paths = _Paths(folder)
    counts = Counter(_key(one, paths) for finding in findings for one in finding.parts or (finding,))
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


class _Paths(dict[str, str]):
    """Documents that are files by their paths from a folder, links resolved; the names of others as they are."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = os.path.realpath(folder)

    def __missing__(self, name: str) -> str:
        path = name
        if name and os.path.lexists(name):
            path = os.path.relpath(os.path.realpath(name), self._folder)
            path = path.replace(os.sep, "/")
        self[name] = path
        return path


def _key(finding: Finding, paths: _Paths) -> tuple[str, str, str]:
    """What a finding is known by: `./a.md` and `a.md` are one document."""
    return paths[finding.document], finding.rule, replace(finding, document="").fingerprint
