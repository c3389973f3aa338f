"""Ranges with both ends printed: "12 to 24 hours", "between 4 and 6 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import polars as pl

from checks.constraints import Ranges
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, Sentence, couples
from checks.model import filled
from checks.wording import once, printed, told

NEEDS = ("quantities",)
_COLUMNS = ("mention", "document", "field", "start", "end", "hedge_start", "value", "unit", "unit_kind")
_MEASURED = ("measure", "percent", "money")
_PATTERNS = {
    "to": r"\s?(?:to|[-–—])\s?",
    # The text may go down on purpose: a fall, a score, odds, ages.
    "down": r"""\b(?:from|between|fall\w*|fell|drop\w*|cut\w*|reduc\w*|down|lower\w*|declin\w*|decreas\w*
        |slash\w*|shr\w+
        |slow\w*|narrow\w*|odds|scor\w*|won|lost|beat\w*|lead|led|vote[ds]?|ratio|temperatures?|highs?|go(?:es
        |ing)?|went
        |mov\w*|chang\w*|aged|ages?|trim\w*|defeat\w*|win(?:s|ning|ners?)?|rout\w*|outscor\w*|ahead|clos\w*|trad\w*|quot\w*
        |bonds?|range\w*
        |compar\w*|convert\w*|revis\w*|swing\w*|swung|turn\w*|shift\w*|eas\w*|improv\w*)\b(?:(?!\sand\s)[^.;,)]){0,48}\Z
      |\b(?:lost|losing|slimmed)\s[^.;)]{0,24}\Z
      |\b(?:the|no\.?|route|bus|line|page|apartment|room|flat|highway|interstate|chapter|section|in|by|on|at)\s\Z""",
    "score": r"""\s*(?:win|victory|defeat|loss|lead|vote|decision|draw|majority|record|odds|in\ favou?r|against
        |split|ratio)\b""",
    # "the gap between 60 and 40 percent": two figures that are compared, a fall, a quoted price.
    "compared": r"""\b(?:differ\w*|gap|spread|margin|ratio|choice|choos\w*|chose|split|distinguish\w*|link\w*|border\w*
        |swap\w*|switch\w*|alternat\w*|fluctuat\w*|oscillat\w*|swing\w*|swung|mov\w*|shift\w*|compar\w*|fall\w*|fell|drop\w*|cut\w*
        |declin\w*|decreas\w*|reduc\w*|slow\w*|eas\w*|narrow\w*|slid\w*|sales?|quot\w*|trad\w*|bid\w*|offer\w*|support
        |resistance|pric\w+|in|exchange|distance|interval|relation\w*|curfew|contest|race|match)\b[^.;,]{0,48}\bbetween\s\Z""",
    "back in time": r"\s*(?:ago|before|B\.?C|BP\b|old\b|Mya\b|years?\s(?:ago|before))",
    # The ages of the earth are told from the oldest on.
    "era": r"(?:illion|thousand)\s+years(?:\s+ago)?\Z|\b\d*(?:[MmGgk]ya|Ma|ka|Ga)\Z|\bm\.?y\.?r?\.?\Z",
    "digits": r"\d[\d,]*(?:\.\d+)?",
}
_TENFOLD = 10
"""A number that is so many times the one behind the dash is no end of a range with it."""
_WORLDS_APART = 1000.0
"""How far apart "$4-3 billion" stands if only its end is taken in billions."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.X | re.I)


