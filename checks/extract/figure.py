"""Figures: one number with its sign, its currency before it and its unit after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.extract import currency, measure, unit
from checks.extract.number import Numeral, suffixes
from checks.extract.numeral import numerals, scanner
from checks.extract.unit import Found, Reading


@dataclass(slots=True)
class Figure:
    """A number as printed, or two that were joined, in byte offsets of the batch.

    `start` and `end` span number and unit, `number_start` and `number_end` the number; `join` says how a second number was joined.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    high: float
    step: float
    coarse: float
    shape: str
    scale: float = 1.0
    unit: Reading | None = None
    unit_start: int = -1
    unit_end: int = -1
    join: str | None = None
    second_start: int = -1
    second_end: int = -1
    bound: str = "exact"
    hedge_start: int = -1
    hedge_end: int = -1

    @property
    def whole(self) -> bool:
        """Whether nothing but digits was printed: what a year, a score or a label would look like."""
        return self.shape == "integer" and self.scale == 1.0 and self.unit is None

    @property
    def is_year(self) -> bool:
        """Whether the number could be a year of our age."""
        return self.whole and 1500 <= self.value <= 2100

    def take_unit(self, other: Figure) -> None:
        """Take over the unit of another figure."""
        self.unit, self.unit_start, self.unit_end = other.unit, other.unit_start, other.unit_end

    @property
    def leads(self) -> bool:
        """Whether the unit stands before the number."""
        return 0 <= self.unit_start < self.number_start


_WORD_BEFORE = re.compile(rb"(minus|negative|sub)[ -]\Z", re.I)
_SUFFIX = re.compile(rb"[ ]?([kKmMbBtT]{1,2}|[mM][nN]|[mM]ln|[bB]n|[tT]n)(?![A-Za-z])")
_DASHES = (b"\xe2\x88\x92", b"\xe2\x80\x93")
_NOT_GLUED = b"/.#@_&=*^%"


def figures(data: bytes, taken: list[tuple[int, int]]) -> list[Figure]:
    """Every figure of the text in order; what lies in `taken`, is glued to a letter or is malformed is left out."""
    found: list[Figure] = []
    spans = iter([*(span for span in taken if not _year_alone(data, span)), (len(data) + 1, len(data) + 1)])
    begin, stop = next(spans)
    reach = 0
    for match in scanner().finditer(data):
        start, end = match.span()
        while stop <= start:
            begin, stop = next(spans)
        if begin < end and start < stop:
            if start >= begin:
                continue
            end = begin
        for numeral in numerals(data[start:end]):
            if start + numeral.start < reach:
                continue
            figure = _figure(data, start, numeral, reach)
            if figure is not None and not _plain_year(data, figure):
                found.append(figure)
                reach = figure.end
    return found


_YEAR_ALONE = re.compile(rb"[^0-9]*[0-9]{4}\Z")


def _year_alone(data: bytes, span: tuple[int, int]) -> bool:
    """Whether a date is nothing but four digits: "1000 litres" and "1520 sq m" are for us to judge, with what stands beside them."""
    start, end = span
    if end - start >= 24 or _YEAR_ALONE.match(data[start:end]) is None:
        return False
    return (
        (end - start > 4 + 3 and _HEDGED.match(data, start) is not None)
        or measure.after(data, end) is not None
        or _COUNTS.match(data, end) is not None
    )


_HEDGED = re.compile(
    rb"(?:about|around|more than|some|nearly|over|almost|less than|fewer than|at least|approximately|roughly|up to) ",
    re.I,
)
_COUNTS = re.compile(
    rb"[ ](?:[a-z]+ )?(?:people|men|women|children|[a-z]{4,}ers|[a-z]{4,}ors|[a-z]{4,}ees|[a-z]{4,}ents|troops|homes|houses|jobs)\b"
)


def _plain_year(data: bytes, figure: Figure) -> bool:
    """Whether four bare digits are a year, so that "from 20 in 2008 to 29" reads as one change."""
    if not (figure.whole and 1900 <= figure.value <= 2099 and figure.end - figure.number_start == 4):
        return False
    before = data[max(0, figure.start - 12) : figure.start].lower()
    return _AT_YEAR.search(before) is not None and not _year_alone(data, (figure.start, figure.end))


_AT_YEAR = re.compile(
    rb"(?:\A|[^a-z])(?:in|since|of|by|until|till|from|during|before|after|early|late|mid|year|years|the|through) \Z"
)


def _figure(data: bytes, base: int, numeral: Numeral, reach: int) -> Figure | None:
    first, last = base + numeral.start, base + numeral.end
    start, sign = _signed(data, first) if numeral.start == 0 else (first, 1)
    if start < 0:
        return None
    money = currency.before(data, start)
    if money is not None and money.start < reach:
        money = None
    if money is None and _glued(data, start, start != first):
        return None
    if money is not None and start == first:
        outer, outer_sign = _signed(data, money.start)
        if outer_sign < 0 and outer >= 0:
            sign, money = -1, money._replace(start=outer)
    numeral = _suffixed(data, last, numeral, money)
    last = base + numeral.end
    figure = Figure(
        start,
        last,
        start,
        last,
        sign * numeral.value,
        sign * numeral.high,
        numeral.step,
        numeral.coarse,
        numeral.shape,
        numeral.scale,
    )
    return _measured(data, figure, money)


