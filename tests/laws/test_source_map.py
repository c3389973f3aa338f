"""Laws of the reading stage: every character of what was read leads back to where it stands in the file."""

from __future__ import annotations

import html

from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import CHARACTERS

from checks.document import Document
from checks.read import ReadError, from_text
from checks.read.decode import decoded

# fmt: off
INLINES = st.sampled_from([
    "word ", "45 km ", "**bold** ", "*mild* ", "_under_ ", "~~struck~~ ", "`code 7` ", "``a ` b`` ",
    "<http://example.org> ",
    "[link](http://example.org/a_b) ", "![picture](p.png) ", "&amp; ", "5&nbsp;km ", "&frac12; ", "&#49; ", "\\* ",
    "\\| ",
    "&NotEqualTilde; ", "<b>strong</b> ", "10<sup>6</sup> ", "line<br>break ", "<!-- a *comment* 9 --> ", "note[^1] ",
    "{/* hidden *7* */} ", "🙂 ", "漢字。 ", "e\u0301tude ", "Zoë’s ", "http://example.org/x_y_z. ", "a@example.org ",
    "\u202fm ", "1\u00a0000 ", "\t", "\x00 ", "* ", "_ ", "` ", "[ ", "] ", "< ", "& ", "| ",
])
STARTS = st.sampled_from([
    "", "", "# ", "### ", "- ", "  - ", "1. ", "    ", "> ", "> - ", "| ", "|---|---|", "***", "```", "<div>", "<!--",
    "-->", "[^1]: ", "- [x] ", "===",
])
# fmt: on
law = settings(deadline=None)
ENDINGS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "  \n", "\\\n"])
FRONTS = st.sampled_from(["", "", "\ufeff", "---\ntitle: The *title*\n---\n", "+++\r\ntitle = 'One 漢 two'\r\n+++\r\n"])


@st.composite
def markdowns(draw: st.DrawFn) -> str:
    """Markdown of random pieces, with a word in each line that is nowhere else."""
    lines = draw(st.lists(st.tuples(STARTS, st.lists(INLINES, max_size=5), ENDINGS), max_size=12))
    body = "".join(f"{start}{''.join(inline)}k{number}q{end}" for number, (start, inline, end) in enumerate(lines))
    return draw(FRONTS) + body


def read(source: str) -> Document:
    return from_text(source, kind="markdown")


def stands_for(char: str, written: str) -> bool:
    """Whether `written` is a way to write `char` in Markdown."""
    if written == char or (char.isspace() and (written.isspace() or written == "\\\n" or written.startswith("<br"))):
        return True
    superscript = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
    return char in html.unescape(written) or written == f"\\{char}" or superscript.get(written) == char


@law
@given(markdowns())
@example("| `a\\|b` |\n|---|\n| x &amp; y |\n")
@example("> `a\r\n> b` c\r\n")
@example("`a\n\\|b` c\n")
@example("`a {/* b\n c */} d`\n")
@example("- <div>\n\t7\n")
@example("one<br>\n```\n")
def test_every_character_leads_back_to_itself(source: str) -> None:
    document = read(source)
    for name, field in (("text", document.text), ("headline", document.headline or "")):
        source_map = document.source(name)
        zones = document.zones if name == "text" else ()
        spans = [(zone.start, zone.end) for zone in zones] if name == "text" else [(0, len(field))]
        for start, end in spans:
            for at in range(start, end):
                original = source_map.original_offset(at)
                written = source_map.original[original : source_map.end_offset(at + 1)]
                assert stands_for(field[at], written), (at, field[at], written)


@law
@given(markdowns())
def test_a_word_that_occurs_once_is_found_where_it_stands(source: str) -> None:
    document = read(source)
    original = document.source("text").original
    for number in range(12):
        word = f"k{number}q"
        at = document.text.find(word)
        if at >= 0:
            assert document.source("text").original_offset(at) == original.find(word)
            assert document.source("text").end_offset(at + len(word)) == original.find(word) + len(word)


@law
@given(markdowns())
def test_the_map_never_runs_backwards(source: str) -> None:
    document = read(source)
    source_map = document.source("text")
    inside = [at for zone in document.zones for at in range(zone.start, zone.end)]
    offsets = [source_map.original_offset(at) for at in inside]
    assert offsets == sorted(offsets)
    assert all(source_map.end_offset(at + 1) <= len(source_map.original) for at in inside)


@law
@given(markdowns())
def test_zones_cover_the_text_and_gaps_are_white(source: str) -> None:
    document = read(source)
    at = 0
    for zone in document.zones:
        assert at <= zone.start <= zone.end
        assert document.text[at : zone.start].strip() == ""
        assert zone.start == at or zone.start == zone.end or document.text[at : zone.start] != ""
        at = zone.end
    assert document.text[at:].strip() == ""


@law
@given(markdowns())
def test_masked_ranges_ascend_within_one_zone(source: str) -> None:
    document = read(source)
    at = 0
    for start, end in document.masked:
        assert at <= start < end <= len(document.text)
        assert any(zone.start <= start and end <= zone.end for zone in document.zones)
        at = end


@law
@given(st.text(alphabet=CHARACTERS, max_size=300))
def test_plain_text_is_its_own_original(text: str) -> None:
    document = from_text(text)
    assert document.text == text
    source_map = document.source("text")
    assert all(source_map.original_offset(at) == at for at in range(len(text)))


@law
@given(st.text(alphabet="ab\r\n", max_size=40), st.integers(0, 40))
def test_a_position_counts_lines_as_an_editor_does(text: str, at: int) -> None:
    at = min(at, len(text))
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    if text[at - 1 : at + 1] == "\r\n":
        before = before[:-1] + "\r"
    line, column = from_text(text).source("text").position(at)
    assert (line, column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


def text_or_error(raw: bytes) -> str:
    """The text of a file, or what is said instead."""
    try:
        return decoded(raw, "file.txt")
    except ReadError as error:
        return str(error)


def document_or_error(source: str) -> Document | str:
    """The document of a Markdown text, or what is said instead."""
    try:
        return from_text(source, "a.md", "markdown")
    except ReadError as error:
        return str(error)


@law
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_any_bytes_are_text_or_an_error(raw: bytes) -> None:
    outcome = text_or_error(raw)
    assert (
        outcome.startswith("file.txt:") or outcome.encode("utf-8") in raw or outcome in raw.decode("utf-16", "ignore")
    )


@law
@given(
    st.text(alphabet=CHARACTERS, max_size=200),
    st.sampled_from(["---\ntitle: ", "---\ndate: ", "---\n", "+++\ntitle = ", "+++\n", ""]),
    st.sampled_from(["\n---\n", "\n+++\n", ""]),
)
def test_any_string_is_a_document_or_a_line_about_front_matter(text: str, fence: str, close: str) -> None:
    outcome = document_or_error(f"{fence}{text}{close}tail")
    assert isinstance(outcome, Document) or (outcome.startswith("a.md:") and "front matter" in outcome)
