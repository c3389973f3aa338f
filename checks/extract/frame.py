"""The frame of one event: which phrases beside its verb or noun play which part, its tense, and whether it is asserted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks.extract.clause import (
    BE,
    CALENDAR,
    CONDITIONAL,
    CONJUNCTION,
    DEFINITE,
    DETERMINER,
    HAVE,
    IRREALIS,
    LASTING,
    MODAL,
    NEGATIVE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    WHOLE,
    Clause,
    Phrase,
)
from checks.lexicon.event import Form, Verb, forms, roles

_PLACES = frozenset({"place", "site", "seat", "asset", "venue"})
_HELD = frozenset({"place", "site", "seat", "asset", "company"})


@dataclass(frozen=True, slots=True)
class Event:
    """An event with its parts as printed; offsets are characters of the sentence."""

    start: int
    end: int
    clause_start: int
    clause_end: int
    event_type: str
    frame: str
    form: str
    tense: str
    asserted: bool
    definite: bool
    again: bool
    agent: str | None
    patient: str | None
    patient_name: str | None
    patient_head: str | None
    loser: str | None
    fits: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """The auxiliaries before a verb: where they begin, and what they make of it."""

    first: int
    passive: bool
    perfect: bool
    had: bool
    present: bool
    irreal: bool
    lasting: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """The phrases of a frame, and the tokens [first, last) that it spans."""

    first: int
    last: int
    agent: Phrase | None = None
    patient: Phrase | None = None
    loser: Phrase | None = None
    fits: bool = True


class Reader:
    """Reads the events of one sentence from left to right; a coordinated verb takes over the subject before it."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self._subject: Phrase | None = None

    def events(self, hits: Sequence[int]) -> Iterator[Event]:
        """The events whose verbs or nouns begin at the given character offsets."""
        places = {start: at for at, start in enumerate(self._clause.starts)}
        for hit in hits:
            at = places.get(hit)
            event = None if at is None else self._event(at)
            if event is not None:
                yield event

    def _event(self, at: int) -> Event | None:
        readings = forms().get(self._clause.word(at), ())
        for group in (self._nouns(at, readings), self._verbs(at, readings)):
            for event in group:
                return event
        return None

    # Nouns

    def _nouns(self, at: int, readings: Sequence[Form]) -> Iterator[Event]:
        for one in readings:
            gerund = (
                one.form == "gerund" and self._clause.is_any(at - 1, DETERMINER) and self._clause.word(at + 1) == "of"
            )
            if one.form == "noun" and one.verb.frame == "hold":
                if parts := self._held(at):
                    yield self._built(at, one.verb, parts, "finite", "past", asserted=True)
            elif (one.form == "noun" or gerund) and (parts := self._noun_parts(at, one.verb)):
                yield self._noun_event(at, one.verb, parts)

    def _noun_event(self, at: int, verb: Verb, parts: Parts) -> Event:
        clause = self._clause
        lead = parts.first
        definite = clause.is_any(lead, DEFINITE) or clause.word(at - 1) in ("'s", "’s") or parts.agent is not None
        irreal = any(clause.is_any(before, IRREALIS) for before in range(max(0, lead - 3), at)) or self._future(
            parts.last
        )
        event = self._built(at, verb, parts, "noun", "none", asserted=not irreal)
        return replace(event, definite=definite and clause.word(lead) not in ("a", "an"))

    def _held(self, at: int) -> Parts | None:
        """ "The town stayed in rebel hands", "was under the control of the army"."""
        clause = self._clause
        lead = at
        while clause.nominal(lead - 1) or clause.is_any(lead - 1, DETERMINER) or clause.word(lead - 1) in ("'s", "’s"):
            lead -= 1
        chain = self._chain(lead - 1)
        subject = self._left(lead - 1, chain)
        if clause.word(lead - 1) not in ("in", "under") or not chain.passive or chain.irreal or subject is None:
            return None
        holder = clause.phrase_after(at + 2) if clause.word(at + 1) == "of" else None
        if holder is None and lead < at:
            holder = Phrase(lead, at - (clause.word(at - 1) in ("'s", "’s")), None, None, None, False)
        last = holder.last if holder is not None and holder.last > at else at + 1
        return Parts(subject.first, last, agent=holder, patient=subject)

    def _future(self, at: int) -> bool:
        """Whether the verb of which the noun is the subject speaks of what may be."""
        clause = self._clause
        while (
            at < len(clause)
            and (clause.nominal(at) or clause.is_any(at, CALENDAR | PREPOSITION | DETERMINER))
            and not clause.verbal(at)
        ):
            at += 1
        return clause.is_any(at, MODAL) and clause.word(at) not in ("did", "do", "does", "to")

    def _noun_parts(self, at: int, verb: Verb) -> Parts | None:
        clause = self._clause
        owner, lead = self._owner(at)
        of = clause.phrase_after(at + 1 + (clause.word(at + 1) == "of")) if clause.word(at + 1) == "of" else None
        last = of.last if of else at + 1
        if owner is None and of is None:
            return None
        by, to = self._beside(last, "by"), self._beside(last, "to")
        last = max([last, *(one.last for one in (by, to) if one and one.first - 1 <= last)])
        if verb.frame == "self":
            return Parts(lead, last, patient=of or owner)
        if verb.frame in ("leave",):
            return Parts(lead, last, patient=owner or of)
        patient, subject = (of, owner) if of else (owner, None)
        if verb.frame == "fall":
            return Parts(lead, last, agent=to, patient=patient) if to else None
        if verb.frame == "lose":
            return Parts(lead, last, agent=to, patient=patient, loser=subject or by) if of else None
        return Parts(lead, last, agent=by or subject, patient=patient)

    def _owner(self, at: int) -> tuple[Phrase | None, int]:
        """The possessor or naming words before an event's noun, and where the whole phrase begins."""
        clause = self._clause
        lead = at
        while lead > 0 and self._modifies(lead - 1):
            lead -= 1
        if clause.word(lead - 1) in ("'s", "’s", "'", "’"):
            owner = clause.phrase_before(lead - 1)
            return owner, owner.first if owner else lead
        if clause.is_any(lead - 1, POSSESSIVE):
            return Phrase(lead - 1, lead, None, None, clause.word(lead - 1), True), lead - 1
        if clause.capital(lead - 1) and lead > 1 and clause.nominal(lead - 1):
            owner = clause.phrase_before(lead)
            return owner, owner.first if owner else lead
        return None, lead - 1 if clause.is_any(lead - 1, DETERMINER) else lead

    def _modifies(self, at: int) -> bool:
        clause = self._clause
        known = clause.is_any(at, DETERMINER) or clause.capital(at) or clause.verbal(at)
        return clause.nominal(at) and not known

    def _beside(self, at: int, preposition: str) -> Phrase | None:
        """The phrase after a preposition that follows, at most a time or place away."""
        clause = self._clause
        for step in range(at, min(at + 7, len(clause))):
            if (
                clause.word(step) == preposition
                and not clause.is_any(step + 1, CALENDAR)
                and not clause.word(step + 1)[:1].isdigit()
            ):
                return clause.phrase_after(step + 1)
            if (
                clause.verbal(step)
                or not (clause.word(step)[0].isalnum())
                or clause.is_any(step, RELATIVE | CONJUNCTION | PRONOUN)
            ):
                return None
        return None

    # Verbs

    def _verbs(self, at: int, readings: Sequence[Form]) -> Iterator[Event]:
        chain = self._chain(at)
        for one in readings:
            if (
                one.form in ("noun", "nouns")
                or (one.form == "base" and not chain.irreal)
                or self._attributive(at, chain)
            ):
                continue
            parts = self._verb_parts(at, one, chain)
            if parts is not None:
                event = self._verb_event(at, one, chain, parts)
                if event.form == "finite":
                    self._subject = self._left(at, chain) or self._subject
                yield event

    def _verb_event(self, at: int, one: Form, chain: Chain, parts: Parts) -> Event:
        clause = self._clause
        gerund = one.form == "gerund" and not chain.present
        tense = "past_perfect" if chain.had else "past"
        if one.form == "third" or (chain.present and not chain.perfect):
            tense = "present"
        lead = clause.skip_adverbs(chain.first - 1, -1)
        opening = clause.word(parts.first - 1) if not gerund else clause.word(lead)
        back = opening in ("when", "after", "before", "since", "until", "once") or clause.word(lead) in (
            "after",
            "before",
            "since",
        )
        event = self._built(
            at, one.verb, parts, "gerund" if gerund else "finite", tense, asserted=not self._irreal(parts, chain)
        )
        if chain.lasting:
            event = replace(event, event_type="hold")
        return replace(event, definite=back)

    def _irreal(self, parts: Parts, chain: Chain) -> bool:
        clause = self._clause
        start, _ = clause.window(parts.first, parts.last)
        near = range(max(0, start - 1, parts.first - 3), parts.first)
        return chain.irreal or any(clause.is_any(at, CONDITIONAL | IRREALIS) for at in near)

    def _attributive(self, at: int, chain: Chain) -> bool:
        """Whether a participle stands before the noun that it describes ("the captured town")."""
        clause = self._clause
        return chain.first == at and (clause.is_any(at - 1, DETERMINER) or clause.word(at - 1) in ("'s", "’s"))

    def _chain(self, at: int) -> Chain:
        clause = self._clause
        first, be, have, had, present, irreal = at, False, False, False, False, False
        before = clause.skip_adverbs(at - 1, -1)
        lasting = False
        while clause.is_any(before, BE | HAVE | MODAL | NEGATIVE | LASTING) or clause.word(before).endswith(
            ("n't", "n’t")
        ):
            word = clause.word(before)
            lasting = lasting or clause.is_any(before, LASTING)
            be = be or clause.is_any(before, BE | LASTING)
            have = have or clause.is_any(before, HAVE)
            had = had or word == "had"
            present = present or word in ("is", "are")
            irreal = irreal or clause.is_any(before, MODAL | NEGATIVE) or word.endswith(("n't", "n’t"))
            first = before
            before = clause.skip_adverbs(before - 1, -1)
        return Chain(first, be, have, had, present and not have, irreal, lasting)

    def _verb_parts(self, at: int, one: Form, chain: Chain) -> Parts | None:
        verb, clause = one.verb, self._clause
        after = clause.skip_adverbs(at + 1, 1) if not verb.particle else at + 1
        passive = one.form == "participle" and chain.passive
        reduced = one.form == "participle" and chain.first == at and self._reduced(at, after)
        if verb.particle:
            return self._with_particle(at, one, chain, passive or reduced)
        if verb.frame == "hold" and clause.word(after) == "on" and clause.word(after + 1) == "to":
            after += 2
        if passive or reduced:
            return self._passive(at, after, verb, chain)
        if one.form == "participle" and not chain.perfect and _differs(one, clause.word(at)):
            return None
        if one.form == "gerund" and chain.passive:
            return None
        return self._active(at, after, verb, chain, clause.phrase_after(after))

    def _with_particle(self, at: int, one: Form, chain: Chain, passive: bool) -> Parts | None:
        verb, clause = one.verb, self._clause
        if clause.word(at + 1) == verb.particle:
            if passive:
                return self._passive(at, at + 2, verb, chain)
            return self._active(at, at + 2, verb, chain, clause.phrase_after(at + 2))
        middle = clause.phrase_after(at + 1)
        if middle is None or passive:
            return None
        end = middle.last if clause.word(middle.last) == verb.particle else None
        if end is None and clause.word(middle.last - 1) == verb.particle:
            end, middle = middle.last - 1, replace(middle, last=middle.last - 1)
        return None if end is None else self._active(at, end + 1, verb, chain, middle)

    def _reduced(self, at: int, after: int) -> bool:
        """Whether a bare participle follows the noun it describes: "the town captured by", "Palmyra, seized in March,"."""
        clause = self._clause
        return clause.word(after) in ("by", "in", "on", "from", "during", "last", "earlier", ",", ".") or clause.is_any(
            after, CALENDAR
        )

    def _left(self, at: int, chain: Chain) -> Phrase | None:
        """The subject of a verb, None if it is not directly beside it."""
        clause = self._clause
        end = clause.skip_adverbs(chain.first - 1, -1) + 1
        before = clause.word(end - 1)
        if before in ("who", "which", "that"):
            end -= 1
            return clause.phrase_before(end - (clause.word(end - 1) == ","))
        if before in ("and", "but", "then") or (
            before == "," and self._subject is not None and clause.word(end - 2) != ","
        ):
            return self._subject if before != "," else self._beyond(end - 1) or self._subject
        if before == ",":
            return self._beyond(end - 1)
        return clause.phrase_before(end)

    def _beyond(self, comma: int) -> Phrase | None:
        """The phrase before an insertion that ends at a comma: "The army, backed by jets, had retaken ..."."""
        clause = self._clause
        opening = next((at for at in range(comma - 1, 0, -1) if clause.word(at) == ","), None)
        if opening is None:
            return None
        word = clause.word(opening + 1)
        inserted = (
            clause.is_any(opening + 1, RELATIVE | DETERMINER | PREPOSITION)
            or word.endswith(("ed", "ing"))
            or word in ("long", "led")
        )
        phrase = clause.phrase_before(opening) if inserted else None
        starts = phrase is not None and (phrase.first == 0 or not clause.nominal(phrase.first - 1))
        return phrase if starts else None

    def _active(self, at: int, after: int, verb: Verb, chain: Chain, patient: Phrase | None) -> Parts | None:
        clause = self._clause
        subject = self._left(at, chain)
        first = subject.first if subject is not None and subject.last == chain.first else chain.first
        last = patient.last if patient is not None and patient.first >= after - 1 else after
        if verb.frame == "fall":
            taker = clause.phrase_after(after + 1) if clause.word(after) in ("to", "under", "into") else None
            return (
                Parts(first, taker.last, agent=taker, patient=subject)
                if taker and subject and not clause.word(after + 1).isdigit()
                else None
            )
        if verb.frame == "oust":
            return self._ousting(first, verb, patient, subject)
        if verb.frame in ("leave", "self"):
            return Parts(first, at + 1 + bool(verb.particle), patient=subject)
        if verb.frame in ("begin", "end") and patient is None:
            return Parts(first, at + 1 + bool(verb.particle), patient=subject)
        fits = patient is not None and self._fits(patient, verb)
        if patient is None or not (fits or patient.name):
            return None
        last = max(last, patient.last)
        if verb.frame == "lose":
            return Parts(first, last, agent=self._beside(last, "to"), patient=patient, loser=subject)
        return Parts(first, last, agent=subject, patient=patient, loser=self._after(last, "from"), fits=fits)

    def _ousting(self, first: int, verb: Verb, loser: Phrase | None, subject: Phrase | None) -> Parts | None:
        clause = self._clause
        if loser is None:
            return None
        at = loser.last
        at += clause.word(at) in ("back",)
        if clause.word(at) != "from" and not (clause.word(at) == "out" and clause.word(at + 1) in ("of", "the")):
            return None
        place = clause.phrase_after(at + 1 + (clause.word(at + 1) == "of"))
        if place is None or (place.head and roles().get(place.head) not in _PLACES and place.name is None):
            return None
        return Parts(first, place.last, agent=subject, patient=place, loser=loser)

    def _fits(self, patient: Phrase, verb: Verb) -> bool:
        """Whether the object of a verb of many meanings is one that can be taken, held or left."""
        if not verb.weak:
            return True
        if patient.pronoun is not None:
            return verb.frame == "hold" and patient.pronoun == "it"
        return roles().get(patient.head or "") in _HELD or self._clause.is_any(patient.first - 2, WHOLE)

    def _after(self, at: int, preposition: str) -> Phrase | None:
        return self._clause.phrase_after(at + 1) if self._clause.word(at) == preposition else None

    def _passive(self, at: int, after: int, verb: Verb, chain: Chain) -> Parts | None:
        clause = self._clause
        subject = self._left(at, chain)
        if chain.first == at and clause.word(at - 1) == ",":
            subject = clause.phrase_before(at - 1)
        fits = subject is not None and self._fits(subject, verb)
        if subject is None or not (fits or subject.name):
            return None
        first = subject.first if subject.last in (chain.first, chain.first - 1) else chain.first
        by, to = self._beside(after, "by"), self._beside(after, "to")
        if verb.frame == "oust":
            return self._ousting(first, verb, replace(subject, last=at + 1), by)
        if verb.frame == "lose":
            return Parts(first, after, agent=to, patient=subject, loser=by)
        if verb.frame == "fall":
            return None
        last = by.last if by is not None and by.first - 1 == after else after
        return Parts(first, last, agent=by, patient=subject, fits=fits)

    def _built(self, at: int, verb: Verb, parts: Parts, form: str, tense: str, *, asserted: bool) -> Event:
        clause = self._clause
        first, last = parts.first, max(parts.last, at + 1)
        start, end = clause.window(self._lead(parts), last)
        patient = parts.patient
        whole = patient is not None and not patient.part
        return Event(
            start=clause.starts[first],
            end=clause.ends[last - 1],
            clause_start=clause.starts[start],
            clause_end=clause.ends[end - 1],
            event_type=verb.kind,
            frame=verb.frame,
            form=form,
            tense=tense,
            asserted=asserted,
            definite=False,
            again=verb.again,
            agent=self._text(parts.agent),
            patient=self._text(patient),
            patient_name=patient.name if patient and whole else None,
            patient_head=(patient.head or patient.pronoun) if patient and whole else None,
            loser=self._text(parts.loser),
            fits=parts.fits,
        )

    def _lead(self, parts: Parts) -> int:
        """Where the clause of an event begins: at its subject, if only an insertion stands between that and the verb."""
        subject = parts.agent or parts.patient
        if subject is None or subject.last >= parts.first or self._clause.word(subject.last) != ",":
            return parts.first
        return subject.first

    def _text(self, phrase: Phrase | None) -> str | None:
        if phrase is None:
            return None
        start, end = self._clause.span(phrase)
        return self._clause.text[start:end]


def _differs(one: Form, word: str) -> bool:
    """Whether the word is a participle only ("taken"), and no past form."""
    return not any(other.form == "past" and other.verb == one.verb for other in forms()[word])
