"""Numerals: digits and number words, read to what they print.

`scanner()` finds runs of digits and number words; `numerals` reads a run into the one or several numbers it prints: "1,250.5",
"2 1/2", "4 hundred million", "two and a half million", "one point five", "three quarters", "tens of thousands". Words come from
`checks/lexicon/numerals.csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from math import floor, log10
from typing import NamedTuple

from checks.extract.pattern import Pattern, compile

JOINERS = (b"\xc2\xa0", b"\xe2\x80\xaf", b"\xe2\x80\x89")
"""No-break space, narrow no-break space, thin space: they group digits and join numbers to units."""

_JOINER = rb"(?:\xc2\xa0|\xe2\x80\xaf|\xe2\x80\x89)"
_VULGAR = rb"(?:\xc2[\xbc-\xbe]|\xe2\x85[\x90-\x9e])"
_SLASH = rb"(?:/|\xe2\x81\x84|\xe2\x88\x95)"
_MINUS = rb"(?:-|\xe2\x88\x92|\xe2\x80\x93)"
_SUPERSCRIPT = rb"(?:\xe2\x81[\xb0\xb4-\xbb]|\xc2[\xb2\xb3\xb9])"
_POWER = (
    rb"(?:[eE][+-]?[0-9]{1,3}|[ ]?(?:\xc3\x97|x|\*)[ ]?10(?:\^"
    + _MINUS
    + rb"?[0-9]{1,3}|"
    + _MINUS
    + rb"[0-9]{1,3}|"
    + _SUPERSCRIPT
    + rb"{1,4}))"
)
_DIGITS = (
    rb"(?:\.?[0-9]+(?:[.,][0-9]+)*(?:(?:" + _JOINER + rb"|')[0-9]{3})*(?:[.,][0-9]+)*(?:"
    rb"[ -]?" + _VULGAR + rb"|[ -][0-9]{1,3}" + _SLASH + rb"[0-9]{1,4}|" + _SLASH + rb"[0-9]{1,5}|" + _POWER + rb")?"
    rb"|" + _VULGAR + rb")"
)
_FRACTIONS = "½ ⅓ ⅔ ¼ ¾ ⅕ ⅖ ⅗ ⅘ ⅙ ⅚ ⅐ ⅛ ⅜ ⅝ ⅞ ⅑ ⅒".split()
_VULGAR_VALUES = dict(
    zip(
        (sign.encode() for sign in _FRACTIONS),
        (1 / 2, 1 / 3, 2 / 3, 1 / 4, 3 / 4, 1 / 5, 2 / 5, 3 / 5, 4 / 5, 1 / 6, 5 / 6, 1 / 7, 1 / 8, 3 / 8, 5 / 8, 7 / 8, 1 / 9, 1 / 10),
        strict=True,
    )
)
_FIGURE = re.compile(
    rb"(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){1,8}|[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}"
    rb"|[0-9]{1,3}(?:" + _JOINER + rb"[0-9]{3}){1,8}|[0-9]{1,3}(?:'[0-9]{3}){1,8}"
    rb"|[0-9]{1,3}(?:\.[0-9]{3}){2,8}|[0-9]{1,30})?(?![0-9])(?P<part>[.][0-9]{1,30}|,[0-9]{1,2}(?![0-9,]))?(?![0-9.,]*[0-9][.,])"
)
_MORE_DIGITS = re.compile(rb"[.,]?[0-9]")
_BEHIND = re.compile(rb"(?:[ -]|" + _JOINER + rb")?([a-z]+)")
_AND_A_HALF = re.compile(rb" and a half| and a quarter")
_CONTINENTAL = re.compile(rb"([0-9]{1,3}(?:\.[0-9]{3}){1,8}),([0-9]{1,2})(?![0-9.,])")
_MIXED = re.compile(rb"[ -]?(" + _VULGAR + rb")|[ -]([0-9]{1,3})" + _SLASH + rb"([0-9]{1,4})(?![0-9])")
_OVER = re.compile(_SLASH + rb"([0-9]{1,5})(?![0-9])")
_EXPONENT = re.compile(rb"[ ]?(?:[eE]|(?:\xc3\x97|x|\*)[ ]?10\^?)((?:" + _MINUS + rb"|\+)?[0-9]{1,3}|" + _SUPERSCRIPT + rb"{1,4})")
_TOKEN = re.compile(rb"[a-z]+")
_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 24, 25, 30, 32, 40, 48, 50, 60, 64, 100, 128, 200, 256, 500, 1000))
"""Denominators of fractions in digits; 2013/14 and 9/11 are none."""

_FINE_ARTICLE = (b"a", b"an")
_PLAIN_GAPS = (b" ", b"-", b"")


class Numeral(NamedTuple):
    """A number as printed, at `start` to `end` of its run; `high` differs from `value` for "millions" and the like.

    `shape`: "integer" (digits alone), "grouped" (with separators), "decimal", "comma" (a decimal comma), "fraction", "mixed",
    "power", "words", "article" ("a million"), "plural" ("millions"). `scale` is the product of the scale words printed.
    """

    start: int
    end: int
    value: float
    high: float
    step: float
    coarse: float
    shape: str
    scale: float = 1.0

    def times(self, factor: float, longer: int = 0) -> Numeral:
        """The same number with a further scale that takes `longer` bytes."""
        return self._replace(
            end=self.end + longer,
            value=_product(self.value, factor),
            high=_product(self.high, factor),
            step=self.step * factor,
            coarse=self.coarse * factor,
            scale=self.scale * factor,
        )


class _Word(NamedTuple):
    kind: str
    value: float


@cache
def _lexicon() -> dict[bytes, _Word]:
    text = files("checks.lexicon").joinpath("numerals.csv").read_text("utf-8")
    return {row["word"].encode(): _Word(row["kind"], float(row["value"])) for row in csv.DictReader(text.splitlines())}


@cache
def number_words() -> frozenset[bytes]:
    """The words that print a number."""
    kinds = ("digit", "teen", "tens", "hundred", "scale", "dozen", "half")
    return frozenset(word for word, entry in _lexicon().items() if entry.kind in kinds)


@cache
def suffixes() -> dict[bytes, float]:
    """Letters that scale a number they stand close to: k, m, bn."""
    return {word: entry.value for word, entry in _lexicon().items() if entry.kind in ("suffix", "abbreviation")}


@cache
def scanner() -> Pattern:
    """The pattern of runs of digits and number words."""
    kinds: dict[str, list[bytes]] = {}
    for word, entry in sorted(_lexicon().items(), key=lambda item: -len(item[0])):
        kinds.setdefault(entry.kind, []).append(word)

    def either(*names: str) -> bytes:
        return b"|".join(word for name in names for word in kinds[name])

    counters = either("digit", "teen", "tens", "hundred", "scale", "dozen", "dozens", "hundreds", "scales", "zero")
    parts = either("denominator", "half")
    scales = either("hundred", "scale", "dozen")
    word = (
        rb"(?:half(?:[ -]of)?[ -]an?|tens of (?:" + either("scales") + rb")|(?:hundreds|thousands|dozens) of (?:"
        + either("hundreds", "scales") + rb")|" + counters + rb"|" + parts + rb"|" + either("abbreviation") + rb")"
    )  # fmt: skip
    first = (
        rb"an?[ -](?:" + scales + rb"|" + parts + rb")|half(?:[ -]of)?[ -]an?|half|tens of (?:" + either("scales")
        + rb")|(?:hundreds|thousands|dozens) of (?:" + either("hundreds", "scales") + rb")|" + counters
        + rb"|(?:third|fourth|quarter|tenth)s?[ -](?:of[ -])?an?|quarter"
    )  # fmt: skip
    joint = (
        rb"(?:,? and(?: an?)? |-and-(?:an?-)?|[ -]point[ -]| of an? |, | & |[ -]{1,3}|" + _JOINER + rb")"
    )
    tight = rb"(?:(?:" + either("abbreviation", "scale") + rb")s?\b)?"
    return compile(
        rb"(?i)(?:" + _DIGITS + tight + rb"|\b(?:" + first + rb")\b)(?:" + joint + word + rb"\b)*"
    )


def significant(value: float, place: float) -> float:
    """The coarsest grid an integer count of `place` may have been rounded to: 10^k for k trailing zeros, half ten for a last 5."""
    digits = round(value / place)
    if digits == 0 or digits > 10**15:
        return place
    grid = 1
    while digits % 10 == 0:
        digits //= 10
        grid *= 10
    return place * grid * (5 if digits % 5 == 0 else 1)


def _product(value: float, factor: float) -> float:
    """Decimal product: 2.2 million is 2200000, not 2200000.0000000002."""
    return float(f"{value * factor:.15g}")


def one_digit(value: float) -> float:
    """The grid of one significant digit."""
    return 10.0 ** floor(log10(value)) if value > 0 else 1.0


@lru_cache(maxsize=1 << 16)
def numerals(run: bytes) -> tuple[Numeral, ...]:
    """The numbers that a run of digits and number words prints, in order; a malformed one (a version, "12,34") is left out."""
    low = run.lower()
    found: list[Numeral] = []
    at = 0
    if not low[:1].isalpha():
        head = _digits(low)
        if head is None:
            return ()
        head = _scaled(low, head)
        found.append(head)
        at = head.end
    tokens = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(low, at)]
    position = 0
    while position < len(tokens):
        numeral, position = _words(low, tokens, position)
        if numeral is not None:
            found.append(numeral)
    return tuple(_without_years(low, found))


def _without_years(run: bytes, found: list[Numeral]) -> Iterator[Numeral]:
    """Leave out "nineteen eighty-four" and "twenty twenty": two numbers of two digits side by side are a year or a score."""
    skip = False
    for number, one in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        pair = (
            after is not None
            and run[one.end : after.start] in _PLAIN_GAPS
            and one.shape == after.shape == "words"
            and 10 <= one.value < 100
            and 10 <= after.value < 100
        )
        if not skip and not pair:
            yield one
        skip = pair


def _digits(run: bytes) -> Numeral | None:
    vulgar = _MIXED.match(run)
    if vulgar is not None and vulgar[1] is not None and vulgar.start() == 0 and run[:1] not in b" -":
        value = _VULGAR_VALUES[vulgar[1]]
        return Numeral(0, vulgar.end(), value, value, one_digit(value), one_digit(value), "fraction")
    continental = _CONTINENTAL.match(run)
    if continental is not None:
        return _plain(continental[1].replace(b".", b""), b"." + continental[2], continental.end(), "grouped")
    figure = _FIGURE.match(run)
    if figure is None or figure.end() == 0 or _MORE_DIGITS.match(run, figure.end()):
        return None
    whole, part = figure["whole"] or b"", figure["part"] or b""
    if not whole and not part:
        return None
    shape = "comma" if part[:1] == b"," else "decimal" if part else "integer" if whole.isdigit() else "grouped"
    pure = re.sub(rb"[^0-9]", b"", whole)
    return _tail(run, _plain(pure, part.replace(b",", b"."), figure.end(), shape))


def _plain(whole: bytes, part: bytes, end: int, shape: str) -> Numeral:
    value = float((whole or b"0") + part)
    place = 10.0 ** -(len(part) - 1) if part else 1.0
    zeros = part and part.endswith(b"0")
    coarse = place if zeros else significant(value, place)
    return Numeral(0, end, value, value, place, coarse, shape)


def _tail(run: bytes, whole: Numeral) -> Numeral | None:
    """Fractions and powers of ten behind the digits."""
    end = whole.end
    if whole.shape == "integer":
        mixed = _MIXED.match(run, end)
        if mixed is not None and (mixed[1] is not None or 0 < int(mixed[2]) < int(mixed[3])):
            part = _VULGAR_VALUES[mixed[1]] if mixed[1] is not None else int(mixed[2]) / int(mixed[3])
            value = whole.value + part
            return Numeral(0, mixed.end(), value, value, one_digit(part), one_digit(part), "mixed")
        over = _OVER.match(run, end)
        if over is not None:
            return _ratio(whole, int(over[1]), over.end())
    power = _EXPONENT.match(run, end)
    if power is None:
        return whole
    digits = power[1].decode().translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−–", "0123456789---"))
    factor = 10.0 ** max(-300, min(300, int(digits)))
    return whole.times(factor, power.end() - end)._replace(shape="power")


def _ratio(whole: Numeral, denominator: int, end: int) -> Numeral | None:
    if denominator not in _DENOMINATORS or not 0 < whole.value < 4 * denominator or whole.value > 100:
        return None
    value = whole.value / denominator
    return Numeral(0, end, value, value, one_digit(value), one_digit(value), "fraction")


def _scaled(run: bytes, head: Numeral) -> Numeral:
    """Scale words behind digits: "4 hundred million", "2.5bn"; then "3 and a half"."""
    numeral = head
    while True:
        match = _BEHIND.match(run, numeral.end)
        entry = _lexicon().get(match[1]) if match is not None else None
        if match is None or entry is None or entry.kind not in ("hundred", "scale", "scales", "hundreds", "abbreviation", "dozen", "dozens"):
            break
        if numeral.end != head.end and entry.value < numeral.scale and entry.kind != "dozen":
            break
        numeral = numeral.times(entry.value, match.end() - numeral.end)
    half = _AND_A_HALF.match(run, numeral.end)
    if half is not None and head.shape == "integer":
        part = (0.5 if half[0].endswith(b"half") else 0.25) * numeral.scale
        value = numeral.value + part
        return numeral._replace(end=half.end(), value=value, high=value, step=part, coarse=part, shape="mixed")
    return numeral


class _Reader:
    """Reads one number from number words; `take` goes on while the words still belong to it."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group: float | None = None
        self.scale = float("inf")
        self.place = 1.0
        self.last = ""

    def take(self, word: _Word) -> bool:
        kind, value = word
        if kind in ("digit", "teen", "tens"):
            return self._unit(kind, value)
        if kind in ("hundred", "hundreds"):
            return self._hundred(value)
        if kind in ("scale", "scales", "abbreviation"):
            return self._scale(value)
        if kind in ("dozen", "dozens"):
            return self._dozen(value)
        return False

    def _unit(self, kind: str, value: float) -> bool:
        group = self.group
        if group is None or (group >= 100 and self.last == "hundred"):
            self.group = (group or 0) + value
        elif kind == "digit" and value and self.last == "tens":
            self.group = group + value
        else:
            return False
        self.last = kind
        return True

    def _hundred(self, value: float) -> bool:
        if self.group is not None and self.group >= 100 or self.last == "hundred":
            return False
        self.group = (1 if self.group is None else self.group) * value
        self.last = "hundred"
        return True

    def _scale(self, value: float) -> bool:
        if self.group is None:
            if not self.last:
                self.group = 1.0
            elif self.last == "scale" and value > self.scale:
                self.total *= value
                self.place = self.scale = self.scale * value
                return True
            else:
                return False
        elif value >= self.scale:
            return False
        self.total += _product(self.group, value)
        self.group, self.scale, self.last, self.place = None, value, "scale", value
        return True

    def _dozen(self, value: float) -> bool:
        if self.last == "dozen":
            return False
        self.total, self.group = (self.value or 1.0) * value, None
        self.last, self.place, self.scale = "dozen", value, 0.0
        return True

    @property
    def value(self) -> float:
        return self.total + (self.group or 0.0)


