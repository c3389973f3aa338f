"""The pre-commit hook and the GitHub Action: what they run finds what the command finds."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from commands import Done, factlint

from checks.read.formats import formats

ROOT = Path(__file__).parent.parent
FOUND = ROOT / "seeds" / "palmyra.md"
CLEAN = ROOT / "seeds" / "fuji.txt"
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")
CONVERSION = "conversion-mismatch"


def _environment(**more: str) -> dict[str, str]:
    """The environment of the tests, with the command of this interpreter first on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return {**os.environ, "PATH": path, **more}


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return dict(hook)


WRONG = "It has 7 square kilometers (4 square miles).\n"
FILES = {
    "LICENSE": "Permission is granted.\n",
    "README": WRONG,
    "guide.md": WRONG,
    "a b.md": WRONG,
    "-q.txt": WRONG,
    "right.TXT": "It has 7 square kilometers (2.7 square miles).\n",
    "node_modules/pack/read me.md": WRONG,
    "docs/factlint.toml": "[severity]\nconversion-mismatch = 'warning'\n",
    "docs/inner.md": WRONG,
    "docs/drafts/factlint.toml": "ignore = ['units']\n",
    "docs/drafts/draft.md": WRONG,
    "script.py": "pass\n",
}
BLAMED = ["-q.txt", "a b.md", "docs/inner.md", "guide.md"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository as there are many: files without a suffix, code of others that is tracked, nested configuration."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def _tracked(repository: Path) -> list[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, text=True, check=True)
    return done.stdout.split("\0")[:-1]


def _run(command: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=_environment(**more), capture_output=True, text=True, check=False)


def test_the_hook_is_given_the_files_that_are_read(repository: Path) -> None:
    """By suffix: pre-commit takes LICENSE and README for plain text."""
    chosen = [name for name in _tracked(repository) if re.search(_hook()["files"], name)]
    assert sorted({*FILES} - {*chosen}) == [
        "LICENSE",
        "README",
        "docs/drafts/factlint.toml",
        "docs/factlint.toml",
        "script.py",
    ]
    assert "types_or" not in _hook()
    named = re.fullmatch(r"\(\?i\)\\\.\(([a-z|]+)\)\$", _hook()["files"])
    assert named
    documents = [suffix for one in formats().values() if not one.is_corpus for suffix in one.suffixes]
    assert sorted(f".{name}" for name in named[1].split("|")) == sorted(documents)


@pytest.mark.parametrize(
    "order", [sorted, lambda names: sorted(names, reverse=True), lambda names: sorted(names, key=len)]
)
def test_the_hook_works_in_any_repository(repository: Path, order: Callable[[Iterable[str]], list[str]]) -> None:
    hook = _hook()
    chosen = order(name for name in _tracked(repository) if re.search(hook["files"], name))
    command = [*shlex.split(hook["entry"]), "--output-format", "concise", *hook["args"], *chosen]
    done = _done(command, repository)
    assert (done.returncode, done.stderr) == (1, "")
    blamed = [line.split(":")[0] for line in done.stdout.splitlines() if CONVERSION in line]
    assert blamed == [name for name in chosen if name in BLAMED]
    assert "docs/inner.md:1:8: warning" in done.stdout


def test_the_hook_passes_where_nothing_is_wrong(repository: Path) -> None:
    hook = _hook()
    for names in (["right.TXT"], ["node_modules/pack/read me.md"], ["docs/drafts/draft.md", "docs/inner.md"]):
        done = _done([*shlex.split(hook["entry"]), *hook["args"], *names], repository)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_hook_is_a_command_that_is_installed(repository: Path) -> None:
    hook = _hook()
    done = _run([*shlex.split(hook["entry"]), *hook["args"], "docs/inner.md", "guide.md"], repository)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count(CONVERSION) == 2


def _action() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    install, check = action["runs"]["steps"]
    return action["inputs"], install, check


def _done(command: list[str], folder: Path) -> Done:
    """What a command of factlint does in a folder; that it is installed, others test."""
    program, *arguments = command
    assert program == "factlint"
    return factlint(*arguments, folder=folder)


RECORDS = """#!/bin/sh
printf '%s\\0' "$@" > "$RECORD"
"""


def _acted(folder: Path, paths: str, options: str) -> Done:
    """What the action does: what its shell asks of the command, and what the command answers."""
    with TemporaryDirectory() as apart:
        recorder, record = Path(apart) / "factlint", Path(apart) / "record"
        recorder.write_text(RECORDS)
        recorder.chmod(0o755)
        path = os.pathsep.join((apart, os.environ["PATH"]))
        done = _shell(folder, paths, options, PATH=path, RECORD=str(record))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        return factlint(*record.read_text().split("\0")[:-1], folder=folder)


def _shell(folder: Path, paths: str, options: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The action in the shell that GitHub gives it."""
    _, _, check = _action()
    command = [check["shell"], "--noprofile", "--norc", "-eo", "pipefail", "-c", check["run"]]
    return _run(command, folder, PATHS=paths, OPTIONS=options, **more)


def test_the_action_annotates_what_it_finds(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    done = _shell(ROOT, f"{FOUND}\n{CLEAN}\n", "--fail-on warning", GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error title=factlint conversion-mismatch,file=")
    assert "palmyra.md,line=19" in done.stdout
    assert "::warning" in done.stdout
    assert "palmyra.md" in summary.read_text("utf-8")


@pytest.mark.parametrize(
    ("paths", "blamed"),
    [
        (".", BLAMED),
        ("\n".join(reversed(BLAMED)), list(reversed(BLAMED))),
        ("docs\n\na b.md", ["docs/inner.md", "a b.md"]),
        ("*.md\n-q.txt\n", ["a b.md", "guide.md", "-q.txt"]),
    ],
)
def test_the_action_works_in_any_repository(repository: Path, paths: str, blamed: list[str]) -> None:
    done = _acted(repository, paths, "--fail-on warning")
    assert (done.returncode, done.stderr) == (1, "")
    found = re.findall(r"^::(?:error|warning) .*?file=(.*?),line=1", done.stdout, re.MULTILINE)
    assert sorted(found) == sorted(blamed)


def test_no_path_of_the_action_is_an_option(repository: Path) -> None:
    assert _acted(repository, "--exit-zero\nguide.md", "").returncode == 2, "there is no such file"


def test_the_action_installs_what_is_pinned() -> None:
    inputs, install, check = _action()
    words = shlex.split(install["run"])
    assert words[words.index("--constraint") + 1] == "$GITHUB_ACTION_PATH/constraints.txt"
    assert words[-1] == "$GITHUB_ACTION_PATH"
    assert {f"${{{{ inputs.{name} }}}}" for name in inputs} == set(check["env"].values())
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in CONSTRAINTS.splitlines() if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split("[<>=]", one)[0].lower().replace("_", "-") for one in project["dependencies"]}
    assert needed <= pinned


def test_what_readme_shows_is_to_be_copied(repository: Path) -> None:
    """Both snippets name what is there, in the version that is current, and what they ask for runs."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    hooks, workflow = map(yaml.safe_load, blocks)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    (source,) = hooks["repos"]
    (used,) = source["hooks"]
    assert (source["rev"], used["id"]) == (f"v{version}", _hook()["id"])
    done = _done([*shlex.split(_hook()["entry"]), *used["args"], "right.TXT", "docs/inner.md"], repository)
    assert done.returncode == 1, "a warning fails"
    step = workflow["jobs"]["facts"]["steps"][-1]
    assert step["uses"].endswith(f"/factlint@v{version}")
    assert set(step["with"]) <= set(_action()[0])
    (repository / "README.md").write_text(FILES["right.TXT"])
    done = _acted(repository, step["with"]["paths"], step["with"]["options"])
    assert (done.returncode, done.stderr) == (1, "")
    assert "file=docs/inner.md" in done.stdout


def test_the_lowest_versions_are_those_of_the_project() -> None:
    """CI installs them, so that a bound that is too low is seen."""
    done = _run([sys.executable, ".ci/lowest.py"], ROOT)
    assert done.returncode == 0, done.stderr
    lowest = dict(line.split("==") for line in done.stdout.splitlines())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert len(lowest) == len({*project["dependencies"], *project["optional-dependencies"]["test"]})
    assert all(f"{name}>={version}" in str(project) for name, version in lowest.items())
    assert "again lowest" in (ROOT / ".ci" / "run").read_text("utf-8")
