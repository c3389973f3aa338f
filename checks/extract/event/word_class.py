"""Words as they stand in sentences (the space behind them is no matter): in lower case, with the classes they belong to
as a set of bits.

The classes are the closed ones of the lexicon (`checks.lexicon.word.bits`) and, above these, what the letters of a
word tell: all are looked up once a word, so that a question about a word in its sentence is one test of bits.
"""

from __future__ import annotations

from functools import cache, partial

from checks.lexicon.verb import forms, roles
from checks.lexicon.word import bits, closed, tags
from checks.memo import Memo

_KNOWN = 50_000
"""Words kept; a corpus has ever new ones."""


def mask(names: str) -> int:
    """The bits of some closed classes of the lexicon, by their names."""
    return bits(*names.split())


_STOP = mask("be have modal negative pronoun relative preposition conjunction subordinate conditional calendar speech")
_ADVERB, _FINITE = mask("adverb"), mask("be have speech past")

_FIRST = 1 << len(closed())
CAPITAL = _FIRST
"""Printed with a capital, first or inside: "iPhone", "al-Qaida"."""
NOMINAL = _FIRST << 1
"""May stand inside a noun phrase."""
PASSED = _FIRST << 2
"""An adverb, by the lexicon or by its ending, which may stand between any two words of a clause."""
VERBAL = _FIRST << 3
"""A known finite form, or an auxiliary."""
ENDS_PAST = _FIRST << 4
"""No known form, but it ends as past forms do."""


@cache
def vocabulary(*, shouted: bool) -> tuple[Memo[str, str], Memo[str, int]]:
    """The word in lower case and the classes of each printed word, looked up when first met; `shouted` is for a text
    all in capitals.
    """
    words = Memo[str, str](partial(_lower, shouted=shouted), _KNOWN)
    return words, Memo[str, int](lambda printed: _classes(words[printed], capital=_capital(printed)), _KNOWN)


def _lower(spaced: str, *, shouted: bool) -> str:
    """A printed word in lower case, but initials ("IS", "US") as printed: so they are no function words."""
    printed = spaced.rstrip()
    return printed if len(printed) > 1 and printed.isupper() and not shouted else printed.lower()


def _capital(printed: str) -> bool:
    """Whether a word has a capital, first or inside."""
    return printed[0].isupper() or (printed[0].isalpha() and not printed.islower())


def _classes(word: str, *, capital: bool) -> int:
    """Called for each new word of a corpus: next to none is in the lexicon."""
    found = tags().get(word, 0)
    start = word[0]
    if start.isalnum() and not found & _STOP and not (start.isdigit() and len(word) == 4):
        found |= NOMINAL
    if word.endswith("ly") and not capital and word not in roles():
        found |= PASSED
    if word in forms():
        found |= VERBAL if _finite(word) else 0
    elif len(word) > 4 and word.endswith("ed") and "-" not in word:
        found |= ENDS_PAST
    if found & _ADVERB:
        found |= PASSED
    if found & _FINITE:
        found |= VERBAL
    return found | CAPITAL if capital else found


def _finite(word: str) -> bool:
    """Whether a form of a verb is a past form, or a third person that is hardly a noun."""
    known = {one.form for one in forms()[word]}
    return bool(known & {"past", "participle"}) or ("third" in known and "nouns" not in known and word not in roles())
