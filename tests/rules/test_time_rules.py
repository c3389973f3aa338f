"""The simple rules of time: what each sees, what leaves it silent, what it proposes."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks.document import Document
from checks.finding import Finding
from checks.wording import with_weekday, written_like

RELEASE = "Press release\n{}\n\n"


def _findings(text: str, rule: str, published: date | None = None, source: str = "column") -> tuple[Finding, ...]:
    document = Document("a", text, published=published, published_from=source if published else None)
    return checks.check(document, select=[rule]).findings


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _each(texts: list[str], rule: str) -> list[list[Finding]]:
    """The findings of each text, all judged as one batch."""
    found = checks.check([Document(str(at), text) for at, text in enumerate(texts)], select=[rule]).findings
    return [[one for one in found if one.document == str(at)] for at in range(len(texts))]


few = settings(max_examples=4, deadline=None)
"""Of eight cases each, which are judged as one batch."""


def several(*parts: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Cases that are judged together."""
    return st.lists(st.tuples(*parts), min_size=8, max_size=8)


days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
words = st.sampled_from([("yesterday", -1), ("today", 0), ("tomorrow", 1)])


@few
@given(several(days, words))
def test_a_relative_day_beside_its_own_date_is_right(cases: list[tuple[date, tuple[str, int]]]) -> None:
    texts = [
        RELEASE.format(_long(day)) + f"The hearing is {word}, {_long(day + timedelta(off))}, in Leeds."
        for day, (word, off) in cases
    ]
    assert _each(texts, "relative-day-mismatch") == [[]] * len(texts)


@few
@given(several(days, words, st.integers(1, 20).flatmap(lambda off: st.sampled_from([off, -off]))))
def test_a_relative_day_off_by_some_days_is_found(cases: list[tuple[date, tuple[str, int], int]]) -> None:
    rights = [day + timedelta(word[1]) for day, word, _ in cases]
    texts = [
        RELEASE.format(_long(day)) + f"The hearing is {word[0]}, {_long(right + timedelta(off))}, in Leeds."
        for (day, word, off), right in zip(cases, rights, strict=True)
    ]
    for right, (found,) in zip(rights, _each(texts, "relative-day-mismatch"), strict=True):
        assert _long(right) in [one.replacement for one in found.suggestions]


@few
@given(several(days, st.integers(1, 6)))
def test_a_wrong_weekday_has_both_repairs(cases: list[tuple[date, int]]) -> None:
    story, rule = "The court sat on {}, and rose.", "weekday-date-mismatch"
    wrongs = [f"{day + timedelta(off):%A}" for day, off in cases]
    texts = [story.format(f"{wrong}, {_long(day)}") for wrong, (day, _) in zip(wrongs, cases, strict=True)]
    repairs = []
    for (day, _), wrong, (found,) in zip(cases, wrongs, _each(texts, rule), strict=True):
        first, second, *year = [one.replacement for one in found.suggestions]
        assert first == f"{day:%A}, {_long(day)}"
        assert second.startswith(wrong)
        assert all(one.startswith(f"{wrong}, {day:%B} {day.day}, ") for one in year)
        repairs += [first, second, *year]
    assert _each([story.format(one) for one in repairs], rule) == [[]] * len(repairs)


def test_a_wrong_weekday_has_the_year_of_the_text_as_a_repair() -> None:
    text = "Press release\nMarch 1, 2024\n\nThe hearing is on Tuesday, March {}, 2023."
    (found,) = _findings(text.format(5), "weekday-date-mismatch")
    assert [one.replacement for one in found.suggestions][2:] == ["Tuesday, March 5, 2024"]
    assert "In 2024 that day is a Tuesday." in found.explanation
    assert not any(one.certain for one in found.suggestions)
    (found,) = _findings(text.format(6), "weekday-date-mismatch")
    assert len(found.suggestions) == 2