def ranges(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Ranges`.

    A rising range is one quantity. A falling one is read as two, a bare number and the unit behind the other, unless
    "between" joins them; it is not comparable where the text may go down on purpose (a fall "from 9 to 4 percent",
    scores, odds, ages).
    """
    ranged = facts.quantities.filter(pl.col("value") != pl.col("value_high"))
    rises, join = pl.col("value") < pl.col("value_high"), pl.col("join")
    turned = ~rises & (join == "between")
    spread = rises & join.is_in(("dash", "to")) & (pl.col("value") * _WORLDS_APART < pl.col("value_high"))
    rows = [
        *_rising(ranged.filter(~spread)),
        *_falling(facts.quantities, documents),
        *_turned(ranged.filter(turned), documents),
        *_spread(ranged.filter(spread), documents),
    ]
    return filled(Ranges, rows)


def _rising(ranged: pl.DataFrame) -> Iterator[Row]:
    rising = ranged[["document", "mention", "value", "value_high"]].filter(pl.col("value") < pl.col("value_high"))
    for document, mention, low, high in rising.rows():
        yield _row(document, mention, None, low, high, comparable=True)


def _falling(quantities: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    measured = pl.col("unit").is_null() & pl.col("unit_kind_next").is_in(_MEASURED)
    falling = (pl.col("value") > pl.col("value_next")) & (pl.col("value_next") > 0)
    for first, last in couples(quantities, 6, _COLUMNS, measured & falling):
        sentence = Sentence(documents, first)
        if _pattern("to").fullmatch(sentence.text[first["end"] : last["start"]]):
            comparable = _reads_as_range(sentence, first, last)
            values = first["value"], last["value"]
            row = _row(first["document"], first["mention"], last["mention"], *values, comparable=comparable)
            yield row | {
                "begins": sentence.text[first["start"] : first["end"]],
                "ends": sentence.text[last["start"] : last["end"]],
            }


def _turned(found: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    """Between two figures of which the first is the higher: "between 90 and 60 percent"."""
    for row in found.to_dicts():
        sentence = Sentence(documents, row)
        on_purpose = _pattern("compared").search(sentence.before(row)) or _in_the_past(sentence.text, row)
        measured = row["unit_kind"] in _MEASURED and row["dimension"] != "temperature" and "-" not in row["text"]
        comparable = measured and not on_purpose and 0 < row["value"] < 1000 * row["value_high"]
        low, high = row["value"], row["value_high"]
        yield _row(row["document"], row["mention"], None, low, high, comparable=comparable) | _told(row, low, high)


def _spread(found: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    """Ranges whose scale word is for both figures, the first of which is then the higher: "$4-3 billion"."""
    for row in found.to_dicts():
        low, high = row["value"], row["value_high"]
        last = _pattern("digits").match(row["text"], row["second_start"] - row["start"])
        shared = float(last[0].replace(",", "")) if last else high
        if shared < low < _TENFOLD * shared and row["unit_kind"] in ("measure", "money"):
            sentence = Sentence(documents, row)
            on_purpose = _pattern("down").search(sentence.before(row)) or _in_the_past(sentence.text, row)
            comparable = not on_purpose
            ends = _told(row, low * high / shared, high)
            yield _row(row["document"], row["mention"], None, low, shared, comparable=comparable) | ends
        else:
            yield _row(row["document"], row["mention"], None, low, high, comparable=True)


def _told(row: Row, begins: float, ends: float) -> Row:
    """Both ends of a range in the form in which the text prints it: "90 percent" and "60 percent"."""
    form = once(printed(row))
    texts = (told(form["pattern"], value, value, form["scale"]) for value in (begins, ends))
    return dict(zip(("begins", "ends"), texts, strict=True))


def _in_the_past(text: str, row: Row) -> bool:
    """Whether a range is one of years counted backwards: "3.6 and 3.3 million years ago"."""
    return bool(_pattern("era").search(row["text"]) or _pattern("back in time").match(text, row["end"]))


def _lead(sentence: Sentence, row: Row) -> str:
    """What stands before a figure; where it opens a line, what ends the line before: an indented line may run on."""
    before = sentence.before(row)
    head, line, indent = sentence.text[: row["start"]].rpartition("\n")
    runs_on = line and not indent.strip() and not head.endswith("\n")
    return f"{head[-80:].rpartition(line)[2].rstrip()} " if runs_on else before


def _reads_as_range(sentence: Sentence, first: Row, last: Row) -> bool:
    """Not a fall, a score, or "1.8 million to 2.3 tonnes", which shares its scale word backwards."""
    on_purpose = _pattern("down").search(_lead(sentence, first)) or _pattern("score").match(sentence.after(last, 16))
    return not on_purpose and first["value"] < 1000 * last["value"]


def _row(document: int, first: int, last: int | None, low: float, high: float, *, comparable: bool) -> Row:
    return {"document": document, "first": first, "last": last, "low": low, "high": high, "comparable": comparable}
