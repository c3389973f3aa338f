"""What Python code gets from `checks`: functions that refuse mistakes in plain words, and a report that can be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks import cli
from checks.command.usage import run
from checks.read import from_text

ROOT = Path(__file__).parent.parent
WRONG = "The wood covers 7 square kilometers (4 square miles) of the park.\n"
RIGHT = "The park covers 45 square kilometers (17 square miles).\n"
PAGE = (
    "---\ntitle: The wood\n---\n\nThe **wood** covers 7 square kilometers (4&nbsp;square miles).\r\n\r\nIt is old.\r\n"
)
TODAY = "The fair opens today, June 12, 2019."


def many(count: int) -> str:
    """A text with as many findings, each of figures of its own."""
    return "".join(
        f"A wood covers {one} square kilometers ({one * 3} square miles).\n" for one in range(11, 11 + count)
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.txt").write_text(WRONG)
    (tmp_path / "right.txt").write_text(RIGHT)
    (tmp_path / "page.md").write_bytes(PAGE.encode())
    return tmp_path


class TestChecking:
    def test_text_file_and_files_agree(self, here: Path) -> None:
        text, file, path = checks.check_text(WRONG, name="wrong.txt"), checks.check_file("wrong.txt"), Path("wrong.txt")
        assert text == file == checks.check_file(path) == checks.check(path) == checks.check_files([path])
        assert [one.rule for one in text] == ["conversion-mismatch"]

    def test_files_are_files_folders_and_globs(self, here: Path) -> None:
        assert [one.document for one in checks.check_files(["right.txt", "wrong.txt"])] == ["wrong.txt"]
        assert checks.check_files([here]).summary.documents == 3
        assert checks.check_files(path for path in ("*.txt",)).summary.documents == 2
        assert checks.check_files([]).summary.documents == 0

    def test_corpus_is_a_file(self, here: Path) -> None:
        (here / "corpus.jsonl").write_text("".join(json.dumps({"id": one, "text": WRONG}) + "\n" for one in "abc"))
        report = checks.check_file("corpus.jsonl")
        assert ([one.document for one in report], report.summary.documents) == (["a", "b", "c"], 3)

    def test_text_has_a_kind_a_name_and_a_headline(self) -> None:
        assert not checks.check_text("It covers `7 square kilometers (4 square miles)`.", kind="markdown")
        (found,) = checks.check_text("Nothing.", name="a story", headline="7 square kilometers (4 square miles) burn")
        assert (found.document, found.spans[0].field, found.spans[0].column) == ("a story", "headline", 1)
        (found,) = checks.check_text("---\ntitle: A\n---\nB\n", kind="markdown", headline=WRONG.strip())
        assert (found.spans[0].field, found.spans[0].line) == ("headline", 1)

    @pytest.mark.parametrize(
        "day",
        [
            "2019-06-13",
            " 20190613 ",
            "2019-06-13T08:00:00Z",
            date(2019, 6, 13),
            datetime(2019, 6, 13, 23, 59, tzinfo=UTC),
        ],
    )
    def test_day_of_publication_is_a_date_or_iso(self, day: date | str) -> None:
        assert [one.rule for one in checks.check_text(TODAY, published=day)] == ["relative-day-mismatch"]
        assert not checks.check_text(TODAY, published="2019-06-12")
        assert len(checks.check(from_text(TODAY), published=day)) == 1

    def test_rules_are_chosen_by_one_name_or_several(self) -> None:
        text = WRONG + "It was opened on Tuesday, June 12, 2019.\n"
        units, time = ["conversion-mismatch"], ["weekday-date-mismatch"]
        for select in ("units", ["units"], ("units",), {"units"}, "units,structure", iter(["conversion-mismatch"])):
            assert [one.rule for one in checks.check_text(text, select=select)] == units
        assert [one.rule for one in checks.check_text(text, ignore="units")] == time
        assert [one.rule for one in checks.check_text(text)] == units + time

    def test_frame_and_documents(self) -> None:
        assert len(checks.check(pl.DataFrame({"text": [WRONG, RIGHT]}))) == 1
        assert len(checks.check([from_text(WRONG, "a"), from_text(WRONG, "b")])) == 2

    def test_text_that_is_a_path_is_a_text_where_it_is_called_so(self, here: Path) -> None:
        assert checks.check_text("wrong.txt").summary.documents == 1

    @settings(max_examples=20, deadline=None)
    @given(st.text(max_size=40))
    def test_any_text_is_checked(self, text: str) -> None:
        assert checks.check_text(text).summary.documents == 1


MISTAKES: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: checks.check("wrong.txt"), ValueError, "source: 'wrong.txt' is a path that exists"),
    (lambda: checks.check("wrong.txt"), ValueError, "use check_file('wrong.txt')"),
    (lambda: checks.check("folder"), ValueError, "use check_files(['folder'])"),
    (lambda: checks.check("wrnog.txt"), ValueError, "there is no such file"),
    (lambda: checks.extract("wrong.txt"), ValueError, "use check_file('wrong.txt')"),
    (lambda: checks.check(b"text"), TypeError, "not bytes; decode it first"),  # type: ignore[arg-type]
    (lambda: checks.check(None), TypeError, "not None"),  # type: ignore[arg-type]
    (lambda: checks.check(["a", "b"]), TypeError, "source[0]: wants a Document, not str; use check_text"),  # type: ignore[list-item]
    (lambda: checks.check([Path("a")]), TypeError, "use check_files"),  # type: ignore[list-item]
    (lambda: checks.check(pl.LazyFrame({"text": ["a"]})), TypeError, "use frame.collect()"),  # type: ignore[arg-type]
    (lambda: checks.check_text(Path("wrong.txt")), TypeError, "use check_file"),  # type: ignore[arg-type]
    (lambda: checks.check_text(b"text"), TypeError, "text: bytes are no text; decode them"),  # type: ignore[arg-type]
    (lambda: checks.check_text(None), TypeError, "text: wants a str, not None"),  # type: ignore[arg-type]
    (lambda: checks.check_text("a", name=3), TypeError, "name: wants a str, not int"),  # type: ignore[arg-type]
    (lambda: checks.check_text("a", headline=3), TypeError, "headline: wants a str, not int"),  # type: ignore[arg-type]
    (lambda: checks.check_text("a", kind="markdwon"), ValueError, "did you mean 'markdown'?"),
    (lambda: checks.check_text("a", kind="pdf"), ValueError, "no kind of text 'pdf'; known are markdown, text"),
    (lambda: checks.check_text("a", published="5 May"), ValueError, "published: '5 May' is no date; write YYYY-MM-DD"),
    (lambda: checks.check_text("a", published=2024), TypeError, "published: wants a date"),  # type: ignore[arg-type]
    (lambda: checks.check_text("a", select="unit"), checks.UnknownRuleError, "'unit'; did you mean 'units'?"),
    (lambda: checks.check_text("a", ignore=["spelling"]), checks.UnknownRuleError, "no rule or family 'spelling'"),
    (lambda: checks.check_text("a", select=""), ValueError, "select: is empty"),
    (lambda: checks.check_text("a", select=None), TypeError, "select: wants the name"),  # type: ignore[arg-type]
    (lambda: checks.check_text("a", ignore=[1]), TypeError, "among them is int"),  # type: ignore[list-item]
    (lambda: checks.check_text("a", tables="t.csv"), TypeError, "tables: wants a list of"),  # type: ignore[arg-type]
    (lambda: checks.check_text("a", tables={"facts": True}), TypeError, "not dict"),  # type: ignore[arg-type]
    (lambda: checks.check_file("no-such.txt"), checks.ReadError, "no-such.txt"),
    (lambda: checks.check_file("page.doc"), checks.ReadError, "page.doc"),
    (lambda: checks.check_file("folder"), ValueError, "check_files(['folder']) checks what is in it"),
    (lambda: checks.check_file(WRONG), ValueError, "use check_text for a text"),
    (lambda: checks.check_file(b"wrong.txt"), TypeError, "not bytes"),  # type: ignore[arg-type]
    (lambda: checks.check_file(["wrong.txt"]), TypeError, "use check_files for several"),  # type: ignore[arg-type]
    (lambda: checks.check_file(3), TypeError, "wants the path of a file"),  # type: ignore[arg-type]
    (lambda: checks.check_files("wrong.txt"), TypeError, "write ['wrong.txt']"),
    (lambda: checks.check_files([3]), TypeError, "paths[0]: wants a path"),  # type: ignore[list-item]
    (lambda: checks.check_files(3), TypeError, "paths: wants a list of paths, not int"),  # type: ignore[arg-type]
    (lambda: checks.check_text("a").count("eror"), ValueError, "no severity 'eror'; did you mean 'error'?"),
]


@pytest.mark.parametrize(("call", "error", "said"), MISTAKES)
def test_mistake_is_told_in_one_line(here: Path, call: Callable[[], Any], error: type[Exception], said: str) -> None:
    (here / "folder").mkdir()
    (here / "page.doc").write_text("x")
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


class Tags(HTMLParser):
    """The tags and the words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


