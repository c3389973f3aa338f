"""Where the clause around some tokens begins and ends."""

from __future__ import annotations

from checks.link.construction.alphabet import classes
from checks.link.construction.tokens import TokenRow

_MARKS = frozenset((";", ".", "?", "!", ""))
_PARTING = frozenset(("while", "whereas", "although", "though", "but", "because"))
"""Words behind which another clause begins."""
_COORDINATING = frozenset(("and", "or", "yet"))
"""Words behind which another clause begins if a comma stands before them."""
_JOINING = frozenset(("and", "with", "as", "or", ","))
"""Words behind which another clause begins if it has a subject and a verb of its own."""
_VERBS = frozenset(("CHANGED", "WAY", "BE", "HAVE", "MODAL", "SAYING", "VERB"))
_SUBJECT = 5
"""Words that a subject has at most."""


def clause(tokens: TokenRow, first: int, last: int) -> tuple[int, int]:
    """The tokens [first, last) of the clause around those given."""
    while first > 0 and not _parts(tokens, first - 1):
        first -= 1
    while last < len(tokens.words) and not _parts(tokens, last):
        last += 1
    return first, last


def _parts(tokens: TokenRow, at: int) -> bool:
    """Whether a clause ends before this token."""
    word = tokens.words[at]
    if at in tokens.figures:
        return False
    if word in _MARKS or word in _PARTING or (word in _COORDINATING and tokens.words[at - 1] == ","):
        return True
    return word in _JOINING and _is_told_of_its_own(tokens, at + 1)


def _is_told_of_its_own(tokens: TokenRow, at: int) -> bool:
    """Whether a subject and a verb begin here: at least one word, then a verb, and no figure between."""
    for place in range(at, min(at + _SUBJECT + 1, len(tokens.words))):
        named = classes().get(tokens.words[place], frozenset())
        if place in tokens.figures or tokens.words[place] in _MARKS or tokens.words[place] == ",":
            return False
        if named & _VERBS:
            return place > at
        if "PREP" in named:
            return False
    return False


def is_aside(tokens: TokenRow, at: int, last: int) -> bool:
    """Whether a token stands in brackets or between two commas, without a verb, before the token `last`."""
    left, right = at, at
    while left >= 0 and tokens.words[left] not in (",", "(", ""):
        left -= 1
    while right < last and tokens.words[right] not in (",", ")"):
        right += 1
    enclosed = left >= 0 and right < last and tokens.words[left] != ""
    return enclosed and not any(classes().get(word, frozenset()) & _VERBS for word in tokens.words[left:right])
