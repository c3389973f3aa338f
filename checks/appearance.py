"""What a text looks like: a space of any kind is a space, a full-width digit a digit, what is not seen is not there.

Spaces between groups of three digits stay what they are: "12 000" is one number only where its space does not break.
"""

from __future__ import annotations

from checks.regex import lazy

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""Soft hyphens, zero-width spaces and joiners, marks of direction, selectors of variants."""
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011"
_FULL_WIDTH = "\uff01-\uff5e\uffe0\uffe1\uffe5"
_TAB = r"(?<=[0-9])\t(?=[a-z%\u00b0])"
"""A tab between a number and its unit, not one between two columns."""
_ODD = lazy(f"[\0{_UNSEEN}{_SPACES}{_HYPHENS}{_FULL_WIDTH}]|{_TAB}")
_HIDDEN = lazy(f"[{_UNSEEN}]")
_BETWEEN_WORDS = lazy(f"[{_SPACES}](?!(?<=[0-9].)[0-9]{{3}}(?![0-9]))|{_TAB}")
_BETWEEN_GROUPS = lazy("[\u1680\u2000-\u2008\u200a\u205f\u3000]")
"""Spaces that are left once those between words are plain, and group digits as a thin space does."""
_SIGNS = {
    0: " ",
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
    0xFFE0: "\u00a2",
    0xFFE1: "\u00a3",
    0xFFE5: "\u00a5",
}


def is_odd(text: str) -> bool:
    """Whether some character of the text looks like another one, or like none."""
    return (not text.isascii() or "\0" in text or "\t" in text) and _ODD.search(text) is not None


def unseen(text: str) -> list[int]:
    """The offsets of the characters that are not seen, ascending."""
    return [found.start() for found in _HIDDEN.finditer(text)]


def seen(text: str) -> str:
    """The text with each character as it looks, without those that are not seen."""
    plain = _HIDDEN.sub("", text).translate(_SIGNS)
    return _BETWEEN_GROUPS.sub("\u2009", _BETWEEN_WORDS.sub(" ", plain))
