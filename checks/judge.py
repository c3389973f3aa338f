"""Judging: rules over frames, and their broken rows as findings with spans."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from string import Formatter
from typing import Any, TypeAlias

import polars as pl

from checks.document import Document, Range, SourceMap
from checks.facts import Facts
from checks.finding import Finding, Judgement, Span, Suggestion, Summary, Tally
from checks.link import frames
from checks.rule import Rule, Severity
from checks.slip import merged
from checks.wording import counted, placed, plain, told, until

Row: TypeAlias = dict[str, Any]


def judge(facts: Facts, documents: Sequence[Document], rules: Sequence[Rule]) -> Judgement:
    """Run the rules over the facts of one batch; findings come in the order of the documents and of their text."""
    needed = frames({name for one in rules for name in one.frames}, facts, documents)
    verdicts = [_verdict(one, {name: needed[name] for name in one.frames}) for one in rules]
    broken = [(one, rows) for one, verdict in zip(rules, verdicts, strict=True) if (rows := _broken(one, verdict))]
    blame = _Blame(facts, documents, broken)
    findings = [found for one, rows in broken for found in blame.findings(one, rows)]
    findings += blame.told({one.name: one for one in rules if not one.frames})
    findings.sort(key=lambda found: (found[0], found[1].rule))
    tallies = {one.name: _tally(verdict) for one, verdict in zip(rules, verdicts, strict=True) if one.frames}
    read = sum(document.is_readable for document in documents)
    by_document = (merged([one for _, one in group]) for _, group in groupby(findings, lambda found: found[0][0]))
    told_once = tuple(one for group in by_document for one in group)
    return Judgement(told_once, Summary(read, facts.counts(), tallies))


_UNTOUCHED = pl.DataFrame(schema={"holds": pl.Boolean})


def _verdict(rule: Rule, needed: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The rows of a rule; without a constraint in any of its frames it need not run, which most rules of a short text
    are spared.
    """
    if all(frame.is_empty() for frame in needed.values()):
        return _UNTOUCHED
    return _collected(rule.judge(**{name: frame.lazy() for name, frame in needed.items()}))


def _collected(rows: pl.LazyFrame) -> pl.DataFrame:
    """To look for common subexpressions or to set up a stream takes longer than the few rows of a constraint frame."""
    return rows.collect(engine="in-memory", optimizations=pl.QueryOptFlags.none())


def _broken(rule: Rule, verdict: pl.DataFrame) -> list[Row]:
    """The broken rows with all that the rule's messages name."""
    if verdict["holds"].all():
        return []
    rows = verdict.filter(~pl.col("holds"))
    return (rows if rule.tells is None else _collected(rule.tells(rows.lazy()))).to_dicts()


def _tally(rows: pl.DataFrame) -> Tally:
    holds = rows["holds"]
    return Tally(int(holds.sum() or 0), int((~holds).sum() or 0), holds.null_count())


def _mentions(facts: Facts, wanted: Collection[int]) -> dict[int, Row]:
    """The spine of the wanted mentions by their ids."""
    spine = facts.mentions.filter(pl.col("mention").is_in(wanted))
    return {row["mention"]: row for row in spine.to_dicts()}


