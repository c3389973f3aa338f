"""The classes of words by which constructions are told, and one character for each set of classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial

from checks.lexicon.entries import ConstructionWordsRow, rows
from checks.memo import Memo

_SHAPES = ("NAME", "ADVERB", "ING", "ED", "OPEN", "NUMERAL", "MARK")
"""What the letters of a word tell of one that no table has; `OPEN` is any word in small letters."""
_FIRST = 0x100
"""The first of the characters that stand for sets of classes: letters, which mean nothing to a pattern."""


class Alphabet:
    """One character for each set of names that a token can bear: the classes of a word, the word itself where a row
    names it (`literals`), or the kind of a figure.

    `within` has those of words and marks as printed, `opening` those of words whose capital tells nothing, since they
    open a sentence. A pattern over these characters asks of each token one thing only, whatever the number of words.
    """

    def __init__(self, kinds: Iterable[str], literals: Iterable[str]) -> None:
        named, kinds = set(literals), frozenset(kinds)
        self._other = kinds | {"STOP"}
        bare = {word: frozenset({f"={word}", _shape(word, opens=True)}) for word in named}
        listed = {word: known | {f"={word}"} if word in named else known for word, known in classes().items()}
        self._words = bare | listed
        sets = {*self._words.values(), *(frozenset({name}) for name in (*_SHAPES, *kinds))}
        self.within: Mapping[str, str] = Memo(partial(self._word, opens=False))
        self.opening: Mapping[str, str] = Memo(partial(self._word, opens=True))
        self._signs = {names: chr(_FIRST + at) for at, names in enumerate(sorted(sets, key=_by_class))}

    def _word(self, printed: str, *, opens: bool) -> str:
        known = self._words.get(printed.lower())
        return self._signs[known or frozenset({_shape(printed, opens=opens)})]

    def named(self, name: str) -> str:
        """The character of a kind of figure, or of the start of a sentence."""
        return self._signs[frozenset({name})]

    def members(self, name: str) -> list[str]:
        """The characters of all sets with a name, of `ANY` those of all words and marks within a clause.

        Raises KeyError for a name that none has.
        """
        every = name == "ANY"
        found = [sign for names, sign in self._signs.items() if name in names or (every and not names & self._other)]
        if not found:
            raise KeyError(name)
        return found


def _by_class(names: frozenset[str]) -> list[tuple[bool, str]]:
    """Words of one class beside each other, so that the class is one range of characters."""
    return sorted((name.startswith("="), name) for name in names)


@cache
def classes() -> dict[str, frozenset[str]]:
    """The classes of each word of the table."""
    found: dict[str, set[str]] = {}
    for row in rows(ConstructionWordsRow):
        for word in row.words:
            found.setdefault(word, set()).add(row.name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def directions() -> dict[str, int]:
    """The words that tell which way a change goes: 1 up, -1 down."""
    return {word: int(row.direction) for row in rows(ConstructionWordsRow) if row.direction for word in row.words}


def _shape(printed: str, *, opens: bool) -> str:
    """The class that the letters of a word tell."""
    if not printed[0].isalnum():
        return "MARK"
    if any(letter.isdigit() for letter in printed):
        return "NUMERAL"
    if not opens and printed != printed.lower():
        return "NAME"
    lower = printed.lower()
    ends = ((end, shape) for end, shape in (("ly", "ADVERB"), ("ing", "ING"), ("ed", "ED")) if lower.endswith(end))
    return next((shape for end, shape in ends if len(lower) > len(end) + 2), "OPEN")
