"""See `part_exceeds_whole`."""

import polars as pl

from checks.interval import at_most
from checks.rule import rule


@rule(
    severity="error",
    roles=("part", "whole"),
    says="{part} out of {whole}",
    explains="The part is at least {part_low}, the whole at most {whole_high}.",
    bad=(
        "Of {40 miners} below ground, {52} were rescued.",
        "Of the original {45 square kilometers} (17 square miles), only {70 square kilometers} remain.",
        "The jury heard {14} of the {12 witnesses}.",
    ),
    good=(
        "Of 40 miners below ground, 12 were rescued.",
        "Of roughly 50 miners below ground, 52 were rescued.",
        "Of the original 45 square kilometers (17 square miles) enclave, only 7 square kilometers remain.",
        "Of the 12, 10 were made there.",
        "Of the 30 members, 52 percent are women.",
    ),
    known=(),
)
def part_exceeds_whole(parts: pl.LazyFrame) -> pl.LazyFrame:
    """A part is larger than the whole it belongs to, or a remainder larger than the original.

    Why: a subset cannot outnumber the set it is drawn from.
    Tolerance: fires only if the part's least value is above the whole's greatest; small plain counts are exact.
    Silent when: the units differ in kind, or what is counted differs.
    Source: Maier 2002, "Getting the Numbers Right": most errors in the figures of news are self-evident and elementary.
    """
    return parts.select(
        "document",
        "part",
        "whole",
        "part_low",
        "whole_high",
        holds=pl.when("comparable").then(at_most(pl.col("part_low"), pl.col("whole_high"))),
    )
