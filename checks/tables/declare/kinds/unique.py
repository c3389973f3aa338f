"""Unique rules: no two rows share the values of these columns; a row with a null among them is not comparable.

```toml
[[table.rule]]
name = "observed-twice"
unique = ["place", "observed"]
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.tables.declare.assertion import Assertion, Distinct
from checks.tables.declare.declaration import common

KEYS = {"unique": "names"}
REQUIRED = ("unique",)


def assertion(values: Mapping[str, Any]) -> Assertion:
    """One constraint a row."""
    return Assertion(grain=Distinct(values["unique"]), text=f"unique ({', '.join(values['unique'])})", **common(values))
