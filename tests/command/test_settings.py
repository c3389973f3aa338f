"""Settings: the configuration nearest to each file holds for it, whatever the order of the arguments."""

from __future__ import annotations

import json
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks import cli
from checks.command.run import Options
from checks.command.settings import Settings
from checks.command.usage import run
from checks.config import ConfigError
from checks.defaults import EXCLUDED

WRONG = "It has 7 square kilometers (4 square miles). It opened on Tuesday, June 12, 2019.\n"
MODEL = """\
import pathlib
import pandera.polars as pa
pathlib.Path("ran").touch()
class M(pa.DataFrameModel):
    text: str
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with configurations that differ; the tests run inside it."""
    files = {
        "factlint.toml": 'ignore = ["weekday-date-mismatch"]',
        "a.md": WRONG,
        "docs/pyproject.toml": '[tool.factlint]\nselect = ["time"]\nfail-on = "never"',
        "docs/b.md": WRONG,
        "docs/deep/c.md": WRONG,
        "docs/deep/er/factlint.toml": "[severity]\nunits = 'note'",
        "docs/deep/er/d.md": WRONG,
        "other/e.md": WRONG,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *arguments: str, status: int | None = None) -> list[tuple[str, str, str]]:
    """Document, rule and severity of each finding of `factlint check`."""
    done = run(cli.factlint, ["check", "--output-format", "json", *arguments])
    printed = capsys.readouterr()
    assert printed.err == ""
    assert status is None or done == status
    return [(one["document"], one["rule"], one["severity"]) for one in json.loads(printed.out)["findings"]]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said of trouble."""
    assert run(cli.factlint, list(arguments)) == 2
    return capsys.readouterr().err.removeprefix("factlint: error: ").strip()


CONVERSION, WEEKDAY = "conversion-mismatch", "weekday-date-mismatch"
EXPECTED = {
    "a.md": {(CONVERSION, "error")},
    "docs/b.md": {(WEEKDAY, "error")},
    "docs/deep/c.md": {(WEEKDAY, "error")},
    "docs/deep/er/d.md": {(CONVERSION, "note"), (WEEKDAY, "error")},
    "other/e.md": {(CONVERSION, "error")},
}


def test_the_nearest_configuration_holds_for_each_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = found(capsys, ".", status=1)
    assert {name: {(rule, level) for one, rule, level in listed if one == name} for name in EXPECTED} == EXPECTED
    assert [name for name, *_ in listed] == sorted(name for name, *_ in listed), (
        "findings are in the order of the files"
    )


def test_the_order_of_arguments_is_no_matter(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings, status and format are the same, and findings come in the order of the arguments."""
    for paths in list(permutations(["a.md", "docs/b.md", "docs/deep/er/d.md"])):
        listed = found(capsys, *paths, status=1)
        assert list(dict.fromkeys(name for name, *_ in listed)) == list(paths)
        assert {(name, rule, level) for name, rule, level in listed} == {
            (name, rule, level) for name in paths for rule, level in EXPECTED[name]
        }


