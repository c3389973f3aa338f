"""Count rules: how many rows there are in the table, or for each key; `where` counts only some of them.

```toml
[[table.rule]]
name = "two-sources-each"
kind = "count"
by = "claim"
where = "independent"
at_least = 2
says = "claim {claim} has {count} independent sources"
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.tables.declare.assertion import Assertion, Groups
from checks.tables.declare.declaration import common
from checks.tables.expression.condition import ConditionError, read
from checks.tables.expression.function import told

KEYS = {"by": "names", "at_least": "number", "at_most": "number", "exactly": "number"}
REQUIRED = ()
COUNT = "count"
"""The name of the column that holds the number of rows."""


def assertion(values: Mapping[str, Any]) -> Assertion:
    """One constraint a key, on the number of its rows."""
    signs = {"at_least": ">=", "at_most": "<=", "exactly": "="}
    limits = [f"{COUNT} {sign} {values[key]}" for key, sign in signs.items() if key in values]
    if not limits:
        raise ConditionError("a rule of kind count needs 'at_least', 'at_most' or 'exactly'")
    text = " AND ".join(limits)
    wanted = [f"{key.replace('_', ' ')} {values[key]}" for key in signs if key in values]
    says = f"{told(values.get('by', ()))}the count is {{{COUNT}}}, not {' and '.join(wanted)}"
    return Assertion(
        grain=Groups(values.get("by", ()), counts=True), condition=read(text), text=text, **common(values, says)
    )
