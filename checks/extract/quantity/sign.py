"""Signs before numbers, and letters that touch them: "-5", "minus-5", "sub-7"; but "F-16", "COVID-19", "2012-13"."""

from __future__ import annotations

import re

from checks.regex import lazy

_WORD_BEFORE = lazy(rb"(minus|negative|sub)[ -]\Z", re.I)
_DASHES = (b"\xe2\x88\x92", b"\xe2\x80\x93")
_SIGNS_END = frozenset((b"s", b"S", b"e", b"E", b"-", b"\x92", b"b", b"B"))
"""The last bytes of what may stand as a sign before a space: minus, negative, sub, a dash."""

_GLUED = frozenset((b"/", b".", b"#", b"@", b"_", b"&", b"=", b"*", b"^", b"%"))
_PARTING = frozenset((b" ", b"\n", b"\x00", b"(", b"[", b'"', b"'", b"\t"))
"""What may stand close before a number without being part of it; so may a hyphen, which may be a sign."""
_DASHES_END = frozenset((b"-", b"\x92"))
_HYPHENS_END = frozenset((b"\x90", b"\x91"))
_WORDS_END = frozenset((b"us ", b"ve "))


def absent(before: bytes) -> bool:
    """Whether a number behind these bytes, the last four before it, has no sign, and nothing touches it."""
    last = before[-1:]
    if last == b" ":
        return before[-2:-1] not in _DASHES_END and before[-3:].lower() not in _WORDS_END
    return last in _PARTING


def signed(data: bytes, first: int) -> tuple[int, int]:
    """Where the number begins with its sign, and the sign; -1 as a place for a number that a hyphen glues to a word."""
    last = data[first - 1 : first]
    if last == b" " and data[first - 2 : first - 1] not in _SIGNS_END:
        return first, 1
    if last == b"-":
        return _behind_hyphen(data, first)
    if last in (b"\x92", b"\x93") and data[first - 3 : first] in _DASHES:
        return _behind_dash(data, first)
    if last != b" ":
        return first, 1
    tail = data[max(0, first - 10) : first]
    if tail[-3:].lower() in _WORDS_END:
        word = _WORD_BEFORE.search(tail)
        either = data[max(0, first - 14) : first - 6].lower() == b"plus or "
        signs = word is not None and word[1].lower() != b"sub" and not either
        return (first - len(word[0]), -1) if word is not None and signs else (first, 1)
    if tail.endswith((b"- ", b"\xe2\x88\x92 ")) and (len(tail) == 2 or tail[:-2].endswith(_SPACED_SIGN)):
        return first - 2, -1
    return first, 1


_SPACED_SIGN = (b"\n", b"\x00", b" to ", b"convert ", b"(")
"""What may stand before a minus sign that stands apart from its number."""


def _behind_hyphen(data: bytes, first: int) -> tuple[int, int]:
    word = _WORD_BEFORE.search(data[max(0, first - 10) : first])
    if word is not None:
        return (first, 1) if word[1].lower() == b"sub" else (first - len(word[0]), -1)
    edge = data[first - 2 : first - 1]
    if edge.isalnum() or edge in (b"%", b".", b")"):
        return _hyphened(data, first)
    return first - 1, -1


def _behind_dash(data: bytes, first: int) -> tuple[int, int]:
    """A minus sign always counts, an en dash where it cannot join two numbers."""
    edge = data[first - 4 : first - 3]
    if data[first - 3 : first] == _DASHES[0]:
        return (first, 1) if edge.isdigit() else (first - 3, -1)
    return (first - 3, -1) if edge in (b" ", b"(") and data[first : first + 1].isdigit() else (first, 1)


_LINKS = lazy(
    rb"(?:\A|[^A-Za-z])(?:to|and|or|about|nearly|over|under|almost|some|around|near|plus|the|a|an|per|now|then|foot|by|magnitude|mid|in)-\Z",
    re.I,
)


_CLOSED = frozenset((b"", b"%", b")"))


def _hyphened(data: bytes, first: int) -> tuple[int, int]:
    """A number behind a hyphen: the end of a range, or part of a name ("F-16", "under-21")."""
    before = data[max(0, first - 9) : first]
    edge = before[-2:-1]
    if edge.isdigit():
        run = _DIGITS_BEFORE.search(data[max(0, first - 16) : first])
        return (first, 1) if run is not None and not _short_year(run[1], data[first : first + 3]) else (-1, 1)
    if edge in _CLOSED or _LINKS.search(before) is not None:
        return first, 1
    return (first, 1) if re.search(rb"[0-9][A-Za-z]{1,3}-\Z", before) else (-1, 1)


_DIGITS_BEFORE = lazy(rb"(?:\A|[^A-Za-z0-9-])-?[$]?([0-9][0-9.,]*)-\Z")


def _short_year(year: bytes, digits: bytes) -> bool:
    """ "1987-96"."""
    return (
        len(year) == 4
        and year.isdigit()
        and year[:2] in (b"18", b"19", b"20")
        and digits[:2].isdigit()
        and not digits[2:].isdigit()
    )


_SIGNS_AMONG_LETTERS = frozenset((b"\xc3\x97", b"\xc3\xb7"))
"""The signs of multiplication and division."""


def glued(data: bytes, start: int) -> bool:
    """Whether letters or marks touch the number from before that make it part of a longer token."""
    last = data[start - 1 : start]
    if not last or last == b"-" or last in _PARTING:
        return False
    if last in _HYPHENS_END and data[start - 3 : start - 1] == b"\xe2\x80":
        return data[start - 4 : start - 3].isalpha()
    if last.isalnum() or last in _GLUED:
        return not (last == b"/" and data[start - 2 : start - 1] == b" ")
    if last >= b"\x80" and b"\xc3" <= data[start - 2 : start - 1] <= b"\xca":  # "Qualitäten", but for signs
        return data[start - 2 : start] not in _SIGNS_AMONG_LETTERS
    return (last == b":" and data[start - 2 : start - 1].isdigit()) or (
        last == b"," and data[start - 2 : start - 1].isdigit()
    )
