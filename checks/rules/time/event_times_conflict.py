"""Times told of one affair that exclude each other."""

from __future__ import annotations

import polars as pl

from checks.rule import rule


@rule(
    severity="warning",
    roles=("event", "time", "other", "other_time", "third", "third_time", "fourth", "fourth_time"),
    says='"{event}" and "{other}" cannot both have happened when the text says',
    bad=(
        "{Government troops liberated Orsa} in {2014}. {The liberation of Orsa} in {2015} is told in a mural.",
        "Rebels stormed the town of Karsk on Friday. {The army had won back Karsk} in {April}. {The rebels overran the"
        " town} {last year} and {held it} for {ten months}. {The recapture of Karsk} {last year} by troops is filmed.",
        "{The harbour museum was reopened} in {May 2003}. Since {its reopening} in {2005} a million people have come.",
        "It was in {May} that {the army retook Orsa}. {Rebels overran the town} {last year} and {held it} for"
        " {ten months}. Films show {the recapture of Orsa} {last year} by troops.",
        "{Norvik Bank was founded} in {1891}. {The founding of Norvik Bank} in {1901} is told in a mural.",
    ),
    good=(
        "Rebels stormed Karsk on Friday. The army had won back Karsk in April. The rebels overran the town last year"
        " and held it for two months. The recapture of Karsk last year by soldiers was filmed.",
        "The Front seized Zerin on Monday. The capture of Zerin in 2015 by the Front had been its first success.",
        "Government troops liberated Orsa in 2014. The separatists' capture of Orsa in 2012 had been its ruin.",
        "The army captured Lom in May 1919 and tried to capture Lom in 1920.",
        "The army captured the airport of Lom in May 1919. The capture of Lom in 1920 ended the war.",
        "The Front took Zerin in August 2018 and was driven out after five days. The Front's capture of Zerin in 2021"
        " was final.",
        "The army took Lom in 1919. When the army took the town of Lom again in 1920, it was empty.",
        "On the tenth anniversary of the bank's founding in 1901, it was renamed. Norvik Bank was founded in 1891.",
        "The gallery opened in 1960. The reopening of the gallery in 1999 drew thousands.",
    ),
    known=(
        "Rebels captured Karsk in 2014, but it slipped from them. The capture of Karsk in 2015 by rebels was final.",
    ),
)
def event_times_conflict(chronology: pl.LazyFrame) -> pl.LazyFrame:
    """Times told of one affair (who holds a town, whether a museum is open) exclude each other.

    Why: reports are written over days and from older reports; "in March" and "last year" then come to stand side by
    side for one event. All that is told of an affair is one network of bounds between days, and the finding is a
    smallest set of statements that cannot hold together: none of them can be left out.
    Tolerance: every expression has its widest bounds ("for 10 months" is more than 9 and less than 11), and the finding
    stands only if every reading of every ambiguous one fails: "in March" may be that of last year, and "the capture of
    the town" may mean any capture told of that side.
    Silent when: the events are of different sides, kinds or parts; none of them is taken as known ("the capture of",
    "after the army recaptured"), or it happened "again"; one is the news of the day and the other is not; a date stands
    behind "by", "until" or "since".
    Source: difference constraints (Dechter, Meiri and Pearl 1991); intervals of time expressions after TimeML.
    """
    return chronology