class TestReport:
    def test_it_is_true_if_it_has_findings_and_gives_them(self) -> None:
        report, none = checks.check_text(many(2)), checks.check_text(RIGHT)
        assert (bool(report), len(report), tuple(report)) == (True, 2, report.findings)
        assert (bool(none), len(none), list(none)) == (False, 0, [])
        assert report.count("error") == report.count(checks.Severity.error) == 2

    def test_reports_add_up(self) -> None:
        both = checks.check_text(WRONG, name="a") + checks.check_text(WRONG, name="b")
        assert ([one.document for one in both], both.summary.documents) == (["a", "b"], 2)
        assert sum([both], checks.Report()) == both

    def test_severities_are_words_in_the_order_of_gravity(self) -> None:
        (found,) = checks.check_text(WRONG)
        assert found.severity == "error"
        assert (str(found.severity), f"{found.severity}") == ("error", "error")
        assert found.severity in {"error", "warning"}
        assert sorted(checks.Severity) == ["note", "warning", "error"]
        assert found.severity > "warning" >= checks.Severity.warning > "note"
        assert checks.Severity.note.lowered() == "note" == checks.Severity.warning.lowered()

    def test_dict_and_json_are_what_the_command_writes(self, here: Path) -> None:
        report = checks.check_files(["wrong.txt", "page.md", "right.txt"])
        kept, sys.stdout = sys.stdout, TextIOWrapper(BytesIO(), "utf-8")
        try:
            run(cli.factlint, ["check", "wrong.txt", "page.md", "right.txt", "--output-format", "json"])
            sys.stdout.flush()
            written = sys.stdout.buffer.getvalue().decode()  # type: ignore[attr-defined]
        finally:
            sys.stdout = kept
        assert report.to_json() == written
        assert report.to_dict() == json.loads(written)
        first = report.to_dict()["findings"][0]
        assert (first["severity"], first["fingerprint"]) == ("error", report.findings[0].fingerprint)

    def test_printed_it_is_what_the_command_prints(self, here: Path) -> None:
        report = checks.check_file("wrong.txt")
        assert "1 | The wood covers 7 square kilometers (4 square miles) of the park." in str(report)
        assert repr(report) == "<Report: 1 error in 1 document>"
        assert repr(checks.check_text("")) == "<Report: no findings in 1 document>"

    def test_what_cannot_be_read_is_among_the_findings(self, here: Path) -> None:
        report = checks.check_files(["wrong.txt", "none.txt"])
        assert [one.rule for one in report] == ["conversion-mismatch", "unreadable"]
        assert repr(report) == "<Report: 1 error in 1 document; 1 could not be read>"
        assert "1 could not be read" in report._repr_html_()

    def test_fixes_are_made_in_the_original(self, here: Path) -> None:
        assert checks.check_text(WRONG).apply_fixes() == WRONG.replace("4 square", "2.7 square")
        assert checks.check_text(RIGHT).apply_fixes() == RIGHT
        text = "The **wood** covers 7 square kilometers (4 square miles).\r\n\r\n> It is old.\r\n"
        fixed = checks.check_text(text, kind="markdown").apply_fixes()
        assert fixed == text.replace("4 square", "2.7 square")
        assert not checks.check_text(fixed, kind="markdown")

    def test_what_markup_cuts_is_not_fixed(self, here: Path) -> None:
        report = checks.check_file("page.md")
        assert (len(report), report.apply_fixes()) == (1, PAGE)

    def test_only_certain_suggestions_are_made_unless_all_are_wanted(self) -> None:
        report = checks.check_text("It was opened on Tuesday, June 12, 2019.")
        assert not any(one.certain for one in report.findings[0].suggestions)
        assert report.apply_fixes() == "It was opened on Tuesday, June 12, 2019."
        assert report.apply_fixes(certain=False) == "It was opened on Wednesday, June 12, 2019."

    def test_fixes_want_one_text(self, here: Path) -> None:
        for report, said in (
            (checks.check_files(["wrong.txt", "right.txt"]), "on 2 documents"),
            (checks.check_files([]), "on 0 documents"),
            (checks.validate({"t": pl.DataFrame({"a": [1]})}, config=[]), "on 0 documents"),
        ):
            with pytest.raises(ValueError, match=said):
                report.apply_fixes()

    def test_notebook_shows_a_table_in_which_nothing_is_markup(self) -> None:
        report = checks.check_text(WRONG, name="<script>&\x1b[2J")
        page = Tags(report._repr_html_())
        assert set(page.tags) == {"p", "table", "tr", "th", "td"}
        assert "<script>&␛[2J:1:17" in page.words
        assert report.findings[0].message in page.words
        assert Tags(checks.check_text("")._repr_html_()).tags == ["p"]

    def test_notebook_does_not_show_everything(self) -> None:
        page = Tags(checks.check_text(many(150))._repr_html_())
        assert page.tags.count("tr") == 101
        assert "50 more are not shown" in page.words

    def test_only_quoted_documents_are_kept(self) -> None:
        report = checks.check([from_text(RIGHT, "right"), from_text(WRONG, "wrong"), from_text("", "empty")])
        assert [one.name for one in report.documents] == ["wrong"]


