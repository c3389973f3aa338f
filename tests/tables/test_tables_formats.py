"""Tables in every format give the same verdict; what is declared is what a column is read as."""

from __future__ import annotations

import re
import sys
import tomllib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from checks import tables
from checks.finding import Judgement
from checks.tables import TableError
from checks.tables.read import delimited, source

CONFIG: dict[str, Any] = {
    "name": "t",
    "key": "place",
    "columns": {"place": "str", "km2": "float >= 0", "whole": "int", "day": "date", "open": "bool"},
    "rule": [{"name": "late", "assert": "day >= '2016-12-01'"}],
}
FRAME = pl.DataFrame(
    {
        "place": ["Aleppo", "Алеппо", "حلب", "🏰 x,y"],
        "km2": [45.0, -7.0, None, 0.5],
        "whole": [1, 2, 3, None],
        "day": [date(2016, 12, 11), date(2016, 11, 30), None, date(2017, 1, 1)],
        "open": [True, False, None, True],
    }
)
EXPECTED = [("out-of-range", 2, {"place": "Алеппо"}), ("late", 2, {"place": "Алеппо"})]


def told(report: Judgement) -> list[tuple[str, int | None, Any]]:
    return sorted(((one.rule, one.row, one.keys) for one in report.findings), reverse=True, key=str)


