"""Frames of events: who did what to whom, in which tense, and in which clause its time stands."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import checks
from checks.document import Document
from checks.lexicon.verb import Verb, forms

Row = dict[str, Any]


@cache
def _examples() -> dict[str, list[Row]]:
    """The events of each example, all of them read as one batch; their offsets and times are those of their text."""
    texts = [text for text, _ in (*FRAMES.values(), *CLAUSES.values(), *PLACES.values())]
    found: dict[str, list[Row]] = {text: [] for text in (*texts, *map(_sentence, VERBS))}
    events = checks.extract([Document(str(at), text) for at, text in enumerate(found)]).events
    for event in events.iter_rows(named=True):
        found[list(found)[event["document"]]].append(event)
    return found


def _events(text: str) -> list[Row]:
    known = _examples().get(text)
    return checks.extract(text).events.to_dicts() if known is None else known


def _event(text: str) -> Row:
    (event,) = _events(text)
    return event


FRAMES = {
    "name that ends in the noun of an event": ("A grant of the Python Software Foundation paid for it.", None),
    "name before the noun of what happens to people": ("The Norland election stunned them.", None),
    "name before the noun of an event": (
        "The Palmyra takeover stunned them.",
        {"event_type": "capture", "agent": None, "patient": "The Palmyra", "patient_name": "Palmyra"},
    ),
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
    "two agents": ("Afghan and British soldiers had retaken Musa Qala.", {"agent": "Afghan and British soldiers"}),
    "by two agents": (
        "Aleppo was retaken by Afghan and British soldiers.",
        {"agent": "Afghan and British soldiers"},
    ),
    "agents of two clauses": ("Rebels left Idlib and troops captured Aleppo.", {"agent": "troops"}),
    "a number is of the time": ("The army liberated the city five months later.", {"patient": "the city"}),
    "forces are no verb": ("Libyan forces drove the militants from Sirte.", {"agent": "Libyan forces"}),
    "a capital inside": ("Apple launched the iPhone in June 2007.", {"patient_name": "iPhone"}),
    "a participle that opens": (
        "Founded in 1850, Lehman Brothers had survived wars.",
        {"event_type": "found", "patient": "Lehman Brothers", "definite": True},
    ),
    "a participle that adds": ("The accords, signed in 1978, hold.", {"patient": "The accords", "definite": True}),
    "doors": ("The museum opened its doors in 1997.", {"event_type": "open", "patient": "The museum"}),
    "becomes": ("Cook became chief executive in 2011.", {"event_type": "appoint", "patient_name": "Cook"}),
    "becomes no officer": ("Cook became ill in 2011.", None),
    "takes office": ("Starmer took office in 2024.", {"event_type": "appoint", "patient_name": "Starmer"}),
    "marriage": (
        "The marriage of Elizabeth and Philip was broadcast.",
        {"event_type": "marry", "agent": "Elizabeth", "patient": "Philip"},
    ),
    "possessor of a marriage": ("Diana's marriage to Charles ended.", {"agent": "Diana", "patient": "Charles"}),
    "two who marry": ("Elizabeth and Philip married in 1947.", {"agent": "Elizabeth", "patient": "Philip"}),
    "in control of": ("Rebels stayed in control of the town.", {"agent": "Rebels", "patient": "the town"}),
    "into the hands of": (
        "Mariupol fell into the hands of Russian troops.",
        {"event_type": "capture", "agent": "Russian troops", "patient": "Mariupol"},
    ),
    "a date before the noun": ("The army's March 2016 recapture of Palmyra was a triumph.", {"agent": "The army"}),
    "fighters take": ("Croatian forces took Knin in 1995.", {"event_type": "capture", "patient": "Knin"}),
    "and not away": ("Police took Smith to court.", None),
    "stressed": ("The army did recapture Aleppo in 2016.", {"agent": "The army", "asserted": True}),
    "stressed and denied": ("The army did not capture Aleppo in 2016.", {"asserted": False}),
    "a relative clause before the verb": (
        "The town, which lies on a hill, came under the control of the rebels in May.",
        {"agent": "the rebels", "patient": "The town"},
    ),
    "helpers before the verb": (
        "Rebels backed by jets won back Aleppo on Tuesday.",
        {"agent": "Rebels", "patient": "Aleppo"},
    ),
    "a described place with its name": (
        "The northern capital, Aleppo, was stormed by rebels.",
        {"agent": "rebels", "patient_name": "Aleppo", "patient_head": "capital"},
    ),
    "a date before what is captured": (
        "The capture last year of Aleppo by the army was a triumph.",
        {"agent": "the army", "patient": "Aleppo"},
    ),
    "possessor behind a preposition": (
        "He would speak about the army's capture of Aleppo.",
        {"agent": "the army", "patient": "Aleppo"},
    ),
    "a people's capture": ("They speak of the Kurdish capture of Aleppo.", {"agent": "the Kurdish"}),
    "hold of": ("The rebels kept hold of Aleppo.", {"event_type": "hold", "patient": "Aleppo"}),
    "surrender to": (
        "The city surrendered to the army.",
        {"event_type": "capture", "agent": "the army", "patient": "The city"},
    ),
    "falls in May": ("The city fell in May to the rebels.", {"event_type": "capture", "agent": "the rebels"}),
    "falls to a low": ("Norvik shares fell in May to a new low.", None),
    "the fall of a place": ("The fall of Aleppo shook them.", {"event_type": "capture", "patient": "Aleppo"}),
    "the fall of a price": ("The fall of oil prices shook them.", None),
    "recovery by an army": ("The recovery of Aleppo by the army was slow.", {"event_type": "capture"}),
    "recovery of another kind": ("The recovery of Aleppo was slow.", None),
    "helped fighters": (
        "Aleppo was captured by U.S.-backed rebels.",
        {"agent": "U.S.-backed rebels", "patient": "Aleppo"},
    ),
    "named to a post": (
        "The board named Norvik chief executive.",
        {"event_type": "appoint", "patient_name": "Norvik"},
    ),
    "was named to a post": (
        "Norvik was named as coach in May.",
        {"event_type": "appoint", "patient_name": "Norvik"},
    ),
    "named after": ("The ship was named Norvik in May.", None),
    "a name with the noun of an event": ("The Hill Liberation Army paid for it.", None),
    "a second time": (
        "The second capture of Aleppo by the army was bloody.",
        {"definite": False, "agent": "the army"},
    ),
    "captured again": ("When the army captured Aleppo again, it was empty.", {"definite": False}),
    "known from a relative clause": ("The army, which captured Aleppo in 2016, left.", {"definite": True}),
    "told by a relative clause": ("Norvik, who was appointed in 2012, left.", {"definite": False}),
    "no attempt, but what it followed": (
        "They tried him after the capture of Aleppo by the army.",
        {"asserted": True},
    ),
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
    "behind those it was taken from": ("The army retook Aleppo from them in December.", "in December"),
    "before when": ("Four years ago, when the army retook Aleppo, it was empty.", "Four years ago, when"),
    "behind came": ("The army's capture of Aleppo came in December.", "in December"),
    "of a noun that is a subject": ("They say the capture of Aleppo in December was bloody.", "in December"),
    "before": ("In December 2016 the army retook Aleppo.", "In December 2016"),
    "before an insertion": ("In December, the army, backed by jets, retook Aleppo.", "In December"),
    "before an insertion of its own": ("In December, after a long siege, the army retook Aleppo.", "In December"),
    "behind an agent who is led": ("The army retook Aleppo with troops led by a Druze in December.", "in December"),
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


PLACES = {
    "the town that is taken": ("Rebels captured the northern town of Karsk on Sunday.", "the northern town of Karsk"),
    "its name alone, where it is known": ("Allied troops liberated Paris in 1944.", "Paris"),
    "a name that may be anything": ("Rebels captured Karsk on Sunday.", None),
    "a part of a place": ("Rebels captured parts of the town of Karsk.", None),
    "behind the object": ("The firm opened a plant in Dayton, Ohio, last year.", "Dayton, Ohio"),
    "behind the verb": ("Curie was born in Warsaw.", "Warsaw"),
    "behind a date": ("He died on Sunday, June 4, 1989, in Tehran.", "Tehran"),
    "before a date": ("Two men were arrested in London in June 2011.", "London"),
    "behind the agent": ("Haniyeh was killed by a bomb in Tehran.", "Tehran"),
    "described": ("Two men were killed at a bus station in May.", "a bus station"),
    "at the head of the sentence": ("In Warsaw, police arrested two men.", "Warsaw"),
    "behind a noun": ("The murder of four men in Berlin was avenged.", "Berlin"),
    "a list of places": ("Prices of homes sold in Boston, Chicago, Cleveland and Dallas fell.", None),
    "what is said next": ("Two men were arrested in London, Reuters reported.", None),
    "no place": ("The company bought a stake in Norvik.", None),
    "no place, either": ("Two men were killed in Operation Falcon.", None),
    "an idiom": ("Talks took place in Geneva.", None),
    "a line in title case": ("Three Men Killed in Highway Crash", None),
}


@pytest.mark.parametrize(("text", "place"), PLACES.values(), ids=PLACES.keys())
def test_place(text: str, place: str | None) -> None:
    assert next((event["place"] for event in _events(text)), None) == place


TIMES = {
    "behind": ("The army retook Aleppo in December 2016.", "December 2016"),
    "before": ("In December 2016 the army retook Aleppo.", "December 2016"),
    "inside": ("The December 2016 capture of Aleppo ended the siege.", "December 2016"),
    "the nearest behind": ("In 2015 the firm opened a plant on May 4, after ten years.", "May 4"),
    "rather a date than a word": ("The firm recently opened a plant in May.", "May"),
    "a word alone": ("Two men are currently detained.", "currently"),
    "its own": ("Last year's capture of Aleppo ended the siege.", "Last year"),
    "its own behind a preposition": ("He referred to last year's capture of Aleppo.", "last year"),
    "of another noun": ("Smith was charged with a 1997 robbery.", None),
    "of an owner": ("The firm hired last year's winner.", None),
    "of another clause": ("The army retook Aleppo, which had been bombed in 2015.", None),
    "of a feast": ("On the 20th anniversary of the city's founding on June 24, 1976, they danced.", None),
    "an end": ("The war lasted until May, when Germany signed the surrender.", None),
    "the end of something": ("From the day when Germany attacked Poland, to May 1945, there was war.", None),
    "a duration": ("The army held Aleppo for ten years.", None),
}


@pytest.mark.parametrize(("text", "time"), TIMES.values(), ids=TIMES.keys())
def test_time(text: str, time: str | None) -> None:
    facts = checks.extract(text)
    texts = {None: None, **dict(facts.times.select("mention", "text").iter_rows())}
    assert [texts[event["time"]] for event in facts.events.to_dicts()][:1] == [time]


def test_times_of_a_batch_are_those_of_their_own_documents() -> None:
    texts = [text for text, _ in TIMES.values()]
    facts = checks.extract(
        [Document(str(number), text, headline="The May 2001 sale of Lom") for number, text in enumerate(texts)]
    )
    dates = {row["mention"]: row for row in facts.times.to_dicts()}
    pairs = [(row, dates[row["time"]]) for row in facts.events.to_dicts() if row["time"] is not None]
    assert sum(row["field"] == "headline" for row, _ in pairs) == len(texts)
    assert all((row["document"], row["field"]) == (date["document"], date["field"]) for row, date in pairs)


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
    "join": "Norvik {past} the president in May.",
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


def _sentence(forms: tuple[Verb, str, str]) -> str:
    """The sentence of a verb with its past tense and participle."""
    verb, past, participle = forms
    words = {"past": f"{past} {verb.particle}".strip(), "participle": f"{participle} {verb.particle}".strip()}
    return SENTENCES[verb.frame].format(**words)


@pytest.mark.parametrize(("verb", "past", "participle"), VERBS, ids=lambda value: getattr(value, "lemma", str(value)))
def test_every_verb_of_the_lexicon_is_read(verb: Verb, past: str, participle: str) -> None:
    assert [event["event_type"] for event in _events(_sentence((verb, past, participle)))] == [verb.kind]
