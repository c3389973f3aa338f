"""See `percent_change_mismatch`."""

import polars as pl

from checks.interval import change_fits, change_holds, changes_bounded, in_digits
from checks.rule import rule

_ROLES = ("percent", "after", "before")


def _reasons(broken: pl.LazyFrame) -> pl.LazyFrame:
    """The right percentage, and the slip that explains the printed one."""
    weighed = broken.with_columns(
        gap=pl.col("after_value") - pl.col("before_value"),
        # The later figure as the base; the figures in the opposite direction.
        later_low=100 * (1 - pl.col("before_high") / pl.col("after_low")),
        later_high=100 * (1 - pl.col("before_low") / pl.col("after_high")),
        opposite=-pl.col("direction"),
    ).with_columns(
        exact=pl.when("points").then("gap").otherwise(100 * pl.col("gap") / pl.col("before_value")),
        reverse=~pl.col("points") & change_fits("later_low", "later_high"),
        turned=(pl.col("direction") != 0) & ~pl.col("points") & change_fits("change_low", "change_high", "opposite"),
        least=pl.when("points").then("points_low").otherwise("change_low"),
        most=pl.when("points").then("points_high").otherwise("change_high"),
    )
    # Stage by stage, since an expression inside others is planned as often as it is named.
    staged = weighed.with_columns(cause=_cause(), right=pl.col("exact").abs(), digits=_digits())
    staged = staged.with_columns(fine=_fine(), **_bounds()).with_columns(_either())
    return staged.with_columns(**_allowed_ends()).select(
        "document",
        "percent",
        "before",
        "after",
        "before_text",
        "after_text",
        "cause",
        told_way=pl.when("turned").then(_way()).otherwise(pl.lit("")),
        right=_change("fine", "fine", pl.col("exact")),
        rounded=pl.when(~pl.col("turned")).then(_rounded()),
        allowed=_change(
            "allowed_low", "allowed_high", pl.when("either").then(0.0).otherwise(pl.col("least") + pl.col("most"))
        ),
    )


def _cause() -> pl.Expr:
    factor = (pl.col("exact").abs() / pl.col("percent_value")).log10().abs()
    return (
        pl.when("turned")
        .then(pl.lit(" The figures go the other way."))
        .when("reverse")
        .then(pl.lit(" Measured against the later figure it fits."))
        .when((factor - 1).abs() < 0.01)
        .then(pl.lit(" It is off by a factor of ten."))
        .otherwise(pl.lit(""))
    )


def _way() -> pl.Expr:
    return pl.when(pl.col("direction") > 0).then(pl.lit(" up")).otherwise(pl.lit(" down"))


def _change(low: str, high: str, exact: pl.Expr) -> pl.Expr:
    """A change with its way, as an amount or a range of them (the arguments of `checks.wording.told`)."""
    way = pl.when(exact < 0).then(pl.lit("fall")).when(exact > 0).then(pl.lit("rise")).otherwise(pl.lit("change"))
    size = pl.when("points").then(pl.lit(" of {low} to {high} points")).otherwise(pl.lit(" of {low}% to {high}%"))
    none = (pl.col(low) == 0) & (pl.col(high) == 0)
    pattern = pl.when(none).then(pl.lit("no change")).otherwise(pl.lit("a ") + way + size)
    return pl.struct(pattern.alias("pattern"), pl.col(low).alias("low"), pl.col(high).alias("high"))


def _bounds() -> dict[str, pl.Expr]:
    """The ends of the change that the digits of the figures allow, in a digit more than the percentage has."""
    step = pl.min_horizontal("percent_step", 1.0) / 10
    return {name: in_digits((pl.col(name) / step).round() * step, pl.col("digits") + 1) for name in ("least", "most")}


def _either() -> pl.Expr:
    """Whether the change may be either way."""
    return ((pl.min_horizontal("least", "most") < 0) & (pl.max_horizontal("least", "most") > 0)).alias("either")


