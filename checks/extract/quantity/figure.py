"""Figures: one number with its sign, its currency before it and its unit after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.extract.quantity import article, currency, decade, measure, sign, touching, unit
from checks.extract.quantity.number import Numeral, lexicon, suffixes
from checks.extract.quantity.numeral import numerals, scanner
from checks.extract.quantity.prefilter import FOLLOWS, FREE, LETTER, NOTHING, SUFFIX
from checks.extract.quantity.unit import PlacedUnit, UnitReading
from checks.lexicon.word import words
from checks.regex import lazy


@dataclass(slots=True)
class Figure:
    """A number as printed, or two that were joined, in byte offsets of the batch.

    `start` and `end` span number and unit, `number_start` and `number_end` the number; `join` says how a second number
    was joined.
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
    unit: UnitReading | None = None
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

    def rescale(self, factor: float) -> None:
        """Multiply the number by a scale that is printed apart from it."""
        self.value, self.high = self.value * factor, self.high * factor
        self.step, self.coarse, self.scale = self.step * factor, self.coarse * factor, self.scale * factor

    @property
    def leads(self) -> bool:
        """Whether the unit stands before the number."""
        return 0 <= self.unit_start < self.number_start


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
            figure = _figure(data, start, numeral, found[-1] if found else None)
            if figure is None or (figure.end - figure.number_start == 4 and _plain_year(data, figure)):
                continue
            found.append(figure)
            reach = figure.end
    return found


_YEAR_ALONE = lazy(rb"[^0-9]*[0-9]{4}\Z")


def _year_alone(data: bytes, span: tuple[int, int]) -> bool:
    """Whether a date is nothing but four digits beside a unit, a hedge or what is counted: "1520 sq m"."""
    start, end = span
    if end - start >= 24 or not data[end - 4 : end].isdigit():
        return False
    if end - start != 4 and _YEAR_ALONE.match(data, start, end) is None:
        return False
    return (
        (end - start > 4 + 3 and _HEDGED.match(data, start) is not None)
        or (FOLLOWS[data[end : end + 4]] != NOTHING and measure.after(data, end) is not None)
        or (data[end : end + 1] == b" " and _COUNTS.match(data, end) is not None)
    )


_HEDGED = lazy(
    rb"(?:about|around|more than|some|nearly|over|almost|less than|fewer than|at least|approximately|roughly|up to) ",
    re.I,
)
_COUNTS = lazy(
    rb"[ ](?:[a-z]+ )?(?:people|men|women|children|[a-z]{4,}(?:ers|ors|ees|ents)|troops|homes|houses|jobs)\b"
)


def _plain_year(data: bytes, figure: Figure) -> bool:
    """Whether four bare digits are a year, so that "from 20 in 2008 to 29" reads as one change."""
    if not (figure.whole and 1900 <= figure.value <= 2099):
        return False
    before = data[max(0, figure.start - 12) : figure.start].lower()
    return _AT_YEAR.search(before) is not None and not _year_alone(data, (figure.start, figure.end))


_AT_YEAR = lazy(
    rb"(?:\A|[^a-z])(?:in|since|of|by|until|till|from|during|before|after|early|late|mid|year|years|the|through) \Z"
)


def _figure(data: bytes, base: int, numeral: Numeral, last: Figure | None) -> Figure | None:
    start, polarity, money = base + numeral.start, 1, None
    if not FREE[data[start - 4 : start]]:
        lead = _led(data, start, numeral, last)
        if lead is None:
            return None
        start, polarity, money = lead
    end = base + numeral.end
    follows = FOLLOWS[data[end : end + 4]]
    if follows == LETTER:
        numeral = _suffixed(data, end, numeral, money is not None or _shares_money(data, last, start))
        end = base + numeral.end
    _, _, value, high, step, coarse, shape, scale = numeral
    figure = Figure(start, end, start, end, polarity * value, polarity * high, step, coarse, shape, scale)
    if money is not None:
        return _after_money(data, figure, money)
    if follows != NOTHING:
        return _measured(data, figure)
    plain = shape not in _ASIDE and data[start - 4 : start] not in _OF
    return figure if plain else _unmeasured(data, figure)


def _led(data: bytes, first: int, numeral: Numeral, last: Figure | None) -> tuple[int, int, PlacedUnit | None] | None:
    """Where the figure begins with its sign, the sign, and the currency before it; None within a longer token."""
    start, polarity = sign.signed(data, first) if numeral.start == 0 else (first, 1)
    if start != first and last is not None and _ranges(data, last, first, numeral.value):
        start, polarity = first, 1
    if start < 0:
        return None
    money = currency.before(data, start)
    if money is not None and last is not None and money.start < last.end:
        money = None
    if money is None and sign.glued(data, start) and not _touches(data, last, start):
        return None
    if money is not None and start == first:
        outer, outer_polarity = sign.signed(data, money.start)
        if outer_polarity < 0 <= outer:
            polarity, money = -1, money._replace(start=outer)
    return start, polarity, money


