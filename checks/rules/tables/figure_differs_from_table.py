"""See `figure_differs_from_table`."""

import polars as pl

from checks.interval import in_digits, overlap
from checks.rule import rule


def _ranges(broken: pl.LazyFrame) -> pl.LazyFrame:
    """What the figure and the cell may stand for, in one digit more than the cell has."""
    digits = pl.col("printed").str.count_matches(r"\d") + 1
    unit = pl.when(pl.col("unit") == "").then(pl.lit("")).otherwise(" " + pl.col("unit"))
    pattern = (pl.lit("{low} to {high}") + unit).alias("pattern")

    def told(side: str) -> pl.Expr:
        low, high = (in_digits(pl.col(f"{side}_{end}"), digits) for end in ("low", "high"))
        return pl.struct(pattern, low.alias("low"), high.alias("high"), pl.lit(True).alias("spoken"))

    return broken.with_columns(figure_range=told("figure"), cell_range=told("cell"))


@rule(
    severity="warning",
    default=False,
    roles=("figure", "cell"),
    says="{figure}: the table has {printed} for {column} of {row}",
    explains="The figure means {figure_range}, the cell of {table} {cell_range}.",
    tells=_ranges,
    bad=(
        "---\ntitle: Lakes\n---\nThe area of Lake Onega is {9,900 square kilometers}.\n\n"
        "| lake | area (km2) |\n|---|---|\n| Lake Onega | {9700} |\n| Lake Saimaa | 4400 |\n",
        "---\ntitle: Rivers\n---\nThe Danube has a length of {3,120 kilometers}.\n\n"
        "| river | length (km) |\n|---|---|\n| Danube | {2,850} |\n| Weser | 452 |\n",
        "---\ntitle: Towns\n---\nIn 2010 the town of Narvik had a population of {14,873}.\n\n"
        "| town | year | population |\n|---|---|---|\n| Narvik | 2010 | {18473} |\n| Narvik | 2020 | 21661 |\n",
        "---\ntitle: Peaks\n---\nMakalu has a height of {8,845 meters}.\n\n"
        "| measure | Makalu | Lhotse |\n|---|---|---|\n| height (m) | {8485} | 8516 |\n| deaths | 50 | 31 |\n",
    ),
    good=(
        "---\ntitle: Lakes\n---\nThe forest area of Lake Onega is 300 square kilometers.\n\n"
        "| lake | area (km2) |\n|---|---|\n| Lake Onega | 9700 |\n| Lake Saimaa | 4400 |\n",
        "---\ntitle: Towns\n---\nIn 2010 the town of Narvik had a population of 18,473.\n\n"
        "| town | year | population |\n|---|---|---|\n| Narvik | 2010 | 18473 |\n| Narvik | 2020 | 21661 |\n",
        "---\ntitle: Lakes\n---\nThe area of Lake Onega is 9,700 square kilometers, 3,745 square miles.\n\n"
        "| lake | area (km2) |\n|---|---|\n| Lake Onega | 9700 |\n| Lake Saimaa | 4400 |\n",
        "---\ntitle: Lakes\n---\nThe area of Lake Onega is about 10,000 square kilometers.\n\n"
        "| lake | area (km2) |\n|---|---|\n| Lake Onega | 9700 |\n",
        "---\ntitle: Lakes\n---\nThe area of Lake Onega grew by 12 square kilometers.\n\n"
        "| lake | area (km2) |\n|---|---|\n| Lake Onega | 9700 |\n",
        "---\ntitle: Lakes\n---\nThe area of Lake Onega and of Lake Saimaa is 14,100 square kilometers.\n\n"
        "| lake | area (km2) |\n|---|---|\n| Lake Onega | 9700 |\n| Lake Saimaa | 4400 |\n",
    ),
)
def figure_differs_from_table(table_figures: pl.LazyFrame) -> pl.LazyFrame:
    """A figure in prose is not the one that the table has for the row and the column it names.

    Why: text and table are often edited apart, and readers take the one for the other.
    Tolerance: fires only if no value that is printed as the cell lies in what the figure means, its hedge included.
    Silent when: the sentence names several rows, or several columns of one dimension, or has several figures of the
    kind, or tells a change, a wish or a forecast, or speaks of a part of the row, of another year or place, or of
    something else of nearly the same name ("the urban population").
    Source: Nuijten et al. 2016, "The prevalence of statistical reporting errors in psychology".
    """
    cells = overlap(pl.col("figure_low"), pl.col("figure_high"), pl.col("cell_low"), pl.col("cell_high"))
    return table_figures.with_columns(holds=cells)
