"""What README says is true: its commands run, its outputs are what is printed today, its table is that of the rules."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.rule import rules

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
FACTLINT = Path(sys.executable).parent / "factlint"


def _between(text: str, start: str, end: str) -> tuple[int, int]:
    begin = text.index(start) + len(start)
    return begin, text.index(end, begin)


def _run(command: str) -> subprocess.CompletedProcess[str]:
    path = f"{FACTLINT.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


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


def test_the_python_example_is_true(capsys: pytest.CaptureFixture[str]) -> None:
    text = README.read_text("utf-8")
    start, end = _between(text, "```python\n", "```")
    exec(compile(text[start:end], "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() == text[start:end].rsplit("# ", 1)[1].strip()


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
