"""English: linking, which mentions speak of the same thing, as constraint frames with the bounds of what they relate.

Each module holds one constraint frame: the module, its function and the frame share one name, the frame's model
stands in `checks.constraints`. A linker takes the facts and the documents of a batch and gives one row a constraint; it
knows neither tolerance nor wording. Only the frames that some rule reads are built, and only the kinds of mentions are
looked for that the linkers of these frames declare: `NEEDS` names them, as `checks.extract.extractors` takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import Any

import polars as pl

from checks import constraints
from checks.contract import validated
from checks.document import Document
from checks.facts import MENTION_KINDS, Facts
from checks.looks import looks


def needs(names: Iterable[str]) -> frozenset[str]:
    """The kinds of mentions that the named frames are, or are made of."""
    return frozenset(kind for name in names for kind in _needs(name))


def _needs(name: str) -> Iterable[str]:
    if name in Facts.models():
        return (name,) if name in MENTION_KINDS else ()
    kinds: tuple[str, ...] = _linker(name).NEEDS
    return kinds


def frames(names: Iterable[str], facts: Facts, documents: Sequence[Document]) -> dict[str, pl.DataFrame]:
    """The named frames: mention frames as they look, with wrapped lines run on; constraint frames built, validated."""
    facts, documents = _running(_seen(facts, documents)), [one.seen for one in documents]
    return {name: _frame(name, facts, documents) for name in names}


def _seen(facts: Facts, documents: Sequence[Document]) -> Facts:
    """The facts as linkers and rules read them: in documents as they look."""
    placed = {name: getattr(facts, name) for name in ("zones", "sentences", *MENTION_KINDS)}
    looked: dict[str, Any] = looks(placed, documents)
    return replace(facts, **looked)


def _running(facts: Facts) -> Facts:
    """The facts with a space for each line break that a text was wrapped at, as linkers and rules read them."""
    wrapped = {
        kind: frame.with_columns(pl.col("text").str.replace_all(r"[\r\n]", " "))
        for kind in MENTION_KINDS
        if (frame := getattr(facts, kind))["text"].str.contains("\n", literal=True).any()
    }
    return replace(facts, **wrapped) if wrapped else facts


def _frame(name: str, facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    if name in Facts.models():
        frame: pl.DataFrame = getattr(facts, name)
        return frame
    model = getattr(constraints, name.title().replace("_", ""))
    return validated(model, getattr(_linker(name), name)(facts, documents))


def _linker(name: str) -> ModuleType:
    return import_module(f"checks.link.{name}")
