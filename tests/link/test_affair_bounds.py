"""What a time says of the day of an event, by what its frame carries: bounds from a landmark, and what is news."""

from typing import Any

import pytest

import checks
from checks.link.affair.bounds import BEFORE, ORIGIN, PUBLISHED, YEAR, last_month, near, readings


def time(text: str) -> dict[str, Any]:
    """The one time of a text without a date of its own."""
    (row,) = checks.extract(text).times.to_dicts()
    return row


@pytest.mark.parametrize(
    ("text", "landmarks"),
    [
        ("It fell in May 2015.", [ORIGIN]),
        ("It fell last year.", [YEAR]),
        ("It fell in May.", [YEAR, YEAR]),
        ("It fell this May.", [YEAR]),
        ("It fell in May last year.", [YEAR]),
        ("It fell last summer.", [YEAR, YEAR]),
        ("It fell last month.", [PUBLISHED]),
        ("It fell on Monday.", [PUBLISHED]),
        ("It fell thirteen months ago.", [PUBLISHED]),
        ("It fell three years ago.", [PUBLISHED, YEAR]),
        ("It fell three years later.", [BEFORE]),
        ("It fell several days ago.", []),
        ("It fell three-four years ago.", []),
        ("It fell the year before.", []),
        ("It fell the previous year.", []),
        ("It fell two years from now.", []),
        ("It fell at the end of the month.", []),
        ("It falls every Monday.", []),
    ],
)
def test_a_time_has_readings_from_landmarks(text: str, landmarks: list[int]) -> None:
    assert [one.landmark for one in readings(time(text), "")] == landmarks


@pytest.mark.parametrize("number", [1, 2, 13, 40])
@pytest.mark.parametrize("unit", ["day", "week", "month", "year", "decade"])
def test_later_is_as_far_behind_as_earlier_is_before(number: int, unit: str) -> None:
    later, earlier = (readings(time(f"It fell {number} {unit}s {way}."), "") for way in ("later", "earlier"))
    assert [(one.low, one.high) for one in later] == [(-(one.high or 0), -(one.low or 0)) for one in earlier]
    assert all(one.low is not None and one.high is not None and one.low < one.high for one in later)


def test_a_hedge_widens() -> None:
    (plain,), (about,) = (readings(time(f"It fell {hedge}ten months ago."), "") for hedge in ("", "about "))
    assert (about.low or 0) < (plain.low or 0) < (plain.high or 0) < (about.high or 0)


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("It fell today.", True),
        ("It fell overnight.", True),
        ("It fell last night.", True),
        ("It fell last week.", True),
        ("It fell earlier this month.", True),
        ("It fell two weeks ago.", True),
        ("It fell several days ago.", True),
        ("It fell two hours ago.", True),
        ("It fell on Friday.", True),
        ("It fell last month.", False),
        ("It fell two weeks later.", False),
        ("It fell two months ago.", False),
        ("It fell last year.", False),
        ("It fell in May 2015.", False),
    ],
)
def test_news_is_near(text: str, news: bool) -> None:
    assert near(time(text)) is news


def test_last_month_is_a_whole_month() -> None:
    assert last_month(time("It fell last month."))
    assert not last_month(time("It fell late last month."))
    assert not last_month(time("It fell over the last few months."))
