"""The page of declared tables in Markdown: what each column holds, what each rule demands, who owns it and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.tables.declare.assertion import Assertion, Distinct, Groups, Lookup, Rows, Sorted
from checks.tables.declare.column import Column
from checks.tables.declare.declaration import DeclaredTable
from checks.tables.expression.condition import Comparison, Condition, Junction, Negation


def page(tables: Sequence[DeclaredTable]) -> str:
    """All tables on one page."""
    return "\n".join(line for table in tables for line in _table(table)) + "\n"


def _table(table: DeclaredTable) -> Iterator[str]:
    yield f"# {table.name}"
    yield ""
    if table.describes:
        yield from (f"{table.describes.rstrip('.')}.", "")
    facts = {"File": table.path, "Pandera model": table.schema, "Key": ", ".join(table.key), "Owner": table.owner}
    yield from (f"- {name}: `{value}`" for name, value in facts.items() if value)
    if any(facts.values()):
        yield ""
    if table.columns:
        yield from ("## Columns", "", "| column | type | unit | demands | reason |", "| --- | --- | --- | --- | --- |")
        yield from (_column(column) for column in table.columns)
        yield ""
    if table.rules:
        yield from ("## Rules", "")
        for rule in table.rules:
            yield from _rule(rule)


def _column(column: Column) -> str:
    demands = [check.text for check in column.checks]
    demands += [text for text, asked in (("not null", not column.nullable), ("unique", column.unique)) if asked]
    demands += ["may be absent"] if column.optional else []
    cells = (column.name, column.type or "any", column.unit or "", ", ".join(demands), column.reason)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _rule(rule: Assertion) -> Iterator[str]:
    yield from (f"### {rule.name}", "", f"`{rule.text}`, {_grain(rule)}. Severity: {rule.severity.name}.", "")
    details = {
        "Only where": _said(rule.where) if rule.where else "",
        "Tolerance": tolerance(rule),
        "Allowed": _allowed(rule),
        "Says": rule.says,
        "Reason": rule.reason,
        "Owner": rule.owner,
    }
    lines = [f"- {name}: {value}" for name, value in details.items() if value]
    yield from lines
    if lines:
        yield ""


def _grain(rule: Assertion) -> str:
    grain = rule.grain
    if isinstance(grain, Groups):
        return f"for the rows of each {_listed(grain.by)}" if grain.by else "for the table"
    if isinstance(grain, Sorted):
        return f"in the order of {grain.along}" + (f" within each {_listed(grain.by)}" if grain.by else "")
    if isinstance(grain, Lookup):
        return f"a reference to the table {grain.table}"
    return "for all rows together" if isinstance(grain, Distinct) else "in every row" if isinstance(grain, Rows) else ""


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names)


def tolerance(rule: Assertion) -> str:
    """How far apart the sides of a rule may be, in words."""
    given = rule.tolerance
    parts = [f"{given.absolute:g}"] if given.absolute else []
    parts += [f"{given.relative * 100:.4g}% of the larger side"] if given.relative else []
    digits = {"printed": "half a printed step", "rounded": "half the grid that a writer may have rounded to"}
    parts += [digits[given.digits]] if given.digits else []
    return ", or ".join(parts)


def _allowed(rule: Assertion) -> str:
    if rule.allow.share:
        return f"at most {rule.allow.share * 100:g}% broken"
    return f"at most {rule.allow.number} broken" if rule.allow.number else ""


def _said(condition: Condition) -> str:
    if isinstance(condition, Comparison):
        return f"`{condition.left.text} {condition.op} {condition.right.text}`"
    if isinstance(condition, Negation):
        return f"not {_said(condition.part)}"
    if isinstance(condition, Junction):
        return (" and " if condition.every else " or ").join(map(_said, condition.parts))
    return f"`{condition.scalar.text}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
