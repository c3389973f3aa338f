"""Relative times with a day beside them: what they mean in a text of a date, and which words set the two equal."""

from datetime import date

import pytest

import checks
from checks.document import Document


def _said(text: str) -> list[str]:
    found = checks.check(f"Press release\nMay 4, 2015\n\n{text}", select=["relative-day-mismatch"]).findings
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He fell yesterday, Saturday.", "yesterday is Sunday, not Saturday"),
        ("It opens tomorrow (Wednesday).", "tomorrow is Tuesday, not Wednesday"),
        ("Two days ago, on May 1, he fell.", "Two days ago is May 2, 2015, not May 1"),
        ("Five days ago (April 26), he fell.", "Five days ago is April 28 to April 30, 2015, not April 26"),
        ("It opens next month, on 3 July.", "next month is June 2015, not 3 July"),
        ("It opened last month, on 12 March 2015.", "last month is April 2015, not 12 March 2015"),
    ],
)
def test_another_day_than_the_relative_one_is_told(text: str, said: str) -> None:
    assert _said(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "He fell yesterday, Sunday.",
        "It is open today, Tuesday and Friday.",
        "It opens tomorrow, Tuesday to Friday.",
        "It opens tomorrow, Wednesday's papers said.",
        "Five days ago, on April 28, he fell.",
        "It opens next month, and on 3 July it closes.",
        "It has been shut since last month, on 12 March it opened.",
        "The original post is included below.\n\nIt opens today, April 30, 2015.",
        '"It opened last month, on 12 March," he wrote.',
    ],
)
def test_the_same_day_or_another_thing_is_silent(text: str) -> None:
    assert not _said(text)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Prices rose last month, in March.", True),
        ("Prices rose last month, in April.", False),
        ("Exactly one week ago, on May 13, a sinkhole opened.", False),
        ("Exactly one week ago, on May 6, a sinkhole opened.", True),
        ("It reopens tomorrow (Monday).", True),
        ("It reopens tomorrow (Saturday).", False),
        ("She resigned yesterday, Tuesday.", False),
        ("Two days ago, on 17 May, he fell.", False),
    ],
)
def test_the_date_of_a_corpus_may_be_a_day_off(text: str, broken: bool) -> None:
    told = Document("x", text, published=date(2021, 5, 20), published_from="column")
    found = checks.check([told], select=["relative-day-mismatch"]).findings
    assert bool(found) is broken
