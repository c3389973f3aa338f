"""Plain text: encodings, headlines, dates and datelines printed in it, and what is not language."""

from __future__ import annotations

import time
from codecs import BOM_UTF8
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import check
from checks.document import Document, OwnDate, Stated
from checks.read import ReadError, from_text, with_stated
from checks.read.decode import decoded
from checks.read.opening import full_date
from checks.read.text import plain
from checks.wrap import unwrapped


def masked(text: str) -> list[str]:
    document = from_text(text)
    return [text[start:end] for start, end in document.masked]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.org/a_(b)?q=45%20km, page 3.", ["https://example.org/a_(b)?q=45%20km"]),
        ("(see http://example.org/7/8)", ["http://example.org/7/8"]),
        ("请看https://example.org/路径。后面", ["https://example.org/路径"]),
        ("At www.example.org/45. Then", ["www.example.org/45"]),
        ("Write to press.7@example.org, now.", ["press.7@example.org"]),
        ("Posted by @user_45 today", ["@user_45"]),
        ("On example.org/2014/45 it says", ["example.org/2014/45"]),
        ("In /usr/lib/v12 and C:\\data\\45.txt here", ["/usr/lib/v12", "C:\\data\\45.txt"]),
        ("The file report-2014.pdf and src/part_7/main.py", ["report-2014.pdf", "src/part_7/main.py"]),
        ("Set max_size_10 to 5", ["max_size_10"]),
        ("See doi 10.1000/45.67 there", ["10.1000/45.67"]),
        ("Mail a@example.org,b@example.org", ["a@example.org", "b@example.org"]),
    ],
)
def test_what_is_not_language_is_masked(text: str, expected: list[str]) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "50 km/h and/or 31 mg/kg/day, 9/11, 24/7, 3/4, $5/month, U.S./Canada, N/A, 01/02/2014",
        "It rose 3.5 percent.The next day it fell.",
        "A word -- and another_ _here_ at 5 @ $3.",
        "What: this and that: 5.",
    ],
)
def test_language_is_not_masked(text: str) -> None:
    assert masked(text) == []


def test_a_repeated_first_line_is_the_headline() -> None:
    text = "River Rises 3 Feet\n\nRiver Rises 3 Feet\n\nThe river rose 3 feet on Sunday.\n"
    zones = from_text(text).zones
    assert [(zone.kind, zone.level, text[zone.start : zone.end]) for zone in zones] == [
        ("heading", 1, "River Rises 3 Feet"),
        ("heading", 1, "River Rises 3 Feet"),
    ]


@pytest.mark.parametrize("text", ["One line.", "One line.\nAnother.", "Same.\nSame.", "", " \n\n"])
def test_other_first_lines_are_text(text: str) -> None:
    assert from_text(text).zones == ()


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("BEIRUT (AP) -- Rain fell on the town.", "BEIRUT"),
        ("LONDON, March 3 (Reuters) - Shares rose.", "LONDON"),
        ("WASHINGTON, Jan 26 - Retail sales rose.", "WASHINGTON"),
        ("DAR ES SALAAM — The port has grown.", "DAR ES SALAAM"),
        ("ST. LOUIS, Mo. – The bridge is closed.", "ST. LOUIS, Mo."),
        ("ZÜRICH (Keystone) – The lake froze.", "ZÜRICH"),
        ("Headline here\n\nPARIS — January 7, 2014 — The museum opened.", "PARIS"),
        ("SAN FRANCISCO--(BUSINESS WIRE)--Jan. 7, 2014--The firm grew.", "SAN FRANCISCO"),
        ("Beirut (AP) — Rain fell on the town.", "Beirut"),
    ],
)
def test_a_wire_dateline_is_found(line: str, place: str) -> None:
    document = from_text(line)
    assert document.stated is not None
    assert document.stated.place is not None
    assert line[slice(*document.stated.place)] == place


@pytest.mark.parametrize(
    "line",
    [
        "MEDIA ADVISORY – The office will open.",
        "UPDATE - The road is open again.",
        "RIVER RISES — TOWN CUT OFF",
        "The well-known man - he is 45 - left.",
        "Мы живём - так",
        "U.S. stocks rose - again.",
    ],
)
def test_other_dashes_make_no_dateline(line: str) -> None:
    stated = from_text(line).stated
    assert stated is not None
    assert stated.place is None


