"""The language of constructions, compiled to linear patterns over one character a token."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_

from checks.link.construction.alphabet import Alphabet
from checks.link.construction.tokens import KINDS

_ONE = r'(?:[A-Za-z\x27][\w\x27-]*|[,;:.—+→/&%-]|"[^"\s|]+")'
_PART = re.compile(
    rf"""(?P<space>\s+)
      | \{{(?P<role>[a-z_]+):(?P<what>[A-Za-z_|]+)\}}
      | \[(?P<kinds>[a-z_|]+)\]
      | <(?P<filler>[a-z_]+)>
      | (?P<times>(?<!\s)[?*+]|\{{\d,\d\}})
      | (?P<either>\|)(?=\s)
      | (?P<group>[()])
      | (?P<set>{_ONE}(?:\|{_ONE})*)""",
    re.X,
)


@dataclass(frozen=True)
class Compiled:
    """A row as a pattern over characters, the roles that its groups play in order, and the figures that it needs."""

    pattern: str
    roles: tuple[str, ...]


def literals(row: str) -> Iterator[str]:
    """The words and marks that a row names itself."""
    for part in parts(row):
        if part["set"]:
            yield from (one.strip('"') for one in part["set"].split("|") if not one.isupper())


def parts(row: str) -> Iterator[re.Match[str]]:
    """The parts of a row. Raises ValueError for what is no part of the language."""
    at = 0
    while at < len(row):
        part = _PART.match(row, at)
        if part is None:
            raise ValueError(f"no part of a construction: {row[at:]!r} in {row!r}")
        yield part
        at = part.end()


class Needs:
    """Counts the figures that a row needs at least: none that is optional, and of a choice what each of it has."""

    def __init__(self, fillers: Mapping[str, str]) -> None:
        self._fillers = fillers

    def of(self, row: str) -> Counter[frozenset[str]]:
        """How many figures of which kinds a row has in every reading."""
        return self._choice(deque(parts(row)))

    def _choice(self, rest: deque[re.Match[str]]) -> Counter[frozenset[str]]:
        """What each branch needs, up to the bracket that closes them."""
        branches = [Counter[frozenset[str]]()]
        while rest and (part := rest.popleft())["group"] != ")":
            if part["either"]:
                branches.append(Counter())
                continue
            need = self._part(part, rest)
            if not (rest and (rest[0]["times"] or "")[:2] in ("?", "*", "{0")):
                branches[-1] += need
        return reduce(and_, branches)

    def _part(self, part: re.Match[str], rest: deque[re.Match[str]]) -> Counter[frozenset[str]]:
        if part["group"] == "(":
            return self._choice(rest)
        if part["filler"]:
            return self.of(self._fillers[part["filler"]])
        found = frozenset(kind for name in (part["what"] or "").split("|") for kind in KINDS.get(name, ()))
        return Counter([found] if found else [])


class Grammar:
    """The language over one alphabet, with the fillers that rows may name."""

    def __init__(self, alphabet: Alphabet, fillers: Mapping[str, str]) -> None:
        self._alphabet = alphabet
        self._fillers = fillers
        self._made: dict[str, Compiled] = {}

    def compiled(self, row: str) -> Compiled:
        """The pattern of a row. Raises ValueError for what is no part of the language, KeyError for an unknown name."""
        if row not in self._made:
            roles: list[str] = []
            pattern = "".join(self._piece(part, roles) for part in parts(row))
            self._made[row] = Compiled(pattern, tuple(roles))
        return self._made[row]

    def _piece(self, part: re.Match[str], roles: list[str]) -> str:
        if part["space"]:
            return ""
        if part["filler"]:
            filler = self.compiled(self._fillers[part["filler"]])
            roles += filler.roles
            return f"(?:{filler.pattern})"
        if part["role"]:
            roles.append(part["role"])
            return f"({self._either(part['what'].split('|'))})"
        if part["kinds"]:
            return self._either(part["kinds"].split("|"))
        if part["set"]:
            return self._either(one if one.isupper() else f"={one}" for one in part["set"].replace('"', "").split("|"))
        return part["times"] or part["either"] or part["group"].replace("(", "(?:")

    def _either(self, names: Iterable[str]) -> str:
        """Any character of some classes, words ("=from") and kinds of figures."""
        signs = {sign for name in names for one in KINDS.get(name, (name,)) for sign in self._alphabet.members(one)}
        return f"[{''.join(sorted(signs))}]"
