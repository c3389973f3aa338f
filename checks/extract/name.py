"""Person-like and other capitalised names, with the title that stands before them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import polars as pl

from checks.extract.batch import Batch
from checks.lexicon.entries import NameWordRow, rows
from checks.lexicon.word import words
from checks.pattern import phrase

_WORD = rb"[A-Z\xc3-\xc5](?:[A-Za-z'\-\x80-\xc9]++|\xe2\x80\x99(?=[a-z])|\.(?=[A-Z ]))+"
_PARTICLE = rb"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|al|el|bin|ibn|ben|ter|ten|of|the)"
_RUN = phrase(
    _WORD + rb"(?: (?:" + _PARTICLE + rb" ){0,2}(?:al-|el-|ul-)?" + _WORD + rb"){0,5}",
    yes=("Ann Hall", "University of Kent", "Abu Bakr al-Baghdadi"),
    no=("the town", "A 5"),
)
"""A run of capitalised words. What may follow what is told by its first byte: it beats re2 on many short matches."""
_FULL_STOP = phrase(rb"(?<=[a-z\x80-\xff])\. ", yes=("to the town. Hall",), no=("J. Hall",))
_OWNED = (b"'s", b"\xe2\x80\x99s", b"'", b"\xe2\x80\x99", b"-")
_INSIDE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") | frozenset(range(0x80, 0x100))
_CLOSING_QUOTES = (b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"\xe2\x80\x98", b"\xe2\x80\x94", b"\xe2\x80\x93")


class _Name(NamedTuple):
    """A name inside a run of capitalised words: bytes skipped before it, its own bytes, type and title."""

    skipped: int
    text: bytes
    kind: str
    title: str | None


@cache
def _lexicon() -> dict[str, frozenset[bytes]]:
    kinds: dict[str, set[bytes]] = {"calendar": set(words("calendar_name"))}
    for row in rows(NameWordRow):
        kinds.setdefault(row.kind, set()).add(row.word.encode())
    return {kind: frozenset(found) for kind, found in kinds.items()}


def names(batch: Batch) -> pl.DataFrame:
    """The frame of `checks.facts.Names` without `mention`.

    A name is a run of capitalised words; words that only a sentence's beginning makes a capital are cut off. A
    `person` needs a title or a given name of the lexicon. `key` is the name as printed, title left out.
    """
    data = batch.data
    found: list[tuple[int, _Name]] = []
    for match in _RUN.finditer(data):
        start, end = match.span()
        if start and data[start - 1] in _INSIDE and data[start - 3 : start] not in _CLOSING_QUOTES:
            continue
        for offset, part in _parts(data[start:end]):
            name = _read(part)
            if name is not None:
                found.append((start + offset + name.skipped, name))
    return batch.mentions(
        [start for start, _ in found], [start + len(name.text) for start, name in found]
    ).with_columns(
        name_type=pl.Series([name.kind for _, name in found], dtype=pl.String),
        key=pl.Series([name.text.decode("utf-8", "replace") for _, name in found], dtype=pl.String),
        title=pl.Series([name.title for _, name in found], dtype=pl.String),
    )


def _parts(run: bytes) -> list[tuple[int, bytes]]:
    """The run, cut where a full stop ends a sentence and no title ("Sen. Smith") or initial; with offsets."""
    if b". " not in run:
        return [(0, run.rstrip(b"."))] if run[-2:-1].islower() else [(0, run)]
    parts, at = [], 0
    for stop in _FULL_STOP.finditer(run):
        word = run[at : stop.start()].rsplit(b" ", 1)[-1]
        if word not in _lexicon()["title"]:
            parts.append((at, run[at : stop.start()]))
            at = stop.end()
    return [*parts, (at, run[at:].rstrip(b"."))]


@lru_cache(maxsize=1 << 14)
def _read(run: bytes) -> _Name | None:
    """The name in a run of capitalised words; None where no name is left."""
    words = _lexicon()
    parts = run.split(b" ")
    first = 0
    while first < len(parts) and parts[first] in words["opener"]:
        first += 1
    title_from = first
    while first < len(parts) and parts[first].rstrip(b".") in words["title"]:
        first += 1
    rest = parts[first:]
    if rest:
        rest[-1] = _bare(rest[-1])
    if not rest or not rest[-1] or all(part in words["calendar"] for part in rest):
        return None
    title = b" ".join(parts[title_from:first]).decode("utf-8", "replace") or None
    skipped = sum(len(part) + 1 for part in parts[:first])
    return _Name(skipped, b" ".join(rest), _type(rest, title, words), title)


def _bare(word: bytes) -> bytes:
    """The last word of a name without its possessive."""
    return next((word[: -len(mark)] for mark in _OWNED if word.endswith(mark)), word)


def _type(rest: list[bytes], title: str | None, words: dict[str, frozenset[bytes]]) -> str:
    if any(part.rstrip(b".") in words["organisation"] for part in rest):
        return "organisation"
    if rest[-1] in words["place"] or b" ".join(rest) in words["place"]:
        return "place"
    if title or (len(rest) > 1 and rest[0] in words["given"]):
        return "person"
    return "other"
