"""Pandera models as schemas: Pandera itself checks names and types, its built-in checks become part of our plan.

Pandera runs with SCHEMA_ONLY on the lazy frame. Nullable, unique and built-in checks are read from the schema. A
custom check runs as it is, on the lazy frame, and must answer with one value a row or one for the table; nothing
is dropped in silence.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from checks.near import did_you_mean
from checks.rule import Severity
from checks.tables.declare.assertion import Assertion, Rows
from checks.tables.declare.column import PATTERN, RANGE, VALUE, Check, Column
from checks.tables.judge.outcome import Outcome, nothing
from checks.tables.judge.table import ROW, Judgeable
from checks.tables.problem import Problems
from checks.wording import counted

if TYPE_CHECKING:
    from checks.tables.declare.declaration import DeclaredTable

FAILED = "check-failed"
"""The rule that findings of custom checks name."""


@dataclass(frozen=True)
class Custom:
    """A check that only Pandera can run: on a column, or on the table if `column` is None."""

    column: str | None
    check: Any
    name: str
    severity: Severity


@dataclass(frozen=True)
class PanderaModel:
    """What a Pandera model demands."""

    schema: Any
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...]
    custom: tuple[Custom, ...]


def refused(path: str) -> str:
    """What is said of a model that a configuration names which nobody vouched for."""
    return (
        f"the model '{path}' is Python, which is not run for a configuration that was merely found; allow it with "
        "--allow-code, or with 'allow-code = true' in a file that is named with --config"
    )


def load(table: DeclaredTable, directory: Path, place: str, problems: Problems) -> Any:
    """The Pandera schema at a table's `package.module:Model`, or None: without any, or with a problem noted.

    Modules are looked for in `directory` too. This is the one place where code is run that a declaration names: not
    where the table is not allowed any.
    """
    path = table.schema
    if path is None:
        return None
    if not table.code:
        problems.add(place, refused(path))
        return None
    module, _, name = path.partition(":")
    if not module or not name:
        problems.add(place, f"'schema' is the path of a Pandera model, package.module:Model, not '{path}'")
        return None
    try:
        with _importable(directory):
            found = import_module(module)
    except Exception as error:  # whatever the user's module raises is the user's to see
        problems.add(place, f"the module '{module}' cannot be imported: {type(error).__name__}: {error}")
        return None
    if not hasattr(found, name):
        problems.add(place, f"no model '{name}' in '{module}'{did_you_mean(name, vars(found))}")
        return None
    return _schema(getattr(found, name), path, place, problems)


def _schema(model: Any, path: str, place: str, problems: Problems) -> Any:
    import pandera.polars as pa

    if isinstance(model, type) and issubclass(model, pa.DataFrameModel):
        return model.to_schema()
    if isinstance(model, pa.DataFrameSchema):
        return model
    problems.add(place, f"'{path}' is not a Pandera model or schema for Polars")
    return None


@contextmanager
def _importable(directory: Path) -> Iterator[None]:
    sys.path.insert(0, str(directory.resolve()))
    try:
        yield
    finally:
        sys.path.remove(str(directory.resolve()))


def types(schema: Any) -> dict[str, pl.DataType]:
    """The Polars types that a schema demands, by column."""
    return {
        name: _dtype(column) for name, column in schema.columns.items() if column.dtype is not None and not column.regex
    }


def coerced(schema: Any) -> frozenset[str]:
    """The columns that a schema casts to their types."""
    return frozenset(name for name, column in schema.columns.items() if schema.coerce or column.coerce)


def _dtype(column: Any) -> pl.DataType:
    kind = column.dtype.type
    found: pl.DataType = kind() if isinstance(kind, type) else kind
    return found


def read(schema: Any, data: pl.LazyFrame, place: str, problems: Problems) -> PanderaModel:
    """What a schema demands of a table; names and types that do not fit are noted as problems."""
    names = list(data.collect_schema())
    _check_schema(schema, data, place, problems)
    columns, custom = [], []
    for declared in schema.columns.values():
        for name in _names(declared, names):
            checks, others = _checks(declared.checks or (), name)
            columns.append(Column(name, nullable=declared.nullable, unique=declared.unique, checks=checks))
            custom += others
    for check in schema.checks or ():
        custom.append(Custom(None, check, _check_name(check), _severity(check)))
    if getattr(schema, "parsers", None) or any(getattr(one, "parsers", None) for one in schema.columns.values()):
        problems.add(place, "the model has parsers, which change data; factlint only judges it")
    return PanderaModel(schema, tuple(columns), _unique(schema.unique), tuple(custom))


def _unique(declared: Any) -> tuple[tuple[str, ...], ...]:
    if not declared:
        return ()
    if isinstance(declared, str):
        return ((declared,),)
    return tuple(map(tuple, declared)) if not isinstance(declared[0], str) else (tuple(declared),)


def _names(declared: Any, names: list[str]) -> list[str]:
    if not declared.regex:
        return [declared.name] if declared.name in names else []
    import re

    return [name for name in names if re.search(declared.name, name)]


def _check_schema(schema: Any, data: pl.LazyFrame, place: str, problems: Problems) -> None:
    from pandera.config import ValidationDepth, config_context
    from pandera.errors import SchemaError, SchemaErrors

    try:
        with config_context(validation_depth=ValidationDepth.SCHEMA_ONLY):
            schema.validate(data, lazy=True)
    except SchemaErrors as errors:
        names = data.collect_schema()
        for error in errors.schema_errors:
            problems.add(place, _told(error, names))
    except SchemaError as error:
        problems.add(place, str(error))


def _told(error: Any, names: Mapping[str, Any]) -> str:
    reason = getattr(error.reason_code, "name", "")
    column = getattr(error.schema, "name", None)
    if reason == "COLUMN_NOT_IN_DATAFRAME":
        missing = str(error.failure_cases if isinstance(error.failure_cases, str) else error).split("'")
        name = missing[1] if len(missing) > 1 else str(error.failure_cases)
        return f"the table has no column '{name}', which the model demands{did_you_mean(name, names)}"
    if reason == "WRONG_DATATYPE" and isinstance(column, str) and column in names:
        return f"column '{column}' is {names[column]}, not {error.schema.dtype}"
    return str(error)


_BUILT_IN: dict[str, Callable[[Mapping[str, Any]], Check]] = {
    "greater_than": lambda given: _bound(given["min_value"], "gt", ">"),
    "greater_than_or_equal_to": lambda given: _bound(given["min_value"], "ge", ">="),
    "less_than": lambda given: _bound(given["max_value"], "lt", "<"),
    "less_than_or_equal_to": lambda given: _bound(given["max_value"], "le", "<="),
    "equal_to": lambda given: Check(VALUE, "eq", (given["value"],), f"equal to {given['value']}"),
    "not_equal_to": lambda given: Check(VALUE, "ne", (given["value"],), f"other than {given['value']}"),
    "in_range": lambda given: _range(given),
    "isin": lambda given: _listed("isin", "in", given["allowed_values"]),
    "notin": lambda given: _listed("notin", "not in", given["forbidden_values"]),
    "str_matches": lambda given: _pattern("begins as", given["pattern"], "matches"),
    "str_contains": lambda given: _pattern("contains", given["pattern"], "contains"),
    "str_startswith": lambda given: Check(PATTERN, "starts", (given["string"],), f"begins with '{given['string']}'"),
    "str_endswith": lambda given: Check(PATTERN, "ends", (given["string"],), f"ends with '{given['string']}'"),
    "str_length": lambda given: _length(given),
}


def _bound(value: Any, op: str, sign: str) -> Check:
    return Check(RANGE, op, (value,), f"{sign} {value}")


def _length(given: Mapping[str, Any]) -> Check:
    exact = given.get("exact_value")
    low, high = (exact, exact) if exact is not None else (given.get("min_value"), given.get("max_value"))
    if low == high and high is not None:
        told = counted(high, "characters")
    else:
        told = f"{low or 0} to {'any number of characters' if high is None else counted(high, 'characters')}"
    return Check(PATTERN, "length", (low, high), f"{told} long")


def _range(given: Mapping[str, Any]) -> Check:
    low, high = given["min_value"], given["max_value"]
    closed = {
        (True, True): "between",
        (False, False): "above and below",
        (False, True): "above and up to",
        (True, False): "from and below",
    }
    op = closed[bool(given.get("include_min", True)), bool(given.get("include_max", True))]
    return Check(RANGE, op, (low, high), f"between {low} and {high}")


def _pattern(op: str, pattern: Any, verb: str) -> Check:
    text = getattr(pattern, "pattern", pattern)
    return Check(PATTERN, op, (text,), f"{verb} '{text}'")


def _listed(op: str, verb: str, values: Any) -> Check:
    listed = tuple(sorted(values, key=str))
    return Check(VALUE, op, listed, f"{verb} ({', '.join(map(str, listed))})")


def _checks(checks: Any, name: str) -> tuple[tuple[Check, ...], list[Custom]]:
    """The checks of a column that can be part of the plan, and the others."""
    compiled, custom = [], []
    for check in checks:
        made = _compiled(check)
        if made is None:
            custom.append(Custom(name, check, _check_name(check), _severity(check)))
        else:
            compiled.append(made)
    return tuple(compiled), custom


def _compiled(check: Any) -> Check | None:
    """A built-in check as one of our own.

    Pandera's own functions are dispatchers: a custom check that borrows a built-in's name is none.
    """
    build = _BUILT_IN.get(str(check.name))
    if build is None or type(getattr(check, "_check_fn", None)).__name__ != "Dispatcher" or check.element_wise:
        return None
    made = build(check.statistics)
    return Check(made.rule, made.op, made.arguments, made.text, _severity(check), null_fails=not check.ignore_na)


def _check_name(check: Any) -> str:
    return str(check.name or check.title or getattr(check, "error", None) or "check")


def _severity(check: Any) -> Severity:
    return Severity.warning if check.raise_warning else Severity.error


def run(custom: Custom, data: pl.LazyFrame, table: Judgeable, place: str, problems: Problems) -> Outcome | None:
    """The outcome of a custom check on a table, of which only the columns that the check reads are collected.

    `table` is the same table as a frame, from which broken rows are shown. A check that fails to run, or whose answer
    fits no row, is a problem.
    """
    from pandera.api.polars.types import PolarsData
    from pandera.backends.polars.checks import PolarsCheckBackend

    spot = f"{place}, check '{custom.name}'"
    try:
        answer = PolarsCheckBackend(custom.check).apply(PolarsData(data, custom.column or "*"))
        flags = answer if isinstance(answer, bool) else table.collect(answer).to_series()
    except Exception as error:  # a user's check may raise anything
        problems.add(
            spot, f"it cannot be run: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        )
        return None
    return _outcome(custom, flags, table, spot, problems)


def _outcome(
    custom: Custom, flags: bool | pl.Series, table: Judgeable, spot: str, problems: Problems
) -> Outcome | None:
    height = table.height
    made = Assertion(FAILED, Rows(), severity=custom.severity, text=custom.name, column=custom.column)
    if isinstance(flags, bool) or (len(flags) == 1 and height != 1):
        holds = flags if isinstance(flags, bool) else flags[0]
        unknown = int(holds is None)
        return Outcome(
            made, 1, int(holds is False), unknown, nothing, lambda _: pl.DataFrame({ROW: [None]}, {ROW: pl.UInt32})
        )
    if flags.dtype != pl.Boolean:
        problems.add(spot, f"it answers with {flags.dtype}, not with true or false")
        return None
    if len(flags) != height:
        answered = f"{counted(len(flags), 'values')} for {counted(height, 'rows')}"
        problems.add(spot, f"it answers with {answered}; which row is which cannot be told")
        return None
    answer = flags if custom.check.ignore_na else flags.fill_null(False)
    rows = (~answer).fill_null(False).arg_true()
    return Outcome(
        made, height, len(rows), answer.null_count(), lambda: rows, lambda limit: table.rows(rows.head(limit))
    )
