"""pointblank: a chain of steps on the frame."""

import pointblank as pb
import polars as pl


def load(facts, docs):
    return pl.read_parquet(facts), pl.read_parquet(docs)


# BEGIN USER
def validate(facts, docs):
    return (
        pb.Validate(facts)
        .col_vals_not_null("subject")
        .col_vals_between("year", 1900, 2030)
        .col_vals_in_set("unit", ["km2", "ha", "m2", "acre", "sqmi"])
        .col_vals_le("remaining", pb.col("original"))
        .col_vals_expr((pl.col("part").sum().over("group_id") - pl.col("total")).abs() <= 1e-6)
        .col_vals_in_table("doc_id", docs, "doc_id")
        .rows_distinct("fact_id")
        .interrogate(extract_limit=10**9)
    )


# END USER
def run(state):
    made = validate(*state)
    made.get_data_extracts()
    names = ("notnull", "range", "enum", "le", "sum", "fk", "uniq")
    counts = {names[step - 1]: count for step, count in made.n_failed().items()}
    return counts | {"sum": counts["sum"] // 5}
