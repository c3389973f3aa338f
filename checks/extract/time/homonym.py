"""Words of the calendar that mean something else: May the verb, April the woman, the Sunday Times, flight 1990."""

from __future__ import annotations

from checks.extract.time.fields import Phrase
from checks.lexicon.word import members

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
"""Kinds of token before which a month, year or clock stands."""

_COMMON = frozenset(("unit", "year", "daypart"))
"""Kinds of token that bear a capital only in titles and headlines."""


def introduced(phrase: Phrase) -> bool:
    """Whether the word before it announces a date or a clock: "in", "since", "from", "at"."""
    kind, word = phrase.near(-1)
    return kind in _INTRODUCING or word in members("introducing")


def is_meant(phrase: Phrase) -> bool:
    """Whether a month, weekday, day or clock standing alone is meant as one."""
    if is_title(phrase):
        return False
    if len(phrase.kinds) > 1:
        return phrase.kinds != ("the", "daypart") or phrase.near(-1)[0] == "in"
    kind = phrase.kinds[0]
    if kind == "clock":
        return introduced(phrase)
    if kind in ("month", "name_month"):
        return introduced(phrase) or _is_month(phrase)
    if kind == "weekday":
        return phrase.near(-1)[1] not in members("before_weekday") and not _is_titled(phrase)
    return kind != "named_day" or not _is_show(phrase)


def is_title(phrase: Phrase) -> bool:
    """Whether it is a name, with capitals within a sentence: "ABC's This Week", "hummed Sunday Morning"."""
    if phrase.kinds[-1] not in _COMMON or len(phrase.kinds) < 2:
        return False
    last = phrase.printed(len(phrase.kinds) - 1)
    if not last[0].isupper() or last.isupper():
        return False
    before = phrase.near(-1)[0]
    return before == "possessive" or (before not in ("stop", "open", "dash") and phrase.printed(-1)[0].islower())


def is_year(phrase: Phrase, year: int) -> bool:
    """Whether four figures alone are a year; those that seldom are need a word before them that introduces one."""
    if phrase.near(-1)[1].lower() in members("label_of_year"):
        return False
    return 1900 < year < 2040 or introduced(phrase)


def _is_month(phrase: Phrase) -> bool:
    """ "May God", "March for Life" and "April Jones said" are no months; "March sales" and "April showers" are."""
    kind, word = phrase.near(0)
    name = phrase.kinds[0] == "name_month"
    if name and (phrase.values[0] == "5" or kind == "on" or word in members("march_for")):
        return False
    return word not in members("speaking") and not (kind == "word" and _capital(phrase))


def _is_titled(phrase: Phrase) -> bool:
    return phrase.near(0)[1] in members("behind_weekday") and _capital(phrase)


def _is_show(phrase: Phrase) -> bool:
    """ "USA Today" and "the Today programme" are names."""
    kind, word = phrase.near(-1)
    return phrase.printed(0)[0].isupper() and (kind == "the" or word == "usa")


def _capital(phrase: Phrase) -> bool:
    """Whether the word behind the phrase begins with a capital and the phrase is not in capitals itself."""
    text, start = phrase.tokens.text, phrase.tokens.starts
    return phrase.high < len(start) and text[start[phrase.high]].isupper() and not phrase.printed(0).isupper()
