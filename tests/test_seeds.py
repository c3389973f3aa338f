"""Seeds: golden facts and findings, clean stories stay silent, and each planted edit gives exactly its finding."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import checks
from checks.finding import Finding
from checks.read import documents, from_text
from checks.report.fact import rows
from checks.report.json import finding_object
from checks.rule import rules

ROOT = Path(__file__).parent.parent
SOURCES = tomllib.loads((ROOT / "seeds" / "SOURCE.toml").read_text("utf-8"))
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in (".md", ".txt"))
RULES = {one.name for one in rules()}


def _check(text: str, path: Path) -> tuple[Finding, ...]:
    kind = "markdown" if path.suffix == ".md" else "text"
    return checks.check(from_text(text, name=path.name, kind=kind)).findings


def _edits() -> list[Any]:
    cases = []
    for path in SEEDS:
        planted = ROOT / "seeds" / "planted" / f"{path.stem}.toml"
        for number, edit in enumerate(tomllib.loads(planted.read_text("utf-8")).get("edit", [])):
            if edit["rule"] in RULES:
                cases.append(pytest.param(path, edit, id=f"{path.stem}-{number}-{edit['rule']}"))
    return cases


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_findings_are_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    found = [finding_object(finding) | {"document": path.name} for finding in checks.check(path).findings]
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    golden(ROOT / "fixtures" / path.stem / "findings.jsonl", lines)
    clean = SOURCES[path.stem]["clean"]
    assert clean != bool(found)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_facts_are_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    batch = next(iter(documents([path])))
    lines = "".join(
        json.dumps(row | {"document": path.name}, ensure_ascii=False) + "\n"
        for row in rows(checks.extract(batch), batch)
    )
    golden(ROOT / "fixtures" / path.stem / "facts.jsonl", lines)


@pytest.mark.parametrize(("path", "edit"), _edits())
def test_planted_edit_gives_exactly_its_finding(path: Path, edit: dict[str, Any]) -> None:
    original = path.read_bytes().decode("utf-8")
    assert original.count(edit["find"]) == 1
    text = original.replace(edit["find"], edit["replace"])
    before = {(finding.rule, tuple(span.text for span in finding.spans)) for finding in _check(original, path)}
    new = [one for one in _check(text, path) if (one.rule, tuple(span.text for span in one.spans)) not in before]
    assert [one.rule for one in new] == [edit["rule"]]
    blamed = [span.text for span in new[0].spans]
    for piece in edit["blames"]:
        assert any(piece in text or text in piece for text in blamed), (piece, blamed)
