"""Ages printed as bare numbers: "Ruth Lee, 47, ...", "aged 47", "she was 47", "children under 14"."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.extract.quantity.figure import Figure
from checks.lexicon.word import either
from checks.regex import lazy

_TURNING = lazy(
    rb"(?:who|he|she|I) (?:is|was|is now|turned|turns|turn|will be|would be|would have been|will turn|would turn) \Z",
    re.I,
)
_ENDS = lazy(rb"\s*(?:[.,;)\n\x00]|\Z| (?:by|when|at|and|in|years|on|to) )")
_SENTENCE_ENDS = lazy(rb"[.;\n](?:[ \n]|\Z)")
_NAME = rb"(?:\A|[^A-Za-z])[A-Z][a-z'\xc3-\xc5\x80-\xbf-]+[a-z.]?, \Z"
_NAME_COMMA = lazy(_NAME)
_FULL_NAME_COMMA = lazy(rb"(?:\A|[^A-Za-z])[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z'\xc3-\xc5\x80-\xbf-]+, \Z")
_UNDER = lazy(rb"\b" + either("aged") + rb" (?:under|over|below|above) \Z", re.I)
_LIST = lazy(rb"\baged? [0-9]{1,3} (?:and|or|to) \Z", re.I)
_FROM = lazy(rb"\baged (?:between|from) \Z", re.I)
_DIED_AT = lazy(rb"\b(?:died|dies|dead|married|retired|divorced) at \Z")
_AT_OPENING = lazy(rb"(?:\A|[.!?\n\x00\"] ?)At \Z")
_HE = lazy(rb", (?:he|she|[A-Z][a-z]+) ")
_PERSON_OF = lazy(rb"\b(?:[Aa] |the )?(?:man|woman|boy|girl|child|boys|girls|youth|son|daughter) of \Z")
_AGE_ENDS = lazy(rb"\s*(?:[.,;)\n\x00]|\Z)")
_SEPARATOR = b"\x00\n"
"""How what stands between two texts of a batch ends."""
_AGED = frozenset((b"aged", b"age", b"ages"))
_BEING = frozenset((b"is", b"was", b"be", b"been", b"now", b"turn"))
_TURNED = frozenset((b"turned", b"turns"))
_BOUNDS = frozenset((b"under", b"over", b"below", b"above"))
_LISTED = frozenset((b"and", b"or", b"to"))
_ENDPOINTS = frozenset((b"between", b"from"))
_LEADS = _AGED | _BEING | _TURNED | _BOUNDS | _LISTED | _ENDPOINTS | {b"at", b"of"}
"""What may lead to an age."""


def is_age(data: bytes, figure: Figure) -> bool:
    """Whether a number without a unit is a person's age."""
    start, end, number, hedge = figure.start, figure.end, figure.number, figure.hedge
    if not 1 <= number.value <= 115 or number.high > 115 or not (number.shape == "words" or figure.whole):
        return False
    if hedge is not None and hedge.start >= end and data[hedge.end - 4 : hedge.end] in (b"lder", b"nger"):
        return True
    if not _may_lead(data[start - 4 : start]):
        return False
    before = data[max(0, start - 32) : start]
    if before.endswith(b", "):
        return number.shape == "integer" and _behind_name(data, figure, before)
    return _led(data, before, end)


@lru_cache(maxsize=1 << 13)
def _may_lead(tail: bytes) -> bool:
    """Whether a name and a comma, or a word that leads to an age, may end with the four bytes before a number.

    Behind a line, which may be that of another text, a word is as whole as behind a space.
    """
    _, space, word = tail.replace(b"\n", b" ").rstrip(b" ").lower().rpartition(b" ")
    return tail.endswith(b", ") or (word in _LEADS if space else any(lead.endswith(word) for lead in _LEADS))


def _behind_name(data: bytes, figure: Figure, before: bytes) -> bool:
    """ "Karimov, 47, resigned", "... Aziz Karimov, 47."."""
    if data[figure.end : figure.end + 1] == b",":
        return figure.number.value >= 5 and _NAME_COMMA.search(before) is not None
    if _SENTENCE_ENDS.match(data, figure.end) is None:
        return False
    return figure.number.value >= 10 and _FULL_NAME_COMMA.search(before) is not None


def _led(data: bytes, before: bytes, end: int) -> bool:
    """Whether the words before the number lead to an age."""
    last = before.replace(_SEPARATOR, b" ").rstrip(b" ").rsplit(b" ", 1)[-1].lower()
    if last not in _LEADS:
        return False
    if last in _AGED or before[-7:].lower() in (b"age of ", b"ges of "):
        return True
    if last in _BOUNDS:
        return _UNDER.search(before) is not None and data[end : end + 1] != b"-"
    if last in _LISTED:
        return _LIST.search(before) is not None
    if last in _ENDPOINTS:
        return _FROM.search(before) is not None
    if last == b"at":
        return _DIED_AT.search(before) is not None or (
            _AT_OPENING.search(before) is not None and _HE.match(data, end) is not None
        )
    if last == b"of":
        return _PERSON_OF.search(before) is not None and _AGE_ENDS.match(data, end) is not None
    if last in _BEING and _TURNING.search(before) is None:
        return False
    return (last in _BEING or last in _TURNED) and _ENDS.match(data, end) is not None
