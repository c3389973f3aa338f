"""Examples of expressions of time: what is found, what it means, and what is no expression of time at all."""

from __future__ import annotations

import re
import sys
from datetime import date
from functools import cache

import polars as pl
import pytest

from checks.calendar import Period, easter, holiday
from checks.document import Document
from checks.extract.batch import Batch
from checks.extract.time import calendar, grammar, readings, stretch, tense, times
from checks.facts import Times

PUBLISHED = date(2021, 6, 16)
"""A Wednesday."""


def frame(*texts: str, published: date | None = PUBLISHED) -> pl.DataFrame:
    """The validated frame of the expressions in the texts, one document each."""
    documents = [Document(str(number), text, published=published) for number, text in enumerate(texts)]
    batch = Batch.of(documents)
    found = times(batch, readings(batch))
    numbered = found.with_columns(mention=pl.int_range(pl.len(), dtype=pl.UInt32))
    return Times.validate(numbered.select(list(Times.to_schema().columns)))


@cache
def _examples() -> dict[str, list[tuple[str, str]]]:
    """The expressions of each example, all of them read as one batch."""
    found: dict[str, list[tuple[str, str]]] = {text: [] for text in (*(text for text, _ in VALUES), *SILENT)}
    for document, *row in frame(*found).select("document", "text", "timex_value").iter_rows():
        found[list(found)[document]].append((row[0], row[1]))
    return found


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    """Text and TIMEX3 value of each expression."""
    if published == PUBLISHED and text in _examples():
        return _examples()[text]
    return frame(text, published=published).select("text", "timex_value").rows()


