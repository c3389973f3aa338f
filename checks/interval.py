"""What a printed number denotes: an interval [low, high], from its digits and its hedge.

All functions are Polars expressions over columns `value`, `value_high`, `step`, `coarse` and `bound` unless said
otherwise.
Source of the widths: design of the semantics, measured by simulating conversions rounded to an integer, to 5, to 10
and to one or two significant figures.
"""

from __future__ import annotations

from functools import cache

import polars as pl

TOLERANCE = 1e-9
"""Relative slack of every comparison of bounds: floating-point noise is no contradiction."""

_UNBOUNDED = float("inf")


def denoted_low(half: pl.Expr | None = None) -> pl.Expr:
    """The least value that a hedged, printed number denotes; `half` is half its grid (default: half of `coarse`)."""
    value, bound = pl.col("value"), pl.col("bound")
    half = pl.col("coarse") / 2 if half is None else half
    about = pl.max_horizontal(3 * pl.col("step"), 0.1 * value.abs())
    return (
        pl.when(bound.is_in(["more_than", "at_least"]))
        .then(value - half)
        .when(bound == "about")
        .then(value - pl.max_horizontal(half, about))
        .when(bound == "nearly")
        .then(value - pl.max_horizontal(half, 0.1 * value.abs()))
        .when(bound.is_in(["up_to", "at_most", "less_than"]))
        .then(pl.min_horizontal(pl.lit(0.0), value - half))
        .when(bound == "vague")
        .then(-_UNBOUNDED)
        .otherwise(value - half)
    )


def denoted_high(half: pl.Expr | None = None) -> pl.Expr:
    """The greatest value that a hedged, printed number denotes; `half` is half its grid (default: half of `coarse`)."""
    value, bound = pl.col("value_high"), pl.col("bound")
    half = pl.col("coarse") / 2 if half is None else half
    about = pl.max_horizontal(3 * pl.col("step"), 0.1 * value.abs())
    return (
        pl.when(bound.is_in(["more_than", "at_least", "vague"]))
        .then(_UNBOUNDED)
        .when(bound == "about")
        .then(value + pl.max_horizontal(half, about))
        .otherwise(value + half)
    )


