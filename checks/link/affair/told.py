"""Affairs: what the events of one document happen to, who has it afterwards, and when.

An affair is all that is told about one object in one respect: who holds a town, whether a museum is open, who is in
office. Names and descriptions reduce to one object ("the ancient city of Palmyra", "the town", "it") only where no
other is in question.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from math import ceil, floor, inf
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

import polars as pl

from checks.document import Document
from checks.facts import Facts
from checks.lexicon.verb import RESPECTS, forms, respects_of, roles, southern_places
from checks.lexicon.word import members
from checks.link.affair.bounds import BEFORE, Bounds, last_month, near, readings
from checks.link.affair.object import Objects, in_office
from checks.link.affair.side import Side, same, side
from checks.regex import lazy

Row: TypeAlias = dict[str, Any]
Judge: TypeAlias = Callable[[Side | None, Side | None], bool | None]

_JOINED = lazy(r",?(?: and| or| then)?(?: again| later| once more)?(?: in| on)?(?: early| late)? ")
_APART = 30
"""Characters between two dates of one enumeration."""
MOST = 16
"""Dated events of one affair; a text that tells more is a chronicle, and too long to weigh all readings."""
LONGEST = 200
"""Events of one affair that are looked at, dated or not."""
_SIDES = 100
"""Phrases of a text that are looked up in it as sides: who reads more of them reads a list."""
_FOR = lazy(r"\bfor (?:\w+ ){0,3}\Z", re.I)
_AFTER = lazy(r"\bafter (?:\w+ )?\Z")
_ASKED = lazy(r"\b(?:warrants?|orders?|requests?|petitions?|calls?|rewards?)\s+for\s+\Z", re.I)
"""Before what is only asked for: "a warrant for his arrest on May 27"."""
_FIRST = lazy(r"\bfirst\s+(?:elected|appointed|named|chosen|sworn|hired)\b", re.I)
"""An event of which there is more than one: "was first elected"."""
_SPENT = lazy(r"\bspent (?:\w+ )?\Z")


_TIME = (
    "mention", "document", "start", "end", "text", "timex_type", "granularity", "modifier", "anchored", "year", "month",
    "day", "weekday", "relative", "relative_unit", "season", "count", "count_unit", "anchor", "anchor_offset",
    "earliest", "latest", "days_low", "days_high",
)  # fmt: skip
"""What is read of a time."""


@dataclass(frozen=True)
class Told:
    """One event as told: its row, whose the object is afterwards (or its state), its time and what that may mean."""

    row: Row
    respect: str
    object: str
    holder: Side | None
    loser: Side | None
    state: str | None
    time: Row | None
    readings: tuple[Bounds, ...]
    duration: Row | None
    posts: frozenset[tuple[str, str]]

    @property
    def holds(self) -> bool:
        """Whether it is told for how long the object was held: by the event itself or by what follows it."""
        return self.duration is not None

    @property
    def recent(self) -> bool:
        """Whether it is the news itself, and not what went before."""
        return self.time is not None and (near(self.time) or self.last_month)

    @property
    def last_month(self) -> bool:
        """Whether it is nearly news: hardly regained twice without a word about a loss."""
        return self.time is not None and last_month(self.time)


class _Timed(NamedTuple):
    """An event with its time, what that may mean, and how long the object was held."""

    row: Row
    time: Row | None
    readings: tuple[Bounds, ...]
    duration: Row | None

    @property
    def tells(self) -> bool:
        """Whether a time is told that can be held against others."""
        return bool(self.readings) or self.duration is not None


def alike(one: Told, other: Told, same: Judge = same) -> bool | None:
    """Whether two events leave their object in the same hands, or in the same state; None if the words do not tell.

    `same` tells whether two sides are one.
    """
    if one.posts and other.posts and not _one_post(one.posts, other.posts):
        return None
    if one.state is not None or other.state is not None:
        return one.state == other.state
    if one.holder is not None and other.holder is not None:
        return same(one.holder, other.holder)
    if one.holder is None and other.holder is None:
        return same(one.loser, other.loser)
    taken = same(one.loser, other.holder) if one.holder is None else same(other.loser, one.holder)
    return None if taken is None else not taken  # who lost it has it no more; whoever else has it took it


def affairs(facts: Facts, documents: Sequence[Document]) -> Iterator[tuple[int, list[Told]]]:
    """(document, events of one affair in the order of the text), where times of more than one event are told."""
    kept = facts.events.filter(pl.col("asserted") & (pl.col("field") == "text") & (pl.col("tense") != "present"))
    comparable = [bool(respects_of(*of)) for of in kept[["frame", "event_type"]].rows()]
    kept = kept.filter(pl.Series(comparable, dtype=pl.Boolean))
    kept = kept.filter(pl.col("document").is_in(_timed(kept, facts.times)))
    if kept.is_empty():
        return
    inside = pl.col("sentence").is_in(kept["sentence"].implode()) & (pl.col("field") == "text")
    dated = dict(_documents(facts.times[[*_TIME, "sentence", "field"]].filter(inside)))
    for number, rows in _documents(kept):
        for told in _told(rows, dated.get(number, []), documents[number].running("text")):
            yield number, told


def _timed(events: pl.DataFrame, times: pl.DataFrame) -> set[int]:
    """The documents that may tell when, or for how long, of two events of one respect."""
    lasting = {*times["sentence"].filter(times["timex_type"] == "DURATION").to_list()}
    told = Counter(
        (document, respect)
        for document, sentence, time, *of in events[["document", "sentence", "time", "frame", "event_type"]].rows()
        if time is not None or sentence in lasting
        for respect in respects_of(*of)
    )
    return {document for (document, _), count in told.items() if count > 1}


def _documents(frame: pl.DataFrame) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each document in order of the text; Python groups small ones faster than a frame does."""
    rows = frame.sort("document", "start").to_dicts()
    for number, group in groupby(rows, key=itemgetter("document")):
        yield number, list(group)


