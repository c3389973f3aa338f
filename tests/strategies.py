"""Strategies of Hypothesis that several laws draw from; what they are made of stands in `vocabulary`."""

from __future__ import annotations

from hypothesis import strategies as st
from vocabulary import spoken

CHARACTERS = st.characters(exclude_categories=["Cs"])
"""Every character that a file can hold."""
PUBLISHED = st.none() | st.dates()
"""The day of a document, if it has one."""
SUBJECTS = ("the town", "Palmyra", "rebels", "she", "It", "rose", "fell", "aged", "remain", "the original")
JOINTS = st.sampled_from((
    " ", "-", "–", "/", " - ", ", ", " and ", " to ", " of ", ". ", "", "\u00a0", " or ", "'s ", " (", ") ", "\n",
    " from ", " per ", " than ", "\n- ", "\n\n",
))  # fmt: skip
"""What stands between two words."""
FIGURE, TIME, *OTHERS = map(st.sampled_from, spoken())
WORD = st.one_of(FIGURE, TIME, *OTHERS, st.sampled_from(SUBJECTS))
"""A figure, a word of time, of an event or of a table of the lexicon."""


def said(word: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """Up to so many words, joined in any way."""
    return st.lists(st.tuples(word, JOINTS).map("".join), min_size=1, max_size=most).map("".join)