@pytest.mark.parametrize(
    ("text", "day", "where"),
    [
        ("NEW YORK, Jan. 7, 2014 (Wire) -- The firm grew.", date(2014, 1, 7), "dateline"),
        ("PARIS — 7 January 2014 — The museum opened.", date(2014, 1, 7), "dateline"),
        ("Wednesday, January 7, 2014\n\nThe firm grew.", date(2014, 1, 7), "text"),
        ("Headline\r\nPublished: 7 January 2014 10:30 GMT\r\nText.", date(2014, 1, 7), "text"),
        ("Headline\rJan 7, 2014\rText.", date(2014, 1, 7), "text"),
        ("FOR IMMEDIATE RELEASE January 7th, 2014\nText.", date(2014, 1, 7), "text"),
        ("Date: 2014-01-07\nText.", date(2014, 1, 7), "text"),
        ("Updated: Jan. 9, 2014, 10:30 a.m. EST\nPublished on Jan. 7, 2014\nText.", date(2014, 1, 7), "text"),
        ("Updated Jan. 9, 2014\nText.", date(2014, 1, 9), "text"),
        ("LONDON, March 3 (Reuters) - Shares rose.\n\nMarch 4, 2014", date(2014, 3, 4), "text"),
    ],
)
def test_the_printed_date_is_the_documents(text: str, day: date, where: str) -> None:
    document = from_text(text)
    assert (document.published, document.published_from) == (day, where)


@pytest.mark.parametrize(
    "text",
    [
        "The firm grew on January 7, 2014.",
        "WASHINGTON, Jan 26 - Retail sales rose.",
        "January 7, 2014\nThe dam broke.\nJanuary 9, 2014\nIt was mended.",
        "January 7, 2014\n" + "The dam broke.\n" * 20 + "January 9, 2014\nIt was mended.",
        "Date: January 7, 2014\nTime: 10:30\nPlace: the hall",
        "February 30, 2014\nText.",
        "Born: January 7, 1960\nText.",
        "line\n" * 12 + "January 7, 2014",
    ],
)
def test_other_dates_are_not_the_documents(text: str) -> None:
    document = from_text(text)
    assert (document.published, document.published_from) == (None, None)


def test_a_given_date_goes_before_a_printed_one() -> None:
    document = from_text("January 7, 2014\nText.", published=date(2014, 2, 1))
    assert (document.published, document.published_from) == (date(2014, 2, 1), "option")


