"""Reports: what each format makes of the same findings."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent

import jsonschema_rs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reported import PARK, blame, judged, park_finding, rendered, span

from checks.document import Document, SourceMap
from checks.finding import Finding, Judgement, Suggestion, Summary, Tally
from checks.report import Judged, Presentation, findings_renderer, formats
from checks.report.excerpt import Mark, line_window
from checks.report.width import laid_out
from checks.rule import Severity

SCHEMA = json.loads((Path(__file__).parents[1] / "data").joinpath("sarif-schema-2.1.0.json").read_text("utf-8"))
for _name in ("run", "toolComponent"):
    # The published pattern has an unescaped bracket, so it is no regular expression of JSON schema.
    del SCHEMA["definitions"][_name]["properties"]["language"]["pattern"]
SARIF = jsonschema_rs.Draft7Validator(SCHEMA, validate_formats=True)
ROW = Finding(
    "parks.csv",
    "remaining-exceeds-original",
    Severity.error,
    "50.0 km2 remain of an original 45.0",
    row=3,
    line=4,
    keys={"place": "Sea Park"},
    values={"remaining_km2": 50.0, "original_km2": 45.0},
)


def block(text: str) -> str:
    return dedent(text).strip("\n") + "\n"


class TestText:
    def test_finding_is_shown_in_its_source_with_both_sides_labelled(self) -> None:
        assert rendered("text", judged(park_finding())) == block("""
            error[conversion-mismatch]: 7 square kilometers is 2.7 square miles, not 4
             --> park.txt:2:17
              |
            2 | Its wood covers 7 square kilometers (4 square miles) and is open to all.
              |                 ^^^^^^^^^^^^^^^^^^^  -------------- converted
              |                 |
              |                 given
              = 7 [6.5, 7.5] km2 = 2.51-2.90 sq mi; 4 means 3.5-4.5. The length factor (0.62) gives 4.3.
              = help: write "3 square miles" for "4 square miles" (--fix does it)

            1 error in 1 document.
            Read 2 quantities, 1 time.
            Judged 4 constraints: 3 hold, 1 broken; 2 not comparable.
            """)

    def test_clean_text_says_what_was_judged(self) -> None:
        assert rendered("text", judged()) == block("""
            No findings in 1 document.
            Read 2 quantities, 1 time.
            Judged 3 constraints: 3 hold, 0 broken; 2 not comparable.
            """)

    def test_quiet_leaves_only_findings(self) -> None:
        assert rendered("text", judged(), quiet=True) == ""
        assert "Judged" not in rendered("text", judged(park_finding()), quiet=True)

    def test_lines_apart_are_joined_by_dots_and_a_line_between_is_shown(self) -> None:
        text = "\n".join(
            ["The bridge has 12 arches.", "It is old.", "The 14 arches are low.", "", "", "", "Its 13 arches are new."]
        )
        document = Document("bridge.txt", text)
        finding = blame(
            document,
            ("first", "12 arches"),
            ("second", "14 arches"),
            ("third", "13 arches"),
            message="The arches differ",
        )
        assert (
            rendered("text", judged(finding, documents=(document,)), quiet=True)
            == block("""
            error[conversion-mismatch]: The arches differ
             --> bridge.txt:1:16
              |
            1 | The bridge has 12 arches.
              |                ^^^^^^^^^ first
            2 | It is old.
            3 | The 14 arches are low.
              |     --------- second
            ...
            7 | Its 13 arches are new.
              |     --------- third
            """)
            + "\n"
        )

    def test_wide_characters_take_two_cells_and_tabs_reach_their_stop(self) -> None:
        document = Document("wide.txt", "東京🙂 7 km\u0301 (4 mi)\n\t7 kg (4 lb)\n")
        wide = blame(document, ("given", "7 km\u0301"), ("converted", "4 mi"), message="m")
        tab = blame(document, ("given", "7 kg"), ("converted", "4 lb"), message="m")
        shown = rendered("text", judged(wide, tab, documents=(document,)), quiet=True).splitlines()
        assert shown[3] == "1 | 東京🙂 7 km\u0301 (4 mi)"
        assert shown[4] == "  |        ^^^^  ---- converted"
        assert shown[11] == "2 |     7 kg (4 lb)"
        assert shown[12] == "  |     ^^^^  ---- converted"

    def test_span_over_a_line_end_is_underlined_on_both_lines(self) -> None:
        document = Document("lines.txt", "The wood covers 7 square\nkilometers, or 4 square miles.\n")
        finding = blame(document, ("given", "7 square\nkilometers"), ("converted", "4 square miles"), message="m")
        assert (
            rendered("text", judged(finding, documents=(document,)), quiet=True)
            == block("""
            error[conversion-mismatch]: m
             --> lines.txt:1:17
              |
            1 | The wood covers 7 square
              |                 ^^^^^^^^
            2 | kilometers, or 4 square miles.
              | ^^^^^^^^^^     -------------- converted
              | |
              | given
            """)
            + "\n"
        )

    def test_long_line_is_cut_to_windows_around_the_spans(self) -> None:
        document = Document("long.txt", "word " * 400 + "7 km or " + "then " * 300 + "5 miles more " + "end " * 900)
        finding = blame(document, ("given", "7 km"), ("converted", "5 miles"), message="m")
        source, under = rendered("text", judged(finding, documents=(document,)), quiet=True).splitlines()[3:5]
        assert len(source) <= 100
        assert source.count("…") == 3
        for sign, text in (("^", "7 km"), ("-", "5 miles")):
            start = under.index(sign)
            assert source[start : start + len(text)] == text

    def test_controls_of_the_text_cannot_steer_the_terminal(self) -> None:
        document = Document("evil\x1b[2J.txt", "\x1b[31m7 km\u202e (4 mi)\r\n")
        shown = rendered("text", judged(blame(document, ("given", "7 km"), message="a\x07b"), documents=(document,)))
        assert not set(shown) & {"\x1b", "\x07", "\u202e", "\r"}
        assert "␛[31m7 km" in shown

    def test_colour_only_paints(self) -> None:
        plain = rendered("text", judged(park_finding(), ROW))
        painted = rendered("text", judged(park_finding(), ROW), colour=True)
        assert painted != plain
        assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain

    def test_headline_of_its_own_is_a_place_of_its_own(self) -> None:
        document = Document("7", "Of the 40 ponds 38 are dry.", headline="39 ponds dry")
        finding = blame(document, ("headline:headline", "39 ponds"), ("body", "38"), message="m")
        assert (
            rendered("text", judged(finding, documents=(document,)), quiet=True)
            == block("""
            error[conversion-mismatch]: m
             --> 7:1:1 (headline)
              |
            1 | 39 ponds dry
              | ^^^^^^^^ headline
             ::: 7:1:17
              |
            1 | Of the 40 ponds 38 are dry.
              |                 -- body
            """)
            + "\n"
        )

    def test_fields_of_one_file_are_shown_in_one_excerpt(self) -> None:
        original = "---\ntitle: 39 ponds dry\n---\nOf the 40 ponds 38 are dry.\n"
        maps = {"headline": SourceMap(original, ((0, 11),)), "text": SourceMap(original, ((0, 28),))}
        document = Document("ponds.md", original[28:], headline="39 ponds dry", maps=maps)
        finding = blame(document, ("headline:headline", "39 ponds"), ("body", "38"), message="m")
        shown = rendered("text", judged(finding, documents=(document,)), quiet=True)
        assert ":::" not in shown
        assert "2 | title: 39 ponds dry" in shown
        assert "4 | Of the 40 ponds 38 are dry." in shown

    def test_of_documents_with_one_name_the_blamed_one_is_quoted(self) -> None:
        other = replace(PARK, text="Nothing of the kind.")
        shown = rendered("text", judged(park_finding(), documents=(other, PARK)))
        assert "Its wood covers 7" in shown

    def test_table_row_shows_keys_and_values(self) -> None:
        assert (
            rendered("text", judged(ROW, documents=()), quiet=True)
            == block("""
            error[remaining-exceeds-original]: 50.0 km2 remain of an original 45.0
              --> parks.csv: row 3, place=Sea Park
               | remaining_km2 = 50.0
               | original_km2 = 45.0
            """)
            + "\n"
        )

    def test_statistics_count_by_rule(self) -> None:
        assert rendered("text", judged(ROW), quiet=True, statistics=True).split("\n\n")[1] == block("""
            rule                        findings    hold  broken  not comparable
            remaining-exceeds-original         1       0       0               0
            conversion-mismatch                0       3       1               2
            """).rstrip("\n")

    @example("0" * 19 + "\t000\u0c4e\u0e5c\u0e5c\u2d68", 16, 1, 30)
    @given(
        st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), min_size=1, max_size=400),
        st.integers(0, 400),
        st.integers(1, 80),
        st.integers(30, 120),
    )
    def test_window_fits_and_shows_the_mark(self, text: str, start: int, length: int, width: int) -> None:
        start = min(start, len(text) - 1)
        end = min(len(text), start + length)
        printed, (placed,) = line_window(text, [Mark(start, end, "role", "error", "^")], width)
        cells = laid_out(printed)[1][-1]
        assert cells <= width or laid_out(text[start:end])[1][-1] > width // 2
        assert 0 <= placed.left < placed.right <= max(cells, placed.left + 1)

    def test_line_of_fifty_megabytes_is_quoted_at_once(self) -> None:
        document = Document("huge.txt", "word " * 10_000_000 + "7 km or 5 miles")
        finding = blame(document, ("given", "7 km"), ("converted", "5 miles"), message="m")
        shown = rendered("text", judged(finding, documents=(document,)), quiet=True)
        assert len(shown) < 1000
        assert "7 km or 5 miles" in shown


class TestJson:
    def test_finding_has_the_published_shape(self) -> None:
        (line,) = rendered("json-lines", judged(park_finding())).splitlines()
        assert json.loads(line) == {
            "document": "park.txt",
            "rule": "conversion-mismatch",
            "severity": "error",
            "message": "7 square kilometers is 2.7 square miles, not 4",
            "explanation": "7 [6.5, 7.5] km2 = 2.51-2.90 sq mi; 4 means 3.5-4.5. The length factor (0.62) gives 4.3.",
            "spans": [
                {"role": "given", "field": "text", "start": 42, "end": 61, "text": "7 square kilometers"}
                | {"line": 2, "column": 17, "end_line": 2, "end_column": 36},
                {"role": "converted", "field": "text", "start": 63, "end": 77, "text": "4 square miles"}
                | {"line": 2, "column": 38, "end_line": 2, "end_column": 52},
            ],
            "suggestions": [{"span": 1, "replacement": "3 square miles", "certain": True}],
            "fingerprint": park_finding().fingerprint,
        }

    def test_summary_adds_up_over_batches(self) -> None:
        report = json.loads(rendered("json", judged(park_finding()), judged(ROW, suppressed=2)))
        assert [one["rule"] for one in report["findings"]] == ["conversion-mismatch", "remaining-exceeds-original"]
        assert report["summary"] == {
            "documents": 2,
            "unreadable": 0,
            "facts": {"quantity": 4, "time": 2},
            "constraints": {"judged": 8, "holds": 6, "broken": 2, "not_comparable": 4},
            "rules": {"conversion-mismatch": {"holds": 6, "broken": 2, "not_comparable": 4}},
            "findings": {"error": 2, "warning": 0, "note": 0},
            "suppressed": 2,
            "fixed": 0,
            "skipped": [],
        }

    def test_row_has_keys_and_values_and_no_number_that_json_lacks(self) -> None:
        nan = replace(ROW, values={"remaining_km2": float("nan"), "original_km2": float("inf")})
        record = json.loads(rendered("json-lines", judged(nan)), parse_constant=pytest.fail)
        assert (record["row"], record["keys"]) == (3, {"place": "Sea Park"})
        assert record["values"] == {"remaining_km2": "nan", "original_km2": "inf"}

    def test_no_findings_is_an_empty_list(self) -> None:
        assert json.loads(rendered("json", judged()))["findings"] == []
        assert json.loads(rendered("json"))["summary"]["documents"] == 0


def test_concise_is_one_line_a_finding() -> None:
    assert rendered("concise", judged(park_finding(), ROW)) == block("""
        park.txt:2:17: error conversion-mismatch 7 square kilometers is 2.7 square miles, not 4
        parks.csv:4: error remaining-exceeds-original 50.0 km2 remain of an original 45.0
        """)


class TestGithub:
    def test_annotation_points_at_the_primary_span(self) -> None:
        first = rendered("github", judged(park_finding())).splitlines()[0]
        assert first == (
            "::error title=factlint conversion-mismatch,file=park.txt,line=2,endLine=2,col=17,endColumn=36::"
            "7 square kilometers is 2.7 square miles, not 4%0A"
            "7 [6.5, 7.5] km2 = 2.51-2.90 sq mi; 4 means 3.5-4.5. The length factor (0.62) gives 4.3."
        )

    def test_what_separates_is_escaped(self) -> None:
        document = replace(PARK, name="a,b:c%\n.txt")
        finding = blame(document, ("given", "7 square kilometers"), message="50% more: a, b\r\n::error::x")
        first = rendered("github", judged(finding, documents=(document,))).splitlines()[0]
        assert "file=a%2Cb%3Ac%25%0A.txt," in first
        assert first.endswith("::50%25 more: a, b%0D%0A::error::x")

    def test_ten_of_a_severity_are_annotated_and_the_rest_counted(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
        notes = [
            blame(PARK, ("given", "7 square kilometers"), severity="warning", message=f"w{n} ##[add-mask]")
            for n in range(12)
        ]
        lines = rendered("github", judged(*notes, park_finding()), quiet=True).splitlines()
        assert [line.split(" ")[0] for line in lines[:11]] == ["::error"] + ["::warning"] * 10
        assert lines[11].startswith("factlint: 2 more findings")
        assert [line.startswith("factlint: park.txt:2:17: warning") for line in lines[12:]] == [True, True]
        assert not any("##[" in line for line in lines[11:])
        summary = (tmp_path / "summary.md").read_text("utf-8")
        assert summary.count("- **warning**") == 12
        assert summary.count("- **error**") == 1

    def test_step_summary_is_cut_to_what_github_takes(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
        rendered("github", judged(*[replace(ROW, message="m" * 1000)] * 1500))
        data = (tmp_path / "summary.md").read_bytes()
        assert 900_000 < len(data) < 1_048_576
        assert data.endswith(b"longer than GitHub shows.\n")


def sarif(*batches: Judged, **look: object) -> dict:  # type: ignore[type-arg]
    log = json.loads(rendered("sarif", *batches, **look))
    SARIF.validate(log)
    return log["runs"][0]  # type: ignore[no-any-return]


class TestSarif:
    def test_log_is_valid_and_columns_count_code_points(self) -> None:
        run = sarif(judged(park_finding(), ROW), judged())
        assert run["columnKind"] == "unicodeCodePoints"
        assert [one["ruleId"] for one in run["results"]] == ["conversion-mismatch", "remaining-exceeds-original"]
        rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
        assert [rules[one["ruleIndex"]] for one in run["results"]] == [one["ruleId"] for one in run["results"]]

    def test_other_side_is_a_related_location_that_the_message_links_to(self) -> None:
        (result,) = sarif(judged(park_finding()))["results"]
        (related,) = result["relatedLocations"]
        assert f"[converted]({related['id']})" in result["message"]["text"]
        assert related["physicalLocation"]["region"]["startColumn"] == 38
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 17, 36)

    def test_suggestion_is_a_fix(self) -> None:
        (fix,) = sarif(judged(park_finding()))["results"][0]["fixes"]
        (replacement,) = fix["artifactChanges"][0]["replacements"]
        assert replacement["insertedContent"]["text"] == "3 square miles"
        assert replacement["deletedRegion"] == {"startLine": 2, "startColumn": 38, "endLine": 2, "endColumn": 52}

    def test_equal_findings_have_fingerprints_of_their_own(self) -> None:
        results = sarif(judged(park_finding(), park_finding()))["results"]
        assert len({one["partialFingerprints"]["primaryLocationLineHash"] for one in results}) == 2

    @pytest.mark.parametrize(
        ("name", "uri"),
        [
            ("a b/ü%.md", "a%20b/%C3%BC%25.md"),
            ("./docs/../park.txt", "park.txt"),
            ("row:1", "row%3A1"),
            ("-", "-"),
            ("/no/such/folder/x.md", "file:///no/such/folder/x.md"),
            ("\udce9.txt", "%ED%B3%A9.txt"),
        ],
    )
    def test_uri_is_relative_and_encoded(self, name: str, uri: str) -> None:
        (result,) = sarif(judged(replace(park_finding(), document=name)))["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri

    def test_document_in_the_working_directory_is_relative(self) -> None:
        (result,) = sarif(judged(replace(park_finding(), document=str(Path("park.txt").resolve()))))["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "park.txt"

    def test_rules_carry_their_documentation(self) -> None:
        from checks.rule import rules

        run = sarif(judged(park_finding()), rules=rules())
        described = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
        assert described["conversion-mismatch"]["help"]["text"]
        assert run["results"][0]["ruleIndex"] == [rule.name for rule in rules()].index("conversion-mismatch")

    def test_no_more_than_5000_results_and_the_gravest_stay(self) -> None:
        note = blame(PARK, ("given", "7 square kilometers"), severity="note", message="n")
        run = sarif(judged(*[note] * 3000), judged(*[note] * 3000, park_finding()))
        assert len(run["results"]) == 5000
        assert run["results"][-1]["level"] == "error"
        assert "1,001 findings" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
        assert run["properties"]["summary"]["findings"] == {"error": 1, "warning": 0, "note": 6000}

    def test_log_stays_below_ten_megabytes(self) -> None:
        log = rendered("sarif", judged(*[replace(ROW, message="ü" * 4000)] * 2000))
        assert 9_000_000 < len(log.encode()) < 10_000_000
        assert SARIF.is_valid(json.loads(log))

    def test_text_cannot_make_links(self) -> None:
        (result,) = sarif(judged(replace(ROW, message="[x](http://a.example)")))["results"]
        assert result["message"]["text"] == "[x\\](http://a.example)"


def test_gitlab_has_relative_paths_and_unique_fingerprints() -> None:
    issues = json.loads(rendered("gitlab", judged(park_finding(), park_finding(), ROW)))
    assert issues[0]["location"] == {
        "path": "park.txt",
        "positions": {"begin": {"line": 2, "column": 17}, "end": {"line": 2, "column": 36}},
    }
    assert issues[2]["location"] == {"path": "parks.csv", "lines": {"begin": 4}}
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert {issue["severity"] for issue in issues} == {"major"}


def test_junit_has_a_case_for_a_finding_and_one_for_a_clean_document() -> None:
    clean = Document("clean\x01&.txt", "Nothing.")
    note = blame(PARK, ("given", "7 square kilometers"), severity="note")
    root = ElementTree.fromstring(rendered("junit", judged(park_finding(), note, documents=(PARK, clean))))
    suites = {suite.get("name"): suite for suite in root}
    assert suites.keys() == {"park.txt", "clean\ufffd&.txt"}
    assert (suites["park.txt"].get("tests"), suites["park.txt"].get("failures")) == ("2", "1")
    assert suites["park.txt"][0][0].get("message") == "7 square kilometers is 2.7 square miles, not 4"
    assert [len(case) for case in suites["clean\ufffd&.txt"]] == [0]


def test_markdown_shows_text_as_it_is() -> None:
    document = replace(PARK, name="a_b*.txt")
    finding = blame(document, ("given", "7 square kilometers"), message="<b>|x| @someone `y` [z](w)")
    shown = rendered("markdown", judged(finding, documents=(document,)))
    assert "## a\\_b\\*.txt" in shown
    assert r"\<b\>\|x\| @<!-- -->someone \`y\` \[z\](w)" in shown


class Page(HTMLParser):
    """Collects the ids, the links, the tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.shown = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value or "" for name, value in attributes if name == "id"]
        self.links += [value or "" for name, value in attributes if name == "href"]

    def handle_data(self, data: str) -> None:
        self.shown += data


