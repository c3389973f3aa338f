"""Sentences, quotations and names, by example."""

import pytest

import checks
from checks.document import Document
from checks.extract.batch import Batch
from checks.extract.name import names


def _sentences(text: str) -> list[str]:
    return [text[row["start"] : row["end"]] for row in Batch.of([Document("", text)]).sentences.iter_rows(named=True)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rained.", "It snowed!", "Did it?", "3 of 4 stayed."],
        ["Sen. Smith and Dr. J. Jones met at No. 10.", "They left on Dec. 11, 2016."],
        ["The U.S. Army came at 5 p.m. on Monday.", "It left."],
        ["“We won.”", "She smiled."],
        ["He paid $5.50.", "$3 was enough.", "£2 too."],
        ["東京は晴れ。 It was dry."],
    ],
)
def test_sentences_end_where_readers_end_them(sentences: list[str]) -> None:
    assert _sentences(" ".join(sentences)) == sentences


def test_a_line_ends_a_sentence() -> None:
    assert _sentences("A headline\n\nThe text\r\ngoes on") == ["A headline", "The text", "goes on"]


def test_quotation_marks_what_stands_inside() -> None:
    text = 'He said “12 men” and "13 men", not 14 men.\n“15 men left\n16 men stayed.'
    quantities = checks.extract(text).quantities
    assert dict(zip(quantities["value"], quantities["quoted"], strict=True)) == {
        12: True,
        13: True,
        14: False,
        15: True,
        16: False,
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Osama al-Khatib spoke.", [("Osama al-Khatib", "person", None)]),
        ("Then Sen. John McCain's plan failed.", [("John McCain", "person", "Sen.")]),
        ("In Müller’s view Dr. Ángela Díaz is right.", [("Müller", "other", None), ("Ángela Díaz", "person", "Dr.")]),
        ("J. K. Rowling lives in Scotland.", [("J. K. Rowling", "other", None), ("Scotland", "place", None)]),
        ("The Bank of Japan met on Monday in May.", [("Bank of Japan", "organisation", None)]),
    ],
)
def test_names_with_their_titles(text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert names(Batch.of([Document("", text)])).select("text", "name_type", "title").rows() == found
