"""Suppression comments: what they say, what they silence, and what is said of them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from commands import RIGHT, WEEKDAY, WRONG, factlint
from hypothesis import given, settings
from hypothesis import strategies as st
from reported import judged, rendered

from checks import check
from checks.command import suppression
from checks.command.suppression import comments, suppress
from checks.document import Document
from checks.finding import Finding, Judgement, Span
from checks.read import from_text
from checks.report import Accepted
from checks.rule import Severity, named, rules, selected

KNOWN = {"all", *(name for one in rules() for name in (one.name, one.family))}


def found(text: str, kind: str = "text", select: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """The findings that are left, by rule and line."""
    document = from_text(text, kind=kind)
    report, _ = suppress(check(document, select=select), [document], selected(select), KNOWN)
    return [(one.rule, one.spans[0].line) for one in report.findings]


def left(text: str, kind: str = "text", select: tuple[str, ...] = ()) -> list[str]:
    return [rule for rule, _ in found(text, kind, select)]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- factlint-disable-next-line -->",
        "<!-- factlint: disable-next-line -->",
        "<!-- factlint:disable-next-line conversion-mismatch -->",
        "<!-- factlint disable-next-line units -- as in the source -->",
        "<!--factlint-disable-next-line: conversion-mismatch-->",
        "<!-- Factlint-disable-next-line all -->",
        "<!--\nfactlint-disable-next-line conversion-mismatch\n-- as in the source,\nwhich is old\n-->",
        "{/* factlint: disable-next-line units */}",
    ],
)
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_spellings_of_a_comment(comment: str, kind: str) -> None:
    assert left(f"{comment}\n{WRONG}", kind) == []


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- factlint-disable-nextline -->", "no directive 'disable-nextline'; did you mean 'disable-next-line'?"),
        ("<!-- factlint-disble -->", "no directive 'disble'; did you mean 'disable'?"),
        ("<!-- factlint disble-next-line units -->", "did you mean 'disable-next-line'?"),
        ("<!-- factlint-disable_next_line units -->", "did you mean 'disable-next-line'?"),
        ("<!-- factlint: -->", "no directive (known are disable-next-line"),
        ("<!-- factlint-disable-next-line conversion-mismatsh -->", "did you mean 'conversion-mismatch'?"),
        ("<!-- factlint-disable-next-line , -->", "no name beside a comma"),
        ("<!-- factlint-disable-next-line: -->", "no name behind the colon"),
        ("<!-- factlint-disable-next-line as in the source -->", "a reason stands behind ' -- '"),
        ("<!-- factlint-disable-next-line units */}", "no --> that closes it"),
        ("{/* factlint-disable-next-line units -->", "no */} that closes it"),
        ("<!-- factlint-disable-next-line units", "no --> that closes it"),
        ("<!-- factlint-disable-file units\n\n<!-- note -->", "no --> that closes it"),
        ("<!-- factlint-disable-file " + "x" * 2000 + " -->", "no --> that closes it"),
    ],
)
def test_mistyped_comment_silences_nothing_and_is_told(comment: str, said: str) -> None:
    text = f"{comment}\n{WRONG}"
    assert left(text) == ["invalid-suppression", "conversion-mismatch"]
    document = from_text(text)
    report, _ = suppress(check(document), [document], selected(), KNOWN)
    assert said in report.findings[0].message
    assert report.findings[0].severity == Severity.warning


def test_known_names_hold_beside_an_unknown_one() -> None:
    text = f"<!-- factlint-disable-next-line units, unit, weekday-date-mismatch -->\n{WRONG.strip()} {WEEKDAY}"
    assert left(text) == ["invalid-suppression"]


def test_name_missing_behind_a_comma_is_told_and_the_other_holds() -> None:
    assert left(f"<!-- factlint-disable-next-line units, -->\n{WRONG}") == ["invalid-suppression"]


@pytest.mark.parametrize(
    "text", ["<!-- factlint finds this -->\n", "<!-- factlint -->\n", "<!-- see factlint-disable -->\n"]
)
def test_comment_in_prose_is_none(text: str) -> None:
    assert left(text + WRONG) == ["conversion-mismatch"]


@pytest.mark.parametrize(
    "text",
    [
        f"Write `<!-- factlint-disable-file -->` above.\n\n{WRONG}",
        f"```\n<!-- factlint-disable-file -->\n<!-- factlint-disble -->\n```\n\n{WRONG}",
        f"    <!-- factlint-disable-file -->\n\n{WRONG}",
    ],
)
def test_comment_in_code_of_markdown_is_none(text: str) -> None:
    assert left(text, "markdown") == ["conversion-mismatch"]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("<!-- factlint-disable -->|<!-- factlint-enable -->", [5]),
        ("<!-- factlint-disable units -->|<!-- factlint-enable conversion-mismatch -->", [5]),
        ("<!-- factlint-disable conversion-mismatch -->|<!-- factlint-enable units -->", [5]),
        ("<!-- factlint-disable -->|<!-- factlint-enable time -->", []),
        ("<!-- factlint-disable units, time -->|<!-- factlint-enable time -->", []),
        ("<!-- factlint-disable units -->|<!-- factlint-enable unitz -->", []),
    ],
)
def test_block_ends_for_the_rules_that_are_enabled(between: str, expected: list[int]) -> None:
    begin, end = between.split("|")
    rest = found(f"{begin}\n{WRONG}{end}\n\n{WRONG}", select=("units",))
    assert [line for rule, line in rest if rule == "conversion-mismatch"] == expected


class TestUnused:
    def test_it_stands_by_its_line_among_the_others(self) -> None:
        second = WRONG.replace("7 square", "6 square")
        text = f"{WRONG}\n<!-- factlint-disable-next-line time -->\n{second}\n{WEEKDAY}"
        assert found(text) == [
            ("conversion-mismatch", 1),
            ("unused-suppression", 3),
            ("conversion-mismatch", 4),
            ("weekday-date-mismatch", 6),
        ]

    @pytest.mark.parametrize("names", ["time", "weekday-date-mismatch", "", "all", "time, weekday-date-mismatch"])
    def test_it_is_silent_where_the_rule_did_not_run(self, names: str) -> None:
        text = f"<!-- factlint-disable-file {names} -->\n{RIGHT}"
        assert left(text, select=("units",)) == []
        assert left(text) == ["unused-suppression"]

    def test_every_idle_name_is_told(self) -> None:
        document = from_text(f"<!-- factlint-disable-next-line units, time, weekday-date-mismatch -->\n{WRONG}")
        report, accepted = suppress(check(document), [document], selected(), KNOWN)
        assert [one.message for one in report.findings] == [
            "This comment has nothing to suppress for time, weekday-date-mismatch"
        ]
        assert [one.finding.rule for one in accepted] == ["conversion-mismatch"]

    def test_it_may_be_suppressed_by_its_own_name_only(self) -> None:
        idle = "<!-- factlint-disable-next-line units -->"
        assert left(f"<!-- factlint-disable-next-line unused-suppression -->\n{idle}\n") == []
        assert left(f"<!-- factlint-disable-file -->\n{idle}\n") == ["unused-suppression"] * 2

    def test_it_is_a_rule_like_any_other(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("said.md").write_text(f"<!-- factlint-disable-file time -->\n<!-- factlint-disble -->\n{RIGHT}")
        told = ["check", "said.md", "--output-format", "json-lines"]
        rules_of = [json.loads(line)["rule"] for line in factlint(*told).stdout.splitlines()]
        assert rules_of == ["unused-suppression", "invalid-suppression"]
        for options in (["--ignore", "reading"], ["--ignore", "unused-suppression,invalid-suppression"]):
            assert factlint(*told, *options).stdout == ""
        Path("factlint.toml").write_text('severity = { unused-suppression = "error" }\n')
        assert factlint(*told).returncode == 1
        for name in ("unused-suppression", "invalid-suppression"):
            assert named([name])[0].summary in factlint("rule", name).stdout


def test_comments_of_others_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("said.md").write_text(f"<!-- factlint-disable-file -->\n<!-- factlint-disble -->\n{WRONG}")
    assert factlint("check", "said.md").returncode == 0
    done = factlint("check", "said.md", "--ignore-suppressions")
    assert (done.returncode, "suppress" in done.stdout) == (1, False)
    Path("factlint.toml").write_text("ignore-suppressions = true\n")
    assert factlint("check", "said.md").returncode == 1


def test_accepted_findings_stand_in_sarif_with_their_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("said.md").write_text(f"<!-- factlint-disable-next-line units -- as in the source -->\n{WRONG}")
    Path("old.md").write_text(WRONG)
    factlint("check", "old.md", "--baseline", "known.json", "--write-baseline")
    done = factlint("check", "said.md", "old.md", "--baseline", "known.json", "--output-format", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    assert done.returncode == 0
    assert [one["suppressions"] for one in run["results"]] == [
        [{"kind": "inSource", "justification": "as in the source"}],
        [{"kind": "external", "justification": "listed in known.json"}],
    ]
    assert run["properties"]["summary"]["suppressed"] == 2
    assert run["properties"]["summary"]["findings"]["error"] == 0


def test_open_findings_go_before_accepted_ones_where_there_are_too_many() -> None:
    note = Finding("a.md", "conversion-mismatch", Severity.note, "n", row=1)
    accepted = tuple([Accepted(note, "external")] * 5000)
    log = json.loads(rendered("sarif", judged(note, note, accepted=accepted)))
    results = log["runs"][0]["results"]
    assert len(results) == 5000
    assert sum("suppressions" not in one for one in results) == 2


def _finding(line: int) -> Finding:
    span = Span("given", "text", 0, 0, "", line, 1, line, 2)
    return Finding("x.md", "conversion-mismatch", Severity.error, "m", spans=(span,))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<!-- factlint-disable -->",
                "<!-- factlint-disable units -->",
                "<!-- factlint-enable -->",
                "<!-- factlint-enable units -->",
                "<!-- factlint-disable-next-line -->",
                "<!-- factlint-disable-line conversion-mismatch -->",
                "<!-- factlint-disable time -->",
                "text",
            ]
        ),
        max_size=20,
    )
)
def test_lines_are_suppressed_as_they_are_read_one_by_one(lines: list[str]) -> None:
    """The look-up in sorted lists gives what a walk through the lines gives."""
    document = Document("x.md", "\n".join(lines))
    report = Judgement(tuple(_finding(number) for number in range(1, len(lines) + 1)))
    kept, accepted = suppress(report, [document], selected(["units"]), KNOWN)
    silent, is_open, before = set(), False, ""
    for number, line in enumerate(lines, 1):
        said = "" if "time" in line else line
        is_open = is_open or "disable " in said
        if is_open or "disable-line" in said or "disable-next-line" in before:
            silent.add(number)
        is_open = is_open and "factlint-enable" not in said
        before = said
    assert {one.finding.spans[0].line for one in accepted} == silent
    assert Counter(one.rule for one in kept.findings)["conversion-mismatch"] == len(lines) - len(accepted)


def test_work_grows_with_comments_and_findings_and_not_with_their_product(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Counter[str]()
    real = suppression.bisect_right

    def counted(*values: object, **more: object) -> int:
        looked["up"] += 1
        return real(*values, **more)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(suppression, "bisect_right", counted)

    def work(count: int) -> int:
        looked.clear()
        document = Document("x.md", "<!-- factlint-disable units -->\n" * count)
        report = Judgement(tuple(_finding(line) for line in range(1, count + 1)))
        suppress(report, [document], selected(), KNOWN)
        return looked["up"]

    assert work(2000) <= 2 * work(1000) + 10


def test_place_of_a_comment_is_its_own_in_any_text() -> None:
    text = "# One\n\nTwo <!-- factlint-disable-line time --> three `four` {/* factlint-disble */}\n"
    document = from_text(text, kind="markdown")
    for one in comments(document, document.source("text"), KNOWN):
        assert text[one.start : one.end].startswith(("<!-- factlint", "{/* factlint"))
        assert text[one.start : one.end].endswith(("-->", "*/}"))


def test_a_comment_of_mdx_in_code_is_shown_and_silences_nothing() -> None:
    for code in ("```jsx\n{/* factlint-disable units */}\n```\n", "Write `{/* factlint-disable units */}`.\n"):
        document = from_text(f"{code}\n{WRONG}", kind="markdown")
        assert comments(document, document.source("text"), {"units"}) == []
        report, accepted = suppress(check(document), [document], selected(), KNOWN)
        assert ([one.rule for one in report.findings], accepted) == (["conversion-mismatch"], ())


def test_many_rows_of_one_name_are_told_apart_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from checks.report.sources import Sources

    documents = [Document("row", f"Row {number:05} is old.") for number in range(3_000)]
    content, asked = Document.content, []
    monkeypatch.setattr(Document, "content", lambda self, field: asked.append(field) or content(self, field))
    findings = [
        Finding("row", "rule", Severity.note, "m", spans=(Span("place", "text", 4, 9, f"{number:05}", 1, 5, 1, 10),))
        for number in range(0, 3_000, 2)
    ]
    sources = Sources(documents)
    assert [sources.document(one) for one in (*findings, findings[0])] == [*documents[::2], documents[0]]
    assert len(asked) < 3 * len(documents)
