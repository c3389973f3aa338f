"""The sides of a comparison bound to the columns of a table: Polars expressions, with what is known of their values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, NamedTuple

import polars as pl

from checks.near import did_you_mean
from checks.tables.expression import advice
from checks.tables.expression.condition import (
    Condition,
    ConditionError,
    Scalar,
    Token,
    Tokens,
    calls,
    scalars,
    token,
    write,
)
from checks.tables.expression.function import (
    AGGREGATES,
    DATED,
    SAFE,
    check_names,
    conversion,
    divisors,
    expand,
    explain_unknown,
    names,
    quoted,
)
from checks.tables.problem import first_line

_KEYWORD_LIST = "AND OR NOT CASE WHEN THEN ELSE IN IS NULL LIKE ILIKE BETWEEN TRUE FALSE AS INTERVAL"
_KEYWORDS = frozenset(_KEYWORD_LIST.split())
_LONGEST = 1000
"""Words of an operand; what Polars makes of very long ones does not fit its stack."""
_LAST = frozenset(("END", "NULL", "TRUE", "FALSE", "UNKNOWN"))
"""Words that end an expression behind another word."""
_BEFORE_LIST = "NOT LIKE ILIKE RLIKE REGEXP TO FROM DISTINCT IN IS AND OR XOR DIV MOD ELSE THEN WHEN CASE ESCAPE"
_BEFORE = frozenset(_BEFORE_LIST.split())
"""Words that an operand stands behind."""
SIZE = "size of {}"
"""The column that holds how large the terms of an aggregate are."""
_PLAIN = frozenset(("+", "-", "*", "(", ")", "/"))
_LITERALS: Mapping[type, pl.DataType] = {str: pl.String(), int: pl.Int64(), float: pl.Float64()}
_NUMBERS = frozenset((pl.Float64(), pl.Int64()))


@dataclass(frozen=True)
class Scope:
    """The columns that a condition may name.

    `finite` are those whose numbers are finite and moderate, `positive` those without numbers below zero, `exact` those
    of floats that tell every whole number from the next, `calculated` those that were calculated in floating point;
    `units` are the declared units of measure.
    """

    schema: Mapping[str, pl.DataType]
    finite: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    calculated: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()
    positive: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    made: dict[Tokens, Operand] = field(default_factory=dict, compare=False, repr=False)
    """What was bound before: many rules speak of the same sums and differences."""


class Operand(NamedTuple):
    """A side of a comparison. `column` is set if it is a bare column, `literal` if it is a number or a string."""

    made: pl.Expr | None
    kind: pl.DataType
    columns: frozenset[str] = frozenset()
    finite: bool = True
    column: str | None = None
    literal: Any = None
    size: pl.Expr | None = None
    """How large the terms are whose sum or difference this is; None if no large terms can leave a small rest."""
    printed: str | None = None
    """The column whose printed digits count, for a bare column and its conversion, and by what they are multiplied."""
    scale: float = 1.0
    computed: bool = False
    divides: bool = False
    """Whether it divides by something that may be zero."""

    @property
    def expr(self) -> pl.Expr:
        """The side as an expression; that of a literal is made only where it is asked for."""
        return pl.lit(self.literal) if self.made is None else self.made


def operand(scalar: Scalar, scope: Scope) -> Operand:
    """A scalar bound to the columns of a table.

    Raises `ConditionError` for unknown columns and functions, and for what Polars does not understand.
    """
    tokens = scalar.tokens
    if len(tokens) == 1 and tokens[0].kind in ("word", "quoted") and tokens[0].name in scope.schema:
        name = tokens[0].name
        return Operand(
            pl.col(name),
            scope.schema[name],
            frozenset((name,)),
            name in scope.finite,
            column=name,
            printed=name,
            computed=name in scope.calculated,
            size=pl.col(SIZE.format(name)) if SIZE.format(name) in scope.schema else None,
        )
    literal = _literal(tokens)
    if literal is not None:
        return Operand(None, _LITERALS[type(literal)], literal=literal)
    if tokens not in scope.made:
        scope.made[tokens] = _computed(scalar, _quoted(tokens, scope), scope)
    return scope.made[tokens]


def zero_divisors(condition: Condition, scope: Scope) -> list[pl.Expr]:
    """For each divisor of the condition that is no literal, whether it is zero."""
    found = (divisor for one in scalars(condition) for divisor in divisors(one.tokens))
    return [operand(Scalar(divisor), scope).expr == 0 for divisor in found]


def _computed(scalar: Scalar, tokens: Tokens, scope: Scope) -> Operand:
    if len(tokens) > _LONGEST:
        raise ConditionError(f"the expression is too long: {len(tokens):,} words; {_LONGEST:,} are allowed")
    check_names(tokens)
    _check_words(tokens)
    _check_dates(tokens, scope)
    for name in sorted(names(tokens) & AGGREGATES):
        raise ConditionError(f"{name.lower()}() speaks of many rows; give 'by', or kind = \"group\"")
    divides = bool(divisors(scalar.tokens))
    sql = expand(tokens)
    try:
        expr = pl.sql_expr(write(sql))
        roots = frozenset(expr.meta.root_names())
    except (pl.exceptions.PolarsError, TypeError) as error:
        raise ConditionError(explain_unknown(tokens) or _refused(scalar, error)) from None
    for name in sorted(roots - scope.schema.keys()):
        string = any(one.kind == "quoted" and one.name == name for one in tokens)
        near = did_you_mean(name, scope.named or scope.schema) or (f"; a string is written '{name}'" if string else "")
        raise ConditionError(f"no column '{name}'{near}")
    if not roots:
        return _constant(expr)
    used = names(sql)
    kind = _kind(expr, roots, sql, used, scalar, scope)
    finite = roots <= scope.finite and used <= SAFE and [one.key for one in sql].count("*") <= 4
    source, scale = _converted(tokens, scope)
    return Operand(
        made=expr,
        kind=kind,
        columns=roots,
        finite=finite,
        size=_size(sql, roots, finite, scope) if kind.is_float() else None,
        printed=source,
        scale=scale,
        computed=True,
        divides=divides,
    )


def _refused(scalar: Scalar, error: Exception) -> str:
    """What to say of an expression that Polars does not read; that it cannot parse it says no more."""
    said, words = first_line(error), [one.text for one in scalar.tokens]
    told = advice.on_words(words) or ("" if said.startswith("unable to parse") else f": {said}")
    return f"'{scalar.text}' is not an expression{told}"


def _constant(expr: pl.Expr) -> Operand:
    """An expression without columns, calculated."""
    try:
        found = pl.select(expr).to_series()
    except pl.exceptions.PolarsError as error:
        raise ConditionError(f"it cannot be calculated: {first_line(error)}") from None
    value = found[0]
    number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    literal = value if number or isinstance(value, str) else None
    return Operand(expr, found.dtype, finite=literal is not None, literal=literal, computed=True)


def _check_words(tokens: Tokens) -> None:
    """Raise `ConditionError` for a name behind an operand: to SQL it would be another name of the result."""
    if len(tokens) < 2 or tokens[-1].kind not in ("word", "quoted") or tokens[-1].key in _LAST:
        return
    before = tokens[-2]
    if (before.kind != "sign" or before.text in (")", "]")) and before.key not in _BEFORE:
        told = tokens[-1].text if tokens[-1].kind == "word" else tokens[-1].name
        raise ConditionError(f"'{Scalar(tokens).text}' is not an expression: an operator is missing before '{told}'")


def _check_dates(tokens: Tokens, scope: Scope) -> None:
    """Raise `ConditionError` for a column of strings or numbers where a function takes a date."""
    for start, end, name, arguments in calls(tokens):
        for words in arguments if name in DATED else ():
            kind = scope.schema.get(words[0].name) if len(words) == 1 and words[0].kind in ("word", "quoted") else None
            if kind is not None and (kind == pl.String or kind.is_numeric()):
                told = f"declare '{words[0].name}' as a date, it is a {'string' if kind == pl.String else 'number'}"
                raise ConditionError(f"{name.lower()}() takes dates; {told}")
        _check_dates(tokens[start + 2 : end - 1], scope)


def _size(sql: Tokens, roots: frozenset[str], finite: bool, scope: Scope) -> pl.Expr | None:
    """The sum of the sizes of the terms of an expression, where they can cancel each other out."""
    keys = {one.key for one in sql}
    summed = any(SIZE.format(name) in scope.schema for name in roots)
    if not summed and "-" not in keys and ("+" not in keys or roots <= scope.positive):
        return None
    terms = tuple(word for one in sql for word in _positive(one, scope))
    try:
        size = pl.sql_expr(write(terms))
    except pl.exceptions.PolarsError:
        return None
    return size if finite else pl.when(size.is_finite()).then(size)


def _positive(one: Token, scope: Scope) -> Tokens:
    """A word of an expression as one of the expression that adds up the sizes of its terms."""
    if one.text == "-":
        return (token("sign", "+"),)
    if one.kind not in ("word", "quoted") or one.name not in scope.schema or not scope.schema[one.name].is_numeric():
        return (one,)
    if SIZE.format(one.name) in scope.schema:
        return (quoted(SIZE.format(one.name)),)
    return (token("word", "ABS"), token("sign", "("), one, token("sign", ")"))


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
    """The type of an expression: seen from its parts if it is plain arithmetic, else by asking Polars on no rows.

    A whole number and one with decimals ("i + 0.5") make a decimal.
    """
    kinds = {scope.schema[name] for name in roots}
    floats = pl.Float64() in kinds
    decimals = not floats and any(one.kind == "number" and not one.text.isdigit() for one in sql)
    if roots and not used and kinds <= _NUMBERS and not decimals and all(map(_is_plain, sql)):
        return pl.Float64() if floats or any(one.text == "/" for one in sql) else pl.Int64()
    try:
        return pl.DataFrame(schema={name: scope.schema[name] for name in roots}).select(expr).to_series().dtype
    except pl.exceptions.PolarsError as error:
        raise ConditionError(f"'{scalar.text}' cannot be calculated: {first_line(error)}") from None


def _is_plain(one: Token) -> bool:
    return one.kind in ("number", "quoted") or one.text in _PLAIN


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
