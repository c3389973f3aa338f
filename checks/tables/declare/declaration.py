"""Tables and rules as declared: every key known, every value of the right kind, every name given once.

A declaration is a mapping as TOML gives it (`[[table]]` with `columns` and `[[table.rule]]`). Nothing is read here
but rule files that a declaration names; whether columns exist is seen when a table is there.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from checks.near import did_you_mean
from checks.regex import lazy
from checks.tables.declare import column as columns
from checks.tables.declare.assertion import Allowance, Assertion, Tolerance
from checks.tables.declare.column import Column
from checks.tables.expression.condition import ConditionError, read
from checks.tables.expression.template import template
from checks.tables.problem import Problems

KINDS = ("row", "group", "order", "reference", "unique", "convert", "interval", "count")
_TABLE_KEYS = {
    "name": "text",
    "path": "text",
    "facts": "flag",
    "schema": "text",
    "columns": "table",
    "strict": "flag",
    "key": "names",
    "rule": "list",
    "rules": "names",
    "separator": "text",
    "encoding": "text",
    "null_values": "names",
    "sheet": "text",
    "severity": "severity",
    "owner": "text",
    "describes": "text",
}
_RULE_KEYS = {
    "name": "text",
    "kind": "text",
    "says": "text",
    "severity": "severity",
    "reason": "text",
    "owner": "text",
    "where": "condition",
    "allow": "allowance",
}
_COMMON = frozenset((*_RULE_KEYS, "tolerance")) - {"kind"}
_SIGNS = {
    "references": "reference",
    "unique": "unique",
    "along": "order",
    "given": "convert",
    "converted": "convert",
    "start": "interval",
    "at_least": "count",
    "at_most": "count",
    "exactly": "count",
    "by": "group",
}
"""The key that tells the kind of a rule."""
_TYPES: Mapping[str, tuple[Any, str]] = {
    "text": (str, "a string"),
    "flag": (bool, "true or false"),
    "table": (Mapping, "a table"),
    "list": ((list, tuple), "an array of tables"),
    "number": (int, "a whole number"),
}
"""What the plain kinds of values are, and how a person calls them."""
_ALLOWANCE = lazy(
    r"(?:at most\s+)?(?P<number>\d+(?:\.\d+)?)\s*(?P<percent>%)?(?:\s*(?:of\s+)?(?:the\s+)?(?:rows|groups))?",
    re.IGNORECASE,
)
_BUILT_IN = (columns.MISSING, columns.RANGE, columns.VALUE, columns.PATTERN, columns.DUPLICATE, "check-failed")


@dataclass(frozen=True)
class DeclaredTable:
    """A declared table: where it is, what its columns must be, and what its rows must satisfy.

    `schema` is the path of a Pandera model, `package.module:Model`. `key` names the columns that a finding shows to
    identify a row. Undeclared columns are an error if the table is `strict`. `facts` says that it is the table of the
    facts that are extracted from texts. `code` says whether the model may be imported, which runs it.
    """

    name: str
    path: str | None = None
    schema: str | None = None
    columns: tuple[Column, ...] = ()
    rules: tuple[Assertion, ...] = ()
    key: tuple[str, ...] = ()
    strict: bool = False
    facts: bool = False
    separator: str = ","
    encoding: str = "utf8"
    null_values: tuple[str, ...] = ()
    sheet: str | None = None
    describes: str = ""
    owner: str = ""
    code: bool = True
    sources: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)
    """The rules as they were written, for documentation."""


def tables(config: Mapping[str, Any] | Sequence[Mapping[str, Any]], directory: Path) -> tuple[DeclaredTable, ...]:
    """The declared tables. Raises `TableError` with every problem of every declaration."""
    problems = Problems()
    found = declared(config, directory, problems)
    problems.check()
    return found


def declared(
    config: Mapping[str, Any] | Sequence[Mapping[str, Any]], directory: Path, problems: Problems
) -> tuple[DeclaredTable, ...]:
    """The declared tables, without the columns and rules that are not understood, which are noted as problems."""
    entries = config.get("table", ()) if isinstance(config, Mapping) else config
    if not isinstance(entries, Sequence) or not all(isinstance(entry, Mapping) for entry in entries):
        problems.add("table", "write each table as [[table]]")
        return ()
    code = not isinstance(config, Mapping) or bool(config.get("code", True))
    made = (_table(entry, number, directory, problems) for number, entry in enumerate(entries, 1))
    found = [replace(one, code=code) for one in made]
    _once([one.name for one in found], "table", "two tables are called '{}'", problems)
    return tuple(found)


def _table(entry: Mapping[str, Any], number: int, directory: Path, problems: Problems) -> DeclaredTable:
    unnamed = "facts" if entry.get("facts") else f"table{number}"
    name = str(entry.get("name") or (Path(str(entry["path"])).stem if entry.get("path") else unnamed))
    place = f"table '{name}'"
    values = _values(entry, _TABLE_KEYS, place, problems)
    found = []
    for column, declared in values.get("columns", {}).items():
        try:
            found.append(columns.column(column, declared))
        except ConditionError as error:
            problems.add(f"{place}, column '{column}'", str(error))
    units = {one.name: one.unit for one in found if one.unit}
    written = (*values.get("rule", ()), *_rule_files(values.get("rules", ()), directory, place, problems))
    sources = tuple(_with_units(rule, units) for rule in written)
    rules = _rules(sources, place, values, problems)
    plain = (
        "path",
        "schema",
        "facts",
        "strict",
        "key",
        "separator",
        "encoding",
        "null_values",
        "sheet",
        "describes",
        "owner",
    )
    given = {key: values[key] for key in plain if key in values}
    return DeclaredTable(name=name, columns=tuple(found), rules=tuple(rules), sources=sources, **given)


def _rules(sources: Iterable[Any], place: str, table: Mapping[str, Any], problems: Problems) -> list[Assertion]:
    found, names = [], []
    given = {key: table[key] for key in ("severity", "owner") if key in table}
    for number, entry in enumerate(sources, 1):
        if not isinstance(entry, Mapping):
            problems.add(place, "write each rule as [[table.rule]]")
            continue
        name = str(entry.get("name", ""))
        names.append(name)
        spot = f"{place}, rule '{name}'" if name else f"{place}, rule {number}"
        if not name:
            problems.add(spot, "a rule needs a name")
        found += _rule({**given, **entry} if given else entry, spot, problems)
    _once([name for name in names if name], place, "two rules are called '{}'", problems)
    for name in names:
        if name in _BUILT_IN:
            problems.add(place, f"'{name}' is a rule of factlint's own; give the rule another name")
    return found


def _rule(entry: Mapping[str, Any], place: str, problems: Problems) -> list[Assertion]:
    kind = str(entry.get("kind") or _kind(entry))
    if kind not in KINDS:
        problems.add(place, f"no kind of rule '{kind}'{did_you_mean(kind, KINDS)}; kinds are {', '.join(KINDS)}")
        return []
    before = len(problems.found)
    module = kind_module(kind)
    values = _values(entry, _keys(kind), place, problems)
    for key in module.REQUIRED:
        if key not in entry:
            problems.add(place, f"a rule of kind {kind} needs '{key}'")
    if len(problems.found) > before:
        return []
    try:
        return [module.assertion(values)]
    except ConditionError as error:
        problems.add(place, str(error))
        return []


@cache
def _keys(kind: str) -> Mapping[str, str]:
    """The keys that a rule of a kind may have, and what each stands for."""
    return {**_RULE_KEYS, **kind_module(kind).KEYS}


def _with_units(rule: Any, units: Mapping[str, str]) -> Any:
    """A conversion takes its units from the columns unless it names them."""
    if not isinstance(rule, Mapping) or "given" not in rule or "converted" not in rule:
        return rule
    implied = {"from": units.get(str(rule["given"])), "to": units.get(str(rule["converted"]))}
    return {**{key: unit for key, unit in implied.items() if unit}, **rule}


@cache
def kind_module(kind: str) -> ModuleType:
    """The module of a kind of rule: KEYS, REQUIRED and `assertion(values) -> Assertion`."""
    return import_module(f"checks.tables.declare.kinds.{kind}")


def _kind(entry: Mapping[str, Any]) -> str:
    """The kind that a rule's keys speak of."""
    if _SIGNS.keys().isdisjoint(entry):
        return "row"
    return next(kind for key, kind in _SIGNS.items() if key in entry)


