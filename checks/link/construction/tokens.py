"""A sentence as a row of tokens: figures and times with their kinds, all other words and marks as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from checks.regex import lazy

Row = dict[str, Any]
"""One row of a mention frame by column name, with its `kind`."""

_QUANTITIES = (
    "money",
    "measure",
    "rate",
    "count",
    "number",
    "duration",
    "age",
    "percent",
    "points",
    "multiple",
    "fraction",
)
_TIMES = ("date", "month", "month_year", "year", "weekday", "clock", "relative", "period", "span", "repeated")
QUANTITY_KINDS = frozenset(_QUANTITIES)
KINDS: Mapping[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in (*_QUANTITIES, *_TIMES)},
    "amount": ("money", "measure", "rate", "count", "number"),
    "figure": ("money", "measure", "rate", "count", "number", "duration", "percent"),
    "change": ("percent", "points", "multiple", "fraction"),
    "time": (*_TIMES, "duration"),
}
"""The kinds of figures, each by its own name and by the names of its groups.

`number` counts nothing that is named, `rate` is a measure or money per something, `duration` a quantity of time;
`date` is a day, `month` one without its year, `relative` yesterday, `span` a length of time that is no quantity ("the
last quarter"), `period` any other time ("a year earlier").
"""

_POINTS = ("point", "percentage point", "basis point")
_WORD = lazy(r"['’](?:s|re|ve|d|ll)\b|[^\W_]+(?:['’.&-](?!s\b)[^\W_]+)*|->|[^\w\s\ue000-\uf8ff]")
_MARKS = {"–": "—", "->": "→", "⇒": "→", "“": '"', "”": '"', "−": "-", "[": "(", "]": ")"}
_JOINT = lazy(r"(?i)\s+(?:to|and)\s+(?=\S{0,4}\Z)")
_DATED = lazy(r"(?i)\s(?:in|on|at|a|per|the|last)\b")
"""Where the first end of a range goes on with when, or per what: "from 236 in 2010 to 311"."""
_FROM = lazy(r"(?i)\b(?:from|between)\s+\Z")
_PERCENT = lazy(r"(?i)%|％|per\s?-?cent|\bpct\b|\bp\.?c\b")
_COMPARES = lazy(r"(?i)\w+\s+(?:than|on|over)\Z")
"""Hedges that are comparisons behind a figure: "30% more than 4,210"."""


@dataclass(frozen=True, slots=True)
class FigureToken:
    """A mention as one token, or one end of a range that is told with "from" or "between".

    `row` is the mention's row, changed to that end. A hedge belongs to its figure, unless it compares it with the
    figure before ("30% more than 4,210").
    """

    row: Row
    kind: str
    start: int
    end: int

    @property
    def mention(self) -> int:
        """The number of its mention."""
        number: int = self.row["mention"]
        return number


@dataclass(frozen=True, slots=True)
class TokenRow:
    """The tokens of one or two sentences in order of the text; an empty one opens each sentence.

    `words` are in small letters, `figures` stand by the number of their token, `starts` are offsets in the text.
    """

    words: tuple[str, ...]
    printed: tuple[str, ...]
    figures: Mapping[int, FigureToken]
    starts: tuple[int, ...]


def quantity_kind() -> pl.Expr:
    """The kind of a row of quantities."""
    unit, dimension, kind = pl.col("unit"), pl.col("dimension"), pl.col("unit_kind")
    return (
        pl.when(unit.is_in(_POINTS))
        .then(pl.lit("points"))
        .when(kind.is_in(["money", "measure", "percent"]) & unit.str.contains(" per ", literal=True))
        .then(pl.lit("rate"))
        .when(kind.is_in(["percent", "multiple"]))
        .then(kind)
        .when(dimension == "ratio")
        .then(pl.lit("fraction"))
        .when(dimension == "age")
        .then(pl.lit("age"))
        .when(dimension == "time")
        .then(pl.lit("duration"))
        .when(kind == "none")
        .then(pl.lit("number"))
        .otherwise(kind)
    )


def time_kind() -> pl.Expr:
    """The kind of a row of times."""
    timex = pl.col("timex_type")
    return (
        pl.when(timex == "DURATION")
        .then(pl.lit("span"))
        .when(timex == "SET")
        .then(pl.lit("repeated"))
        .when(pl.col("clock").is_not_null())
        .then(pl.lit("clock"))
        .when(pl.col("relative").is_not_null())
        .then(pl.lit("relative"))
        .when(pl.col("day").is_not_null())
        .then(pl.lit("date"))
        .when(pl.col("weekday").is_not_null())
        .then(pl.lit("weekday"))
        .when(pl.col("month").is_not_null() & pl.col("year").is_not_null())
        .then(pl.lit("month_year"))
        .when(pl.col("month").is_not_null())
        .then(pl.lit("month"))
        .when(pl.col("year").is_not_null())
        .then(pl.lit("year"))
        .otherwise(pl.lit("period"))
    )


def cut(text: str, sentences: Iterable[tuple[int, int]], mentions: Iterable[Row]) -> TokenRow:
    """The tokens of the sentences of a text in which the mentions stand."""
    pieces: list[tuple[int, str, FigureToken | None]] = []
    figures = sorted(_figures(mentions, text), key=lambda figure: (figure.start, -figure.end))
    for start, end in sentences:
        pieces.append((start, "", None))
        at = start
        for figure in figures:
            if at <= figure.start and figure.end <= end:
                pieces += ((begin, word, None) for begin, word in _words(text, at, figure.start))
                pieces.append((figure.start, text[figure.start : figure.end], figure))
                at = figure.end
        pieces += ((begin, word, None) for begin, word in _words(text, at, end))
    if any(word in "([" for _, word, _ in pieces if word):
        pieces = _without_conversions(pieces)
    return TokenRow(
        tuple(_MARKS.get(word, word.lower()) for _, word, _ in pieces),
        tuple(word for _, word, _ in pieces),
        {at: figure for at, (_, _, figure) in enumerate(pieces) if figure is not None},
        tuple(begin for begin, _, _ in pieces),
    )


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for found in _WORD.finditer(text, start, end):
        word = found[0].replace("’", "'")
        spaced = word == "-" and text[found.start() - 1 : found.start()] == " "
        yield found.start(), "—" if spaced else word


def _without_conversions(
    pieces: list[tuple[int, str, FigureToken | None]],
) -> list[tuple[int, str, FigureToken | None]]:
    """The tokens without "(17 square miles)" behind a figure in another unit of the same kind."""
    kept: list[tuple[int, str, FigureToken | None]] = []
    at = 0
    while at < len(pieces):
        opened = [word for _, word, _ in pieces[at : at + 3]]
        if len(opened) == 3 and opened[0] in ("(", "[") and opened[2] in (")", "]") and kept:
            given, converted = kept[-1][2], pieces[at + 1][2]
            if given and converted and _converts(given, converted):
                at += 3
                continue
        kept.append(pieces[at])
        at += 1
    return kept


def _converts(given: FigureToken, converted: FigureToken) -> bool:
    kinds = {given.kind, converted.kind}
    return kinds <= {"money", "measure", "rate"} and given.row["unit"] != converted.row["unit"]


def _figures(mentions: Iterable[Row], text: str) -> Iterator[FigureToken]:
    last = 0
    for row in mentions:
        if row.get("timex_type") is not None:
            yield FigureToken(row, row["kind"], row["start"], row["end"])
        else:
            yield from _ends(_own(row, text, last), text)
            last = row["end"]


def _own(row: Row, text: str, last: int) -> Row:
    """A row of a quantity without a hedge that compares it with the one before: "30% more than 4,210"; without a
    percentage that it takes from the one behind ("200, or 30%").
    """
    if row["kind"] == "percent" and not _PERCENT.search(row["text"]):
        row = row | {"kind": "number", "unit": None, "unit_kind": "none", "dimension": None}
    first = row["hedge_start"]
    compares = first is not None and _COMPARES.fullmatch(row["hedge"]) and not text[last:first].strip()
    return row | {"hedge_start": None, "hedge_end": None, "bound": "exact"} if compares and last else row


def _ends(row: Row, text: str) -> Iterator[FigureToken]:
    """A range told with "from" or "between" as its two ends, any other quantity as it is."""
    begin, end = _hedged(row)
    told = row["join"] in ("from", "between") or (row["join"] == "to" and _FROM.search(text, max(0, begin - 9), begin))
    joint = _JOINT.search(row["text"], 0, row["second_start"] - row["start"]) if told else None
    if joint is None:
        yield FigureToken(row, row["kind"], begin, end)
        return
    alone = {"join": None, "second_start": None, "second_end": None}
    first = _DATED.split(row["text"][: joint.start()])[0]
    stop = row["start"] + len(first)
    low = {"value_high": row["value"], "end": stop, "number_end": stop, "text": first}
    yield FigureToken(row | alone | low, row["kind"], begin, stop)
    start = row["start"] + joint.end()
    high = {"value": row["value_high"], "start": start, "hedge_start": None, "text": row["text"][joint.end() :]}
    yield FigureToken(row | alone | high, row["kind"], start, end)


def _hedged(row: Row) -> tuple[int, int]:
    """Where a figure begins and ends with its hedge."""
    if row["hedge_start"] is None:
        return row["start"], row["end"]
    return min(row["hedge_start"], row["start"]), max(row["hedge_end"], row["end"])
