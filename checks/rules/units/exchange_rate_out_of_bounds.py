"""See `exchange_rate_out_of_bounds`."""

import polars as pl

from checks.interval import in_digits
from checks.rule import rule

_BESIDE = 2
"""By so much a rate may be outside the known bounds: days of panic, dollars of another country."""


def _rates(broken: pl.LazyFrame) -> pl.LazyFrame:
    def told(name: str) -> pl.Expr:
        ends = (in_digits(pl.col(f"{name}_{end}"), pl.lit(2)).alias(end) for end in ("low", "high"))
        return pl.struct((pl.lit("{low} to {high} ") + pl.col("unit")).alias("pattern"), *ends)

    return broken.with_columns(rate=told("rate"), known=told("known"))


@rule(
    severity="error",
    roles=("given", "converted"),
    says="{given} is not {converted}",
    explains="That would be {rate}, and for decades it has been {known}.",
    suggests={"converted": "{as_converted}"},
    tells=_rates,
    bad=(
        "The group paid {€2.4 billion} ({$2.6 million}) for its rival.",
        "The laboratory has won {£500,000} ({US$6.3 million}).",
        "The flat was sold for {3.1 million yuan}, or about {$43 million}.",
    ),
    good=(
        "The group paid €2.4 billion ($2.6 billion) for its rival.",
        "The flat was sold for 3.1 million yuan, or about $430,000.",
        "A coat cost £5 ($24) in 1920.",
        "The bridge cost 5 million pesos ($250).",
    ),
)
def exchange_rate_out_of_bounds(known_rates: pl.LazyFrame) -> pl.LazyFrame:
    """An amount of money and its conversion are a scale apart: €2.4 billion ($2.6 million).

    Why: a scale word or a digit of one of the two is wrong, and readers take one for the other.
    Tolerance: the rate may be outside the bounds of decades by a factor of two.
    Silent when: the sentence speaks of another time, or the rate of the two currencies has no such bounds.
    Source: Bank for International Settlements, bilateral exchange rates; ECB euro reference rates.
    """
    fits = (pl.col("rate_high") * _BESIDE >= pl.col("known_low")) & (
        pl.col("rate_low") <= pl.col("known_high") * _BESIDE
    )
    columns = ("rate_low", "rate_high", "known_low", "known_high", "unit", "as_converted")
    return known_rates.select("document", "given", "converted", *columns, holds=pl.when("comparable").then(fits))
