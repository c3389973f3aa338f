"""Ages with the date of birth of the same person: "the 34-year-old was born in 1980"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from checks.constraints import Ages
from checks.document import Document, OwnDate
from checks.facts import Facts
from checks.link.lives import Life, lives
from checks.link.neighbours import Row
from checks.model import filled
from checks.regex import lazy

NEEDS = ("quantities", "times", "anniversaries")
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "sentence", "timex_type", "modifier"),
    *("year", "month", "day", "earliest"),
)
_OF_BIRTH = ["document", "field", "start", "end", "sentence", "year", "modifier"]
_FIGURES = (
    *("mention", "document", "field", "start", "end", "sentence"),
    *("unit", "unit_kind", "value", "value_high"),
)
_BORN = lazy(r"\b[Bb]orn\s+(?:[A-Z][\w.]+,?\s+){0,4}(?:in\s+(?:[A-Z][\w.]+,?\s+){1,4})?(?:(?:in|on)\s+)?\Z")
_DYING = (
    r"\b(?:died|dies|passed\s+away|(?:his|her|the)\s+death|(?:was|were)\s+(?:murdered|killed|assassinated|executed))\b"
)
_DIED = lazy(_DYING + r"(?:(?!\band\b|\bborn\b)[^;!?]){0,60}\Z", re.I)
_OF_DEATH = lazy(_DYING + r"(?:(?!\bborn\b)[^;!?]){0,80}\Z", re.I)
_OF_ANOTHER_TIME = lazy(r"\b(?:at|aged?|of|turned|turning|when|was|were|until|by|from|since|only|just)\s+\Z", re.I)
_BARE = lazy(r"(?:,\s+is|\bborn\b[^.;!?]*\bis|\bis\s+now)\s+\Z")
_CLOSED = lazy(r"[.,;]|\s+and\b|\Z")
_LIFE = lazy(r"\(\s*\Z")
_TO = lazy(r"\s*[-–—]\s*")
_OTHERS = lazy(
    r"\b(?:father|mother|parents?|sons?|daughters?|wife|husband|brothers?|sisters?|child|children|twins?|widow\w*|"
    r"grand\w+|uncle|aunt|nephew|niece|cousin|sibling\w*|women|men|people|those|cohorts?|respectively|both|would|"
    r"spouse|partner|baby|babies|girls|boys|victims?|when|while|by\s+age|then|until|before|after)\b",
    re.I,
)
"""Words of another person, of several, or of another time."""
_BETWEEN = 120
"""Characters between an age and the birth that is told of the same person."""
_HE = lazy(r"\s*,\s*(?:he|she)\b")
_AT_THE_AGE = lazy(r"\s*,\s*(?:at\s+the\s+age\s+of|at\s+age|aged)\s+")
_TURNED = lazy(r"\b(?:turned|turning)\s+\Z", re.I)
_IN = lazy(r"\s+(?:in|on)\s+")
_AT_AGE = lazy(r",?\s+(?:at\s+(?:the\s+)?age(?:\s+of)?|aged)\s+")
_SURNAME_BORN = lazy(r"(?P<name>[A-Z][\w’'-]+),?\s+(?:who\s+)?(?:was\s+|is\s+)?born\b[^.;!?]*\Z")
_SUBJECT = lazy(
    r"(?:\A|[—–]\s|--\s)(?:[A-Z][\w’'-]+\s+){0,3}(?P<name>[A-Z][\w’'-]+)(?:\s+\([^)]*\))?\s+(?:has|had|is|was|will|[a-z]+ed)\b"
)


class _At(NamedTuple):
    """The days on which a person was as old as told; `mention` is null where they are that of the text."""

    mention: int | None
    low: float
    high: float
    stated: bool


def ages(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Ages`.

    Within one sentence that tells of one age and one birth, or where a sentence about a person ("On March 10, 2024, at
    the age of 83, he") follows one with the name of the only person of that name whose birth is told. Not comparable
    where relatives or several people are told of, or other times than those of birth and death.
    """
    told = list(_sentences(facts, documents))
    births = _births(told, documents)
    sentences = facts.sentences
    rows = []
    for aged, near in told:
        text = documents[near[0]["document"]].running(near[0]["field"])
        life = _life(near, text)
        if len(aged) == 1 and life:
            row = _row(aged[0], near, *life, text, documents[near[0]["document"]].own_date)
        else:
            row = _elsewhere(aged, near, text, births, sentences)
        if row is not None:
            rows.append(row)
    judged = {row["age"] for row in rows if row["comparable"]}
    others = [_lived(life) for life in lives(facts, documents) if life.age["mention"] not in judged]
    unjudged = {row["age"] for row in others}
    return filled(Ages, [*(row for row in rows if row["age"] not in unjudged), *others])


