"""See `duration_mismatch`."""

import polars as pl

from checks.rule import rule

_MONTH = 30.436875
_HOUR, _MINUTE = 1 / 24, 1 / 1440
_UNITS = ((0.99, "hours", _HOUR), (60.0, "days", 1.0), (730.5, "months", _MONTH), (float("inf"), "years", 365.2425))
"""Up to how many days a distance is told in which unit, and the days of one."""


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    """Both lengths in the units that fit them, if these tell them apart, else both in months or in days."""
    sizes = {name: _size(name) for name in ("days", "apart")}
    short = pl.max_horizontal("days_high", "apart_high") < 1
    common = pl.when(_are_apart(pl.lit(_MONTH))).then(_MONTH).when(short).then(_MINUTE).otherwise(1.0)
    fits = _are_apart(pl.max_horizontal(*sizes.values()))
    length, apart = (pl.when(fits).then(size).otherwise(common) for size in sizes.values())
    turned = pl.col("apart_high") < 0
    way = pl.when(turned).then(pl.lit("backwards")).otherwise(_pattern(apart) + pl.lit(" apart"))
    return broken.with_columns(
        length=_length("days", length, _pattern(length)),
        apart=_length("apart", apart, way),
        which=pl.when(turned).then(pl.lit("which run ")).otherwise(pl.lit("")),
        verb=pl.when(turned).then(pl.lit("run")).otherwise(pl.lit("are")),
    )


def _size(name: str) -> pl.Expr:
    """The days of the unit in which a length is told."""
    size = pl.lit(_UNITS[-1][2])
    for limit, _, days in reversed(_UNITS[:-1]):
        size = pl.when(pl.col(f"{name}_high") < limit).then(days).otherwise(size)
    return size


def _pattern(size: pl.Expr) -> pl.Expr:
    names = {days: name for _, name, days in _UNITS} | {_MINUTE: "minutes"}
    unit = size.replace_strict(names, return_dtype=pl.String)
    return pl.lit("{low} to {high} ") + unit


def _length(name: str, size: pl.Expr, pattern: pl.Expr) -> pl.Expr:
    """A length in units of so many days (the arguments of `checks.wording.told`); one that may be nothing has no
    lower end.
    """
    low, high = ((pl.col(f"{name}_{end}") / size).round() for end in ("low", "high"))
    least = pl.when((low <= 0) & (high > 0)).then(float("-inf")).otherwise(low)
    return pl.struct(pattern.alias("pattern"), least.alias("low"), high.alias("high"))


def _are_apart(size: pl.Expr) -> pl.Expr:
    """Whether the two lengths are apart when rounded to a unit of so many days."""
    bounds = [(pl.col(name) / size).round() for name in ("days_high", "apart_low", "apart_high", "days_low")]
    return (bounds[0] < bounds[1]) | (bounds[2] < bounds[3])


@rule(
    severity="warning",
    roles=("duration", "first", "last"),
    says="{duration} does not fit {dates}, {which}{apart}",
    explains="{duration} allows {length}; {dates} {verb} {apart}.",
    tells=_told,
    bad=(
        "The town was held for {10 months}, from {March 2014} to {June 2016}.",
        "They met on {July 4, 1997}. {Three days later}, on {July 17, 1997}, they married.",
        "After {ten years} in power, from {1990} to {1997}, the party split.",
        "From {May 2012} until {May 2013}, for {three years}, the road was shut.",
        "From {2001} to {2011}, a {five-year} period, nothing was built.",
        "She died in {1998}, {22 years} after the {1986} accident.",
        "They married on {July 7, 1946}. The marriage lasted {57 years}, until her death on {Nov. 19, 2023}.",
        "The rebels seized the town {last year} and held it for {30 months}.",
    ),
    good=(
        "He must have held a licence for the past 10 years and held no office for the past five years.",
        "The town was held for 10 months, from March 2014 to January 2015.",
        "They met on July 4, 1997. Three days later, on July 7, 1997, they married.",
        "The town was held for twenty months, from 1762 to 1764.",
        "He served for five years between 1990 and 2010.",
        "The rate rose among those aged 35-54 years between 2011 and 2012.",
        "She died in 1998, more than 10 years after the 1986 accident.",
        "The rebels seized the town last year and held it for ten months.",
        "He came in 1990. He worked there for five years, until 2001.",
    ),
)
def duration_mismatch(durations: pl.LazyFrame) -> pl.LazyFrame:
    """A length of time is not that between its two dates.

    Why: two dates and the time between them are one subtraction; readers can do it, too.
    Tolerance: N units are more than N - 1 and less than N + 1 of them (a tenth more from five on), "about" a quarter;
    a month or year may begin and end on any of its days.
    Silent when: the length is a part of a range ("five years between 1990 and 2010"), or is an age.
    Source: ISO 8601, durations and time intervals.
    """
    overlap = (pl.col("days_low") <= pl.col("apart_high")) & (pl.col("apart_low") <= pl.col("days_high"))
    holds = pl.when("inside").then(pl.col("days_low") <= pl.col("apart_high")).otherwise(overlap)
    return durations.with_columns(holds=holds)
