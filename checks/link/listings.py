"""Sentences that announce a number of things, with the list that follows: "you need four things:" and its items."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from checks.constraints import Listings
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, sentences
from checks.model import empty, filled
from checks.regex import lazy

NEEDS = ("quantities",)
_MOST = 30
"""No one announces more items than this in words and means the list itself."""
_NEAR = 24
"""Of two counts, the one that stands so close to the colon announces the list."""

_PATTERNS = {
    # Before a count that is no announcement: a circumstance, a part, a choice, an ordinal.
    "circumstance": r"""\b(?:for|in|into|of|among|after|over|within|with|by|from|to|on|at|than|between|before
        |during|per|every|each|any|either|some|both
        |serves?|feeds?|makes?|first|last|next|past|other|another|final|remaining|least|most|chapters?|parts?
        |page|number|no\.?)
        (?:\s(?:the|its|their|our|these|those|all))?\s*\Z
      |\b(?:choose|pick|tick|select|answer|solve|circle|take|bring|both|each|every)\b[^.]*\Z""",
    # "in six lines:", "guilty on nine counts:"
    "manner": r"\b(?:in|into|on|from|by|at|with)(?:\s(?:the|its|their|these))?\s+\Z",
    "part": r"""\s+(?:(?!(?:causes|reasons|signs|symptoms|effects|aspects|features|stages|phases|rules|benefits|aims
        |goals|consequences|results|lessons|advantages|drawbacks)\s)[a-z]+\s+)?(?:of|from)\s+(?:the|them|us|you|these|those|which|whom|its|his|her|our|your
        |their|following)\b|\s+or\s+(?:more|fewer|less)\b""",
    # Behind the count: the list is one of something else, or goes on with a sentence.
    "elsewhere": r"""\b(?:these|those|the\s+following|following|including|includes?|such\s+as|for\s+(?:example
        |instance)|e\.g\.|among\s+them|each|apiece)\b""",
    "unfinished": r"""\b(?:and|or|of|with|on|in|at|for|to|by|if|that|when|which|who|because|like|as|from|than
        |the|an?)\s*:\s*\Z""",
}

_NAMED = lazy(r"[^\W\d_]*[A-Z][^\W\d_]*\s(?:\d+\s(?:&|and|or)\s)?\Z")
"""A name that a number belongs to: "the Apollo 11 flights", "the Formula 1 and 2 races"."""


_COLUMNS = ("mention", "start", "end", "number_end", "text", "value", "value_high", "bound", "unit_kind")


class _List(NamedTuple):
    """A list: the block that introduces it, its first item, and all blocks of its document."""

    block: Row
    first: Row
    zones: list[Row]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.X | re.I)


def listings(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Listings`.

    A list is announced by the paragraph right before it if that ends with a colon and one count in its last sentence
    is not said of something else. Only the outermost items count.
    """
    if not (facts.zones["kind"] == "item").any():
        return empty(Listings)
    lists = [one for zones in _by_document(facts.zones) for one in _introduced(zones, documents)]
    begins = list(_last_sentences(lists, facts.sentences))
    wanted = {sentence for sentence, _ in begins}
    told = {found[0]["sentence"]: found for found in sentences(facts.quantities, wanted, _COLUMNS)}
    rows = [
        row
        for one, (sentence, begin) in zip(lists, begins, strict=True)
        for row in _announced(one, told.get(sentence, []), begin, documents[one.block["document"]].text)
    ]
    return filled(Listings, rows)


def _by_document(zones: pl.DataFrame) -> Iterator[list[Row]]:
    listed = zones.filter(pl.col("kind") == "item")["document"]
    kept = zones.filter(pl.col("document").is_in(listed.implode()) & (pl.col("kind") != "quote"))
    rows = kept.sort("document", "start").to_dicts()
    yield from (list(found) for _, found in groupby(rows, key=itemgetter("document")))


def _introduced(zones: list[Row], documents: Sequence[Document]) -> Iterator[_List]:
    """The lists of a document right behind a paragraph that ends with a colon."""
    text = documents[zones[0]["document"]].text
    for block, first in pairwise(zones):
        if first["kind"] != "item" or block["kind"] != "paragraph":
            continue
        # A list that no blank line sets off may have lost its paragraphs and run on into another.
        apart = "\n\n" in text[block["end"] : first["start"]].replace("\r", "")
        if apart and text[block["start"] : block["end"]].rstrip().endswith(":"):
            yield _List(block, first, zones)


def _last_sentences(lists: list[_List], all_sentences: pl.DataFrame) -> Iterator[tuple[int, int]]:
    """The last sentence of the block before each list, and where it begins."""
    numbers = {one.block["document"] for one in lists}
    listed = pl.col("document").is_in(numbers) & (pl.col("field") == "text")
    places = all_sentences.filter(listed)[["document", "start", "sentence"]].rows() if lists else []
    for one in lists:
        _, start, sentence = places[bisect_left(places, (one.block["document"], one.block["end"])) - 1]
        yield sentence, start


def _announced(one: _List, told: list[Row], begin: int, text: str) -> Iterator[Row]:
    announcement = _announcement(told, begin, one.block, text)
    if announcement is not None:
        count, alone = announcement
        items = sum(_outermost(zone, one.first) for zone in one.zones)
        yield {
            "document": one.first["document"],
            "announced": count["mention"],
            "count": count["value"],
            "items": items,
            "comparable": alone and not (items < count["value"] and _goes_on(one.first, one.zones)),
        }


def _outermost(zone: Row, first: Row) -> bool:
    return (zone["kind"], zone["group"], zone["level"]) == ("item", first["group"], first["level"])


def _goes_on(first: Row, zones: list[Row]) -> bool:
    """Whether another list of the same section may continue this one."""
    later = zones[zones.index(first) :]
    section = later[: next((at for at, zone in enumerate(later) if zone["kind"] == "heading"), len(later))]
    return any(
        zone["kind"] == "item" and zone["level"] <= first["level"] and zone["group"] != first["group"]
        for zone in section
    )


def _announcement(told: list[Row], begin: int, block: Row, text: str) -> tuple[Row, bool] | None:
    """The count that announces a list in the last sentence of a block, and whether it is the only one."""
    counts = [row for row in told if row["unit_kind"] in ("count", "none") and _announces(row, begin, block, text)]
    if not counts:
        return None
    near = [row for row in counts if block["end"] - row["end"] <= _NEAR]
    return counts[-1], len(counts) == 1 or (len(near) == 1 and near[0] is counts[-1])


def _announces(row: Row, begin: int, block: Row, text: str) -> bool:
    whole = row["value"] == row["value_high"] and 2 <= row["value"] <= _MOST and row["value"] % 1 == 0
    if not whole or row["bound"] != "exact":
        return False
    before, behind = text[begin : row["start"]], text[row["end"] : block["end"]]
    if row["text"][:1].isdigit() and _NAMED.search(before):
        return False
    stands_last = row["unit_kind"] == "count" and not behind.strip(" :*_")
    if stands_last and _pattern("manner").search(before):
        return True
    if _pattern("circumstance").search(before) or _pattern("part").match(text[row["number_end"] : block["end"]]):
        return False
    return not (_pattern("elsewhere").search(behind) or _pattern("unfinished").search(behind))