_Tokens = list[tuple[int, int, bytes]]


def _words(run: bytes, tokens: _Tokens, at: int) -> tuple[Numeral | None, int]:
    """One number from the words at `at`, and where the next may begin."""
    plural = _plural(run, tokens, at)
    if plural is not None:
        return plural
    part = _fraction(run, tokens, at)
    if part is not None:
        return part
    begin = at
    article = tokens[at][2] in _FINE_ARTICLE
    reader = _Reader()
    at += article
    while at < len(tokens):
        word = _lexicon().get(tokens[at][2])
        if word is None or not reader.take(word):
            if tokens[at][2] == b"and" and _goes_on(reader, tokens, at):
                at += 1
                continue
            break
        at += 1
    if at == begin + article:
        zero = _lexicon().get(tokens[begin][2])
        if zero is not None and zero.kind == "zero":
            return Numeral(tokens[begin][0], tokens[begin][1], 0.0, 0.0, 1.0, 1.0, "words"), begin + 1
        return None, begin + 1
    return _finished(run, tokens, begin, at, reader, article)


def _goes_on(reader: _Reader, tokens: _Tokens, at: int) -> bool:
    """Whether "and" goes on with the same number: "two hundred and five", "a million and ten"."""
    following = _lexicon().get(tokens[at + 1][2]) if at + 1 < len(tokens) else None
    if following is None or reader.last not in ("hundred", "scale"):
        return False
    return following.kind in ("digit", "teen", "tens")


