"""What README says is true: its commands run, its outputs are what is printed today, its table is that of the rules."""

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from commands import factlint

import checks
from checks import cli
from checks.command.run import selected
from checks.config import KEYS, load
from checks.read.formats import suffixes as read_suffixes
from checks.rule import rules

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
FACTLINT = Path(sys.executable).parent / "factlint"
FENCES = re.findall(r"^```(\w+)\n(.*?)^```$", README.read_text("utf-8"), re.M | re.S)


def _between(text: str, start: str, end: str) -> tuple[int, int]:
    begin = text.index(start) + len(start)
    return begin, text.index(end, begin)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder with the seeds, for examples that write or configure something."""
    copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def _run(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    path = f"{FACTLINT.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_example_prints_what_is_shown(golden: Callable[[Path, str], None]) -> None:
    text = README.read_text("utf-8")
    command = re.search(r"^\$ (factlint .*)$", text, re.M)
    assert command
    done = _run(command[1])
    assert (done.returncode, done.stderr) == (1, "")
    start, end = _between(text, "```text\n", "```")
    golden(README, text[:start] + done.stdout + text[end:])


def test_the_table_lists_the_rules(golden: Callable[[Path, str], None]) -> None:
    text = README.read_text("utf-8")
    start, end = _between(text, "<!-- rules -->\n", "<!-- /rules -->")
    lines = ["| family | rule | severity | defect |", "| --- | --- | --- | --- |"]
    for one in rules():
        severity = one.severity.name if one.default else f"{one.severity.name}, opt-in"
        lines.append(f"| {one.family} | `{one.name}` | {severity} | {one.summary} |")
    golden(README, text[:start] + "\n".join([*lines, ""]) + text[end:])


def _fences(language: str) -> list[str]:
    return [text for found, text in FENCES if found == language]


def test_every_example_is_of_a_language_that_is_tried() -> None:
    assert {language for language, _ in FENCES} <= {"console", "text", "sh", "python", "markdown", "toml", "yaml"}


def test_consoles_print_what_is_shown(scratch: Path, golden: Callable[[Path, str], None]) -> None:
    text = README.read_text("utf-8")
    for block in _fences("console"):
        commands = re.findall(r"^\$ (.*)$", block, re.M)
        if len(commands) == 1:
            continue  # its output is the block after it
        shown = ""
        for command in commands:
            done = _run(command, scratch)
            shown += f"$ {command}\n{done.stderr}{done.stdout}"
        text = text.replace(block, shown)
    golden(README, text)


@pytest.mark.parametrize("code", _fences("python"))
def test_python_prints_what_its_comments_say(code: str, scratch: Path) -> None:
    said = re.findall(r"print\(.*\)  # (.*)$", code, re.M)
    assert said
    path = os.pathsep.join([str(ROOT), str(ROOT / "checks" / "alias")])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=scratch, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout.splitlines(), done.stderr) == (said, "")


@pytest.mark.parametrize("text", _fences("markdown"))
def test_comments_silence_what_they_stand_for(text: str, scratch: Path) -> None:
    (scratch / "story.md").write_text(text)
    done = factlint(
        *["check", "story.md", "--isolated", "--output-format", "json", "--fail-on", "note"], folder=scratch
    )
    report = json.loads(done.stdout)
    assert (done.returncode, report["findings"], report["summary"]["suppressed"]) == (0, [], 1)
    (scratch / "story.md").write_text(text.split("-->", 1)[1])
    assert factlint("check", "story.md", "--isolated", folder=scratch).returncode == 1


def test_forms_of_comments_are_those_there_are(scratch: Path) -> None:
    forms = re.findall(r"^\| `(factlint-disable[a-z-]*) NAMES` \|", README.read_text("utf-8"), re.M)
    assert len(forms) == 4
    wrong, folder = "The reserve covers 7 square kilometers (4 square miles).", scratch / "forms"
    folder.mkdir()
    for form in forms:
        parts = (wrong, f"<!-- {form} units -->")
        text = " ".join(parts) if form == "factlint-disable-line" else "\n".join(reversed(parts))
        (folder / f"{form}.md").write_text(f"{text}\n")
    done = factlint("check", "forms", "--isolated", "--output-format", "json", "--fail-on", "note", folder=scratch)
    report = json.loads(done.stdout)
    assert (done.returncode, report["findings"], report["summary"]["suppressed"]) == (0, [], 4)


@pytest.mark.parametrize("text", _fences("toml"))
def test_configuration_can_be_read(text: str, scratch: Path) -> None:
    (scratch / "factlint.toml").write_text(text)
    done = factlint("config", folder=scratch)
    assert (done.returncode, done.stderr) == (0, "")
    assert "# from" in done.stdout


@pytest.mark.parametrize("text", _fences("yaml"))
def test_yaml_can_be_read(text: str) -> None:
    assert isinstance(yaml.safe_load(text), dict)


def test_options_are_those_there_are() -> None:
    commands = [cli.factlint, *cli.factlint.commands.values()]
    known = {name for command in commands for one in command.params for name in (*one.opts, *one.secondary_opts)}
    assert set(re.findall(r"`(?:factlint [a-z]+ )?(--[a-z-]+)", README.read_text("utf-8"))) <= {*known, "--help"}


def test_the_formats_of_documents_are_named() -> None:
    (row,) = re.findall(r"^\| `factlint check .*$", README.read_text("utf-8"), re.M)
    assert set(re.findall(r"`(\.\w+)`", row)) == set(read_suffixes())


def test_python_names_are_those_there_are() -> None:
    start, end = _between(README.read_text("utf-8"), "| call | gives |\n", "\n\n")
    calls = re.findall(r"`([a-z_]+)\(([a-z]+)", README.read_text("utf-8")[start:end])
    assert len(calls) == 5
    for name, first in calls:
        assert next(iter(inspect.signature(getattr(checks, name)).parameters)) == first


def test_there_are_two_set_up_commands_of_this_project() -> None:
    start, end = _between(README.read_text("utf-8"), "```sh\n", "```")
    commands = README.read_text("utf-8")[start:end].strip().splitlines()
    assert len(commands) == 2
    install, run = commands[0].rsplit(" && ", 1)
    assert install.startswith("python3 -m venv .venv && .venv/bin/pip install")
    done = _run(run.replace(".venv/bin/factlint", str(FACTLINT)))
    assert done.returncode == 1
    assert "conversion-mismatch" in done.stdout
    extra, test = commands[1].rsplit(" && ", 1)
    assert "'.[test]'" in extra
    assert test == ".venv/bin/pytest -n 2"
    assert "pytest -n 2" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_configuration_is_one(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    start, end = _between(text, "```toml\n", "```")
    (tmp_path / "factlint.toml").write_text(text[start:end])
    read = load(tmp_path, [str(tmp_path / "factlint.toml")])
    assert selected(read)
    assert read.extensions == {".mdx": "markdown"}


def test_every_key_is_listed_once() -> None:
    text = README.read_text("utf-8")
    start, end = _between(text, "<!-- keys -->\n", "<!-- /keys -->")
    rows = [row.split("|")[1] for row in text[start:end].splitlines()[2:]]
    assert sorted(re.findall(r"`([\w-]+)`", " ".join(rows))) == sorted(KEYS)
