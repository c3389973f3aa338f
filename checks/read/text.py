"""Plain text: its headline, its date, and what in it is not language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.document import Document, Range, Zone
from checks.read.language import language_notices
from checks.read.mask import ranges
from checks.read.opening import Dated, opening, opening_lines, stated
from checks.regex import lazy

LONGEST_HEADLINE = 300


def plain(name: str, text: str, headline: str | None = None, dated: Dated | None = None) -> Document:
    """A document of plain text. A date given (`dated`) goes before one that is printed in the text.

    The text is kept character for character, carriage returns too, so that it is its own original.
    """
    lines = opening_lines(text)
    found = opening(text, lines)
    published, published_from = dated or found.dated or (None, None)
    masked = ranges(text)
    zones = (*(Zone("heading", start, end, level=1) for start, end in _headlines(lines, headline)), *_lists(text))
    return Document(
        name=name,
        text=text,
        headline=headline,
        published=published,
        published_from=published_from,
        masked=masked,
        zones=zones,
        stated=stated(text, found, published),
        notices=language_notices(text, zones, masked),
    )


_FIRST_ITEM = lazy(r"\n(?:[-*•–]|\(?1[.)]) ")
_ITEM = lazy(r"^[ \t]{0,3}(?:[-*•–]|\(?(?P<number>\d{1,2})[.)])[ \t]+(?=\S)[^\n]*", re.M)
_LONGEST_INTRODUCTION = 400


def _lists(text: str) -> Iterator[Zone]:
    """Lists with a mark before each item, and the line that introduces each; a line that goes on indented belongs to
    its item. A number that was there before begins another list.
    """
    if not _FIRST_ITEM.search(text):
        return
    items = list(_ITEM.finditer(text))
    group = 0
    numbered: dict[int, int] = {}
    for number, item in enumerate(items):
        gap = text[items[number - 1].end() : item.start()] if number else text[: item.start()]
        indent = len(item[0]) - len(item[0].lstrip())
        level = 2 if indent > 1 else 1
        if not number or not _same_list(gap) or int(item["number"] or 0) < numbered.get(level, 0):
            group += 1
            numbered.clear()
            yield from _introduction(text, item.start())
        numbered[level] = int(item["number"] or -1) + 1
        yield Zone("item", item.start(), item.start() + len(item[0].rstrip()), group, level)


def _introduction(text: str, at: int) -> Iterator[Zone]:
    """The line before a list that begins at an offset."""
    start = max(0, at - _LONGEST_INTRODUCTION)
    before = text[start:at].rstrip()
    if before:
        line = before.rfind("\n") + 1
        indent = len(before) - line - len(before[line:].lstrip())
        yield Zone("paragraph", start + line + indent, start + len(before))


def _same_list(gap: str) -> bool:
    """Whether what stands between two items leaves them in one list: a blank line, or lines that go on indented."""
    return all(not line.strip() or line[:1] in " \t" for line in gap.splitlines()[1:])


def _headlines(lines: list[tuple[int, str]], headline: str | None) -> Iterator[Range]:
    """The first line and its repetition among the first lines, as in wire copy; or the headline's own repetition."""
    if not lines:
        return
    title = (headline or lines[0][1]).strip()
    same = [start for start, line in lines if len(line) == len(title) and line.casefold() == title.casefold()]
    if len(title) <= LONGEST_HEADLINE and len(lines) > len(same) > (0 if headline else 1):
        yield from ((start, start + len(title)) for start in same)
