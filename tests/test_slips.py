"""One slip is one finding that names its other places; what speaks of one place leaves the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks import cli
from checks.command.usage import run
from checks.document import Document
from checks.finding import Finding, Span
from checks.rule import Severity
from checks.slip import merged, number, sifted

PARK = "The park covers 7 square kilometers (4 square miles)."
HECTARES = "The farm covers 2,000 hectares (200 km2)."
YEAR = "Press release\nMay 7, 2004\n\nHe is expected to be arraigned on Friday, May 21, 2003, in Leeds."


def _roles(finding: Finding) -> list[tuple[str, str]]:
    return [(span.role, span.text) for span in finding.spans]


def test_a_repetition_is_named_at_its_place() -> None:
    (found,) = checks.check(f"{PARK}\nIt is old. {PARK}").findings
    (alone,) = checks.check(PARK).findings
    assert _roles(found) == [
        ("given", "7 square kilometers"), ("converted", "4 square miles"),
        ("again", "7 square kilometers"), ("again", "4 square miles"),
    ]  # fmt: skip
    assert found.explanation == f"{alone.explanation} Also at 2:28."
    assert found.fingerprint == alone.fingerprint
    assert [found.spans[one.span].role for one in found.suggestions] == ["given", "converted", "again", "again"]
    assert found.proposals == alone.suggestions


def test_a_headline_and_its_text_have_one_finding() -> None:
    (found,) = checks.check(Document("a", PARK, headline=PARK)).findings
    assert [span.field for span in found.spans] == ["headline", "headline", "text", "text"]
    assert found.explanation.endswith("Also at 1:17.")


def test_of_many_repetitions_some_are_named_and_all_are_marked() -> None:
    (found,) = checks.check("\n".join([PARK] * 20)).findings
    assert len(found.spans) == 40
    assert found.explanation.endswith("8:17, 9:17 and 11 more places.")


def test_two_rules_on_one_date_have_one_finding() -> None:
    (found,) = checks.check(YEAR).findings
    assert found.rule == "event-against-dateline"
    assert found.explanation.endswith("Also weekday-date-mismatch: Friday, May 21, 2003 was a Wednesday.")
    assert [one.rule for one in found.parts] == ["event-against-dateline", "weekday-date-mismatch"]
    assert [one.rule for one in checks.check(YEAR, ignore=["event-against-dateline"]).findings] == [
        "weekday-date-mismatch"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{PARK} {HECTARES}",
        "Sales rose 20% to 44 miles (90 km) from 42 miles.",
        f"{PARK} The park covers 7 square kilometers (5 square miles).",
        "Of 40 miners below ground, 52 were rescued. Of 40 sailors, 52 were lost.",
    ],
)
def test_two_slips_are_two_findings(text: str) -> None:
    assert len(checks.check(text).findings) == 2


def test_documents_of_one_name_are_apart() -> None:
    assert len(checks.check([Document("a", PARK), Document("a", PARK)]).findings) == 2


# The laws, on findings made by hand: spans are drawn from a short line, so that they often meet.

RULES = ("weekday-date-mismatch", "relative-day-mismatch", "event-times-conflict")


def _finding(rule: str, severity: str, places: list[tuple[int, int]]) -> Finding:
    spans = [Span("date", "text", at, at + size, f"{at}", 1, at + 1, 1, at + size + 1) for at, size in places]
    return Finding("a", rule, Severity(severity), f"{rule} {places[0]}", "Why.", tuple(spans))


_PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4)), min_size=1, max_size=3, unique=True)
FINDINGS = st.lists(
    st.builds(_finding, st.sampled_from(RULES), st.sampled_from(Severity), _PLACES),
    max_size=12,
    unique_by=lambda one: repr(one),
)


def _parts(findings: list[Finding]) -> list[str]:
    return sorted(repr(part) for one in findings for part in one.parts or (one,))


@settings(max_examples=60, deadline=None)
@given(FINDINGS)
def test_merging_loses_nothing_and_lets_the_gravest_stand(findings: list[Finding]) -> None:
    told = merged(findings)
    assert _parts(told) == sorted(map(repr, findings))
    assert number(told) == len(findings)
    assert all(one.severity == max(part.severity for part in one.parts or (one,)) for one in told)
    marked = {(span.start, span.end) for one in told for span in one.spans}
    for span in (span for one in findings for span in one.spans):
        assert any(start < span.end and span.start < end for start, end in marked)


@settings(max_examples=60, deadline=None)
@given(FINDINGS, st.data())
def test_what_is_taken_out_is_all_that_is_taken_out(findings: list[Finding], data: st.DataObject) -> None:
    out = data.draw(st.sets(st.sampled_from(range(12))))
    gone = {repr(one) for at, one in enumerate(findings) if at in out}
    left = sifted(merged(findings), lambda one: repr(one) not in gone)
    assert _parts(left) == sorted({repr(one) for one in findings} - gone)


def test_a_date_that_all_blame_costs_no_comparison_of_all_with_all() -> None:
    top = (0, 12)
    findings = [
        _finding("relative-day-mismatch", "error", [(20 * at + 20, 5), (20 * at + 30, 5), top]) for at in range(3_000)
    ]
    (first, *_) = told = merged([_finding("weekday-date-mismatch", "error", [top]), *findings])
    assert (len(told), [one.rule for one in first.parts]) == (3_000, ["relative-day-mismatch", "weekday-date-mismatch"])


# The command line: comments, per-file ignores, baselines and fixes speak of parts.


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _found(*arguments: str) -> list[dict[str, object]]:
    assert run(cli.factlint, ["check", *arguments, "--output-file", "found.jsonl"]) in (0, 1)
    return [json.loads(line) for line in Path("found.jsonl").read_text("utf-8").splitlines()]


def test_a_comment_at_one_place_leaves_the_others(here: Path) -> None:
    comment = "<!-- factlint-disable-next-line conversion-mismatch -- as measured -->"
    (here / "a.md").write_text(f"{comment}\n{PARK}\n\nIt is old.\n\n{PARK}\n")
    (found,) = _found("a.md")
    assert [span["line"] for span in found["spans"]] == [6, 6]  # type: ignore[index, attr-defined]


def test_a_comment_for_one_rule_leaves_the_other(here: Path) -> None:
    head, body = YEAR.rsplit("\n", 1)
    (here / "a.md").write_text(f"{head}\n<!-- factlint-disable-next-line event-against-dateline -->\n{body}\n")
    assert [one["rule"] for one in _found("a.md")] == ["weekday-date-mismatch"]
    (here / "a.md").write_text(f"{YEAR}\n")
    (here / "factlint.toml").write_text('[per-file-ignores]\n"*.md" = ["event-against-dateline"]\n')
    assert [one["rule"] for one in _found("a.md")] == ["weekday-date-mismatch"]


def test_a_baseline_knows_every_place(here: Path) -> None:
    (here / "a.txt").write_text(f"{PARK}\n{PARK}\n")
    run(cli.factlint, ["check", "a.txt", "--baseline", "known.json", "--write-baseline"])
    assert _found("a.txt", "--baseline", "known.json") == []
    (here / "a.txt").write_text(f"{PARK}\n")
    assert _found("a.txt", "--baseline", "known.json") == []
    (here / "a.txt").write_text(f"{PARK}\n{PARK}\n{PARK}\n")
    (found,) = _found("a.txt", "--baseline", "known.json")
    assert [span["line"] for span in found["spans"]] == [3, 3]  # type: ignore[index, attr-defined]


def test_every_place_is_fixed(here: Path) -> None:
    (here / "a.txt").write_text(f"{PARK}\nIt is old.\n{PARK}\n")
    run(cli.factlint, ["check", "a.txt", "--fix"])
    mended = PARK.replace("4 square", "2.7 square")
    assert (here / "a.txt").read_text() == f"{mended}\nIt is old.\n{mended}\n"
