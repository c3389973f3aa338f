"""Law of wrapping: lines are a matter of print, so that a text wrapped to any width has the same findings."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

import checks
from checks.document import Document
from checks.read import from_text

SEEDS = sorted(path for path in (Path(__file__).parents[2] / "seeds").iterdir() if path.suffix in (".md", ".txt"))


def _story(path: Path) -> Document:
    """A seed as plain text, one line a paragraph."""
    seed = from_text(path.read_text("utf-8"), name=path.name, kind="markdown" if path.suffix == ".md" else "text")
    return Document(seed.name, seed.running("text"), published=seed.published, published_from=seed.published_from)


def _findings(paragraphs: list[str], story: Document, ending: str) -> list[tuple[str, ...]]:
    text = (ending * 2).join(paragraphs)
    document = Document(story.name, text, published=story.published, published_from=story.published_from)
    found = checks.check(document).findings
    return [(one.rule, *(" ".join(span.text.split()) for span in one.spans)) for one in found]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [56, 64, 72, 80, 100])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_wrapping_changes_no_finding(path: Path, width: int, ending: str) -> None:
    story = _story(path)
    paragraphs = story.text.split("\n")
    wrapped = [
        ending.join(textwrap.wrap(one, width, break_long_words=False, break_on_hyphens=False)) for one in paragraphs
    ]
    assert _findings(wrapped, story, ending) == _findings(paragraphs, story, ending)
