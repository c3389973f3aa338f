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
"""How far, relative to itself, the conversion of a hedged number may lie on either side: both are rounded from one
figure.
"""


def grid_half(role: str) -> pl.Expr:
    """Half the grid to which a figure (columns `<role>_value`, `_step`, `_coarse`) may have been rounded."""
    value, step, coarse = (pl.col(f"{role}_{name}") for name in ("value", "step", "coarse"))
    return pl.min_horizontal(coarse / 2, pl.max_horizontal(step / 2, _GRID_LIMIT * value.abs()))


def conversions_judged(conversions: pl.LazyFrame) -> pl.LazyFrame:
    """`checks.facts.Conversions` with `as_level` and `as_change`: whether the figures convert into each other with
    and without the shift.

    True iff one figure, converted, falls into the interval of the other, at both ends of a range. A decimal that is
    converted back stands as it is printed: whoever converts 4.5 inches has 4.5, not 4.3.
    """
    back_half = pl.when(pl.col("given_step") < 1).then(pl.col("given_step") / 2).otherwise(grid_half("given"))
    readied = conversions.with_columns(
        low_ratio=pl.col("ratio") * (1 - pl.col("slack")),
        high_ratio=pl.col("ratio") * (1 + pl.col("slack")),
        given_half=grid_half("given"),
        converted_half=grid_half("converted"),
        back_half=back_half,
        given_less=_hedged("given", _DOWN),
        given_more=_hedged("given", _UP),
        converted_less=_hedged("converted", _DOWN),
        converted_more=_hedged("converted", _UP),
    )
    ends = {f"{name}_{end}": _end(end, shift) for end in ("value", "value_high") for name, shift in _READINGS.items()}
    judged = readied.with_columns(**ends)
    return judged.with_columns(
        **{name: pl.col(f"{name}_value") & pl.col(f"{name}_value_high") for name in _READINGS}
    ).drop(*ends)


_READINGS = {"as_level": pl.col("shift"), "as_change": pl.lit(0.0)}


def _hedged(role: str, shares: dict[str, float]) -> pl.Expr:
    """How far a figure may lie from its counterpart on one side because of its hedge."""
    bound = pl.col(f"{role}_bound")
    share = bound.replace_strict(shares, default=0.0, return_dtype=pl.Float64) * pl.col(f"{role}_value").abs()
    last = pl.when(bound == "about").then(pl.col(f"{role}_step") / 2).otherwise(0.0)
    return pl.max_horizontal(share, last)


def _end(end: str, shift: pl.Expr) -> pl.Expr:
    """Whether one end of the figures agrees: forward into the converted figure's interval, or back into the given
    one's.
    """
    given, converted = pl.col(f"given_{end}"), pl.col(f"converted_{end}")
    forward = _meet(
        (given - pl.col("given_less"), given + pl.col("given_more")),
        (converted - shift - _wider("converted", "less"), converted - shift + _wider("converted", "more")),
    )
    less = pl.max_horizontal("back_half", "given_less")
    more = pl.max_horizontal("back_half", "given_more")
    back = _meet((given - less, given + more), (converted - shift, converted - shift))
    return forward | back | ((given == 0) & (converted == 0))


def _wider(role: str, side: str) -> pl.Expr:
    return pl.max_horizontal(f"{role}_half", f"{role}_{side}")


def _meet(given: tuple[pl.Expr, pl.Expr], converted: tuple[pl.Expr, pl.Expr]) -> pl.Expr:
    """Whether an interval, converted by any ratio from `low_ratio` to `high_ratio`, meets another."""
    low, high = pl.col("low_ratio"), pl.col("high_ratio")
    turned = pl.col("inverse")
    first = pl.when(turned).then(1 / given[1]).otherwise(given[0])
    last = pl.when(turned).then(1 / given[0]).otherwise(given[1])
    least = pl.min_horizontal(first * low, first * high)
    most = pl.max_horizontal(last * low, last * high)
    noise = TOLERANCE * most.abs()
    return (least <= converted[1] + noise) & (converted[0] <= most + noise)


_COMPARED_GRID = 10
_COMPARED_LIMIT = 0.05
"""Two figures that are compared are rounded alike: the coarser one by no more than ten steps of the other, or by this
share of itself.
"""

_ABOVE = ("more_than", "at_least")
_BELOW = ("less_than", "at_most", "up_to", "nearly")


def compared(role: str, other: str) -> tuple[pl.Expr, pl.Expr]:
    """The interval of a figure (columns `<role>_value`, `_value_high`, `_step`, `_coarse`, `_bound`) that stands
    beside another in one comparison.
    """
    step, share = pl.col(f"{role}_step"), _COMPARED_LIMIT * pl.col(f"{role}_value").abs()
    grid = pl.max_horizontal(step, pl.min_horizontal(_COMPARED_GRID * pl.col(f"{other}_coarse"), 2 * share))
    return _related(role, pl.min_horizontal(grid_half(role), grid / 2))


def percentage(role: str) -> tuple[pl.Expr, pl.Expr]:
    """The interval of a percentage that compares two figures; it may be rounded, or cut off behind its last digit."""
    low, high = _related(role, grid_half(role), widest=0.25)
    return low, pl.max_horizontal(high, pl.col(f"{role}_value_high") + pl.col(f"{role}_step"))


def _related(role: str, half: pl.Expr, widest: float = 0.15) -> tuple[pl.Expr, pl.Expr]:
    """A figure and its hedge as the relation to another figure: "more than 20" is hardly 30."""
    low, high, bound = pl.col(f"{role}_value"), pl.col(f"{role}_value_high"), pl.col(f"{role}_bound")
    about = pl.when(bound == "about").then(pl.max_horizontal(3 * pl.col(f"{role}_step"), 0.1 * low.abs()))
    down = pl.when(bound.is_in(_BELOW)).then(widest * low.abs())
    up = pl.when(bound.is_in(_ABOVE)).then(widest * high.abs())
    return low - pl.max_horizontal(half, about, down), high + pl.max_horizontal(half, about, up)
