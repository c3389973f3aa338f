"""What a phrase prints of a date and a clock: the parts, before anything is inferred from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from checks.extract.time.token import Tokens
from checks.extract.time.vocabulary import kinds

OFFSETS = {
    "this": 0,
    "current": 0,
    "last": -1,
    "past": -1,
    "latest": -1,
    "next": 1,
    "following": 1,
    "previous": -1,
    "same": 0,
    "that": 0,
}
NARRATIVE = frozenset(["previous", "following", "same", "that"])
_COUNTS = frozenset(("this", "last", "next"))
_COUNTED = frozenset(("year", "unit", "daypart"))
_RELATIVE_UNITS = {"week": "week", "weekend": "weekend", "month": "month", "NI": "night"}
_SEASON_NAMES = frozenset(("season", "verb_season"))
_NAMED_IN_YEAR = _SEASON_NAMES | {"month", "name_month"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_MODIFIERS = frozenset(["hedge", "early", "mid", "edge", "earlier", "later", "or_so"])


class Shape(NamedTuple):
    """The kinds of the tokens of a phrase and what they tell without their values.

    `which` is the last of "this", "last", "next", "previous", "following", "same" and so on, `modifier` the place of
    the first word for a modifier and `season` that of the first name of a season, `relative` that of a word before what
    it counts from the publication ("March last year", "this May"), -1 if there is none.
    """

    kinds: tuple[str, ...]
    which: str | None
    modifier: int
    season: int
    relative: int


@lru_cache(maxsize=1 << 12)
def form_of(kinds: tuple[str, ...]) -> Shape:
    """The form of a phrase of these kinds of token."""
    which = next((kind for kind in reversed(kinds) if kind in OFFSETS), None)
    return Shape(kinds, which, _first(kinds, _MODIFIERS), _first(kinds, _SEASON_NAMES), _relative(kinds))


def _first(kinds: tuple[str, ...], wanted: frozenset[str]) -> int:
    """The place of the first of the wanted kinds, -1 if there is none."""
    return next((at for at, kind in enumerate(kinds) if kind in wanted), -1)


def _relative(kinds: tuple[str, ...]) -> int:
    """The place of a word that counts from the publication what follows; of "this May" that of the first."""
    said = (at for at, (one, other) in enumerate(pairwise(kinds)) if other in _COUNTED and one in _COUNTS)
    return next(said, 0 if kinds[:1] == ("this",) and not _NAMED_IN_YEAR.isdisjoint(kinds) else -1)


class Phrase:
    """The tokens of one production, `low` to `high`, from byte `start` to `end`, with their kinds and values.

    `shift` is how far behind its place in the text of the tokens it stands in the data.
    """

    __slots__ = ("end", "form", "high", "kinds", "low", "shift", "start", "tokens", "values")

    def __init__(self, tokens: Tokens, low: int, form: Shape, shift: int) -> None:
        self.tokens, self.low, self.form, self.shift = tokens, low, form, shift
        self.kinds = form.kinds
        self.high = high = low + len(form.kinds)
        self.start, self.end = tokens.starts[low] + shift, tokens.ends[high - 1] + shift
        self.values = tokens.values[low:high]

    def part(self, low: int, high: int | None = None) -> Phrase:
        """The tokens from the `low`-th to the `high`-th."""
        kinds = self.kinds[low:high]
        return Phrase(self.tokens, self.low + low % len(self.kinds), form_of(kinds), self.shift)

    def value(self, *kinds: str) -> str | None:
        """The value of the first token of one of these kinds."""
        for kind, value in zip(self.kinds, self.values, strict=True):
            if kind in kinds:
                return value
        return None

    def has(self, *kinds: str) -> bool:
        """Whether a token is of one of these kinds."""
        own = self.kinds
        for kind in kinds:  # twice as fast as any(), for a phrase has few tokens  # noqa: SIM110
            if kind in own:
                return True
        return False

    def near(self, by: int) -> tuple[str, str]:
        """Kind and value of the token `by` places behind the phrase (0 the next) or before it (-1)."""
        at = self.high + by if by >= 0 else self.low + by
        return kinds()[self.tokens.letters[at]], self.tokens.values[at]

    def printed(self, at: int) -> str:
        """The `at`-th token as it is written."""
        return self.tokens.text[self.tokens.starts[self.low + at] : self.tokens.ends[self.low + at]]

    @property
    def modifier(self) -> str | None:
        """START, MID, END, APPROX and so on, from the words for them."""
        at = self.form.modifier
        return self.values[at] or None if at >= 0 else None

    @property
    def which(self) -> str | None:
        """The last of "this", "last", "next", "previous", "following", "same" and so on."""
        return self.form.which


@dataclass(slots=True)
class Fields:
    """A date and a clock as printed. `swapped` is the other month and day of a date like 3/4/2019.

    `clock_hours` is 24 where a clock tells which half of the day it is in, else 12.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: int | None = None
    holiday: str | None = None
    clock: int | None = None
    clock_hours: int | None = None
    half_of_day: str | None = None
    part: str | None = None
    zone: str | None = None
    utc: tuple[int, int] | None = None
    swapped: tuple[int, int] | None = None

    def name(self, value: str, kind: str) -> None:
        """Take a month, weekday, relative day, holiday or part of the day."""
        if kind in ("month", "name_month"):
            self.month = int(value)
        elif kind in ("weekday", "short_weekday"):
            self.weekday = int(value)
        elif kind in ("named_day", "tonight", "overnight"):
            self.relative = int(value)
            self.part = "NI" if kind != "named_day" else self.part
        elif kind == "holiday":
            self.holiday = value
        elif kind == "daypart":
            self.part = value
        elif kind == "noon":
            self.clock, self.clock_hours = int(value[:2]) * 60, 24

    def number(self, value: str, before: str, after: str, behind: str) -> None:
        """Take a number as the hour, a year with its era, or the day; `before` and `after` are the kinds beside it."""
        if not value.isdigit():
            return
        if after in ("meridiem", "oclock"):
            self._tell(value, "")
        elif "era" in (before, after):
            self.year = with_era(int(value), behind if after == "era" else "")
        else:
            self.day = int(value)

    def figure(self, value: str, kind: str, published: int | None) -> None:
        """Take a date or clock in figures."""
        if kind == "iso":
            day, _, clock = value.replace("/", "-").partition("T")
            self.year, self.month, self.day = (int(part) for part in day.split("-"))
            if clock:
                self._tell(clock[:2], clock[3:5])
        elif kind == "numeric":
            first, second, year = (int(part) for part in value.replace("/", ".").replace("-", ".").split("."))
            self.year = full_year(year, published) if year < 100 else year
            self.month, self.day = (second, first) if first > 12 else (first, second)
            self.swapped = (second, first) if max(first, second) <= 12 and first != second else None
        elif kind == "clock":
            digits = value.replace(".", ":")
            hour, minute = digits.split(":")[:2] if ":" in digits else (digits[:2], digits[2:])
            self._tell(hour, minute, military=":" not in digits)

    def _tell(self, hour: str, minute: str, *, military: bool = False) -> None:
        """Take a clock; an hour in two figures of which the first is 0, and one in four, is of the whole day."""
        self.clock = int(hour) * 60 + int(minute or 0) if int(hour) <= 24 else None
        whole = military or hour.startswith("0") or int(hour) > 12
        self.clock_hours = None if self.clock is None else 24 if whole else 12

    def meridiem(self, value: str) -> None:
        """Put the clock before or after noon."""
        self.half_of_day, self.clock_hours = f"{value[0].lower()}m", 24
        if self.clock is not None and self.clock < 13 * 60:
            self.clock = self.clock % 720 + (720 if value[0] in "pP" else 0)


