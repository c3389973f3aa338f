"""Dates that fields state, in any usual form."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.read.stamp import stamp

DAY = date(2014, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2014, 3, 5, 10, tzinfo=UTC),
        20140305,
        "2014-03-05",
        " 2014-3-5 ",
        "2014/3/5",
        "2014.03.05",
        "20140305",
        "2014-03-05T10:00:00+02:00",
        "2014-03-05T10:00:00.123Z",
        "2014-03-05 10:00",
        "2014/3/5 20:46:25",
        "2014-03-05 10:00:00 +0800",
        "2014-03-05 10:00:00 Europe/Paris",
        "2014-03-05 (draft)",
        "March 5, 2014",
        "Mar 5 2014",
        "Mar. 5th, 2014, 10:30 p.m.",
        "5 March 2014",
        "5th of March 2014",
        "05-Mar-2014",
        "2014 Mar 5",
        "Wed, 05 Mar 2014 10:00:00 GMT",
        "Wed Mar 05 2014 10:00:00 GMT+0100",
        "Wed Mar  5 10:00:00 UTC 2014",
    ],
)
def test_a_day_in_any_usual_form_is_read(value: object) -> None:
    found = stamp(value)
    assert found is not None
    assert found.day == DAY


@pytest.mark.parametrize(("value", "day"), [("13/03/2024", 13), ("03/13/2024", 13), ("3.3.2024", 3), ("03-03-2024", 3)])
def test_figures_are_read_where_they_have_one_reading(value: str, day: int) -> None:
    found = stamp(value)
    assert found is not None
    assert found.day == date(2024, 3, day)


@pytest.mark.parametrize(
    "value", [None, "", "2014", "2014-03", "2014/3", "03/2014", "July 2022", "Sept. 2022", "2022 May"]
)
def test_a_year_or_a_month_names_no_day(value: object) -> None:
    assert stamp(value) is None


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("05/03/2024", "either 2024-05-03 or 2024-03-05: '05/03/2024'"),
        ("2014-02-30", "no such day: '2014-02-30'"),
        ("2014-13-01", "no such day: '2014-13-01'"),
        ("February 30, 2014", "no such day: 'February 30, 2014'"),
        ("0001-01-01", "no day of publication: '0001-01-01'"),
        ("9999-12-31T23:59:59Z", "no day of publication: '9999-12-31'"),
        (date(9999, 12, 31), "no day of publication: '9999-12-31'"),
        ("TBD", "not a date: 'TBD'"),
        ("last-modified", "not a date: 'last-modified'"),
        ("{{ date }}", "not a date: '{{ date }}'"),
        ("2014-03-05 to 2014-03-07", "not a date: '2014-03-05 to 2014-03-07'"),
        ("5/3/14", "not a date: '5/3/14'"),
        (5, "not a date: 5"),
        (1.5, "not a date: 1.5"),
        (True, "not a date: True"),
        ([], "not a date: []"),
    ],
)
def test_anything_else_is_told_why_it_is_none(value: object, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        stamp(value)


@pytest.mark.parametrize(
    ("clock", "off"),
    [
        ("", 0),
        (" 00:00:00", 0),
        ("T00:00:00.000Z", 0),
        (" 01:19:10+00:00", -1),
        ("T09:59Z", -1),
        (" 10:00", 0),
        (" 10:59:59 UTC", 0),
        (" 11:00", 1),
        (" 11:30 p.m.", 1),
        (" 12:30 am", -1),
        ("T23:30:00Z", 1),
        (" 23:30:00 +0800", 0),
        ("T23:30:00-05:00", 0),
        (" 23:30 EST", 0),
    ],
)
def test_a_clock_in_no_zone_or_in_utc_may_be_of_the_day_beside(clock: str, off: int) -> None:
    found = stamp("2014-03-05" + clock)
    assert found is not None
    assert found.neighbour == (DAY + timedelta(off) if off else None)


@settings(deadline=None, max_examples=60)
@given(
    st.datetimes(datetime(1000, 1, 2), datetime(2999, 12, 30)).map(lambda one: one.replace(microsecond=0)),
    st.sampled_from([UTC, None, timezone(timedelta(hours=8)), timezone(-timedelta(hours=5, minutes=30))]),
    st.sampled_from(["T", " "]),
)
def test_a_stamp_as_printed_is_the_stamp(moment: datetime, zone: timezone | None, sign: str) -> None:
    moment = moment.replace(tzinfo=zone)
    assert stamp(moment.isoformat(sign)) == stamp(moment)


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_is_the_same_in_all_forms(day: date) -> None:
    words = (
        f"{day:%B} {day.day}, {day.year:04}",
        f"{day.day} {day:%b} {day.year:04}",
        f"{day.year:04}/{day.month}/{day.day}",
    )
    assert {stamp(one) for one in (*words, day.isoformat(), f"{day.isoformat()}T00:00:00Z")} == {stamp(day)}


@settings(deadline=None, max_examples=60)
@given(st.text("0123456789/-.: TZ+apm", max_size=30) | st.text(max_size=30))
def test_any_text_is_a_day_none_or_no_date(text: str) -> None:
    try:
        found = stamp(text)
    except ValueError:
        return
    assert found is None or 1000 <= found.day.year <= 2999
