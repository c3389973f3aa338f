"""Facts as rows that programs read: the columns of each kind, under the names of documents instead of their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl

from checks.fact_sentence import COLUMNS as SENTENCE
from checks.fact_sentence import sentences
from checks.facts import MENTION_KINDS, TOLD_AS, kind_of

if TYPE_CHECKING:
    from checks.document import Document
    from checks.facts import Facts

COMMON = ("document", "kind", "field", "start", "end", "text", "sentence", "quoted")
_LABEL = ("label", "label_start", "label_end", "label_relation")
_QUANTITY = ("value", "value_high", "low", "high", "bound", "unit", "dimension", "base_low", "base_high", *_LABEL)
_TIME = ("timex_type", "timex_value", "earliest", "latest", "modifier", "anchored")
_EVENT = ("event_type", "agent", "patient", "loser", "place", "time", "form", "tense", "asserted", "definite", "again")
_OWN = {"quantities": _QUANTITY, "times": _TIME, "events": _EVENT, **dict.fromkeys(TOLD_AS, ("mark",))}
_INTERNAL = {"mention", *COMMON}


def frames(facts: Facts, documents: Sequence[Document] = ()) -> Iterator[pl.DataFrame]:
    """One frame for each kind of mention that occurs: the common columns and its own, in the order of the text.

    With the documents each fact has the text of its sentence, and whether that names a source. `sentence` counts from 0
    in each document, and the `time` of an event is what is printed, so that neither depends on the batch that a
    document was read in. Bounds that are infinite are null.
    """
    for name in MENTION_KINDS:
        frame: pl.DataFrame = getattr(facts, name)
        if not frame.is_empty():
            yield _named(_timed(frame, facts) if name == "events" else frame, name, facts, documents)


def _timed(events: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Events with the words of their time instead of the number of its mention."""
    words = facts.times.select(pl.col("mention").alias("time"), pl.col("text").alias("_time"))
    timed = events.join(words, on="time", how="left", maintain_order="left")
    return timed.with_columns(pl.col("_time").alias("time")).drop("_time")


def _named(frame: pl.DataFrame, name: str, facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    own = _own(name, frame)
    if name in TOLD_AS:
        frame = frame.with_columns(mark=pl.lit(kind_of(name)))
    frame = frame.select(*(column for column in COMMON if column != "kind"), *own)
    if documents:
        frame = frame.join(sentences(facts, documents), on="sentence", how="left", maintain_order="left")
    first = facts.sentences.group_by("document").agg(pl.col("sentence").min())
    told = facts.documents.select("document", "name").join(first, on="document", how="left", maintain_order="left")
    floats = [column for column in own if frame.schema[column].is_float()]
    return frame.with_columns(
        pl.lit(kind_of(TOLD_AS.get(name, name))).alias("kind"),
        pl.col("sentence") - pl.lit(told["sentence"]).gather("document"),
        *(pl.when(pl.col(column).is_finite()).then(pl.col(column)) for column in floats),
        _document=pl.col("document"),
        document=pl.lit(told["name"]).gather("document"),
    ).select("_document", *COMMON, *own, *(SENTENCE if documents else ()))


def _own(name: str, frame: pl.DataFrame) -> Sequence[str]:
    return _OWN.get(name) or [column for column in frame.columns if column not in _INTERNAL]


def columns() -> dict[str, pl.DataType]:
    """The columns of `wide` and of the sentences with their types, whatever kinds occur."""
    from checks.facts import Facts
    from checks.model import empty

    schema: dict[str, pl.DataType] = {}
    for name in MENTION_KINDS:
        frame = empty(Facts.models()[name])
        texts = dict.fromkeys(("document", "kind", "time", "mark"), pl.String())
        schema |= {column: texts.get(column) or frame.schema[column] for column in (*COMMON, *_own(name, frame))}
    return {**schema, **SENTENCE}


def wide(facts: Facts, documents: Sequence[Document] = ()) -> pl.DataFrame | None:
    """All kinds in one frame, in the order of the text, null where a kind has no such column; None without facts."""
    kinds = list(frames(facts, documents))
    if not kinds:
        return None
    return pl.concat(kinds, how="diagonal").sort("_document", "field", "start", "end", "kind").drop("_document")


def lines(facts: Facts) -> pl.Series:
    """Each fact as a JSON object, in the order of the text."""
    encoded = [part for frame in frames(facts) for part in _encoded(frame)]
    if not encoded:
        return pl.Series(dtype=pl.String)
    order = ("_document", "field", "start", "end", "kind")
    return pl.concat(encoded).sort(*order)["json"]


def _encoded(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The rows of a kind as JSON; the value of a quantity is a number, or a list of two for a printed range."""
    if "value_high" not in frame.columns:
        yield _json(frame)
        return
    is_range = pl.col("value") != pl.col("value_high")
    yield _json(frame.filter(~is_range.fill_null(False)).drop("value_high"))
    both = pl.concat_list("value", "value_high").alias("value")
    yield _json(frame.filter(is_range).with_columns(both).drop("value_high"))


def _json(frame: pl.DataFrame) -> pl.DataFrame:
    shown = [column for column in frame.columns if column != "_document"]
    return frame.select(
        "_document", "field", "start", "end", "kind", pl.struct(shown).struct.json_encode().alias("json")
    )
