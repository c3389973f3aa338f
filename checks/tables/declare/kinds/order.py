"""Order rules: what each row says of the one before it, in the order of a column, within keys.

`direction` is rising or falling (equal values are fine) or "strictly rising", "strictly falling". Instead of column
and direction an `assert` may call `previous(x)`, and `highest(x)` and `lowest(x)` of all rows before. A row without a
value is not comparable and is passed over by the next; rows at the same point of the order are not compared with each
other.

```toml
[[table.rule]]
name = "enclave-grows"
by = "place"
along = "observed"
column = "remaining_km2"
direction = "falling"
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.near import did_you_mean
from checks.tables.declare.assertion import Assertion, Sorted
from checks.tables.declare.declaration import common
from checks.tables.expression.condition import ConditionError, read
from checks.tables.expression.function import spelled, told

KEYS = {
    "by": "names",
    "along": "text",
    "column": "text",
    "direction": "text",
    "assert": "text",
    "tolerance": "tolerance",
}
REQUIRED = ("along",)
DIRECTIONS = {"rising": ">=", "falling": "<=", "strictly rising": ">", "strictly falling": "<"}


def assertion(values: Mapping[str, Any]) -> Assertion:
    """One constraint a row that has others before it."""
    text = values.get("assert") or _text(values)
    if "assert" in values and ("column" in values or "direction" in values):
        raise ConditionError("give 'assert', or 'column' and 'direction', not both")
    grain = Sorted(values.get("by", ()), values["along"])
    return Assertion(grain=grain, condition=read(text), text=text, **common(values, _says(values)))


def _says(values: Mapping[str, Any]) -> str:
    if "assert" in values:
        return ""
    name, direction = values["column"], values["direction"]
    column, along = spelled(name), spelled(values["along"])
    keys = told(values.get("by", ()))
    return f"{keys}{name} goes from {{previous({column})}} to {{{column}}} by {{{along}}}; it should be {direction}"


def _text(values: Mapping[str, Any]) -> str:
    if "column" not in values or "direction" not in values:
        raise ConditionError("a rule of kind order needs 'column' and 'direction', or 'assert'")
    direction = values["direction"]
    if direction not in DIRECTIONS:
        raise ConditionError(
            f"no direction '{direction}'{did_you_mean(direction, DIRECTIONS)}; it is {', '.join(DIRECTIONS)}"
        )
    column = spelled(values["column"])
    return f"{column} {DIRECTIONS[direction]} previous({column})"