def test_a_wrong_weekday_is_not_the_readers_concern() -> None:
    assert full_date("Monday, January 7, 2014") == date(2014, 1, 7)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (BOM_UTF8 + b"a\r\nb", "a\r\nb"),
        ("\ufeffété".encode("utf-16-le"), "été"),
        ("\ufeffété".encode("utf-16-be"), "été"),
        ("\ufeffété".encode("utf-32-le"), "été"),
        (b"", ""),
        ("漢字 🙂".encode(), "漢字 🙂"),
        (b"page\x0cnext", "page\x0cnext"),
    ],
)
def test_encodings_are_recognised(raw: bytes, text: str) -> None:
    assert decoded(raw, "a.txt") == text


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"one\ntw\xff", "a.txt:2: invalid UTF-8 at byte 6 (0xff); save the file as UTF-8"),
        (BOM_UTF8 + b"\xe9t\xe9", "a.txt:1: invalid UTF-8 at byte 3 (0xe9); save the file as UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.txt: binary, not text (NUL at byte 8); if it is UTF-16, save it as UTF-8"),
        (b"\x01\x02\x03 text", "a.txt: binary, not text (3 control characters)"),
        (b"\xff\xfea", "a.txt: invalid UTF-16 at byte 2; save the file as UTF-8"),
        ("\ufeffa\x00b".encode("utf-16-le"), "a.txt: binary, not text (NUL character at 1)"),
    ],
)
def test_what_is_no_text_is_an_error(raw: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        decoded(raw, "a.txt")
    assert str(caught.value) == message


def test_half_a_surrogate_pair_is_an_error() -> None:
    with pytest.raises(ReadError, match="unpaired surrogate at character 1"):
        from_text("a\ud800")
    with pytest.raises(ReadError, match="unknown kind of text 'html'"):
        from_text("a", kind="html")


@pytest.mark.parametrize(
    "unit", ["word 45 km. ", "a", "@", "/a", "http://a)", "a_", ".pdf", "A- ", "(", "&amp;", "`a ", "{/*", "\r"]
)
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_a_long_line_is_read_in_linear_time(unit: str, kind: str) -> None:
    """A quadratic reader would need hours for a million characters; the bound is generous to slow machines."""
    start = time.process_time()
    from_text(unit * (1_000_000 // len(unit)), kind=kind)
    assert time.process_time() - start < 10


def test_a_number_that_was_there_before_begins_another_list() -> None:
    text = "Two forms:\n\n1. a string\n   of signs\n\n2. a list\n\n\n2. Colours\n"
    items = [(zone.group, text[zone.start : zone.end].split()[-1]) for zone in from_text(text).zones]
    assert items == [(0, "forms:"), (1, "string"), (1, "list"), (0, "list"), (2, "Colours")]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "– ", "{}. ", "{}) ", "({}) "])
def test_a_list_has_one_mark_before_each_item(mark: str) -> None:
    items = ("a string", "a list", "a map")
    text = "Two forms:\n\n" + "".join(f"{mark.format(number)}{item}\n" for number, item in enumerate(items, 1))
    zones = from_text(text).zones
    assert [text[zone.start : zone.end].removesuffix("\n").split(" ", 1)[1] for zone in zones[1:]] == [*items]
    assert [zone.kind for zone in zones] == ["paragraph", "item", "item", "item"]


WRAPPED = """\
The lake behind the dam of the old mill is 45 metres (148
feet) deep, and the reserve around it covers 7 square
kilometers (4 square miles). It was opened on Tuesday, June
12, 2019, by the mayor.
"""


def test_wrapped_lines_run_on_with_their_places() -> None:
    given, date_ = (one.spans[0] for one in check(WRAPPED).findings)
    assert (given.text, given.line, given.column, given.end_line) == ("7 square\nkilometers", 2, 46, 3)
    assert (date_.text, date_.line, date_.end_line, date_.end_column) == ("Tuesday, June\n12, 2019", 3, 4, 9)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_wrapped_lines_may_begin_and_end_with_anything(ending: str) -> None:
    lines = [*WRAPPED.splitlines(), "The mayor of the town whose name is known to all as that of", "Lund, said so."]
    running = [" ".join(line.split()) for line in unwrapped(ending.join(lines)).splitlines()]
    assert running == [" ".join(lines[:4]), " ".join(lines[4:])]  # behind "by the mayor." the next word had room


@pytest.mark.parametrize(
    "text",
    [
        "A short line of a poem\nand another line.",
        "The first item of a list without any marks\nthe second item, which is the longer one by far, and no stop",
        "The sentence before ends with a stop, and not with its line.\nthe next one begins small.",
        "A line that ends here with a word and not with any stop at all\n\nand a paragraph.",
        "2. Rates are those of the standard population of that year\n3. None for those under thirty",
    ],
)
def test_other_lines_stand_alone(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text("ab ,.1(\r\né—", max_size=400))
def test_unwrapping_changes_line_breaks_only(text: str) -> None:
    running = unwrapped(text)
    assert len(running) == len(text)
    assert all(one == other or (one == " " and other in "\r\n") for one, other in zip(running, text, strict=True))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("LEEDS, May 11 - The hearing begins.", date(2015, 5, 11)),
        ("LEEDS -- May 9 -- The hearing begins.", date(2015, 5, 9)),
        ("Leeds, 15 May (AP) - The hearing begins.", date(2015, 5, 15)),
        ("LEEDS, June 30 - The hearing begins.", None),
        ("Mayy 13, 2015\nThe hearing begins.", date(2015, 5, 13)),
        ("Mxy 13, 2015\nThe hearing begins.", None),
        ("For release\nMay\n13, 2015\nThe hearing begins.", date(2015, 5, 13)),
        ("May\u00a0１３, 2015\nThe hearing begins.", date(2015, 5, 13)),
        ("The hearing begins.", None),
    ],
)
def test_a_text_states_its_day(text: str, stated: date | None) -> None:
    """Beside a date that only a corpus gives; a document that somebody made states the same."""
    read = plain("-", text, dated=(date(2015, 5, 12), "column"))
    made = with_stated(Document("-", text, published=date(2015, 5, 12), published_from="column"))
    assert read.stated == made.stated
    assert read.stated is not None
    assert read.stated.day == stated
    assert read.own_date == made.own_date == OwnDate(stated or date(2015, 5, 12), stated is not None)


def test_what_an_editor_gives_goes_before_what_the_text_states() -> None:
    given = plain("-", "May 13, 2015\nThe hearing begins.", dated=(date(2015, 5, 12), "option"))
    assert given.stated == Stated(date(2015, 5, 13))
    assert given.own_date == OwnDate(date(2015, 5, 12), True)
