"""The words by which a figure is tied to what it is said of, by their part in that (`label_words.csv`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def tying(part: str) -> frozenset[str]:
    """The words of a part, in small letters. Raises KeyError for an unknown part."""
    return _parts()[part]


@cache
def _parts() -> dict[str, frozenset[str]]:
    parts: dict[str, frozenset[str]] = {}
    text = files("checks.lexicon").joinpath("label_words.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        parts[row["class"]] = parts.get(row["class"], frozenset()) | {*row["words"].split("|")}
    return parts
