"""English: events, verbs and nouns of the lexicon with who did it, to whom, and the clause in which their time stands.

A frame is strict: a part is read only from the phrase directly beside the verb, and stays null where another attachment
is possible.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

import polars as pl

from checks.extract.batch import Batch
from checks.extract.event.clause import Clause
from checks.extract.event.reader import Event, Reader
from checks.extract.event.trigger import Candidate, candidates
from checks.extract.sentence import SentenceText
from checks.extract.time.reading import Reading
from checks.lexicon.verb import respects_of

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


_DATES = ("DATE", "TIME")


def events(batch: Batch, times: Sequence[Reading] | None = None) -> pl.DataFrame:
    """The frame of `checks.facts.Events` without `mention` and `time`.

    Given the times of the batch in the order of its bytes, only what may be held against each other: the events of the
    documents in which two that may exclude each other are told beside a time.
    """
    told = list(candidates(batch))
    found = _fitting(_read(batch, told) if times is None else _compared(batch, told, times), batch)
    columns = dict(zip(Event._fields, zip(*(event for _, event in found), strict=True), strict=False))
    frame = batch.mentions(*(_bytes(found, columns.get(name, ())) for name in ("start", "end")))
    return frame.with_columns(
        **{name: pl.Series(columns.get(name, ()), dtype=kind) for name, kind in _COLUMNS.items()},
        **{
            name: batch.offsets(_bytes(found, columns.get(name, ())), ends=name == "clause_end")
            for name in ("clause_start", "clause_end")
        },
    )


def _read(batch: Batch, told: Iterable[Candidate]) -> list[tuple[SentenceText, Event]]:
    return [
        (sentence, event)
        for candidate in told
        for sentence in (SentenceText(candidate.number, batch.data, candidate.start, candidate.end),)
        for event in Reader(Clause(sentence.text)).events([sentence.character(hit) for hit in candidate.hits])
    ]


def _compared(batch: Batch, told: Sequence[Candidate], times: Sequence[Reading]) -> list[tuple[SentenceText, Event]]:
    """The events of the documents that tell when of two of one respect; few do, so their dates are asked first."""
    documents = batch.sentences["document"].to_list()
    dated = _Dated(batch, times)
    found: list[tuple[SentenceText, Event]] = []
    for _, of_document in groupby(told, key=lambda one: documents[one.number]):
        candidates = list(of_document)
        early = _early(batch, candidates, dated)
        if early is not None:
            late = _read(batch, [one for one in candidates if one.number not in early])
            events = [*(event for events in early.values() for event in events), *late]
            found += sorted(events, key=lambda one: one[0].number)
    return found


def _early(
    batch: Batch, candidates: Iterable[Candidate], dated: _Dated
) -> dict[int, list[tuple[SentenceText, Event]]] | None:
    """The events of a document's sentences with a time, by sentence; None if no two of one respect are told with one.

    What could not make two any more is not read.
    """
    candidates = [one for one in candidates if one.number in dated.sentences]
    left = Counter(it for one in candidates for hit in one.respects for it in hit)
    told: Counter[str] = Counter()
    read = {}
    for one in candidates:
        hits = [it for hit in one.respects for it in hit]
        if any(told[it] + left[it] > 1 for it in hits):
            read[one.number] = events = _read(batch, [one])
            datable = [event for sentence, event in events if dated.tells(sentence, event)]
            told.update(it for event in datable for it in respects_of(event.frame, event.event_type))
        left.subtract(hits)
    return read if max(told.values(), default=0) > 1 else None


class _Dated:
    """Which sentences of a batch have a time, and which events may have one, in their clause or as their duration."""

    def __init__(self, batch: Batch, times: Sequence[Reading]) -> None:
        starts = batch.sentence_bytes
        dates = [one.start for one in times if one.timex_type in _DATES and one.granularity != "reference"]
        self._dates = dates
        self._lasting = {bisect_right(starts, one.start) - 1 for one in times if one.timex_type == "DURATION"}
        self.sentences = self._lasting | {bisect_right(starts, start) - 1 for start in dates}

    def tells(self, sentence: SentenceText, event: Event) -> bool:
        """Whether an event is told as a fact of the past, and when it was or how long it lasted."""
        if not event.asserted or event.tense == "present":
            return False
        date = bisect_left(self._dates, sentence.byte(event.clause_start))
        inside = date < len(self._dates) and self._dates[date] < sentence.byte(event.clause_end)
        return inside or sentence.number in self._lasting


def _fitting(found: list[tuple[SentenceText, Event]], batch: Batch) -> list[tuple[SentenceText, Event]]:
    """The events, but a verb of many meanings ("take") only if its object has another event in the document."""
    documents = batch.sentences["document"].to_list()
    told = {(documents[sentence.number], one.patient_name) for sentence, one in found if one.fits}
    return [
        (sentence, one) for sentence, one in found if one.fits or (documents[sentence.number], one.patient_name) in told
    ]


def _bytes(found: list[tuple[SentenceText, Event]], offsets: Sequence[int]) -> list[int]:
    """Offsets in the sentences of events as those of the batch."""
    return [sentence.byte(offset) for (sentence, _), offset in zip(found, offsets, strict=True)]
