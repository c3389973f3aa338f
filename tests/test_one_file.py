"""A rule on a frame that is there, a unit, a format of documents and one of reports cost one file or row each.

Shown in a copy of the package, by the command as a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parent.parent
RULE = '''"""See `part_is_whole`."""

import polars as pl

from checks.rule import rule


@rule(
    severity="note",
    roles=("part", "whole"),
    says="{part} are all of {whole}",
    bad=("Of {40 miners}, {40} were rescued.",),
    good=("Of 40 miners, 39 were rescued.",),
)
def part_is_whole(parts: pl.LazyFrame) -> pl.LazyFrame:
    """A part is as large as the whole it belongs to.

    Why: a part is less than its whole.
    Tolerance: none.
    Silent when: either figure is hedged.
    Source: Euclid, Elements, book 1, common notion 5.
    """
    same = pl.col("part_low") >= pl.col("whole_high")
    return parts.select("document", "part", "whole", holds=pl.when("comparable").then(~same))
'''
UNIT = 'smoot,length,1.7018,0,,,"MIT News, 2005",364 smoots,,customary\n'
TEXT = '''"""Shouted text, in which a line break is a slash."""

SUFFIXES = (".shout",)


def from_text(name, text, dated):
    """A document in which all is said in a calm voice."""
    from checks.read.text import plain

    return plain(name, text.lower().replace("/", "\\n"), dated=dated)
'''
BYTES = '''"""Texts that zlib has made small."""

SUFFIXES = (".zz",)


def from_bytes(name, content, dated):
    """The document of what was made small."""
    import zlib

    from checks.read.error import ReadError
    from checks.read.text import plain

    try:
        return plain(name, zlib.decompress(content).decode(), dated=dated)
    except zlib.error as error:
        raise ReadError(f"not made by zlib ({error})", name) from None
'''
REPORT = '''"""The names of the rules that were broken, and nothing else."""


def render(batches, presentation):
    """One name a line."""
    for judged in batches:
        yield from (f"{finding.document} {finding.rule}\\n" for finding in judged.report.findings)
'''
FILES = {
    "rules/numbers/part_is_whole.py": RULE,
    "read/formats/shout.py": TEXT,
    "read/formats/small.py": BYTES,
    "report/findings/names.py": REPORT,
}
COMMANDS = {
    "help": ["check", "--help"],
    "rules": ["rule"],
    "page": ["rule", "part-is-whole"],
    "check": ["check", ".", "--output-format", "names"],
    "named": ["check", "story.txt", "--select", "part-is-whole", "--output-format", "concise"],
    "facts": ["facts", "story.txt", "--output-format", "json-lines"],
    "fix": ["check", "lake.zz", "--fix", "--output-format", "names"],
}
PROGRAM = """
import json, sys
from checks import cli
from commands import factlint
assert cli.__file__.startswith(sys.argv[1]), cli.__file__
done = {name: factlint(*arguments) for name, arguments in json.loads(sys.argv[2]).items()}
print(json.dumps({name: [one.returncode, one.stdout + one.stderr] for name, one in done.items()}))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """The status and the output of each command of a package that has grown."""
    import os
    import zlib

    source, folder = tmp_path_factory.mktemp("grown"), tmp_path_factory.mktemp("texts")
    copytree(ROOT / "checks", source / "checks", ignore=ignore_patterns("__pycache__"))
    for name, text in FILES.items():
        assert not (source / "checks" / name).exists()
        (source / "checks" / name).write_text(text, "utf-8")
    with (source / "checks" / "lexicon" / "units.csv").open("a", encoding="utf-8") as units:
        units.write(UNIT)
    wrong = "The lake has 7 square kilometers (4 square miles)."
    (folder / "story.txt").write_text("Of 40 miners, 40 were rescued. The bridge is 364 smoots (6,200 metres) long.\n")
    (folder / "lake.shout").write_text(f"THE LAKE/{wrong.upper()}")
    (folder / "lake.zz").write_bytes(zlib.compress(wrong.encode()))
    (folder / "broken.zz").write_bytes(b"no")
    path = os.pathsep.join([str(source), str(ROOT / "tests")])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(source), json.dumps(COMMANDS)],
        cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return {name: (status, text) for name, (status, text) in json.loads(done.stdout).items()}


def test_help_lists_them(said: dict[str, tuple[int, str]]) -> None:
    shown = " ".join(said["help"][1].split())
    assert "Documents are .txt .md .markdown .shout .zz; a corpus is" in shown
    assert " names, sarif, text." in shown
    assert "part-is-whole" in said["rules"][1]
    assert "A part is as large as the whole" in said["page"][1]


def test_the_rule_is_run_with_the_others_and_alone(said: dict[str, tuple[int, str]]) -> None:
    assert "story.txt part-is-whole\n" in said["check"][1]
    assert said["named"] == (0, "story.txt:1:15: note part-is-whole 40 are all of 40 miners\n")


def test_the_unit_is_read_and_converted(said: dict[str, tuple[int, str]]) -> None:
    facts = [json.loads(line) for line in said["facts"][1].splitlines()]
    assert ("364 smoots", "smoot", "length") in [(one["text"], one.get("unit"), one.get("dimension")) for one in facts]
    assert "story.txt conversion-mismatch\n" in said["check"][1]


def test_documents_of_the_formats_are_found_and_what_is_none_is_trouble(
    said: dict[str, tuple[int, str]],
) -> None:
    status, shown = said["check"]
    assert status == 2
    assert [line for line in shown.splitlines() if not line.startswith("story")] == [
        "broken.zz unreadable",
        "lake.shout conversion-mismatch",
        "lake.zz conversion-mismatch",
    ]
    assert said["fix"] == (1, "lake.zz conversion-mismatch\n"), "what is no text is not rewritten"
