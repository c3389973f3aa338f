"""Laws of reading time: a date comes back from each of its spellings, and no bytes do harm."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import FIGURE, PUBLISHED, TIME, said

from checks.calendar import Period, day_period, near, period_of
from checks.document import Document
from checks.extract.batch import Batch
from checks.extract.time import readings, times
from checks.extract.time.vocabulary import TOKEN, WORD

pytestmark = pytest.mark.slow

DAYS = st.dates(min_value=date(1910, 1, 1), max_value=date(2035, 12, 31))
NAMES = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
SHORT = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def nth(day: int) -> str:
    """The day as an ordinal number."""
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


law = settings(deadline=None)
SPELLINGS = {
    "month first": lambda d: f"{NAMES[d.month - 1]} {d.day}, {d.year}",
    "month first, no comma": lambda d: f"{NAMES[d.month - 1]} {d.day} {d.year}",
    "month first, ordinal": lambda d: f"{NAMES[d.month - 1]} {nth(d.day)}, {d.year}",
    "month first, short": lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}",
    "day first": lambda d: f"{d.day} {NAMES[d.month - 1]} {d.year}",
    "day first, short": lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year}",
    "day first, of": lambda d: f"the {nth(d.day)} of {NAMES[d.month - 1]}, {d.year}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]}, {NAMES[d.month - 1]} {d.day}, {d.year}",
    "weekday, day first": lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} {NAMES[d.month - 1]} {d.year}",
    "iso": lambda d: d.isoformat(),
}


def rows(*texts: str, published: date | None = None) -> list[dict[str, object]]:
    """The expressions of the texts."""
    batch = Batch.of([Document(str(n), text, published=published) for n, text in enumerate(texts)])
    return times(batch, readings(batch)).rows(named=True)


@law
@given(DAYS, st.sampled_from(sorted(SPELLINGS)), st.sampled_from(["It opened on ", "Öffnung: ", "", "He said – on "]))
def test_a_date_comes_back_from_each_spelling(day: date, spelling: str, before: str) -> None:
    printed = SPELLINGS[spelling](day)
    (row,) = rows(f"{before}{printed}; all went well.")
    assert (row["start"], row["end"], row["text"]) == (len(before), len(before) + len(printed), printed)
    assert row["timex_value"] == day.isoformat()
    assert (row["year"], row["month"], row["day"]) == (day.year, day.month, day.day)
    assert (row["earliest"], row["latest"]) == (day, day)
    assert row["weekday"] == (day.isoweekday() if spelling.startswith("weekday") else None)


@law
@given(DAYS, st.integers(1, 7))
def test_a_wrong_weekday_changes_no_date(day: date, weekday: int) -> None:
    (row,) = rows(f"It opened on {WEEKDAYS[weekday - 1]}, {NAMES[day.month - 1]} {day.day}, {day.year}.")
    assert (row["weekday"], row["timex_value"]) == (weekday, day.isoformat())


@law
@given(DAYS, st.sampled_from(sorted(SPELLINGS)), DAYS, st.sampled_from(sorted(SPELLINGS)))
def test_two_dates_keep_their_order(one: date, first: str, other: date, second: str) -> None:
    found = rows(f"It ran from {SPELLINGS[first](one)} to {SPELLINGS[second](other)}, they said.")
    assert [row["timex_value"] for row in found] == [one.isoformat(), other.isoformat()]
    assert len({row["range"] for row in found} - {None}) == 1


@law
@given(DAYS, DAYS)
def test_what_is_read_depends_on_no_other_document(day: date, published: date) -> None:
    texts = [f"It opened on {SPELLINGS['weekday'](day)}.", "The next day it rained.", "She came last year, in March."]
    together = rows(*texts, published=published)
    alone = [row for text in texts for row in rows(text, published=published)]
    drop = ("document", "sentence")
    assert [{k: v for k, v in row.items() if k not in drop} for row in together] == [
        {k: v for k, v in row.items() if k not in drop} for row in alone
    ]


VOCABULARY = """last next the a of May March 3 31 2019 1990s '98 second quarter year years ago earlier later every
    , - / ( ) . p.m. 8:30 GMT half and to from mid early late end this that first Q3 BC 0 00 99999999999999999999 twenty
    hundred billion million couple few old more than Christmas noon night tonight today fiscal week's é “ ” – 0700 24:00
    99/99/9999 2019-99-99 9999 century decades B5C 3727817823 AD"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\u2028", "\x00", ""])


