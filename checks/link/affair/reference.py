"""Which events of an affair a definite description, or a verb that refers back, may mean."""

from __future__ import annotations

from functools import cached_property

from checks.link.affair.bounds import ORIGIN
from checks.link.affair.likeness import Likeness
from checks.link.affair.timeline import Timeline
from checks.link.affair.told import Told

_FAR = 1200
"""Days beyond which two events of one kind are hardly one with a slip of the pen in its date."""
_CLOSING = 365
"""Days in which a deal that was signed is closed."""


class References:
    """The referents of the events of one affair, by positions; the news of the day is not referred to."""

    def __init__(self, timeline: Timeline, likeness: Likeness) -> None:
        self._told, self._timeline, self._likeness = timeline.told, timeline, likeness

    def meant(self, at: int) -> list[int]:
        """The dated events of its side and kind that a definite event may mean."""
        return self._meant[at]

    @cached_property
    def _meant(self) -> list[list[int]]:
        return [self._referents(at) for at in range(len(self._told))]

    def slack(self, at: int, other: int) -> int:
        """Days between two dates of one event: a deal has a day of signing and one of closing, and years say either."""
        pair = (self._told[at], self._told[other])
        traded = any(one.row["event_type"] in ("buy", "sell") for one in pair)
        years = all(one.readings[0].landmark == ORIGIN for one in pair)
        return _CLOSING if traded and years else 0

    def _referents(self, at: int) -> list[int]:
        one = self._told[at]
        once = one.respect.startswith("life") or (one.row["event_type"] == "buy" and one.row["patient_head"] is None)
        if not one.readings or one.holds or not (one.row["definite"] or once):
            return []
        return [
            number
            for number, other in enumerate(self._told)
            if number != at and self._may_mean(one, other, earlier=number < at) and not self._apart(at, number)
        ]

    def _apart(self, at: int, other: int) -> bool:
        """Whether two events are told too far apart to be one: by years, or by what happened in between."""
        told, follows = self._told, self._timeline.follows
        if told[at].respect.startswith("life"):
            return False
        if self._timeline.farther(at, other, _FAR):
            return True
        if told[at].respect == "custody" and self._freed(min(at, other), max(at, other)):
            return True
        dated = (amid for amid, one in enumerate(told) if one.readings)
        opposed = [amid for amid in dated if self._likeness.alike(told[amid], told[at]) is False]
        return any(
            follows(amid, first) and follows(last, amid)
            for first, last in ((at, other), (other, at))
            for amid in opposed
        )

    def _freed(self, first: int, last: int) -> bool:
        """Whether somebody arrested twice is told to have been released in between."""
        return any(self._told[amid].state != self._told[last].state for amid in range(first + 1, last))

    def _may_mean(self, one: Told, other: Told, *, earlier: bool) -> bool:
        if not other.readings or not (earlier or not other.row["definite"]):
            return False
        regained = bool(one.row["again"] and other.row["again"])
        if other.recent != one.recent and not (regained and (one if one.recent else other).last_month):
            return False
        if one.respect == "opening" and one.row["again"] != other.row["again"]:
            return False
        likeness = self._likeness.alike(one, other)
        if one.respect.startswith("act"):
            return likeness is not False
        if one.holder is not None and other.holder is None:
            return False
        if likeness is None and one.holder is None and one.state is None:
            return _of_one_kind(one, other) and (regained or not self._likeness.disputed)
        return bool(likeness)


def _of_one_kind(one: Told, other: Told) -> bool:
    """Whether the words for two events are those for one: a place falls, or is lost, to who captures it."""
    falls = [each.row["frame"] in ("fall", "lose") for each in (one, other)]
    if one.respect == "control" and any(falls):
        taken = other if falls[0] else one
        by_force = taken.loser is not None or (taken.holder is not None and taken.holder.role == "rebel")
        return all(falls) or (one.row["event_type"] == other.row["event_type"] == "capture" and by_force)
    return bool(one.row["event_type"] == other.row["event_type"])
