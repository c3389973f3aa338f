"""Laws of front matter: what is read line by line is what a YAML parser reads."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.read import frontmatter
from checks.read.frontmatter import FrontMatter, _flat, front_matter

KEYS = st.sampled_from(["title: ", "date: ", "x_1: '", 'a-b: "', "null: ", "- ", ""])
PIECES = st.sampled_from([
    "word", "a", "5", " ", ": ", ":", " #", "#", '"', "'", "''", "\\", "-", "- ", "?", ",", "[", "]", "{", "}", "&",
    "*", "!", "|", ">", "%", "@", "`", "~", "é", "“", "”", "…", "null", "yes", "2014-01-02", "<<", "=", "...", "\t",
    "\xa0", "\u2028", "🙂", "\n", "\n  ", "\r\n", "\ntitle: ", '\nk: "', "\nNull: null",
])  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", '"\n', "'\n", " \n", ""])


def read(block: str, loader: str = "CSafeLoader", *, flat: bool = False) -> FrontMatter:
    """The front matter of a file with this block, by one of PyYAML's parsers, or line by line where that will do."""
    with pytest.MonkeyPatch.context() as patch:
        if loader == "SafeLoader":
            patch.delattr(yaml, "CSafeLoader", raising=False)
        if not flat:
            patch.setattr(frontmatter, "_flat", lambda *_: None)
        return front_matter(f"---\ntitle: a\n{block}---\ntext")


BLOCKS = st.tuples(KEYS, st.lists(PIECES, max_size=6).map("".join), ENDS).map("".join)


@settings(deadline=None, max_examples=150)
@given(BLOCKS)
def test_flat_front_matter_is_what_yaml_reads(block: str) -> None:
    line_by_line = _flat(block, 0)
    assert line_by_line is None or read(block, flat=True) == read(block)


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML without libyaml")
@settings(deadline=None, max_examples=150)
@given(BLOCKS)
def test_both_parsers_of_yaml_read_the_same(block: str) -> None:
    """Where both can read it; they differ in a few characters and in their words for what is wrong."""
    fast, slow = read(block), read(block, "SafeLoader")
    assert [bool(fast.notices), bool(slow.notices)] != [False, False] or fast == slow


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["---\n", "+++\n", "{\n"]), st.lists(PIECES, max_size=9).map("".join), st.integers(0, 2))
def test_any_front_matter_is_read_or_told_of(fence: str, block: str, closed: int) -> None:
    text = f"{fence}title: a\n{block}\n{fence * closed}date = 2014-01-02\n{fence}text"
    found = front_matter(text)
    assert 0 <= found.body <= len(text)
    for notice in found.notices:
        assert notice.span is not None
        assert 0 <= notice.span[0] <= notice.span[1] <= len(text)


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("title: Five rooms, and more\ndate: 2014-01-07\n", ["Five rooms, and more", "2014-01-07"]),
        ("title: \"Five: rooms\"\r\nTITLE: 'Six'\r\n", ["Six"]),
        ("title: null\nurl: http://example.org/#a\n", ["http://example.org/#a"]),
        ("title: Five # rooms\n", None),
        ("title:\n  - Five\n", None),
        ("title: 5: rooms\n", None),
    ],
)
def test_one_key_and_one_string_a_line_need_no_parser(block: str, values: list[str] | None) -> None:
    flat = _flat(block, 0)
    assert values == (flat if flat is None else [entry.value for entry in flat.values()])
