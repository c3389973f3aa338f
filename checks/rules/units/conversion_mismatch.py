"""See `conversion_mismatch`."""

from collections.abc import Iterator

import polars as pl

from checks.interval import conversions_judged, in_digits
from checks.rule import rule

_NAUTICAL = 1852 / 1609.344
"""Statute miles in a nautical mile."""

_LENGTH_FACTOR = "The length factor gives"
_TURNED_FACTOR = "The factor, used the wrong way round, gives"

_ROLES = ("given", "converted")
_MOST_DIGITS = 7
_TIGHT, _APART = 0.01, 0.06
"""Parts of an area by which the length factor gives it, and by which the right figure is another one."""

_SLIP = 0.04
"""A factor of ten is one up to this part of it (10%): both figures are rounded."""


def _corrections(broken: pl.LazyFrame) -> pl.LazyFrame:
    """The right figures, and the slip that explains the printed ones."""
    # Stage by stage, since an expression inside others is planned as often as it is named.
    told = broken.with_columns(_uneven(role).alias(f"{role}_uneven") for role in _ROLES)
    told = told.with_columns(_most(role).alias(f"{role}_most") for role in _ROLES)
    told = told.with_columns(
        given_from=_end("given", pl.col("given_value") - _half()),
        given_to=_end("given", pl.col("given_value_high") + _half()),
        converted_from=_end("converted", pl.col("converted_value") - pl.col("converted_half")),
        converted_to=_end("converted", pl.col("converted_value_high") + pl.col("converted_half")),
    )
    told = told.with_columns(
        right=_converted("given_value"),
        right_high=_converted("given_value_high"),
        expected_from=pl.min_horizontal(_converted("given_from"), _converted("given_to")),
        expected_to=pl.max_horizontal(_converted("given_from"), _converted("given_to")),
        back=_given("converted_value"),
        back_high=_given("converted_value_high"),
        given_digits=_digits("given"),
        converted_digits=_digits("converted"),
        printed_digits=pl.max_horizontal(_printed_digits("given"), _printed_digits("converted")),
    )
    told = told.with_columns(_cause().alias("cause"), *_rounded_values()).with_columns(_expected())
    return told.select(
        "document",
        "given",
        "converted",
        "converted_number",
        "cause",
        slipped=_slipped(),
        right=_told("converted", "right"),
        right_said=_told("converted", "right", spoken=True),
        right_given=_told("given", "back"),
        given_range=_range("given", "given_from", "given_to"),
        expected=_range("converted", "expected_low", "expected_high"),
        converted_range=_range("converted", "converted_from", "converted_to"),
        severity="severity",
        certain=pl.when(_certain()).then(pl.lit("converted")),
    )


def _rounded_values() -> Iterator[pl.Expr]:
    """The values that are told, each with the digits of the figure it is made of."""
    for name in ("right", "right_high", "expected_from", "expected_to"):
        yield _rounded(name, "converted", "given_digits").alias(f"{name}_rounded")
    for name in ("back", "back_high"):
        yield _rounded(name, "given", "converted_digits").alias(f"{name}_rounded")


def _converted(value: str) -> pl.Expr:
    """A given value in the converted unit."""
    given = pl.when("inverse").then(1 / pl.col(value)).otherwise(value)
    return given * pl.col("ratio") + pl.col("shift")


def _given(value: str) -> pl.Expr:
    """A converted value in the given unit."""
    back = (pl.col(value) - pl.col("shift")) / pl.col("ratio")
    return pl.when("inverse").then(1 / back).otherwise(back)


def _digits(role: str) -> pl.Expr:
    """The digits of a figure that count: 1,500 has two."""
    digits = (pl.col(f"{role}_value").abs() / pl.col(f"{role}_coarse")).log10().floor() + 1
    return pl.when(f"{role}_uneven").then(f"{role}_most").otherwise(digits)


def _half() -> pl.Expr:
    """By how much the given figure may have been rounded: a decimal stands as it is printed."""
    return pl.when(pl.col("given_step") < 1).then(pl.col("given_step") / 2).otherwise("given_half")


def _end(role: str, value: pl.Expr) -> pl.Expr:
    """An end of what a figure may mean, with one digit more than an uneven range is printed with."""
    return (
        pl.when(f"{role}_uneven").then(in_digits(value, pl.col(f"{role}_most") + 1)).otherwise(value.round_sig_figs(8))
    )


