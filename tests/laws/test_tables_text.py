# ruff: noqa: E501, PT017, SIM905 -- pieces on a line; errors are one of the two outcomes
"""Any text given as an expression, a column, a message or a table is judged or told to be wrong, and nothing else happens."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checks import tables
from checks.finding import Judgement
from checks.tables import TableError
from checks.tables.expression.condition import ConditionError, read, scalars, tokenize, write

FRAME = pl.DataFrame({"a": [1.0, 2.0, None], "b": [2, 0, 3], "s": ["x", "y", None], "end": [True, False, None]})
PIECES = st.sampled_from(
    "a b s end c \"a\" `b` ( ) + - * / // % < <= = <> >= > , . :: || ~ 'x' '2016-12-11' 1 0 1.5 1e3 and or not in is null "
    "between like case when then else end sum( convert( step( agree( printed( years_between( 'km2' 'mi2' true interval [ ] "
    "previous( count(*) cast(a as int) :".split(" ")
)
EXPRESSIONS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=10).map(" ".join))


def judged(**rule: object) -> Judgement | None:
    try:
        return tables.validate({"t": FRAME}, config=[{"name": "t", "rule": [{"name": "r", **rule}]}])
    except TableError as error:
        assert error.problems
        assert all("\n" not in problem for problem in error.problems)
        return None


@settings(max_examples=300, deadline=None)
@given(text=EXPRESSIONS)
def test_any_text_is_a_condition_or_none(text: str) -> None:
    report = judged(**{"assert": text})
    if report is not None:
        tally = report.summary.rules["r"]
        assert tally.holds + tally.broken + tally.not_comparable == FRAME.height


@settings(max_examples=100, deadline=None)
@example(text="", says="{0}")
@given(text=EXPRESSIONS, says=st.one_of(st.text(max_size=20), EXPRESSIONS.map(lambda inner: f"{{{inner}}} is it")))
def test_any_text_is_a_rule_of_a_group_and_a_message_or_none(text: str, says: str) -> None:
    judged(**{"kind": "group", "by": "s", "assert": text, "says": says})
    judged(**{"assert": "a < 0", "says": says})


@settings(max_examples=100, deadline=None)
@given(
    text=st.one_of(st.text(max_size=20), st.lists(PIECES, max_size=5).map(lambda parts: " ".join(["float", *parts])))
)
def test_any_text_is_a_column_or_none(text: str) -> None:
    try:
        tables.validate({"t": FRAME}, config=[{"name": "t", "columns": {"a": text}}])
    except TableError as error:
        assert error.problems


@given(text=EXPRESSIONS)
def test_tokens_are_read_again_as_they_are_written(text: str) -> None:
    try:
        tokens = tokenize(text)
        condition = read(text) if tokens else None
    except ConditionError:
        return
    assert tokenize(write(tokens)) == tokens
    if condition is not None:
        assert all(side.tokens for side in scalars(condition))


@example(data=b'""\x00\n,')
@settings(max_examples=100, deadline=None)
@given(
    data=st.one_of(st.binary(max_size=60), st.text(st.sampled_from('ab12,;\n\r"\t.- x'), max_size=40).map(str.encode))
)
def test_any_bytes_are_a_table_or_none(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("tables")
    for name in ("t.csv", "t.jsonl", "t.parquet", "t.arrow"):
        path = Path(folder / name)
        path.write_bytes(data)
        try:
            tables.validate([path], config=[{"name": "t", "columns": {"a": "float >= 0"}}])
        except TableError as error:
            assert error.problems
