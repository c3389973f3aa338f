"""The parts of an event's frame."""

from __future__ import annotations

from typing import NamedTuple

from checks.extract.event.clause import Phrase


class Parts(NamedTuple):
    """The phrases of a frame, and the tokens [first, last) that it spans."""

    first: int
    last: int
    agent: Phrase | None = None
    patient: Phrase | None = None
    loser: Phrase | None = None
    fits: bool = True
