# ruff: noqa: E501 -- one case a line
"""What is wrong with a declaration or a table is told in one line each, with its place, all of it together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from checks import tables
from checks.tables import TableError
from checks.tables.expression import template


def problems(config: Any, frame: pl.DataFrame | None = None, **others: pl.DataFrame) -> list[str]:
    data = pl.DataFrame({"a": [1.0, 2.0], "b": [2.0, 0.0], "place": ["x", "y"]}) if frame is None else frame
    with pytest.raises(TableError) as caught:
        tables.validate({"t": data, **others}, config=config)
    assert str(caught.value).splitlines() == list(caught.value.problems)
    return list(caught.value.problems)


def rule(**keys: Any) -> list[dict[str, Any]]:
    return [{"name": "t", "rule": [{"name": "r", **keys}]}]


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"assert": "a <= c"}, "table 't', rule 'r': no column 'c'"),
        ({"assert": "a <= plac"}, "table 't', rule 'r': no column 'plac'; did you mean 'place'?"),
        ({"assert": "roundd(a, 1) <= b"}, "table 't', rule 'r': no function 'roundd'; did you mean 'round'?"),
        ({"assert": "a <="}, "table 't', rule 'r': an operand is missing in 'a <='"),
        ({"assert": "a > 1 or"}, "table 't', rule 'r': an operand is missing in 'a > 1 or'"),
        ({"assert": "not"}, "table 't', rule 'r': an operand is missing in 'not'"),
        ({"assert": "a ^ 2 > 1"}, "table 't', rule 'r': '^' is not SQL at character 3 of 'a ^ 2 > 1'; write power(x, 2)"),
        ({"assert": "a > 1 && b > 1"}, "'&' is not SQL at character 7 of 'a > 1 && b > 1'; write AND"),
        ({"assert": "a ** 2 > 1"}, "table 't', rule 'r': 'a * * 2' is not an expression; write power(x, 2)"),
        ({"assert": "a.abs() > 1"}, "table 't', rule 'r': 'a.abs()' is not an expression; write abs(a)"),
        ({"assert": "a in [1, 2]"}, "table 't', rule 'r': 'a in[1, 2]' is not an expression; a list stands in round brackets"),
        ({"assert": "a in ()"}, "table 't', rule 'r': 'a in ()' is not an expression; the list is empty"),
        ({"assert": "if a > 1 then b > 1"}, "give the condition as 'where' and what follows from it as 'assert'"),
        ({"assert": "a < 'five'"}, "table 't', rule 'r': 'a' is a number and 'five' a string; they cannot be compared"),
        ({"assert": "days_between(a, a) > 1"}, "days_between() takes dates; declare 'a' as a date, it is a number"),
        ({"assert": ""}, "table 't', rule 'r': the expression is empty"),
        ({"assert": "a b c"}, "table 't', rule 'r': 'a b c' is not an expression: "),
        ({"assert": "a b > 1"}, "table 't', rule 'r': 'a b' is not an expression: an operator is missing before 'b'"),
        ({"assert": "a as b > 1"}, "table 't', rule 'r': 'a as b' is not an expression: an operator is missing before 'b'"),
        ({"assert": "a => b"}, "table 't', rule 'r': an operand is missing in 'a = > b'; write >="),
        ({"assert": 'place = "y"'}, "table 't', rule 'r': no column 'y'; a string is written 'y'"),
        ({"assert": "weekday(place) = 'Monday'"}, "table 't', rule 'r': weekday() takes dates; declare 'place' as a date, it is a string"),
        ({"assert": "abs(days_between(place, place)) > 1"}, "table 't', rule 'r': days_between() takes dates; declare 'place' as a date"),
        ({"assert": "not " * 2000 + "a > b"}, "table 't', rule 'r': the expression is nested too deep"),
        ({"assert": "a + " * 3000 + "a > b"}, "table 't', rule 'r': the expression is too long: 6,001 words; 1,000 are allowed"),
        ({"assert": "(a <= b"}, "table 't', rule 'r': a bracket is not closed in '(a <= b'"),
        ({"assert": "a <= b)"}, "table 't', rule 'r': a closing ')' has no opening one in 'a <= b)'"),
        ({"assert": "place = 'x"}, "table 't', rule 'r': a quote is not closed at character 9 of 'place = 'x'"),
        ({"assert": "a + b"}, "table 't', rule 'r': 'a + b' is not true or false but a number; compare it with something"),
        ({"assert": "1 < a < 2"}, "table 't', rule 'r': two comparisons in one in '1 < a < 2'; write 1 < a AND a < 2"),
        ({"assert": "a = NULL"}, "table 't', rule 'r': nothing equals NULL in 'a = NULL'; write IS NULL or IS NOT NULL"),
        ({"assert": "1 = 1"}, "table 't', rule 'r': the expression names no column"),
        ({"assert": "a / 0 > 1"}, "table 't', rule 'r': division by zero in 'a / 0'"),
        ({"assert": "a / b > 1"}, "t, rule 'r': division by zero in 1 row of 'a / b > 1', first in row 2; leave it out with 'where'"),
        ({"assert": "a <= place"}, "table 't', rule 'r': 'a' is a number and 'place' a string; they cannot be compared"),
        ({"assert": "a > now()"}, "table 't', rule 'r': now is not allowed: the outcome of a rule must not depend on the clock"),
        ({"assert": "a > (SELECT 1)"}, "table 't', rule 'r': SELECT is not allowed in an expression"),
        ({"by": "place", "assert": "summ(a) > 1"}, "table 't', rule 'r': no function 'summ'; did you mean 'sum'?"),
        ({"assert": "a <= b", "allow": "150%"}, "'allow' is a number of rows or a share like"),
        ({"assert": "sum(a) > 1"}, "table 't', rule 'r': sum() speaks of many rows; give 'by', or kind = \"group\""),
        ({"assert": "convert(a, 'km2', 'km') > 1"}, "'km2' measures area and 'km' length; one cannot be converted to the other"),
        ({"assert": "convert(a, 'km3000', 'km') > 1"}, "no unit of measure 'km3000'"),
        ({"assert": "a <= b", "says": "{aa} is too much"}, "table 't', rule 'r': no column 'aa'"),
        ({"assert": "a <= b", "says": "{a:.1000000000f}"}, "the format '.1000000000f' asks for more than 100 characters or digits"),
        ({"assert": "a <= b", "says": "{a:>9999999}"}, "the format '>9999999' asks for more than 100 characters or digits"),
        ({"assert": "a <= b", "says": "{lpad(place, 9e9)}"}, "lpad() pads to a number of characters that is written out, at most 1,000"),
        ({"assert": "rpad(place, 1001) = 'x'"}, "rpad() pads to a number of characters that is written out, at most 1,000"),
        ({"assert": "lpad(place, a) = 'x'"}, "lpad() pads to a number of characters that is written out, at most 1,000"),
        ({"assert": "a < 1", "where": "lpad(place, 10 * 1000) = 'x'"}, "lpad() pads to a number of characters"),
        ({"assert": "replace(replace(place, 'x', '" + "x" * 100 + "'), 'x', '" + "x" * 100 + "') = ''"}, "makes a text up to 10,000 times as long"),
        ({"assert": "generate_series(1, 1000000000) = a"}, "generate_series() is not allowed: it makes values of its own"),
        ({"assert": "a <= b", "says": "{a is too much"}, "a brace is not closed in the message '{a is too much'"),
        ({"assert": "a <= b", "wher": "a > 0"}, "table 't', rule 'r': no key 'wher'; did you mean 'where'?"),
        ({"assert": "a <= b", "where": "q > 0"}, "table 't', rule 'r': no column 'q'"),
        ({"assert": "a <= b", "severity": "fatal"}, "no severity 'fatal'; it is error, warning or note"),
        ({"assert": "a <= b", "tolerance": "much"}, "'tolerance' is a number, a percentage"),
        ({"assert": "a <= b", "allow": "some"}, "'allow' is a number of rows or a share like"),
        ({"assert": 5}, "table 't', rule 'r': 'assert' is a string, not 5"),
        ({"kind": "rows", "assert": "a <= b"}, "no kind of rule 'rows'; did you mean 'row'?"),
        ({"kind": "row"}, "table 't', rule 'r': a rule of kind row needs 'assert'"),
        ({"by": "place", "assert": "sum(a) = a + b"}, "'a' has many values in a group; write first(a), sum(a), min(a) or max(a)"),
        ({"by": "plce", "assert": "sum(a) = 1"}, "table 't', rule 'r': no column 'plce'; did you mean 'place'?"),
        ({"along": "a", "column": "b", "direction": "up"}, "no direction 'up'"),
        ({"along": "when", "column": "b", "direction": "rising"}, "table 't', rule 'r': no column 'when'"),
        ({"unique": ["place", "dy"]}, "table 't', rule 'r': no column 'dy'"),
        ({"columns": "place", "references": "places.name"}, "table 't', rule 'r': no table 'places'"),
        ({"columns": "place", "references": "u.nam"}, "table 't', rule 'r': no column 'nam' in table 'u'; did you mean 'name'?"),
        ({"columns": "a", "references": "u.name"}, "'a' is Float64 and 'u.name' String; they cannot be looked up in each other"),
        ({"kind": "count", "by": "place"}, "a rule of kind count needs 'at_least', 'at_most' or 'exactly'"),
        ({"kind": "interval", "start": "a", "end": "place"}, "table 't', rule 'r': 'a' is a number and 'highest(place)' a string"),
    ],
    ids=lambda one: str(one)[:60],
)  # fmt: skip
def test_a_rule_that_cannot_be_judged_says_why(keys: dict[str, Any], problem: str) -> None:
    found = problems(rule(**keys), u=pl.DataFrame({"name": ["x"]}))
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ("flot >= 0", "table 't', column 'a': no type 'flot'; did you mean 'float'?"),
        ("float >=", "table 't', column 'a': a value is missing after"),
        ("float positive", "table 't', column 'a': 'positive' is no clause of a column"),
        ("float >= x", "table 't', column 'a': 'x' is no float"),
        ("float unit kmm", "table 't', column 'a': no unit of measure 'kmm'; did you mean"),
        ({"type": "float", "mni": 0}, "table 't', column 'a': no key 'mni'; did you mean 'min'?"),
        ({"type": "date", "min": "soon"}, "table 't', column 'a': 'soon' is no date"),
        ("str matches '('", "table 't', column 'a': '(' is not a pattern"),
        ("str", "t: column 'a' is Float64, not str"),
    ],
    ids=str,
)
def test_a_column_that_is_not_understood_says_why(declared: Any, problem: str) -> None:
    (found,) = problems([{"name": "t", "columns": {"a": declared}}])
    assert problem in found


def test_all_problems_are_told_together() -> None:
    config = [
        {"name": "t", "colums": {}, "columns": {"a": "flot", "b": "float >= 0"}, "rule": [
            {"name": "r", "assert": "a <= b"}, {"name": "r", "assert": "a < b"}, {"assert": "a <"}, {"name": "out-of-range", "assert": "a > 0"},
        ]},
        {"name": "t", "rule": [{"name": "s", "kind": "grop", "assert": "a > 0"}]},
    ]  # fmt: skip
    assert problems(config) == [
        "table 't': no key 'colums'; did you mean 'columns'?",
        "table 't', column 'a': no type 'flot'; did you mean 'float'?; types are "
        "str, int, float, decimal, bool, date, datetime, time, duration",
        "table 't', rule 3: a rule needs a name",
        "table 't', rule 3: an operand is missing in 'a <'",
        "table 't': two rules are called 'r'",
        "table 't': 'out-of-range' is a rule of factlint's own; give the rule another name",
        "table 't', rule 's': no kind of rule 'grop'; did you mean 'group'?; kinds are "
        "row, group, order, reference, unique, convert, interval, count",
        "table: two tables are called 't'",
    ]


def test_problems_of_rules_and_columns_of_all_tables_are_told_together() -> None:
    config = [
        {"name": "t", "columns": {"c": "float"}, "rule": [{"name": "r", "assert": "a <= d"}, {"name": "q", "assert": "a <= e"}]},
        {"name": "u", "rule": [{"name": "r", "assert": "z > 0"}]},
    ]  # fmt: skip
    assert problems(config, u=pl.DataFrame({"y": [1]})) == [
        "t: no column 'c'",
        "table 't', rule 'r': no column 'd'",
        "table 't', rule 'q': no column 'e'",
        "table 'u', rule 'r': no column 'z'",
    ]


CONFIG = [{"name": "t", "columns": {"place": "str", "km2": "float >= 0", "day": "date"}}]


def read(text: str | bytes, folder: Path, name: str = "t.csv", config: Any = CONFIG) -> list[str]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(TableError) as caught:
        tables.validate([path], config=config)
    return [one.replace(f"{folder}/", "") for one in caught.value.problems]


def test_a_row_with_another_number_of_fields_is_named_by_its_line(tmp_path: Path) -> None:
    assert read("place,km2,day\nA,1,2016-12-11\nB,2\n\nC,3,2016-12-11,x\n", tmp_path) == [
        "t.csv:3: 2 fields in a table of 3 columns",
        "t.csv:5: 4 fields in a table of 3 columns",
    ]


def test_lines_are_counted_across_quoted_line_ends(tmp_path: Path) -> None:
    assert read('place,km2,day\n"A\nB",1,2016-12-11\nB,2\n', tmp_path) == ["t.csv:4: 2 fields in a table of 3 columns"]


def test_a_quote_that_is_not_closed_is_named(tmp_path: Path) -> None:
    assert read('place,km2,day\n"A,1,2016-12-11\nB,2,2016-12-11\n', tmp_path) == [
        "t.csv:2: not csv: a quote is not closed"
    ]


def test_wrong_cells_are_all_named(tmp_path: Path) -> None:
    assert read("place,km2,day\nA,4x5,2016-12-11\nB,,2016-13-41\nC,n/a,yesterday\n", tmp_path) == [
        "t.csv: row 1: km2 '4x5' is no float",
        "t.csv: row 3: km2 'n/a' is no float; if it stands for a missing value, say so: null_values = [\"n/a\"]",
        "t.csv: row 2: day '2016-13-41' is no date",
        "t.csv: row 3: day 'yesterday' is no date",
    ]


def test_many_wrong_cells_are_counted(tmp_path: Path) -> None:
    found = read("place,km2,day\n" + "A,x,2016-12-11\n" * 25, tmp_path)
    assert len(found) == 11
    assert found[-1] == "t.csv: 15 more values of km2 are no float"


@pytest.mark.parametrize(
    ("kind", "cell", "advice"),
    [
        ("float", "n/a", 'if it stands for a missing value, say so: null_values = ["n/a"]'),
        ("float", "–", 'if it stands for a missing value, say so: null_values = ["–"]'),
        ("int", "3.5", "declare the column as float"),
        ("date", "31.12.2016", 'say how dates are written: { type = "date", format = "%d.%m.%Y" }'),
        ("date", "12/31/2016", 'say how dates are written: { type = "date", format = "%m/%d/%Y" }'),
        ("float", "1,200.50", "write numbers with digits and a decimal point only, or declare the column as str"),
        ("float", "€20", "write numbers with digits and a decimal point only, or declare the column as str"),
        ("int", "12%", "write numbers with digits and a decimal point only, or declare the column as str"),
        ("float", "many", ""),
        ("date", "2016-13-41", ""),
    ],
)
def test_a_cell_of_another_type_comes_with_what_to_do(kind: str, cell: str, advice: str) -> None:
    config = [{"name": "t", "columns": {"c": kind}}]
    found = problems(config, pl.DataFrame({"c": [cell, cell]}))
    assert found[0] == f"t: row 1: c '{cell}' is no {kind}" + (f"; {advice}" if advice else "")
    assert found[1] == f"t: row 2: c '{cell}' is no {kind}"


def test_rules_under_another_heading_are_told_where_they_belong() -> None:
    assert problems([{"name": "t", "rules": [{"name": "r", "assert": "a > 0"}]}]) == [
        "table 't': 'rules' names files of rules; write a rule as [[table.rule]]"
    ]


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r": not a file$"):
        tables.validate([tmp_path], config=CONFIG)


def test_null_values_can_be_declared(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("place,km2,day\nA,n/a,2016-12-11\nB,-,\n")
    report = tables.validate([tmp_path / "t.csv"], config=[{**CONFIG[0], "null_values": ["n/a", "-"]}])
    assert report.summary.rules["out-of-range"].not_comparable == 2


def test_a_missing_column_names_the_nearest(tmp_path: Path) -> None:
    assert read("place,km,day\nA,1,2016-12-11\n", tmp_path) == ["t.csv: no column 'km2'; did you mean 'km'?"]


def test_a_strict_table_has_no_other_columns(tmp_path: Path) -> None:
    config = [{**CONFIG[0], "strict": True}]
    assert read("place,km2,day,dya\nA,1,2016-12-11,\n", tmp_path, config=config) == [
        "t.csv: column 'dya' is not declared; did you mean 'day'?"
    ]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    assert read("place,km2,km2\nA,1,2\n", tmp_path) == ["t.csv:1: two columns are called 'km2'"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("t.csv", "", "t.csv: the file is empty"),
        ("t.jsonl", '{"place": "A"}\n{"place": \n', "t.jsonl:2: not JSON: Expecting value at character 11"),
        ("t.jsonl", '{"place": "A"}\n[1]\n', "t.jsonl:2: not an object"),
        ("t.parquet", "PAR1", "t.parquet: "),
        ("t.arrow", "ARROW1", "t.arrow: "),
        ("t.xlsx", "no zip", "t.xlsx: "),
        ("t.doc", "x", "t.doc: no table format '.doc'"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_one_line(tmp_path: Path, name: str, text: str, problem: str) -> None:
    (found,) = read(text, tmp_path, name)
    assert found.startswith(problem)


def test_a_missing_file_and_an_undeclared_one_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "enclaves.csv").write_text("a\n1\n")
    config = [{"path": "enclave.csv"}]
    with pytest.raises(TableError) as caught:
        tables.validate([tmp_path / "enclave.csv", tmp_path / "enclaves.csv"], config=config, directory=tmp_path)
    assert [one.replace(f"{tmp_path}/", "") for one in caught.value.problems] == [
        "enclaves.csv: no [[table]] is declared for it; did you mean 'enclave.csv'?",
        "enclave.csv: no such file",
    ]


def test_columns_in_different_units_are_not_compared() -> None:
    config = [
        {
            "name": "t",
            "columns": {"a": "float unit km2", "b": "float unit mi2"},
            "rule": [{"name": "r", "assert": "a <= b"}],
        }
    ]
    assert problems(config) == ["table 't', rule 'r': 'a' is in km2 and 'b' in mi2; write convert(b, 'mi2', 'km2')"]


def test_division_by_zero_is_no_trouble_where_it_is_guarded() -> None:
    frame = pl.DataFrame({"a": [1.0, 2.0], "b": [2.0, 0.0]})
    for keys in ({"assert": "b = 0 or a / b < 1"}, {"assert": "a / b < 1", "where": "b <> 0"}):
        report = tables.validate({"t": frame}, config=rule(**keys))
        assert report.summary.rules["r"].broken == 0
        assert report.summary.rules["r"].holds >= 1


def test_findings_of_a_rule_are_limited_and_counted() -> None:
    frame = pl.DataFrame({"a": range(2500)})
    report = tables.validate({"t": frame}, config=rule(**{"assert": "a < 0"}))
    assert len(report.findings) == 1000
    assert report.summary.rules["r"].broken == 2500
    assert report.summary.skipped == ("t: r: 1,000 of 2,500 that are broken are shown",)
    assert len(tables.validate({"t": frame}, config=rule(**{"assert": "a < 0"}), limit=3).findings) == 3


def test_rule_files_are_read_with_the_table(tmp_path: Path) -> None:
    (tmp_path / "common.toml").write_text('[[rule]]\nname = "positive"\nassert = "a > 0"\n')
    config = [{"name": "t", "rules": "common.toml", "rule": [{"name": "r", "assert": "a < b"}]}]
    frame = pl.DataFrame({"a": [-1], "b": [2]})
    report = tables.validate({"t": frame}, config=config, directory=tmp_path)
    assert [one.rule for one in report.findings] == ["positive"]
    (tmp_path / "common.toml").write_text('[[rul]]\nname = "positive"')
    with pytest.raises(TableError, match=r"no key .rul.; a rule file holds"):
        tables.validate({"t": frame}, config=config, directory=tmp_path)


def test_every_sort_of_trouble_is_told_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b,day\n1,2,2016-12-11\n3,0,2016-12-11,x\nfour,5,2016-12-41\n")
    (tmp_path / "u.csv").write_text("a,b\n1,2\n3,0\n")
    config = [
        {
            "path": "t.csv",
            "columns": {"a": "float", "day": "date", "c": "float", "b": "foat"},
            "rule": [
                {"name": "twice", "assert": "a > 0"},
                {"name": "twice", "assert": "a > 1"},
                {"name": "literal", "assert": "a / 0 > 1"},
                {"name": "no-expression", "assert": "a >> 1"},
                {"name": "unknown", "assert": "aa > 1"},
            ],
        },
        {"path": "u.csv", "rule": [{"name": "ratio", "assert": "a / b > 1"}, {"name": "sort", "kind": "rwo"}]},
        {"path": "v.csv"},
    ]
    with pytest.raises(TableError) as caught:
        tables.validate([], config=config, directory=tmp_path)
    assert [one.replace(f"{tmp_path}/", "") for one in caught.value.problems] == [
        "table 't', column 'b': no type 'foat'; did you mean 'float'?; types are str, int, float, decimal, bool, date, datetime, time, duration",
        "table 't', rule 'no-expression': an operand is missing in 'a > > 1'",
        "table 't': two rules are called 'twice'",
        "table 'u', rule 'sort': no kind of rule 'rwo'; did you mean 'row'?; kinds are row, group, order, reference, unique, convert, interval, count",
        "t.csv:3: 4 fields in a table of 3 columns",
        "t.csv: row 3: a 'four' is no float",
        "t.csv: row 3: day '2016-12-41' is no date",
        "t.csv: no column 'c'",
        "v.csv: no such file",
        "table 't', rule 'literal': division by zero in 'a / 0'",
        "table 't', rule 'unknown': no column 'aa'; did you mean 'a'?",
        "u.csv, rule 'ratio': division by zero in 1 row of 'a / b > 1', first in row 2; leave it out with 'where'",
    ]


def test_columns_may_be_called_anything() -> None:
    names = ["end", "order", "a b", 'say "x"', "{brace}", "select", "sum", "é", "count", "x.y", "100%"]
    frame = pl.DataFrame({name: [1.0, 2.0, -1.0] for name in names} | {"when": [1, 2, 3]})
    for name in names:
        spelled = '"' + name.replace('"', '""') + '"'
        for keys in (
            {"assert": f"{spelled} > 0"},
            {"kind": "group", "assert": f"min({spelled}) > 0"},
            {"along": "when", "column": name, "direction": "rising"},
            {"unique": name},
            {"given": name, "converted": "end", "from": "km", "to": "km"},
        ):
            report = tables.validate({"t": frame}, config=rule(**keys))
            broken = 0 if "unique" in keys or "given" in keys else 1
            assert report.summary.rules["r"].broken == broken, (name, keys)
        columns = [{"name": "t", "columns": {name: "float >= 0 not null"}}]
        assert tables.validate({"t": frame}, config=columns).summary.rules["out-of-range"].broken == 1


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"assert": "a + b <= a * 2"}, "a + b <= a * 2 does not hold: a + b is 3, a * 2 is 2, a is 1, b is 2"),
        ({"assert": "length(place) = a + 0", "where": "a > 1"}, "length(place) = a + 0 does not hold: length(place) is 1, a + 0 is 2, place is y, a is 2"),
        ({"by": "place", "kind": "count", "at_least": 2}, "place x: the count is 1, not at least 2"),
        ({"by": "place", "assert": "sum(a) > first(b) + 5"}, "place x: sum(a) > first(b) + 5 does not hold: first(b) + 5 is 7, sum(a) is 1, first(b) is 2"),
        ({"kind": "interval", "start": "a", "end": "c", "by": "k"}, "k 1: 2 to 9 overlaps with a range that lasts until 9"),
        ({"along": "a", "column": "b", "direction": "rising", "by": "k"}, "k 1: b goes from 2 to 0 by 2; it should be rising"),
        ({"columns": "place", "references": "u.code"}, "place x is not in u.code"),
        ({"assert": "missing is not null"}, "missing is not null does not hold: missing is missing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_values_and_keys(keys: dict[str, Any], message: str) -> None:
    data = pl.DataFrame(
        {"a": [1.0, 2.0], "b": [2.0, 0.0], "place": ["x", "y"], "c": [9, 9], "k": [1, 1], "missing": [None, "m"]}
    )
    frames = {"t": data, "u": pl.DataFrame({"code": ["y"]})}
    report = tables.validate(frames, config=[*rule(**keys), {"name": "u"}])
    assert report.findings[0].message == message


def test_tables_of_the_configuration_are_called_by_their_path_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "t.csv").write_text("a\n-1\n")
    monkeypatch.chdir(tmp_path)
    config = [{"path": "data/t.csv", "columns": {"a": "int >= 0"}}]
    report = tables.validate(config=config, directory=tmp_path)
    assert [one.document for one in report.findings] == ["data/t.csv"]


def test_a_condition_of_very_many_parts_is_judged() -> None:
    data = pl.DataFrame({"a": [1.0, 2.0, None], "b": [2.0, 0.0, 1.0]})
    for word in (" and ", " or "):
        config = rule(**{"assert": word.join(["a <= b"] * 500)})
        tally = tables.validate({"t": data}, config=config).summary.rules["r"]
        assert (tally.holds, tally.broken, tally.not_comparable) == (1, 1, 1)
    few, many = (["a <= 1", "b > 1"] * number for number in (1, 9))
    for word in (" and ", " or "):
        tallies = [
            tables.validate({"t": data}, config=rule(**{"assert": word.join(parts)})).summary for parts in (few, many)
        ]
        assert tallies[0] == tallies[1]


def test_values_are_written_as_a_reader_can_use_them() -> None:
    written = {
        Decimal("6.600000000"): "6.60", Decimal("1.10"): "1.10", Decimal("5"): "5", Decimal("0.123400"): "0.1234",
        45.0: "45", 1.5: "1.5", None: "missing", True: "true", " x ": "' x '", "x": "x",
    }  # fmt: skip
    assert {value: template.written(value) for value in written} == written


def test_times_may_be_written_without_seconds(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("at,n\n09:30,1\n10:00:30,2\n")
    config = [{"name": "t", "columns": {"at": "time"}, "rule": [{"name": "r", "assert": "at > '10:00'"}]}]
    assert [one.row for one in tables.validate([tmp_path / "t.csv"], config=config).findings] == [1]