def test_the_run_as_a_whole_is_as_the_working_directory_has_it(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(cli.factlint, ["check", "docs/b.md", "-q"]) == 1
    monkeypatch.chdir(here / "docs")
    assert run(cli.factlint, ["check", "../a.md", "-q"]) == 0
    assert 'fail-on = "never"' not in capsys.readouterr().out
    monkeypatch.chdir(here.parent)
    for paths in permutations([f"{here.name}/docs/b.md", f"{here.name}/docs/deep/c.md"]):
        assert run(cli.factlint, ["check", *paths, "-q"]) == 0, "the folder they have in common"
    for paths in permutations([f"{here.name}/docs/b.md", f"{here.name}/a.md"]):
        assert run(cli.factlint, ["check", *paths, "-q"]) == 1


def test_options_stand_above_every_configuration(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = [(name, WEEKDAY, "error") for name in EXPECTED]
    assert found(capsys, ".", "--select", WEEKDAY) == every
    assert {rule for _, rule, _ in found(capsys, "docs/b.md", "--isolated")} == {CONVERSION, WEEKDAY}
    assert {rule for _, rule, _ in found(capsys, "docs/b.md", "--config", "factlint.toml")} == {CONVERSION}
    assert found(capsys, "a.md", "--config", "severity={conversion-mismatch='note'}", status=0) == [
        ("a.md", CONVERSION, "note")
    ]


def test_quoted_findings_stay_lower_than_the_severity_that_is_set(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "q.md").write_text("“The wood has 7 square kilometers (4 square miles),” he said.")
    level = {
        wanted: found(capsys, "q.md", "--config", f"severity={{units='{wanted}'}}")[0][2]
        for wanted in ("error", "warning", "note")
    }
    assert level == {"error": "warning", "warning": "note", "note": "note"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[severity]\nunit = 'note'", "severity: no rule or family 'unit'; did you mean 'units'?"),
        ("[severity]\nunits = 'off'", "severity: no 'off'; known are error, note, warning (a rule that is not wanted"),
        ("[severity]\nunits = 'eror'", "severity: no 'eror'; did you mean 'error'? (a rule that is not wanted"),
        ("extensions = { mdx = 'markdwn' }", "extensions: no 'markdwn'; did you mean 'markdown'?"),
        ("extensions = 'mdx'", "extensions: wants a table of suffixes and kinds, such as { mdx"),
        ("exclude = ['!']", "exclude: '!' is no pattern as in .gitignore"),
        ("exclude = 3", "exclude: wants a list of patterns"),
        ("quiet = 'yes'", "quiet: wants true or false, not 'yes'"),
        ("facts = 3", "facts: wants a list of paths"),
        ("color = 'sometimes'", "color: no 'sometimes'; known are always, auto, never"),
        ("extend-exlude = []", "no key 'extend-exlude'; did you mean 'extend-exclude'?"),
    ],
)
def test_a_wrong_key_of_any_file_ends_the_run_before_it_starts(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (here / "other" / "factlint.toml").write_text(text)
    assert message in said(capsys, "check", "a.md", "other")


def test_wrong_options_are_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "check", ".", "--exclude", "!") == "--exclude: '!' is no pattern as in .gitignore"
    assert said(capsys, "check", ".", "--extension", "mdx=md").startswith("--extension: no 'md'; ")


def test_further_suffixes_and_exclusions(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def names(*arguments: str) -> list[str]:
        return list(dict.fromkeys(name for name, *_ in found(capsys, ".", "--select", CONVERSION, *arguments)))

    (here / "f.mdx").write_text(WRONG)
    assert "f.mdx" not in names()
    assert names("--extension", "mdx=markdown", "--exclude", "docs", "--extend-exclude", "/a.md") == [
        "f.mdx",
        "other/e.md",
    ]
    (here / "factlint.toml").write_text("extend-exclude = ['docs/']\n[extensions]\n'.MDX' = 'text'")
    assert names() == ["a.md", "f.mdx", "other/e.md"]
    assert names("--exclude", "other") == ["a.md", "f.mdx"]


def test_a_folder_with_its_own_exclusions(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "docs" / "deep" / "er" / "factlint.toml").write_text("exclude = ['*.md']")
    assert "docs/deep/er/d.md" not in {name for name, *_ in found(capsys, ".")}
    assert {name for name, *_ in found(capsys, ".", "docs/deep/er/d.md")} == set(EXPECTED)
    assert found(capsys, "docs/deep/er/d.md", "--force-exclude", status=0) == []


def test_standard_input_has_the_configuration_of_its_name(here: Path) -> None:
    chosen = Settings(["-"], Options(stdin_filename="docs/x.md"))
    (source,) = chosen.sources(["-"])
    assert chosen.of(source).path == here / "docs" / "pyproject.toml"
    assert Settings(["-"], Options()).of(source).path == here / "factlint.toml"


def test_keys_stand_for_options(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cli.factlint, ["check", "a.md", "--baseline", "docs/known.json", "--write-baseline"]) == 0
    with (here / "factlint.toml").open("a") as file:
        file.write("\nbaseline = 'docs/known.json'\n")
    capsys.readouterr()
    assert found(capsys, "a.md", status=0) == []
    (here / "factlint.toml").write_text("quiet = true\nexit-zero = true\nselect = ['units']\ncolor = 'always'")
    assert run(cli.factlint, ["check", "a.md"]) == 0
    printed = capsys.readouterr().out
    assert CONVERSION in printed
    assert "Judged" not in printed
    assert "\x1b[" in printed
    assert run(cli.factlint, ["check", "a.md", "--color", "never"]) == 0
    assert "\x1b[" not in capsys.readouterr().out
    (here / "factlint.toml").write_text("baseline = 'none.json'")
    assert said(capsys, "check", "a.md").startswith(f"{here / 'none.json'}: the baseline cannot be read")


def test_config_says_what_holds_for_a_path(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cli.factlint, ["config", "docs/deep/c.md"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f'# from {here / "docs" / "pyproject.toml"}\nselect = ["time"]')


class TestCode:
    """A configuration that was merely found runs nothing."""

    @pytest.fixture
    def hostile(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.delitem(sys.modules, "hostile", raising=False)
        (here / "factlint.toml").write_text('[[table]]\nfacts = true\nschema = "hostile:M"\n')
        (here / "hostile.py").write_text(MODEL)
        return here

    @pytest.mark.parametrize("command", [["check", "a.md"], ["validate", "t.csv"]])
    def test_it_is_refused_in_words(
        self, hostile: Path, capsys: pytest.CaptureFixture[str], command: list[str]
    ) -> None:
        (hostile / "t.csv").write_text("text\nx\n")
        (hostile / "factlint.toml").write_text(
            '[[table]]\nfacts = true\nschema = "hostile:M"\n[[table]]\npath = "t.csv"\nschema = "hostile:M"\n'
        )
        message = said(capsys, *command)
        assert "the model 'hostile:M' is Python, which is not run for a configuration that was merely found" in message
        assert not (hostile / "ran").exists()

    def test_it_cannot_allow_itself(self, hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = hostile / "factlint.toml"
        path.write_text(f"allow-code = true\n{path.read_text()}")
        assert "--allow-code" in said(capsys, "check", "a.md")
        assert "--allow-code" in said(capsys, "check", "a.md", "--config", "select=units")
        assert not (hostile / "ran").exists()

    @pytest.mark.parametrize(
        "allowing", [["--allow-code"], ["--config", "allow-code=true"], ["--config", "allowing.toml"]]
    )
    def test_the_command_line_allows_it(
        self, hostile: Path, capsys: pytest.CaptureFixture[str], allowing: list[str]
    ) -> None:
        (hostile / "allowing.toml").write_text(f"allow-code = true\n{(hostile / 'factlint.toml').read_text()}")
        found(capsys, "a.md", *allowing)
        assert (hostile / "ran").exists()

    def test_a_caller_in_python_vouches_for_what_they_pass(self, hostile: Path) -> None:
        import checks
        from checks.tables import TableError

        (hostile / "t.csv").write_text("text\nx\n")
        declared: dict[str, Any] = {"path": "t.csv", "schema": "hostile:M"}
        (hostile / "factlint.toml").write_text('[[table]]\npath = "t.csv"\nschema = "hostile:M"\n')
        with pytest.raises(TableError, match="merely found"):
            checks.validate("t.csv")
        assert not (hostile / "ran").exists()
        assert checks.validate("t.csv", config={"table": [declared]}).findings == ()

    def test_a_check_that_needs_no_model_runs(self, hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (hostile / "factlint.toml").write_text('[[table]]\npath = "t.csv"\nschema = "hostile:M"\n')
        assert {rule for _, rule, _ in found(capsys, "a.md")} == {CONVERSION, WEEKDAY}


FOLDERS = st.sampled_from(["", "a", "a/b", "a/b/c", "d"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(FOLDERS), st.sampled_from(["", "a", "a/b", None]), FOLDERS, st.lists(FOLDERS, max_size=2))
def test_what_holds_for_a_folder_depends_on_nothing_else(
    tmp_path: Path, configured: set[str], repository: str | None, asked: str, before: list[str]
) -> None:
    """It is the nearest of those within the repository, or without one within what was given, whoever asked before."""
    import shutil

    for entry in tmp_path.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for folder in ("a/b/c", "d"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in configured:
        (tmp_path / folder / "factlint.toml").touch()
    if repository is not None:
        (tmp_path / repository / ".git").mkdir()
    from checks.config import Nearest

    find = Nearest([str(tmp_path / "a")])
    for one in before:
        find(str(tmp_path / one))
    path = tmp_path / asked
    above = [path, *path.parents][: len(Path(asked).parts) + 1]
    root = next((one for one in above if (one / ".git").exists()), None)
    reached = [one for one in above if one == path or (root or tmp_path / "a") in (one, *one.parents)]
    expected = next((one / "factlint.toml" for one in reached if (one / "factlint.toml").exists()), None)
    assert find(str(path)) == expected


def test_defaults_are_shown(here: Path) -> None:
    assert Settings([], Options(isolated=True)).run.exclude == EXCLUDED
    with pytest.raises(ConfigError, match="only one file can be given"):
        Settings([], Options(overrides=("factlint.toml", "docs/pyproject.toml")))
