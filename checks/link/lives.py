"""Births, deaths and ages told of one person in a sentence, or in two that follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row
from checks.link.telling import Passage, Saying, passages
from checks.regex import lazy

_BIRTH = lazy(r"\b[Bb]orn\b|\bb\. ?\d|\([^()]{0,30}\d{3,4} ?[-–—]")
_KIN = lazy(
    r"\b(?:father|mother|parents?|sons?|daughters?|wife|husband|brothers?|sisters?|child|children|twins?|widow\w*|"
    r"grand\w+|uncle|aunt|nephew|niece|cousins?|siblings?|women|men|people|those|respectively|both|spouse|partner|"
    r"bab(?:y|ies)|girls|boys|victims?|couple|pair|friends?|another|would have|BCE?|B\.C)\b",
    re.I,
)
"""Words of another person or of several, and years that count backwards."""
_SHORT = ("day", "week", "fortnight", "month")
"""Units of time before and after a birthday that change no age by a year."""
_HE, _SHE = lazy(r"\b(?:he|him|his)\b", re.I), lazy(r"\b(?:she|her)\b", re.I)
_PRONOUN = lazy(r"he|she", re.I)
_OF_A_PERSON = lazy(r"(?:the|a|an)\b", re.I)
_NAMED = lazy(r"[A-Z][\w’'-]+")
_PERSON = lazy(
    r"(?<![\w’'])(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|President|King|Queen|Prince|Princess)\.? [A-Z]\w+|"
    r"(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bfrom )(?<!\bnear )(?<!\bthe )(?<!, )"
    r"[A-Z][a-z’'-]+(?: [A-Z]\.)? [A-Z][a-z’'-]+)"
)
"""What may be the name of another person: two capitalised words that no preposition makes a place."""


class Life(NamedTuple):
    """An age, the birth of that person, and the date at which it is told."""

    age: Row
    born: Row
    at: Row


def lives(facts: Facts, documents: Sequence[Document]) -> Iterator[Life]:
    """The ages of which a passage tells the birth and the time, each once."""
    seen: set[int] = set()
    frames = {"quantities": facts.quantities, "times": facts.times, "anniversaries": facts.anniversaries}
    for passage in passages(list(_wanted(facts, documents)), facts.sentences, frames, documents):
        for life in _read(passage):
            if life.age["mention"] not in seen:
                seen.add(life.age["mention"])
                yield life


def _wanted(facts: Facts, documents: Sequence[Document]) -> Iterator[int]:
    """The sentences from which on a birth with its date and an age may be told."""
    dated = facts.times.filter(pl.col("year").is_not_null())["sentence"].unique().to_list()
    span = ["sentence", "document", "field", "start", "end"]
    for sentence, document, field, start, end in facts.sentences.filter(pl.col("sentence").is_in(dated))[span].rows():
        text = documents[document].running(field)
        ahead = text[start : end + _AHEAD]
        if ("orn" in ahead or "(" in ahead) and _BIRTH.search(ahead):
            yield sentence


_AHEAD = 240
"""Characters behind a sentence in which the birth of whom it tells may stand."""


def _read(passage: Passage) -> Iterator[Life]:
    told = [one for one in passage.told("life") if one.start in (0, passage.second)]
    born = [one for one in told if "born" in one.roles]
    if len({one.roles["born"]["mention"] for one in born}) != 1:
        return
    for one in told:
        for age, at in _aged(one, told):
            if _of_one(passage, born[0], one):
                yield Life(age, born[0].roles["born"], at)


def _aged(one: Saying, told: Sequence[Saying]) -> Iterator[tuple[Row, Row]]:
    """The ages that a telling has, with the date of which each is told."""
    roles = one.roles
    short = "length" not in roles or roles["length"]["count_unit"] in _SHORT
    if "age" in roles and short:
        yield roles["age"], roles["at"]
    died = {other.roles["died"]["mention"]: other.roles["died"] for other in told if "died" in other.roles}
    if "dage" in roles and len(died) == 1:
        yield roles["dage"], next(iter(died.values()))


def _of_one(passage: Passage, born: Saying, aged: Saying) -> bool:
    """Whether nothing between a birth and an age speaks of anybody else."""
    first, last = sorted((born, aged), key=lambda one: one.start)
    between = passage.text[first.start : last.end]
    if _KIN.search(between) or (_HE.search(between) and _SHE.search(between)):
        return False
    if first.start == last.start:
        return True
    return not _is_another(passage, first, last)


def _is_another(passage: Passage, first: Saying, last: Saying) -> bool:
    """Whether the second sentence may speak of another person than the first."""
    who, then = first.words["who"], last.words["who"]
    rest = passage.text[first.start + passage.text[first.start :].index(who) + len(who) : passage.second]
    if _PERSON.search(rest):
        return True
    if _PRONOUN.fullmatch(then) or _OF_A_PERSON.match(then):
        return False
    return not set(_NAMED.findall(who)) & set(_NAMED.findall(then))
