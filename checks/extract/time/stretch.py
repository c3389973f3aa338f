"""Where expressions of time can stand: around a month, a unit, a year, a clock, as far as the vocabulary reaches."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import ahocorasick_rs

from checks.extract.time.vocabulary import CAPITAL, rows, vocabulary
from checks.pattern import lazy, phrase

REACH = 80
"""Bytes read on either side of a trigger: "at least the past two hundred and fifty thousand" is 51."""

_HEADS = frozenset(
    [
        "month",
        "name_month",
        "weekday",
        "short_weekday",
        "weekdays",
        "season",
        "verb_season",
        "seasons",
        "unit",
        "units",
        "year",
        "quarter",
        "century",
        "daypart",
        "dayparts",
        "noon",
        "named_day",
        "tonight",
        "overnight",
        "holiday",
        "now",
        "recently",
        "soon",
        "frequency",
        "recent",
        "period",
        "half",
        "decade_word",
        "year_ago",
        "future",
        "current",
    ]
)
_MORE = ("the past", "the latest", "nineteen")
_DIGITS = phrase(
    rb"[12][0-9]{3}|[0-9][:/][0-9]|[0-9]0'?s|['\x99][0-9]{2}|[0-9] ?[aApP]\.? ?[mM]|[0-9][.-][0-9]{1,2}[.-][12]"
    rb"|Q[1-4]|[1-4]Q|H[12]|[0-2][0-9][0-5][0-9] (?:GMT|UTC)|[0-9] (?:BC|B\.C|AD|A\.D)|AD [0-9]|[0-9] o'c"
    rb"|the [0-9]{1,2}(?:st|nd|rd|th)",
    yes=("in 2014", "5 p.m.", "the 3rd", "3/4", "Q2"),
    no=("12 people", "3rd"),
    linear=True,
)
_EDGES = ".,;:!?()[]\"'$_\t\r"
_INNER = lazy(r"[-'/.\t\r]")
"""What joins words, of which one may be of time though all together are in no vocabulary."""


@cache
def _words() -> ahocorasick_rs.BytesAhoCorasick:
    """The heads of expressions in lower case (unless a capital tells them), with a capital, and in capitals."""
    words = set(_MORE) | {word.capitalize() for word in _MORE}
    for kind, _, tokens in rows():
        word = tokens[-1]
        if kind in _HEADS and len(word) > 2:
            words |= {word.capitalize(), word.upper()} | (set() if kind in CAPITAL else {word})
    return ahocorasick_rs.BytesAhoCorasick(
        [word.encode() for word in sorted(words)],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.DFA,  # three times as fast as what the library chooses
    )


def _triggers(data: bytes) -> list[tuple[int, int]]:
    """The spans of words and figures that may be the head of an expression of time, ascending."""
    found = [
        (start, end)
        for _, start, end in _words().find_matches_as_indexes(data)
        if not data[start - 1 : start].isalpha() and not data[end : end + 1].isalpha()
    ]
    found += [match.span() for match in _DIGITS.finditer(data)]
    found.sort()
    return found


def stretches(data: bytes, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of words of time around triggers, with one more word on either side, disjoint and ascending.

    `text` is `data` read as Latin-1. No stretch crosses a line break, none ends with a space.
    """
    low = high = closed = -1
    for start, end in _triggers(data):
        if end <= closed:
            continue
        left = _left(text, max(high, start - REACH, 0), start) if start > high else high
        if high < 0 or text[high:left].strip(" \t\r"):
            if high >= 0:
                yield low, high
            low = left
        high, closed = _right(text, max(end, high))
    if high >= 0:
        yield low, high


def _left(text: str, low: int, at: int) -> int:
    """How far the vocabulary of time reaches to the left of `at`, and a word more; not beyond `low`."""
    low = max(low, text.rfind("\n", low, at) + 1)
    rest = space = word = text[low:at]
    if not rest:
        return at
    while rest:
        rest, space, word = rest.rpartition(" ")
        if word and not _belongs(word):
            break
    place = low + len(rest) + len(space)
    whole = place != low or not low or text[low - 1].isspace()
    return place if whole else min(place + len(word), at)


def _right(text: str, at: int) -> tuple[int, int]:
    """How far the vocabulary reaches to the right of `at`, and a word more; and how far that is certain."""
    line = text.find("\n", at, at + REACH)
    high = place = min(at + REACH, len(text)) if line < 0 else line
    rest = text[at:high]
    while rest:
        word, space, rest = rest.partition(" ")
        if not space and line < 0 and high < len(text) and not text[high - 1 : high + 1].isspace():
            place -= len(word)  # it goes on
        elif word and not _belongs(word):
            place -= len(rest) + len(space)
            return place, place - len(word)
    place = at + len(text[at:place].rstrip(" "))
    return place, place if line >= 0 or high == len(text) else place - REACH // 2


@lru_cache(maxsize=1 << 14)
def _belongs(word: str) -> bool:
    """Whether a word, with the punctuation around it, may be part of an expression of time."""
    bare = word.strip(_EDGES).lower()
    if bare in vocabulary() or not bare or bare[0].isdigit() or not bare.isascii():
        return True
    return _INNER.search(bare) is not None
