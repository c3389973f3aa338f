"""Reference rules: every value of these columns stands in another table; a null is not comparable.

```toml
[[table.rule]]
name = "unknown-place"
columns = "place"
references = "places.name"
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.tables.declare.assertion import Assertion, Lookup
from checks.tables.declare.declaration import common
from checks.tables.expression.condition import ConditionError
from checks.wording import counted

KEYS = {"columns": "names", "references": "names"}
REQUIRED = ("columns", "references")


def assertion(values: Mapping[str, Any]) -> Assertion:
    """One constraint a row."""
    pairs = [name.rpartition(".") for name in values["references"]]
    tables = {table for table, _, _ in pairs}
    if "" in tables or len(tables) != 1:
        raise ConditionError("'references' names columns of one other table, as \"places.name\"")
    if len(pairs) != len(values["columns"]):
        raise ConditionError(
            f"'references' names {counted(len(pairs), 'columns')} for {len(values['columns'])} in 'columns'"
        )
    grain = Lookup(values["columns"], tables.pop(), tuple(target for _, _, target in pairs))
    text = f"({', '.join(values['columns'])}) in {', '.join(values['references'])}"
    return Assertion(grain=grain, text=text, **common(values))
