"""Abbreviations with a second meaning: whether "m", "in", "C", "B" or a quotation mark after a number is a unit."""

from __future__ import annotations

import re

from checks.extract.quantity.unit import risky_symbols
from checks.lexicon.word import words
from checks.regex import lazy

_THICK = lazy(
    rb"\.?(?:[ -](?:thick|long|wide|deep|tall|high|across|diameter|by|x|of|more)\b|\s?\([0-9]|\s*(?:[.,;:)\x00\n-]|\Z))"
)
_ENDS = lazy(rb"\s*(?:[.,;:!?)/\x00\n]|\Z)|-(?![A-Za-z])")
_PRICED = lazy(rb" (?:at|a share|to|per|from|each|on|higher|lower|in)\b")
_QUOTES = frozenset((b'"', b"'", b"''", b"\xe2\x80\xb2", b"\xe2\x80\xb3", b"\xe2\x80\xb2\xe2\x80\xb2"))


_NEVER_APART = frozenset(b"dam mp pps q AU au MP ALL TOP MAD COP CUP PEN SOL SOS".split())
"""Ambiguous symbols that never stand apart from their number."""

_WHEN_ENDING = frozenset((b"A", b"d", b"s", b"b", b"B", b"T", b"N", b"h", b"p", b"c"))
"""Symbols that, apart from their number, need the end of a clause behind them."""

_PRICES = frozenset((b"p", b"c"))
_RAISED = frozenset((b"_", b"^"))
_HYPHENED = frozenset((b"m", b"g", b"W", b"K", b"L"))


def fits(data: bytes, end: int, at: int, piece: bytes) -> bool:
    """Whether the symbol at `at` may be the unit of the number that ends at `end`."""
    after = at + len(piece)
    behind = data[after : after + 1]
    if piece[-1:].isalnum() and (behind.isalnum() or behind in _RAISED or _is_superscript(data, after)):
        return False
    if piece in _QUOTES:
        return _mark(data, end, after, piece)
    hyphen = at > end and data[end : end + 1] == b"-"
    if piece not in risky_symbols() or (len(piece) == 3 and piece.isupper()):
        if piece == b"%":
            return not behind.isalnum()
        return not (hyphen and (piece == b"pg" or (len(piece) == 1 and not piece.isalpha())))
    return _ambiguous(data, end, at, piece, hyphen)


def _ambiguous(data: bytes, end: int, at: int, piece: bytes, hyphen: bool) -> bool:
    after = at + len(piece)
    if piece in (b"in", b"in."):
        if at == end:
            return not data[end - 4 : end].isdigit()
        if _OTHER_HALF.search(data[max(0, end - 12) : end]) is not None:
            return True
        return _THICK.match(data, after) is not None and not (hyphen and data[after : after + 1] == b"-")
    if piece in _TEMPERATURES:
        return _temperature(data, end, after)
    if piece in _CAPITALS and data[after : after + 2] == b". " and data[after + 2 : after + 3].isupper():
        return False
    if at == end:
        return _touching(data, end, piece)
    if piece.isupper() and data[after : after + 1] == b"-" and data[after + 1 : after + 2].isdigit():
        return False  # "24703 L-202"
    if hyphen:
        return len(piece) > 1 or piece in _HYPHENED
    if piece in _WHEN_ENDING:
        return _ENDS.match(data, after) is not None or (piece in _PRICES and _PRICED.match(data, after) is not None)
    return piece not in _NEVER_APART


_OTHER_HALF = lazy(rb"[a-z] ?/ ?[0-9][0-9. /\xbc-\xbe\xc2]*\Z")
"""What the number before is the other half of: "23 cm/9 in tin"."""

_TEMPERATURES = frozenset((b"C", b"F"))
_RANGE_BEHIND = lazy(rb"-[0-9]{1,4} ?[CF](?![A-Za-z0-9-])")
_OTHER_SIDE = lazy(rb"[^/]|\Z|/(?:[0-9]|[a-z]{3} [0-9])")
_DEGREES_BEFORE = lazy(
    rb"(?:\b[CF]|\xc2\xb0|celsius|fahrenheit|degrees) \((?:[a-z]+ )?(?:-|\xe2\x88\x92)?[0-9.]+\Z", re.I
)
_DIGITS_BEFORE = lazy(rb"(?:\A|[^A-Za-z0-9])([A-Za-z]+)?[ (-]*([0-9][0-9.,]*)\Z")


