"""Lengths of time with the two dates between which they lie: "for 10 months, from March 2015 to January 2016"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Any, NamedTuple

import polars as pl

from checks.calendar import MEAN_DAYS
from checks.constraints import Durations
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row
from checks.link.spans import Length, apart, spans
from checks.model import filled
from checks.regex import lazy

NEEDS = ("times",)
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "text", "sentence", "timex_type", "granularity", "modifier"),
    *("anchor", "anchor_unit", "anchor_offset", "year", "earliest", "latest", "days_low", "days_high"),
)
_LENGTHS = ("week", "month", "year", "decade", "day")
_GRANULARITIES = ("year", "month", "day", "minute")
_SAID_FIRST = lazy(r"(?:[\s-](?:period|span|stretch)|\s+in\s+[a-z]+)?\s*,?\s*\(?(?P<kind>from|between)\s+", re.I)
_GOES_ON = lazy(r"\s*(?:to|and|until|through|[-–/&])\s*['’]?\d")
"""Another end: "from 1991 to 1992 to 1998-99"."""
_SAID_LAST = lazy(
    r"\s*(?:,\s*or|,\s*(?:for\s+)?an?\s+(?:total|period|span|stretch)\s+of|,\s*for(?:\s+a\s+total\s+of)?|,\s*an?|\()\s+?",
    re.I,
)
_A_PERIOD = lazy(r"[\s-](?:period|span|stretch|time)\b", re.I)
_TO = lazy(r",?\s*(?:up\s+)?(?:to|until|till|through|and|[-–—])\s*", re.I)
_AT = lazy(r"\s*,?\s*(?:in|on)?\s+", re.I)
_AFTER = lazy(
    r"\s+(?P<way>after|before)\s+(?:(?:the|his|her|its|their|an?)\s+|(?:[^\W\d][\w’'-]*\s+){0,6}(?:in|on|of)\s+)"
)
_BESIDE = lazy(r"\s*[,(–—]\s*(?:just|only|exactly|some|about|almost|nearly)?\s*", re.I)
_AGES = lazy(r"\bag(?:e|es|ed|ing)\b[^.;]{0,20}\Z", re.I)
_LATER = lazy(r"\b(?:later|earlier|before|after|following|previous)\b", re.I)
_IN_PART = lazy(r"\b(?:quarters?|half|halves|thirds?|part|most|much|rest)\s+(?:of\s+)?\Z|\bon\s+\Z", re.I)
"""Before a length of which a part is meant, or of single days: "a quarter of a century later", "on 12 days"."""
_ONE = lazy(r"an?\s+\w+", re.I)
_LENGTHY = lazy(r"(?:\b(?:for|of|in|after|over|during|took|lasted|lasting|spent|nearly|about|than)|[,(])\s+\Z", re.I)
_BETWEEN = lazy(r"\bbetween\s+\Z", re.I)
_LISTED = lazy(r"\s*(?:,|and|to|or|[-–/&])\s*['’]?\d{4}\b")
_REACH = 120
"""Characters between a length and a date, beyond which nothing says that they belong together."""
_BEFORE, _BEHIND = 4, 2
"""How many times before and behind a length are looked at."""
_SENTENCES = 1
"""How many sentences back "later" may count from."""
_FROM = lazy(r"\b(?:from|between)\s+\Z", re.I)

_LASTED = lazy(
    r"\b(?:lasted|lasting|(?:went|gone|dragged)\s+on\s+for|continued\s+for|raged\s+for)\s+(?:\w+\s+)?\Z", re.I
)
_UNTIL = lazy(r"\s*,?\s*(?:until|till)\s+(?:[^\W\d][\w’'-]*\s+){0,4}?(?:(?:on|in)\s+)?", re.I)
_BEGAN = lazy(
    r"\b(?:began|begun|start(?:ed|ing)?|opened|broke\s+out|erupted|married|wed|launched|founded|took\s+office|elected|"
    r"appointed|joined|declared|went\s+on\s+strike|invaded|seized|captured|occupied)\b(?:(?!\b(?:until|ended)\b)[^;!?]){0,60}\Z",
    re.I,
)
_HELD = lazy(
    r"(?!.*\b(?:had\s+(?:held|kept|ruled|stayed|remained)|will|would|sentenced|contract|plan\w*|lease\w*|deal)\b)[^.;!?]*\b(?:held|kept|controlled|occupied|ruled|"
    r"governed|stayed|remained)\b[^.;!?]*\bfor\s+(?:\w+\s+)?",
    re.I | re.S,
)


class _Pair(NamedTuple):
    """A length between two dates (until now where there is no last one); `inside`: it may be a part of the range."""

    said: Row
    first: Row
    last: Row | None
    inside: bool = False


def durations(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Durations`.

    "Later" and "earlier" count from one of the dates told before, in the same sentence or in the one before it; a date
    without its year in between leaves that open.
    """
    rows: list[Row] = []
    for near in _neighbours(facts.times):
        text = documents[near[0]["document"]].running(near[0]["field"])
        lengths = [at for at, time in enumerate(near) if time["length"]]
        rows += [_row(pair) for at in lengths for pair in _pairs(near, at, text)]
    judged = {row["duration"] for row in rows}
    rows += [_spanned(one) for one in spans(facts, documents) if one.said["mention"] not in judged]
    return filled(Durations, rows)


