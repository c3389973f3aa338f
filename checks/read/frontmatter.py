"""Front matter: the title and the date that a Markdown file states between `---` (YAML) or `+++` (TOML) lines, or in
JSON at its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from checks.document import Notice, Range, SourceMap
from checks.read.align import STRING, aligned
from checks.read.stamp import Stamp, stamp
from checks.regex import lazy

LONGEST = 65_536
"""Characters up to which front matter is read; what is longer is only passed over."""

DATE_KEYS = ("published", "date", "pubdate", "publishdate")
"""In order of precedence; letter case does not matter."""

_WANTED = frozenset(("title", *DATE_KEYS))
_SWITCH = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n"))
"""Values of `published` with which Jekyll and Hexo show or hide a page."""

_FENCE = lazy(r"(---|\+\+\+)[ \t]*\r?\n|\{[ \t]*\r?\n\s*\"")
_CLOSE = {
    "---": lazy(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": lazy(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
_UNFENCED = lazy(
    r"(?=(?:title|layout|date|id|permalink) ?:)((?:(?:[a-z]\w*+ ?:| |- )[^\r\n]*+\r?\n)+)---[ \t]*\r?(?:\n|\Z)"
)
"""Front matter of Hexo, which may leave the first fence out."""
_JSON_END = lazy(r"[ \t]*(?:\r?\n|\Z)")
_BLANK_OR_COMMENT = lazy(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
_KEY = {
    "---": lazy(r"""["']?\w[\w .-]*["']?[ \t]*:(?:\s|$)"""),
    "+++": lazy(r"""["']?\w[\w.-]*["']?[ \t]*=|\["""),
}
_LINE = r"""
    ^(?P<key>[A-Za-z_][\w-]*){sign}
    (?:(?:"(?P<double>[^"\\\r\n]*)"|'(?P<single>[^'\r\n]*)')[ ]*|(?P<plain>{plain}))
    (?:\r?\n|\Z)
    """
_FLAT_LINE = {
    "---": lazy(
        _LINE.format(sign=":[ ]+", plain=r"[A-Za-z0-9“‘](?:(?!:(?:[ \r\n]|\Z)|[ ]\#)[^\r\n])*"), re.X | re.A | re.M
    ),
    "+++": lazy(_LINE.format(sign="[ ]*=[ ]*", plain=r"\d[\d:.TZ +-]*+"), re.X | re.A | re.M),
}
_OPENER = lazy(r"\"{3}\r?\n?|'{3}\r?\n?|[\"']|[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n[ \t]*")
_STRINGS_OF_LINES = ('"""', "'''")
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TOML_KEY = r"^[ \t]*[\"']?{key}[\"']?[ \t]*=[ \t]*"
_DEEPEST = 64
"""Levels of brackets, or parts of a dotted key, from which on no front matter is read: parsers slow down or fail."""
_DOTTED = lazy(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_DEEPEST}}}""")
_CREATED = lazy(r"""\bcreated["']?[ \t]*:[ \t]*["']?([^\r\n,}"']+)""")
"""The date of a page in a mapping of several, as Material for MkDocs has it."""
_TABLE = lazy(r"^[ ]*\[", re.MULTILINE)
_TEMPLATE = ("{{", "{%", "<%")
"""What a site's generator fills in when it makes a page."""


@dataclass(frozen=True)
class FrontMatter:
    """What a file states about itself, the offset of the body behind it (0 without front matter), and what of it could
    not be read.
    """

    body: int = 0
    title: str | None = None
    title_map: SourceMap | None = None
    published: Stamp | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class _Entry:
    """A value, and the offsets in the file of its key, of its literal and of the literal's end.

    A list or a mapping (`several`) has its literal for a value.
    """

    value: Any
    key: int
    start: int
    end: int
    several: bool = False


class _UnreadError(Exception):
    """Front matter that does not parse: why, and an offset in the line of the file where it does not."""

    def __init__(self, why: str, at: int) -> None:
        self.why, self.at = why, at
        super().__init__(why)


def front_matter(text: str) -> FrontMatter:
    """The front matter of a Markdown file; without keys between two fences there is none.

    Of one that does not parse, only a title and a date on lines of their own are read. A notice tells that it does not,
    or that a date is none.
    """
    fence = _FENCE.match(text)
    if fence is None:
        kind, block = "---", _unfenced(text)
    else:
        kind, block = fence[1] or "---", _block(text, fence) if fence[1] else _json(text)
    if block is None:
        return FrontMatter()
    start, end, body = block
    notices: list[Notice] = []
    try:
        entries = _entries(text, kind, start, end)
    except _UnreadError as error:
        entries = dict(_salvaged(text, kind, start, min(end, start + LONGEST)))
        notices.append(_unread(error, text))
    title, title_map = _title(entries.get("title"), text)
    return FrontMatter(body, title, title_map, _published(entries, text, notices), tuple(notices))