def _signed(data: bytes, first: int) -> tuple[int, int]:
    """Where the number begins with its sign, and the sign; -1 as a place for a number glued to a word by a hyphen."""
    last = data[first - 1 : first]
    if last == b"-":
        edge = data[first - 2 : first - 1]
        word = _WORD_BEFORE.search(data[max(0, first - 10) : first])
        if word is not None:
            return (first, 1) if word[1].lower() == b"sub" else (first - (len(word[0])), -1)
        if edge.isalnum() or (edge in b"%.)" and edge):
            return _hyphened(data, first)
        return first - 1, -1
    if last in (b"\x92", b"\x93") and data[first - 3 : first] in _DASHES:
        edge = data[first - 4 : first - 3]
        if data[first - 3 : first] == _DASHES[0]:
            return first - 3, -1
        return (first - 3, -1) if edge in b" (" and data[first : first + 1].isdigit() and edge else (first, 1)
    if last == b" ":
        tail = data[max(0, first - 10) : first]
        if tail[-3:] in (b"us ", b"US ", b"ve "):
            word = _WORD_BEFORE.search(tail)
            if word is not None and word[1].lower() != b"sub":
                return first - len(word[0]), -1
        elif tail.endswith((b"- ", b"\xe2\x88\x92 ")) and (
            len(tail) == 2 or tail[:-2].endswith((b"\n", b"\x00", b" to ", b"convert ", b"("))
        ):
            return first - 2, -1
    return first, 1


_LINKS = re.compile(
    rb"(?:\A|[^A-Za-z])(?:to|and|or|about|nearly|over|under|almost|some|around|near|plus|the|a|an|per|now|then)-\Z",
    re.I,
)


def _hyphened(data: bytes, first: int) -> tuple[int, int]:
    """A number behind a hyphen: the end of a range, or part of a name ("F-16", "under-21")."""
    before = data[max(0, first - 9) : first]
    edge = before[-2:-1]
    if edge.isdigit():
        run = _DIGITS_BEFORE.search(data[max(0, first - 16) : first])
        return (first, 1) if run is not None and not _short_year(run[1], data[first : first + 3]) else (-1, 1)
    if edge in b"%)" or _LINKS.search(before) is not None:
        return first, 1
    return (first, 1) if re.search(rb"[0-9][A-Za-z]{1,3}-\Z", before) else (-1, 1)


_DIGITS_BEFORE = re.compile(rb"(?:\A|[^A-Za-z0-9-])[$]?([0-9][0-9.,]*)-\Z")


def _short_year(year: bytes, digits: bytes) -> bool:
    """ "1987-96"."""
    return (
        len(year) == 4
        and year.isdigit()
        and year[:2] in (b"18", b"19", b"20")
        and digits[:2].isdigit()
        and not digits[2:].isdigit()
    )


def _glued(data: bytes, start: int, signed: bool) -> bool:
    last = data[start - 1 : start]
    if not last or last in b" \n\x00([\"'\t-":
        return False
    if last in b"\x90\x91" and data[start - 3 : start - 1] == b"\xe2\x80":
        return data[start - 4 : start - 3].isalpha()
    if last.isalnum() or last in _NOT_GLUED:
        return not (last == b"/" and data[start - 2 : start - 1] == b" ")
    return (last == b":" and data[start - 2 : start - 1].isdigit()) or (
        last == b"," and data[start - 2 : start - 1].isdigit()
    )


def _suffixed(data: bytes, last: int, numeral: Numeral, money: Found | None) -> Numeral:
    """A scale letter behind the digits: always after money; without money k, and capitals that touch the number before a noun."""
    if numeral.shape in ("words", "plural", "article", "fraction") or numeral.scale != 1.0:
        return numeral
    head = data[last : last + 1]
    if not head or head not in b" kKmMbBtT":
        return numeral
    match = _SUFFIX.match(data, last)
    if match is None or (head == b" " and money is None):
        return numeral
    letter = match[1]
    factor = suffixes().get(letter)
    if factor is None:
        return numeral
    behind = data[match.end() : match.end() + 24]
    if money is not None:
        if head == b" " and letter in (b"m", b"k", b"t", b"T", b"B", b"b") and behind[:1] == b"-":
            return numeral
        return numeral.times(factor, match.end() - last)
    return numeral.times(factor, match.end() - last) if _scales(letter, behind) else numeral


_MONEY_BEHIND = re.compile(rb"[ ]?(?:[$\xc2-\xf4]|dollars?|euros?|pounds?|yen|[A-Z]{3}\b)")
_NOUN_BEHIND = re.compile(rb"[ -](?:[a-z][a-z-]+[ ]){0,2}[a-z]{2,}s\b|[ ](?:people|men|women|children)\b")


