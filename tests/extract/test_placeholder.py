"""What keeps a mark that looks left over: the words around it that say it is meant."""

import pytest

import checks
from checks.extract.placeholder import _DOUBTS, doubted, told_anywhere
from checks.read import from_text


@pytest.mark.parametrize("name", _DOUBTS)
def test_a_doubt_silences_its_example_and_not_the_broken_one(name: str) -> None:
    doubt = _DOUBTS[name]
    for text, silent in ((doubt.yes, True), (doubt.no, False)):
        start, end = _mark(text)
        assert doubted(text, start, end, told_anywhere(text)) == [name] * silent
        assert [one.rule for one in checks.check(text).findings] == ([] if silent else ["placeholder-left"])


def _mark(text: str) -> tuple[int, int]:
    """Where the mark stands in an example: the bracket, the braces, TBD or the phrase of a program."""
    marks = (("[", "]"), ("{{", "}}"), ("TBD", "TBD"), ("As an AI language model", "model"))
    first, last = next(pair for pair in marks if pair[0] in text)
    start = text.index(first)
    return start, text.index(last, start) + len(last)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The town has XX,XXX people.", "XX,XXX"),
        ("It rose by XX%.", "XX"),
        ("It sold for £X.Xm in May.", "X.Xm"),
        ("The yard has xx metres.", "xx"),
        ("Out <RELEASE DATE TBD>", "<RELEASE DATE TBD>"),
        ("## 2.1.0 - YYYY-MM-DD\n\nAdds folders.", "YYYY-MM-DD"),
        ("## [2.1] (YYYY-MM-DD)\n\nAdds folders.", "YYYY-MM-DD"),
        ("Dear {{ first_name }}, hello.", "{{ first_name }}"),
        ("The price TBD, sales begin in May.", "TBD"),
    ],
)
def test_what_stands_for_a_figure_or_date_is_blamed_whole(text: str, left: str) -> None:
    found = [one for kind in ("text", "markdown") for one in checks.check(from_text(text, kind=kind)).findings]
    assert [one.spans[0].text for one in found] == [left, left]


@pytest.mark.parametrize(
    "text",
    [
        "Install {{ version }} of {{ site.name }}.",
        "Write dates as YYYY-MM-DD.",
        "## Dates as YYYY-MM-DD",
        "Super Bowl XX, 1986",
        "The XX-large shirt",
        "Venue: TBD",
        "She signed xx.",
        "| a | b |\n|---|---|\n| date | TBD |",
        "<DIV ALIGN>text</DIV>",
    ],
)
def test_letters_with_a_meaning_of_their_own_are_none(text: str) -> None:
    assert not checks.check(from_text(text, kind="markdown")).findings