def common(values: Mapping[str, Any], says: str = "") -> dict[str, Any]:
    """What a rule of any kind has, as fields of an Assertion; `says` is what its kind says if the rule does not."""
    found = {"name": "", **{key: value for key, value in values.items() if key in _COMMON}}
    if says and not found.get("says") and _is_template(says):
        found["says"] = says
    return found


def _is_template(says: str) -> bool:
    """Whether a message made of names of columns can be read: a name may hold braces."""
    try:
        template(says)
    except ConditionError:
        return False
    return True


def _values(entry: Mapping[str, Any], keys: Mapping[str, str], place: str, problems: Problems) -> dict[str, Any]:
    """The values of a declaration, each read as what its key stands for."""
    found = {}
    for key, given in entry.items():
        if key not in keys:
            problems.add(place, f"no key '{key}'{did_you_mean(key, keys)}")
            continue
        try:
            found[key] = _value(keys[key], key, given)
        except ConditionError as error:
            problems.add(place, str(error))
    return found


def _value(kind: str, key: str, given: Any) -> Any:
    if kind in _TYPES:
        return _expect(given, _TYPES[kind][0], key, _TYPES[kind][1])
    if kind == "condition":
        return read(_expect(given, str, key, "a string"))
    if kind == "severity":
        return columns.severity(given)
    if kind == "allowance":
        return allowance(given)
    if kind == "tolerance":
        return tolerance(given)
    if key == "rules" and isinstance(given, (list, tuple)) and any(isinstance(one, Mapping) for one in given):
        raise ConditionError("'rules' names files of rules; write a rule as [[table.rule]]")
    names = (
        (given,) if isinstance(given, str) else tuple(_expect(given, (list, tuple), key, "a name or a list of names"))
    )
    return tuple(_expect(name, str, key, "a name or a list of names") for name in names)