def validated(path: Path, **keys: Any) -> Judgement:
    return tables.validate([path], config=[CONFIG | keys])


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.ndjson", "t.parquet", "t.arrow", "t.ipc", "t.xlsx"])
def test_every_format_gives_the_same_verdict(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    write = {
        "csv": FRAME.write_csv,
        "tsv": lambda file: FRAME.write_csv(file, separator="\t"),
        "jsonl": FRAME.write_ndjson,
        "ndjson": FRAME.write_ndjson,
        "parquet": FRAME.write_parquet,
        "arrow": FRAME.write_ipc,
        "ipc": FRAME.write_ipc_stream,
        "xlsx": FRAME.write_excel,
    }
    write[path.suffix[1:]](path)
    report = validated(path)
    assert told(report) == sorted(EXPECTED, reverse=True, key=str)
    assert report.summary.facts == {"row": 4}
    assert report.summary.rules["late"].not_comparable == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_do_not_matter(ending: str, begin: str, tmp_path: Path) -> None:
    lines = ["place;km2;whole;day;open", "Aleppo;45;1;2016-12-11;true", '"Al;eppo";-7;2;2016-11-30;false']
    (tmp_path / "t.csv").write_bytes((begin + ending.join(lines) + ending).encode())
    report = validated(tmp_path / "t.csv", separator=";")
    assert told(report) == [("out-of-range", 2, {"place": "Al;eppo"}), ("late", 2, {"place": "Al;eppo"})]


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_a_table_without_rows_is_sound(name: str, tmp_path: Path) -> None:
    empty = FRAME.clear()
    (empty.write_csv if name.endswith("csv") else empty.write_parquet)(tmp_path / name)
    report = validated(tmp_path / name)
    assert report.findings == ()
    assert report.summary.facts == {"row": 0}


def test_the_column_of_another_type_is_told(tmp_path: Path) -> None:
    FRAME.with_columns(pl.col("km2").cast(pl.String), pl.col("day").cast(pl.Int32), whole=pl.lit(1.5)).write_parquet(
        tmp_path / "t.parquet"
    )
    with pytest.raises(TableError) as caught:
        validated(tmp_path / "t.parquet")
    place = f"{tmp_path}/t.parquet"
    assert caught.value.problems == (
        f"{place}: row 1: whole '1.5' is no int; declare the column as float",
        f"{place}: row 2: whole '1.5' is no int",
        f"{place}: row 3: whole '1.5' is no int",
        f"{place}: row 4: whole '1.5' is no int",
        f"{place}: column 'day' is Int32, not date",
    )


def test_dates_of_another_form_are_read_as_declared(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("day\n11.12.2016\n30.11.2016\n")
    columns = {"day": {"type": "date", "format": "%d.%m.%Y"}}
    report = tables.validate([tmp_path / "t.csv"], config=[CONFIG | {"columns": columns, "key": []}])
    assert [(one.rule, one.row) for one in report.findings] == [("late", 2)]


def test_a_large_file_is_scanned_and_judged_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (source, delimited):
        monkeypatch.setattr(module, "EAGER", 10)
    FRAME.write_csv(tmp_path / "t.csv")
    FRAME.write_ndjson(tmp_path / "t.jsonl")
    for name in ("t.csv", "t.jsonl"):
        assert told(validated(tmp_path / name)) == sorted(EXPECTED, reverse=True, key=str)
    (tmp_path / "t.csv").write_text("place,km2,whole,day,open\nA,1,1,2016-12-11,true\nB,x,1,2016-12-11,true\n")
    with pytest.raises(TableError, match="row 2: km2 'x' is no float"):
        validated(tmp_path / "t.csv")


def test_reading_a_spreadsheet_without_its_reader_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FRAME.write_excel(tmp_path / "t.xlsx")
    monkeypatch.setitem(sys.modules, "fastexcel", None)
    with pytest.raises(
        TableError, match=r"reading xlsx needs fastexcel; install it with: pip install 'factlint\[xlsx\]'"
    ):
        validated(tmp_path / "t.xlsx")


def test_a_sheet_is_chosen_by_its_name(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        FRAME.clear().write_excel(book, worksheet="empty")
        FRAME.write_excel(book, worksheet="figures")
    assert validated(tmp_path / "t.xlsx", sheet="figures").summary.facts == {"row": 4}
    with pytest.raises(
        TableError, match=r"t\.xlsx: no sheet 'figure'; did you mean 'figures'\?; sheets are empty, figures"
    ):
        validated(tmp_path / "t.xlsx", sheet="figure")


def test_a_drafted_declaration_holds_for_its_own_table(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "id": range(100),
            "area_km2": [float(number % 7) for number in range(100)],
            "area left (km2)": [float(number % 7) / 2 for number in range(100)],
            "kind": ["lake", "sea"] * 50,
            'a "quoted" name': [date(2020, 1, 1 + number % 28) for number in range(100)],
            "none": [None] * 100,
        },
        schema_overrides={"none": pl.String},
    )
    frame.write_csv(tmp_path / "t.csv")
    text = tables.propose(tmp_path / "t.csv")
    declared = tomllib.loads(text)
    report = tables.validate([tmp_path / "t.csv"], config=declared, directory=tmp_path)
    assert report.findings == ()
    (table,) = declared["table"]
    assert table["columns"]["id"] == "int >= 0 unique not null"
    assert table["columns"]["kind"] == "str in ('lake', 'sea') not null"
    assert table["columns"]["area_km2"] == "float >= 0 not null unit 'km2'"
    assert [rule["assert"] for rule in table["rule"]] == ['"area left (km2)" <= area_km2']
    frame.with_columns(pl.lit(-1).alias("area_km2")).write_csv(tmp_path / "t.csv")
    worse = tables.validate([tmp_path / "t.csv"], config=declared, directory=tmp_path)
    assert {one.rule for one in worse.findings} == {"out-of-range", table["rule"][0]["name"]}


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_a_table_of_every_type_fits_its_own_draft(kind: str, tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "money": [Decimal("1.10"), Decimal("2.20")],
            "at": [time(1), time(2)],
            "lasts": [timedelta(1), timedelta(2)],
            "open": [True, None],
            "list": [[1], [2]],
            "inner": [{"a": 1}, None],
            "bytes": [b"a", b"b"],
            "since": [datetime(2020, 1, 1), datetime(2020, 1, 2)],
            "none": [None, None],
            "part": [1.5, float("nan")],
            "edge": [float("inf"), float("-inf")],
            "odd \"'{name}": [1, 2],
        }
    ).with_columns(
        pl.col("since").dt.replace_time_zone("Europe/Rome").alias("zoned"),
        pl.Series("word", ["x", "y"], pl.Categorical),
        pl.Series("long", [2**64 - 1, 1], pl.UInt64),
    )
    path = tmp_path / f"t.{kind}"
    (frame.write_parquet if kind == "parquet" else frame.write_ipc)(path)
    declared = tomllib.loads(tables.propose(path))
    assert set(declared["table"][0]["columns"]) == set(frame.columns)
    assert tables.validate([path], config=declared).findings == ()


def test_the_command_drafts_and_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from checks import cli
    from checks.command.usage import run

    FRAME.write_csv(tmp_path / "t.csv")
    assert run(cli.factlint, ["schema", str(tmp_path / "t.csv")]) == 0
    drafted = capsys.readouterr().out
    assert 'km2 = "float' in drafted
    (tmp_path / "factlint.toml").write_text(drafted.replace(str(tmp_path / "t.csv"), "t.csv"), "utf-8")
    assert run(cli.factlint, ["validate", str(tmp_path / "t.csv")]) == 0
    capsys.readouterr()
    assert run(cli.factlint, ["schema", "--document", str(tmp_path / "t.csv")]) == 0
    assert "| km2 | float |" in capsys.readouterr().out
    assert run(cli.factlint, ["schema"]) == 2
    assert "name a table" in capsys.readouterr().err


def test_undeclared_columns_are_what_all_their_values_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_SAMPLE", 2)
    (tmp_path / "t.csv").write_text("late,odd,day,word\n,1,2016-12-11,a\n,2,2016-12-12,b\n3,2.5,2016-12-13,c\n4,x,,d\n")
    rules = [
        {"name": "late", "assert": "late >= 4"},
        {"name": "odd", "assert": "odd <> 'x'"},
        {"name": "day", "assert": "day > '2016-12-11'"},
    ]
    report = tables.validate([tmp_path / "t.csv"], config=[{"name": "t", "rule": rules}])
    assert [(one.rule, one.row) for one in report.findings] == [("day", 1), ("late", 3), ("odd", 4)]


def test_an_undeclared_column_without_values_compares_with_everything(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("n,none,more\n1,,x\n2,,y\n")
    rules: list[dict[str, Any]] = [
        {"name": "number", "assert": "none <= n"},
        {"name": "text", "assert": "none = more"},
        {"name": "sums", "kind": "group", "by": "more", "assert": "max(none) > 1"},
        {"name": "rises", "along": "n", "column": "none", "direction": "rising"},
        {"name": "keys", "unique": ["none", "n"]},
    ]
    report = tables.validate([tmp_path / "t.csv"], config=[{"name": "t", "rule": rules}])
    assert report.findings == ()
    assert {name: tally.not_comparable for name, tally in report.summary.rules.items()} == {
        "number": 2, "text": 2, "sums": 2, "rises": 1, "keys": 2
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a;b\n1;2\n", "t.csv:1: the only column is 'a;b'; give the separator of the table: separator = \";\""),
        ("a\tb\n1,5\t2\n", "t.csv:1: the only column is 'a b'; give the separator of the table: separator = \"\\t\""),
        ("a,b\n1,2\nTroms\xf6,2\n", "t.csv:3: not UTF-8; give the encoding of the table: encoding = \"latin1\""),
    ],
)  # fmt: skip
def test_a_csv_file_that_is_written_otherwise_tells_the_key_to_set(content: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(content.encode("latin-1"))
    with pytest.raises(TableError) as caught:
        tables.validate([tmp_path / "t.csv"], config=[{"name": "t", "columns": {"a": "int", "b": "int"}}])
    assert [one.removeprefix(f"{tmp_path}/") for one in caught.value.problems] == [problem]


def test_an_unknown_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(TableError, match="no encoding 'klingon'"):
        tables.validate([tmp_path / "t.csv"], config=[{"name": "t", "encoding": "klingon", "columns": {"a": "int"}}])


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n\n3,-4\n\n")
    rule = {"name": "r", "assert": "b > 0"}
    config = [{"name": "t", "columns": {"a": "int not null", "b": "int not null"}, "rule": [rule]}]
    report = tables.validate([tmp_path / "t.csv"], config=config)
    assert report.summary.facts == {"row": 2}
    assert [(one.rule, one.row) for one in report.findings] == [("r", 2)]


def test_json_lines_of_several_kinds_are_told_by_cell(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"a": 1, "b": 2}\n{"a": "x", "b": 2.5}\n{"b": true}\n')
    with pytest.raises(TableError) as caught:
        tables.validate([tmp_path / "t.jsonl"], config=[{"name": "t", "columns": {"a": "int", "b": "float"}}])
    assert [one.removeprefix(f"{tmp_path}/") for one in caught.value.problems] == [
        "t.jsonl: row 2: a 'x' is no int",
        "t.jsonl: row 3: b 'true' is no float",
    ]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "arrow"])