@law
@given(
    st.lists(WORDS | st.just(" "), max_size=60).map("".join) | st.lists(WORDS, max_size=40).map(" ".join),
    PUBLISHED,
)
def test_no_sequence_of_words_of_time_does_harm(text: str, published: date | None) -> None:
    for row in rows(text, published=published):
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["earliest"] is None or row["latest"] is None or row["earliest"] <= row["latest"]
        assert row["days_low"] is None or row["days_low"] <= row["days_high"]


@law
@given(st.text(), PUBLISHED)
def test_no_text_does_harm(text: str, published: date | None) -> None:
    spans = [(row["start"], row["end"]) for row in rows(text, published=published)]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@law
@given(
    st.dates(),
    st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]),
)
def test_a_day_lies_in_its_period_and_periods_tile(day: date, unit: str) -> None:
    period = period_of(day, unit)
    first, last = period.first, period.last
    if first is None or last is None or unit == "weekend":
        return
    assert first <= day <= last
    after = period.shifted(1).first
    assert after is None or (after - last).days == 1


@law
@given(st.dates(), st.integers(0, 11))
def test_the_last_of_a_month_is_never_after_now_and_less_than_a_year_before(day: date, month: int) -> None:
    here = period_of(day, "month")
    past = near(here, "month", month, 12)
    assert 0 <= here.number - past.number < 12
    assert past.number % 12 == month


@law
@given(st.dates())
def test_a_day_has_one_number(day: date) -> None:
    assert day_period(day.year, day.month, day.day) == Period("day", day.toordinal()) == period_of(day, "day")


def test_the_frame_of_nothing_has_the_same_columns() -> None:
    batches = Batch.of([]), Batch.of([Document("-", "in 1998")])
    nothing, something = (times(batch, readings(batch)) for batch in batches)
    assert isinstance(nothing, pl.DataFrame)
    assert nothing.schema == something.schema


PIECES = st.sampled_from([
    "May", "5", "12", "2013", "1430", "GMT", "UTC", "8.30", "am", "p.m.", "a.", "m.", "A.", "M", "P.", "FY", "'", "’",
    "x", "1/2", "½", "14:30", "-", "--", "3/4/2019", "2014-05-03", "12.05.2014", ".5", "'s", "o'clock", "BC", "B.C.",
    "é", "à", "Q3", "'98", "90s", "st", "$", "€", "(", ",", ".", "/", "\u00a0", "\u2009", "\u202f", " ", " ", " ", "\t",
])  # fmt: skip


def cut(text: str) -> list[tuple[str | None, str]]:
    """The tokens of a text, each with its shape."""
    return [(token.lastgroup, token[token.lastgroup or 0]) for token in TOKEN.finditer(text)]


@law
@given(st.lists(PIECES, max_size=9).map("".join))
def test_a_word_has_the_same_tokens_wherever_it_stands(text: str) -> None:
    data = f"{text}x".encode().decode("latin-1")
    words = WORD.findall(data)
    assert "".join(words) == data
    assert [token for word in words for token in cut(word)] == cut(data)


ODD = st.sampled_from(
    ("99", "00", "99th", "0th", "1e9", "31/31/2019", "10.30", "XX", "B.C.", "Q9", "FY", "twenty-five")
)


@law
@given(said(ODD | FIGURE | TIME, 7), PUBLISHED)
def test_whatever_stands_beside_words_of_time_is_read_without_trouble(text: str, published: date | None) -> None:
    batch = Batch.of([Document("-", text, published=published)])
    frame = times(batch, readings(batch))
    assert all(text[start:end] == told for start, end, told in frame.select("start", "end", "text").iter_rows())
    days = frame.select("earliest", "latest").drop_nulls()
    assert (days["earliest"] <= days["latest"]).all()
