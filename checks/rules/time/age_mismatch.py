"""See `age_mismatch`."""

import polars as pl

from checks.rule import rule

_YEAR = 365.2425


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    """The age by the dates; none for a time before the birth."""
    never = pl.when(pl.col("high") < 0).then(pl.lit("The birth is later than the time at which the age is told."))
    low = pl.max_horizontal("low", 0).cast(pl.Float64)
    form = pl.lit("{low} to {high} years old").alias("pattern")
    return broken.with_columns(
        explanation=never, years=pl.struct(form, low.alias("low"), pl.col("high").cast(pl.Float64))
    )


@rule(
    severity="warning",
    roles=("age", "born", "at"),
    says="an age of {told} does not fit the birth {born:in}",
    explains="Whoever was born {born:in} was {years} {at:in}.",
    tells=_told,
    bad=(
        "Anna Berg ({1940}-{2015}), a pioneer of the craft, died at the age of {65}.",
        "Born in {1940}, she died in {2015} aged {85}.",
        "The actor, born in {March 1930}, turned {90} in {March 2010}.",
        "The queen, born in {1926}, came to the throne in {1952} at the age of {35}.",
        "Press release\nMay 4, 2016\n\nThe {44-year-old} swimmer was born in {1982}.",
        "Press release\nMay 4, 2016\n\nBerg, who was born in {March 1982}, is {44}.",
        "The general, born in {100 BC}, was murdered in {44 BC} at the age of {65}.",
        "Ann Berg was born on {Jan. 5, 1941}. Berg retired. On {March 10, 2004}, at the age of {43}, she won.",
    ),
    good=(
        "Anna Berg (1940-2015), a pioneer of the craft, died at the age of 75.",
        "Born in 1940, she died in 2015 aged 74.",
        "The actor, born in March 1930, turned 80 in March 2010.",
        "The queen, born in 1926, came to the throne in 1952 at the age of 25.",
        "Press release\nMay 4, 2016\n\nThe 34-year-old swimmer was born in 1982.",
        "Press release\nMay 4, 2016\n\nThe 34-year-old swimmer and his son, born in 2010, were there.",
        "Press release\nMay 4, 2016\n\nBorn in 1940, he left school at the age of 14.",
        "The general, born in 100 BC, was murdered in 44 BC at the age of 55.",
        "Ann Berg was born on Jan. 5, 1941. Her son won. On March 10, 2004, at the age of 23, he won again.",
        "Women born in 1967 who reached age 45 in 2012 had two children.",
    ),
)
def age_mismatch(ages: pl.LazyFrame) -> pl.LazyFrame:
    """An age does not fit the dates of birth and death told beside it.

    Why: an age is the difference of two dates; it is often carried on from an older text.
    Tolerance: a year on either side.
    Silent when: relatives or several people are told of in between, the sentence has other times or ages, or nobody
    says when the person was that old. Against the date of a web page (a corpus column that the text does not repeat)
    only two to four years count.
    Source: ISO 8601.
    """
    years = pl.col("years")
    low, high = pl.col("apart_low") / _YEAR, pl.col("apart_high") / _YEAR
    distance = pl.max_horizontal(years - high, low - years - 1)
    trusted = pl.col("comparable") & (pl.col("stated") | (distance <= 4))
    return ages.select(
        "document",
        "age",
        "born",
        "at",
        told="years",
        low=low.floor().cast(pl.Int64),
        high=high.floor().cast(pl.Int64),
        holds=pl.when(trusted | (distance <= 1)).then(distance <= 1),
    )
