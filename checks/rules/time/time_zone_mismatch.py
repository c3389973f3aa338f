"""See `time_zone_mismatch`."""

import polars as pl

from checks.rule import rule

_QUARTERS = "Zones are quarters of an hour apart, and no number of those leads from one clock to the other."
_ENDS = ("low", "high")


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    """What the second clock would show, and how much a difference matters."""
    local, alone = pl.col("first_utc_low").is_null(), pl.col("second").is_null()
    severity = pl.when(_apart(loose=True) == 0).then(pl.lit("note")).otherwise(pl.lit("warning"))
    is_zone = pl.format("is {}, not {}", _from_utc(), "second_text")
    wrong = (
        pl.when(local)
        .then(pl.format("cannot be {}", "second_text"))
        .when(alone)
        .then(is_zone)
        .otherwise(pl.format("is {} {}, not {}", _right(), "zone", "second_text"))
    )
    reason = pl.when(local).then(pl.lit(_QUARTERS)).otherwise(pl.format("The two moments are {} apart.", _duration()))
    return broken.with_columns(wrong=wrong, explanation=reason, severity=severity)


def _from_utc() -> pl.Expr:
    """The distance of the first zone from UTC: "UTC-8", "UTC-5 or UTC-4"."""
    told = [_hours(pl.col(f"first_utc_{end}")) for end in _ENDS]
    return pl.when(told[0] == told[1]).then(told[0]).otherwise(pl.format("{} or {}", *told))


def _hours(minutes: pl.Expr) -> pl.Expr:
    sign = pl.when(minutes < 0).then(pl.lit("-")).otherwise(pl.lit("+"))
    past = (minutes.abs() % 60).cast(pl.String).str.zfill(2)
    rest = pl.when(minutes % 60 == 0).then(pl.lit("")).otherwise(pl.format(":{}", past))
    return pl.format("UTC{}{}{}", sign, minutes.abs() // 60, rest)


def _right() -> pl.Expr:
    """What the second clock would show: "15:00", "3 p.m. or 4 p.m."."""
    ends = [_shown(pl.col(f"second_utc_{end}") - pl.col(f"first_utc_{end}")) for end in _ENDS]
    return pl.when(ends[0] == ends[1]).then(ends[0]).otherwise(pl.format("{} or {}", *ends))


def _shown(shift: pl.Expr) -> pl.Expr:
    """A clock as the second one is told, in the hours of the day or of its half."""
    minutes = (pl.col("first_clock") + shift) % 1440
    hour, past = minutes // 60, (minutes % 60).cast(pl.String).str.zfill(2)
    half = pl.when(minutes < 720).then(pl.lit("a.m.")).otherwise(pl.lit("p.m."))
    sharp = pl.when(minutes % 60 == 0).then(pl.lit("")).otherwise(pl.format(":{}", past))
    return (
        pl.when("halves")
        .then(pl.format("{}{} {}", (hour + 11) % 12 + 1, sharp, half))
        .otherwise(pl.format("{}:{}", hour, past))
    )


def _duration() -> pl.Expr:
    """The distance in words: "2 hours", "1 hour 30 minutes"."""
    minutes = pl.col("apart")
    told = [
        pl.when(count == 1).then(pl.lit(f"1 {unit}")).when(count > 1).then(pl.format(f"{{}} {unit}s", count))
        for count, unit in ((minutes // 60, "hour"), (minutes % 60, "minute"))
    ]
    return pl.concat_str(told, separator=" ", ignore_nulls=True)


@rule(
    severity="warning",
    roles=("first", "second"),
    says="{first_text} {wrong}",
    tells=_told,
    bad=(
        "The match begins at {8 p.m. GMT} ({5 p.m. ET}).",
        "Shares stood at 38 at {2:30 p.m. EDT}/{2030 GMT}.",
        "The polls close at {6:00 p.m.} ({16:50 GMT}).",
        "The stream starts at {9 a.m. PT} ({11 a.m. ET}).",
        "The stream starts at {7 pm} Central ({9 pm Eastern}).",
        "When: {6 June 2023, 10:00 a.m. PT} | {2:00 p.m. ET}",
        "The stream starts at {9am PST} (UTC-7).",
        "It begins on {6 January 2023, 8 p.m. GMT} ({4 p.m. ET}).",
    ),
    good=(
        "The team meets at 11AM IST (GMT +5.5).",
        "The match begins at 8 p.m. GMT (3 p.m. ET).",
        "Shares stood at 38 at 2:30 p.m. EDT (1830 GMT).",
        "The polls close at 6:00 p.m. (15:00 GMT).",
        "The show is on at 8 p.m. ET (7 p.m. CT).",
        "The stream starts at 9 a.m. Pacific (noon Eastern).",
        "The stream starts at 10 a.m. PT / 1 p.m. ET / 17:00 UTC.",
        "It begins at 18:00 UTC+1 (17:00 UTC).",
        "It begins at 9am PST (UTC-8).",
        "It begins at 8 p.m. GMT (4 p.m. ET).",
        "Call at 9 a.m. PT or 1 p.m. ET.",
        "It meets at 7 p.m. Central Bank time (9 p.m. ET).",
        "The market opens at 9:15 a.m. (0345 GMT).",
    ),
)
def time_zone_mismatch(clock_times: pl.LazyFrame) -> pl.LazyFrame:
    """A clock time and the same time in another zone differ.

    Why: the difference of two zones is fixed; readers will tune in at the wrong hour.
    Tolerance: none. A zone may be in winter or summer time where its name (ET) and the printed date leave that open,
    but zones that change their clocks together are in the same. What would hold if EST or GMT were said of summer, as
    people do, is a note. A local time without a zone may be any number of quarters of an hour from the other.
    Silent when: the two stand side by side without brackets, a stroke or ", or", and so may be two times; ranges of
    hours.
    Source: IANA Time Zone Database; ISO 8601.
    """
    return clock_times.with_columns(apart=_apart(), holds=pl.when("comparable").then(_apart() == 0))


def _apart(*, loose: bool = False) -> pl.Expr:
    """The fewest minutes between the moments that the two clocks name, for any distances of their zones from UTC."""
    ways = [
        pl.when(pl.col("together") & (first != second)).then(None).otherwise(_between(first, second, *shifts))
        for first in _ENDS
        for second in _ENDS
        for shifts in ([(0, 0), (1, 0), (0, 1), (1, 1)] if loose else [(0, 0)])
    ]
    return pl.min_horizontal(*ways)


def _between(first: str, second: str, first_shift: int, second_shift: int) -> pl.Expr:
    """Minutes between the two moments, at these ends of their zones' distances from UTC; without a zone, between the
    clocks and the nearest quarter of an hour.
    """
    moments = pl.col("second_clock") - pl.col(f"second_utc_{second}") - second_shift * pl.col("second_loose")
    moments -= pl.col("first_clock")
    known = (moments + pl.col(f"first_utc_{first}") + first_shift * pl.col("first_loose")) % pl.col("period")
    away = pl.min_horizontal(known, pl.col("period") - known)
    quarters = moments % 15
    return pl.when(pl.col("first_utc_low").is_null()).then(pl.min_horizontal(quarters, 15 - quarters)).otherwise(away)
