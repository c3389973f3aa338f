"""Sentences that announce a number of things, with what follows: "you need four things:" and the items of a list.

The items may be those of a list, of numbered headings, or of a list in the sentence itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from checks.constraints import Listings
from checks.document import Document
from checks.facts import Facts
from checks.link.announcement import Counted, form, noun, points
from checks.link.enumeration import both, enumerated
from checks.link.neighbours import Row, Sentence, in_turn, sentences
from checks.model import filled
from checks.regex import lazy

NEEDS = ("quantities",)
_MOST = 30
"""No one announces more items than this in words and means the list itself."""

_COLUMNS = (
    *("mention", "document", "field", "start", "end", "number_end", "hedge_start"),
    *("text", "value", "value_high", "bound", "unit_kind"),
)
_DIGITS_NAMED = lazy(r"(?:[^\W\d_]*[A-Z][^\W\d_]*|\d)[)\]]?\s*(?:(?:&|and|or)\s)?\Z")
"""A name, or a figure, that the digits behind it may belong to: "the Apollo 11 flights", "CUDA 11 drivers"."""

_TITLE = lazy(r"(?i)\A\W*(?:(?:the|top|my|our)\s+)*\Z")
"""What stands before the count of a heading; digits number it, but behind "top"."""

_COUNTS_ITSELF = lazy(r"(?:[:(–—-]\s*|\s[x×]\s?)(?P<behind>\d{1,4})\)?\W*\Z|\A\W*(?P<before>\d{1,4})\s*[x×]?\s+[a-z]")
"""An item that stands for as many as it says: "York: 3", "2 x bolts"."""

_OF_TWO = lazy(r"\A\W*[\w:.'’-]+(?:\s[\w:.'’-]+)?(?:,?\s(?:and|or|&|\+)\s|\s?/\s?|,\s(?=[\w:.]*[A-Z_:]))")
"""An item that begins with two of its kind: "`Arc::into_raw` and `Rc::into_raw` let you"."""
_OPEN = lazy(r"…|\.\.\.|\betc\b|\band\s+(?:so\s+on|more)\b")
"""An item that stands for all that are left out."""

_BESIDE_THEM = lazy(r"(?i)\W*(?:thanks?|also|plus|note|and|optional(?:ly)?|bonus|finally|or|otherwise|see)\b")
"""How an item begins that is none of those announced."""

_NUMBERED_HEADING = lazy(r"(?m)^(?P<marks>#{1,6})[ \t]+(?P<number>\d{1,2})[.):][ \t]")
_HEADING_NUMBER = lazy(r"(?P<number>\d{1,2})[.):]\s")
_WORDS = lazy(r"[\w-]+")
_TAG = "<li"

_CLAUSE = 120
_SENTENCE = lazy(r"(?s)\A.*[.!?:;]\s+(?=\S)")
"""What stands before the sentence that a count ends."""


_LONGEST = 400
"""Characters of a sentence or line that announces a list."""


class _List(NamedTuple):
    """A list, by the block that introduces it and where its items stand; numbered headings have none of their own.

    `zones` are the blocks of its document, of which the `first` one of the list is that number.
    """

    block: Row
    items: Sequence[Row]
    zones: Sequence[Row]
    first: int
    kind: str


def listings(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Listings`.

    A list is announced by the block right before it if that ends with one count of what is listed. Only the outermost
    items count. Not comparable where two counts announce, an item may stand for several, or the list goes on.
    """
    lists = [
        one
        for number, zones in _by_document(facts.zones, documents)
        for one in (*_introduced(zones, documents[number]), *_under_headings(zones, documents[number], number))
    ]
    begins = list(_last_sentences(lists, facts.sentences))
    told = {found[0]["sentence"]: found for found in sentences(facts.quantities, {s for s, _ in begins}, _COLUMNS)}
    rows = [
        row
        for one, (sentence, begin) in zip(lists, begins, strict=True)
        for row in _announced(one, told.get(sentence, []), begin, documents[one.block["document"]])
    ]
    return filled(Listings, sorted([*rows, *_inline(facts, documents)], key=itemgetter("document", "announced")))


