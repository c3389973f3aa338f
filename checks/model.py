"""The base of every Pandera model, and what can be read off one without building Pandera's schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from inspect import get_annotations
from itertools import islice
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.dataframe.model_components import FieldInfo


class Model(pa.DataFrameModel):
    """The common behaviour of all frames: exact columns, no coercion."""

    class Config:
        strict = True
        ordered = False


@cache
def schema(model: type[Model]) -> pl.Schema:
    """The names and types of a model's columns, in the order of their declaration.

    Read off the annotations: building Pandera's schema takes two milliseconds a model, which a run that meets no row of
    most models need not spend.
    """
    hints = {name: hint for part in _parts(model) for name, hint in get_annotations(part).items()}
    return pl.Schema({name: _TYPES.get(hint) or getattr(pl, hint.removeprefix("pl.")) for name, hint in hints.items()})


def fields(model: type[Model]) -> dict[str, FieldInfo]:
    """What each column of a model declares besides its type (nullability, uniqueness, checks)."""
    return {name: vars(part)[name] for part in _parts(model) for name in get_annotations(part)}


def _parts(model: type[Model]) -> Iterator[type[Model]]:
    """The model and those it builds upon, the first of them first."""
    return (one for one in reversed(model.__mro__) if issubclass(one, Model))


_TYPES = {"str": pl.String, "float": pl.Float64, "bool": pl.Boolean}


def empty(model: type[Model]) -> pl.DataFrame:
    """A frame of the model's columns and types without rows."""
    return _blank(model).clone()


@cache
def _blank(model: type[Model]) -> pl.DataFrame:
    """Made once: a frame of many columns takes longer to make than to copy."""
    return pl.DataFrame(schema=schema(model))


_AT_ONCE = 4096


def filled(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """A frame of the model's columns and types with these rows, by name; what a row does not name is null.

    Few rows are in memory at a time if they are made as they are asked for.
    """
    every = iter(rows)
    parts = []
    while part := list(islice(every, _AT_ONCE)):
        parts.append(pl.from_dicts(part, schema=schema(model)))
    return pl.concat(parts) if parts else empty(model)
