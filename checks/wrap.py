"""Lines that a text was wrapped to: inside a paragraph a line break is a space.

A line that goes on in lower case shows the width to which a text was wrapped. Where that is known, any line that the
next line's first word would have made too long was wrapped, whatever it ends with and the next begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.regex import lazy

_INSIDE = lazy(r"\n(?=[a-z0-9($\u00c0-\uffff])(?!\d+[.)]\s)")
"""A break before what begins no sentence, or a number or letter that may as well go on with one; not "3. Rates"."""
_ANY = lazy(r"\n(?=[^\s*•|>#+=_-])(?!\d+[.)]\s)")
"""A break before anything but a blank line, an indented one, an item of a list or a rule."""
_COLUMNS = lazy(r"\S(?: {3,}|\t)|\|")
_SHORTEST, _LONGEST = 45, 130
"""Characters of a line that was wrapped; shorter ones are headings, list items and cells, longer ones paragraphs."""
_SURE = 3
"""Lines that must go on in lower case before their width is taken for that of the text."""


def unwrapped(text: str) -> str:
    """The text with a space for every line break inside a paragraph (two for a carriage return), as long as before."""
    sure = {
        end: length for end, length in _breaks(text, _INSIDE) if _goes_on(text, end) and _is_full(length, text, end)
    }
    if not sure:
        return text
    joined = set(sure)
    width = max(sure.values())
    if len(sure) >= _SURE and _keeps(width, text, len(sure)):
        joined |= {end for end, length in _breaks(text, _ANY) if _reaches(width, length, text, end)}
    pieces, at = [], 0
    for end in sorted(joined):
        returned = text[end - 1] == "\r"
        pieces += [text[at : end - returned], "  " if returned else " "]
        at = end + 1
    return "".join([*pieces, text[at:]])


def _breaks(text: str, kind: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The offset of each line break of a kind, with the length of the line before it where it may have been wrapped."""
    for match in kind.finditer(text):
        end = match.start()
        last = end - text.endswith("\r", 0, end)
        begin = text.rfind("\n", max(0, last - _LONGEST - 1), last) + 1
        if _SHORTEST <= last - begin <= _LONGEST:
            yield end, last - begin


def _is_full(length: int, text: str, end: int) -> bool:
    """Whether the next line's first word had no room on a line: with it, it would have been longer than the next."""
    word, line = _next(text, end)
    return length + 1 + word > line


def _keeps(width: int, text: str, wrapped: int) -> bool:
    """Whether a text keeps to a width: next to no line (an address, a heading) is longer."""
    return sum(len(line) > width for line in text.splitlines()) * 10 <= wrapped


def _reaches(width: int, length: int, text: str, end: int) -> bool:
    """Whether the next line's first word had no room in the width of the text; a line of a table is no prose."""
    word, line = _next(text, end)
    prose = _COLUMNS.search(text, end - length - 1, end + 1 + line) is None
    return length <= width < length + 1 + word and prose


def _next(text: str, end: int) -> tuple[int, int]:
    """The lengths of the first word and of the whole of the line behind a break, so far as they are looked at."""
    begin = end + 1
    stop = text.find("\n", begin, begin + _LONGEST + 1)
    stop = min(len(text), begin + _LONGEST) if stop < 0 else stop
    word = text.find(" ", begin, stop)
    return (stop if word < 0 else word) - begin, stop - begin


def _goes_on(text: str, end: int) -> bool:
    """Whether no sentence ends with the last character of a line."""
    last = text[end - 1 - text.endswith("\r", 0, end)]
    return last.islower() or last.isdigit() or last in ",;" or (last > "\x7f" and last.isalpha())
