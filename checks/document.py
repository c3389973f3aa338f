"""A document is text with a headline and a date; spans are half-open code-point offsets into its fields."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from checks.appearance import is_odd, seen, unseen
from checks.wrap import unwrapped

FieldName: TypeAlias = Literal["text", "headline"]
Range: TypeAlias = tuple[int, int]
"""A half-open pair of Unicode code-point offsets."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A block of a document's text with its role in the markup.

    `kind` is one of heading, paragraph, item, cell, quote, code, rule. `group` numbers the list or table that the
    zone belongs to (0 for none), `level` is a heading's level, an item's or quote's nesting depth or a cell's column,
    all counted from 1. Every item of a list is one zone of kind item, empty where the item has no text of its own;
    further paragraphs of an item are paragraphs with the list's group. Zones never overlap; a rule (thematic break)
    is always empty.
    """

    kind: str
    start: int
    end: int
    group: int = 0
    level: int = 0


@dataclass(frozen=True)
class SourceMap:
    """Takes offsets in an extracted field back to the original file.

    `segments` are (field offset, original offset) pairs in ascending order: from the first offset on, the field runs
    parallel to the original until the next pair. `ends` gives the original end of each character of the field that is
    written with several in the original (an entity, a line break). Offsets are code points into `original`.
    """

    original: str
    segments: tuple[tuple[int, int], ...] = ((0, 0),)
    ends: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.segments]

    @cached_property
    def _originals(self) -> list[tuple[int, int]]:
        return sorted((original, start) for start, original in self.segments)

    @cached_property
    def _lines(self) -> list[int]:
        """Offsets at which each line of the original begins; CR LF, LF and CR each end a line."""
        starts, at, text = [0], 0, self.original
        while at < len(text):
            newline = text.find("\n", at)
            end = len(text) if newline < 0 else newline
            carriage = text.find("\r", at, end)
            while carriage >= 0:
                if carriage + 1 != newline:
                    starts.append(carriage + 1)
                carriage = text.find("\r", carriage + 1, end)
            if newline < 0:
                break
            starts.append(newline + 1)
            at = newline + 1
        return starts

    def original_offset(self, offset: int) -> int:
        """The offset in the original file of an offset in the field."""
        start, original = self.segments[max(0, bisect_right(self._starts, offset) - 1)]
        return original + offset - start

    def end_offset(self, offset: int) -> int:
        """The original offset just behind the field's character before `offset` (an end is exclusive)."""
        if not offset:
            return self.original_offset(0)
        return self.ends.get(offset - 1) or self.original_offset(offset - 1) + 1

    def field_offset(self, original: int, length: int) -> int:
        """Where an offset of the original stands, or would stand, in a field of that length."""
        number = bisect_right(self._originals, (original, length)) - 1
        at, start = self._originals[number] if number >= 0 else (original, 0)
        return min(start + original - at, length)

    def position(self, original: int) -> tuple[int, int]:
        """1-based line and code-point column of an offset in the original file."""
        line = bisect_right(self._lines, original)
        return line, original - self._lines[line - 1] + 1

    @cached_property
    def _last_line(self) -> dict[int, str]:
        """The line that was asked for last: many findings on a long one cost no copy each."""
        return {}

    def line_text(self, line: int) -> str:
        """The text of a 1-based line of the original, without its line ending."""
        if line not in self._last_line:
            end = self._lines[line] if line < len(self._lines) else len(self.original)
            self._last_line.clear()
            self._last_line[line] = self.original[self._lines[line - 1] : end].rstrip("\r\n")
        return self._last_line[line]


@dataclass(frozen=True)
class Table:
    """A table that a text is held against, as printed. `starts` are the offsets of its cells if it stands in the
    text.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    starts: tuple[tuple[int, ...], ...] = ()


OPENING = 4000
"""Characters at the beginning of a text in which it tells of itself."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text prints about itself at its beginning: its day, and where the place of a dateline stands."""

    day: date | None = None
    place: Range | None = None

    def moved(self, at: Callable[[int], int]) -> Stated:
        """The same in a text in which each offset is another."""
        return self if self.place is None else Stated(self.day, (at(self.place[0]), at(self.place[1])))


class OwnDate(NamedTuple):
    """The day of a text; `stated` where the text or its editor gives it, not where only a corpus or a web page does.

    `neighbour` is the day that it may be instead where its author lives (`Document.neighbour`).
    """

    day: date
    stated: bool
    neighbour: date | None = None


_GIVEN = frozenset(("option", "front matter"))
"""Where an editor gives the date of a text, whatever the text prints."""

