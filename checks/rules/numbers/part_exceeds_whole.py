"""See `part_exceeds_whole`."""

import polars as pl

from checks.interval import at_most
from checks.rule import rule


@rule(
    severity="error",
    roles=("part", "whole"),
    says="{part} out of {whole}",
    explains="The part is at least {part_least}, the whole at most {whole_most}.",
    bad=(
        "Of {40 miners} below ground, {52} were rescued.",
        "Of the original {45 square kilometers} (17 square miles), only {70 square kilometers} remain.",
        "The jury heard {14} of the {12 witnesses}.",
        "The fire took {45} of the village's {40 houses}.",
        "The ward has {60 beds}; of these, {72} are free.",
        "The union has {340 members}. Of these, {410} voted.",
        "Of a budget of {$2 million}, {$2.6 million} went on salaries.",
        "From an original herd of {900}, only {1,200} remain.",
        "From an initial stock of {300 bottles} only {380} are left.",
        "They landed {88 tonnes} of fish, including {97 tonnes} of cod.",
        "Among the {26 victims} were {31 children}.",
        "{Twelve students} sat the test and {14} of them passed.",
    ),
    good=(
        "Of 40 miners below ground, 12 were rescued.",
        "Of roughly 50 miners below ground, 52 were rescued.",
        "Of the original 45 square kilometers (17 square miles) enclave, only 7 square kilometers remain.",
        "Of the 12, 10 were made there.",
        "Of the 30 members, 52 percent are women.",
        "The fire took 40 of the village's 45 houses.",
        "The ward has 60 beds; of these, 12 are free.",
        "Police in 12 cities broke up the marches. Of these, 410 had been banned.",
        "From an original herd of 900, 1,200 reindeer have sprung.",
        "The net catch fell by 88 tonnes, including 97 tonnes of cod.",
        "Twelve officers met the marchers and 14 of them were held.",
        "Among the two families were 12 children.",
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
        "part_least",
        "whole_most",
        holds=pl.when("comparable").then(at_most(pl.col("part_low"), pl.col("whole_high"))),
    )
