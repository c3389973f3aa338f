"""See `relative_day_mismatch`."""

import polars as pl

from checks.rule import rule

_SLIP, _SLIP_OF_MONTH = 31, 62
"""A date farther off than this (in days, the year aside) belongs to another text or day: it is no slip."""


@rule(
    severity="error",
    roles=("relative", "date", "dateline"),
    says="{relative} is {day}, not {date}",
    explains="The text is dated {own_day}.",
    suggests={"relative": "{as_word}", "date": "{as_date}"},
    bad=(
        "Press release\n{May 4, 2015}\n\nThe trial opens {tomorrow}, {May 4, 2015}, in Leeds.",
        "Press release\n{May 4, 2015}\n\nHe pleaded guilty {yesterday}, {Sunday, May 3, 2014}.",
        "{May 4, 2015}\n\nThe bridge opens {today} ({Tuesday, May 5}).",
        "Press release\n{May 4, 2015}\n\nHe pleaded guilty {yesterday}, {Saturday}, in Leeds.",
        "Press release\n{May 4, 2015}\n\n{Two days ago}, on {May 1}, the bridge fell.",
        "Press release\n{May 4, 2015}\n\n{Last month}, on {12 March}, the bridge fell.",
        "---\ndate: 2015-05-05T10:19:10Z\n---\n\nThe trial opens {today}, {May 4, 2015}, in Leeds.",
    ),
    good=(
        "Press release\nMay 4, 2015\n\nThe trial opens tomorrow, May 5, 2015, in Leeds.",
        "Press release\nMay 4, 2015\n\nThe trial opens today or tomorrow, May 4 or 5.",
        "Press release\nMay 4, 2015\n\nHe pleaded guilty yesterday, Sunday. It is open today, Monday to Friday.",
        "Press release\nMay 4, 2015\n\nFour days ago, on April 29, the bridge fell. Next month, on 3 June, it opens.",
        "Last month, on 12 March, the bridge fell.",
        "The trial opens tomorrow, May 4, 2015, in Leeds.",
        "Press release\nMay 4, 2015\n\nThe trial was put off today to June 4, 2015.",
        "---\ndate: 2015-05-05T01:19:10Z\n---\n\nThe trial opens today, May 4, 2015, in Leeds.",
        "---\ndate: 2015-05-08\n---\n\n> Today, May 4, the trial opened.\n\n## May 5\n\nToday, May 5, it went on.",
    ),
)
def relative_day_mismatch(relative_days: pl.LazyFrame) -> pl.LazyFrame:
    """Today, yesterday or tomorrow is not the date printed beside it.

    Why: one of the two is wrong against the date of the text, and readers will come on the wrong day.
    Tolerance: none where all three are exact days; a weekday is that of the day, "three days ago" may be a day more or
    less, and last or next month is any day of that month. These are warnings, against a date that the text states.
    Silent when: the text has no date of its own, several days are named, or the date is more than a month off in any
    year: then the text quotes another one. The date of a web page (a corpus column that the text does not repeat at
    its top) is often not that of writing; against it only a wrong year counts, or what would not be meant on the day
    before or after it either, as a warning.
    Source: the Gregorian calendar, ISO 8601; The Associated Press Stylebook, "time element".
    """
    before = (pl.col("expected") - pl.col("printed")).dt.total_days()
    behind = (pl.col("printed") - pl.col("expected_end")).dt.total_days()
    distance = pl.when(before > 0).then(-before).when(behind > 0).then(behind).otherwise(0)
    within_year = (distance + 183) % 365.25 - 183
    farthest = pl.when(pl.col("unit") == "month").then(_SLIP_OF_MONTH).otherwise(_SLIP)
    year_only = (
        (pl.col("printed").dt.month() == pl.col("expected").dt.month())
        & (pl.col("printed").dt.day() == pl.col("expected").dt.day())
        & (distance.abs() < 400)
    )
    slip = (
        pl.when(pl.col("stated") | (pl.col("unit") != "day"))
        .then((distance.abs() < 400) & (within_year.abs() <= farthest))
        .otherwise(year_only)
    )
    return relative_days.select(
        "document",
        "relative",
        "date",
        "dateline",
        "as_date",
        "as_word",
        own_day=pl.col("own").dt.to_string("%B %-d, %Y"),
        day=_named(),
        holds=pl.when(pl.col("comparable") & ((distance == 0) | slip)).then(distance == 0),
        severity=pl.when(pl.col("stated") & (pl.col("unit") == "day"))
        .then(pl.lit("error"))
        .otherwise(pl.lit("warning")),
    )


def _named() -> pl.Expr:
    """What the relative expression names: "May 5, 2015", "Tuesday", "April 2015", "May 2 or so"."""
    day = pl.col("expected")
    return (
        pl.when(pl.col("unit") == "weekday")
        .then(day.dt.to_string("%A"))
        .when(pl.col("unit") == "month")
        .then(day.dt.to_string("%B %Y"))
        .when(day != pl.col("expected_end"))
        .then(pl.format("{} to {}", day.dt.to_string("%B %-d"), pl.col("expected_end").dt.to_string("%B %-d, %Y")))
        .otherwise(day.dt.to_string("%B %-d, %Y"))
    )
