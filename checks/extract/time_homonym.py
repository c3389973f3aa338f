"""Words of the calendar that mean something else: May the verb, April the woman, the Sunday Times, flight 1990."""

from __future__ import annotations

from checks.extract.time_parts import Phrase

_INTRODUCING = frozenset(
    (
        "in",
        "on",
        "from",
        "to",
        "of",
        "and",
        "or",
        "hyphen",
        "slash",
        "comma",
        "every",
        "before",
        "after",
        "open",
        "hedge",
    )
)
_INTRODUCING_WORDS = frozenset(
    ("since", "during", "by", "for", "with", "than", "until", "around", "throughout", "its", "a", "circa", "late")
)
_SPEAKING = frozenset(("said", "says", "told", "asked", "added", "adds", "smiled", "laughed"))
_MARCHING = frozenset(("for", "madness", "through", "toward", "towards", "past"))
_BEFORE_WEEKDAY = frozenset(
    ("black", "bloody", "super", "cyber", "giving", "sheffield", "casual", "ruby", "freaky", "man", "girl", "fat")
)
_BEHIND_WEEKDAY = frozenset(
    ("times", "telegraph", "mirror", "mail", "express", "herald", "post", "star", "sun", "tribune", "independent")
    + ("observer", "business", "people", "league", "world", "sport", "supplement", "gazette", "age")
)
_LABELS = frozenset(
    ("flight", "room", "route", "highway", "page", "line", "number", "no", "channel", "windows", "model", "section")
    + ("article", "resolution", "bus", "train", "suite", "box", "apartment", "apt", "unit", "office", "interstate")
)


def introduced(phrase: Phrase) -> bool:
    """Whether the word before it announces a date or a clock: "in", "since", "from", "at"."""
    kind, word = phrase.near(-1)
    return kind in _INTRODUCING or word in _INTRODUCING_WORDS


def is_meant(phrase: Phrase) -> bool:
    """Whether a month, weekday, day or clock standing alone is meant as one."""
    if len(phrase.kinds) > 1:
        return phrase.kinds != ["the", "daypart"] or phrase.near(-1)[0] == "in"
    kind = phrase.kinds[0]
    if kind == "clock":
        return introduced(phrase)
    if kind in ("month", "name_month"):
        return introduced(phrase) or _is_month(phrase)
    if kind == "weekday":
        return phrase.near(-1)[1] not in _BEFORE_WEEKDAY and not _is_titled(phrase)
    return kind != "named_day" or not _is_show(phrase)


def is_year(phrase: Phrase, year: int) -> bool:
    """Whether four figures alone are a year; those that seldom are need a word before them that introduces one."""
    if phrase.near(-1)[1].lower() in _LABELS:
        return False
    return 1900 < year < 2040 or introduced(phrase)


def _is_month(phrase: Phrase) -> bool:
    """ "May God", "March for Life" and "April Jones said" are no months; "March sales" and "April showers" are."""
    kind, word = phrase.near(0)
    name = phrase.kinds[0] == "name_month"
    if name and (phrase.values[0] == "5" or kind == "on" or word in _MARCHING):
        return False
    return word not in _SPEAKING and not (kind == "word" and _capital(phrase))


def _is_titled(phrase: Phrase) -> bool:
    return phrase.near(0)[1] in _BEHIND_WEEKDAY and _capital(phrase)


def _is_show(phrase: Phrase) -> bool:
    """ "USA Today" and "the Today programme" are names."""
    kind, word = phrase.near(-1)
    return phrase.printed(0)[0].isupper() and (kind == "the" or word == "usa")


def _capital(phrase: Phrase) -> bool:
    """Whether the word behind the phrase begins with a capital and the phrase is not in capitals itself."""
    text, start = phrase.tokens.text, phrase.tokens.starts
    return phrase.high < len(start) and text[start[phrase.high]].isupper() and not phrase.printed(0).isupper()
