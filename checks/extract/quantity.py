"""Quantities: numbers with their unit, what they count, their hedge, and the interval they denote.

`quantities` scans the joined bytes of a batch once for numerals and reads around each: sign, currency and unit
(`figure`), the number it belongs with (`combination`), and what it means (`meaning`): its hedge, the noun it counts, or
that it is no quantity at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from checks.extract.attribution import sources
from checks.extract.batch import Batch
from checks.extract.combination import combined
from checks.extract.figure import Figure, figures
from checks.extract.meaning import NONE, kept, share
from checks.interval import denoted_high, denoted_low


def quantities(batch: Batch, taken: Sequence[tuple[int, int]] = ()) -> pl.DataFrame:
    """The frame of `checks.facts.Quantities` without `mention`, by byte start.

    `taken` are ascending byte spans that are calendar dates or clock times and so no quantities.
    """
    data = batch.data
    found: list[Figure] = []
    reach = 0
    for figure in combined(data, figures(data, list(taken))):
        if figure.start >= reach and kept(data, figure):
            found.append(figure)
            reach = figure.end
    share(data, found)
    return _frame(batch, found)


_STRINGS = ("bound", "hedge", "unit", "unit_text", "unit_kind", "dimension", "join", "source")
_FLOATS = ("value", "value_high", "step", "coarse", "factor", "offset")
_SCHEMA = {**dict.fromkeys(_STRINGS, pl.String), **dict.fromkeys(_FLOATS, pl.Float64)}


def _frame(batch: Batch, found: list[Figure]) -> pl.DataFrame:
    spine = batch.mentions([figure.start for figure in found], [figure.end for figure in found])
    columns: dict[str, Sequence[str | float | None]] = {}
    columns.update(_numbers(found))
    columns.update(_units(batch.data, found))
    columns.update(_words(batch, found))
    printed = pl.DataFrame(columns, schema_overrides={name: _SCHEMA[name] for name in columns})
    return _denoted(pl.concat([spine, printed], how="horizontal").with_columns(**_places(batch, found)))


def _numbers(found: list[Figure]) -> dict[str, list[float]]:
    return {
        "value": [figure.value for figure in found],
        "value_high": [figure.high for figure in found],
        "step": [figure.step for figure in found],
        "coarse": [figure.coarse for figure in found],
    }


def _units(data: bytes, found: list[Figure]) -> dict[str, Sequence[str | float | None]]:
    units = [figure.unit or NONE for figure in found]
    return {
        "unit": [reading.name or None for reading in units],
        "unit_text": [_written(data, figure.unit_start, figure.unit_end) for figure in found],
        "unit_kind": [reading.kind for reading in units],
        "dimension": [reading.dimension for reading in units],
        "factor": [reading.factor for reading in units],
        "offset": [reading.offset for reading in units],
    }


def _words(batch: Batch, found: list[Figure]) -> dict[str, list[str | None]]:
    return {
        "bound": [figure.bound for figure in found],
        "hedge": [_written(batch.data, figure.hedge_start, figure.hedge_end) for figure in found],
        "join": [figure.join for figure in found],
        "source": sources(batch.data, batch.sentence_bytes, [figure.start for figure in found]),
    }


def _written(data: bytes, start: int, end: int) -> str | None:
    return data[start:end].decode("utf-8", "replace") if start >= 0 else None


def _places(batch: Batch, found: list[Figure]) -> dict[str, pl.Series]:
    """Offsets into the fields of what stands beside the number; null where there is none."""
    positions: dict[str, list[int | None]] = {
        "number_start": [figure.number_start for figure in found],
        "number_end": [figure.number_end for figure in found],
        "hedge_start": [figure.hedge_start if figure.hedge_start >= 0 else None for figure in found],
        "hedge_end": [figure.hedge_end if figure.hedge_start >= 0 else None for figure in found],
        "second_start": [figure.second_start if figure.join else None for figure in found],
        "second_end": [figure.second_end if figure.join else None for figure in found],
    }
    offsets = batch.offsets([position for column in positions.values() for position in column])
    return {name: offsets.slice(number * len(found), len(found)) for number, name in enumerate(positions)}


def _denoted(frame: pl.DataFrame) -> pl.DataFrame:
    """With the interval in the printed unit and in the base unit; the ends of a falling range are put in order."""
    base = pl.col("factor"), pl.col("offset")
    low, high = denoted_low(), denoted_high()
    reach = pl.min_horizontal("value", "value_high"), pl.max_horizontal("value", "value_high")
    ordered = frame.with_columns(value=reach[0], value_high=reach[1]).select(low=low, high=high)
    frame = pl.concat([frame, ordered], how="horizontal")
    return frame.with_columns(
        base_low=pl.col("low") * base[0] + base[1],
        base_high=pl.col("high") * base[0] + base[1],
    )
