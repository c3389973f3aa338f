"""Lines that a text was wrapped to: inside a sentence a line break is a space."""

from __future__ import annotations

from checks.regex import lazy

_BREAK = lazy(rb"\n(?=[a-z0-9($\xc2-\xf4])")
_GOES_ON = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789,;") | frozenset(range(0xA9, 0xC0))
"""Bytes at the end of a line that end no sentence: the last ones continue a letter."""

_SHORTEST, _LONGEST = 45, 130
"""Bytes of a line that was wrapped; shorter ones are headings, list items and cells, longer ones paragraphs."""


def unwrapped(data: bytes) -> bytes:
    """The bytes with a space for every line break inside a sentence (two for a carriage return), as long as before."""
    found: bytearray | None = None
    for match in _BREAK.finditer(data):
        end = match.start()
        returned = data[end - 1 : end] == b"\r"
        last = end - 1 - returned
        if last < 0 or data[last] not in _GOES_ON:
            continue
        begin = data.rfind(b"\n", max(0, last - _LONGEST), last + 1) + 1
        if last + 1 - begin >= _SHORTEST and (begin or last + 1 <= _LONGEST):
            found = bytearray(data) if found is None else found
            found[end - returned : end + 1] = b"  " if returned else b" "
    return data if found is None else bytes(found)
