# ruff: noqa: E501 -- one case a line
"""Facts that are extracted from texts are tables: shipped models fit them, and users write rules on them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import polars as pl
import pytest

import checks
from checks import cli, tables
from checks.command.usage import run
from checks.tables import TableError

RULES = tomllib.loads("""
[[table]]
facts = true

[[table.rule]]
name = "toll-without-source"
where = "kind = 'quantity' and dimension like 'count:%' and sentence_text ~ '(killed|wounded|dead)'"
assert = "attributed"
says = "{text}: who says so?"
severity = "warning"
owner = "desk"

[[table.rule]]
name = "price-not-in-euros"
where = "kind = 'quantity' and dimension like 'money:%'"
assert = "unit = 'euro'"
says = "{text} is in {unit}s"
""")
TEXT = (
    "An airstrike killed 300 militants near the town. Officials said 20 soldiers were killed as well. "
    'The ticket costs $20. "It was $15 last year," she said. The guide costs 12 euros.'
)


def test_rules_on_facts_are_judged_where_texts_are_checked() -> None:
    report = checks.check(TEXT, tables=RULES["table"])
    own = [one for one in report.findings if one.rule in ("toll-without-source", "price-not-in-euros")]
    assert [(one.rule, one.message, one.severity.name, one.explanation) for one in own] == [
        ("toll-without-source", "300 militants: who says so?", "warning", "The rule: attributed. Owner: desk."),
        ("price-not-in-euros", "$20 is in US dollars", "error", "The rule: unit = 'euro'."),
        ("price-not-in-euros", "$15 is in US dollars", "warning", "The rule: unit = 'euro'."),
    ]
    for finding in own:
        (span,) = finding.spans
        assert TEXT[span.start : span.end] == span.text
        assert finding.row is None
    assert report.summary.documents == 1
    assert report.summary.rules["price-not-in-euros"].broken == 2
    assert report.summary.rules["price-not-in-euros"].holds == 1


def test_rules_on_facts_that_cannot_be_judged_are_told() -> None:
    broken = [{"facts": True, "rule": [{"name": "r", "assert": "unitt = 'euro'"}]}]
    with pytest.raises(TableError, match="table 'facts', rule 'r': no column 'unitt'; did you mean 'unit'"):
        checks.check(TEXT, tables=broken)


def test_a_batch_is_judged_like_its_documents() -> None:
    texts = pl.DataFrame({"id": ["a", "b", "c"], "text": [TEXT, "Nothing here.", TEXT.replace("$20", "$30")]})
    report = checks.check(texts, tables=RULES["table"], select=["placeholder-left"])
    assert [(one.document, one.message) for one in report.findings] == [
        ("a", "300 militants: who says so?"),
        ("a", "$20 is in US dollars"),
        ("a", "$15 is in US dollars"),
        ("c", "300 militants: who says so?"),
        ("c", "$30 is in US dollars"),
        ("c", "$15 is in US dollars"),
    ]


def test_the_command_judges_rules_on_facts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    (tmp_path / "factlint.toml").write_text('[[table]]\nfacts = true\n[[table.rule]]\nname = "euros"\n'
        "where = \"dimension like 'money:%'\"\nassert = \"unit = 'euro'\"\n", "utf-8")  # fmt: skip
    assert (
        run(cli.factlint, ["check", str(tmp_path / "a.md"), "--output-format", "concise", "-o", str(tmp_path / "out")])
        == 1
    )
    assert (tmp_path / "out").read_text("utf-8").count("unit = 'euro' does not hold: unit is US dollar") == 2


def test_the_shipped_model_fits_the_facts_that_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    written = tmp_path / "facts.parquet"
    assert run(cli.factlint, ["facts", str(tmp_path / "a.md"), "-o", str(written)]) == 0
    config = [
        {
            "name": "facts",
            "schema": "checks.tables.on_facts:FactTable",
            "rule": [{"name": "euros", "where": "dimension like 'money:%'", "assert": "unit = 'euro'"}],
        }
    ]
    report = tables.validate([written], config=config)
    assert [(one.rule, one.message) for one in report.findings] == [
        ("euros", "unit = 'euro' does not hold: unit is US dollar"),
        ("euros", "unit = 'euro' does not hold: unit is US dollar"),
    ]
    assert report.summary.rules["missing-value"].holds > 0


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_rules_on_facts_hold_for_written_facts_as_for_texts(form: str, tmp_path: Path) -> None:
    for name, text in (("a.md", TEXT), ("b.md", "Nothing here."), ("c.md", TEXT.replace("$20", "$30"))):
        (tmp_path / name).write_text(text, "utf-8")
    written = tmp_path / f"facts.{form}"
    assert run(cli.factlint, ["facts", str(tmp_path), "-o", str(written)]) == 0
    rules = RULES["table"][0]["rule"]
    declared = [{"name": "facts", "schema": "checks.tables.on_facts:FactTable", "rule": rules}]
    assert [one.message for one in tables.validate([written], config=declared).findings] == [
        "300 militants: who says so?",
        "$20 is in US dollars",
        "$15 is in US dollars",
        "300 militants: who says so?",
        "$30 is in US dollars",
        "$15 is in US dollars",
    ]


def test_each_row_of_the_attribution_lexicon_is_found_in_its_example() -> None:
    import re

    from checks import fact_sentence
    from checks.lexicon.entries import AttributionRow, rows

    for row in rows(AttributionRow):
        pattern = rf"(?i)\b(?:{'|'.join(map(re.escape, row.words))})\b"
        assert re.search(pattern, row.example), row
        assert pl.Series([row.example]).str.contains(fact_sentence.attributions()).item()


TABLE = 'lake,country,area_km2,depth (m),population\nOnega,Russia,9700,127,\nSaimaa,Finland,4400,82,\nVänern,Sweden,"5,650",106,\n'


def held_against(text: str, folder: Path) -> list[str]:
    """The messages on a text that is held against the table of lakes."""
    (folder / "lakes.csv").write_text(TABLE, "utf-8")
    (folder / "a.txt").write_text(text, "utf-8")
    out = folder / "out.jsonl"
    arguments = ["check", str(folder / "a.txt"), "--facts", str(folder / "lakes.csv"), "-o", str(out), "--exit-zero"]
    assert run(cli.factlint, arguments) == 0
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return [one["message"] for one in found if one["rule"] == "figure-differs-from-table"]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("Onega has an area of 9,700 square kilometers.", []),
        ("Onega has an area of 9,100 square kilometers.", ["9,100 square kilometers: the table has 9700 for area_km2 of Onega"]),
        ("The area of Onega is 3,745 square miles.", []),
        ("The area of Onega is 4,745 square miles.", ["4,745 square miles: the table has 9700 for area_km2 of Onega"]),
        ("The area of lake Vänern is 5,700 square kilometers.", []),
        ("The area of lake Vänern is 5,400 square kilometers.", ["5,400 square kilometers: the table has 5,650 for area_km2 of Vänern"]),
        ("The area of Saimaa fell by 12 square kilometers.", []),
        ("Saimaa has a depth of 82 meters and an area of 4,400 square kilometers.", []),
        ("Saimaa reaches a depth of 28 meters.", ["28 meters: the table has 82 for depth (m) of Saimaa"]),
        ("Saimaa and Onega have an area of 14,100 square kilometers.", []),
        ("The area of Russia is 17 million square kilometers.", []),
        ("Onega has a width of 91 kilometers.", []),
        ("Onega has an area of 9,100 square kilometers and a depth of 127 meters.", ["9,100 square kilometers: the table has 9700 for area_km2 of Onega"]),
        ("Onega, by area and depth the greater, has 9,700 square kilometers and 172 meters.", ["172 meters: the table has 127 for depth (m) of Onega"]),
        ("Onega has a population of 12 pike.", []),
    ],
)  # fmt: skip
def test_figures_are_held_against_a_table_beside_the_text(text: str, messages: list[str], tmp_path: Path) -> None:
    assert held_against(text, tmp_path) == messages


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_the_separator_of_a_table_beside_the_text_is_seen(separator: str, tmp_path: Path) -> None:
    (tmp_path / "lakes.csv").write_text(f"lake{separator}depth (m)\nOnega{separator}127\n", "utf-8")
    (tmp_path / "a.txt").write_text("Onega reaches a depth of 172 meters.", "utf-8")
    arguments = ["check", str(tmp_path / "a.txt"), "--facts", str(tmp_path / "lakes.csv"), "-o", str(tmp_path / "out")]
    assert run(cli.factlint, [*arguments, "--output-format", "concise"]) == 0
    assert "172 meters: the table has 127 for depth (m) of Onega" in (tmp_path / "out").read_text("utf-8")


def test_a_table_beside_the_text_that_cannot_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Nothing.")
    assert run(cli.factlint, ["check", str(tmp_path / "a.txt"), "--facts", str(tmp_path / "b.csv")]) == 2
    assert "b.csv: no such file" in capsys.readouterr().err
