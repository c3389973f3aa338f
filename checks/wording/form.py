"""How a quantity is printed, so that another value can be printed in its place (`checks.wording.told`)."""

from __future__ import annotations

import re
from typing import Any, TypeAlias, TypedDict

from checks.pattern import phrase

Row: TypeAlias = dict[str, Any]
"""One row of a mention frame by column name."""

_PLURALS = {"foot": "feet", "inch": "inches"} | {one: one for one in ("stone", "hertz", "percent", "pct", "sterling")}
_RANGE = phrase(r"\{low\}.*?\{high\}", re.S, yes=("{low}-{high} km",), no=("{low} km",))
_NUMBER = phrase(
    r"(?P<minus>(?:minus\s|negative\s)?)(?P<sign>(?:[A-Z.]{0,4}[$€£¥]\s?)?)[-−–+]?"
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<word>\s?[A-Za-z]*)",
    yes=("US$5.2 million", "minus 40", "−5"),
    no=("five",),
)
_MIXED = phrase(
    r"(?P<minus>)\d+(?P<unit>\D+?)\d+(?:\.\d+)?(?P<rest>[^\d]*)",
    yes=("5 ft 7 in",),
    no=("5 km",),
)


class Printed(TypedDict):
    """The form of a quantity; `number` is its number as printed, `minor` how many of the smaller unit make one."""

    number: str
    pattern: str
    scale: float
    minor: float


def printed(row: Row) -> Printed:
    """The form in which a quantity is printed: "{low}-{high} million acres", "{low} ft {rest} in"."""
    text, end = row["text"], row["number_end"] - row["start"]
    mixed = _MIXED.fullmatch(text) if row["value"] == row["value_high"] and 0 < row["step"] < 1 else None
    if mixed and "." not in text[:end]:
        minor = float(round(1 / row["step"]))
        return {
            "number": text,
            "pattern": f"{{low}}{mixed['unit']}{{rest}}{mixed['rest']}",
            "scale": 1.0,
            "minor": minor,
        }
    number, unit = text[:end], _plural(row, text[end:])
    first = _NUMBER.match(number)
    last = _NUMBER.match(text[row["second_start"] - row["start"] : end]) if row["second_start"] else first
    if first is None or last is None:
        return {"number": number, "pattern": f"{_span(row, ' to ')}{unit}", "scale": 1.0, "minor": 0.0}
    scale = float(row["scale"]) if last["word"].strip() else 1.0
    between = number[first.end("digits") : row["second_start"] - row["start"]] if row["second_start"] else ""
    join = between.removeprefix(last["word"]) if last["word"].strip() else between
    join += last["sign"] if last is not first else ""
    pattern = f"{first['minus']}{first['sign']}{_span(row, join)}{last['word'].rstrip()}{unit}"
    return {"number": number, "pattern": pattern, "scale": scale, "minor": 0.0}


def once(form: Printed) -> Printed:
    """The form of one number of a range."""
    return {**form, "pattern": _RANGE.sub("{low}", form["pattern"], count=1)}


def _span(row: Row, join: str) -> str:
    return "{low}" if row["value"] == row["value_high"] else f"{{low}}{join}{{high}}"


def _plural(row: Row, unit: str) -> str:
    """The unit as it stands behind other numbers than one and parts of one."""
    word = unit.removeprefix(" ")
    if abs(row["value_high"]) > 1.0 or not re.fullmatch(r"[a-z]{3,}", word) or word.endswith("s"):
        return unit
    return f" {_PLURALS.get(word, f'{word}s')}"
