"""Why the statements of an affair cannot hold together: what is taken for one event, and why each reading fails."""

from __future__ import annotations

from collections.abc import Sequence

from checks.link.affair.statements import HOLDING, REFERENCE, TIME, Statements
from checks.link.affair.told import Row, Told
from checks.network import Case, Contradiction


def reasons(statements: Statements, found: Contradiction) -> str:
    """The sentences that tell of a contradiction."""
    lines = []
    for fact in sorted(found.facts):
        kind, at = statements.kind(fact)
        if kind == REFERENCE:
            others = " or ".join(_quoted(statements.told[other]) for other in statements.references.meant(at))
            lines.append(f"{_quoted(statements.told[at])} is taken to mean {others}.")
    return " ".join([*lines, *(_refuted(statements, case) for case in found.cases)])


def _refuted(statements: Statements, case: Case) -> str:
    """Why one combination of readings fails."""
    words = [words for at, number in case.readings if (words := _reading(statements, at, number, case.facts))]
    lead = f"If it is {' and '.join(words)}: " if words else ""
    facts = [statements.kind(fact) for fact in sorted(case.facts)]
    dated = [statements.told[at] for kind, at in facts if kind == TIME]
    held = [at for kind, at in facts if kind == HOLDING]
    if held:
        return f"{lead}{_held(statements, held[0], dated)}"
    if len(dated) == 1:
        return f"{lead}{_quoted(dated[0])} would be still to come."
    return f"{lead}{' and '.join(_quoted(one) for one in dated)} exclude each other."


def _reading(statements: Statements, at: int, number: int, facts: frozenset[int]) -> str:
    """The reading of an ambiguous time, where it has a name and is needed: "May of last year"."""
    label, fact = statements.labels[at][number], statements.ambiguous[at][number][0].fact
    time = statements.told[fact].time if label and fact in facts else None
    return f"{time['text']} of {label}" if time else ""


def _held(statements: Statements, at: int, dated: Sequence[Told]) -> str:
    held = statements.told[at]
    begin = statements.told[statements.holdings.begin(at) or 0]
    other = next((one for one in dated if one not in (begin, held)), begin)
    lasting = _lasting(held, held.duration or held.time)
    return f'{_quoted(begin)}, and "{held.row["text"]}" {lasting}; {_quoted(other)} falls before that was over.'


def _quoted(one: Told) -> str:
    time = f" ({one.time['text']})" if one.time else ""
    return f'"{one.row["text"]}"{time}'


def _lasting(one: Told, time: Row | None) -> str:
    """How a time of holding is told: "for 10 months", "10 months later"."""
    words = time["text"] if time else ""
    return f"for {words}" if one.duration else words
