# ruff: noqa: N805 -- the class is passed
"""Pandera's own Polars backend; it has no rule across frames, so the documents are closed over."""

import pandera.polars as pa
import polars as pl


def load(facts, docs):
    return pl.read_parquet(facts), pl.read_parquet(docs)


# BEGIN USER
def validate(facts, docs):
    known = docs["doc_id"].implode()

    class Facts(pa.DataFrameModel):
        fact_id: int = pa.Field(unique=True)
        doc_id: int
        subject: str
        year: pl.Int32 = pa.Field(in_range={"min_value": 1900, "max_value": 2030})
        unit: str = pa.Field(isin=["km2", "ha", "m2", "acre", "sqmi"])
        remaining: float
        original: float

        @pa.dataframe_check(name="le")
        def le(cls, data):
            return data.lazyframe.select(pl.col("remaining") <= pl.col("original"))

        @pa.dataframe_check(name="sum")
        def sum_(cls, data):
            difference = pl.col("part").sum().over("group_id") - pl.col("total")
            return data.lazyframe.select(difference.abs() <= 1e-6)

        @pa.check("doc_id", name="fk")
        def fk(cls, data):
            return data.lazyframe.select(pl.col(data.key).is_in(known))

    try:
        Facts.validate(facts, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return errors.failure_cases


# END USER
NAMES = {"not_nullable": "notnull", "field_uniqueness": "uniq", "le": "le", "sum": "sum", "fk": "fk"}


def run(state):
    cases = validate(*state).group_by("check").len().rows()
    named = {NAMES.get(check) or ("range" if check.startswith("in_range") else "enum"): count for check, count in cases}
    return named | {"sum": named["sum"] // 5}
