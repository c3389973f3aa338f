"""factlint checks the facts of a text, or of a table of facts, against each other.

    read ──> extract ──> link ──> check ──> report

>>> import checks
>>> report = checks.check("The park covers 7 square kilometers (4 square miles).")
>>> [finding.message for finding in report.findings]
['7 square kilometers is 2.7 square miles, not 4']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import checks.extract  # noqa: F401  (loaded first, so that the name below stays the function's and not the folder's)

if TYPE_CHECKING:
    import polars as pl

    from checks.document import Document
    from checks.facts import Facts
    from checks.finding import Report
    from checks.rule import Rule
    from checks.tables.plan import Plan

    Source: TypeAlias = str | Path | Document | Iterable[Document] | pl.DataFrame
    Batches: TypeAlias = Iterable[tuple[Document, ...]]

Result = TypeVar("Result")

__all__ = ["check", "check_batches", "extract", "extract_batches", "validate"]


def check(
    source: Source,
    *,
    published: date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    tables: Sequence[Mapping[str, Any]] = (),
) -> Report:
    """Check the facts of a text against each other.

    `source` is a text (str), a path to a document, folder or corpus (Path), a Document, several of them, or a frame
    with a column `text` and optionally `id`, `headline` and `published`. `published` overrides the documents' own
    dates. `select` and `ignore` name rules or families. `tables` are declarations of which those with `facts = true`
    hold rules of your own on the facts that are extracted (see `checks.tables.extracted`); a model that they name is
    imported.

    Raises `checks.read.ReadError` for input that cannot be read, `checks.rule.UnknownRuleError` for an unknown rule.
    """
    from checks.finding import Report
    from checks.rule import selected

    plan = fact_plan({"table": tables})
    return sum(check_batches(_batches(source, published), selected(select, ignore), plan), Report())


def extract(source: Source, *, published: date | None = None) -> Facts:
    """The facts of a text as validated frames (see `checks.facts`); takes what `check` takes, read as one batch."""
    from checks.extract.assembly import facts

    return facts([document for batch in _batches(source, published) for document in batch])


def validate(tables: Any, *, config: Mapping[str, Any] | None = None) -> Report:
    """Check fact tables against their schemas and rules; see `checks.tables.validate`.

    `tables` are paths, or paths and frames by name. Without `config` the configuration nearest to the first path (or
    to the working directory) is read, and models that it names are not run: only declarations that you pass yourself
    (`config={"table": [...]}`) may name Python.
    """
    from checks.tables import validate as validate_tables

    if config is None:
        from checks.config import load

        paths = [tables] if isinstance(tables, str | Path) else [] if isinstance(tables, Mapping) else [*tables]
        found = load(Path(paths[0]).parent if paths else Path())
        config = found.declarations
    return validate_tables(tables, config=config)


def fact_plan(declarations: Mapping[str, Any]) -> Plan | None:
    """The rules that tables declared with `facts = true` have for extracted facts; None without such a table.

    `declarations` are as `checks.tables.validate` takes them. Raises `checks.tables.TableError`.
    """
    if not any(table.get("facts") for table in declarations.get("table", ())):
        return None
    from checks.tables.extracted import plan

    return plan(declarations, Path(declarations.get("folder", ".")))


def check_batches(batches: Batches, rules: Sequence[Rule], plan: Plan | None = None) -> Iterator[Report]:
    """One report for each batch of documents, as they are read; `plan` holds rules of users on the extracted facts."""
    from checks.extract.assembly import facts
    from checks.facts import MENTION_KINDS
    from checks.finding import Report
    from checks.judge import judge

    # No rule judges names yet, nor an event by itself; users' own may.
    kinds = [kind for kind in MENTION_KINDS if plan is not None or kind != "names"]

    def judged(documents: tuple[Document, ...]) -> Report:
        extracted = facts(documents, kinds, compared=plan is None)
        report = judge(extracted, documents, rules)
        if plan is not None:
            from checks.tables.extracted import judge as judge_facts

            report += judge_facts(plan, extracted, documents)
        return report

    for documents in batches:
        yield sum((report for _, report in _contained(judged, documents)), Report())


def extract_batches(batches: Batches) -> Iterator[tuple[tuple[Document, ...], Facts]]:
    """The documents and the facts of each batch, as they are read."""
    from checks.extract.assembly import facts

    for documents in batches:
        yield from _contained(facts, documents)


def _contained(
    work: Callable[[tuple[Document, ...]], Result], documents: tuple[Document, ...]
) -> Iterator[tuple[tuple[Document, ...], Result]]:
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


def _batches(source: Source, published: date | None) -> Batches:
    from checks import read
    from checks.document import Document

    if isinstance(source, str):
        return [(read.from_text(source, published=published),)]
    if isinstance(source, Path):
        return read.documents([source], published=published)
    if isinstance(source, Document):
        return [(source,)]
    if hasattr(source, "columns"):
        return read.from_frame(cast("pl.DataFrame", source), published=published)
    return [tuple(source)]
