"""Columns of a fact table as declared in TOML: `"float >= 0 not null unit km2"` or a table of the same clauses.

A column is `TYPE [clause ...]`; the clauses are `not null`, `unique`, `optional` (the column may be absent), `>= x`,
`> x`, `<= x`, `< x`, `between x and y`, `in (x, y, ...)`, `matches 'pattern'` and `unit name`. As in SQL a column may
hold nulls unless it is `not null`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from checks.near import did_you_mean
from checks.regex import lazy
from checks.rule import Severity
from checks.tables.expression.condition import ConditionError, Token, Tokens, closing, split, tokenize, write
from checks.tables.expression.function import unit

TYPES = {
    "str": "str", "string": "str", "text": "str",
    "int": "int", "integer": "int",
    "float": "float", "number": "float",
    "decimal": "decimal",
    "bool": "bool", "boolean": "bool",
    "date": "date",
    "datetime": "datetime", "timestamp": "datetime",
    "time": "time",
    "duration": "duration",
}  # fmt: skip
"""Spellings of the types of columns."""

MISSING, RANGE, VALUE, PATTERN, DUPLICATE = (
    "missing-value",
    "out-of-range",
    "unexpected-value",
    "pattern-mismatch",
    "duplicate-value",
)
"""The rules that a schema stands for, as findings name them."""

_DAY = lazy(r"(?<![\w'\"-])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?![\w'\"-])")
_SIGNS = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "=": "eq"}


@dataclass(frozen=True, slots=True)
class Check:
    """One demand on the values of a column: an operator of `checks.tables.judge.rows.demand` with its arguments."""

    rule: str
    op: str
    arguments: tuple[Any, ...]
    text: str
    severity: Severity | None = None
    null_fails: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A declared column. `type` is one of the values of `TYPES`, or None for any."""

    name: str
    type: str | None = None
    nullable: bool = True
    unique: bool = False
    optional: bool = False
    checks: tuple[Check, ...] = ()
    unit: str | None = None
    format: str | None = None
    severity: Severity = Severity.error
    says: str = ""
    reason: str = ""
    owner: str = ""
    dtype: Any = field(default=None, compare=False)
    """The exact Polars type, where a Pandera model demands one."""


def column(name: str, declared: str | Mapping[str, Any]) -> Column:
    """A column from its declaration; raises `ConditionError` for what is not understood."""
    return _from_text(name, declared) if isinstance(declared, str) else _from_table(name, declared)


def _from_text(name: str, text: str) -> Column:
    tokens = tokenize(_DAY.sub(lambda found: f"'{found.group()}'", text))
    if not tokens:
        raise ConditionError("the declaration is empty; it begins with a type such as float")
    found = Column(name, _type(tokens[0].text))
    at = 1
    while at < len(tokens):
        found, at = _clause(found, tokens, at)
    return found


def _type(text: str) -> str:
    if text.lower() not in TYPES:
        raise ConditionError(
            f"no type '{text}'{did_you_mean(text, TYPES)}; types are {', '.join(dict.fromkeys(TYPES.values()))}"
        )
    return TYPES[text.lower()]


def _clause(found: Column, tokens: Tokens, at: int) -> tuple[Column, int]:
    """The column with the clause that begins at a token, and where the next one begins."""
    key, following = tokens[at].key, [token.key for token in tokens[at + 1 : at + 3]]
    if key == "NOT" and following[:1] == ["NULL"]:
        return replace(found, nullable=False), at + 2
    if key in ("NULL", "UNIQUE", "OPTIONAL", "AND"):
        return replace(
            found, unique=found.unique or key == "UNIQUE", optional=found.optional or key == "OPTIONAL"
        ), at + 1
    if key == "UNIT" and at + 1 < len(tokens):
        name = tokens[at + 1].text.strip("'\"")
        unit(name)
        return replace(found, unit=name), at + 2
    check, end = _check(found.type, tokens, at)
    return replace(found, checks=(*found.checks, check)), end


def _check(kind: str | None, tokens: Tokens, at: int) -> tuple[Check, int]:
    key = tokens[at].text.lower() if tokens[at].kind in ("word", "sign") else ""
    if key in _SIGNS:
        value, end = _literal(kind, tokens, at + 1)
        return Check(VALUE if key == "=" else RANGE, _SIGNS[key], (value,), f"{key} {value}"), end
    if key == "between":
        low, middle = _literal(kind, tokens, at + 1)
        if middle >= len(tokens) or tokens[middle].key != "AND":
            raise ConditionError("between takes two values: between 0 and 1")
        high, end = _literal(kind, tokens, middle + 1)
        return Check(RANGE, "between", (low, high), f"between {low} and {high}"), end
    if key == "in" and at + 1 < len(tokens) and tokens[at + 1].text == "(":
        end = closing(tokens, at + 1)
        values = tuple(_literal(kind, item, 0)[0] for item in split(tokens[at + 2 : end], ","))
        return Check(VALUE, "isin", values, f"in ({write(tokens[at + 2 : end])})"), end + 1
    if key == "matches" and at + 1 < len(tokens):
        pattern = tokens[at + 1].text[1:-1]
        return _pattern(pattern), at + 2
    known = ("not null", "unique", "optional", "unit", "between", "in", "matches", *_SIGNS)
    raise ConditionError(f"'{write(tokens[at:])}' is no clause of a column{did_you_mean(key, known)}")


