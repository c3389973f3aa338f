"""Frames of events: who did what to whom, in which tense, and in which clause its time stands."""

from __future__ import annotations

from typing import Any

import pytest

import checks
from checks.lexicon.event import Verb, forms

Row = dict[str, Any]


def _events(text: str) -> list[Row]:
    return checks.extract(text).events.to_dicts()


def _event(text: str) -> Row:
    (event,) = _events(text)
    return event


FRAMES = {
    "active": (
        "The Syrian army had recaptured Palmyra in March.",
        {
            "event_type": "capture",
            "agent": "The Syrian army",
            "patient": "Palmyra",
            "tense": "past_perfect",
            "again": True,
        },
    ),
    "passive": (
        "Palmyra was seized by militants last year.",
        {"event_type": "capture", "agent": "militants", "patient": "Palmyra", "tense": "past", "definite": False},
    ),
    "time inside the passive": (
        "Palmyra was retaken last March by government troops.",
        {"agent": "government troops", "patient": "Palmyra"},
    ),
    "noun": (
        "The capture of Palmyra last year by Syrian troops was a triumph.",
        {
            "form": "noun",
            "agent": "Syrian troops",
            "patient": "Palmyra",
            "definite": True,
            "text": "The capture of Palmyra",
        },
    ),
    "possessor is the agent": (
        "The army's capture of Palmyra was a triumph.",
        {"agent": "The army", "patient": "Palmyra"},
    ),
    "possessor is the patient": (
        "Palmyra's capture by the army was a triumph.",
        {"agent": "the army", "patient": "Palmyra"},
    ),
    "name before the noun": ("They saw the IS takeover of the city.", {"agent": "the IS", "patient_head": "city"}),
    "fall": ("Palmyra fell to the militants on Sunday.", {"event_type": "capture", "agent": "the militants"}),
    "loss": (
        "The rebels lost Aleppo to the army in 2016.",
        {"event_type": "loss", "agent": "the army", "patient": "Aleppo", "loser": "The rebels"},
    ),
    "driven out": (
        "The army drove the rebels out of Aleppo in 2016.",
        {"event_type": "capture", "agent": "The army", "patient": "Aleppo", "loser": "the rebels"},
    ),
    "were driven out": (
        "The rebels were driven out of Aleppo by the army.",
        {"agent": "the army", "patient": "Aleppo", "loser": "The rebels"},
    ),
    "particle behind the object": ("The army won the town back.", {"patient": "the town", "again": True}),
    "control of": ("Rebels seized control of Aleppo in 2012.", {"agent": "Rebels", "patient_name": "Aleppo"}),
    "of a place": (
        "Rebels stormed the ancient Syrian city of Palmyra.",
        {"patient_name": "Palmyra", "patient_head": "city"},
    ),
    "of a part": ("Rebels captured parts of Aleppo.", {"patient_name": None, "patient_head": None}),
    "of a direction": ("Rebels captured eastern Aleppo.", {"patient_name": None}),
    "of what is named after a place": ("Rebels captured Aleppo's airport.", {"patient_name": "Aleppo airport"}),
    "insertion": (
        "In June the army, backed by jets, retook Aleppo.",
        {"agent": "the army", "patient": "Aleppo"},
    ),
    "participle": (
        "After taking the town last year, the army moved on.",
        {"form": "gerund", "agent": "the army", "definite": True},
    ),
    "when": ("Many fled when the army retook Aleppo in 2016.", {"definite": True, "form": "finite"}),
    "hands": (
        "The town stayed in rebel hands for ten months.",
        {"event_type": "hold", "agent": "rebel", "patient": "The town"},
    ),
    "comes under": (
        "The town came under the control of the rebels in May.",
        {"event_type": "capture", "agent": "the rebels", "patient": "The town"},
    ),
    "returns to": (
        "In May Karsk had returned to government control.",
        {"event_type": "capture", "agent": "government", "patient": "Karsk"},
    ),
    "intransitive": ("The museum reopened in May.", {"event_type": "open", "patient": "The museum", "again": True}),
    "transitive": ("The mayor opened the museum in May.", {"event_type": "open", "patient": "the museum"}),
    "born": ("Marie Curie was born in Warsaw in 1867.", {"event_type": "born", "patient_name": "Marie Curie"}),
    "sale": (
        "The bank sold the mill to its owners in 2012.",
        {"event_type": "sell", "agent": "its owners", "loser": "The bank"},
    ),
    "present": ("Rebels seize Aleppo.", None),
    "third person": ("The army recaptures Aleppo.", {"tense": "present"}),
    "attempt": ("The army tried to capture Aleppo in 2015.", {"asserted": False}),
    "negation": ("The army never captured Aleppo.", {"asserted": False}),
    "modal": ("The army would capture Aleppo in 2015.", {"asserted": False}),
    "condition": ("If the army captured Aleppo, the war would end.", {"asserted": False}),
    "plan": ("The planned capture of Aleppo was put off.", {"asserted": False}),
    "adjective": ("The captured town lay in ruins.", None),
    "no object": ("They came and took part.", None),
    "initials are no verb": ("IS seized Aleppo last year.", {"agent": "IS", "tense": "past"}),
    "agent in doubt": ("Jets sent by Russia captured Aleppo.", {"agent": None}),
}