def _lived(life: Life) -> Row:
    return _told(life.age, life.born, _At(life.at["mention"], *_days(life.at), True), comparable=True)


def _sentences(facts: Facts, documents: Sequence[Document]) -> Iterator[tuple[list[Row], list[Row]]]:
    """The ages and the times of each sentence that tells of a birth, or of an age with a time."""
    placed = pl.col("year").is_not_null() | pl.col("earliest").is_not_null()
    times = facts.times[[*_COLUMNS]].filter(placed & (pl.col("timex_type") != "DURATION"))
    aged = _ages(facts.quantities[[*_FIGURES]], _tell_of_birth(times, documents), documents)
    near = times.filter(pl.col("sentence").is_in([*aged])).to_dicts() if aged else []
    for key, group in groupby(near, itemgetter("sentence")):
        yield aged[key], list(group)


def _tell_of_birth(times: pl.DataFrame, documents: Sequence[Document]) -> Iterator[int]:
    """The sentences that tell of a birth."""
    for document, field, start, end, sentence, year, modifier in times[_OF_BIRTH].rows():
        text = documents[document].running(field)
        if year is not None and modifier is None and (_born_before(text, start) or _opens_life(text, start, end)):
            yield sentence


def _ages(quantities: pl.DataFrame, births: Iterable[int], documents: Sequence[Document]) -> dict[int, list[Row]]:
    """The ages in each sentence that tells of one or of a birth."""
    aged: dict[int, list[Row]] = {sentence: [] for sentence in births}
    single = pl.col("value") == pl.col("value_high")
    for row in quantities.filter((pl.col("unit") == "year of age") & single).to_dicts():
        aged.setdefault(row["sentence"], []).append(row)
    bare = (pl.col("unit_kind") == "none") & pl.col("value").is_between(1, 120)
    for row in quantities.filter(bare & pl.col("sentence").is_in([*aged])).to_dicts() if aged else ():
        text = documents[row["document"]].running(row["field"])
        if _BARE.search(text[max(0, row["start"] - 80) : row["start"]]) and _CLOSED.match(text, row["end"]):
            aged[row["sentence"]].append(row)
    return aged


def _born_before(text: str, at: int) -> bool:
    """Whether a birth is told right before a place; next to no date has the word, which is quick to see."""
    lead = text[max(0, at - 60) : at]
    return "orn" in lead and _BORN.search(lead) is not None


def _opens_life(text: str, start: int, end: int) -> bool:
    lead = text[max(0, start - 2) : start]
    return "(" in lead and bool(_LIFE.search(lead) and _TO.match(text, end))


def _life(near: list[Row], text: str) -> tuple[Row, Row | None] | None:
    """The dates of birth and death that a sentence tells."""
    dated = [row for row in near if row["year"] is not None and row["modifier"] is None]
    for left, right in pairwise(dated):
        closed = text[right["end"] : right["end"] + 2].lstrip()[:1] == ")"
        if (
            closed
            and _opens_life(text, left["start"], left["end"])
            and _TO.fullmatch(text[left["end"] : right["start"]])
        ):
            return left, right
    born = [row for row in dated if _born_before(text, row["start"])]
    if len(born) != 1:
        return None
    died = [row for row in dated if row is not born[0] and _DIED.search(text[max(0, row["start"] - 60) : row["start"]])]
    return born[0], died[0] if len(died) == 1 else None


