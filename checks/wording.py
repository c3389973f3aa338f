"""Numbers and quantities as English prints them."""

from __future__ import annotations

import re

from checks.regex import lazy

_SCALE_WORD = lazy(r"(?<=\})\s?(?:thousand|million|billion|trillion|mln|bln|trln|[kmbt]n?)\b(?=[\s-])")
_PLURAL = lazy(r"(?<=\{low\} )(?P<stem>(?:square |cubic )?[a-z]+?)(?:(?P<e>ch|sh)es|(?<=[^s])s)\b|(?<= )feet\b")
_MINUS = lazy(r"\A(?:minus|negative)\s+(?=\{)")


def plain(value: float) -> str:
    """A number as it is printed in English: thousands separators, no exponent, no trailing zeros."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = f"{value:,.10f}" if abs(value) >= 1e-6 else f"{value:.12g}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def told(pattern: str, low: float, high: float, scale: float = 1.0, minor: float = 0.0) -> str:
    """A quantity in the form of another: "{low}-{high} million acres", "{low} ft {rest} in".

    `scale` is the worth of the pattern's scale word, which is left out where it would not fit; `minor` is how many of
    the smaller unit make one.

    >>> told("{low} to {high} km", 1450.0, 1930.0)
    '1,450 to 1,930 km'
    >>> told("{low} ft {rest} in", 5.58, 5.58, minor=12.0)
    '5 ft 7 in'
    """
    if minor:
        whole, rest = divmod(round(low * minor), minor)
        return pattern.replace("{low}", plain(whole)).replace("{rest}", plain(rest))
    if scale != 1.0 and not 0.1 <= abs(low) / scale < 1000:
        pattern, scale = _SCALE_WORD.sub("", pattern), 1.0
    if low >= 0:
        pattern = _MINUS.sub("", pattern)
    elif _MINUS.match(pattern):
        low, high = -low, -high
    if low == high == scale == 1.0:
        pattern = _PLURAL.sub(_singular, pattern, count=1)
    return pattern.replace("{low}", plain(low / scale)).replace("{high}", plain(high / scale))


def _singular(plural: re.Match[str]) -> str:
    return f"{plural['stem']}{plural['e'] or ''}" if plural["stem"] else "foot"
