"""Sentences that announce a number of things, with the list that follows: "you need four things:" and its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

import polars as pl

from checks.constraints import Listings
from checks.document import Document
from checks.facts import Facts
from checks.frame import empty
from checks.link.phrase import Row
from checks.regex import lazy

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
    rows = [row for zones in _by_document(facts.zones) for row in _announced(zones, facts, documents)]
    return pl.DataFrame(rows, schema=empty(Listings).schema)


def _by_document(zones: pl.DataFrame) -> Iterator[list[Row]]:
    listed = zones.filter(pl.col("kind") == "item")["document"].unique()
    kept = zones.filter(pl.col("document").is_in(listed.implode()) & (pl.col("kind") != "quote"))
    rows = kept.sort("document", "start").iter_rows(named=True)
    yield from (list(found) for _, found in groupby(rows, key=lambda row: row["document"]))


def _announced(zones: list[Row], facts: Facts, documents: Sequence[Document]) -> Iterator[Row]:
    text = documents[zones[0]["document"]].text
    for before, first in pairwise(zones):
        # A list that no blank line sets off may have lost its paragraphs and run on into another.
        apart = "\n\n" in text[before["end"] : first["start"]].replace("\r", "")
        if first["kind"] != "item" or before["kind"] != "paragraph" or not apart:
            continue
        items = sum(_outermost(zone, first) for zone in zones)
        announcement = _announcement(before, text, facts)
        if announcement is not None:
            count, alone = announcement
            yield {
                "document": first["document"],
                "announced": count["mention"],
                "count": count["value"],
                "items": items,
                "comparable": alone and not (items < count["value"] and _goes_on(first, zones)),
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


def _announcement(block: Row, text: str, facts: Facts) -> tuple[Row, bool] | None:
    """The count that announces a list in the last sentence of a block, and whether it is the only one."""
    if not text[: block["end"]].rstrip().endswith(":"):
        return None
    sentence = facts.sentences.filter(
        (pl.col("document") == block["document"]) & (pl.col("field") == "text") & (pl.col("start") < block["end"])
    )[-1].row(0, named=True)
    found = facts.quantities.filter(pl.col("sentence") == sentence["sentence"]).to_dicts()
    counts = [row for row in found if row["unit_kind"] in ("count", "none") and _announces(row, sentence, block, text)]
    if not counts:
        return None
    near = [row for row in counts if block["end"] - row["end"] <= _NEAR]
    return counts[-1], len(counts) == 1 or (len(near) == 1 and near[0] is counts[-1])


def _announces(row: Row, sentence: Row, block: Row, text: str) -> bool:
    whole = row["value"] == row["value_high"] and 2 <= row["value"] <= _MOST and row["value"] % 1 == 0
    if not whole or row["bound"] != "exact":
        return False
    before, behind = text[sentence["start"] : row["start"]], text[row["end"] : block["end"]]
    if row["text"][:1].isdigit() and _NAMED.search(before):
        return False
    stands_last = row["unit_kind"] == "count" and not behind.strip(" :*_")
    if stands_last and _pattern("manner").search(before):
        return True
    if _pattern("circumstance").search(before) or _pattern("part").match(text[row["number_end"] : block["end"]]):
        return False
    return not (_pattern("elsewhere").search(behind) or _pattern("unfinished").search(behind))
