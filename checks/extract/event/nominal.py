"""Events told by nouns: "the capture of X by Y", "Y's capture of X", "X's fall to Y", "stayed in the hands of Y"."""

from __future__ import annotations

from checks.extract.event.apposition import beyond
from checks.extract.event.arguments import Arguments
from checks.extract.event.clause import (
    BE,
    CALENDAR,
    DETERMINER,
    FEAST,
    HAPPENING,
    HAVE,
    IRREALIS,
    LASTING,
    MODAL,
    POSSESSIVE,
    PREPOSITION,
    WHOLE,
    Clause,
    NounPhrase,
)
from checks.lexicon.verb import Verb, roles

FIGHTING = frozenset({"state", "rebel", "armed"})
_PERSONAL = frozenset({"appoint", "serve", "join", "leave", "remove", "take", "free", "once", "self", "marry"})
"""Frames of what happens to people, whom no words name that stand before the noun like an adjective."""
_PASSING = frozenset({"returned", "passed", "reverted", "came", "went", "fell", "fallen", "slipped"})


class Nominal:
    """The phrases around an event's noun; `known` is the subject of the verb before it."""

    def __init__(self, clause: Clause, at: int, known: NounPhrase | None) -> None:
        self._clause = clause
        self._at = at
        self._known = known

    def irreal(self, parts: Arguments) -> bool:
        """Whether the event is only planned, attempted or imagined."""
        near = (*self._clause.led_by(parts.first, 3), *range(parts.first, self._at))
        return any(self._clause.is_any(at, IRREALIS) for at in near) or self._future(parts.last)

    def _future(self, at: int) -> bool:
        """Whether the verb of which the noun is the subject speaks of what may be."""
        clause = self._clause
        while at < len(clause) and not clause.verbal(at):
            if not (clause.nominal(at) or clause.is_any(at, CALENDAR | PREPOSITION | DETERMINER)):
                break
            at += 1
        return clause.is_any(at, MODAL) and clause.word(at) not in ("did", "do", "does", "to")

    def parts(self, verb: Verb) -> Arguments | None:
        """The frame, None where it is not told what the event happens to."""
        clause, at = self._clause, self._at
        if at > 0 and clause.capital(at) and clause.capital(at + 1):
            return None  # "the Liberation Army"
        owner, lead = self._owner()
        if verb.frame in _PERSONAL and owner is not None and not (owner.pronoun or clause.possessive(owner.last)):
            owner = None  # "the Norland election", "a New York arrest"
        joint = self._joint()
        of = clause.phrase_after(joint + 1) if clause.word(joint) == "of" else None
        if owner is None and of is None:
            return None
        last = of.last if of else at + 1
        by, to = clause.beside(last, "by"), clause.beside(last, "to")
        last = max([last, *(one.last for one in (by, to) if one and one.first - 1 <= last)])
        if verb.frame in ("self", "leave"):
            return Arguments(lead, last, patient=owner or of if verb.frame == "leave" else of or owner)
        if verb.frame == "oust":
            place = clause.beside(last, "from")
            if place is None:
                return None
            return Arguments(lead, last, agent=by or (owner if of else None), patient=place, loser=of or owner)
        if verb.frame == "marry":
            return self._wedding(lead, last, owner, of, to)
        patient, subject = (of, owner) if of else (owner, None)
        if verb.frame == "fall":
            return Arguments(lead, last, agent=to, patient=patient) if to or self._falls(of) else None
        if verb.frame == "lose":
            return Arguments(lead, last, agent=to, patient=patient, loser=subject or by) if of else None
        agent = by or subject
        if verb.weak and roles().get(agent.head or "" if agent else "") not in FIGHTING:
            return None  # "the recovery of the economy"
        return Arguments(lead, last, agent=agent, patient=patient)

    def _joint(self) -> int:
        """The next word but for a date: "the capture (last year) of"."""
        at = self._at + 1
        while at < self._at + 5 and (self._dates(at) or self._clause.is_any(at, CALENDAR) or self._leads_date(at)):
            at += 1
        return at

    def _leads_date(self, at: int) -> bool:
        return self._clause.word(at) in ("in", "on") and (self._dates(at + 1) or self._clause.is_any(at + 1, CALENDAR))

    def _falls(self, of: NounPhrase | None) -> bool:
        """Whether what falls, to whomever, is a place: "the fall of Karsk"."""
        return of is not None and (of.name is not None or roles().get(of.head or "") == "place")

    def _wedding(
        self, lead: int, last: int, owner: NounPhrase | None, of: NounPhrase | None, to: NounPhrase | None
    ) -> Arguments | None:
        """ "Diana's marriage to Charles", "the marriage of Elizabeth and Philip"."""
        clause = self._clause
        joined = of is not None and clause.word(of.last) == "and"
        other = clause.phrase_after(last + 1) if joined else to
        one = of or owner
        return Arguments(lead, max(last, other.last), agent=one, patient=other) if one and other else None

    def governed(self, parts: Arguments) -> bool:
        """Whether the noun is the object of a verb, to which a time behind it belongs: "announced the sale in May".

        It is not in "they say the sale in May was a success"; what is celebrated has another time than its feast.
        """
        clause = self._clause
        if clause.word(parts.first - 1) == "of" and clause.is_any(parts.first - 2, FEAST):
            return True
        if not clause.verbal(clause.skip_adverbs(parts.first - 1, -1)):
            return False
        at = self.last(parts)
        while self._dates(at) or clause.is_any(at, CALENDAR | PREPOSITION):
            at += 1
        return not (clause.verbal(at) or clause.is_any(at, BE | HAVE | MODAL))

    def happening(self, at: int) -> int:
        """Where the verb ends that tells of the event nothing but its time: "the capture of the town came in May"."""
        clause = self._clause
        verb = at + clause.is_any(at, HAVE)
        return verb + 1 if clause.is_any(verb, HAPPENING) else at

    def last(self, parts: Arguments) -> int:
        """Where the noun's own phrases end."""
        ends = (one.last for one in (parts.agent, parts.patient, parts.loser) if one is not None)
        return max(parts.last, *ends)

    def _owner(self) -> tuple[NounPhrase | None, int]:
        """The possessor or naming words before the noun, and where the whole phrase begins."""
        clause, lead = self._clause, self._at
        while lead > 0 and (self._modifies(lead - 1) or self._dates(lead - 1)):
            lead -= 1
        if clause.possessive(lead - 1):
            owner = self._possessor(lead - 1)
            return owner, owner.first if owner else lead
        if clause.is_any(lead - 1, POSSESSIVE):
            return NounPhrase(lead - 1, lead, None, None, clause.word(lead - 1), True), lead - 1
        # "The Palmyra takeover", but not "the Python Software Foundation".
        named = clause.capital(lead - 1) and not clause.capital(self._at)
        if named and lead > 1 and clause.nominal(lead - 1):
            owner = clause.ending(lead)
            return owner, owner.first if owner else lead
        return None, lead - 1 if clause.is_any(lead - 1, DETERMINER) else lead

    def _possessor(self, at: int) -> NounPhrase | None:
        """Who owns the noun, whatever governs both: "news of the army's capture", but "the mayor of Lom's death"."""
        clause = self._clause
        owner = clause.ending(at)
        whose = owner is not None and clause.word(owner.first - 1) == "of" and clause.word(owner.first - 2) in roles()
        return clause.phrase_before(at) if whose else owner

    def _dates(self, at: int) -> bool:
        """Whether a word is of a date before the noun: "the army's March 2016 capture of"."""
        word = self._clause.word(at)
        return (word.isdigit() and len(word) == 4) or (self._clause.is_any(at, CALENDAR) and self._clause.capital(at))

    def _modifies(self, at: int) -> bool:
        clause = self._clause
        known = clause.is_any(at, DETERMINER) or clause.capital(at) or clause.verbal(at)
        return clause.nominal(at) and not known

    def holding(self) -> Arguments | None:
        """Whose the subject stays: "in rebel hands", "under the army's control", "10 months under rebel rule"."""
        clause, at = self._clause, self._at
        lead = at
        while clause.nominal(lead - 1) or clause.is_any(lead - 1, DETERMINER) or clause.possessive(lead - 1):
            lead -= 1
        if clause.word(lead - 1) not in ("in", "under"):
            return None
        verb = self._lasting(lead - 2)
        subject = self._subject(verb) if verb is not None else None
        if subject is None:
            return None
        holder = clause.phrase_after(at + 2) if clause.word(at + 1) == "of" else None
        if holder is None and lead < at:
            holder = NounPhrase(lead, at - clause.possessive(at - 1), None, None, None, False)
        last = holder.last if holder is not None and holder.last > at else at + 1
        first = subject.first if verb is not None and subject.last == verb else verb or at
        if clause.word(lead - 1) == "in" and lead == at and clause.is_any(at, WHOLE):
            return Arguments(first, last, agent=subject, patient=holder) if holder is not None else None
        return Arguments(first, last, agent=holder, patient=subject)

    def passing(self) -> Arguments | None:
        """Whose the subject becomes: "returned to government control", "came under the control of the rebels"."""
        clause, at = self._clause, self._at
        lead = at
        while clause.nominal(lead - 1) or clause.is_any(lead - 1, DETERMINER) or clause.possessive(lead - 1):
            lead -= 1
        verb = clause.skip_adverbs(lead - 2, -1)
        if clause.word(lead - 1) not in ("to", "into", "under") or clause.word(verb) not in _PASSING:
            return None
        subject = self._subject(verb - (clause.word(verb - 1) in ("had", "has", "have")))
        holder = clause.phrase_after(at + 2) if clause.word(at + 1) == "of" else None
        if holder is None and lead < at:
            holder = NounPhrase(lead, at - clause.possessive(at - 1), None, None, None, False)
        if subject is None or holder is None:
            return None
        return Arguments(subject.first, max(at + 1, holder.last), agent=holder, patient=subject)

    def _subject(self, verb: int) -> NounPhrase | None:
        clause = self._clause
        end = clause.skip_adverbs(verb - 1, -1) + 1
        if clause.word(end - 1) == ",":
            return beyond(clause, end - 1)
        return self._known if clause.word(end - 1) in ("and", "but") else clause.phrase_before(end)

    def _lasting(self, at: int) -> int | None:
        """The first word of the verb that ends at a position and says that a state lasts."""
        clause = self._clause
        if clause.is_any(at, CALENDAR):
            return next((back for back in range(at - 1, at - 5, -1) if clause.word(back) == "spent"), None)
        if not clause.is_any(at, BE | LASTING):
            return None
        while clause.is_any(at - 1, BE | LASTING) or clause.word(at - 1) in ("had", "has", "have"):
            at -= 1
        return None if clause.is_any(at - 1, MODAL) else at