def _spanned(one: Length) -> Row:
    return {
        "document": one.said["document"],
        "duration": one.said["mention"],
        "first": one.first["mention"],
        "last": one.last["mention"],
        "days_low": one.days[0],
        "days_high": one.days[1],
        "apart_low": one.apart[0],
        "apart_high": one.apart[1],
        "inside": one.inside,
        "dates": f"{one.first['text']} and {one.last['text']}",
    }


def _neighbours(times: pl.DataFrame) -> Iterator[list[Row]]:
    """The lengths told in each field that may lie between two dates and the times beside them, in order of the text."""
    rows = (
        times.lazy()
        .select(*_COLUMNS, **_marks())
        .filter(pl.col("length") | pl.col("named"))
        .with_columns(length=_between_dates())
        .filter(_beside())
        .collect(engine="in-memory")
    )
    for _, group in groupby(rows.to_dicts(), key=itemgetter("document", "field")):
        yield list(group)


@cache
def _marks() -> dict[str, pl.Expr]:
    """What each time is: a length, one that names a place in the calendar, a full date, a date counted from now."""
    named = pl.any_horizontal(pl.col("earliest", "month", "weekday").is_not_null()) | (pl.col("anchor_offset") < 0)
    return {"length": _is_length(), "named": named, "dated": _is_dated(), "held": _is_since()}


@cache
def _beside() -> pl.Expr:
    """Whether a length stands near, among the times kept."""
    return pl.any_horizontal(pl.col("length").shift(off, fill_value=False) for off in range(-_BEFORE, _BEHIND + 1))


def _is_length() -> pl.Expr:
    shifted = (pl.col("anchor") == "narrative") & pl.col("anchor_offset").is_not_null() & (pl.col("anchor_offset") != 0)
    unit = pl.when(pl.col("timex_type") == "DURATION").then("granularity").otherwise("anchor_unit")
    return ((pl.col("timex_type") == "DURATION") & pl.col("days_low").is_not_null() | shifted) & unit.is_in(_LENGTHS)


def _is_dated() -> pl.Expr:
    """A date with its year, and nothing vague about it."""
    whole = pl.all_horizontal(pl.col("year", "earliest", "latest").is_not_null())
    return whole & pl.col("granularity").is_in(_GRANULARITIES) & pl.col("modifier").is_null()


def _is_since() -> pl.Expr:
    """A date counted from now in years or months."""
    published = (pl.col("timex_type") == "DATE") & (pl.col("anchor") == "published")
    return published & pl.col("anchor_unit").is_in(["year", "month"])


@cache
def _between_dates() -> pl.Expr:
    """Whether a time is a length with so many dates before and behind it, and so near, as any way to tell it needs."""
    dated = pl.col("dated")
    last = dated.shift(1) & (pl.col("start").cast(pl.Int64) - pl.col("end").shift(1)).is_between(0, _REACH)
    first = dated.shift(-1) & (pl.col("start").shift(-1).cast(pl.Int64) - pl.col("end")).is_between(0, _REACH)
    range_before, range_behind = last & dated.shift(2), first & dated.shift(-2)
    return pl.col("length") & (range_before | range_behind | (dated.shift(1) & first) | pl.col("held").shift(1))


def _pairs(near: list[Row], at: int, text: str) -> Iterator[_Pair]:
    """The ranges and pairs of dates to which the length at a place belongs."""
    said = near[at]
    if _IN_PART.search(text[max(0, said["start"] - 16) : said["start"]]) or _is_rate(said, text):
        return
    behind = list(takewhile(itemgetter("dated"), near[at + 1 : at + 1 + _BEHIND]))
    before = list(takewhile(itemgetter("dated"), reversed(near[max(0, at - _BEFORE) : at])))[::-1]
    if said["timex_type"] == "DURATION" and not _AGES.search(text[max(0, said["start"] - 30) : said["start"]]):
        yield from _range_behind(said, behind, text)
        yield from _range_before(said, before[-2:], text)
        yield from _after(said, before, behind, text)
        yield from _until(said, before, behind, text)
        yield from _held(said, near[at - 1] if at else None, text)
    elif said["timex_type"] != "DURATION" and before and behind:
        yield from _later(said, before, behind[0], text)


def _is_rate(said: Row, text: str) -> bool:
    """Whether something is told per year, month, week or day: "12 cubic kilometres a year from May 2003"."""
    return bool(_ONE.fullmatch(said["text"])) and not _LENGTHY.search(text[max(0, said["start"] - 12) : said["start"]])


