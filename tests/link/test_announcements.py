"""The forms in which a count announces a list, each with its examples."""

import pytest

from checks.link.announcement import FORMS, form, noun
from checks.link.enumeration import both, enumerated


def _form(example: str) -> str | None:
    before, rest = example.split("{")
    count, behind = rest.split("}")
    counted = noun(count + behind, len(count))
    return form(before, counted, (count + behind)[counted.end :]) if counted else None


@pytest.mark.parametrize("name", FORMS)
def test_a_form_reads_its_own_examples_and_none_of_the_others(name: str) -> None:
    assert [_form(example) for example in FORMS[name].yes] == [name] * len(FORMS[name].yes)
    assert [_form(example) for example in FORMS[name].no] == [None] * len(FORMS[name].no)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("three options: red, green and blue.", 3),
        ("three options: red, green, and blue\n", 3),
        ("two options: in or out.", None),
        ("two cities: York and Leeds.", 2),
        ("three sons, Tim, Joe and Al, and a daughter", 3),
        ("two sons, Tim, Leeds, and Joe, York.", None),
        ("three towns: York, Leeds, and others.", None),
        ("two teams, York and Leeds and Hull.", None),
        ("three options: red, green, a blue and black.", None),
        ("four people: Tom, a baker, and Ann.", None),
    ],
)
def test_a_list_in_a_sentence_is_counted_where_its_items_are_plain(text: str, named: int | None) -> None:
    counted = noun(text, text.index(" "))
    assert counted is not None
    assert enumerated(text, counted) == named


def test_both_of_a_definite_number_is_two() -> None:
    assert both("shut both of the ")
    assert not both("both the ")
    assert not both("both of ")
