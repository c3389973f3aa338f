"""Made tables for the benchmarks: facts in groups of five whose parts sum to a total, and the documents they come from.

`python data.py ROWS FOLDER [SHARE]` writes facts.parquet, docs.parquet and truth.json; SHARE of the rows break each
rule (0.001 unless given). The same arguments give the same tables.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl

UNITS = ["km2", "ha", "m2", "acre", "sqmi"]
PARTS = 5


def facts(rows: int, share: float) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tables of facts and of documents."""
    rows -= rows % PARTS
    number = pl.int_range(rows, eager=True).alias("number")
    documents = max(1, rows // 20)
    frame = pl.DataFrame(number).with_columns(
        fact_id=pl.col("number") + 1,
        doc_id=_drawn(1) % documents,
        group_id=pl.col("number") // PARTS,
        subject=pl.format("subject-{}", _drawn(2) % max(1, rows // 50)),
        year=(1900 + _drawn(3) % 131).cast(pl.Int32),
        unit=pl.lit(pl.Series(UNITS)).gather(_drawn(4) % len(UNITS)),
        original=(_drawn(5) % 1_000_000 + 1).cast(pl.Float64),
        part=(_drawn(6) % 10_000).cast(pl.Float64),
    )
    frame = frame.with_columns(
        remaining=pl.col("original") * (_drawn(7) % 1001) / 1000, total=pl.col("part").sum().over("group_id")
    )
    return _broken(frame, share).drop("number"), pl.DataFrame({"doc_id": range(documents)})


def _drawn(seed: int) -> pl.Expr:
    return (pl.col("number").hash(seed) % (1 << 40)).cast(pl.Int64)


def _broken(frame: pl.DataFrame, share: float) -> pl.DataFrame:
    """A share of the rows broken by each rule, another share for each."""
    every = max(1, round(1 / share))

    def chosen(seed: int, of: str = "number") -> pl.Expr:
        return pl.col(of).hash(100 + seed) % every == 0

    return frame.with_columns(
        subject=pl.when(~chosen(1)).then("subject"),
        year=pl.when(chosen(2)).then(2999).otherwise("year").cast(pl.Int32),
        unit=pl.when(chosen(3)).then(pl.lit("furlong")).otherwise("unit"),
        remaining=pl.when(chosen(4)).then(pl.col("original") * 1.5 + 1).otherwise("remaining"),
        doc_id=pl.when(chosen(5)).then(pl.col("doc_id") + 10**9).otherwise("doc_id"),
        fact_id=pl.when(chosen(6)).then(pl.col("fact_id").shift(-1)).otherwise("fact_id").fill_null(1),
        total=pl.when(chosen(7, "group_id")).then(pl.col("total") + 13).otherwise("total"),
    )


def truth(facts: pl.DataFrame, docs: pl.DataFrame) -> dict[str, int]:
    """How many rows break each rule, counted one rule at a time; `sum` counts groups."""
    sums = facts.group_by("group_id").agg(pl.col("part").sum(), pl.col("total").first())
    return {
        "notnull": facts["subject"].null_count(),
        "range": facts.filter(~pl.col("year").is_between(1900, 2030)).height,
        "enum": facts.filter(~pl.col("unit").is_in(UNITS)).height,
        "le": facts.filter(pl.col("remaining") > pl.col("original")).height,
        "sum": sums.filter((pl.col("part") - pl.col("total")).abs() > 1e-6).height,
        "fk": facts.join(docs, on="doc_id", how="anti").height,
        "uniq": int(facts["fact_id"].is_duplicated().sum()),
    }


def write(rows: int, folder: Path, share: float = 0.001) -> None:
    """Both tables and the truth about them."""
    folder.mkdir(parents=True, exist_ok=True)
    made, docs = facts(rows, share)
    made.write_parquet(folder / "facts.parquet", row_group_size=250_000)
    docs.write_parquet(folder / "docs.parquet")
    (folder / "truth.json").write_text(json.dumps(truth(made, docs)))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0.001)
