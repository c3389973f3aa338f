"""See `impossible_date`."""

import polars as pl

from checks.rule import rule

_MONTHS = "January February March April May June July August September October November December".split()


@rule(
    severity="error",
    roles=("date",),
    says="there is no {date}",
    explains="{month} has {days} days.",
    bad=(
        "The year ended on {November 31, 1986}.",
        "The lease ran out on {30 February 2021}.",
        "It began on {February 29, 2023}.",
    ),
    good=(
        "The year ended on November 30, 1986.",
        "It began on February 29, 2024.",
        "Psalm 31 was sung in November.",
        "Call 42-2-2423.",
    ),
)
def impossible_date(times: pl.LazyFrame) -> pl.LazyFrame:
    """A date does not exist.

    Why: no month has 32 days, and only leap years have a February 29.
    Tolerance: without a year February 29 is accepted.
    Silent when: the expression is no calendar date. Three numbers in a row are one only if they could be one in some
    month: telephone numbers are not.
    Source: the Gregorian calendar, ISO 8601.
    """
    days = (
        pl.when(pl.col("month") == 2)
        .then(pl.when(pl.col("year").is_null() | pl.date("year", 1, 1).dt.is_leap_year()).then(29).otherwise(28))
        .when(pl.col("month").is_in([4, 6, 9, 11]))
        .then(30)
        .otherwise(31)
    )
    in_words = pl.col("text").str.contains("[A-Za-z]")
    plausible = pl.col("month").is_between(1, 12) & (pl.col("day") <= 31) & pl.col("year").is_between(1900, 2100)
    # Figures joined by hyphens are as often numbers of telephones and files: a month in letters or ISO 8601 makes a date.
    written = pl.col("text").str.contains(r"[A-Za-z]|^\d{4}-\d\d-\d\d$")
    return times.filter(pl.col("month").is_not_null() & pl.col("day").is_not_null() & written).select(
        "document",
        "day",
        date="mention",
        month=pl.col("month").replace_strict(dict(enumerate(_MONTHS, 1)), default=None, return_dtype=pl.String),
        days=days,
        holds=pl.when(in_words | plausible).then(pl.col("day").is_between(1, days)),
    )
