"""Words and figures that can belong to an expression of time, each with its kind.

Every token becomes one byte, its kind, so that the grammar is a regular expression over kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress
from typing import TypeAlias

from checks.extract.time_lexicon import CAPITAL, SPACE, TOKEN, Entry, abbreviations, entries, kinds, letter_of, shapes

_Cut: TypeAlias = tuple[int, str, int]
"""Number of the shape, text with the space before it, and end."""
_Phrases: TypeAlias = Mapping[str, Sequence[Entry]]
"""Phrases that begin with a word, by their second token."""

_GLUE = frozenset("+=@\\~<>&^.*")
"""Signs that tie a figure to something else: it is no year and no day."""
_DATED = frozenset(("month", "name_month", "season", "quarter_code", "comma"))
"""What stands before a year that is one whatever follows: "in April 2013 men earned"."""
_JOINTS = ("hyphen", "and")
"""What stands between the words of a number."""
_POINT = (".",)
"""What belongs to an abbreviation if it stands right behind it."""


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


@dataclass(frozen=True, slots=True)
class _Form:
    """What a token is by itself; `spelled` is its text in small letters, `width` its length without the space."""

    shape: str
    letter: int
    value: str
    spelled: str
    width: int
    phrases: _Phrases | None = None


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
    line = _named(_cut(text, stretches))
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


def _cut(text: str, stretches: Iterable[tuple[int, int]]) -> list[_Cut]:
    """The tokens of the stretches, an empty one before the first stretch and behind each."""
    found: list[_Cut] = [(0, "", 0)]
    for low, high in stretches:
        found += [(token.lastindex or 0, token[0], token.end()) for token in TOKEN.finditer(text, low, high)]
        found.append((0, "", high))
    return found


def _named(found: list[_Cut]) -> _Line:
    """The tokens with the kinds and values of the lexicon, its phrases and abbreviations joined.

    Most tokens are what they are wherever they stand; only figures and what may begin a phrase are looked at twice.
    """
    forms = [_form(shape, written) for shape, written, _ in found]
    ends = [end for _, _, end in found]
    starts = [end - form.width for form, end in zip(forms, ends, strict=True)]
    line = _Line(bytearray([form.letter for form in forms]), [form.value for form in forms], starts, ends)
    spelled = [form.spelled for form in forms]
    _tie_figures(line, [form.shape for form in forms], spelled)
    _join_phrases(line, spelled, [form.phrases for form in forms])
    line.close()
    return line


@lru_cache(maxsize=1 << 15)
def _form(shape: int, written: str) -> _Form:
    """The token with the kind of its shape, or with that of its word in the lexicon."""
    text = SPACE.sub("", written, count=1)
    spelled = text.lower().replace("\xe2\x80\x99", "'")
    name = shapes()[shape]
    kind, value, phrases = name, text, None
    if name == "word":
        kind, value, phrases = _word(text, spelled)
    elif name == "figure":
        kind, value = _figure(text), text.replace(",", "")
    return _Form(name, letter_of()[kind], value, spelled, len(text), phrases)


def _word(text: str, spelled: str) -> tuple[str, str, _Phrases | None]:
    """Kind and value of a word that stands alone, and the phrases that it may begin; its abbreviation is one."""
    known = [entry for entry in entries().get(spelled, ()) if entry.kind not in CAPITAL or text[0].isupper()]
    kind, value = next(((entry.kind, entry.value) for entry in known if not entry.rest), ("word", spelled))
    phrases: dict[str, list[Entry]] = {}
    for entry in known:
        if entry.rest:
            phrases.setdefault(entry.rest[0], []).append(entry)
    if spelled in abbreviations():
        phrases.setdefault(".", []).append(Entry(kind, value, _POINT))
    return kind, value, phrases or None


def _figure(text: str) -> str:
    """Day, year or another number, by its digits."""
    if len(text) > 9:
        return "other"
    if text.isdigit():
        if len(text) <= 2 and 1 <= int(text) <= 31:
            return "day_number"
        if len(text) == 4 and "1000" <= text < "2200":
            return "year_number"
    return "digits"


def _tie_figures(line: _Line, shape: Sequence[str], spelled: Sequence[str]) -> None:
    """Mark figures that are written together with a word or sign: "B52" is no number, "5pm" no day."""
    for at in [at for at, one in enumerate(shape) if one == "figure"]:
        if line.ends[at - 1] == line.starts[at] and (shape[at - 1] in ("word", "money") or spelled[at - 1] in _GLUE):
            line.letters[at] = letter_of()["stop"]
        elif line.ends[at] == line.starts[at + 1] and shape[at + 1] == "word":
            line.letters[at] = letter_of()["digits"]


def _join_phrases(line: _Line, spelled: Sequence[str], phrases: Sequence[_Phrases | None]) -> None:
    """Join the phrases of the lexicon ("at least", "New Year's Day"), and abbreviations with their full stop."""
    begun = [(at, several[spelled[at + 1]]) for at, several in enumerate(phrases) if several and spelled[at + 1] in several]
    for at, several in begun:
        for entry in several:
            high = at + 1 + len(entry.rest)
            apart = entry.rest == _POINT and line.ends[at] != line.starts[at + 1]
            if line.letters[at] and tuple(spelled[at + 1 : high]) == entry.rest and not apart:
                line.join(at, high, entry.kind, entry.value)
                break


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
