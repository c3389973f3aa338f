"""The road of `factlint validate`: declarations and paths in, a report out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from checks.finding import Judgement, Summary, Tally
from checks.near import did_you_mean
from checks.tables.declare.declaration import DeclaredTable
from checks.tables.declare.declaration import declared as declared_tables
from checks.tables.judge import explanation, pandera_model
from checks.tables.judge.demands import printed_columns
from checks.tables.judge.plan import Data, JudgedTable, Plan, note_divisions
from checks.tables.problem import Problems, TableError
from checks.tables.read.conform import conform
from checks.tables.read.delimited import FAILURES
from checks.tables.read.line import lines_of_rows
from checks.tables.read.source import FORMATS, TEXTUAL, diagnose, open_table

Given = dict[str, tuple[Data, str]]


def validate(tables: Any, config: Any, directory: Path, limit: int) -> Judgement:
    """See `checks.tables.validate`."""
    problems = Problems()
    declared = declared_tables(config, directory, problems)
    frames = _frames(tables, declared, directory, problems)
    plan = Plan(declared, directory)
    try:
        judged = plan.judge(frames, problems)
    except FAILURES as error:
        for table in declared:
            if table.name in frames and isinstance(frames[table.name][0], pl.LazyFrame):
                diagnose(
                    table, Path(frames[table.name][1]), _demands(table, directory), printed_columns(table), problems
                )
        places = ", ".join(place for _, place in frames.values())
        raise TableError(problems.found or [f"{places}: {str(error).splitlines()[0]}"]) from error
    for one in judged:
        note_divisions(one.document, one.outcomes, problems)
    problems.check()
    return _with_lines(report(judged, limit), judged)


def _with_lines(made: Judgement, judged: Sequence[JudgedTable]) -> Judgement:
    """A report whose findings have the lines of their rows, of the tables that are text files."""
    rows: dict[str, set[int]] = {}
    for finding in made.findings:
        if finding.row is not None:
            rows.setdefault(finding.document, set()).add(finding.row)
    lines = {
        one.document: lines_of_rows(Path(one.document), kind, one.table, rows[one.document], one.frame.height)
        for one in judged
        if one.document in rows
        and (kind := FORMATS.get(Path(one.document).suffix.lower()))
        and Path(one.document).is_file()
    }
    found = (replace(one, line=lines.get(one.document, {}).get(one.row or 0)) for one in made.findings)
    return replace(made, findings=tuple(found))


def report(judged: Sequence[JudgedTable], limit: int) -> Judgement:
    """The findings of judged tables with their summary."""
    found = [finding for one in judged for finding in explanation.findings(one, limit)]
    tallies: dict[str, Tally] = {}
    for outcome in (outcome for one in judged for outcome in one.outcomes):
        tallies[outcome.assertion.name] = tallies.get(outcome.assertion.name, Tally()) + outcome.tally
    counted = Counter({"row": sum(one.frame.height for one in judged)})
    notes = tuple(note for one in judged for note in explanation.skipped(one, limit))
    return Judgement(tuple(found), Summary(len(judged), dict(counted), tallies, notes))


def load(paths: Iterable[str | Path], config: Any, directory: Path) -> dict[str, pl.LazyFrame]:
    """See `checks.tables.load`."""
    problems = Problems()
    declared = declared_tables(config, directory, problems)
    places = [Path(path) for path in paths]
    pairs = [(_declaration(path, declared, directory) or DeclaredTable(path.stem), path) for path in places]
    found = _opened(pairs, declared, directory, problems)
    problems.check()
    return {name: data.lazy() for name, (data, _) in found.items()}


def _frames(tables: Any, declared: Sequence[DeclaredTable], directory: Path, problems: Problems) -> Given:
    if isinstance(tables, str | Path):
        tables = [tables]
    if isinstance(tables, Mapping):
        return _named(tables, declared, directory, problems)
    paths = [Path(path) for path in tables]
    pairs: list[tuple[DeclaredTable, Path]] = []
    for path in paths:
        table = _declaration(path, declared, directory)
        if table is None and not path.exists():
            problems.add(str(path), "no such file")
        elif table is None:
            names = [one.path or one.name for one in declared]
            near = did_you_mean(path.name, names) or f"; draft one with: factlint schema {path}"
            problems.add(str(path), f"no [[table]] is declared for it{near}" if path.is_file() else "not a file")
        else:
            pairs.append((table, path))
    given = {table.name for table, _ in pairs}
    wanted = _referred(pairs, declared) if paths else {table.name for table in declared}
    others = [table for table in declared if table.path and table.name in wanted - given]
    pairs += [(table, _near(directory / str(table.path))) for table in others]
    if not paths and not pairs:
        problems.add("validate", "no table is given, and none is declared with a path")
    return _opened(pairs, declared, directory, problems)


def _near(path: Path) -> Path:
    """A path from the working directory, if it is inside."""
    here, full = Path.cwd(), path.resolve()
    return full.relative_to(here) if full.is_relative_to(here) else path


def _referred(pairs: Sequence[tuple[DeclaredTable, Path]], declared: Sequence[DeclaredTable]) -> set[str]:
    """The tables that rules of the given ones refer to."""
    from checks.tables.declare.assertion import Lookup

    return {one.grain.table for table, _ in pairs for one in table.rules if isinstance(one.grain, Lookup)}


def _named(tables: Mapping[str, Any], declared: Sequence[DeclaredTable], directory: Path, problems: Problems) -> Given:
    known = {table.name: table for table in declared}
    found: Given = {}
    pairs = []
    for name, data in tables.items():
        if isinstance(data, pl.DataFrame | pl.LazyFrame):
            table = known.get(name, DeclaredTable(name))
            found[name] = (conform(table, data, _castable(table, directory, None), (), name, problems), name)
        else:
            pairs.append((known.get(name, DeclaredTable(name)), Path(data)))
    return found | _opened(pairs, declared, directory, problems)


def _declaration(path: Path, declared: Sequence[DeclaredTable], directory: Path) -> DeclaredTable | None:
    """The declaration of the table at a path: by its path, else by its file name, else by its name."""
    for table in declared:
        if table.path and (directory / table.path).resolve() == path.resolve():
            return table
    by_file = [table for table in declared if table.path and Path(table.path).name == path.name]
    by_name = [table for table in declared if table.name == path.stem]
    return next(iter([*by_file, *by_name]), None)


def _opened(
    pairs: Sequence[tuple[DeclaredTable, Path]], declared: Sequence[DeclaredTable], directory: Path, problems: Problems
) -> Given:
    found: Given = {}
    for table, path in pairs:
        demands = _demands(table, directory)
        source = open_table(table, path, demands, printed_columns(table), problems)
        if source is not None:
            castable = _castable(table, directory, path)
            data = conform(table, source.data, castable, printed_columns(table), source.document, problems)
            found[table.name] = (data, source.document)
    return found


def _castable(table: DeclaredTable, directory: Path, path: Path | None) -> dict[str, pl.DataType]:
    """The types that columns are cast to: all that the model demands where a file is text, else those it coerces."""
    schema = pandera_model.load(table, directory, "", Problems())
    if schema is None:
        return {}
    textual = path is not None and path.suffix.lower() in TEXTUAL
    return {
        name: kind
        for name, kind in pandera_model.types(schema).items()
        if textual or name in pandera_model.coerced(schema)
    }


def _demands(table: DeclaredTable, directory: Path) -> dict[str, pl.DataType]:
    """The exact types that the model of a table demands; what is wrong with the model is told when it is bound."""
    schema = pandera_model.load(table, directory, "", Problems())
    return pandera_model.types(schema) if schema is not None else {}
