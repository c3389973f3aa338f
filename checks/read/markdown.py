"""Markdown to text: what a reader of the page sees as language, and for each character where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from checks.document import Document
from checks.read.align import CODE, aligned
from checks.read.frontmatter import front_matter
from checks.read.language import language_notices
from checks.read.mask import ranges
from checks.read.opening import Dated, opening, opening_lines, stated
from checks.read.rendering import Rendering
from checks.regex import lazy

FILLER = "\ufdd0"
"""Takes the place of each character of an MDX comment while Markdown is parsed; a noncharacter, so no text has it."""

_CONTINUATION = bytes(range(0x80, 0xC0))
_NO_TAG = lazy(r"<(?:[A-Z]{2,} ){0,4}(?:TB[CD]|TK)>")
_LINE_BREAK_TAG = lazy(r"<br\s*/?>", re.IGNORECASE)
_TAG = lazy(r"<(/?)(sup|del|s|strike)\b", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def markdown(name: str, original: str, dated: Dated | None = None) -> Document:
    """A document of a Markdown file.

    A date given (`dated`) goes before the front matter's, and that before one printed in the text. Emphasis, links,
    entities and escapes become plain text; code, raw HTML and struck-out text are kept but masked; link targets,
    alternative texts, comments and footnote marks are left out.
    """
    front = front_matter(original)
    rendering = _Walk(original, _without_mdx_comments(original), front.body).rendering()
    text = "".join(rendering.parts)
    found = opening(text, opening_lines(text))
    given = (front.published.day, "front matter") if front.published else None
    published, published_from = dated or given or found.dated or (None, None)
    masked = ranges(text, rendering.masked)
    maps = {"text": rendering.source_map(original)}
    return Document(
        name=name,
        text=text,
        headline=front.title,
        published=published,
        published_from=published_from,
        masked=masked,
        zones=tuple(rendering.zones),
        maps={**maps, "headline": front.title_map} if front.title_map else maps,
        stated=stated(text, found, published),
        neighbour=front.published.neighbour if front.published and not dated else None,
        notices=(*front.notices, *language_notices(text, rendering.zones, masked)),
    )


@dataclass
class _Walk:
    """One pass over the parser's events.

    `source` is the file with its MDX comments filled, `body` the offset in it where Markdown begins. In code there
    are none: what stands there is taken from the `original`.
    """

    original: str
    source: str
    body: int
    out: Rendering = field(default_factory=Rendering)
    groups: int = 0
    lists: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    quotes: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    images: int = 0
    html: list[tuple[str, int]] = field(default_factory=list)
    superscript: bool = False
    struck: list[int] = field(default_factory=list)
    links: list[tuple[bool, int]] = field(default_factory=list)

    def rendering(self) -> Rendering:
        """Walk over all events."""
        for name, tag, value, start, end in _events(self.source[self.body :], self.body):
            if tag:
                handle = (_STARTS if name == "Start" else _ENDS).get(tag)
                if handle:
                    handle(self, value)
            elif not self.images or name in ("Html", "Rule"):
                _INLINES[name](self, value, start, end)
        self.out.finish()
        return self.out

    # Blocks

    def paragraph(self, _: object = None) -> None:
        """A paragraph; the first one of an item is the item's own text."""
        if self.out.is_empty and self.out.block and self.out.block.kind == "item":
            return
        if self.quotes:
            self._begin("quote", self._group, self.quotes)
        else:
            self._begin("paragraph", self._group, len(self.lists))

    def heading(self, data: dict[str, Any]) -> None:
        """A heading of level 1 to 6."""
        self._begin("heading", level=int(data["level"][1:]))

    def list_start(self, _: object) -> None:
        """A list; each has a number of its own."""
        self.out.finish()
        self.groups += 1
        self.lists.append(self.groups)
        self.items.append(0)

    def list_end(self, _: object) -> None:
        """The end of a list."""
        self.out.finish()
        self.lists.pop()
        self.items.pop()

    def item(self, _: object) -> None:
        """An item stands on a line of its own, set off from what comes before the outermost list."""
        self.items[-1] += 1
        is_first = len(self.lists) == 1 and self.items[-1] == 1
        self._begin("item", self.lists[-1], len(self.lists), "\n\n" if is_first else "\n")

    def quote_start(self, _: object) -> None:
        """A block quote."""
        self.out.finish()
        self.quotes += 1

    def quote_end(self, _: object) -> None:
        """The end of a block quote."""
        self.out.finish()
        self.quotes -= 1

    def table_start(self, _: object) -> None:
        """A table; it shares the numbers of lists."""
        self.out.finish()
        self.groups += 1
        self.table, self.row = self.groups, 0

    def table_row(self, _: object) -> None:
        """A row of a table, the header too."""
        self.row += 1
        self.column = 0

    def cell(self, _: object) -> None:
        """A cell; rows stand on lines of their own."""
        self.column += 1
        gap = "\t" if self.column > 1 else "\n" if self.row > 1 else "\n\n"
        self._begin("cell", self.table, self.column, gap)

    def code_start(self, _: object = None) -> None:
        """A block of code."""
        self._begin("code", self._group, len(self.lists))

    def code_end(self, _: object = None) -> None:
        """Code is masked as a whole."""
        self.out.drop_last_newline()
        self.out.mask(0)
        self.out.finish()

    def html_end(self, _: object) -> None:
        """Comments are left out of raw HTML; what has tags is code, and what has none is the text behind a comment."""
        pieces = [(text, at) for text, at in _outside_comments(self.html) if text.strip()]
        self.html = []
        is_code = any("<" in text for text, _ in pieces)
        if pieces:
            self.code_start() if is_code else self.paragraph()
        for text, at in pieces:
            self._put(text, at) if is_code else self._put(text.strip(), at + len(text) - len(text.lstrip()))
        self.code_end() if is_code else self.out.finish()

    def block_end(self, _: object) -> None:
        """The end of a block of text."""
        self.out.finish()

    # Text

    def text(self, text: str, start: int, end: int) -> None:
        """Text as it stands, or an entity, which its characters stand for; the spaces of a split tab stand nowhere."""
        if start == end:
            return
        self._begin_if_closed()
        if self.superscript:
            text = text.translate(_SUPERSCRIPT)
        if len(text) == end - start:
            in_code = self.out.block is not None and self.out.block.kind == "code"
            self._put(self.original[start:end] if in_code and FILLER in text else text, start)
        else:
            self.out.put_for(text, start, end)

    def code_span(self, code: str, start: int, end: int) -> None:
        """Inline code stays in its sentence, masked."""
        self._begin_if_closed()
        literal = self.source[start:end]
        ticks = len(literal) - len(literal.lstrip("`"))
        begin = self.out.length
        for char, span in zip(code, aligned(code, self.source, start + ticks, end - ticks, CODE), strict=True):
            self.out.put_for(self.original[span[0]] if char == FILLER else char, *span)
        self.out.mask(begin)

    def soft_break(self, _: object, start: int, end: int) -> None:
        """A line ending that is only space to a reader."""
        self._begin_if_closed()
        self.out.put_for(" ", start, end)

    def hard_break(self, _: object, start: int, end: int) -> None:
        """A line ending that a reader sees."""
        self._begin_if_closed()
        self.out.put_for("\n", start, end)

    def inline_html(self, tag: str, start: int, end: int) -> None:
        """Tags and comments are left out, but not what only looks like one; what they do to lines, digits is kept."""
        if _LINE_BREAK_TAG.fullmatch(tag):
            self.hard_break(None, start, end)
        if _NO_TAG.fullmatch(tag):
            self.out.put_for(tag, start, end)
        match = _TAG.match(tag)
        if match and match[2].lower() == "sup":
            self.superscript = not match[1]
        elif match:
            (self.struck_end if match[1] else self.struck_start)()

    def raw_html(self, text: str, start: int, _: int) -> None:
        """A line of a block of raw HTML; collected, for a comment may span several."""
        self.html.append((text, start))

    def link_start(self, data: dict[str, Any]) -> None:
        """A link; the text of an autolink is a URL."""
        self.links.append((data["link_type"] in ("Autolink", "Email"), self.out.length))

    def link_end(self, _: object) -> None:
        """The end of a link."""
        is_url, start = self.links.pop()
        if is_url:
            self.out.mask(start)

    def image_start(self, _: object) -> None:
        """An image; its alternative text is not read."""
        self.images += 1

    def image_end(self, _: object) -> None:
        """The end of an image."""
        self.images -= 1

    def struck_start(self, _: object = None) -> None:
        """Struck-out text."""
        self.struck.append(self.out.length)

    def struck_end(self, _: object = None) -> None:
        """What is struck out is no longer said."""
        if self.struck:
            self.out.mask(self.struck.pop())

    def rule(self, *_: object) -> None:
        """A thematic break."""
        self.out.rule()

    def nothing(self, *_: object) -> None:
        """Footnote marks and the boxes of tasks are no text."""

    @property
    def _group(self) -> int:
        return self.lists[-1] if self.lists else 0

    def _begin(self, kind: str, group: int = 0, level: int = 0, gap: str = "\n\n") -> None:
        """Open a block; a tag left open in the last one has no effect on it."""
        self.superscript = False
        self.struck.clear()
        self.out.begin(kind, group, level, gap)

    def _begin_if_closed(self) -> None:
        if self.out.block is None:
            self.paragraph()

    def _put(self, text: str, at: int) -> None:
        """Text that stands in the file, without MDX comments; a block begins with no space that they left behind."""
        for piece in text.split(FILLER) if FILLER in text else (text,):
            behind = at + len(piece)
            if self.out.is_empty and self.out.block and self.out.block.kind != "code":
                piece = piece.lstrip()
            if piece:
                self.out.put(piece, behind - len(piece))
            at = behind + 1


