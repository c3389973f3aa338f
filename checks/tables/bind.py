"""A condition bound to the columns of a table: one Polars expression, true, false, or null where it cannot be judged.

Null and NaN are not comparable, also where arithmetic makes them; infinities compare. Two printed values are compared
exactly. Where a side is calculated in floating point, equality and non-strict comparisons allow the noise of the
calculation (a relative 1e-9).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

from checks.tables import column
from checks.tables.assertion import Tolerance
from checks.tables.condition import (
    Comparison,
    Condition,
    ConditionError,
    Junction,
    Negation,
    Scalar,
    Tokens,
    Truth,
    calls,
    scalars,
    token,
    write,
)
from checks.tables.function import AGGREGATES, SAFE, check_names, conversion, divisors, expand, explain_unknown, names
from checks.tables.problem import nearest

EXACT = Tolerance()
NOISE = 1e-9
"""Relative noise of calculations in floating point."""
_CANCELLED = 1e-12
"""Noise of a difference, relative to what was subtracted."""
_KEYWORD_LIST = "AND OR NOT CASE WHEN THEN ELSE IN IS NULL LIKE ILIKE BETWEEN TRUE FALSE AS INTERVAL"
_KEYWORDS = frozenset(_KEYWORD_LIST.split())
_OPERATORS: Mapping[str, Callable[[Any, Any], pl.Expr]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


@dataclass(frozen=True)
class Scope:
    """The columns that a condition may name.

    `finite` are those whose numbers are finite and moderate, `calculated` those that were calculated in floating point;
    `units` are the declared units of measure.
    """

    schema: Mapping[str, pl.DataType]
    finite: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    calculated: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operand:
    """A side of a comparison. `column` is set if it is a bare column, `literal` if it is a number or a string."""

    expr: pl.Expr
    kind: pl.DataType
    columns: frozenset[str]
    finite: bool
    column: str | None = None
    literal: Any = None
    subtracts: bool = False
    printed: str | None = None
    """The column whose printed digits count, for a bare column and its conversion, and by what they are multiplied."""
    scale: float = 1.0
    computed: bool = False


def bind(condition: Condition, scope: Scope, tolerance: Tolerance = EXACT) -> pl.Expr:
    """The condition as an expression.

    Raises `ConditionError` for unknown columns and functions and for sides that cannot be compared.
    """
    if isinstance(condition, Junction):
        parts = [bind(part, scope, tolerance) for part in condition.parts]
        return reduce(and_ if condition.every else or_, parts)
    if isinstance(condition, Negation):
        return ~bind(condition.part, scope, tolerance)
    if isinstance(condition, Truth):
        return _truth(condition.scalar, scope)
    left, right = operand(condition.left, scope), operand(condition.right, scope)
    return compare(*_same_kind(left, right, condition, scope), condition.op, tolerance, scope)


def filtered(condition: Condition, scope: Scope) -> pl.Expr:
    """A `where`: true for the rows that a rule speaks of, never null."""
    return judging(condition, scope).fill_null(False)


def judging(condition: Condition, scope: Scope, tolerance: Tolerance = EXACT) -> pl.Expr:
    """A whole condition as an expression; one that names no column says nothing of any row."""
    found = bind(condition, scope, tolerance)
    if not found.meta.root_names():
        raise ConditionError("the expression names no column")
    return found


def zero_divisors(condition: Condition, scope: Scope) -> list[pl.Expr]:
    """For each divisor of the condition that is no literal, whether it is zero."""
    found = (divisor for one in scalars(condition) for divisor in divisors(one.tokens))
    return [operand(Scalar(divisor), scope).expr == 0 for divisor in found]


def operand(scalar: Scalar, scope: Scope) -> Operand:
    """A scalar bound to the columns of a table."""
    tokens = _quoted(scalar.tokens, scope)
    if len(tokens) == 1 and tokens[0].kind in ("quoted", "word") and tokens[0].name in scope.schema:
        name = tokens[0].name
        kind = scope.schema[name]
        made = Operand(pl.col(name), kind, frozenset([name]), name in scope.finite, column=name, printed=name)
        return replace(made, computed=True) if name in scope.calculated else made
    literal = _literal(tokens)
    if literal is not None:
        return Operand(pl.lit(literal), _literal_kind(literal), frozenset(), True, literal=literal)
    return _computed(scalar, tokens, scope)


def compare(left: Operand, right: Operand, op: str, tolerance: Tolerance, scope: Scope) -> pl.Expr:
    """`left op right`, null where either side is missing or no number."""
    one, other = _comparable(left), _comparable(right)
    numbers = left.kind.is_numeric() and right.kind.is_numeric()
    slack = _slack(left, right, op, tolerance, scope) if numbers else None
    if slack is None:
        return _OPERATORS[op](one, other)
    plain = isinstance(slack, float) and right.literal is not None
    within = _within(op, one, right.literal if plain else other, slack)
    infinite = [side.expr.is_infinite() for side in (left, right) if side.kind.is_float() and not side.finite]
    if not infinite:
        return within
    return pl.when(reduce(or_, infinite)).then(_OPERATORS[op](one, other)).otherwise(within)


def _within(op: str, left: pl.Expr, right: Any, slack: Any) -> pl.Expr:
    """The comparison with slack; the right side may be a number, so that the sum is one too."""
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
        return _noise(left, right, scope) if noisy and op not in ("<", ">") else None
    parts: list[Any] = [pl.lit(tolerance.absolute)] if tolerance.absolute else []
    if tolerance.relative:
        parts.append(pl.max_horizontal(left.expr.abs(), right.expr.abs()) * tolerance.relative)
    if tolerance.digits:
        parts.append(_printed_slack(left, right, tolerance.digits, scope))
    if op not in ("<", ">"):
        parts.append(pl.max_horizontal(left.expr.abs(), right.expr.abs()) * NOISE)
    return pl.max_horizontal(parts) if len(parts) > 1 else parts[0]


def _noise(left: Operand, right: Operand, scope: Scope) -> Any:
    side = right if right.literal is not None or left.computed else left
    noise: Any = abs(side.literal) * NOISE if side.literal is not None else side.expr.abs() * NOISE
    if left.subtracts or right.subtracts:
        sizes = [_size(name, scope) for name in sorted(left.columns | right.columns) if scope.schema[name].is_numeric()]
        noise = pl.max_horizontal(
            pl.lit(noise) if isinstance(noise, float | int) else noise, *(size * _CANCELLED for size in sizes)
        )
    return noise


def _size(name: str, scope: Scope) -> pl.Expr:
    """How large the finite values of a column are."""
    size = pl.col(name).abs()
    return size if name in scope.finite else pl.when(pl.col(name).is_finite()).then(size)


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


def _comparable(side: Operand) -> pl.Expr:
    return side.expr.fill_nan(None) if side.computed and side.kind.is_float() and not side.finite else side.expr


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


def _computed(scalar: Scalar, tokens: Tokens, scope: Scope) -> Operand:
    check_names(tokens)
    for name in sorted(names(tokens) & AGGREGATES):
        raise ConditionError(f"{name.lower()}() speaks of many rows; give 'by', or kind = \"group\"")
    divisors(scalar.tokens)
    sql = expand(tokens)
    try:
        expr = pl.sql_expr(write(sql))
        roots = frozenset(expr.meta.root_names())
    except (pl.exceptions.PolarsError, TypeError) as error:
        raise ConditionError(
            explain_unknown(tokens) or f"'{scalar.text}' is not an expression: {_first_line(error)}"
        ) from None
    for name in sorted(roots):
        if name not in scope.schema:
            raise ConditionError(f"no column '{name}'{nearest(name, scope.named or scope.schema)}")
    used = names(sql)
    finite = roots <= scope.finite and used <= SAFE and sum(one.key == "*" for one in sql) <= 4
    source, scale = _converted(tokens, scope)
    return Operand(
        expr=expr,
        kind=_kind(expr, roots, sql, used, scalar, scope),
        columns=roots,
        finite=finite,
        subtracts=any(one.key == "-" for one in tokens),
        printed=source,
        scale=scale,
        computed=True,
    )


def _converted(tokens: Tokens, scope: Scope) -> tuple[str | None, float]:
    """The column that a conversion is of, and its factor, if there is nothing else to the expression."""
    if tokens[0].key != "CONVERT":
        return None, 1.0
    found = list(calls(tokens))
    if len(found) == 1 and found[0][:3] == (0, len(tokens), "CONVERT") and len(found[0][3]) == 3:
        value, source, target = found[0][3]
        if len(value) == 1 and value[0].name in scope.schema:
            return value[0].name, conversion(source[0].text[1:-1], target[0].text[1:-1])[0]
    return None, 1.0


def _kind(
    expr: pl.Expr, roots: frozenset[str], sql: Tokens, used: set[str], scalar: Scalar, scope: Scope
) -> pl.DataType:
    """The type of an expression: seen from its parts if it is plain arithmetic, else by asking Polars on no rows."""
    kinds = [scope.schema[name] for name in roots]
    plain = all(one.kind in ("number", "quoted") or one.key in ("+", "-", "*", "(", ")", "/") for one in sql)
    if plain and roots and not used and all(kind in (pl.Float64, pl.Int64) for kind in kinds):
        floats = any(kind == pl.Float64 for kind in kinds) or any(
            one.key == "/" or (one.kind == "number" and not one.text.isdigit()) for one in sql
        )
        return pl.Float64() if floats else pl.Int64()
    try:
        return pl.DataFrame(schema={name: scope.schema[name] for name in roots}).select(expr).to_series().dtype
    except pl.exceptions.PolarsError as error:
        raise ConditionError(f"'{scalar.text}' cannot be calculated: {_first_line(error)}") from None


def _same_kind(left: Operand, right: Operand, condition: Comparison, scope: Scope) -> tuple[Operand, Operand]:
    """Both sides with dates written as strings read; raises `ConditionError` if they cannot be compared."""
    left, right = _temporal(left, right), _temporal(right, left)
    classes = [_class(side.kind) for side in (left, right)]
    if "nothing" not in classes and classes[0] != classes[1]:
        raise ConditionError(
            f"'{condition.left.text}' is {_named(left.kind)} and '{condition.right.text}' {_named(right.kind)}; "
            "they cannot be compared"
        )
    units = [scope.units.get(side.column or "") for side in (left, right)]
    if all(units) and units[0] != units[1]:
        raise ConditionError(
            f"'{left.column}' is in {units[0]} and '{right.column}' in {units[1]}; "
            f"write convert({right.column}, '{units[1]}', '{units[0]}')"
        )
    return left, right


def _temporal(side: Operand, other: Operand) -> Operand:
    kinds: dict[Any, str] = {pl.Date: "date", pl.Datetime: "datetime", pl.Time: "time"}
    if not isinstance(side.literal, str) or other.kind.base_type() not in kinds:
        return side
    given = column.value(kinds[other.kind.base_type()], side.literal)
    zone = getattr(other.kind, "time_zone", None)
    expr = pl.lit(given).dt.replace_time_zone(zone) if zone and given.tzinfo is None else pl.lit(given)
    return Operand(expr, other.kind, frozenset(), True, literal=given)


def _class(kind: pl.DataType) -> str:
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


def _quoted(tokens: Tokens, scope: Scope) -> Tokens:
    """Tokens with the names of columns quoted, so that a column may be called `end` or `order`."""
    names = [one.kind == "word" and one.text in scope.schema and one.key not in _KEYWORDS for one in tokens]
    if not any(names):
        return tokens
    last = len(tokens) - 1
    return tuple(
        token("quoted", f'"{one.text}"') if names[number] and _names_column(tokens, number, last) else one
        for number, one in enumerate(tokens)
    )


def _names_column(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a word is no function, no type behind AS, and no part of a date as in EXTRACT(year FROM x)."""
    if at and tokens[at - 1].key == "AS":
        return False
    if at == last:
        return True
    following = tokens[at + 1]
    dated = following.kind == "string" and tokens[at].key in ("DATE", "TIMESTAMP", "TIME")
    part = following.key == "FROM" and at > 1 and tokens[at - 1].text == "("
    return not (following.text == "(" or dated or part)


def _literal(tokens: Tokens) -> Any:
    negative = len(tokens) == 2 and tokens[0].text == "-"
    if len(tokens) != 1 + negative:
        return None
    last = tokens[-1]
    if last.kind == "string" and not negative:
        return last.text[1:-1].replace("''", "'")
    if last.kind != "number":
        return None
    number: float | int = int(last.text) if last.text.isdigit() else float(last.text)
    return -number if negative else number


def _literal_kind(literal: Any) -> pl.DataType:
    if isinstance(literal, str):
        return pl.String()
    return pl.Int64() if isinstance(literal, int) else pl.Float64()


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
