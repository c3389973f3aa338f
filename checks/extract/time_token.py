"""Words and figures that can belong to an expression of time, each with its kind.

Every token becomes one byte, its kind, so that the grammar is a regular expression over kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, compress
from typing import TypeAlias

from checks.extract.time_lexicon import (
    CAPITAL,
    LONGEST_SIGN,
    TOKEN,
    WORD,
    Entry,
    abbreviations,
    entries,
    kinds,
    letter_of,
    shape_names,
)

_Cut: TypeAlias = tuple[str, str, int, int]
"""Shape, text, start and end of a token."""

_GLUE = frozenset("+=@\\~<>&^.*")
"""Signs that tie a figure to something else: it is no year and no day."""
_DATED = frozenset(("month", "name_month", "season", "quarter_code", "comma"))
"""What stands before a year that is one whatever follows: "in April 2013 men earned"."""
_JOINTS = ("hyphen", "and")
"""What stands between the words of a number."""


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


@dataclass(slots=True)
class _Form:
    """A token of a word, at offsets into that; `spelled` is its text in small letters.

    `phrases` are those of the lexicon that it may begin, by their second token.
    """

    letter: int
    value: str
    spelled: str
    start: int
    end: int
    phrases: Mapping[str, Sequence[Entry]] | None = None


@dataclass(slots=True)
class _Line:
    """Tokens in parallel lists. Those that are joined to the one before have the letter 0 until the line is closed."""

    letters: bytearray
    values: list[str]
    starts: list[int]
    ends: list[int]

    def join(self, low: int, high: int, kind: str, value: str) -> None:
        """Make one token of those from `low` to `high`."""
        self.letters[low:high] = bytes([letter_of()[kind]]).ljust(high - low, b"\x00")
        self.values[low], self.ends[low] = value, self.ends[high - 1]

    def close(self) -> None:
        """Leave out the tokens that are joined to others."""
        letters = self.letters
        self.values = list(compress(self.values, letters))
        self.starts = list(compress(self.starts, letters))
        self.ends = list(compress(self.ends, letters))
        self.letters = letters.replace(b"\x00", b"")


def tokens(text: str, stretches: Iterable[tuple[int, int]]) -> Tokens:
    """The tokens of the stretches of `text`, with phrases and numbers in words joined."""
    line = _named(text, stretches)
    _count(line)
    _settle(line)
    names = kinds()
    return Tokens(
        text,
        bytes(line.letters),
        tuple([names[letter] for letter in line.letters]),
        tuple(line.values),
        tuple(line.starts),
        tuple(line.ends),
    )


def _named(text: str, stretches: Iterable[tuple[int, int]]) -> _Line:
    """The tokens with the kinds and values of the lexicon and its phrases joined; an empty one ends each stretch."""
    words, places = [""], [0]
    for low, high in stretches:
        several = WORD.findall(text, low, high)
        words += several
        words.append("")
        places += accumulate(map(len, several), initial=low)
    parted = list(map(_forms, words))
    forms = list(chain.from_iterable(parted))
    line = _Line(
        bytearray([form.letter for form in forms]),
        [form.value for form in forms],
        [place + form.start for place, several in zip(places, parted, strict=True) for form in several],
        [place + form.end for place, several in zip(places, parted, strict=True) for form in several],
    )
    _join_phrases(line, forms)
    line.close()
    return line


def _join_phrases(line: _Line, forms: Sequence[_Form]) -> None:
    """Join the phrases of the lexicon: "at least", "New Year's Day"."""
    for at in [at for at, form in enumerate(forms) if form.phrases]:
        for entry in (forms[at].phrases or {}).get(forms[at + 1].spelled, ()):
            high = at + 1 + len(entry.rest)
            if line.letters[at] and tuple([form.spelled for form in forms[at + 1 : high]]) == entry.rest:
                line.join(at, high, entry.kind, entry.value)
                break


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> tuple[_Form, ...]:
    """The tokens of a word, each with the kind of its shape, or with that of its word in the lexicon."""
    bare = word.lstrip(" ")
    if len(bare) > LONGEST_SIGN and bare.isascii() and bare.isalpha():  # most words are nothing but letters
        return (_word(bare, len(word) - len(bare), len(word)),)
    cut = [(shape_names()[n := token.lastindex or 0], token[n], *token.span(n)) for token in TOKEN.finditer(word)]
    forms: list[_Form] = []
    for at, (shape, text, start, end) in enumerate(cut):
        if shape == "word":
            forms.append(_word(text, start, end))
        elif shape == "figure":
            beside = (cut[at - 1] if at else None, cut[at + 1] if at + 1 < len(cut) else None)
            kind = _figure_kind(text, beside, start, end)
            forms.append(_Form(letter_of()[kind], text.replace(",", ""), text, start, end))
        elif text == "." and at and start == cut[at - 1][3] and forms[-1].spelled in abbreviations():
            forms[-1].end = end
        else:
            forms.append(_Form(letter_of()[shape], text, _spelled(text), start, end))
    return tuple(forms) or (_Form(letter_of()["stop"], "", "", 0, 0),)


def _word(text: str, start: int, end: int) -> _Form:
    """The token with the kind and value that the lexicon gives to the word."""
    spelled = _spelled(text)
    if spelled not in entries():
        return _Form(letter_of()["word"], spelled, spelled, start, end)
    known = [entry for entry in entries()[spelled] if entry.kind not in CAPITAL or text[0].isupper()]
    kind, value = next(((entry.kind, entry.value) for entry in known if not entry.rest), ("word", spelled))
    phrases: dict[str, list[Entry]] = {}
    for entry in known:
        if entry.rest:
            phrases.setdefault(entry.rest[0], []).append(entry)
    return _Form(letter_of()[kind], value, spelled, start, end, phrases or None)


def _spelled(text: str) -> str:
    return text.lower().replace("\xe2\x80\x99", "'")


def _figure_kind(text: str, beside: tuple[_Cut | None, _Cut | None], start: int, end: int) -> str:
    """Day, year or another number, by its digits and what is written together with it."""
    before, behind = beside
    if before is not None and before[3] == start and (before[0] in ("word", "money") or before[1] in _GLUE):
        return "stop"
    if len(text) > 9:
        return "other"
    if behind is not None and behind[2] == end and behind[0] == "word":
        return "digits"
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


def _count(line: _Line) -> None:
    """Join numbers in words: "twenty-four", "a hundred", "nineteen ninety-six" (a year)."""
    names = kinds()
    for found in _numeral().finditer(bytes(line.letters)):
        low, high = found.span()
        line.join(low, high, *_number(tuple(names[letter] for letter in found[0]), tuple(line.values[low:high])))
    line.close()


@lru_cache(maxsize=1 << 12)
def _number(parts: tuple[str, ...], printed: tuple[str, ...]) -> tuple[str, str]:
    """Kind and value of a number in words, by the kinds and values of its parts."""
    said = [(kind == "scale", float(value)) for kind, value in zip(parts, printed, strict=True) if kind not in _JOINTS]
    values = [value for _, value in said]
    if parts[0] == "number" and 11 <= values[0] <= 20 and len(values) > 1 and 10 <= values[1] <= 100:
        below = sum(values[2:]) if values[1] == 100 else sum(values[1:])
        return "year_words", str(int(values[0] * 100 + below))
    return "count", f"{_sum(said):.15g}"


def _sum(said: Iterable[tuple[bool, float]]) -> float:
    """The number that words say, of which some are scales: "two hundred and fifty thousand" is 250,000."""
    total = current = 0.0
    for is_scale, value in said:
        if is_scale:
            current = (current or 1.0) * value
            if current >= 1000:
                total, current = total + current, 0.0
        else:
            current += value
    return total + current


@cache
def _misread() -> re.Pattern[bytes]:
    """Figures and words that what follows them shows to be no year, no day of a month and no repetition."""
    kind = {name: re.escape(bytes([letter])) for name, letter in letter_of().items()}
    counted = b"[%b%b%b%b]" % (kind["units"], kind["money"], kind["scale"], kind["counted"])
    return re.compile(
        b"[%b%b](?=%b)|%b(?=%b)" % (kind["year_number"], kind["day_number"], counted, kind["frequency"], kind["word"])
    )


def _settle(line: _Line) -> None:
    """Mark figures that count something as what they are: the 2000 of "2000 years" is no year."""
    letters, names = line.letters, kinds()
    for found in _misread().finditer(bytes(letters)):
        at = found.start()
        kind, behind = names[letters[at]], names[letters[at + 1]]
        if kind == "year_number" and behind == "counted" and _is_year(line.values[at], names[letters[at - 1]]):
            continue
        letters[at] = letter_of()["word" if kind == "frequency" else "digits"]


def _is_year(value: str, before: str) -> bool:
    """Whether figures before something countable are a year: "In 2013 people" may be one, "in 2000 people" is none."""
    return before in _DATED or (before == "in" and not value.endswith("0"))
