"""The command as a process: exit statuses, streams, files and what is said when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from commands import BARE, RIGHT, WEEKDAY, WRONG, factlint, on_terminal, process, trouble
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.command.progress import Progress
from checks.document import Document
from checks.report import formats, suffixes


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.txt").write_text(WRONG)
    (tmp_path / "right.txt").write_text(RIGHT)
    return tmp_path


class TestStatus:
    def test_findings_are_1_and_none_is_0(self, here: Path) -> None:
        done = factlint("check", "wrong.txt")
        assert (done.returncode, done.stderr) == (1, "")
        assert "error[conversion-mismatch]: 7 square kilometers is 2.7 square miles, not 4" in done.stdout
        assert factlint("check", "right.txt").returncode == 0

    def test_fail_on_and_exit_zero(self, here: Path) -> None:
        assert factlint("check", "wrong.txt", "--fail-on", "note").returncode == 1
        assert factlint("check", "wrong.txt", "--fail-on", "never").returncode == 0
        assert factlint("check", "wrong.txt", "--exit-zero").returncode == 0

    def test_quoted_error_is_a_warning_that_fails_only_when_asked(self, here: Path) -> None:
        (here / "said.txt").write_text("“The wood covers 7 square kilometers (4 square miles),” the mayor said.\n")
        assert factlint("check", "said.txt").returncode == 0
        assert factlint("check", "said.txt", "--fail-on=warning").returncode == 1

    def test_standard_input(self, here: Path) -> None:
        done = factlint("check", "-", "--output-format", "concise", given=WRONG)
        assert (done.returncode, done.stdout.split(" ")[0]) == (1, "-:1:17:")

    def test_standard_input_named_markdown_is_markdown(self, here: Path) -> None:
        text = "It covers `7 square kilometers (4 square miles)`.\n"
        assert factlint("check", "-", given=text).returncode == 1
        assert factlint("check", "-", "--stdin-filename", "x.md", given=text).returncode == 0

    def test_version_and_help(self) -> None:
        assert factlint("--version").stdout.startswith("factlint ")
        assert "check" in factlint("--help").stdout
        for command in ("check", "facts", "validate", "rule", "schema", "config", "demo"):
            done = factlint(command, "--help")
            assert (done.returncode, done.stderr) == (0, "")

    def test_no_command_is_trouble_that_the_help_explains(self) -> None:
        done = factlint()
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == factlint("--help").stdout

    def test_demo_finds_its_errors(self) -> None:
        done = factlint("demo")
        assert done.returncode == 0
        assert "conversion-mismatch" in done.stdout
        assert "weekday-date-mismatch" in done.stdout


class TestProcess:
    def test_status_and_streams(self, here: Path) -> None:
        done = process("check", "wrong.txt", "--output-format", "concise")
        assert (done.returncode, done.stdout.split(" ")[0], done.stderr) == (1, "wrong.txt:1:17:", "")
        assert process("check", "-", given=RIGHT.encode()).returncode == 0
        done = process("check", "no-such.txt", "--output-format", "concise")
        assert (done.returncode, done.stdout.count("\n"), done.stderr) == (2, 1, "")
        done = process("check", "--no-such-option")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)

    def test_locale_without_unicode(self, here: Path) -> None:
        (here / "wide.txt").write_text("東京 " + WRONG)
        done = process("check", "wide.txt", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
        assert (done.returncode, done.stderr) == (1, "")
        assert "東京" in done.stdout


class TestTrouble:
    def test_broken_configuration(self, here: Path) -> None:
        (here / "factlint.toml").write_text("select = [")
        assert "factlint.toml:1:" in trouble("check", "wrong.txt")
        assert factlint("check", "wrong.txt", "--isolated").returncode == 1

    def test_nothing_to_check(self, here: Path) -> None:
        assert trouble("check").startswith("nothing to check; name a file")
        assert trouble("facts").startswith("nothing to read; name a file")
        assert trouble("validate").startswith("nothing to validate; name a table")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["chek", "x"], "no command 'chek'; did you mean 'check'?"),
            (
                ["check", "--slect", "units"],
                "no option '--slect'; did you mean '--select'? (see factlint check --help)",
            ),
            (["check", "--select"], "Option '--select' requires an argument"),
            (["check", "wrong.txt", "--select", "unit"], "no rule or family 'unit'; did you mean 'units'?"),
            (
                ["check", "wrong.txt", "--ignore=weekday-mismatch"],
                "no rule or family 'weekday-mismatch'; did you mean 'weekday-date-mismatch'?",
            ),
            (["check", "--output-format", "jsn"], "no 'jsn'; did you mean 'json'?"),
            (["check", "--fail-on", "eror"], "no 'eror'; did you mean 'error'?"),
            (["check", "--published", "2016-13-01"], "'2016-13-01' is no date; write YYYY-MM-DD"),
            (["check", "--config", "slect=1", "wrong.txt"], "--config slect=1: no key 'slect'; did you mean 'select'?"),
            (["check", "wrong.txt", "-o", "no/such/folder/x.json"], "no/such/folder/x.json: its folder does not exist"),
            (["check", "wrong.txt", "--baseline", "none.json"], "none.json: the baseline cannot be read"),
            (["check", "wrong.txt", "--write-baseline"], "--write-baseline needs --baseline FILE"),
            (["check", "-", "--fix"], "--fix cannot rewrite standard input"),
            (["facts", "wrong.txt", "--output-format", "sarif"], "no 'sarif'; known are csv, json"),
            (["rule", "weekday-mismatch"], "did you mean 'weekday-date-mismatch'? (factlint rule lists them)"),
            (["demo", "x"], "Got unexpected extra argument (x) (see factlint demo --help)"),
        ],
    )
    def test_wrong_arguments_name_the_nearest(self, here: Path, arguments: list[str], said: str) -> None:
        assert said in trouble(*arguments)

    def test_unknown_rule_in_the_configuration(self, here: Path) -> None:
        (here / "factlint.toml").write_text("[per-file-ignores]\n'*' = ['unit']\n")
        assert trouble("check", "wrong.txt") == "per-file-ignores: no rule or family 'unit'; did you mean 'units'?"


def unread(*arguments: str, given: str | bytes = b"") -> list[str]:
    """What a check says of all that it could not read, and of nothing else."""
    done = factlint("check", *arguments, "--output-format", "json-lines", given=given)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    trouble = [one for one in records if one["rule"] == "unreadable"]
    assert (done.returncode, done.stderr) == (2 if trouble else done.returncode, "")
    return [f"{one['document']}:{one.get('line') or one.get('row') or 0}: {one['message']}" for one in trouble]


class TestPartialResults:
    """What cannot be read is trouble of its own; everything else is judged, and the report is whole."""

    def test_missing_file(self, here: Path) -> None:
        assert unread("wrong.txt", "no-such.txt") == ["no-such.txt:0: no such file or folder"]
        assert unread("no-such.txt", "wrong.txt", "--select", "time") == ["no-such.txt:0: no such file or folder"]
        assert unread("no-such.txt", "wrong.txt", "--ignore", "unreadable") == []

    def test_folder_without_documents(self, here: Path) -> None:
        (here / "empty").mkdir()
        assert unread("empty") == ["empty:0: no documents (.txt .md .markdown) in this folder"]

    def test_row_of_a_corpus(self, here: Path) -> None:
        (here / "corpus.jsonl").write_text('{"id": "1", "text": "x"}\n{"id": "2"}\n')
        assert unread("corpus.jsonl") == ["corpus.jsonl:2: no column 'text'; it has 'id'"]
        done = factlint("check", "corpus.jsonl", "-o", "report.json")
        assert (done.returncode, done.stdout, done.stderr) == (2, "", "")
        summary = json.loads((here / "report.json").read_text())["summary"]
        assert (summary["documents"], summary["unreadable"], summary["findings"]["error"]) == (1, 1, 0)

    def test_closed_input_and_an_empty_corpus_are_said(self, here: Path) -> None:
        (here / "corpus.jsonl").write_text("")
        assert "note[empty-input]: standard input is empty" in factlint("check", "-").stdout
        assert "note[empty-input]: the corpus has no rows" in factlint("check", "corpus.jsonl").stdout

    def test_what_is_larger_than_wanted_is_not_read(self, here: Path) -> None:
        said = ["wrong.txt:0: larger than 60 bytes; split it, or raise the limit with --max-size"]
        assert unread("wrong.txt", "right.txt", "--max-size", "60") == said
        (here / "factlint.toml").write_text('max-size = "0.06 kB"')
        assert unread("wrong.txt", "right.txt") == said
        assert unread("wrong.txt", "--max-size", "1 MB") == []
        assert trouble("check", "wrong.txt", "--max-size", "many").endswith(
            "'many' is no size; write \"50 MB\", or a number of bytes (see factlint check --help)"
        )

    def test_facts_are_shown_and_trouble_said(self, here: Path) -> None:
        done = factlint("facts", "no-such.txt", "wrong.txt", "--output-format", "json-lines")
        assert (done.returncode, done.stdout.count("\n")) == (2, 2)
        assert done.stderr == "factlint: error: no-such.txt: no such file or folder\n"

    def test_an_unforeseen_error_is_trouble_of_its_document(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from checks.extract import extractors as assembly

        def fail(documents: Sequence[Document], *_: object, **__: object) -> object:
            if any("right" in document.name and document.text for document in documents):
                raise ZeroDivisionError("division by zero")
            return facts(documents)

        facts = assembly.facts
        monkeypatch.setattr(assembly, "facts", fail)
        for number in range(5):
            (here / f"{number}.txt").write_text(WRONG)
        (said,) = unread(".")
        assert said.startswith("right.txt:0: internal error, a bug in factlint; please report it (ZeroDivisionError:")
        assert factlint("check", ".", "--output-format", "concise").stdout.count("conversion-mismatch") == 6

    @pytest.mark.parametrize("form", formats("findings"))
    def test_broken_files_leave_the_findings_of_all_others(self, here: Path, form: str) -> None:
        for number in range(180):
            (here / f"{number:03}.md").write_text(f"# Park {number}\n\n" + (WRONG if number % 3 else RIGHT))
        sound = factlint("check", ".", "--output-format", form)
        broken(here)
        done = factlint("check", ".", "--output-format", form)
        assert (sound.returncode, done.returncode, done.stderr) == (1, 2, "")
        assert done.stdout.count("7 square kilometers is 2.7") == sound.stdout.count("7 square kilometers is 2.7")
        assert all(f"x{number:02}." in done.stdout for number in range(20))


def broken(folder: Path) -> None:
    """Twenty documents that cannot be read, each for a reason of its own."""
    bad = {
        "x00.txt": bytes(range(256)) * 10,
        "x01.md": b"caf\xe9",
        "x02.txt": b"\xff\xfe\x00\xd8",
        "x03.md": b"\x00",
        "x04.txt": b"\x01\x02" * 40,
        "x05.md": b"\xed\xa0\x80",
        "x06.txt": b"\xc0\x80",
        "x07.md": b"\xf8\x88\x80\x80\x80",
        "x08.txt": b"\xff\xfe\x00\x00\x00\xd8\x00\x00",
        "x09.md": b"\xfe\xff\xd8\x00",
        "x10.txt": b"GIF89a\x00",
        "x11.md": b"\x7fELF\x00",
        "x12.txt": b"one\n" * 500 + b"\x80",
        "x13.md": b"---\ntitle: \xe4\n---\n",
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    (folder / "x14.txt").symlink_to("nowhere.txt")
    (folder / "x15.md").symlink_to("x15.md")
    (folder / "x16.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "x17.md")
    (folder / "x18.txt").symlink_to("x17.md")
    (folder / "x19.md").write_bytes(b"\xef\xbb\xbf\xef")


class TestOutput:
    def test_file_takes_the_report_and_its_suffix_the_format(self, here: Path) -> None:
        done = factlint("check", "wrong.txt", "-o", "report.sarif")
        assert (done.returncode, done.stdout) == (1, "")
        assert json.loads((here / "report.sarif").read_text())["version"] == "2.1.0"
        factlint("check", "wrong.txt", "-o", "report.sarif", "--output-format", "concise")
        assert (here / "report.sarif").read_text().startswith("wrong.txt:1:17: error conversion-mismatch ")

    def test_help_lists_the_suffixes_and_each_tells_its_format(self, here: Path) -> None:
        for command, of in (("check", "findings"), ("facts", "facts")):
            listed = " ".join(factlint(command, "--help").stdout.split())
            assert f"the suffix tells the format: {' '.join(suffixes(of))}." in listed
            for suffix, form in suffixes(of).items():
                assert factlint(command, "wrong.txt", "-o", f"by{suffix.upper()}").returncode in (0, 1)
                factlint(command, "wrong.txt", "-o", "named", "--output-format", form)
                assert (here / f"by{suffix.upper()}").read_bytes() == (here / "named").read_bytes()

    def test_suffix_that_tells_no_format_is_said(self, here: Path) -> None:
        said = trouble("check", "wrong.txt", "-o", "report.doc")
        assert said.startswith("--output-file report.doc: '.doc' tells no format of findings (known are .html .json ")
        assert said.endswith("); name one with --output-format")
        assert "'.sarif' tells no format of facts" in trouble("facts", "wrong.txt", "-o", "facts.sarif")
        assert "'.csv' tells no format of findings" in trouble("check", "wrong.txt", "-o", "report.csv")
        assert not list(here.glob("report.*"))

    def test_format_that_is_named_needs_no_suffix_that_tells_it(self, here: Path) -> None:
        assert factlint("check", "wrong.txt", "-o", "report").returncode == 1
        assert factlint("check", "wrong.txt", "-o", "a.doc", "--output-format", "concise").returncode == 1
        assert factlint("check", "wrong.txt", "-o", "changes.patch", "--diff").returncode == 1
        assert factlint("check", "wrong.txt", "-o", "b.doc", "--config", "output-format='json'").returncode == 1
        assert json.loads((here / "b.doc").read_text())["findings"]
        assert factlint("check", "wrong.txt", "-o", "c.log", "--config", "output-format='text'").returncode == 1
        assert "conversion-mismatch" in (here / "c.log").read_text()

    def test_file_keeps_its_permissions_and_link(self, here: Path) -> None:
        (here / "real.json").write_text("")
        (here / "real.json").chmod(0o640)
        (here / "link.json").symlink_to("real.json")
        factlint("check", "wrong.txt", "-o", "link.json")
        assert (here / "link.json").is_symlink()
        assert (here / "real.json").stat().st_mode & 0o777 == 0o640
        assert json.loads((here / "real.json").read_text())["findings"]

    def test_device_is_written_as_it_is(self, here: Path) -> None:
        assert factlint("check", "wrong.txt", "-o", os.devnull).returncode == 1
        assert not os.path.isfile(os.devnull)

    def test_colour_is_for_terminals_and_can_be_asked_for(self, here: Path) -> None:
        assert "\x1b" not in factlint("check", "wrong.txt").stdout
        assert "\x1b[" in factlint("check", "wrong.txt", "--color", "always").stdout
        assert "\x1b" not in factlint("check", "wrong.txt", "--color", "always", "--output-format", "json").stdout

    def test_terminal_gets_colour_unless_told_otherwise(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "\x1b[1;31m" in on_terminal("check", "wrong.txt")
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        assert "\x1b[1;31m" in factlint("check", "wrong.txt", terminal=True).stdout
        assert "\x1b" not in factlint("check", "wrong.txt", "--color", "never", terminal=True).stdout
        for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
            with monkeypatch.context() as patch:
                patch.setenv(name, value)
                assert "\x1b" not in factlint("check", "wrong.txt", terminal=True).stdout

    def test_reader_that_leaves_is_no_trouble(self, here: Path) -> None:
        (here / "many.txt").write_text(WRONG * 600)  # more than a pipe holds
        command = f"{sys.executable} -c 'from checks.cli import main; main()' check many.txt"
        for options, status in (("", "1"), ("--exit-zero", "0")):
            pipe = f"{command} {options} | head -1; echo ${{PIPESTATUS[0]}}"
            done = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, env=BARE, check=True)
            assert done.stderr == ""
            assert done.stdout.splitlines()[-1] == status

    def test_closed_streams_are_empty_streams(self, here: Path) -> None:
        command = f"{sys.executable} -c 'from checks.cli import main; main()'"
        for line, status in (("check - <&-", "0"), ("check wrong.txt >&-", "1"), ("check none.txt 2>&-", "2")):
            done = subprocess.run(
                ["bash", "-c", f"{command} {line}; echo $? >status"],
                capture_output=True,
                text=True,
                env=BARE,
                check=True,
            )
            assert ((here / "status").read_text().strip(), done.stderr) == (status, "")

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
    def test_full_disk_is_told_with_its_place(self, here: Path) -> None:
        assert trouble("check", "wrong.txt", "-o", "/dev/full").startswith("/dev/full: ")

    def test_json_of_the_command(self, here: Path) -> None:
        report = json.loads(factlint("check", "wrong.txt", "right.txt", "--output-format", "json").stdout)
        (finding,) = report["findings"]
        assert [WRONG[span["start"] : span["end"]] for span in finding["spans"]] == [
            "7 square kilometers",
            "4 square miles",
        ]
        assert report["summary"]["documents"] == 2
        assert report["summary"]["constraints"]["broken"] == 1

    def test_quiet_and_statistics(self, here: Path) -> None:
        assert factlint("check", "right.txt", "--quiet").stdout == ""
        assert "conversion-mismatch " in factlint("check", "right.txt", "--quiet", "--statistics").stdout


class TestProgress:
    def test_long_work_is_counted_on_a_terminal_and_the_line_is_blanked(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        seconds = iter((0.0, 0.5, 2.0, 4.0))
        monkeypatch.setattr("checks.command.progress.time.monotonic", lambda: next(seconds))
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        batch = (Document("a", "x" * 500_000), Document("b", "x" * 500_000))
        assert list(Progress(True).follow([batch, batch, batch])) == [batch] * 3
        said = capsys.readouterr().err.split("\r")
        assert said[1].rstrip() == "2 documents, 1.0 million characters, 0.5 a second"
        assert said[2].rstrip() == "4 documents, 2.0 million characters, 0.5 a second"
        assert said[3].strip() == said[4] == ""

    def test_nothing_is_said_elsewhere(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert list(Progress(True).follow([()])) == [()]
        assert capsys.readouterr().err == ""


class TestSelection:
    def test_options_stand_above_the_configuration(self, here: Path) -> None:
        (here / "both.txt").write_text(WRONG + WEEKDAY)
        (here / "factlint.toml").write_text(
            'select = ["units"]\nignore = ["weekday-date-mismatch"]\noutput-format = "json-lines"\n'
        )

        def found(*options: str) -> list[str]:
            return [json.loads(line)["rule"] for line in factlint("check", "both.txt", *options).stdout.splitlines()]

        assert found() == ["conversion-mismatch"]
        assert found("--select", "time") == ["weekday-date-mismatch"]
        assert found("--select=time,units") == ["conversion-mismatch", "weekday-date-mismatch"]
        assert found("--ignore", "conversion-mismatch") == []
        assert found("--isolated", "--output-format=json-lines", "--ignore", "units") == ["weekday-date-mismatch"]

    def test_per_file_ignores(self, here: Path) -> None:
        (here / "drafts").mkdir()
        (here / "drafts" / "a.txt").write_text(WRONG)
        (here / "factlint.toml").write_text('[per-file-ignores]\n"drafts/*" = ["units"]\n"right.txt" = ["all"]\n')
        assert factlint("check", "drafts/a.txt").returncode == 0
        assert factlint("check", ".", "--output-format", "concise").stdout.startswith("wrong.txt:1:17:")

    def test_config_shows_what_is_in_force(self, here: Path) -> None:
        (here / "factlint.toml").write_text('fail-on = "note"\n')
        shown = factlint("config", "--config", "select=units").stdout
        assert 'fail-on = "note"' in shown
        assert 'select = ["units"]' in shown
        assert "factlint.toml" in shown.splitlines()[0]


class TestSuppression:
    @pytest.mark.parametrize(
        "text",
        [
            "<!-- factlint-disable-next-line conversion-mismatch -- as in the source -->\n" + WRONG,
            "<!-- factlint-disable-next-line -->\n" + WRONG,
            "<!-- factlint-disable-next-line units, weekday-date-mismatch -->\n" + WRONG.strip() + " " + WEEKDAY,
            WRONG.strip() + " <!-- factlint-disable-line -- rounded -->\n",
            "<!-- factlint-disable conversion-mismatch -->\n\n"
            + WRONG
            + "\n<!-- factlint-enable conversion-mismatch -->\n",
            WRONG + "\n<!-- factlint-disable-file units -->\n",
            "{/* factlint-disable-next-line conversion-mismatch -- as in the source */}\n" + WRONG,
        ],
    )
    def test_comment_takes_a_finding_out(self, here: Path, text: str) -> None:
        for name in ("said.md", "said.txt"):
            (here / name).write_text(text)
            done = factlint("check", name, "--output-format", "json", "--fail-on", "note")
            assert done.returncode == 0, done.stdout
            assert json.loads(done.stdout)["summary"]["suppressed"] >= 1

    @pytest.mark.parametrize(
        "text",
        [
            "<!-- factlint-disable conversion-mismatch -->\n\n<!-- factlint-enable -->\n\n" + WRONG,
            "<!-- factlint-disable-next-line weekday-date-mismatch -->\n" + WRONG,
            "<!-- factlint-disable-next-line -->\n\n" + WRONG,
        ],
    )
    def test_comment_that_suppresses_nothing_is_a_note(self, here: Path, text: str) -> None:
        (here / "said.md").write_text(text)
        done = factlint("check", "said.md", "--output-format", "json-lines")
        findings = {record["rule"]: record for record in map(json.loads, done.stdout.splitlines())}
        assert findings.keys() == {"conversion-mismatch", "unused-suppression"}
        assert findings["unused-suppression"]["severity"] == "note"
        assert findings["unused-suppression"]["spans"][0]["line"] == 1

    def test_unknown_name_in_a_comment_is_told(self, here: Path) -> None:
        (here / "said.md").write_text("<!-- factlint-disable-file unit -->\n" + RIGHT)
        assert "no rule or family 'unit'" in factlint("check", "said.md").stdout

    def test_rule_that_did_not_run_may_have_a_comment(self, here: Path) -> None:
        (here / "said.md").write_text("<!-- factlint-disable-file weekday-date-mismatch -->\n" + RIGHT)
        assert "unused" not in factlint("check", "said.md", "--select", "units").stdout


class TestBaseline:
    def test_known_findings_are_left_out_wherever_they_move(self, here: Path) -> None:
        done = factlint("check", "wrong.txt", "--baseline", "known.json", "--write-baseline")
        assert (done.returncode, done.stderr) == (0, "factlint: 1 finding is now accepted in known.json\n")
        (here / "wrong.txt").write_text("A new first line.\n" + WRONG)
        for name in ("wrong.txt", "./wrong.txt", str(here / "wrong.txt")):
            assert factlint("check", name, "--baseline", "known.json").returncode == 0
        (here / "wrong.txt").write_text(WRONG + WRONG)
        done = factlint("check", "wrong.txt", "--baseline", "known.json", "--output-format", "concise")
        assert (done.returncode, done.stdout.count("\n")) == (1, 1)

    def test_mended_findings_are_told(self, here: Path) -> None:
        factlint("check", "wrong.txt", "--baseline", "known.json", "--write-baseline")
        (here / "wrong.txt").write_text(RIGHT)
        done = factlint("check", "wrong.txt", "--baseline", "known.json")
        assert "1 finding of known.json no longer occurs" in done.stderr

    def test_file_that_is_no_baseline(self, here: Path) -> None:
        for text in ("", "[]", "{}", '{"version": 9}', '{"version": 1, "findings": [1]}'):
            (here / "known.json").write_text(text)
            assert trouble("check", "wrong.txt", "--baseline", "known.json").startswith("known.json: ")


class TestFix:
    def test_certain_suggestion_is_written(self, here: Path) -> None:
        before = "\ufeff# The park\r\n\r\nThe *wood* covers 7 square kilometers (4 square miles).\r\n"
        (here / "park.md").write_bytes(before.encode())
        (here / "park.md").chmod(0o600)
        done = factlint("check", "park.md", "--fix")
        assert done.returncode == 0, done.stdout
        assert "1 finding fixed." in done.stdout
        assert (here / "park.md").read_bytes() == before.replace("4 square miles", "2.7 square miles").encode()
        assert (here / "park.md").stat().st_mode & 0o777 == 0o600
        assert factlint("check", "park.md").returncode == 0

    def test_difference_changes_nothing(self, here: Path) -> None:
        done = factlint("check", "wrong.txt", "right.txt", "--diff")
        assert done.returncode == 1
        assert [line for line in done.stdout.splitlines() if line[0] in "+-"] == [
            "--- wrong.txt",
            "+++ wrong.txt",
            "-" + WRONG.strip(),
            "+" + WRONG.strip().replace("4 square", "2.7 square"),
        ]
        assert (here / "wrong.txt").read_text() == WRONG
        assert factlint("check", "right.txt", "--diff").returncode == 0

    def test_uncertain_suggestion_is_left_to_a_person(self, here: Path) -> None:
        (here / "day.txt").write_text(WEEKDAY)
        assert factlint("check", "day.txt", "--fix").returncode == 1
        assert (here / "day.txt").read_text() == WEEKDAY

    def test_corpus_is_never_rewritten(self, here: Path) -> None:
        row = json.dumps({"id": "wrong.txt", "text": WRONG}) + "\n"
        (here / "corpus.jsonl").write_text(row)
        assert factlint("check", "corpus.jsonl", "--fix").returncode == 1
        assert (here / "corpus.jsonl").read_text() == row
        assert (here / "wrong.txt").read_text() == WRONG

    def test_what_cannot_be_read_leaves_the_others_fixed(self, here: Path) -> None:
        (here / "latin.txt").write_bytes(b"\xe9\n")
        done = factlint("check", "wrong.txt", "latin.txt", "--fix")
        assert (done.returncode, "1 finding fixed" in done.stdout) == (2, True)
        assert (here / "wrong.txt").read_text() != WRONG


class TestFacts:
    def test_json_lines_have_the_published_keys(self, here: Path) -> None:
        (here / "x.txt").write_text("Between 3 and 4 miles of path and 7 km of wall stood there in March 2016.\n")
        done = factlint("facts", "x.txt", "--output-format", "json-lines")
        assert done.returncode == 0
        records = [json.loads(line) for line in done.stdout.splitlines()]
        common = {"document", "kind", "field", "start", "end", "text", "sentence", "quoted"}
        own = {
            "quantity": {"value", "low", "high", "bound", "unit", "dimension", "base_low", "base_high"}
            | {"label", "label_start", "label_end", "label_relation"},
            "time": {"timex_type", "timex_value", "earliest", "latest", "modifier", "anchored"},
        }
        for record in records:
            assert record.keys() == common | own.get(record["kind"], record.keys() - common)
            assert record["document"] == "x.txt"
        quantities = [record for record in records if record["kind"] == "quantity"]
        assert [record["value"] for record in quantities] == [[3.0, 4.0], 7.0]
        assert [record["text"] for record in records] == [
            (here / "x.txt").read_text()[record["start"] : record["end"]] for record in records
        ]
        assert [record["start"] for record in records] == sorted(record["start"] for record in records)

    def test_bound_without_end_is_null(self, here: Path) -> None:
        done = factlint("facts", "-", "--output-format", "json-lines", given="More than 42 miles of path.\n")
        (record,) = [one for one in map(json.loads, done.stdout.splitlines()) if one["kind"] == "quantity"]
        assert (record["value"], record["high"], record["bound"]) == (42.0, None, "more_than")

    def test_every_format_holds_the_same_facts(self, here: Path) -> None:
        (here / "corpus.jsonl").write_text(
            "".join(
                json.dumps({"id": f"row {n}", "text": RIGHT + WEEKDAY, "headline": "Park of 45 km"}) + "\n"
                for n in range(3)
            )
        )
        for name in ("facts.csv", "facts.parquet", "facts.json", "facts.jsonl", "facts.txt"):
            assert factlint("facts", "corpus.jsonl", "-o", name).returncode == 0
        lines = [json.loads(line) for line in (here / "facts.jsonl").read_text().splitlines()]
        assert json.loads((here / "facts.json").read_text())["facts"] == lines
        table = pl.read_parquet("facts.parquet")
        for frame in (table, pl.read_csv("facts.csv", infer_schema_length=None)):
            assert frame["text"].to_list() == [line["text"] for line in lines]
            assert frame["document"].to_list() == [line["document"] for line in lines]
        assert {line["document"] for line in lines} == {"row 0", "row 1", "row 2"}
        assert {line["sentence"] for line in lines if line["document"] == "row 2"} <= {0, 1, 2}
        assert (here / "facts.txt").read_text().count("45 square kilometers") == 3

    def test_no_facts(self, here: Path) -> None:
        for form, shown in (("json-lines", ""), ("text", ""), ("json", None), ("csv", None)):
            done = factlint("facts", "-", "--output-format", form, given="it was so.\n")
            assert done.returncode == 0
            assert shown is None or done.stdout == shown
        assert factlint("facts", "-", "-o", "none.parquet", given="it was so.\n").returncode == 0
        assert pl.read_parquet("none.parquet").height == 0


TABLE = """\
[[table]]
path = "parks.csv"
columns = { park = "str", area = "float >= 0", wood = "float >= 0" }
key = ["park"]