def _finished(
    run: bytes, tokens: _Tokens, begin: int, at: int, reader: _Reader, article: bool
) -> tuple[Numeral, int]:
    value = reader.value
    place = reader.place if reader.group is None else 1.0
    coarse = significant(value, place) if value else 1.0
    shape = "article" if article or (at == begin + 1 and reader.last in ("hundred", "scale", "dozen")) else "words"
    scale = reader.scale if reader.last == "scale" else 1.0
    numeral = Numeral(tokens[begin][0], tokens[at - 1][1], value, value, place, coarse, shape, scale)
    point = _decimals(run, tokens, at, numeral)
    if point is not None:
        return point
    return _and_part(run, tokens, at, numeral)


def _decimals(run: bytes, tokens: _Tokens, at: int, whole: Numeral) -> tuple[Numeral, int] | None:
    """ "one point five million"."""
    if at + 1 >= len(tokens) or tokens[at][2] != b"point":
        return None
    digits, last = "", at
    for last in range(at + 1, len(tokens)):
        word = _lexicon().get(tokens[last][2])
        if word is None or word.kind not in ("digit", "zero"):
            break
        digits += f"{word.value:.0f}"
        at = last
    if not digits:
        return None
    place = 10.0 ** -len(digits)
    value = float(f"{whole.value:.0f}.{digits}")
    numeral = Numeral(whole.start, tokens[at][1], value, value, place, significant(value, place), "words")
    at += 1
    while at < len(tokens):
        word = _lexicon().get(tokens[at][2])
        if word is None or word.kind not in ("scale", "scales", "hundred"):
            break
        numeral = numeral.times(word.value, tokens[at][1] - numeral.end)
        at += 1
    return numeral, at


