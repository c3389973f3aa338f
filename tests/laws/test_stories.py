"""Stories told from consistent facts are silent; one edit gives exactly its finding; the laws of the whole road.

Source of the sentences: our own; the figures are drawn at random, so they are nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks.document import Document
from checks.finding import Finding
from checks.rule import rules

TOLD_ABOUT = sorted({one.name for one in rules() if one.default} | {"range-reversed"})
"""The rules that stories are told about."""

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
MANY = st.lists(STORIES, min_size=3, max_size=8)
"""Stories that are judged together: a batch gives what its documents give, as the last but one of the laws says."""
_ROADS = settings(max_examples=8, deadline=None)


def _found(*texts: str) -> list[tuple[Finding, ...]]:
    """The findings of each text, all judged as one batch."""
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    findings = checks.check(documents, select=TOLD_ABOUT).findings
    return [tuple(one for one in findings if one.document == str(number)) for number in range(len(texts))]


def _blamed(findings: tuple[Finding, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((one.rule, tuple(span.text for span in one.spans)) for one in findings)


@_ROADS
@given(MANY)
def test_a_consistent_story_is_silent(stories: list[list[Told]]) -> None:
    assert set(_found(*(" ".join(told.true for told in story) for story in stories))) == {()}


@_ROADS
@given(MANY)
def test_one_edit_gives_exactly_its_finding(stories: list[list[Told]]) -> None:
    """Whichever of its sentences is the one that is edited."""
    edits = [(story, place) for story in stories for place in range(len(story))]
    texts = (
        " ".join(told.edited if number == place else told.true for number, told in enumerate(story))
        for story, place in edits
    )
    assert [[one.rule for one in found] for found in _found(*texts)] == [[story[place].rule] for story, place in edits]


@_ROADS
@given(MANY)
def test_the_order_of_sentences_changes_no_finding(stories: list[list[Told]]) -> None:
    told = [[one.edited for one in story] for story in stories]
    forward, back = (_found(*(" ".join(texts) for texts in side)) for side in (told, [one[::-1] for one in told]))
    assert [_blamed(found) for found in forward] == [_blamed(found) for found in back]


PREFIXES = ("Good morning. ", "“Café”, she said.\n", "東京 🙂. ", "It rained. It snowed.\n\n")


@_ROADS
@given(MANY)
def test_a_prefix_shifts_every_span_and_nothing_else(stories: list[list[Told]]) -> None:
    texts = [" ".join(told.edited for told in story) for story in stories]
    cases = list(product(texts, PREFIXES))
    plain = dict(zip(texts, _found(*texts), strict=True))
    for (text, prefix), shifted in zip(cases, _found(*(prefix + text for text, prefix in cases)), strict=True):
        assert [one.message for one in plain[text]] == [one.message for one in shifted]
        for one, other in zip(plain[text], shifted, strict=True):
            moved = [(span.start + len(prefix), span.end + len(prefix)) for span in one.spans]
            assert moved == [(span.start, span.end) for span in other.spans]


@settings(max_examples=10, deadline=None)
@given(st.lists(STORIES, min_size=2, max_size=6))
def test_a_batch_of_n_gives_what_n_batches_of_one_give(stories: list[list[Told]]) -> None:
    documents = [Document(str(number), " ".join(told.edited for told in story)) for number, story in enumerate(stories)]
    together = checks.check(documents, select=TOLD_ABOUT).findings
    each = (checks.check(document, select=TOLD_ABOUT) for document in documents)
    apart = tuple(finding for report in each for finding in report.findings)
    assert together == apart


@_ROADS
@given(MANY)
def test_every_mention_is_its_span(stories: list[list[Told]]) -> None:
    texts = ["Déjà vu: “" + " ".join(told.true for told in story) + "”" for story in stories]
    mentions = checks.extract([Document(str(number), text) for number, text in enumerate(texts)]).mentions
    assert mentions["document"].n_unique() == len(texts)
    for mention in mentions.iter_rows(named=True):
        assert texts[mention["document"]][mention["start"] : mention["end"]] == mention["text"]
