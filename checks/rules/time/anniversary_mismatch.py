"""See `anniversary_mismatch`."""

import polars as pl

from checks.rule import rule


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    """How the two times lie to each other, and the year to which the printed number leads."""
    apart = pl.col("apart")
    way = pl.when(apart > 0).then(pl.lit("{low} years before ")).when(apart < 0).then(pl.lit("{low} years after "))
    lies = pl.when(apart == 0).then(pl.lit("the same year")).otherwise(way + pl.format("{}", "when"))
    form = pl.lit("{low} to {high} years").alias("pattern")
    years = ((pl.col("years_low") + pl.col("years_high")) / 2).round()
    size = apart.abs().cast(pl.Float64)
    return broken.with_columns(
        distance=pl.struct(lies.alias("pattern"), size.alias("low"), size.alias("high")),
        years=pl.struct(form, years.alias("low"), years.alias("high")),
        leads=(pl.col("origin_year") + years).cast(pl.Int64),
    )


@rule(
    severity="warning",
    roles=("number", "origin", "at"),
    says="{number} does not fit {origin}, {distance}",
    explains="Counted from {origin_year}, {years} lead to {leads}.",
    tells=_told,
    bad=(
        "In {2016} they marked the {30th anniversary} of the {1996} fire.",
        "Press release\nMay 4, 2016\n\nThe town marks the {25th anniversary} of the {1996} fire.",
        "Press release\nMay 4, 2016\n\nThe mill burned down {22 years ago}, in {2004}.",
        "Press release\nMay 4, 2016\n\nThe wall fell {17 years ago} in {1989}.",
        "Press release\nMay 4, 2016\n\n{Today} is the {70th anniversary} of the raid, {May 4, 1936}.",
        "Press release\nMay 4, 2016\n\nThe {centenary} of the battle of {1926} is marked {this week}.",
        "Press release\nMay 4, 2016\n\nThe club, founded in {1904}, celebrates its {100th anniversary} {this year}.",
        "Press release\nMay 4, 2016\n\nFounded in {1986}, the club celebrates its {20th anniversary}.",
        "The war ended on {8 May 1945}, and the {70th anniversary} was on {8 May 2025}.",
    ),
    good=(
        "The war ended on 8 May 1945, and the 80th anniversary was on 8 May 2025.",
        "Press release\nMay 4, 2016\n\nToday is the 80th anniversary of the raid, May 4, 1936.",
        "Press release\nMay 4, 2016\n\nThe club, founded in 1904, celebrates its 112th anniversary this year.",
        "In 2016 they marked the 20th anniversary of the 1996 fire.",
        "Press release\nMay 4, 2016\n\nThe town marks the 20th anniversary of the 1996 fire.",
        "Press release\nMay 4, 2016\n\nThe mill burned down 12 years ago, in 2004.",
        "Press release\nMay 4, 2016\n\nThe islanders stitched it for the 50th anniversary of liberation in 1995.",
        "Press release\nMay 4, 2016\n\nThe tour marked the 20th anniversary of the 1976 album.",
        "The town marks the 25th anniversary of the 1996 fire.",
        "The poet was born in 1799, and the bicentenary of her birth was kept with a stamp in 1999.",
    ),
)
def anniversary_mismatch(years_since: pl.LazyFrame) -> pl.LazyFrame:
    """Years counted from an event do not lead to the time at which they are counted.

    Why: an anniversary is a subtraction; its number is often copied from last year's text.
    Tolerance: a year on either side, as the day is seldom told; "N years ago" may be N - 1 to N + 1, a tenth more from
    ten on, and another year for the turn of the year.
    Silent when: the text has no date and tells none, several other times stand in the sentence, or the celebration is
    told as past. Against the date of a web page (a corpus column that the text does not repeat) only a difference of
    two to four years counts.
    Source: ISO 8601.
    """
    slack = 1.0
    apart_low = pl.col("at_low") - pl.col("origin_year")
    apart_high = pl.col("at_high") - pl.col("origin_year")
    fits = (apart_high >= pl.col("years_low") - slack) & (apart_low <= pl.col("years_high") + slack)
    # "Born in 1799 ... the bicentenary in 1999": the later of the two is the celebration, whichever is told first.
    turned = (-apart_low >= pl.col("years_low") - slack) & (-apart_high <= pl.col("years_high") + slack)
    celebration = turned | pl.col("open") & pl.col("origin_year").is_between(
        pl.col("at_low") - 1, pl.col("at_high") + 1
    )
    distance = pl.max_horizontal(pl.col("years_low") - apart_high, apart_low - pl.col("years_high"))
    trusted = pl.col("comparable") & (pl.col("stated") | (distance <= 4))
    return years_since.select(
        "document",
        "number",
        "origin",
        "at",
        "origin_year",
        "years_low",
        "years_high",
        apart=apart_high,
        when=pl.col("at_high"),
        holds=pl.when(trusted | fits).then(fits | celebration),
    )
