"""What to do about input that cannot be used, where the likely cause is known: the end of a problem's line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from checks.regex import lazy

_MISSING = frozenset(("n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "-", "--", "–", "—", "?", ".", "..", "..."))
_FORMATS = ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%Y%m%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y")
_NUMBER = r"\d{1,3}(?:[,. '\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+[.,]?\d*"
_GROUPED = lazy(rf"[^\d]*(?:{_NUMBER})[^\d]*")
"""A number with what keeps it from being read: marks between its digits, a decimal comma, a sign of money, a unit."""
_FRACTION = lazy(r"\s*[+-]?\d*\.\d+(?:[eE][+-]?\d+)?\s*")
_WRITTEN: Mapping[str, str] = {"^": "power(x, 2)", "&": "AND", "|": "OR", "!": "NOT", "{": "( )", "}": "( )"}
"""What SQL has for signs of other languages."""


def on_cell(cell: str, declared: str) -> str:
    """What to do about a cell that is not of its declared type, or nothing."""
    text = cell.strip()
    if text.lower() in _MISSING:
        return f"; if it stands for a missing value, say so: null_values = [{json.dumps(text, ensure_ascii=False)}]"
    if declared in ("date", "datetime"):
        found = next((one for one in _FORMATS if _is_written(text, one)), "")
        return f'; say how dates are written: {{ type = "{declared}", format = "{found}" }}' if found else ""
    if declared == "int" and _FRACTION.fullmatch(text):
        return "; declare the column as float"
    if declared in ("int", "float", "decimal") and _GROUPED.fullmatch(text):
        return "; write numbers with digits and a decimal point only, or declare the column as str"
    return ""


def _is_written(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def on_sign(mark: str) -> str:
    """What to write for a sign that SQL does not have, or nothing."""
    return f"; write {_WRITTEN[mark]}" if mark in _WRITTEN else ""


def on_words(words: Sequence[str]) -> str:
    """What to write for the words of an expression that was thought in another language, or nothing."""
    for at, (one, other) in enumerate(pairwise(words)):
        if one == other == "*":
            return "; write power(x, 2)"
        if one == "." and at and words[at + 2 : at + 3] == ["("]:
            return f"; write {other}({''.join(words[:at])})"
        if one.upper() == "IN" and other == "[":
            return "; a list stands in round brackets"
        if one.upper() == "IN" and words[at + 1 : at + 3] == ["(", ")"]:
            return "; the list is empty"
    return ""


def on_conclusion(keys: Sequence[str]) -> str:
    """What to do about `if a then b`, or nothing."""
    if "CASE" in keys or not {"THEN", "IMPLIES"}.intersection(keys):
        return ""
    return "; give the condition as 'where' and what follows from it as 'assert'"