def _by_document(zones: pl.DataFrame, documents: Sequence[Document]) -> Iterator[tuple[int, list[Row]]]:
    """The zones of each document that has a list, or numbered headings, in order."""
    listed = set(zones.filter(pl.col("kind") == "item")["document"].unique())
    listed |= {number for number, one in enumerate(documents) if "# 1" in one.text}
    listed |= set(zones.filter((pl.col("kind") == "heading") & (pl.col("level") > 1))["document"].unique())
    kept = zones.filter(pl.col("document").is_in(sorted(listed)) & (pl.col("kind") != "quote"))
    found = {
        number: list(rows)
        for number, rows in groupby(kept.sort("document", "start").to_dicts(), key=itemgetter("document"))
    }
    yield from ((number, found.get(number, [])) for number in sorted(listed))


def _introduced(zones: list[Row], document: Document) -> Iterator[_List]:
    """The lists of a document right behind a paragraph or a heading."""
    outermost: dict[tuple[int, int], list[Row]] = {}
    for zone in zones:
        if zone["kind"] == "item":
            outermost.setdefault((zone["group"], zone["level"]), []).append(zone)
    for at, (block, first) in enumerate(pairwise(zones), 1):
        if first["kind"] != "item" or block["kind"] not in ("paragraph", "heading"):
            continue
        # A list that no blank line sets off may have lost its paragraphs and run on into another.
        if "\n\n" in document.text[block["end"] : first["start"]].replace("\r", ""):
            yield _List(block, outermost[first["group"], first["level"]], zones, at, "list")


def _is_numbered(one: _List, document: Document) -> bool:
    """Whether the mark of the first item is a number, which markup leaves out of the text."""
    source = document.source("text")
    at = source.original_offset(one.items[0]["start"])
    line = source.original[source.original.rfind("\n", 0, at) + 1 : at + 1]
    return line.lstrip(" \t>(")[:1].isdigit()


def _goes_on(one: _List, document: Document) -> bool:
    """Whether another list of the same section may continue this one, or one that was not read as a list."""
    first = one.items[0]
    for zone in (one.zones[at] for at in range(one.first, len(one.zones))):
        if zone["kind"] == "heading":
            break
        if zone["kind"] == "item" and zone["level"] <= first["level"] and zone["group"] != first["group"]:
            return True
    return _TAG in document.source("text").original


def _under_headings(zones: list[Row], document: Document, number: int) -> Iterator[_List]:
    """Headings that are numbered from one on, as the items of a list that the block before the first announces."""
    headings = _numbered(zones, document)
    firsts = [at for at, heading in enumerate(headings) if heading["number"] == 1]
    ends = [zone["end"] for zone in zones] if firsts else []
    for at, until in pairwise([*firsts, len(headings)]):
        run = [heading for heading in headings[at:until] if heading["level"] == headings[at]["level"]]
        if len(run) > 1 and [one["number"] for one in run] == [*range(1, len(run) + 1)]:
            before = bisect_right(ends, run[0]["start"]) - 1
            block = zones[before] if before >= 0 else None
            block = block if "text" in document.maps else _line_before(run[0]["start"], document.text, number)
            if block is not None and block["kind"] == "paragraph":
                yield _List(block, run, zones, 0, "headings")


def _numbered(zones: list[Row], document: Document) -> list[Row]:
    """The numbered headings of a document: of marked-up text its heading zones, of plain text lines behind "#"."""
    if "text" in document.maps:
        headings = (zone for zone in zones if zone["kind"] == "heading")
        told = ((zone, _HEADING_NUMBER.match(document.text, zone["start"])) for zone in headings)
        return [zone | {"number": int(found["number"])} for zone, found in told if found]
    return [
        {"start": found.start(), "level": len(found["marks"]), "number": int(found["number"])}
        for found in _NUMBERED_HEADING.finditer(document.text)
    ]


def _line_before(at: int, text: str, number: int) -> Row | None:
    """The line of a text without zones that ends before an offset."""
    start = max(0, at - _LONGEST)
    before = text[start:at].rstrip()
    begin = start + before.rfind("\n") + 1
    return {"document": number, "kind": "paragraph", "start": begin, "end": start + len(before)} if before else None


def _last_sentences(lists: list[_List], all_sentences: pl.DataFrame) -> Iterator[tuple[int, int]]:
    """The last sentence of the block before each list, and where it begins."""
    numbers = sorted({one.block["document"] for one in lists})
    listed = pl.col("document").is_in(numbers) & (pl.col("field") == "text")
    places = all_sentences.filter(listed)[["document", "start", "sentence"]].rows() if lists else []
    for one in lists:
        _, start, sentence = places[bisect_left(places, (one.block["document"], one.block["end"])) - 1]
        yield sentence, max(start, one.block["start"])


