"""Words and figures that can belong to an expression of time, each with its kind.

Every token becomes one byte, its kind, so that the grammar is a regular expression over kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeVar

from checks.extract.time.lexer import Word, cut, fits, spelled
from checks.extract.time.vocabulary import WORD, kinds, letter_of, opening, phrases

_T = TypeVar("_T")
_DATED = frozenset(("month", "name_month", "season", "quarter_code", "comma"))
"""What stands before a year that is one whatever follows: "in April 2013 men earned"."""


class Tokens(NamedTuple):
    """The tokens of a batch: `letters` has one byte a token, its kind; values, starts and ends run parallel to it.

    `starts` and `ends` point into `text`, which has the stretches with a line break before and behind each, a token
    "stop". What begins at `begins[n]` in the text is `shifts[n]` bytes further behind in the data.
    """

    text: str
    letters: bytes
    values: tuple[str, ...]
    starts: list[int]
    ends: list[int]
    begins: list[int]
    shifts: list[int]


class _Line:
    """Tokens in parallel lists. Those that are joined to the one before have the letter 0 until the line is closed."""

    def __init__(self, words: Iterable[Word]) -> None:
        letters: list[bytes] = []
        flat: list[str] = []
        lengths: list[int] = []
        for kinds_of_word, values, lengths_of_word in words:  # one loop is faster than three
            letters.append(kinds_of_word)
            flat += values
            lengths += lengths_of_word
        self.values = flat
        self.letters = bytearray(b"".join(letters))
        bounds = list(accumulate(lengths))
        self.starts, self.ends = bounds[::2], bounds[1::2]
        self._joined: list[tuple[int, int]] = []

    def printed(self, text: str, at: int) -> str:
        """The `at`-th token as it is written."""
        return text[self.starts[at] : self.ends[at]]

    def join(self, low: int, high: int, kind: str, value: str) -> None:
        """Make one token of those from `low` to `high`."""
        self.letters[low:high] = bytes([letter_of()[kind]]).ljust(high - low, b"\x00")
        self.values[low], self.ends[low] = value, self.ends[high - 1]
        if high - low > 1:
            self._joined.append((low, high))

    def close(self) -> None:
        """Leave out the tokens that are joined to others."""
        self.letters = self.letters.replace(b"\x00", b"")
        self._joined.sort()
        self.values = self._kept(self.values)
        self.starts, self.ends = self._kept(self.starts), self._kept(self.ends)

    def _kept(self, items: list[_T]) -> list[_T]:
        kept: list[_T] = []
        behind = 0
        for low, high in self._joined:
            kept += items[behind : low + 1]
            behind = max(behind, high)
        return kept + items[behind:]


def tokens(data: str, stretches: Iterable[tuple[int, int]]) -> Tokens:
    """The tokens of the stretches of the data, read as Latin-1, with phrases and numbers in words joined."""
    spans = list(stretches)
    text = "\n".join(["", *[data[low:high] for low, high in spans], ""])
    line = _Line(map(cut, WORD.findall(text)))
    _join_phrases(line, text)
    _count(line)
    line.close()
    _settle(line)
    begins = list(accumulate([high - low + 1 for low, high in spans], initial=1))
    shifts = [low - begin for begin, (low, _) in zip(begins, spans, strict=False)]
    return Tokens(text, bytes(line.letters), tuple(line.values), line.starts, line.ends, begins, shifts)


@cache
def _openings() -> tuple[re.Pattern[bytes], bytes]:
    """The tokens that may begin a phrase, and the table from them to what they are otherwise."""
    letters = opening()
    table = bytes.maketrans(bytes(letters.values()), bytes(letter_of()[kind] for kind in letters))
    return re.compile(b"[%b]" % re.escape(bytes(letters.values()))), table


def _join_phrases(line: _Line, text: str) -> None:
    """Join the phrases of the lexicon: "at least", "New Year's Day"."""
    may_begin, table = _openings()
    for found in may_begin.finditer(bytes(line.letters)):
        at = found.start()
        first, second = line.printed(text, at), spelled(line.printed(text, at + 1))
        for entry in phrases().get(spelled(first), ()):
            if entry.tokens[1] == second and fits(entry, first) and line.letters[at]:
                high = at + len(entry.tokens)
                if all(spelled(line.printed(text, n)) == entry.tokens[n - at] for n in range(at + 2, high)):
                    line.join(at, high, entry.kind, entry.value)
                    break
    line.letters = line.letters.translate(table)


@cache
def _letters() -> dict[str, bytes]:
    """Kinds as patterns over the letters of a line: each with the tokens that are joined to it."""
    return {name: b"(?:%b\x00*)" % re.escape(bytes([letter])) for name, letter in letter_of().items()}


@cache
def _numeral() -> re.Pattern[bytes]:
    """Numbers in words over kinds: "twenty-four", "a hundred", "2 million"."""
    kind = _letters()
    number, scale = kind["number"], kind["scale"]
    chain = b"%b(?:%b?%b)*" % (number, kind["hyphen"], number)
    figure = b"(?:%b|%b|%b)(?=%b)" % (kind["day_number"], kind["digits"], kind["a"], scale)
    return re.compile(b"(?:%b|%b)(?:%b(?:%b?%b)?)*" % (chain, figure, scale, kind["and"], chain))


def _count(line: _Line) -> None:
    """Join numbers in words: "twenty-four", "a hundred", "nineteen ninety-six" (a year)."""
    for found in _numeral().finditer(bytes(line.letters)):
        low, high = found.span()
        line.join(low, high, *_number(found[0], tuple(line.values[low:high])))


@lru_cache(maxsize=1 << 12)
def _number(letters: bytes, printed: tuple[str, ...]) -> tuple[str, str]:
    """Kind and value of a number in words, by the kinds and values of its parts."""
    parts = [(kinds()[letter], value) for letter, value in zip(letters, printed, strict=True) if letter]
    said = [(kind == "scale", float(value)) for kind, value in parts if kind not in ("hyphen", "and")]
    values = [value for _, value in said]
    if parts[0][0] == "number" and 11 <= values[0] <= 20 and len(values) > 1 and 10 <= values[1] <= 100:
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
