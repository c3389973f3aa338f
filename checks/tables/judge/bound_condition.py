"""A condition bound to the columns of a table: one Polars expression, true, false, or null where it cannot be judged.

Null and NaN are not comparable, also where arithmetic makes them; infinities compare. Two printed values are compared
exactly. Where a side is calculated in floating point, equality and non-strict comparisons allow the noise of the
calculation (a relative 1e-9).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, reduce
from operator import and_, ge, gt, le, lt, or_
from typing import Any, NamedTuple

import polars as pl

from checks.tables.declare import column
from checks.tables.declare.assertion import Tolerance
from checks.tables.expression.condition import (
    Comparison,
    Condition,
    ConditionError,
    Junction,
    Negation,
    Scalar,
    Tokens,
    Truth,
    calls,
)
from checks.tables.judge.operand import Operand, Scope, operand
from checks.tables.judge.table import EXACT_UNTIL

EXACT = Tolerance()
_MANY = 8
"""Parts of a condition beyond which they are not nested: planning a nest takes time with the cube of its depth."""
NOISE = 1e-9
"""Relative noise of calculations in floating point."""
_CANCELLED = 1e-12
"""Noise of a difference, relative to what was subtracted."""
_OPERATORS: Mapping[str, Callable[[Any, Any], pl.Expr]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def bind(condition: Condition, scope: Scope, tolerance: Tolerance = EXACT) -> pl.Expr:
    """The condition as an expression.

    Raises `ConditionError` for unknown columns and functions and for sides that cannot be compared.
    """
    if isinstance(condition, Junction):
        parts = [bind(part, scope, tolerance) for part in condition.parts]
        if len(parts) > _MANY:
            return (pl.all_horizontal if condition.every else pl.any_horizontal)(parts)
        return reduce(and_ if condition.every else or_, parts)
    if isinstance(condition, Negation):
        return ~bind(condition.part, scope, tolerance)
    if isinstance(condition, Truth):
        return _truth(condition.scalar, scope)
    return compare(*_sides(condition, scope), condition.op, tolerance, scope)


def filtered(condition: Condition, scope: Scope) -> pl.Expr:
    """A `where`: true for the rows that a rule speaks of, never null."""
    return judging(condition, scope).fill_null(False)


def judging(condition: Condition, scope: Scope, tolerance: Tolerance = EXACT) -> pl.Expr:
    """A whole condition as an expression; one that names no column says nothing of any row."""
    found = bind(condition, scope, tolerance)
    if not found.meta.root_names():
        raise ConditionError("the expression names no column")
    return found


class Limit(NamedTuple):
    """A comparison of a side with a number, which the least and the greatest value of the side may decide alone.

    `key` tells equal sides.
    """

    key: Tokens
    side: Operand
    op: str
    number: Operand
    slack: float

    @property
    def expr(self) -> pl.Expr:
        """The comparison."""
        return compare(self.side, self.number, self.op, EXACT, Scope({}))

    def spans(self, least: float, greatest: float) -> bool:
        """Whether it holds for every value between these two; False where that is not sure."""
        low, high = self.number.literal - self.slack, self.number.literal + self.slack
        if self.op in ("<", "<="):
            return bool(_OPERATORS[self.op](greatest, high))
        if self.op in (">", ">="):
            return bool(_OPERATORS[self.op](least, low))
        return self.op == "=" and low <= least and greatest <= high

    def value(self) -> pl.Expr:
        """The values of the side, null where there is none."""
        found: pl.Expr = _comparable(self.side)
        return found


def demanded(condition: Condition, scope: Scope, tolerance: Tolerance) -> Limit | pl.Expr:
    """What a rule demands of a row: a whole condition as an expression, or a limit if it is one."""
    if not isinstance(condition, Comparison):
        return judging(condition, scope, tolerance)
    left, right = _sides(condition, scope)
    if not tolerance and _is_limited(left, right):
        slack = _slack(left, right, condition.op, tolerance, scope)
        if slack is None or isinstance(slack, float):
            return Limit(condition.left.tokens, left, condition.op, right, slack or 0.0)
    found = compare(left, right, condition.op, tolerance, scope)
    if not left.columns and not right.columns:
        raise ConditionError("the expression names no column")
    return found


def _is_limited(left: Operand, right: Operand) -> bool:
    """Whether a side is compared with a number that Polars and Python compare alike."""
    number = right.literal
    if not isinstance(number, int | float) or not left.columns or abs(number) >= EXACT_UNTIL:
        return False
    return left.kind == pl.Float64 or (isinstance(number, int) and left.kind.is_integer())


def compare(left: Operand, right: Operand, op: str, tolerance: Tolerance, scope: Scope) -> pl.Expr:
    """`left op right`, null where either side is missing or no number."""
    one, other = _comparable(left), _comparable(right)
    numbers = left.kind.is_numeric() and right.kind.is_numeric()
    slack = _slack(left, right, op, tolerance, scope) if numbers else None
    if slack is None:
        return _OPERATORS[op](one, other) if _alike(left, right, scope) else _exactly(op, left, right)
    within = _within(op, one, other, slack)
    infinite = [side.expr.is_infinite() for side in (left, right) if side.kind.is_float() and not side.finite]
    if not infinite:
        return within
    return pl.when(reduce(or_, infinite)).then(_OPERATORS[op](one, other)).otherwise(within)


def _alike(left: Operand, right: Operand, scope: Scope) -> bool:
    """Whether no whole number with more digits than a float has is held against a float."""
    if not (left.kind.is_integer() and right.kind.is_float()) and not (
        left.kind.is_float() and right.kind.is_integer()
    ):
        return True
    return any(
        side.column in scope.exact or (isinstance(side.literal, int | float) and abs(side.literal) < EXACT_UNTIL)
        for side in (left, right)
    )


def _exactly(op: str, left: Operand, right: Operand) -> pl.Expr:
    """The comparison of a whole number and a float: where rounding the one gives the other, before it is rounded."""
    sides = [side.expr.fill_nan(None) if side.kind.is_float() else side.expr for side in (left, right)]
    one, other = (side.cast(pl.Float64) for side in sides)
    whole = _OPERATORS[op](*(side.cast(pl.Int128, strict=False) for side in sides))
    return pl.when(one == other).then(whole).otherwise(_OPERATORS[op](one, other))


def _within(op: str, left: Any, right: Any, slack: Any) -> pl.Expr:
    """The comparison with slack; where the right side and the slack are numbers their sum is one too."""
    if op in ("<", "<="):
        return _OPERATORS[op](left, right + slack)
    if op in (">", ">="):
        return _OPERATORS[op](left, right - slack)
    near: pl.Expr = (left <= right + slack) & (left >= right - slack)
    return near if op == "=" else ~near


def _slack(left: Operand, right: Operand, op: str, tolerance: Tolerance, scope: Scope) -> Any:
    """How far apart the sides may be, a number or an expression; None for not at all."""
    if not tolerance:
        noisy = (left.computed and left.kind.is_float()) or (right.computed and right.kind.is_float())
        return _noise(left, right) if noisy and op not in ("<", ">") else None
    parts: list[Any] = [pl.lit(tolerance.absolute)] if tolerance.absolute else []
    if tolerance.relative:
        parts.append(pl.max_horizontal(left.expr.abs(), right.expr.abs()) * tolerance.relative)
    if tolerance.digits:
        parts.append(_printed_slack(left, right, tolerance.digits, scope))
    if op not in ("<", ">"):
        parts.append(pl.max_horizontal(left.expr.abs(), right.expr.abs()) * NOISE)
        parts += [side.size * _CANCELLED for side in (left, right) if side.size is not None]
    return pl.max_horizontal(parts) if len(parts) > 1 else parts[0]


def _noise(left: Operand, right: Operand) -> Any:
    side = right if right.literal is not None or left.computed else left
    noise: Any = abs(side.literal) * NOISE if side.literal is not None else side.expr.abs() * NOISE
    sizes = [side.size * _CANCELLED for side in (left, right) if side.size is not None]
    if not sizes:
        return noise
    return pl.max_horizontal(pl.lit(noise) if isinstance(noise, float | int) else noise, *sizes)


def _printed_slack(left: Operand, right: Operand, digits: str, scope: Scope) -> pl.Expr:
    """Half a printed step of each side that has printed digits."""
    halves = [_half(side, digits, scope) for side in (left, right)]
    if not any(half is not None for half in halves):
        raise ConditionError(
            "neither side has printed digits; compare with a bare column, or give 'tolerance' as a number"
        )
    known = [half for half in halves if half is not None]
    return reduce(lambda one, other: one + other, known)


def _half(side: Operand, digits: str, scope: Scope) -> pl.Expr | None:
    name = f"{'step' if digits == 'printed' else 'coarse'}({side.printed})"
    return pl.col(name) * (side.scale / 2) if side.printed is not None and name in scope.schema else None


def _comparable(side: Operand) -> Any:
    """A side as an expression, or as the number or string that it is."""
    if side.literal is not None and not side.kind.is_temporal():
        return side.literal
    return side.expr.fill_nan(None) if side.computed and not side.finite and side.kind.is_float() else side.expr


def _truth(scalar: Scalar, scope: Scope) -> pl.Expr:
    found = list(calls(scalar.tokens))
    if len(found) == 1 and found[0][:3] == (0, len(scalar.tokens), "AGREE"):
        sides = found[0][3]
        if len(sides) != 2:
            raise ConditionError("agree() takes 2 arguments")
        return bind(Comparison(Scalar(sides[0]), "=", Scalar(sides[1])), scope, Tolerance(digits="printed"))
    side = operand(scalar, scope)
    if side.kind not in (pl.Boolean, pl.Null):
        raise ConditionError(f"'{scalar.text}' is not true or false but {_named(side.kind)}; compare it with something")
    return side.expr


def _sides(condition: Comparison, scope: Scope) -> tuple[Operand, Operand]:
    return _same_kind(operand(condition.left, scope), operand(condition.right, scope), condition, scope)


def _same_kind(left: Operand, right: Operand, condition: Comparison, scope: Scope) -> tuple[Operand, Operand]:
    """Both sides with dates written as strings read; raises `ConditionError` if they cannot be compared."""
    if left.literal is not None and right.literal is not None:
        left = left._replace(made=left.expr, literal=None)
    if isinstance(left.literal, str) or isinstance(right.literal, str):
        left, right = _temporal(left, right), _temporal(right, left)
    one, other = _class(left.kind), _class(right.kind)
    if one != other and "nothing" not in (one, other):
        raise ConditionError(
            f"{_quoted(condition.left)} is {_named(left.kind)} and {_quoted(condition.right)} {_named(right.kind)}; "
            "they cannot be compared"
        )
    if scope.units:
        _check_units(left, right, scope)
    return left, right


def _quoted(scalar: Scalar) -> str:
    """An expression as a message quotes it; a string has its own quotes."""
    plain = len(scalar.tokens) == 1 and scalar.tokens[0].kind == "string"
    return scalar.text if plain else f"'{scalar.text}'"


def _check_units(left: Operand, right: Operand, scope: Scope) -> None:
    units = [scope.units.get(side.column or "") for side in (left, right)]
    if all(units) and units[0] != units[1]:
        raise ConditionError(
            f"'{left.column}' is in {units[0]} and '{right.column}' in {units[1]}; "
            f"write convert({right.column}, '{units[1]}', '{units[0]}')"
        )


_PARSED: Mapping[Any, str] = {pl.Date: "date", pl.Datetime: "datetime", pl.Time: "time"}


def _temporal(side: Operand, other: Operand) -> Operand:
    if not isinstance(side.literal, str) or other.kind.base_type() not in _PARSED:
        return side
    given = column.value(_PARSED[other.kind.base_type()], side.literal)
    zone = getattr(other.kind, "time_zone", None)
    expr = pl.lit(given).dt.replace_time_zone(zone) if zone and given.tzinfo is None else pl.lit(given)
    return Operand(expr, other.kind, literal=given)


@cache
def _class(kind: pl.DataType) -> str:
    """What values of a type can be compared with."""
    if kind.is_numeric():
        return "number"
    if kind in (pl.String, pl.Categorical, pl.Enum):
        return "string"
    if kind in (pl.Date, pl.Datetime):
        return "date"
    return "nothing" if kind == pl.Null else str(kind.base_type())


def _named(kind: pl.DataType) -> str:
    return {"number": "a number", "string": "a string", "date": "a date", "Boolean": "true or false"}.get(
        _class(kind), str(kind)
    )
