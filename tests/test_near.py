"""What a mistaken name is taken for, and what it is not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.near import did_you_mean, near
from checks.rule import rules

RULES = ("all", *sorted({name for rule in rules() for name in (rule.name, rule.family)}))
FORMATS = ("concise", "github", "gitlab", "html", "json", "json-lines", "junit", "markdown", "sarif", "text")
LEVELS = ("error", "warning", "note", "never")
OPTIONS = ("--output-file", "--output-format", "--select", "--ignore", "--fix", "--help", "--fail-on", "-o", "-q")
SUFFIXES = (".txt", ".md", ".markdown", ".jsonl", ".ndjson", ".parquet")
COLUMNS = ("place", "Original_km2", "observed")

NEAR = (
    ("unit", RULES, "units"),
    ("numberz", RULES, "numbers"),
    ("conversion_mismatch", RULES, "conversion-mismatch"),
    ("conversion-missmatch", RULES, "conversion-mismatch"),
    ("conversion", RULES, "conversion-mismatch"),
    ("weekday-mismatch", RULES, "weekday-date-mismatch"),
    ("placeholder", RULES, "placeholder-left"),
    ("jsn", FORMATS, "json"),
    ("hmtl", FORMATS, "html"),
    ("jsonlines", FORMATS, "json-lines"),
    ("JSON", FORMATS, "json"),
    ("eror", LEVELS, "error"),
    ("ntoe", LEVELS, "note"),
    ("warn", LEVELS, "warning"),
    ("--slect", OPTIONS, "--select"),
    ("--format", OPTIONS, "--output-format"),
    ("--fail", OPTIONS, "--fail-on"),
    (".text", SUFFIXES, ".txt"),
    (".json", SUFFIXES, ".jsonl"),
    ("PLACE", COLUMNS, "place"),
    ("original km2", COLUMNS, "Original_km2"),
    ("placee", COLUMNS, "place"),
    ("aa", ("a", "b"), "a"),
)
FAR = (
    ("name-mismatch", RULES),
    ("mismatch", RULES),
    ("reversed", RULES),
    ("spelling", RULES),
    ("E501", RULES),
    ("foo", RULES),
    ("", RULES),
    ("yaml", FORMATS),
    ("xml", FORMATS),
    ("pdf", FORMATS),
    ("none", LEVELS),
    ("fatal", LEVELS),
    ("--verbose", OPTIONS),
    ("--no-cache", OPTIONS),
    ("--output", OPTIONS),
    ("-x", OPTIONS),
    ("--", OPTIONS),
    (".doc", SUFFIXES),
    (".rst", SUFFIXES),
    ("population", COLUMNS),
)


@pytest.mark.parametrize(("name", "known", "meant"), NEAR)
def test_what_is_near_is_suggested(name: str, known: tuple[str, ...], meant: str) -> None:
    assert near(name, known) == meant
    assert did_you_mean(name, known) == f"; did you mean '{meant}'?"


@pytest.mark.parametrize(("name", "known"), FAR)
def test_what_is_far_is_not(name: str, known: tuple[str, ...]) -> None:
    assert did_you_mean(name, known) == ""
    assert did_you_mean(name, known, listed=True) == f"; known are {', '.join(sorted(known))}"


def test_nothing_known_is_nothing_said() -> None:
    assert did_you_mean("x", (), listed=True) == ""


@settings(deadline=None)
@given(st.sampled_from(RULES), st.data())
def test_one_letter_left_out_or_doubled_of_a_name_is_near(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    for slip in (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:]):
        if len(slip) > 3 and slip not in RULES:
            assert near(slip, RULES) is not None


@settings(deadline=None)
@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_what_is_suggested_is_known(name: str, known: list[str]) -> None:
    assert near(name, known) in {None, *known}


def test_there_is_no_other_implementation() -> None:
    root = Path(__file__).parent.parent / "checks"
    for path in root.rglob("*.py"):
        names = {name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in _imported(node)}
        assert not names & {"get_close_matches", "SequenceMatcher"} or path.name == "near.py", path


def _imported(node: ast.AST) -> list[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