class _Blame:
    """Turns broken rows into findings: looks up the spans of their roles once for all rules."""

    def __init__(self, facts: Facts, documents: Sequence[Document], broken: Sequence[tuple[Rule, list[Row]]]) -> None:
        self._documents = documents
        self._maps: dict[tuple[int, str], SourceMap] = {}
        wanted = {row[role] for rule, rows in broken for row in rows for role in rule.roles} - {None}
        self._mentions = _mentions(facts, wanted) if wanted else {}

    def findings(self, rule: Rule, broken: list[Row]) -> Iterator[tuple[tuple[int, str, int], Finding]]:
        """(sort key, finding) of each broken row."""
        seen = set()
        for row in broken:
            roles = [(role, self._mentions[row[role]]) for role in rule.roles if row[role] is not None]
            key = (row["document"], *((one["field"], one["start"], one["end"]) for _, one in roles))
            if key not in seen:
                seen.add(key)
                yield (row["document"], roles[0][1]["field"], roles[0][1]["start"]), self._finding(rule, row, roles)

    def told(self, rules: Mapping[str, Rule]) -> Iterator[tuple[tuple[int, str, int], Finding]]:
        """(sort key, finding) of each notice of a rule that runs."""
        for number, document in enumerate(self._documents):
            for notice in document.notices:
                if notice.rule in rules:
                    spans = (self._noticed(number, notice.span),) if notice.span else ()
                    finding = Finding(
                        document.name, notice.rule, rules[notice.rule].severity, notice.message, spans=spans,
                        row=notice.row, line=notice.line,
                    )  # fmt: skip
                    yield (number, "", spans[0].start if spans else 0), finding

    def _noticed(self, document: int, span: Range) -> Span:
        """Where a notice stands: in the original, and before what follows it in the text, of which it is no part."""
        source = self._source(document, "text")
        at = source.field_offset(span[0], len(self._documents[document].text))
        return Span("place", "text", at, at, "", *source.position(span[0]), *source.position(span[1]))

    def _finding(self, rule: Rule, row: Row, roles: list[tuple[str, Row]]) -> Finding:
        severity = Severity[row["severity"]] if row.get("severity") else rule.severity
        if any(mention["quoted"] for _, mention in roles):
            severity = severity.lowered()
        words = {**row, **{role: mention["text"] for role, mention in roles}}
        return Finding(
            document=self._documents[row["document"]].name,
            rule=rule.name,
            severity=severity,
            message=_filled(rule.says, words),
            explanation=_sentences(row.get("explanation") or _filled(rule.explains, words)),
            spans=tuple(self._span(role, mention) for role, mention in roles),
            suggestions=tuple(_suggestions(rule, [role for role, _ in roles], words)),
        )

    def _span(self, role: str, mention: Row) -> Span:
        source = self._source(mention["document"], mention["field"])
        start, end = mention["start"], mention["end"]
        line, column = source.position(source.original_offset(start))
        end_line, end_column = source.position(source.end_offset(end))
        return Span(role, mention["field"], start, end, mention["text"], line, column, end_line, end_column)

    def _source(self, document: int, field: str) -> SourceMap:
        key = (document, field)
        if key not in self._maps:
            self._maps[key] = self._documents[document].source(field)
        return self._maps[key]


def _suggestions(rule: Rule, roles: list[str], words: Row) -> Iterator[Suggestion]:
    """The replacements for each role that the rule has templates for, unless a value in one is missing."""
    for number, role in enumerate(roles):
        templates = rule.suggests.get(role, ())
        for template in (templates,) if isinstance(templates, str) else templates:
            replacement = _filled(template, words)
            if replacement and "None" not in replacement:
                yield Suggestion(number, replacement, certain=words.get("certain") == role)


_SPOKEN: dict[str, Callable[[Any], str]] = {"in": placed, "to": until}


class _Words(Formatter):
    """Formats numbers as they are printed in English (1,234.5, and no ".0"), and a struct as `checks.wording.told`.

    Behind a colon stands what a number counts (`{items:items}`), or the preposition that a time is to have.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, dict):
            return told(**value)
        if format_spec:
            return _SPOKEN[format_spec](value) if format_spec in _SPOKEN else counted(value, format_spec)
        return plain(value) if isinstance(value, float) else str(value)


def _filled(template: str, words: Row) -> str:
    return " ".join(_Words().vformat(template, (), words).split())


def _sentences(text: str) -> str:
    """Sentences in one line, with a capital first and one stop last, whether or not their last word has its own."""
    text = " ".join(text.split()).replace(".. ", ". ").rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
