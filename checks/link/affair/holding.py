"""How long the object of an affair was held: from which event on, and which events ended that."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, inf

from checks.link.affair.bounds import BEFORE, PUBLISHED
from checks.link.affair.likeness import Likeness
from checks.link.affair.reference import References
from checks.link.affair.side import same
from checks.link.affair.timeline import Timeline
from checks.link.affair.told import Told
from checks.network import Edge, between
from checks.regex import lazy

_SLACK = 3
_UNTIL = lazy(r"\b(?:until|till|before)\b[^,;.]*\Z")


class Holdings:
    """What the events of one affair, by positions, say of how long its object was held."""

    def __init__(self, timeline: Timeline, likeness: Likeness, references: References, text: str) -> None:
        self._told, self._timeline, self._likeness = timeline.told, timeline, likeness
        self._references, self._text = references, text

    def lasting(self, at: int, begin: int, fact: int) -> Iterator[Edge]:
        """What the words for how long the object was held since an event say."""
        duration = self._told[at].duration
        if duration is not None:
            least, most = duration["days_low"], duration["days_high"]
            longest = None if most == inf else ceil(most)
            yield from between(self._timeline.event(begin), self._timeline.end(at), floor(least) + 1, longest, fact)
            yield from between(self._timeline.end(at), PUBLISHED, 0, None, fact)

    def ended(self, at: int, begin: int, fact: int) -> Iterator[Edge]:
        """What each event says that ended it: then or, for one that took the object away, not before."""
        one, end = self._told[at], self._end(at)
        for other in range(len(self._told)):
            if other in (begin, at):
                continue
            if one.duration is not None and self._ended_with(at, other):
                yield from between(end, self._timeline.event(other), -_SLACK, _SLACK, fact)
            elif self._taken(begin, other):
                yield from between(end, self._timeline.event(other), 0, None, fact)

    def _end(self, at: int) -> int:
        """The point at which the object was held no more: "10 months later" it was lost."""
        return self._timeline.end(at) if self._told[at].duration is not None else self._timeline.event(at)

    def begin(self, at: int) -> int | None:
        """The event since which an object was held that is held for some time, or lost after some time."""
        one = self._told[at]
        if one.duration is not None:
            return self._beginning(at)
        if one.loser is not None and one.readings and one.readings[0].landmark == BEFORE:
            before = self._timeline.before(at)
            return before if before is not None and same(self._told[before].holder, one.loser) else None
        return None

    def _beginning(self, at: int) -> int | None:
        """The event with which a time of holding began: itself, one beside it, or the only one of its side."""
        one = self._told[at]
        if one.row["event_type"] != "hold" and one.readings:
            return at
        before = [number for number, other in enumerate(self._told) if number != at and self._may_begin(one, other)]
        beside = [
            number for number in before if number < at and one.row["sentence"] - self._told[number].row["sentence"] <= 1
        ]
        if beside:
            return beside[-1]
        return before[0] if len(before) == 1 and one.row["agent"] else None

    def _may_begin(self, one: Told, begin: Told) -> bool:
        """Whether a time of holding may have begun with an event: one of its side, or a near one if it names none."""
        if not begin.readings or begin.recent:
            return False
        likeness = self._likeness.alike(one, begin)
        near = 0 <= one.row["sentence"] - begin.row["sentence"] <= 1
        described = any(holder is None or not (holder.names or holder.nation) for holder in (one.holder, begin.holder))
        return bool(likeness) or (likeness is None and described and near)

    def _ended_with(self, at: int, other: int) -> bool:
        """Whether the same sentence tells how a time of holding ended: "held it for ten years and sold it in 2015"."""
        one, two = self._told[at], self._told[other]
        if not two.readings or one.row["sentence"] != two.row["sentence"] or two.row["start"] < one.row["end"]:
            return False
        gave = two.row["frame"] == "lose" and two.row["loser"] == one.row["agent"]
        return gave or (self._likeness.alike(one, two) is False and self._until(one.row["end"], two.row["start"]))

    def _until(self, start: int, end: int) -> bool:
        return _UNTIL.search(self._text[start:end]) is not None

    def _taken(self, begin: int, other: int) -> bool:
        """Whether another event takes the object from those who got it at `begin`, in the likeliest reading."""
        told, follows, meant = self._told, self._timeline.follows, self._references.meant
        one, two = told[begin], told[other]
        if self._likeness.alike(one, two) is not False or not two.readings or two.recent:
            return False
        means = [two, *(told[at] for at in range(len(told)) if other in meant(at)), *(told[at] for at in meant(other))]
        places = [told.index(each) for each in means]
        if any(follows(begin, at) for at in places):
            return False
        return any(follows(at, begin) for at in places) or any(each.row["again"] for each in means)