def _told(rows: Sequence[Row], times: Sequence[Row], text: str) -> Iterator[list[Told]]:
    """The affairs of one document in which times of more than one event are told."""
    timed = list(_timings(rows, times, text))
    respects = Counter(_respect(one.row) for one in timed if one.tells)
    if max(respects.values(), default=0) < 2:
        return  # what the events happen to takes longer to find out
    objects = Objects(rows, text)
    things = [(one, thing) for one in timed if (thing := objects.of(one.row)) is not None]
    printed, look_up = [one.row for one, _ in things], _sides(text)
    for (respect, thing), told in _grouped(things).items():
        if sum(things[at][0].tells for at in told) > 1:
            places = _first(told, things)
            sides = ((_holder(printed, at, look_up), _loser(printed, at, look_up)) for at in places)
            events = (things[at][0] for at in places)
            yield [_one(event, respect, thing, *pair, text) for event, pair in zip(events, sides, strict=True)]


def _sides(text: str) -> Callable[[str | None], Side | None]:
    """Looks up the side that a phrase names in a text, each phrase once; beyond a number of them, none."""
    known: dict[str | None, Side | None] = {}

    def look_up(phrase: str | None) -> Side | None:
        if phrase not in known and len(known) < _SIDES:
            known[phrase] = side(phrase, text)
        return known.get(phrase)

    return look_up


def _first(places: list[int], things: Sequence[tuple[_Timed, str]]) -> list[int]:
    """The first events of an affair, up to one dated event more than are weighed."""
    dated = [number for number, at in enumerate(places) if things[at][0].tells]
    last = dated[MOST] if len(dated) > MOST else len(places)
    return places[: min(last + 1, LONGEST)]


def _timings(rows: Sequence[Row], times: Sequence[Row], text: str) -> Iterator[_Timed]:
    """The events of a document with the times told in their clauses."""
    times = sorted(times, key=itemgetter("start"))
    starts = [time["start"] for time in times]
    southern = cache(lambda: any(place in text for place in southern_places()))
    for row in map(in_office, rows):
        if _FIRST.search(row["text"]) or _ASKED.search(text[max(0, row["start"] - 24) : row["start"]]):
            continue
        at = bisect_left(starts, row["clause_start"])
        governed = [time for time in times[at : at + 12] if time["end"] <= row["clause_end"]]
        yield _Timed(row, *_when(row, governed, text, southern), _duration(row, governed, text))


