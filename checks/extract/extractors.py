"""All extractors over one batch: documents in, validated mention frames out.

Each extractor scans the joined bytes of the batch (`checks.extract.batch`) and knows no other. What one has read as a
calendar date or clock time is handed to the next as taken.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import polars as pl

from checks.contract import columns, validated
from checks.document import Document
from checks.extract.anniversary import anniversaries
from checks.extract.batch import Batch
from checks.extract.event import events
from checks.extract.event.dating import event_times
from checks.extract.name import names
from checks.extract.placeholder import placeholders
from checks.extract.quantity import quantities
from checks.extract.time import calendar, readings, times
from checks.facts import COMPARED_EVENTS, LABELS, WHOLE, Documents, Facts, Zones
from checks.looks import looks
from checks.model import empty


def facts(documents: Sequence[Document], kinds: Collection[str] = WHOLE) -> Facts:
    """Everything read out of a batch of documents, each frame validated by its model.

    Only the named kinds of mentions are looked for, and the times of events with these; the frames of the others stay
    empty. With `COMPARED_EVENTS` instead of events only those are read that may be held against each other, and their
    kind does not count as looked for. What quantities are said of is read with `LABELS`.
    """
    batch = Batch.of(documents)
    asked = _asked(kinds)
    read = readings(batch) if asked & {"quantities", "times", COMPARED_EVENTS} else []
    readers: dict[str, Callable[[], pl.DataFrame]] = {
        "quantities": lambda: quantities(batch, calendar(read)),
        "times": lambda: times(batch, read),
        "names": lambda: names(batch),
        "events": lambda: events(batch, None if "events" in asked else read),
        "placeholders": lambda: placeholders(batch),
        "anniversaries": lambda: anniversaries(batch),
    }
    looked_for = {"events" if kind == COMPARED_EVENTS else kind for kind in asked}
    mentions = _numbered({name: read() for name, read in readers.items() if name in looked_for})
    if "quantities" in mentions and LABELS in asked:
        from checks.extract.label import labelled  # most that check a text do not ask for it

        mentions["quantities"] = labelled(batch, mentions["quantities"])
    if "events" in mentions:
        told = looks({"events": mentions["events"], "times": mentions["times"]}, documents)
        times_of_events = event_times(told["events"], told["times"], [one.seen for one in documents])
        mentions["events"] = mentions["events"].with_columns(times_of_events)
    frames = {"documents": _documents(batch), "zones": _zones(batch), "sentences": batch.sentences, **mentions}
    built = {name: _validated(name, frame) for name, frame in frames.items()}
    absent = {name: empty(model) for name, model in Facts.models().items() if name not in built}
    return Facts(**built, **absent, kinds=tuple(name for name in mentions if name in asked))


def _asked(kinds: Collection[str]) -> frozenset[str]:
    """The kinds with those that they are read with."""
    with_times = {"times"} if {"events", COMPARED_EVENTS} & set(kinds) else set()
    return frozenset(kinds) | with_times


def _numbered(kinds: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Number the mentions of all kinds in one sequence, so that a constraint may relate any two."""
    first, numbered = 0, {}
    for name, frame in kinds.items():
        ids = pl.int_range(first, first + frame.height, dtype=pl.UInt32, eager=True).alias("mention")
        numbered[name] = frame.insert_column(0, ids)
        first += frame.height
    return numbered


def _validated(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    model = Facts.models()[name]
    return validated(model, frame.select(columns(model)))


def _documents(batch: Batch) -> pl.DataFrame:
    rows = [
        (number, one.name, len(one.text), one.headline, one.published, one.published_from)
        for number, one in enumerate(batch.documents)
    ]
    return pl.DataFrame(rows, schema=empty(Documents).schema, orient="row")


def _zones(batch: Batch) -> pl.DataFrame:
    rows = [
        (number, zone.kind, zone.start, zone.end, zone.group, zone.level)
        for number, one in enumerate(batch.documents)
        for zone in one.zones
    ]
    return pl.DataFrame(rows, schema=empty(Zones).schema, orient="row")
