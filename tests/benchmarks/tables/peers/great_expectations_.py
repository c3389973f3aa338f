"""Great Expectations on pandas; sums of groups are precomputed, because it has no rule across rows."""

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd


def load(facts, docs):
    return pd.read_parquet(facts), pd.read_parquet(docs)


# BEGIN USER
def validate(facts, docs):
    difference = (facts.groupby("group_id")["part"].transform("sum") - facts["total"]).abs()
    facts = facts.assign(row=range(len(facts)), difference=difference)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("source").add_dataframe_asset("facts")
    suite = gx.ExpectationSuite(
        name="facts",
        expectations=[
            gxe.ExpectColumnValuesToNotBeNull(column="subject"),
            gxe.ExpectColumnValuesToBeBetween(column="year", min_value=1900, max_value=2030),
            gxe.ExpectColumnValuesToBeInSet(column="unit", value_set=["km2", "ha", "m2", "acre", "sqmi"]),
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="original", column_B="remaining", or_equal=True),
            gxe.ExpectColumnValuesToBeBetween(column="difference", max_value=1e-6),
            gxe.ExpectColumnValuesToBeInSet(column="doc_id", value_set=docs["doc_id"].tolist()),
            gxe.ExpectColumnValuesToBeUnique(column="fact_id"),
        ],
    )
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": facts})
    wanted = {"result_format": "COMPLETE", "unexpected_index_column_names": ["row"]}
    return batch.validate(suite, result_format=wanted)


# END USER
NAMES = {"subject": "notnull", "year": "range", "unit": "enum", "difference": "sum", "doc_id": "fk", "fact_id": "uniq"}


def run(state):
    counts = {}
    for result in validate(*state).results:
        name = NAMES.get(result.expectation_config.kwargs.get("column"), "le")
        counts[name] = result.result["unexpected_count"]
    return counts | {"sum": counts["sum"] // 5}