class TestHtml:
    def test_every_link_has_its_target_and_there_is_no_script(self) -> None:
        empty = Finding("park.txt", "x", Severity.note, "m", spans=(replace(park_finding().spans[0], end=42, text=""),))
        overlapping = blame(PARK, ("whole", "7 square kilometers (4 square miles)"), ("part", "square kilometers (4"))
        page = Page(rendered("html", judged(park_finding(), overlapping, ROW, empty), judged(park_finding())))
        assert len(page.ids) == len(set(page.ids)) == 5 + 7
        assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
        assert "script" not in page.tags
        assert PARK.text.splitlines()[1] in page.shown

    def test_text_is_escaped(self) -> None:
        document = Document("<x>.txt", "<script>alert(1)</script> 7 km & more\x1b")
        page = rendered("html", judged(blame(document, ("given", "7 km"), message='"><b>'), documents=(document,)))
        assert "<script" not in page
        assert "<b>" not in page
        assert "\x1b" not in page
        assert "alert(1)" in Page(page).shown


@pytest.mark.parametrize("name", formats("findings"))
class TestEveryFormat:
    def test_any_text_can_be_reported(self, name: str) -> None:
        nasty = "".join(map(chr, range(0x20))) + "\x7f\x85\u2028\u202e\ud800\udce9\ufffe<&>\"']]>%::##[x](1)|`\\東🙂"
        document = Document(nasty, f"{nasty} 7 km {nasty}\r\n5 miles", headline=nasty)
        finding = blame(
            document,
            ("given", f"7 km {nasty}"),
            ("headline:headline", nasty),
            ("converted", "5 miles"),
            message=nasty,
            explanation=nasty,
            rule=nasty,
            suggestions=(Suggestion(0, nasty), Suggestion(2, nasty, certain=True)),
        )
        row = replace(ROW, document=nasty, keys={nasty: nasty}, values={nasty: nasty, "x": None})
        for look in ({}, {"colour": True, "statistics": True}):
            report = rendered(name, judged(finding, row, documents=(document,)), **look)
            data = report.encode("utf-8", "backslashreplace")
            if name in ("json", "gitlab", "sarif"):
                parsed = json.loads(data)
                assert name != "sarif" or SARIF.is_valid(parsed)
            if name == "json-lines":
                assert [json.loads(line)["row"] for line in data.split(b"\n")[1:-1]] == [3]
            if name == "junit":
                assert ElementTree.fromstring(data).tag == "testsuites"
            if name == "concise":
                assert data.count(b"\n") == 2 + (4 if look else 0)

    def test_batches_are_written_as_they_come(self, name: str) -> None:
        """Nothing is held back but by the formats that sort by severity."""
        waits = name in ("sarif", "github")
        seen: list[str] = []

        def batches():  # type: ignore[no-untyped-def]
            yield judged(park_finding())
            assert ("conversion-mismatch" in "".join(seen)) is not waits
            yield judged(ROW)

        for part in findings_renderer(name)(batches(), Presentation()):
            seen.append(part)  # noqa: PERF402  (the batches look at what is there)
        assert "remaining-exceeds-original" in "".join(seen).replace("\\", "")

    def test_empty_run(self, name: str) -> None:
        assert isinstance(rendered(name), str)
        assert isinstance(rendered(name, Judged(Judgement((), Summary(1, {}, {"x": Tally()})))), str)


def test_spans_of_hand_made_findings_hold() -> None:
    assert span(PARK, "given", "7 square kilometers").column == 17
