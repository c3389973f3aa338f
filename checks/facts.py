"""The Pandera models of documents and mentions, and Facts, the frozen bundle of what was read out of a batch.

A model is the only place where a column is declared. Offsets are half-open Unicode code-point offsets into the named
field of the document; `document` is the row number of the document in its batch; `mention` numbers the mentions of a
batch.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Annotated, get_type_hints

import pandera.polars as pa
import polars as pl

from checks.model import Model, schema

FIELDS = ("text", "headline")
BOUNDS = ("exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "up_to", "vague")
UNIT_KINDS = ("measure", "money", "percent", "count", "multiple", "none")
MENTION_KINDS = ("quantities", "times", "names", "events", "placeholders", "anniversaries")
TOLD_AS = {"placeholders": "marks", "anniversaries": "marks"}
"""Kinds that reports count and print under one name; their column `mark` says which of them a mention is."""
LABELS = "labels"
"""What is asked for besides quantities where it matters what each is said of."""
WHOLE = (*MENTION_KINDS, LABELS)
"""All that can be read out of a text."""
LABEL_RELATIONS = ("subject", "of", "modifies", "column", "row")
COMPARED_EVENTS = "compared events"
"""What is asked for instead of all events where only those matter that may be held against each other."""
RELATIVE_UNITS = ("day", "night", "week", "weekend", "month", "year")
SEASONS = ("spring", "summer", "autumn", "winter")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")


def kind_of(name: str) -> str:
    """The kind of one mention of a frame: `quantity` of `quantities`."""
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


class Documents(Model):
    """One row a document. `published` is the document's own date, `published_from` says where it was read."""

    document: pl.UInt32 = pa.Field(unique=True)
    name: str
    characters: pl.UInt32
    headline: str = pa.Field(nullable=True)
    published: pl.Date = pa.Field(nullable=True)
    published_from: str = pa.Field(nullable=True)


class Zones(Model):
    """One row a block of marked-up text (heading, paragraph, item, cell, quote, code); see `checks.document.Zone`."""

    document: pl.UInt32
    kind: str
    start: pl.UInt32
    end: pl.UInt32
    group: pl.UInt32
    level: pl.UInt32


class Sentences(Model):
    """One row a sentence; `sentence` numbers the sentences of a batch, `paragraph` the paragraphs."""

    sentence: pl.UInt32 = pa.Field(unique=True)
    paragraph: pl.UInt32
    document: pl.UInt32
    field: str = pa.Field(isin=FIELDS)
    start: pl.UInt32
    end: pl.UInt32


class Mentions(Model):
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
    def span_is_as_long_as_its_text(  # type: ignore[misc]
        cls,  # noqa: N805 (a class method to Pandera)
        data: pa.PolarsData,
    ) -> pl.LazyFrame:
        """The span covers exactly the characters of the text."""
        return data.lazyframe.select(pl.col("end") - pl.col("start") == pl.col("text").str.len_chars())


class Quantities(Mentions):
    """Numbers with what they count or measure.

    `value` and `value_high` are what is printed, scale word included ("$3-4 billion" is 3e9 and 4e9; equal for a single
    number). `step` is the place of the last printed digit, `coarse` the coarsest grid the writer may have rounded to
    (`checks.interval`), `scale` the worth of the scale words printed (1 without any). `low` and `high` are what is
    denoted, hedge included, in the printed unit; `base_low` and `base_high` the same in the SI base unit of `dimension`
    (money: the currency itself; counts: one). `factor` and `offset` take the printed unit to the base unit. The span
    covers number and unit without the hedge; `hedge_start` and `hedge_end` cover that.

    A range is one row: `value` to `value_high` in the order printed ("from 4.8 to 4.7 percent" falls). `join` says
    how its ends are joined ("dash", "to", "from" ... to, "between" ... and, "or", "plus_minus"; null for a single
    number), `second_start` and `second_end` cover the second number. `dimension` is "money:<currency>", "count:<head
    noun>", "age", "ratio" for percent, shares and times. `source` is the head of who is said to have said it
    ("ministry", "Smith"; null if nobody is named).

    `label` is what the figure is said of, null where that is not sure or was not asked for, and covers `label_start` to
    `label_end` of the same field. `label_relation` says how it stands: "subject" of the clause ("Sales rose by 5%"),
    "of" ("a profit of 140m"), "modifies" ("a 23% drop"), or the heading of a table's "column" or "row".
    """

    number_start: pl.UInt32
    number_end: pl.UInt32
    value: float
    value_high: float
    step: float
    coarse: float
    scale: float
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
    join: str = pa.Field(nullable=True)
    second_start: pl.UInt32 = pa.Field(nullable=True)
    second_end: pl.UInt32 = pa.Field(nullable=True)
    source: str = pa.Field(nullable=True)
    label: str = pa.Field(nullable=True)
    label_start: pl.UInt32 = pa.Field(nullable=True)
    label_end: pl.UInt32 = pa.Field(nullable=True)
    label_relation: str = pa.Field(nullable=True, isin=LABEL_RELATIONS)


