"""The boundary of the stages: every frame is held against its Pandera model, in at most one query.

Pandera collects several times for each column (20-30 ms for a frame of 25 columns), which a run with a dozen frames
would feel. So the model's own declarations (names, types, nullability, uniqueness, built-in checks, frame checks) are
read once, the conditions on values compiled into one expression. A frame that is found wanting is handed to Pandera
itself, whose errors name columns, checks and rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.dataframe.model_components import FieldInfo

from checks.model import Model, fields, schema


@dataclass(frozen=True)
class _Contract:
    required: tuple[str, ...]
    conditions: tuple[pl.Expr, ...]
    frame_checks: tuple[Any, ...]


def validated(model: type[Model], frame: pl.DataFrame) -> pl.DataFrame:
    """The frame itself, if it is what the model declares.

    Raises `pandera.errors.SchemaErrors` otherwise, with every failure.
    """
    if _typed(frame, schema(model)) and (frame.is_empty() or _sound(frame, _contract(model))):
        return frame
    return model.validate(frame, lazy=True)


def _typed(frame: pl.DataFrame, declared: pl.Schema) -> bool:
    """Whether names and types are those declared; to compare two schemas takes five times as long."""
    return frame.columns == list(declared) and frame.dtypes == list(declared.values())


def columns(model: type[Model]) -> list[str]:
    """The names of a model's columns, in the order of their declaration."""
    return list(schema(model))


def _sound(frame: pl.DataFrame, contract: _Contract) -> bool:
    if any(frame[name].null_count() for name in contract.required):
        return False
    if contract.conditions and not frame.select(pl.all_horizontal(contract.conditions)).item():
        return False
    data = pa.PolarsData(frame.lazy())
    return all(check._check_fn(data).collect(engine="in-memory").to_series().all() for check in contract.frame_checks)


@cache
def _contract(model: type[Model]) -> _Contract:
    declared = fields(model)
    required = (name for name, field in declared.items() if not field.nullable)
    conditions = (one for name, field in declared.items() for one in _conditions(name, field))
    return _Contract(tuple(required), tuple(conditions), tuple(model.__root_checks__))


def _conditions(name: str, field: FieldInfo) -> list[pl.Expr]:
    """What the field of a column declares of its values, each as one boolean."""
    found = []
    if field.unique:
        found.append(~pl.col(name).is_duplicated().any())
    found.extend(_builtin(name, check) for check in field.checks)
    return found


def _builtin(name: str, check: pa.Check) -> pl.Expr:
    """A built-in check of Pandera as an expression; null passes, as it does there."""
    column, statistics = pl.col(name), check.statistics or {}
    if check.name == "isin":
        return column.is_in(list(statistics["allowed_values"])).all()
    if check.name == "greater_than_or_equal_to":
        return column.ge(statistics["min_value"]).all()
    raise NotImplementedError(f"the check {check.name} of column {name} has no expression yet: add it here")
