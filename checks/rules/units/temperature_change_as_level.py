"""See `temperature_change_as_level`."""

import polars as pl

from checks.interval import conversions_judged
from checks.rule import rule


@rule(
    severity="error",
    roles=("given", "converted"),
    says="a change of {given} is {right} {converted_unit_text}, not {converted_number}",
    explains="A rise, fall or difference converts by the ratio of the degrees (9/5) alone; "
    "{converted_number} is what the level {given} converts to.",
    suggests={"converted": "{right} {converted_unit_text}"},
    bad=(
        "The lake has warmed by {4C} ({39F}) since then.",
        "Nights were {10 degrees Celsius} ({50 degrees Fahrenheit}) colder than the day.",
    ),
    good=(
        "The lake has warmed by 4C (7.2F) since then.",
        "It rose to 30C (86F) by noon.",
        "The oven is set to 200C (392F).",
        "Nights were 10 degrees Celsius (18 degrees Fahrenheit) colder than the day.",
    ),
)
def temperature_change_as_level(conversions: pl.LazyFrame) -> pl.LazyFrame:
    """A rise, fall or difference in temperature is converted as if it were a reading of a thermometer.

    Why: adding the 32 degrees by which the scales are apart turns a warming of 4C (7F) into one of 39F.
    Tolerance: fires only if the conversion of the level fits and that of the change does not.
    Silent when: the words say that a level is reached ("rose to").
    Source: NIST Special Publication 811 (2008), section B.8 and 4.2.1.1: an interval of temperature.
    """
    return conversions_judged(conversions.filter("change")).select(
        "document",
        "given",
        "converted",
        "converted_unit_text",
        holds=pl.col("as_change") | ~pl.col("as_level"),
        right=(pl.col("given_value") * pl.col("ratio")).round_sig_figs(2),
        converted_number="converted_value",
        certain=pl.lit("converted"),
    )