class Times(Mentions):
    """Expressions of time (TIMEX3).

    `earliest` and `latest` are the first and the last day that the expression may speak of (null where it cannot be
    placed), on the widest reading of "early", "late" and "two years ago". `alternative` is the TIMEX3 value of the
    other reading of a month, weekday or date without a year, and of 3/4/2019; `alternative_earliest` and
    `alternative_latest` are its days. A duration has `days_low` and `days_high`, and days only where it touches the
    publication ("the last two weeks"); so has a date that is counted from another, for how far it is from that. `count`
    is the number that is printed of either ("12 years ago"), null where none is or several are, and `count_unit` its
    unit. `anchor` says what the value hangs on: `printed` (all is said), `published`
    (the document's own date) or `narrative` (the date mentioned before, as in "the previous day"); (`anchor_unit`,
    `anchor_offset`) counts units of the calendar from there, with or without a date of publication: "last year" is
    ("year", -1). `anchored` is true where there are days.

    `year`, `month`, `day` and `weekday` (1 Monday to 7 Sunday) are what is printed, null where it is not or where the
    order of day and month is open: an impossible date keeps its parts and has no days. (`relative`, `relative_unit`)
    is what words count from the publication: today is (0, "day"), last week (-1, "week"), last night (-1, "night"),
    both "last year" and "March last year" (-1, "year"), "this May" (0, "year"). `season` is that of the north. `clock`
    is in minutes after midnight, `meridiem` am or pm where that is printed; `clock_hours` is 24 where the clock tells
    which half of the day it is in, else 12. `zone` is as printed, `utc_low` to `utc_high` its distance from UTC in
    minutes (ET is -300 to -240). `calendar` is true where the digits are those of a calendar or clock (and so are no
    quantity). Both ends of a printed range ("from 1990 to 1995", "March 3-5") have the same number in `range`.
    """

    timex_type: str = pa.Field(isin=TIMEX_TYPES)
    timex_value: str
    alternative: str = pa.Field(nullable=True)
    modifier: str = pa.Field(nullable=True)
    granularity: str
    anchored: bool
    anchor: str = pa.Field(nullable=True, isin=("printed", "published", "narrative"))
    anchor_unit: str = pa.Field(nullable=True)
    anchor_offset: pl.Int32 = pa.Field(nullable=True)
    calendar: bool
    year: pl.Int32 = pa.Field(nullable=True)
    month: pl.Int32 = pa.Field(nullable=True)
    day: pl.Int32 = pa.Field(nullable=True)
    weekday: pl.Int32 = pa.Field(nullable=True)
    relative: pl.Int32 = pa.Field(nullable=True)
    relative_unit: str = pa.Field(nullable=True, isin=RELATIVE_UNITS)
    season: str = pa.Field(nullable=True, isin=SEASONS)
    count: float = pa.Field(nullable=True)
    count_unit: str = pa.Field(nullable=True)
    earliest: pl.Date = pa.Field(nullable=True)
    latest: pl.Date = pa.Field(nullable=True)
    alternative_earliest: pl.Date = pa.Field(nullable=True)
    alternative_latest: pl.Date = pa.Field(nullable=True)
    days_low: float = pa.Field(nullable=True)
    days_high: float = pa.Field(nullable=True)
    clock: pl.Int32 = pa.Field(nullable=True)
    clock_hours: pl.Int32 = pa.Field(nullable=True)
    meridiem: str = pa.Field(nullable=True, isin=("am", "pm"))
    zone: str = pa.Field(nullable=True)
    utc_low: pl.Int32 = pa.Field(nullable=True)
    utc_high: pl.Int32 = pa.Field(nullable=True)
    range: pl.UInt32 = pa.Field(nullable=True)


