"""Markdown: its text, its zones, and where each of them stands in the file."""

from __future__ import annotations

from datetime import date

import pytest

from checks.document import Document
from checks.read import from_text


def read(source: str) -> Document:
    return from_text(source, "a.md", "markdown")


def zones(document: Document) -> list[tuple[str, int, int, str]]:
    return [(zone.kind, zone.group, zone.level, document.text[zone.start : zone.end]) for zone in document.zones]


def masked(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.masked]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("An *old* **stone** __bridge__, `x` ~~not~~ here", "An old stone bridge, x not here"),
        (
            "See [the *map*](http://example.org 'A 7') and [this][1].\n\n[1]: http://example.org/45",
            "See the map and this.",
        ),
        ("A &amp; B&nbsp;5 &#52;5 &bogus; \\* \\_ 5\\%", "A & B\u00a05 45 &bogus; * _ 5%"),
        ("one\ntwo\r\nthree\rfour", "one two three four"),
        ("one  \ntwo\\\nthree<br/>four", "one\ntwo\nthree\nfour"),
        ("![A plan of 45 rooms](plan.png) and text", "and text"),
        ("The area[^1] grew.\n\n[^1]: In 2014.", "The area grew.\n\nIn 2014."),
        ("Five <!-- of *6* --> rooms <b>here</b>", "Five  rooms here"),
        ("Five {/* of *6* */}rooms\n\n{/* gone\n\naway */}\n\nhere", "Five rooms\n\nhere"),
        ("- {/* hidden */} item", "item"),
        ("```jsx\n{/* shown\n */} x\n```\n\nas `{/* code */}`", "{/* shown\n */} x\n\nas {/* code */}"),
        ("<!-- a\nb -->\n\nText", "Text"),
        ("<!-- disable --> Text of 5 rooms", "Text of 5 rooms"),
        ("10<sup>6</sup> km<sup>2</sup>, CO<sub>2</sub>, 45<sup>th</sup>", "10⁶ km², CO2, 45th"),
        ("# Title {#id .class}", "Title"),
        ("> [!NOTE]\n> It rose.", "It rose."),
        ("", ""),
        ("\n\n", ""),
        ("漢字 🙂 *e\u0301tude*", "漢字 🙂 e\u0301tude"),
        ("$3 to $4, or $5-$10", "$3 to $4, or $5-$10"),
    ],
)
def test_the_text_is_what_a_reader_sees(source: str, text: str) -> None:
    assert read(source).text == text


def test_blocks_are_zones_of_their_own() -> None:
    source = "# One\n\nTwo *three*\n\n> Four\n> five\n\n***\n\n    six\n\n<div>7</div>\n\nEight\n---\n"
    document = read(source)
    assert zones(document) == [
        ("heading", 0, 1, "One"),
        ("paragraph", 0, 0, "Two three"),
        ("quote", 0, 1, "Four five"),
        ("rule", 0, 0, ""),
        ("code", 0, 0, "six"),
        ("code", 0, 0, "<div>7</div>"),
        ("heading", 0, 2, "Eight"),
    ]
    assert document.text == "One\n\nTwo three\n\nFour five\n\nsix\n\n<div>7</div>\n\nEight"
    assert masked(document) == ["six", "<div>7</div>"]


def test_a_list_counts_its_items_and_follows_its_paragraph() -> None:
    document = read(
        "Three things:\n\n- one\n  - one a\n\n    more\n- ```\n  two\n  ```\n-\n\nNext:\n\n1. first\n\n2. second\n"
    )
    assert zones(document) == [
        ("paragraph", 0, 0, "Three things:"),
        ("item", 1, 1, "one"),
        ("item", 2, 2, "one a"),
        ("paragraph", 2, 2, "more"),
        ("item", 1, 1, ""),
        ("code", 1, 1, "two"),
        ("item", 1, 1, ""),
        ("paragraph", 0, 0, "Next:"),
        ("item", 3, 1, "first"),
        ("item", 3, 1, "second"),
    ]
    assert document.text.startswith("Three things:\n\none\none a\n\nmore\n")
    assert document.text.endswith("Next:\n\nfirst\nsecond")