def test_everything_that_is_offered_is_there() -> None:
    assert all(getattr(checks, name) is not None for name in checks.__all__)
    assert set(checks.__all__) <= set(dir(checks))
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        _ = checks.chek  # type: ignore[attr-defined]


def test_import_loads_nothing_that_is_not_used() -> None:
    code = "import sys, checks; print(sorted(one for one in sys.modules if one.startswith(('checks', 'polars'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['checks', 'checks.extract']"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked as it is installed, and as it is installed for work on it."""
    from shutil import copytree, ignore_patterns
    from zipfile import ZipFile

    folder = tmp_path_factory.mktemp("wheels")
    source = folder / "source"
    copytree(ROOT / "checks", source / "checks", ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    code = (
        "from setuptools import build_meta\n"
        "build_meta.build_wheel('../wheel')\n"
        "build_meta.build_editable('../editable')\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=source, capture_output=True, text=True, check=True)
    for kind in ("wheel", "editable"):
        (built,) = (folder / kind).glob("*.whl")
        ZipFile(built).extractall(folder / "sites" / kind)
    return folder / "sites"


def test_wheel_has_all_of_the_package_once_and_says_it_is_typed(wheels: Path) -> None:
    files = {path.relative_to(wheels / "wheel").as_posix() for path in (wheels / "wheel").rglob("*.*")}
    assert {"checks/py.typed", "factlint/py.typed", "factlint/__init__.py", "factlint/__main__.py"} <= files
    assert not [name for name in files if name.startswith("checks/alias")]
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "checks").rglob("*.*")
        if path.suffix in (".py", ".csv", ".toml", ".typed") and "alias" not in path.parts
    }
    assert package <= files


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_both_names_are_one(wheels: Path, kind: str, tmp_path: Path) -> None:
    code = (
        f"import site, sys; sys.path.insert(0, {str(wheels / kind)!r}); site.addsitedir({str(wheels / kind)!r})\n"
        "import checks, factlint, os\n"
        f"assert os.path.realpath(checks.__file__).startswith(os.path.realpath({str(wheels.parent)!r})), checks\n"
        "assert all(getattr(factlint, name) is getattr(checks, name) for name in checks.__all__)\n"
        "from factlint import Report, check_text\n"
        "assert isinstance(check_text('a'), Report) and set(checks.__all__) <= set(dir(factlint))\n"
        "import runpy; sys.argv = ['x', 'check', '-', '--output-format', 'concise']\n"
        "runpy.run_module('factlint', run_name='__main__')\n"
    )
    others = [path for path in sys.path if path and Path(path).resolve() != ROOT]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(others)}
    command = [sys.executable, "-S", "-c", code]  # without the .pth files of an installation that is there already
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, input=WRONG, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split(":")[0], done.stderr) == (1, "-", "")


@pytest.mark.parametrize("name", ["checks", "factlint"])
def test_either_name_runs_the_command(wheels: Path, name: str, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(WRONG)
    environment = {**os.environ, "PYTHONPATH": str(wheels / "wheel")}
    command = [sys.executable, "-m", name, "check", "x.md", "--output-format", "concise"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("x.md:1:17: error conversion-mismatch")
