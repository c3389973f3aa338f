"""A sentence with its figures, and the chunks of nouns beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checks.extract.event.clause import BE, CALENDAR, DETERMINER, HAVE, MODAL, NUMBER, PART, POSSESSIVE, Clause
from checks.extract.event.word_class import PASSED
from checks.lexicon.label_words import tying

_LONGEST = 5
"""Words of a chunk at most, with its determiner."""


class Label(NamedTuple):
    """Words [first, last) of a sentence that name what a figure is said of, and how they stand to it."""

    first: int
    last: int
    relation: str


class Figured(NamedTuple):
    """The words of a sentence, and which of them print a number."""

    clause: Clause
    numbers: Sequence[bool]

    def chunk(self, end: int) -> int:
        """Where the chunk of nouns begins that ends before a word."""
        clause, at = self.clause, end
        while at > 0 and end - at < _LONGEST and not self.numbers[at - 1] and self._modifies(at - 1, end):
            at -= 1
        return at if clause.nominal(end - 1) else end

    def _modifies(self, at: int, end: int) -> bool:
        clause = self.clause
        return clause.nominal(at) and not clause.is_any(at, PASSED) and not (at + 1 < end and clause.verbal(at))


def before_of(sentence: Figured, first: int) -> Label | None:
    """ "A net profit of (about) 140m": the nouns before "of"."""
    clause, at = sentence.clause, first - 1
    while at > 0 and clause.words[at] in tying("lead"):
        at -= 1
    if at < 1 or clause.words[at] != "of" or clause.is_any(at - 1, PART | NUMBER | BE | HAVE | MODAL):
        return None
    if clause.words[at - 1] in tying("partitive"):
        return None
    begin = sentence.chunk(at)
    return Label(begin, at, "of") if begin < at else None


def modified(sentence: Figured, first: int, last: int) -> Label | None:
    """ "A 23% drop", "its $5 million loan": the nouns that follow a measure behind a determiner."""
    clause = sentence.clause
    before = clause.words[first - 1] if first else ""
    if before not in tying("owner") and not (first and clause.is_any(first - 1, POSSESSIVE)):
        return None
    at = last
    while at < clause.size and at - last < _LONGEST - 1 and _qualified(sentence, at):
        at += 1
    return Label(last, at, "modifies") if at > last else None


def _qualified(sentence: Figured, at: int) -> bool:
    clause = sentence.clause
    """Whether a word may stand in the nouns that a measure qualifies."""
    if not clause.nominal(at) or sentence.numbers[at] or clause.is_any(at, NUMBER | CALENDAR | DETERMINER):
        return False
    verb = clause.words[at] in tying("finite") or clause.verbal(at)
    return clause.words[at] not in tying("degree") and not (verb and clause.words[at] != "cost")
