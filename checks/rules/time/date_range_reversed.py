"""See `date_range_reversed`."""

import polars as pl

from checks.rule import rule


@rule(
    severity="error",
    roles=("first", "last"),
    says="the range runs backwards, from {first} {last:to}",
    explains="The range begins on {begins} at the earliest and ends on {ends} at the latest.",
    bad=(
        "Between {March 2015} and {June 2014}, he worked at the mill.",
        "She led the school from {May 2017} until {December 2014}.",
        "It was in force from {5 March 2014} {up to 9 June 2013}.",
        "The works lasted from {July 30, 2011}, to {February 27, 2010}.",
        "The rain fell from {2 August} to {29 July 2023}.",
    ),
    good=(
        "Between June 2014 and March 2015, he worked at the mill.",
        "Between June 2014 and May 2014, exports fell by 0.3 percent.",
        "The war of 1939-45 ended it.",
        "From May 2014 to May 2013 sales fell 3 percent.",
        "The number to ring is 1998-1985.",
        "The purchase was moved from 1987 to 1986.",
        "They lived there between 1500 and 400 BC.",
        "She led the school from May 2014 until May 2014.",
        "The office is closed from 15 December to 3 January 2015.",
        "The financial year ran from 1 April to 31 March 2015.",
    ),
)
def date_range_reversed(date_ranges: pl.LazyFrame) -> pl.LazyFrame:
    """A range of time ends before it begins.

    Why: a range names its beginning first; turned round, one of its dates is usually wrong.
    Tolerance: both dates are taken as wide as they can be read; a range within one month or year is never reversed.
    Silent when: a year is not printed or before Christ, something is moved from one date to an earlier one, or two
    periods are compared, newest first. Bare years are a warning, and so are days of which only the last has a year, if
    the first would be a few weeks later in it ("from 2 August to 29 July 2023").
    Source: ISO 8601, time intervals; The Chicago Manual of Style, 17th edition, 6.78.
    """
    return date_ranges.select(
        "document",
        "first",
        "last",
        begins=pl.col("begins").dt.to_string("%B %-d, %Y"),
        ends=pl.col("ends").dt.to_string("%B %-d, %Y"),
        holds=pl.when("comparable").then(pl.col("begins") <= pl.col("ends")),
        severity=pl.when((pl.col("granularity") == "year") | pl.col("implied"))
        .then(pl.lit("warning"))
        .otherwise(pl.lit("error")),
    )
