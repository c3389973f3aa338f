"""See `conversion_mismatch`."""

import polars as pl

from checks.interval import conversions_judged
from checks.rule import rule

_NAUTICAL = 1852 / 1609.344
"""Statute miles in a nautical mile."""


@rule(
    severity="error",
    roles=("given", "converted"),
    says="{given} is {right}, not {converted_number}",
    explains="{given} [{given_from} to {given_to}] = {expected_from} to {expected_to} {converted_unit_text}; "
    "{converted} means {converted_from} to {converted_to}. {cause}",
    suggests={"converted": "{right}", "given": "{right_given}"},
    bad=(
        "Of the reserve {7 square kilometers} ({4 square miles}) burned.",
        "The bridge is {120 metres} ({39 feet}) long.",
        "The tanker lay {40 miles} ({90 km}) off the coast.",
        "Rangers closed {16,000 hectares}, or {28,000 acres}, of forest.",
        "The pass lies at {1,500 feet} ({640 metres}).",
        "It was {30C} ({68F}) in the shade.",
        "The trail runs {900 to 1,200 miles} ({5,400 to 7,200 km}).",
        "The average is {22C} ({40F}).",
        "The farm of {35 hectares} — {186 acres} — was sold.",
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
        "The two lakes, of 10 and 20 hectares (74 acres), are deep.",
    ),
)
def conversion_mismatch(conversions: pl.LazyFrame) -> pl.LazyFrame:
    """A figure and its conversion into another unit do not agree.

    Why: readers of one unit are told another size than readers of the other.
    Tolerance: both figures are intervals of their printed digits (trailing zeros and a last 5 count as rounded),
    widened by their hedges and by the rough factors of newsroom style guides; it is enough that one figure,
    converted, falls into the interval of the other. The gallons, pints and tons of all countries are accepted.
    Silent when: the bracket holds another measure, a list of another length, or may be a difference in temperature
    (converted without the 32).
    Cause: named where one fits: length factor used for an area or volume, a factor of ten, the factor used the wrong
    way round, nautical miles, a temperature converted as a difference. Only then is the suggestion certain.
    Source: NIST Special Publication 811 (2008), appendix B; rounding checked by simulation.
    """
    judged = conversions_judged(conversions).with_columns(
        shift=pl.when("change").then(0.0).otherwise("shift"), holds=_holds()
    )
    right = _right("given_value")
    told = judged.with_columns(right=right, right_high=_right("given_value_high")).with_columns(cause=_cause())
    return told.select(
        "document",
        "given",
        "converted",
        "converted_unit_text",
        "converted_number",
        "holds",
        "cause",
        right=_told(
            "converted", _sensible("right", "converted", "given"), _sensible("right_high", "converted", "given")
        ),
        right_given=_told("given", *_given()),
        given_from=pl.col("given_value") - pl.col("given_half"),
        given_to=pl.col("given_value_high") + pl.col("given_half"),
        expected_from=_expected("given_value", -1),
        expected_to=_expected("given_value_high", 1),
        converted_from=pl.col("converted_value") - pl.col("converted_half"),
        converted_to=pl.col("converted_value_high") + pl.col("converted_half"),
        certain=pl.when(pl.col("cause") != "").then(pl.lit("converted")),
    )


def _holds() -> pl.Expr:
    """Null where the other reading of a temperature fits: a difference without a word for it, or a change taken for a
    level (see `temperature_change_as_level`).
    """
    change = pl.col("change")
    agree = pl.when(change).then("as_change").otherwise("as_level")
    otherwise = pl.when(change).then("as_level").otherwise(pl.col("as_change") & ~pl.col("level"))
    return pl.when(agree).then(True).when(~(otherwise & (pl.col("dimension") == "temperature"))).then(False)


def _right(value: str) -> pl.Expr:
    """What a given value is in the converted unit."""
    given = pl.when("inverse").then(1 / pl.col(value)).otherwise(pl.col(value))
    return given * pl.col("ratio") + pl.col("shift")


