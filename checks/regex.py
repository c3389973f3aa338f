"""Patterns that are compiled when they are first used.

A run over a short text meets few of the many patterns, and compiling one takes the standard library half a millisecond.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

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

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = (source, flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        source, flags = self._source
        compiled = re.compile(source, flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern `source`, compiled when it is first used. Raises `re.error` then, if it is none."""
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))
