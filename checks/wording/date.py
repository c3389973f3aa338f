"""Another day written as a text writes its dates: "Tues., Nov. 22" becomes "Wed., Nov. 23"."""

from __future__ import annotations

import re
from datetime import date

from checks.pattern import phrase

_WEEKDAY = phrase(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b\.?", re.I, yes=("Tues., Nov. 22",), no=("22 November",))
_MONTH = phrase(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b\.?", re.I, yes=("Nov. 22",), no=("the 22nd",)
)
_YEAR = phrase(r"\b\d{4}\b", yes=("in 2014",), no=("in 214",))
_DAY = phrase(
    r"(?<![\d:.])\b(\d{1,2})(st|nd|rd|th)?\b(?![:.]\d| ?[ap]\.?m)",
    re.I,
    yes=("Nov. 22", "the 22nd"),
    no=("2014", "10:30"),
)
_SUFFIX = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_SHORT = {"Tuesday": "Tues", "Wednesday": "Wed", "Thursday": "Thurs", "September": "Sept"}
_UNCUT = frozenset(["March", "April", "May", "June", "July"])


def written_like(text: str, day: date) -> str | None:
    """The expression `text` with the weekday, month, day and year of `day`; null where it is not a date in words."""
    if not _MONTH.search(text) or len(_DAY.findall(text)) != 1:
        return None
    text = _YEAR.sub(str(day.year), with_weekday(text, day))
    text = _MONTH.sub(lambda found: _named(found[0], day.strftime("%B")), text, count=1)
    return _DAY.sub(lambda found: _numbered(found, day.day), text)


def with_weekday(text: str, day: date) -> str:
    """The expression with the weekday of `day`, all else as it is."""
    return _WEEKDAY.sub(lambda found: _named(found[0], day.strftime("%A")), text, count=1)


def _numbered(printed: re.Match[str], day: int) -> str:
    """The day of the month with the leading zero or the letters of the printed one."""
    padded = f"{day:02d}" if printed[1].startswith("0") else str(day)
    return padded + (_SUFFIX.get(day, "th") if printed[2] else "")


def _named(printed: str, name: str) -> str:
    """The name of a day or month, cut short and in capitals where the printed one is."""
    bare, dot = printed.rstrip("."), printed.endswith(".")
    if dot or (len(bare) <= 5 and bare.capitalize() not in _UNCUT):
        by_three = len(bare) == 3 and not dot
        name = name[:3] if by_three else name if name in _UNCUT else _SHORT.get(name, name[:3]) + "." * dot
    return name.upper() if bare.isupper() else name