@pytest.mark.parametrize(
    ("date_", "year"),
    [("Tuesday, December 31, 2023", 2024), ("Tuesday, January 7, 2024", 2025), ("Tuesday, June 18, 2023", None)],
)
def test_at_the_turn_of_a_year_the_other_one_is_likely(date_: str, year: int | None) -> None:
    text = f"Press release\nJanuary 9, 2025\n\nThe hearing was on {date_}."
    (found,) = _findings(text, "weekday-date-mismatch")
    assert [one.replacement[-4:] for one in found.suggestions[2:]] == ([str(year)] if year else [])


def test_where_all_other_dates_agree_the_dateline_may_be_wrong() -> None:
    text = "Press release\nJanuary 5, {}\n\nHe was arrested on January 3, 2016. The trial is set for May 9, {}."
    (found,) = _findings(text.format(2015, 2016), "event-against-dateline")
    assert [(found.spans[one.span].role, one.replacement) for one in found.suggestions] == [
        ("date", "January 3, 2015"), ("dateline", "January 5, 2016")
    ]  # fmt: skip
    (found,) = _findings(text.format(2015, 2015), "event-against-dateline")
    assert [found.spans[one.span].role for one in found.suggestions] == ["date"]
    assert _findings(text.format(2016, 2016), "event-against-dateline") == ()


@few
@given(several(days, st.integers(0, 3000), st.sampled_from(["from {} to {}", "between {} and {}", "from {} until {}"])))
def test_a_range_is_reversed_only_if_turned_round(cases: list[tuple[date, int, str]]) -> None:
    ends = [(f"She ran the mill {form}, and then left.", day, day + timedelta(length)) for day, length, form in cases]
    right = [story.format(_long(first), _long(last)) for story, first, last in ends]
    turned = [story.format(_long(last), _long(first)) for story, first, last in ends]
    assert _each(right, "date-range-reversed") == [[]] * len(right)
    assert [len(found) for found in _each(turned, "date-range-reversed")] == [bool(length) for _, length, _ in cases]


@few
@given(several(days, st.integers(2, 40)))
def test_days_later_are_counted(cases: list[tuple[date, int]]) -> None:
    story = "They met on {}. {} days later, on {}, they signed."
    right = [story.format(_long(day), count, _long(day + timedelta(count))) for day, count in cases]
    wrong = [story.format(_long(day), count, _long(day + timedelta(2 * count + 9))) for day, count in cases]
    assert _each(right, "duration-mismatch") == [[]] * len(right)
    assert [len(found) for found in _each(wrong, "duration-mismatch")] == [1] * len(wrong)


def test_the_date_of_a_web_page_is_no_date_of_writing() -> None:
    text = "The hearing is tomorrow, May 12, 2015, in Leeds."
    for off in (-400, -30, -2, -1, 0, 1, 2, 30):
        assert _findings(text, "relative-day-mismatch", date(2015, 5, 11) + timedelta(off)) == ()
    (found,) = _findings(text, "relative-day-mismatch", date(2014, 5, 11))
    assert found.severity.name == "warning"
    (found,) = _findings(text, "relative-day-mismatch", date(2015, 5, 12), "option")
    assert found.severity.name == "error"


@pytest.mark.parametrize("top", ["May\n11, 2015", "Mayy 11, 2015", "May 11th, 2015", "Monday, May 11, 2015"])
def test_a_date_at_the_top_is_the_date_of_writing(top: str) -> None:
    text = f"For immediate release\n{top}\nContact: 555-0100\nThe hearing is tomorrow, May {{}}, 2015, in Leeds."
    assert _findings(text.format(12), "relative-day-mismatch", date(2015, 5, 15)) == ()
    assert len(_findings(text.format(11), "relative-day-mismatch", date(2015, 5, 15))) == 1


def test_a_wire_dateline_confirms_the_date_of_publication() -> None:
    text = "LEEDS, May 11 - The hearing is tomorrow, May 11, said the court."
    document = Document("a", text, published=date(2015, 5, 11), published_from="column")
    assert len(checks.check(document, select=["relative-day-mismatch"]).findings) == 1


