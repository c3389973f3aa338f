"""Words and figures that can belong to an expression of time, each with its kind.

Only the neighbourhood of a trigger (a month, a unit of time, a year, a clock) is read; every token there becomes one character,
its kind, so that the grammar is a regular expression over kinds. Text is read as Latin-1: one character a byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeAlias

import ahocorasick_rs

from checks.extract import pattern

LEFT, RIGHT = 72, 48
"""Bytes read on either side of a trigger: "at least the past two hundred and fifty thousand" is 51."""

_SHAPES = frozenset(
    """word stop comma hyphen dash possessive day_number year_number digits nth iso numeric clock decade short_year
    meridiem era count year_words fraction money slash open""".split()
)
_HEADS = frozenset(
    """month name_month weekday short_weekday weekdays season verb_season seasons unit units year quarter century daypart
    dayparts noon named_day tonight overnight holiday now recently soon frequency recent period half decade_word year_ago
    future current""".split()
)
_EXTRA_TRIGGERS = ("the past", "the latest", "nineteen")
_CAPITAL = frozenset(("name_month", "short_weekday", "holiday"))

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r]+|\xc2\xa0|\xe2\x80[\x80-\x8b\xaf])
  | (?P<era>(?:B\.?C\.?E|B\.C|A\.D|C\.E|BC|AD|CE)(?![A-Za-z])\.?)
  | (?P<meridiem>(?:[ap]\.\ ?m\.?|[AP]\.\ ?M\.?|[ap]m|[AP]M)(?![A-Za-z]))
  | (?P<word>(?:[oO](?:'|\xe2\x80\x99)(?=clock))?[A-Za-z\xc3-\xe1\xe3-\xf4\x80-\xbf]+)
  | (?P<iso>[12]\d{3}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?Z?)?(?![\d-]))
  | (?P<numeric>\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d\d)|\.\d{1,2}\.\d{4}|-\d{1,2}-\d{4})(?![\d/]))
  | (?P<clock>[0-2]?\d(?::[0-5]\d(?::[0-5]\d)?|\.[0-5]\d(?=\s?[aApP]\.?[mM]))(?![\d:]))
  | (?P<decade>(?:[12]\d\d0|(?:'|\xe2\x80[\x98\x99])?[2-9]0)(?:'|\xe2\x80\x99)?s(?![A-Za-z]))
  | (?P<short_year>(?:'|\xe2\x80[\x98\x99])\d\d(?![\dA-Za-z]))
  | (?P<nth>\d+(?:st|nd|rd|th)(?![A-Za-z]))
  | (?P<fraction>\d{1,3}[ -]1/[24]|\d{1,3}[ -]?\xc2[\xbc-\xbe])
  | (?P<figure>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)
  | (?P<money>[$%#]|\xc2[\xa2-\xa9\xb0]|\xe2\x82\xac)
  | (?P<possessive>(?:'|\xe2\x80\x99)[sS]?(?![A-Za-z]))
  | (?P<hyphen>-(?!-)|\xe2\x80[\x90-\x93])
  | (?P<dash>--+|_|\xe2\x80[\x94\x95])
  | (?P<comma>,)
  | (?P<open>[(\[])
  | (?P<slash>/)
  | (?P<stop>[\x00-\xff])
    """,
    re.X,
)
_DIGIT_TRIGGER = rb"[12][0-9]{3}|[0-9][:/][0-9]|[0-9]0'?s|['\x99][0-9]{2}|[0-9] ?[aApP]\.? ?[mM]|[0-9]\.[0-9]{1,2}\.[12]|[0-9] (?:BC|B\.C|AD|A\.D)"