def _scales(letter: bytes, behind: bytes) -> bool:
    """Whether a letter that touches a number without a currency is a scale."""
    if _MONEY_BEHIND.match(behind):
        return True
    if letter in (b"k", b"K"):
        return behind[:1] != b"/"
    if letter in (b"M", b"MM"):
        return True
    if letter in (b"m", b"b", b"B", b"t"):
        noun = _NOUN_BEHIND.match(behind)
        return noun is not None and measure.after(behind, 0) is None
    return letter not in (b"mm", b"T", b"t")


def _measured(data: bytes, figure: Figure, money: Found | None) -> Figure | None:
    """The figure with the unit that stands before or after it; None where letters touch it that are no unit."""
    if money is not None:
        figure.start, figure.unit, figure.unit_start = money.start, money.reading, money.start
        figure.unit_end = money.start + len(data[money.start : figure.number_start].rstrip(b" -"))
        if (
            money.reading.factor == 1e6 and money.reading.dimension != "money:" + money.reading.name
        ) or money.reading.factor == 1e6:
            _million(figure)
        return _after_money(data, figure)
    found = measure.after(data, figure.end) or measure.years_old(data, figure.end)
    if found is not None:
        figure.unit, figure.unit_start, figure.unit_end, figure.end = found.reading, found.start, found.end, found.end
        if found.reading.kind == "money" and found.reading.factor == 1e6:
            _million(figure)
        _scale_behind(data, figure)
        if data[figure.end : figure.end + 1] in (b")", b"]", b"}", b">") and data[found.start - 1 : found.start] in (
            b"(",
            b"[",
            b"{",
            b"<",
        ):
            figure.end += 1
        return _sterling(data, figure)
    if data[figure.start - 4 : figure.start] == b" of " or data[figure.start - 4 : figure.start] == b" OF ":
        _percent_of(data, figure)
    behind = data[figure.end : figure.end + 1]
    if behind.isalnum() or behind == b"_" or (b"\xc3" <= behind < b"\xe2" and figure.shape != "words"):
        return None
    return figure


_PERCENT_OF = re.compile(rb"(?:\A|[\n.,;:(?])\s*((?:per ?cents?|percents?|percentages?) of )\Z", re.I)
_ENDS = re.compile(rb"\s*(?:[.,;:)?\n\x00]|\Z)")


def _percent_of(data: bytes, figure: Figure) -> None:
    """ "Percent of 20", with nothing before or behind, is 20 percent."""
    match = _PERCENT_OF.search(data[max(0, figure.start - 20) : figure.start])
    if match is not None and _ENDS.match(data, figure.end) is not None:
        figure.start -= len(match[1])
        figure.unit, figure.unit_start, figure.unit_end = unit.percent(), figure.start, figure.start + len(match[1]) - 4


def _million(figure: Figure) -> None:
    assert figure.unit is not None
    figure.unit = figure.unit._replace(factor=1.0)
    figure.value, figure.high = figure.value * 1e6, figure.high * 1e6
    figure.step, figure.coarse, figure.scale = figure.step * 1e6, figure.coarse * 1e6, 1e6


_SCALE_BEHIND = re.compile(rb"[ ](million|billion|trillion|mn|bn)\b")


def _scale_behind(data: bytes, figure: Figure) -> None:
    """ "75 USD million"."""
    if figure.unit is None or figure.unit.kind != "money" or figure.scale != 1.0:
        return
    match = _SCALE_BEHIND.match(data, figure.end)
    if match is not None and data[figure.unit_start : figure.unit_end].isupper():
        factor = {b"million": 1e6, b"billion": 1e9, b"trillion": 1e12, b"mn": 1e6, b"bn": 1e9}[match[1]]
        figure.value, figure.high, figure.scale = figure.value * factor, figure.high * factor, factor
        figure.step, figure.coarse, figure.end = figure.step * factor, figure.coarse * factor, match.end()


_REPEATED = re.compile(rb"[ ](?:dollars?|euros?|pounds|yen|yuan|rupees)\b(?! bill)")


def _after_money(data: bytes, figure: Figure) -> Figure | None:
    """What follows a number with a currency before it: the country of the dollar, a rate."""
    assert figure.unit is not None
    sign = Found(figure.unit, figure.number_start, figure.end)
    if figure.unit.name == "US dollar" and data[figure.unit_start : figure.unit_end].endswith(b"$"):
        sign = measure.country(data, sign)
    sign = measure.rated(data, sign)
    figure.unit, figure.end = sign.reading, sign.end
    behind = data[figure.number_end : figure.number_end + 1]
    if behind.isalnum() and figure.end == figure.number_end:
        return None if behind.isdigit() else figure
    return figure


_STERLING = re.compile(rb"pounds?\b", re.I)


def _sterling(data: bytes, figure: Figure) -> Figure:
    """Pounds by the million are money."""
    if figure.unit is not None and figure.unit.name == "pound" and figure.scale >= 1e6:
        if _STERLING.match(data, figure.unit_start) is not None:
            figure.unit = unit.sterling()
    return figure
