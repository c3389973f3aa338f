"""See `conversion_mismatch`."""

import polars as pl

from checks.interval import conversions_judged
from checks.rule import rule

_NAUTICAL = 1852 / 1609.344
"""Statute miles in a nautical mile."""


@rule(
    severity="error",
    roles=("given", "converted"),
    says="{given} is {right} {converted_unit_text}, not {converted_number}",
    explains="{given} [{given_from} to {given_to}] = {expected_from} to {expected_to} {converted_unit_text}; "
    "{converted} means {converted_from} to {converted_to}. {cause}",
    suggests={"converted": "{right} {converted_unit_text}", "given": "{right_given} {given_unit_text}"},
    bad=(
        "Of the reserve {7 square kilometers} ({4 square miles}) burned.",
        "The bridge is {120 metres} ({39 feet}) long.",
        "The tanker lay {40 miles} ({90 km}) off the coast.",
        "Rangers closed {16,000 hectares}, or {28,000 acres}, of forest.",
        "The pass lies at {1,500 feet} ({640 metres}).",
        "It was {30C} ({68F}) in the shade.",
        "The trail runs {900 to 1,200 miles} ({5,400 to 7,200 km}).",
    ),
    good=(
        "The reserve covers 45 square kilometers (17 square miles).",
        "The bridge is 120 metres (394 feet) long.",
        "A mirror of 28 by 19 inches (71 by 48 cm) hangs there.",
        "Work began on a 43-mile, 16-inch pipeline.",
        "She cleared 2.20m - just 3cm short of the record.",
        "The water is three feet (one meter) deep.",
        "Drinkers had 12 litres (21 pints) each.",
        "He is 5ft 11in (1.80 m) tall.",
        "Albedo gains could cut the temperature by 0.1 degrees Celsius (0.18 degrees Fahrenheit).",
        "It was minus 195 F (minus 125 C) at the pole.",
        "The shop sold more than 425 pounds (194 kg) of fish.",
    ),
)
def conversion_mismatch(conversions: pl.LazyFrame) -> pl.LazyFrame:
    """A figure and its conversion into another unit do not agree.

    Why: readers of one unit are told another size than readers of the other.
    Tolerance: both figures are intervals of their printed digits (trailing zeros and a last 5 count as rounded),
    widened by their hedges and by the rough factors of newsroom style guides; it is enough that one figure,
    converted, falls into the interval of the other. The gallons, pints and tons of all countries are accepted.
    Silent when: the bracket holds another measure, a list of another length, or a difference in temperature
    (converted without the 32).
    Cause: named where one fits: length factor used for an area or volume, a factor of ten, the factor used the wrong
    way round, nautical miles.
    Source: NIST Special Publication 811 (2008), appendix B; rounding checked by simulation.
    """
    temperature, change = pl.col("dimension") == "temperature", pl.col("change")
    agree = pl.when(change).then("as_change").otherwise("as_level")
    # The other reading of a temperature fits: a difference without a word for it, or a change taken for a level.
    otherwise = temperature & pl.when(change).then("as_level").otherwise("as_change")
    judged = conversions_judged(conversions).with_columns(
        shift=pl.when(change).then(0.0).otherwise("shift"), holds=pl.when(agree).then(True).when(~otherwise).then(False)
    )
    told = judged.with_columns(right=pl.col("given_value") * pl.col("ratio") + pl.col("shift")).with_columns(
        cause=_cause()
    )
    return told.select(
        "document",
        "given",
        "converted",
        "given_unit_text",
        "converted_unit_text",
        "holds",
        "cause",
        right=_sensible(pl.col("right")),
        right_given=_sensible((pl.col("converted_value") - pl.col("shift")) / pl.col("ratio")),
        converted_number="converted_value",
        given_from=pl.col("given_value") - pl.col("given_half"),
        given_to=pl.col("given_value_high") + pl.col("given_half"),
        expected_from=_converted(pl.col("given_value") - pl.col("given_half")),
        expected_to=_converted(pl.col("given_value_high") + pl.col("given_half")),
        converted_from=pl.col("converted_value") - pl.col("converted_half"),
        converted_to=pl.col("converted_value_high") + pl.col("converted_half"),
        certain=pl.when(pl.col("cause") != "").then(pl.lit("converted")),
    )


def _converted(value: pl.Expr) -> pl.Expr:
    return (value * pl.col("ratio") + pl.col("shift")).round_sig_figs(3)


def _sensible(value: pl.Expr) -> pl.Expr:
    """A converted value with as many digits as a newsroom would print."""
    return pl.when(value.abs() >= 100).then(value.round_sig_figs(3)).otherwise(value.round_sig_figs(2))


def _cause() -> pl.Expr:
    """The slip that leads from the given figure to the converted one, in a sentence; empty where none fits."""
    given, ratio, right = pl.col("given_value"), pl.col("ratio"), pl.col("right")
    area, volume = pl.col("dimension") == "area", pl.col("dimension") == "volume"
    root = pl.when(area).then(ratio.sqrt()).when(volume).then(ratio.cbrt())
    slips = (
        (given * root, pl.format("The length factor gives {}.", (given * root).round_sig_figs(2))),
        (right * 10, pl.lit("The right figure is ten times smaller.")),
        (right * 100, pl.lit("The right figure is a hundred times smaller.")),
        (right * 1000, pl.lit("The right figure is a thousand times smaller.")),
        (right / 10, pl.lit("The right figure is ten times larger.")),
        (right / 100, pl.lit("The right figure is a hundred times larger.")),
        (right / 1000, pl.lit("The right figure is a thousand times larger.")),
        (
            given / ratio,
            pl.format("The factor, used the wrong way round, gives {}.", (given / ratio).round_sig_figs(2)),
        ),
    )
    return pl.coalesce(*(pl.when(_near(value)).then(text) for value, text in slips), _nautical(), pl.lit(""))


def _near(value: pl.Expr) -> pl.Expr:
    converted = pl.col("converted_value")
    return (value - converted).abs() <= pl.max_horizontal(pl.col("converted_half"), 0.02 * converted.abs())


def _nautical() -> pl.Expr:
    fits = _near(pl.col("right") / _NAUTICAL) | _near(pl.col("right") * _NAUTICAL)
    return pl.when((pl.col("dimension") == "length") & fits).then(pl.lit("Nautical miles would fit."))
