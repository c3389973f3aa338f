"""The vocabulary of time (`checks/lexicon/calendar.csv`), cut into tokens the way text is."""

from __future__ import annotations

import re
from functools import cache
from sys import intern
from typing import NamedTuple

from checks.lexicon.entries import CalendarRow
from checks.lexicon.entries import rows as read
from checks.pattern import phrase

CAPITAL = frozenset(("name_month", "short_weekday", "holiday"))
"""Kinds whose words count only with a capital: "may" is a verb, "sun" shines."""

SHAPES = frozenset(
    [
        "word",
        "stop",
        "comma",
        "hyphen",
        "dash",
        "possessive",
        "day_number",
        "year_number",
        "digits",
        "nth",
        "iso",
        "numeric",
        "clock",
        "decade",
        "short_year",
        "meridiem",
        "era",
        "count",
        "year_words",
        "fraction",
        "other",
        "quarter_code",
        "money",
        "slash",
        "open",
    ]
)
"""Kinds of token that are known by their shape, not from the lexicon."""

WORD = phrase(
    r"""
    \n | [ ]?[A-Za-z]++(?<!Y)(?=[ \n])                                    # most: to ask for these first saves time
  | [ \t\r]*(?:\n|[^ \t\r\n]+
    (?:(?<=[\dY.\x80-\x8b\xa0\xaf])
     (?:(?<=\d)[ \t\r](?=1/[24]|\xc2[\xbc-\xbe]|GMT|UTC|[aApP]\.?[mM])   # "2 1/2", "1200 GMT", "8.30 am"
      |(?<=[aApP]\.)[ \t\r](?=[mM])|(?<=Y)[ \t\r](?=\d)                  # "a. m.", "FY 2013"
      |(?<=[\x80-\x8b\xa0\xaf])[ \t\r]+)                              # a space of another kind before the space
     [^ \t\r\n]+)*)
    """,
    re.X,
    yes=(" May", "8.30 am"),
    no=(" ",),
)
"""A word with the space before it and the punctuation at it, with the same tokens wherever it stands; or a line break.

So a space is part of it where a token may look beyond it.
"""

TOKEN = phrase(
    r"""
    (?:[ \t\r]+|\xc2\xa0|\xe2\x80[\x80-\x8b\xaf])*    # space, which no token begins with
  (?:
    (?P<fiscal>FY(?=\ ?\d{4}\b))
  | (?P<era>B\.C\.(?:E\.)?|A\.D\.|C\.E\.|(?:BCE?|AD|CE)(?![A-Za-z]))
  | (?P<meridiem>(?:[ap]\.\ ?m\.?|[AP]\.\ ?M\.?|[ap]m|[AP]M)(?![A-Za-z]))
  | (?P<quarter_code>(?:Q[1-4]|[1-4]Q|H[12])(?![A-Za-z\d]))
  | (?P<word>(?:[oO](?:'|\xe2\x80\x99)(?=clock))?[A-Za-z\xc3-\xe1\xe3-\xf4\x80-\xbf]+)
  | (?P<iso>[12]\d{3}(?:-[01]\d-|/[01]?\d/)[0-3]?\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?Z?)?(?![\d-]))
  | (?P<numeric>\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d\d)|\.\d{1,2}\.\d{4}|-\d{1,2}-\d{4})(?!\d|[./-]\d))
  | (?P<other>\d+(?:[-.]\d+){2,}|\d{3}-\d{4}(?!\d))
  | (?P<clock>[0-2]\d[0-5]\d(?=\ (?:GMT|UTC)\b)
      |[0-2]?\d(?::[0-5]\d(?::[0-5]\d)?|\.[0-5]\d(?=\s?[aApP]\.?[mM]))(?![\d:]))
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
  )
    """,
    re.X,
    yes=("12:30", "Q3", "May", "B.C."),
    no=("",),
)
LONGEST_SIGN = len("BCE")
"""Letters of the longest token that is made of nothing but letters and yet no word."""
"""A token of text read as Latin-1, one character a byte; the only group that takes part is its shape."""


@cache
def shape_names() -> tuple[str, ...]:
    """The shapes by the numbers of their groups in `TOKEN`; 0 is none."""
    return ("", *sorted(TOKEN.groupindex, key=TOKEN.groupindex.__getitem__))


class Entry(NamedTuple):
    """What a word of the lexicon, or a phrase by its tokens, is and means."""

    kind: str
    value: str
    tokens: tuple[str, ...]


@cache
def rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Kind, value and tokens of each spelling."""
    return tuple(
        (intern(row.kind), row.value, _cut(spelling)) for row in read(CalendarRow) for spelling in row.words.split()
    )


def _cut(spelling: str) -> tuple[str, ...]:
    bare = spelling.rstrip(".")
    if bare.isalpha():
        return (bare,)
    return tuple(found[found.lastindex or 0] for found in TOKEN.finditer(bare.replace("_", " ")))


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """The single words of time."""
    found: dict[str, list[Entry]] = {}
    for kind, value, tokens in rows():
        if len(tokens) == 1:
            found.setdefault(tokens[0], []).append(Entry(kind, value, tokens))
    return {word: tuple(several) for word, several in found.items()}


@cache
def phrases() -> dict[str, tuple[Entry, ...]]:
    """The phrases of time by their first token, the longest first."""
    found: dict[str, list[Entry]] = {}
    for kind, value, tokens in rows():
        if len(tokens) > 1:
            found.setdefault(tokens[0], []).append(Entry(kind, value, tokens))
    return {word: tuple(sorted(several, key=lambda entry: -len(entry.tokens))) for word, several in found.items()}


@cache
def vocabulary() -> frozenset[str]:
    """Every word that can be part of an expression of time."""
    return frozenset(token for _, _, tokens in rows() for token in tokens)


@cache
def abbreviations() -> frozenset[str]:
    """Words that keep the full stop behind them."""
    return frozenset(word[:-1] for row in read(CalendarRow) for word in row.words.split() if word.endswith("."))


@cache
def letter_of() -> dict[str, int]:
    """The byte that stands for each kind of token in the grammar."""
    kinds = sorted({kind for kind, _, _ in rows()} | SHAPES)
    return {kind: 0x80 + number for number, kind in enumerate(kinds)}


@cache
def opening() -> dict[str, int]:
    """The byte that stands for each kind of token that may begin a phrase, until it is known whether it does."""
    kinds = {entry.kind for word in phrases() for entry in entries().get(word, ())} | {"word"}
    return {kind: 1 + number for number, kind in enumerate(sorted(kinds))}


@cache
def kinds() -> dict[int, str]:
    """The kind of token that each byte stands for."""
    return {letter: kind for kind, letter in letter_of().items()}
