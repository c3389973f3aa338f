"""Parts and the wholes they are drawn from: "of the original X only Y remain", "N of the M", "M, of which N"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import floor, log10
from typing import NamedTuple

import polars as pl

from checks.constraints import Parts
from checks.document import Document
from checks.facts import Facts
from checks.lexicon.word import words
from checks.link.neighbours import Row, Sentence, sentences, side_by_side
from checks.model import filled
from checks.wording import printed, told

NEEDS = ("quantities",)
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


_PLACE = ("mention", "document", "field", "start", "end", "hedge_start", "hedge", "unit_kind", "unit")
_FIGURE = ("bound", "value", "value_high")
_LEAD, _OF_THEM = 40, 12
"""Characters before a whole and behind a part in which "of the original" and "of them" stand."""
_AMOUNTS = ("measure", "money", "count", "none")
_ONLY = ("only", "just", "barely")
_GROUPS = 2.0
"""A part of "these" that is so many times the only figure of the sentence before is a part of another thing."""
_TOLD_APART = 3
"""Digits of a figure that is told in another unit than the text has it in."""
_SMALL_COUNT = 100
"""Below this a plain count of people or things is exact: nobody rounds 12 miners."""


class _Drawn(NamedTuple):
    """A part, the whole it is drawn from, and how that is told."""

    part: Row
    whole: Row
    relation: str


def parts(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Parts`."""
    amount = pl.col("unit_kind").is_in(_AMOUNTS) & (pl.col("bound") != "vague")
    quantities = facts.quantities[["sentence", *_PLACE, *_FIGURE]].filter(amount)
    told = sentences(quantities, _with_words(quantities, documents), _PLACE)
    drawn = [one for found in told for one in _in_sentence(found, documents)]
    drawn += _of_these(facts, quantities, documents)
    meant = pl.col("mention").is_in([row["mention"] for one in drawn for row in (one.part, one.whole)])
    figures = {row["mention"]: row for row in facts.quantities.filter(meant).to_dicts()} if drawn else {}
    return filled(Parts, [_row(one, figures, documents) for one in drawn])


def _of_these(facts: Facts, quantities: pl.DataFrame, documents: Sequence[Document]) -> Iterator[_Drawn]:
    """ "The union has 340 members. Of these, 310 agreed": of the only figure of the sentence before, if it is near."""
    begins = facts.sentences["start"].to_list()
    places = quantities[["document", "field", "start", "sentence"]].iter_rows()
    for at, (document, field, start, sentence) in enumerate(places):
        text, begin = documents[document].running(field), begins[sentence]
        if not text.startswith("Of th", begin) or not _pattern("of these").fullmatch(text, begin, start):
            continue
        figures = facts.quantities.filter(pl.col("sentence") == sentence - 1)
        alone = quantities.filter((pl.col("sentence") == sentence - 1) & (pl.col("unit_kind") == "count"))
        if figures.height == alone.height == 1 and tuple(alone[["document", "field"]].row(0)) == (document, field):
            part, whole = quantities.row(at, named=True), alone.row(0, named=True)
            if part["unit_kind"] in ("count", "none") and part["value"] <= _GROUPS * whole["value_high"]:
                yield _Drawn(part, whole, "of which")


def _with_words(quantities: pl.DataFrame, documents: Sequence[Document]) -> set[int]:
    """The sentences with "of", "among" or "including" before, between or right behind two neighbours, without which
    neither is part of the other: that is told more quickly than rows are made of all quantities and matched with
    patterns.
    """
    names = ("sentence", "document", "field", "start", "end", "hedge_start")
    wanted = set()
    for *place, start, end, hedge, last in side_by_side(quantities, 120, names)[[*names, "end_next"]].iter_rows():
        sentence, document, field = place
        text, begin = documents[document].running(field), start if hedge is None else min(start, hedge)
        behind = text[end : last + _OF_THEM]
        if _may_draw(behind) or "including" in behind or _may_draw(text[max(0, begin - _LEAD) : begin]):
            wanted.add(sentence)
    return wanted