def _grouped(things: Sequence[tuple[_Timed, str]]) -> dict[tuple[str, str], list[int]]:
    """The positions of the events that tell the same of the same thing."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (event, thing) in enumerate(things):
        groups[_respect(event.row), thing].append(at)
    return groups


def _one(event: _Timed, respect: str, thing: str, holder: Side | None, loser: Side | None, text: str) -> Told:
    row, time, meaning, lasted = event
    state = RESPECTS[row["frame"]][1]
    posts = _posts(row, text) if respect == "office" else frozenset()
    return Told(row, respect, thing, holder, loser, state, time, meaning, lasted, posts)


def _holder(rows: Sequence[Row], at: int, look_up: Callable[[str | None], Side | None]) -> Side | None:
    """Whose the object of an event is afterwards; a pronoun means who did what was told last."""
    while True:
        row = rows[at]
        own = look_up(row["agent"]) if RESPECTS[row["frame"]][1] is None else None
        if own is not None or not at or not _points_back(row, rows[at - 1]):
            return own
        at -= 1
        if rows[at]["loser"] is not None:
            return look_up(rows[at]["loser"])  # "The rebels lost the town. They had captured it in May."


def _loser(rows: Sequence[Row], at: int, look_up: Callable[[str | None], Side | None]) -> Side | None:
    """Who had the object before; a pronoun means who got it last: "rebels seized the town. They were driven out"."""
    row = rows[at]
    if RESPECTS[row["frame"]][1] is not None:
        return None
    lately = at > 0 and 0 <= row["sentence"] - rows[at - 1]["sentence"] <= 1 and rows[at - 1]["loser"] is None
    if lately and str(row["loser"]).lower() in ("they", "them", "their"):
        return _holder(rows, at - 1, look_up)
    return look_up(row["loser"])


def _points_back(row: Row, last: Row) -> bool:
    """Whether a pronoun means the only side of what was told last, in this sentence or the one before.

    A clause that refers back may mean a side told before that, unless it says how what was held was got.
    """
    holding = last["event_type"] == "hold" and last["sentence"] == row["sentence"]
    if str(row["agent"]).lower() not in ("they", "it") or row["agent"].isupper() or (row["definite"] and not holding):
        return False
    return 0 <= row["sentence"] - last["sentence"] <= 1 and (last["loser"] is None or last["agent"] is None)


def _posts(row: Row, text: str) -> frozenset[tuple[str, str]]:
    """The posts in the clause of an appointment or resignation, each with the word before: "finance", "minister"."""
    words = re.findall(r"[a-z]+", text[row["start"] : row["clause_end"]])
    closed = members("determiner"), members("preposition"), members("be")
    return frozenset(
        ("" if any(before in words for words in closed) or before in forms() else before, word)
        for before, word in pairwise(["", *words])
        if roles().get(word) in ("title", "seat")
    )


def _one_post(some: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> bool:
    """Whether two sets of posts share one, as far as its kind is said."""
    return any(
        title == known and (not kind or not sort or kind == sort) for kind, title in some for sort, known in others
    )


def _respect(row: Row) -> str:
    respect = RESPECTS[row["frame"]][0]
    return f"{respect} {row['event_type']}" if respect in ("life", "act") else respect


def _when(
    row: Row, governed: Sequence[Row], text: str, in_south: Callable[[], bool]
) -> tuple[Row | None, tuple[Bounds, ...]]:
    """The time of an event and its readings: a date in its clause, or for a loss how long after the gain it came."""
    time = _date(row, governed)
    if time is not None:
        time = _with_year(time, governed, text)
        southern = time["granularity"] == "season" and in_south()
        if _several(time, governed, text):
            return time, ()
        own = row["form"] == "noun" and 0 < row["start"] - time["end"] <= 3  # "after last year's capture"
        before = "" if own else text[max(0, time["start"] - 24) : time["start"]]
        return time, readings(time, before, southern=southern)
    if row["frame"] in ("lose", "oust"):
        lasted = _lasting(row, governed, text, _AFTER)
        if lasted is not None:
            high = lasted["days_high"]
            return lasted, (Bounds(BEFORE, floor(lasted["days_low"]) + 1, None if high == inf else ceil(high)),)
    return None, ()


def _with_year(time: Row, governed: Sequence[Row], text: str) -> Row:
    """A date with the year that follows as an expression of its own: "the autumn of" + "last year"."""
    behind = (one for one in governed if 0 < one["start"] - time["end"] <= 4 and one["granularity"] == "year")
    year = next((one for one in behind if text[time["end"] : one["start"]] in (" ", " of ", ", ")), None)
    if year is None:
        return time
    counted = time if time["relative"] is not None else year
    relative = {name: counted[name] for name in ("relative", "relative_unit")}
    return {**time, **relative, "text": text[time["start"] : year["end"]]}


def _several(time: Row, governed: Sequence[Row], text: str) -> bool:
    """Whether an event is told of several times: "captured it in 2008, and again in November 2012"."""
    return any(
        (one["year"] or one["month"]) is not None and _JOINED.fullmatch(text[time["end"] : one["start"]]) is not None
        for one in governed
        if 0 < one["start"] - time["end"] < _APART
    )


def _date(row: Row, governed: Sequence[Row]) -> Row | None:
    """The date of an event; a holding has a duration instead."""
    if row["event_type"] == "hold":
        return None
    return next((time for time in governed if time["mention"] == row["time"]), None)


def _duration(row: Row, governed: Sequence[Row], text: str) -> Row | None:
    """How long the object was held: "held it for 10 months", "for 10 months they held it"."""
    if row["form"] == "noun":
        return None
    return _lasting(row, governed, text, _FOR if "spent" not in row["text"] else _SPENT)


def _lasting(row: Row, governed: Sequence[Row], text: str, led: re.Pattern[str]) -> Row | None:
    for time in governed:
        placed = time["start"] >= row["start"] or row["event_type"] == "hold"
        known = time["timex_type"] == "DURATION" and time["days_low"] is not None
        if placed and known and led.search(text[max(0, time["start"] - 30) : time["start"]]):
            return time
    return None
