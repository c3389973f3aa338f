"""English: the date and place that a text prints about itself, in a dateline or on a line with nothing but the date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from checks.appearance import is_odd, seen
from checks.calendar import later
from checks.document import OPENING, Range, Stated
from checks.lexicon.word import members
from checks.pattern import lazy, phrase

Dated: TypeAlias = tuple[date, str]
"""A document's date and where it was read."""

OPENING_LINES = 10
LONGEST_DATE_LINE = 120

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?\b\.?"
_PARTS = (
    rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?i:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"
    rf"|(?P<day_first>\d{{1,2}})(?i:st|nd|rd|th)?\s+(?:of\s+)?(?P<month_second>{MONTH}),?\s+(?P<year_last>\d{{4}})(?!\d)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
)
_PART = phrase(_PARTS, yes=("May 5, 1960", "5th of May 1960", "1960-05-05"), no=("May 1960", "5 May"))
_FULL_DATE = re.sub(r"\(\?P<\w+>", "(?:", _PARTS)
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{1,2}(?=\s*[ap]\.?m))(?:\s*(?i:[ap]\.?m)\b\.?)?"
    r"(?:\s*\(?[A-Z]{1,5}\)?|\s*[+-]\d{2}:?\d{2})?"
)
_DATE = rf"(?:{WEEKDAY},?\s+)?(?:{_FULL_DATE})(?:\s*(?:[,|·•T]|at\b|-|–|—)?\s*{_CLOCK})?"
_LABEL = (
    r"(?i:(?P<later>(?:last\s+)?(?:updated|modified|revised))|date(?:\s+of\s+(?:publication|release|issue))?|dated|issued"
    r"|(?:first\s+)?published|posted|released?|(?:publication|release|issue)\s+date|for\s+immediate\s+release"
    r"|(?:for|media|news|press)\s+release)"
)
_DATE_LINE = phrase(
    rf"(?:(?P<label>{_LABEL})(?:\s+(?:on|at))?\s*[:\-–—]?\s*)?{_DATE}\.?",
    yes=("Published: May 5, 1960", "Tuesday, 5 May 1960, 5:30 p.m.", "1960-05-05"),
    no=("May 1960", "Published: today"),
)

_ENDS = frozenset("0123456789.)mABCDEFGHIJKLMNOPQRSTUVWXYZ")
_CENTURY = lazy(r"1[789]|20")
_EVENT_LINE = phrase(
    r"(?i:time|when|where|place|venue|location)\s*:", yes=("Where: the town hall",), no=("Where it is",)
)

_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|['’.]|-(?!-))+"
_CITY = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}"
_TOWN = r"[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,3}"
_REGION = r"(?:,\s+(?![A-Z][a-z]+\.?\s*\d)[A-Z](?:[^\W\d_]|\.)*(?:\s[A-Z](?:[^\W\d_]|\.)*){0,2})?"
_DAY = r"(?:[A-Z][A-Za-z]{2,8}(?:\.\s*|\s+)\d{1,2}(?:st|nd|rd|th)?|\d{1,2}\s+[A-Z][A-Za-z]{2,8}\.?)(?:,?\s+\d{4})?"
_AGENCY = r"(?:\s*\([A-Za-z][\w .&/-]{1,30}\)|\s*/[A-Z][\w .&-]{1,30}/)"
_DASH = r"(?:\s*(?:--|—|–)\s*|\s+-\s+)"
_DATELINE = phrase(
    rf"(?P<place>(?P<city>{_CITY}){_REGION})(?:,?\s+(?P<day>{_DAY}))?{_AGENCY}?{_DASH}"
    rf"(?:\([A-Z][A-Z ]+\){_DASH})?(?:(?P<day_behind>{_DAY}){_DASH})?"
    rf"|(?P<town>{_TOWN}{_REGION})(?:,?\s+(?P<day_of_town>{_DAY}))?{_AGENCY}{_DASH}",
    yes=("LONDON, May 5 (Reuters) - Oil", "PARIS -- The", "Oslo (AP) — A"),
    no=("London said", "Oslo - The"),
)
_DAY_OF_MONTH = phrase(
    rf"(?P<month>{MONTH})\s*(?P<day>\d{{1,2}})|(?P<day_first>\d{{1,2}})\s+(?P<month_second>{MONTH})",
    yes=("May 5", "5 May"),
    no=("May",),
)
_LOOSE_DATE = phrase(
    r"^[ \t]*(?P<month>[A-Z][a-z]{2,9})\.?\s{1,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})[ \t\r]*$",
    re.M,
    yes=("Septmber 3, 2014",),
    no=("In May 2014",),
)
"""A date alone at the top whose month is misspelled or stands on the line before."""
_WIRE_DAYS = 7
"""A story is sent within a week of its dateline."""
_IN_CITY = frozenset("'’.-")
_AGENCY_SIGNS = "(/"
_DASHES = "-–—"


def full_date(text: str) -> date | None:
    """The day that `text` names if it is nothing but a full date; a weekday and a clock may stand by, unchecked."""
    match = _DATE_LINE.fullmatch(text.strip())
    return _day(text) if match and not match["label"] else None


class Opening(NamedTuple):
    """What the first lines of a text tell of it: where the place of its dateline stands, the day of that as printed,
    and the date with where it was read. `end` is an offset by which a date on one of them has ended.
    """

    end: int
    place: Range | None
    wire: str
    dated: Dated | None


