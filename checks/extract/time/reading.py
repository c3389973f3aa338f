"""What an expression of time means: a TIMEX3 value with the days it can speak of, or the days it lasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from checks.calendar import MEAN_DAYS, Period, period_of

_CODE = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "weekend": "WE",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "half": "H",
    "year": "Y",
}
_VAGUE = {"decade": "DE", "century": "CE", "millennium": "ML"}
_MULTIPLE = {
    "decade": (10, "year"),
    "century": (100, "year"),
    "millennium": (1000, "year"),
    "fortnight": (2, "week"),
    "half": (6, "month"),
}


@dataclass(slots=True)
class Reading:
    """The meaning of one expression; `start` and `end` are byte offsets into the batch.

    `period` is the unit of the calendar that it names and `other` the one it may name instead; `bounds` are its days
    where they are not those of the period ("two years ago"); `days` are the least and the most days
    that it lasts. `anchor` says what it hangs on: `printed`, `published` or `narrative` (the date mentioned before);
    (`anchor_unit`, `anchor_offset`) is the unit of the calendar counted from there. `clock` is in minutes after
    midnight. Other fields are those of `checks.facts.Times`.
    """

    start: int
    end: int
    timex_type: str
    value: str
    granularity: str
    modifier: str | None = None
    period: Period | None = None
    other: Period | None = None
    bounds: tuple[date, date] | None = None
    days: tuple[float, float] | None = None
    anchor: str | None = None
    anchor_unit: str | None = None
    anchor_offset: int | None = None
    calendar: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: int | None = None
    relative_unit: str | None = None
    season: str | None = None
    count: float | None = None
    count_unit: str | None = None
    clock: int | None = None
    clock_hours: int | None = None
    meridiem: str | None = None
    zone: str | None = None
    utc: tuple[int, int] | None = None
    range: int | None = None

    @property
    def lasts(self) -> tuple[float, float] | None:
        """The days that a duration lasts, or that lie between a date and that from which it is counted."""
        if self.timex_type != "DATE" or self.days is not None or self.anchor_unit is None or not self.anchor_offset:
            return self.days
        count = abs(self.anchor_offset)
        return duration_days(count, count, self.anchor_unit, self.modifier)

    def having(self, **changes: object) -> Reading:
        """The same reading, with other values for the fields that are named."""
        for name, value in changes.items():
            setattr(self, name, value)
        return self


@dataclass(slots=True)
class Reference:
    """What a document has said so far: its own date, and the dates mentioned last.

    `tense` looks up whether the verb nearest to the expression in hand speaks of the past (-1), the future (1) or
    neither.
    """

    published: date | None
    tense: Callable[[], int] = lambda: 0
    mentioned: Period | None = None
    day: Period | None = None
    quarter: Period | None = None

    def now(self, unit: str) -> Period | None:
        """The unit of the calendar in which the document was published."""
        return period_of(self.published, unit) if self.published else None

    def then(self, unit: str) -> Period | None:
        """The unit of the calendar of the date mentioned last; the document's own if none was."""
        first = self.mentioned.first if self.mentioned else None
        return period_of(first, unit) if first else self.now(unit)

    def mention(self, reading: Reading) -> None:
        """Remember a date for the expressions that follow."""
        period = reading.period
        if period is None or reading.anchor == "narrative" or reading.timex_type not in ("DATE", "TIME"):
            return
        self.mentioned = period
        if period.unit == "day":
            self.day = period
        elif period.unit == "quarter" and reading.anchor_offset is None:
            self.quarter = period


def duration_value(low: float | None, unit: str) -> str:
    """The TIMEX3 value of an amount (None: X) of units: P2Y6M, PT1M30S, P20Y for two decades, P1D for 24 hours."""
    if low is None and unit in _VAGUE:
        return f"PX{_VAGUE[unit]}"
    times, unit = _MULTIPLE.get(unit, (1, unit))
    code = _CODE[unit]
    clock, letter = ("T", code[1]) if code.startswith("T") else ("", code)
    if low is None:
        return f"P{clock}X{letter}"
    amount = low * times
    if unit == "hour" and amount % 24 == 0:
        return f"P{amount // 24:g}D"
    whole, rest = divmod(amount, 1)
    finer = {"year": (12, "M"), "hour": (60, "M"), "minute": (60, "S")}.get(unit)
    if rest and finer and (rest * finer[0]) == int(rest * finer[0]):
        main = f"{whole:.0f}{letter}" if whole else ""
        return f"P{clock}{main}{rest * finer[0]:.0f}{finer[1]}"
    return f"P{clock}{amount:g}{letter}" if amount < 1e6 else f"P{clock}{amount:.0f}{letter}"


def duration_days(low: float, high: float, unit: str, modifier: str | None) -> tuple[float, float]:
    """The days that "for N units" lasts: N-1 to N+1 units, wider for "about", open for "more than" and "at least"."""
    size = MEAN_DAYS[unit]
    if modifier == "APPROX":
        return max(0.0, 0.75 * low - 0.5) * size, (1.25 * high + 0.5) * size
    if modifier in ("MORE_THAN", "EQUAL_OR_MORE"):
        return low * size * 0.97, float("inf")
    if modifier == "LESS_THAN":
        return 0.75 * low * size, high * size * 1.03
    if modifier == "EQUAL_OR_LESS":
        return 0.0, high * size * 1.03
    slack = max(1.0, 0.1 * high) if high >= 5 else 1.0
    return max(0.0, low - slack) * size, (high + slack) * size