VALUES = [
    # full dates, in every order
    ("The bridge opened on 4 July 1998.", [("4 July 1998", "1998-07-04")]),
    ("The bridge opened on July 4, 1998.", [("July 4, 1998", "1998-07-04")]),
    ("The bridge opened on the 4th of July, 1998.", [("the 4th of July, 1998", "1998-07-04")]),
    ("The bridge opened on Saturday, July 4, 1998.", [("Saturday, July 4, 1998", "1998-07-04")]),
    ("The bridge opened on Sat 4 Jul 1998.", [("Sat 4 Jul 1998", "1998-07-04")]),
    ("Filed 1998-07-04 in Oslo.", [("1998-07-04", "1998-07-04")]),
    ("Filed on 25/12/1998 in Oslo.", [("25/12/1998", "1998-12-25")]),
    ("Filed on 25.12.1998 in Oslo.", [("25.12.1998", "1998-12-25")]),
    # parts of dates
    ("It rained in March 2004.", [("March 2004", "2004-03")]),
    ("It rained in early March 2004.", [("early March 2004", "2004-03")]),
    ("It rained in March last year.", [("March last year", "2020-03")]),
    ("It was built in 1911.", [("1911", "1911")]),
    ("It was built in the year 1911.", [("the year 1911", "1911")]),
    ("It was built in mid-1911.", [("mid-1911", "1911")]),
    ("It was built in nineteen eleven.", [("nineteen eleven", "1911")]),
    ("It was popular in the late 1970s and the '80s.", [("the late 1970s", "197"), ("the '80s", "198")]),
    ("A castle of the 13th century.", [("the 13th century", "12")]),
    ("He died in 44 BC.", [("44 BC", "BC0044")]),
    ("It was made in 1 BC.", [("1 BC", "BC0001")]),
    ("Rome fought Carthage from 264 to 241 BC.", [("264", "BC0264"), ("241 BC", "BC0241")]),
    ("The war (218–201 BC) went on.", [("218", "BC0218"), ("201 BC", "BC0201")]),
    ("He dated 12 to 44 BC.", [("44 BC", "BC0044")]),
    ("The season of summer 2012.", [("summer 2012", "2012-SU")]),
    # quarters, halves, fiscal years
    ("Sales fell in the second quarter of 2019.", [("the second quarter of 2019", "2019-Q2")]),
    ("Sales fell in Q2 2019.", [("Q2 2019", "2019-Q2")]),
    ("Sales fell in the second quarter.", [("the second quarter", "2021-Q2")]),
    ("Fourth-quarter sales fell.", [("Fourth-quarter", "2020-Q4")]),
    ("Sales fell in the first half of 2019.", [("the first half of 2019", "2019-H1")]),
    ("Sales fell in fiscal 2019.", [("fiscal 2019", "2019")]),
    ("It spent more in 2013/14.", [("2013/14", "2013")]),
    ("It rose from 1 to 1.5 AD.", []),
    ("It was shut in the business hour.", []),
    ("It is 61 million o'clock.", []),
    ("In 1993/6.9 and 1999 - 6.9", [("1993", "1993"), ("1999", "1999")]),
    ("It spent more in fiscal year 2020-21.", [("fiscal year 2020-21", "2020")]),
    ("It spent more in FY 2020/21.", [("FY 2020/21", "2020")]),
    ("It spent more in the 2020-21 fiscal year.", [("the 2020-21 fiscal year", "2020")]),
    ("It spent more in fiscal 2019-2022.", [("2019", "2019"), ("2022", "2022")]),
    ("It opens on Tue 2024-05-14.", [("Tue 2024-05-14", "2024-05-14")]),
    ("It opens on Tuesday, 2024-05-14.", [("Tuesday, 2024-05-14", "2024-05-14")]),
    # counted from the day of publication
    ("She spoke yesterday.", [("yesterday", "2021-06-15")]),
    ("She spoke last month.", [("last month", "2021-05")]),
    ("She will speak next year.", [("next year", "2022")]),
    ("She spoke last week.", [("Last week".lower(), "2021-W23")]),
    ("She spoke over the weekend.", [("the weekend", "2021-W23-WE")]),
    ("She spoke three weeks ago.", [("three weeks ago", "2021-W21")]),
    ("She spoke two years ago.", [("two years ago", "2019")]),
    ("She spoke in March.", [("March", "2021-03")]),
    ("She will speak in March.", [("March", "2022-03")]),
    ("She spoke in October.", [("October", "2020-10")]),
    ("She spoke on Monday.", [("Monday", "2021-06-14")]),
    ("She will speak on Monday.", [("Monday", "2021-06-21")]),
    ("She spoke earlier Wednesday.", [("earlier Wednesday", "2021-06-16")]),
    ("She spoke last Friday.", [("last Friday", "2021-06-11")]),
    ("She spoke last summer.", [("last summer", "2020-SU")]),
    ("She spoke on Christmas Day.", [("Christmas Day", "2020-12-25")]),
    ("She spoke on Good Friday 2019.", [("Good Friday 2019", "2019-04-19")]),
    # counted from the date mentioned before
    (
        "The dam broke on May 3, 2017. The next day it was closed.",
        [("May 3, 2017", "2017-05-03"), ("The next day", "2017-05-04")],
    ),
    (
        "The dam broke on May 3, 2017. Three days later it was closed.",
        [("May 3, 2017", "2017-05-03"), ("Three days later", "2017-05-06")],
    ),
    ("He came in 2009 and left the following year.", [("2009", "2009"), ("the following year", "2010")]),
    # clocks and parts of the day
    ("It starts at 8 p.m. on July 4, 2021.", [("8 p.m. on July 4, 2021", "2021-07-04T20:00")]),
    ("It started at 7:15 a.m. Tuesday.", [("7:15 a.m. Tuesday", "2021-06-15T07:15")]),
    ("It started at noon.", [("noon", "2021-06-16T12:00")]),
    ("It started on Tuesday evening.", [("Tuesday evening", "2021-06-15TEV")]),
    ("It started last night.", [("last night", "2021-06-15TNI")]),
    # durations
    ("They held it for 10 months.", [("10 months", "P10M")]),
    ("They held it for two and a half years.", [("two and a half years", "P2Y6M")]),
    ("They held it for half an hour.", [("half an hour", "PT30M")]),
    ("They held it for 24 hours.", [("24 hours", "P1D")]),
    ("They held it for more than two decades.", [("more than two decades", "P20Y")]),
    ("They held it for several weeks.", [("several weeks", "PXW")]),
    ("It was a three-day siege.", [("three-day", "P3D")]),
    ("They held it for the past two months.", [("the past two months", "P2M")]),
    ("A 34-year-old was hurt.", [("34-year-old", "P34Y")]),
    ("They ran for 2 hours 13 minutes 5 seconds.", [("2 hours 13 minutes 5 seconds", "PT2H13M5S")]),
    ("They ran all day.", [("all day", "P1D")]),
    # one of several
    ("It was found in the third week of May 2019.", [("the third week of May 2019", "2019-W20")]),
    ("It spread in the 15th and 16th centuries.", [("the 15th", "14"), ("16th centuries", "15")]),
    ("It spread in the second half of the 1990s.", [("the second half of the 1990s", "199")]),
    ("They meet the day after tomorrow.", [("the day after tomorrow", "2021-06-18")]),
    ("They meet two weeks from now.", [("two weeks from now", "2021-W26")]),
    ("They met on the 3rd, she said.", [("the 3rd", "2021-06-03")]),
    ("They met Friday night, June 4.", [("Friday night, June 4", "2021-06-04TNI")]),
    (
        "They lost in the same quarter last year, after the third quarter.",
        [("the same quarter last year", "2020"), ("the third quarter", "2020-Q3")],
    ),
    (
        "They waited half a dozen weeks, then two dozen years.",
        [("half a dozen weeks", "P6W"), ("two dozen years", "P24Y")],
    ),
    (
        "They met the day after Thanksgiving 2020.",
        [("the day after Thanksgiving 2020", "2020-11-27")],
    ),
    ("They met at eight o'clock in the evening.", [("eight o'clock in the evening", "2021-06-16T20:00")]),
    ("They met the previous night.", [("the previous night", "2021-06-15TNI")]),
    ("They met by year-end 2019.", [("year-end 2019", "2019")]),
    ("They met early in 2019.", [("early in 2019", "2019")]),
    # repetitions and the vague
    ("They meet every third year.", [("every third year", "P3Y")]),
    ("They meet every other day.", [("every other day", "P2D")]),
    ("They meet on weekends.", [("weekends", "XXXX-WXX-WE")]),
    ("They meet twice a week.", [("a week", "P1W")]),
    ("They meet every Monday.", [("every Monday", "XXXX-WXX-1")]),
    ("They meet each year.", [("each year", "P1Y")]),
    ("They now agree.", [("now", "PRESENT_REF")]),
    ("They recently agreed.", [("recently", "PAST_REF")]),
]


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=[text for text, _ in VALUES])
def test_value(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


SILENT = [
    "You may march to the sound, and prices may fall.",
    "May God keep you.",
    "The suspect is 37 years old.",
    "A quarter of them agreed.",
    "The score was 3:16 to nobody.",
    "Call 714-292-2018 for help.",
    "Version 10.2.2019.1 is out.",
    "It cost $1990 and weighed 2000 kilograms less.",
    "The fall of the wall was sudden.",
    "April Jones swam. June said little.",
    "She reads the Sunday Times and USA Today.",
    "The March for Peace drew crowds on Black Friday.",
    "She was on ABC's This Week and hummed Sunday Morning.",
    "She won the past few games.",
    "She ran the 1500m on route 1990.",
    "He is second to none.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_expression_of_time(text: str) -> None:
    assert read(text) == []


def test_weekday_and_date_are_one_mention_with_its_printed_parts() -> None:
    row = frame("She left on Wednesday, Jan. 27, 2013.").row(0, named=True)
    assert row["text"] == "Wednesday, Jan. 27, 2013"
    assert (row["weekday"], row["year"], row["month"], row["day"]) == (3, 2013, 1, 27)
    assert row["timex_value"] == "2013-01-27"
    assert row["earliest"] == row["latest"] == date(2013, 1, 27)


def test_an_impossible_date_keeps_its_parts_and_has_no_days() -> None:
    row = frame("She left on November 31 1986.").row(0, named=True)
    assert (row["year"], row["month"], row["day"]) == (1986, 11, 31)
    assert row["earliest"] is None
    assert not row["anchored"]


def test_a_numeric_date_that_reads_both_ways_keeps_both() -> None:
    row = frame("She left on 3/4/2019.").row(0, named=True)
    assert (row["month"], row["day"], row["year"]) == (None, None, 2019)
    assert {row["timex_value"], row["alternative"]} == {"2019-03-04", "2019-04-03"}
    assert (row["earliest"], row["latest"]) == (date(2019, 3, 4), date(2019, 4, 3))


def test_without_a_date_of_publication_expressions_stay_symbolic() -> None:
    rows = frame("She came last year, in March, on Monday, and left today.", published=None)
    assert rows["timex_value"].to_list() == ["XXXX", "XXXX-03", "XXXX-WXX-1", "XXXX-XX-XX"]
    assert rows.select("anchor_unit", "anchor_offset").row(0) == ("year", -1)
    assert rows["relative"].to_list() == [-1, None, None, 0]
    assert rows["relative_unit"].to_list() == ["year", None, None, "day"]
    assert rows["anchored"].to_list() == [False] * 4


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Sales fell in the first half of the year.", ["XXXX-H1"]),
        ("Sales fell in the second half of last year.", ["XXXX-H2"]),
        ("They scored in the second half of the match.", []),
    ],
)
def test_a_half_without_its_year(text: str, values: list[str]) -> None:
    assert frame(text, published=None)["timex_value"].to_list() == values


