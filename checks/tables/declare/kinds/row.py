"""Row rules: a condition that every row satisfies.

```toml
[[table.rule]]
name = "remaining-exceeds-original"
assert = "remaining_km2 <= original_km2"
says = "{remaining_km2} km2 remain of an original {original_km2} in {place}"
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.tables.declare.assertion import Assertion, Rows
from checks.tables.declare.declaration import common
from checks.tables.expression.condition import read

KEYS = {"assert": "text", "tolerance": "tolerance"}
REQUIRED = ("assert",)


def assertion(values: Mapping[str, Any]) -> Assertion:
    """One constraint a row."""
    return Assertion(grain=Rows(), condition=read(values["assert"]), text=values["assert"], **common(values))
