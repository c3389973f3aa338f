"""English: expressions of time, from the bytes of a batch to the frame of `checks.facts.Times`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import polars as pl

from checks.extract.batch import Batch
from checks.extract.time import dates, distance, duration, period, several
from checks.extract.time.fields import Phrase, relative_of, season_named
from checks.extract.time.grammar import phrases
from checks.extract.time.reading import Reading, Reference
from checks.extract.time.stretch import stretches
from checks.extract.time.tense import direction
from checks.extract.time.token import tokens

_SEVERAL: dict[str, Callable[[Phrase, Reference], list[Reading]]] = {
    "days": several.days,
    "years": several.years,
    "fiscal_years": several.fiscal_years,
    "years_of_era": several.years_of_era,
    "centuries": several.centuries,
}
_MEANING: dict[str, Callable[[Phrase, Reference], Reading | None]] = {
    "moment": dates.point,
    "part_of_day": dates.point,
    "date": dates.point,
    "decade": period.decade,
    "century": period.century,
    "nth_of": period.nth_of,
    "comparable": period.comparable,
    "quarter_code": period.coded,
    "quarter": period.quarter,
    "year_end": period.year_end,
    "the_year": period.the_year,
    "age": duration.age,
    "set": duration.repeated,
    "ago": distance.ago,
    "beyond": dates.beyond,
    "shifted": distance.shifted,
    "few": duration.few,
    "pointed": period.unit,
    "compound": duration.compound,
    "duration": duration.duration,
    "day_name": dates.point,
    "nth_day": dates.nth_day,
    "month_name": dates.point,
    "season_name": dates.season,
    "year": dates.year,
    "reference": duration.vague_reference,
}


def readings(batch: Batch) -> list[Reading]:
    """The expressions of a batch in the order of its bytes."""
    text = batch.data.decode("latin-1")
    fields, documents = batch.fields["byte_start"].to_list(), batch.fields["document"].to_list()
    found: list[Reading] = []
    reference, behind = Reference(None), 0

    def tense() -> int:
        return _direction(batch, phrase.start, phrase.end)

    for production, phrase in phrases(tokens(text, stretches(batch.data, text))):
        if phrase.start >= behind:
            field = bisect_right(fields, phrase.start)
            behind = fields[field] if field < len(fields) else len(text)
            reference = Reference(batch.documents[documents[field - 1]].published, tense)
        for reading in _read(production, phrase, reference):
            reference.mention(reading)
            found.append(reading)
    return several.linked(found, text)


def _read(production: str, phrase: Phrase, reference: Reference) -> Sequence[Reading]:
    one = _MEANING.get(production)
    if one is None:
        return _SEVERAL[production](phrase, reference)
    reading = one(phrase, reference)
    if reading is None:
        return ()
    reading.season = season_named(phrase)
    if reading.relative is not None:
        reading.relative_unit = "day"
    elif phrase.form.relative >= 0:
        reading.relative, reading.relative_unit = relative_of(phrase)
    return (reading,)


def _direction(batch: Batch, start: int, end: int) -> int:
    sentences = batch.sentence_bytes
    at = bisect_right(sentences, start)
    sentence = (sentences[at - 1], sentences[at] if at < len(sentences) else len(batch.data))
    return direction(batch.data, sentence, start, end)


def calendar(found: Sequence[Reading]) -> list[tuple[int, int]]:
    """The byte spans of calendar dates and clock times."""
    return [(one.start, one.end) for one in found if one.calendar]


def times(batch: Batch, found: Sequence[Reading]) -> pl.DataFrame:
    """The frame of `checks.facts.Times` without `mention`, of what `readings` has found in the batch."""
    spine = batch.mentions([one.start for one in found], [one.end for one in found])
    return spine.hstack(_columns(found))


def _columns(found: Sequence[Reading]) -> pl.DataFrame:
    """Every column by its own loop: to read attributes by their names takes twice as long."""
    begins_ends = [_days(one) for one in found]
    lengths = [one.lasts for one in found]
    columns: dict[str, tuple[type[pl.DataType], list[Any]]] = {
        "timex_type": (pl.String, [one.timex_type for one in found]),
        "timex_value": (pl.String, [one.value for one in found]),
        "alternative": (pl.String, [one.other and one.other.value for one in found]),
        "earliest": (pl.Date, [first for first, _ in begins_ends]),
        "latest": (pl.Date, [last for _, last in begins_ends]),
        "alternative_earliest": (pl.Date, [one.other and one.other.first for one in found]),
        "alternative_latest": (pl.Date, [one.other and one.other.last for one in found]),
        "days_low": (pl.Float64, [days and days[0] for days in lengths]),
        "days_high": (pl.Float64, [days and days[1] for days in lengths]),
        "anchored": (pl.Boolean, [first is not None or last is not None for first, last in begins_ends]),
        "utc_low": (pl.Int32, [one.utc and one.utc[0] for one in found]),
        "utc_high": (pl.Int32, [one.utc and one.utc[1] for one in found]),
        "modifier": (pl.String, [one.modifier for one in found]),
        "granularity": (pl.String, [one.granularity for one in found]),
        "calendar": (pl.Boolean, [one.calendar for one in found]),
        "anchor": (pl.String, [one.anchor for one in found]),
        "anchor_unit": (pl.String, [one.anchor_unit for one in found]),
        "anchor_offset": (pl.Int32, [one.anchor_offset for one in found]),
        "year": (pl.Int32, [one.year for one in found]),
        "month": (pl.Int32, [one.month for one in found]),
        "day": (pl.Int32, [one.day for one in found]),
        "weekday": (pl.Int32, [one.weekday for one in found]),
        "relative": (pl.Int32, [one.relative for one in found]),
        "relative_unit": (pl.String, [one.relative_unit for one in found]),
        "season": (pl.String, [one.season for one in found]),
        "count": (pl.Float64, [one.count for one in found]),
        "count_unit": (pl.String, [one.count_unit for one in found]),
        "clock": (pl.Int32, [one.clock for one in found]),
        "clock_hours": (pl.Int32, [one.clock_hours for one in found]),
        "meridiem": (pl.String, [one.meridiem for one in found]),
        "zone": (pl.String, [one.zone for one in found]),
        "range": (pl.UInt32, [one.range for one in found]),
    }
    return pl.DataFrame({name: pl.Series(values, dtype=dtype) for name, (dtype, values) in columns.items()})


def _days(one: Reading) -> tuple[date | None, date | None]:
    """The first and the last day that the expression may speak of."""
    if one.bounds is not None:
        return one.bounds
    return dates.days_of(one.period, one.modifier) if one.period else (None, None)