def _block(text: str, fence: re.Match[str]) -> tuple[int, int, int] | None:
    """Where the front matter between two fences begins and ends, and the body begins."""
    close = _CLOSE[fence[1]].search(text, fence.end())
    if close is None:
        return None
    start, end = fence.end(), close.start()
    first = _BLANK_OR_COMMENT.match(text, start, end)
    at = first.end() if first else start
    return (start, end, close.end()) if at >= end or _KEY[fence[1]].match(text, at, end) else None


def _unfenced(text: str) -> tuple[int, int, int] | None:
    """The same where there is a fence at the end alone."""
    found = _UNFENCED.match(text)
    return (0, found.end(1), found.end()) if found else None


def _json(text: str) -> tuple[int, int, int] | None:
    """The same of an object at the beginning of the file. JSON is YAML, and read as such."""
    from json import JSONDecoder

    try:
        _, end = JSONDecoder().raw_decode(text[:LONGEST])
    except (ValueError, RecursionError):
        return None
    behind = _JSON_END.match(text, end)
    return (0, end, behind.end()) if behind else None


def _entries(text: str, kind: str, start: int, end: int) -> dict[str, _Entry]:
    """The entries by their keys in small letters. Raises _UnreadError for front matter that does not parse.

    Tabs are read as spaces, wherever they stand: a generator may take them, and all of them take spaces.
    """
    if end - start > LONGEST:
        raise _UnreadError(f"longer than {LONGEST:,} characters", start)
    block = text[start:end].replace("\t", " ")
    return (_yaml if kind == "---" else _toml)(block, start)


def _yaml(block: str, start: int) -> dict[str, _Entry]:
    flat = _flat(block, start)
    if flat is not None:
        return flat
    nodes = list(_nodes(block, start))
    return {
        key.value.lower(): replace(value, key=key.start)
        for key, value in zip(nodes[::2], nodes[1::2], strict=False)
        if key.value is not None and not key.several and value.value is not None
    }


def _flat(block: str, start: int) -> dict[str, _Entry] | None:
    """The entries of front matter that has one key and one string a line; None for any other.

    Nearly all has, and to import a YAML parser takes longer than to check an article.
    """
    if not block.replace("\r", "").replace("\n", "").isprintable():
        return None
    entries, at = {}, 0
    while at < len(block):
        line = _FLAT_LINE["---"].match(block, at)
        if line is None:
            return None
        at = line.end()
        key, entry = _flat_entry(line, start)
        if entry is not None:
            entries[key] = entry
    return entries


def _flat_entry(line: re.Match[str], start: int) -> tuple[str, _Entry | None]:
    """The key of a line in small letters, and its entry; none for null."""
    style = next(name for name in ("double", "single", "plain") if line[name] is not None)
    quote = style != "plain"
    value = line[style] if quote else line[style].rstrip(" ")
    if not quote and value in _NULL:
        return line["key"].lower(), None
    first = start + line.start(style) - quote
    return line["key"].lower(), _Entry(value, start + line.start(), first, first + len(value) + 2 * quote)


def _nodes(block: str, start: int) -> Iterator[_Entry]:
    """The keys and values of the outermost mapping in turn; a value that is null or an alias is None.

    Nothing is composed: no alias is followed, and depth takes no stack.
    """
    depth = opened = 0
    for event in _events(block, start):
        kind = type(event).__name__
        first, last = event.start_mark.index, event.end_mark.index
        if kind == "SequenceStartEvent" and not depth:
            return
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            depth += 1
            opened = first if depth == 2 else opened
            if depth > _DEEPEST:
                raise _UnreadError(f"nested more than {_DEEPEST} levels deep", start + first)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1
            if depth == 1:
                yield _Entry(block[opened:last], start + opened, start + opened, start + last, several=True)
        elif depth == 1:
            value = event.value if kind == "ScalarEvent" and not _is_null(event) else None
            yield _Entry(value, start + first, start + first, start + last)


