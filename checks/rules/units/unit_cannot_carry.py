"""See `unit_cannot_carry`."""

import polars as pl

from checks.rule import rule

_WHY = {
    "whole": "No part of a whole is larger than 100 percent of it.",
    "temperature": "The zero of a temperature scale is a convention: 20C is not twice 10C.",
    "energy": "A watt is already energy per time: what is used in a year is counted in watt hours.",
}


_NAMED = {"whole": "a whole", "temperature": "a temperature", "energy": "an amount of energy"}


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    return broken.with_columns(
        carrier_named=pl.col("carrier").replace_strict(_NAMED, return_dtype=pl.String),
        explanation=pl.col("carrier").replace_strict(_WHY, return_dtype=pl.String),
    )


@rule(
    severity="warning",
    roles=("quantity",),
    says="{quantity} cannot be said of {carrier_named}",
    tells=_told,
    bad=(
        "In the poll {130 percent} of voters agreed.",
        "The town hall is {20 percent} warmer than before.",
        "Temperatures rose {15 percent} within an hour.",
        "The mill uses {300 kilowatts} of electricity per year.",
        "The mill used {300 megawatts} of electricity in 2022.",
        "The battery stores {60 kilowatts} of energy.",
        "In the test {140 percent} of candidates failed.",
    ),
    good=(
        "In the poll 30 percent of voters agreed.",
        "Output reached 130 percent of the plan.",
        "The plant has a capacity of 300 megawatts.",
        "The mill uses 300 kilowatt hours of electricity per year.",
        "The mill used 300 megawatts of electricity at its peak in 2022.",
        "Debts rose to 170 percent of families' incomes.",
        "Rents are 160 percent of what residents paid in 2010.",
        "The new sauce is 50 percent hotter than the old one.",
    ),
)
def unit_cannot_carry(carriers: pl.LazyFrame) -> pl.LazyFrame:
    """A quantity is said of something that cannot have it: 130 percent of the voters, a temperature in percent.

    Why: the unit or the figure is wrong, or another thing is meant.
    Tolerance: none.
    Silent when: the carrier is not named right beside the quantity; growth above 100 percent; capacity in watts.
    Source: NIST Special Publication 811 (2008), sections 7.10 and 8.7; Guardian style guide on percentages.
    """
    sound = (
        pl.when(pl.col("carrier") == "whole")
        .then(pl.col("least") <= 100)
        .when(pl.col("carrier") == "temperature")
        .then(pl.col("dimension") != "ratio")
        .otherwise(pl.col("dimension") != "power")
    )
    return carriers.select("document", "quantity", "carrier", holds=sound)
