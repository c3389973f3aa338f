"""Where events may be told: the words of the lexicon in a batch, by sentence, with what they may tell of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from checks.extract.batch import Batch
from checks.lexicon.verb import Form, forms, respects_of

_LONGEST = 5_000
"""What is longer (in bytes) is a list or a table without stops, and no sentence."""
_REACH = 120
"""Bytes within which a verb has the particle or preposition without which it tells of no event."""
_NEEDED = {"oust": ("from", "out"), "fall": ("to", "into", "under")}
"""The prepositions of which a frame needs one."""
_IDLE = frozenset({"base", "nouns"})
"""Forms that tell of no event by themselves: "to open" is a plan, "sales" are many."""


class Candidate(NamedTuple):
    """The `number`-th sentence of a batch, the bytes [start, end): the byte offsets of words that may tell of an event.

    `respects` has for each of them all respects in which it may be compared (`checks.lexicon.verb.respects_of`).
    """

    number: int
    start: int
    end: int
    hits: list[int]
    respects: list[frozenset[str]]


class _Word(NamedTuple):
    """What a trigger may tell of, and the words of which one must follow it, if any."""

    respects: frozenset[str]
    needed: tuple[bytes, ...]


def candidates(batch: Batch) -> Iterator[Candidate]:
    """Each sentence in which a word may tell of an event, ascending."""
    starts, size = batch.sentence_bytes, len(batch.data)
    for number, inside in groupby(_hits(batch.data), key=lambda hit: bisect_right(starts, hit[0]) - 1):
        first = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else size
        if end - first <= _LONGEST:
            hits = list(inside)
            yield Candidate(number, first, end, [at for at, _ in hits], [word.respects for _, word in hits])


def _hits(data: bytes) -> list[tuple[int, _Word]]:
    lower = data.lower()
    finder, words = _triggers()
    return [
        (start, words[word])
        for word, start, end in finder.find_matches_as_indexes(lower)
        if not _inside(lower, start, end) and _followed(lower, end, words[word].needed)
    ]


@cache
def _triggers() -> tuple[Any, list[_Word]]:
    """Finds the words that may tell of an event, and what is known of each."""
    import ahocorasick_rs

    kept = {
        word: telling
        for word, readings in forms().items()
        if (telling := [one for one in readings if one.form not in _IDLE])
    }
    words = [word.encode() for word in kept]
    finder = ahocorasick_rs.BytesAhoCorasick(
        words,
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.DFA,  # three times as fast as what the library chooses
    )
    return finder, [_word(telling) for telling in kept.values()]


def _word(telling: list[Form]) -> _Word:
    respects = frozenset(it for one in telling for it in respects_of(one.verb.frame, one.verb.kind))
    needed = {f" {word}".encode() for one in telling for word in _followers(one)}
    return _Word(respects, tuple(needed) if all(map(_followers, telling)) else ())


def _followers(reading: Form) -> tuple[str, ...]:
    """The words of which one must stand behind a verb or noun: its particle, else a preposition."""
    if reading.verb.particle:
        return (reading.verb.particle,) if reading.form != "noun" else ()
    if reading.form == "noun":
        return (*_NEEDED["fall"], "of") if reading.verb.frame == "fall" else ()
    return _NEEDED.get(reading.verb.frame, ())


def _followed(data: bytes, end: int, needed: tuple[bytes, ...]) -> bool:
    """Whether a word that needs another ("stepped down", "won the town back", "fell to") has it not far behind."""
    return not needed or any(data.find(one, end, end + _REACH) >= 0 for one in needed)


def _inside(data: bytes, start: int, end: int) -> bool:
    """Whether the match is a piece of a longer word."""
    before, after = data[start - 1 : start], data[end : end + 1]
    return before.isalnum() or before >= b"\x80" or before == b"-" or after.isalnum() or after == b"-"