def _events(block: str, start: int) -> Iterator[Any]:
    """What a YAML parser tells of a block, bit by bit; the one in C, where PyYAML has it, marks the same places."""
    import yaml

    try:
        yield from yaml.parse(block, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        marks = [mark.index for mark in (error.problem_mark, error.context_mark) if mark]
        ends = len(block.rstrip())  # where what was never closed is missed
        at = next((at for at in marks if at < ends), 0)
        raise _UnreadError(str(error.problem or error.context), start + at) from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        raise _UnreadError(type(error).__name__, start) from None


def _is_null(event: Any) -> bool:
    return (not event.style and event.value in _NULL) or str(event.tag).endswith(":null")


def _toml(block: str, start: int) -> dict[str, _Entry]:
    import tomllib

    deep = _DOTTED.search(block)
    if deep:
        raise _UnreadError(f"a key of more than {_DEEPEST} parts", start + deep.start())
    try:
        values = tomllib.loads(block.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        why, _, place = str(error).partition(" (at line ")
        lines = re.match(r"\d+", place)
        at = sum(map(len, block.splitlines(keepends=True)[: int(lines[0]) - 1])) if lines else 0
        why = "nested too deeply" if isinstance(error, RecursionError) else why.split(" (at")[0]
        raise _UnreadError(why, start + at) from None
    entries = {}
    for key, value in values.items():
        if key.lower() in _WANTED:
            found = re.compile(_TOML_KEY.format(key=re.escape(key)), re.MULTILINE).search(block)
            if found:
                several = isinstance(value, (dict, list))
                first, last = start + found.start(), start + found.end()
                entries[key.lower()] = _Entry(value, first, last, start + len(block), several)
    return entries


def _salvaged(text: str, kind: str, start: int, end: int) -> Iterator[tuple[str, _Entry]]:
    """The title and dates of malformed front matter that stand on lines of their own, each key once.

    Strings of several lines and tables may hold lines that look like keys.
    """
    block = text[start:end].replace("\t", " ")
    if kind == "+++":
        block = "" if any(quotes in block for quotes in _STRINGS_OF_LINES) else _TABLE.split(block, maxsplit=1)[0]
    found: dict[str, list[_Entry | None]] = {}
    for line in _FLAT_LINE[kind].finditer(block):
        key, entry = _flat_entry(line, start)
        if key in _WANTED:
            found.setdefault(key, []).append(entry)
    for key, entries in found.items():
        if len(entries) == 1 and entries[0]:
            yield key, entries[0]


def _unread(error: _UnreadError, text: str) -> Notice:
    return Notice(
        "unread-front-matter", f"the front matter cannot be read ({error.why})", _line(text, error.at, error.at)
    )


def _line(text: str, first: int, at: int) -> Range:
    """From an offset, or what of its line stands before it, to the end of the line of another."""
    behind = text.find("\n", at)
    end = len(text) if behind < 0 else behind
    start = text.rfind("\n", 0, first) + 1
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _title(entry: _Entry | None, text: str) -> tuple[str | None, SourceMap | None]:
    if entry is None or entry.several or not str(entry.value).strip() or _is_template(str(entry.value)):
        return None, None
    title = str(entry.value).rstrip("\n")
    spans = aligned(title, text, _inside(text, entry), entry.end, STRING)
    segments = tuple((at, start) for at, (start, _) in enumerate(spans) if not at or start != spans[at - 1][0] + 1)
    ends = {at: stop for at, (start, stop) in enumerate(spans) if stop > start + 1}
    return title, SourceMap(text, segments, ends)


def _inside(text: str, entry: _Entry) -> int:
    """The offset behind the quotation marks or the block indicator that a string begins with."""
    opener = _OPENER.match(text, entry.start, entry.end)
    return opener.end() if opener else entry.start


def _is_template(value: str) -> bool:
    return any(sign in value for sign in _TEMPLATE)


def _published(entries: dict[str, _Entry], text: str, notices: list[Notice]) -> Stamp | None:
    """The first date that is one. Those before it that are none are told in notices."""
    for key in DATE_KEYS:
        entry = entries.get(key)
        if entry is None or str(entry.value).lower() in _SWITCH:
            continue
        created = _CREATED.search(str(entry.value)) if entry.several else None
        try:
            found = stamp(created[1] if created else str(entry.value) if entry.several else entry.value)
        except ValueError as error:
            span = _line(text, entry.key, entry.start)
            notices.append(Notice("unread-date", f"'{key}' is {error}; write it as YYYY-MM-DD", span))
        else:
            if found:
                return found
    return None
