"""Where each character of an unescaped value stands in the literal that it was written as."""

from __future__ import annotations

import re
from typing import TypeAlias

from checks.document import Range
from checks.regex import lazy

Tokens: TypeAlias = re.Pattern[str]

STRING = lazy(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)|''|[ \t]*(?:\r?\n[ \t]*)+|.", re.DOTALL
)
"""A character of a YAML or TOML string: an escape, a doubled quotation mark, a fold of lines, or itself."""

CODE = lazy(r"\\\||.", re.DOTALL)
"""A character of Markdown code: an escaped pipe (in tables), or itself; a space may stand for either half of CR LF."""


def aligned(value: str, source: str, start: int, end: int, tokens: Tokens) -> list[Range]:
    """The range of `source[start:end]` that each character of `value` was written as, ascending.

    A value that stands there as it is maps character for character; otherwise token by token, and what is neither
    (a fold's indentation, a quotation mark) is passed over.
    """
    exact = source.find(value, start, end)
    if exact >= 0:
        return [(exact + k, exact + k + 1) for k in range(len(value))]
    spans: list[Range] = []
    at = start
    for char in value:
        span = _next(char, source, at, end, tokens)
        spans.append(span)
        at = span[1]
    return spans


def _next(char: str, source: str, at: int, end: int, tokens: Tokens) -> Range:
    token = tokens.match(source, at, end)
    if token is None:
        return at, at
    if token[0] == char or _stands_for(token[0], char):
        return token.span()
    found = source.find(char, at, end)
    return (found, found + 1) if found >= 0 else (at, at)


def _stands_for(token: str, char: str) -> bool:
    """Whether an escape or a line ending may be written for `char`; a backslash at the end of a line is nothing."""
    if token == "\\|":
        return char == "|"
    if token.startswith("\\") and len(token) > 1:
        return not token[1:].isspace()
    return token == "''" or (char.isspace() and token.isspace())