def test_the_other_reading_is_kept() -> None:
    row = frame("She came in March.").row(0, named=True)
    assert (row["timex_value"], row["alternative"]) == ("2021-03", "2020-03")
    assert row["alternative_latest"] == date(2020, 3, 31)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from 1990 to 1995", "1990", "1995"),
        ("between 1990 and 1995", "1990", "1995"),
        ("in 1990-95", "1990", "1995"),
        ("on March 3-5, 2019", "2019-03-03", "2019-03-05"),
        ("from 3 to 5 March 2019", "2019-03-03", "2019-03-05"),
        ("from Dec. 30 to Jan. 4, 2020", "2019-12-30", "2020-01-04"),
        ("from Dec. 30, 2019 - Jan. 4, 2020", "2019-12-30", "2020-01-04"),
        ("between September and December 2015", "2015-09", "2015-12"),
        ("from March 5 to March 3, 2019", "2019-03-05", "2019-03-03"),
    ],
)
def test_both_ends_of_a_range_have_one_number(text: str, first: str, last: str) -> None:
    rows = frame(f"It ran {text} in all.")
    assert rows["timex_value"].to_list() == [first, last]
    assert rows["range"].to_list() == [1, 1]


def test_a_list_of_dates_is_no_range() -> None:
    rows = frame("They met on March 3 and 4, 2019.")
    assert rows["timex_value"].to_list() == ["2019-03-03", "2019-03-04"]
    assert rows["range"].to_list() == [None, None]