@pytest.mark.parametrize(("text", "expected"), FRAMES.values(), ids=FRAMES.keys())
def test_frame(text: str, expected: Row | None) -> None:
    if expected is None:
        assert _events(text) == []
    else:
        event = _event(text)
        assert {name: event[name] for name in expected} == expected


CLAUSES = {
    "behind": ("The army retook Aleppo in December 2016.", "in December 2016"),
    "behind an apposition": ("The army retook Aleppo, home to old souks, amid fanfare in December.", "in December"),
    "before": ("In December 2016 the army retook Aleppo.", "In December 2016"),
    "before an insertion": ("In December, the army, backed by jets, retook Aleppo.", "In December"),
    "not of the next clause": ("The army retook Aleppo and Idlib was bombed in 2017.", None),
    "not of a relative clause": ("The army retook Aleppo, which had been bombed in 2015.", None),
    "not of the clause after": ("The army retook Aleppo after it was bombed in 2015.", None),
    "not of the noun's verb": ("The capture of Aleppo was celebrated in 2017.", None),
    "not of an insertion": ("Aleppo, held by rebels since 2012, was retaken.", None),
}


@pytest.mark.parametrize(("text", "time"), CLAUSES.values(), ids=CLAUSES.keys())
def test_clause_of_the_time(text: str, time: str | None) -> None:
    event = next(event for event in _events(text) if event["event_type"] == "capture")
    clause = text[event["clause_start"] : event["clause_end"]]
    if time is None:
        assert "20" not in clause
    else:
        assert time in clause


def test_a_coordinated_verb_takes_over_the_subject() -> None:
    first, second = _events("IS had seized the town last year and held it for ten months.")
    assert (first["agent"], second["agent"]) == ("IS", "IS")
    assert second["event_type"] == "hold"


def test_offsets_are_characters() -> None:
    text = "Köln: „Müller“ — the army retook Łódź in 1945."
    event = _event(text)
    assert event["text"] == text[event["start"] : event["end"]] == "the army retook Łódź"


def test_what_never_stops_is_no_sentence() -> None:
    assert _events("the army captured Lom, " * 400) == []


def test_a_verb_of_many_meanings_needs_a_fitting_object() -> None:
    assert _events("The minister took Aleppo as an example.") == []
    taken = _events("The army took Aleppo in 2016. The capture of Aleppo ended the siege.")
    assert [event["event_type"] for event in taken] == ["capture", "capture"]


SENTENCES = {
    "gain": "The army {past} the town of Karsk in May.",
    "lose": "The army {past} the town of Karsk to the rebels.",
    "fall": "Karsk {past} to the army.",
    "oust": "The army {past} the rebels out of Karsk.",
    "hold": "The army {past} the town for a month.",
    "appoint": "The board {past} Norvik in May.",
    "serve": "The minister {past} for ten months.",
    "leave": "The minister {past} in May.",
    "remove": "The board {past} the minister in May.",
    "begin": "The museum {past} in May.",
    "end": "The museum {past} in May.",
    "take": "The police {past} the driver in May.",
    "free": "The police {past} the driver in May.",
    "marry": "The king {past} the queen in May.",
    "once": "The bank was {participle} in May.",
    "self": "The king {past} in May.",
    "act": "The army {past} the town in May.",
}
VERBS: list[tuple[Verb, str, str]] = sorted(
    {
        (verb, past, participle)
        for past, readings in forms().items()
        for form in readings
        if form.form == ("participle" if form.verb.frame == "once" else "past")
        for verb in [form.verb]
        for participle in [past]
        if not verb.weak
    },
    key=lambda row: (row[0].lemma, row[0].particle),
)


@pytest.mark.parametrize(("verb", "past", "participle"), VERBS, ids=lambda value: getattr(value, "lemma", str(value)))
def test_every_verb_of_the_lexicon_is_read(verb: Verb, past: str, participle: str) -> None:
    words = {"past": f"{past} {verb.particle}".strip(), "participle": participle}
    kinds = [event["event_type"] for event in _events(SENTENCES[verb.frame].format(**words))]
    assert kinds == [verb.kind]
