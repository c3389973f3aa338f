"""Hedges: the words beside a number that say how far it may be taken ("about", "more than", "or so")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from checks.lexicon.entries import HedgeRow, rows
from checks.regex import lazy

_REACH = 32
_ARTICLES = frozenset((b"a", b"an", b"further", b"another"))


class Hedge(NamedTuple):
    """A bound and where its words stand, half-open byte offsets."""

    bound: str
    start: int
    end: int


_Phrases: TypeAlias = Mapping[bytes, str]
"""Phrases and their bounds, longest first."""


@cache
def _phrases(side: str) -> dict[bytes, _Phrases]:
    """The phrases of a side by their last word (before a number) or first word (after it), longest first."""
    found: dict[bytes, list[tuple[bytes, str]]] = {}
    for row in rows(HedgeRow):
        if row.side == side:
            phrase = row.phrase.encode()
            words = phrase.split(b" ")
            found.setdefault(words[-1 if side == "before" else 0], []).append((phrase, row.bound))
    return {word: dict(sorted(bounds, key=lambda one: -len(one[0]))) for word, bounds in found.items()}


_NO_PHRASES: _Phrases = {}
_LAST_WORD = lazy(rb"(?:[A-Za-z.]+|\xe2\x89[\x88\xa4\xa5]|\xe2\x88\xbc|[~<>])\Z")
_NO_BREAK_SPACE = b"\xc2\xa0"
_TOUCHING = frozenset(b".~<>\x88\xa4\xa5\xbc\xa0")
"""The last bytes of the hedges, and of the no-break space, that may touch a number."""
_APART = frozenset((b"", b" ", b"-"))
_ARTICLE = lazy(rb"[ ](?:an?|a further|another) \Z", re.I)


@cache
def _endings() -> frozenset[bytes]:
    """The last three letters, or all of fewer, of the last words of hedges before a quantity and of the articles."""
    return frozenset(word[-3:] for word in (*_phrases("before"), *_ARTICLES))


@lru_cache(maxsize=1 << 13)
def _may_end(tail: bytes) -> bool:
    """Whether a hedge or an article may end with these bytes, the four before a quantity (none at its very begin)."""
    if tail[-1:] not in _APART:
        return tail[-1] in _TOUCHING
    _, space, piece = tail[:-1].rpartition(b" ")
    if space:
        return _phrases_ending(piece) is not _NO_PHRASES
    return bool(not piece[-1:].isdigit() and (not piece.isalpha() or piece.lower() in _endings()))


def before(data: bytes, start: int) -> Hedge | None:
    """The hedge that ends where the quantity begins, an article allowed between them."""
    if not _may_end(data[start - 4 : start]):
        return None
    begin, end = max(0, start - _REACH), start
    last = data[end - 1 : end]
    if last != b" " and last != b"-":
        if not last or last[0] not in _TOUCHING:
            return None
        end -= 2 * data.endswith(_NO_BREAK_SPACE, begin, end)
        last = data[end - 1 : end]
    end -= last == b" " or last == b"-"
    phrases = _phrases_ending(data[max(begin, data.rfind(b" ", begin, end) + 1) : end])
    if phrases is None:
        return _before_article(data, begin, start)
    return _ending(data[begin:end].lower(), phrases, end) if phrases else None


def _before_article(data: bytes, begin: int, start: int) -> Hedge | None:
    article = _ARTICLE.search(data, max(begin, start - 12), start)
    if article is None:
        return None
    window = data[begin : article.start()].lower()
    phrases = _phrases_ending(window[window.rfind(b" ") + 1 :])
    return _ending(window, phrases, article.start()) if phrases else None


def _ending(window: bytes, phrases: _Phrases, end: int) -> Hedge | None:
    """The first of the phrases with which the text in small letters ends, `end` being its place in the data."""
    if not window.endswith(tuple(phrases)):
        return None
    for phrase, bound in phrases.items():
        if window.endswith(phrase) and not window[: -len(phrase)][-1:].isalnum():
            return Hedge(bound, end - len(phrase), end)
    return None


@lru_cache(maxsize=1 << 13)
def _phrases_ending(piece: bytes) -> _Phrases | None:
    """The phrases that end with the last word of a piece of text, longest first; None for an article."""
    found = None if piece.isalpha() else _LAST_WORD.search(piece)
    word = (piece if found is None else found[0]).lower()
    return None if word in _ARTICLES else _phrases("before").get(word, _NO_PHRASES)


@cache
def _openings() -> frozenset[bytes]:
    """The first three bytes of the hedges behind a quantity, with the space before them."""
    found = [phrase for rows in _phrases("after").values() for phrase in rows]
    return frozenset(phrase[:3] if phrase[:1] == b"-" else b" " + phrase[:2] for phrase in found)


@lru_cache(maxsize=1 << 13)
def _may_begin(head: bytes) -> bool:
    """Whether a hedge behind a quantity may begin with these three bytes."""
    return head[:1] == b"+" or (head[:1] in (b" ", b"-") and (head[1:2] == b"+" or head.lower() in _openings()))


_FIRST = lazy(rb" ?([a-z]+|-[a-z]+|\+)")


def after(data: bytes, end: int) -> Hedge | None:
    """The hedge that begins where the quantity ends."""
    if not _may_begin(data[end : end + 3]):
        return None
    window = data[end : end + 20].lower()
    match = _FIRST.match(window)
    if match is None:
        return None
    for phrase, bound in _phrases("after").get(match[1], _NO_PHRASES).items():
        first = match.start(1)
        behind = window[first + len(phrase) : first + len(phrase) + 1]
        if window[first : first + len(phrase)] == phrase and not behind.isalnum():
            return Hedge(bound, end + first, end + first + len(phrase))
    return None
