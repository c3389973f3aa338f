"""How many cells of a terminal a character takes, and which characters may be printed as they are."""

from __future__ import annotations

import unicodedata

TAB = 4
_JOINER = "\u200d"
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def shown(character: str) -> str:
    """The character as it may be printed: controls as pictures, so that no text can steer the terminal."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or character in REORDERING or 0xD800 <= code < 0xE000 or character in "\u2028\u2029":
        return "\ufffd"
    return character


def clean(text: str) -> str:
    """Text of one line, safe to print."""
    return text if text.isascii() and text.isprintable() else "".join(map(shown, text))


def cells(character: str, before: str = "") -> int:
    """The cells that a character takes behind `before`: 2 for wide ones, 0 for those that join what stands before."""
    if character.isascii():
        return 1
    code = ord(character)
    skin_tone = 0x1F3FB <= code <= 0x1F3FF and before != "" and unicodedata.east_asian_width(before) == "W"
    joined = before == _JOINER or skin_tone
    if joined or code == 0xFEFF or 0x1160 <= code <= 0x11FF or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 1 if code == 0xAD else 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def laid_out(text: str, at: int = 0) -> tuple[list[str], list[int]]:
    """Each character as printed, and the column of each and of the end, when the text begins in column `at`."""
    printed, columns, before = [], [at], ""
    for character in text:
        if character == "\t":
            width = TAB - columns[-1] % TAB
            printed.append(" " * width)
        else:
            width = cells(shown(character), before)
            printed.append(shown(character))
        columns.append(columns[-1] + width)
        before = character
    return printed, columns
