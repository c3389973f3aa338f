"""Stories told from consistent facts are silent; one edit gives exactly its finding; the laws of the whole road.

Source of the sentences: our own; the figures are drawn at random, so they are nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks.document import Document
from checks.finding import Finding

pytestmark = pytest.mark.slow

_FACTORS = {
    ("kilometres", "miles"): 1 / 1.609344,
    ("miles", "kilometres"): 1.609344,
    ("km", "miles"): 1 / 1.609344,
    ("hectares", "acres"): 2.4710538147,
    ("square miles", "square kilometres"): 2.589988110336,
    ("sq km", "sq miles"): 1 / 2.589988110336,
    ("kilograms", "pounds"): 1 / 0.45359237,
    ("litres", "US gallons"): 1 / 3.785411784,
    ("metres", "feet"): 1 / 0.3048,
    ("cubic metres", "cubic feet"): 35.3146667215,
}

_CONVERTED = (
    "The site measures {} {} ({} {}).",
    "They marked {} {} (about {} {}) on the map.",
    "The plan speaks of {} {}, or {} {}, in all.",
    "The plan speaks of {} {}, the equivalent of {} {}.",
    "A sign gives {} {} [{} {}] there.",
)
_RISEN = (
    "Sales {verb} {percent}% to {after} tonnes from {before} tonnes.",
    "Sales {verb} by {percent} percent in May, to {after} tonnes, from {before}.",
    "Sales {verb} to {after} tonnes from {before} tonnes, a {noun} of {percent}%.",
    "Sales went from {before} tonnes to {after}, a {percent}% {noun}.",
    "Sales were {after} tonnes, {way} {percent}% from {before} a year earlier.",
    "Sales were {after} tonnes, compared with {before} the year before, {way} {percent}%.",
    "A {percent}% {noun} from {before} to {after} tonnes was booked.",
)
_SUBSETS = (
    "Of the {whole} {thing}, {part} were inspected.",
    "Out of {whole} {thing}, {part} were inspected.",
    "They inspected {part} of the {whole} {thing}.",
    "They own {whole} {thing}, of which {part} were inspected.",
    "They own {whole} {thing}, {part} of which were inspected.",
)


@dataclass(frozen=True)
class Told:
    """A sentence, the same with one fact changed, and the rule that must object to the change."""

    true: str
    edited: str
    rule: str


@st.composite
def conversions(draw: st.DrawFn) -> Told:
    (unit, other), factor = draw(st.sampled_from(sorted(_FACTORS.items())))
    value = draw(st.integers(11, 9_999))
    right = round(value * factor)
    form = draw(st.sampled_from(_CONVERTED))
    wrong = right * draw(st.sampled_from([10, 100]))
    true, edited = (form.format(f"{value:,}", unit, f"{told:,}", other) for told in (right, wrong))
    return Told(true, edited, "conversion-mismatch")


@st.composite
def dates(draw: st.DrawFn) -> Told:
    day = draw(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    other = day + timedelta(days=draw(st.integers(1, 6)))
    form = draw(st.sampled_from(["{:%A, %B} {}, {}", "{:%A} {} {:%B} {}"]))
    texts = []
    for weekday in (day, other):
        if form.startswith("{:%A,"):
            texts.append(f"{weekday:%A}, {day:%B} {day.day}, {day.year}")
        else:
            texts.append(f"{weekday:%A} {day.day} {day:%B} {day.year}")
    return Told(*(f"The council met on {text}." for text in texts), "weekday-date-mismatch")


@st.composite
def changes(draw: st.DrawFn) -> Told:
    before = draw(st.integers(1_000, 99_999))
    percent = draw(st.integers(2, 90))
    up = draw(st.booleans())
    after = round(before * (1 + percent / 100 if up else 1 - percent / 100))
    words = {
        "verb": draw(st.sampled_from(["rose", "grew"] if up else ["fell", "dropped"])),
        "noun": draw(st.sampled_from(["rise", "gain"] if up else ["fall", "drop"])),
        "way": "up" if up else "down",
        "before": f"{before:,}",
        "after": f"{after:,}",
    }
    form = draw(st.sampled_from(_RISEN))
    # Round figures may be rounded themselves: the edit goes beyond what that allows.
    wrong = percent + draw(st.integers(5, 40))
    if any(figure % 5 == 0 for figure in (before, after, wrong)):
        wrong += percent + 10
    return Told(form.format(percent=percent, **words), form.format(percent=wrong, **words), "percent-change-mismatch")


@st.composite
def shares(draw: st.DrawFn) -> Told:
    whole = draw(st.integers(12, 99))
    part = draw(st.integers(2, whole))
    thing = draw(st.sampled_from(["boats", "miners", "houses", "schools"]))
    form, more = draw(st.sampled_from(_SUBSETS)), whole + draw(st.integers(1, 50))
    true, edited = (form.format(whole=whole, part=told, thing=thing) for told in (part, more))
    return Told(true, edited, "part-exceeds-whole")


@st.composite
def spans(draw: st.DrawFn) -> Told:
    low = draw(st.integers(2, 40))
    high = low + draw(st.integers(1, 40))
    unit = draw(st.sampled_from(["hours", "minutes", "kilograms", "metres"]))
    form = "The work takes {} to {} " + unit + "."
    return Told(form.format(low, high), form.format(high, low), "range-reversed")


TOLD = st.one_of(conversions(), dates(), changes(), shares(), spans())
STORIES = st.lists(TOLD, min_size=1, max_size=6, unique_by=lambda told: told.true)
_ROADS = settings(max_examples=40, deadline=None)


def _found(text: str) -> tuple[Finding, ...]:
    return checks.check(text).findings


def _blamed(findings: tuple[Finding, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((one.rule, tuple(span.text for span in one.spans)) for one in findings)


@_ROADS
@given(STORIES)
def test_a_consistent_story_is_silent(story: list[Told]) -> None:
    assert _found(" ".join(told.true for told in story)) == ()


@_ROADS
@given(STORIES, st.data())
def test_one_edit_gives_exactly_its_finding(story: list[Told], data: st.DataObject) -> None:
    edited = data.draw(st.integers(0, len(story) - 1))
    text = " ".join(told.edited if number == edited else told.true for number, told in enumerate(story))
    assert [one.rule for one in _found(text)] == [story[edited].rule]


@_ROADS
@given(STORIES)
def test_the_order_of_sentences_changes_no_finding(story: list[Told]) -> None:
    told = [one.edited for one in story]
    assert _blamed(_found(" ".join(told))) == _blamed(_found(" ".join(reversed(told))))


@_ROADS
@given(STORIES, st.sampled_from(["Good morning. ", "“Café”, she said.\n", "東京 🙂. ", "It rained. It snowed.\n\n"]))
def test_a_prefix_shifts_every_span_and_nothing_else(story: list[Told], prefix: str) -> None:
    text = " ".join(told.edited for told in story)
    plain, shifted = _found(text), _found(prefix + text)
    assert [one.message for one in plain] == [one.message for one in shifted]
    for one, other in zip(plain, shifted, strict=True):
        moved = [(span.start + len(prefix), span.end + len(prefix)) for span in one.spans]
        assert moved == [(span.start, span.end) for span in other.spans]


@_ROADS
@given(st.lists(STORIES, min_size=1, max_size=4))
def test_a_batch_of_n_gives_what_n_batches_of_one_give(stories: list[list[Told]]) -> None:
    documents = [Document(str(number), " ".join(told.edited for told in story)) for number, story in enumerate(stories)]
    together = checks.check(documents).findings
    apart = tuple(finding for document in documents for finding in checks.check(document).findings)
    assert together == apart


@_ROADS
@given(STORIES)
def test_every_mention_is_its_span(story: list[Told]) -> None:
    text = "Déjà vu: “" + " ".join(told.true for told in story) + "”"
    for mention in checks.extract(text).mentions.iter_rows(named=True):
        assert text[mention["start"] : mention["end"]] == mention["text"]
