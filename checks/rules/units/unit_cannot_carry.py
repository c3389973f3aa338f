"""See `unit_cannot_carry`."""

import polars as pl

from checks.rule import rule

_FAST = 0.5
"""Kilometres per second (1,800 km/h) at which nothing moves on the ground."""

_WHY = {
    "whole": "No part of a whole is larger than 100 percent of it.",
    "fall": "What has fallen by 100 percent is gone.",
    "rate": "A percentage is already a number per hundred.",
    "speed": "A kilometre per second is 3,600 kilometres an hour.",
    "temperature": "The zero of a temperature scale is a convention: 20C is not twice 10C.",
    "distance": "A distance is counted in kilometres or miles, not in square ones.",
    "area": "An area is counted in square units.",
    "energy": "A watt is already energy per time: what is used in a year is counted in watt hours.",
}


_NAMED = {
    "whole": "a whole",
    "fall": "a fall",
    "rate": "a rate per thousands",
    "speed": "what moves on the ground",
    "temperature": "a temperature",
    "distance": "a distance",
    "area": "an area",
    "energy": "an amount of energy",
}


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
        "The infection rate was {17.4%} per 100,000 bed days.",
        "Temperatures were {5 percent} above average.",
        "It raised the amount generated from {10.4 megawatts to 51.2 megawatts}.",
        "The farm generated {51.2 megawatts} last year.",
        "The spirit is {130%} alcohol by volume.",
        "Turnout was {120 percent}.",
        "Humidity in the cave reached {140%}.",
        "Burglaries fell by {120 percent} last year.",
        "The flood moved down the valley at {8 kilometres per second}.",
        "The town lies {350 square kilometres} north of the capital.",
        "The lake has a surface area of {84 kilometres} and freezes over.",
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
        "The car loses 3 percent of its worth per 10,000 miles.",
        "The farm generated up to 51.2 megawatts last year.",
        "Turnout was 120 percent of that in 2010.",
        "The number of victims declined by 265, or 33%.",
        "Profit fell by 120 percent to a loss of $2 million.",
        "The solar wind blows at 400 kilometres per second.",
        "Shops sold 130% more alcohol.",
        "Police searched 350 square kilometres north of the capital.",
        "The lake has a surface area of 84 square kilometres and a shore of 90 kilometres.",
        "The new sauce is 50 percent hotter than the old one.",
    ),
)
def unit_cannot_carry(carriers: pl.LazyFrame) -> pl.LazyFrame:
    """A quantity is said of something that cannot have it: 130 percent of the voters, a temperature in percent.

    Why: the unit or the figure is wrong, or another thing is meant.
    Tolerance: none.
    Silent when: the carrier is not named right beside the quantity; growth above 100 percent; capacity in watts; a fall
    of what may be less than nothing (profit, a balance); a turnout told as a sign of fraud.
    Source: NIST Special Publication 811 (2008), sections 7.10 and 8.7; Guardian style guide on percentages.
    """
    sound = (
        pl.when(pl.col("carrier").is_in(["whole", "fall"]))
        .then(pl.col("least") <= 100)
        .when(pl.col("carrier").is_in(["temperature", "rate"]))
        .then(pl.col("dimension") != "ratio")
        .when(pl.col("carrier") == "distance")
        .then(pl.col("dimension") != "area")
        .when(pl.col("carrier") == "area")
        .then(pl.col("dimension") != "length")
        .when(pl.col("carrier") == "speed")
        .then(pl.col("least") < _FAST)
        .otherwise(pl.col("dimension") != "power")
    )
    return carriers.select("document", "quantity", "carrier", holds=sound)