def _announced(one: _List, told: list[Row], begin: int, document: Document) -> Iterator[Row]:
    told = [row for row in told if _is_count(row)]
    counts = [(row, by) for row in told if (by := _announces(row, begin, one, document)) is not None]
    if counts:
        (count, counted), items = counts[-1], len(one.items)
        fits = any(row["value"] == items for row, _ in counts)
        yield {
            "document": one.block["document"],
            "announced": count["mention"],
            "count": count["value"],
            "items": items,
            "kind": one.kind,
            "comparable": count["value"] == items
            or not (fits or len(counts) > 1 or _doubted(one, count, counted, document)),
        }


def _is_count(row: Row) -> bool:
    whole = row["value"] == row["value_high"] and 2 <= row["value"] <= _MOST and row["value"] % 1 == 0
    return whole and row["bound"] == "exact" and row["unit_kind"] in ("count", "none") and "." not in row["text"]


def _announces(row: Row, begin: int, one: _List, document: Document) -> Counted | None:
    """The noun of what follows, if a count stands with it at the end of its sentence."""
    text, end = document.text, _end(one.block, document.text)
    counted = noun(text, row["number_end"])
    if counted is None or counted.end > end or end - begin > _LONGEST:
        return None
    before, digits = text[begin : row["start"]], row["text"][:1].isdigit()
    if digits and _DIGITS_NAMED.search(before):
        return None
    if one.block["kind"] == "heading":
        # A heading of a count and a noun alone may be that of one of several lists.
        titled = counted.end < end and _TITLE.fullmatch(before) and (not digits or "top" in before.lower())
        return counted if titled and counted.shell and form("", counted, text[counted.end : end].rstrip(":")) else None
    behind, stop = text[counted.end : end - 1].rstrip(" *_"), text[end - 1]
    named = form(before, counted, behind)
    if named is None or stop not in ":.":
        return None
    if stop == ":" or (points(named) and (one.kind == "headings" or (not behind and _is_numbered(one, document)))):
        return counted
    return None


def _end(block: Row, text: str) -> int:
    """Where the words of a block end."""
    return int(block["start"]) + len(text[block["start"] : block["end"]].rstrip(" \t\r*_"))


def _doubted(one: _List, count: Row, counted: Counted, document: Document) -> bool:
    """Whether the items may not be those announced, or not one each."""
    if one.kind == "headings":
        return False
    items = [document.text[zone["start"] : zone["end"]] for zone in one.items]
    several = any(counted.head in _WORDS.findall(item.lower()) for item in items)
    if len(items) < 2 or several or _sum(items) == count["value"]:
        return True
    if count["value"] > len(items):
        two = not counted.shell and any(_OF_TWO.search(item) for item in items)
        return two or any(_OPEN.search(item) for item in items) or _goes_on(one, document)
    return bool(_BESIDE_THEM.match(items[-1]))


def _sum(items: Sequence[str]) -> int | None:
    """How many all items stand for, where some say how many they are."""
    found = [_COUNTS_ITSELF.search(item) for item in items]
    return sum(int(one["behind"] or one["before"]) if one else 1 for one in found) if any(found) else None


def _inline(facts: Facts, documents: Sequence[Document]) -> Iterator[Row]:
    """Counts with their list in the same sentence: "three options: red, green and blue", "both of the three"."""
    for row in in_turn(facts.quantities[[*_COLUMNS]].filter(_may_count())):
        sentence = Sentence(documents, row)
        counted = noun(sentence.text, row["number_end"])
        if counted is None or "." in row["text"]:
            continue
        before = _SENTENCE.sub("", sentence.before(row, _CLAUSE))
        items = enumerated(sentence.text, counted) if form(before, counted, "") or counted.kin else None
        kind = "inline" if items else "both"
        if items or both(before):
            yield {
                "document": row["document"],
                "announced": row["mention"],
                "count": row["value"],
                "items": items or 2,
                "kind": kind,
                "comparable": True,
            }


def _may_count() -> pl.Expr:
    value = pl.col("value")
    whole = (value == pl.col("value_high")) & value.is_between(2, _MOST) & (value % 1 == 0)
    return whole & (pl.col("bound") == "exact") & pl.col("unit_kind").is_in(["count", "none"])
