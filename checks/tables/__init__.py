"""Fact tables: declared schemas and rules, compiled to one plan a table.

    declaration ──> assertions ──> masks, groups, sequences, keys ──> outcomes ──> findings

`validate` reads tables and reports; `compile` makes a plan for frames in memory; `propose` drafts a declaration from
data; `document` writes the page of a declaration.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from checks.tables.problem import TableError

if TYPE_CHECKING:
    import polars as pl

    from checks.finding import Judgement
    from checks.tables.judge.plan import Plan

    Config: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]]
    Tables: TypeAlias = Iterable[str | Path] | Mapping[str, str | Path | pl.DataFrame | pl.LazyFrame] | str | Path

__all__ = ["TableError", "compile", "document", "load", "propose", "validate"]


def compile(config: Config, *, directory: Path | str = ".") -> Plan:
    """A plan from the declaration of tables: `{"table": [...]}` or the list itself, as TOML gives it.

    `plan.run({"facts": frame, "docs": other})` gives the outcome of each rule: counts of holding, broken and not
    comparable constraints, and on demand the rows. Paths of rule files and modules of models are relative to
    `directory`. Raises `TableError` with every problem of the declaration.
    """
    from checks.tables.declare.declaration import tables
    from checks.tables.judge.plan import Plan

    return Plan(tables(config, Path(directory)), Path(directory))


def validate(
    tables: Tables = (), *, config: Config | None = None, directory: Path | str | None = None, limit: int = 1000
) -> Judgement:
    """Check fact tables against their schemas and rules.

    `tables` are paths, or paths and frames by name; without any, every declared table that has a path. A path belongs
    to the declaration with the same `path` (relative to `directory`, the folder of the configuration), file name or
    name. At most `limit` findings of one rule are told; the summary counts all. Raises `TableError` with every
    problem of declarations, tables and expressions, each on one line.
    """
    from checks.tables.validation import validate as run

    folder = config.get("folder") if isinstance(config, Mapping) else None
    return run(tables, config or (), Path(directory or folder or "."), limit)


def load(paths: Iterable[str | Path], config: Config = (), *, directory: Path | str = ".") -> dict[str, pl.LazyFrame]:
    """The tables at these paths with their columns as declared, by name. Raises `TableError`."""
    from checks.tables.validation import load as read

    return read(paths, config, Path(directory))


def propose(path: str | Path) -> str:
    """A draft of a declaration for the table at a path, as TOML to be edited by a person.

    It has the types, ranges and keys that were seen, and the rules that hold on all rows.
    """
    from checks.tables.read.proposal import propose as draft

    return draft(Path(path))


def document(config: Config, *, directory: Path | str = ".") -> str:
    """The page of the declared tables in Markdown: their columns and rules."""
    from checks.tables.declare.declaration import tables
    from checks.tables.declare.page import page

    return page(tables(config, Path(directory)))