def _and_part(run: bytes, tokens: _Tokens, at: int, whole: Numeral) -> tuple[Numeral, int]:
    """ "two and a half million", "a million and a half", "one and three quarters"."""
    if at + 1 >= len(tokens) or tokens[at][2] != b"and":
        return whole, at
    behind = [token[2] for token in tokens[at + 1 : at + 4]]
    count, used = 1.0, 0
    first = _lexicon().get(behind[0])
    if behind[0] in _FINE_ARTICLE:
        used = 1
    elif first is not None and first.kind == "digit":
        count, used = first.value, 1
    word = _lexicon().get(behind[used]) if used < len(behind) else None
    if word is None or word.kind not in ("half", "denominator") or (used == 0 and word.kind != "half"):
        return whole, at
    part = count * (word.value if word.kind == "half" else 1 / word.value)
    end = at + 1 + used + 1
    unit = whole.scale if whole.scale > 1 else 1.0
    value = whole.value + part * unit
    grid = one_digit(part) * unit if part != 0.5 else 0.5 * unit
    numeral = Numeral(whole.start, tokens[end - 1][1], value, value, grid, grid, "mixed", whole.scale)
    word = _lexicon().get(tokens[end][2]) if end < len(tokens) else None
    if word is not None and word.kind in ("scale", "hundred") and whole.scale == 1:
        numeral, end = numeral.times(word.value, tokens[end][1] - numeral.end), end + 1
    return numeral, end


