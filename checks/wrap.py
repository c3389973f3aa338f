"""Lines that a text was wrapped to: inside a sentence a line break is a space."""

from __future__ import annotations

from checks.regex import lazy

_BREAK = lazy(r"\n(?=[a-z0-9($\u00c0-\uffff])")
_SHORTEST, _LONGEST = 45, 130
"""Characters of a line that was wrapped; shorter ones are headings, list items and cells, longer ones paragraphs."""


def unwrapped(text: str) -> str:
    """The text with a space for every line break inside a sentence (two for a carriage return), as long as before."""
    found: list[str] | None = None
    for match in _BREAK.finditer(text):
        end = match.start()
        returned = text[end - 1 : end] == "\r"
        last = end - 1 - returned
        if last < 0 or not _goes_on(text[last]):
            continue
        begin = text.rfind("\n", max(0, last - _LONGEST), last + 1) + 1
        long_enough = last + 1 - begin >= _SHORTEST and (begin or last + 1 <= _LONGEST)
        if long_enough and _is_full(last + 1 - begin, text, end + 1):
            found = list(text) if found is None else found
            found[end - returned : end + 1] = "  " if returned else " "
    return text if found is None else "".join(found)


def _is_full(length: int, text: str, following: int) -> bool:
    """Whether the next line's first word had no room on a line: with it, it would have been longer than the next."""
    end = text.find("\n", following, following + _LONGEST + 1)
    end = min(len(text), following + _LONGEST) if end < 0 else end
    word = text.find(" ", following, end)
    return length + 1 + (end if word < 0 else word) - following > end - following


def _goes_on(last: str) -> bool:
    """Whether no sentence ends with the last character of a line."""
    return last.islower() or last.isdigit() or last in ",;" or (last > "\x7f" and last.isalpha())
