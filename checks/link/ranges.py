"""Ranges with both ends printed: "12 to 24 hours", "between 4 and 6 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from checks.document import Document
from checks.facts import Facts, Ranges, empty
from checks.link.phrase import Row, Sentence, adjacent, begin

_TO = re.compile(r"\s?(?:to|[-–—])\s?", re.I)
_COMING_DOWN = re.compile(
    r"""\b(?:from|between|fall\w*|fell|drop\w*|cut\w*|reduc\w*|down|lower\w*|declin\w*|decreas\w*|slash\w*|shr\w+|slow\w*
        |narrow\w*|odds|scor\w*|won|lost|beat\w*|lead|led|vote[ds]?|ratio|temperatures?|highs?|go(?:es|ing)?|went|mov\w*
        |chang\w*|aged|ages?|trim\w*|defeat\w*|win\w*|rout\w*|outscor\w*|ahead|clos\w*|trad\w*|quot\w*|bonds?|range\w*)\b
        [^.;]{0,48}\Z""",
    re.X | re.I,
)
_SCORE = re.compile(
    r"\s*(?:win|victory|defeat|loss|lead|vote|decision|draw|majority|record|odds|in\ favou?r|against)\b"
)


def ranges(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.Ranges`.

    A rising range is one quantity. A falling one is read as two, a bare number and the unit behind the other; it is not comparable
    where the text may go down on purpose (a fall "from 9 to 4 percent", scores, odds, ages).
    """
    rising = facts.quantities.filter(pl.col("value") < pl.col("value_high")).select(
        "document",
        first="mention",
        last=pl.lit(None, dtype=pl.UInt32),
        low="value",
        high="value_high",
        comparable=pl.lit(True),
    )
    return pl.concat([rising, pl.DataFrame(_falling(facts.quantities, documents), schema=empty(Ranges).schema)])


def _falling(quantities: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    measured = pl.col("unit_kind_next").is_in(["measure", "percent", "money"])
    pairs = adjacent(quantities, 6).filter(
        pl.col("unit").is_null() & measured & (pl.col("value") > pl.col("value_next")) & (pl.col("value_next") > 0)
    )
    for row in pairs.iter_rows(named=True):
        sentence = Sentence(documents, row)
        if _TO.fullmatch(sentence.text[row["end"] : row["start_next"]]):
            follows = sentence.text[row["end_next"] : row["end_next"] + 16]
            yield {
                "document": row["document"],
                "first": row["mention"],
                "last": row["mention_next"],
                "low": row["value"],
                "high": row["value_next"],
                "comparable": not (_COMING_DOWN.search(sentence.before(row)) or _SCORE.match(follows))
                and begin(row) > 0,
            }
