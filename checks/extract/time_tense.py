"""Tense: whether the verb nearest to an expression of time speaks of what was or of what is to come."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_REACH = 160
"""Bytes that are searched for a verb on either side, within the sentence."""


@cache
def _verbs() -> re.Pattern[str]:
    """Verb groups; a participle belongs to the auxiliary before it ("will be named", "had been scheduled to expire")."""
    words = {}
    for row in files("checks.lexicon").joinpath("tense.csv").read_text("utf-8").splitlines()[1:]:
        tense, spelled = row.split(",")
        words[tense] = "|".join(spelled.split())
    return re.compile(
        rf"\b(?:(?P<before>had been \w+)"
        rf"|(?P<future>(?:{words['future']})(?: not| also)?(?: be \w+)?|to be \w+|(?:is|are|be|set) to)"
        rf"|(?P<past>{words['past']}|[a-z]{{2,}}ed))\b"
    )


def direction(text: str, sentence: tuple[int, int], start: int, end: int) -> int:
    """-1 where the nearest verb speaks of the past, 1 where it speaks of the future, 0 where there is none.

    A verb before the expression counts before one behind it; `text` is read from `sentence` to `sentence` bounds.
    """
    verb = None
    for found in _verbs().finditer(text, max(sentence[0], start - _REACH), start):
        verb = found
    verb = verb or _verbs().search(text, end, min(sentence[1], end + _REACH))
    if verb is None:
        return 0
    return 1 if verb.lastgroup == "future" else -1
