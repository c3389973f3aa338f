"""The frame of one event: which phrases beside its verb or noun play which part, and the clause that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checks.extract.event.arguments import Arguments
from checks.extract.event.clause import (
    CALENDAR,
    CONDITIONAL,
    DEFINITE,
    DETERMINER,
    IRREALIS,
    REFERRING,
    REPEATED,
    Clause,
    NounPhrase,
)
from checks.extract.event.nominal import Nominal
from checks.extract.event.place import place
from checks.extract.event.predicate import Predicate, chain
from checks.lexicon.verb import Form, Verb, forms

_NOUNS = frozenset({"noun", "nouns"})


class Event(NamedTuple):
    """An event with its parts as printed; offsets are characters of the sentence.

    `fits` is false for a verb of many meanings ("take") whose object does not tell which one is meant.
    """

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
    place: str | None
    fits: bool


class Reader:
    """Reads the events of one sentence from left to right; a coordinated verb takes over the subject before it."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self._subject: NounPhrase | None = None

    def events(self, hits: Sequence[int]) -> Iterator[Event]:
        """The events whose verbs or nouns begin at the given character offsets."""
        for hit in hits:
            at = self._clause.position(hit)
            event = None if at is None else self._event(at)
            if event is not None:
                yield event

    def _event(self, at: int) -> Event | None:
        readings = forms().get(self._clause.word(at), ())
        for group in (self._nominal(at, readings), self._verbal(at, readings)):
            for event in group:
                return event
        return None

    def _nominal(self, at: int, readings: Sequence[Form]) -> Iterator[Event]:
        clause = self._clause
        for one in readings:
            gerund = one.form == "gerund" and clause.is_any(at - 1, DETERMINER) and clause.word(at + 1) == "of"
            if one.form != "noun" and not gerund:
                continue
            nominal = Nominal(clause, at, self._subject)
            if one.verb.frame == "hold":
                if (parts := nominal.holding()) is not None:
                    yield self._built(one.verb, at, parts, "finite", "past", asserted=True)
                elif (parts := nominal.passing()) is not None:
                    gain = one.verb._replace(kind="capture", frame="gain")
                    yield self._built(gain, at, parts, "finite", "past", asserted=True)
            elif (parts := nominal.parts(one.verb)) is not None:
                event = self._built(one.verb, at, parts, "noun", "none", asserted=not nominal.irreal(parts))
                within = event.clause_end
                if nominal.governed(parts):
                    within = clause.end(nominal.last(parts) - 1)
                elif (told := nominal.happening(parts.last)) > parts.last:
                    within = clause.end(clause.window(parts.first, told)[1] - 1)
                known = self._taken_as_known(at, parts) and not self._another(parts.first, at)
                yield event._replace(definite=known, clause_end=within)

    def _taken_as_known(self, at: int, parts: Arguments) -> bool:
        clause, lead = self._clause, parts.first
        if clause.word(lead) in ("a", "an"):
            return False
        owned = any(clause.possessive(before) for before in range(max(0, lead - 1), at))
        return clause.is_any(lead, DEFINITE) or owned or parts.agent is not None

    def _verbal(self, at: int, readings: Sequence[Form]) -> Iterator[Event]:
        told = [one for one in readings if one.form not in _NOUNS and self._has(one.verb.particle, at)]
        if not told:
            return
        auxiliaries = chain(self._clause, at)
        for one in told:
            predicate = Predicate(self._clause, at, one, self._subject, auxiliaries)
            parts = predicate.parts() if predicate.stands else None
            if parts is None:
                continue
            event = self._predicated(one.verb, at, predicate, parts)
            if event.form == "finite":
                self._subject = predicate.subject or self._subject
            yield event

    def _has(self, particle: str, at: int) -> bool:
        """Whether the particle of a verb, if it needs one, stands somewhere behind it."""
        return not particle or particle in self._clause.words[at + 1 :]

    def _predicated(self, verb: Verb, at: int, predicate: Predicate, parts: Arguments) -> Event:
        form = "gerund" if predicate.gerund else "finite"
        real = not (predicate.chain.irreal or self._doubtful(parts))
        event = self._built(verb, at, parts, form, predicate.tense, asserted=real)
        kind = "hold" if predicate.chain.lasting else event.event_type
        known = self._clause.is_any(parts.first - 1, REFERRING) or predicate.referring
        known = known and not self._again(parts.first, event.clause_end)
        return event._replace(definite=known, event_type=kind)

    def _another(self, first: int, at: int) -> bool:
        """Whether a noun's own words make the event one of several: "the second capture of"."""
        return any(self._clause.is_any(before, REPEATED) for before in range(first, at))

    def _again(self, first: int, end: int) -> bool:
        """Whether a verb tells of one event of several: "captured it again", "for the second time"."""
        clause = self._clause
        inside = range(first, next((at for at in range(first, clause.size) if clause.starts[at] >= end), clause.size))
        return any(
            clause.word(at) in ("again", "anew", "twice")
            or (clause.is_any(at, REPEATED) and clause.word(at + 1) == "time")
            or (clause.word(at) == "once" and clause.word(at + 1) == "more")
            for at in inside
        )

    def _doubtful(self, parts: Arguments) -> bool:
        """Whether the words before an event make it a condition, a claim or an attempt."""
        near = self._clause.led_by(parts.first, 3)
        return any(self._clause.is_any(at, CONDITIONAL | IRREALIS) for at in near)

    def _built(self, verb: Verb, at: int, parts: Arguments, form: str, tense: str, *, asserted: bool) -> Event:
        clause, patient = self._clause, parts.patient
        lead = self._lead(parts)
        from_whom = parts.loser.last if parts.loser is not None and parts.loser.pronoun else 0
        start, end = clause.window(lead, max(parts.last, from_whom))
        if form == "finite" and not any(one and one.first == lead for one in (parts.agent, parts.patient, parts.loser)):
            start = lead  # a date before a verb whose subject is elsewhere belongs to what stands between them
        whole = patient is not None and not patient.part
        found = place(clause, at, verb.kind, parts)
        return Event(
            start=clause.starts[parts.first],
            end=clause.end(parts.last - 1),
            clause_start=clause.starts[start],
            clause_end=clause.end(end - 1),
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
            place=None if found is None else clause.text[clause.starts[found[0]] : clause.end(found[1] - 1)],
            fits=parts.fits,
        )

    def _lead(self, parts: Arguments) -> int:
        """Where the clause of an event begins: at its subject, if only an undated insertion stands before the verb."""
        subject = parts.agent or parts.patient
        if subject is None or subject.last >= parts.first or self._clause.word(subject.last) != ",":
            return parts.first
        inserted = range(subject.last, parts.first)
        dated = any(self._clause.is_any(at, CALENDAR) or self._clause.word(at)[0].isdigit() for at in inserted)
        return parts.first if dated else subject.first

    def _text(self, phrase: NounPhrase | None) -> str | None:
        if phrase is None or phrase.first == phrase.last:
            return None
        start, end = self._clause.span(phrase)
        return self._clause.text[start:end]
