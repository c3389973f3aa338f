"""The words around numbers by their role: plurals, words that end a noun phrase, labels, denominators (`nouns.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType


@cache
def words(role: str) -> frozenset[bytes]:
    """The words of a role, in small letters and bytes; phrases have spaces. Raises KeyError for an unknown role."""
    return _roles()[role]


@cache
def lemmas(role: str = "plural") -> Mapping[bytes, bytes]:
    """Irregular plurals and their singulars, or superlatives and their positives."""
    return MappingProxyType({row[0].encode(): row[2].encode() for row in _rows() if row[1] == role})


@cache
def either(*roles: str) -> bytes:
    """The words of the roles as an alternation for a pattern, longest first."""
    found = sorted({word for role in roles for word in words(role)})
    found.sort(key=len, reverse=True)
    return b"(?:" + b"|".join(found) + b")"


@cache
def _roles() -> Mapping[str, frozenset[bytes]]:
    roles: dict[str, set[bytes]] = {}
    for word, role, _ in _rows():
        roles.setdefault(role, set()).add(word.encode())
    return {role: frozenset(found) for role, found in roles.items()}


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    with Path(__file__).with_name("nouns.csv").open(encoding="utf-8", newline="") as lines:
        return tuple((word, role, lemma) for word, role, lemma in list(csv.reader(lines))[1:])
