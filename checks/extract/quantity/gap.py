"""What stands between two numbers, and before the first of them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checks.lexicon.word import either, words

_DASHES = rb"(?:-|\xe2\x80[\x90\x91\x93]|\xe2\x88\x92)"
_JOINTS = (b"", b" ", b"-", b"- ", b"\xc2\xa0")
"""What may stand before "to", "till", "until" and "through"."""
_SPACE = rb"(?: |\xc2\xa0|-)"


def _softened() -> bytes:
    return rb"(?:" + either("softener") + rb" ){0,2}"


@cache
def _apart() -> re.Pattern[bytes]:
    return re.compile(rb"(?:[^.;:!?\n\x00()]|\.[0-9]){1,48} to " + _softened(), re.I)


@cache
def _form() -> re.Pattern[bytes]:
    """One group for each kind: the first that is the whole gap is what joins the numbers."""
    soft = _softened()
    forms = {
        "space": rb"|[ ]|\xc2\xa0",
        "dash": rb" ?" + _DASHES + rb" ?~?",
        "plus_minus": rb" ?(?:\+/-|\+-|\xc2\xb1) ?| plus or minus ",
        "to": rb"(?:-? |\xc2\xa0|-|)(?:to|till|until|through)(?:-| |\xc2\xa0|)" + soft,
        "and": rb" and " + soft,
        "or": rb" or ",
        "ratio": rb" ?: ?",
        "in": _SPACE + rb"(?:in(?: every| each)?|out" + _SPACE + rb"of(?: every)?|of every)" + _SPACE,
        "person_in": rb" " + either("person") + rb" (?:in|out of)(?: every)? ",
        "by": rb"-? ?(?:by|x|X|\xc3\x97)-? ?",
        "suspended": rb"-(?:, | and | or |, and |, or )",
        "comma": rb", ",
        "last": rb", and |, or | & | and/or |/| versus | vs\. ",
    }
    return re.compile(b"|".join(b"(?P<%b>%b)" % (kind.encode(), form) for kind, form in forms.items()), re.I)


@lru_cache(maxsize=1 << 13)
def kind(gap: bytes) -> str:
    """How two numbers are joined by these bytes; "none" if they are not."""
    match = _form().fullmatch(gap)
    if match is not None:
        return match.lastgroup or "none"
    return "apart" if b" to " in gap.lower() and _apart().fullmatch(gap) is not None else "none"


_LINKS = (b" and", b" or ", *(joint + word for joint in _JOINTS for word in (b"to", b"ti", b"un", b"th")))


def links(gap: bytes) -> bool:
    """Whether these bytes may be "to", "and", "or" or "apart": of the gaps between figures next to none is."""
    low = gap.lower()
    return low.startswith(_LINKS) or b" to " in low


def opening(data: bytes, start: int) -> str:
    """What leads to the number: "from", "between", "change" (rose, by), "priced" (worth, cost), or "none"."""
    before = data[max(0, start - 28) : start]
    cut = max(before.rfind(b"\n"), before.rfind(b"\x00"))
    return _opening(before[cut + 1 :].lower())


@lru_cache(maxsize=1 << 13)
def _opening(before: bytes) -> str:
    trimmed = before.rstrip(b" ")
    if len(trimmed) == len(before):
        return "none"
    for _ in range(3):
        word = trimmed[trimmed.rfind(b" ") + 1 :].lstrip(b"(\"'")
        if word in (b"from", b"between"):
            return word.decode()
        shorter = _unsoftened(trimmed)
        if shorter is None:
            break
        trimmed = shorter
    word = trimmed[trimmed.rfind(b" ") + 1 :]
    if word in words("change"):
        return "change"
    return "priced" if word in words("priced") else "none"


def _unsoftened(before: bytes) -> bytes | None:
    """The bytes without a softening phrase at their end ("about", "as much as")."""
    for count in (3, 2, 1):
        parts = before.rsplit(b" ", count)
        if len(parts) == count + 1 and b" ".join(parts[1:]) in words("softener") and parts[-1] != b"by":
            return parts[0]
    return None
