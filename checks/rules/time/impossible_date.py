"""See `impossible_date`."""

import polars as pl

from checks.rule import rule


@rule(
    severity="error",
    roles=("date",),
    says="there is no {date}",
    explains="Month {month} has no day {day}.",
    bad=(
        "The year ended on {November 31, 1986}.",
        "The lease ran out on {30 February 2021}.",
        "It began on {February 29, 2023}.",
    ),
    good=("The year ended on November 30, 1986.", "It began on February 29, 2024.", "Psalm 31 was sung in November."),
)
def impossible_date(times: pl.LazyFrame) -> pl.LazyFrame:
    """A date does not exist.

    Why: no month has 32 days, and only leap years have a February 29.
    Tolerance: without a year February 29 is accepted.
    Silent when: the expression is no calendar date.
    Source: the Gregorian calendar, ISO 8601.
    """
    days = (
        pl.when(pl.col("month") == 2)
        .then(pl.when(pl.col("year").is_null() | pl.date("year", 1, 1).dt.is_leap_year()).then(29).otherwise(28))
        .when(pl.col("month").is_in([4, 6, 9, 11]))
        .then(30)
        .otherwise(31)
    )
    return times.filter(pl.col("month").is_not_null() & pl.col("day").is_not_null()).select(
        "document", "month", "day", date="mention", holds=pl.col("day").is_between(1, days)
    )