def _expected(end: str, side: int) -> pl.Expr:
    given = pl.col(end) + side * pl.col("given_half")
    turned = pl.when("inverse").then(1 / given).otherwise(given)
    return (turned * pl.col("ratio") + pl.col("shift")).round_sig_figs(3)


def _given() -> tuple[pl.Expr, pl.Expr]:
    """What the converted values are in the given unit."""
    back = ((pl.col(f"converted_{end}") - pl.col("shift")) / pl.col("ratio") for end in ("value", "value_high"))
    low, high = (pl.when("inverse").then(1 / one).otherwise(one) for one in back)
    return _rounded(low, "given", "converted"), _rounded(high, "given", "converted")


def _told(role: str, low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """A value in the form in which a side is printed (the arguments of `checks.wording.told`)."""
    form = {name: pl.col(f"{role}_{name}") for name in ("pattern", "scale", "minor")}
    return pl.struct(low=low, high=high, **form)


def _sensible(value: str, role: str, source: str) -> pl.Expr:
    return _rounded(pl.col(value), role, source)


def _rounded(value: pl.Expr, role: str, source: str) -> pl.Expr:
    """A converted value with as many digits as a newsroom would print: two, or as many as the source has (three at
    most above 100), degrees whole, decimals where the side is printed with them.
    """
    step, minor = pl.col(f"{role}_step"), pl.col(f"{role}_minor")
    digits = (pl.col(f"{source}_value").abs() / pl.col(f"{source}_coarse")).log10().floor() + 1
    plain = (
        pl.when((value.abs() >= 100) & (digits >= 4))
        .then(value.round_sig_figs(4))
        .when(value.abs() >= 100)
        .then(value.round_sig_figs(3))
        .otherwise(value.round_sig_figs(2))
    )
    fine = (value / step).round() * step
    whole = pl.when(step >= 1).then(value.round())
    return (
        pl.when(minor > 0)
        .then(value)
        .when(pl.col("dimension") == "temperature")
        .then(pl.coalesce(whole, fine))
        .when((step < 1) & (step < value.abs() / 10))
        .then(fine)
        .otherwise(plain)
    )


def _cause() -> pl.Expr:
    """The slip that leads from the given figure to the converted one, in a sentence; empty where none fits."""
    given, ratio, right = pl.col("given_value"), pl.col("ratio"), pl.col("right")
    area, volume = pl.col("dimension") == "area", pl.col("dimension") == "volume"
    # Hectares and acres have no length behind them.
    powers = (pl.col("given_unit").str.contains("square|cubic")) & pl.col("converted_unit").str.contains("square|cubic")
    root = pl.when(area & powers).then(ratio.sqrt()).when(volume & powers).then(ratio.cbrt())
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
    linear = (pl.col("dimension") != "temperature") & ~pl.col("inverse")
    found = (pl.when(linear & _near(value)).then(text) for value, text in slips)
    return pl.coalesce(*found, _nautical(), _without_shift(), pl.lit(""))


def _near(value: pl.Expr) -> pl.Expr:
    converted = pl.col("converted_value")
    close = (value - converted).abs() <= pl.max_horizontal(pl.col("converted_half"), 0.02 * converted.abs())
    return close & ((value / converted - 1).abs() < 0.15)


def _nautical() -> pl.Expr:
    fits = _near(pl.col("right") / _NAUTICAL) | _near(pl.col("right") * _NAUTICAL)
    return pl.when((pl.col("dimension") == "length") & fits).then(pl.lit("Nautical miles would fit."))


def _without_shift() -> pl.Expr:
    fits = (pl.col("dimension") == "temperature") & pl.col("as_change") & ~pl.col("change")
    return pl.when(fits).then(pl.lit("It was converted as a difference, without the 32 by which the scales are apart."))
