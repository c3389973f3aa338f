"""Plain text: its headline, its date, and what in it is not language."""

from __future__ import annotations

from collections.abc import Iterator

from checks.document import Document, Range, Zone
from checks.read.dateline import Dated, opening, opening_lines
from checks.read.mask import ranges

LONGEST_HEADLINE = 300


def plain(name: str, text: str, headline: str | None = None, dated: Dated | None = None) -> Document:
    """A document of plain text. A date given (`dated`) goes before one that is printed in the text.

    The text is kept character for character, carriage returns too, so that it is its own original.
    """
    lines = opening_lines(text)
    place, printed = opening(text, lines)
    published, published_from = dated or printed or (None, None)
    return Document(
        name=name,
        text=text,
        headline=headline,
        published=published,
        published_from=published_from,
        masked=ranges(text),
        zones=tuple(Zone("heading", start, end, level=1) for start, end in _headlines(lines, headline)),
        dateline=place,
    )


def _headlines(lines: list[tuple[int, str]], headline: str | None) -> Iterator[Range]:
    """The first line and its repetition among the first lines, as in wire copy; or the headline's own repetition."""
    if not lines:
        return
    title = (headline or lines[0][1]).strip()
    same = [start for start, line in lines if len(line) == len(title) and line.casefold() == title.casefold()]
    if len(title) <= LONGEST_HEADLINE and len(lines) > len(same) > (0 if headline else 1):
        yield from ((start, start + len(title)) for start in same)