def test_a_list_in_a_quote_in_a_list() -> None:
    assert zones(read("- a\n\n  > - b\n  > - c\n\n  d\n- [x] e\n")) == [
        ("item", 1, 1, "a"),
        ("item", 2, 2, "b"),
        ("item", 2, 2, "c"),
        ("paragraph", 1, 1, "d"),
        ("item", 1, 1, "e"),
    ]


def test_a_table_is_cells_with_columns() -> None:
    document = read("Before\n\n| a | *b* |\n|---|--:|\n| `x\\|y` | 2 \\| 3 |\n| | z |\n\nAfter")
    assert zones(document)[1:-1] == [
        ("cell", 1, 1, "a"),
        ("cell", 1, 2, "b"),
        ("cell", 1, 1, "x|y"),
        ("cell", 1, 2, "2 | 3"),
        ("cell", 1, 1, ""),
        ("cell", 1, 2, "z"),
    ]
    assert document.text == "Before\n\na\tb\nx|y\t2 | 3\n\tz\n\nAfter"


def test_what_is_not_language_is_masked() -> None:
    document = read(
        "Use `max 45`, not ~~46~~ or <s>47</s>; see <http://example.org/48> or www.example.org/49, <a@example.org>."
    )
    assert masked(document) == ["max 45", "46", "47", "http://example.org/48", "www.example.org/49", "a@example.org"]


def test_a_tag_left_open_ends_with_its_block() -> None:
    document = read("One <del>two\n\nthree</del> 10<sup>6\n\n7")
    assert masked(document) == []
    assert document.text == "One two\n\nthree 10⁶\n\n7"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_and_columns_are_those_of_the_file(newline: str, mark: str) -> None:
    source = mark + newline.join(["# Zoë 🙂", "", "- **It** &amp; 45&nbsp;km", "  more `x` 46", ""])
    document = read(source)
    source_map = document.source("text")
    assert source_map.original == source.removeprefix("\ufeff")
    place = {
        token: source_map.position(source_map.original_offset(document.text.index(token)))
        for token in ("🙂", "45", "46")
    }
    assert place == {"🙂": (1, 7), "45": (3, 16), "46": (4, 12)}
    assert source_map.line_text(4) == "  more `x` 46"


def test_a_span_covers_the_entity_it_ends_in() -> None:
    source = "It is 2&frac12; km."
    document = read(source)
    source_map = document.source("text")
    start, end = document.text.index("2"), document.text.index("½") + 1
    assert source[source_map.original_offset(start) : source_map.end_offset(end)] == "2&frac12;"


def test_dates_and_datelines_are_found_in_the_text() -> None:
    document = read("# River rises\n\nJanuary 7, 2014\n\n**BEIRUT** (AP) -- Rain fell on the town.\n")
    assert (document.published, document.published_from) == (date(2014, 1, 7), "text")
    assert document.stated is not None
    assert document.text[slice(*document.stated.place)] == "BEIRUT"


