"""The parts of an event's frame."""

from __future__ import annotations

from typing import NamedTuple

from checks.extract.event.clause import NounPhrase


class Arguments(NamedTuple):
    """The phrases of a frame, and the tokens [first, last) that it spans."""

    first: int
    last: int
    agent: NounPhrase | None = None
    patient: NounPhrase | None = None
    loser: NounPhrase | None = None
    fits: bool = True
