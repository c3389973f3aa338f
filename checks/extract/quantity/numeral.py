"""Numerals: runs of digits and number words, and the one or several numbers that a run prints."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from checks.extract.quantity import digits, number_word
from checks.extract.quantity.digits import DIGITS, JOINER
from checks.extract.quantity.number import Numeral, lexicon
from checks.lexicon.word import either
from checks.pattern import Pattern, compile
from checks.regex import lazy

_TOKEN = lazy(rb"[a-z]+?(?=fold\b)|[a-z]+")


@cache
def scanner() -> Pattern:
    """Finds the runs of digits and number words."""
    return compile(run_pattern())


def run_pattern() -> bytes:
    """A run begins with digits or a number word and goes on with number words, joined by spaces, hyphens and "and"."""
    scale, part = _either("hundred", "scale", "dozen"), _either("denominator", "half")
    many = rb"(?:tens|hundreds|thousands|dozens) of " + _either("hundreds", "scales")
    half = rb"half(?:[ -]of)?[ -]an?|half"
    counter = _either(
        "digit", "teen", "tens", "hundred", "scale", "dozen", "dozens", "hundreds", "scales", "zero", "decade"
    )
    article = rb"an?[ -](?:" + scale + rb"|" + part + rb"|" + either("single") + rb")"
    fold = _either("digit", "teen", "tens", "hundred", "scale") + rb"fold"
    some_of = rb"(?:third|fourth|quarter|tenth)s?[ -](?:of[ -])?an?|quarter"
    first = b"|".join((article, half, many, fold, counter, some_of))
    word = b"|".join((half, many, counter, part, _either("abbreviation")))
    joint = rb"(?:,? and(?: an?)? |-and-(?:an?-)?|[ -]point[ -]| of an? |, | & |[ -]{1,3}|" + JOINER + rb")"
    tight = rb"(?:" + _either("abbreviation", "scale") + rb"s?\b)?"
    return rb"(?i)(?:" + DIGITS + tight + rb"|\b(?:" + first + rb")\b)(?:" + joint + rb"(?:" + word + rb")\b)*"


def _either(*kinds: str) -> bytes:
    """The words of some kinds as an alternation, longest first."""
    found = [word for word, entry in lexicon().items() if entry.kind in kinds]
    found.sort(key=len, reverse=True)
    return rb"(?:" + b"|".join(found) + rb")"


def numerals(run: bytes) -> tuple[Numeral, ...]:
    """The numbers that a run of digits and number words prints, in order; a malformed one is left out (a version)."""
    return _known(run) if len(run) < 64 else _read(run)


_KNOWN = 1 << 15


def _read(run: bytes) -> tuple[Numeral, ...]:
    low = run.lower()
    found: list[Numeral] = []
    at = 0
    if not low[:1].isalpha():
        head = digits.read(low)
        if head is None:
            return ()
        head = head if head.end == len(low) else digits.scaled(low, head)
        at = head.end
        if at == len(low):
            return (head,)
        found.append(head)
    tokens = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(low, at)]
    position = 0
    while position < len(tokens):
        numeral, position = number_word.read(low, tokens, position)
        if numeral is not None:
            found.append(numeral)
    return tuple(_without_years(low, found))


@lru_cache(maxsize=_KNOWN)
def _known(run: bytes) -> tuple[Numeral, ...]:
    return _read(run)


def _without_years(run: bytes, found: list[Numeral]) -> Iterator[Numeral]:
    """Leave out "nineteen eighty-four" and "twenty twenty": two such numbers side by side are a year or a score."""
    skip = False
    for number, one in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        pair = (
            after is not None
            and run[one.end : after.start] in number_word.PLAIN_GAPS
            and one.shape == after.shape == "words"
            and 10 <= one.value < 100
            and 10 <= after.value < 100
        )
        if not skip and not pair:
            yield one
        skip = pair