def _temperature(data: bytes, end: int, behind: int) -> bool:
    """Whether a bare C or F is a temperature, and no form, flight or name ("the 13F filing", "F-Series")."""
    if (data[behind : behind + 1] == b"-" and not _RANGE_BEHIND.match(data, behind)) or _OTHER_SIDE.match(
        data, behind
    ) is None:
        return False
    number = _DIGITS_BEFORE.search(data[max(0, end - 24) : end])
    if number is None:
        return True
    value, word = number[2].replace(b",", b""), number[1]
    if len(value.split(b".")[0]) > 4:
        return False
    if word is None:
        return True
    if word.lower() in words("before_letter"):
        return len(value) > 1 and value[:1] != b"1"
    if word[:1].islower() or word.lower() in words("opener"):
        return True
    return _DEGREES_BEFORE.search(data[max(0, end - 32) : end]) is not None


_CAPITALS = frozenset((b"A", b"B", b"N", b"T", b"J", b"V", b"W", b"K", b"L"))
_NAMED_BEFORE = lazy(rb"(?:\A|[^A-Za-z])([A-Za-z]+)[ .]{1,2}[0-9][0-9.,]*\Z")


def _free_capital(data: bytes, end: int, at_end: int) -> bool:
    """Whether a capital at a number is a unit: not in "Route 31B" or "the 29A group"."""
    match = _NAMED_BEFORE.search(data[max(0, end - 28) : end])
    if match is None:
        return True
    word, letter = match[1], data[at_end - 1 : at_end]
    if word != word.lower() and word.lower() not in words("opener"):
        return False
    return letter not in (b"A", b"B", b"N", b"T", b"J") or word.lower() not in words("before_letter")


_GROUP_BEFORE = lazy(rb"[a-z]-[0-9]{1,2}\Z")
"""A group of an age: "under-5s"."""

_SCREENS = (b"1080", b"1440", b"2160")
"""Heights of screens in lines, not prices."""


def _touching(data: bytes, end: int, piece: bytes) -> bool:
    """Letters that touch digits and are no unit: "71st", "the 1960s", "Channel 5s"."""
    if piece == b"st":
        return data[end - 1 : end] != b"1" or data[end - 2 : end] == b"11"
    if piece in _CAPITALS:
        if (
            data[end + len(piece) : end + len(piece) + 1] == b" "
            and data[end + len(piece) + 1 : end + len(piece) + 2].isupper()
        ):
            return False
        return _free_capital(data, end, at_end=end + len(piece))
    if piece == b"b" or (piece == b"p" and data[end - 4 : end] in _SCREENS):
        return False
    if piece == b"s":
        if _GROUP_BEFORE.search(data[max(0, end - 12) : end]) is not None:
            return False
        line = data[max(0, end - 8) : end]
        return b"." in line[-4:] or not (
            line[-1:] == b"0" or re.search(rb"[A-Z0-9][A-Za-z]*[ ]?[0-9]{0,3}\Z", line[:-1] or b" ")
        )
    return True


def _is_superscript(data: bytes, at: int) -> bool:
    return data[at : at + 2] in (b"\xc2\xb2", b"\xc2\xb3", b"\xc2\xb9")


_SIDES_BEHIND = lazy(rb" ?(?:x|by|\xc3\x97|-by-) ?[0-9]")
_SIDES_BEFORE = lazy(rb"[0-9]['\"] ?(?:x|by|\xc3\x97|-by-)? ?[0-9.]+\Z")


def _mark(data: bytes, end: int, after: int, piece: bytes) -> bool:
    """Whether a quotation mark after a number means feet or inches: no quotation may be open."""
    if data[after : after + 1].isalpha():
        return False
    if _SIDES_BEHIND.match(data, after) is not None or _SIDES_BEFORE.search(data[max(0, end - 16) : end]) is not None:
        return True
    if piece == b'"':
        line = max(data.rfind(b"\n", max(0, end - 600), end), end - 600, 0)
        return data.count(b'"', line, end) % 2 == 0
    if piece == b"'":
        return data[after : after + 2].strip(b" ")[:1].isdigit() or not data[after : after + 1]
    return True
