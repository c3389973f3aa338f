"""Text that is put together from pieces of a source, with its zones and its source map."""

from __future__ import annotations

from dataclasses import dataclass, field

from checks.document import Range, SourceMap, Zone

ALWAYS = ("item", "cell")
"""Kinds of block that count even without a text of their own."""


@dataclass
class Rendering:
    """The text so far. Blocks never touch: `begin` puts a gap before each, so that no sentence crosses them."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    segments: list[tuple[int, int]] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    zones: list[Zone] = field(default_factory=list)
    masked: list[Range] = field(default_factory=list)
    _block: Zone | None = None
    _gap: str = ""
    _delta: int | None = None

    @property
    def block(self) -> Zone | None:
        """The open block; its end is not yet known. None between blocks."""
        return self._block

    @property
    def is_empty(self) -> bool:
        """Whether the open block has no text yet."""
        return self._block is not None and self._block.start == self.length

    def begin(self, kind: str, group: int = 0, level: int = 0, gap: str = "\n\n") -> None:
        """Open a block, closing the last one; the gap is put only if text follows, or if the block always counts."""
        self.finish()
        self._gap = gap if self.length else ""
        if kind in ALWAYS:
            self._put_gap()
        self._block = Zone(kind, self.length, self.length, group, level)

    def finish(self) -> None:
        """Close the open block; one without text leaves no trace, unless it always counts."""
        block, self._block, self._gap = self._block, None, ""
        if block is not None and (self.length > block.start or block.kind in ALWAYS):
            self.zones.append(Zone(block.kind, block.start, self.length, block.group, block.level))

    def rule(self) -> None:
        """A thematic break: an empty zone."""
        self.finish()
        self.zones.append(Zone("rule", self.length, self.length))

    def put(self, text: str, at: int) -> None:
        """Text that stands in the source from `at` on, character for character."""
        self._open()
        if self._delta != at - self.length:
            self._delta = at - self.length
            self.segments.append((self.length, at))
        self.parts.append(text)
        self.length += len(text)

    def put_for(self, text: str, start: int, end: int) -> None:
        """Text whose every character stands for the source from `start` to `end` as a whole (entity, line break)."""
        for char in text:
            self.put(char, start)
            if end > start + 1:
                self.ends[self.length - 1] = end

    def mask(self, start: int) -> None:
        """What was put into the open block from `start` on is not language."""
        self.masked.append((max(start, self._block.start) if self._block else start, self.length))

    def drop_last_newline(self) -> None:
        """Take back the line ending that closes a block of code."""
        if not self.is_empty and self.parts[-1].endswith("\n"):
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1

    def source_map(self, original: str) -> SourceMap:
        """The map of the finished text."""
        return SourceMap(original, tuple(self.segments) or ((0, 0),), self.ends)

    def _open(self) -> None:
        if self._block is None:
            self.begin("paragraph")
        if self._gap and self._block is not None:
            self._put_gap()
            self._block = Zone(self._block.kind, self.length, self.length, self._block.group, self._block.level)

    def _put_gap(self) -> None:
        self.parts.append(self._gap)
        self.length += len(self._gap)
        self._gap = ""
