"""Parts and the wholes they are drawn from: "of the original X only Y remain", "N of the M", "M, of which N"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import polars as pl

from checks.constraints import Parts
from checks.document import Document
from checks.facts import Facts
from checks.frame import empty
from checks.link.phrase import Row, Sentence, neighbours, sentences

_PATTERNS = {
    # Before a whole that opens a clause: "Of the original 45 ..., 7 remain".
    "of": r"""(?:^|[.;:!?—–"“(]\s*|,\s*|\b(?:that|and|but|said|reported)\s+(?:[A-Z]\w+\s+)?)
        [Oo](?:f|ut\ of)\s+(?:(?:the|its|their|these|those|his|her|our|some|all|an?)\s+)?
        (?:(?:original|initial|total|estimated|full|first|entire|more\ than)\s+)?
        (?:(?:budget|total|sum|herd|flock|staff|crew|fleet|workforce|loan|fund)\s+of\s+)?\Z""",
    # Before a whole of which only a rest is left: "From an original herd of 900".
    "from": r"""(?:^|[.;:!?]\s*)From\s+an?\s+(?:original|initial)\s+(?:\w+\s+){1,2}of\s+\Z""",
    "remainder": r"[^.;:!?]{0,80}?,\s*(?:[^,.;:!?]{0,30}\s)?",
    # Between the whole and a number that is not the part: "of the two brothers, one is 45".
    "of another": r""",[^,]*\b(?:one|each|every|another|first|second|third|last|both|none|neither|average|aged?
        |is|was|turned|named|numbered?|no
        |between|from|in|on|at|after|within|every|\w{3,}est)\b[^,]*\Z""",
    "n of m": r"""\s+(?:out\s+)?of\s+(?:(?:the|its|their|those|these|his|her|our|a\ total\ of
        |(?:the\s|this\s|that\s|an?\s)?[\w-]+(?:['’]s|s['’]))\s+)?
        (?:(?:original|initial|total|full|remaining)\s+)?""",
    "of which": r"""[^.;:!?()]{0,30}?,?\s+of\s+(?:which|whom|them),?\s+(?:(?:only|just|some|at\ least)\s+)?
        |\s*[;,—–]\s*of\s+(?:these|those|them),?\s+(?:(?:only|just|some|at\ least)\s+)?""",
    # Between a whole and a part of the same kind: "88 tonnes of fish, including 97 tonnes of cod".
    "including": r"[^.,;:!?()\d]{0,40},?\s+(?:including|among\s+them)\s+(?:(?:only|just|at\ least)\s+)?",
    "among": r"(?:^|[.;:!?,]\s*)[Aa]mong\s+(?:the|its|their|those|these)\s+\Z",
    "were": r"(?:[^.,;:!?()\d]{0,30}\s)?(?:are|is|was|were)\s+(?:(?:only|just|at\ least)\s+)?",
    "comma": r"[^.;:!?()\d]{0,40}?,\s+(?:(?:with|and|only|just|at\ least)\s+)?",
    "of these": r"Of\s(?:these|those|them),?\s(?:(?:only|just|some|at\sleast)\s)?",
    "of them": r"\s+of\s+(?:which|whom|them)\b",
    # No other thing that "them" may stand for: "sat the test and 27 of them".
    "and": r"(?:(?!\w{3,}s\b|people|men\b|women|children)[^.;:!?()\d]){0,40}?\s+and\s+",
    # A sum or an average of which a part may be larger than the whole.
    "balance": r"""(?i)\b(?:net|average\w*|loss\w*|lost|profit\w*|gain\w*|gr[eo]w\w*|rose|ris\w+|fell|fall\w*|change\w*
        |by|up|down|plus|minus|per|each|every|more|fewer|less|balance|difference|deficit|surplus|increas\w*|decreas\w*|add\w*)\b""",
    "no part": r"""^[\s,]*(?:more|fewer|less|times|other|others|additional|each|apiece|new|extra|percent|in\s+\d
        |points?|set|match|break|free
        |years?[\s-]old)\b""",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.X)


_COLUMNS = (
    *("mention", "document", "field", "sentence", "start", "end", "hedge_start", "unit_kind", "unit", "dimension"),
    *("bound", "hedge", "step", "value", "value_high", "low", "high", "base_low", "base_high"),
)
_AMOUNTS = ("measure", "money", "count", "none")
_ONLY = ("only", "just", "barely")
_GROUPS = 2.0
"""A part of "these" that is so many times the only figure of the sentence before is a part of another thing."""
_PERSONS = frozenset(
    {
        "victim",
        "passenger",
        "people",
        "person",
        "survivor",
        "guest",
        "member",
        "student",
        "employee",
        "worker",
        "player",
    }
)
"""What "among the 26 victims were 31 children" may be said of; "among the two families" are persons, too."""
_SMALL_COUNT = 100
"""Below this a plain count of people or things is exact: nobody rounds 12 miners."""


def parts(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Parts`."""
    drawn = pl.col("unit_kind").is_in(_AMOUNTS) & (pl.col("bound") != "vague")
    quantities = facts.quantities.filter(drawn).select(_COLUMNS)
    near = neighbours(quantities, 120)
    rows = [row for found in sentences(quantities, near) for row in _in_sentence(found, documents)] if len(near) else []
    rows += _of_these(facts, quantities, documents)
    return pl.DataFrame(rows, schema=empty(Parts).schema) if rows else empty(Parts)


def _of_these(facts: Facts, quantities: pl.DataFrame, documents: Sequence[Document]) -> Iterator[Row]:
    """ "The union has 340 members. Of these, 310 agreed": of the only figure of the sentence before, if it is near."""
    sentence, begins = quantities["sentence"], facts.sentences["start"]
    opens = (quantities["start"].cast(pl.Int64) - begins.gather(sentence).cast(pl.Int64)).is_between(9, 24)
    for part in quantities.filter(opens).iter_rows(named=True):
        printed = Sentence(documents, part)
        before = printed.text[begins[part["sentence"]] : part["start"]]
        if not _pattern("of these").fullmatch(before):
            continue
        figures = facts.quantities.filter(pl.col("sentence") == part["sentence"] - 1)
        alone = figures.filter(pl.col("unit_kind") == "count").select(_COLUMNS)
        if figures.height == alone.height == 1 and figures["document"][0] == part["document"]:
            whole = alone.row(0, named=True)
            near = whole["field"] == part["field"] and part["value"] <= _GROUPS * whole["value_high"]
            if near and part["unit_kind"] in ("count", "none"):
                yield _row(printed, part=part, whole=whole, relation="of which")


def _in_sentence(found: list[Row], documents: Sequence[Document]) -> Iterator[Row]:
    sentence = Sentence(documents, found[0])
    for index, one in enumerate(found[:-1]):
        other = found[index + 1]
        gap = sentence.between(one, other)
        if _pattern("n of m").fullmatch(gap):
            yield _row(sentence, part=one, whole=other, relation="of")
        elif _pattern("of which").fullmatch(gap) or _part_of_them(sentence, other, gap):
            yield _row(sentence, part=other, whole=one, relation="of which")
        elif _includes(sentence, one, other, gap):
            yield _row(sentence, part=other, whole=one, relation="among")
        elif _left_of(sentence, one, other, gap):
            yield _row(sentence, part=other, whole=one, relation="remain")
        elif _pattern("of").search(sentence.before(one)):
            rest = _remainder(sentence, found, index)
            if rest is not None:
                yield _row(sentence, part=rest, whole=one, relation="remain")


def _part_of_them(sentence: Sentence, part: Row, gap: str) -> bool:
    """ "30 ships, 12 of them at sea"."""
    behind = _pattern("of them").match(sentence.after(part, 12))
    return bool(behind and (_pattern("comma").fullmatch(gap) or _pattern("and").fullmatch(gap)))


def _includes(sentence: Sentence, whole: Row, part: Row, gap: str) -> bool:
    """ "88 tonnes, including 97 tonnes of cod", "among the 26 victims were 31 children"; not what may balance out."""
    if whole["unit"] in _PERSONS:
        return bool(_pattern("were").fullmatch(gap) and _pattern("among").search(sentence.before(whole)))
    if whole["unit_kind"] != "measure" or part["unit"] != whole["unit"] or not _pattern("including").fullmatch(gap):
        return False
    return not (_pattern("balance").search(sentence.before(whole)) or _pattern("balance").search(gap))


def _left_of(sentence: Sentence, whole: Row, rest: Row, gap: str) -> bool:
    """ "From an original herd of 900, only 120 remain"."""
    only = rest["hedge"] in _ONLY or gap.rstrip().endswith(_ONLY)
    return only and _pattern("from").search(sentence.before(whole)) is not None


def _remainder(sentence: Sentence, found: list[Row], index: int) -> Row | None:
    """The first quantity behind the comma that closes "of the original X ...", conversions in brackets skipped."""
    for other in found[index + 1 :]:
        gap = re.sub(r"\([^()]*\)?", "", sentence.text[found[index]["end"] : other["start"]])
        if _pattern("remainder").fullmatch(gap):
            opened = sentence.text[found[index]["end"] : other["start"]]
            another = opened.count("(") != opened.count(")") or _pattern("of another").search(gap)
            return None if another else other
    return None


def _row(sentence: Sentence, *, part: Row, whole: Row, relation: str) -> Row:
    part_low, part_high = _bounds(part, exact=_is_exact(part) or (_is_plain(part) and _is_exact(whole)))
    whole_low, whole_high = _bounds(whole, exact=_is_exact(whole))
    return {
        "document": part["document"],
        "part": part["mention"],
        "whole": whole["mention"],
        "relation": relation,
        "part_low": part_low,
        "part_high": part_high,
        "whole_low": whole_low,
        "whole_high": whole_high,
        "comparable": _alike(part, whole, relation) and _is_part(sentence, part, whole),
    }


def _is_part(sentence: Sentence, part: Row, whole: Row) -> bool:
    """Not "12 more", nor points of a game, nor "it was 12 of 10"."""
    later = (sentence.after(row, 16) for row in (part, whole))
    return not any(_pattern("no part").match(after) for after in later) and whole["unit"] not in ("point", "free throw")


def _alike(part: Row, whole: Row, relation: str) -> bool:
    """Whether both count the same kind of thing; a bare number takes the other's kind."""
    if part["unit_kind"] in ("measure", "money"):
        return bool(part["dimension"] == whole["dimension"])
    if whole["unit_kind"] not in ("count", "none") or whole["value"] < 2:
        return False
    if part["unit"] is None or part["unit"] == whole["unit"] or relation == "among":
        return True
    return relation == "of" and whole["unit"] is None


def _is_plain(row: Row) -> bool:
    """Whether people or things are counted one by one: no scale word, no hedge."""
    return bool(row["bound"] == "exact" and row["unit_kind"] in ("count", "none") and row["step"] == 1)


def _is_exact(row: Row) -> bool:
    """Whether a count is too small to be rounded; nor is what is drawn from it: "100 of the 90 boats"."""
    return _is_plain(row) and row["value"] < _SMALL_COUNT


def _bounds(row: Row, *, exact: bool) -> tuple[float, float]:
    """[low, high] in the base unit."""
    if exact:
        return row["value"], row["value_high"]
    if row["base_low"] is None:
        return row["low"], row["high"]
    return row["base_low"], row["base_high"]
