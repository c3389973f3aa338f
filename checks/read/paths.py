"""What a path stands for: a file, the documents of a folder, the matches of a glob, or standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from checks.near import did_you_mean
from checks.read.error import ReadError

KINDS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
DOCUMENTS = ("text", "markdown")
LARGEST = 50_000_000
"""Bytes of a file or row above which it is no document, unless another limit is set."""


@dataclass(frozen=True)
class Source:
    """A file to be read: its name in reports, its kind (a value of KINDS), and its path (None: standard input).

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


def sources(paths: Iterable[str | os.PathLike[str]], stdin_name: str | None = None) -> tuple[Source, ...]:
    """The files that paths stand for, in the order given, each once.

    What does not exist, a folder or glob without documents, and a file of unknown kind is a source with its trouble.
    """
    found: dict[str, Source] = {}
    for path in paths:
        for source in _sources(os.fspath(path), stdin_name):
            found.setdefault(os.path.abspath(source.path) if source.path is not None else "-", source)
    return tuple(found.values())


def kind(name: str) -> str:
    """The kind of a file by its suffix. Raises ReadError for any other, naming the nearest."""
    suffix = os.path.splitext(name)[1]
    if suffix.lower() in KINDS:
        return KINDS[suffix.lower()]
    known = " ".join(KINDS)
    if not suffix:
        raise ReadError(f"no suffix tells what kind of file it is (known: {known})", name)
    raise ReadError(f"unknown kind of file '{suffix}'{did_you_mean(suffix, KINDS) or f' (known: {known})'}", name)


def _sources(path: str, stdin_name: str | None) -> Iterator[Source]:
    if path == "-":
        yield Source("-", kind(stdin_name) if stdin_name else "text", None)
    elif os.path.isdir(path):
        yield from _folder(path)
    elif os.path.lexists(path):
        yield _file(path)
    elif _is_glob(path):
        yield from _matches(path)
    else:
        yield _troubled(path, "no such file or folder")


def _file(path: str) -> Source:
    try:
        return Source(_name(path), kind(path), path)
    except ReadError as error:
        return _troubled(path, error.what)


def _troubled(path: str, trouble: str) -> Source:
    return Source(_name(path), "", path, trouble)


def _name(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _folder(folder: str) -> Iterator[Source]:
    """The documents below a folder, sorted, without hidden files and folders; corpora must be named."""
    paths: list[Path] = []
    closed: list[Source] = []

    def _unreadable(error: OSError) -> None:
        closed.append(_troubled(str(error.filename), f"cannot be read ({error.strerror})"))

    for root, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [
            Path(root, name)
            for name in files
            if not name.startswith(".") and KINDS.get(Path(name).suffix.lower()) in DOCUMENTS
        ]
    yield from closed
    if not paths and not closed:
        known = " ".join(suffix for suffix, one in KINDS.items() if one in DOCUMENTS)
        yield _troubled(folder, f"no documents ({known}) in this folder")
    yield from (_file(path.as_posix()) for path in sorted(paths))


def _matches(pattern: str) -> Iterator[Source]:
    matches = sorted(path for path in glob.glob(pattern, recursive=True) if not os.path.isdir(path))
    known = [path for path in matches if Path(path).suffix.lower() in KINDS]
    if not known:
        others = f" (but {len(matches)} of other kinds)" if matches else ""
        yield _troubled(pattern, f"no documents match this glob{others}")
    yield from map(_file, known)


def _is_glob(path: str) -> bool:
    return glob.has_magic(path)
