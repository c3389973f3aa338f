"""Aggregates: a condition on the rows of a group as one on the columns of the grouped table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from checks.tables.declare.kinds.count import COUNT
from checks.tables.expression.condition import (
    Comparison,
    Condition,
    ConditionError,
    Junction,
    Scalar,
    Tokens,
    Truth,
    read,
    rewritten,
    write,
)
from checks.tables.expression.function import AGGREGATES, divisors, explain_unknown, names, quoted, replace
from checks.tables.expression.template import Slot, Template
from checks.tables.judge.bound_condition import bind
from checks.tables.judge.operand import SIZE, Operand, Scope, operand

_AGGREGATES: Mapping[str, Callable[[pl.Expr], pl.Expr]] = {
    "SUM": lambda values: values.sum(),
    "AVG": lambda values: values.mean(),
    "MIN": lambda values: values.min(),
    "MAX": lambda values: values.max(),
    "FIRST": lambda values: values.first(),
    "LAST": lambda values: values.last(),
    "MEDIAN": lambda values: values.median(),
    **dict.fromkeys(("STDDEV", "STDEV", "STDDEV_SAMP", "STDEV_SAMP"), lambda values: values.std()),
    **dict.fromkeys(("VARIANCE", "VAR", "VAR_SAMP"), lambda values: values.var()),
}
_SUMMED = {"SUM": "SUM", "AVG": "AVG", **dict.fromkeys(("STDDEV", "STDEV", "STDDEV_SAMP", "STDEV_SAMP"), "MAX")}
"""The aggregates in which large terms can leave a small rest, and how large the terms are."""
NULLS = "nulls of {}"
"""The column that says where an aggregate is of nothing, or of something that is missing."""


@dataclass
class Aggregates:
    """The aggregates that conditions ask for, by the name under which the groups carry them."""

    scope: Scope
    skip_nulls: bool
    keyed: bool
    known: frozenset[str]
    asked: dict[str, pl.Expr] = field(default_factory=dict)
    nullable: set[str] = field(default_factory=set)
    calculated: set[str] = field(default_factory=set)

    def __call__(self, name: str, arguments: tuple[Tokens, ...]) -> Tokens | None:
        """The column that stands for a call of an aggregate, for `replace`."""
        if name == "COUNT_IF" and len(arguments) == 1:
            return self._add(
                f"count_if({write(arguments[0])})",
                bind(read(write(arguments[0])), self.scope).fill_null(False).sum().cast(pl.Int64),
            )
        if name not in AGGREGATES:
            return None
        text = f"{name.lower()}({', '.join(map(write, arguments))})"
        if name == "COUNT":
            return self._add(text, self._count(arguments))
        if len(arguments) != 1:
            raise ConditionError(f"{name.lower()}() takes one argument")
        side = operand(Scalar(arguments[0]), self.scope)
        if side.computed or name not in ("MIN", "MAX", "FIRST", "LAST"):
            self.calculated.add(text)
        found = self._add(text, self._steps(name, text, side.column, _AGGREGATES[name](side.expr)))
        if (
            name in _SUMMED
            and side.kind.is_float()
            and (side.size is not None or not side.columns <= self.scope.positive)
        ):
            self.asked[SIZE.format(text)] = _AGGREGATES[_SUMMED[name]](
                side.expr.abs() if side.size is None else side.size
            )
        if name not in ("FIRST", "LAST") and not (self.keyed and _never_null(side, arguments[0], self.known)):
            empty = side.expr.count() == 0
            self.asked[NULLS.format(text)] = empty if self.skip_nulls else empty | (side.expr.null_count() > 0)
            self.nullable.add(text)
        return found

    def _count(self, arguments: tuple[Tokens, ...]) -> pl.Expr:
        if arguments and arguments[0] and arguments[0][0].key == "DISTINCT":
            values = operand(Scalar(arguments[0][1:]), self.scope).expr
            return values.drop_nulls().n_unique().cast(pl.Int64)
        if not arguments or (len(arguments[0]) == 1 and arguments[0][0].text == "*"):
            return pl.len().cast(pl.Int64)
        return operand(Scalar(arguments[0]), self.scope).expr.count().cast(pl.Int64)

    def _steps(self, name: str, text: str, column: str | None, made: pl.Expr) -> pl.Expr:
        """The aggregate, and its printed digits if its column's are known: a sum is rounded as all its parts."""
        for kind in ("step", "coarse"):
            if column is not None and f"{kind}({column})" in self.scope.schema:
                steps = pl.col(f"{kind}({column})")
                self.asked[f"{kind}({text})"] = steps.sum() if name == "SUM" else steps.max()
        return made

    def _add(self, text: str, made: pl.Expr) -> Tokens:
        self.asked[text] = made
        return (quoted(text),)


