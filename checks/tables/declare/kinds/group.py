"""Group rules: a condition on aggregates of the rows that share their keys.

A bare column in a comparison means every one of the group's values. A null in an aggregated column makes the group not
comparable unless `nulls = "skip"`.

```toml
[[table.rule]]
name = "parts-sum-to-total"
by = "group_id"
assert = "sum(part) = total"
says = "the parts of group {group_id} sum to {sum(part)}, not {min(total)}"
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.tables.declare.assertion import Assertion, Groups
from checks.tables.declare.declaration import common
from checks.tables.expression.condition import ConditionError, read

KEYS = {"assert": "text", "tolerance": "tolerance", "by": "names", "nulls": "text"}
REQUIRED = ("assert",)


def assertion(values: Mapping[str, Any]) -> Assertion:
    """One constraint a group."""
    nulls = values.get("nulls", "compare")
    if nulls not in ("compare", "skip"):
        raise ConditionError(f'\'nulls\' is "skip" or "compare", not {nulls!r}')
    grain = Groups(values.get("by", ()), skip_nulls=nulls == "skip")
    return Assertion(grain=grain, condition=read(values["assert"]), text=values["assert"], **common(values))
