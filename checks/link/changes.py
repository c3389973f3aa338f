"""Changes in percent with both figures: "rose 7% to 107 from 100", "107, up 7% from 100", "from 100 to 107, a rise of 7%".

The sentence is matched as a skeleton: each quantity stands as one private-use character, so that a pattern says in plain order where the
percentage, the figure before and the figure after must stand, with no other quantity between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from checks.document import Document
from checks.facts import Changes, Facts, empty
from checks.link.phrase import Row, Sentence, begin, sentences

_FIRST = 0xE000
"""The private-use characters from here on stand for percentages, those from `_FIGURE` on for other quantities."""
_FIGURE = 0xE800

_UP = r"ris(?:e|es|ing|en)|rose|increas(?:e|es|ed|ing)|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|grow(?:s|ing|n|th)?|grew|jump(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|up|higher|edged\ up|rebound(?:s|ed|ing)?|expand(?:s|ed|ing)?"
_DOWN = r"fall(?:s|ing|en)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|los(?:e|es|t|ing)|slip(?:s|ped|ping)?|slid(?:e|es|ing)?|plung(?:e|es|ed|ing)|tumbl(?:e|es|ed|ing)|sank|sink(?:s|ing)?|shr(?:ank|ink|unk)\w*|down|lower|off|reduc(?:e|es|ed|ing|tion)|dip(?:s|ped|ping)?|contract(?:s|ed|ing)?|cut(?:s|ting)?"
_VERB = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
_WORDS = r"[^\ue000-\uf8ff;:()!?—–]{0,%d}?"
_PERCENT = r"(?P<percent>[\ue000-\ue7ff])"
_OLD = r"(?P<before>[\ue800-\uefff])"
_NEW = r"(?P<after>[\ue800-\uefff])"
_FROM = r"(?:from|compared\ (?:with|to)|against|versus|vs\.?|over|than|on)"
_LEAD = r"(?:\s+(?:a|the|its|their|an?\ (?:revised|restated|adjusted)|revised|last\ year's|just|only|some|about|around|last|year-ago))*\s+"

_PATTERNS = tuple(
    re.compile(pattern, re.X | re.I)
    for pattern in (
        # rose (by) 7% (in May) to 107 (tonnes) from 100
        rf"{_VERB}{_WORDS % 24}\s(?:by\s+)?{_LEAD.replace('+', '*', 1)}{_PERCENT},?{_WORDS % 32}\s?to{_LEAD}{_NEW}{_WORDS % 48}\s{_FROM}{_LEAD}{_OLD}",
        # rose (by) 7%, from 100 (in 2002) to 107
        rf"{_VERB}{_WORDS % 16}\s(?:by\s+)?{_PERCENT},?{_WORDS % 16}\s?from{_LEAD}{_OLD}{_WORDS % 32}\sto{_LEAD}{_NEW}",
        # 107 (tonnes), up 7% from 100;  107, an increase of 7% over the 100
        rf"{_NEW}{_WORDS % 48},?\s(?:an?\s+(?:\w+\s+)?)?{_VERB}\s+(?:by\s+|of\s+)?(?:about\s+|some\s+)?{_PERCENT}{_WORDS % 12}\s{_FROM}{_LEAD}{_OLD}",
        # fell to 107 from 100 (the year before), a drop of 7%
        rf"\bto{_LEAD}{_NEW}{_WORDS % 32}\sfrom{_LEAD}{_OLD}{_WORDS % 32},\s(?:or\s+|an?\s+(?:\w+\s+)?)?(?:{_PERCENT}\s+)?{_VERB}(?:\s+of\s+(?P<percent2>[\ue000-\ue7ff]))?",
        # from 100 (in 2000) to 107 (in 2010), a rise of 7% | up 7% | a 7% rise
        rf"\bfrom{_LEAD}{_OLD}{_WORDS % 32}\sto{_LEAD}{_NEW}{_WORDS % 32},\s(?:or\s+|an?\s+(?:\w+\s+)?)?(?:{_PERCENT}\s+)?{_VERB}(?:\s+(?:of|by)?\s*(?P<percent2>[\ue000-\ue7ff]))?",
        # (increase) was 7% from 100 to 107
        rf"\b{_VERB}{_WORDS % 24}\s(?:was|of)\s+{_PERCENT},?\s+from{_LEAD}{_OLD}{_WORDS % 24}\sto{_LEAD}{_NEW}",
    )
)
_OTHER_BASE = re.compile(r"\bannuali[sz]ed|\bannual\ rate|\bseasonally|\bconstant\ (?:currency|prices)|\breal\ terms|\binflation|\bexcluding|\bper\ year\b|\ba\ year\b(?!\ (?:ago|earlier|before))|\blike-for-like|\borganic|\bcomparable", re.I)


def changes(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.Changes`."""
    percents = facts.quantities.filter(pl.col("unit_kind") == "percent")["sentence"]
    crowded = facts.quantities.group_by("sentence").len().filter(pl.col("len") >= 3)["sentence"]
    wanted = percents.filter(percents.is_in(crowded.implode()))
    rows = [row for found in sentences(facts.quantities, wanted) for row in _in_sentence(found, documents)]
    return pl.DataFrame(rows, schema=empty(Changes).schema)