def test_clock_and_zone() -> None:
    rows = frame("It airs at 8 p.m. GMT (3 p.m. ET).")
    assert rows["clock"].to_list() == [20 * 60, 15 * 60]
    assert rows["zone"].to_list() == ["GMT", "ET"]
    assert rows.select("utc_low", "utc_high").rows() == [(0, 0), (-300, -240)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("10 months", 9, 11), ("about 10 months", 7, 13), ("at least 10 months", 9.5, 1e9), ("nearly 10 months", 7, 10.5)],
)
def test_a_duration_is_an_interval_of_days(text: str, low: float, high: float) -> None:
    row = frame(f"It lasted {text}.").row(0, named=True)
    assert row["days_low"] >= low * 28
    assert row["days_high"] <= high * 31 or row["days_high"] == float("inf")


def test_early_and_late_widen_the_month() -> None:
    row = frame("It began in late May 2019.").row(0, named=True)
    assert (row["modifier"], row["earliest"], row["latest"]) == ("END", date(2019, 4, 28), date(2019, 6, 3))


def test_years_ago_reach_half_a_year_and_a_whole() -> None:
    row = frame("It began two years ago.").row(0, named=True)
    assert row["earliest"] < date(2018, 12, 1)
    assert row["latest"] > date(2019, 11, 1)
    assert row["latest"] < PUBLISHED


def test_digits_of_calendar_and_clock_are_taken_and_those_of_durations_are_not() -> None:
    text = "On 4 July 1998 at 8 p.m. they had waited 10 months."
    batch = Batch.of([Document("-", text)])
    assert [text[start:end] for start, end in calendar(readings(batch))] == ["4 July 1998 at 8 p.m."]


def test_offsets_are_code_points() -> None:
    rows = frame("Zoë’s café – opened “in May 2019”.")
    assert rows["text"].to_list() == ["May 2019"]


@pytest.mark.parametrize("published", [date.min, date(1, 3, 1), date(9999, 12, 1), date.max])
def test_at_the_ends_of_the_calendar_expressions_only_lose_their_days(published: date) -> None:
    text = (
        "New Year's Day, last Christmas, next Easter, last week, next month, 20 years ago, May 3, Monday, this winter."
    )
    found = frame(text, published=published)
    assert found.height >= 8
    assert (found["earliest"] <= found["latest"]).drop_nulls().all()


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2020, date(2020, 12, 25)),
        ("11-4-4", 2023, date(2023, 11, 23)),
        ("5-1--1", 2023, date(2023, 5, 29)),
        ("easter-2", 2019, date(2019, 4, 19)),
    ],
)
def test_holiday(rule: str, year: int, day: date) -> None:
    assert holiday(rule, year) == day


