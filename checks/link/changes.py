"""Changes in percent with both figures: "rose 7% to 107 from 100", "107, up 7% from 100", "from 100 to 107, a rise of
7%".

The sentence is matched as a skeleton: each quantity stands as one private-use character, so that a pattern says in
plain order where the percentage, the figure before and the figure after must stand, with no other quantity between.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import polars as pl

from checks.document import Document
from checks.facts import Changes, Facts, empty
from checks.link.phrase import Row, begin, sentences

_FIRST = 0xE000
"""The private-use characters from here on stand for percentages, those from `_FIGURE` on for other quantities."""
_FIGURE = 0xE800

_PERCENT = r"(?P<percent>[\ue000-\ue7ff])"
_LATER_PERCENT = r"(?P<later_percent>[\ue000-\ue7ff])"
_OLD = r"(?P<before>[\ue800-\uefff])"
_NEW = r"(?P<after>[\ue800-\uefff])"
_FROM = r"(?:from|compared (?:with|to)|against|versus|vs\.?|over|than|on)"
_LEAD = r"(?:\s+(?:an?|the|its|their|revised|restated|adjusted|last|last\syear's|year-ago|just|only|some|about))*\s+"
_OR_A = r",\s(?:or\s+|an?\s+(?:\w+\s+)?)?"


def _words(most: int) -> str:
    """Up to so many characters of the same clause, without another quantity."""
    return rf"(?:(?!\s(?:and|but|while|whereas|would|which)\s)[^\ue000-\uf8ff;:()!?—–]){{0,{most}}}?"


@cache
def _directions() -> dict[str, int]:
    rows = files("checks.lexicon").joinpath("change_words.csv").read_text("utf-8").splitlines()[1:]
    return {word: int(direction) for word, direction in (row.split(",") for row in rows)}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The orders in which a change and its two figures are told, each with its example."""
    verb = rf"\b(?P<verb>{'|'.join(sorted(_directions(), key=len, reverse=True))})\b"
    end = rf"(?:\s+(?:of|by)?\s*{_LATER_PERCENT})?"
    to, from_, old_from = rf"\s?\bto{_LEAD}{_NEW}", rf"\s?\bfrom{_LEAD}{_OLD}", rf"\s{_FROM}{_LEAD}{_OLD}"
    orders = (
        # rose (by) 7% (in May) to 107 (tonnes) from 100
        (verb, _words(24), r"\s(?:by\s+)?", _PERCENT, ",?", _words(32), to, _words(48), old_from),
        # rose (by) 7%, from 100 (in 2002) to 107
        (verb, _words(16), r"\s(?:by\s+)?", _PERCENT, ",?", _words(16), from_, _words(32), to),
        # 107 (tonnes), up 7% from 100;  107, an increase of 7% over the 100
        (_NEW, _words(48), r",?\s(?:an?\s+(?:\w+\s+)?)?", verb, r"\s+(?:by\s+|of\s+)?", _PERCENT, _words(12), old_from),
        # fell to 107 from 100 (the year before), a drop of 7% | a 7% drop
        (to, _words(32), from_, _words(32), _OR_A, rf"(?:{_PERCENT}\s+)?", verb, end),
        # from 100 (in 2000) to 107 (in 2010), a rise of 7% | up 7% | a 7% rise
        (from_, _words(32), to, _words(32), _OR_A, rf"(?:{_PERCENT}\s+)?", verb, end),
        # the increase was 7% from 100 to 107
        (verb, _words(24), r"\s(?:was|of)\s+", _PERCENT, ",?", from_, _words(24), to),
    )
    return tuple(re.compile("".join(order), re.I) for order in orders)


_OTHER_BASE = re.compile(
    r"""\bannuali[sz]ed|\bannual\ rate|\bseasonally|\bconstant\ (?:currency|prices)|\breal\ terms|\binflation
        |\bexcluding|\bper\ year\b|\ba\ year\b(?!\ (?:ago|earlier|before))|\blike-for-like|\borganic|\bcomparable""",
    re.X | re.I,
)
_TO = re.compile(r"\s(?:to|and)\s")
_RATE = re.compile(
    r"""(\b(?:to|from|against|with)(?:\s(?:a|the|about))?\s)([\ue000-\ue7ff])
        (?=[^\ue000-\uf8ff]{0,40}?\b(?:to|from|against|with)\s|\s*(?:[,.;)]|$|a\ year|in\b|last\b|the\b|of\b))""",
    re.X,
)


