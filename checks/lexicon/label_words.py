"""English: the words by which a figure is tied to what it is said of, by their part in that (`label_words.csv`)."""

from __future__ import annotations

from functools import cache

from checks.lexicon.entries import LabelWordsRow, rows


@cache
def tying(part: str) -> frozenset[str]:
    """The words of a part, in small letters. Raises KeyError for an unknown part."""
    return _parts()[part]


@cache
def _parts() -> dict[str, frozenset[str]]:
    parts: dict[str, frozenset[str]] = {}
    for row in rows(LabelWordsRow):
        parts[row.part] = parts.get(row.part, frozenset()) | {*row.words}
    return parts
