"""See `time_zone_mismatch`."""

import polars as pl

from checks.rule import rule

_SUMMER = 60
"""Minutes between winter and summer time; zones change on different days."""
_QUARTERS = "Zones are quarters of an hour apart, and no number of those leads from one clock to the other."


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    """What the second clock would show, and how much a difference matters."""
    summer, local = pl.col("apart") == _SUMMER, pl.col("first_utc_low").is_null()
    severity = pl.when(summer).then(pl.lit("note")).otherwise(pl.lit("warning"))
    wrong = pl.when(local).then(pl.lit("cannot be")).otherwise(pl.format("is {} {}, not", _right(), "zone"))
    reason = pl.when(local).then(pl.lit(_QUARTERS)).otherwise(pl.format("The two moments are {} apart.", _duration()))
    return broken.with_columns(wrong=wrong, explanation=reason, severity=severity)


def _right() -> pl.Expr:
    """What the second clock would show: "15:00", "3 p.m. or 4 p.m."."""
    ends = [_shown(pl.col(f"second_utc_{end}") - pl.col(f"first_utc_{end}")) for end in ("low", "high")]
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
    says="{first} {wrong} {second}",
    tells=_told,
    bad=(
        "The match begins at {8 p.m. GMT} ({5 p.m. ET}).",
        "Shares stood at 38 at {2:30 p.m. EDT}/{2030 GMT}.",
        "The polls close at {6:00 p.m.} ({16:50 GMT}).",
    ),
    good=(
        "The match begins at 8 p.m. GMT (3 p.m. ET).",
        "Shares stood at 38 at 2:30 p.m. EDT (1830 GMT).",
        "The polls close at 6:00 p.m. (15:00 GMT).",
        "The show is on at 8 p.m. ET (7 p.m. CT).",
        "The market opens at 9:15 a.m. (0345 GMT).",
    ),
)
def time_zone_mismatch(clock_times: pl.LazyFrame) -> pl.LazyFrame:
    """A clock time and the same time in another zone differ.

    Why: the difference of two zones is fixed; readers will tune in at the wrong hour.
    Tolerance: none. A zone may be in winter or summer time where its name leaves that open (ET); an hour's difference
    is a note, for in some weeks only one of the two zones has changed its clocks. A local time without a zone may be
    any number of quarters of an hour from the other.
    Silent when: the two stand side by side without brackets or a slash, and so may be two times; ranges of hours.
    Source: IANA Time Zone Database; ISO 8601.
    """
    apart = pl.min_horizontal(*(_apart(first, second) for first in ("low", "high") for second in ("low", "high")))
    return clock_times.with_columns(apart=apart, holds=pl.when("comparable").then(apart == 0))


def _apart(first: str, second: str) -> pl.Expr:
    """Minutes between the moments that the two clocks name, at these ends of their zones' distances from UTC."""
    moments = pl.col("second_clock") - pl.col(f"second_utc_{second}") - pl.col("first_clock")
    known = (moments + pl.col(f"first_utc_{first}")) % pl.col("period")
    away = pl.min_horizontal(known, pl.col("period") - known)
    quarters = moments % 15
    return pl.when(pl.col("first_utc_low").is_null()).then(pl.min_horizontal(quarters, 15 - quarters)).otherwise(away)
