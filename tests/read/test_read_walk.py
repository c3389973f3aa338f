"""Walking: what git ignores, what is excluded or hidden is passed over, as by git; what is named is read."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.defaults import EXCLUDED
from checks.read.paths import sources
from checks.read.selection import Patterns, Selection
from checks.read.walk import fits


def plant(root: Path, files: Iterable[str], **written: str) -> None:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    for name, text in written.items():
        (root / name).write_text(text)


def git(root: Path, *arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.split("\0")[:-1]


def ignoring(root: Path, folder: str, *lines: str) -> None:
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / folder / ".gitignore").write_text("\n".join(lines))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository; the tests run inside it."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    return tmp_path


def found(*paths: str, selection: Selection | None = None, force: bool = False) -> list[str]:
    chosen = selection or Selection()
    return [one.name for one in sources(paths, None, lambda _: chosen, force)]


def excluding(folder: Path, *lines: str) -> Selection:
    return Selection((Patterns(str(folder), lines),))


def test_nested_files_of_git_are_respected(here: Path) -> None:
    plant(here, ["a.md", "out/b.md", "docs/c.md", "docs/keep.md", "docs/deep/d.md", "docs/deep/e.txt"])
    ignoring(here, ".", "out/", "/docs/*.md", "!keep.md", "# a comment")
    ignoring(here, "docs/deep", "*.txt")
    assert found(".") == ["a.md", "docs/deep/d.md", "docs/keep.md"]
    assert found("docs") == ["docs/deep/d.md", "docs/keep.md"], "files above the folder count"
    assert found("**/*.md") == ["a.md", "docs/deep/d.md", "docs/keep.md"]
    assert found(".", selection=Selection(gitignore=False)) == [
        "a.md", "docs/c.md", "docs/deep/d.md", "docs/deep/e.txt", "docs/keep.md", "out/b.md"
    ]  # fmt: skip


def test_what_is_named_is_read_though_git_ignores_it(here: Path) -> None:
    plant(here, ["out/b.md", "out/build/c.md", "docs/d.md"])
    ignoring(here, ".", "out", "d.md")
    assert found("out/b.md", "docs/d.md") == ["out/b.md", "docs/d.md"]
    assert found("out") == ["out/b.md"], "a folder that was named is read, but what is excluded in it is not"
    assert found("out/*.md") == ["out/b.md"]


def test_files_above_the_repository_are_not_read(here: Path) -> None:
    plant(here, ["inner/a.md"])
    ignoring(here, ".", "*.md")
    git(here / "inner", "init", "-q")
    assert found("inner") == ["inner/a.md"]


def test_default_exclusions_are_below_what_is_named(here: Path) -> None:
    plant(here, ["a.md", *(f"{name}/x.md" for name in EXCLUDED), "docs/node_modules/y.md"])
    assert found(".") == ["a.md"]
    assert found("node_modules") == ["node_modules/x.md"]
    assert found("node_modules/*.md") == ["node_modules/x.md"]
    assert found("docs/node_modules/y.md") == ["docs/node_modules/y.md"]
    (none,) = sources(["docs"])
    assert (
        none.trouble == "no documents (.txt .md .markdown) in this folder (but 1 that are excluded or ignored by git)"
    )


def test_patterns_are_those_of_git_relative_to_their_folder(here: Path) -> None:
    plant(here, ["a.md", "drafts/b.md", "docs/drafts/c.md", "docs/old.md", "old.md"])
    assert found(".", selection=excluding(here, "/drafts", "old.md", "!/old.md")) == [
        "a.md",
        "docs/drafts/c.md",
        "old.md",
    ]
    assert found(".", selection=excluding(here / "docs", "drafts/")) == ["a.md", "docs/old.md", "old.md"]


def test_force_exclude_reaches_what_is_named(here: Path) -> None:
    plant(here, ["a.md", "node_modules/deep/b.md", "build/c.md"])
    chosen = excluding(here, *EXCLUDED)
    named = ("a.md", "node_modules/deep/b.md", "./build/c.md", "build")
    assert found(*named, selection=chosen) == ["a.md", "node_modules/deep/b.md", "./build/c.md"]
    assert found(*named, selection=chosen, force=True) == ["a.md"]
    assert found("a.md", selection=excluding(here / "elsewhere" / "build", *EXCLUDED), force=True) == ["a.md"]


def test_a_folder_above_the_patterns_excludes_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(here, ["build/project/a.md"])
    monkeypatch.chdir(here / "build" / "project")
    assert found("a.md", selection=excluding(here / "build" / "project", *EXCLUDED), force=True) == ["a.md"]


def test_further_suffixes_are_read_as_what_they_are_said_to_be(here: Path) -> None:
    plant(here, ["a.mdx", "b.RST", "c.md"])
    chosen = Selection(extensions={".mdx": "markdown", ".rst": "text", ".md": "text"})
    kinds = [(one.name, one.kind) for one in sources(["."], None, lambda _: chosen)]
    assert kinds == [("a.mdx", "markdown"), ("b.RST", "text"), ("c.md", "text")]
    assert [one.kind for one in sources(["-"], "x.mdx", lambda _: chosen)] == ["markdown"]


def test_order_is_that_of_the_parts_of_paths(here: Path) -> None:
    plant(here, ["a/z.md", "a.md", "a-b/c.md", "B.md", "a/b/c.md"])
    assert found(".") == [path.as_posix() for path in sorted(Path().rglob("*.md"))]


def test_links_to_folders_are_not_followed(here: Path) -> None:
    plant(here, ["a/b.md"])
    os.symlink("..", here / "a" / "up")
    os.symlink("b.md", here / "a" / "c.md")
    os.symlink("..", here / "a" / "d.md")
    assert found(".") == ["a/b.md"]
    assert found("a/c.md", "a") == ["a/c.md"]


def test_what_is_too_deep_is_trouble_of_that_thing(here: Path) -> None:
    """Deeper than Python calls itself, and than a path may be long."""
    plant(here, ["a.md"])
    try:
        for _ in range(1400):
            os.mkdir("dd")
            os.chdir("dd")
        os.chdir(here)
        (here / "dd" / "dd" / "b.md").write_text("x")
        for path in (".", "**/*.md"):
            listed = sources([path])
            assert [one.name for one in listed if one.trouble is None] == ["a.md", "dd/dd/b.md"]
            assert [one.trouble for one in listed if one.trouble] == ["cannot be read (File name too long)"]
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-rf", "dd"], check=True)


def test_a_folder_of_many_files_is_looked_up_once(here: Path) -> None:
    asked: list[str] = []
    chosen = Selection()

    def selecting(folder: str) -> Selection:
        asked.append(folder)
        return chosen

    (here / "many").mkdir()
    for number in range(500):
        (here / "many" / f"{number}.md").touch()
    assert len(sources(["many"], None, selecting)) == 500
    assert len(asked) < 5


@pytest.mark.parametrize(
    ("path", "pattern", "meant"),
    [
        ("a.md", "*.md", True),
        ("d/a.md", "*.md", False),
        ("d/a.md", "**/*.md", True),
        ("a.md", "**/*.md", True),
        ("d/e/a.md", "d/**", True),
        ("d/e/a.md", "**/e/**/*.md", True),
        ("d/e/a.md", "**/d/*.md", False),
        (".d/a.md", "**/*.md", False),
        (".d/a.md", ".d/*.md", True),
        ("d/.a.md", "d/*", False),
        ("d/[1].md", "d/[[]1].md", True),
    ],
)
def test_globs(path: str, pattern: str, meant: bool) -> None:
    assert fits(path.split("/"), pattern.split("/")) is meant


NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".md")
LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "!", "/", "!/"]),
    st.sampled_from(["a", "b", "a/b", "*", "**/b", "a/**", "?", "[ab]", "*.md", "a.md", "b/*.md", "c/"]),
    st.sampled_from(["", "", "/"]),
    st.sampled_from(["", "", " "]),
)


@pytest.mark.skipif(shutil.which("git") is None, reason="compares with git")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sets(PATHS, min_size=1, max_size=8),
    st.dictionaries(st.sampled_from([".", "a", "a/b", "c"]), st.lists(LINES, min_size=1, max_size=4), min_size=1),
)
def test_what_is_found_is_what_git_would_add(here: Path, paths: set[str], files: dict[str, list[str]]) -> None:
    for entry in here.iterdir():
        if entry.name != ".git":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    plant(here, paths)
    for folder, lines in files.items():
        if (here / folder).is_dir():
            ignoring(here, folder, *lines)
    wanted = [name for name in git(here, "ls-files", "-z", "--others", "--exclude-standard") if name.endswith(".md")]
    assert sorted(found(".")) == (sorted(wanted) or ["."])
