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


def _found(*texts: tuple[str, str | None]) -> list[list[Finding]]:
    """The findings of each text with its headline, all judged as one batch."""
    documents = [Document(f"{at}", *one, published=date(2014, 6, 1)) for at, one in enumerate(texts)]
    found: list[list[Finding]] = [[] for _ in documents]
    for finding in checks.check(documents).findings:
        found[int(finding.document)].append(finding)
        for span in finding.spans:
            content = documents[int(finding.document)].content(span.field)
            assert content[span.start : span.end] == span.text
    return found


def _findings(text: str) -> list[Finding]:
    return _found((text, None))[0]


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


@settings(deadline=None, max_examples=4)
@given(st.lists(SEEDS, min_size=8, max_size=8, unique=True))
def test_what_looks_the_same_has_the_same_findings(seeds: list[int]) -> None:
    texts = [_disguised(STORY, seed) for seed in seeds]
    assert {seen(text) for text in texts} == {STORY}
    assert [_told(found) for found in _found(*((text, None) for text in texts))] == [EXPECTED] * len(texts)


@settings(deadline=None, max_examples=2)
@given(st.lists(SEEDS, min_size=8, max_size=8, unique=True))
def test_headlines_are_read_as_they_look(seeds: list[int]) -> None:
    lines = [("It is open.", _disguised(STORY.split("\n")[0], seed)) for seed in seeds]
    assert [_told(found) for found in _found(*lines)] == [[EXPECTED[0]]] * len(lines)


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
