"""Single words as tokens: by their shapes, and by what the lexicon says of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from checks.extract.time.vocabulary import (
    CAPITAL,
    LONGEST_SIGN,
    TOKEN,
    Entry,
    abbreviations,
    entries,
    letter_of,
    opening,
    phrases,
    shape_names,
)

_Cut: TypeAlias = tuple[str, str, int, int]
"""Shape, text, start and end of a token."""

_GLUE = frozenset("+=@\\~<>&^.*")
"""Signs that tie a figure to something else: it is no year and no day."""


class Word(NamedTuple):
    """The tokens of a word: the byte of each one's kind, the value of each, the bytes before each and of each in turn.

    Nothing of a word stands behind its last token.
    """

    letters: bytes
    values: tuple[str, ...]
    lengths: tuple[int, ...]


@lru_cache(maxsize=1 << 15)
def cut(word: str) -> Word:
    """The tokens of a word, each with the kind of its shape, or with that of its word in the lexicon."""
    bare = word.lstrip(" ")
    if len(bare) > LONGEST_SIGN and bare.isascii() and bare.isalpha():  # most words are nothing but letters
        letter, value = _known(bare)
        return Word(bytes((letter,)), (value,), (len(word) - len(bare), len(bare)))
    pieces = [(shape_names()[n := token.lastindex or 0], token[n], *token.span(n)) for token in TOKEN.finditer(word)]
    tokens: list[tuple[int, str, int, int]] = []
    for at, (_, text, start, end) in enumerate(pieces):
        before = spelled(word[tokens[-1][2] : start]).rstrip(".") if text == "." and at else ""
        if before in abbreviations():
            tokens[-1] = (*tokens[-1][:3], end)
        else:
            tokens.append((*_read(pieces, at), start, end))
    letters, values, starts, ends = zip(*tokens, strict=True)
    lengths = [(start - behind, end - start) for behind, start, end in zip((0, *ends), starts, ends, strict=False)]
    return Word(bytes(letters), values, tuple(chain.from_iterable(lengths)))


def spelled(text: str) -> str:
    """The text as the lexicon spells it."""
    return text.lower().replace("\xe2\x80\x99", "'")


def fits(entry: Entry, text: str) -> bool:
    """Whether what begins with `text` may be the entry: some words count only with a capital."""
    return entry.kind not in CAPITAL or text[0].isupper()


def _read(pieces: Sequence[_Cut], at: int) -> tuple[int, str]:
    """The byte of the kind, and the value, of one of the tokens of a word."""
    shape, text, start, end = pieces[at]
    if shape == "word":
        return _known(text)
    if shape == "figure":
        beside = (pieces[at - 1] if at else None, pieces[at + 1] if at + 1 < len(pieces) else None)
        return letter_of()[_figure_kind(text, beside, start, end)], text.replace(",", "")
    return letter_of()[shape], text


def _known(text: str) -> tuple[int, str]:
    """The byte of the kind that the lexicon gives to a word, and its value."""
    word = spelled(text)
    if word not in entries() and word not in phrases():
        return letter_of()["word"], word
    kind, value = next(((one.kind, one.value) for one in entries().get(word, ()) if fits(one, text)), ("word", word))
    begins = any(fits(one, text) for one in phrases().get(word, ()))
    return (opening() if begins else letter_of())[kind], value


def _figure_kind(text: str, beside: tuple[_Cut | None, _Cut | None], start: int, end: int) -> str:
    """Day, year or another number, by its digits and what is written together with it."""
    before, behind = beside
    if before is not None and before[3] == start and (before[0] in ("word", "money") or before[1] in _GLUE):
        return "stop"
    if len(text) > 9:
        return "other"
    if behind is not None and behind[2] == end and behind[0] == "word":
        return "digits"
    if text.isdigit():
        if len(text) <= 2 and 1 <= int(text) <= 31:
            return "day_number"
        if len(text) == 4 and "1000" <= text < "2200":
            return "year_number"
    return "digits"
