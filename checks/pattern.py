"""One way to compile a pattern over bytes: google-re2, whose time is linear, or the standard library without a wheel.

Patterns are hand-factored, use no look-around and no backreference, and mean the same to both. `\\b` and `\\w` are
those of ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol


class Match(Protocol):
    """What the scanners need of a match."""

    @property
    def lastindex(self) -> int | None:
        """The number of the group that closed last."""
        ...

    def span(self, group: int | str = 0, /) -> tuple[int, int]:
        """Where the group begins and ends; (-1, -1) if it took no part."""
        ...


class Pattern(Protocol):
    """A compiled pattern over bytes."""

    def finditer(self, text: bytes, /) -> Iterator[Match]:
        """The matches from left to right, none overlapping another."""
        ...


class TextMatch(Protocol):
    """What the scanners of text need of a match."""

    def span(self, group: int = 0, /) -> tuple[int, int]:
        """Where the group begins and ends; (-1, -1) if it took no part."""
        ...


class TextPattern(Protocol):
    """A compiled pattern over characters."""

    def finditer(self, text: str, /) -> Iterator[TextMatch]:
        """The matches from left to right, none overlapping another."""
        ...

    def search(self, text: str, /) -> TextMatch | None:
        """The first match."""
        ...


def over_text(pattern: str) -> TextPattern:
    """The compiled pattern over characters. Raises `re.error` or `re2.error` for a pattern that is none."""
    try:
        import re2
    except ImportError:
        return re.compile(pattern)
    options = re2.Options()
    options.max_mem = 64 << 20
    compiled: TextPattern = re2.compile(pattern, options)
    return compiled


def compile(pattern: bytes, *, linear: bool = True) -> Pattern:
    """The compiled pattern; bytes are single characters. `linear=False` asks for the standard library.

    Raises `re.error` or `re2.error` for a pattern that is none.
    """
    try:
        import re2
    except ImportError:
        linear = False
    if not linear:
        return re.compile(pattern)
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 64 << 20
    compiled: Pattern = re2.compile(pattern, options)
    return compiled
