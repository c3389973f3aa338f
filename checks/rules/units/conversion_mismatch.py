"""See `conversion_mismatch`."""

import polars as pl

from checks.interval import conversion_holds, grid_half
from checks.rule import rule


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
    shift = pl.when("change").then(0.0).otherwise("shift")
    right = pl.col("given_value") * pl.col("ratio") + shift
    # The other reading of a temperature fits: a difference without a word for it, or a change taken for a level.
    otherwise = (pl.col("dimension") == "temperature") & conversion_holds(
        pl.when("change").then("shift").otherwise(0.0)
    )
    half, converted_half = grid_half("given"), grid_half("converted")
    return conversions.select(
        "document",
        "given",
        "converted",
        "given_unit_text",
        "converted_unit_text",
        holds=pl.when(conversion_holds(shift)).then(True).when(~otherwise).then(False),
        right=_sensible(right),
        right_given=_sensible((pl.col("converted_value") - shift) / pl.col("ratio")),
        converted_number="converted_value",
        given_from=pl.col("given_value") - half,
        given_to=pl.col("given_value_high") + half,
        expected_from=((pl.col("given_value") - half) * pl.col("ratio") + shift).round_sig_figs(3),
        expected_to=((pl.col("given_value_high") + half) * pl.col("ratio") + shift).round_sig_figs(3),
        converted_from=pl.col("converted_value") - converted_half,
        converted_to=pl.col("converted_value_high") + converted_half,
        cause=_cause(right),
        certain=pl.when(_cause(right) != "").then(pl.lit("converted")),
    )


def _sensible(value: pl.Expr) -> pl.Expr:
    """A converted value with as many digits as a newsroom would print."""
    return pl.when(value.abs() >= 100).then(value.round_sig_figs(3)).otherwise(value.round_sig_figs(2))


def _cause(right: pl.Expr) -> pl.Expr:
    """The slip that leads from the given figure to the converted one, in a sentence; empty where none fits."""
    given, converted, ratio = pl.col("given_value"), pl.col("converted_value"), pl.col("ratio")
    root = (
        pl.when(pl.col("dimension") == "area")
        .then(ratio.sqrt())
        .when(pl.col("dimension") == "volume")
        .then(ratio.cbrt())
    )
    slips = (
        (given * root, "The length factor gives {}."),
        (right * 10, "The right figure is ten times smaller."),
        (right * 100, "The right figure is a hundred times smaller."),
        (right * 1000, "The right figure is a thousand times smaller."),
        (right / 10, "The right figure is ten times larger."),
        (right / 100, "The right figure is a hundred times larger."),
        (right / 1000, "The right figure is a thousand times larger."),
        (given / ratio, "The factor, used the wrong way round, gives {}."),
        (right / 1.150779, "Nautical miles would fit."),
        (right * 1.150779, "Nautical miles would fit."),
    )
    cause = pl.lit("")
    for value, sentence in reversed(slips):
        text = pl.format(sentence, value.round_sig_figs(2)) if "{}" in sentence else pl.lit(sentence)
        near = (value - converted).abs() <= pl.max_horizontal(grid_half("converted"), 0.02 * converted.abs())
        nautical = pl.col("dimension") == "length" if "Nautical" in sentence else pl.lit(True)
        cause = pl.when(near.fill_null(False) & nautical).then(text).otherwise(cause)
    return cause
