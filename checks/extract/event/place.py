"""Where an event happened: the place that is its object, or the one named directly beside its frame."""

from __future__ import annotations

from checks.extract.event.arguments import Arguments
from checks.extract.event.clause import CALENDAR, DEFINITE, DETERMINER, Clause, NounPhrase
from checks.lexicon.verb import places, roles
from checks.lexicon.word import bits

_BESIDE = frozenset({"in", "at", "near", "outside"})
_OBJECT = frozenset({"place", "site"})
_LOCATED = _OBJECT | {"venue"}
_HELD = frozenset({"capture", "loss", "hold", "attack", "found"})
"""What happens to places themselves."""
_PLACELESS, _INWARD = bits("placeless"), bits("inward")
_DAYS_AWAY = 9
"""Words of a date that may stand between an event and its place: "was born on Friday, May 3, 1867, in Warsaw"."""


def place(clause: Clause, verb: int, kind: str, parts: Arguments) -> tuple[int, int] | None:
    """Tokens [first, last) of the place of an event whose verb or noun stands at `verb`; None when unsure."""
    patient = parts.patient
    own = _own(clause, patient) if patient is not None and kind in _HELD else None
    if own is not None:
        return own
    if clause.capital(verb) and verb > 0:
        return None  # a line in title case, where capitals tell nothing
    if patient is not None and clause.is_any(patient.last - 1, _INWARD) and patient.last == parts.last:
        return None
    ends = [parts.last, *(one.last for one in (parts.agent, patient, parts.loser) if one and one.last > parts.last)]
    found = (_behind(clause, end) for end in ends)
    return next((one for one in found if one is not None), None) or _before(clause, parts)


def _own(clause: Clause, patient: NounPhrase) -> tuple[int, int] | None:
    """What is taken, lost, attacked or founded, if it is a place."""
    if patient.part or patient.first == patient.last:
        return None
    described = roles().get(patient.head or "") in _OBJECT
    return _trimmed(clause, patient) if described or (_named(clause, patient) and patient.name in places()) else None


def _named(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase is a name and nothing else: capitals, or "the United States"."""
    first = phrase.first + (clause.is_any(phrase.first, DEFINITE) and phrase.name in places())
    return all(clause.capital(one) for one in range(first, phrase.last))


def _trimmed(clause: Clause, phrase: NounPhrase) -> tuple[int, int]:
    """A phrase up to its name or the noun that says what it is."""
    last = phrase.last
    while last > phrase.first + 1 and not clause.capital(last - 1) and clause.word(last - 1) not in roles():
        last -= 1
    return phrase.first, last


def _behind(clause: Clause, at: int) -> tuple[int, int] | None:
    """ "was killed in Kabul", "died on Sunday in the town of Lom", "opened a plant in Dayton, Ohio"."""
    for step in range(at, at + _DAYS_AWAY):
        if clause.word(step) in _BESIDE:
            found = _located(clause, step + 1)
            if found is not None:
                return found
        elif not _dates(clause, step):
            return None
    return None


def _dates(clause: Clause, at: int) -> bool:
    joins = clause.word(at) in (",", "on", "in")
    here = at + 1 if joins else at
    return clause.is_any(here, CALENDAR) or clause.word(here)[:1].isdigit() or (joins and clause.word(here) in _BESIDE)


def _before(clause: Clause, parts: Arguments) -> tuple[int, int] | None:
    """The place with which a sentence begins: "In Warsaw, troops arrested"."""
    found = _located(clause, 1) if clause.word(0) in _BESIDE else None
    if found is None or found[1] + (clause.word(found[1]) == ",") != parts.first:
        return None
    return found


def _located(clause: Clause, at: int) -> tuple[int, int] | None:
    """The place named from a position on: a described one ("the town of Lom"), or capitals and nothing else."""
    phrase = clause.phrase_after(at)
    if phrase is None or phrase.pronoun is not None or clause.word(phrase.last) == "of":
        return None
    if any(clause.is_any(one, _PLACELESS) for one in range(phrase.first, phrase.last)):
        return None
    described = roles().get(phrase.head or "") in _LOCATED and (phrase.name or clause.is_any(at, DETERMINER))
    if not described and not _named(clause, phrase):
        return None
    first, last = _trimmed(clause, phrase)
    if clause.word(last) == "," and clause.capital(last + 1):
        larger = _larger(clause, last + 1)
        return None if larger is None else (first, larger)
    return first, last


def _larger(clause: Clause, at: int) -> int | None:
    """Where the larger place around one ends ("Dayton, Ohio,"); None if a list goes on or a clause begins."""
    phrase = clause.phrase_after(at)
    if phrase is None or not _named(clause, phrase):
        return None
    closed = clause.word(phrase.last) in ("", ".", ",", ";") and not clause.capital(phrase.last + 1)
    return phrase.last if closed else None
