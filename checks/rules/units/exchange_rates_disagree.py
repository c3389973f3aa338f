"""See `exchange_rates_disagree`."""

import polars as pl

from checks.interval import in_digits, overlap
from checks.rule import rule

_BOUNDS = ("rate_low", "rate_high", "other_low", "other_high")
_MOST_DIGITS = 6

_TIMES = {
    0: "",
    1: "a factor of ten",
    2: "a factor of a hundred",
    3: "a factor of a thousand",
    6: "a factor of a million",
}

_DAY_TO_DAY = 0.03
"""Rates of one story may stem from different days or desks: they differ by this much without an error."""


def _rates(broken: pl.LazyFrame) -> pl.LazyFrame:
    """The rates in two digits, or in as many more as it takes to tell them apart."""
    digits = pl.lit(_MOST_DIGITS)
    for count in range(_MOST_DIGITS - 1, 1, -1):
        low, high, other_low, other_high = (pl.col(name).round_sig_figs(count) for name in _BOUNDS)
        digits = pl.when((high < other_low) | (other_high < low)).then(count).otherwise(digits)
    form = (pl.lit("{low} to {high} ") + pl.col("unit")).alias("pattern")

    def told(name: str) -> pl.Expr:
        return pl.struct(form, *(in_digits(pl.col(f"{name}_{end}"), digits).alias(end) for end in ("low", "high")))

    slipped = pl.col("slip") != 0
    hint = pl.format(" They are {} apart.", pl.col("slip").abs().replace_strict(_TIMES, return_dtype=pl.String))
    return broken.with_columns(
        rate=told("rate"),
        other_rate=told("other"),
        hint=pl.when(slipped).then(hint).otherwise(pl.lit("")),
        severity=pl.when(slipped).then(pl.lit("error")).otherwise(pl.lit("warning")),
    )


@rule(
    severity="warning",
    roles=("given", "converted", "other_given", "other_converted"),
    says="{given} ({converted}) and {other_given} ({other_converted}) imply different exchange rates",
    explains="{given} ({converted}) means {rate}, {other_given} ({other_converted}) {other_rate}.{hint}",
    suggests={"converted": "{as_converted}", "other_converted": "{as_other}"},
    tells=_rates,
    bad=(
        "The bridge cost {£420m} ({$520m}). The tunnel beside it costs {£310m} ({$620m}).",
        "A room is {€120} ({$130}) a night and a suite {€300} ({$450}).",
        "The price was {45 million naira} ({$29,000}), then cut to {12 million naira} ({$17,700}).",
        "He owes {500m yuan} ({$70m}) to one bank and {1.2bn yuan} ({$268m}) to another.",
        "Bread is {50 billion Zimbabwe dollars} ({33 US cents}), land {1.2 quadrillion Zimbabwe dollars} ({$4,000}).",
        "He paid {£700m}, around {$862m}, for it. Later he paid {£300 million} ({$620 million}).",
        "It gets {8.255 billion euros} ({$9.710 billion}) and {650 million euros} ({$766 billion}) more.",
        "Milk is {25 baht} ({63 cents}) a litre, rice {100 baht} ({$3.92}) a bag.",
    ),
    good=(
        "Prices are 25.10, 24.30 and 23.60 baht (63 cents, 61 cents and 59 cents), and for oil 22.90 baht (57 cents).",
        "Shares worth 4. 52 trillion won ($4.9 billion) were sold here, and 2.300 trillion won ($2.49 billion) there.",
        "Milk is 25 baht (63 cents) a litre, rice 100 baht ($2.52) a bag.",
        "He paid £700m, around $862m, for it. Later he paid £300 million (about $370 million).",
        "The bridge cost £420m ($525m). The tunnel beside it costs £310m ($388m).",
        "The bridge cost £400m ($500m). In 1972 the tunnel cost £300m ($750m).",
        "A room is €120 ($130) a night and a suite €300 (£260).",
        "The price was 45 million naira ($29,000), then worth more than 12 million naira ($17,700) is.",
        "At the rate of the time 5 million pesos ($400,000) was much. Now it is 5 million pesos ($250,000).",
        "The bridge cost 80m yuan ($10m) and the tunnel 55m yuan ($8m).",
    ),
)
def exchange_rates_disagree(exchange_rates: pl.LazyFrame) -> pl.LazyFrame:
    """Two conversions between the same currencies in one text imply different exchange rates.

    Why: one of the conversions used another rate, or is wrong.
    Tolerance: the rates are intervals of the printed digits, and may differ by 3% besides.
    Error: where a factor of ten, a hundred, a thousand or a million is between them, which no market makes in a day.
    Silent when: one of the sentences speaks of another time, or only one pair of these currencies is printed.
    Source: Reuters Handbook of Journalism, "Currency conversions": one rate a story.
    """
    return exchange_rates.select(
        "document",
        "given",
        "converted",
        "other_given",
        "other_converted",
        "rate_low",
        "rate_high",
        "other_low",
        "other_high",
        "unit",
        "slip",
        "as_converted",
        "as_other",
        holds=pl.when("comparable").then(
            overlap(
                pl.col("rate_low") * (1 - _DAY_TO_DAY),
                pl.col("rate_high") * (1 + _DAY_TO_DAY),
                pl.col("other_low"),
                pl.col("other_high"),
            )
        ),
    )
