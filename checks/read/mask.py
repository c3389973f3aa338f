"""Ranges of a text that are not language: URLs, e-mail addresses, file paths, tokens of code and tags of templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from checks.document import Range
from checks.regex import lazy

REACH = 256
"""How many characters to the left of its trigger a token may begin; keeps the search linear on any input."""

_URL = lazy(r"""[^\s<>"“”‘’「」『』。，、；：（）】]+""")
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_ADDRESS = lazy(r"@(?=[^\W\d])[\w-]+(?:\.[\w-]+)*")
_REST_OF_PATH = lazy(r"[\w./~%+#=&?-]+")
_PATH = lazy(
    r"(?:~|\.{1,2})?/(?=[\d.-]*[A-Za-z_])[\w.-]*/[\w./-]*"  # /usr/bin
    r"|[\w.~/-]*/[\w-]+\.[a-z][a-z0-9]{1,4}"  # src/main.py
    r"|(?:[a-z0-9-]+\.)+[a-z]{2,}/.*"  # example.org/page
    r"|10\.\d{4,9}/.+"  # a DOI
)
_WINDOWS_PATH = lazy(r"[A-Za-z]:\\[^\s<>\"|?*]+")
_IDENTIFIER = lazy(r"_[\w.]*")
_SNAKE = lazy(r"(?=[^A-Za-z]*[A-Za-z])[\w.]*?[^\W_]_+[^\W_]")
_FILE = lazy(
    r"\.(?=[a-z])(?:csv|docx?|gif|html?|ipynb|jpe?g|json|md|mp[34]|odt|parquet|pdf|png|pptx?|py|rs|sh|svg|toml|tsv|txt|xlsx?|xml|yaml|yml|zip)\b"
)

_TEMPLATE_ENDS = {"{{": "}}", "{%": "%}"}
_LONGEST_TEMPLATE = 1000
_UNFILLED = lazy(r"\{\{ ?[a-z_][\w ]{0,40}\}\}")
"""A bare name between braces: what was to be filled in for a reader, as in a letter."""


def _url(text: str, start: int, at: int) -> Range | None:
    scheme = _SCHEME.search(text[start:at])
    match = _URL.match(text, at)
    if scheme is None or match is None:
        return None
    start += scheme.start()
    return start, _closed(text, start, match.end())


def _web_address(text: str, start: int, at: int) -> Range | None:
    match = _URL.match(text, at)
    return (at, _closed(text, at, match.end())) if match and start == at else None


def _address(text: str, start: int, at: int) -> Range | None:
    match = _ADDRESS.match(text, at)
    return (start, match.end()) if match else None


def _path(text: str, start: int, at: int) -> Range | None:
    match = _REST_OF_PATH.match(text, at)
    end = at + len(match[0].rstrip(".-?")) if match else at
    return (start, end) if _PATH.fullmatch(text, start, end) else None


def _windows_path(text: str, start: int, at: int) -> Range | None:
    match = _WINDOWS_PATH.match(text, start)
    return match.span() if match and at - start == 2 else None


def _identifier(text: str, start: int, at: int) -> Range | None:
    match = _IDENTIFIER.match(text, at)
    end = at + len(match[0].rstrip(".")) if match else at
    unfilled = text[max(0, start - 3) : start].rstrip().endswith("{{")  # a template's, which readers would see
    return (start, end) if _SNAKE.match(text, start, end) and not unfilled else None


Token = Callable[[str, int, int], Range | None]
_TOKENS: tuple[tuple[str, str, str, Token], ...] = (
    ("/", "://", "+-.", _url),
    ("w", "www.", "", _web_address),
    ("@", "@", "._%+-", _address),
    ("/", "/", "._~-", _path),
    ("\\", "\\", ":", _windows_path),
    ("_", "_", "._", _identifier),
)
"""A character that prose seldom has, the trigger that begins with it, the punctuation that a token may have to the left
of the trigger, and what decides whether it is masked. To look for one character first is thirty times as fast."""


def ranges(text: str, more: Iterable[Range] = ()) -> tuple[Range, ...]:
    """Ascending, disjoint ranges of `text` that are not language; `more` are known ones to be merged in."""
    found = list(more)
    for sign, trigger, left, token in _TOKENS:
        if sign in text and trigger in text:
            found.extend(_found(text, trigger, left, token))
    found.extend(_files(text))
    if "{{" in text or "{%" in text:
        found.extend(_templates(text))
    return tuple(merged(found)) if found else ()


def merged(spans: Iterable[Range]) -> Iterator[Range]:
    """The same characters as disjoint ranges in ascending order, without empty ones."""
    current: Range | None = None
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if current and start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            if current:
                yield current
            current = (start, end)
    if current:
        yield current


def _found(text: str, trigger: str, left: str, token: Token) -> Iterator[Range]:
    at = text.find(trigger)
    while at >= 0:
        span = token(text, _leftward(text, at, left), at)
        if span:
            yield span
        at = text.find(trigger, max(at + len(trigger), span[1]) if span else _word_end(text, at + len(trigger)))


def _files(text: str) -> Iterator[Range]:
    """Names of files by their suffixes."""
    behind = 0
    for match in _FILE.finditer(text):
        start = _leftward(text, match.start(), "._-", behind)
        if start < match.start():
            yield start, match.end()
        behind = match.end()


def _templates(text: str) -> list[Range]:
    """Tags and expressions that a site's generator or its programs replace: Liquid, Jinja, Hugo, Mustache, Actions.

    Where there is any other, a bare name is one of its variables.
    """
    tags = [tag for begin, end in _TEMPLATE_ENDS.items() for tag in _enclosed(text, begin, end)]
    filled = [tag for tag in tags if not _UNFILLED.fullmatch(text, *tag) or text[tag[0] - 1 : tag[0]] == "$"]
    return tags if filled else []


def _enclosed(text: str, begin: str, end: str) -> Iterator[Range]:
    at = text.find(begin)
    while at >= 0:
        close = text.find(end, at, at + _LONGEST_TEMPLATE)
        behind = close + 2 if close >= 0 else at + 2
        if close >= 0 and "\n\n" not in text[at:close]:
            yield at, behind
        at = text.find(begin, behind)


def _leftward(text: str, at: int, punctuation: str, floor: int = 0) -> int:
    """Where the run of letters, digits and the given punctuation that ends at `at` begins."""
    floor = max(floor, at - REACH)
    start = at
    while start > floor and (text[start - 1].isalnum() or text[start - 1] in punctuation):
        start -= 1
    return start


_WORD = lazy(r"\S*")


def _word_end(text: str, at: int) -> int:
    """The end of the run without white space: after a failed trigger the rest of its word is not looked at again."""
    match = _WORD.match(text, at)
    return match.end() if match else at


_BRACKETS = {")": "(", "]": "[", "}": "{"}


def _closed(text: str, start: int, end: int) -> int:
    """The end of a URL without the punctuation of the sentence around it; a balanced bracket belongs to the URL."""
    open_ends = {
        close: text.count(close, start, end) - text.count(begin, start, end) for close, begin in _BRACKETS.items()
    }
    while end > start:
        last = text[end - 1]
        if last not in ".,;:!?'*_" and open_ends.get(last, 0) <= 0:
            break
        open_ends[last] = open_ends.get(last, 0) - 1
        end -= 1
    return end
