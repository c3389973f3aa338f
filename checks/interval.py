"""What a printed number denotes: an interval [low, high], from its digits and its hedge.

All functions are Polars expressions over columns `value`, `value_high`, `step`, `coarse` and `bound` unless said otherwise.
Source of the widths: design of the semantics, measured by simulating conversions rounded to an integer, to 5, to 10 and to one
or two significant figures.
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
