"""Lists inside a sentence, and how many they name: "three options: red, green and blue", "two sons, Tim and Joe"."""

from __future__ import annotations

from checks.link.announcement import Counted
from checks.regex import lazy

_COUNTS = r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|one|half|several|some|many|most"
_STARTS = rf"""(?!(?:and|or|an?|the|including|such|for|with|then|not|even|if|when|as|to|in|on|at|of|by|{_COUNTS})\b)
    [^\W\d]"""
# One to three words, the first no article, preposition or count: a group has as many as it says.
_ITEM = rf"{_STARTS}[\w'’-]*(?:\s(?!(?:and|or)\b)[^\W\d][\w'’-]*){{0,2}}"
_WORDS = lazy(
    rf"(?x):[ ](?P<items>{_ITEM}(?:,[ ]{_ITEM})+,?\s+(?:and|or)\s+{_ITEM}|{_ITEM}\s+and\s+{_ITEM})"
    r"(?=[.;!?]?\s*(?:\n|\Z)|[.;!?]\s)"
)
"""Behind a colon, single words or short names to the end of the sentence."""

_NAME = r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?"
_NAMES = lazy(rf",\s+(?P<items>{_NAME}(?:,[ ]{_NAME})*,?\s+and\s+{_NAME})(?=[.;!?]|,\s+(?![A-Z])|\Z)")
"""Behind a comma, first names to the next stop; only relatives are named by these alone."""

_JOINT = lazy(r",\s+(?:and|or)\s+|,\s+|\s+(?:and|or)\s+")
_OPEN = lazy(
    r"(?i)\b(?:others?|more|etc|so\s+on|such|like|both|either|rest|respectively|only|possibly|perhaps|maybe)\b"
)
"""A list that says that it is not all, or a choice."""
_BOTH = lazy(r"(?i)\bboth\s+of\s+(?:the|these|those|its|their|his|her|our|my|your)\s+\Z")


def enumerated(text: str, counted: Counted) -> int | None:
    """How many a list right behind a counted noun names, where that is sure; else null."""
    following = text[counted.end : counted.end + 1]
    found = None
    if following == ":":
        found = _WORDS.match(text, counted.end)
    elif following == "," and counted.kin:
        found = _NAMES.match(text, counted.end)
    if found is None or _OPEN.search(found["items"]):
        return None
    items = _JOINT.split(found["items"])
    return len(items) if len(items) > 1 and len(set(items)) == len(items) else None


def both(before: str) -> bool:
    """Whether a count is said to be two: "both of the three runways"."""
    return bool(_BOTH.search(before))