def _range_behind(said: Row, behind: list[Row], text: str) -> Iterator[_Pair]:
    """Twenty months, from 1762 to 1764."""
    if len(behind) < 2:
        return
    first, last = behind
    lead = _SAID_FIRST.fullmatch(text[said["end"] : first["start"]])
    if lead and _TO.fullmatch(text[first["end"] : last["start"]]) and not _GOES_ON.match(text, last["end"]):
        yield from _range(said, first, last, lead["kind"].lower() == "between")


def _range_before(said: Row, before: list[Row], text: str) -> Iterator[_Pair]:
    """From 2000 to 2003, a three-year period."""
    if len(before) < 2:
        return
    first, last = before
    lead = text[max(0, first["start"] - 12) : first["start"]]
    if not _FROM.search(lead) or not _TO.fullmatch(text[first["end"] : last["start"]]):
        return
    link = _SAID_LAST.fullmatch(text[last["end"] : said["start"]] + " ")
    if link and (link[0].strip() not in (", a", ", an") or _A_PERIOD.match(text[said["end"] :])):
        yield from _range(said, first, last, bool(_BETWEEN.search(lead)))


def _range(said: Row, first: Row, last: Row, inside: bool) -> Iterator[_Pair]:
    """A range that does not run backwards: that is the finding of another rule."""
    if first["earliest"] <= last["latest"]:
        yield _Pair(said, first, last, inside)


def _after(said: Row, before: list[Row], behind: list[Row], text: str) -> Iterator[_Pair]:
    """In 1998, 12 years after the 1986 accident."""
    if not before or not behind or not _BESIDE.fullmatch(text[before[-1]["end"] : said["start"]]):
        return
    link = _AFTER.fullmatch(text[said["end"] : behind[0]["start"]])
    if link:
        after = link["way"] == "after"
        yield _Pair(said, behind[0], before[-1]) if after else _Pair(said, before[-1], behind[0])


def _later(said: Row, before: list[Row], behind: Row, text: str) -> Iterator[_Pair]:
    """On May 4, 2011. Three weeks later, on May 27, 2011: counted from any of the dates just told."""
    if not _LATER.search(said["text"]) or not _AT.fullmatch(text[said["end"] : behind["start"]]):
        return
    if _LISTED.match(text, behind["end"]):
        return
    forward = said["anchor_offset"] > 0
    pairs = [_Pair(said, row, behind) if forward else _Pair(said, behind, row) for row in reversed(before)]
    if any(_agree(_row(pair)) for pair in pairs[len(_told(said, before)) :]):
        return
    yield from _any_of(pairs[: len(_told(said, before))])


def _until(said: Row, before: list[Row], behind: list[Row], text: str) -> Iterator[_Pair]:
    """They married on July 7, 1946. The marriage lasted 77 years, until her death on Nov. 19, 2023."""
    if not behind or not _LASTED.search(text[max(0, said["start"] - 40) : said["start"]]):
        return
    if not _UNTIL.fullmatch(text[said["end"] : behind[0]["start"]]):
        return
    told = [row for row in _told(said, before) if _BEGAN.search(text[max(0, row["start"] - 80) : row["start"]])]
    yield from _any_of([_Pair(said, row, behind[0]) for row in told])


def _held(said: Row, since: Row | None, text: str) -> Iterator[_Pair]:
    """The group had seized the town last year and held it for ten months: that cannot reach beyond now."""
    if since is None or not since["held"]:
        return
    if since["sentence"] == said["sentence"] and _HELD.fullmatch(text[since["end"] : said["start"]]):
        yield _Pair(said, since, None, True)


def _told(said: Row, before: list[Row]) -> list[Row]:
    """The dates just told, the nearest first."""
    return [row for row in reversed(before) if said["sentence"] - row["sentence"] <= _SENTENCES]


def _any_of(pairs: list[_Pair]) -> list[_Pair]:
    """The pair that agrees, if one does; else the nearest."""
    return [next((pair for pair in pairs if _agree(_row(pair))), pairs[0])] if pairs else []


def _agree(row: Row) -> bool:
    return bool(row["days_low"] <= row["apart_high"] and row["apart_low"] <= row["days_high"])


def _row(pair: _Pair) -> dict[str, Any]:
    said, first, last, inside = pair
    low, high = _apart(first, last)
    return {
        "document": said["document"],
        "duration": said["mention"],
        "first": first["mention"],
        "last": last["mention"] if last else None,
        "days_low": said["days_low"],
        "days_high": said["days_high"],
        "apart_low": low,
        "apart_high": high,
        "inside": inside,
        "dates": f"{first['text']} and {last['text'] if last else 'now'}",
    }


def _apart(first: Row, last: Row | None) -> tuple[float, float]:
    """The least and the most days from one date to another, or to now."""
    if last is None:
        return 0.0, (1 - first["anchor_offset"]) * MEAN_DAYS[first["anchor_unit"]] + 1
    return apart(first, last)
