"""factlint through its public API; the declaration is what a user writes in factlint.toml."""

import tomllib

import polars as pl

from checks import tables


def load(facts, docs):
    return pl.read_parquet(facts), pl.read_parquet(docs)


# BEGIN USER
DECLARED = tomllib.loads("""
[[table]]
name = "facts"
[table.columns]
subject = "str not null"
year = "int between 1900 and 2030"
unit = "str in (km2, ha, m2, acre, sqmi)"
[[table.rule]]
name = "le"
assert = "remaining <= original"
[[table.rule]]
name = "sum"
by = "group_id"
assert = "sum(part) = first(total)"
[[table.rule]]
name = "fk"
columns = "doc_id"
references = "docs.doc_id"
[[table.rule]]
name = "uniq"
unique = "fact_id"
""")


def validate(facts, docs):
    found = tables.compile(DECLARED).run({"facts": facts, "docs": docs})["facts"]
    return {name: (outcome.broken, outcome.rows) for name, outcome in found.items()}


# END USER
NAMES = {"subject: missing-value": "notnull", "year: out-of-range": "range", "unit: unexpected-value": "enum"}


def run(state):
    found = {NAMES.get(name, name): outcome for name, outcome in validate(*state).items()}
    return {
        "counts": {name: broken for name, (broken, _) in found.items()},
        "ids": {name: len(rows) for name, (_, rows) in found.items()},
    }
