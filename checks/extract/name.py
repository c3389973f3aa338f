"""Person-like and other capitalised names, with the title that stands before them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import polars as pl

from checks.extract.batch import Batch

_LETTER = rb"(?:[A-Z]|\xc3[\x80-\x9e]|\xc5[\x81\x90\x92\x98\x9a\xa0\xbb\xbd])"
_SMALL = rb"(?:[a-z]|['\-]|\xe2\x80\x99|\xc3[\x9f-\xbf]|[\xc4-\xc9][\x80-\xbf])"
_WORD = rb"(?:" + _LETTER + rb"(?:" + _SMALL + rb"|" + _LETTER + rb"){1,20}|" + _LETTER + rb"\.)"
_PARTICLE = rb"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|al|el|bin|ibn|ben|ter|ten|of\ the|of)"
_NAME = re.compile(
    rb"(?<![\w\x80-\xff.])"
    + _WORD
    + rb"(?:[ ](?:"
    + _PARTICLE
    + rb"[ ]){0,2}"
    + _WORD
    + rb"){0,5}(?![\w\x80-\xff])".replace(rb"\ ", b" ")
)


@cache
def _lexicon() -> dict[str, frozenset[bytes]]:
    rows = files("checks.lexicon").joinpath("name_words.csv").read_text("utf-8").splitlines()[1:]
    classes: dict[str, set[bytes]] = {}
    for row in rows:
        word, kind = row.split(",")[:2]
        classes.setdefault(kind, set()).add(word.encode())
    return {kind: frozenset(words) for kind, words in classes.items()}


def names(batch: Batch) -> pl.DataFrame:
    """The frame of `checks.facts.Names` without `mention`.

    A name is a run of capitalised words; words that only a sentence's beginning makes a capital are cut off. `person`
    needs a title, a given name of the lexicon, or two or more words of which the last recurs alone.
    """
    words = _lexicon()
    starts: list[int] = []
    ends: list[int] = []
    types: list[str] = []
    keys: list[str] = []
    titles: list[str | None] = []
    for found in _NAME.finditer(batch.data):
        read = _read(found[0], words)
        if read is None:
            continue
        skip, kept, kind, title = read
        starts.append(found.start() + skip)
        ends.append(found.start() + skip + len(kept))
        types.append(kind)
        keys.append(kept.decode())
        titles.append(title)
    return batch.mentions(starts, ends).with_columns(
        name_type=pl.Series(types, dtype=pl.String),
        key=pl.Series(keys, dtype=pl.String),
        title=pl.Series(titles, dtype=pl.String),
    )


def _read(run: bytes, words: dict[str, frozenset[bytes]]) -> tuple[int, bytes, str, str | None] | None:
    """Split a run of capitalised words into (bytes skipped, name, type, title); None where no name is left."""
    parts = run.split(b" ")
    first = 0
    while first < len(parts) and parts[first] in words["opener"]:
        first += 1
    title_from = first
    while first < len(parts) and parts[first].rstrip(b".") in words["title"]:
        first += 1
    rest = parts[first:]
    if not rest or all(part in words["calendar"] for part in rest):
        return None
    title = b" ".join(parts[title_from:first]).decode() or None
    skip = sum(len(part) + 1 for part in parts[:first])
    return skip, b" ".join(rest), _type(rest, title, words), title


def _type(rest: list[bytes], title: str | None, words: dict[str, frozenset[bytes]]) -> str:
    if rest[-1].rstrip(b".") in words["organisation"] or any(part in words["organisation"] for part in rest[1:]):
        return "organisation"
    if rest[-1] in words["place"] or b" ".join(rest) in words["place"]:
        return "place"
    if title or (len(rest) > 1 and rest[0] in words["given"]):
        return "person"
    return "other"