@pytest.mark.parametrize(
    "story",
    [
        "The hearing is today or tomorrow, May 11 or 12, 2015.",
        "The hearing was put off today to May 18, 2015.",
        "He was seen on May 2, 2015, and charged today.",
        "The hearing, due tomorrow, was held on May 2, 2015.",
        "The bridge was opened a week ago today, May 4, 2015.",
        "It rained overnight, May 10, 2015.",
        "“I will be there tomorrow, May 9, 2015,” she had said.",
        "Update (May 13, 2015): He was released today, May 13, 2015.",
    ],
)
def test_a_date_that_does_not_explain_the_relative_day_is_left_alone(story: str) -> None:
    assert _findings(RELEASE.format("May 11, 2015") + story, "relative-day-mismatch") == ()


@pytest.mark.parametrize(
    "story",
    [
        "Between June 2014 and May 2014, exports fell by 0.3 percent.",
        "Buyers moved purchases from 1987 to 1986.",
        "The difference between May 2015 and May 2014 is small.",
        "They lived there from 1500 to 400 BC.",
        "The index fell from 2000 to 1950 points.",
        "The index fell from 2000 to 1950.",
        "He cut the staff from 1900 to 1700.",
        "The talks were brought forward from June 2015 to March 2015.",
        "The war of 1914-18 and the season of 1998-99 were told.",
        "Call 555-1998-1990.",
        "Revenue | 2015-2014 | change",
        "From December 15 to January 3, 2015, the office is closed.",
        "The state was honoured from 1998 to 1991 to 1992.",
    ],
)
def test_what_may_run_back_is_no_reversed_range(story: str) -> None:
    assert _findings(story, "date-range-reversed") == ()


@pytest.mark.parametrize(
    "story",
    [
        "It ran for ten years, from 1991 to 1992 to 1998-99.",
        "The rate for those aged 35-54 years between 2011 and 2012 fell.",
        "A law of 1990 was forgotten. The lender failed on July 5. Eighteen months later, on March 14, 2024, it rose.",
        "It was planned in 1992 and built in 1995. Five years later, in 1997, it was sold.",
        "Growth on the previous year, 2010, 2011 and 2012.",
        "It was open for three years between 1990 and 2010.",
        "Ten-year period from 2014 to 2024.",
    ],
)
def test_what_need_not_be_the_distance_of_two_dates(story: str) -> None:
    assert _findings(story, "duration-mismatch") == ()


def test_a_period_is_as_long_as_its_two_years() -> None:
    (found,) = _findings("Each run draws a 16-year period from 2010 to 2020.", "duration-mismatch")
    assert {span.text for span in found.spans} == {"16-year", "2010", "2020"}


@pytest.mark.parametrize(
    "story",
    [
        "In 1998 the club celebrated the 20th anniversary of the 1977 and 1978 finals.",
        "In 1972 a concert marked the seventh anniversary of the 1965 riots.",
        "The 2007 start coincided with the 20th anniversary of the painter's death in 1987.",
        "Last year's tenth anniversary of resolution 1325 (2000) was quiet.",
        "Women born in 1982 had fewer children by their 30th birthday than women born in 1967.",
        "As we approach our 200th anniversary in 2016, we remember.",
        "On the 405th anniversary of the city's founding on June 24, 2010, it became a capital.",
        "More than 20 years ago, in 1990, the mill burned down.",
    ],
)
def test_anniversaries_that_fit_or_count_to_another_time(story: str) -> None:
    assert _findings(RELEASE.format("May 11, 2015") + story, "anniversary-mismatch") == ()


def test_an_anniversary_counts_to_the_time_of_its_sentence() -> None:
    (found,) = _findings("In 1972 a concert marked the 17th anniversary of the 1965 riots.", "anniversary-mismatch")
    assert [span.text for span in found.spans] == ["17th anniversary", "1965", "1972"]


def test_an_hour_between_zones_is_a_note() -> None:
    (found,) = _findings("The talk begins at 6 p.m. EST (22:00 UTC).", "time-zone-mismatch")
    assert found.severity.name == "note"
    assert _findings("The talk begins at 6 p.m. EST (23:00 UTC).", "time-zone-mismatch") == ()
    assert _findings("Doors open at 6 p.m. EST (7 p.m. EST for members).", "time-zone-mismatch") == ()


