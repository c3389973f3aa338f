"""The statements of one affair as a network of times.

An event happened at a time (with the readings of that time); a definite description or a verb that refers back means
an event already told; what is held for some time does not change hands before. They contradict each other only if they
do so under every reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations
from math import ceil, floor, inf
from typing import Any, TypeAlias

from checks.link.affair.bounds import BEFORE, ORIGIN, PUBLISHED, YEAR, Bounds
from checks.link.affair.side import Side, same
from checks.link.affair.told import Told, alike
from checks.network import AXIOM, Contradiction, Edge, between, conflict, contradiction
from checks.regex import lazy

Row: TypeAlias = dict[str, Any]

_LANDMARKS = 3
_FAR = 1200
"""Days beyond which two events of one kind are hardly one with a slip of the pen in its date."""
_CLOSING = 365
"""Days in which a deal that was signed is closed."""
_SLACK = 3
_UNTIL = lazy(r"\b(?:until|till|before)\b[^,;.]*\Z")
_PAST = ("past", "past_perfect")


@dataclass
class Statements:
    """The statements about one affair of N events.

    Fact n is the time of event n, N + n what event n refers back to, 2N + n how long its object was held.
    """

    told: list[Told]
    published: date | None
    text: str
    calendar: list[Edge] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    ambiguous: list[list[list[Edge]]] = field(default_factory=list)
    labels: list[list[str]] = field(default_factory=list)
    linked: bool = False

    def __post_init__(self) -> None:
        self._calendar()
        for at in range(len(self.told)):
            self._time(at)
        for at in range(len(self.told)):
            self._reference(at)
        for at in range(len(self.told)):
            self._duration(at)

    @property
    def _size(self) -> int:
        return _LANDMARKS + 2 * len(self.told)

    def contradiction(self) -> Contradiction | None:
        """A smallest contradiction of the statements."""
        return contradiction(self._size, self.edges, self.ambiguous)

    def _calendar(self) -> None:
        self.calendar += between(YEAR, PUBLISHED, 0, 365, AXIOM)
        if self.published is not None:
            first = self.published.replace(month=1, day=1).toordinal()
            self.calendar += between(ORIGIN, YEAR, first, first, AXIOM)
            self.calendar += between(ORIGIN, PUBLISHED, self.published.toordinal(), self.published.toordinal(), AXIOM)
        for at, one in enumerate(self.told):
            if one.row["tense"] in _PAST and one.row["form"] != "noun":
                self.calendar += between(_LANDMARKS + at, PUBLISHED, 0, None, AXIOM)
        self.edges += self.calendar

    def _state(self, fact: int, readings: Sequence[Sequence[Edge]], labels: Sequence[str]) -> None:
        if len(readings) == 1:
            self.edges += readings[0]
        elif readings:
            self.ambiguous.append([list(reading) for reading in readings])
            self.labels.append(list(labels))

    def _time(self, at: int) -> None:
        stated = [(self._read(at, one), one.says) for one in self.told[at].readings]
        if all(edges for edges, _ in stated):
            self._state(at, [edges for edges, _ in stated], [says for _, says in stated])

    def _read(self, at: int, one: Bounds) -> list[Edge]:
        landmark = one.landmark
        if landmark == BEFORE:
            before = self._before(at)
            if before is None:
                return []
            landmark = _LANDMARKS + before
        return list(between(landmark, _LANDMARKS + at, one.low, one.high, at))

    def _before(self, at: int) -> int | None:
        """The dated event told before, in this sentence or the last one: what "10 months later" counts from."""
        one = self.told[at]
        for other in range(at - 1, -1, -1):
            if self.told[other].readings and one.row["sentence"] - self.told[other].row["sentence"] <= 1:
                return other
        return None

    def _reference(self, at: int) -> None:
        """A definite event is one of those told of its side and kind; the news of the day is not referred to."""
        fact = len(self.told) + at
        candidates = self.candidates(at)
        if candidates:
            self.linked = True
            readings = [
                list(between(_LANDMARKS + other, _LANDMARKS + at, -slack, slack, fact))
                for other in candidates
                for slack in [self._slack(at, other)]
            ]
            self._state(fact, readings, [""] * len(candidates))

    def candidates(self, at: int) -> list[int]:
        """Positions of the dated events that a definite event may mean."""
        return self._meant[at]

    @cached_property
    def _meant(self) -> list[list[int]]:
        return [self._referents(at) for at in range(len(self.told))]

    def _referents(self, at: int) -> list[int]:
        one = self.told[at]
        once = one.respect.startswith("life") or (one.row["event_type"] == "buy" and one.row["patient_head"] is None)
        if not one.readings or one.holds or not (one.row["definite"] or once):
            return []
        return [
            other
            for other in range(len(self.told))
            if other != at and self._may_mean(one, self.told[other], earlier=other < at) and not self._apart(at, other)
        ]

    def _apart(self, at: int, other: int) -> bool:
        """Whether two events are told too far apart to be one: by years, or by what happened in between."""
        if self.told[at].respect.startswith("life"):
            return False
        far = between(_LANDMARKS + at, _LANDMARKS + other, -_FAR, _FAR, AXIOM)
        if self._refuted_likely((at, other), list(far)):
            return True
        if self.told[at].respect == "custody" and self._freed(min(at, other), max(at, other)):
            return True
        dated = (amid for amid, one in enumerate(self.told) if one.readings)
        opposed = [amid for amid in dated if self._alike(self.told[amid], self.told[at]) is False]
        return any(
            self._follows(amid, first) and self._follows(last, amid)
            for first, last in ((at, other), (other, at))
            for amid in opposed
        )

    def _freed(self, first: int, last: int) -> bool:
        """Whether somebody arrested twice is told to have been released in between."""
        return any(self.told[amid].state != self.told[last].state for amid in range(first + 1, last))

    def _may_mean(self, one: Told, other: Told, *, earlier: bool) -> bool:
        if not other.readings or not (earlier or not other.row["definite"]):
            return False
        regained = bool(one.row["again"] and other.row["again"])
        if other.recent != one.recent and not (regained and (one if one.recent else other).last_month):
            return False
        if one.respect == "opening" and one.row["again"] != other.row["again"]:
            return False
        likeness = self._alike(one, other)
        if one.respect.startswith("act"):
            return likeness is not False
        if one.holder is not None and other.holder is None:
            return False
        if likeness is None and one.holder is None and one.state is None:
            return _of_one_kind(one, other) and (regained or not self._disputed)
        return bool(likeness)

    def _alike(self, one: Told, other: Told) -> bool | None:
        verdict = alike(one, other, self._same)
        return True if verdict is None and (self._nameless(one, other) or self._nameless(other, one)) else verdict

    def _nameless(self, one: Told, other: Told) -> bool:
        """Whether one of two events was by nameless forces against the enemy of the other's: "his forces took it"."""
        taker = one.holder
        if taker is None or taker.role != "armed" or taker.names or taker.nation or other.holder is None:
            return False
        return self._same(one.loser, other.holder) is False

    def _same(self, one: Side | None, other: Side | None) -> bool | None:
        """Whether two sides are one; those are not of which the text says that one took from the other."""
        verdict = same(one, other)
        if verdict is not None or one is None or other is None:
            return verdict
        fought = any(
            (same(one, taker) and same(other, loser)) or (same(one, loser) and same(other, taker))
            for taker, loser in self._rivals
        )
        return False if fought else None

    @cached_property
    def _rivals(self) -> list[tuple[Side | None, Side | None]]:
        """The sides that took the object from one another."""
        return [(one.holder, one.loser) for one in self.told if one.holder is not None and one.loser is not None]

    def _slack(self, at: int, other: int) -> int:
        """Days between two dates of one event: a deal has a day of signing and one of closing, and years say either."""
        pair = (self.told[at], self.told[other])
        traded = any(one.row["event_type"] in ("buy", "sell") for one in pair)
        years = all(one.readings[0].landmark == ORIGIN for one in pair)
        return _CLOSING if traded and years else 0

    @cached_property
    def _disputed(self) -> bool:
        """Whether the object is told to have been of different sides: who took it must then be said."""
        return any(self._alike(one, other) is False for one, other in combinations(self.told, 2))

    def _duration(self, at: int) -> None:
        """What is held for some time, or lost after some time, does not change hands before."""
        one, fact = self.told[at], 2 * len(self.told) + at
        if one.duration is not None:
            begin, end = self._beginning(at), _LANDMARKS + len(self.told) + at
        elif one.loser is not None and one.readings and one.readings[0].landmark == BEFORE:
            begin, end = self._before(at), _LANDMARKS + at
            begin = begin if begin is not None and same(self.told[begin].holder, one.loser) else None
        else:
            return
        if begin is None:
            return
        if one.duration is not None:
            least, most = one.duration["days_low"], one.duration["days_high"]
            longest = None if most == inf else ceil(most)
            self.edges += between(_LANDMARKS + begin, end, floor(least) + 1, longest, fact)
            self.edges += between(end, PUBLISHED, 0, None, fact)
        for other in range(len(self.told)):
            if other in (begin, at):
                continue
            if one.duration is not None and self._ended(at, other):
                self.linked = True
                self.edges += between(end, _LANDMARKS + other, -_SLACK, _SLACK, fact)
            elif self._ends(begin, other):
                self.linked = True
                self.edges += between(end, _LANDMARKS + other, 0, None, fact)

    def _ended(self, at: int, other: int) -> bool:
        """Whether the same sentence tells how a time of holding ended: "held it for ten years and sold it in 2015"."""
        one, two = self.told[at], self.told[other]
        if not two.readings or one.row["sentence"] != two.row["sentence"] or two.row["start"] < one.row["end"]:
            return False
        gave = two.row["frame"] == "lose" and two.row["loser"] == one.row["agent"]
        return gave or (self._alike(one, two) is False and self._until(one.row["end"], two.row["start"]))

    def _until(self, start: int, end: int) -> bool:
        return _UNTIL.search(self.text[start:end]) is not None

    def _beginning(self, at: int) -> int | None:
        """The event with which a time of holding began: itself, one beside it, or the only one of its side."""
        one = self.told[at]
        if one.row["event_type"] != "hold" and one.readings:
            return at
        before = [other for other in range(len(self.told)) if other != at and self._may_begin(one, self.told[other])]
        beside = [
            other for other in before if other < at and one.row["sentence"] - self.told[other].row["sentence"] <= 1
        ]
        if beside:
            return beside[-1]
        return before[0] if len(before) == 1 and one.row["agent"] else None

    def _may_begin(self, one: Told, begin: Told) -> bool:
        """Whether a time of holding may have begun with an event: one of its side, or a near one if it names none."""
        if not begin.readings or begin.recent:
            return False
        likeness = self._alike(one, begin)
        near = 0 <= one.row["sentence"] - begin.row["sentence"] <= 1
        described = any(holder is None or not (holder.names or holder.nation) for holder in (one.holder, begin.holder))
        return bool(likeness) or (likeness is None and described and near)

    def _ends(self, begin: int, other: int) -> bool:
        """Whether another event takes the object from those who got it at `begin`, in the likeliest reading."""
        one, two = self.told[begin], self.told[other]
        if self._alike(one, two) is not False or not two.readings or two.recent:
            return False
        means = [two, *(self.told[at] for at in range(len(self.told)) if other in self.candidates(at))]
        means += [self.told[at] for at in self.candidates(other)]
        places = [self.told.index(each) for each in means]
        if any(self._follows(begin, at) for at in places):
            return False
        return any(self._follows(at, begin) for at in places) or any(each.row["again"] for each in means)

    def _follows(self, later: int, earlier: int) -> bool:
        """Whether an event is surely later than another if each time has its likeliest reading."""
        before = between(_LANDMARKS + later, _LANDMARKS + earlier, 0, None, AXIOM)
        return self._refuted_likely((later, earlier), list(before))

    def _refuted_likely(self, events: tuple[int, int], claim: list[Edge]) -> bool:
        """Whether the likeliest readings of the times of two events exclude a claim about them."""
        edges = [*self.calendar, *claim]
        for at in events:
            edges += self._likeliest(at)
            if self.told[at].readings[0].landmark == BEFORE and (start := self._before(at)) is not None:
                edges += self._likeliest(start)
        return conflict(self._size, edges) is not None

    def _likeliest(self, at: int) -> list[Edge]:
        """The first reading of an event's time that the calendar and its tense allow."""
        stated = [self._read(at, one) for one in self.told[at].readings]
        possible = (edges for edges in stated if conflict(self._size, [*self.calendar, *edges]) is None)
        return next(possible, stated[0])

    def blamed(self, found: Contradiction) -> list[Told]:
        """The events of a contradiction: first those taken to be one, then the others, both as the text has them."""
        count = len(self.told)
        one = {
            at
            for fact in found.facts
            if count <= fact < 2 * count
            for at in (fact - count, *self.candidates(fact - count))
        }
        places = {fact % count for fact in found.facts} | {at for at in one if at in found.facts}
        return [self.told[at] for at in sorted(places, key=lambda at: (at not in one, at))]

    def explanation(self, found: Contradiction) -> str:
        """The reasoning: what is taken for one event, and why each reading fails."""
        count = len(self.told)
        lines = []
        for fact in sorted(found.facts):
            if count <= fact < 2 * count:
                others = " or ".join(_quoted(self.told[at]) for at in self.candidates(fact - count))
                lines.append(f"{_quoted(self.told[fact - count])} is taken to mean {others}.")
        lines += [self._refuted(case.readings, case.facts) for case in found.cases]
        return " ".join(lines)

    def _refuted(self, chosen: Sequence[tuple[int, int]], facts: frozenset[int]) -> str:
        count = len(self.told)
        words = [
            f"{self.told[fact].time['text']} of {label}"  # type: ignore[index]
            for at, number in chosen
            if (label := self.labels[at][number]) and (fact := self.ambiguous[at][number][0].fact) in facts
        ]
        lead = f"If it is {' and '.join(words)}: " if words else ""
        dated = [self.told[fact] for fact in sorted(facts) if fact < count]
        held = [self.told[fact - 2 * count] for fact in sorted(facts) if fact >= 2 * count]
        if held:
            lasting = held[0].duration or held[0].time
            begin = self.told[(self._beginning if held[0].duration else self._before)(self.told.index(held[0])) or 0]
            other = next((one for one in dated if one not in (begin, held[0])), begin)
            return (
                f'{lead}{_quoted(begin)}, and "{held[0].row["text"]}" {_said(held[0], lasting)}; '
                f"{_quoted(other)} falls before that was over."
            )
        if len(dated) == 1:
            return f"{lead}{_quoted(dated[0])} would be still to come."
        return f"{lead}{' and '.join(_quoted(one) for one in dated)} exclude each other."


def _of_one_kind(one: Told, other: Told) -> bool:
    """Whether the words for two events are those for one: a place falls, or is lost, to who captures it."""
    falls = [each.row["frame"] in ("fall", "lose") for each in (one, other)]
    if one.respect == "control" and any(falls):
        taken = other if falls[0] else one
        by_force = taken.loser is not None or (taken.holder is not None and taken.holder.role == "rebel")
        return all(falls) or (one.row["event_type"] == other.row["event_type"] == "capture" and by_force)
    return bool(one.row["event_type"] == other.row["event_type"])


def _quoted(one: Told) -> str:
    time = f" ({one.time['text']})" if one.time else ""
    return f'"{one.row["text"]}"{time}'


def _said(one: Told, time: Row | None) -> str:
    """How a time of holding is told: "for 10 months", "10 months later"."""
    words = time["text"] if time else ""
    return f"for {words}" if one.duration else words
