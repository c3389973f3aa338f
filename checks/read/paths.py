"""What a path stands for: a file, the documents of a folder, the matches of a glob, or standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from checks.near import did_you_mean
from checks.read.error import ReadError
from checks.read.formats import formats, kinds, suffixes
from checks.read.selection import Selecting, Selection, unconfigured

if TYPE_CHECKING:
    from checks.read.walk import Found


@dataclass(frozen=True)
class Source:
    """A file to be read: its name in reports, its kind (the name of a format), and its path (None: standard input).

    `trouble` says why it cannot be read, where that is known before it is opened.
    """

    name: str
    kind: str
    path: str | None
    trouble: str | None = None

    def open(self) -> BinaryIO:
        """The file's bytes. Raises ReadError if it cannot be opened, or is a pipe or device, which may never end."""
        if self.trouble is not None:
            raise ReadError(self.trouble, self.name)
        if self.path is None:
            return sys.stdin.buffer
        try:
            if not stat.S_ISREG(os.stat(self.path).st_mode):
                raise ReadError("a pipe or a device, not a file; pipe it into 'factlint check -'", self.name)
            return open(self.path, "rb")
        except OSError as error:
            raise ReadError(f"cannot be read ({error.strerror})", self.name) from None

    def content(self, largest: int) -> bytes:
        """All bytes of the file. Raises ReadError if it cannot be read or is larger than that many bytes."""
        file = self.open()
        try:
            content = file.read(largest + 1)
        except OSError as error:
            raise ReadError(f"cannot be read ({error.strerror})", self.name) from None
        finally:
            if self.path is not None:
                file.close()
        if len(content) > largest:
            raise ReadError(too_large(largest), self.name)
        return content


def too_large(largest: int) -> str:
    """What is said of a document beyond the limit of bytes."""
    return f"larger than {largest:,} bytes; split it, or raise the limit with --max-size"


def sources(
    paths: Iterable[str | os.PathLike[str]],
    stdin_name: str | None = None,
    selecting: Selecting = unconfigured,
    force_exclude: bool = False,
) -> tuple[Source, ...]:
    """The files that paths stand for, in the order given, each once.

    What does not exist, a folder or glob without documents, and a file of unknown kind is a source with its trouble.
    What is excluded is not found in folders and by globs; what is named is read, unless `force_exclude`.
    """
    found: dict[object, Source] = {}
    for path in (os.fspath(path) for path in paths):
        if force_exclude and path != "-" and _excluded(path, selecting):
            continue
        for source in _sources(path, stdin_name, selecting):
            found.setdefault(_identity(source.path), source)
    return tuple(found.values())


def _identity(path: str | None) -> object:
    """What a file is, whatever it is called: one under two names, or behind a link, is one file."""
    if path is None:
        return "-"
    try:
        status = os.stat(path)
    except OSError:
        return os.path.abspath(path)
    known = status.st_ino and stat.S_ISREG(status.st_mode)
    return (status.st_dev, status.st_ino) if known else os.path.abspath(path)


def home(path: str) -> str:
    """The folder, as an absolute path, whose configuration holds for a path: of a glob that without a wildcard."""
    if _is_glob(path) and not os.path.lexists(path):
        path = _glob(path)[0]
    return os.path.realpath(path if os.path.isdir(path) else os.path.dirname(path))


def kind(name: str, selection: Selection) -> str:
    """The kind of a file by its suffix. Raises ReadError for any other, naming the nearest."""
    suffix = os.path.splitext(name)[1]
    if known_kind := _kind(suffix, selection):
        return known_kind
    every = {**suffixes(), **selection.extensions}
    known = " ".join(every)
    if not suffix:
        raise ReadError(f"no suffix tells what kind of file it is (known: {known})", name)
    raise ReadError(f"unknown kind of file '{suffix}'{did_you_mean(suffix, every) or f' (known: {known})'}", name)


def _kind(suffix: str, selection: Selection) -> str | None:
    return selection.extensions.get(suffix.lower()) or suffixes().get(suffix.lower())


def _sources(path: str, stdin_name: str | None, selecting: Selecting) -> Iterator[Source]:
    if path == "-":
        yield Source("-", kind(stdin_name, selecting(home(stdin_name))) if stdin_name else "text", None)
    elif os.path.isdir(path):
        yield from _folder(path, selecting)
    elif os.path.lexists(path):
        yield _file(path, selecting(home(path)))
    elif _is_glob(path):
        yield from _matches(path, selecting)
    else:
        yield _troubled(path, "no such file or folder")


def _file(path: str, selection: Selection) -> Source:
    try:
        return Source(_name(path), kind(path, selection), path)
    except ReadError as error:
        return _troubled(path, error.what)


def _troubled(path: str, trouble: str) -> Source:
    return Source(_name(path), "", path, trouble)


def _found(one: Found) -> Source:
    return _file(one.path, one.selection) if one.trouble is None else _troubled(one.path, one.trouble)


def _name(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _excluded(path: str, selecting: Selecting) -> bool:
    place = os.path.join(home(path), "" if os.path.isdir(path) else os.path.basename(path))
    return selecting(home(path)).excludes_named(place.rstrip("/"), os.path.isdir(path))


def _folder(folder: str, selecting: Selecting) -> Iterator[Source]:
    """The documents below a folder, sorted, without hidden files and folders; corpora must be named."""
    from checks.read.walk import walk

    found = list(walk(folder, selecting, _is_document))
    if not found:
        known = " ".join(suffix for one in kinds() for suffix in formats()[one].suffixes)
        passed = sum(
            1 for _ in walk(folder, lambda path: replace(selecting(path), excluded=(), gitignore=False), _is_document)
        )
        hint = f" (but {passed} that are excluded or ignored by git)" if passed else ""
        yield _troubled(folder, f"no documents ({known}) in this folder{hint}")
    yield from map(_found, found)


def _is_document(name: str, selection: Selection) -> bool:
    return _kind(os.path.splitext(name)[1], selection) in kinds()


def _matches(pattern: str, selecting: Selecting) -> Iterator[Source]:
    """The files of known kinds that a glob means, sorted."""
    from checks.read.walk import fits, walk

    root, segments = _glob(pattern)
    start = len(Path(root).parts)
    depth = None if "**" in segments else len(segments)
    hidden = any(segment.startswith(".") for segment in segments)
    files = walk(root, selecting, lambda *_: True, depth, hidden) if os.path.isdir(root) else ()
    matches = [one for one in files if one.trouble or fits(Path(one.path).parts[start:], segments)]
    known = [one for one in matches if one.trouble or _kind(os.path.splitext(one.path)[1], one.selection)]
    if not known:
        others = f" (but {len(matches)} of other kinds)" if matches else ""
        yield _troubled(pattern, f"no documents match this glob{others}")
    yield from map(_found, known)


def _glob(pattern: str) -> tuple[str, list[str]]:
    """The folder before the first wildcard of a glob, and the segments from there."""
    segments = pattern.split("/")
    first = next(number for number, segment in enumerate(segments) if _is_glob(segment))
    return "/".join(segments[:first]) or ("/" if pattern.startswith("/") else "."), [
        one for one in segments[first:] if one
    ]


def _is_glob(path: str) -> bool:
    return glob.has_magic(path)