@pytest.mark.parametrize(
    ("period", "value", "first", "last"),
    [
        (Period("month", 2024 * 12 + 1), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (Period("quarter", 2019 * 4 + 2), "2019-Q3", date(2019, 7, 1), date(2019, 9, 30)),
        (Period("season", 2019 * 4 + 3), "2019-WI", date(2019, 12, 1), date(2020, 2, 29)),
        (Period("decade", 198), "198", date(1980, 1, 1), date(1989, 12, 31)),
        (Period("year", -43), "BC0044", None, None),
    ],
)
def test_period(period: Period, value: str, first: date | None, last: date | None) -> None:
    assert (period.value, period.first, period.last) == (value, first, last)


def test_the_standard_library_reads_the_same_as_re2(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for text, _ in VALUES] + SILENT
    compiled = (grammar._grammar, grammar._parsed)
    expected = frame(*texts)
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "re2", None)
        patch.setattr(tense, "_VERBS", re.compile(tense._verbs()))
        patch.setattr(stretch, "_DIGITS", re.compile(stretch._DIGITS.pattern))
        for pattern in compiled:
            pattern.cache_clear()
        found = frame(*texts)
    for pattern in compiled:
        pattern.cache_clear()
    assert found.equals(expected)


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("It fell twelve years ago.", 12, "year"),
        ("It fell a decade ago.", 1, "decade"),
        ("It fell 3 ½ weeks later.", 3.5, "week"),
        ("It lasted for 1,000 days.", 1000, "day"),
        ("It fell several days ago.", None, "day"),
        ("It fell the year before.", None, "year"),
        ("It fell two or three years ago.", None, "year"),
        ("It fell three-four years ago.", None, "year"),
        ("It took two hours 45 minutes.", None, None),
        ("It fell last year.", None, None),
    ],
)
def test_the_number_of_units_is_the_one_that_is_printed(text: str, count: float | None, unit: str | None) -> None:
    row = frame(text).row(0, named=True)
    assert (row["count"], row["count_unit"]) == (count, unit)


@pytest.mark.parametrize(
    ("text", "relative", "season"),
    [
        ("He left today.", (0, "day"), None),
        ("He left last week.", (-1, "week"), None),
        ("He left last night.", (-1, "night"), None),
        ("He left earlier this month.", (0, "month"), None),
        ("He left in March last year.", (-1, "year"), None),
        ("He left this May.", (0, "year"), None),
        ("He left last May.", (None, None), None),
        ("He left in April of last year.", (-1, "year"), None),
        ("He left last fall.", (None, None), "autumn"),
        ("He left in the winter of 2014.", (None, None), "winter"),
        ("He left the day before yesterday.", (None, None), None),
        ("He left the previous year.", (None, None), None),
        ("He left at the end of the month.", (None, None), None),
    ],
)
def test_what_words_count_from_the_publication(text: str, relative: tuple[object, object], season: str | None) -> None:
    row = frame(text).row(0, named=True)
    assert ((row["relative"], row["relative_unit"]), row["season"]) == (relative, season)


@pytest.mark.parametrize(
    ("text", "hours", "meridiem"),
    [
        ("It began at 8 p.m.", 24, "pm"),
        ("It began at 8:05 AM.", 24, "am"),
        ("It began at 8:05.", 12, None),
        ("It began at 08:05.", 24, None),
        ("It began at 20:05.", 24, None),
        ("It began at 1430 GMT.", 24, None),
        ("It began at noon.", 24, None),
        ("It began at 5 o'clock.", 12, None),
        ("It began at 5 o'clock in the afternoon.", 24, None),
        ("It began at 9:05 on May 5, 2013.", 12, None),
    ],
)
def test_a_clock_tells_its_half_of_the_day(text: str, hours: int, meridiem: str | None) -> None:
    row = frame(text).row(0, named=True)
    assert (row["clock_hours"], row["meridiem"]) == (hours, meridiem)


def test_a_date_that_is_counted_is_as_far_as_a_duration_is_long() -> None:
    ago, lasting, yesterday, named = frame("Ten years ago. For ten years. Yesterday. In 2014.").to_dicts()
    assert (ago["days_low"], ago["days_high"]) == (lasting["days_low"], lasting["days_high"])
    assert (yesterday["days_low"], yesterday["days_high"]) == (0, 2)
    assert named["days_low"] is None