_STARTS: dict[str, Callable[[_Walk, Any], None]] = {
    "Paragraph": _Walk.paragraph,
    "Heading": _Walk.heading,
    "List": _Walk.list_start,
    "Item": _Walk.item,
    "BlockQuote": _Walk.quote_start,
    "FootnoteDefinition": _Walk.block_end,
    "Table": _Walk.table_start,
    "TableHead": _Walk.table_row,
    "TableRow": _Walk.table_row,
    "TableCell": _Walk.cell,
    "CodeBlock": _Walk.code_start,
    "Link": _Walk.link_start,
    "Image": _Walk.image_start,
    "Strikethrough": _Walk.struck_start,
}
_ENDS: dict[str, Callable[[_Walk, Any], None]] = {
    "Paragraph": _Walk.block_end,
    "Heading": _Walk.block_end,
    "List": _Walk.list_end,
    "Item": _Walk.block_end,
    "BlockQuote": _Walk.quote_end,
    "FootnoteDefinition": _Walk.block_end,
    "Table": _Walk.block_end,
    "TableCell": _Walk.block_end,
    "CodeBlock": _Walk.code_end,
    "HtmlBlock": _Walk.html_end,
    "Link": _Walk.link_end,
    "Image": _Walk.image_end,
    "Strikethrough": _Walk.struck_end,
}
_INLINES: dict[str, Callable[[_Walk, Any, int, int], None]] = {
    "Text": _Walk.text,
    "Code": _Walk.code_span,
    "SoftBreak": _Walk.soft_break,
    "HardBreak": _Walk.hard_break,
    "InlineHtml": _Walk.inline_html,
    "Html": _Walk.raw_html,
    "Rule": _Walk.rule,
    "FootnoteReference": _Walk.nothing,
    "TaskListMarker": _Walk.nothing,
}


