"""The chronology of each affair: what is told of its times, judged as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import polars as pl

from checks.constraints import Chronology
from checks.document import Document
from checks.facts import COMPARED_EVENTS, Facts
from checks.link.affair import Statements, Told, affairs, reasons
from checks.link.affair.told import LONGEST, MOST
from checks.model import filled
from checks.network import UndecidedError

NEEDS = ("times", COMPARED_EVENTS)
Row: TypeAlias = dict[str, Any]

_ROLES = (("event", "time"), ("other", "other_time"), ("third", "third_time"), ("fourth", "fourth_time"))


def chronology(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Chronology`."""
    rows = [row for number, told in affairs(facts, documents) for row in _judged(number, told, documents[number])]
    return filled(Chronology, rows)


def _judged(document: int, told: list[Told], source: Document) -> Iterator[Row]:
    """One row for an affair of which the statements can be compared."""
    if sum(bool(one.readings) or one.holds for one in told) > MOST or len(told) == LONGEST:
        yield _row(document, told[:4], None, "")
        return
    statements = Statements(told, source.published, source.running("text"))
    if not statements.linked:
        return
    try:
        found = statements.contradiction()
    except UndecidedError:
        yield _row(document, statements.told[:4], None, "")
        return
    if found is None:
        yield _row(document, statements.told[:4], True, "")
    elif len(blamed := statements.blamed(found)) > 1:
        yield _row(document, blamed, False, reasons(statements, found))


def _row(document: int, told: Sequence[Told], holds: bool | None, explanation: str) -> Row:
    row: Row = {"document": document, "holds": holds, "explanation": explanation}
    for (event, time), one in zip(_ROLES, told, strict=False):
        row[event] = one.row["mention"]
        governed = one.time or one.duration
        row[time] = governed["mention"] if governed else None
    return row