@pytest.mark.parametrize(
    ("source", "title", "day"),
    [
        ("---\ntitle: Five rooms\ndate: 2014-01-07\n---\nText", "Five rooms", date(2014, 1, 7)),
        ("---\r\ntitle: 'It''s 5'\r\nDate: 2014-01-07T10:00:00Z\r\n---\r\nText", "It's 5", date(2014, 1, 7)),
        ('\ufeff---\ntitle: "A \\"caf\\u00e9\\""\npublished: 7 January 2014\n...\nText', 'A "café"', date(2014, 1, 7)),
        ("---\ntitle: >-\n  Five\n  rooms\n---\nText", "Five rooms", None),
        ("---\n# no title\n\ntitle:\ndate:\n---\nText", None, None),
        ("---\ndate: 2014\npublished: 2015-02-01\ntags: [a]\n---\nText", None, date(2015, 2, 1)),
        ("---\n---\nText", None, None),
        (
            '+++\ntitle = "Five\\trooms"\ndate = 2014-01-07T10:00:00Z\n[x]\ntitle = 1\n+++\nText',
            "Five\trooms",
            date(2014, 1, 7),
        ),
        ("+++\r\ntitle = 'Five'\r\ndate = '2014-01-07'\r\n+++\r\nText", "Five", date(2014, 1, 7)),
        ('+++\ntitle = """\nFive rooms"""\n+++\nText', "Five rooms", None),
    ],
)
def test_front_matter_gives_title_and_date(source: str, title: str | None, day: date | None) -> None:
    document = read(source)
    assert (document.headline, document.published, document.text) == (title, day, "Text")
    assert document.published_from == ("front matter" if day else None)
    source_map = document.source("text")
    assert source_map.original[source_map.original_offset(0) :] == "Text"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("---\ntitle: Five rooms\n---\n", ["F", "i", "v", "e", " ", "r", "o", "o", "m", "s"]),
        ('---\ntitle: "a\\"\\u00e9\\\n  b"\n---\n', ["a", '\\"', "\\u00e9", "b"]),
        ("---\ntitle: 'a''b'\n---\n", ["a", "''", "b"]),
        ("---\ntitle: >-\n  a\n  b\n---\n", ["a", "\n  ", "b"]),
        ('+++\ntitle = "漢\\U0001F642x"\n+++\n', ["漢", "\\U0001F642", "x"]),
    ],
)
def test_a_title_leads_back_to_its_literal(source: str, written: list[str]) -> None:
    document = read(source)
    source_map = document.source("headline")
    title = document.headline or ""
    assert [
        source[source_map.original_offset(at) : source_map.end_offset(at + 1)] for at in range(len(title))
    ] == written


@pytest.mark.parametrize(
    "source",
    [
        "---\nA line of text\n---\nText",
        "***\n\ntitle: x\n\n---\n",
        "---\ntitle: never closed",
        "text\n---\ntitle: x\n---\n",
        "--- \n- a\n---\n",
        "Notes: five rooms\n---\nText",
        "title: five rooms\n\n---\nText",
        '{\n"title": never closed',
        "{{ title }}\n---\nText",
    ],
)
def test_without_keys_between_fences_there_is_no_front_matter(source: str) -> None:
    document = read(source)
    assert document.headline is None
    assert document.source("text").original_offset(0) >= 0
    assert document.text


@pytest.mark.parametrize(
    ("source", "blamed", "message"),
    [
        ("---\ntitle: x\ndate: soon\n---\n", "date: soon", "'date' is not a date: 'soon'; write it as YYYY-MM-DD"),
        (
            "+++\ndate = '2014-02-30'\n+++\n",
            "date = '2014-02-30'",
            "'date' is no such day: '2014-02-30'; write it as YYYY-MM-DD",
        ),
        (
            "---\ndate: {{ date }}\n---\n",
            "date: {{ date }}",
            "'date' is not a date: '{{ date }}'; write it as YYYY-MM-DD",
        ),
        (
            "---\r\nDate:  05/03/2024  \r\n---\r\n",
            "Date:  05/03/2024",
            "'date' is either 2024-05-03 or 2024-03-05: '05/03/2024'; write it as YYYY-MM-DD",
        ),
        ("---\ntitle: a: b\n---\n", "title: a: b", "the front matter cannot be read (mapping values are not allowed "),
        (
            "---\nx: 1\ntitle: 'a\n---\n",
            "title: 'a",
            "the front matter cannot be read (found unexpected end of stream)",
        ),
        ("+++\nx = 1\ntitle = \n+++\n", "title =", "the front matter cannot be read (Invalid value)"),
        ("+++\nx = [\n+++\n", "x = [", "the front matter cannot be read (Invalid value)"),
        (
            f"+++\n{'a.' * 32_000}a = 1\n+++\n",
            f"{'a.' * 32_000}a = 1",
            "the front matter cannot be read (a key of more than 64 parts)",
        ),
        (f"+++\na = {'[' * 9_000}\n+++\n", f"a = {'[' * 9_000}", "the front matter cannot be read (nested too deeply)"),
        (
            f"---\na: {'[' * 9_000}\n---\n",
            f"a: {'[' * 9_000}",
            "the front matter cannot be read (nested more than 64 levels deep)",
        ),
        (
            f"---\na: {'b ' * 40_000}\n---\n",
            f"a: {'b ' * 40_000}".strip(),
            "the front matter cannot be read (longer than 65,536 characters)",
        ),
    ],
    ids=range(12),
)
def test_what_cannot_be_read_of_front_matter_is_a_notice(source: str, blamed: str, message: str) -> None:
    document = read(source + "The bridge opened.")
    (notice,) = document.notices
    assert notice.span is not None
    assert source[slice(*notice.span)] == blamed
    assert notice.message.startswith(message)
    assert document.text == "The bridge opened."
    assert document.published is None


