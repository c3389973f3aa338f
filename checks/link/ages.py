"""Ages with the date of birth of the same person: "the 34-year-old was born in 1980"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

import polars as pl

from checks.document import Document
from checks.facts import Ages, Facts, empty
from checks.link.own_date import OwnDate, own_date
from checks.link.phrase import Row

_BORN = re.compile(r"\b[Bb]orn\s+(?:[A-Z][\w.]+,?\s+){0,4}(?:in\s+(?:[A-Z][\w.]+,?\s+){1,4})?(?:(?:in|on)\s+)?\Z")
_DIED = re.compile(r"\b(?:died|dies|passed\s+away)\b(?:(?!\band\b|\bborn\b)[^.;]){0,60}\Z", re.I)
_OF_DEATH = re.compile(r"\b(?:died|dies|passed\s+away|death)\b(?:(?!\bborn\b)[^.;]){0,60}\Z", re.I)
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:at|aged?|of|turned|turning|when|was|were|until|by|from|since|only|just)\s+\Z", re.I
)
_LIFE = re.compile(r"\(\s*\Z")
_TO = re.compile(r"\s*[-–—]\s*")
_OTHERS = re.compile(
    r"\b(?:father|mother|parents?|sons?|daughters?|wife|husband|brothers?|sisters?|child|children|twins?|widow\w*|"
    r"grand\w+|uncle|aunt|nephew|niece|cousin|sibling\w*|women|men|people|those|cohorts?|respectively|both|would|"
    r"spouse|partner|baby|babies|girls|boys|victims?|when|while|by\s+age|then|until|before|after)\b",
    re.I,
)
"""Words of another person, of several, or of another time."""
_BETWEEN = 120
"""Characters between an age and the birth that is told of the same person."""


class _At(NamedTuple):
    """The days on which a person was as old as told; `mention` is null where they are that of the text."""

    mention: int | None
    low: date
    high: date
    stated: bool


def ages(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.Ages`.

    Only within one sentence that tells of one age and one birth; not comparable where relatives or several people
    are told of, or other times than those of birth and death.
    """
    own = cache(lambda number: own_date(facts, documents, number))
    rows = []
    for age, near in _sentences(facts):
        text = documents[age["document"]].content(age["field"])
        life = _life(near, text)
        row = _row(age, near, *life, text, own) if life else None
        if row is not None:
            rows.append(row)
    return pl.DataFrame(rows, schema=empty(Ages).schema)


def _sentences(facts: Facts) -> Iterator[tuple[Row, list[Row]]]:
    """The only age of a sentence, with the times of the sentence that are placed in the calendar."""
    counted = facts.quantities.filter(pl.col("unit") == "year of age")
    alone = counted.filter(pl.len().over("sentence") == 1).filter(pl.col("value") == pl.col("value_high"))
    placed = pl.all_horizontal(pl.col("earliest", "latest").is_not_null()) & (pl.col("timex_type") != "DURATION")
    times = facts.times.filter(placed & pl.col("sentence").is_in(alone["sentence"].implode())).sort("sentence", "start")
    age_of = {row["sentence"]: row for row in alone.iter_rows(named=True)}
    for key, group in groupby(times.iter_rows(named=True), lambda row: row["sentence"]):
        yield age_of[key], list(group)


def _life(near: list[Row], text: str) -> tuple[Row, Row | None] | None:
    """The dates of birth and death that a sentence tells."""
    dated = [row for row in near if row["year"] is not None and row["modifier"] is None]
    for left, right in pairwise(dated):
        lead = text[max(0, left["start"] - 8) : left["start"]]
        if _LIFE.search(lead) and _TO.fullmatch(text[left["end"] : right["start"]]) and _closes(right, text):
            return left, right
    born = [row for row in dated if _BORN.search(text[max(0, row["start"] - 60) : row["start"]])]
    if len(born) != 1:
        return None
    died = [row for row in dated if _DIED.search(text[max(0, row["start"] - 60) : row["start"]])]
    return born[0], died[0] if len(died) == 1 else None


def _closes(row: Row, text: str) -> bool:
    return text[row["end"] : row["end"] + 2].lstrip()[:1] == ")"


def _row(
    age: Row, near: list[Row], born: Row, died: Row | None, text: str, own: Callable[[int], OwnDate | None]
) -> Row | None:
    at_death = bool(_OF_DEATH.search(text[max(0, age["start"] - 60) : age["start"]]))
    told = _at_death(died) if at_death else _now(age, text, own)
    if told is None:
        return None
    others = [row for row in near if row is not born and row is not died]
    between = text[min(age["end"], born["end"]) : max(age["start"], born["start"])]
    alone = not others and (at_death or died is None)
    return {
        "document": age["document"],
        "age": age["mention"],
        "born": born["mention"],
        "at": told.mention,
        "years": age["value"],
        "apart_low": float((told.low - born["latest"]).days),
        "apart_high": float((told.high - born["earliest"]).days),
        "stated": told.stated,
        "comparable": alone and len(between) <= _BETWEEN and not _OTHERS.search(between),
    }


def _at_death(died: Row | None) -> _At | None:
    return None if died is None else _At(died["mention"], died["earliest"], died["latest"], True)


def _now(age: Row, text: str, own: Callable[[int], OwnDate | None]) -> _At | None:
    """The day of the text, if the age is told of that: not "at the age of 14"."""
    if _OF_ANOTHER_TIME.search(text[max(0, age["start"] - 12) : age["start"]]):
        return None
    now = own(age["document"])
    return None if now is None else _At(None, now.day, now.day, now.stated)
