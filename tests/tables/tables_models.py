# ruff: noqa: E501, N805 -- Pandera passes the class
"""Pandera models that the tests of tables name by their path."""

import pandera.polars as pa
import polars as pl


class Enclaves(pa.DataFrameModel):
    """What remained of an enclave by day."""

    place: str = pa.Field(str_matches=r"[A-Z]")
    observed: pl.Date
    original_km2: float = pa.Field(ge=0, le=1000, nullable=True)
    remaining_km2: float = pa.Field(in_range={"min_value": 0, "max_value": 1000}, nullable=True)
    code: pl.Int32 = pa.Field(unique=True, isin=[1, 2, 3, 4])

    @pa.check("remaining_km2", name="is-whole")
    def is_whole(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key) == pl.col(data.key).floor())

    @pa.dataframe_check(name="remaining-exceeds-original")
    def remaining_within_original(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("remaining_km2") <= pl.col("original_km2"))

    @pa.dataframe_check(name="is-not-long")
    def is_not_long(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.len() < 5)

    class Config:
        """The key."""

        unique = ("place", "observed")


class Misshapen(pa.DataFrameModel):
    """A check whose answer fits no row, one that fails, one that borrows the name of a built-in, one that only warns."""

    a: int = pa.Field(gt=0, raise_warning=True)

    @pa.dataframe_check(name="grouped")
    def grouped(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.group_by("a").agg(pl.len() == 1).select("len")

    @pa.dataframe_check(name="fails")
    def fails(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("b") > 0)

    @pa.dataframe_check(name="isin")
    def isin(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("a") > 1)


Sums = pa.DataFrameSchema(
    {"^part_.*$": pa.Column(float, pa.Check.ge(0, ignore_na=False), regex=True, nullable=True)}, strict=False
)
NOTHING = 1


class Coerced(pa.DataFrameModel):
    """Columns that are cast."""

    a: float = pa.Field(ge=0, coerce=True)
    d: pl.Date = pa.Field(coerce=True)
    n: int
