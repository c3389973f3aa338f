"""The tables of constructions and fillers, compiled: one linear pattern a family, and one for each of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias

from checks.lexicon import entries as lexicon
from checks.lexicon.entries import ConstructionRow, DoubtRow, FillerRow
from checks.link.construction.alphabet import Alphabet
from checks.link.construction.notation import Compiled, Grammar, Needs, literals
from checks.link.construction.tokens import KINDS, TokenRow
from checks.pattern import TextPattern, over_text

_APART = " // "
"""What stands between two sentences of one column."""
Need: TypeAlias = Mapping[frozenset[str], int]
"""How many figures there must be of which kinds."""
_KINDS = sorted({kind for names in KINDS.values() for kind in names})


@dataclass(frozen=True)
class Construction:
    """A row of a family: its pattern, sentences that it links (roles in braces), and near misses.

    A construction with START between its parts reaches over as many sentences.
    """

    family: str
    name: str
    pattern: str
    links: tuple[str, ...]
    near: tuple[str, ...]

    @property
    def sentences(self) -> int:
        """Over how many sentences it reaches."""
        return 1 + self.pattern.count(" START ")


@dataclass(frozen=True)
class Doubt:
    """A row of a table of doubts: a pattern, where it counts, and two sentences whose figures do not fit.

    `silenced` is one that the doubt silences, `broken` one that it must not.
    """

    family: str
    scope: str
    pattern: str
    silenced: str
    broken: str


@dataclass(frozen=True)
class RowPattern:
    """A row compiled to a pattern over characters, each when it is first used."""

    source: Compiled

    @cached_property
    def _pattern(self) -> TextPattern:
        return over_text(self.source.pattern)

    def spans(self, signs: str) -> Iterator[tuple[dict[str, int], int, int]]:
        """Where it stands in a row of signs, and which tokens play which roles there."""
        for match in self._pattern.finditer(signs):
            groups = ((role, match.span(number)[0]) for number, role in enumerate(self.source.roles, 1))
            yield {role: at for role, at in groups if at >= 0}, *match.span()


class Family:
    """The rows of a family over the alphabet of all words that they name."""

    def __init__(self, name: str) -> None:
        rows, against, between = constructions(name), doubts(name), _between()
        named = (*(row.pattern for row in rows), *(row.pattern for row in against), *between.values())
        self.alphabet = Alphabet((*_KINDS, "START"), [one for pattern in named for one in literals(pattern)])
        self._either: dict[int, TextPattern] = {}
        grammar = Grammar(self.alphabet, between)
        self.rows = tuple((row, RowPattern(grammar.compiled(row.pattern))) for row in rows)
        self.doubts = tuple((row, RowPattern(grammar.compiled(row.pattern))) for row in against)

    def occurs(self, signs: str, sentences: int) -> bool:
        """Whether some row over so many sentences stands in a row of signs: one pattern tells, in one pass."""
        if sentences not in self._either:
            found = [pattern.source.pattern for row, pattern in self.rows if row.sentences == sentences]
            self._either[sentences] = over_text("|".join(found).replace("([", "(?:["))
        return self._either[sentences].search(signs) is not None

    def signs(self, tokens: TokenRow) -> str:
        """One character a token."""
        made, opens = [], True
        for at, word in enumerate(tokens.printed):
            if figure := tokens.figures.get(at):
                made.append(self.alphabet.named(figure.kind))
                opens = False
            elif not word:
                made.append(self.alphabet.named("START"))
                opens = True
            else:
                made.append(self.alphabet.opening[word] if opens else self.alphabet.within[word])
                opens = word == ":" or (opens and not word[0].isalnum())
        return "".join(made)


@cache
def constructions(family: str) -> tuple[Construction, ...]:
    """The rows of a family. Raises ValueError for one without an example or without a near miss."""
    for row in lexicon.family(ConstructionRow, family):
        if not all(row):
            raise ValueError(f"constructions/{family}.csv: name, example and near miss make a construction, not {row}")
    return tuple(
        Construction(family, row.name, row.pattern, tuple(row.links.split(_APART)), tuple(row.near.split(_APART)))
        for row in lexicon.family(ConstructionRow, family)
    )


@cache
def doubts(family: str) -> tuple[Doubt, ...]:
    """The doubts about broken constraints of a family. Raises ValueError for one without its two sentences."""
    rows = lexicon.family(DoubtRow, family) if family in lexicon.families(DoubtRow) else ()
    for row in rows:
        if not all(row):
            raise ValueError(f"doubts/{family}.csv: a doubt has a scope, a pattern and two sentences, not {row}")
    return tuple(Doubt(family, *row) for row in rows)


@cache
def _between() -> Mapping[str, str]:
    return {row.name: row.pattern for row in lexicon.rows(FillerRow)}


@cache
def needs(name: str) -> Mapping[int, Sequence[Need]]:
    """What the rows of a family need at least, by the number of their sentences."""
    read, found = Needs(_between()), dict[int, list[Need]]()
    for row in constructions(name):
        need = read.of(row.pattern)
        if need not in found.setdefault(row.sentences, []):
            found[row.sentences].append(need)
    return found


@cache
def family(name: str) -> Family:
    """A family with its tables read."""
    return Family(name)