@pytest.mark.parametrize("number", ["42-2-2423", "31.2.2423", "Article 30.2.1999"])
def test_a_number_in_parts_is_no_impossible_date(number: str) -> None:
    assert _findings(f"Call {number} today.", "impossible-date") == ()


def test_a_repaired_date_is_written_like_the_printed_one() -> None:
    day = date(2010, 9, 7)
    assert written_like("Mon., Nov. 22, 2010", day) == "Tues., Sept. 7, 2010"
    assert written_like("22nd November 2010", day) == "7th September 2010"
    assert written_like("TUESDAY 22 NOVEMBER 2010, at 9:30 a.m.", day) == "TUESDAY 7 SEPTEMBER 2010, at 9:30 a.m."
    assert written_like("11/22/2010", day) is None
    assert with_weekday("Mon, Nov. 22, 2010", date(2010, 11, 25)) == "Thu, Nov. 22, 2010"


@pytest.mark.parametrize(
    ("story", "blamed"),
    [
        ("It opened on Tuesday night (Jan. 8, 2014).", {"Tuesday night", "Jan. 8, 2014"}),
        ("It opened on 2014-01-08 (Tuesday).", {"Tuesday", "2014-01-08"}),
        ("January 8, 2014, was a Tuesday.", {"Tuesday", "January 8, 2014"}),
    ],
)
def test_a_weekday_beside_its_date_is_held_against_it(story: str, blamed: set[str]) -> None:
    (found,) = _findings(story, "weekday-date-mismatch")
    assert {span.text for span in found.spans} == blamed
    assert _findings(story.replace("Tuesday", "Wednesday"), "weekday-date-mismatch") == ()


@pytest.mark.parametrize(
    "story",
    [
        "The fair is on Saturday, October 8-9, 2016.",
        "The fair is on Friday and Saturday, October 7 and 8, 2016.",
        "It is open every Monday (May 6, 2014 to June 3, 2014).",
        "From Monday (May 6, 2014) on, it was shut.",
        "On Sunday, 14 October, and Monday, 2012 was over.",
    ],
)
def test_a_weekday_of_several_days_is_left_alone(story: str) -> None:
    assert _findings(story, "weekday-date-mismatch") == ()


def test_only_the_last_day_of_a_range_may_have_the_year() -> None:
    (found,) = _findings("It ran from 18 December to 20 November 2022.", "date-range-reversed")
    assert found.severity.name == "warning"
    for right in (
        "from 20 November to 18 December 2022",
        "from 18 December to 20 March 2022",
        "from 1 May to 30 April 2022",
    ):
        assert _findings(f"It ran {right}.", "date-range-reversed") == ()


def test_a_range_that_runs_backwards_has_one_finding() -> None:
    text = "It lasted 1,567 days, from 11 November 1918 to 28 July 1914."
    assert [one.rule for one in checks.check(text, select=["time"]).findings] == ["date-range-reversed"]


@pytest.mark.parametrize(("day", "printed"), [("on 32 {} 2024", "July"), ("on {} 32, 2024,", "July")])
def test_a_day_of_no_month_is_impossible(day: str, printed: str) -> None:
    (found,) = _findings(f"It closed {day.format(printed)} for good.", "impossible-date")
    assert "32" in found.message


@pytest.mark.parametrize(
    "story",
    [
        "She died on Tuesday at the age of 88; her son was born in 1950.",
        "Born in 1940, he left school at the age of 14.",
        "The 34-year-old, born in 1982 to a 20-year-old mother, won.",
        "Women born in 1967 who reached age 45 in 2012 had two children.",
        "Hans Lund (1921-1999) was 45 when he won the prize.",
        "The 34-year-old swimmer and his daughter, born in 2010, were there.",
    ],
)
def test_ages_of_another_time_or_person_are_left_alone(story: str) -> None:
    assert _findings(RELEASE.format("May 4, 2016") + story, "age-mismatch") == ()


def test_an_age_against_the_date_of_a_web_page() -> None:
    text = "The 40-year-old swimmer was born in 1982."
    assert _findings(text, "age-mismatch", date(2035, 1, 1)) == ()
    assert len(_findings(text, "age-mismatch", date(2025, 12, 1))) == 1