def _fraction(run: bytes, tokens: _Tokens, at: int) -> tuple[Numeral, int] | None:
    """ "half", "half a million", "a third", "two-thirds", "three quarters billion", "quarter of a million"."""
    begin, count = at, 1.0
    word = _lexicon().get(tokens[at][2])
    if tokens[at][2] in _FINE_ARTICLE or (word is not None and word.kind in ("digit", "teen")):
        if at + 1 >= len(tokens):
            return None
        following = _lexicon().get(tokens[at + 1][2])
        if following is None or following.kind not in ("half", "denominator"):
            return None
        if run[tokens[at][1] : tokens[at + 1][0]] not in _PLAIN_GAPS:
            return None
        count = 1.0 if word is None else word.value
        word, at = following, at + 1
    if word is None or word.kind not in ("half", "denominator") or count == 0:
        return None
    value = count * (word.value if word.kind == "half" else 1 / word.value)
    grid = one_digit(value)
    numeral = Numeral(tokens[begin][0], tokens[at][1], value, value, grid, grid, "fraction")
    return _of_scale(run, tokens, at + 1, numeral)


def _of_scale(run: bytes, tokens: _Tokens, at: int, part: Numeral) -> tuple[Numeral, int]:
    """A scale behind a fraction: "half a million", "quarter of a million", "half-dozen"; else the fraction with its "a"."""
    after = at
    while after < len(tokens) and tokens[after][2] in (b"of", b"a", b"an"):
        after += 1
    word = _lexicon().get(tokens[after][2]) if after < len(tokens) else None
    if word is not None and word.kind in ("scale", "hundred", "dozen"):
        numeral = part.times(word.value, tokens[after][1] - part.end)
        grid = one_digit(numeral.value)
        return numeral._replace(step=grid, coarse=grid, shape="words"), after + 1
    if after > at and tokens[after - 1][2] in _FINE_ARTICLE:
        return part._replace(end=tokens[after - 1][1], shape="portion"), after
    return part, at


def _plural(run: bytes, tokens: _Tokens, at: int) -> tuple[Numeral, int] | None:
    """ "millions", "tens of thousands", "hundreds of millions", "dozens": from once to ten times the scale."""
    word = _lexicon().get(tokens[at][2])
    if word is None or word.kind not in ("hundreds", "scales", "dozens", "tenfold"):
        return None
    value, end = word.value, at + 1
    if at + 2 < len(tokens) and tokens[at + 1][2] == b"of":
        following = _lexicon().get(tokens[at + 2][2])
        if following is not None and following.kind in ("scales", "hundreds"):
            value, end = value * following.value, at + 3
    if word.kind == "tenfold" and end == at + 1:
        return None
    return Numeral(tokens[at][0], tokens[end - 1][1], value, 10 * value, value, value, "plural"), end
