"""See `impossible_date`."""

import polars as pl

from checks.rule import rule

_MONTHS = {
    1: "January", 2: "February", 3: "March", 4: "April", 5: "May", 6: "June",
    7: "July", 8: "August", 9: "September", 10: "October", 11: "November", 12: "December",
}  # fmt: skip


def _named(broken: pl.LazyFrame) -> pl.LazyFrame:
    return broken.with_columns(pl.col("month").replace_strict(_MONTHS, default=None, return_dtype=pl.String))


@rule(
    severity="error",
    roles=("date",),
    says="there is no {told}",
    explains="{month} has {days} days.",
    tells=_named,
    bad=(
        "The year ended on {November 31, 1986}.",
        "The lease ran out on {30 February 2021}.",
        "It began on {February 29, 2023}.",
        "It began on 32 {July 2024}.",
    ),
    good=(
        "The year ended on November 30, 1986.",
        "It began on February 29, 2024.",
        "Psalm 31 was sung in November.",
        "At the age of 31 June Carter wed.",
        "The index stood in May at 35 and in June 31 points.",
        "In April 30 people died, in June 31.",
        "Given 31 days, the form shows May 1, not April 31.",
        "The 31 April graduates found work.",
        "Call 42-2-2423.",
        "They made 35 July 2024 deliveries.",
    ),
)
def impossible_date(calendar_dates: pl.LazyFrame) -> pl.LazyFrame:
    """A date does not exist.

    Why: no month has 32 days, and only leap years have a February 29.
    Tolerance: without a year February 29 is accepted.
    Silent when: the expression is no calendar date. Figures joined by hyphens or stops are as often numbers of
    telephones and files: a month in letters, ISO 8601 or slashes make a date.
    Source: the Gregorian calendar, ISO 8601.
    """
    leap = pl.col("year").is_null() | pl.date("year", 1, 1).dt.is_leap_year()
    days = (
        pl.when(pl.col("month") == 2)
        .then(pl.when(leap).then(29).otherwise(28))
        .when(pl.col("month").is_in([4, 6, 9, 11]))
        .then(30)
        .otherwise(31)
    )
    holds = pl.when("comparable").then(pl.col("day").is_between(1, days))
    return calendar_dates.select("document", "date", "told", "month", days=days, holds=holds)