[[table.rule]]
name = "wood-exceeds-area"
assert = "wood <= area"
says = "{wood} of wood in {area} in {park}"
"""


class TestValidate:
    @pytest.fixture
    def parks(self, here: Path) -> Path:
        (here / "tables").mkdir()
        (here / "tables" / "factlint.toml").write_text(TABLE)
        (here / "tables" / "parks.csv").write_text("park,area,wood\nSea Park,45,7\nHill Park,12,13\nTown Park,,3\n")
        return here

    def test_configuration_beside_the_table_is_found(self, parks: Path) -> None:
        done = factlint("validate", "tables/parks.csv")
        assert done.returncode == 1, done.stderr
        assert "error[wood-exceeds-area]: 13" in done.stdout
        assert "row 2, park=Hill Park" in done.stdout

    def test_every_format_takes_rows(self, parks: Path) -> None:
        record = json.loads(factlint("validate", "tables/parks.csv", "--output-format", "json-lines").stdout)
        assert (record["rule"], record["row"], record["keys"]) == ("wood-exceeds-area", 2, {"park": "Hill Park"})
        assert record["values"]["wood"] == 13.0
        done = factlint("validate", "tables/parks.csv", "--output-format", "concise")
        assert done.stdout.startswith("tables/parks.csv:3: error wood-exceeds-area ")
        log = json.loads(factlint("validate", "tables/parks.csv", "--output-format", "sarif").stdout)
        (result,) = log["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3

    def test_declared_tables_are_found_without_being_named(self, parks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert trouble("validate").startswith("nothing to validate; name a table")
        monkeypatch.chdir(parks / "tables")
        assert factlint("validate").returncode == 1

    def test_column_that_is_not_there(self, parks: Path) -> None:
        (parks / "tables" / "parks.csv").write_text("park,area\nSea Park,45\n")
        assert "wood" in trouble("validate", "tables/parks.csv")

    def test_schema_reads_back(self, parks: Path) -> None:
        proposed = factlint("schema", "tables/parks.csv")
        assert proposed.returncode == 0, proposed.stderr
        (parks / "proposed.toml").write_text(proposed.stdout)
        (parks / "tables" / "factlint.toml").unlink()
        assert factlint("validate", "tables/parks.csv", "--config", "proposed.toml").returncode == 0


class TestRule:
    def test_list_and_page(self) -> None:
        assert "conversion-mismatch" in factlint("rule").stdout
        page = factlint("rule", "conversion-mismatch").stdout
        assert page.startswith("conversion-mismatch (units, error, on by default)\n====")
        assert "Reported, with what is blamed in braces:" in page

    def test_records(self) -> None:
        one = json.loads(factlint("rule", "conversion-mismatch", "--output-format", "json").stdout)
        assert (one["name"], one["family"], one["severity"], one["default"]) == (
            "conversion-mismatch",
            "units",
            "error",
            True,
        )
        every = json.loads(factlint("rule", "--all", "--output-format", "json").stdout)
        assert one in every
        assert all(record["documentation"].startswith(record["summary"]) for record in every)


class TestHostile:
    def test_name_of_a_file_may_hold_anything(self, here: Path) -> None:
        name = os.fsdecode(b"a\n\x1b[31m\xff.txt")
        (here / name).write_text(WRONG)
        for form in ("text", "concise", "json", "json-lines", "github", "sarif", "gitlab", "junit", "markdown", "html"):
            done = factlint("check", name, "--output-format", form)
            assert (done.returncode, done.stderr) == (1, "")
            assert "\x1b" not in done.stdout
        missing = factlint("check", name + "x.txt")
        assert (missing.returncode, missing.stderr, missing.stdout.count("\n")) == (2, "", 6)
        assert "\x1b" not in missing.stdout

    def test_line_of_ten_megabytes(self, here: Path) -> None:
        (here / "long.txt").write_text("park " * 2_000_000 + WRONG)
        done = factlint("check", "long.txt", "--ignore", "not-english", "--output-format", "concise")
        assert done.returncode == 1
        assert done.stdout.startswith("long.txt:1:10000017: error")

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8), max_size=4))
    def test_any_arguments_end_in_a_status(self, here: Path, arguments: list[str]) -> None:
        done = factlint(*arguments)
        assert done.returncode in (0, 1, 2)
        assert "Traceback" not in done.stderr
        assert "internal error" not in done.stderr

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".jsonl", ".parquet"]))
    def test_any_bytes_end_in_a_status(self, here: Path, data: bytes, suffix: str) -> None:
        (here / f"x{suffix}").write_bytes(data)
        done = factlint("check", f"x{suffix}")
        assert done.returncode in (0, 1, 2)
        assert "Traceback" not in done.stderr
        assert "internal error" not in done.stderr


def test_help_loads_nothing_heavy() -> None:
    heavy = {"polars", "pandera", "yaml", "re2", "pyromark", "ahocorasick_rs"}
    program = f"""
import sys
from checks.cli import factlint
from checks.command.usage import run
run(factlint, ["check", "--help"])
print(*sorted({heavy} & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""
