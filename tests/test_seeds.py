"""Seeds: golden facts and findings, clean stories stay silent, and each planted edit gives exactly its finding."""

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import checks
from checks.document import Document
from checks.finding import Finding
from checks.read import from_text
from checks.report.fact import lines
from checks.report.record import finding_record
from checks.rule import rules

ROOT = Path(__file__).parent.parent
SOURCES = tomllib.loads((ROOT / "seeds" / "SOURCE.toml").read_text("utf-8"))
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in (".md", ".txt"))
RULES = {one.name for one in rules()}


def _read(text: str, path: Path) -> Document:
    return from_text(text, name=path.name, kind="markdown" if path.suffix == ".md" else "text")


def _original(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@cache
def _findings() -> dict[tuple[Path, str], tuple[Finding, ...]]:
    """The findings of each seed and of each text made of it by an edit, all judged as one batch."""
    edits = [(path, edit) for kind in ("edit", "missed") for path, edit, _ in _planted(kind)]
    texts = {(path, _original(path)) for path in SEEDS} | {(path, _edited(path, edit)) for path, edit in edits}
    documents = {f"{at}": (path, text) for at, (path, text) in enumerate(sorted(texts))}
    select = sorted({one.name for one in rules() if one.default} | {edit["rule"] for _, edit in edits})
    each = [replace(_read(text, path), name=name) for name, (path, text) in documents.items()]
    report = checks.check(each, select=select)
    found: dict[tuple[Path, str], tuple[Finding, ...]] = dict.fromkeys(documents.values(), ())
    for finding in report.findings:
        path, text = documents[finding.document]
        found[path, text] += (replace(finding, document=path.name),)
    return found


def _check(text: str, path: Path) -> tuple[Finding, ...]:
    return _findings()[path, text]


def _edited(path: Path, edit: dict[str, Any]) -> str:
    original = _original(path)
    assert original.count(edit["find"]) == 1
    return original.replace(edit["find"], edit["replace"])


def _planted(kind: str) -> Iterator[tuple[Path, dict[str, Any], int]]:
    """Each edit of a kind, with its seed and its number among those of the seed."""
    for path in SEEDS:
        planted = tomllib.loads((ROOT / "seeds" / "planted" / f"{path.stem}.toml").read_text("utf-8"))
        for number, edit in enumerate(planted.get(kind, [])):
            yield path, edit, number


def _edits(kind: str) -> list[Any]:
    cases = []
    for path, edit, number in _planted(kind):
        assert edit["rule"] in RULES, edit
        cases.append(pytest.param(path, edit, id=f"{path.stem}-{number}-{edit['rule']}"))
    return cases


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_findings_are_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    found = [finding_record(finding) for finding in _check(_original(path), path)]
    golden(ROOT / "fixtures" / path.stem / "findings.jsonl", "".join(_line(one) for one in found))
    assert SOURCES[path.stem]["clean"] != bool(found)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_facts_are_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    told = lines(checks.extract(_read(_original(path), path)))
    golden(ROOT / "fixtures" / path.stem / "facts.jsonl", "".join(line + "\n" for line in told))


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(("path", "edit"), _edits("edit"))
def test_planted_edit_gives_exactly_its_finding(path: Path, edit: dict[str, Any]) -> None:
    text = _edited(path, edit)
    before = {(finding.rule, tuple(span.text for span in finding.spans)) for finding in _check(_original(path), path)}
    new = [one for one in _check(text, path) if (one.rule, tuple(span.text for span in one.spans)) not in before]
    assert sorted(one.rule for one in new) == sorted([edit["rule"], *edit.get("also", [])])
    blamed = [span.text for one in new if one.rule == edit["rule"] for span in one.spans]
    for piece in edit["blames"]:
        assert any(piece in text or text in piece for text in blamed), (piece, blamed)


@pytest.mark.parametrize(("path", "edit"), _edits("missed"))
def test_known_miss_still_stands(path: Path, edit: dict[str, Any]) -> None:
    found = _check(_edited(path, edit), path)
    before = [one.rule for one in _check(_original(path), path)]
    rules_now = [one.rule for one in found]
    assert rules_now.count(edit["rule"]) == before.count(edit["rule"]), "this one is found now: move it to edit"
