"""See `weekday_date_mismatch`."""

import polars as pl

from checks.rule import rule

_WEEKDAYS = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday", 6: "Saturday", 7: "Sunday"}


@rule(
    severity="error",
    roles=("date",),
    says="{date} was a {right}",
    explains="{iso} is a {right}. The nearest {printed} is {nearest}.",
    suggests={"date": "{repaired}"},
    bad=("The court sat on {Wednesday, January 7, 2014}.", "They met on {Friday 21 May 2003}."),
    good=(
        "The court sat on Tuesday, January 7, 2014.",
        "The court sits on Friday, May 21.",
        "They met on Wednesday 21 May 2003.",
    ),
)
def weekday_date_mismatch(times: pl.LazyFrame) -> pl.LazyFrame:
    """A weekday is not that of the full date beside it.

    Why: one of the two is wrong, and readers will come on the wrong day.
    Tolerance: none; both are exact.
    Silent when: the year is not printed.
    Source: the Gregorian calendar, ISO 8601; dates before 1583 are left alone.
    """
    day = pl.date("year", "month", "day")
    offset = (pl.col("weekday") - day.dt.weekday() + 3) % 7 - 3
    return times.filter(
        pl.all_horizontal(pl.col("weekday", "year", "month", "day").is_not_null())
        & pl.col("earliest").is_not_null()
        & (pl.col("year") >= 1583)
    ).select(
        "document",
        date="mention",
        holds=day.dt.weekday() == pl.col("weekday"),
        iso=day.dt.to_string("%Y-%m-%d"),
        right=day.dt.to_string("%A"),
        printed=pl.col("weekday").replace_strict(_WEEKDAYS, default=None, return_dtype=pl.String),
        nearest=(day + pl.duration(days=offset)).dt.to_string("%B %-d, %Y"),
        repaired=day.dt.to_string("%A, %B %-d, %Y"),
    )
