"""Facts that are extracted from texts are tables: shipped models fit them, and users write rules on them."""

from __future__ import annotations

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
            "schema": "checks.tables.extracted:FactTable",
            "rule": [{"name": "euros", "where": "dimension like 'money:%'", "assert": "unit = 'euro'"}],
        }
    ]
    report = tables.validate([written], config=config)
    assert [(one.rule, one.message) for one in report.findings] == [
        ("euros", "unit = 'euro' does not hold: unit is US dollar"),
        ("euros", "unit = 'euro' does not hold: unit is US dollar"),
    ]
    assert report.summary.rules["missing-value"].holds > 0


def test_each_row_of_the_attribution_lexicon_is_found_in_its_example() -> None:
    import csv
    import re

    from checks.tables import extracted

    with (Path(extracted.__file__).parents[1] / "lexicon" / "attributions.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            words = row["words"].split("|")
            pattern = rf"(?i)\b(?:{'|'.join(map(re.escape, words))})\b"
            assert re.search(pattern, row["example"]), row
            assert pl.Series([row["example"]]).str.contains(extracted._attributions()).item()
