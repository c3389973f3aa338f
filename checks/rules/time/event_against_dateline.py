"""See `event_against_dateline`."""

import polars as pl

from checks.rule import rule

_SLIP = 31
"""A date that is farther off (in days) than this, and not by a year, belongs to another text."""
_LATE = 183
"""What is told as past in a text that states its own date is an error farther off, too."""
_AHEAD = 183
"""Hardly anything is scheduled farther ahead than this (in days) to the day."""


@rule(
    severity="error",
    roles=("date", "dateline"),
    says='"{verb} ... {date}" stands in a text dated {own_day}',
    explains="{date} is {side} that day.{hint}",
    suggests={"date": "{as_date}", "dateline": "{as_dateline}"},
    bad=(
        "Press release\nMay 4, 2015\n\nThe trial is scheduled to begin on {May 11, 2014}.",
        "Press release\nJanuary 5, 2015\n\nThe two men were arrested on {December 17, 2015}.",
        "Press release\nMay 4, 2015\n\nThe driver is expected to be arraigned on {Sunday, May 3, 2015}.",
        "Press release\nMay 4, 2015\n\nThe bridge was opened on {1 September 2015}.",
        "---\ndate: 2024-01-04\n---\n\nThe webinar takes place on {January 18, 2023}.",
        "---\ndate: 2024-01-04\n---\n\nThe deadline for applications is {January 18, 2023}.",
        "---\ndate: 2024-01-04\n---\n\nWe released version 2.0 on {December 20, 2024}.",
        "Press release\n{January 5, 2015}\n\nHe was arrested on {January 3, 2016}. The trial is set for May 9, 2016.",
    ),
    good=(
        "Press release\nMay 4, 2015\n\nThe driver was arraigned today and is scheduled for a hearing on May 11, 2015.",
        "Press release\nMay 4, 2015\n\nThe driver was ordered to return to court on May 11, 2015.",
        "Press release\nMay 4, 2015\n\nThe trial is scheduled to begin on May 11, 2015.",
        "Press release\nMay 4, 2015\n\nThe mayor said on April 28 that the vote will be held on May 3, 2015.",
        "Press release\nMay 4, 2015\n\nThe law will be changed to what it was on May 3, 2013.",
        "The trial is scheduled to begin on May 11, 2014.",
        "---\ndate: 2024-01-04\n---\n\nThe film takes place on January 18, 2023.",
        "---\ndate: 2024-01-04\n---\n\nThe webinar takes place on January 18, 2024. We released 2.0 on May 20, 2023.",
        "Press release\nMay 4, 2015\n\nThe trial begins. (This section was added on May 6, 2015.)",
    ),
)
def event_against_dateline(dated_verbs: pl.LazyFrame) -> pl.LazyFrame:
    """What is still to come has a date before that of the text, or what has happened one after it.

    Why: the year is copied from the year before, above all in the first weeks of a new one, or a text is released later
    than it was written for.
    Tolerance: none for a text that states its own date; the plan of a day is a plan until that day is over.
    Silent when: the verb is not directly followed by the date; the date is neither within a month of the text's (for
    what has happened: half a year) nor, a year on (or back), where it should be; it was said on another day; the
    printed weekday confirms the printed year. Against a date that is only a web page's, only a slip of a year counts,
    as a warning.
    Source: the Gregorian calendar, ISO 8601; The Associated Press Stylebook, "time element".
    """
    off = (pl.col("printed") - pl.col("own")).dt.total_days() * pl.when("plan").then(-1).otherwise(1)
    moved = (pl.col("shifted") - pl.col("own")).dt.total_days() * pl.when("plan").then(-1).otherwise(1)
    year = moved.is_between(-_AHEAD, 0) & (pl.col("weekday_agrees").fill_null(False).not_() | ~pl.col("plan"))
    slip = pl.col("stated") & off.is_between(1, pl.when("plan").then(_SLIP).otherwise(_LATE))
    return dated_verbs.select(
        "document",
        "date",
        "verb",
        "dateline",
        "as_dateline",
        side=pl.when("plan").then(pl.lit("before")).otherwise(pl.lit("after")),
        own_day=pl.col("own").dt.to_string("%B %-d, %Y"),
        hint=pl.when(pl.col("dateline").is_not_null())
        .then(pl.lit(" All other dates of the text agree against its own."))
        .when(year)
        .then(pl.lit(" A year is the likely slip."))
        .otherwise(pl.lit("")),
        as_date=pl.when(year).then("as_date"),
        holds=pl.when(pl.col("comparable") & ((off <= 0) | slip | (year & (off > 1)))).then(off <= 0),
        severity=pl.when(pl.col("stated") & year).then(pl.lit("error")).otherwise(pl.lit("warning")),
    )
