"""Figures of a text, one after the other: numbers with sign, currency and unit, before any is joined to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.extract.quantity import following, leading, measure
from checks.extract.quantity.figure import Figure
from checks.extract.quantity.numeral import numerals, scanner
from checks.extract.quantity.prefilter import NOTHING, follows
from checks.regex import lazy


def figures(data: bytes, taken: list[tuple[int, int]]) -> Iterator[Figure]:
    """Every figure of the text in order; what lies in `taken`, is glued to a letter or is malformed is left out."""
    last: Figure | None = None
    reach = 0
    for start, end in _runs(data, taken):
        for numeral in numerals(data[start:end]):
            first = start + numeral.start
            lead = leading.before(data, start, numeral, last) if first >= reach else None
            figure = None if lead is None else following.figure(data, start, numeral, lead, last)
            if figure is None:
                continue
            behind = figure.end
            if behind - first == 4 and _plain_year(data, figure):
                continue
            yield figure
            last, reach = figure, behind


def _runs(data: bytes, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs of digits and number words, as far as they stand before or behind what is taken."""
    spans = iter([*(span for span in taken if not _year_alone(data, span)), (len(data) + 1, len(data) + 1)])
    begin, stop = next(spans)
    for match in scanner().finditer(data):
        start, end = match.span()
        while stop <= start:
            begin, stop = next(spans)
        if end <= begin:
            yield start, end
        elif start < begin:
            yield start, begin


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
        or (follows(data[end : end + 4]) != NOTHING and measure.after(data, end) is not None)
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
    if not (figure.whole and 1900 <= figure.number.value <= 2099):
        return False
    before = data[max(0, figure.start - 12) : figure.start].lower()
    return _AT_YEAR.search(before) is not None and not _year_alone(data, (figure.start, figure.end))


_AT_YEAR = lazy(
    rb"(?:\A|[^a-z])(?:in|since|of|by|until|till|from|during|before|after|early|late|mid|year|years|the|through) \Z"
)
