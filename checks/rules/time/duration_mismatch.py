"""See `duration_mismatch`."""

import polars as pl

from checks.rule import rule

_UNITS = ((60.0, "days", 1.0), (730.5, "months", 30.436875), (float("inf"), "years", 365.2425))
"""Up to how many days a distance is told in which unit, and the days of one."""


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    days = {"low": pl.col("days_low").round(0), "high": pl.col("days_high").round(0)}
    return broken.with_columns(apart=_distance(), **days)


def _distance() -> pl.Expr:
    """The distance in words: "23 days", "14 to 16 months"."""
    words = pl.lit(None, dtype=pl.String)
    for limit, unit, size in reversed(_UNITS):
        low = (pl.col("apart_low") / size).round(0).cast(pl.Int64)
        high = (pl.col("apart_high") / size).round(0).cast(pl.Int64)
        told = (
            pl.when(low == high)
            .then(pl.format("{} {}", low, pl.lit(unit)))
            .otherwise(pl.format("{} to {} {}", low, high, pl.lit(unit)))
        )
        words = pl.when(pl.col("apart_high") < limit).then(told).otherwise(words)
    return words


@rule(
    severity="warning",
    roles=("duration", "first", "last"),
    says="{duration} does not fit {dates}, {apart} apart",
    explains="{duration} is {low} to {high} days; {dates} are {apart_low} to {apart_high} days apart.",
    tells=_told,
    bad=(
        "The town was held for {10 months}, from {March 2014} to {June 2016}.",
        "They met on {July 4, 1997}. {Three days later}, on {July 17, 1997}, they married.",
        "After {ten years} in power, from {1990} to {1997}, the party split.",
        "From {May 2012} until {May 2013}, for {three years}, the road was shut.",
        "From {2001} to {2011}, a {five-year} period, nothing was built.",
        "She died in {1998}, {22 years} after the {1986} accident.",
        "They married on {July 7, 1946}. The marriage lasted {57 years}, until her death on {Nov. 19, 2023}.",
        "The rebels seized the town {last year} and held it for {30 months}.",
    ),
    good=(
        "He must have held a licence for the past 10 years and held no office for the past five years.",
        "The town was held for 10 months, from March 2014 to January 2015.",
        "They met on July 4, 1997. Three days later, on July 7, 1997, they married.",
        "The town was held for twenty months, from 1762 to 1764.",
        "He served for five years between 1990 and 2010.",
        "The rate rose among those aged 35-54 years between 2011 and 2012.",
        "She died in 1998, more than 10 years after the 1986 accident.",
        "The rebels seized the town last year and held it for ten months.",
        "He came in 1990. He worked there for five years, until 2001.",
    ),
)
def duration_mismatch(durations: pl.LazyFrame) -> pl.LazyFrame:
    """A length of time is not that between its two dates.

    Why: two dates and the time between them are one subtraction; readers can do it, too.
    Tolerance: N units are more than N - 1 and less than N + 1 of them (a tenth more from five on), "about" a quarter;
    a month or year may begin and end on any of its days.
    Silent when: the length is a part of a range ("five years between 1990 and 2010"), or is an age.
    Source: ISO 8601, durations and time intervals.
    """
    overlap = (pl.col("days_low") <= pl.col("apart_high")) & (pl.col("apart_low") <= pl.col("days_high"))
    holds = pl.when("inside").then(pl.col("days_low") <= pl.col("apart_high")).otherwise(overlap)
    return durations.with_columns(holds=holds)
