"""Tellings: how English says when something was or how old somebody is, as rows of data over sentences with signs.

In a sentence each time, age and bare number is one sign; a row of `checks/lexicon/tellings.csv` is a pattern over
what then stands there, with its roles named: `<born:date>`. A role or sign is written with the kind of mention that
it takes (`KINDS`), `<place>` stands for another row (a filler). Gaps between signs hold no sign themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from checks.document import Document
from checks.lexicon.entries import TellingRow, rows
from checks.link.neighbours import Row
from checks.regex import lazy

_SIGNS = {
    "date": "\ue000",
    "length": "\ue001",
    "age": "\ue002",
    "number": "\ue003",
    "anniversary": "\ue004",
    "clock": "\ue005",
    "day": "\ue006",
    "time": "\ue007",
}
KINDS: Mapping[str, str] = _SIGNS | {"years": _SIGNS["age"] + _SIGNS["number"]}
"""The signs of each kind: a date has its year, a day has none, a length is a duration or counted from another time,
`years` are an age or a bare number that may be one, `time` is any other time.
"""
_DATES = ("year", "month", "day", "minute")
_OLDEST = 120
_PART = lazy(r"<(?:(?P<role>[a-z_]+):)?(?P<name>[a-z_]+)>")
_TIMES = (
    *("mention", "document", "field", "start", "end", "text", "sentence", "timex_type", "granularity", "modifier"),
    *("anchor", "anchor_unit", "anchor_offset", "year", "month", "day", "earliest", "latest", "days_low", "days_high"),
    *("clock", "clock_hours", "meridiem", "count", "count_unit", "weekday"),
)
_FIGURES = ("mention", "document", "field", "start", "end", "text", "sentence", "unit", "unit_kind", "value")


class Telling(NamedTuple):
    """A row of the table: what it tells, its pattern, and sentences that it must and must not match."""

    family: str
    kind: str
    pattern: str
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True)
class Saying:
    """A telling met in a passage: the mentions that play its roles, and where it begins and ends among the signs."""

    kind: str
    roles: Mapping[str, Row]
    words: Mapping[str, str]
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """Sentences that follow each other in one paragraph; `text` has one sign for each of its mentions."""

    document: int
    text: str
    mentions: tuple[Row, ...]
    second: int
    """Where the second sentence begins; the length of the text where there is none."""

    def told(self, family: str, only: Telling | None = None) -> Iterator[Saying]:
        """What the rows of a family tell here, or one of them."""
        for kind, pattern, opens in (_compiled_row(only),) if only else _compiled(family):
            starts = [pattern.match(self.text, at) for at in {0, self.second}] if opens else ()
            for found in filter(None, starts) if opens else pattern.finditer(self.text):
                named = {role: text for role, text in found.groupdict().items() if text}
                roles = {role: self._mention(found.start(role)) for role, text in named.items() if text in _ALL}
                yield Saying(kind, roles, named, found.start(), found.end())

    def _mention(self, at: int) -> Row:
        return self.mentions[len(_SIGN.findall(self.text[:at]))]


_ALL = frozenset(_SIGNS.values())
_SIGN = lazy("[\ue000-\ue007]")
_PRIVATE = lazy("[\ue000-\uf8ff]")


@cache
def tellings() -> tuple[Telling, ...]:
    """The rows of the table."""
    return tuple(
        Telling(row.family, row.kind, row.pattern, _split(row.examples), _split(row.near_misses))
        for row in rows(TellingRow)
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(" // ")) if cell else ()


@cache
def _compiled(family: str) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    return tuple(_compiled_row(row) for row in tellings() if row.family == family)


@cache
def _compiled_row(row: Telling) -> tuple[str, re.Pattern[str], bool]:
    """What a row tells, its pattern, and whether it stands where a sentence begins."""
    return row.kind, re.compile(expanded(row.pattern.removeprefix("^"))), row.pattern.startswith("^")


def expanded(pattern: str) -> str:
    """A pattern of the table as a regular expression. Raises KeyError for an unknown kind or filler."""
    return _PART.sub(_expansion, pattern)


def _expansion(part: re.Match[str]) -> str:
    name = part["name"]
    inner = f"[{KINDS[name]}]" if name in KINDS else f"(?:{expanded(_fillers()[name])})"
    return f"(?P<{part['role']}>{inner})" if part["role"] else inner


@cache
def _fillers() -> dict[str, str]:
    return {row.kind: row.pattern for row in tellings() if row.family == "filler"}


def passages(
    wanted: Collection[int], sentences: pl.DataFrame, frames: Mapping[str, pl.DataFrame], documents: Sequence[Document]
) -> Iterator[Passage]:
    """Each wanted sentence with the one behind it in its paragraph, if there is one.

    `frames` are those of mentions by their names: quantities, times, anniversaries; what is not among them has no sign.
    """
    reached = {number + more for number in wanted for more in (0, 1)}
    held = pl.col("sentence").is_in(reached)
    places = {row["sentence"]: row for row in sentences.filter(held).to_dicts()}
    mentions = _mentions({kind: frame.filter(held) for kind, frame in frames.items()})
    for number in sorted(wanted):
        first, second = places[number], places.get(number + 1)
        if second is not None and any(first[name] != second[name] for name in ("document", "field", "paragraph")):
            second = None
        yield _passage(first, second, mentions, documents)


def _mentions(frames: Mapping[str, pl.DataFrame]) -> dict[int, list[Row]]:
    """The mentions of each sentence with their signs, none of them inside another."""
    rows = [row | {"sign": sign} for kind, frame in frames.items() for row, sign in _of_kind(kind, frame)]
    aged = {(row["document"], row["field"], row["start"]) for row in rows if row["sign"] == _SIGNS["age"]}
    rows = [
        row for row in rows if row["sign"] == _SIGNS["age"] or (row["document"], row["field"], row["start"]) not in aged
    ]
    rows.sort(key=itemgetter("sentence", "start"))
    return {number: list(_apart(group)) for number, group in groupby(rows, itemgetter("sentence"))}


def _of_kind(kind: str, frame: pl.DataFrame) -> Iterator[tuple[Row, str]]:
    """The mentions of a kind that have signs, with these."""
    if kind == "anniversaries":
        yield from ((row | {"value": float(row["years"])}, _SIGNS["anniversary"]) for row in frame.to_dicts())
    elif kind == "times":
        yield from ((row, _time_sign(row)) for row in frame[[*_TIMES]].to_dicts())
    else:
        yield from ((row, sign) for row in frame[[*_FIGURES]].to_dicts() if (sign := _figure_sign(row)))


def _apart(rows: Iterator[Row]) -> Iterator[Row]:
    end = -1
    for row in rows:
        if row["start"] >= end:
            yield row
            end = row["end"]


def _figure_sign(row: Row) -> str | None:
    if row["unit"] == "year of age":
        return _SIGNS["age"]
    alone = row["unit_kind"] == "none" and 1 <= row["value"] <= _OLDEST
    return _SIGNS["number"] if alone else None


def _time_sign(row: Row) -> str:
    if row["clock"] is not None:
        return _SIGNS["clock"]
    if row["days_low"] is not None:
        return _SIGNS["length"]
    if row["modifier"] is None and row["granularity"] in _DATES:
        if row["year"] is not None and row["earliest"] is not None and row["latest"] is not None:
            return _SIGNS["date"]
        if row["month"] and row["day"] and row["year"] is None and row["timex_type"] == "DATE":
            return _SIGNS["day"]
    return _SIGNS["time"]


def _passage(first: Row, second: Row | None, mentions: dict[int, list[Row]], documents: Sequence[Document]) -> Passage:
    text = documents[first["document"]].running(first["field"])
    one, rows = _signed(text, first, mentions)
    if second is None:
        return Passage(first["document"], one, tuple(rows), len(one))
    two, more = _signed(text, second, mentions)
    gap = " " * (second["start"] - first["end"])
    return Passage(first["document"], one + gap + two, (*rows, *more), len(one + gap))


def _signed(text: str, sentence: Row, mentions: dict[int, list[Row]]) -> tuple[str, list[Row]]:
    """A sentence with its signs, and the mentions for which they stand."""
    pieces: list[str] = []
    at, rows = sentence["start"], []
    for row in mentions.get(sentence["sentence"], ()):
        if at <= row["start"] and row["end"] <= sentence["end"]:
            pieces += [_PRIVATE.sub("?", text[at : row["start"]]), row["sign"]]
            rows.append(row)
            at = row["end"]
    pieces.append(_PRIVATE.sub("?", text[at : sentence["end"]]))
    return "".join(pieces).replace("\n", " ").replace("\r", " "), rows
