"""Lines that a text was wrapped to: inside a sentence a line break is a space."""

from __future__ import annotations

from checks.regex import lazy

_BREAK = lazy(rb"[a-z0-9,;\xa9-\xbf]\n(?=[a-z0-9($\xc2-\xf4])")
_SHORTEST, _LONGEST = 45, 130
"""Bytes of a line that was wrapped; shorter ones are headings, list items and cells, longer ones paragraphs."""


def unwrapped(data: bytes) -> bytes:
    """The bytes with a space for every line break inside a sentence, as long as before."""
    found: bytearray | None = None
    for match in _BREAK.finditer(data):
        end = match.end() - 1
        begin = data.rfind(b"\n", max(0, end - _LONGEST - 1), end) + 1
        if end - begin >= _SHORTEST and (begin or end <= _LONGEST):
            found = bytearray(data) if found is None else found
            found[end] = 0x20
    return data if found is None else bytes(found)
