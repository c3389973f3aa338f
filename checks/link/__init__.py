"""Linking: which mentions speak of the same thing, as constraint frames with the bounds of the mentions they relate.

Each module holds one constraint frame: the module, its function and the frame share one name, the frame's model
stands in `checks.constraints`. A linker takes the facts and the documents of a batch and gives one row a constraint; it
knows neither tolerance nor wording. Only the frames that some rule reads are built.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module

import polars as pl

from checks import constraints
from checks.contract import validated
from checks.document import Document
from checks.facts import Facts


def frames(names: Iterable[str], facts: Facts, documents: Sequence[Document]) -> dict[str, pl.DataFrame]:
    """The named frames: mention frames as they are, constraint frames built and validated."""
    return {name: _frame(name, facts, documents) for name in names}


def _frame(name: str, facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    if name in Facts.models():
        frame: pl.DataFrame = getattr(facts, name)
        return frame
    linker = getattr(import_module(f"checks.link.{name}"), name)
    model = getattr(constraints, name.title().replace("_", ""))
    return validated(model, linker(facts, documents))
