"""Numbers in words: "two and a half million", "one point five", "three quarters", "tens of thousands"."""

from __future__ import annotations

from dataclasses import replace

from checks.extract.quantity.number import NumberWord, Numeral, lexicon, one_digit, product, significant
from checks.lexicon.word import words

Tokens = list[tuple[int, int, bytes]]
"""Words in small letters with their offsets in the run."""

_ARTICLES = (b"a", b"an")
PLAIN_GAPS = (b" ", b"-", b"")
"""What may stand between the parts of one number: "two thirds", "twenty-one"."""


class _Reader:
    """Reads one number from number words; `take` goes on while the words still belong to it."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group: float | None = None
        self.scale = float("inf")
        self.place = 1.0
        self.last = ""

    def take(self, word: NumberWord) -> bool:
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
        if (self.group is not None and self.group >= 100) or self.last == "hundred":
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
        self.total += product(self.group, value)
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


def read(run: bytes, tokens: Tokens, at: int) -> tuple[Numeral | None, int]:
    """One number from the words at `at`, and where the next may begin."""
    plural = _plural(run, tokens, at)
    if plural is not None:
        return plural
    part = _fraction(run, tokens, at) or _one_of_a_kind(run, tokens, at)
    if part is not None:
        return part
    begin = at
    article = tokens[at][2] in _ARTICLES
    reader = _Reader()
    at += article
    while at < len(tokens):
        word = lexicon().get(tokens[at][2])
        if word is None or not reader.take(word):
            if tokens[at][2] == b"and" and _goes_on(reader, tokens, at):
                at += 1
                continue
            break
        at += 1
    if at == begin + article:
        zero = lexicon().get(tokens[begin][2])
        if zero is not None and zero.kind == "zero":
            nothing = Numeral(tokens[begin][0], tokens[begin][1], 0.0, 0.0, 1.0, 1.0, "words")
            return _decimals(run, tokens, begin + 1, nothing) or (nothing, begin + 1)
        return None, begin + 1
    return _finished(run, tokens, begin, at, reader, article)


def _goes_on(reader: _Reader, tokens: Tokens, at: int) -> bool:
    """Whether "and" goes on with the same number: "two hundred and five", "a million and ten"."""
    following = lexicon().get(tokens[at + 1][2]) if at + 1 < len(tokens) else None
    if following is None or reader.last not in ("hundred", "scale"):
        return False
    return following.kind in ("digit", "teen", "tens")


def _finished(run: bytes, tokens: Tokens, begin: int, at: int, reader: _Reader, article: bool) -> tuple[Numeral, int]:
    value = reader.value
    place = reader.place if reader.group is None else 1.0
    coarse = significant(value, place) if value else 1.0
    shape = "article" if article or (at == begin + 1 and reader.last in ("hundred", "scale", "dozen")) else "words"
    scale = {"scale": reader.scale, "dozen": 12.0}.get(reader.last, 1.0)
    numeral = Numeral(tokens[begin][0], tokens[at - 1][1], value, value, place, coarse, shape, scale)
    point = _decimals(run, tokens, at, numeral)
    if point is not None:
        return point
    return _and_part(run, tokens, at, numeral)


def _decimals(run: bytes, tokens: Tokens, at: int, whole: Numeral) -> tuple[Numeral, int] | None:
    """ "one point five million"."""
    if at + 1 >= len(tokens) or tokens[at][2] != b"point":
        return None
    digits, last = "", at
    for last in range(at + 1, len(tokens)):
        word = lexicon().get(tokens[last][2])
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
        word = lexicon().get(tokens[at][2])
        if word is None or word.kind not in ("scale", "scales", "hundred"):
            break
        numeral = numeral.times(word.value, tokens[at][1] - numeral.end)
        at += 1
    return numeral, at


def _and_part(run: bytes, tokens: Tokens, at: int, whole: Numeral) -> tuple[Numeral, int]:
    """ "two and a half million", "a million and a half", "one and three quarters"."""
    if at + 1 >= len(tokens) or tokens[at][2] != b"and":
        return whole, at
    behind = [token[2] for token in tokens[at + 1 : at + 4]]
    count, used = 1.0, 0
    first = lexicon().get(behind[0])
    if behind[0] in _ARTICLES:
        used = 1
    elif first is not None and first.kind == "digit":
        count, used = first.value, 1
    word = lexicon().get(behind[used]) if used < len(behind) else None
    if word is None or word.kind not in ("half", "denominator") or (used == 0 and word.kind != "half"):
        return whole, at
    part = count * (word.value if word.kind == "half" else 1 / word.value)
    end = at + 1 + used + 1
    unit = whole.scale if whole.scale > 1 else 1.0
    value = whole.value + part * unit
    grid = one_digit(part) * unit if part != 0.5 else 0.5 * unit
    numeral = Numeral(whole.start, tokens[end - 1][1], value, value, grid, grid, "mixed", whole.scale)
    word = lexicon().get(tokens[end][2]) if end < len(tokens) else None
    if word is not None and word.kind in ("scale", "hundred") and whole.scale == 1:
        numeral, end = numeral.times(word.value, tokens[end][1] - numeral.end), end + 1
    return numeral, end


def _fraction(run: bytes, tokens: Tokens, at: int) -> tuple[Numeral, int] | None:
    """ "half", "half a million", "a third", "two-thirds", "three quarters billion", "quarter of a million"."""
    begin, count = at, 1.0
    word = lexicon().get(tokens[at][2])
    if tokens[at][2] in _ARTICLES or (word is not None and word.kind in ("digit", "teen")):
        if at + 1 >= len(tokens):
            return None
        following = lexicon().get(tokens[at + 1][2])
        if following is None or following.kind not in ("half", "denominator"):
            return None
        if run[tokens[at][1] : tokens[at + 1][0]] not in PLAIN_GAPS:
            return None
        count = 1.0 if word is None else word.value
        word, at = following, at + 1
    if word is None or word.kind not in ("half", "denominator") or count == 0:
        return None
    if at == begin and word.kind == "denominator" and tokens[at][0] > 0:
        return None  # "575 Fifth Avenue"
    value = count * (word.value if word.kind == "half" else 1 / word.value)
    grid = one_digit(value)
    numeral = Numeral(tokens[begin][0], tokens[at][1], value, value, grid, grid, "fraction")
    return _of_scale(run, tokens, at + 1, numeral)


def _of_scale(run: bytes, tokens: Tokens, at: int, part: Numeral) -> tuple[Numeral, int]:
    """A scale behind a fraction: "half a million", "quarter of a million"; else the fraction with its "a"."""
    after = at
    while after < len(tokens) and tokens[after][2] in (b"of", b"a", b"an"):
        after += 1
    word = lexicon().get(tokens[after][2]) if after < len(tokens) else None
    if word is not None and word.kind in ("scale", "hundred", "dozen"):
        numeral = part.times(word.value, tokens[after][1] - part.end)
        grid = one_digit(numeral.value)
        return replace(numeral, step=grid, coarse=grid, shape="words"), after + 1
    if after > at and tokens[after - 1][2] in _ARTICLES:
        return replace(part, end=tokens[after - 1][1], shape="portion"), after
    return part, at


def _one_of_a_kind(run: bytes, tokens: Tokens, at: int) -> tuple[Numeral, int] | None:
    """ "A mile", "an ounce": the article may stand for one. "The thirties" may be an age."""
    start, end, text = tokens[at]
    if text in _ARTICLES:
        follows = at + 1 < len(tokens) and tokens[at + 1][2] in words("single")
        return (Numeral(start, end, 1.0, 1.0, 1.0, 1.0, "single"), at + 2) if follows else None
    word = lexicon().get(text)
    if word is None or word.kind != "decade":
        return None
    return Numeral(start, end, word.value, word.value + 9, 1.0, 1.0, "decade"), at + 1


def _plural(run: bytes, tokens: Tokens, at: int) -> tuple[Numeral, int] | None:
    """ "millions", "tens of thousands", "hundreds of millions", "dozens": from once to ten times the scale."""
    word = lexicon().get(tokens[at][2])
    if word is None or word.kind not in ("hundreds", "scales", "dozens", "tenfold"):
        return None
    value, end = word.value, at + 1
    if at + 2 < len(tokens) and tokens[at + 1][2] == b"of":
        following = lexicon().get(tokens[at + 2][2])
        if following is not None and following.kind in ("scales", "hundreds"):
            value, end = value * following.value, at + 3
    if word.kind == "tenfold" and end == at + 1:
        return None
    return Numeral(tokens[at][0], tokens[end - 1][1], value, 10 * value, value, value, "plural"), end