def changes(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.Changes`."""
    percents = (facts.quantities["unit_kind"] == "percent").arg_true()
    if not len(percents):
        return empty(Changes)
    rows = [row for found in sentences(facts.quantities, percents) for row in _in_sentence(found, documents)]
    return pl.DataFrame(rows, schema=empty(Changes).schema)


def _in_sentence(found: list[Row], documents: Sequence[Document]) -> Iterator[Row]:
    found = [end for row in found for end in _ends(row)]
    if len(found) < 3:
        return
    skeleton = _skeleton(found, documents)
    seen: set[str] = set()
    for pattern in _patterns():
        for match in pattern.finditer(skeleton):
            percent = match["percent"] or match.groupdict().get("later_percent")
            if percent is None or percent in seen:
                continue
            seen.add(percent)
            yield _row(
                found[ord(percent) - _FIRST],
                before=found[ord(match["before"]) - _FIGURE],
                after=found[ord(match["after"]) - _FIGURE],
                direction=_directions()[match["verb"].lower()],
                clause=skeleton,
            )


def _ends(row: Row) -> list[Row]:
    """A range told with "to" as its two ends ("from 236 to 311"), any other quantity as it is."""
    joint = _TO.search(row["text"]) if row["value"] != row["value_high"] else None
    if joint is None:
        return [row]
    half = row["coarse"] / 2
    low = _exactly(row["value"], half, row["factor"]) | {"end": row["start"] + joint.start()}
    high = _exactly(row["value_high"], half, row["factor"]) | {"start": row["start"] + joint.end(), "hedge_start": None}
    return [row | low, row | high]


def _exactly(value: float, half: float, factor: float | None) -> Row:
    """The figures of one end of a range."""
    scale = math.nan if factor is None else factor
    bounds = {"low": value - half, "high": value + half}
    return {
        "value": value,
        "value_high": value,
        **bounds,
        **{f"base_{name}": one * scale for name, one in bounds.items()},
    }


def _skeleton(found: list[Row], documents: Sequence[Document]) -> str:
    """The sentence with each quantity (and its hedge) as one character."""
    text = documents[found[0]["document"]].content(found[0]["field"])
    at = max(text.rfind("\n", 0, found[0]["start"]) + 1, found[0]["start"] - 160)
    pieces = []
    for index, row in enumerate(found[: _FIGURE - _FIRST]):
        pieces.append(text[at : max(at, begin(row))])
        pieces.append(chr((_FIRST if row["unit_kind"] == "percent" else _FIGURE) + index))
        at = max(at, row["end"])
    pieces.append(text[at : at + 60].split("\n", 1)[0])
    # Percentages that stand where figures do ("to 8.1% from 9.0%") are figures.
    return _RATE.sub(lambda match: match[1] + chr(ord(match[2]) - _FIRST + _FIGURE), "".join(pieces))


def _row(percent: Row, *, before: Row, after: Row, direction: int, clause: str) -> Row:
    one_mention = before["mention"] == after["mention"]
    # A bare number takes the other's unit; different units of one dimension meet in its base unit.
    bounds = ("base_low", "base_high") if _differ(before["unit"], after["unit"]) else ("low", "high")
    factors = [row["factor"] if bounds[0] == "base_low" else 1.0 for row in (before, after)]
    return {
        "document": percent["document"],
        "percent": percent["mention"],
        "before": None if one_mention else before["mention"],
        "after": after["mention"],
        "direction": direction,
        "percent_low": percent["value"] if percent["bound"] == "exact" else percent["low"],
        "percent_high": percent["value_high"] if percent["bound"] == "exact" else percent["high"],
        "percent_step": percent["step"],
        "before_low": before[bounds[0]],
        "before_high": before[bounds[1]],
        "after_low": after[bounds[0]],
        "after_high": after[bounds[1]],
        "before_value": before["value"] * factors[0],
        "after_value": after["value"] * factors[1],
        "rates": before["unit_kind"] == "percent" or after["unit_kind"] == "percent",
        "comparable": _comparable(percent, before, after, clause),
    }


def _differ(unit: str | None, other: str | None) -> bool:
    return unit is not None and other is not None and unit != other


def _comparable(percent: Row, before: Row, after: Row, clause: str) -> bool:
    """One unit on both sides, an exact percentage, no other base period."""
    if percent["unit"] != "percent" or _OTHER_BASE.search(clause):
        return False
    if "vague" in (percent["bound"], before["bound"], after["bound"]):
        return False
    kinds = {before["unit_kind"], after["unit_kind"]}
    if "percent" in kinds:
        return len(kinds) == 1
    # "to 2.0 billion from 1.7 billion", "3,567 from 3,089": a bare number takes the other's unit
    alike = not _differ(before["unit"], after["unit"]) or kinds <= {"count", "none"}
    return alike or (before["dimension"] == after["dimension"] and before["dimension"] is not None)
