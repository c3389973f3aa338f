"""See `range_reversed`."""

import polars as pl

from checks.rule import rule


@rule(
    severity="warning",
    default=False,
    roles=("first", "last"),
    says="the range begins at {begins} and ends at {ends}",
    explains="A range runs from its lower end to its higher one.",
    bad=(
        "Leave the dough for {24} to {12 hours}.",
        "The wave is {28.5} to {0.6 micrometres} long.",
        "Between {90 and 60 percent} of the patients recover.",
        "The dam will cost {$4-3 billion}.",
    ),
    good=(
        "Leave the dough for 12 to 24 hours.",
        "Inflation fell from 9 to 4 percent.",
        "The new index takes the search from\n\t104 to 32 seconds.",
        "They won the match 5-3.",
        "The gap between 90 and 60 percent is wide.",
        "They roamed between 2.8 and 2.1 million years ago.",
        "Its kind came to an end in the Permian (270.2 - 255.1 Mya).",
        "They died out 66-65 million years ago.",
        "It is sold in versions between 64-bit and 32-bit ones.",
        "The dam will cost $800,000 to $1.2 million.",
        "She lost weight, 90 to 70 kilos, within a year.",
        "Temperatures go from 30 to 20 degrees Celsius at night.",
    ),
)
def range_reversed(ranges: pl.LazyFrame) -> pl.LazyFrame:
    """A range of figures runs from high to low.

    Why: a range names its lower end first; turned round, one of its figures is usually wrong.
    Tolerance: none; both ends are compared as printed, scale words shared.
    Silent when: the text goes down on purpose (a fall from 9 to 4 percent), and for scores, odds, ages and bare counts.
    Opt-in: on unseen articles and documentation most of its findings were falls, levels and countdowns told on purpose.
    Source: The Chicago Manual of Style, 17th edition, 9.60 on inclusive numbers.
    """
    return ranges.select(
        "document",
        "first",
        "last",
        "begins",
        "ends",
        holds=pl.when("comparable").then(pl.col("low") <= pl.col("high")),
    )
