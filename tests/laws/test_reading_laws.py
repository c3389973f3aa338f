"""Laws of readings: what a writer says of a day is true of that day, on any day of publication, known or not."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks.link.affair.bounds import PUBLISHED, YEAR, Bounds, readings

law = settings(deadline=None)  # the first reading of a text loads all that reads it

DAYS = st.dates(min_value=date(1900, 3, 1), max_value=date(2100, 12, 31))
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@cache
def _time(text: str) -> dict[str, Any]:
    """The only time that is read in a sentence."""
    (row,) = checks.extract(f"The town fell {text}.").times.rows(named=True)
    return row


def _holds(reading: Bounds, day: date, published: date) -> bool:
    landmark = {YEAR: published.replace(month=1, day=1), PUBLISHED: published}[reading.landmark]
    distance = (day - landmark).days
    return (reading.low is None or reading.low <= distance) and (reading.high is None or distance <= reading.high)


@law
@given(DAYS, st.integers(0, 730))
def test_the_year_is_that_of_the_day(published: date, ago: int) -> None:
    day = published - timedelta(days=ago)
    words = {0: "this year", 1: "last year"}.get(published.year - day.year)
    if words is not None:
        (reading,) = readings(_time(words), "")
        assert _holds(reading, day, published)


@law
@given(DAYS, st.integers(1, 366))
def test_last_year_and_this_year_exclude_each_other(published: date, number: int) -> None:
    day = published.replace(month=1, day=1) - timedelta(days=number)
    (reading,) = readings(_time("this year"), "")
    assert not _holds(reading, day, published)


@law
@given(DAYS, st.integers(0, 365))
def test_one_reading_of_a_bare_month_is_right(published: date, ago: int) -> None:
    day = published - timedelta(days=ago)
    found = readings(_time(f"in {day:%B}"), "in ")
    assert any(_holds(reading, day, published) for reading in found)


@law
@given(DAYS, st.integers(1, 12))
def test_a_month_of_last_year_has_no_day_of_another_month(published: date, month: int) -> None:
    (reading,) = readings(_time(f"in {date(2001, month, 1):%B} last year"), "in ")
    assert reading.low is not None
    assert reading.high is not None
    assert 27 <= reading.high - reading.low <= 32
    first = date(published.year - 1, month, 1)
    assert _holds(reading, first, published)


@law
@given(DAYS, st.integers(1, 10), st.sampled_from(["week", "month", "year"]))
def test_so_many_units_ago_is_about_that_long_ago(published: date, number: int, unit: str) -> None:
    days = {"week": 7, "month": 30, "year": 365}[unit] * number
    reading, *others = readings(_time(f"{NUMBERS[number - 1]} {unit}s ago"), "")
    assert _holds(reading, published - timedelta(days=days), published)
    assert not any(_holds(one, published - timedelta(days=2 * days + 8), published) for one in (reading, *others))
    assert len(others) == (unit == "year" and number > 1)  # of several years, also the calendar's


@law
@given(DAYS, st.integers(2, 10), st.integers(0, 364))
def test_so_many_years_ago_may_count_calendar_years(published: date, number: int, ago: int) -> None:
    day = date(published.year - number, 12, 31) - timedelta(days=ago)
    found = readings(_time(f"{NUMBERS[number - 1]} years ago"), "")
    assert any(_holds(reading, day, published) for reading in found)


@law
@given(st.sampled_from(["by", "until", "since", "before", "after", "between", "from"]))
def test_a_one_sided_bound_is_left_alone(preposition: str) -> None:
    assert readings(_time("last year"), f"the town held out {preposition} ") == ()
