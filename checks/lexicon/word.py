"""English: the classes of words, all in one table (`words.csv`); `word_classes.csv` tells what each class is there for.

A word stands once for each of its classes, as it is looked up: in small letters, but names of streets and of the
calendar as printed. Words of a class cut a clause into phrases, stand around a number, tell what an expression of time
is, are parts of a name, or tell a language: that is what it is `of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from checks.lexicon.entries import WordClassRow, WordRow, rows


def classes(word: str) -> frozenset[str]:
    """The classes of a word, none of one that the table does not have."""
    return _classes().get(word, frozenset())


def members(name: str) -> frozenset[str]:
    """The words of a class; phrases have spaces. Raises KeyError for an unknown class."""
    return _members()[name]


@cache
def words(name: str) -> frozenset[bytes]:
    """The words of a class as bytes. Raises KeyError for an unknown class."""
    return frozenset(word.encode() for word in members(name))


@cache
def lemmas(name: str = "plural") -> Mapping[bytes, bytes]:
    """Irregular plurals and their singulars, or superlatives and their positives."""
    return MappingProxyType({row.word.encode(): row.lemma.encode() for row in rows(WordRow) if row.word_class == name})


@cache
def either(*names: str) -> bytes:
    """The words of the classes as an alternation for a pattern, longest first."""
    found = sorted({word for name in names for word in words(name)})
    found.sort(key=len, reverse=True)
    return b"(?:" + b"|".join(found) + b")"


@cache
def closed() -> tuple[str, ...]:
    """The closed classes by which a clause is cut into phrases."""
    return tuple(row.name for row in rows(WordClassRow) if row.of == "clause")


@cache
def bits(*names: str) -> int:
    """The bits of some closed classes together."""
    return sum(1 << closed().index(name) for name in names)


@cache
def tags() -> Mapping[str, int]:
    """The closed classes of each word as a set of bits, see `bits`."""
    found: dict[str, int] = {}
    for name in closed():
        for word in members(name):
            found[word] = found.get(word, 0) | bits(name)
    return found


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    for row in rows(WordRow):
        found.setdefault(row.word, []).append(row.word_class)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _members() -> Mapping[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    for row in rows(WordRow):
        found.setdefault(row.word_class, []).append(row.word)
    return {name: frozenset(spelled) for name, spelled in found.items()}