def opening(text: str, lines: list[tuple[int, str]]) -> Opening:
    """What the first lines of a text tell of it."""
    end = lines[-1][0] + LONGEST_DATE_LINE if lines else 0
    for start, line in lines:
        match = _dateline(line)
        if match:
            day = _day(match[0])
            name = "place" if match["place"] else "town"
            place = (start + match.start(name), start + match.end(name))
            wire = match["day"] or match["day_of_town"] or match["day_behind"] or ""
            return Opening(end, place, wire, (day, "dateline") if day else _printed(text, lines))
    return Opening(end, None, "", _printed(text, lines))


def stated(text: str, found: Opening, published: date | None) -> Stated:
    """What a text prints about itself, by what was found in its first lines; its day is read as the text looks.

    The day of a dateline without its year is one of the days before or after that of publication.
    """
    place = found.place
    if is_odd(text):
        text = seen(text)
        found = opening(text, opening_lines(text))
    day = found.dated[0] if found.dated else _loosely_printed(text[: found.end]) or _near(found.wire, published)
    return Stated(day, place)


def _near(wire: str, published: date | None) -> date | None:
    """The day of a dateline without its year, if it is one of the days before or after the known date."""
    match = _DAY_OF_MONTH.match(wire) if published else None
    if match is None or published is None:
        return None
    month, day = _month(match["month"] or match["month_second"]), int(match["day"] or match["day_first"])
    near = (later(published, off) for off in sorted(range(-_WIRE_DAYS, _WIRE_DAYS + 1), key=abs))
    return next((one for one in near if one and (one.month, one.day) == (month, day)), None)


def _loosely_printed(top: str) -> date | None:
    found = _LOOSE_DATE.search(top)
    if found is None:
        return None
    try:
        return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _month(name: str) -> int:
    """The number of a month by the first letters of its name; ValueError for another word."""
    return MONTHS.index(name[:3].lower()) + 1


def opening_lines(text: str) -> list[tuple[int, str]]:
    """The first lines that are not blank, without the white space around them, each with its offset."""
    head = text[:OPENING].replace("\r", "\n")
    lines = []
    at = 0
    for line in head.split("\n"):
        bare = line.strip()
        if bare:
            lines.append((at + len(line) - len(line.lstrip()), bare))
            if len(lines) == OPENING_LINES:
                break
        at += len(line) + 1
    return lines


def _dateline(line: str) -> re.Match[str] | None:
    """A dateline at the beginning of a line; what follows must not be all capitals, for a title is no dateline."""
    if not (line[0].isupper() and (line[1:2] in _IN_CITY or line[1:2].isupper() or _holds(_AGENCY_SIGNS, line[2:80]))):
        return None
    if not _holds(_DASHES, line[2:120]):
        return None
    match = _DATELINE.match(line)
    if match is None or (match["city"] and (match["city"] in members("no_place") or not match["city"].isupper())):
        return None
    return match if any(char.islower() for char in line[match.end() : match.end() + 40]) else None


def _holds(signs: str, text: str) -> bool:
    """Whether one of the signs stands in the text: faster than a pattern."""
    return any(sign in text for sign in signs)


def _printed(text: str, lines: list[tuple[int, str]]) -> Dated | None:
    """The date that stands alone on one of the first lines; of several, the one labelled as date of publication.

    Lines that hold different dates without a label are entries of a chronology, and say nothing about the document.
    """
    dates = list(_date_lines(lines))
    labelled = [day for match, day in dates if match["label"] and not match["later"]]
    if labelled:
        return labelled[0], "text"
    alone = [day for match, day in dates if not match["label"]]
    if alone:
        return (alone[0], "text") if all(day == alone[0] for day in _lone_dates(text)) else None
    return (dates[0][1], "text") if dates else None


def _date_lines(lines: list[tuple[int, str]]) -> Iterator[tuple[re.Match[str], date]]:
    for _, line in lines:
        match = _DATE_LINE.fullmatch(line) if _may_be_date(line) else None
        day = _day(line) if match else None
        if match and day and not _is_of_event(match, lines):
            yield match, day


def _may_be_date(line: str) -> bool:
    """A quick look before the pattern: a short line with a year that ends as a date, a clock or a time zone does."""
    return len(line) <= LONGEST_DATE_LINE and line[-1] in _ENDS and _CENTURY.search(line) is not None


def _lone_dates(text: str) -> Iterator[date]:
    """The dates that stand alone on a line anywhere in the text."""
    for line in text.split("\n"):
        bare = line.strip() if len(line) <= LONGEST_DATE_LINE else ""
        day = full_date(bare) if bare and _may_be_date(bare) else None
        if day:
            yield day


def _is_of_event(match: re.Match[str], lines: list[tuple[int, str]]) -> bool:
    """Whether "Date:" stands beside "Time:" or "Place:", and so announces an event."""
    return (match["label"] or "").lower() == "date" and any(_EVENT_LINE.match(line) for _, line in lines)


def _day(text: str) -> date | None:
    """The first full date in `text`; None if there is none, or no such day."""
    match = _PART.search(text)
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        month = _month(match["month"] or match["month_second"])
        return date(int(match["year"] or match["year_last"]), month, int(match["day"] or match["day_first"]))
    except ValueError:
        return None