def _allowed_ends() -> dict[str, pl.Expr]:
    """The allowed change from its smaller to its larger amount; where it may be either way, with signs."""
    least, most = pl.col("least").abs(), pl.col("most").abs()
    return {
        "allowed_low": pl.when("either")
        .then(pl.min_horizontal("least", "most"))
        .otherwise(pl.min_horizontal(least, most)),
        "allowed_high": pl.when("either")
        .then(pl.max_horizontal("least", "most"))
        .otherwise(pl.max_horizontal(least, most)),
    }


def _rounded() -> pl.Expr:
    """The percentage to the digits of the printed one (the arguments of `checks.wording.told`)."""
    return pl.struct(pl.col("fine").alias("low"), pl.col("fine").alias("high"), pattern="percent_pattern")


def _digits() -> pl.Expr:
    """The most digits that one of the three figures is printed with."""
    return (
        pl.max_horizontal(
            *((pl.col(f"{role}_value_high").abs() / pl.col(f"{role}_step")).log10() for role in _ROLES)
        ).floor()
        + 1
    )


def _fine() -> pl.Expr:
    """The right percentage to the place of the printed one's last digit; a digit more where it is less than that, or
    would be the printed one.
    """
    value, step = pl.col("right"), pl.min_horizontal("percent_step", 1.0)
    whole = (value / step).round() * step
    finer = (value * 10 / step).round() * step / 10
    same = (whole - pl.col("percent_value")).abs() < step / 2
    return (
        pl.when((whole > 0) & (pl.col("turned") | ~same))
        .then(in_digits(whole, pl.col("digits")))
        .when((finer > 0) | (value == 0))
        .then(in_digits(finer, pl.col("digits")))
        .otherwise(value.round_sig_figs(1))
    )


@rule(
    severity="error",
    roles=_ROLES,
    says="from {before_text} to {after_text} is {right}, not {percent}{told_way}",
    explains="The printed digits allow {allowed}.{cause}",
    suggests={"percent": "{rounded}"},
    tells=_reasons,
    bad=(
        "Sales rose {20%} to {$4.4 billion} from {$4.2 billion}.",
        "The town counted {163 visitors}, up {50 percent} from {142} a year earlier.",
        "Exports fell to {130.9 million tonnes} from {142.1 million tonnes} the year before, a drop of {78 percent}.",
        "The number of deaths increased by {24%} from {236 to 311}.",
        "Profit was down {21%} at {£44.2m}, against {£50.3m}.",
        "The share rose {1.3 points} to {15.2 percent} from {12.1 percent}.",
    ),
    good=(
        "Costs saw a fall of 2%. A 2% rise from 1,000 to 1,020 tonnes was booked.",
        "Sales rose 6% to $5.3 billion from $5 billion.",
        "Usage rose 25 percent to 408,000 tonnes from 325,000.",
        "The load factor declined 1.6 percent to 55.9 percent from 57.5 percent.",
        "Referrals are up 13% from 2022 to 2023.",
        "Output increased by 3.1% from 2009 to 642.5 million tonnes.",
        "Emissions fell by 8.1% from 712.4 to 654.7 million tonnes.",
        "Sales rose 3% a year to $110 million from $100 million.",
        "Sales rose 5% in constant currency to $107 million from $100 million.",
        "Emissions fell 40% from 1990 levels, to 6 million tonnes in 2019 from 7 million in 2018.",
        "Sugar fell 26% to 370 pounds a tonne from 500 pounds.",
        "Orders rose 12% excluding aircraft, to $90bn from $88bn.",
        "Exports grew 9% by value, to 3.3 million tonnes from 3.2 million.",
        "The stock rose 5%, to $42, after a fall from $50 to $40.",
        "Prices fell 40% from their peak, to $6 million from $7 million a year ago.",
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
    return changes_bounded(changes).with_columns(holds=change_holds())
