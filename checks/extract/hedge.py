"""Hedges: the words beside a number that say how far it may be taken ("about", "more than", "or so")."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from checks.regex import lazy

_REACH = 32


class Hedge(NamedTuple):
    """A bound and where its words stand, half-open byte offsets."""

    bound: str
    start: int
    end: int


@cache
def _phrases(side: str) -> dict[bytes, tuple[tuple[bytes, str], ...]]:
    """The phrases of a side by their last word (before a number) or first word (after it), longest first."""
    text = files("checks.lexicon").joinpath("hedges.csv").read_text("utf-8")
    found: dict[bytes, list[tuple[bytes, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        if row["side"] == side:
            phrase = row["phrase"].encode()
            words = phrase.split(b" ")
            found.setdefault(words[-1 if side == "before" else 0], []).append((phrase, row["bound"]))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


_LAST = lazy(rb"(?:([A-Za-z.]+)|(\xe2\x89[\x88\xa4\xa5]|\xe2\x88\xbc|[~<>]))[ -]?(?:\xc2\xa0)?\Z")
_ARTICLES = frozenset((b"a", b"an", b"further", b"another"))
_ARTICLE = lazy(rb"[ ](?:an?|a further|another) \Z")


@cache
def _endings() -> frozenset[bytes]:
    return frozenset((*_phrases("before"), *_ARTICLES))


@lru_cache(maxsize=1 << 14)
def _may_end(piece: bytes) -> bool:
    """Whether the last word of the bytes may end a hedge."""
    cut = max(map(piece.rfind, (b"\n", b"(", b"-", b'"', b"\x9c")))
    word = piece[cut + 1 :]
    return not word.isalpha() or word.lower() in _endings()


def before(data: bytes, start: int) -> Hedge | None:
    """The hedge that ends where the quantity begins, an article allowed between them."""
    end = start
    last = data[end - 1 : end]
    if last == b" " or last == b"-":
        end -= 1
        if not _may_end(data[max(0, end - 14) : end].rsplit(b" ", 1)[-1]):
            return None
    elif last.isalnum() or last == b"\n" or not last:
        return None
    window = data[max(0, start - _REACH) : start]
    cut = max(window.rfind(b"\n"), window.rfind(b"\x00"), window.rfind(b", "))
    found = _before(window[cut + 1 :] if cut >= 0 else window)
    return None if found is None else Hedge(found[0], start - found[1], start - found[2])


@lru_cache(maxsize=1 << 14)
def _before(window: bytes) -> tuple[str, int, int] | None:
    """The bound and how far from the end its words begin and end."""
    low = window.lower()
    end = len(low)
    for _ in range(2):
        match = _LAST.search(low, max(0, end - 18), end)
        if match is None:
            return None
        group = 1 if match[1] is not None else 2
        for phrase, bound in _phrases("before").get(match[group], ()):
            first = match.end(group) - len(phrase)
            if low[max(0, first) : match.end(group)] == phrase and not (first > 0 and low[first - 1 : first].isalnum()):
                return bound, len(low) - first, len(low) - match.end(group)
        article = _ARTICLE.search(low, max(0, end - 12), end)
        if article is None:
            return None
        end = article.start() + 1
    return None


_HEADS = frozenset((b" ", b"-", b"+"))


@cache
def _openings() -> frozenset[bytes]:
    """The first three bytes of the hedges behind a quantity, with the space before them."""
    found = [phrase for rows in _phrases("after").values() for phrase, _ in rows]
    return frozenset(phrase[:3] if phrase[:1] == b"-" else b" " + phrase[:2] for phrase in found)


_FIRST = lazy(rb" ?([a-z]+|-[a-z]+|\+)")


def after(data: bytes, end: int) -> Hedge | None:
    """The hedge that begins where the quantity ends."""
    head = data[end : end + 1]
    if head not in _HEADS:
        return None
    if b"+" not in data[end : end + 2] and data[end : end + 3].lower() not in _openings():
        return None
    window = data[end : end + 20].lower()
    match = _FIRST.match(window)
    if match is None:
        return None
    for phrase, bound in _phrases("after").get(match[1], ()):
        first = match.start(1)
        behind = window[first + len(phrase) : first + len(phrase) + 1]
        if window[first : first + len(phrase)] == phrase and not behind.isalnum():
            return Hedge(bound, end + first, end + first + len(phrase))
    return None
