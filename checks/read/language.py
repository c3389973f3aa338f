"""English: whether a text is, the only language that is understood.

A text whose prose has next to none of the small words that only English has ("the", "of", "with") is of another
language; so is one whose letters are mostly of another script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from checks.document import Notice, Range, Zone
from checks.read.mask import merged
from checks.regex import lazy
from checks.wrap import unwrapped

_SAMPLE = 6000
"""Characters of a text that are looked at."""
_GLANCE = 1500
_MOST_FREQUENT = (" the ", " of ", " and ", " to ", " is ")
_ENOUGH = 4
"""A text that has so many of the most frequent words in its first characters is not looked at more closely."""

_PARAGRAPH = 12
"""Words of a paragraph: what is shorter is a heading, an entry of a list, a caption or a name."""
_LEAST = 40
"""Words without a capital that must be there, and as many as with one: scores and lists of names are no prose."""
_SHARE = 0.04
"""The share of small words that only English has. The tersest of it, notes on a release, has 5%, others under 3%."""
_LEAST_LETTERS = 20
"""Letters of another script that must be there."""

_CLASSES = ("determiner", "possessive", "pronoun", "relative", "be", "have", "modal", "negative", "preposition",
            "conjunction", "subordinate", "conditional")  # fmt: skip

_WORD = lazy(r"[^\W\d_]+")
_LATIN = lazy(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OF_ANOTHER_SCRIPT = lazy(
    r"[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff\ufe70-\uff00\U00020000-\U0003ffff]"
)
"""Letters and what is written with them, not signs that all scripts share."""


def language_notices(text: str, zones: Sequence[Zone], masked: Sequence[Range]) -> tuple[Notice, ...]:
    """A notice of a text that is not English; none where there is too little prose to tell."""
    if _is_english_at_a_glance(text[:_GLANCE]):
        return ()
    sample = text[:_SAMPLE]
    if _is_of_another_script(_without(sample, masked)) or _is_of_another_language(sample, zones, masked):
        return (Notice("not-english", "this text is not English, the only language whose facts are read"),)
    return ()


def _is_english_at_a_glance(text: str) -> bool:
    return sum(text.count(word) for word in _MOST_FREQUENT) >= _ENOUGH


def _without(text: str, ranges: Iterable[Range]) -> str:
    """The text with spaces for ranges that are no prose."""
    pieces, at = [], 0
    for start, end in merged(ranges):
        pieces += [text[at:start], " " * (min(end, len(text)) - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _is_of_another_script(text: str) -> bool:
    if text.isascii():
        return False
    foreign = len(_OF_ANOTHER_SCRIPT.findall(text))
    return foreign >= _LEAST_LETTERS and foreign > len(_LATIN.findall(text))


def _is_of_another_language(text: str, zones: Iterable[Zone], masked: Iterable[Range]) -> bool:
    """By the paragraphs of prose alone: no heading, list or table."""
    others = ((zone.start, zone.end) for zone in zones if zone.kind != "paragraph")
    lines = unwrapped(_without(text, (*masked, *others))).split("\n")
    words = [word for line in lines for word in _words(line)]
    small = [word for word in words if word[0].islower()]
    if len(small) < max(_LEAST, len(words) / 2):
        return False
    return sum(word in _function_words() for word in small) < _SHARE * len(small)


def _words(line: str) -> list[str]:
    """The words of a paragraph; none of a line that is none."""
    words = _WORD.findall(line)
    return words if len(words) >= _PARAGRAPH else []


@cache
def _function_words() -> frozenset[str]:
    from checks.lexicon.word import members

    return frozenset(word for name in _CLASSES for word in members(name)) - members("foreign_too")
