"""Quantities: numbers with their unit, what they count, their hedge, and the interval they denote.

`quantities` scans the joined bytes of a batch once for numerals and reads around each: sign, currency and unit
(`figure`), the number it belongs with (`joined`), and what it means (`meaning`): its hedge, the noun it counts, or
that it is no quantity at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import polars as pl

from checks.extract.batch import Batch
from checks.extract.quantity.attribution import sources
from checks.extract.quantity.figure import Figure, figures
from checks.extract.quantity.joined import combined
from checks.extract.quantity.meaning import NONE, kept, share
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
_FLOATS = ("value", "value_high", "step", "coarse", "scale", "factor", "offset")
_SCHEMA = {**dict.fromkeys(_STRINGS, pl.String), **dict.fromkeys(_FLOATS, pl.Float64)}


def _frame(batch: Batch, found: list[Figure]) -> pl.DataFrame:
    spine = batch.mentions([figure.start for figure in found], [figure.end for figure in found])
    columns: dict[str, Sequence[str | float | None]] = {}
    columns.update(_numbers(found))
    columns.update(_units(batch.data, found))
    columns.update(_words(batch, found, spine["sentence"].to_list()))
    printed = pl.DataFrame(columns, schema_overrides={name: _SCHEMA[name] for name in columns})
    return _denoted(pl.concat([spine, printed], how="horizontal").with_columns(**_places(batch, found)))


def _numbers(found: list[Figure]) -> dict[str, list[float]]:
    return {
        "value": [figure.value for figure in found],
        "value_high": [figure.high for figure in found],
        "step": [figure.step for figure in found],
        "coarse": [figure.coarse for figure in found],
        "scale": [figure.scale for figure in found],
    }


def _units(data: bytes, found: list[Figure]) -> dict[str, Sequence[str | float | None]]:
    units = [figure.unit or NONE for figure in found]
    return {
        "unit": [reading.name or None for reading in units],
        "unit_text": [
            data[figure.unit_start : figure.unit_end].decode("utf-8", "replace") if figure.unit_start >= 0 else None
            for figure in found
        ],
        "unit_kind": [reading.kind for reading in units],
        "dimension": [reading.dimension for reading in units],
        "factor": [reading.factor for reading in units],
        "offset": [reading.offset for reading in units],
    }


def _words(batch: Batch, found: list[Figure], sentences: list[int]) -> dict[str, list[str | None]]:
    return {
        "bound": [figure.bound for figure in found],
        "hedge": [
            batch.data[figure.hedge_start : figure.hedge_end].decode("utf-8", "replace")
            if figure.hedge_start >= 0
            else None
            for figure in found
        ],
        "join": [figure.join for figure in found],
        "source": sources(batch.data, batch.sentence_bytes, sentences, [figure.start for figure in found]),
    }


def _places(batch: Batch, found: list[Figure]) -> dict[str, pl.Series]:
    """Offsets into the fields of what stands beside the number; null where there is none."""
    hedged = [row for row, figure in enumerate(found) if figure.hedge_start >= 0]
    joined = [row for row, figure in enumerate(found) if figure.join]
    every = range(len(found))
    columns: dict[str, tuple[Sequence[int], list[int]]] = {
        "number_start": (every, [figure.number_start for figure in found]),
        "number_end": (every, [figure.number_end for figure in found]),
        "hedge_start": (hedged, [found[row].hedge_start for row in hedged]),
        "hedge_end": (hedged, [found[row].hedge_end for row in hedged]),
        "second_start": (joined, [found[row].second_start for row in joined]),
        "second_end": (joined, [found[row].second_end for row in joined]),
    }
    return _offsets(batch, columns, len(found), ends=False) | _offsets(batch, columns, len(found), ends=True)


def _offsets(
    batch: Batch, columns: dict[str, tuple[Sequence[int], list[int]]], height: int, *, ends: bool
) -> dict[str, pl.Series]:
    """Columns of that height with the offsets of byte positions in some rows: those of ends, or the others."""
    told = {name: column for name, column in columns.items() if name.endswith("_end") == ends}
    offsets = batch.offsets([position for _, positions in told.values() for position in positions], ends=ends)
    begins = accumulate((len(rows) for rows, _ in told.values()), initial=0)
    return {
        name: _scattered(offsets.slice(begin, len(rows)), rows, height)
        for begin, (name, (rows, _)) in zip(begins, told.items(), strict=False)
    }


def _scattered(values: pl.Series, rows: Sequence[int], height: int) -> pl.Series:
    """A column of some height with the values in some of its rows, ascending, and nulls in the others."""
    if len(rows) == height:
        return values
    return pl.repeat(None, height, dtype=values.dtype, eager=True).scatter(rows, values)


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