@pytest.mark.parametrize(
    ("source", "title", "day"),
    [
        ("---\nx: a: b\ntitle: Five rooms\ndate: 2014-01-07\n---\n", "Five rooms", date(2014, 1, 7)),
        ("---\nx: 'a\ntitle: Five rooms\ntitle: Six rooms\ndate: 2014-01-07\n---\n", None, date(2014, 1, 7)),
        ("+++\nx = \ntitle = 'Five rooms'\ndate = 2014-01-07\n+++\n", "Five rooms", date(2014, 1, 7)),
        ("+++\nx = \n[other]\ntitle = 'Five rooms'\n+++\n", None, None),
        ('+++\nx = """\ntitle = "Five rooms"\n""" y\n+++\n', None, None),
    ],
)
def test_what_stands_on_its_own_line_is_read_of_malformed_front_matter(
    source: str, title: str | None, day: date | None
) -> None:
    document = read(source)
    assert (document.headline, document.published) == (title, day)
    assert [notice.rule for notice in document.notices] == ["unread-front-matter"]


@pytest.mark.parametrize(
    ("source", "title", "day"),
    [
        ("---\npublished: false\ndate: 2014-01-07\n---\n", None, date(2014, 1, 7)),
        ("---\npublished: Yes\ntags: [a]\n---\n", None, None),
        ("+++\npublished = true\ndate = 2014-01-07\n+++\n", None, date(2014, 1, 7)),
        ("---\ntitle:\tFive rooms\t\ntags:\n\t- a\t\n---\n", "Five rooms", None),
        (
            "---\ntitle: Five rooms\ndate:\n  created: 2014-01-07\n  updated: 2015-02-08\n---\n",
            "Five rooms",
            date(2014, 1, 7),
        ),
        ("---\ndate: 2014\npublishDate: 7 January 2014\n---\n", None, date(2014, 1, 7)),
        ("---\ntitle: '{{ page.title }}'\ntags: [a]\n---\n", None, None),
        ("---\ntitle: {{ title }}\n---\n", None, None),
        ("---\ntitle: &a Five\nx: [*a, *a]\ndate: !!str 2014-01-07\n---\n", "Five", date(2014, 1, 7)),
        (
            '{\n  "x": {"title": "no"},\n  "title": "Five rooms",\n  "date": "2014-01-07"\n}\n',
            "Five rooms",
            date(2014, 1, 7),
        ),
        ("---\ndate: July 2022\n---\n", None, None),
        ("title: Five rooms\ntags:\n- a\ndate: 2014/1/7 20:46:25\n---\n", "Five rooms", date(2014, 1, 7)),
        ("title: {{ title }}\n---\n", None, None),
    ],
)
def test_front_matter_of_generators_of_sites_is_read(source: str, title: str | None, day: date | None) -> None:
    document = read(source + "The bridge opened.")
    assert (document.headline, document.published, document.notices) == (title, day, ())
    assert document.text == "The bridge opened."


def test_a_date_given_goes_before_front_matter_and_that_before_the_text() -> None:
    source = "---\ndate: 2014-01-07\n---\nJanuary 9, 2014\n\nText"
    assert read(source).published == date(2014, 1, 7)
    document = from_text(source, kind="markdown", published=date(2014, 2, 1))
    assert (document.published, document.published_from) == (date(2014, 2, 1), "option")
