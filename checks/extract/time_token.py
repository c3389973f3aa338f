"""Words and figures that can belong to an expression of time, each with its kind.

Every token becomes one byte, its kind, so that the grammar is a regular expression over kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from checks.extract.time_lexicon import CAPITAL, TOKEN, Entry, abbreviations, entries, letter_of, plain, shape_names

_Token: TypeAlias = tuple[str, str, int, int]
"""Kind, value, start and end."""


_GLUE = frozenset("+=@\\~<>&^.*")
"""Signs that tie a figure to something else: it is no year and no day."""
_DATED = frozenset(("month", "name_month", "season", "quarter_code", "comma"))
"""What stands before a year that is one whatever follows: "in April 2013 men earned"."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a batch: `letters` has one byte a token, its kind; the tuples run parallel to it.

    `text` is the whole data read as Latin-1, into which `starts` and `ends` point. Between two stretches stands a
    token "stop".
    """

    text: str
    letters: bytes
    kinds: tuple[str, ...]
    values: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def tokens(text: str, stretches: Iterable[tuple[int, int]]) -> Tokens:
    """The tokens of the stretches of `text`, with phrases and numbers in words joined."""
    shapes: list[_Token] = []
    names = shape_names()
    for low, high in stretches:
        for found in TOKEN.finditer(text, low, high):
            group = found.lastindex or 0
            shapes.append((names[group], found[group], *found.span(group)))
        shapes.append(("stop", "", high, high))
    named = _settled(_counted(_named(shapes)))
    letters = letter_of()
    return Tokens(
        text,
        bytes([letters[kind] for kind, _, _, _ in named]),
        tuple([kind for kind, _, _, _ in named]),
        tuple([value for _, value, _, _ in named]),
        tuple([start for _, _, start, _ in named]),
        tuple([end for _, _, _, end in named]),
    )


def _named(shapes: list[_Token]) -> list[_Token]:
    """The tokens with the kinds and values of the lexicon, its phrases and abbreviations joined."""
    known, simple, short = entries(), plain(), abbreviations()
    spelled = [text.lower().replace("\xe2\x80\x99", "'") for _, text, _, _ in shapes]
    named: list[_Token] = []
    skip = 0
    for at, (shape, text, start, end) in enumerate(shapes):
        if skip:
            skip -= 1
        elif shape == "word":
            word = spelled[at]
            if word in simple:
                kind, value = simple[word]
            else:
                entry = _standing(known.get(word, ()), text, spelled, at)
                kind, value, rest = entry or ("word", word, ())
                skip = len(rest)
                end = shapes[at + skip][3]
            if word in short and spelled[at + 1 : at + 2] == ["."] and shapes[at + 1][2] == end:
                skip, end = 1, end + 1
            named.append((kind, value, start, end))
        elif shape == "figure":
            beside = (shapes[at - 1] if at else None, shapes[at + 1] if at + 1 < len(shapes) else None)
            named.append((_figure_kind(text, beside, start, end), text.replace(",", ""), start, end))
        else:
            named.append((shape, text, start, end))
    return named


def _standing(several: Iterable[Entry], text: str, spelled: list[str], at: int) -> Entry | None:
    """The entry whose phrase stands at this token."""
    for entry in several:
        rest = entry.rest
        if entry.kind in CAPITAL and not text[0].isupper():
            continue
        if not rest or tuple(spelled[at + 1 : at + 1 + len(rest)]) == rest:
            return entry
    return None


def _figure_kind(text: str, beside: tuple[_Token | None, _Token | None], start: int, end: int) -> str:
    """Day, year or another number, by its digits and what is written together with it."""
    before, behind = beside
    if before is not None and before[3] == start and (before[0] in ("word", "money") or before[1] in _GLUE):
        return "stop"
    if behind is not None and behind[2] == end and behind[0] == "word":
        return "digits"
    if len(text) > 9:
        return "other"
    if text.isdigit():
        if len(text) <= 2 and 1 <= int(text) <= 31:
            return "day_number"
        if len(text) == 4 and "1000" <= text < "2200":
            return "year_number"
    return "digits"


@cache
def _numeral() -> re.Pattern[bytes]:
    """Numbers in words over kinds: "twenty-four", "a hundred", "2 million"."""
    kind = {name: re.escape(bytes([letter])) for name, letter in letter_of().items()}
    number, scale = kind["number"], kind["scale"]
    chain = b"%b(?:%b?%b)*" % (number, kind["hyphen"], number)
    figure = b"[%b%b%b](?=%b)" % (kind["day_number"], kind["digits"], kind["a"], scale)
    return re.compile(b"(?:%b|%b)(?:%b(?:%b?%b)?)*" % (chain, figure, scale, kind["and"], chain))


def _counted(named: list[_Token]) -> list[_Token]:
    """The tokens with numbers in words joined: "twenty-four", "a hundred", "nineteen ninety-six" (a year)."""
    letters = letter_of()
    line = bytes([letters[kind] for kind, _, _, _ in named])
    joined: list[_Token] = []
    at = 0
    for found in _numeral().finditer(line):
        low, high = found.span()
        joined += named[at:low]
        joined.append(_numeral_token([token for token in named[low:high] if token[0] != "hyphen"]))
        at = high
    return joined + named[at:]


def _numeral_token(parts: list[_Token]) -> _Token:
    start, end = parts[0][2], parts[-1][3]
    values = [float(value) for kind, value, _, _ in parts if kind != "and"]
    if parts[0][0] == "number" and 11 <= values[0] <= 20 and len(values) > 1 and 10 <= values[1] <= 100:
        below = sum(values[2:]) if values[1] == 100 else sum(values[1:])
        return ("year_words", str(int(values[0] * 100 + below)), start, end)
    return ("count", f"{_numeral_value(parts):.15g}", start, end)


def _numeral_value(parts: list[_Token]) -> float:
    """The number that words say: "two hundred and fifty thousand" is 250,000."""
    total = current = 0.0
    for kind, value, _, _ in parts:
        if kind == "scale":
            current = (current or 1.0) * float(value)
            if current >= 1000:
                total, current = total + current, 0.0
        elif kind != "and":
            current += float(value)
    return total + current


@cache
def _misread() -> re.Pattern[bytes]:
    """Figures and words that what follows them shows to be no year, no day of a month and no repetition."""
    kind = {name: re.escape(bytes([letter])) for name, letter in letter_of().items()}
    counted = b"[%b%b%b%b]" % (kind["units"], kind["money"], kind["scale"], kind["counted"])
    return re.compile(
        b"[%b%b](?=%b)|%b(?=%b)" % (kind["year_number"], kind["day_number"], counted, kind["frequency"], kind["word"])
    )


def _settled(named: list[_Token]) -> list[_Token]:
    """The tokens with figures that count something marked so: the 2000 of "2000 years" is no year."""
    letters = letter_of()
    line = bytes([letters[kind] for kind, _, _, _ in named])
    for found in _misread().finditer(line):
        at = found.start()
        kind, value, start, end = named[at]
        if kind == "year_number" and named[at + 1][0] == "counted" and _is_year(value, named[at - 1][0] if at else ""):
            continue
        named[at] = ("word" if kind == "frequency" else "digits", value, start, end)
    return named


def _is_year(value: str, before: str) -> bool:
    """Whether figures before something countable are a year: "In 2013 people" may be one, "in 2000 people" is none."""
    return before in _DATED or (before == "in" and not value.endswith("0"))
