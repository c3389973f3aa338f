"""The known name that a mistaken one was meant to be, where one is really near.

>>> near("conversion-missmatch", ["conversion-mismatch", "age-mismatch"])
'conversion-mismatch'
>>> near("name-mismatch", ["conversion-mismatch", "age-mismatch"])
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

LIKENESS = 0.75
"""Two names are near above this share of common letters: one slip in five letters, not one in four."""

SAME = 0.95
"""Whole names are near above this, whatever words they share: one slip in twenty letters."""


def did_you_mean(name: str, known: Iterable[str], listed: bool = False) -> str:
    """`; did you mean 'x'?` for the nearest known name; where none is near nothing, or with `listed` all that are."""
    known = tuple(known)
    found = near(name, known)
    if found is None:
        return f"; known are {', '.join(sorted(known))}" if listed and known else ""
    return f"; did you mean '{found}'?"


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` is a slip of, else the only one that begins so or has all its words; else None.

    Case does not count, nor whether words are joined by dashes, underscores or spaces. Words that two names share say
    nothing of the rest: name-mismatch is not near age-mismatch.
    """
    from difflib import SequenceMatcher

    wanted = _words(name)
    slips, parts = list[tuple[float, str]](), list[str]()
    for one in dict.fromkeys(known):
        words = _words(one)
        rest, other = _without(wanted, words), _without(words, wanted)
        if other and (not rest or (len(rest) > 3 and other.startswith(rest))):
            parts.append(one)
        likeness = SequenceMatcher(None, "-".join(wanted), "-".join(words)).ratio()
        if not (rest or other) or likeness > SAME or _slip(rest, other):
            slips.append((likeness, one))
    if slips:
        return max(slips, key=lambda slip: slip[0])[1]
    return parts[0] if len(parts) == 1 and wanted else None


def _words(name: str) -> list[str]:
    return [word for word in name.lower().replace("_", "-").replace(" ", "-").split("-") if word]


def _without(words: list[str], others: list[str]) -> str:
    return "-".join(word for word in words if word not in others)


def _slip(one: str, other: str) -> bool:
    """Whether one is the other with a letter too many, missing, wrong or doubled, or with letters in another order."""
    from difflib import SequenceMatcher

    if not one or not other:
        return False
    same = sorted(one) == sorted(other) or _undoubled(one) == _undoubled(other)
    return same or SequenceMatcher(None, one, other).ratio() > LIKENESS


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
