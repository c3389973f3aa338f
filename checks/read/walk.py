"""Walking: the files below a folder that are documents, without what is hidden, excluded or ignored by git.

Links to folders are not followed. Nothing here calls itself, however deep folders are nested.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from checks.read.selection import Patterns, Selecting, Selection

Ignoring = tuple[Patterns, ...]
"""The patterns of `.gitignore` files, the nearest last."""
Wanted = Callable[[str, Selection], bool]
"""Whether a name is that of a file to be found."""


@dataclass(frozen=True)
class Found:
    """A file or folder below the one that was walked: `trouble` says why it cannot be read."""

    path: str
    selection: Selection
    trouble: str | None = None


@dataclass(frozen=True)
class _Folder:
    """A folder yet to be read: its path as it is told, its real path, what is ignored in it, and how deep it lies."""

    path: str
    real: str
    ignoring: Ignoring
    depth: int = 0


def walk(
    root: str, selecting: Selecting, wanted: Wanted, depth: int | None = None, hidden: bool = False
) -> Iterator[Found]:
    """The wanted files below a folder that are not excluded or ignored, in the order of the parts of their paths.

    The folder itself was named, and is read whatever excludes it. One that cannot be read is found with its trouble.
    `depth` is how many parts a path may have below it, `hidden` whether those that begin with a dot are found.
    """
    real = os.path.realpath(root)
    ignoring = _above(real) if selecting(real).gitignore else ()
    pending: list[_Folder | Found] = [_Folder(Path(root).as_posix(), real, ignoring)]
    while pending:
        one = pending.pop()
        if isinstance(one, Found):
            yield one
        elif depth is None or one.depth < depth:
            pending += reversed(_entries(one, selecting(one.real), wanted, hidden))


def _entries(folder: _Folder, selection: Selection, wanted: Wanted, hidden: bool) -> list[_Folder | Found]:
    try:
        with os.scandir(folder.path) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        return [Found(folder.path, selection, f"cannot be read ({error.strerror})")]
    ignoring = folder.ignoring
    if selection.gitignore and any(entry.name == ".gitignore" for entry in entries):
        ignoring = (*ignoring, *_read(os.path.join(folder.path, ".gitignore"), folder.real))
    found: list[_Folder | Found] = []
    for entry in entries:
        if entry.name.startswith(".") and not hidden:
            continue
        if not _is_folder(entry) and (not wanted(entry.name, selection) or os.path.isdir(entry.path)):
            continue
        real = os.path.join(folder.real, entry.name)
        if not selection.excludes(real, _is_folder(entry)) and not _ignored(real, _is_folder(entry), ignoring):
            path = entry.name if folder.path == "." else os.path.join(folder.path, entry.name)
            found.append(
                _Folder(path, real, ignoring, folder.depth + 1) if _is_folder(entry) else Found(path, selection)
            )
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _ignored(path: str, is_folder: bool, ignoring: Ignoring) -> bool:
    """Whether git ignores a path in a folder that it does not: what the nearest file says of it counts."""
    verdicts = (one.verdict(path, is_folder) for one in reversed(ignoring))
    return bool(next((verdict for verdict in verdicts if verdict is not None), False))


def _above(folder: str) -> Ignoring:
    """What the `.gitignore` files above a folder say of it, up to the root of its repository.

    Where they ignore the folder itself, which was named, they say nothing of what is in it.
    """
    above: list[str] = []
    here = folder
    while not os.path.exists(os.path.join(here, ".git")):
        if here == os.path.dirname(here):
            return ()
        here = os.path.dirname(here)
        above.append(here)
    found = _read(os.path.join(here, ".git", "info", "exclude"), here)
    for one in reversed(above):
        found = (*found, *_read(os.path.join(one, ".gitignore"), one))
    return () if _ignored(folder, True, found) else found


def _read(file: str, folder: str) -> Ignoring:
    """The patterns in a `.gitignore`, if there is any that git could read."""
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as text:
            lines = [line.rstrip("\r\n") for line in text]
    except OSError:
        return ()
    patterns = tuple(line for line in lines if line.strip() and not line.startswith("#"))
    return (Patterns(folder, patterns),) if patterns else ()


def fits(parts: Sequence[str], segments: Sequence[str]) -> bool:
    """Whether the parts of a path are what the segments of a glob mean; `**` is any number of folders.

    A part that begins with a dot is only what begins with one in the glob.
    """
    first = segments.index("**") if "**" in segments else len(segments)
    if len(parts) < first or not all(map(_same, parts, segments[:first])):
        return False
    if first == len(segments):
        return len(parts) == first
    for start in range(first, len(parts) + 1):
        if fits(parts[start:], segments[first + 1 :]):
            return True
        if start < len(parts) and parts[start].startswith("."):
            return False
    return False


def _same(part: str, segment: str) -> bool:
    return fnmatchcase(part, segment) and (not part.startswith(".") or segment.startswith("."))
