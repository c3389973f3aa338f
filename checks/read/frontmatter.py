"""Front matter: the title and the date that a Markdown file states between `---` (YAML) or `+++` (TOML) lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.document import SourceMap
from checks.read.align import STRING, aligned
from checks.read.dateline import stated_date
from checks.read.error import ReadError
from checks.regex import lazy

LONGEST = 65_536
"""Characters in which front matter must be closed; more is not front matter."""

DATE_KEYS = ("published", "date", "pubdate", "publishdate")
"""In order of precedence; letter case does not matter."""

_FENCE = lazy(r"(---|\+\+\+)[ \t]*\r?\n")
_CLOSE = {
    "---": lazy(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": lazy(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
_BLANK_OR_COMMENT = lazy(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
_KEY = {
    "---": lazy(r"""["']?\w[\w .-]*["']?[ \t]*:(?:\s|$)"""),
    "+++": lazy(r"""["']?\w[\w.-]*["']?[ \t]*=|\["""),
}
_FLAT_LINE = lazy(
    r"""
    (?P<key>[A-Za-z_][\w-]*):[ ]+
    (?:"(?P<double>[^"\\\r\n]*)"|'(?P<single>[^'\r\n]*)'
      |(?P<plain>[A-Za-z0-9“‘](?:(?!:(?:[ \r\n]|\Z)|[ ]\#)[^\r\n])*?))
    [ ]*(?:\r?\n|\Z)
    """,
    re.VERBOSE | re.ASCII,
)
_NULL = frozenset(("null", "Null", "NULL"))
_TOML_KEY = r"^[ \t]*[\"']?{key}[\"']?[ \t]*=[ \t]*"


@dataclass(frozen=True)
class FrontMatter:
    """What a file states about itself, and the offset of the body behind it (0 without front matter)."""

    body: int = 0
    title: str | None = None
    title_map: SourceMap | None = None
    published: date | None = None


@dataclass(frozen=True)
class _Entry:
    """A value, the offset in the file of its literal, and the literal's end."""

    value: Any
    start: int
    end: int


def front_matter(text: str, name: str) -> FrontMatter:
    """The front matter of a Markdown file; without keys between two fences there is none.

    Raises ReadError, naming file and line, for one that does not parse and for a date that is none.
    """
    fence = _FENCE.match(text)
    close = _CLOSE[fence[1]].search(text, fence.end(), LONGEST) if fence else None
    if fence is None or close is None:
        return FrontMatter()
    start, end = fence.end(), close.start()
    first = _BLANK_OR_COMMENT.match(text, start, end)
    at = first.end() if first else start
    if at < end and not _KEY[fence[1]].match(text, at, end):
        return FrontMatter()
    read = _yaml if fence[1] == "---" else _toml
    entries = read(text, start, end, name)
    title, title_map = _title(entries.get("title"), text)
    return FrontMatter(close.end(), title, title_map, _published(entries, text, name))


def _yaml(text: str, start: int, end: int, name: str) -> dict[str, _Entry]:
    flat = _flat(text, start, end)
    return _composed(text, start, end, name) if flat is None else flat


def _flat(text: str, start: int, end: int) -> dict[str, _Entry] | None:
    """The entries of front matter that has one key and one string a line; None for any other.

    Nearly all has, and to import a YAML parser takes longer than to check an article.
    """
    if not text[start:end].replace("\r", "").replace("\n", "").isprintable():
        return None
    entries = {}
    while start < end:
        line = _FLAT_LINE.match(text, start, end)
        if line is None:
            return None
        style = next(name for name in ("double", "single", "plain") if line[name] is not None)
        quote = style != "plain"
        if quote or line[style] not in _NULL:
            entries[line["key"].lower()] = _Entry(line[style], line.start(style) - quote, line.end(style) + quote)
        start = line.end()
    return entries


def _composed(text: str, start: int, end: int, name: str) -> dict[str, _Entry]:
    import yaml

    try:
        node = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise ReadError(f"{name}:{line}: malformed front matter ({error.problem or error.context})") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ReadError(f"{name}:2: malformed front matter ({type(error).__name__})") from None
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        key.value.lower(): _Entry(value.value, start + value.start_mark.index, start + value.end_mark.index)
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and not value.tag.endswith(":null")
    }


def _toml(text: str, start: int, end: int, name: str) -> dict[str, _Entry]:
    import tomllib

    block = text[start:end]
    try:
        values = tomllib.loads(block.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        where = re.search(r"\(at line (\d+), ", str(error))
        line = int(where[1]) + 1 if where else 1
        raise ReadError(f"{name}:{line}: malformed front matter ({str(error).split(' (at')[0]})") from None
    entries = {}
    for key, value in values.items():
        literal = re.compile(_TOML_KEY.format(key=re.escape(key)), re.MULTILINE).search(text, start, end)
        if literal and not isinstance(value, (dict, list, bool)):
            entries[key.lower()] = _Entry(value, literal.end(), end)
    return entries


def _title(entry: _Entry | None, text: str) -> tuple[str | None, SourceMap | None]:
    if entry is None or not str(entry.value).strip():
        return None, None
    title = str(entry.value).rstrip("\n")
    spans = aligned(title, text, _inside(text, entry), entry.end, STRING)
    segments = tuple((at, start) for at, (start, _) in enumerate(spans) if not at or start != spans[at - 1][0] + 1)
    ends = {at: stop for at, (start, stop) in enumerate(spans) if stop > start + 1}
    return title, SourceMap(text, segments, ends)


def _inside(text: str, entry: _Entry) -> int:
    """The offset behind the quotation marks or the block indicator that a string begins with."""
    opener = re.compile(r"\"{3}\r?\n?|'{3}\r?\n?|[\"']|[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n[ \t]*").match(
        text, entry.start, entry.end
    )
    return opener.end() if opener else entry.start


def _published(entries: dict[str, _Entry], text: str, name: str) -> date | None:
    for key in DATE_KEYS:
        if key in entries:
            try:
                return stated_date(entries[key].value)
            except ValueError as error:
                line = text.count("\n", 0, entries[key].start) + 1
                raise ReadError(
                    f"{name}:{line}: '{key}' in the front matter: {error}; write it as YYYY-MM-DD"
                ) from None
    return None
