"""The pre-commit hook and the GitHub Action: what they run finds what the command finds."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
FOUND = ROOT / "seeds" / "palmyra.md"
CLEAN = ROOT / "seeds" / "fuji.txt"


def _environment(**more: str) -> dict[str, str]:
    """The environment of the tests, with the command of this interpreter first on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return {**os.environ, "PATH": path, **more}


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return dict(hook)


def test_the_hook_fails_on_a_contradiction_and_passes_without() -> None:
    entry = shlex.split(_hook()["entry"])
    statuses = [
        subprocess.run([*entry, str(path)], env=_environment(), capture_output=True, check=False).returncode
        for path in (FOUND, CLEAN)
    ]
    assert statuses == [1, 0]


def test_the_hook_is_given_the_files_that_are_read() -> None:
    hook = _hook()
    assert (hook["id"], hook["language"], hook["types_or"]) == ("factlint", "python", ["markdown", "plain-text"])


def test_the_action_annotates_what_it_finds(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    install, check = action["runs"]["steps"]
    assert "$GITHUB_ACTION_PATH" in install["run"]
    assert {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]} == set(check["env"].values())
    summary = tmp_path / "summary.md"
    environment = _environment(PATHS=f"{FOUND} {CLEAN}", OPTIONS="--fail-on warning", GITHUB_STEP_SUMMARY=str(summary))
    done = subprocess.run(
        [check["shell"], "-c", check["run"]], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error title=factlint conversion-mismatch,file=")
    assert "palmyra.md,line=19" in done.stdout
    assert "::warning" in done.stdout
    assert "palmyra.md" in summary.read_text("utf-8")
