"""See `exchange_rates_disagree`."""

import polars as pl

from checks.interval import in_digits, overlap
from checks.rule import rule

_BOUNDS = ("rate_low", "rate_high", "other_low", "other_high")
_MOST_DIGITS = 6

_DAY_TO_DAY = 0.03
"""Rates of one story may stem from different days or desks: they differ by this much without an error."""


def _rates(broken: pl.LazyFrame) -> pl.LazyFrame:
    """The rates in two digits, or in as many more as it takes to tell them apart."""
    digits = pl.lit(_MOST_DIGITS)
    for count in range(_MOST_DIGITS - 1, 1, -1):
        low, high, other_low, other_high = (pl.col(name).round_sig_figs(count) for name in _BOUNDS)
        digits = pl.when((high < other_low) | (other_high < low)).then(count).otherwise(digits)
    form = (pl.lit("{low} to {high} ") + pl.col("unit")).alias("pattern")

    def told(name: str) -> pl.Expr:
        return pl.struct(form, *(in_digits(pl.col(f"{name}_{end}"), digits).alias(end) for end in ("low", "high")))

    return broken.with_columns(rate=told("rate"), other_rate=told("other"))


@rule(
    severity="warning",
    roles=("given", "converted", "other_given", "other_converted"),
    says="{given} ({converted}) and {other_given} ({other_converted}) imply different exchange rates",
    explains="{given} ({converted}) means {rate}, {other_given} ({other_converted}) {other_rate}.",
    tells=_rates,
    bad=(
        "The bridge cost {£420m} ({$520m}). The tunnel beside it costs {£310m} ({$620m}).",
        "A room is {€120} ({$130}) a night and a suite {€300} ({$450}).",
        "The price was {45 million naira} ({$29,000}), then cut to {12 million naira} ({$17,700}).",
        "He owes {500m yuan} ({$70m}) to one bank and {1.2bn yuan} ({$268m}) to another.",
    ),
    good=(
        "The bridge cost £420m ($525m). The tunnel beside it costs £310m ($388m).",
        "The bridge cost £400m ($500m). In 1972 the tunnel cost £300m ($750m).",
        "A room is €120 ($130) a night and a suite €300 (£260).",
        "The price was 45 million naira ($29,000), then worth more than 12 million naira ($17,700) is.",
        "At the rate of the time 5 million pesos ($400,000) was much. Now it is 5 million pesos ($250,000).",
        "The bridge cost 80m yuan ($10m) and the tunnel 55m yuan ($8m).",
    ),
)
def exchange_rates_disagree(exchange_rates: pl.LazyFrame) -> pl.LazyFrame:
    """Two conversions between the same currencies in one text imply different exchange rates.

    Why: one of the conversions used another rate, or is wrong.
    Tolerance: the rates are intervals of the printed digits, and may differ by 3% besides.
    Silent when: one of the sentences speaks of another time, or only one pair of these currencies is printed.
    Source: Reuters Handbook of Journalism, "Currency conversions": one rate a story.
    """
    return exchange_rates.select(
        "document",
        "given",
        "converted",
        "other_given",
        "other_converted",
        "rate_low",
        "rate_high",
        "other_low",
        "other_high",
        "unit",
        holds=pl.when("comparable").then(
            overlap(
                pl.col("rate_low") * (1 - _DAY_TO_DAY),
                pl.col("rate_high") * (1 + _DAY_TO_DAY),
                pl.col("other_low"),
                pl.col("other_high"),
            )
        ),
    )
