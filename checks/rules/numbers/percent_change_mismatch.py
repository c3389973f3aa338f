"""See `percent_change_mismatch`."""

import polars as pl

from checks.interval import at_most, overlap
from checks.rule import rule


@rule(
    severity="error",
    roles=("percent", "after", "before"),
    says="from {before_value} to {after_value} is {right}%, not {percent}",
    explains="({after_value} / {before_value} - 1) = {right}%; the printed digits allow {least}% to {most}%.{other_base}",
    suggests={"percent": "{rounded} percent"},
    bad=(
        "Sales rose {20%} to {$4.4 billion} from {$4.2 billion}.",
        "The town counted {163 visitors}, up {50 percent} from {142} a year earlier.",
        "Exports fell to {130.9 million tonnes} from {142.1 million tonnes} the year before, a drop of {78 percent}.",
        "The number of deaths increased by {24%} from {236 to 311}.",
    ),
    good=(
        "Sales rose 5% to $4.4 billion from $4.2 billion.",
        "Usage rose 25 percent to 408,000 tonnes from 325,000.",
        "The load factor declined 1.6 percent to 55.9 percent from 57.5 percent.",
        "Referrals are up 13% from 2022 to 2023.",
        "Output increased by 2.2% from 2011 to 656.3 million tonnes.",
    ),
)
def percent_change_mismatch(changes: pl.LazyFrame) -> pl.LazyFrame:
    """A change in percent does not follow from the two figures it is said of.

    Why: whoever reads the percentage and whoever compares the figures learn two things.
    Tolerance: both figures are intervals of their printed digits; the percentage may be rounded or cut off. Between
    two rates, a difference in points is accepted for one in percent.
    Silent when: the base is another (annualised, adjusted, another clause), or a figure is hedged away.
    Named: the change measured against the later figure, when that fits.
    Source: Maier 2002; Blastland and Dilnot, "The Tiger That Isn't", on percentages.
    """
    low = pl.min_horizontal(pl.col("direction") * pl.col("percent_low"), pl.col("direction") * pl.col("percent_high"))
    high = pl.max_horizontal(pl.col("direction") * pl.col("percent_low"), pl.col("direction") * pl.col("percent_high"))
    low, high = low - pl.col("percent_step"), high + pl.col("percent_step")
    least = 100 * (pl.col("after_low") / pl.col("before_high") - 1)
    most = 100 * (pl.col("after_high") / pl.col("before_low") - 1)
    points = overlap(
        pl.col("after_low") - pl.col("before_high"), pl.col("after_high") - pl.col("before_low"), low, high
    )
    reverse = overlap(
        100 * (1 - pl.col("before_high") / pl.col("after_low")),
        100 * (1 - pl.col("before_low") / pl.col("after_high")),
        low,
        high,
    )
    right = 100 * (pl.col("after_value") / pl.col("before_value") - 1)
    positive = pl.col("comparable") & (pl.col("before_low") > 0) & (pl.col("after_low") > 0)
    return changes.select(
        "document",
        "percent",
        "before",
        "after",
        "before_value",
        "after_value",
        holds=pl.when(positive).then(
            overlap(least, most, low, high) | (pl.col("rates") & points) | ~at_most(pl.lit(0.0), high - low)
        ),
        right=right.round_sig_figs(3),
        rounded=right.abs().round_sig_figs(2),
        least=least.round_sig_figs(3),
        most=most.round_sig_figs(3),
        other_base=pl.when(reverse).then(pl.lit(" Measured against the later figure it fits.")).otherwise(pl.lit("")),
    )
