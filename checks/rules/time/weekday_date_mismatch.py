"""See `weekday_date_mismatch`."""

import polars as pl

from checks.rule import rule

_WEEKDAYS = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday", 6: "Saturday", 7: "Sunday"}


_BY_THE_OTHER = "The two days are not as far apart as their weekdays, in any year."


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    """The right weekday and the nearest date of the printed one."""
    alone = pl.col("beside").is_not_null() & (pl.col("year_from") == "printed")
    return broken.with_columns(
        whole=pl.when(~alone).then("with_weekday"),
        alone=pl.when(alone).then("with_weekday"),
        wrong=_wrong(),
        explanation=pl.when(pl.col("year_from") == "other day").then(pl.lit(_BY_THE_OTHER)),
        severity=pl.when(pl.col("year_from") == "text").then(pl.lit("warning")).otherwise(pl.lit("error")),
        day=pl.col("printed").dt.to_string("%B %-d, %Y"),
        right=pl.col("printed").dt.to_string("%A"),
        named=_named(),
        year_hint=pl.when(pl.col("year").is_not_null())
        .then(pl.format(" In {} that day is a {}.", "year", _named()))
        .otherwise(pl.lit("")),
        nearest=(pl.col("printed") + pl.duration(days=_off())).dt.to_string("%B %-d, %Y"),
    )


def _wrong() -> pl.Expr:
    """What the date is, where it is one of a year that is printed, of the year of the text, or of any year."""
    right = pl.col("printed").dt.to_string("%A")
    return (
        pl.when(pl.col("year_from") == "printed")
        .then(pl.format("was a {}", right))
        .when(pl.col("year_from") == "text")
        .then(pl.format("is a {} in {}", right, pl.col("printed").dt.year()))
        .otherwise(pl.format("is a {} if the other weekday is right", right))
    )


@rule(
    severity="error",
    roles=("date", "beside"),
    says="{date} {wrong}",
    explains="{day} is a {right}. The nearest {named} is {nearest}.{year_hint}",
    suggests={"date": ("{whole}", "{with_date}", "{with_year}"), "beside": "{alone}"},
    tells=_told,
    bad=(
        "The court sat on {Wednesday, January 7, 2014}.",
        "They met on {Friday 21 May 2003}.",
        "It opened on {January 7, 2014} ({Wednesday}).",
        "The power failed on {August 14, 2003} (a {Monday}).",
        "The office reopens on {Mon 2024-05-14}.",
        "The court sat on {Tue 21/Apr/2014}.",
        "The log starts on {Sat, 21-Mar-2025}.",
        "I propose a release on {Sunday March 21st of 2026}.",
        "We met on {Saturday} and {Sunday, January 21}-22, 2013.",
        "The fair runs from {Thursday 18 July} to {Sunday 22 July}.",
        "Press release\nMay 4, 2015\n\nThe hearing is set for {Friday, May 7}, in Leeds.",
        "---\ndate: 2010-03-31\n---\n\nThe team will meet on {Thursday 1 March} in Leeds.",
    ),
    good=(
        "The court sat on Tuesday, January 7, 2014.",
        "The court sits on Friday, May 21.",
        "They met on Wednesday 21 May 2003.",
        "It is open every Monday (May 6, 2014 to June 3, 2014).",
        "The fair is on Friday and Saturday, 20 May 2016 and 21 May 2016.",
        "The story ran in the Baltimore Sun, May 3, 2007.",
        "We met on Saturday and Sunday, January 19-20, 2013.",
        "The fair runs from Thursday 18 July to Sunday 21 July.",
        "---\ndate: 2018-06-25\n---\n\nThe conference of 2019 is held from Friday, May 24, to Sunday, May 26.",
        "---\ndate: 2018-06-25\n---\n\nThe war of 1943 began on Friday, May 21.",
        "The battle was fought on Monday, 27 June 1709.",
    ),
)
def weekday_date_mismatch(weekday_dates: pl.LazyFrame) -> pl.LazyFrame:
    """A weekday is not that of the full date beside it.

    Why: one of the two is wrong, and readers will come on the wrong day.
    Tolerance: none; both are exact. Where no year is printed, that of the text's own date is meant if the day is within
    half a year of it (a warning), unless the weekday fits another year that may be; of the two days of one event the
    second is held against the first.
    Silent when: no year can be told, several weekdays share the date, "Sun" is a newspaper, or the year is before 1753:
    many dates were then counted by the Julian calendar.
    Source: the Gregorian calendar, ISO 8601.
    """
    holds = pl.when(pl.col("comparable") & (pl.col("printed").dt.year() >= 1753)).then(_off() == 0)
    return weekday_dates.with_columns(holds=holds)


def _named() -> pl.Expr:
    return pl.col("weekday").replace_strict(_WEEKDAYS, default=None, return_dtype=pl.String)


def _off() -> pl.Expr:
    """Days from the printed date to the nearest one of the printed weekday."""
    return (pl.col("weekday") - pl.col("printed").dt.weekday() + 3) % 7 - 3
