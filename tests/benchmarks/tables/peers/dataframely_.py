# ruff: noqa: N805 -- the class is passed
"""dataframely: a schema with rules; it has no foreign key, so the documents are closed over."""

import dataframely as dy
import polars as pl


def load(facts, docs):
    return pl.read_parquet(facts), pl.read_parquet(docs)


# BEGIN USER
def validate(facts, docs):
    known = docs["doc_id"].implode()

    class Facts(dy.Schema):
        fact_id = dy.Int64(primary_key=True)
        doc_id = dy.Int64(nullable=False, check={"fk": lambda column: column.is_in(known)})
        group_id = dy.Int64(nullable=False)
        subject = dy.String(nullable=False)
        year = dy.Int32(nullable=False, min=1900, max=2030)
        unit = dy.String(
            nullable=False, check={"enum": lambda column: column.is_in(["km2", "ha", "m2", "acre", "sqmi"])}
        )
        original = dy.Float64(nullable=False)
        remaining = dy.Float64(nullable=False)
        part = dy.Float64(nullable=False)
        total = dy.Float64(nullable=False)

        @dy.rule()
        def le(cls) -> pl.Expr:
            return pl.col("remaining") <= pl.col("original")

        @dy.rule()
        def sum(cls) -> pl.Expr:
            return (pl.col("part").sum().over("group_id") - pl.col("total")).abs() <= 1e-6

    return Facts.filter(facts)[1]


# END USER
NAMES = {
    "subject|nullability": "notnull",
    "year|max": "range",
    "unit|check__enum": "enum",
    "doc_id|check__fk": "fk",
    "primary_key": "uniq",
}


def run(state):
    failure = validate(*state)
    failure.invalid()
    counts = {NAMES.get(rule, rule): count for rule, count in failure.counts().items()}
    return counts | {"sum": counts["sum"] // 5}
