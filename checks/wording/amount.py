"""Numbers, quantities, counts and dates as English prints them."""

from __future__ import annotations

import re

from checks.pattern import phrase

_SCALE_WORD = phrase(
    r"(?<=\})\s?(?:thousand|million|billion|trillion|mln|bln|trln|[kmbt]n?)\b(?=[\s-])",
    yes=("{low} million acres", "{low}m "),
    no=("{low} acres",),
)
_PLURAL = phrase(
    r"(?<=\{low\} )(?P<stem>(?:square |cubic )?[a-z]+?)(?:(?P<e>ch|sh)es|(?<=[^s])s)\b|(?<= )feet\b",
    yes=("{low} miles", "{low} inches", "{low} feet"),
    no=("{low} mile",),
)
_MINUS = phrase(r"\A(?:minus|negative)\s+(?=\{)", yes=("minus {low}",), no=("{low} minus",))
_SPAN = phrase(
    r"(?:\b(?:between|from)\s+)?\{low\}.*?\{high\}",
    re.S,
    yes=("from {low} to {high} km", "{low}-{high}"),
    no=("{low} km",),
)
_ADJECTIVE = phrase(r"(?<=\})-(?=[a-z])", yes=("{low}-mile",), no=("{low} mile",))
_ONE_UNIT = phrase(
    r"(?<=\} )(?P<unit>(?:square |cubic |nautical )*(?:[a-z]*met(?:re|er)|mile|foot|inch|yard|acre|hectare|[a-z]*gram"
    r"|pound|ounce|tonne|ton|[a-z]*lit(?:re|er)|gallon|pint|barrel|knot|day|week|month|year))\Z",
    yes=("{low} square mile", "{low} kilometre"),
    no=("{low} miles",),
)
_DIGITS = 14
"""What a float holds; more are noise."""
_MANY = {"foot": "feet", "inch": "inches"}
_AS_ONE = frozenset(["series", "species", "percent", "pct"])
_DAY = phrase(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?!\d)|\d[-/.]\d{1,2}[-/.]\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    yes=("5 May", "May 5", "5/6/2014", "Monday"),
    no=("May 2014",),
)
_ENDING = phrase(r"(?:up to|to|until|till|through)\b", re.I, yes=("until May",), no=("May 2014",))
_NO_PREPOSITION = phrase(
    r"(?:in|on|at|last|this|next|today|yesterday|tomorrow|now|then)\b|.*\bago\Z",
    re.I,
    yes=("last May", "two days ago"),
    no=("May 2014",),
)


def plain(value: float) -> str:
    """A number as it is printed in English: thousands separators, no exponent, no trailing zeros."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    places = 20 if abs(value) < 1e-6 else min(10, max(0, _DIGITS - len(str(int(abs(value))))))
    text = f"{value:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    return "0" if text == "-0" else text


def counted(count: float, noun: str) -> str:
    """A number of things, the noun (given in either number) in the number that agrees.

    >>> counted(1, "findings"), counted(1200, "entry")
    ('1 finding', '1,200 entries')
    """
    one = f"{noun[:-3]}y" if noun.endswith("ies") else noun if noun in _AS_ONE else noun.removesuffix("s")
    many = noun if noun in _AS_ONE else f"{one[:-1]}ies" if one.endswith("y") and one[-2] not in "aeo" else f"{one}s"
    return f"{plain(count)} {one if count == 1 else many}"


def placed(time: str | None) -> str:
    """A time as an adverb: "on May 5, 1960", "in May 1960", "in 1960", and "then" where none is told."""
    if time is None:
        return "then"
    if _NO_PREPOSITION.match(time):
        return time
    return f"on {time}" if _DAY.search(time) else f"in {time}"


def until(time: str) -> str:
    """A time as the end of a range: "to 9 June 2013", and "up to 9 June" as it is."""
    return time if _ENDING.match(time) else f"to {time}"


def told(pattern: str, low: float, high: float, scale: float = 1.0, minor: float = 0.0, *, spoken: bool = False) -> str:
    """A quantity in the form of another: "{low}-{high} million acres", "{low} ft {rest} in".

    `scale` is the worth of the pattern's scale word, which is left out where it would not fit; `minor` is how many of
    the smaller unit make one. A range of one value is that value, one without an end has "at least" or "at most".
    `spoken` takes a quantity out of the form of an adjective: "4,300 miles" for "{low}-mile".

    >>> told("{low} to {high} km", 1450.0, 1930.0)
    '1,450 to 1,930 km'
    >>> told("{low} ft {rest} in", 5.58, 5.58, minor=12.0)
    '5 ft 7 in'
    """
    if low == float("-inf") or high == float("inf"):
        lead, end = ("at least", low) if high == float("inf") else ("at most", high)
        return f"{lead} {told(pattern, end, end, scale, minor, spoken=spoken)}"
    if minor:
        finest = 0.5 if low != high and spoken else 1.0
        one, other = (_mixed(pattern, value, minor, finest) for value in (low, high))
        return one if one == other else f"{one} to {other}"
    if scale != 1.0 and not 0.1 <= abs(low) / scale < 1000:
        pattern, scale = _SCALE_WORD.sub("", pattern), 1.0
    if low >= 0:
        pattern = _MINUS.sub("", pattern)
    elif _MINUS.match(pattern):
        if high > 0:
            pattern = _MINUS.sub("", pattern)
        else:
            low, high = (-high, -low) if spoken else (-low, -high)
    first, last = plain(low / scale), plain(high / scale)
    if first == last:
        pattern = _SPAN.sub("{low}", pattern, count=1)
    if spoken:
        pattern = _ADJECTIVE.sub(" ", pattern)
        pattern = pattern if first == last == "1" else _ONE_UNIT.sub(_plural, pattern)
    if first == last == "1" and scale == 1.0:
        pattern = _PLURAL.sub(_singular, pattern, count=1)
    return pattern.replace("{low}", first).replace("{high}", last)


def _mixed(pattern: str, value: float, minor: float, finest: float) -> str:
    whole, rest = divmod(round(value * minor / finest) * finest, minor)
    return pattern.replace("{low}", plain(whole)).replace("{rest}", plain(rest))


def _singular(plural: re.Match[str]) -> str:
    return f"{plural['stem']}{plural['e'] or ''}" if plural["stem"] else "foot"


def _plural(unit: re.Match[str]) -> str:
    before, _, last = unit["unit"].rpartition(" ")
    return f"{before} {_MANY.get(last, f'{last}s')}".lstrip()
