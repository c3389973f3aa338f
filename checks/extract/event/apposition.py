"""What stands between a subject and its verb: appositions, relative clauses, and by whom somebody is led."""

from __future__ import annotations

from checks.extract.event.clause import DETERMINER, LED, PREPOSITION, RELATIVE, Clause, NounPhrase
from checks.lexicon.verb import forms, roles

_REACH = 8
"""Words of those by whom a subject is led: "rebels backed by Turkish tanks and Qatari money"."""


def beyond(clause: Clause, comma: int) -> NounPhrase | None:
    """The phrase before an insertion that ends at a comma: "The army, backed by jets, had retaken ..."."""
    opening = next((at for at in range(comma - 1, 0, -1) if clause.word(at) == ","), None)
    if opening is None:
        return None
    named = all(map(clause.capital, range(opening + 1, comma)))
    phrase = clause.phrase_before(opening) if named or _told(clause, opening + 1) else None
    if phrase is None or (phrase.first > 0 and clause.nominal(phrase.first - 1)):
        return None
    if named:
        return _called(clause, phrase, comma)
    apposed = clause.is_any(opening + 1, DETERMINER) and not any(map(clause.verbal, range(opening + 1, comma)))
    return phrase._replace(last=comma) if apposed else phrase


def _told(clause: Clause, first: int) -> bool:
    """Whether what begins at a position tells something of the phrase before it, and does not go on with a list."""
    word = clause.word(first)
    if clause.is_any(first, RELATIVE | DETERMINER | PREPOSITION) or word in ("long", "led"):
        return True
    return word.endswith(("ed", "ing")) or any(one.form == "participle" for one in forms().get(word, ()))


def _called(clause: Clause, phrase: NounPhrase, comma: int) -> NounPhrase | None:
    """A described thing with its name: "The province's capital, Zinjibar,"."""
    name = clause.phrase_before(comma)
    if name is None or name.name is None or phrase.head not in roles():
        return None
    return phrase._replace(last=comma, name=name.name, definite=True)


def led(clause: Clause, end: int) -> NounPhrase | None:
    """The phrase before those who lead or help it: "insurgents backed by jets (won)"; `end` is where they end."""
    for at in range(end - 2, max(0, end - _REACH), -1):
        if clause.is_any(at, LED) and clause.word(at + 1) == "by":
            return clause.phrase_before(at)
        if clause.verbal(at) or clause.word(at) == ",":
            return None
    return None
