"""Ranges with both ends printed: "12 to 24 hours", "between 4 and 6 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import polars as pl

from checks.constraints import Ranges
from checks.document import Document
from checks.facts import Facts
from checks.frame import filled
from checks.link.phrase import Row, Sentence, apart, side_by_side

_COLUMNS = ("mention", "document", "field", "start", "end", "hedge_start", "value", "unit", "unit_kind")
_MEASURED = ("measure", "percent", "money")
_PATTERNS = {
    "to": r"\s?(?:to|[-–—])\s?",
    # The text may go down on purpose: a fall, a score, odds, ages.
    "down": r"""\b(?:from|between|fall\w*|fell|drop\w*|cut\w*|reduc\w*|down|lower\w*|declin\w*|decreas\w*
        |slash\w*|shr\w+
        |slow\w*|narrow\w*|odds|scor\w*|won|lost|beat\w*|lead|led|vote[ds]?|ratio|temperatures?|highs?|go(?:es
        |ing)?|went
        |mov\w*|chang\w*|aged|ages?|trim\w*|defeat\w*|win\w*|rout\w*|outscor\w*|ahead|clos\w*|trad\w*|quot\w*
        |bonds?|range\w*
        |compar\w*|convert\w*|revis\w*|swing\w*|swung|turn\w*|shift\w*|eas\w*|improv\w*)\b(?:(?!\sand\s)[^.;,)]){0,48}\Z
      |\b(?:the|no\.?|route|bus|line|page|apartment|room|flat|highway|interstate|chapter|section|in|by|on|at)\s\Z""",
    "score": r"""\s*(?:win|victory|defeat|loss|lead|vote|decision|draw|majority|record|odds|in\ favou?r|against
        |split|ratio)\b""",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.X | re.I)


def ranges(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Ranges`.

    A rising range is one quantity. A falling one is read as two, a bare number and the unit behind the other; it is
    not comparable where the text may go down on purpose (a fall "from 9 to 4 percent", scores, odds, ages).
    """
    rows = [*_rising(facts.quantities), *_falling(facts.quantities, documents)]
    return filled(Ranges, rows)


def _rising(quantities: pl.DataFrame) -> Iterator[Row]:
    rising = quantities[["document", "mention", "value", "value_high"]].filter(pl.col("value") < pl.col("value_high"))
    for document, mention, low, high in rising.rows():
        yield _row(document, mention, None, low, high, comparable=True)


def _falling(quantities: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    measured = pl.col("unit").is_null() & pl.col("unit_kind_next").is_in(_MEASURED)
    falling = (pl.col("value") > pl.col("value_next")) & (pl.col("value_next") > 0)
    for first, last in map(apart, side_by_side(quantities, 6, _COLUMNS, measured & falling).to_dicts()):
        sentence = Sentence(documents, first)
        if _pattern("to").fullmatch(sentence.text[first["end"] : last["start"]]):
            comparable = _reads_as_range(sentence, first, last)
            values = first["value"], last["value"]
            yield _row(first["document"], first["mention"], last["mention"], *values, comparable=comparable)


def _reads_as_range(sentence: Sentence, first: Row, last: Row) -> bool:
    """Not a fall, a score, or "1.8 million to 2.3 tonnes", which shares its scale word backwards."""
    on_purpose = _pattern("down").search(sentence.before(first)) or _pattern("score").match(sentence.after(last, 16))
    return not on_purpose and first["value"] < 1000 * last["value"]


def _row(document: int, first: int, last: int | None, low: float, high: float, *, comparable: bool) -> Row:
    return {"document": document, "first": first, "last": last, "low": low, "high": high, "comparable": comparable}
