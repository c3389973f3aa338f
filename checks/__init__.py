"""factlint checks the facts of a text, or of a table of facts, against each other.

    read ──> extract ──> link ──> check ──> report

>>> import checks
>>> report = checks.check_text("The park covers 7 square kilometers (4 square miles).")
>>> [finding.message for finding in report]
['7 square kilometers is 2.7 square miles, not 4']

`import factlint` gives the same names. From Python everything is reported: the configuration, suppression comments and
baselines are the command's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    import os

    import polars as pl

    from checks import finding
    from checks.config import ConfigError
    from checks.document import Document
    from checks.facts import Facts
    from checks.finding import Finding, Span, Suggestion, Summary
    from checks.library import Report
    from checks.read import ReadError
    from checks.rule import Rule, Severity, UnknownRuleError
    from checks.tables import TableError
    from checks.tables.judge.plan import Plan

    Source: TypeAlias = str | Path | Document | Iterable[Document] | pl.DataFrame
    Batches: TypeAlias = Iterable[tuple[Document, ...]]
    Day: TypeAlias = date | str
    Names: TypeAlias = str | Iterable[str]

__all__ = [
    "ConfigError",
    "Document",
    "Finding",
    "ReadError",
    "Report",
    "Severity",
    "Span",
    "Suggestion",
    "Summary",
    "TableError",
    "UnknownRuleError",
    "check",
    "check_batches",
    "check_file",
    "check_files",
    "check_text",
    "extract",
    "extract_batches",
    "validate",
]

_HOMES = {
    "ConfigError": "checks.config",
    "Document": "checks.document",
    "Finding": "checks.finding",
    "ReadError": "checks.read.error",
    "Report": "checks.library",
    "Severity": "checks.rule",
    "Span": "checks.finding",
    "Suggestion": "checks.finding",
    "Summary": "checks.finding",
    "TableError": "checks.tables.problem",
    "UnknownRuleError": "checks.rule",
}
"""The modules of the types above, which are loaded when they are asked for: `import checks` loads none."""


if not TYPE_CHECKING:  # a type checker sees the imports above, and no name that is none

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module 'checks' has no attribute '{name}'")
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def check_text(
    text: str,
    *,
    name: str = "-",
    kind: str = "text",
    headline: str | None = None,
    published: Day | None = None,
    select: Names = (),
    ignore: Names = (),
    tables: Sequence[Mapping[str, Any]] = (),
) -> Report:
    """Check the facts of a text against each other.

    `kind` is text or markdown, `name` what the text is called in the report. `published` is a date, or an ISO 8601
    string (2024-03-05), and goes before the one that the text states. `select` and `ignore` name rules or families, one
    or several. `tables` are declarations of which those with `facts = true` hold rules of your own on the facts that
    are extracted (see `checks.tables.on_facts`); a model that they name is imported.

    Raises TypeError and ValueError for arguments that are none, UnknownRuleError (a ValueError) for an unknown rule.
    """
    from checks import argument, read

    given, day = argument.text(text), argument.day(published)
    called, of = argument.word(name, "name"), argument.kind(kind)
    document = read.from_text(given, called, of, day, argument.headline(headline))
    return _report([(document,)], select, ignore, tables)


def check_file(
    path: str | os.PathLike[str],
    *,
    published: Day | None = None,
    select: Names = (),
    ignore: Names = (),
    tables: Sequence[Mapping[str, Any]] = (),
) -> Report:
    """Check the facts of a file: a document, or a corpus with a text in each row. Otherwise as `check_text`.

    Raises ReadError for a file that is missing, of an unknown kind, or cannot be read.
    """
    from checks import argument, read

    batches = read.documents([argument.path(path)], read.ReadOptions(published=argument.day(published)))
    first = next(batches)
    if len(first) == 1:
        read.reject_unreadable(first[0])
    return _report(chain([first], batches), select, ignore, tables)


def check_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    published: Day | None = None,
    select: Names = (),
    ignore: Names = (),
    tables: Sequence[Mapping[str, Any]] = (),
) -> Report:
    """Check the facts of several files, of the documents in folders, and of what globs match; as `check_file`.

    Each document is checked by itself. No path is no document, which `report.summary.documents` tells.
    """
    from checks import argument, read

    batches = read.documents(argument.paths(paths), read.ReadOptions(published=argument.day(published)))
    return _report(batches, select, ignore, tables)


def check(
    source: Source,
    *,
    published: Day | None = None,
    select: Names = (),
    ignore: Names = (),
    tables: Sequence[Mapping[str, Any]] = (),
) -> Report:
    """Check the facts of whatever is at hand; `check_text` and `check_file` leave no doubt what that is.

    `source` is a text (str), a path to a document, folder or corpus (Path), a Document, several of them, or a frame
    with a column `text` and optionally `id`, `headline` and `published`. `published` overrides the documents' own
    dates. The other arguments and errors are those of `check_text`; a str that is the path of a file is a ValueError.

    Raises ReadError for input that cannot be read.
    """
    return _report(_batches(source, published), select, ignore, tables)


def extract(source: Source, *, published: Day | None = None) -> Facts:
    """The facts of a text as validated frames (see `checks.facts`); takes what `check` takes, read as one batch."""
    from checks.extract.extractors import facts

    return facts([document for batch in _batches(source, published) for document in batch])


def validate(tables: Any, *, config: Mapping[str, Any] | None = None) -> Report:
    """Check fact tables against their schemas and rules; see `checks.tables.validate`.

    `tables` are paths, or paths and frames by name. Without `config` the configuration nearest to the first path (or
    to the working directory) is read, and models that it names are not run: only declarations that you pass yourself
    (`config={"table": [...]}`) may name Python.
    """
    from checks.library import Report
    from checks.tables import validate as validate_tables

    if config is None:
        from checks.config import load

        paths = [tables] if isinstance(tables, str | Path) else [] if isinstance(tables, Mapping) else [*tables]
        found = load(Path(paths[0]).parent if paths else Path())
        config = found.declarations
    return Report.of(validate_tables(tables, config=config))


def fact_plan(declarations: Mapping[str, Any]) -> Plan | None:
    """The rules that tables declared with `facts = true` have for extracted facts; None without such a table.

    `declarations` are as `checks.tables.validate` takes them. Raises `checks.tables.TableError`.
    """
    if not any(table.get("facts") for table in declarations.get("table", ())):
        return None
    from checks.tables.on_facts import plan

    return plan(declarations, Path(declarations.get("folder", ".")))


def check_batches(batches: Batches, rules: Sequence[Rule], plan: Plan | None = None) -> Iterator[finding.Judgement]:
    """One report for each batch of documents, as they are read; `plan` holds rules of users on the extracted facts."""
    from checks.extract.extractors import facts
    from checks.facts import WHOLE
    from checks.finding import Judgement
    from checks.judge import judge
    from checks.link import needs

    # Rules of users judge the table of all facts.
    kinds = WHOLE if plan is not None else needs(name for one in rules for name in one.frames)

    def judged(documents: tuple[Document, ...]) -> Judgement:
        extracted = facts(documents, kinds)
        report = judge(extracted, documents, rules)
        if plan is not None:
            from checks.tables.on_facts import judge as judge_facts

            report += judge_facts(plan, extracted, documents)
        return report

    for documents in batches:
        yield sum((report for _, report in _contained(judged, documents)), Judgement())


def extract_batches(batches: Batches) -> Iterator[tuple[tuple[Document, ...], Facts]]:
    """The documents and the facts of each batch, as they are read."""
    from checks.extract.extractors import facts

    for documents in batches:
        yield from _contained(facts, documents)


_Result = TypeVar("_Result")


def _contained(
    work: Callable[[tuple[Document, ...]], _Result], documents: tuple[Document, ...]
) -> Iterator[tuple[tuple[Document, ...], _Result]]:
    """The result of work on a batch, in parts where it fails: the document on which it does becomes an unreadable one.

    An error that a user can mend, such as one in a rule of their own, is no fault of a document and is raised.
    """
    try:
        results = [(documents, work(documents))]
    except Exception as error:
        from checks.document import unreadable
        from checks.read.error import unforeseen
        from checks.tables.problem import TableError

        if isinstance(error, TableError) or not any(document.text for document in documents):
            raise
        if len(documents) == 1:
            documents = (unreadable(documents[0].name, unforeseen(error)),)
            results = [(documents, work(documents))]
        else:
            half = len(documents) // 2
            yield from _contained(work, documents[:half])
            yield from _contained(work, documents[half:])
            return
    yield from results


def _report(batches: Batches, select: Names, ignore: Names, tables: Sequence[Mapping[str, Any]]) -> Report:
    from checks import argument
    from checks.library import Report
    from checks.rule import selected

    rules = selected(argument.names(select, "select"), argument.names(ignore, "ignore"))
    plan = fact_plan({"table": argument.tables(tables)})
    found = (
        Report.of(judged, documents) for documents in batches for judged in check_batches([documents], rules, plan)
    )
    return sum(found, Report())


def _batches(source: Source, published: Day | None) -> Batches:
    from dataclasses import replace

    from checks import argument, read
    from checks.document import Document

    day = argument.day(published)
    if isinstance(source, str):
        return [(read.from_text(argument.no_path(source), published=day),)]
    if isinstance(source, Path):
        return read.documents([source], read.ReadOptions(published=day))
    if hasattr(type(source), "columns"):
        return read.from_frame(argument.frame(source), read.ReadOptions(published=day))
    documents = (source,) if isinstance(source, Document) else argument.documents(source)
    dated = (replace(one, published=day, published_from="option") for one in documents) if day else documents
    return [tuple(read.with_stated(one) for one in dated)]


_extracted = extract  # the folder takes the name below


class _Folder(ModuleType):
    """The folder `extract`, called like the function of its name: `import checks.extract.batch` works beside it."""

    def __call__(self, source: Source, *, published: Day | None = None) -> Facts:
        """The facts of a text as validated frames; see `checks.facts`."""
        return _extracted(source, published=published)


if not TYPE_CHECKING:  # a type checker sees the function
    import checks.extract  # `extract` is the folder from here on

    checks.extract.__class__ = _Folder