def _events(source: str, base: int) -> Iterator[tuple[str, str, Any, int, int]]:
    """The parser's events: name, tag (of a start or end), content, and the code-point range of what stands in a block.

    Offsets count from the beginning of the file, `base` characters before the source.
    """
    from pyromark import Options, events_with_range

    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_GFM
    )
    encoded = b"" if source.isascii() else source.encode()
    byte = character = 0
    for event, span in events_with_range(source, options=options):
        name, value = _parts(event)
        start, end = span["start"], span["end"]
        if name in ("Start", "End"):
            tag, data = _parts(value)
            yield name, tag, data, 0, 0
        elif not encoded:
            yield name, "", value, base + start, base + end
        else:
            character += _count(encoded, byte, start)
            byte = start
            yield name, "", value, base + character, base + character + _count(encoded, start, end)


def _parts(event: Any) -> tuple[str, Any]:
    """Name and content of an event or tag; a bare name has no content."""
    return (event, None) if isinstance(event, str) else next(iter(event.items()))


def _count(encoded: bytes, start: int, end: int) -> int:
    """How many characters lie between two byte offsets; negative if the second is the smaller one."""
    if end < start:
        return -_count(encoded, end, start)
    return len(encoded[start:end].translate(None, _CONTINUATION))


def _without_mdx_comments(source: str) -> str:
    """The source with every character of each `{/* comment */}`, but for line endings, replaced by FILLER."""
    parts = []
    at = 0
    while (start := source.find("{/*", at)) >= 0 and (end := source.find("*/}", start + 3)) >= 0:
        parts += [source[at:start], re.sub(r"[^\r\n]", FILLER, source[start : end + 3])]
        at = end + 3
    return "".join([*parts, source[at:]]) if parts else source


def _outside_comments(lines: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The pieces of raw HTML that are in no comment, each with its offset."""
    inside = False
    for line, start in lines:
        at = 0
        while at < len(line):
            found = line.find("-->" if inside else "<!--", at)
            end = len(line) if found < 0 else found
            if not inside and at < end:
                yield line[at:end], start + at
            at = end if found < 0 else found + (3 if inside else 2)
            inside = inside if found < 0 else not inside
