"""Verbs told with a full date: what "is scheduled for" a day, and what "was done on" one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from checks.constraints import DatedVerbs
from checks.document import OPENING, Document, OwnDate
from checks.facts import Facts
from checks.link.neighbours import Row
from checks.link.printed_days import printed_at_top
from checks.model import filled
from checks.regex import lazy
from checks.wording import written_like

NEEDS = ("times",)
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "sentence", "text", "quoted"),
    *("year", "month", "day", "weekday", "earliest", "latest"),
)
_VERB = lazy(
    r"""\b(?:
        (?P<plan>(?:is|are)\ (?:\w+\ ){0,2}?(?:scheduled|expected|set|slated|due|planned)(?:\ to\ (?:be\ )?\w+)?
            |(?:is|are)\ to\ be\ \w+(?:ed|eld)
            |will\ (?:\w+ly\ |also\ |then\ )?(?:be\ (?:back|held|\w+ed)|begin|appear|return|start|open|close|meet
                |take\ place)
            |takes?\ place|kicks?\ off
            |(?:deadline|closing\ date)(?:\ (?:for|to)\ [\w'’ -]{1,40}?)?\ (?:is|will\ be)
            |(?:meeting|webinar|conference|hearing|workshop|ceremony|concert|festival|summit|exhibition)
                \ (?:is|begins?|starts?|opens?))
        |(?P<past>(?:was|were|has\ been|have\ been)\ (?:\w+ly\ )?
            (?!scheduled|expected|slated|planned|postponed|moved|ordered|adjourned|remanded|extended|delayed|rescheduled|continued
              |bailed|required|supposed|asked|invited|allowed|granted|suspended|designed|intended|proposed|valued|dated|assigned
              |directed|summoned|called|advised|notified|calendared|told|set|due)
            (?:\w+(?<!se)ed|born|found\ (?:guilty|dead)|shot|taken|stolen|seen|killed|held)
            |pleaded\ guilty|pled\ guilty|died|resigned
            |(?:[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|I)\ (?:\w+ly\ )?(?:released|launched|opened|published|announced|met
                |arrived|won|signed|bought|sold|finished|completed|closed|shipped|adopted|approved|arrested|filed))
    )\b""",
    re.X,
)
_BREAKS = '.;:!?()"“”'
"""What stands in no verb and in no gap between a verb and its date."""
_CLAUSE, _SENTENCE = 250, 1000
"""Characters before a date in which its verb stands, with what leads to it, and those in which others may speak."""
_PLANNED_GAP = lazy(
    r"(?!.*\b(?:that|which|who|whom|whose|where|when|after|before|since|from|until|through|he|she|it|they|we|was|were|had"
    r"|has|found|issued|received|and|between|by|to\s+the|of\s+the)\b)[^.;:!?()\"“”]{0,70}\Z"
)
_PAST_GAP = lazy(
    r"(?!.*\b(?:that|which|who|whom|whose|where|when|after|before|since|from|until|through|he|she|it|they|we|was|were|had"
    r"|has|is|are|will|would|to|for|and|between|if|scheduled|effective|sentencing|trial|hearing)\b)[^.;:!?()\"“”]{0,60}\Z"
)
_TOLD_STORY = lazy(
    r"\b(?:film|novel|story|stories|series|episode|book|game|play|plot|action|scene|season|movie|tale|drama|fiction|level)s?\b"
)
"""What takes place in its own time, and is told in the present."""
_DECIMAL = lazy(r"(?<=\d)\.(?=\d)")
_OF_THE_TEXT = lazy(
    r"\b[Tt]his [a-z]+ (?:was|has been) (?:\w+ly )?(?:added|amended|changed|corrected|edited|revised|updated)\Z"
)
"""What tells of the text, later than its date: "This section was added on May 5"."""
_DAY = r"(?:[A-Z][a-z]+\.? \d{1,2}\b|\d{1,2} [A-Z][a-z]+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday)"
_SPOKE = r"\b(?:said|told|announced|wrote|warned|promised|predicted|reported)\b"
_SAID = lazy(rf"{_SPOKE}[^.;:]{{0,30}}{_DAY}|{_DAY},?[^.;:,]{{0,30}}{_SPOKE}")
"""What was said on another day was still to come then: "He said on May 2 that it will be held on May 3"."""
_AGREEING = 2
"""So many other dates it takes against the one at the top."""
_SEVERAL = lazy(r"\s*(?:or|and|to|through|[-–/&])\s*(?:[A-Z][a-z]+\.?\s)?\d{1,2}\b(?![:\d])(?!\s[a-z])")


def dated_verbs(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.DatedVerbs`."""
    full = facts.times[[*_COLUMNS]].filter(
        pl.all_horizontal(pl.col("year", "month", "day", "earliest").is_not_null())
        & (pl.col("earliest") == pl.col("latest"))
        & (pl.col("field") == "text")
    )
    begins = facts.sentences["start"][full["sentence"]].to_list()
    places = zip(full["document"].to_list(), begins, full["start"].to_list(), strict=True)
    leads = (
        documents[document].running("text")[max(begin, start - _SENTENCE) : start] for document, begin, start in places
    )
    verbs = {at: (told, lead) for at, lead in enumerate(leads) if (told := _told(lead)) is not None}
    rows = []
    for time, (told, lead) in zip(full[pl.Series([*verbs], dtype=pl.UInt32)].to_dicts(), verbs.values(), strict=True):
        several = _SEVERAL.match(documents[time["document"]].running("text"), time["end"])
        stands = None if several or _SAID.search(lead) else documents[time["document"]].own_date
        if stands is not None:
            rows.append(_row(time, stands, *told))
    wrong = {row["document"] for row in rows if row["stated"] and not _fits(row, row["own"])}
    for number in sorted(wrong):
        told_of = [row for row in rows if row["document"] == number]
        slip = _dateline(facts, full, told_of)
        for row in told_of:
            row |= slip
    return filled(DatedVerbs, rows)


def _fits(row: Row, own: date) -> bool:
    """Whether what a verb says may be said on a day."""
    return bool(row["printed"] >= own if row["plan"] else row["printed"] <= own)


def _dateline(facts: Facts, full: pl.DataFrame, rows: Sequence[Row]) -> Row:
    """The date at the top of a text, and what it should be, if all other dates agree against it: on one other year,
    in which the verbs would be right.
    """
    number, own = rows[0]["document"], rows[0]["own"]
    top = printed_at_top(facts, number, own, OPENING)
    others = set(full.filter(pl.col("document") == number)["earliest"].to_list()) - {own}
    years = {day.year for day in others} - {own.year}
    if top is None or len(others) < _AGREEING or years != {day.year for day in others} or len(years) > 1:
        return {}
    for day in _shifted(own, years.pop() - own.year):
        if all(_fits(row, day) for row in rows):
            return {"dateline": top["mention"], "as_dateline": written_like(top["text"], day)}
    return {}


def _told(before: str) -> tuple[str, bool] | None:
    """The last verb, if it governs the date that follows, and whether it speaks of a plan."""
    near = _DECIMAL.sub("_", before[-_CLAUSE:])
    clause = near[max(map(near.rfind, _BREAKS)) + 1 :]
    found = max(_VERB.finditer(clause), key=re.Match.start, default=None)
    if found is None or _OF_THE_TEXT.search(clause, 0, found.end()) or _TOLD_STORY.search(clause):
        return None
    gap, plan = clause[found.end() :], found["plan"] is not None
    return (found[0], plan) if (_PLANNED_GAP if plan else _PAST_GAP).match(gap) else None


def _row(time: Row, own: OwnDate, verb: str, plan: bool) -> Row:
    day: date = time["earliest"]
    shifted = next(_shifted(day, 1 if plan else -1), None)
    return {
        "document": time["document"],
        "date": time["mention"],
        "verb": verb,
        "plan": plan,
        "printed": day,
        "own": own.day,
        "stated": own.stated,
        "shifted": shifted,
        "weekday_agrees": None if time["weekday"] is None else time["weekday"] == day.isoweekday(),
        "as_date": written_like(time["text"], shifted) if shifted else None,
        "comparable": not time["quoted"] and day != own.neighbour,
    }


def _shifted(day: date, years: int) -> Iterator[date]:
    """The same day of another year, if that year has it."""
    try:
        yield day.replace(year=day.year + years)
    except ValueError:
        return
