"""See `percent_change_mismatch`."""

import polars as pl

from checks.interval import compared, overlap, percentage
from checks.rule import rule


@rule(
    severity="error",
    roles=("percent", "after", "before"),
    says="from {before_text} to {after_text} is {way} of {right}{sign}, not {percent}{told_way}",
    explains="{after_text} against {before_text} is {way} of {right}{sign}; the printed digits allow {least} to {most}.{cause}",
    suggests={"percent": "{rounded}"},
    bad=(
        "Sales rose {20%} to {$4.4 billion} from {$4.2 billion}.",
        "The town counted {163 visitors}, up {50 percent} from {142} a year earlier.",
        "Exports fell to {130.9 million tonnes} from {142.1 million tonnes} the year before, a drop of {78 percent}.",
        "The number of deaths increased by {24%} from {236 to 311}.",
        "Profit was down {21%} at {£44.2m}, against {£50.3m}.",
        "The share rose {1.3 points} to {15.2 percent} from {12.1 percent}.",
    ),
    good=(
        "Sales rose 5% to $4.4 billion from $4.2 billion.",
        "Usage rose 25 percent to 408,000 tonnes from 325,000.",
        "The load factor declined 1.6 percent to 55.9 percent from 57.5 percent.",
        "Referrals are up 13% from 2022 to 2023.",
        "Output increased by 2.2% from 2011 to 656.3 million tonnes.",
        "Emissions fell by 7.8% from 718.7 to 662.3 million tonnes.",
        "Sales rose 3% a year to $110 million from $100 million.",
        "Sales rose 5% in constant currency to $107 million from $100 million.",
    ),
)
def percent_change_mismatch(changes: pl.LazyFrame) -> pl.LazyFrame:
    """A change in percent, or in percentage points, does not follow from the two figures it is said of.

    Why: whoever reads the percentage and whoever compares the figures learn two things.
    Tolerance: both figures are intervals of their printed digits, as coarse as rounding of a compared pair allows; the
    percentage may be rounded or cut off. Between two rates, a difference in points is accepted for one in percent.
    Silent when: the base is another (annualised, adjusted, another clause), the percentage is a rate (3% a year), or a
    figure is hedged away.
    Named: the change measured against the later figure, a factor of ten, the opposite direction, where that fits.
    Source: Maier 2002; Blastland and Dilnot, "The Tiger That Isn't", on percentages.
    """
    before, after = compared("before", "after"), compared("after", "before")
    change = (100 * (after[0] / before[1] - 1), 100 * (after[1] / before[0] - 1))
    points = (after[0] - before[1], after[1] - before[0])
    told = percentage("percent")
    fits = (
        pl.when("points")
        .then(_fits(points, told))
        .otherwise(_fits(change, told) | (pl.col("rates") & _fits(points, told)))
    )
    positive = pl.col("comparable") & (before[0] > 0) & (after[0] > 0)
    gap = pl.col("after_value") - pl.col("before_value")
    exact = pl.when("points").then(gap).otherwise(100 * gap / pl.col("before_value"))
    way = pl.when(exact < 0).then(pl.lit("a fall")).otherwise(pl.lit("a rise"))
    unit = pl.when("points").then(pl.lit(" points")).otherwise(pl.lit("%"))
    ends = [pl.when("points").then(one).otherwise(other) for one, other in zip(points, change, strict=True)]
    return (
        changes.with_columns(exact=exact, reverse=_reverse(before, after, told), turned=_turned(change, told))
        .with_columns(cause=_cause())
        .select(
            "document",
            "percent",
            "before",
            "after",
            "before_text",
            "after_text",
            "cause",
            holds=pl.when(positive).then(fits),
            way=way,
            sign=unit,
            told_way=pl.when("turned").then(_way(pl.col("direction"))).otherwise(pl.lit("")),
            right=pl.col("exact").abs().round_sig_figs(3),
            rounded=pl.when(~pl.col("turned")).then(_rounded(pl.col("exact").abs())),
            least=pl.format("{}{}", ends[0].round_sig_figs(3), unit),
            most=pl.format("{}{}", ends[1].round_sig_figs(3), unit),
            certain=pl.when((pl.col("cause") != "") & ~pl.col("turned")).then(pl.lit("percent")),
        )
    )


def _fits(real: tuple[pl.Expr, pl.Expr], told: tuple[pl.Expr, pl.Expr]) -> pl.Expr:
    """Whether the change, in the direction told (either one where that is open), is the one told."""
    direction = pl.col("direction")
    up, down = overlap(*real, *told), overlap(*real, -told[1], -told[0])
    return pl.when(direction == 1).then(up).when(direction == -1).then(down).otherwise(up | down)


def _turned(real: tuple[pl.Expr, pl.Expr], told: tuple[pl.Expr, pl.Expr]) -> pl.Expr:
    """Whether the figures go the other way by as much."""
    direction = pl.col("direction")
    opposite = overlap(real[0] * -direction, real[1] * -direction, *told) | overlap(
        real[1] * -direction, real[0] * -direction, *told
    )
    return (direction != 0) & ~pl.col("points") & opposite


def _reverse(before: tuple[pl.Expr, pl.Expr], after: tuple[pl.Expr, pl.Expr], told: tuple[pl.Expr, pl.Expr]) -> pl.Expr:
    """Whether the percentage is that of the later figure."""
    return ~pl.col("points") & _fits((100 * (1 - before[1] / after[0]), 100 * (1 - before[0] / after[1])), told)


def _cause() -> pl.Expr:
    exact, printed = pl.col("exact").abs(), pl.col("percent_value")
    return (
        pl.when("turned")
        .then(pl.lit(" The figures go the other way."))
        .when("reverse")
        .then(pl.lit(" Measured against the later figure it fits."))
        .when(((exact / printed).log10().abs() - 1).abs() < 0.01)
        .then(pl.lit(" It is off by a factor of ten."))
        .otherwise(pl.lit(""))
    )


def _way(direction: pl.Expr) -> pl.Expr:
    return pl.when(direction > 0).then(pl.lit(" up")).otherwise(pl.lit(" down"))


def _rounded(value: pl.Expr) -> pl.Expr:
    """The percentage to the digits of the printed one (the arguments of `checks.wording.told`)."""
    step = pl.min_horizontal("percent_step", 1.0)
    whole = (value / step).round() * step
    fine = pl.when(whole > 0).then(whole).otherwise(value.round_sig_figs(1))
    return pl.struct(low=fine, high=fine, pattern="percent_pattern")