def _ranges(data: bytes, last: Figure, first: int, value: float) -> bool:
    """Whether a hyphen before the number is that of a range: "10 billion-15 billion", "2 -7 g"."""
    gap = data[last.end : min(first, last.end + 3)]
    if gap == b"-":
        return last.scale > 1 or (last.unit is not None and last.unit.kind != "count")
    return gap == b" -" and last.whole and 0 < last.value < value


def _touches(data: bytes, last: Figure | None, start: int) -> bool:
    return last is not None and touching.touches(data, last.end, start, last.unit)


def _shares_money(data: bytes, last: Figure | None, start: int) -> bool:
    if last is None or last.unit is None or start - last.end > touching.LONGEST_JOINT:
        return False
    if last.unit.kind != "money" or not last.leads or last.end != last.number_end:
        return False
    return touching.shares_money(data, last.end, start)


def _suffixed(data: bytes, last: int, numeral: Numeral, money: bool) -> Numeral:
    """A scale letter behind the digits: always after money; else k, and others where a noun follows."""
    head = data[last : last + 1]
    if head == b" " and not money:
        return numeral
    if numeral.shape in ("words", "plural", "article", "fraction") or numeral.scale != 1.0:
        return numeral
    match = SUFFIX.match(data, last)
    if match is None:
        return numeral
    letter = match[1]
    factor = suffixes().get(letter)
    if factor is None:
        return numeral
    behind = data[match.end() : match.end() + 24]
    if money:
        if head == b" " and letter in (b"m", b"k", b"t", b"T", b"B", b"b") and behind[:1] == b"-":
            return numeral
        return numeral.times(factor, match.end() - last)
    return numeral.times(factor, match.end() - last) if _scales(letter, behind) else numeral


_MONEY_BEHIND = lazy(rb"[ ]?(?:[$\xc2-\xf4]|dollars?|euros?|pounds?|yen|[A-Z]{3}\b)")
_NOUN_BEHIND = lazy(rb"[ -](?:[A-Za-z][a-z-]+[ ]){0,2}[a-z]{2,}s\b|[ ](?:people|men|women|children)\b")


def _scales(letter: bytes, behind: bytes) -> bool:
    """Whether a letter that touches a number without a currency is a scale."""
    if _MONEY_BEHIND.match(behind):
        return True
    if letter in (b"k", b"K"):
        return behind[:1] != b"/"
    if letter in (b"M", b"MM"):
        return True
    if letter in (b"m", b"b", b"B", b"t"):
        unit_behind = measure.after(behind, 0)
        if unit_behind is not None:
            return letter != b"t" and behind[:1] == b" " and unit_behind.end - unit_behind.start >= 4
        return behind.startswith(b"-strong") or _thing(behind)
    return letter not in (b"mm", b"T", b"t")


def _thing(behind: bytes) -> bool:
    """Whether something follows that is counted by the million, and not what is measured in metres."""
    match = _NOUN_BEHIND.match(behind)
    return match is not None and words("metric").isdisjoint(match[0].lower()[1:].split(b" "))


_BRACKETS = {b"(": b")", b"[": b"]", b"{": b"}", b"<": b">"}


def _measured(data: bytes, figure: Figure) -> Figure | None:
    """The figure with the unit that stands after it; None where letters touch it that are no unit."""
    found = measure.after(data, figure.end)
    if found is None or data.startswith(b"/o", found.end):
        found = measure.years_old(data, figure.end) or found
    if found is None:
        return _unmeasured(data, figure)
    if figure.shape == "single" and not article.meant(data, figure.start, found):
        return None
    figure.unit, figure.unit_start, figure.unit_end, figure.end = found.reading, found.start, found.end, found.end
    if found.reading.kind == "money":
        _millions(figure)
        _scale_behind(data, figure)
    closing = _BRACKETS.get(data[found.start - 1 : found.start])
    if closing is not None and data[figure.end : figure.end + 1] == closing:
        figure.end += 1
    if found.reading.name.startswith("pound") and _paid(data, figure):
        figure.unit = unit.as_sterling(found.reading)
    if found.reading.name in _DEGREES:
        return _below_zero(data, figure) or figure
    return figure


_DEGREES = frozenset(("degree", "degree Celsius", "degree Fahrenheit"))
_BELOW_OR_ABOVE = (b" below ", b" above ")
_ZERO = lazy(rb"[ ](below|above) zero\b(?:[ ](?:(celsius|centigrade|C)|(?:fahrenheit|F))\b)?", re.I)


def _below_zero(data: bytes, figure: Figure) -> Figure | None:
    """ "5 degrees below zero", "40 below zero Fahrenheit"."""
    if not data.startswith(_BELOW_OR_ABOVE, figure.end):
        return None
    match = _ZERO.match(data, figure.end)
    if match is None or figure.value < 0:
        return None
    if match[1] in (b"below", b"Below"):
        figure.value, figure.high = -figure.value, -figure.high
    scale = "degree Celsius" if match[2] else "degree Fahrenheit" if match.end() > match.start() + 11 else "degree"
    if figure.unit is None or scale != "degree":
        figure.unit = unit.measure(scale)
    figure.unit_start = figure.unit_start if figure.unit_start >= 0 else match.start(1)
    figure.unit_end = figure.end = match.end()
    return figure