def at_most(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """left <= right, up to floating-point noise; null where either is null."""
    return left <= right + TOLERANCE * pl.max_horizontal(left.abs(), right.abs())


def overlap(low: pl.Expr, high: pl.Expr, other_low: pl.Expr, other_high: pl.Expr) -> pl.Expr:
    """Whether two intervals have a value in common, up to floating-point noise; null where a bound is null."""
    return at_most(low, other_high) & at_most(other_low, high)


_MOST_DIGITS = 7


def in_digits(value: pl.Expr, digits: pl.Expr) -> pl.Expr:
    """A value in so many significant digits, two at least."""
    rounded = value.round_sig_figs(_MOST_DIGITS)
    for count in range(_MOST_DIGITS - 1, 1, -1):
        rounded = pl.when(digits <= count).then(value.round_sig_figs(count)).otherwise(rounded)
    return rounded


_GRID_LIMIT = 0.1
"""A figure is rounded to its trailing zeros, but hardly by more than this share of itself: 1,000 may be 950, not 600.
"""

_UP = ("more_than", "at_least")
_DOWN = ("nearly", "up_to", "at_most", "less_than")
_HEDGED = 0.1
_ABOUT = 0.05
"""How far, relative to itself, the conversion of a hedged number may lie on the side of its hedge, and on either side
of an approximate one: both are rounded from one figure.
"""


def grid_half(role: str) -> pl.Expr:
    """Half the grid to which a figure (columns `<role>_value`, `_step`, `_coarse`) may have been rounded."""
    value, step, coarse = (pl.col(f"{role}_{name}") for name in ("value", "step", "coarse"))
    return pl.min_horizontal(coarse / 2, pl.max_horizontal(step / 2, _GRID_LIMIT * value.abs()))


def conversions_judged(conversions: pl.LazyFrame) -> pl.LazyFrame:
    """`checks.constraints.Conversions` with `as_level` and `as_change`: whether the figures convert into each other
    with and without the shift (and with the bounds that tell).

    True iff one figure, converted, falls into the interval of the other, at both ends of a range. A decimal that is
    converted back stands as it is printed: whoever converts 4.5 inches has 4.5, not 4.3.
    """
    for stage in _conversion_stages():
        conversions = conversions.with_columns(**stage)
    return conversions


@cache
def _conversion_stages() -> tuple[dict[str, pl.Expr], ...]:
    """The columns of `conversions_judged` that build upon each other. To write them down takes longer than to compute
    them for a few rows, so that is done once.
    """
    first = {
        "low_ratio": pl.col("ratio") * (1 - pl.col("slack")),
        "high_ratio": pl.col("ratio") * (1 + pl.col("slack")),
        "given_half": grid_half("given"),
        "converted_half": grid_half("converted"),
        "given_less": pl.max_horizontal(_hedged("given", _DOWN), _decimal_half()),
        "given_more": pl.max_horizontal(_hedged("given", _UP), _decimal_half()),
        "converted_less": _hedged("converted", _DOWN),
        "converted_more": _hedged("converted", _UP),
    }
    widened = {
        "back_less": pl.max_horizontal(_back_half(), "given_less"),
        "back_more": pl.max_horizontal(_back_half(), "given_more"),
        "converted_less": pl.max_horizontal("converted_half", "converted_less"),
        "converted_more": pl.max_horizontal("converted_half", "converted_more"),
    }
    spans = {name: bound for end in _ENDS for name, bound in _spans(end).items()}
    agree = {f"{reading}_{end}": _agrees(end, shift) for end in _ENDS for reading, shift in _READINGS.items()}
    both = {reading: pl.col(f"{reading}_value") & pl.col(f"{reading}_value_high") for reading in _READINGS}
    return first, widened, spans, agree, both


_ENDS = ("value", "value_high")
_READINGS = {"as_level": pl.col("shift"), "as_change": pl.lit(0.0)}


def _decimal_half() -> pl.Expr:
    """Two readings of one instrument are rounded both: 70.4 MiB/s is 73.9 MB/s if it was 70.44."""
    step = pl.col("given_step")
    return pl.when((step < 1) & (pl.col("converted_step") < 1)).then(step / 2).otherwise(0.0)


def _back_half() -> pl.Expr:
    step = pl.col("given_step")
    return pl.when(step < 1).then(step / 2).otherwise("given_half")


def _hedged(role: str, bounds: tuple[str, ...]) -> pl.Expr:
    """How far a figure may lie from its counterpart on one side because of its hedge."""
    bound, value = pl.col(f"{role}_bound"), pl.col(f"{role}_value").abs()
    about = pl.max_horizontal(_ABOUT * value, pl.col(f"{role}_step") / 2)
    return (
        pl.when(bound == "exact")
        .then(0.0)
        .when(bound.is_in(bounds))
        .then(_HEDGED * value)
        .when(bound == "about")
        .then(about)
        .otherwise(0.0)
    )


def _spans(end: str) -> dict[str, pl.Expr]:
    """The interval of one end of the given figure in the converted unit, forward with its hedge (`<end>_forth_*`), and
    with all that it may have been rounded from (`<end>_back_*`).
    """
    given = pl.col(f"given_{end}")
    spans: dict[str, pl.Expr] = {}
    for name, hedge in (("forth", "given"), ("back", "back")):
        low, high = given - pl.col(f"{hedge}_less"), given + pl.col(f"{hedge}_more")
        first = pl.when("inverse").then(1 / high).otherwise(low)
        last = pl.when("inverse").then(1 / low).otherwise(high)
        spans[f"{end}_{name}_low"] = pl.min_horizontal(first * pl.col("low_ratio"), first * pl.col("high_ratio"))
        spans[f"{end}_{name}_high"] = pl.max_horizontal(last * pl.col("low_ratio"), last * pl.col("high_ratio"))
    return spans


def _agrees(end: str, shift: pl.Expr) -> pl.Expr:
    """Whether one end of the figures agrees: forward into the converted figure's interval, or back into the given
    one's.
    """
    converted = pl.col(f"converted_{end}") - shift
    noise = TOLERANCE * converted.abs()
    forth = (pl.col(f"{end}_forth_low") <= converted + pl.col("converted_more") + noise) & (
        converted - pl.col("converted_less") <= pl.col(f"{end}_forth_high") + noise
    )
    back = (pl.col(f"{end}_back_low") <= converted + noise) & (converted <= pl.col(f"{end}_back_high") + noise)
    return forth | back | ((pl.col(f"given_{end}") == 0) & (pl.col(f"converted_{end}") == 0))


_COMPARED_GRID = 10
_COMPARED_LIMIT = 0.05
"""Two figures that are compared are rounded alike: the coarser one by no more than ten steps of the other, or by this
share of itself.
"""

_RELATED = {"percent": 0.25, "before": 0.15, "after": 0.15}
"""How far, relative to itself, a hedged number lies beyond its bound in relation to another: "over 20" is hardly 30."""


def changes_bounded(changes: pl.LazyFrame) -> pl.LazyFrame:
    """`checks.constraints.Changes` with the intervals of the figures (`before_low` ... `after_high`), of the
    percentage told (`percent_low`, `percent_high`) and of the change that the figures make, in percent (`change_low`,
    `change_high`) and in points (`points_low`, `points_high`).

    A percentage may be rounded, or cut off behind its last digit.
    """
    for stage in _change_stages():
        changes = changes.with_columns(**stage)
    return changes


@cache
def change_holds() -> pl.Expr:
    """Whether the change that the figures make (`changes_bounded`) is the one told; null where that cannot be said."""
    positive = pl.col("comparable") & (pl.col("before_low") > 0) & (pl.col("after_low") > 0)
    change, points = change_fits("change_low", "change_high"), change_fits("points_low", "points_high")
    told = pl.when("points").then(points).otherwise(change | (pl.col("rates") & points))
    return pl.when(positive).then(told)


def change_fits(low: str, high: str, direction: str = "direction") -> pl.Expr:
    """Whether the change from `low` to `high` is the one told, in its direction (either where that is open)."""
    told_low, told_high, way = pl.col("percent_low"), pl.col("percent_high"), pl.col(direction)
    up = overlap(pl.col(low), pl.col(high), told_low, told_high)
    down = overlap(pl.col(low), pl.col(high), -told_high, -told_low)
    return ((way >= 0) & up) | ((way <= 0) & down)


@cache
def _change_stages() -> tuple[dict[str, pl.Expr], ...]:
    """The columns of `changes_bounded` that build upon each other, written down once."""
    halves = {f"{role}_half": grid_half(role) for role in _RELATED}
    grids = {f"{role}_half": _compared_half(role, other) for role, other in (("before", "after"), ("after", "before"))}
    bounds = {name: end for role in _RELATED for name, end in _related(role).items()}
    ends = {
        "percent_high": pl.max_horizontal("percent_high", pl.col("percent_value_high") + pl.col("percent_step")),
        "change_low": 100 * (pl.col("after_low") / pl.col("before_high") - 1),
        "change_high": 100 * (pl.col("after_high") / pl.col("before_low") - 1),
        "points_low": pl.col("after_low") - pl.col("before_high"),
        "points_high": pl.col("after_high") - pl.col("before_low"),
    }
    return halves, grids, bounds, ends


def _compared_half(role: str, other: str) -> pl.Expr:
    """Half the grid of a figure that stands beside another in one comparison."""
    share = 2 * _COMPARED_LIMIT * pl.col(f"{role}_value").abs()
    grid = pl.max_horizontal(f"{role}_step", pl.min_horizontal(_COMPARED_GRID * pl.col(f"{other}_coarse"), share))
    return pl.min_horizontal(f"{role}_half", grid / 2)


def _related(role: str) -> dict[str, pl.Expr]:
    """The interval of a figure with its hedge, as the relation to another figure."""
    low, high, bound = pl.col(f"{role}_value"), pl.col(f"{role}_value_high"), pl.col(f"{role}_bound")
    half, share = pl.col(f"{role}_half"), _RELATED[role] * pl.col(f"{role}_value_high").abs()
    about = pl.when(bound == "about").then(pl.max_horizontal(3 * pl.col(f"{role}_step"), 0.1 * high.abs()))
    return {
        f"{role}_low": low - pl.max_horizontal(half, about, pl.when(bound.is_in(_DOWN)).then(share)),
        f"{role}_high": high + pl.max_horizontal(half, about, pl.when(bound.is_in(_UP)).then(share)),
    }
