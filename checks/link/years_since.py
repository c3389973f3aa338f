"""Years counted since a dated event: "the 20th anniversary of the 1996 fire", "12 years ago, in 2004"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from checks.calendar import MEAN_DAYS
from checks.constraints import YearsSince
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, couples
from checks.model import filled
from checks.regex import lazy

NEEDS = ("times", "anniversaries")
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "sentence", "text"),
    *(
        "granularity",
        "modifier",
        "anchor",
        "anchor_unit",
        "anchor_offset",
        "year",
        "earliest",
        "latest",
        "days_low",
        "days_high",
    ),
)
_BESIDE = 40
"""Characters within which "12 years ago" and its year stand."""
_OF_THE = lazy(r"\s+(?:celebrations?\s+|year\s+)?of\s+(?:the|an?|his|her|their|its|our)\s+(?:\w+\s+)?", re.I)
_NOUN = lazy(r"\s+(?!(?:and|or|to|in|at|on|by|with|for|as|that|which|who|is|was|will|has|had)\b)[\w“\"‘']", re.I)
_OF_WORDS = lazy(r"\s+(?:celebrations?\s+)?of\s+[^.;:!?()]{3,70}?\s(?:in|on|of)\s+", re.I)
_OF_A_CHANGE = lazy(
    r"\s+of\s+(?:the|an?)\s+(?:\w+\s+)?(?:amendments?|changes?|additions?|revisions?|supplements?|extensions?|"
    r"successors?|sequels?|repeal)\s+(?:to|of)\s",
    re.I,
)
"""What has another year than the thing that it belongs to: "the amendment to the Access Act of 1973"."""
_OF_DAY = lazy(r"\s+of\s+[^.;:!?(),]{3,50},\s+(?:on\s+)?")
_SINCE = lazy(
    r"\b(?:founded|established|born|created|opened|launched|formed|married|wed|built|incorporated|started|began|"
    r"begun|introduced|inaugurated|signed|adopted|enacted|released|ratified|set\s+up)(?:\s+\w+)?\s+(?:in|on)\s+\Z",
    re.I,
)
_WAS_ON = lazy(
    r"\s*,?\s*(?:(?:was|is|fell|falls|came|will\s+be|will\s+fall|will\s+come)\s+)?(?:celebrated\s+|marked\s+)?(?:on|in)\s+"
)
_AND_THE = lazy(r"[^.;:!?]{0,40}\b(?:the|its|his|her)\s+")
_ITS = lazy(r"\b(?:its|his|her|our)\s+\Z", re.I)
_NOW = lazy(
    r"\b(?:marks?|marking|celebrat(?:es?|ing)|commemorat(?:es?|ing)|observ(?:es?|ing)|honou?rs?|honou?ring|falls|nears|"
    r"approaches|will)\b",
    re.I,
)
_PAST = lazy(r"\b(?:had|was|were|did|marked|celebrated|commemorated|would|coincided|planned|when|last|next)\b", re.I)
_AGO_BEFORE = lazy(r"\b(?:in|since|on)\s+\Z", re.I)
_AGO_AFTER = lazy(r"\s*,?\s*(?:back\s+)?(?:in|on)\s+|\s*\(\s*(?:in\s+)?", re.I)
_AGO = lazy(r"\s*[,(–—]\s*(?:just|only|some|about|nearly|almost|more\s+than)?\s*", re.I)
_CLOSED = lazy(r"\s*[,.;:)!?–—\"”]|\s*\Z")
_LEAD, _MOST = 1000, 20
"""Characters before an anniversary and times on either side of it within a sentence that are looked at."""
_PLACED = ("day", "minute", "part", "week", "weekend", "month", "quarter", "season", "year")


class _Counted(NamedTuple):
    """A number of years, its origin, the time it is counted to (null: that of the text), and how far to trust it."""

    number: Row
    origin: Row
    at: Row | None
    years: tuple[float, float]
    open: bool = False
    comparable: bool = True


def years_since(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.YearsSince`.

    Not comparable where several other times are told in the sentence, or where nothing says that the years are
    counted to now. What was founded in a year has its anniversary in any other ("those married in 1972 ... in 1997"),
    so it is held against the text's own date alone.
    """
    rows = []
    for found in _counted(facts, documents):
        now = documents[found.number["document"]].own_date
        if found.at is not None:
            begin, end, stated = found.at["earliest"].year, found.at["latest"].year, True
        elif now is not None:
            begin, end, stated = now.day.year, now.day.year, now.stated
        else:
            continue
        rows.append(
            {
                "document": found.number["document"],
                "number": found.number["mention"],
                "origin": found.origin["mention"],
                "at": found.at["mention"] if found.at else None,
                "years_low": found.years[0],
                "years_high": found.years[1],
                "origin_year": found.origin["year"],
                "at_low": begin,
                "at_high": end,
                "open": found.open,
                "stated": stated,
                "comparable": found.comparable,
            }
        )
    return filled(YearsSince, rows)


