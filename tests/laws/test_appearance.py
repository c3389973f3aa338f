"""Laws of appearance: what looks the same is read the same, and every span is what stands at its place."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks.appearance import seen, unseen
from checks.document import Document
from checks.finding import Finding

STORY = (
    "The park, 7 square kilometers (4 square miles) of wood, was sold for $12,500,000 in 1998.\n"
    "Of 40 miners below ground, 52 were rescued on Wednesday, January 7, 2014, from May 2015 to June 2014.\n"
    "Rebels captured the town of Palmyra on June 12, 2013. The budget rose 20% to 150 million from 100 million.\n"
)
UNSEEN = ["\u00ad", "\u200b", "\u200d", "\u200e", "\u202c", "\u2060", "\u2066", "\ufeff", "\ufe0f"]
SEEDS = st.integers(0, 1 << 32)
SPACES = ["\u00a0", "\u202f", "\u2009", "\u2003", "\u3000", "\u205f"]


def _findings(text: str, headline: str | None = None) -> list[Finding]:
    document = Document("a", text, headline, published=date(2014, 6, 1))
    found = [*checks.check(document).findings]
    for finding in found:
        for span in finding.spans:
            assert document.content(span.field)[span.start : span.end] == span.text
    return found


def _told(found: list[Finding]) -> list[tuple[str, ...]]:
    return [(one.rule, *(seen(span.text) for span in one.spans)) for one in found]


EXPECTED = _told(_findings(STORY))


def _disguised(text: str, seed: int) -> str:
    """The text with signs that are not seen put between its characters, other spaces, and full-width digits."""
    chance = random.Random(seed)
    often = chance.choice((0.02, 0.1, 0.3))
    pieces = []
    for one in text:
        changed = chance.random() < often
        if changed and one == " ":
            pieces.append(chance.choice(SPACES))
        else:
            pieces.append(chr(ord(one) + 0xFEE0) if changed and one.isdigit() else one)
        if chance.random() < often and one != "\n":
            pieces.append(chance.choice(UNSEEN))
    return "".join(pieces)


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_what_looks_the_same_has_the_same_findings(seed: int) -> None:
    text = _disguised(STORY, seed)
    assert seen(text) == STORY
    assert _told(_findings(text)) == EXPECTED


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_headlines_are_read_as_they_look(seed: int) -> None:
    assert _told(_findings("It is open.", _disguised(STORY.split("\n")[0], seed))) == [EXPECTED[0]]


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_hidden_characters_are_those_that_are_left_out(text: str) -> None:
    hidden = unseen(text)
    assert len(seen(text)) == len(text) - len(hidden)
    assert not unseen(seen(text))
    assert seen(seen(text)) == seen(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("It has 7\tsquare kilometers (4\tsquare miles).", ["7\tsquare kilometers", "4\tsquare miles"]),
        ("It has 7 square kilo\u00admeters (4 square miles).", ["7 square kilo\u00admeters", "4 square miles"]),
        ("It has \uff17 square kilometers (\uff14 square miles).", ["\uff17 square kilometers", "\uff14 square miles"]),
        ("It has 7\u00a0km\u200b (\u200e9\u202fmiles\u200e).", ["7\u00a0km", "9\u202fmiles"]),
        ("It has 12\u2007000\u2009km (9\u202f000\u00a0miles).", ["12\u2007000\u2009km", "9\u202f000\u00a0miles"]),
        ("They met on Wednes\u00adday, Janu\u00adary 7, 2014.", ["Wednes\u00adday, Janu\u00adary 7, 2014"]),
    ],
)
def test_spans_are_those_of_the_printed_text(text: str, spans: list[str]) -> None:
    (finding,) = _findings(text)
    assert [span.text for span in finding.spans] == spans


@pytest.mark.parametrize("text", ["It has 3\t5 km.", "Area\tLength\n7\tKilometers", "12 500 km", "in 2014\t5 people"])
def test_columns_and_plain_spaces_stay_apart(text: str) -> None:
    assert seen(text) == text