def _may_draw(text: str) -> bool:
    """Whether a word stands there by which a part is drawn from a whole."""
    return "of" in text or "Of" in text or "mong" in text


def _in_sentence(found: list[Row], documents: Sequence[Document]) -> Iterator[_Drawn]:
    sentence = Sentence(documents, found[0])
    for index, one in enumerate(found[:-1]):
        other = found[index + 1]
        gap = sentence.between(one, other)
        if "of" in gap and _pattern("n of m").fullmatch(gap):
            yield _Drawn(one, other, "of")
        elif ("of" in gap and _pattern("of which").fullmatch(gap)) or _part_of_them(sentence, other, gap):
            yield _Drawn(other, one, "of which")
        elif _includes(sentence, one, other, gap):
            yield _Drawn(other, one, "among")
        elif _left_of(sentence, one, other, gap):
            yield _Drawn(other, one, "remain")
        elif _stands_behind_of(sentence.before(one)):
            rest = _remainder(sentence, found, index)
            if rest is not None:
                yield _Drawn(rest, one, "remain")


def _stands_behind_of(before: str) -> bool:
    return _may_draw(before[-_LEAD:]) and _pattern("of").search(before) is not None


def _part_of_them(sentence: Sentence, part: Row, gap: str) -> bool:
    """ "30 ships, 12 of them at sea"."""
    behind = _pattern("of them").match(sentence.after(part, _OF_THEM))
    return bool(behind and (_pattern("comma").fullmatch(gap) or _pattern("and").fullmatch(gap)))


def _includes(sentence: Sentence, whole: Row, part: Row, gap: str) -> bool:
    """ "88 tonnes, including 97 tonnes of cod", "among the 26 victims were 31 children"; not what may balance out, nor
    other things than persons ("among the two families were 12 children").
    """
    if str(whole["unit"]).encode() in words("members"):
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


def _row(drawn: _Drawn, figures: Mapping[int, Row], documents: Sequence[Document]) -> Row:
    part, whole = figures[drawn.part["mention"]], figures[drawn.whole["mention"]]
    sentence = Sentence(documents, part)
    part_low, part_high = _bounds(part, exact=_is_exact(part) or (_is_plain(part) and _is_exact(whole)))
    whole_low, whole_high = _bounds(whole, exact=_is_exact(whole))
    return {
        "document": part["document"],
        "part": part["mention"],
        "whole": whole["mention"],
        "relation": drawn.relation,
        "part_low": part_low,
        "part_high": part_high,
        "whole_low": whole_low,
        "whole_high": whole_high,
        **(_told(part, part_low, whole, whole_high) if part_low > whole_high else {}),
        "comparable": _alike(part, whole, drawn.relation) and _is_part(sentence, part, whole),
    }


def _told(part: Row, least: float, whole: Row, most: float) -> Row:
    """The least of the part and the most of the whole in the units of the text, in one where it has several."""
    several = part["unit"] != whole["unit"] and part["unit_kind"] == whole["unit_kind"] == "measure"
    like = part if several and part["factor"] else whole
    return {"part_least": _printed_like(part, least, part), "whole_most": _printed_like(like, most, whole)}


def _printed_like(like: Row, bound: float, of: Row) -> str:
    """A bound of a figure in the form of another, with no more digits than half a step of that figure needs."""
    form = printed(like)
    value = bound / like["factor"] if of["base_low"] is not None and like["factor"] and not _is_plain(of) else bound
    own = floor(log10(max(1.0, abs(of["value_high"]) / of["step"]))) + 1
    rounded = float(f"{value:.{own + 1 if like is of else _TOLD_APART}g}")
    return told(form["pattern"], rounded, rounded, form["scale"], form["minor"])


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
