"""Quantities: numbers with their unit, what they count, their hedge, and the interval they denote.

`quantities` scans the joined bytes of a batch once for numerals and reads around each: sign, currency and unit
(`figure`), the number it belongs with (`combination`), what is no quantity at all (`exclusion`), the noun it counts
(`noun`), its hedge (`hedge`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from checks.extract import exclusion, hedge, measure, noun, unit, wording
from checks.extract.attribution import sources
from checks.extract.batch import Batch
from checks.extract.combination import combined
from checks.extract.figure import Figure, figures
from checks.extract.unit import Reading
from checks.interval import denoted_high, denoted_low
from checks.lexicon.nouns import either

_MULTIPLE = Reading("time", "multiple", "ratio", 1.0, 0.0)
_SHARE = Reading("", "multiple", "ratio", 1.0, 0.0)
_NONE = Reading("", "none", None, None, None)


def quantities(batch: Batch, taken: Sequence[tuple[int, int]] = ()) -> pl.DataFrame:
    """The frame of `checks.facts.Quantities` without `mention`, by byte start.

    `taken` are ascending byte spans that are calendar dates or clock times and so no quantities.
    """
    data = batch.data
    found: list[Figure] = []
    reach = 0
    for figure in combined(data, figures(data, list(taken))):
        if figure.start >= reach and _kept(data, figure):
            found.append(figure)
            reach = figure.end
    _share_of_the(data, found)
    return _frame(batch, found)


_SHARED = re.compile(
    rb"-(?:,| and| or|, and) | of(?: (?:the|its|their|our|his|her|some|about|only|these|those)){1,2}"
    rb"(?: [A-Za-z-]+(?:'s?|\xe2\x80\x99s?))? "
)
_PART_OF = b" of "


def _share_of_the(data: bytes, found: list[Figure]) -> None:
    """ "280 of the 1,500 workers", "four-, five- and six-cylinder": the last of them has the unit of all."""
    for figure, whole in reversed(list(pairwise(found))):
        if whole.unit is None or whole.unit.kind not in ("count", "money", "measure") or whole.start - figure.end > 28:
            continue
        gap = data[figure.end : whole.start]
        if _SHARED.fullmatch(gap) is None and not (gap == _PART_OF and 0 < figure.value < whole.value):
            continue
        if figure.unit is _NONE:
            figure.unit = whole.unit
        elif figure.unit is _SHARE:
            figure.unit = _SHARE._replace(name=whole.unit.name)


_OF_UNIT = (b" of ", b" of an ", b" of a ", b" of the ")


def _kept(data: bytes, figure: Figure) -> bool:
    """Give the figure its hedge and, if it has no unit, its noun; False if it is no quantity."""
    if (
        figure.unit is None
        and figure.shape in ("plural", "fraction", "article")
        and data[figure.end : figure.end + 4] == b" of "
    ):
        _of_unit(data, figure)
    if figure.shape == "article" and wording.is_vague(data, figure):
        return False
    _hedged(data, figure)
    if figure.unit is not None:
        return True
    if exclusion.is_age(data, figure):
        figure.unit = unit.year_of_age()
        return True
    if figure.shape == "fraction" and _and_a_half(data, figure):
        return True
    counted = noun.after(data, _behind(data, figure), figure.high, figure.shape)
    if exclusion.excluded(data, figure, counted):
        return False
    if counted is None:
        counted = noun.before(data, figure.start) if figure.shape == "words" else None
    if counted is None:
        figure.unit = _SHARE if figure.shape in ("fraction", "portion") else _NONE
        return True
    _count(data, figure, counted)
    if figure.hedge_start < 0:
        _hedged_behind(data, figure)
    return True


def _hedged_behind(data: bytes, figure: Figure) -> None:
    """The hedge behind what is counted: "40 people or more"."""
    found = hedge.after(data, figure.end)
    if found is not None and figure.shape != "plural":
        figure.bound, figure.hedge_start, figure.hedge_end = found.bound, found.start, found.end


_AN_HOUR_AND = re.compile(rb"(?:\A|[^A-Za-z])((?:an?|one)[ ]([a-z]+)[ ]and[ ])\Z", re.I)


def _and_a_half(data: bytes, figure: Figure) -> bool:
    """ "An hour and a half": the unit stands before."""
    if (
        data[figure.start : figure.end].lower() not in (b"a half", b"a quarter")
        or data[figure.start - 5 : figure.start] != b" and "
    ):
        return False
    match = _AN_HOUR_AND.search(data, max(0, figure.start - 24), figure.start)
    reading = None if match is None else unit.named(match[2].decode())
    if match is None or reading is None:
        return False
    figure.value = figure.high = 1.0 + figure.value
    figure.unit, figure.unit_start, figure.unit_end = reading, match.start(2), match.end(2)
    figure.start = figure.number_start = match.start(1)
    return True


def _of_unit(data: bytes, figure: Figure) -> None:
    """ "millions of dollars", "1/16 of a pint": the unit behind "of"."""
    for opening in _OF_UNIT:
        end = figure.end + len(opening) - 1
        if data[figure.end : end + 1] == opening and (opening != b" of the " or figure.shape == "plural"):
            found = measure.after(data, end)
            if found is not None and (opening != b" of " or figure.shape != "fraction"):
                figure.unit, figure.unit_start, figure.unit_end, figure.end = (
                    found.reading,
                    found.start,
                    found.end,
                    found.end,
                )
                return


def _behind(data: bytes, figure: Figure) -> int:
    """Where the noun may begin: behind "-odd", "+", "-plus"."""
    return figure.hedge_end if figure.hedge_start == figure.end or figure.hedge_start == figure.end + 1 else figure.end


def _hedged(data: bytes, figure: Figure) -> None:
    found = hedge.before(data, figure.start)
    if found is None or found.bound == "exact":
        found = hedge.after(data, figure.end) or found
    if figure.shape == "plural":
        figure.bound = "vague"
    elif found is not None and not _during(data, figure, found):
        figure.bound, figure.hedge_start, figure.hedge_end = found.bound, found.start, found.end


def _during(data: bytes, figure: Figure, found: hedge.Hedge) -> bool:
    """Whether "over three years" means in the course of them."""
    if figure.unit is None or figure.unit.dimension != "time":
        return False
    if data[found.start : found.end].lower() != b"over":
        return False
    return (
        not data[max(0, found.start - 8) : found.start]
        .lower()
        .endswith((b"for ", b"just ", b"well ", b"is ", b"was ", b"took ", b"lasted ", b"a little ", b"after ", b"of "))
    )


def _count(data: bytes, figure: Figure, counted: noun.Noun) -> None:
    known = unit.named(counted.head) if figure.shape not in ("fraction", "portion") else None
    if counted.head == "time":
        figure.unit = _MULTIPLE
    elif known is not None:
        figure.unit = known
    elif figure.shape in ("fraction", "portion"):
        figure.unit = Reading(counted.phrase, "multiple", "ratio", 1.0, 0.0)
    else:
        figure.unit = Reading(counted.phrase, "count", f"count:{counted.head}", 1.0, 0.0)
    figure.unit_start, figure.unit_end = counted.start, counted.end
    if figure.end <= counted.start <= figure.end + 1:
        figure.end = counted.end
        rate = measure.rated(data, unit.Found(figure.unit, counted.start, counted.end))
        figure.unit, figure.end, figure.unit_end = rate.reading, rate.end, rate.end
    _per_number(data, figure)


_PER_NUMBER = re.compile(
    rb" per ([0-9][0-9,]*|thousand|million|hundred thousand)(?![0-9.%])(?: " + either("population") + rb"\b)?"
)


def _per_number(data: bytes, figure: Figure) -> None:
    """ "545 new cases per 100,000 population": a rate, not a count."""
    match = _PER_NUMBER.match(data, figure.end)
    if match is None or figure.unit is None:
        return
    below = match[1].decode()
    figure.unit = figure.unit._replace(
        name=f"{figure.unit.name} per {below}", dimension=f"{figure.unit.dimension} per {below}"
    )
    figure.end = figure.unit_end = match.end()


def _frame(batch: Batch, found: list[Figure]) -> pl.DataFrame:
    data = batch.data
    units = [figure.unit or _NONE for figure in found]
    hedged = [figure.hedge_start >= 0 for figure in found]
    frame = batch.mentions([figure.start for figure in found], [figure.end for figure in found])
    texts = [
        data[figure.unit_start : figure.unit_end].decode("utf-8", "replace") if figure.unit_start >= 0 else None
        for figure in found
    ]
    hedges = [data[f.hedge_start : f.hedge_end].decode() if yes else None for f, yes in zip(found, hedged, strict=True)]
    columns = pl.DataFrame(
        {
            "value": [figure.value for figure in found],
            "value_high": [figure.high for figure in found],
            "step": [figure.step for figure in found],
            "coarse": [figure.coarse for figure in found],
            "bound": [figure.bound for figure in found],
            "hedge": hedges,
            "unit": [reading.name or None for reading in units],
            "unit_text": texts,
            "unit_kind": [reading.kind for reading in units],
            "dimension": [reading.dimension for reading in units],
            "factor": [reading.factor for reading in units],
            "offset": [reading.offset for reading in units],
            "join": [figure.join for figure in found],
            "source": sources(data, batch.sentence_bytes, [figure.start for figure in found]),
        },
        schema={
            **dict.fromkeys(("value", "value_high", "step", "coarse"), pl.Float64),
            **dict.fromkeys(("bound", "hedge", "unit", "unit_text", "unit_kind", "dimension"), pl.String),
            **dict.fromkeys(("factor", "offset"), pl.Float64),
            **dict.fromkeys(("join", "source"), pl.String),
        },
    )
    offsets = {
        "number_start": batch.offsets([figure.number_start for figure in found]),
        "number_end": batch.offsets([figure.number_end for figure in found]),
        "hedge_start": batch.offsets([f.hedge_start if yes else None for f, yes in zip(found, hedged, strict=True)]),
        "hedge_end": batch.offsets([f.hedge_end if yes else None for f, yes in zip(found, hedged, strict=True)]),
        "second_start": batch.offsets([f.second_start if f.join else None for f in found]),
        "second_end": batch.offsets([f.second_end if f.join else None for f in found]),
    }
    return _denoted(pl.concat([frame, columns], how="horizontal").with_columns(**offsets))


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