def _in_sentence(found: list[Row], documents: Sequence[Document]) -> Iterator[Row]:
    skeleton, start = _skeleton(found, documents)
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(skeleton):
            percent = match["percent"] or match.groupdict().get("percent2")
            if percent is None or ord(percent) in seen:
                continue
            seen.add(ord(percent))
            yield _row(
                found[ord(percent) - _FIRST],
                before=_figure(found, match["before"]),
                after=_figure(found, match["after"]),
                direction=1 if match["up"] else -1,
                clause=skeleton,
            )


def _figure(found: list[Row], character: str) -> Row:
    return found[ord(character) - _FIGURE]


def _skeleton(found: list[Row], documents: Sequence[Document]) -> tuple[str, int]:
    """The sentence with each quantity (and its hedge) as one character, and where it begins."""
    text = documents[found[0]["document"]].content(found[0]["field"])
    start = max(text.rfind("\n", 0, found[0]["start"]) + 1, found[0]["start"] - 160)
    pieces, at = [], start
    for index, row in enumerate(found[: _FIGURE - _FIRST]):
        pieces.append(text[at : begin(row)] if begin(row) >= at else "")
        pieces.append(chr((_FIRST if row["unit_kind"] == "percent" else _FIGURE) + index))
        at = max(at, row["end"])
    pieces.append(text[at : at + 60].split("\n", 1)[0])
    skeleton = "".join(pieces)
    return _figures_of_rates(skeleton, found), start


def _figures_of_rates(skeleton: str, found: list[Row]) -> str:
    """Percentages that stand where figures do ("to 8.1% from 9.0%") are figures: mark them so."""
    as_figure = re.compile(r"(\b(?:to|from|against|with)(?:\s(?:a|the|about))?\s)([\ue000-\ue7ff])(?=[^\ue000-\uf8ff]{0,40}?\b(?:to|from|against|with)\s|\s*(?:[,.;)]|$|a\ year|in\b|last\b|the\b|of\b))")
    return as_figure.sub(lambda match: match[1] + chr(ord(match[2]) - _FIRST + _FIGURE), skeleton)


def _row(percent: Row, *, before: Row, after: Row, direction: int, clause: str) -> Row:
    rates = before["unit_kind"] == "percent" or after["unit_kind"] == "percent"
    return {
        "document": percent["document"],
        "percent": percent["mention"],
        "before": before["mention"],
        "after": after["mention"],
        "direction": direction,
        "percent_low": percent["value"],
        "percent_high": percent["value_high"],
        "percent_step": percent["step"],
        "before_low": before["base_low"],
        "before_high": before["base_high"],
        "after_low": after["base_low"],
        "after_high": after["base_high"],
        "before_value": before["value"] * (before["factor"] or 1.0),
        "after_value": after["value"] * (after["factor"] or 1.0),
        "rates": rates,
        "comparable": _comparable(percent, before, after, clause),
    }


def _comparable(percent: Row, before: Row, after: Row, clause: str) -> bool:
    """One unit on both sides, an exact percentage, no other base period."""
    if percent["unit"] != "percent" or percent["bound"] not in ("exact", "about") or _OTHER_BASE.search(clause):
        return False
    if before["bound"] not in ("exact", "about") or after["bound"] not in ("exact", "about"):
        return False
    kinds = {before["unit_kind"], after["unit_kind"]}
    if "percent" in kinds:
        return len(kinds) == 1
    if before["dimension"] == after["dimension"] and before["dimension"] is not None:
        return True
    # "to 2.0 billion from 1.7 billion", "3,567 from 3,089": a bare number takes the other's unit
    return None in (before["unit"], after["unit"]) or kinds <= {"count", "none"}
