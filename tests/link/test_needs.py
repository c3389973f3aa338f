"""Linkers and rules declare which kinds of mentions they need, and no others are looked for."""

import ast
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest

import checks
from checks.document import Document
from checks.extract.extractors import facts
from checks.facts import COMPARED_EVENTS, MENTION_KINDS
from checks.link import needs
from checks.rule import rules, selected

TEXT = "Rebels captured Palmyra on May 5, 2015. Mr. Smith had 7 men."
FRAMES = sorted({name for one in selected(["all"]) for name in one.frames})
LINKERS = [name for name in FRAMES if find_spec(f"checks.link.{name}")]


def name_of_a_man(names: pl.LazyFrame) -> pl.LazyFrame:
    """A man is named."""
    return names.filter(title="Mr.").select("document", name="mention", holds=pl.lit(False))


OF_NAMES = replace(
    next(one for one in rules() if one.frames == ("placeholders",)), judge=name_of_a_man, roles=("name",), says="{name}"
)


def test_a_rule_that_needs_names_makes_names_be_read() -> None:
    documents = (Document("-", TEXT),)
    (without,) = checks.check_batches([documents], selected())
    (with_names,) = checks.check_batches([documents], (OF_NAMES,))
    assert "names" not in without.summary.facts
    assert with_names.summary.facts == {"names": checks.extract(TEXT).names.height}
    assert [finding.spans[0].text for finding in with_names.findings] == ["Smith"]


def test_no_kind_is_looked_for_without_a_rule() -> None:
    (report,) = checks.check_batches([(Document("-", TEXT),)], selected(["reading"]))
    assert report.summary.facts == {}


def _read_by(module: str) -> set[str]:
    """The kinds of mentions that a module of linking, or one that it imports, takes from the facts."""
    found = find_spec(module)
    assert found is not None
    assert found.origin is not None
    read: set[str] = set()
    for node in ast.walk(ast.parse(Path(found.origin).read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "facts":
            read |= {node.attr} & {*MENTION_KINDS}
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("checks.link."):
            read |= _read_by(str(node.module))
    return read


@pytest.mark.parametrize("linker", LINKERS)
def test_a_linker_declares_the_kinds_it_reads(linker: str) -> None:
    declared = {"events" if kind == COMPARED_EVENTS else kind for kind in needs([linker])}
    assert declared == _read_by(f"checks.link.{linker}")
    assert declared


@pytest.mark.parametrize("kind", MENTION_KINDS)
def test_a_kind_is_read_alone_as_among_all(kind: str) -> None:
    """Mentions of one kind are the same whatever else is looked for; their numbers are not."""
    documents = [Document("-", f"{TEXT} TK percent remembered the 20th anniversary.")]
    alone, among = (getattr(facts(documents, kinds), kind) for kinds in ([kind], MENTION_KINDS))
    ids = [column for column in ("mention", "time") if column in among.columns]
    assert alone.drop(ids).equals(among.drop(ids))
    assert among.height


def test_events_are_read_with_their_times() -> None:
    found = facts([Document("-", TEXT)], ["events"])
    assert found.times["mention"].to_list() == found.events["time"].to_list()