class Entry(NamedTuple):
    """What a word of the lexicon is and means, with the tokens that must follow it in a phrase."""

    kind: str
    value: str
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A stretch of text as tokens: `letters` has one character a token, its kind; the lists run parallel to it.

    `text` is the whole data, into which `starts` and `ends` point.
    """

    text: str
    letters: str
    kinds: list[str]
    values: list[str]
    starts: list[int]
    ends: list[int]


_Token: TypeAlias = tuple[str, str, int, int]
"""Kind, value, start and end."""


@cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Kind, value and tokens of each spelling of the lexicon."""
    rows = []
    for line in files("checks.lexicon").joinpath("calendar.csv").read_text("utf-8").splitlines()[1:]:
        kind, value, words = line.split(",")
        for spelling in words.split():
            found = _TOKEN.finditer(spelling.replace("_", " ").rstrip("."))
            rows.append((kind, value, tuple(m[0] for m in found if m.lastgroup != "space")))
    return tuple(rows)


@cache
def _lexicon() -> dict[str, tuple[Entry, ...]]:
    """The words of time by their first token, phrases first."""
    found: dict[str, list[Entry]] = {}
    for kind, value, (first, *rest) in _rows():
        found.setdefault(first, []).append(Entry(kind, value, tuple(rest)))
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry.rest))) for word, entries in found.items()}


@cache
def letter_of() -> dict[str, str]:
    """The character that stands for each kind of token."""
    kinds = sorted({kind for kind, _, _ in _rows()} | _SHAPES)
    return {kind: chr(0x100 + n) for n, kind in enumerate(kinds)}


@cache
def _abbreviations() -> frozenset[str]:
    """Words that keep the full stop behind them."""
    text = files("checks.lexicon").joinpath("calendar.csv").read_text("utf-8")
    return frozenset(word.rstrip(".") for word in re.findall(r"[a-z]+\.", text))


@cache
def _word_triggers() -> ahocorasick_rs.BytesAhoCorasick:
    words = {tokens[0] if len(tokens) == 1 else tokens[-1] for kind, _, tokens in _rows() if kind in _HEADS}
    words = {word for word in words if len(word) > 2} | set(_EXTRA_TRIGGERS)
    return ahocorasick_rs.BytesAhoCorasick(
        [word.encode() for word in sorted(words)], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )


@cache
def _digit_triggers() -> pattern.Pattern:
    return pattern.compile(_DIGIT_TRIGGER)


def _triggers(data: bytes) -> list[int]:
    """Positions at which an expression of time may have its head, ascending."""
    lowered = data.lower()
    found = [
        start
        for _, start, end in _word_triggers().find_matches_as_indexes(lowered)
        if not lowered[start - 1 : start].isalpha() and not lowered[end : end + 1].isalpha()
    ]
    found += [match.span()[0] for match in _digit_triggers().finditer(data)]
    found.sort()
    return found


def windows(data: bytes) -> Iterator[tuple[int, int]]:
    """The stretches of `data` around triggers, disjoint and ascending, cut at line breaks and between words."""
    start = end = -1
    for at in _triggers(data):
        if at - LEFT > end or at >= end:
            if end >= 0:
                yield start, end
            start = _cut_left(data, max(at - LEFT, end, 0), at)
        end = max(end, _cut_right(data, at, at + RIGHT))
    if end >= 0:
        yield start, end


def _cut_left(data: bytes, low: int, at: int) -> int:
    """The start of the line or of a word, at `low` or behind it."""
    line = data.rfind(b"\n", low, at) + 1
    if line:
        return line
    space = data.find(b" ", low - 1, at) if low else -1
    return space + 1 if space >= 0 else (at if low else 0)


def _cut_right(data: bytes, at: int, high: int) -> int:
    """The end of the line or of a word, at `high` or somewhat behind it."""
    line = data.find(b"\n", at, high)
    if line >= 0:
        return line
    space = data.find(b" ", high, high + 40)
    return space if space >= 0 else min(high + 40, len(data))


