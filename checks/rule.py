"""A rule judges the rows of constraint frames; the rules are discovered in their folder.

A rule is a function whose parameters name the frames it reads (a constraint frame of `checks.link`, or a mention
frame of `checks.facts`) as LazyFrames. It returns one row a constraint with the columns `document`, one column for
each of its roles (mention ids), `holds` (true, false, or null where the constraint is not comparable), and whatever
its messages name. Optional columns: `explanation` (String), `severity` (overrides the rule's) and `certain` (the role
whose suggestion is sure to be right, or null).

What only the messages name may be added by a second function, `tells`, which gets the broken rows alone: most texts
have none, and need not compute a correction.

A rule of the family `reading` judges no frame: the reader, or the command, tells of its defect
(`checks.document.Notice`), and its function only documents it.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import cast

import polars as pl

from checks.near import did_you_mean

Judge = Callable[..., pl.LazyFrame]
Teller = Callable[[pl.LazyFrame], pl.LazyFrame]


class Severity(StrEnum):
    """How much a finding matters: a word, and ordered by gravity where two severities are compared."""

    note = "note"
    warning = "warning"
    error = "error"

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise ValueError(f"no severity {value!r}{did_you_mean(str(value), cls.__members__, listed=True)}")

    @property
    def gravity(self) -> int:
        """Its place from the least: note is 0."""
        return list(Severity).index(self)

    def lowered(self) -> Severity:
        """One level lower, never below note."""
        return self.moved(-1)

    def moved(self, levels: int) -> Severity:
        """So many levels higher, or lower where that is negative, as far as there are any."""
        every = list(Severity)
        return every[min(max(self.gravity + levels, 0), len(every) - 1)]

    def __lt__(self, other: str) -> bool:
        return self.gravity < Severity(other).gravity

    def __le__(self, other: str) -> bool:
        return self.gravity <= Severity(other).gravity

    def __gt__(self, other: str) -> bool:
        return self.gravity > Severity(other).gravity

    def __ge__(self, other: str) -> bool:
        return self.gravity >= Severity(other).gravity


@dataclass(frozen=True, eq=False)
class Rule:
    """A defect with its documentation, its examples and the function that finds it.

    In examples braces mark the exact spans to blame: `bad` must give this finding with these spans, `good` none, and
    `known` are false alarms that still stand. `says`, `explains` and the values of `suggests` (role to replacements)
    are templates: `{role}` is the text of a role as printed, other names are columns (a struct is printed by
    `checks.wording.told`), `{count:items}` counts, `{role:in}` is a time with its preposition. A rule that is not
    `default` runs only when selected.
    """

    name: str
    family: str
    severity: Severity
    roles: tuple[str, ...]
    says: str
    explains: str
    suggests: Mapping[str, str | tuple[str, ...]]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    known: tuple[str, ...]
    default: bool
    judge: Judge
    tells: Teller | None
    documentation: str

    @property
    def summary(self) -> str:
        """The first line of the documentation: the defect in one sentence."""
        return self.documentation.splitlines()[0]

    @property
    def frames(self) -> tuple[str, ...]:
        """The names of the frames that the rule reads."""
        return tuple(inspect.signature(self.judge).parameters)


def rule(
    *,
    severity: str,
    roles: tuple[str, ...],
    says: str,
    bad: tuple[str, ...],
    good: tuple[str, ...],
    explains: str = "",
    suggests: Mapping[str, str | tuple[str, ...]] = MappingProxyType({}),
    known: tuple[str, ...] = (),
    default: bool = True,
    tells: Teller | None = None,
) -> Callable[[Judge], Rule]:
    """Make a rule of a function; its name is the defect, its module's folder the family, its docstring the
    documentation.
    """

    def build(judge: Judge) -> Rule:
        return Rule(
            name=judge.__name__.replace("_", "-"),
            family=judge.__module__.split(".")[-2],
            severity=Severity[severity],
            roles=roles,
            says=says,
            explains=explains,
            suggests=suggests,
            bad=bad,
            good=good,
            known=known,
            default=default,
            judge=judge,
            tells=tells,
            documentation=inspect.cleandoc(judge.__doc__ or ""),
        )

    return build


def told(
    *, severity: str, bad: tuple[str, ...] = (), good: tuple[str, ...] = ()
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule of a defect that the reader or the command tells of, with the message of its notice."""

    def build(document: Callable[[], None]) -> Rule:
        return rule(severity=severity, roles=("place",), says="", bad=bad, good=good)(cast(Judge, document))

    return build


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the rules folder, by family and name."""
    from checks import rules as folder

    found: list[Rule] = []
    for family in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
        package = import_module(family.name)
        modules = pkgutil.iter_modules(package.__path__, f"{family.name}.")
        found.extend(getattr(import_module(module.name), module.name.rsplit(".", 1)[-1]) for module in modules)
    return tuple(sorted(found, key=lambda one: (one.family, one.name)))


def selected(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run: `select` names rules or families (default: all that are on by default; "all" is every rule),
    `ignore` takes some out. What the reader tells is told whatever is selected, unless it is ignored.

    Raises `UnknownRuleError` for a name that is neither a rule nor a family.
    """
    chosen, ignored = frozenset(named(select)), frozenset(named(ignore))
    wanted = [one for one in rules() if one in chosen or not one.frames] if chosen else _by_default()
    return tuple(one for one in wanted if one not in ignored)


def named(names: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that are named, or whose family is, in their order; "all" names every rule. Raises UnknownRuleError."""
    wanted = set(names)
    for name in sorted(wanted):
        _known(name, rules())
    return tuple(one for one in rules() if wanted & {one.name, one.family, "all"})


def _by_default() -> list[Rule]:
    return [one for one in rules() if one.default]


class UnknownRuleError(ValueError):
    """A name that is neither a rule nor a family."""


def _known(name: str, everything: tuple[Rule, ...]) -> None:
    valid = {"all", *(one.name for one in everything), *(one.family for one in everything)}
    if name not in valid:
        raise UnknownRuleError(f"no rule or family '{name}'{did_you_mean(name, valid)}")
