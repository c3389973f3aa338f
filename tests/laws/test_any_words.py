"""Words of the lexicon in any order, with odd figures between them: no text stops a run, and spans are true."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks.document import Document
from checks.extract.extractors import facts
from checks.extract.time.vocabulary import rows
from checks.judge import judge
from checks.link import needs
from checks.rule import selected

pytestmark = pytest.mark.slow


def words(name: str, columns: int) -> list[str]:
    """The spellings in the first columns of a table of the lexicon."""
    lines = files("checks.lexicon").joinpath(name).read_text("utf-8").splitlines()[1:]
    return sorted({word for row in csv.reader(lines) for cell in row[:columns] for word in cell.split("|") if word})


FIGURES = [
    "1993", "6.9", "31", "007", "1,000", "12:30", "25:61", "3/4/2019", "2014-13-40", "'98", "90s", "½", "2 1/2",
    "1e400", "9" * 30, "3rd", "0/0", "5-6", "-5", "−3", "1,23", "1.000.000", "0.0", "two", "half a million", "1 in 5",
    "²", "٣", "£3bn", "10%", "0%", "+5", "±3", "1.",
]  # fmt: skip
TOLD = [
    "the town",
    "Palmyra",
    "rebels",
    "she",
    "It",
    "in May",
    "last year",
    "rose",
    "fell",
    "aged",
    "remain",
    "the original",
]
SPOKEN = st.one_of(
    *(
        st.sampled_from(some)
        for some in (
            FIGURES,
            TOLD,
            sorted({" ".join(tokens) for _, _, tokens in rows()}),
            words("units.csv", 6),
            words("hedges.csv", 1),
            words("currencies.csv", 6),
            words("event_verbs.csv", 3),
            words("change_words.csv", 2),
        )
    )
)
JOINTS = st.sampled_from([
    " ", "-", "–", "/", ", ", " and ", " to ", " of ", ". ", "", "\u00a0", " or ", "'s ", " (", ") ", "\n", " from ",
    " per ", " than ", "\n- ", "\n\n",
])  # fmt: skip
TEXTS = st.lists(st.tuples(SPOKEN, JOINTS).map("".join), min_size=1, max_size=14).map("".join)
FRAMES = [name for one in selected() for name in one.frames]


@settings(deadline=None, max_examples=25)
@given(st.lists(TEXTS, min_size=10, max_size=60), st.none() | st.dates())
def test_no_words_of_the_lexicon_stop_a_run(texts: list[str], published: date | None) -> None:
    documents = [Document(str(number), text, published=published) for number, text in enumerate(texts)]
    report = judge(facts(documents, needs(FRAMES)), documents, selected())
    for finding in report.findings:
        text = texts[int(finding.document)]
        assert all(text[span.start : span.end] == span.text for span in finding.spans)
    assert checks.check(documents[0]).summary.documents == 1
