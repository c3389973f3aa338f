"""What a printed number denotes: an interval [low, high], from its digits and its hedge.

All functions are Polars expressions over columns `value`, `value_high`, `step`, `coarse` and `bound` unless said
otherwise.
Source of the widths: design of the semantics, measured by simulating conversions rounded to an integer, to 5, to 10
and to one or two significant figures.
"""

from __future__ import annotations

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


_GRID_LIMIT = 0.1
"""A figure is rounded to its trailing zeros, but hardly by more than this share of itself: 1,000 may be 950, not 600.
"""

_UP = {"more_than": 0.1, "at_least": 0.1, "about": 0.05}
_DOWN = {"nearly": 0.1, "about": 0.05, "up_to": 0.1, "at_most": 0.1, "less_than": 0.1}
"""How far, relative to itself, the conversion of a hedged number may lie on either side: both are rounded from one figure."""


def grid_half(role: str) -> pl.Expr:
    """Half the grid to which the figure of a role (columns `<role>_value`, `_step`, `_coarse`) may have been rounded.
    """
    value, step, coarse = (pl.col(f"{role}_{name}") for name in ("value", "step", "coarse"))
    return pl.min_horizontal(coarse / 2, pl.max_horizontal(step / 2, _GRID_LIMIT * value.abs()))


def _related(role: str, end: str, half: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """[low, high] of one end of a figure as the counterpart of another figure, hedge included."""
    value, bound = pl.col(f"{role}_{end}"), pl.col(f"{role}_bound")
    down = bound.replace_strict(_DOWN, default=0.0, return_dtype=pl.Float64) * value.abs()
    up = bound.replace_strict(_UP, default=0.0, return_dtype=pl.Float64) * value.abs()
    last = pl.when(bound == "about").then(pl.col(f"{role}_step") / 2).otherwise(0.0)
    return value - pl.max_horizontal(half, down, last), value + pl.max_horizontal(half, up, last)


def conversion_holds(shift: pl.Expr) -> pl.Expr:
    """Whether the figures of a row of `conversions` convert into each other, over the columns of
    `checks.facts.Conversions`.

    True iff one figure, converted, falls into the interval of the other. A figure that is converted back stands as it
    is printed: whoever converts 4.5 inches has 4.5, not 4.3.
    """
    return _end_holds("value", shift) & _end_holds("value_high", shift)


def _end_holds(end: str, shift: pl.Expr) -> pl.Expr:
    low_ratio, high_ratio = pl.col("ratio_low") * (1 - pl.col("slack")), pl.col("ratio_high") * (1 + pl.col("slack"))
    given, converted = pl.col(f"given_{end}"), pl.col(f"converted_{end}")
    given_low, given_high = _related("given", end, pl.lit(0.0))
    low, high = _related("converted", end, grid_half("converted"))
    right = _between(given_low, given_high, low_ratio, high_ratio)
    forward = overlap(right[0] + shift, right[1] + shift, low, high)
    back_low, back_high = _related("given", end, _back_half())
    back = _between(converted - shift, converted - shift, 1 / high_ratio, 1 / low_ratio)
    return forward | overlap(back[0], back[1], back_low, back_high) | (given == 0) & (converted == 0)


def _back_half() -> pl.Expr:
    """Half the grid of a given figure: trailing zeros and fives of whole numbers may be rounded, printed decimals
    stand.
    """
    decimal = pl.col("given_step") < 1
    return pl.when(decimal).then(pl.col("given_step") / 2).otherwise(grid_half("given"))


def _between(low: pl.Expr, high: pl.Expr, low_ratio: pl.Expr, high_ratio: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The product of two intervals of which the second is positive."""
    corners = [value * ratio for value in (low, high) for ratio in (low_ratio, high_ratio)]
    return pl.min_horizontal(corners), pl.max_horizontal(corners)
