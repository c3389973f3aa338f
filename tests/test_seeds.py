"""Seeds: golden facts and findings, clean stories stay silent, and each planted edit gives exactly its finding."""

import json
import tomllib
from collections.abc import Callable
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


def _check(text: str, path: Path) -> tuple[Finding, ...]:
    return checks.check(_read(text, path)).findings


def _edits(kind: str) -> list[Any]:
    cases = []
    for path in SEEDS:
        planted = ROOT / "seeds" / "planted" / f"{path.stem}.toml"
        for number, edit in enumerate(tomllib.loads(planted.read_text("utf-8")).get(kind, [])):
            assert edit["rule"] in RULES, edit
            cases.append(pytest.param(path, edit, id=f"{path.stem}-{number}-{edit['rule']}"))
    return cases


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_findings_are_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    found = [finding_record(finding) for finding in _check(path.read_bytes().decode("utf-8"), path)]
    golden(ROOT / "fixtures" / path.stem / "findings.jsonl", "".join(_line(one) for one in found))
    assert SOURCES[path.stem]["clean"] != bool(found)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_facts_are_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    told = lines(checks.extract(_read(path.read_bytes().decode("utf-8"), path)))
    golden(ROOT / "fixtures" / path.stem / "facts.jsonl", "".join(line + "\n" for line in told))


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(("path", "edit"), _edits("edit"))
def test_planted_edit_gives_exactly_its_finding(path: Path, edit: dict[str, Any]) -> None:
    original = path.read_bytes().decode("utf-8")
    assert original.count(edit["find"]) == 1
    text = original.replace(edit["find"], edit["replace"])
    before = {(finding.rule, tuple(span.text for span in finding.spans)) for finding in _check(original, path)}
    new = [one for one in _check(text, path) if (one.rule, tuple(span.text for span in one.spans)) not in before]
    assert sorted(one.rule for one in new) == sorted([edit["rule"], *edit.get("also", [])])
    blamed = [span.text for one in new if one.rule == edit["rule"] for span in one.spans]
    for piece in edit["blames"]:
        assert any(piece in text or text in piece for text in blamed), (piece, blamed)


@pytest.mark.parametrize(("path", "edit"), _edits("missed"))
def test_known_miss_still_stands(path: Path, edit: dict[str, Any]) -> None:
    original = path.read_bytes().decode("utf-8")
    assert original.count(edit["find"]) == 1
    found = _check(original.replace(edit["find"], edit["replace"]), path)
    before = [one.rule for one in _check(original, path)]
    rules_now = [one.rule for one in found]
    assert rules_now.count(edit["rule"]) == before.count(edit["rule"]), "this one is found now: move it to edit"
