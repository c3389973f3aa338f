"""Parts and the wholes they are drawn from: "of the original X only Y remain", "N of the M", "M, of which N". The
wordings are the rows of `checks/lexicon/constructions/parts.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, log10

import polars as pl

from checks.constraints import Parts
from checks.document import Document
from checks.facts import Facts
from checks.interval import at_most
from checks.lexicon.word import words
from checks.link.construction import Link, matches, silenced
from checks.link.neighbours import Row
from checks.model import filled
from checks.wording import printed, told

NEEDS = ("quantities", "times")
_HINT = r"\b(?:of|among|including|includes|contains)\b|\(thereof"
_TOLD_APART = 3
"""Digits of a figure that is told in another unit than the text has it in."""
_SMALL_COUNT = 100
"""Below this a plain count of people or things is exact: nobody rounds 12 miners."""
_BACK = frozenset(("them", "these", "those"))
"""Words that point back to a whole, which another one near by may be."""
_SCORED = ("point", "free throw")
"""What may be scored more often than it was tried, or is of another game."""
_BARE = ("M. N of the original",)
"""Constructions in which a bare number is the whole of what the part counts."""
_BY_KIND = frozenset(("M, including N", "among the M were N", "a class of M includes N"))
"""Constructions whose part is told by a noun of its own, and so is one of the whole only where that counts persons."""


def parts(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Parts`."""
    found = list(_once(matches("parts", facts, documents, _HINT)))
    frame = filled(Parts, [_row(match, facts) for match in found])
    return silenced(frame, at_most(pl.col("part_low"), pl.col("whole_high")), found)


def _once(found: Iterator[Link]) -> Iterator[Link]:
    """Each pair by the first construction that has it."""
    seen: set[tuple[int, int]] = set()
    for match in found:
        pair = match.row("part")["mention"], match.row("whole")["mention"]
        if pair not in seen and pair[0] != pair[1]:
            seen.add(pair)
            yield match


def _row(match: Link, facts: Facts) -> Row:
    part, whole = match.row("part"), match.row("whole")
    part_low, part_high = _bounds(part, exact=_is_exact(part) or (_is_plain(part) and _is_exact(whole)))
    whole_low, whole_high = _bounds(whole, exact=_is_exact(whole))
    broken = part_low > whole_high
    return {
        "document": part["document"],
        "part": part["mention"],
        "whole": whole["mention"],
        "relation": match.construction.name,
        "part_low": part_low,
        "part_high": part_high,
        "whole_low": whole_low,
        "whole_high": whole_high,
        **(_told(part, part_low, whole, whole_high) if broken else {}),
        "comparable": _alike(match, part, whole) and not (broken and _of_another(match, part, whole, facts)),
    }


def _of_another(match: Link, part: Row, whole: Row, facts: Facts) -> bool:
    """Whether "them" may be another group: one that is large enough stands near by, or is named between the two."""
    between = match.tokens.words[match.roles["whole"] + 1 : match.roles["part"]]
    if not _BACK.intersection(match.tokens.words[match.first : match.last]):
        return False
    if any(len(word) > 3 and word.endswith("s") and word not in _BACK for word in between if word.isalpha()):
        return True
    near = facts.quantities.filter(
        (pl.col("document") == part["document"])
        & pl.col("sentence").is_between(part["sentence"] - 1, part["sentence"])
        & (pl.col("start") < whole["start"])
        & pl.col("unit_kind").is_in(["count", "none"])
        & (pl.col("value_high") >= part["value"])
    )
    return near.height > 0


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


def _alike(match: Link, part: Row, whole: Row) -> bool:
    """Whether both count the same kind of thing; a bare number takes the other's kind."""
    if "vague" in (part["bound"], whole["bound"]):
        return False
    if part["unit_kind"] in ("measure", "money"):
        return bool(part["dimension"] == whole["dimension"])
    if (
        whole["unit"] in _SCORED
        or whole["unit_kind"] not in ("count", "none")
        or whole["value"] < 2
        or whole["value"] % 1
        or part["value"] % 1
    ):
        return False
    if match.construction.name in _BY_KIND:
        persons = str(whole["unit"]).encode() in words("members")
        return persons or (whole["unit"] is None and "GROUP" in match.construction.pattern)
    bare = whole["unit"] is None and match.construction.name in _BARE
    return bare or part["unit"] is None or part["unit"] == whole["unit"]


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
