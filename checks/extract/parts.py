"""The parts of an event's frame."""

from __future__ import annotations

from dataclasses import dataclass

from checks.extract.clause import Phrase


@dataclass(frozen=True, slots=True)
class Parts:
    """The phrases of a frame, and the tokens [first, last) that it spans."""

    first: int
    last: int
    agent: Phrase | None = None
    patient: Phrase | None = None
    loser: Phrase | None = None
    fits: bool = True
