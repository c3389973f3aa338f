"""Anniversaries and birthdays with their number, and placeholders: frames of their own that reports call marks."""

import csv
from importlib.resources import files

import pytest

import checks
from checks.document import Document
from checks.extract.extractors import facts
from checks.report.fact import frames

ROWS = list(csv.reader(files("checks.lexicon").joinpath("anniversaries.csv").read_text("utf-8").splitlines()[1:]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The 20th anniversary of the fire.", [("20th anniversary", 20)]),
        ("The 2,500th anniversary.", [("2,500th anniversary", 2500)]),
        ("It is her fiftieth birthday.", [("fiftieth birthday", 50)]),
        ("Their twenty-fifth wedding anniversary.", [("twenty-fifth wedding anniversary", 25)]),
        ("The bicentenary of the bridge.", [("bicentenary", 200)]),
        ("Her birthday is near.", []),
    ],
)  # fmt: skip
def test_an_anniversary_has_its_years(text: str, found: list[tuple[str, int]]) -> None:
    assert checks.extract(text).anniversaries.select("text", "years").rows() == found


@pytest.mark.parametrize(("word", "years"), ROWS, ids=lambda value: value)
def test_every_word_of_the_lexicon_has_its_years(word: str, years: str) -> None:
    text = f"The {word}." if "cent" in word else f"The {word} anniversary."
    assert checks.extract(text).anniversaries["years"].to_list() == [int(years)]


def test_reports_call_placeholders_and_anniversaries_marks() -> None:
    document = Document("-", "The 20th anniversary of [citation needed].")
    found = facts([document], ["placeholders", "anniversaries"])
    assert found.counts() == {"marks": 2}
    told = [row for frame in frames(found) for row in frame.select("kind", "mark", "text").rows()]
    assert sorted(told) == [
        ("mark", "anniversary", "20th anniversary"),
        ("mark", "placeholder", "[citation needed]"),
    ]