UNREADABLE = "unreadable"
"""The rule that tells of what could not be read."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reader has to say of a document: a rule of the family `reading`, a message, and where it stands.

    `span` are offsets into the original of the document's text. What has no text has a `line` of its file or a `row` of
    its corpus (both from 1), or concerns the whole.
    """

    rule: str
    message: str
    span: Range | None = None
    line: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class Document:
    """One text to be checked.

    `name` is the path as given, `-` for standard input, or a corpus row's id. `headline` is a separate headline
    (front matter title, corpus column); a headline that is part of `text` is marked by a heading zone instead.
    `masked` are ranges of `text` that are not language (URLs, code): they are never scanned. `maps` holds a source
    map for each field whose offsets differ from the original file's; a field without one is its own original.
    `stated` is what the text prints about itself, null for a document that no reader has read.
    `neighbour` is the day beside `published` that the clock of its stamp may mean in the zone of the author.
    `notices` is what the reader has to say of it.
    """

    name: str
    text: str
    headline: str | None = None
    published: date | None = None
    published_from: str | None = None
    masked: tuple[Range, ...] = ()
    zones: tuple[Zone, ...] = ()
    maps: Mapping[str, SourceMap] = field(default_factory=dict)
    stated: Stated | None = None
    tables: tuple[Table, ...] = ()
    neighbour: date | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether there is a text; what could not be read is an empty document with a notice that says why."""
        return not any(notice.rule == UNREADABLE for notice in self.notices)

    @property
    def own_date(self) -> OwnDate | None:
        """The day that the text prints about itself, unless its editor gives another; else the one known of it."""
        if self.published is not None and self.published_from in _GIVEN:
            return OwnDate(self.published, True, self.neighbour)
        if self.stated is not None and self.stated.day is not None:
            return OwnDate(self.stated.day, True)
        return None if self.published is None else OwnDate(self.published, False)

    @cached_property
    def own_tables(self) -> tuple[Table, ...]:
        """The tables that stand in the text: cells on one line are a row, the first row is the header."""
        cells = [zone for zone in self.zones if zone.kind == "cell"]
        return tuple(self._table(group, cells) for group in dict.fromkeys(zone.group for zone in cells))

    def _table(self, group: int, cells: Sequence[Zone]) -> Table:
        """A table of the text, without the rows that are not as long as its header."""
        lines: dict[int, list[tuple[int, str]]] = {}
        for zone in cells:
            if zone.group == group:
                line = self.text.count("\n", 0, zone.start)
                lines.setdefault(line, []).append((zone.start, self.text[zone.start : zone.end]))
        header, *rows = lines.values()
        whole = [row for row in rows if len(row) == len(header)]
        return Table(
            "the text's own table",
            tuple(text for _, text in header),
            tuple(tuple(text for _, text in row) for row in whole),
            tuple(tuple(start for start, _ in row) for row in whole),
        )

    def content(self, name: str) -> str:
        """The string of a field."""
        return self.text if name == "text" else self.headline or ""

    def running(self, name: str) -> str:
        """The string of a field with a space for each line break of a wrapped paragraph, as long as it is printed.

        Text that was extracted from markup has line breaks only where a block ends.
        """
        return self._running if name == "text" else self.headline or ""

    @cached_property
    def _running(self) -> str:
        return self.text if "text" in self.maps else unwrapped(self.text)

    def source(self, name: str) -> SourceMap:
        """The source map of a field; the identity where the field is its own original."""
        return self.maps.get(name) or SourceMap(self.content(name))

    @cached_property
    def seen(self) -> Document:
        """The document as it looks, with offsets of its own; itself where nothing looks like something else.

        Its maps say only which of its fields came from markup.
        """
        if not is_odd(self.text) and not is_odd(self.headline or ""):
            return self
        headline = None if self.headline is None else seen(self.headline)
        looks = replace(self, text=seen(self.text), headline=headline)
        return looks._moved(self._unseen) if self._unseen else looks

    def unseen(self, name: str) -> list[int]:
        """The offsets of the characters of a field that `seen` leaves out, ascending."""
        if self.seen is self:
            return []
        return self._unseen if name == "text" else unseen(self.headline or "")

    @cached_property
    def _unseen(self) -> list[int]:
        return unseen(self.text)

    def _moved(self, hidden: Sequence[int]) -> Document:
        """The same with offsets into its text as they are without the hidden characters."""

        def at(offset: int) -> int:
            return offset - bisect_left(hidden, offset)

        return replace(
            self,
            masked=tuple((at(start), at(end)) for start, end in self.masked),
            zones=tuple(replace(zone, start=at(zone.start), end=at(zone.end)) for zone in self.zones),
            stated=self.stated and self.stated.moved(at),
            tables=tuple(
                replace(table, starts=tuple(tuple(map(at, row)) for row in table.starts)) for table in self.tables
            ),
        )


def unreadable(name: str, why: str, line: int | None = None, row: int | None = None) -> Document:
    """What stands for a document, or a row of a corpus, that could not be read, so that all others are judged."""
    return Document(name, "", notices=(Notice(UNREADABLE, why, line=line, row=row),))
