"""Which files of a folder are read, and as what: patterns that exclude, `.gitignore`, and further suffixes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from checks.defaults import EXCLUDED


@dataclass(frozen=True)
class Patterns:
    """Patterns as `.gitignore` writes them, relative to a folder, which is an absolute path."""

    folder: str
    lines: tuple[str, ...]

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Whether an absolute path itself is excluded: no (an exception, `!`), yes, or None where nothing is said."""
        if self._names is not None:
            return os.path.basename(path) in self._names or None
        inside = self._inside(path)
        return next((line.excludes for line in reversed(self._lines) if line.means(inside, is_folder)), None)

    def reach(self, path: str, is_folder: bool) -> bool:
        """Whether a path is excluded, or a folder that it is in, of those below the folder of the patterns."""
        parts = self._inside(path).split("/")
        above = (os.path.join(self.folder, *parts[:count]) for count in range(1, len(parts)))
        return any(self.verdict(one, True) for one in above) or bool(self.verdict(path, is_folder))

    def _inside(self, path: str) -> str:
        """The path from the folder of the patterns; what is elsewhere has only its name."""
        start = self.folder.rstrip("/") + "/"
        return path[len(start) :] if path.startswith(start) else os.path.basename(path)

    @cached_property
    def _names(self) -> frozenset[str] | None:
        """The patterns where all are names: most are, and pathspec takes as long to load as a short text to check."""
        return frozenset(self.lines) if all(re.fullmatch(r"[\w.-]+", line) for line in self.lines) else None

    @cached_property
    def _lines(self) -> tuple[_Line, ...]:
        """The lines that git could read; it passes over the others."""
        return tuple(line for text in self.lines if (line := _line(text)))


@dataclass(frozen=True)
class _Line:
    """A pattern that is held against one path and not, as pathspec does, against the folders it is in too.

    For those have had their own verdict: with `a` and `!b`, what is `b/a` is excluded. `is_name` is a pattern for any
    folder, `is_content` one for all that is in a folder (`a/**`), `of_folders` one for folders alone.
    """

    excludes: bool
    pattern: re.Pattern[str]
    is_name: bool
    is_content: bool
    of_folders: bool

    def means(self, path: str, is_folder: bool) -> bool:
        """Whether the pattern means a path, which is relative to the folder of the patterns."""
        above, _, name = path.rpartition("/")
        if self.of_folders and not is_folder:
            return False
        if self.is_content:
            return bool(self.pattern.search(path))
        mark = "/" if is_folder else ""
        if self.is_name:
            return bool(self.pattern.search(name + mark))
        return bool(self.pattern.search(path + mark)) and not (above and self.pattern.search(above + "/"))


def _line(text: str) -> _Line | None:
    """The pattern in a line of `.gitignore`, if there is any."""
    from pathspec import GitIgnoreSpec

    body = text.removeprefix("!").rstrip()
    of_folders, body = body.endswith("/"), body.rstrip("/")
    is_content = body.endswith("/**")
    try:
        (made,) = GitIgnoreSpec.from_lines([text.rstrip().rstrip("/") if is_content else text]).patterns
    except ValueError:
        return None
    if made.include is None or made.regex is None:
        return None
    return _Line(made.include, made.regex, "/" not in body, is_content, of_folders)


@dataclass(frozen=True)
class Selection:
    """What a configuration says of files that are found rather than named.

    `extensions` are suffixes with a dot, in small letters, and the kind of document they stand for, above the known.
    """

    excluded: tuple[Patterns, ...] = (Patterns("/", EXCLUDED),)
    gitignore: bool = True
    extensions: Mapping[str, str] = field(default_factory=dict)

    def excludes(self, path: str, is_folder: bool) -> bool:
        """Whether a path in a folder that is looked into is passed over."""
        return any(one.verdict(path, is_folder) for one in self.excluded)

    def excludes_named(self, path: str, is_folder: bool) -> bool:
        """Whether a path that was named would be passed over if it were found."""
        return any(one.reach(path, is_folder) for one in self.excluded)


Selecting: TypeAlias = Callable[[str], Selection]
"""The selection that holds in a folder, which is an absolute path."""


def unconfigured(_: str) -> Selection:
    """The selection without any configuration."""
    return _UNCONFIGURED


_UNCONFIGURED = Selection()


def is_pattern(text: str) -> bool:
    """Whether a text is a pattern that git could read."""
    return _line(text) is not None