def _in_decade(data: bytes, figure: Figure) -> Figure | None:
    """ "In her thirties", "in his mid-60s": a range of ages."""
    end = figure.end if figure.shape == "decade" else decade.plural(data, figure.end)
    if end < 0 or not 20 <= figure.value <= 90 or figure.value % 10 or (figure.shape, end) == ("words", figure.end):
        return None
    years = decade.years(data, figure.start)
    if years is None:
        return None
    figure.high, figure.value, figure.coarse = figure.value + years[1], figure.value + years[0], 1.0
    figure.end, figure.unit = end, unit.year_of_age()
    return figure


def _unmeasured(data: bytes, figure: Figure) -> Figure | None:
    """The figure without a unit right behind it, or with one of another form; None as for `_measured`."""
    end = figure.end
    head = data[end : end + 1]
    special = None
    if head == b" " and data.startswith(_BELOW_OR_ABOVE, end):
        special = _below_zero(data, figure)
    if head in decade.HEADS or figure.shape == "decade":
        special = special or _in_decade(data, figure)
    if special is not None:
        return special
    if data[figure.start - 4 : figure.start] in _OF:
        _percent_of(data, figure)
    if figure.shape in _ASIDE:
        return None
    if head == b" ":
        if data.startswith(b" per ", end):
            _rated_alone(data, figure)
        return figure
    glued = head.isalnum() or head == b"_" or (b"\xc3" <= head < b"\xe2" and figure.shape != "words")
    return None if glued and not touching.crossed(data, end) else figure


def _rated_alone(data: bytes, figure: Figure) -> None:
    """ "4,000 per square mile": what is counted is not said again."""
    rate = measure.rate_alone(data, figure.end)
    if rate is not None:
        figure.unit, figure.unit_start, figure.unit_end, figure.end = rate.reading, rate.start, rate.end, rate.end


_ASIDE = ("single", "decade")
"""Shapes that are no number without a unit, or a word before them."""
_OF = frozenset((b" of ", b" Of ", b" oF ", b" OF "))
_PERCENT_OF = lazy(rb"(?:\A|[\n.,;:(?])\s*((?:per ?cents?|percents?|percentages?) of )\Z", re.I)
_ENDS = lazy(rb"\s*(?:[.,;:)?\n\x00]|\Z)")
_POUNDS = lazy(rb"pounds?\b", re.I)


def _paid(data: bytes, figure: Figure) -> bool:
    """Whether pounds are money: by the million, and behind a word of paying that stands close before the number."""
    if _POUNDS.match(data, figure.unit_start) is None:
        return False
    before = data[max(0, figure.start - 24) : figure.start].lower().split(b" ")
    return figure.scale >= 1e6 or not words("payment").isdisjoint(before[1:])


def _percent_of(data: bytes, figure: Figure) -> None:
    """ "Percent of 20", with nothing before or behind, is 20 percent."""
    match = _PERCENT_OF.search(data[max(0, figure.start - 20) : figure.start])
    if match is not None and _ENDS.match(data, figure.end) is not None:
        figure.start -= len(match[1])
        figure.unit, figure.unit_start, figure.unit_end = unit.percent(), figure.start, figure.start + len(match[1]) - 4


def _millions(figure: Figure) -> None:
    """ "120 MEUR": the unit printed is a million euros."""
    if figure.unit is None or figure.unit.factor != 1e6:
        return
    figure.unit = figure.unit._replace(factor=1.0)
    figure.rescale(1e6)


_SCALE_BEHIND = lazy(rb"[ ](million|billion|trillion|mn|bn)\b")


def _scale_behind(data: bytes, figure: Figure) -> None:
    """ "75 USD million"."""
    match = _SCALE_BEHIND.match(data, figure.end)
    if match is not None and figure.scale == 1.0 and data[figure.unit_start : figure.unit_end].isupper():
        figure.rescale(lexicon()[match[1]].value)
        figure.end = match.end()


def _after_money(data: bytes, figure: Figure, money: PlacedUnit) -> Figure | None:
    """The figure with the currency before it, and what follows: the country of the dollar, a rate."""
    figure.start, figure.unit, figure.unit_start = money.start, money.reading, money.start
    figure.unit_end = money.start + len(data[money.start : figure.number_start].rstrip(b" -"))
    _millions(figure)
    found = PlacedUnit(figure.unit, figure.number_start, figure.end)
    if money.reading.name == "US dollar" and data[figure.unit_start : figure.unit_end].endswith(b"$"):
        found = measure.country(data, found)
    found = measure.rated(data, found)
    figure.unit, figure.end = found.reading, found.end
    behind = data[figure.number_end : figure.number_end + 1]
    return None if behind.isdigit() and figure.end == figure.number_end else figure