def parts_of(phrase: Phrase, published: date | None) -> Fields:
    """What a date or clock prints; not to be changed, for phrases that print the same share it."""
    zone = ""
    if "zone" in phrase.kinds:
        zone = phrase.printed(max(at for at, kind in enumerate(phrase.kinds) if kind == "zone"))
    return _parts(phrase.kinds, phrase.values, zone, published.year if published else None)


@lru_cache(maxsize=1 << 12)
def _parts(kinds: tuple[str, ...], values: tuple[str, ...], zone: str, published: int | None) -> Fields:
    """Read the tokens one by one; `zone` is the time zone as it is written, `published` the document's year."""
    parts = Fields()
    for at, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        after = kinds[at + 1] if at + 1 < len(kinds) else ""
        if kind in ("day_number", "ordinal", "nth", "digits", "count"):
            parts.number(value.rstrip("stndrh"), kinds[at - 1] if at else "", after, values[at + 1] if after else "")
        elif kind in ("year_number", "year_words"):
            parts.year = with_era(int(value), values[at + 1] if after == "era" else "")
        elif kind == "short_year":
            parts.year = full_year(int(value[-2:]), published)
        elif kind in ("iso", "numeric", "clock"):
            parts.figure(value, kind, published)
        elif kind == "meridiem":
            parts.meridiem(value)
        elif kind == "zone":
            low, _, high = value.partition("/")
            parts.zone, parts.utc = zone, (int(low), int(high)) if low else None
        else:
            parts.name(value, kind)
    if parts.part in ("AF", "EV", "NI") and "oclock" in kinds and parts.clock is not None and parts.clock < 720:
        parts.clock += 720
    if parts.part is not None and "oclock" in kinds:
        parts.clock_hours = 24
    return parts


def season_named(phrase: Phrase) -> str | None:
    """The season that a phrase names."""
    at = phrase.form.season
    return _SEASONS[phrase.values[at]] if at >= 0 else None


def relative_of(phrase: Phrase) -> tuple[int, str] | tuple[None, None]:
    """What a phrase counts from the publication, where it does, and in which unit."""
    at = phrase.form.relative
    kind, value = phrase.kinds[at + 1], phrase.values[at + 1]
    unit = _RELATIVE_UNITS.get(value) if kind in ("unit", "daypart") else "year"
    return (None, None) if unit is None else (OFFSETS[phrase.kinds[at]], unit)


def with_era(year: int, era: str) -> int:
    """The astronomical year: 1 BC is 0."""
    return 1 - year if era.upper().startswith("B") else year


def full_year(two_digits: int, published: int | None) -> int:
    """The year meant by '98: at most ten years after the document's own."""
    latest = (published or 2030) + 10
    return latest - (latest - two_digits) % 100
