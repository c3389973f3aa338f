"""What keeps a figure in prose from being the one of a table whose row and column its sentence names."""

from __future__ import annotations

import re
from functools import cache

from checks.lexicon.entries import SilenceRow, rows
from checks.link.labelled import Grid, LabelledColumn, singular
from checks.link.neighbours import Row

YEAR = re.compile(r"(?<![\w.,$€£/-])(?:1[5-9]\d\d|20\d\d)(?![\w%/-]|[.,]\d)")
_SMALL_WORDS = """
of in for at the a an its their his her is was were are be been being has have had with to that which who stood stands
standing reached reaches reaching amounted amounts came comes total totals totaled totalled rose fell grew climbed
dropped declined increased decreased slipped edged now only just some about around almost nearly exactly roughly
approximately over under up down low high lay lies rises put recorded measured estimated given as minus
"""
SMALL = frozenset(_SMALL_WORDS.split())
"""Words between the label of a column and its figure: "the population of Oslo had grown to about"."""
_BEFORE = SMALL | frozenset(("and", "on", "from", "by", "this", "overall", "whole", "entire", "official", "reported"))
"""Words before a label that do not make it the label of something else, as `urban` does in "urban population"."""
_WORD = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"([\w'’-]+)\s+\Z")
_APART = re.compile(r"[\s-]+(?:(?:of|the|per)\s+)*")
_CHANGE_BEFORE = re.compile(r"\b(?:by|another|further|additional|extra|every|each)\s+\Z", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"[\s-]*(?:more|less|fewer|higher|lower|larger|smaller|longer|shorter|apart|each|behind|ahead|clear|short|above|"
    r"below|rise|fall|increase|decrease|drop|gain|loss|lead|gap)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\s*(?:In|Among|For|At|On|Across|From|Under|Of|Within|Outside)\s+([^,]{1,60}?)(?:,|\s+(?=[A-Z]))"
)
_FOLLOWING = re.compile(
    r"\s+(?:(?P<whole>of\s+the)|(?:in|among|for|from|across|at|on|to|against|with|during|of)(?:\s+the)?)"
    r"\s+(?P<word>[\w'’-]+)"
)
_ADVERBIAL = re.compile(r"\b(?:in|at|near|on|from|outside|around)\s+(?:the\s+)?\Z", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:in|at|near|on|from|outside|around|of|by|to|for|with|against|over|across)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_INDEFINITE = re.compile(r"(?P<before>\w*)\s*\b(?:a|an|another)\s+\Z", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+(?:the\s+)?([^\W\d_]+)")
_OF_ROW = re.compile(r"\s+of\s+(?:the\s+)?(?:[^\W\d_]+\s+)?")
_EVERYWHERE = frozenset(("wish", "forecast", "limit", "condition"))
"""Reasons that hold wherever their words stand in a sentence; the others only before a figure."""


def speaks_of_else(text: str, name: tuple[int, int], column: LabelledColumn, figure: Row, grid: Grid) -> bool:
    """Whether a figure is a change, a wish, of a part of the row or of another place: none that the table tells.

    `text` is the sentence, `name` where it names the row; `at` and `until` of the figure are places in it.
    """
    at, until = figure["at"], figure["until"]
    if _words(everywhere=True).search(text) or _words(everywhere=False).search(text, 0, until):
        return True
    if _CHANGE_BEFORE.search(text[:at]) or _CHANGE_AFTER.match(text, until):
        return True
    row = text[slice(*name)]
    leading, following = _LEADING.match(text), _FOLLOWING.match(text, until)
    if leading and row not in leading[1] and not YEAR.match(leading[1]):
        return True
    if following and not _is_harmless(following, row, column, grid):
        return True
    label = label_before(text, column, at)
    if label is None:  # a storm in Japan that brought 17 deaths
        return bool(_BESIDE.search(text, 0, name[0]))
    return _is_of_else(text, name, label)


def label_before(text: str, column: LabelledColumn, at: int) -> tuple[int, int] | None:
    """Where the last words before a place stand that are those of a column's label."""
    words = [one.span() for one in _WORD.finditer(text, 0, at) if singular([one[0]]) <= column.words]
    if not words:
        return None
    start, end = words.pop()
    while words and _APART.fullmatch(text, words[-1][1], start):
        start = words.pop()[0]
    return start, end


def _is_of_else(text: str, name: tuple[int, int], label: tuple[int, int]) -> bool:
    """Whether the label is of something else: the urban population, the height of the camp, an area in the park."""
    row = set(_WORD.findall(text[slice(*name)].lower()))
    before = _LAST.search(text, 0, label[0])
    if before and not _plain(before[1]) <= _BEFORE | row:
        return True
    owner = _OF.match(text, label[1])
    if (
        owner
        and not {owner[1].lower()} <= SMALL | row
        and not _OF_ROW.fullmatch(text, label[1], max(label[1], name[0]))
    ):
        return True
    indefinite = _INDEFINITE.search(text, 0, label[0])
    if indefinite is None:
        return False
    behind = name[0] > label[1] and indefinite["before"].lower() != "with"
    return behind or indefinite["before"].lower() == "for" or bool(_ADVERBIAL.search(text, 0, name[0]))


def _plain(word: str) -> set[str]:
    """A word in small letters, without the ending of a possessive."""
    return {re.sub(r"['’]s?\Z", "", word.lower())}


def _is_harmless(following: re.Match[str], row: str, column: LabelledColumn, grid: Grid) -> bool:
    """Whether what follows a figure behind a preposition only names its year, its row, its whole or another column."""
    word = following["word"]
    return bool(
        (column.dimension == "ratio" and following["whole"])
        or YEAR.fullmatch(word)
        or row.lower().startswith(word.lower())
        or any(singular([word]) <= other.words for other in grid.columns)
    )


@cache
def _words(everywhere: bool) -> re.Pattern[str]:
    """The words that say that a figure is not the one of a table, before it or everywhere in its sentence."""
    found = [row.words for row in rows(SilenceRow) if (row.reason in _EVERYWHERE) == everywhere]
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for words in found for word in words)})\b", re.IGNORECASE)
