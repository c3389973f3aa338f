"""Rules of users on the facts that are extracted from texts: declared like a table, judged while texts are checked.

A `[[table]]` with `facts = true` speaks of the table that `factlint facts` writes: one row a fact, its `kind`, and the
columns of all kinds side by side, with `sentence_text`, the sentence it stands in, and `attributed`: whether that
sentence names a source ("according to", "officials said").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandera.polars as pa
import polars as pl
from polars import selectors

from checks.document import Document
from checks.fact_sentence import sentences
from checks.facts import BOUNDS, FIELDS, MENTION_KINDS, TIMEX_TYPES, TOLD_AS, Facts, kind_of
from checks.finding import Finding, Judgement, Span, Summary
from checks.tables.declare.declaration import tables
from checks.tables.judge.pandera_model import refused
from checks.tables.judge.plan import Plan
from checks.tables.problem import Problems
from checks.tables.validation import report

_PLACE = "document number"
"""The column that numbers the documents of a batch."""


class FactTable(pa.DataFrameModel):
    """The table of facts that `factlint facts -o facts.parquet` writes; columns of one kind are null for the others."""

    document: str
    kind: str
    field: str = pa.Field(isin=FIELDS)
    start: pl.UInt32
    end: pl.UInt32 = pa.Field(ge=1)
    text: str
    sentence: pl.UInt32
    quoted: bool
    value: float = pa.Field(nullable=True)
    value_high: float = pa.Field(nullable=True)
    low: float = pa.Field(nullable=True)
    high: float = pa.Field(nullable=True)
    bound: str = pa.Field(nullable=True, isin=BOUNDS)
    unit: str = pa.Field(nullable=True)
    dimension: str = pa.Field(nullable=True)
    timex_type: str = pa.Field(nullable=True, isin=TIMEX_TYPES)
    timex_value: str = pa.Field(nullable=True)
    earliest: pl.Date = pa.Field(nullable=True)
    latest: pl.Date = pa.Field(nullable=True)
    sentence_text: str
    attributed: bool

    @pa.dataframe_check(name="the span is as long as its text")
    def span_is_as_long_as_its_text(
        cls,  # noqa: N805 (a class method to Pandera)
        data: pa.PolarsData,
    ) -> pl.LazyFrame:
        """The span covers exactly the characters of the text."""
        return data.lazyframe.select(pl.col("end") - pl.col("start") == pl.col("text").str.len_chars())

    @pa.dataframe_check(name="bounds are in order")
    def bounds_are_in_order(
        cls,  # noqa: N805 (a class method to Pandera)
        data: pa.PolarsData,
    ) -> pl.LazyFrame:
        """Low is at most high, earliest at most latest."""
        in_order = (pl.col("low") <= pl.col("high")).fill_null(True)
        return data.lazyframe.select(in_order & (pl.col("earliest") <= pl.col("latest")).fill_null(True))


def plan(config: Mapping[str, Any] | Sequence[Mapping[str, Any]], directory: Path) -> Plan | None:
    """The plan of the tables that are declared with `facts = true`, or None without any. Raises `TableError`."""
    entries = config.get("table", ()) if isinstance(config, Mapping) else config
    if not any(isinstance(entry, Mapping) and entry.get("facts") for entry in entries):
        return None
    declared = [one for one in tables(config, directory) if one.facts]
    problems = Problems()
    for one in declared:
        if one.schema and not one.code:  # said before any text is read
            problems.add(f"table '{one.name}'", refused(one.schema))
    problems.check()
    return Plan(tuple(declared), directory)


def judge(rules: Plan, facts: Facts, documents: Sequence[Document], limit: int = 1000) -> Judgement:
    """The findings of rules on the facts of one batch, with the spans of the facts. Raises `TableError`."""
    table = facts_table(facts, documents)
    problems = Problems()
    judged = rules.judge({one.name: (table, f"table '{one.name}'") for one in rules.tables}, problems)
    problems.check()
    made = report(judged, limit)
    findings = [_located(one, table, documents) for one in made.findings]
    findings.sort(key=lambda one: one[0])
    return Judgement(tuple(one for _, one in findings), Summary(rules=made.summary.rules, skipped=made.summary.skipped))


def facts_table(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """All facts of a batch in one table, a row each, in the order of the text; bounds that are infinite are null."""
    kinds = [
        getattr(facts, name).with_columns(
            kind=pl.lit(kind_of(TOLD_AS.get(name, name))), mark=pl.lit(kind_of(name) if name in TOLD_AS else None)
        )
        for name in MENTION_KINDS
    ]
    names = facts.documents.select("document", pl.col("name").alias("_name"))
    first = facts.sentences.group_by("document").agg(pl.col("sentence").min().alias("_first"))
    floats = selectors.float()
    table: pl.DataFrame = (
        pl.concat(kinds, how="diagonal_relaxed")
        .join(names, on="document", how="left", maintain_order="left")
        .join(first, on="document", how="left", maintain_order="left")
        .join(sentences(facts, documents), on="sentence", how="left", maintain_order="left")
        .with_columns(pl.col("sentence") - pl.col("_first"), pl.when(floats.is_finite()).then(floats))
        .with_columns(pl.col("document").alias(_PLACE), pl.col("_name").alias("document"))
        .sort(_PLACE, "field", "start", "end", "kind")
        .drop("_name", "_first")
    )
    return table


def _located(
    finding: Finding, table: pl.DataFrame, documents: Sequence[Document]
) -> tuple[tuple[int, str, int], Finding]:
    """A finding about a row of the table as one about the span of a fact, and where it stands."""
    if finding.row is None:
        return (len(documents), "", 0), finding
    row = table.row(finding.row - 1, named=True)
    document = documents[row[_PLACE]]
    source = document.source(row["field"])
    line, column = source.position(source.original_offset(row["start"]))
    end_line, end_column = source.position(source.end_offset(row["end"]))
    place = (row["field"], row["start"], row["end"], row["text"], line, column, end_line, end_column)
    severity = finding.severity.lowered() if row["quoted"] else finding.severity
    found = replace(finding, document=document.name, severity=severity, row=None, spans=(Span(row["kind"], *place),))
    return (row[_PLACE], row["field"], row["start"]), found
