"""Events told by verbs: the auxiliaries, the subject and the objects of one verb form."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from checks.extract.event.apposition import beyond, led
from checks.extract.event.arguments import Arguments
from checks.extract.event.clause import (
    BE,
    CALENDAR,
    DETERMINER,
    HAVE,
    LASTING,
    MODAL,
    NEGATIVE,
    PREPOSITION,
    REFERRING,
    RELATIVE,
    WHOLE,
    Clause,
    NounPhrase,
)
from checks.lexicon.verb import Form, forms, roles

_PLACES = frozenset({"place", "site", "seat", "asset", "venue"})
_HELD = frozenset({"place", "site", "seat", "asset", "company"})
_UNREAL = MODAL | NEGATIVE
_AUXILIARY = BE | HAVE | LASTING | _UNREAL
_FIGHTING = frozenset({"state", "rebel", "armed"})
_SETTLED = frozenset({"", ".", ",", ";", "in", "on", "from", "after", "without", "amid", "and"})
"""What may follow where "troops took Karsk" is all that is said, and not where they took it to."""
_HANDS = frozenset({"hands", "control", "rule"})
"""Nouns that tell by themselves whose something becomes, see `checks.extract.event.nominal`."""
_REPEATED = frozenset({"appoint", "take", "free", "join"})
"""Frames of what often happens to one person more than once."""
_DOORS = frozenset({"door", "doors", "gate", "gates"})
_NOT = ("n't", "n’t")


class Chain(NamedTuple):
    """The auxiliaries before a verb: where they begin, and what they make of it."""

    first: int
    passive: bool
    perfect: bool
    had: bool
    present: bool
    irreal: bool
    lasting: bool


def chain(clause: Clause, at: int) -> Chain:
    """The auxiliaries before a verb at a position."""
    words, tags, first, irreal = [], 0, at, False
    before = clause.skip_adverbs(at - 1, -1)
    while clause.tags[before] & _AUXILIARY or clause.words[before].endswith(_NOT):
        words.append(clause.words[before])
        tags |= clause.tags[before]
        irreal |= clause.tags[before] & _UNREAL != 0 and clause.words[before] != "did"
        first = before
        before = clause.skip_adverbs(before - 1, -1)
    if not words:
        return Chain(at, False, False, False, False, False, False)
    return Chain(
        first=first,
        passive=bool(tags & (BE | LASTING)),
        perfect=bool(tags & HAVE),
        had="had" in words,
        present=("is" in words or "are" in words) and not tags & HAVE,
        irreal=irreal or any(word.endswith(_NOT) for word in words),
        lasting=bool(tags & LASTING),
    )


class Predicate:
    """One reading of a verb form in its clause with its auxiliaries; `known` is the subject of the verb before it."""

    def __init__(self, clause: Clause, at: int, form: Form, known: NounPhrase | None, auxiliaries: Chain) -> None:
        self._clause = clause
        self._at = at
        self._form = form.form
        self._verb = form.verb
        self._known = known
        self.chain = auxiliaries

    @property
    def stands(self) -> bool:
        """Whether the form can be a verb here: no bare base form, no participle before its noun."""
        if self._form == "base" and not (self.chain.irreal or self._emphatic):
            return False
        if self._form == "past" and self.chain.passive:
            return False
        if self._form == "third" and self._clause.word(self._at) in roles():
            return False  # "forces"
        before = self._at - 1
        return self.chain.first < self._at or not (
            self._clause.is_any(before, DETERMINER) or self._clause.possessive(before)
        )

    @property
    def _emphatic(self) -> bool:
        """Whether "did" only stresses the verb: "the army did recapture the town"."""
        return self.chain.first < self._at and self._clause.word(self.chain.first) == "did"

    @property
    def gerund(self) -> bool:
        """Whether the event is told in passing: "after capturing", "having captured", "before being driven out"."""
        lead = self._clause.word(self.chain.first)
        return (self._form == "gerund" and not self.chain.present) or lead in ("having", "being")

    @property
    def referring(self) -> bool:
        """Whether the event is taken as known: "after capturing", "having captured"."""
        lead = self._clause.skip_adverbs(self.chain.first - 1, -1)
        added = self._clause.is_any(lead, RELATIVE) and self._clause.word(lead - 1) == ","  # "X, which opened in May,"
        if (added and self._verb.frame not in _REPEATED) or self._opens or self._inserted:
            return True
        return self._clause.is_any(lead, REFERRING) or (self._clause.word(self.chain.first) == "having" and lead < 0)

    @property
    def _opens(self) -> bool:
        """Whether a bare participle opens the sentence, or is joined to one that does: "Founded in 1850, the bank"."""
        if self._form != "participle" or self.chain.first != self._at:
            return False
        joined = self._clause.word(self._at - 1) == "and" and "," not in self._clause.words[: self._at]
        opening = joined and any(one.form == "participle" for one in forms().get(self._clause.word(0), ()))
        return self._at == 0 or opening

    @property
    def _inserted(self) -> bool:
        """Whether a bare participle adds to what stands before a comma: "the town, captured in May,"."""
        bare = self._form == "participle" and self.chain.first == self._at
        return bare and self._clause.word(self._at - 1) == ","

    @property
    def tense(self) -> str:
        """The tense of the verb, as `checks.facts.Events` has it."""
        if self._form == "third" or (self.chain.present and not self.chain.perfect):
            return "present"
        return "past_perfect" if self.chain.had else "past"

    @cached_property
    def subject(self) -> NounPhrase | None:
        """The subject of the verb, None if it is not directly beside it."""
        clause = self._clause
        end = clause.skip_adverbs(self.chain.first - 1, -1) + 1
        before = clause.word(end - 1)
        if self.gerund and (end == 0 or clause.is_any(end - 1, REFERRING | PREPOSITION) or before == "while"):
            return self._known or self._following()
        if clause.is_any(end - 1, RELATIVE):
            return clause.phrase_before(end - 1 - (clause.word(end - 2) == ","))
        if before in ("and", "but", "then"):
            return self._known
        if before == ",":
            coordinated = self._known is not None and clause.word(end - 2) != ","
            return beyond(clause, end - 1) or (self._known if coordinated else None)
        return clause.phrase_before(end) or led(clause, end)

    def _following(self) -> NounPhrase | None:
        """The subject of the main clause behind a participle: "After taking X last year, the army turned"."""
        clause = self._clause
        comma = next((at for at in range(self._at, len(clause)) if clause.word(at) == ","), None)
        return None if comma is None else clause.phrase_after(comma + 1)

    def parts(self) -> Arguments | None:
        """The frame of the verb, None where a part is missing without which it tells of no event."""
        clause, verb, at = self._clause, self._verb, self._at
        after = at + 1 if verb.particle else clause.skip_adverbs(at + 1, 1)
        passive = self._form == "participle" and (self.chain.passive or self._reduced(after))
        if verb.particle:
            return self._with_particle(passive)
        if verb.frame == "hold":
            after += clause.word(after) == "on"
            after += clause.word(after) in ("to", "onto")
            after += 2 * (clause.word(after) == "hold" and clause.word(after + 1) == "of")
        if passive:
            return self._passive(after)
        joined = clause.word(self.chain.first - 1) == "and" and self._known is not None  # "had taken it and run it"
        bare = self._form == "participle" and not (self.chain.perfect or self._also_past or joined)
        if bare or (self._form == "gerund" and self.chain.passive):
            return None
        return self._active(after, clause.phrase_after(after))

    @property
    def _also_past(self) -> bool:
        """Whether a participle is the past form, too ("captured", but not "taken")."""
        readings = forms()[self._clause.word(self._at)]
        return any(other.form == "past" and other.verb == self._verb for other in readings)

    def _reduced(self, after: int) -> bool:
        """Whether a bare participle follows the noun that it describes: "the town captured by", "X, seized in May,"."""
        if self.chain.first != self._at:
            return False
        clause = self._clause
        after += clause.word(after) == self._verb.particle != ""
        known = clause.word(after) in ("by", "in", "on", "from", "during", "last", "earlier", ",", ".")
        return known or clause.is_any(after, CALENDAR)

    def _with_particle(self, passive: bool) -> Arguments | None:
        """ "took back X", "took X back", "was taken back"."""
        clause, verb, at = self._clause, self._verb, self._at
        if clause.word(at + 1) == verb.particle:
            return self._passive(at + 2) if passive else self._active(at + 2, clause.phrase_after(at + 2))
        middle = clause.phrase_after(at + 1)
        if middle is None or passive:
            return None
        if clause.word(middle.last) == verb.particle:
            return self._active(middle.last + 1, middle)
        if clause.word(middle.last - 1) == verb.particle:
            return self._active(middle.last, middle._replace(last=middle.last - 1))
        return None

    def _active(self, after: int, patient: NounPhrase | None) -> Arguments | None:
        frame, subject, clause = self._verb.frame, self.subject, self._clause
        first = self._first(subject)
        if frame == "fall":
            return self._falling(first, after)
        if frame == "oust":
            return self._ousting(first, patient, subject)
        alone = self._at + 1 + bool(self._verb.particle)
        if frame == "join" and not self._verb.particle and not (patient and roles().get(patient.head or "") == "title"):
            return None
        nothing = patient is None and subject is None
        if nothing and frame in ("begin", "end") and clause.word(self.chain.first - 1) == ",":
            return None  # "the bridge, inaugurated in 1932": no past form
        if frame in ("join", "leave", "self", "serve") or (frame in ("begin", "end") and patient is None):
            return Arguments(first, alone, patient=subject)
        if frame in ("begin", "end") and patient is not None and patient.head in _DOORS:
            return Arguments(first, patient.last, patient=subject)
        if frame == "marry" and patient is None:
            return self._wed(first, subject)
        patient = patient or self._relative(subject)
        fits = patient is not None and self._fits(patient)
        if patient is None or not (fits or patient.name):
            return None
        if patient.last <= first:
            subject = self._known if subject is not None and subject.pronoun else subject
            return Arguments(first, alone, agent=subject and clause.together(subject), patient=patient, fits=fits)
        last = max(after if patient.first < after - 1 else patient.last, patient.last)
        if frame == "lose":
            return Arguments(first, last, agent=clause.beside(last, "to"), patient=patient, loser=subject)
        loser = clause.phrase_after(last + 1) if clause.word(last) == "from" else None
        return Arguments(
            first, last, agent=subject and clause.together(subject), patient=patient, loser=loser, fits=fits
        )

    def _wed(self, first: int, subject: NounPhrase | None) -> Arguments | None:
        """ "Elizabeth and Philip married"."""
        if subject is None or self._clause.word(subject.first - 1) != "and":
            return None
        other = self._clause.phrase_before(subject.first - 1)
        return None if other is None else Arguments(first, self._at + 1, agent=other, patient=subject)

    def _relative(self, subject: NounPhrase | None) -> NounPhrase | None:
        """The object before its relative clause: "the town, which they had seized"."""
        clause = self._clause
        if subject is None or clause.word(subject.first - 1) not in ("which", "that"):
            return None
        return clause.phrase_before(subject.first - 1 - (clause.word(subject.first - 2) == ","))

    def _first(self, subject: NounPhrase | None) -> int:
        """Where the frame begins: at a subject directly before the verb, else at the auxiliaries."""
        end = self._clause.skip_adverbs(self.chain.first - 1, -1) + 1
        return subject.first if subject is not None and subject.last == end else self.chain.first

    def _falling(self, first: int, after: int) -> Arguments | None:
        clause, subject = self._clause, self.subject
        to = clause.word(after) in ("to", "under", "into") and not clause.word(after + 1).isdigit()
        taker = clause.phrase_after(after + 1) if to else self._taker(after)
        if taker is None or subject is None or taker.head in _HANDS:
            return None
        return Arguments(first, taker.last, agent=taker, patient=subject)

    def _taker(self, after: int) -> NounPhrase | None:
        """Who gets what falls, behind a date: "fell in May to the rebels"."""
        taker = self._clause.beside(after, "to")
        return taker if taker is not None and roles().get(taker.head or "") in _FIGHTING else None

    def _ousting(self, first: int, loser: NounPhrase | None, subject: NounPhrase | None) -> Arguments | None:
        """Somebody is driven out of a place; out of the place spoken of if none is named."""
        clause = self._clause
        if loser is None:
            return None
        at = loser.last + (clause.word(loser.last) == "back")
        if clause.word(at) == "out" and clause.word(at + 1) not in ("of", "the"):
            there = NounPhrase(at, at, None, None, "it", True)
            return Arguments(first, at + 1, agent=subject or clause.beside(at + 1, "by"), patient=there, loser=loser)
        if clause.word(at) not in ("from", "out"):
            return None
        place = clause.phrase_after(at + 1 + (clause.word(at + 1) == "of"))
        if place is None or (place.head and roles().get(place.head) not in _PLACES and place.name is None):
            return None
        return Arguments(first, place.last, agent=subject, patient=place, loser=loser)

    def _passive(self, after: int) -> Arguments | None:
        clause, frame = self._clause, self._verb.frame
        subject = clause.phrase_before(self._at - 1) if self._inserted else self.subject
        subject = self._following() if self._opens else subject
        fits = subject is not None and self._fits(subject)
        if subject is None or frame == "fall" or not (fits or subject.name):
            return None
        beside = subject.last in (self.chain.first, self.chain.first - 1)
        first = subject.first if beside else self.chain.first
        by = clause.beside(after, "by")
        if frame == "marry":
            to = clause.beside(after, "to")
            return Arguments(first, after, agent=subject, patient=to) if to else self._wed(first, subject)
        if frame == "oust":
            loser = subject._replace(last=self._at + 1)
            parts = self._ousting(first, loser, by)
            return parts and parts._replace(loser=subject)
        if frame == "lose":
            return Arguments(first, after, agent=clause.beside(after, "to"), patient=subject, loser=by)
        last = by.last if by is not None and by.first - 1 == after else after
        return Arguments(first, last, agent=by, patient=subject, fits=fits)

    @property
    def _fought(self) -> bool:
        """Whether the subject takes by force: "the rebels had taken it"."""
        head = self.subject.head if self.subject is not None else None
        return self._verb.frame == "gain" and roles().get(head or "") in _FIGHTING

    def _fits(self, patient: NounPhrase) -> bool:
        """Whether the object of a verb of many meanings is one that can be taken, held or left."""
        if not self._verb.weak:
            return True
        if self._verb.frame == "appoint":
            return self._titled(patient)
        if patient.head == "place" and patient.name is None and not self._clause.is_any(patient.first, DETERMINER):
            return False  # "took place", "taking place behind closed doors"
        if patient.pronoun is not None:
            return patient.pronoun == "it" and (self._verb.frame == "hold" or self._fought)
        if patient.name is not None and patient.head is None and self._fought:
            after = patient.last
            return self._clause.word(after) in _SETTLED or self._clause.is_any(after, CALENDAR)
        return roles().get(patient.head or "") in _HELD or self._clause.is_any(patient.first - 2, WHOLE)

    def _titled(self, patient: NounPhrase) -> bool:
        """Whether a name is given to somebody with a post: "named Novak (as) director", "was named director"."""
        clause = self._clause
        at = max(self._at + 1, patient.last)
        office = clause.phrase_after(at + (clause.word(at) == "as"))
        heads = [office.head if office is not None else None, patient.head if patient.last > self._at else None]
        return any(roles().get(head or "") == "title" for head in heads)