def _pattern(pattern: str) -> Check:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ConditionError(f"'{pattern}' is not a pattern: {error}") from None
    return Check(PATTERN, "matches", (pattern,), f"matches '{pattern}'")


def _literal(kind: str | None, tokens: Tokens, at: int) -> tuple[Any, int]:
    """A value of a column's type, and where it ends."""
    if at >= len(tokens):
        raise ConditionError(f"a value is missing after '{write(tokens)}'")
    negative = tokens[at].text == "-"
    at += negative
    if at >= len(tokens) or tokens[at].kind not in ("number", "string", "word", "quoted"):
        raise ConditionError(f"a value is missing after '{write(tokens[:at])}'")
    return value(kind, _plain(tokens[at], negative)), at + 1


def _plain(token: Token, negative: bool) -> Any:
    if token.kind == "number":
        number = float(token.text) if any(mark in token.text for mark in ".eE") else int(token.text)
        return -number if negative else number
    return token.text[1:-1].replace("''", "'") if token.kind in ("string", "quoted") else token.text


_PARSERS: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def value(kind: str | None, given: Any) -> Any:
    """A given value as one of the column's type; raises `ConditionError` if it is none."""
    fits: dict[str | None, Any] = {"str": str, "int": int, "float": (int, float), "decimal": (int, float), "bool": bool}
    try:
        if kind in _PARSERS:
            return _PARSERS[kind](given) if isinstance(given, str) else given
        if kind == "bool" and str(given).lower() in ("true", "false"):
            return str(given).lower() == "true"
    except ValueError:
        raise ConditionError(f"'{given}' is no {kind}") from None
    if kind in fits and (not isinstance(given, fits[kind]) or (isinstance(given, bool) and kind != "bool")):
        raise ConditionError(f"'{given}' is no {kind}")
    return given


_BOUNDS = {"min": "ge", "max": "le", "above": "gt", "below": "lt"}
_KEYS = (
    "type",
    "nullable",
    "unique",
    "optional",
    *_BOUNDS,
    "values",
    "pattern",
    "unit",
    "format",
    "severity",
    "says",
    "reason",
    "owner",
)


def _from_table(name: str, declared: Mapping[str, Any]) -> Column:
    for key in declared:
        if key not in _KEYS:
            raise ConditionError(f"no key '{key}'{did_you_mean(key, _KEYS)}")
    found = _from_text(name, declared["type"]) if "type" in declared else Column(name)
    for key in ("nullable", "unique", "optional"):
        if not isinstance(declared.get(key, False), bool):
            raise ConditionError(f"'{key}' is true or false")
    if "unit" in declared:
        unit(declared["unit"])
    return replace(
        found,
        nullable=declared.get("nullable", found.nullable),
        unique=declared.get("unique", found.unique),
        optional=declared.get("optional", found.optional),
        checks=(*found.checks, *_table_checks(found.type, declared)),
        unit=declared.get("unit", found.unit),
        format=declared.get("format"),
        severity=severity(declared.get("severity", "error")),
        **{key: str(declared.get(key, "")) for key in ("says", "reason", "owner")},
    )


def _table_checks(kind: str | None, declared: Mapping[str, Any]) -> list[Check]:
    signs = {op: sign for sign, op in _SIGNS.items()}
    found = []
    for key, op in _BOUNDS.items():
        if key in declared:
            found.append(Check(RANGE, op, (value(kind, declared[key]),), f"{signs[op]} {declared[key]}"))
    if "values" in declared:
        allowed = tuple(value(kind, one) for one in declared["values"])
        found.append(Check(VALUE, "isin", allowed, f"in ({', '.join(map(str, allowed))})"))
    if "pattern" in declared:
        found.append(_pattern(declared["pattern"]))
    return found


def severity(name: Any) -> Severity:
    """A severity by its name; raises `ConditionError` naming the nearest."""
    if name not in Severity.__members__:
        raise ConditionError(
            f"no severity '{name}'{did_you_mean(str(name), Severity.__members__)}; it is error, warning or note"
        )
    return Severity[name]
