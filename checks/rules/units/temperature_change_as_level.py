"""See `temperature_change_as_level`."""

import polars as pl

from checks.interval import conversions_judged
from checks.rule import rule


@rule(
    severity="error",
    roles=("given", "converted"),
    says="a change of {given} is {right}, not {converted_number}",
    explains="A rise, fall or difference converts by the ratio of the degrees (9/5) alone; "
    "{converted_number} is what the level {given} converts to.",
    suggests={"converted": "{right}"},
    bad=(
        "The lake has warmed by {4C} ({39F}) since then.",
        "Nights were {10 degrees Celsius} ({50 degrees Fahrenheit}) colder than the day.",
        "The plunge of {17 C} ({63 F}) set a record.",
        "The square is {4C} hotter ({39F}) than the park.",
        "July was {2.3C}, or {36.1F}, above the average.",
    ),
    good=(
        "The lake has warmed by 4C (7.2F) since then.",
        "It rose to 30C (86F) by noon.",
        "It warmed up to 14C (57F) by noon.",
        "Black soils warmed up to 4C (7F) faster.",
        "The oven is set to 200C (392F).",
        "Nights were 10 degrees Celsius (18 degrees Fahrenheit) colder than the day.",
        "The square is 4C hotter (7F) than the park.",
        "July was 2.3C, or 4.1F, above the average.",
        "The water was 12C (54F), colder than last week.",
    ),
)
def temperature_change_as_level(conversions: pl.LazyFrame) -> pl.LazyFrame:
    """A rise, fall or difference in temperature is converted as if it were a reading of a thermometer.

    Why: adding the 32 degrees by which the scales are apart turns a warming of 4C (7F) into one of 39F.
    Tolerance: fires only if the conversion of the level fits and that of the change does not.
    Silent when: the words say that a level is reached ("rose to").
    Source: NIST Special Publication 811 (2008), section B.8 and 4.2.1.1: an interval of temperature.
    """
    judged = conversions_judged(conversions.filter("change"))
    low, high = (_rounded(f"given_{end}") for end in ("value", "value_high"))
    form = [pl.col(f"converted_{name}").alias(name) for name in ("pattern", "scale", "minor")]
    return judged.select(
        "document",
        "given",
        "converted",
        "converted_number",
        holds=pl.col("as_change") | ~pl.col("as_level"),
        right=pl.struct(low.alias("low"), high.alias("high"), *form),
    )


def _rounded(value: str) -> pl.Expr:
    """The change in the other unit: whole degrees from ten on, two digits below."""
    changed = pl.col(value) * pl.col("ratio")
    return pl.when(changed.abs() >= 10).then(changed.round()).otherwise(changed.round_sig_figs(2))
