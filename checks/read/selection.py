"""Which files of a folder are read, and as what: patterns that exclude, `.gitignore`, and further suffixes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NAMES = """
.bzr .direnv .eggs .git .hg .ipynb_checkpoints .mypy_cache .nox .pytest_cache .ruff_cache .svn .tox .venv .vscode
__pycache__ __pypackages__ _build _site bower_components build buck-out dist node_modules site-packages vendor venv
"""
EXCLUDED = tuple(_NAMES.split())
"""What is passed over unless `exclude` names something else: what tools write, and what others wrote."""


@dataclass(frozen=True)
class Patterns:
    """Patterns as `.gitignore` writes them, relative to a folder, which is an absolute path."""

    folder: str
    lines: tuple[str, ...]

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Whether an absolute path itself is excluded: no (an exception, `!`), yes, or None where nothing is said."""
        if self._names is not None:
            return os.path.basename(path) in self._names or None
        return self._spec.check_file(self._inside(path) + "/" * is_folder).include

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
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        try:
            return GitIgnoreSpec.from_lines(self.lines)
        except ValueError:  # git passes over what it cannot read
            return GitIgnoreSpec.from_lines(filter(is_pattern, self.lines))


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


def is_pattern(pattern: str) -> bool:
    """Whether git could read a pattern."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([pattern])
    except ValueError:
        return False
    return True
