"""The documentation of rules, as the rules themselves hold it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from checks.report.width import clean
from checks.rule import UnknownRuleError, named, rules

if TYPE_CHECKING:
    from checks.report.width import clean
from checks.rule import Rule


def explain(names: Sequence[str], every: bool, output_format: str) -> str:
    """Rules or families explained; without names a list of all rules, with `every` all of them explained.

    Raises `UnknownRuleError`.
    """
    chosen = _chosen(names) if names else rules()
    if output_format == "json":
        import json

        records = [record(rule) for rule in chosen]
        one = len(names) == 1 and len(records) == 1
        return json.dumps(records[0] if one else records, ensure_ascii=False, indent=1) + "\n"
    if names or every:
        return "\n\n".join(page(rule) for rule in chosen)
    return listing(chosen)


def _chosen(names: Iterable[str]) -> tuple[Rule, ...]:
    """The named rules, also those that are off by default."""
    try:
        return named(tuple(name.replace("_", "-") for name in names))
    except UnknownRuleError as error:
        raise UnknownRuleError(f"{error} (factlint rule lists them)") from None


def listing(chosen: Iterable[Rule]) -> str:
    """One line a rule, by family."""
    lines: list[str] = []
    family = ""
    for rule in chosen:
        if rule.family != family:
            family = rule.family
            lines += ["", family] if lines else [family]
        default = "" if rule.default else " (opt-in)"
        lines.append(f"  {rule.name:26} {rule.severity.name:8} {rule.summary}{default}")
    return "\n".join(lines) + "\n"


def page(rule: Rule) -> str:
    """A rule in full: what it finds and why, and examples in which braces mark what is blamed."""
    default = "on by default" if rule.default else "opt-in, runs when selected"
    title = f"{rule.name} ({rule.family}, {rule.severity.name}, {default})"
    parts = [title, "=" * len(title), "", rule.documentation, ""]
    headings = ("Reported, with what is blamed in braces:", "Not reported:", "Known false alarms:")
    for heading, examples in zip(headings, (rule.bad, rule.good, rule.known), strict=True):
        if examples:
            parts += [heading, "", *(_indented(example) for example in examples), ""]
    return "\n".join(parts)


def _indented(example: str) -> str:
    lines = example.strip("\n").split("\n") if example else ["(nothing)"]
    return "- " + "\n  ".join("\t".join(map(clean, line.split("\t"))) for line in lines)


def record(rule: Rule) -> dict[str, Any]:
    """A rule as JSON values."""
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.name,
        "default": rule.default,
        "summary": rule.summary,
        "documentation": rule.documentation,
        "roles": list(rule.roles),
        "message": rule.says,
        "examples": {"bad": list(rule.bad), "good": list(rule.good), "known": list(rule.known)},
    }