def _uneven(role: str) -> pl.Expr:
    """Whether the ends of a range are printed to different places: its step is that of the finer one, and would give
    the other digits that it does not have (23 to 9.92 is not 22.995 to 9.925; 15 to 2 million has no two millionth).
    """
    low, high = pl.col(f"{role}_value"), pl.col(f"{role}_value_high")
    scaled = (pl.min_horizontal(low.abs(), high.abs()) < pl.col(f"{role}_scale")) & (low != high)
    decimals = (pl.col(f"{role}_step") < 1) & (_is_whole(low, role, 100) != _is_whole(high, role, 100))
    return scaled | decimals | (_is_whole(low, role, 10) != _is_whole(high, role, 10))


def _most(role: str) -> pl.Expr:
    """The digits that show both ends of a figure."""
    return pl.max_horizontal(_needed(pl.col(f"{role}_value")), _needed(pl.col(f"{role}_value_high")))


def _is_whole(value: pl.Expr, role: str, steps: int) -> pl.Expr:
    """Whether a value is a multiple of so many steps."""
    times = value / (steps * pl.col(f"{role}_step"))
    return (times - times.round()).abs() < 1e-6


def _needed(value: pl.Expr) -> pl.Expr:
    """How many digits show a value: 1,500 needs two."""
    counts = range(_MOST_DIGITS, 0, -1)
    shown = [pl.when((value.round_sig_figs(count) / value - 1).abs() < 1e-9).then(count) for count in counts]
    return pl.min_horizontal(*shown, pl.lit(_MOST_DIGITS))


def _printed_digits(role: str) -> pl.Expr:
    """The digits of a figure from its first to the last printed one: 1,500 has four."""
    digits = (pl.col(f"{role}_value_high").abs() / pl.col(f"{role}_step")).log10().floor() + 1
    return pl.when(f"{role}_uneven").then(f"{role}_most").otherwise(digits)


def _told(role: str, value: str, *, spoken: bool = False) -> pl.Expr:
    """A value in the form in which a side is printed (the arguments of `checks.wording.told`)."""
    form = [pl.col(f"{role}_{name}").alias(name) for name in ("pattern", "scale", "minor")]
    ends = [pl.col(f"{name}_rounded").alias(end) for name, end in ((value, "low"), (f"{value}_high", "high"))]
    return pl.struct(*ends, *form, pl.lit(spoken).alias("spoken"))


def _range(role: str, low: str, high: str) -> pl.Expr:
    """What a side may mean, in the form in which it is printed."""
    pattern = pl.col(f"{role}_pattern")
    mixed = pattern.str.contains("{high}", literal=True) | (pl.col(f"{role}_minor") > 0)
    wide = pl.when(mixed).then(pattern).otherwise(pattern.str.replace("{low}", "{low} to {high}", literal=True))
    form = [pl.col(f"{role}_{name}").alias(name) for name in ("scale", "minor")]
    ends = [pl.col(low).alias("low"), pl.col(high).alias("high")]
    return pl.struct(*ends, wide.alias("pattern"), *form, pl.lit(True).alias("spoken"))


def _expected() -> list[pl.Expr]:
    """The range of the converted figure, in the digits of the right one; in more where that tells the two apart."""
    low, high = pl.col("expected_from_rounded"), pl.col("expected_to_rounded")
    apart = (high < pl.col("converted_from")) | (low > pl.col("converted_to"))
    digits = pl.max_horizontal("printed_digits", 2) + 1
    ends = (("expected_low", "expected_from", low), ("expected_high", "expected_to", high))
    return [pl.when(apart).then(told).otherwise(in_digits(pl.col(name), digits)).alias(end) for end, name, told in ends]


def _rounded(name: str, role: str, digits: str) -> pl.Expr:
    """A converted value with as many digits as a newsroom would print: two, or as many as the other side has (three
    above 100, if the text prints so many), degrees whole, decimals where the side is printed with them.
    """
    value, step = pl.col(name), pl.col(f"{role}_step")
    whole = pl.when(step >= 1).then(1.0).otherwise(step)
    to_step = (value / whole).round() * whole
    return (
        pl.when(pl.col(f"{role}_minor") > 0)
        .then(value)
        .when((pl.col("dimension") == "temperature") | ((step < 1) & (step < value.abs() / 10)))
        .then(in_digits(to_step, pl.max_horizontal("printed_digits", 2)))
        .when((value.abs() < 100) | (pl.col("printed_digits") < 3))
        .then(value.round_sig_figs(2))
        .when(pl.col(digits) < 4)
        .then(value.round_sig_figs(3))
        .otherwise(value.round_sig_figs(4))
    )


def _root() -> pl.Expr:
    """The factor between the lengths behind two areas or volumes; hectares and acres have none."""
    powers = pl.col("given_unit").str.contains("square|cubic") & pl.col("converted_unit").str.contains("square|cubic")
    area, volume = pl.col("dimension") == "area", pl.col("dimension") == "volume"
    return pl.when(powers & area).then(pl.col("ratio").sqrt()).when(powers & volume).then(pl.col("ratio").cbrt())


