"""What must be true of any text: it is read and judged without a crash, every span is right, every format is valid."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import jsonschema_rs
import polars as pl

import checks
from checks.document import Document
from checks.extract.extractors import facts
from checks.facts import Facts
from checks.finding import Judgement
from checks.judge import judge
from checks.report import Judged, Presentation, facts_renderer, findings_renderer, formats
from checks.rule import Rule, selected

_PAIRS = (("number_start", "number_end"), ("hedge_start", "hedge_end"), ("second_start", "second_end"))
"""Columns with places beside a mention."""


def try_all(documents: tuple[Document, ...]) -> None:
    """Read, judge and report documents as one batch. Raises for the first thing that is wrong."""
    rules = _rules()
    extracted = facts(documents)
    spans_of_facts(extracted, documents)
    written_facts(extracted, documents)
    report = judge(extracted, documents, rules)
    spans_of_findings(report, documents)
    (compared,) = checks.check_batches([documents], rules)
    assert [one.message for one in compared.findings] == [one.message for one in report.findings], "read apart"
    written_findings(report, documents)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(selected())


def spans_of_facts(extracted: Facts, documents: Sequence[Document]) -> None:
    """Every mention is what stands at its place."""
    for name, frame in extracted.frames().items() if hasattr(extracted, "frames") else _frames(extracted):
        if not {"document", "field", "start", "end", "text"} <= {*frame.columns}:
            continue
        pairs = [pair for pair in _PAIRS if {*pair} <= {*frame.columns}]
        for row in frame.to_dicts():
            content = documents[row["document"]].content(row["field"])
            assert content[row["start"] : row["end"]] == row["text"], (name, row)
            assert row["start"] < row["end"], (name, row)
            for first, last in pairs:
                begin, end = row[first], row[last]
                assert (begin is None) == (end is None), (name, row)
                assert begin is None or 0 <= begin < end <= len(content), (name, row)


def _frames(extracted: Facts) -> list[tuple[str, pl.DataFrame]]:
    return [(name, getattr(extracted, name)) for name in type(extracted).models()]


def spans_of_findings(report: Judgement, documents: Sequence[Document]) -> None:
    """Every span of a finding is what stands at its place, in the field and in the original.

    What the reader tells stands in the original alone, if it stands anywhere.
    """
    by_name = {one.name: one for one in documents}
    told = {rule.name for rule in _rules() if not rule.frames}
    for finding in report.findings:
        assert finding.spans or finding.rule in told, finding
        assert finding.message, finding
        document = by_name[finding.document]
        for span in finding.spans:
            assert document.content(span.field)[span.start : span.end] == span.text, finding
            source = document.source(span.field)
            if finding.rule in told:
                assert (span.text, span.line <= source.position(len(source.original))[0]) == ("", True), finding
            else:
                assert source.position(source.original_offset(span.start)) == (span.line, span.column), finding
            assert (span.line, span.column) < (span.end_line, span.end_column), finding
        for suggestion in finding.suggestions:
            assert suggestion.replacement, finding


def written_findings(report: Judgement, documents: tuple[Document, ...]) -> None:
    """Every output format of findings is valid."""
    for name in formats("findings"):
        written = "".join(findings_renderer(name)([Judged(report, documents)], Presentation(rules=_rules())))
        data = written.encode("utf-8", "backslashreplace")
        _VALID.get(name, lambda data, count: None)(data, len(report.findings))


def written_facts(extracted: Facts, documents: tuple[Document, ...]) -> None:
    """Every output format of facts is valid."""
    count = sum(extracted.counts().values())
    for name in formats("facts"):
        data = b"".join(facts_renderer(name)([(documents, extracted)], Presentation()))
        if name == "json":
            assert len(json.loads(data)["facts"]) == count
        elif name == "json-lines":
            assert len([json.loads(line) for line in data.split(b"\n") if line]) == count
        elif name == "parquet":
            assert pl.read_parquet(data).height == count
        elif name == "csv":
            assert len([*csv.DictReader(io.StringIO(data.decode(), newline=""))]) == count


@cache
def _sarif() -> jsonschema_rs.Draft7Validator:
    path = Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json"
    schema = json.loads(path.read_text("utf-8"))
    for name in ("run", "toolComponent"):
        # The published pattern has an unescaped bracket, so it is no regular expression of JSON schema.
        del schema["definitions"][name]["properties"]["language"]["pattern"]
    return jsonschema_rs.Draft7Validator(schema, validate_formats=True)


def _is_sarif(data: bytes, count: int) -> None:
    log = json.loads(data)
    _sarif().validate(log)
    (run,) = log["runs"]
    unread = run["invocations"][0].get("toolExecutionNotifications", ())
    assert len(run["results"]) + len(unread) == count


def _is_json(data: bytes, count: int) -> None:
    assert len(json.loads(data)["findings"]) == count


def _is_json_lines(data: bytes, count: int) -> None:
    assert len([json.loads(line) for line in data.split(b"\n") if line]) == count


def _is_gitlab(data: bytes, count: int) -> None:
    assert len(json.loads(data)) == count


def _is_xml(data: bytes, count: int) -> None:
    cases = [case for case in ElementTree.fromstring(data).iter("testcase") if case.get("name") != "factlint"]
    assert len(cases) == count


def _is_commands(data: bytes, count: int) -> None:
    lines = data.decode().splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ", "factlint: ")) for line in lines)
    assert len(lines) >= count


_VALID: dict[str, Callable[[bytes, int], None]] = {
    "json": _is_json,
    "json-lines": _is_json_lines,
    "sarif": _is_sarif,
    "gitlab": _is_gitlab,
    "junit": _is_xml,
    "github": _is_commands,
}
