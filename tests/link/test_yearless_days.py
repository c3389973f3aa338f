"""Days without a year of their own: which year they are of, and two days of one event."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checks
from checks.link.yearless_days import nearest, second_day

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def _row(day: date) -> dict[str, int]:
    return {"month": day.month, "day": day.day, "weekday": day.isoweekday()}


@given(DAYS, st.integers(-180, 180))
def test_the_nearest_year_is_that_of_the_day_itself(own: date, off: int) -> None:
    day = date.fromordinal(own.toordinal() + off)
    assert nearest(_row(day), own) == day


@given(DAYS, st.integers(1, 31))
def test_two_days_of_one_event_have_the_weekdays_of_some_year(first: date, off: int) -> None:
    last = date.fromordinal(first.toordinal() + off)
    found = second_day(_row(first), _row(last), " to ")
    assert found is None or found.isoweekday() == last.isoweekday()
    assert (found is None) == (first.month <= 2 < last.month)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It runs from Thursday 18 July to Sunday 22 July.", ["Sunday 22 July"]),
        ("It opens on Thursday, July 18, and ends on Sunday, July 22.", ["Sunday, July 22"]),
        ("It opens on Thursday, July 18, and closes on Sunday, July 22.", ["Sunday, July 22"]),
        ("Arrive on Thursday 18 July, leave by ten on Sunday 22 July.", ["Sunday 22 July"]),
        ("Arrive on Thursday 18 July, leave by ten on Monday 22 July.", []),
        ("It opens on Thursday, July 18; the fair begins on Sunday, July 22.", []),
        ("It runs from Friday 24 February to Sunday 5 March.", []),
        ("It is on Saturday and Sunday, May 4 and 5.", []),
        ("It runs from Saturday 28 December to Monday 6 January.", []),
        ("It runs from Saturday 28 December to Monday 7 January.", ["Monday 7 January"]),
    ],
)
def test_two_days_of_one_event_are_as_far_apart_as_their_weekdays(text: str, told: list[str]) -> None:
    found = checks.check(text, select=["weekday-date-mismatch"]).findings
    assert [one.spans[-1].text if len(one.spans) == 1 else one.spans[0].text for one in found] == told


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("May 4, 2015\n\nThe hearing is on Friday, May 7.", True),
        ("May 4, 2015\n\nThe hearing is on Thursday, May 7.", False),
        ("May 4, 2015\n\nIn 2010 the hearing was on Friday, May 7.", False),
        ('May 4, 2015\n\n"It is on Friday, May 7," he wrote.', False),
        ("The hearing is on Friday, May 7.", False),
        ("May 4, 2015\n\nThe next fair is on Tuesday, April 5.", False),
    ],
)
def test_the_date_of_the_text_tells_the_year_unless_another_fits(text: str, broken: bool) -> None:
    found = checks.check(text, select=["weekday-date-mismatch"]).findings
    assert [one.severity.name for one in found] == ["warning"] * broken


def test_a_row_of_a_table_is_dated_once() -> None:
    table = "| date | day |\n|---|---|\n| 2026-07-15 | {} |\n| 2026-07-16 | Thursday |\n"
    from checks.read import from_text

    for named, found in (("Tuesday", 1), ("Wednesday", 0), ("Tuesday or so", 0)):
        assert len(checks.check(from_text(table.format(named), kind="markdown")).findings) == found
