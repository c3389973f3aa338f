"""See `weekday_date_mismatch`."""

import polars as pl

from checks.rule import rule

_WEEKDAYS = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday", 6: "Saturday", 7: "Sunday"}


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    """The right weekday and the nearest date of the printed one."""
    return broken.with_columns(
        whole=pl.when(pl.col("beside").is_null()).then("with_weekday"),
        alone=pl.when(pl.col("beside").is_not_null()).then("with_weekday"),
        day=pl.col("printed").dt.to_string("%B %-d, %Y"),
        right=pl.col("printed").dt.to_string("%A"),
        named=_named(),
        year_hint=pl.when(pl.col("year").is_not_null())
        .then(pl.format(" In {} that day is a {}.", "year", _named()))
        .otherwise(pl.lit("")),
        nearest=(pl.col("printed") + pl.duration(days=_off())).dt.to_string("%B %-d, %Y"),
    )


@rule(
    severity="error",
    roles=("date", "beside"),
    says="{date} was a {right}",
    explains="{day} is a {right}. The nearest {named} is {nearest}.{year_hint}",
    suggests={"date": ("{whole}", "{with_date}", "{with_year}"), "beside": "{alone}"},
    tells=_told,
    bad=(
        "The court sat on {Wednesday, January 7, 2014}.",
        "They met on {Friday 21 May 2003}.",
        "It opened on {January 7, 2014} ({Wednesday}).",
        "The power failed on {August 14, 2003} (a {Monday}).",
        "The office reopens on {Mon 2024-05-14}.",
    ),
    good=(
        "The court sat on Tuesday, January 7, 2014.",
        "The court sits on Friday, May 21.",
        "They met on Wednesday 21 May 2003.",
        "It is open every Monday (May 6, 2014 to June 3, 2014).",
        "The fair is on Friday and Saturday, 20 May 2016 and 21 May 2016.",
        "The battle was fought on Monday, 27 June 1709.",
    ),
)
def weekday_date_mismatch(weekday_dates: pl.LazyFrame) -> pl.LazyFrame:
    """A weekday is not that of the full date beside it.

    Why: one of the two is wrong, and readers will come on the wrong day.
    Tolerance: none; both are exact.
    Silent when: the year is not printed, several weekdays share the date, or the year is before 1753: many dates
    were then counted by the Julian calendar.
    Source: the Gregorian calendar, ISO 8601.
    """
    holds = pl.when(pl.col("comparable") & (pl.col("printed").dt.year() >= 1753)).then(_off() == 0)
    return weekday_dates.with_columns(holds=holds)


def _named() -> pl.Expr:
    return pl.col("weekday").replace_strict(_WEEKDAYS, default=None, return_dtype=pl.String)


def _off() -> pl.Expr:
    """Days from the printed date to the nearest one of the printed weekday."""
    return (pl.col("weekday") - pl.col("printed").dt.weekday() + 3) % 7 - 3
