"""The Pandera models of every frame, and Facts, the frozen bundle of what was read out of a batch of documents.

A model is the only place where a column is declared. Offsets are half-open Unicode code-point offsets into the named field of
the document; `document` is the row number of the document in its batch; `mention` numbers the mentions of a batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pandera.polars as pa
import polars as pl

FIELDS = ("text", "headline")
BOUNDS = ("exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "up_to", "vague")
UNIT_KINDS = ("measure", "money", "percent", "count", "multiple", "none")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")


class Frame(pa.DataFrameModel):
    """The common behaviour of all frames: exact columns, no coercion."""

    class Config:
        strict = True
        ordered = False


class Documents(Frame):
    """One row a document. `published` is the document's own date, `published_from` says where it was read."""

    document: pl.UInt32 = pa.Field(unique=True)
    name: str
    characters: pl.UInt32
    headline: str = pa.Field(nullable=True)
    published: pl.Date = pa.Field(nullable=True)
    published_from: str = pa.Field(nullable=True)


class Zones(Frame):
    """One row a block of marked-up text (heading, paragraph, item, cell, quote, code); see `checks.document.Zone`."""

    document: pl.UInt32
    kind: str
    start: pl.UInt32
    end: pl.UInt32
    group: pl.UInt32
    level: pl.UInt32


class Sentences(Frame):
    """One row a sentence; `sentence` numbers the sentences of a batch, `paragraph` the paragraphs."""

    sentence: pl.UInt32 = pa.Field(unique=True)
    paragraph: pl.UInt32
    document: pl.UInt32
    field: str = pa.Field(isin=FIELDS)
    start: pl.UInt32
    end: pl.UInt32


class Mentions(Frame):
    """The spine of every kind of mention: `field[start:end] == text`."""

    mention: pl.UInt32
    document: pl.UInt32
    field: str = pa.Field(isin=FIELDS)
    start: pl.UInt32
    end: pl.UInt32
    text: str
    sentence: pl.UInt32
    quoted: bool

    @pa.dataframe_check
    def span_is_as_long_as_its_text(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The span covers exactly the characters of the text."""
        return data.lazyframe.select(pl.col("end") - pl.col("start") == pl.col("text").str.len_chars())


class Quantities(Mentions):
    """Numbers with what they count or measure.

    `value` and `value_high` are what is printed, scale word included ("$3-4 billion" is 3e9 and 4e9; equal for a single
    number). `step` is the place of the last printed digit, `coarse` the coarsest grid the writer may have rounded to
    (`checks.interval`). `low` and `high` are what is denoted, hedge included, in the printed unit; `base_low`
    and `base_high` the same in the SI base unit of `dimension` (money: the currency itself; counts: one). `factor` and `offset` take
    the printed unit to the base unit. The span covers number and unit without the hedge; `hedge_start` and `hedge_end` cover that.
    """

    number_start: pl.UInt32
    number_end: pl.UInt32
    value: float
    value_high: float
    step: float
    coarse: float
    bound: str = pa.Field(isin=BOUNDS)
    hedge: str = pa.Field(nullable=True)
    hedge_start: pl.UInt32 = pa.Field(nullable=True)
    hedge_end: pl.UInt32 = pa.Field(nullable=True)
    unit: str = pa.Field(nullable=True)
    unit_text: str = pa.Field(nullable=True)
    unit_kind: str = pa.Field(isin=UNIT_KINDS)
    dimension: str = pa.Field(nullable=True)
    factor: float = pa.Field(nullable=True)
    offset: float = pa.Field(nullable=True)
    low: float
    high: float
    base_low: float = pa.Field(nullable=True)
    base_high: float = pa.Field(nullable=True)


class Times(Mentions):
    """Expressions of time (TIMEX3).

    `earliest` and `latest` bound the day (or days) the expression speaks of, when they can be anchored; a duration has `days_low` and
    `days_high` instead. `year`, `month`, `day` and `weekday` (1 Monday to 7 Sunday) are what is printed, null where it is not:
    an impossible date keeps its parts and has no bounds. `calendar` is true where the digits are those of a calendar or clock
    (and so are no quantity). `relative` is the offset in days of today, yesterday, tomorrow.
    """

    timex_type: str = pa.Field(isin=TIMEX_TYPES)
    timex_value: str
    modifier: str = pa.Field(nullable=True)
    granularity: str
    anchored: bool
    calendar: bool
    year: pl.Int32 = pa.Field(nullable=True)
    month: pl.Int32 = pa.Field(nullable=True)
    day: pl.Int32 = pa.Field(nullable=True)
    weekday: pl.Int32 = pa.Field(nullable=True)
    relative: pl.Int32 = pa.Field(nullable=True)
    earliest: pl.Date = pa.Field(nullable=True)
    latest: pl.Date = pa.Field(nullable=True)
    days_low: float = pa.Field(nullable=True)
    days_high: float = pa.Field(nullable=True)


class Names(Mentions):
    """Names of persons and other capitalised names. `key` groups the mentions of one entity, `title` is what stands before."""

    name_type: str = pa.Field(isin=("person", "place", "organisation", "other"))
    key: str
    title: str = pa.Field(nullable=True)


class Marks(Mentions):
    """Other spans that a rule may blame: placeholders, list announcements. `mark` says which."""

    mark: str


@dataclass(frozen=True)
class Facts:
    """What was read out of one batch of documents: one validated frame for each kind of mention."""

    documents: Annotated[pl.DataFrame, Documents]
    zones: Annotated[pl.DataFrame, Zones]
    sentences: Annotated[pl.DataFrame, Sentences]
    quantities: Annotated[pl.DataFrame, Quantities]
    times: Annotated[pl.DataFrame, Times]
    names: Annotated[pl.DataFrame, Names]
    marks: Annotated[pl.DataFrame, Marks]

    @property
    def mentions(self) -> pl.DataFrame:
        """The spine of all mentions, in order of `mention`."""
        kinds = (self.quantities, self.times, self.names, self.marks)
        spine = list(Mentions.to_schema().columns)
        return pl.concat([kind.select(spine) for kind in kinds])


def empty(model: type[Frame]) -> pl.DataFrame:
    """A frame of the model's columns and types without rows."""
    return pl.DataFrame(schema={name: column.dtype.type for name, column in model.to_schema().columns.items()})
