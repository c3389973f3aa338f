"""Judging groups: one group_by for all rules on the same keys, then the groups as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from checks.tables import rows
from checks.tables.assertion import Assertion, Groups
from checks.tables.bind import Operand, Scope, bind, filtered, operand
from checks.tables.condition import (
    Comparison,
    Condition,
    ConditionError,
    Junction,
    Negation,
    Scalar,
    Tokens,
    Truth,
    read,
    write,
)
from checks.tables.frame import ROW, Frame, frame
from checks.tables.function import AGGREGATES, divisors, names, quoted
from checks.tables.function import replace as replace_calls
from checks.tables.kinds.count import COUNT
from checks.tables.outcome import Outcome, settled
from checks.tables.rows import Evidence, Mask
from checks.tables.template import Slot, Template

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
_NULLS = "nulls of {}"


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
        if name not in ("FIRST", "LAST") and not (self.keyed and _never_null(side, arguments[0], self.known)):
            empty = side.expr.count() == 0
            self.asked[_NULLS.format(text)] = empty if self.skip_nulls else empty | (side.expr.null_count() > 0)
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
    if isinstance(condition, Junction):
        return Junction(tuple(over_groups(part, scope, ask, by) for part in condition.parts), condition.every)
    if isinstance(condition, Negation):
        return Negation(over_groups(condition.part, scope, ask, by))
    if isinstance(condition, Truth):
        return Truth(_side(condition.scalar, scope, ask, by))
    bare = [_bare(side, scope, by) for side in (condition.left, condition.right)]
    if all(bare):
        raise ConditionError(
            f"'{condition.left.text}' and '{condition.right.text}' are columns; write this as a rule of kind row"
        )
    if any(bare):
        return _every_value(condition, bool(bare[0]), scope, ask, by)
    return Comparison(_side(condition.left, scope, ask, by), condition.op, _side(condition.right, scope, ask, by))


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
    tokens = replace_calls(side.tokens, ask)
    allowed = {*by, *ask.asked, COUNT}
    for name in (token.name for token in tokens if token.kind in ("word", "quoted")):
        if name in scope.schema and name not in allowed:
            raise ConditionError(
                f"'{name}' has many values in a group; write first({name}), sum({name}), min({name}) or max({name})"
            )
    return Scalar(tokens)


def _message(parts: Template, scope: Scope, ask: Aggregates, by: Sequence[str]) -> Template:
    """A message about a group; a bare column that is no key shows its first value."""
    return tuple(
        part if isinstance(part, str) else Slot(_shown(part.scalar, scope, ask, by), part.format) for part in parts
    )


def _shown(side: Scalar, scope: Scope, ask: Aggregates, by: Sequence[str]) -> Scalar:
    return Scalar(_must(ask("FIRST", (side.tokens,)))) if _bare(side, scope, by) else _side(side, scope, ask, by)


@dataclass(frozen=True)
class Grouping:
    """The rules on one set of keys, bound: the aggregates to make, and each rule as a condition on them."""

    by: tuple[str, ...]
    where: pl.Expr | None
    aggregates: Mapping[str, pl.Expr]
    nullable: frozenset[str]
    calculated: frozenset[str]
    assertions: tuple[Assertion, ...]
    schema: Mapping[str, pl.DataType]


def grouping(assertions: Sequence[Assertion], scope: Scope, known: frozenset[str]) -> Grouping:
    """Rules with equal keys and equal filter, bound to a table."""
    first = assertions[0]
    grain = first.grain
    assert isinstance(grain, Groups)
    ask = Aggregates(scope, grain.skip_nulls, bool(grain.by), known)
    where = filtered(first.where, scope) if first.where is not None else None
    if grain.counts:
        ask.asked[COUNT] = (where.sum() if where is not None else pl.len()).cast(pl.Int64)
    made = []
    for one in assertions:
        assert one.condition is not None
        condition = over_groups(one.condition, scope, ask, grain.by)
        made.append(replace(one, condition=condition, where=None, message=_message(one.message, scope, ask, grain.by)))
    schema = _types(grain.by, ask.asked, scope)
    return Grouping(
        grain.by,
        None if grain.counts else where,
        ask.asked,
        frozenset(ask.nullable),
        frozenset(ask.calculated),
        tuple(made),
        schema,
    )


def _types(by: Sequence[str], asked: Mapping[str, pl.Expr], scope: Scope) -> dict[str, pl.DataType]:
    empty = pl.DataFrame(schema=dict(scope.schema))
    try:
        found = empty.group_by(by).agg(**asked) if by else empty.select(**asked)
    except pl.exceptions.PolarsError as error:
        raise ConditionError(f"the aggregates cannot be calculated: {str(error).splitlines()[0]}") from None
    return {name: kind for name, kind in found.schema.items() if not name.startswith("nulls of ")}


def masks(made: Grouping) -> list[Mask]:
    """The rules as expressions on the grouped table."""
    return [rows.mask(one, Scope(made.schema, calculated=made.calculated)) for one in made.assertions]


def evaluate(table: Frame, made: Grouping) -> list[Outcome]:
    """The outcomes of rules on one set of keys; without keys the table is one group."""
    missing = _missing_keys(table, made)
    parts = [_judge(table, made, number) for number in range(table.parts if made.by else 1)]
    found = []
    for outcomes in zip(*parts, strict=True):
        first = outcomes[0]
        broken = [one for one in outcomes if one.broken]
        found.append(
            Outcome(
                first.assertion,
                sum(one.judged for one in outcomes) + missing,
                sum(one.broken for one in outcomes),
                sum(one.not_comparable for one in outcomes) + missing,
                partial(_rows, table, made, broken),
                partial(_show, broken),
                sum(one.divided for one in outcomes),
            )
        )
    return found


def _missing_keys(table: Frame, made: Grouping) -> int:
    """Rows without a key belong to no group and cannot be compared."""
    if set(made.by) <= table.known:
        return 0
    rows = table.lazy if made.where is None else table.lazy.filter(made.where)
    return int(table.collect(rows.select(pl.any_horizontal(pl.col(made.by).is_null()).sum())).item())


def _members(table: Frame, made: Grouping, number: int) -> pl.LazyFrame:
    rows = table.part(number, made.by) if made.by else table.numbered()
    rows = rows if made.where is None else rows.filter(made.where)
    unknown = [key for key in made.by if key not in table.known]
    return rows.filter(pl.all_horizontal(pl.col(unknown).is_not_null())) if unknown else rows


def _judge(table: Frame, made: Grouping, number: int) -> list[Outcome]:
    aggregates = {**made.aggregates, ROW: pl.first(ROW)}
    rows_ = _members(table, made, number)
    query = rows_.group_by(made.by).agg(**aggregates) if made.by else rows_.select(**aggregates)
    groups = table.collect(query)
    for name in made.nullable:
        if groups.get_column(_NULLS.format(name)).any():
            groups = groups.with_columns(pl.when(~pl.col(_NULLS.format(name))).then(pl.col(name)).alias(name))
    found = frame(groups)
    scope = Scope(found.schema, found.finite, calculated=made.calculated)
    outcomes = rows.evaluate(found, [rows.mask(one, scope) for one in made.assertions], _evidence(groups))
    return [settled(one, groups) for one in outcomes] if table.streamed else outcomes


def _evidence(groups: pl.DataFrame) -> Evidence:
    def show(_: Mask, numbers: pl.Series) -> pl.DataFrame:
        return groups[numbers]

    return show


def _rows(table: Frame, made: Grouping, broken: Sequence[Outcome]) -> pl.Series:
    """The rows of the broken groups."""
    if not made.by:
        members = _members(table, made, 0).select(ROW)
    else:
        keys = pl.concat([one.show(one.broken).select(made.by) for one in broken])
        members = _members(replace(table, parts=1), made, 0).join(keys.lazy(), on=made.by, how="semi").select(ROW)
    return table.collect(members).get_column(ROW).sort()


def _show(broken: Sequence[Outcome], limit: int) -> pl.DataFrame:
    shown = pl.concat([one.show(one.broken) for one in broken]) if len(broken) > 1 else broken[0].show(broken[0].broken)
    return shown.bottom_k(limit, by=ROW).sort(ROW)