def _counted(facts: Facts, documents: Sequence[Document]) -> Iterator[_Counted]:
    """All counts of years whose origin is told in the same sentence."""
    numbered = facts.anniversaries.to_dicts()
    wanted = {row["sentence"] for row in numbered}
    times = facts.times[[*_COLUMNS]].filter(pl.col("sentence").is_in(wanted)).to_dicts() if wanted else []
    near = {key: list(rows) for key, rows in groupby(times, itemgetter("sentence"))}
    for number in numbered:
        text = documents[number["document"]].running(number["field"])
        lead = text[max(facts.sentences["start"][number["sentence"]], number["start"] - _LEAD) : number["start"]]
        yield from _anniversary(number, _beside(number, near.get(number["sentence"], [])), text, lead)
    back = (pl.col("anchor_offset") < -1) | (pl.col("anchor_offset_next") < -1)
    for left, right in couples(facts.times, _BESIDE, _COLUMNS, back):
        yield from _ago(left, right, documents[left["document"]].running(left["field"]))


def _beside(number: Row, near: list[Row]) -> list[Row]:
    """The times of its sentence around an anniversary."""
    at = bisect_left(near, number["start"], key=itemgetter("start"))
    return near[max(0, at - _MOST) : at + _MOST]


def _anniversary(number: Row, near: list[Row], text: str, lead: str) -> Iterator[_Counted]:
    """The 20th anniversary of the 1996 fire; founded in 1986, the club celebrates its 30th anniversary."""
    years = float(number["years"])
    dated = [row for row in near if row["year"] is not None and row["earliest"] is not None]
    behind = next((row for row in dated if row["start"] >= number["end"]), None)
    before = next((row for row in reversed(dated) if row["end"] <= number["start"]), None)
    origin, unsure = _origin(number, before, behind, text)
    if origin is None and behind is not None:
        yield from _dated_anniversary(number, years, dated, behind, text)
    if origin is None or not years:
        return
    others = [row for row in near if row is not origin and _placed(row)]
    now = _is_now(lead)
    told = len(others) == 1 and (origin["start"] > number["start"] or (now and others[0]["anchor"] == "published"))
    yield _Counted(
        number,
        origin,
        others[0] if others else None,
        (years, years),
        open=unsure,
        comparable=told or (not others and now),
    )


def _dated_anniversary(number: Row, years: float, dated: list[Row], behind: Row, text: str) -> Iterator[_Counted]:
    """It was over on 8 May 1945, and the 80th anniversary was on 8 May 2025: counted from any of the dates before."""
    told = [row for row in dated if row["end"] <= number["start"]]
    if not told or not years or not _WAS_ON.fullmatch(text[number["end"] : behind["start"]]):
        return
    if not _AND_THE.fullmatch(text[told[-1]["end"] : number["start"]]):
        return
    span = (years, years)
    fits = [row for row in told if abs(behind["year"] - row["year"] - years) <= 1]
    yield _Counted(number, fits[0] if fits else told[-1], behind, span, comparable=bool(fits) or len(told) == 1)


def _origin(number: Row, before: Row | None, behind: Row | None, text: str) -> tuple[Row | None, bool]:
    """The date from which an anniversary counts, and whether it may be that of the celebration."""
    if behind is not None:
        between = text[number["end"] : behind["start"]]
        if behind["granularity"] == "year" and _OF_THE.fullmatch(between) and _NOUN.match(text, behind["end"]):
            return behind, False
        if _OF_WORDS.fullmatch(between) and not _OF_A_CHANGE.match(between):
            return behind, True
        if behind["granularity"] == "day" and _OF_DAY.fullmatch(between) and _CLOSED.match(text, behind["end"]):
            return behind, True
    if before is not None and _SINCE.search(text[max(0, before["start"] - 40) : before["start"]]):
        its = _ITS.search(text[max(0, number["start"] - 8) : number["start"]])
        return (before, False) if its else (None, False)
    return None, False


def _placed(row: Row) -> bool:
    """Whether a time is placed in the calendar."""
    return row["earliest"] is not None and row["latest"] is not None and row["granularity"] in _PLACED


def _is_now(before: str) -> bool:
    """Whether the anniversary is told as present or to come."""
    return bool(_NOW.search(before)) and not _PAST.search(before)


def _ago(left: Row, right: Row, text: str) -> Iterator[_Counted]:
    """12 years ago, in 2004; in 2004, 12 years ago."""
    between = text[left["end"] : right["start"]]
    if _ends_ago(left) and _dated(right) and _AGO_AFTER.fullmatch(between) and _CLOSED.match(text, right["end"]):
        yield _Counted(left, right, None, _span(left))
    elif (
        _ends_ago(right)
        and _dated(left)
        and _AGO.fullmatch(between)
        and _AGO_BEFORE.search(text[max(0, left["start"] - 8) : left["start"]])
    ):
        yield _Counted(right, left, None, _span(right))


def _ends_ago(row: Row) -> bool:
    counts_years = row["anchor_unit"] in ("year", "decade") and (row["anchor_offset"] or 0) < -1
    return bool(row["anchor"] == "published" and counts_years and row["text"].endswith("ago"))


def _dated(row: Row) -> bool:
    return row["year"] is not None and row["earliest"] is not None and row["modifier"] is None


def _span(row: Row) -> tuple[float, float]:
    """The years that "N years ago" allows: N - 1 to N + 1, and a tenth more from ten on."""
    return row["days_low"] / MEAN_DAYS["year"], row["days_high"] / MEAN_DAYS["year"]