class Names(Mentions):
    """Names of persons and other capitalised names. `key` groups the mentions of one entity, `title` is what stands
    before.
    """

    name_type: str = pa.Field(isin=("person", "place", "organisation", "other"))
    key: str
    title: str = pa.Field(nullable=True)


class Events(Mentions):
    """What happened, as told by a verb or a noun: "had recaptured Palmyra", "the capture of Palmyra".

    `event_type` is the kind of event, `frame` says which phrase plays which part (`checks.lexicon.verb`), `form` is
    finite, gerund or noun. `agent`, `patient` and `loser` are phrases as printed, null when unsure; `patient_name` and
    `patient_head` are the name in the patient and its common noun or pronoun, null where only a part of it is meant.
    `place` is where it happened as printed (the patient itself where that is a place), `time` the mention of the date
    that its clause gives it, both null when unsure. `asserted` is false for what is denied, planned or attempted;
    `definite` is true where the event is taken as known ("the capture of", "after taking"); `again` where the verb
    presupposes an earlier time. A time within `clause_start` and `clause_end` is governed by the event.
    """

    event_type: str
    frame: str
    form: str = pa.Field(isin=("finite", "gerund", "noun"))
    tense: str = pa.Field(isin=("past", "past_perfect", "present", "none"))
    asserted: bool
    definite: bool
    again: bool
    agent: str = pa.Field(nullable=True)
    patient: str = pa.Field(nullable=True)
    patient_name: str = pa.Field(nullable=True)
    patient_head: str = pa.Field(nullable=True)
    loser: str = pa.Field(nullable=True)
    place: str = pa.Field(nullable=True)
    time: pl.UInt32 = pa.Field(nullable=True)
    clause_start: pl.UInt32
    clause_end: pl.UInt32


class Placeholders(Mentions):
    """What was to be replaced and was left: "TK", "[citation needed]"."""


class Anniversaries(Mentions):
    """Anniversaries and birthdays with their number of `years`: "20th anniversary", "the bicentenary"."""

    years: pl.Int32


@dataclass(frozen=True)
class Facts:
    """What was read out of one batch of documents: one validated frame for each kind of mention, and which were
    sought.
    """

    documents: Annotated[pl.DataFrame, Documents]
    zones: Annotated[pl.DataFrame, Zones]
    sentences: Annotated[pl.DataFrame, Sentences]
    quantities: Annotated[pl.DataFrame, Quantities]
    times: Annotated[pl.DataFrame, Times]
    names: Annotated[pl.DataFrame, Names]
    events: Annotated[pl.DataFrame, Events]
    placeholders: Annotated[pl.DataFrame, Placeholders]
    anniversaries: Annotated[pl.DataFrame, Anniversaries]
    kinds: tuple[str, ...] = MENTION_KINDS

    @staticmethod
    @cache
    def models() -> dict[str, type[Model]]:
        """The model of each frame, by the frame's name."""
        hints = get_type_hints(Facts, include_extras=True)
        return {name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")}

    def counts(self) -> dict[str, int]:
        """How many mentions of each kind were read, by the names that reports give them."""
        counts: Counter[str] = Counter()
        for kind in self.kinds:
            counts[TOLD_AS.get(kind, kind)] += getattr(self, kind).height
        return dict(counts)

    @property
    def mentions(self) -> pl.DataFrame:
        """The spine of all mentions, in order of `mention`."""
        spine = list(schema(Mentions))
        kinds: list[pl.DataFrame] = [getattr(self, kind) for kind in MENTION_KINDS]
        return pl.concat([kind[spine] for kind in kinds])
