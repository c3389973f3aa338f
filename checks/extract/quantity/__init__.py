"""English: quantities, numbers with their unit, what they count, their hedge, and the interval they denote.

`quantities` scans the joined bytes of a batch once for numerals and reads around each: sign, currency and unit
(`figure`), the number it belongs with (`joined`), and what it means (`meaning`): its hedge, the noun it counts, or
that it is no quantity at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice

import polars as pl

from checks.extract.batch import Batch
from checks.extract.quantity.attribution import sources
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.hedge import Hedge
from checks.extract.quantity.joined import REACH, combined
from checks.extract.quantity.meaning import NONE, kept, share
from checks.extract.quantity.scan import figures
from checks.extract.quantity.unit import PlacedUnit
from checks.interval import denoted_high, denoted_low


def quantities(batch: Batch, taken: Sequence[tuple[int, int]] = ()) -> pl.DataFrame:
    """The frame of `checks.facts.Quantities` without `mention`, by byte start; the labels are empty.

    Besides it has the bytes of each figure, and where its number ends.

    `taken` are ascending byte spans that are calendar dates or clock times and so no quantities.
    """
    blocks = [_lean(_frame(batch, found)) for found in _found(batch.data, taken)]
    return pl.concat(_attributed(batch, blocks))


def _attributed(batch: Batch, blocks: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The blocks with who is said to have said it: a sentence may go on from one to the next."""
    numbers, positions = ([one for block in blocks for one in block[name].to_list()] for name in ("sentence", "begin"))
    said = iter(sources(batch.data, batch.sentence_bytes, numbers, positions))
    for block in blocks:
        source = pl.Series("source", islice(said, block.height), dtype=pl.String)
        yield _lean(block.drop("begin").hstack([source]))


def _found(data: bytes, taken: Sequence[tuple[int, int]]) -> Iterator[list[Figure]]:
    """The figures that are quantities, some thousands at a time."""
    reach = 0
    for block in _blocks(figures(data, list(taken))):
        found: list[Figure] = []
        for figure in combined(data, block):
            meant = kept(data, figure) if figure.start >= reach else None
            if meant is not None:
                found.append(meant)
                reach = meant.end
        share(data, found)
        yield found


_FEW, _MANY = 8192, 10240
"""Figures of a block, and of one in which all stand close together."""


def _blocks(every: Iterable[Figure]) -> Iterator[list[Figure]]:
    """The figures in blocks, so that few are in memory at a time: where the next is too far off to belong with the
    last one, or where too many stand close together.
    """
    figures = iter(every)
    block = list(islice(figures, _FEW))
    for figure in figures:
        if figure.start - block[-1].end > REACH or len(block) >= _MANY:
            yield block
            block = [figure, *islice(figures, _FEW)]
        else:
            block.append(figure)
    yield block


_STRINGS = ("bound", "hedge", "unit", "unit_text", "unit_kind", "dimension", "join")
_FLOATS = ("value", "value_high", "step", "coarse", "scale", "factor", "offset")
_LABELS = {"label": pl.String, "label_start": pl.UInt32, "label_end": pl.UInt32, "label_relation": pl.String}
_INTS = ("begin", "byte_start", "byte_end", "byte_number_end")
_SCHEMA: dict[str, type[pl.DataType]] = {
    **dict.fromkeys(_INTS, pl.Int64),
    **dict.fromkeys(_STRINGS, pl.String),
    **dict.fromkeys(_FLOATS, pl.Float64),
}


def _frame(batch: Batch, found: list[Figure]) -> pl.DataFrame:
    """What the figures say, by `begin`, the byte where each begins."""
    starts = [figure.start for figure in found]
    spine = batch.mentions(starts, [figure.end for figure in found])
    columns = {"begin": starts, **_bytes(found), **_numbers(found), **_units(found), **_words(batch.data, found)}
    printed = pl.DataFrame(columns, schema_overrides={name: _SCHEMA[name] for name in columns})
    unlabelled = {name: pl.lit(None, kind) for name, kind in _LABELS.items()}
    places = {**_places(batch, found), **unlabelled}
    return _denoted(pl.concat([spine, printed], how="horizontal").with_columns(**places))


def _lean(block: pl.DataFrame) -> pl.DataFrame:
    """A full block with one value in place of a column that has no other, so that it is in memory once."""
    if block.height < _FEW:
        return block
    same = [column for column in block.iter_columns() if column.eq_missing(column[0]).all()]
    return block.with_columns(pl.lit(column[0], dtype=column.dtype).alias(column.name) for column in same)


def _numbers(found: list[Figure]) -> dict[str, list[float]]:
    numbers = [figure.number for figure in found]
    return {
        "value": [number.value for number in numbers],
        "value_high": [number.high for number in numbers],
        "step": [number.step for number in numbers],
        "coarse": [number.coarse for number in numbers],
        "scale": [number.scale for number in numbers],
    }


def _bytes(found: list[Figure]) -> dict[str, list[int]]:
    return {
        "byte_start": [figure.start for figure in found],
        "byte_end": [figure.end for figure in found],
        "byte_number_end": [figure.number.end for figure in found],
    }


def _words(data: bytes, found: list[Figure]) -> dict[str, list[str | None]]:
    return {
        "bound": [figure.bound for figure in found],
        "hedge": [None if figure.hedge is None else _text(data, figure.hedge) for figure in found],
        "unit_text": [None if figure.unit is None else _text(data, figure.unit) for figure in found],
        "join": [None if figure.second is None else figure.second.join for figure in found],
    }


def _text(data: bytes, place: Hedge | PlacedUnit) -> str | None:
    """What is printed there; None for what stands nowhere."""
    return None if place.start < 0 else data[place.start : place.end].decode("utf-8", "replace")


def _units(found: list[Figure]) -> dict[str, Sequence[str | float | None]]:
    readings = [NONE if figure.unit is None else figure.unit.reading for figure in found]
    return {
        "unit": [reading.name or None for reading in readings],
        "unit_kind": [reading.kind for reading in readings],
        "dimension": [reading.dimension for reading in readings],
        "factor": [reading.factor for reading in readings],
        "offset": [reading.offset for reading in readings],
    }


def _places(batch: Batch, found: list[Figure]) -> dict[str, pl.Series]:
    """Offsets into the fields of what stands beside the number; null where there is none."""
    hedged = [row for row, figure in enumerate(found) if figure.hedge is not None]
    joined = [row for row, figure in enumerate(found) if figure.second is not None]
    hedges = [figure.hedge for figure in found if figure.hedge is not None]
    seconds = [figure.second for figure in found if figure.second is not None]
    every = range(len(found))
    columns: dict[str, tuple[Sequence[int], list[int]]] = {
        "number_start": (every, [figure.number.start for figure in found]),
        "number_end": (every, [figure.number.end for figure in found]),
        "hedge_start": (hedged, [one.start for one in hedges]),
        "hedge_end": (hedged, [one.end for one in hedges]),
        "second_start": (joined, [one.start for one in seconds]),
        "second_end": (joined, [one.end for one in seconds]),
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
