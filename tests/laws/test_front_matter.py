"""Laws of front matter: what is read line by line is what a YAML parser reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.read.frontmatter import _composed, _flat

KEYS = st.sampled_from(["title: ", "date: ", "x_1: '", 'a-b: "', "null: ", "- ", ""])
PIECES = st.sampled_from([
    "word", "a", "5", " ", ": ", ":", " #", "#", '"', "'", "''", "\\", "-", "- ", "?", ",", "[", "]", "{", "}", "&",
    "*", "!", "|", ">", "%", "@", "`", "~", "é", "“", "”", "…", "null", "yes", "2014-01-02", "<<", "=", "...", "\t",
    "\xa0", "\u2028", "🙂", "\n", "\n  ", "\r\n", "\ntitle: ", '\nk: "', "\nNull: null",
])  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", '"\n', "'\n", " \n", ""])


@settings(deadline=None, max_examples=300)
@given(st.tuples(KEYS, st.lists(PIECES, max_size=6).map("".join), ENDS).map("".join))
def test_flat_front_matter_is_what_yaml_reads(block: str) -> None:
    flat = _flat(f"---\n{block}---\n", 4, 4 + len(block))
    assert flat is None or flat == _composed(f"---\n{block}---\n", 4, 4 + len(block), "a.md")


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
    flat = _flat(block, 0, len(block))
    assert values == (flat if flat is None else [entry.value for entry in flat.values()])