def _cause() -> pl.Expr:
    """The slip that leads from the given figure to the converted one, in a sentence; empty where none fits."""
    given, ratio, right, root = pl.col("given_value"), pl.col("ratio"), pl.col("right"), pl.col("root")
    tens = (pl.col("converted_value") / right).log10()
    power = tens.round()
    words = {1: "ten times smaller", 2: "a hundred times smaller", 3: "a thousand times smaller"} | {
        -1: "ten times larger",
        -2: "a hundred times larger",
        -3: "a thousand times larger",
    }
    sliding = pl.when((tens - power).abs() < _SLIP).then(
        power.replace_strict(words, default=None, return_dtype=pl.String)
    )
    linear = (pl.col("dimension") != "temperature") & ~pl.col("inverse")
    return (
        pl.when(linear & _near(given * root))
        .then(pl.lit(_LENGTH_FACTOR))
        .when(linear & sliding.is_not_null())
        .then(pl.format("The right figure is {}", sliding))
        .when(linear & _near(given / ratio))
        .then(pl.lit(_TURNED_FACTOR))
        .when(_nautical())
        .then(pl.lit("Nautical miles would fit"))
        .when((pl.col("dimension") == "temperature") & pl.col("as_change") & ~pl.col("change"))
        .then(pl.lit("It was converted as a difference, without the 32 by which the scales are apart"))
        .otherwise(pl.lit(""))
    )


def _slipped() -> pl.Expr:
    """The figure to which a wrong factor leads, in the form of the converted one; nothing behind another cause."""
    given, cause = pl.col("given_value"), pl.col("cause")
    by_root = pl.when(cause == _LENGTH_FACTOR).then(given * pl.col("root"))
    value = by_root.when(cause == _TURNED_FACTOR).then(given / pl.col("ratio")).round_sig_figs(2)
    pattern = pl.when(value.is_null()).then(pl.lit("")).otherwise(pl.lit(" ") + pl.col("converted_pattern"))
    ends = [value.fill_null(0.0).alias(end) for end in ("low", "high")]
    form = [pl.col(f"converted_{name}").alias(name) for name in ("scale", "minor")]
    return pl.struct(pattern.alias("pattern"), *ends, *form, pl.lit(True).alias("spoken"))


def _nautical() -> pl.Expr:
    """Whether the miles of a pair with kilometres would agree if they were nautical ones."""
    right, given, converted = pl.col("right"), pl.col("given_unit"), pl.col("converted_unit")
    to_kilometres = (given == "mile") & (converted == "kilometre") & _near(right * _NAUTICAL)
    return to_kilometres | ((given == "kilometre") & (converted == "mile") & _near(right / _NAUTICAL))


def _certain() -> pl.Expr:
    """Whether the converted figure is the wrong one without doubt: the length factor gives it, and no other slip does.

    A factor of ten may be lost on either side, a factor used the wrong way round may be two units exchanged, and
    nautical miles or a difference in temperature leave the figures as they are.
    """
    given, right, root = pl.col("given_value"), pl.col("right"), pl.col("root")
    tens = (pl.col("converted_value") / right).log10()
    other = (tens - tens.round()).abs().lt(_SLIP) | _near(given / pl.col("ratio"))
    return (
        (pl.col("severity") == "error")
        & pl.col("closed")
        & ~pl.col("inverse")
        & root.is_not_null()
        & _near(given * root)
        & ~other
    )


def _near(value: pl.Expr) -> pl.Expr:
    """Whether a slip gives the converted figure, up to its rounding."""
    converted = pl.col("converted_value")
    off = (value - converted).abs()
    return (off <= pl.max_horizontal("converted_half", 0.02 * converted.abs())) & (off < 0.15 * converted.abs())


