"""Each example of a rule on tables gives exactly the findings and counts that it says."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import checks
from checks import tables
from checks.tables.declare.declaration import KINDS
from checks.tables.declare.page import page

FOLDER = Path(__file__).parents[2] / "fixtures" / "tables"
EXAMPLES = sorted(FOLDER.glob("*.toml"))


def example(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def written(data: dict[str, str], folder: Path) -> dict[str, Path]:
    for name, text in data.items():
        (folder / f"{name}.csv").write_text(text.lstrip("\n"), "utf-8")
    return {name: folder / f"{name}.csv" for name in data}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_gives_its_findings_and_counts(path: Path, tmp_path: Path) -> None:
    said = example(path)
    report = tables.validate(written(said["data"], tmp_path), config=said)
    found = [(one.rule, one.row, one.message) for one in report.findings]
    assert found == [(one["rule"], one["row"], one["message"]) for one in said["expected"]]
    for finding, one in zip(report.findings, said["expected"], strict=True):
        assert finding.severity.name == one.get("severity", "error")
        assert finding.explanation == one.get("explanation", finding.explanation)
        assert finding.keys == one.get("keys", finding.keys)
        assert finding.values == one.get("values", finding.values)
    for rule, expected in said["tally"].items():
        tally = report.summary.rules[rule]
        counted = {"holds": tally.holds, "broken": tally.broken, "not_comparable": tally.not_comparable}
        assert counted == expected, rule


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["parquet", "arrow", "jsonl"])
def test_an_example_gives_its_findings_in_every_format(path: Path, kind: str, tmp_path: Path) -> None:
    said = example(path)
    if any("printed" in str(rule) or "step" in str(rule) for table in said["table"] for rule in table.get("rule", ())):
        pytest.skip("only text keeps the digits as printed")
    loaded = tables.load(written(said["data"], tmp_path).values(), said)
    paths = {name: tmp_path / f"{name}.{kind}" for name in loaded}
    for name, frame in loaded.items():
        write = {"parquet": "write_parquet", "arrow": "write_ipc", "jsonl": "write_ndjson"}[kind]
        data = frame.collect()
        if kind == "jsonl":
            data = data.with_columns(pl.col(pl.Float64).replace([float("inf"), float("nan")], None))
        getattr(data, write)(paths[name])
    report = tables.validate(paths, config=said)
    assert [(one.rule, one.row, one.message) for one in report.findings] == [
        (one["rule"], one["row"], one["message"]) for one in said["expected"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_example_and_documents_itself(kind: str) -> None:
    assert FOLDER / f"{kind}.toml" in EXAMPLES
    text = import_module(f"checks.tables.declare.kinds.{kind}").__doc__ or ""
    (declared,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (rule,) = tomllib.loads(declared.replace("[[table.rule]]", "[[rule]]"))["rule"]
    (made,) = tables.compile([{"name": "t", "rule": [rule]}]).tables[0].rules
    assert made.name == rule["name"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_declaration_has_a_page(path: Path) -> None:
    plan = tables.compile(example(path))
    text = page(plan.tables)
    assert all(rule.name in text and rule.text in text for table in plan.tables for rule in table.rules)
    assert all(f"| {column.name} |" in text for table in plan.tables for column in table.columns)


def test_the_enclave_holds_but_for_the_published_conversion() -> None:
    folder = FOLDER.parent
    config = tomllib.loads((folder / "factlint.toml").read_text("utf-8"))
    report = tables.validate([folder / "enclave.csv"], config=config, directory=folder)
    assert [(one.rule, one.severity.name, one.message) for one in report.findings] == [
        ("remaining-areas-disagree", "warning", "7 km2 is 2.7 mi2, not 4")
    ]
    assert report.summary.rules["remaining-exceeds-original"].holds == 3
    assert report.summary.rules["enclave-grows"].holds == 2


def test_a_misprinted_enclave_is_found(tmp_path: Path) -> None:
    folder = FOLDER.parent
    config = tomllib.loads((folder / "factlint.toml").read_text("utf-8"))
    text = (folder / "enclave.csv").read_text("utf-8")
    (tmp_path / "enclave.csv").write_text(text.replace(",45,7,", ",45,54,"), "utf-8")
    report = tables.validate([tmp_path / "enclave.csv"], config=config, directory=folder)
    assert [(one.rule, one.row, one.message) for one in report.findings if one.severity.name == "error"] == [
        ("enclave-grows", 2, "Aleppo enclave grows from 45 km2 to 54 by 2016-12-11"),
        ("remaining-exceeds-original", 2, "54 km2 remain of an original 45 in Aleppo enclave"),
    ]


def test_the_page_on_tables_is_true() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL):
        assert tables.compile(tomllib.loads(block)).tables[0].rules
    for kind in KINDS:
        (keys,) = re.findall(rf"^\| {kind} \| (.*?) \|", text, re.MULTILINE)
        module = import_module(f"checks.tables.declare.kinds.{kind}")
        assert set(re.findall(r"`(\w+)", keys)) >= set(module.KEYS) - {"tolerance"}


def test_the_configuration_beside_a_table_is_found() -> None:
    report = checks.validate([FOLDER.parent / "enclave.csv"])
    assert [one.rule for one in report.findings] == ["remaining-areas-disagree"]
    assert checks.validate(FOLDER.parent / "enclave.csv") == report
