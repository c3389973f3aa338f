"""Verbs and nouns that tell of events, in all their forms, and the words by which the sides of an event are named.

`event_verbs.csv` has one row a verb (with its particle, "take" + "back"): irregular forms, the nouns that name the same
event, the `kind` of event, the `frame` that says which phrase plays which part, `again` for verbs that presuppose an
earlier time, and `weak` for verbs that tell of the event only with a fitting object. `institutions.csv` says what part
words play in the world: who fights or buys, and what can be held. `clause.toml` holds the closed classes of English.

Frames: gain (subject gets object), lose (subject loses object to another), fall (subject falls to another), oust
(subject drives another out of a place), hold (subject holds object), appoint, leave, remove and serve (a person and a
post), begin and end (an opening), take and free (a prisoner), marry, once and self (what happens once to its object or
its subject), act (anything else).
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_DOUBLING = frozenset({"control", "expel", "grab", "quit", "run", "shut", "step", "win", "rebel"})
_ONLY = {"found": ("past", "participle"), "bear": ("participle",)}
"""Forms that are told apart from other verbs ("find", "bear")."""


class Verb(NamedTuple):
    """One verb of `event_verbs.csv`, without its forms."""

    lemma: str
    particle: str
    kind: str
    frame: str
    again: bool
    weak: bool


class Form(NamedTuple):
    """A verb in one of its forms: base, third, past, participle, gerund, or noun."""

    form: str
    verb: Verb


RESPECTS = {
    "gain": ("control", None), "lose": ("control", None), "fall": ("control", None), "oust": ("control", None),
    "hold": ("control", None), "begin": ("opening", "open"), "end": ("opening", "closed"), "appoint": ("office", "in"),
    "serve": ("office", "in"), "leave": ("office", "out"), "remove": ("office", "out"), "take": ("custody", "in"),
    "free": ("custody", "out"), "once": ("life", "once"), "self": ("life", "once"), "marry": ("life", "once"),
    "join": ("office", "in"), "act": ("act", None),
}  # fmt: skip
"""In which respect a frame tells of a thing, and in what state the thing is afterwards (None: whose it is, is told)."""
SINGLE = frozenset({"launch", "sign", "convict", "sentence"})
"""Acts that hardly happen twice to one thing."""


def respects_of(frame: str, kind: str) -> frozenset[str]:
    """In which respects an event of a frame and kind may exclude others; none if it excludes none.

    What is held may be a town or a post.
    """
    what = RESPECTS[frame][0] if frame in RESPECTS else None
    if what is None or (what == "act" and kind not in SINGLE):
        return frozenset()
    if frame == "hold":
        return frozenset((what, "office"))
    return frozenset((f"{what} {kind}" if what in ("act", "life") else what,))


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """All readings of each word, those with a particle first."""
    found: dict[str, list[Form]] = {}
    for row in _rows("event_verbs.csv"):
        verb = Verb(row["verb"], row["particle"], row["kind"], row["frame"], bool(row["again"]), bool(row["weak"]))
        for word, form in _inflected(row):
            if form == "noun" or form in _ONLY.get(verb.lemma, (form,)):
                found.setdefault(word, []).append(Form(form, verb))
    return {word: tuple(sorted(readings, key=lambda one: not one.verb.particle)) for word, readings in found.items()}


@cache
def roles() -> dict[str, str]:
    """The part that a word plays in the world, by the word."""
    return {row["word"]: row["role"] for row in _rows("institutions.csv")}


@cache
def classes() -> dict[str, frozenset[str]]:
    """The closed classes of words by which a clause is cut into phrases."""
    text = files("checks.lexicon").joinpath("clause.toml").read_text("utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


@cache
def places() -> frozenset[str]:
    """Names of places, and words with which such names end."""
    return frozenset(row["word"] for row in _rows("name_words.csv") if row["kind"] == "place")


@cache
def nations() -> dict[str, str]:
    """The nation that a word names, its own name or that of its people, by the word."""
    return {
        word: row["nation"].split("|")[0]
        for row in _rows("nations.csv")
        for people in row["people"].split("|")
        for word in (*row["nation"].split("|"), people, f"{people}s")
    }


@cache
def stateless() -> frozenset[str]:
    """The nations whose fighters are not those of a state of their own."""
    return frozenset(row["nation"].split("|")[0] for row in _rows("nations.csv") if row["stateless"])


@cache
def southern_places() -> frozenset[str]:
    """Names of places south of the equator, where the seasons are half a year away."""
    return frozenset(row["place"] for row in _rows("southern_places.csv"))


@cache
def tags() -> dict[str, int]:
    """The closed classes of each word as a set of bits, see `bits`."""
    found: dict[str, int] = {}
    for name, words in classes().items():
        for word in words:
            found[word] = found.get(word, 0) | bits(name)
    return found


@cache
def bits(*names: str) -> int:
    """The bits of some closed classes together."""
    order = list(classes())
    return sum(1 << order.index(name) for name in names)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("checks.lexicon").joinpath(name).read_text("utf-8").splitlines()))


def _inflected(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(word, form) of one row; "take" + "back" has the nouns of its row only."""
    verb = row["verb"]
    past = row["past"] or _past(verb)
    yield verb, "base"
    yield _third(verb), "third"
    yield past, "past"
    yield row["participle"] or past, "participle"
    yield _gerund(verb), "gerund"
    for noun in filter(None, row["nouns"].split("|")):
        yield noun, "noun"
        if not noun.endswith("s"):
            yield _third(noun), "nouns"


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ing"