def tokens(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`, with phrases and numbers in words joined; `text` is the data read as Latin-1."""
    shapes = [
        (shape, found[0], found.start(), found.end())
        for found in _TOKEN.finditer(text, start, end)
        if (shape := found.lastgroup or "stop") != "space"
    ]
    named = _named(shapes)
    if any(kind in ("number", "scale") for kind, *_ in named):
        named = _counted(named)
    letters = letter_of()
    kinds = [kind for kind, *_ in named]
    return Tokens(
        text,
        "".join([letters[kind] for kind in kinds]),
        kinds,
        [value for _, value, _, _ in named],
        [first for _, _, first, _ in named],
        [last for *_, last in named],
    )


def _named(shapes: list[_Token]) -> list[_Token]:
    """The tokens with the kinds and values of the lexicon, its phrases and abbreviations joined."""
    lexicon, abbreviations = _lexicon(), _abbreviations()
    spelled = [text.lower().replace("\xe2\x80\x99", "'") for _, text, _, _ in shapes]
    named: list[_Token] = []
    skip = 0
    for at, (shape, text, start, end) in enumerate(shapes):
        if skip:
            skip -= 1
            continue
        if shape == "word":
            word = spelled[at]
            entry = next((e for e in lexicon.get(word, ()) if _stands(e, text, spelled, at)), None)
            if entry is None:
                named.append(("word", word, start, end))
                continue
            skip = len(entry.rest)
            end = shapes[at + skip][3]
            if word in abbreviations and spelled[at + 1 : at + 2] == ["."] and shapes[at + 1][2] == end:
                skip, end = 1, end + 1
            named.append((entry.kind, entry.value, start, end))
        elif shape == "figure":
            named.append((_figure_kind(text, shapes[at - 1] if at else None, start), text.replace(",", ""), start, end))
        else:
            named.append((shape, text, start, end))
    return named


def _stands(entry: Entry, text: str, spelled: list[str], at: int) -> bool:
    """Whether the phrase of the entry stands at this token."""
    if entry.kind in _CAPITAL and not text[0].isupper():
        return False
    rest = entry.rest
    return not rest or tuple(spelled[at + 1 : at + 1 + len(rest)]) == rest


def _figure_kind(text: str, before: _Token | None, start: int) -> str:
    if before is not None and before[3] == start and before[0] in ("word", "money", "stop", "slash"):
        return "stop"
    if text.isdigit():
        if len(text) <= 2 and 1 <= int(text) <= 31:
            return "day_number"
        if len(text) == 4 and text[0] in "12":
            return "year_number"
    return "digits"


def _counted(named: list[_Token]) -> list[_Token]:
    """The tokens with numbers in words joined: "twenty-four", "a hundred", "nineteen ninety-six" (a year)."""
    letters = letter_of()
    line = "".join([letters[kind] for kind, *_ in named])
    joined: list[_Token] = []
    at = 0
    for found in _numeral().finditer(line):
        low, high = found.span()
        joined += named[at:low]
        joined.append(_numeral_token([token for token in named[low:high] if token[0] not in ("hyphen", "and")], named[high - 1][3]))
        at = high
    return joined + named[at:]


@cache
def _numeral() -> re.Pattern[str]:
    """Numbers in words over kinds."""
    kind = letter_of()
    number, scale, hyphen, a, conj = kind["number"], kind["scale"], kind["hyphen"], kind["a"], kind["and"]
    figure = f"[{kind['day_number']}{kind['digits']}]"
    chain = f"{number}(?:{hyphen}?{number})*"
    return re.compile(f"(?:{chain}|{figure}(?={scale})|{a}(?={scale}))(?:{scale}(?:{conj}?{chain})?)*")


def _numeral_token(parts: list[_Token], end: int) -> _Token:
    start = parts[0][2]
    values = [float(value or 1) for _, value, _, _ in parts]
    if parts[0][0] == "number" and 11 <= values[0] <= 20 and len(parts) > 1 and 10 <= values[1] <= 100:
        below = sum(values[2:]) if values[1] == 100 else sum(values[1:])
        return ("year_words", str(int(values[0] * 100 + below)), start, end)
    return ("count", str(_numeral_value(parts)), start, end)


def _numeral_value(parts: list[_Token]) -> int | float:
    """The number that words say: "two hundred and fifty thousand" is 250,000."""
    total = current = 0.0
    for kind, value, _, _ in parts:
        if kind == "scale":
            current = (current or 1.0) * float(value)
            if current >= 1000:
                total, current = total + current, 0.0
        else:
            current += 1.0 if kind == "a" else float(value)
    number = total + current
    return int(number) if number == int(number) else number