def _row(age: Row, near: list[Row], born: Row, died: Row | None, text: str, own: OwnDate | None) -> Row | None:
    at_death = bool(_OF_DEATH.search(text[max(0, age["start"] - 80) : age["start"]]))
    reached = next((row for row in near if row not in (born, died) and row["year"] and _reached(age, row, text)), None)
    if reached is not None:
        others = [row for row in near if row not in (born, died, reached)]
        between = text[born["end"] : reached["start"]]
        alone = not others and born["end"] <= reached["start"] and not _OTHERS.search(between)
        return _told(age, born, _At(reached["mention"], *_days(reached), True), alone and len(between) <= _BETWEEN)
    told = _at(died) if at_death else _now(age, text, own)
    if told is None:
        return None
    others = [row for row in near if row is not born and row is not died]
    between = text[min(age["end"], born["end"]) : max(age["start"], born["start"])]
    alone = not others and (at_death or died is None)
    return _told(age, born, told, alone and len(between) <= _BETWEEN and not _OTHERS.search(between))


def _reached(age: Row, at: Row, text: str) -> bool:
    """Whether a date says when somebody was so old: "turned 90 in March 2010", "in 1952 at the age of 35"."""
    if at["start"] > age["end"]:
        turned = _TURNED.search(text[max(0, age["start"] - 12) : age["start"]])
        return bool(turned and _IN.fullmatch(text[age["end"] : at["start"]]))
    return _AT_AGE.fullmatch(text[at["end"] : age["start"]]) is not None


def _told(age: Row, born: Row, told: _At, comparable: bool) -> Row:
    low, high = _days(born)
    return {
        "document": age["document"],
        "age": age["mention"],
        "born": born["mention"],
        "at": told.mention,
        "years": age["value"],
        "apart_low": told.low - high,
        "apart_high": told.high - low,
        "stated": told.stated,
        "comparable": comparable,
    }


def _days(row: Row) -> tuple[float, float]:
    """The first and the last day of a date with its year, counted in mean months: dates before Christ, too."""
    year, month, day = row["year"], row["month"], row["day"]
    first = 12 * year + (month - 1 if month else 0)
    last = first + (1 if month else 12)
    if day:
        return first * _MONTH + day - 1, first * _MONTH + day
    return first * _MONTH, last * _MONTH


_MONTH = 30.436875


def _at(died: Row | None) -> _At | None:
    return None if died is None else _At(died["mention"], *_days(died), True)


def _now(age: Row, text: str, now: OwnDate | None) -> _At | None:
    """The day of the text, if the age is told of that: not "at the age of 14"."""
    if _OF_ANOTHER_TIME.search(text[max(0, age["start"] - 12) : age["start"]]):
        return None
    if now is None:
        return None
    return _At(None, *_days({"year": now.day.year, "month": now.day.month, "day": now.day.day}), now.stated)


def _births(told: list[tuple[list[Row], list[Row]]], documents: Sequence[Document]) -> dict[tuple[int, str], list[Row]]:
    """The births of a document by the last name of who was born."""
    births: dict[tuple[int, str], list[Row]] = {}
    for _, near in told:
        for row in near:
            text = documents[row["document"]].running(row["field"])
            if row["year"] is None or not _born_before(text, row["start"]):
                continue
            name = _SURNAME_BORN.search(text[max(0, row["start"] - 80) : row["start"]])
            if name:
                births.setdefault((row["document"], name["name"]), []).append(row)
    return births


def _elsewhere(
    aged: list[Row], near: list[Row], text: str, births: dict[tuple[int, str], list[Row]], sentences: pl.DataFrame
) -> Row | None:
    """On March 10, 2024, at the age of 83, he: who was named at the beginning of the sentence before."""
    at = near[0]
    if len(aged) != 1 or len(near) != 1 or at["year"] is None or not births:
        return None
    age = aged[0]
    if not _AT_THE_AGE.fullmatch(text[at["end"] : age["start"]]) or not _HE.match(text, age["end"]):
        return None
    before = sentences.filter(pl.col("sentence") == age["sentence"] - 1)
    if before.is_empty() or before["document"][0] != age["document"] or before["field"][0] != age["field"]:
        return None
    subject = _SUBJECT.search(text[before["start"][0] : before["end"][0]])
    found = births.get((age["document"], subject["name"]), []) if subject else []
    return _told(age, found[0], _At(at["mention"], *_days(at), True), True) if len(found) == 1 else None
