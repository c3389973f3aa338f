"""Quantities or times of one sentence side by side, with the words between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

import polars as pl

from checks.document import Document

Row: TypeAlias = dict[str, Any]
"""One row of a mention frame by column name."""

_AT_ONCE = 4096


def sentences(quantities: pl.DataFrame, wanted: Collection[int], columns: Sequence[str]) -> Iterator[list[Row]]:
    """The quantities of each of the wanted sentences, in order of the text."""
    if not wanted:
        return
    told = quantities[["sentence", *columns]].filter(pl.col("sentence").is_in(wanted))
    for _, rows in groupby(in_turn(told), key=itemgetter("sentence")):
        yield list(rows)


def side_by_side(
    mentions: pl.DataFrame, characters: int, columns: Sequence[str], wanted: pl.Expr | None = None
) -> pl.DataFrame:
    """Each mention beside the next one of its sentence (columns with suffix `_next`), at most so many characters on,
    where the pair is wanted.

    `mentions` stand in the order of their documents and of the text, as extracted.
    """
    return pl.concat(beside(mentions, characters, columns, wanted))


def beside(
    mentions: pl.DataFrame, characters: int, columns: Sequence[str], wanted: pl.Expr | None = None
) -> Iterator[pl.DataFrame]:
    """The rows of `side_by_side` in frames of which each needs little memory; at least one."""
    place = [name for name in ("sentence", "start", "end") if name not in columns]
    told = mentions[[*columns, *place]]
    for begin in range(0, max(1, told.height - 1), _AT_ONCE):
        part = told.slice(begin, _AT_ONCE + 1)
        following = part.slice(1)
        following.columns = [f"{name}_next" for name in part.columns]
        near = part.head(-1).hstack(following).filter(_near(characters), *(() if wanted is None else (wanted,)))
        yield near.drop(*place, *(f"{name}_next" for name in place))


@cache
def _near(characters: int) -> pl.Expr:
    """Whether the next one stands in the same sentence, at most so many characters on, and does not overlap."""
    ahead = pl.col("start_next").cast(pl.Int64) - pl.col("end").cast(pl.Int64)
    return (pl.col("sentence") == pl.col("sentence_next")) & ahead.is_between(0, characters)


def in_turn(frame: pl.DataFrame) -> Iterator[Row]:
    """The rows of a frame, few of them in memory at a time."""
    for part in frame.iter_slices(_AT_ONCE):
        yield from part.to_dicts()


def couples(
    mentions: pl.DataFrame, characters: int, columns: Sequence[str], wanted: pl.Expr
) -> Iterator[tuple[Row, Row]]:
    """The rows of the two mentions of each pair that `side_by_side` finds."""
    both = side_by_side(mentions, characters, columns, wanted)
    following = both[[f"{name}_next" for name in columns]]
    following.columns = [*columns]
    return zip(in_turn(both[[*columns]]), in_turn(following), strict=True)


def apart(pair: Row) -> tuple[Row, Row]:
    """The rows of the two mentions of a pair."""
    right = {name.removesuffix("_next"): value for name, value in pair.items() if name.endswith("_next")}
    return {name: pair[name] for name in right}, right


class Sentence:
    """The text around the mentions of one sentence.

    What stands beside them has one space where `text`, which is as long as printed, has two for a carriage return.
    """

    def __init__(self, documents: Sequence[Document], row: Row) -> None:
        self.text = documents[row["document"]].running(row["field"])

    def before(self, row: Row, characters: int = 80) -> str:
        """What stands before a quantity and its hedge, cut at the paragraph."""
        start = begin(row)
        return self.text[max(0, start - characters) : start].rsplit("\n", 1)[-1].replace("  ", " ")

    def after(self, row: Row, characters: int = 80) -> str:
        """What stands behind a mention, cut at the paragraph."""
        return self.text[row["end"] : row["end"] + characters].split("\n", 1)[0].replace("  ", " ")

    def between(self, left: Row, right: Row) -> str:
        """What stands between two quantities, the hedge of the right one left out."""
        return self.text[left["end"] : max(left["end"], begin(right))].replace("  ", " ")


def begin(row: Row) -> int:
    """Where a quantity begins, its hedge included if that stands before it."""
    hedge: int | None = row.get("hedge_start")
    start: int = row["start"]
    return start if hedge is None or hedge > start else hedge
