"""English: verbs and nouns that tell of events, in all their forms, and the words that name the sides of an event.

`event_verbs.csv` has one row a verb (with its particle, "take" + "back"): irregular forms, the nouns that name the same
event, the `kind` of event, the `frame` that says which phrase plays which part, `again` for verbs that presuppose an
earlier time, and `weak` for verbs that tell of the event only with a fitting object. `institutions.csv` says what part
words play in the world: who fights or buys, and what can be held.

Frames: gain (subject gets object), lose (subject loses object to another), fall (subject falls to another), oust
(subject drives another out of a place), hold (subject holds object), appoint, leave, remove and serve (a person and a
post), begin and end (an opening), take and free (a prisoner), marry, once and self (what happens once to its object or
its subject), act (anything else).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checks.lexicon.entries import EventVerbRow, InstitutionRow, NameWordRow, NationRow, SouthernPlaceRow, rows

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
    for row in rows(EventVerbRow):
        verb = Verb(row.verb, row.particle, row.kind, row.frame, row.again, row.weak)
        for word, form in _inflected(row):
            if form == "noun" or form in _ONLY.get(verb.lemma, (form,)):
                found.setdefault(word, []).append(Form(form, verb))
    return {word: tuple(sorted(readings, key=lambda one: not one.verb.particle)) for word, readings in found.items()}


@cache
def roles() -> dict[str, str]:
    """The part that a word plays in the world, by the word."""
    return {row.word: row.role for row in rows(InstitutionRow)}


@cache
def places() -> frozenset[str]:
    """Names of places, and words with which such names end."""
    return frozenset(row.word for row in rows(NameWordRow) if row.kind == "place")


@cache
def nations() -> dict[str, str]:
    """The nation that a word names, its own name or that of its people, by the word."""
    return {
        word: row.nation[0]
        for row in rows(NationRow)
        for people in row.people
        for word in (*row.nation, people, f"{people}s")
    }


@cache
def stateless() -> frozenset[str]:
    """The nations whose fighters are not those of a state of their own."""
    return frozenset(row.nation[0] for row in rows(NationRow) if row.stateless)


@cache
def southern_places() -> frozenset[str]:
    """Names of places south of the equator, where the seasons are half a year away."""
    return frozenset(row.place for row in rows(SouthernPlaceRow))


def _inflected(row: EventVerbRow) -> Iterator[tuple[str, str]]:
    """(word, form) of one row; "take" + "back" has the nouns of its row only."""
    verb = row.verb
    stem = verb + verb[-1] if row.doubles else verb
    past = row.past or _past(stem)
    yield verb, "base"
    yield _third(verb), "third"
    yield past, "past"
    yield row.participle or past, "participle"
    yield _gerund(stem), "gerund"
    for noun in row.nouns:
        yield noun, "noun"
        if not noun.endswith("s"):
            yield _third(noun), "nouns"


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    return stem[:-1] + "ied" if stem.endswith("y") and stem[-2] not in "aeiou" else stem + "ed"


def _gerund(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    return (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"
