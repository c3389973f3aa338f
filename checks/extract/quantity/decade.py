"""Decades of a person's life: "in her thirties", "a man in his mid-60s"."""

from __future__ import annotations

import re

from checks.regex import lazy

_WHOSE = lazy(rb"\bin (?:his|her|their|my|your|our) (?:(early|mid|late|very late)[ -])?\Z", re.I)
_PARTS = {None: (0.0, 9.0), b"early": (0.0, 3.0), b"mid": (4.0, 6.0), b"late": (7.0, 9.0), b"very late": (8.0, 9.0)}


HEADS = frozenset((b"s", b"'", b"\xe2"))
"""What the ending of a decade in digits begins with."""


def years(data: bytes, start: int) -> tuple[float, float] | None:
    """The first and last year of the decade that are meant, if the words before it speak of a life."""
    match = _WHOSE.search(data, max(0, start - 24), start)
    return None if match is None else _PARTS[match[1].lower() if match[1] is not None else None]


def plural(data: bytes, end: int) -> int:
    """Where the "s" behind the digits ends, or -1."""
    if data[end : end + 1] not in HEADS:
        return -1
    for mark in (b"s", b"'s", b"\xe2\x80\x99s"):
        if data.startswith(mark, end) and not data[end + len(mark) : end + len(mark) + 1].isalnum():
            return end + len(mark)
    return -1
