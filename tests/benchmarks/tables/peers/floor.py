"""The floor: the seven rules as someone writes them by hand who knows Polars well."""

import polars as pl


def load(facts, docs):
    return pl.read_parquet(facts), pl.read_parquet(docs)


# BEGIN USER
def validate(facts, docs):
    facts, docs = facts.lazy(), docs.lazy()
    numbered = facts.with_row_index("row")
    rows = numbered.select(
        "row",
        notnull=pl.col("subject").is_null(),
        range=~pl.col("year").is_between(1900, 2030),
        enum=~pl.col("unit").is_in(["km2", "ha", "m2", "acre", "sqmi"]),
        le=pl.col("remaining") > pl.col("original"),
    ).filter(pl.any_horizontal("notnull", "range", "enum", "le"))
    sums = facts.group_by("group_id").agg(pl.col("part").sum() - pl.col("total").first())
    wrong = sums.filter(pl.col("part").abs() > 1e-6)
    repeated = facts.group_by("fact_id").len().filter(pl.col("len") > 1)
    return pl.collect_all(
        [
            rows,
            wrong,
            numbered.join(wrong, on="group_id", how="semi").select("row"),
            numbered.join(docs, on="doc_id", how="anti").select("row"),
            numbered.join(repeated, on="fact_id", how="semi").select("row"),
        ]
    )


# END USER
def run(state):
    rows, groups, _, unknown, repeated = validate(*state)
    counts = {name: rows[name].sum() for name in ("notnull", "range", "enum", "le")}
    return counts | {"sum": groups.height, "fk": unknown.height, "uniq": repeated.height}
