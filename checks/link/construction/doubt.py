"""What speaks against a constraint that is broken: the rows of `checks/lexicon/doubts/`, each with its scope.

Broken constraints are rare, so that their sentences can be read again with a care that all others cannot be given. A
doubt bears where its pattern stands in its scope: `clause` is the clause of the construction, `inside` from its first
token to its last, `before` what stands before it in its sentence, `after` directly behind it, `sentence` all;
`figure` is where the roles that the pattern names are those of the construction ("in constant currency" behind the
percentage).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from checks.link.construction.clauses import is_aside
from checks.link.construction.family import Doubt, family
from checks.link.construction.match import Link
from checks.link.construction.tokens import KINDS


def silenced(frame: pl.DataFrame, holds: pl.Expr, told: Sequence[Link | None]) -> pl.DataFrame:
    """The frame with `comparable` false where a doubt bears on a broken row.

    `holds` is the test of the rule that judges the frame, `told` are the matches of its rows.
    """
    broken = frame.lazy().select(holds & pl.col("comparable")).collect().to_series()
    rows = (broken == False).arg_true().to_list()  # noqa: E712 (a null is not broken)
    doubtful = [at for at in rows if (match := told[at]) and (doubt(match) or unaccounted(match))]
    if not doubtful:
        return frame
    return frame.with_columns(comparable=pl.col("comparable") & ~pl.int_range(pl.len()).is_in(doubtful))


def doubt(match: Link) -> Doubt | None:
    """The first doubt that bears on a match, if one does."""
    for one, pattern in family(match.construction.family).doubts:
        for places, first, last in pattern.spans(match.signs):
            if _bears(one, match, places.items(), first, last):
                return one
    return None


def _bears(one: Doubt, match: Link, places: Collection[tuple[str, int]], first: int, last: int) -> bool:
    if any(match.roles.get(role) != at for role, at in places):
        return False
    begin, end = match.clause
    return {
        "figure": bool(places),
        "clause": begin <= first and last <= end,
        "inside": match.first <= first and last <= match.last,
        "before": last <= match.first,
        "after": first == match.last,
        "sentence": True,
    }[one.scope]


def unaccounted(match: Link) -> bool:
    """Whether a figure stands in the clause before the construction that might be meant instead of one of its own."""
    begin, _ = match.clause
    figures = match.tokens.figures
    own = [figures[at] for at in match.roles.values() if at in figures]
    rivals = {kind for one in own for kind in _RIVALS.get(one.kind, ())}
    told = {one.row["value"] for one in own}  # "directed 12 films, and of the 12, 20"
    before = [
        at
        for at, figure in figures.items()
        if begin <= at < match.first and figure.kind in rivals and figure.row["value"] not in told
    ]
    return any(not is_aside(match.tokens, at, match.first) for at in before)


_RIVALS = {"money": ("money",), "measure": ("measure",), "count": ("count", "number"), "number": KINDS["amount"]}
"""What might be meant instead of a figure, by its kind."""