@rule(
    severity="error",
    roles=_ROLES,
    says="{given} is {right_said}, not {converted_number}",
    explains="{given} means {given_range}, which is {expected}; {converted} means {converted_range}. {cause}{slipped}",
    suggests={"converted": "{right}", "given": "{right_given}"},
    tells=_corrections,
    bad=(
        "Of the reserve {7 square kilometers} ({4 square miles}) burned.",
        "The bridge is {120 metres} ({39 feet}) long.",
        "The tanker lay {40 miles} ({90 km}) off the coast.",
        "Rangers closed {16,000 hectares}, or {28,000 acres}, of forest.",
        "The pass lies at {1,500 feet} ({640 metres}).",
        "It was {30C} ({68F}) in the shade.",
        "The trail runs {800 to 1,100 miles} ({4,800 to 6,600 km}).",
        "The average is {22C} ({40F}).",
        "The pool has {12 feet} of depth, roughly {4.8 metres}.",
        "The wall is {12 feet} tall, or {4.8 metres}.",
        "The block is spread over {3,000 square metres} ({3,300 square yards}).",
        "The car goes from {zero to 60 mph} ({140 kph}) in six seconds.",
        "The farm of {35 hectares} — {186 acres} — was sold.",
    ),
    good=(
        "A pixel is 1/96 of an inch (0.2646 mm) wide.",
        "The gap is one thirty-second of an inch (0.8 mm).",
        "The car goes from zero to 60 mph (97 kph) in six seconds.",
        "The hall covers 2,000 square metres (2,400 square yards).",
        "The trench is 12 feet wide, 4.8 metres deep.",
        "The pool has 12 feet of depth, roughly 3.7 metres.",
        "The estate has 30 decares, 2 hectares of them under glass.",
        "The layer is 20 angstroms, 1.5 nanometres less than before.",
        "They sold 500 quintals, 40 tonnes more than last year.",
        "The reserve covers 45 square kilometers (17 square miles).",
        "The bridge is 120 metres (394 feet) long.",
        "A mirror of 28 by 19 inches (71 by 48 cm) hangs there.",
        "Work began on a 43-mile, 16-inch pipeline.",
        "She cleared 2.20m - just 3cm short of the record.",
        "The water is three feet (one meter) deep.",
        "Drinkers had 12 litres (21 pints) each.",
        "He is 5ft 11in (1.80 m) tall.",
        "Albedo gains could cut the heat by 0.2 degrees Celsius (0.36 degrees Fahrenheit).",
        "It was minus 195 F (minus 125 C) at the pole.",
        "The shop sold more than 425 pounds (194 kg) of fish.",
        "The two lakes, of 10 and 20 hectares (74 acres), are deep.",
        "The disk was copied at 61.7 MiB/s (64.6 MB/s).",
    ),
)
def conversion_mismatch(conversions: pl.LazyFrame) -> pl.LazyFrame:
    """A figure and its conversion into another unit do not agree.

    Why: readers of one unit are told another size than readers of the other.
    Tolerance: both figures are intervals of their printed digits (trailing zeros and a last 5 count as rounded),
    widened by their hedges and by the rough factors of newsroom style guides; it is enough that one figure,
    converted, falls into the interval of the other, or that the intervals of two decimals meet. The gallons, pints and
    tons of all countries are accepted.
    Silent when: the bracket holds another measure, a list of another length, or may be a difference in temperature
    (converted without the 32).
    Cause: named where one fits: length factor used for an area or volume, a factor of ten, the factor used the wrong
    way round, nautical miles, a temperature converted as a difference. The suggestion is certain where the length
    factor, and no other slip, gives the figure in a bracket of its own.
    Source: NIST Special Publication 811 (2008), appendix B; rounding checked by simulation.
    """
    judged = conversions_judged(conversions).with_columns(root=_root())
    return judged.with_columns(
        shift=pl.when("change").then(0.0).otherwise("shift"),
        holds=pl.when(_hidden()).then(False).otherwise(_holds()),
        severity=pl.when(_hidden() & _holds()).then(pl.lit("warning")).otherwise(pl.lit("error")),
    )


def _hidden() -> pl.Expr:
    """Whether the length factor gives the converted area or volume, and only a coarse reading of the given figure hides
    that: "3,000 square metres (3,300 square yards)", which are 3,588.
    """
    given, converted, half = pl.col("given_value"), pl.col("converted_value"), pl.col("converted_half")
    slipped = (given * pl.col("root") - converted).abs() <= pl.min_horizontal(half, _TIGHT * converted)
    off = (given * pl.col("ratio") - converted).abs() > pl.max_horizontal(1.5 * half, _APART * converted)
    single = (given == pl.col("given_value_high")) & (converted == pl.col("converted_value_high"))
    exact = pl.col("given_bound").is_in(["exact", "more_than", "at_least"]) & (pl.col("converted_bound") == "exact")
    return (pl.col("root").is_not_null() & ~pl.col("inverse") & single & exact & slipped & off).fill_null(False)


def _holds() -> pl.Expr:
    """Null where the other reading of a temperature fits: a difference without a word for it, or a change taken for a
    level (see `temperature_change_as_level`).
    """
    change = pl.col("change")
    agree = pl.when(change).then("as_change").otherwise("as_level")
    otherwise = pl.when(change).then("as_level").otherwise(pl.col("as_change") & ~pl.col("level"))
    return pl.when(agree).then(True).when(~(otherwise & (pl.col("dimension") == "temperature"))).then(False)
