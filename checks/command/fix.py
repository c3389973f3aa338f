"""Fixing: what is certain, written into the original files.

A file is replaced as a whole or not at all, and none before all are written.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from checks.command.edit import Edit, apply, mending

if TYPE_CHECKING:
    from checks.command.output import Temporaries
    from checks.document import Document
    from checks.finding import Judgement
    from checks.report import Mended


class FixError(Exception):
    """Files that cannot be rewritten; the message is one line that names the file and those that were changed."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document whose original is to be changed: its name and file, its text before, and the edits in their order."""

    name: str
    path: Path
    before: str
    edits: tuple[Edit, ...]

    @property
    def after(self) -> str:
        """The text with the edits made."""
        return apply(self.edits, self.before)


@dataclass(frozen=True)
class Fixer:
    """The files that a run may rewrite, by the names of their documents, and what comes of it.

    `roots` are the files and folders that were given, links resolved: nothing outside of them is written. `own` are
    files that the run itself reads (see `checks.command.loss.identity`). `changed` and `refused` are filled: the
    documents to be rewritten, and why others are not. Without `writes` nothing is to be written but a diff.
    """

    files: Mapping[str, Path]
    roots: tuple[Path, ...] = ()
    own: frozenset[tuple[int, int]] = frozenset()
    writes: bool = True
    changed: list[Fixed] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def fix(self, report: Judgement, documents: Sequence[Document]) -> tuple[Judgement, tuple[Mended, ...]]:
        """The report without the findings that can be fixed, and those; the originals are put by to be written."""
        found = mending(report, documents, self._may)
        for document, edits in found.edits:
            path, original = self.files[document.name], document.source("text").original
            self.changed.append(Fixed(document.name, path, original, edits))
        return found.report, found.mended

    def _may(self, document: Document) -> bool:
        """Whether a document may be rewritten; why a file may not is put by to be told."""
        if document.name not in self.files or not self.writes:
            return document.name in self.files
        why = self._why_not(self.files[document.name], document.source("text").original)
        self.refused.extend([f"{document.name}: not fixed, for {why}"] if why else [])
        return not why

    def _why_not(self, path: Path, before: str) -> str:
        target = path.resolve()
        if not any(target.is_relative_to(root) for root in self.roots):
            return f"it is a link to {target}, outside of what is checked"
        try:
            status = target.stat()
            if (status.st_dev, status.st_ino) in self.own:
                return "this run reads it as something else too"
            if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
                return "it is read-only"
            if _encoded(before, target.read_bytes()) is None:
                return "it is no longer the text that was checked; check it again"
        except OSError as error:
            return f"it cannot be read again ({error.strerror})"
        return ""


def root(path: str) -> Path:
    """The file or folder that a path stands for, links resolved; of a glob the folder in which it looks."""
    from glob import has_magic

    while has_magic(path) and not os.path.lexists(path):
        path = os.path.dirname(path) or "."
    return Path(path).resolve()


def write(fixed: Sequence[Fixed]) -> list[str]:
    """Replace files by their fixed texts; encoding, line ends, mark, owner, permissions and links are kept.

    All are on the disk before the first takes its place. Returns the names of the files; raises `FixError`, which says
    what was changed before.
    """
    from checks.command.output import Temporaries, held_signals

    changed: list[str] = []
    with Temporaries() as temporaries:
        staged = []
        for one in fixed:
            with _told(one, changed):
                staged.append(_staged(one, temporaries))
        with held_signals():
            for one, (temporary, target, whole) in zip(fixed, staged, strict=True):
                with _told(one, changed):
                    if whole is None:
                        temporaries.put(temporary, target)
                    else:
                        _overwrite(target, *whole, temporaries, temporary)
                changed.append(one.name)
    return changed


class _told:  # noqa: N801  (read as a word of the `with` statement)
    """Errors of a file system told as `FixError`, with the file and with those that are changed by now."""

    def __init__(self, fixed: Fixed, changed: Sequence[str]) -> None:
        self._fixed, self._changed = fixed, changed

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, at: object) -> None:
        if isinstance(error, OSError):
            raise FixError(f"{self._fixed.name}: cannot be written ({error.strerror}){told(self._changed)}") from error
        if isinstance(error, FixError):
            raise FixError(f"{error}{told(self._changed)}") from error


def told(changed: Sequence[str]) -> str:
    """Which files were changed before something went wrong, to be said behind it."""
    return f"; changed before that: {', '.join(changed)}" if changed else "; no file was changed"


def _staged(fixed: Fixed, temporaries: Temporaries) -> tuple[Path, Path, tuple[bytes, bytes] | None]:
    """What is written beside a file, its target, and the bytes before and after if it must be overwritten in place.

    A file of several names, or of another owner, would lose them if another took its place; beside it stands what it
    held.
    """
    from checks.command.output import own

    target = fixed.path.resolve()
    before = target.read_bytes()
    after = _encoded(fixed.before, before, fixed.after)
    if after is None:
        raise FixError(f"{fixed.name}: not fixed, for it is no longer the text that was checked; check it again")
    status = target.stat()
    with temporaries.beside(target) as file:
        in_place = status.st_nlink > 1
        try:
            own(file.fileno(), status)
        except PermissionError:
            in_place = True
        file.write(before if in_place else after)
    return Path(file.name), target, (before, after) if in_place else None


def _overwrite(target: Path, before: bytes, after: bytes, temporaries: Temporaries, copy: Path) -> None:
    """Overwrite a file in place; what it held is written back where that fails, or kept beside it."""
    try:
        _fill(target, after)
    except OSError as error:
        try:
            _fill(target, before)
        except OSError:
            temporaries.keep(copy)
            raise FixError(
                f"{target}: is damaged, for it cannot be written ({error.strerror}); what it held is in {copy}"
            ) from error
        raise


def _fill(target: Path, data: bytes) -> None:
    from checks.command.output import synced

    with open(target, "r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        synced(file.fileno())


def _encoded(before: str, data: bytes, after: str | None = None) -> bytes | None:
    """The text after (or before) in the encoding of a file and behind its mark; None if the file holds another text."""
    from checks.read.decode import marked

    mark, encoding = marked(data)
    if mark + before.encode(encoding) != data:
        return None
    return mark + (before if after is None else after).encode(encoding)
