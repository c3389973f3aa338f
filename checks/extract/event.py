"""Events: verbs and nouns of the lexicon with who did it, to whom, and the clause in which their time stands.

A frame is strict: a part is read only from the phrase directly beside the verb, and stays null where another attachment
is possible.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import polars as pl

from checks.extract.batch import Batch
from checks.extract.clause import Clause
from checks.extract.frame import Event, Reader
from checks.lexicon.event import COMPARED, Form, forms

_COLUMNS = {
    "event_type": pl.String,
    "frame": pl.String,
    "form": pl.String,
    "tense": pl.String,
    "asserted": pl.Boolean,
    "definite": pl.Boolean,
    "again": pl.Boolean,
    "agent": pl.String,
    "patient": pl.String,
    "patient_name": pl.String,
    "patient_head": pl.String,
    "loser": pl.String,
    "place": pl.String,
}


_LONGEST = 5_000
"""What is longer (in bytes) is a list or a table without stops, and no sentence."""

_REACH = 120
"""Bytes within which a verb has the particle or preposition without which it tells of no event."""
_NEEDED = {"oust": ("from", "out"), "fall": ("to", "into", "under")}
"""The prepositions of which a frame needs one."""
_IDLE = frozenset({"base", "nouns"})
"""Forms that tell of no event by themselves: "to open" is a plan, "sales" are many."""


def events(batch: Batch, times: pl.DataFrame | None = None) -> pl.DataFrame:
    """The frame of `checks.facts.Events` without `mention` and `time`.

    Given the times of the batch, only what may be held against each other: the events of the documents in which two
    that may exclude each other are told beside a time.
    """
    found = _fitting(_read(_sentences(batch)) if times is None else _compared(batch, times), batch)
    columns = dict(zip(Event._fields, zip(*(event for _, event in found), strict=True), strict=False))
    frame = batch.mentions(*(_bytes(found, columns.get(name, ())) for name in ("start", "end")))
    return frame.with_columns(
        **{name: pl.Series(columns.get(name, ()), dtype=kind) for name, kind in _COLUMNS.items()},
        **{name: batch.offsets(_bytes(found, columns.get(name, ()))) for name in ("clause_start", "clause_end")},
    )


def _read(sentences: Iterable[tuple[_Sentence, list[int]]]) -> list[tuple[_Sentence, Event]]:
    return [(one, event) for one, hits in sentences for event in Reader(Clause(one.text)).events(hits)]


def _compared(batch: Batch, times: pl.DataFrame) -> list[tuple[_Sentence, Event]]:
    """The events of documents that tell two of one respect in sentences with a time, which are looked into first."""
    dated, documents = set(times["sentence"].to_list()), batch.sentences["document"].to_list()
    sentences = list(_sentences(batch))
    early = _read(one for one in sentences if one[0].number in dated)
    told = Counter((documents[one.number], COMPARED.get(event.frame)) for one, event in early)
    wanted = {document for (document, respect), count in told.items() if respect is not None and count > 1}
    late = _read(one for one in sentences if one[0].number not in dated and documents[one[0].number] in wanted)
    found = [*(one for one in early if documents[one[0].number] in wanted), *late]
    return sorted(found, key=lambda one: one[0].number)


def _fitting(found: list[tuple[_Sentence, Event]], batch: Batch) -> list[tuple[_Sentence, Event]]:
    """The events, but a verb of many meanings ("take") only if its object has another event in the document."""
    starts = batch.fields["byte_start"].to_list()
    documents = [bisect_right(starts, sentence.start) for sentence, _ in found]
    told = {(document, one.patient_name) for document, (_, one) in zip(documents, found, strict=True) if one.fits}
    return [
        (sentence, one)
        for document, (sentence, one) in zip(documents, found, strict=True)
        if one.fits or (document, one.patient_name) in told
    ]


def _bytes(found: list[tuple[_Sentence, Event]], offsets: Sequence[int]) -> list[int]:
    """Offsets in the sentences of events as those of the batch."""
    return [sentence.byte(offset) for (sentence, _), offset in zip(found, offsets, strict=True)]


class _Sentence:
    """Takes character offsets in one sentence, the `number`-th of the batch, to byte offsets in the batch."""

    def __init__(self, number: int, start: int, data: bytes) -> None:
        self.number = number
        self.start = start
        self.text = data.decode()
        self._plain = len(self.text) == len(data)

    def byte(self, offset: int) -> int:
        return self.start + (offset if self._plain else len(self.text[:offset].encode()))


@cache
def _triggers() -> tuple[Any, list[tuple[bytes, ...]]]:
    """Finds the words that may tell of an event, and for each the words of which one must follow, if any."""
    import ahocorasick_rs

    kept = {
        word: telling
        for word, readings in forms().items()
        if (telling := [one for one in readings if one.form not in _IDLE])
    }
    needed = [
        tuple(f" {one}".encode() for reading in telling for one in _followers(reading))
        if all(map(_followers, telling))
        else ()
        for telling in kept.values()
    ]
    words = [word.encode() for word in kept]
    return ahocorasick_rs.BytesAhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), needed


def _followers(reading: Form) -> tuple[str, ...]:
    """The words of which one must stand behind a verb or noun: its particle, else a preposition."""
    if reading.verb.particle:
        return (reading.verb.particle,) if reading.form != "noun" else ()
    if reading.form == "noun":
        return (*_NEEDED["fall"], "of") if reading.verb.frame == "fall" else ()
    return _NEEDED.get(reading.verb.frame, ())


def _sentences(batch: Batch) -> Iterator[tuple[_Sentence, list[int]]]:
    """Each sentence with a trigger, and the character offsets of its triggers."""
    data, starts = batch.data, batch.sentence_bytes
    lower = data.lower()
    finder, needed = _triggers()
    hits = [
        start
        for word, start, end in finder.find_matches_as_indexes(lower)
        if not _inside(lower, start, end) and _followed(lower, end, needed[word])
    ]
    for number, inside in groupby(hits, key=lambda start: bisect_right(starts, start) - 1):
        first = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else len(data)
        if end - first > _LONGEST:
            continue
        yield _Sentence(number, first, data[first:end]), [len(data[first:hit].decode()) for hit in inside]


def _followed(data: bytes, end: int, needed: tuple[bytes, ...]) -> bool:
    """Whether a word that needs another ("stepped down", "won the town back", "fell to") has it not far behind."""
    return not needed or any(data.find(one, end, end + _REACH) >= 0 for one in needed)


def _inside(data: bytes, start: int, end: int) -> bool:
    """Whether the match is a piece of a longer word."""
    before, after = data[start - 1 : start], data[end : end + 1]
    return before.isalnum() or before >= b"\x80" or before == b"-" or after.isalnum() or after == b"-"
