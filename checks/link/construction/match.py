"""What the constructions of a family find in the sentences of a batch."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from checks.document import Document
from checks.facts import Facts
from checks.link.construction.clauses import clause
from checks.link.construction.family import Construction, Family, Need, family, needs
from checks.link.construction.tokens import QUANTITY_KINDS, FigureToken, Row, TokenRow, cut, quantity_kind, time_kind
from checks.regex import lazy

_MOST = 300
"""TokenRow of a passage that is read; what is longer is a table or a list."""

_SPAN = ("document", "field", "start", "end")

Passage: TypeAlias = tuple[int, ...]
"""Sentences that follow each other in one paragraph."""


@dataclass(frozen=True)
class Link:
    """A construction met in a text: the tokens that play its roles, and all that it covers, [first, last)."""

    construction: Construction
    tokens: TokenRow
    roles: Mapping[str, int]
    first: int
    last: int
    signs: str

    @property
    def clause(self) -> tuple[int, int]:
        """The tokens [first, last) of the clause in which it stands."""
        return clause(self.tokens, self.first, self.last)

    def figure(self, role: str) -> FigureToken | None:
        """The figure that plays a role, if one does."""
        at = self.roles.get(role)
        return None if at is None else self.tokens.figures.get(at)

    def row(self, role: str) -> Row:
        """The row of the mention that plays a role. Raises KeyError where none does."""
        return self.tokens.figures[self.roles[role]].row

    def word(self, role: str) -> str:
        """The word that plays a role, in small letters; empty where none does."""
        at = self.roles.get(role)
        return "" if at is None else self.tokens.words[at]


def matches(name: str, facts: Facts, documents: Sequence[Document], hint: str = "") -> Iterator[Link]:
    """The matches of a family in a batch, in order of the text; the first row of the table that has a part comes first.

    A sentence is read where its figures are those of some row by their kinds, and where the pattern `hint` is found
    in it (a regular expression over small letters), which spares most sentences.
    """
    these = family(name)
    wanted = list(_wanted(name, facts, documents, hint))
    for passage, tokens in passages(wanted, facts, documents):
        if len(tokens.words) <= _MOST:
            yield from found(these, tokens, len(passage))


def found(these: Family, tokens: TokenRow, sentences: int) -> Iterator[Link]:
    """The matches of a family in one passage of so many sentences."""
    signs = these.signs(tokens)
    if these.occurs(signs, sentences):
        for construction, pattern in these.rows:
            if construction.sentences == sentences:
                for roles, first, last in pattern.spans(signs):
                    yield Link(construction, tokens, roles, first, last, signs)


def _wanted(name: str, facts: Facts, documents: Sequence[Document], hint: str) -> Iterator[Passage]:
    """The passages whose figures are those of some row by their kinds, and that have what the hint asks for."""
    every, clue = list(_by_kinds(name, facts)), lazy(hint, re.IGNORECASE)
    held = pl.col("sentence").is_in({one for passage in every for one in passage})
    places = {row[0]: row[1:] for row in facts.sentences.filter(held)[["sentence", *_SPAN]].rows()}
    for passage in every:
        (document, field, start, _), end = places[passage[0]], places[passage[-1]][3]
        if clue.search(documents[document].running(field), start, end):
            yield passage


def _by_kinds(name: str, facts: Facts) -> Iterator[Passage]:
    """The passages whose figures suffice for some row; each of their sentences has a figure."""
    wanted = needs(name)
    counted = _counted(facts, {kind for each in wanted.values() for need in each for kinds in need for kind in kinds})
    counted = counted.join(facts.sentences[["sentence", "paragraph"]], on="sentence").sort("sentence")
    sums = pl.exclude("sentence", "paragraph")
    for many, each in wanted.items():
        opened = {f"{name}_first": pl.col(name).shift(many - 1) for name in ("sentence", "paragraph")}
        summed = counted.with_columns(sums.rolling_sum(many), **opened)
        one_after_another = pl.col("sentence_first") + (many - 1) == pl.col("sentence")
        together = one_after_another & (pl.col("paragraph_first") == pl.col("paragraph"))
        yield from (tuple(range(at, at + many)) for at in summed.filter(together & _suffices(each))["sentence_first"])


def _counted(facts: Facts, kinds: Collection[str]) -> pl.DataFrame:
    """How many figures of each of the kinds a sentence has; a range with two ends counts twice."""
    kind, ends = pl.col("kind"), 1 + pl.col("second_start").is_not_null().cast(pl.Int64)
    told = [facts.quantities.select("sentence", quantity_kind().alias("kind"), ends.alias("ends"))]
    if not QUANTITY_KINDS.issuperset(kinds):
        told.append(facts.times.select("sentence", time_kind().alias("kind"), pl.lit(1, pl.Int64).alias("ends")))
    sums = (pl.col("ends").filter(kind == one).sum().alias(one) for one in sorted(kinds))
    return pl.concat(told).group_by("sentence").agg(*sums).sort("sentence")


def _suffices(needs: Collection[Need]) -> pl.Expr:
    """Whether the figures of a passage are enough for one of the needs."""
    each = [
        pl.all_horizontal([pl.sum_horizontal(*of) >= count for of, count in need.items()]) for need in needs if need
    ]
    return pl.any_horizontal(each) if each else pl.lit(value=False)


def passages(
    wanted: Sequence[Passage], facts: Facts, documents: Sequence[Document]
) -> Iterator[tuple[Passage, TokenRow]]:
    """Passages as tokens."""
    if not wanted:
        return
    held = pl.col("sentence").is_in({sentence for passage in wanted for sentence in passage})
    spans = {row[0]: row[1:] for row in facts.sentences.filter(held)[["sentence", *_SPAN]].rows()}
    mentions: dict[int, list[Row]] = {}
    for frame, kind in ((facts.quantities, quantity_kind()), (facts.times, time_kind())):
        for row in frame.filter(held).with_columns(kind.alias("kind")).to_dicts():
            mentions.setdefault(row["sentence"], []).append(row)
    for passage in wanted:
        document, field = spans[passage[0]][:2]
        ends = [spans[sentence][2:] for sentence in passage]
        rows = [row for sentence in passage for row in mentions.get(sentence, ())]
        yield passage, cut(documents[document].running(field), ends, rows)
