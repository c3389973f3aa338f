"""What a path stands for: a file, the documents of a folder, the matches of a glob, or standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

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


@dataclass(frozen=True)
class Source:
    """A file to be read: its name in reports, its kind (a value of KINDS), and its path (None: standard input)."""

    name: str
    kind: str
    path: str | None

    def open(self) -> BinaryIO:
        """The file's bytes. Raises ReadError if it cannot be opened."""
        if self.path is None:
            return sys.stdin.buffer
        try:
            return open(self.path, "rb")
        except OSError as error:
            raise ReadError(f"{self.name}: cannot be read ({error.strerror})") from None

    def content(self) -> bytes:
        """All bytes of the file. Raises ReadError if it cannot be read."""
        file = self.open()
        try:
            return file.read()
        except OSError as error:
            raise ReadError(f"{self.name}: cannot be read ({error.strerror})") from None
        finally:
            if self.path is not None:
                file.close()


def sources(paths: Iterable[str | os.PathLike[str]], stdin_name: str | None = None) -> tuple[Source, ...]:
    """The files that paths stand for, in the order given, each once.

    Raises ReadError for what does not exist (all of it at once), for a folder or glob without documents, and for a file
    of unknown kind.
    """
    given = [os.fspath(path) for path in paths]
    missing = [path for path in given if path != "-" and not os.path.lexists(path) and not _is_glob(path)]
    if missing:
        raise ReadError("no such file or folder: " + ", ".join(f"'{path}'" for path in missing))
    found: dict[str, Source] = {}
    for path in given:
        for source in _sources(path, stdin_name):
            found.setdefault(os.path.abspath(source.path) if source.path else "-", source)
    return tuple(found.values())


def kind(name: str) -> str:
    """The kind of a file by its suffix. Raises ReadError for any other, naming the nearest."""
    suffix = os.path.splitext(name)[1]
    if suffix.lower() in KINDS:
        return KINDS[suffix.lower()]
    known = " ".join(KINDS)
    if not suffix:
        raise ReadError(f"'{name}': no suffix tells what kind of file it is (known: {known})")
    from difflib import get_close_matches

    near = get_close_matches(suffix.lower(), KINDS, n=1)
    raise ReadError(
        f"'{name}': unknown kind of file '{suffix}'"
        + (f"; did you mean '{near[0]}'?" if near else f" (known: {known})")
    )


def _sources(path: str, stdin_name: str | None) -> Iterator[Source]:
    if path == "-":
        yield Source("-", kind(stdin_name) if stdin_name else "text", None)
    elif os.path.isdir(path):
        yield from _folder(path)
    elif os.path.lexists(path):
        yield _file(path)
    else:
        yield from _matches(path)


def _file(path: str) -> Source:
    return Source(os.fsencode(path).decode("utf-8", "replace"), kind(path), path)


def _folder(folder: str) -> Iterator[Source]:
    """The documents below a folder, sorted, without hidden files and folders; corpora must be named."""
    paths = []
    for root, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [
            Path(root, name)
            for name in files
            if not name.startswith(".") and KINDS.get(Path(name).suffix.lower()) in DOCUMENTS
        ]
    if not paths:
        known = " ".join(suffix for suffix, one in KINDS.items() if one in DOCUMENTS)
        raise ReadError(f"no documents ({known}) in folder '{folder}'")
    yield from (_file(path.as_posix()) for path in sorted(paths))


def _matches(pattern: str) -> Iterator[Source]:
    matches = sorted(path for path in glob.glob(pattern, recursive=True) if not os.path.isdir(path))
    known = [path for path in matches if Path(path).suffix.lower() in KINDS]
    if not known:
        raise ReadError(f"no documents match '{pattern}'" + (f" (of {len(matches)} other files)" if matches else ""))
    yield from map(_file, known)


def _is_glob(path: str) -> bool:
    return glob.has_magic(path)


def _unreadable(error: OSError) -> None:
    raise ReadError(f"{error.filename}: cannot be read ({error.strerror})")