def test_zeros_that_programs_print_are_no_digits_of_a_conversion(kind: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({"km2": [454.0, 465.3, 2521.3, 45.0], "mi2": [175.0, 180.0, 973.0, 19.0]})
    path = tmp_path / f"t.{kind}"
    {"csv": frame.write_csv, "jsonl": frame.write_ndjson, "parquet": frame.write_parquet, "arrow": frame.write_ipc}[
        kind
    ](path)
    rule = {"name": "areas", "given": "km2", "converted": "mi2", "from": "km2", "to": "mi2"}
    report = tables.validate([path], config=[{"name": "t", "rule": [rule]}])
    assert [(one.row, one.message) for one in report.findings] == [(4, "45 km2 is 17.37 mi2, not 19")]


def test_a_path_that_is_not_there_is_told_before_its_declaration(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such file"):
        tables.validate([tmp_path / "u.csv"], config=[{"name": "t"}])


def test_an_empty_file_of_json_lines_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text("")
    with pytest.raises(TableError, match=r"t\.jsonl: the file is empty"):
        tables.validate([tmp_path / "t.jsonl"], config=[{"name": "t"}])


SPREAD = {
    "plain.csv": "name,n\nA,-1\nB,-2\nC,-3",
    "empty lines.csv": "\n\nname,n\nA,-1\n\n\nB,-2\n,\nC,-3\n\n",
    "several lines.csv": '"name",n\n"A\nA,\n\nA",-1\nB,-2\n"C ""\r\nC",-3\n',
    "header of two lines.csv": '\ufeffname,"n",more\n"A",-1,"1\n2"\n"B",-2,\n\n"C",-3,\n',
    "windows.csv": 'name,n\r\n"A\r\nA",-1\r\n\r\nB,-2\r\nC,-3\r\n',
    "tabs.tsv": 'name\tn\n\nA\t-1\n"B\tb\nb"\t-2\nC\t-3\n',
    "nulls.csv": "name,n\nNA,NA\nA,-1\nB,-2\nC,-3\n",
    "objects.jsonl": '\n{"name": "A", "n": -1}\n  \n{"name": "B", "n": -2}\n{"name": "C", "n": -3}\n',
}


@pytest.mark.parametrize("name", SPREAD)
@pytest.mark.parametrize("large", [False, True])
def test_a_finding_has_the_line_that_its_row_begins_on(
    name: str, large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        for module in (source, delimited):
            monkeypatch.setattr(module, "EAGER", 10)
    path = tmp_path / name
    path.write_bytes(SPREAD[name].encode())
    config = [{"name": path.stem, "columns": {"n": "int >= 0"}, "null_values": ["NA"]}]
    found = tables.validate([path], config=config).findings
    lines = SPREAD[name].split("\n")
    assert [one.row for one in found] == [1, 2, 3]
    for finding, letter in zip(found, "ABC", strict=True):
        assert finding.line is not None
        assert re.match(rf"\W*(?:name\W*)?{letter}", lines[finding.line - 1])


def test_a_column_of_its_own_may_have_empty_lines_as_rows(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("n\n-1\n\n-3\n")
    config = [{"name": "t", "columns": {"n": "int >= 0 not null"}}]
    found = tables.validate([tmp_path / "t.csv"], config=config).findings
    assert [(one.row, one.line, one.rule) for one in found] == [
        (1, 2, "out-of-range"), (2, 3, "missing-value"), (3, 4, "out-of-range"),
    ]  # fmt: skip


def test_a_table_without_lines_has_none(tmp_path: Path) -> None:
    pl.DataFrame({"n": [-1]}).write_parquet(tmp_path / "t.parquet")
    for given in ([tmp_path / "t.parquet"], {"t": pl.DataFrame({"n": [-1]})}):
        (found,) = tables.validate(given, config=[{"name": "t", "columns": {"n": "int >= 0"}}]).findings
        assert (found.row, found.line) == (1, None)


def lines(header: str, row: str, times: int = 27) -> bytes:
    """A csv file of rows that count up: `N` is the number of the row, from 1."""
    return "\n".join([header, *(row.replace("N", f"{number:02}") for number in range(1, times + 1)), ""]).encode()


DRAFTED: dict[str, tuple[bytes, dict[str, str]]] = {
    "dates": (
        lines("event,began,ended,founded year", "EN,2016-01-N,2016-02-N,19N"),
        {"began": "date unique not null", "founded year": "int >= 0 not null"},
    ),
    "codes": (b"zip,phone\n00420,+49 30 1\n01067,+49 30 2\n", {"zip": "str unique not null"}),
    "long numbers": (b"id,n\n9223372036854775809,1\n9223372036854775810,2\n", {"id": "int >= 0 unique not null"}),
    "percentages": (b"party,share\nA,32.9%\nB,20.5%\n", {"share": "str unique not null"}),
    "money": ('account,balance\nA,"$1,200.50"\nB,(45.10)\nC,€20\n'.encode(), {"balance": "str unique not null"}),
    "empty columns": (b"a,b,\n1,,\n2,,\n", {"b": "str", "": "str"}),
    "names": (
        '"Größe (m)","say ""hi""","line\nbreak", b ,数,"del\x7f",team b,dose mg\n1.5,x,1,2,3,4,5,7\n'.encode(),
        {
            "Größe (m)": "float >= 0 not null unit 'm'",
            'say "hi"': "str not null",
            "team b": "int >= 0 not null",
            "dose mg": "int >= 0 not null unit 'mg'",
        },
    ),
    "truth": (
        b"alive,flag,yn\ntrue,TRUE,yes\nfalse,False,no\n,,\n",
        {"alive": "bool not null", "yn": "str unique not null"},
    ),
    "semicolons": ("Ort;Fläche\nKöln;405,15\nBonn;141,06\n".encode(), {"Fläche": "str unique not null"}),
    "code page": ("Name;Größe\nMüller;3\nJörg;4\n".encode("cp1252"), {"Größe": "int >= 0 not null"}),
    "wide": ("name\tsize\nA\t3\n".encode("utf-16"), {"size": "int >= 0 not null"}),
    "mixed": (b"v,w,t\n1,2016-01-01,09:30\nn/a,2016,10:15\n3.5,unknown,\n", {"v": "str unique not null", "t": "time"}),
    "lists": (
        b"k,v\n" + b'1,"a\nb"\n2,"it\'s, so"\n3,"say ""x"""\n' * 9,
        {"v": "str in ('a\nb', 'it''s, so', 'say \"x\"') not null"},
    ),
    "alike": (lines("a b,a  b, a b", "N.5,N.75,1N.25"), {"a b": "float >= 0 not null"}),
    "signs": (lines("%,#", "N.5,N.75"), {"%": "float >= 0 not null"}),
    "header only": (b"a,b\n", {"a": "str"}),
}


@pytest.mark.parametrize("name", DRAFTED)
def test_a_draft_is_read_and_holds_for_its_own_data(name: str, tmp_path: Path) -> None:
    data, columns = DRAFTED[name]
    (tmp_path / "t.csv").write_bytes(data)
    declared = tomllib.loads(tables.propose(tmp_path / "t.csv"))
    assert columns.items() <= declared["table"][0]["columns"].items()
    report = tables.validate([tmp_path / "t.csv"], config=declared, directory=tmp_path)
    assert report.findings == ()
    assert report.summary.documents == 1
