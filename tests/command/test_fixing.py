"""Fixing files: what is written, what is refused, and what is left when something goes wrong."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from commands import BARE, COMMAND, RIGHT, WRONG, factlint, trouble
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reported import PARK, judged, park_finding, rendered

from checks.command import difference as differences
from checks.command import output
from checks.command.difference import difference
from checks.command.edit import Edit, apply
from checks.command.fix import Fixed, FixError, write
from checks.document import UNREADABLE
from checks.finding import Finding, Suggestion
from checks.report import Mended, formats
from checks.report.facts.csv import _harmless
from checks.rule import Severity

MENDED = WRONG.replace("4 square", "2.7 square")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / "wrong.txt").write_text(WRONG)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestTold:
    @pytest.mark.parametrize("form", formats("findings"))
    def test_every_format_says_what_was_written_for_what(self, here: Path, form: str) -> None:
        done = factlint("check", "wrong.txt", "--fix", "--output-format", form)
        assert done.returncode == 0, done.stdout
        said = done.stdout.replace("&quot;", '"').replace('\\"', '"')
        if form in ("json", "json-lines"):
            (line,) = [one for one in done.stdout.splitlines() if '"fixed": true' in one]
            record = json.loads(line.removeprefix('{"findings": [').rstrip(","))
            (made,) = [one for one in record["suggestions"] if one.get("applied")]
            assert record["spans"][made["span"]]["text"] == "4 square miles"
            assert made["replacement"] == "2.7 square miles"
        else:
            assert 'wrote "2.7 square miles" for "4 square miles"' in said
        assert "wrong.txt" in done.stdout

    def test_what_is_fixed_is_no_open_finding(self, here: Path) -> None:
        summary = json.loads(factlint("check", "wrong.txt", "--fix", "--output-format", "json").stdout)["summary"]
        assert (summary["findings"]["error"], summary["fixed"]) == (0, 1)
        (here / "wrong.txt").write_text(WRONG)
        (result,) = json.loads(factlint("check", "wrong.txt", "--fix", "--output-format", "sarif").stdout)["runs"][0][
            "results"
        ]
        assert (result["kind"], result["level"], result["fixes"]) == ("informational", "none", [])


class TestFiles:
    @pytest.mark.parametrize(
        ("encoding", "end"),
        [("utf-8", "\r"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n"), ("utf-16-be", "\n"), ("utf-32", "\n")],
    )
    def test_encoding_mark_and_line_ends_are_kept(self, here: Path, encoding: str, end: str) -> None:
        def encoded(text: str) -> bytes:
            mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
            return mark + text.replace("\n", end).encode(encoding)

        (here / "wrong.txt").write_bytes(encoded("# Ü\u2028\x0c\n" + WRONG))
        assert factlint("check", "wrong.txt", "--fix").returncode == 0
        assert (here / "wrong.txt").read_bytes() == encoded("# Ü\u2028\x0c\n" + MENDED)

    def test_link_is_resolved_inside_of_what_was_given(self, here: Path) -> None:
        (here / "docs").mkdir()
        (here / "docs" / "link.txt").symlink_to("../wrong.txt")
        done = factlint("check", "docs", "--fix")
        assert done.returncode == 2
        assert "docs/link.txt: not fixed, for it is a link to" in done.stderr
        assert (here / "wrong.txt").read_text() == WRONG
        assert factlint("check", "docs/*.txt", "--fix").returncode == 2
        assert (here / "wrong.txt").read_text() == WRONG
        assert factlint("check", "docs/link.txt", "--fix").returncode == 0
        assert (here / "wrong.txt").read_text() == MENDED
        assert (here / "docs" / "link.txt").is_symlink()

    def test_file_under_two_names_is_one(self, here: Path) -> None:
        os.link(here / "wrong.txt", here / "same.txt")
        (here / "link.txt").symlink_to("wrong.txt")
        done = factlint("check", "wrong.txt", "same.txt", "link.txt", "--output-format", "concise")
        assert done.stdout.count("\n") == 1

    def test_hard_links_owner_and_mode_are_kept(self, here: Path) -> None:
        os.link(here / "wrong.txt", here / "same.md")
        (here / "wrong.txt").chmod(0o640)
        if os.geteuid() == 0:
            os.chown(here / "wrong.txt", 12345, 23456)
        before = (here / "wrong.txt").stat()
        assert factlint("check", "wrong.txt", "--fix").returncode == 0
        assert (here / "same.md").read_text() == MENDED
        (here / "same.md").unlink()
        (here / "wrong.txt").write_text(WRONG)
        assert factlint("check", "wrong.txt", "--fix").returncode == 0
        after = (here / "wrong.txt").stat()
        assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
        assert names(here) == ["wrong.txt"]

    def test_read_only_file_is_refused_and_the_others_are_fixed(self, here: Path) -> None:
        (here / "closed.txt").write_text(WRONG)
        (here / "closed.txt").chmod(0o444)
        done = factlint("check", ".", "--fix")
        assert (done.returncode, done.stderr) == (
            2,
            "factlint: error: closed.txt: not fixed, for it is read-only\n",
        )
        assert "1 error" in done.stdout
        assert ((here / "closed.txt").read_text(), (here / "wrong.txt").read_text()) == (WRONG, MENDED)

    def test_file_that_changed_meanwhile_is_refused(self, here: Path) -> None:
        path = here / "wrong.txt"
        fixed = Fixed("wrong.txt", path, "another text", (Edit(0, 7, "One"),))
        with pytest.raises(FixError, match=r"no longer the text that was checked.*no file was changed"):
            write([fixed])
        assert path.read_text() == WRONG

    def test_file_that_the_run_reads_itself_is_refused(self, here: Path) -> None:
        (here / "factlint.toml").write_text('facts = ["wrong.txt"]\nselect = ["units"]\n')
        (here / "table.csv").write_text("a,b\n1,2\n")
        done = factlint("check", "wrong.txt", "--fix", "--config", "facts=['table.csv', 'wrong.txt']")
        assert (here / "wrong.txt").read_text() == WRONG, done.stdout


class TestLoss:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["check", "wrong.txt", "-o", "wrong.txt"],
            ["check", "wrong.txt", "-o", "./docs/../wrong.txt"],
            ["check", ".", "-o", "link.txt"],
            ["check", "*.txt", "-o", "same.md"],
            ["check", "wrong.txt", "--baseline", "wrong.txt", "--write-baseline"],
            ["check", "wrong.txt", "-o", "factlint.toml"],
            ["check", "wrong.txt", "--baseline", "known.json", "-o", "known.json"],
            ["check", "wrong.txt", "--facts", "table.csv", "-o", "table.csv"],
            ["facts", "wrong.txt", "-o", "wrong.txt"],
            ["validate", "table.csv", "-o", "table.csv"],
            ["validate", "-o", "declared.csv"],
        ],
        ids=" ".join,
    )
    def test_output_that_is_an_input_is_refused_before_anything_runs(self, here: Path, arguments: list[str]) -> None:
        (here / "docs").mkdir()
        (here / "link.txt").symlink_to("wrong.txt")
        os.link(here / "wrong.txt", here / "same.md")
        (here / "known.json").write_text('{"version": 1, "findings": []}')
        (here / "factlint.toml").write_text('[[table]]\npath = "declared.csv"\ncolumns = { a = "int" }\n')
        (here / "table.csv").write_text("a,b\n1,2\n")
        (here / "declared.csv").write_text("a\n1\n")
        before = {name: (here / name).read_bytes() for name in names(here) if (here / name).is_file()}
        form = ["--output-format", "csv" if arguments[0] == "facts" else "json"]
        assert "would replace" in trouble(*arguments, *form)
        assert {name: (here / name).read_bytes() for name in before} == before

    def test_standard_input_from_the_output_is_refused(self, here: Path) -> None:
        with open(here / "wrong.txt", "rb") as given:
            done = subprocess.run(
                [*COMMAND, "check", "-", "-o", "wrong.txt"], stdin=given, capture_output=True, env=BARE, check=False
            )
        assert (done.returncode, (here / "wrong.txt").read_text()) == (2, WRONG)

    def test_earlier_output_that_was_no_input_is_replaced(self, here: Path) -> None:
        for _ in range(2):
            assert factlint("check", "wrong.txt", "-o", "report.json").returncode == 1
        assert factlint("check", "wrong.txt", "-o", "/dev/null").returncode == 1


class TestBaseline:
    def test_paths_start_from_the_folder_of_the_configuration(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (here / "factlint.toml").write_text('baseline = "known.json"\n')
        (here / ".git").mkdir()
        (here / "docs").mkdir()
        (here / "wrong.txt").rename(here / "docs" / "wrong.txt")
        factlint("check", ".", "--write-baseline")
        assert [one["document"] for one in json.loads((here / "known.json").read_text())["findings"]] == [
            "docs/wrong.txt"
        ]
        assert factlint("check", "docs").returncode == 0
        monkeypatch.chdir(here / "docs")
        assert factlint("check", "wrong.txt").returncode == 0
        assert factlint("check", str(here)).returncode == 0

    def test_without_a_configuration_they_start_from_the_baseline(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        factlint("check", "wrong.txt", "--baseline", "known.json", "--write-baseline")
        (here / "docs").mkdir()
        monkeypatch.chdir(here / "docs")
        assert factlint("check", "../wrong.txt", "--baseline", "../known.json").returncode == 0

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 200_000,
            '{"version": 1, "findings": ' + "[" * 100_000 + "]" * 100_000 + "}",
            '{"a":' * 100_000,
            '{"version": 1, "findings": [{"document": "a", "rule": "b", "hash": "c", "count": 1e999}]}',
            '{"version": 1, "findings": [{"document": "a", "rule": "b", "hash": ["c"], "count": 1}]}',
            '{"version": 1, "findings": [{"document": "a", "rule": "b", "hash": "c", "count": -5}]}',
            '{"version": ' + "9" * 10_000 + "}",
        ],
        ids=range(7),
    )
    def test_no_baseline_is_said_to_be_none(self, here: Path, text: str) -> None:
        (here / "known.json").write_text(text)
        assert "known.json: not a baseline" in trouble("check", "wrong.txt", "--baseline", "known.json")

    def test_larger_than_any_baseline(self, here: Path) -> None:
        with open(here / "known.json", "wb") as file:
            file.truncate(100_000_001)
        assert "larger than" in trouble("check", "wrong.txt", "--baseline", "known.json")


def _fixed(text: str, edits: list[Edit], path: Path) -> Fixed:
    return Fixed(path.name, path, text.removeprefix("\ufeff"), tuple(sorted(edits)))


def _patched(patch: str, program: list[str], folder: Path) -> None:
    done = subprocess.run(program, input=patch.encode(), cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode() + patch


PATCHES = [["patch", "-p0", "--binary", "--quiet"], ["git", "apply", "-p0", "--whitespace=nowarn"]]
ODD = "\x0c", "\u2028", "\x1c", "\x85", "\x0b", "\r", "\r\n", "\n", "\n\n", "\ufeff", "word ", "km", "-- ", "+", "\t"


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text with odd line ends, and edits in it that do not overlap."""
    text = draw(st.sampled_from(["", "\ufeff"])) + "".join(draw(st.lists(st.sampled_from(ODD), max_size=60)))
    start = int(text.startswith("\ufeff"))
    cuts = sorted(draw(st.lists(st.integers(start, len(text)), max_size=12)))
    edits = [
        Edit(one - start, other - start, draw(st.sampled_from(["", "x", "a\nb", "\n", "7 km"])))
        for one, other in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    beyond = Edit(len(text) + 1, len(text) + 1, "")
    return text, [one for one, after in pairwise([*edits, beyond]) if one.end < after.start]


class TestDifference:
    @pytest.mark.parametrize("program", PATCHES, ids=lambda program: program[0])
    @settings(max_examples=15, deadline=None)
    @example(case=("one\ntwo\n", [Edit(0, 4, "x")]))
    @given(case=edited())
    def test_programs_that_patch_take_it(
        self, tmp_path_factory: pytest.TempPathFactory, program: list[str], case: tuple[str, list[Edit]]
    ) -> None:
        text, edits = case
        folder = tmp_path_factory.mktemp("patched")
        path = folder / "a.txt"
        path.write_bytes(text.encode())
        kept = os.getcwd()
        os.chdir(folder)
        try:
            fixed = _fixed(text, edits, path)
            patch = difference(fixed)
        finally:
            os.chdir(kept)
        expected = text[: text.startswith("\ufeff")] + fixed.after
        if expected != text:
            _patched(patch, program, folder)
        assert path.read_bytes() == expected.encode()

    @pytest.mark.parametrize("program", PATCHES, ids=lambda program: program[0])
    @pytest.mark.parametrize("name", ["a b.txt", 'a"b\\.txt', "a\tb.txt", "Ü.txt", "-a.txt", "docs/a.txt"])
    def test_names_are_quoted_as_programs_read_them(self, here: Path, program: list[str], name: str) -> None:
        (here / "docs").mkdir()
        (here / name).write_text(WRONG)
        patch = factlint("check", "--diff", "--", name).stdout
        _patched(patch, program, here)
        assert (here / name).read_text() == MENDED

    def test_name_with_a_line_break_adds_no_line(self, here: Path) -> None:
        name = "a\n+++ b.txt"
        (here / name).write_text(WRONG)
        shown = factlint("check", name, "--diff").stdout.splitlines()
        assert shown[:2] == [
            '--- "a\\n+++ b.txt"'.replace("\\n", "\\012"),
            '+++ "a\\n+++ b.txt"'.replace("\\n", "\\012"),
        ]

    def test_utf_16_is_shown_in_words_that_are_true(self, here: Path) -> None:
        (here / "wrong.txt").write_bytes(WRONG.encode("utf-16"))
        done = factlint("check", "wrong.txt", "--diff")
        assert (done.returncode, "2.7 square miles" in done.stdout) == (1, True)
        assert done.stderr == "factlint: wrong.txt is in UTF-16 and its difference in UTF-8: to be read, not applied\n"

    def test_controls_are_pictures_on_a_terminal_only(self, here: Path) -> None:
        path = here / "wrong.txt"
        fixed = _fixed(f"\x1b[31m\u202e{WRONG}", [Edit(0, 1, "")], path)
        assert "\x1b" in difference(fixed)
        assert not {"\x1b", "\u202e"} & set(difference(fixed, terminal=True))

    def test_work_grows_with_the_text(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        cut = Counter[str]()
        real = differences._lines

        def counted(text: str) -> list[str]:
            cut["characters"] += len(text)
            return real(text)

        monkeypatch.setattr(differences, "_lines", counted)

        def work(count: int) -> int:
            cut.clear()
            text = "seven\n" * count
            difference(_fixed(text, [Edit(6 * n, 6 * n + 5, "six") for n in range(0, count, 2)], here / "wrong.txt"))
            return cut["characters"]

        assert work(4000) <= 2 * work(2000) + 100


@given(edited())
def test_edits_are_made_from_left_to_right(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    expected = text
    for one in sorted(edits, reverse=True):
        expected = expected[: one.start] + one.replacement + expected[one.end :]
    assert apply(edits, text) == expected


FAULTS: dict[str, tuple[Any, str]] = {
    "create": (os, "open"),
    "sync": (os, "fsync"),
    "chmod": (os, "chmod"),
    "rename": (os, "replace"),
}


class TestFaults:
    """What a disk may do: full, closed or failing at any step."""

    @pytest.fixture
    def fail(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        def failing(step: str, number: int = errno.ENOSPC, after: int = 0) -> None:
            place, name = FAULTS[step]
            real, calls = getattr(place, name), Counter[str]()

            def fault(*values: Any, **more: Any) -> Any:
                if step == "create" and not (isinstance(values[1], int) and values[1] & os.O_CREAT):
                    return real(*values, **more)
                calls[name] += 1
                if calls[name] > after:
                    raise OSError(number, os.strerror(number))
                return real(*values, **more)

            monkeypatch.setattr(place, name, fault)

        return failing

    @pytest.mark.parametrize("step", FAULTS)
    @pytest.mark.parametrize("what", ["fix", "report", "baseline"])
    def test_old_file_is_whole_and_no_other_is_left(
        self, here: Path, fail: Callable[..., None], step: str, what: str
    ) -> None:
        arguments = {
            "fix": ["wrong.txt", "--fix"],
            "report": ["wrong.txt", "-o", "old.json"],
            "baseline": ["wrong.txt", "--baseline", "old.json", "--write-baseline"],
        }[what]
        (here / "old.json").write_text("old")
        fail(step)
        said = trouble("check", *arguments)
        assert os.strerror(errno.ENOSPC) in said
        assert ("no file was changed" in said) is (what == "fix")
        assert ((here / "wrong.txt").read_text(), (here / "old.json").read_text()) == (WRONG, "old")
        assert names(here) == ["old.json", "wrong.txt"]

    def test_failure_in_the_middle_says_which_were_changed(self, here: Path, fail: Callable[..., None]) -> None:
        for name in ("a.txt", "b.txt", "c.txt"):
            (here / name).write_text(WRONG)
        (here / "wrong.txt").unlink()
        fail("rename", errno.EIO, after=1)
        said = trouble("check", ".", "--fix")
        assert said == f"b.txt: cannot be written ({os.strerror(errno.EIO)}); changed before that: a.txt"
        texts = [(here / name).read_text() for name in names(here)]
        assert texts == [MENDED, WRONG, WRONG]

    def test_none_is_changed_before_all_are_written(self, here: Path, fail: Callable[..., None]) -> None:
        for name in ("a.txt", "b.txt"):
            (here / name).write_text(WRONG)
        fail("sync", after=1)
        assert trouble("check", ".", "--fix").endswith("no file was changed")
        assert [(here / name).read_text() for name in names(here)] == [WRONG] * 3

    def test_report_that_cannot_be_written_says_what_was_fixed(self, here: Path, fail: Callable[..., None]) -> None:
        fail("rename", after=1)
        said = trouble("check", "wrong.txt", "--fix", "-o", "report.json")
        assert said.startswith("report.json: cannot be written")
        assert said.endswith("; changed before that: wrong.txt")
        assert (names(here), (here / "wrong.txt").read_text()) == (["wrong.txt"], MENDED)

    def test_file_with_two_names_is_written_back(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        os.link(here / "wrong.txt", here / "same.md")
        calls = Counter[str]()
        real = output.synced

        def fault(handle: int) -> None:
            calls["sync"] += 1
            if calls["sync"] == 2:  # the first is of the copy beside it, the second of the file itself
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            real(handle)

        monkeypatch.setattr(output, "synced", fault)
        assert "no file was changed" in trouble("check", "wrong.txt", "--fix")
        assert ((here / "same.md").read_text(), names(here)) == (WRONG, ["same.md", "wrong.txt"])

    def test_what_a_file_held_is_kept_where_it_cannot_be_written_back(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        os.link(here / "wrong.txt", here / "same.md")
        calls = Counter[str]()

        def fault(handle: int) -> None:
            calls["sync"] += 1
            if calls["sync"] > 1:
                raise OSError(errno.EIO, os.strerror(errno.EIO))

        monkeypatch.setattr(output, "synced", fault)
        said = trouble("check", "wrong.txt", "--fix")
        assert "is damaged" in said
        (kept,) = [name for name in names(here) if name.startswith(".wrong.txt.")]
        assert kept in said
        assert (here / kept).read_text() == WRONG

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
    def test_full_device(self, here: Path) -> None:
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [*COMMAND, "check", "wrong.txt", "--fix"], stdout=full, stderr=subprocess.PIPE, env=BARE, check=False
            )
        assert done.returncode == 2
        if (here / "wrong.txt").read_text() == MENDED:
            assert b"changed before that: wrong.txt" in done.stderr
        assert names(here) == ["wrong.txt"]

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    def test_signal_leaves_no_file_behind(self, here: Path, number: signal.Signals) -> None:
        program = (
            "import signal, sys, time; from pathlib import Path; from checks.command.output import replaced\n"
            "signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may have it ignored\n"
            "with replaced(Path('outer')) as outer, replaced(Path('inner')) as inner:\n"
            "    outer.write(b'x'); print('ready', flush=True); time.sleep(30)"
        )
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            assert run.stdout
            run.stdout.readline()
            assert len(names(here)) == 3
            run.send_signal(number)
            run.wait(20)
            assert run.returncode == -number
        assert names(here) == ["wrong.txt"]


class TestMisleading:
    NAMES = ("a\nfactlint: error: b.txt: forged.txt", "a\r::error file=b::forged.txt", "a\x1b[2Jb\u202e.txt")

    @pytest.mark.parametrize("name", NAMES, ids=range(3))
    @pytest.mark.parametrize("form", formats("findings"))
    def test_names_forge_nothing(self, form: str, name: str) -> None:
        document = replace(PARK, name=name)
        finding = replace(park_finding(), document=name)
        unread = Finding(name, UNREADABLE, Severity.error, "cannot be read", line=1)
        row = Finding(name, "rule", Severity.warning, "m", row=1, keys={name: name})
        mended = (Mended(finding, Suggestion(1, name)),)
        batch = judged(finding, unread, row, documents=(document,), mended=mended)
        skipped = replace(batch.report.summary, skipped=(name,))
        shown = rendered(form, replace(batch, report=replace(batch.report, summary=skipped)), statistics=True)
        lines = shown.replace("\r", "\n").split("\n")
        assert not [line for line in lines if line.startswith(("::error file=b", "factlint: error: b.txt"))]
        if form not in ("json", "json-lines", "sarif", "gitlab"):
            assert not {"\x1b", "\u202e"} & set(shown)

    @pytest.mark.parametrize("name", NAMES, ids=range(3))
    def test_standard_error_is_one_clean_line(self, here: Path, name: str) -> None:
        for arguments in (
            ["check", "wrong.txt", "--baseline", name],
            ["check", "wrong.txt", "--config", name],
            ["check", "wrong.txt", "-o", f"no/{name}"],
            ["check", "wrong.txt", "--select", name],
            ["check", "wrong.txt", f"--{name}"],
            [name],
        ):
            done = factlint(*arguments)
            assert done.returncode == 2
            assert done.stderr.count("\n") == 1
            assert not {"\x1b", "\u202e", "\r"} & set(done.stderr)

    def test_cells_run_in_no_spreadsheet(self, here: Path) -> None:
        cells = [
            "=1+1",
            "+1+1",
            "-2+3",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "＝1",
            "a\x1b[2J\u202eb",
            "-5",
            "+3.5%",
            "-1,200",
            "a=b",
        ]
        table = pl.DataFrame({"text": cells, "value": [-1.5] * len(cells)}).with_columns(_harmless())
        assert table["text"].to_list() == [
            *(f"'{one}" for one in cells[:7]),
            "a␛[2J\ufffdb",
            *cells[8:],
        ]
        assert table["value"].to_list() == [-1.5] * len(cells)

    def test_csv_of_a_document_with_a_dangerous_name(self, here: Path) -> None:
        (here / "=1+cmd.txt").write_text(RIGHT)
        done = factlint("facts", "=1+cmd.txt", "--output-format", "csv")
        assert "'=1+cmd.txt" in done.stdout
        assert "\n=1" not in done.stdout