def _expect(given: Any, types: Any, key: str, what: str) -> Any:
    if not isinstance(given, types) or (isinstance(given, bool) and types is int):
        raise ConditionError(f"'{key}' is {what}, not {given!r}")
    return given


def tolerance(given: Any) -> Tolerance:
    """A tolerance: 0.5 (absolute), "1%" (relative), "printed", "rounded", or a list of them."""
    found = Tolerance()
    for one in given if isinstance(given, (list, tuple)) else (given,):
        if isinstance(one, (int, float)) and not isinstance(one, bool) and one >= 0:
            found = Tolerance(float(one), found.relative, found.digits)
        elif isinstance(one, str) and re.fullmatch(r"\d+(?:\.\d+)?\s*%", one.strip()):
            found = Tolerance(found.absolute, float(one.strip().rstrip("% ")) / 100, found.digits)
        elif one in ("printed", "rounded"):
            found = Tolerance(found.absolute, found.relative, one)
        else:
            raise ConditionError(
                f'\'tolerance\' is a number, a percentage, "printed", "rounded" or a list of them, not {one!r}'
            )
    return found


def allowance(given: Any) -> Allowance:
    """How much may be broken: 5, "at most 5 rows", "0.1%", "at most 0.1% of rows"."""
    if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
        return Allowance(number=given)
    match = _ALLOWANCE.fullmatch(given.strip()) if isinstance(given, str) else None
    if match is None or not (float(match["number"]) <= 100 if match["percent"] else match["number"].isdigit()):
        raise ConditionError(f"'allow' is a number of rows or a share like \"at most 0.1% of rows\", not {given!r}")
    return Allowance(share=float(match["number"]) / 100) if match["percent"] else Allowance(number=int(match["number"]))


def _rule_files(names: Iterable[str], directory: Path, place: str, problems: Problems) -> list[Any]:
    found: list[Any] = []
    for name in names:
        try:
            content = tomllib.loads((directory / name).read_text("utf-8"))
        except RecursionError:
            problems.add(f"{place}, rules '{name}'", "nested too deep")
            continue
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            problems.add(f"{place}, rules '{name}'", getattr(error, "strerror", None) or str(error))
            continue
        for key in content:
            if key != "rule":
                problems.add(f"{place}, rules '{name}'", f"no key '{key}'; a rule file holds [[rule]]")
        found += content.get("rule", [])
    return found


def _once(names: Iterable[str], place: str, problem: str, problems: Problems) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            problems.add(place, problem.format(name))
