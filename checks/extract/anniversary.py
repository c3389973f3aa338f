"""Anniversaries and birthdays with their number: "20th anniversary", "fiftieth birthday", "the bicentenary"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs
import polars as pl

from checks.extract.batch import Batch
from checks.lexicon.entries import AnniversaryRow, rows
from checks.pattern import phrase

_HEAD = phrase(
    rb"(?:[Aa]nniversary|[Bb]irthday|ANNIVERSARY|BIRTHDAY|cent(?:enary|ennial))\b",
    re.A,
    yes=("the 20th anniversary", "its bicentennial"),
    no=("anniversaries", "the century"),
)
_TRIGGERS = (b"nniversary", b"NNIVERSARY", b"irthday", b"IRTHDAY", b"centen")
"""What every anniversary holds; the first letter may stand before."""
_BEFORE = 48
"""Bytes read before "anniversary": "twenty-fifth wedding" is 20."""


@cache
def _triggers() -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(_TRIGGERS)


@cache
def _years() -> dict[str, int]:
    """The number that each word of the lexicon says."""
    return {row.word: row.years for row in rows(AnniversaryRow)}


def _counted() -> bytes:
    words = "|".join(sorted(_years(), key=len, reverse=True)).encode()
    number = rb"(?:(?:\d{1,2},\d{3}|\d{1,4})(?:st|nd|rd|th)|" + words + rb")"
    return rb"(?<!hundred )(?<!hundred and )(?<![\d,.])\b" + number + rb"[ -](?:[a-z]+[ -])?\Z"


def _alone() -> bytes:
    return rb"\b(?:" + "|".join(word for word in _years() if "cent" in word).encode() + rb")\Z"


_COUNTED = phrase(_counted, re.I, yes=("the 1,000th ", "twenty-fifth wedding "), no=("one hundred fifth ", "5 "))
_ALONE = phrase(_alone, re.I, yes=("the bicentenary",), no=("the century", "the first"))


def anniversaries(batch: Batch) -> pl.DataFrame:
    """The frame of `checks.facts.Anniversaries` without `mention`."""
    found = sorted(_spans(batch.data))
    spine = batch.mentions([start for start, _ in found], [end for _, end in found])
    years = [_number(batch.data[start:end].decode()) for start, end in found]
    return spine.with_columns(years=pl.Series(years, dtype=pl.Int32))


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """The byte spans of numbered anniversaries."""
    for _, start, _ in _triggers().find_matches_as_indexes(data):
        head = _HEAD.match(data, max(0, start - 1)) or _HEAD.match(data, start)
        if head is None:
            continue
        low = max(0, head.start() - _BEFORE)
        named = head[0].startswith(b"cent")
        found = _ALONE.search(data[low : head.end()]) if named else _COUNTED.search(data[low : head.start()])
        if found:
            yield low + found.start(), head.end()


def _number(text: str) -> int:
    """How many years an anniversary counts, by the text of its span."""
    digits = re.match(r"[\d,]+", text)
    if digits:
        return int(digits[0].replace(",", ""))
    lower = text.lower()
    return next(years for word, years in _sorted() if lower.startswith(word))


@cache
def _sorted() -> tuple[tuple[str, int], ...]:
    return tuple(sorted(_years().items(), key=lambda row: -len(row[0])))
