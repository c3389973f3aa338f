"""One way to hold a pattern: compiled when it is first used, and one of a language with examples that a test runs.

A run over a short text meets few of the many patterns, and compiling one takes the standard library half a millisecond.
Where text of any length is scanned, google-re2 compiles it, whose time is linear (the standard library without its
wheel): such patterns are hand-factored, use no look-around and no backreference, and mean the same to both. Over bytes,
`\\b` and `\\w` are those of ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, AnyStr, Literal, Protocol, cast, overload


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


_METHODS = (
    "match",
    "search",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "pattern",
    "groups",
    "groupindex",
)


class _Lazy:
    """Stands for a compiled pattern; from the first use on, its methods are the pattern's own."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = self._make()
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS if hasattr(compiled, method)})
        return self.__dict__[name]


class _Phrase(_Lazy):
    """A pattern of a language, with texts in which it is found and texts in which it is not."""

    def __init__(self, make: Callable[[], Any], yes: tuple[str, ...], no: tuple[str, ...]) -> None:
        super().__init__(make)
        self.yes, self.no = yes, no


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern of no language (markup, numbers, signs), compiled when it is first used.

    Raises `re.error` then, if it is none.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(lambda: re.compile(source, flags)))


@overload
def phrase(
    source: AnyStr | Callable[[], AnyStr], flags: int = 0, *, yes: tuple[str, ...], no: tuple[str, ...]
) -> re.Pattern[AnyStr]: ...
@overload
def phrase(
    source: bytes | Callable[[], bytes], *, yes: tuple[str, ...], no: tuple[str, ...], linear: Literal[True]
) -> Pattern: ...
def phrase(
    source: Any, flags: int = 0, *, yes: tuple[str, ...], no: tuple[str, ...], linear: bool = False
) -> re.Pattern[Any] | Pattern:
    """A pattern of a language, compiled when it is first used: it is found in each text of `yes` and in none of `no`.

    `source` may be a function that puts it together, of words of the lexicon; `linear` has it compiled by google-re2.
    Raises `re.error` or `re2.error` at the first use, if it is no pattern.
    """

    def make() -> Any:
        spelled = source() if callable(source) else source
        return compile(spelled) if linear else re.compile(spelled, flags)

    return cast("re.Pattern[Any]", _Phrase(make, yes, no))
