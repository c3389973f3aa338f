"""Tense: whether the verb nearest to an expression of time speaks of what was or of what is to come."""

from __future__ import annotations

from checks.lexicon.word import members
from checks.pattern import phrase

_REACH = 160
"""Bytes that are searched for a verb on either side, within the sentence."""
_FUTURE = 2
"""The number of the group of future verbs."""


def _verbs() -> bytes:
    """Verb groups; a participle belongs to the auxiliary before it ("will be named", "had been due to expire")."""
    past, future = ("|".join(sorted(members(name))) for name in ("past_tense", "future_tense"))
    return (
        rf"\b(?:(had been \w+)|((?:{future})(?: not| also)?(?: be \w+)?|to be \w+|(?:is|are|be|set) to)"
        rf"|({past}|[a-z]{{2,}}ed))\b".encode()
    )


_VERBS = phrase(
    _verbs, yes=("will be named", "had been due", "it fell", "it is to end"), no=("the town", "it names"), linear=True
)


def direction(data: bytes, sentence: tuple[int, int], start: int, end: int) -> int:
    """-1 where the nearest verb speaks of the past, 1 where it speaks of the future, 0 where there is none.

    A verb before the expression counts before one behind it; nothing is read outside the sentence.
    """
    verb = None
    before = data[max(sentence[0], start - _REACH) : start]
    while before and verb is None:  # no verb group reaches across a comma
        before, _, clause = before.rpartition(b",")
        for found in _VERBS.finditer(clause):
            verb = found
    verb = verb or next(_VERBS.finditer(data[end : min(sentence[1], end + _REACH)]), None)
    if verb is None:
        return 0
    return 1 if verb.lastindex == _FUTURE else -1