def over_groups(condition: Condition, scope: Scope, ask: Aggregates, by: Sequence[str]) -> Condition:
    """A condition on the rows of a group as one on the columns of the grouped table."""

    def over(part: Comparison | Truth) -> Condition:
        if isinstance(part, Truth):
            return Truth(_side(part.scalar, scope, ask, by))
        bare = [_bare(side, scope, by) for side in (part.left, part.right)]
        if all(bare):
            raise ConditionError(
                f"'{part.left.text}' and '{part.right.text}' are columns; write this as a rule of kind row"
            )
        if any(bare):
            return _every_value(part, bool(bare[0]), scope, ask, by)
        return Comparison(_side(part.left, scope, ask, by), part.op, _side(part.right, scope, ask, by))

    return rewritten(condition, over)


def _every_value(condition: Comparison, left: bool, scope: Scope, ask: Aggregates, by: Sequence[str]) -> Condition:
    """`sum(part) = total` means every total of the group: it equals the least of them and the greatest."""
    column, other = (condition.left, condition.right) if left else (condition.right, condition.left)
    extremes = {"<": ("MAX",), "<=": ("MAX",), ">": ("MIN",), ">=": ("MIN",), "=": ("MIN", "MAX")}
    mirrored = {"<": ("MIN",), "<=": ("MIN",), ">": ("MAX",), ">=": ("MAX",), "=": ("MIN", "MAX")}
    names = (extremes if left else mirrored).get(condition.op)
    if names is None:
        raise ConditionError(
            f"'{column.text}' has many values in a group; "
            f"write first({column.text}), min({column.text}) or max({column.text})"
        )
    parts = []
    for name in names:
        extreme = Scalar(_must(ask(name, (column.tokens,))))
        pair = (extreme, _side(other, scope, ask, by)) if left else (_side(other, scope, ask, by), extreme)
        parts.append(Comparison(pair[0], condition.op, pair[1]))
    return parts[0] if len(parts) == 1 else Junction(tuple(parts), every=True)


def _never_null(side: Operand, tokens: Tokens, known: frozenset[str]) -> bool:
    """Whether an aggregated expression has a value in every row: plain arithmetic on columns without nulls."""
    return side.columns <= known and not divisors(tokens) and names(tokens) <= {"CONVERT", "ABS", "ROUND"}


def _must(tokens: Tokens | None) -> Tokens:
    assert tokens is not None
    return tokens


def _bare(side: Scalar, scope: Scope, by: Sequence[str]) -> str | None:
    name = side.tokens[0].name if len(side.tokens) == 1 and side.tokens[0].kind in ("word", "quoted") else None
    return name if name in scope.schema and name not in by and name != COUNT else None


def _side(side: Scalar, scope: Scope, ask: Aggregates, by: Sequence[str]) -> Scalar:
    tokens = replace(side.tokens, ask)
    allowed = {*by, *ask.asked, COUNT}
    for name in (token.name for token in tokens if token.kind in ("word", "quoted")):
        if name in scope.schema and name not in allowed:
            unknown = explain_unknown(side.tokens)
            if unknown:
                raise ConditionError(unknown)
            raise ConditionError(
                f"'{name}' has many values in a group; write first({name}), sum({name}), min({name}) or max({name})"
            )
    return Scalar(tokens)


def message(parts: Template, scope: Scope, ask: Aggregates, by: Sequence[str]) -> Template:
    """A message about a group; a bare column that is no key shows its first value."""
    return tuple(
        part if isinstance(part, str) else Slot(_shown(part.scalar, scope, ask, by), part.format) for part in parts
    )


def _shown(side: Scalar, scope: Scope, ask: Aggregates, by: Sequence[str]) -> Scalar:
    return Scalar(_must(ask("FIRST", (side.tokens,)))) if _bare(side, scope, by) else _side(side, scope, ask, by)
