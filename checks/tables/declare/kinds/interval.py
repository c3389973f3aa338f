"""Interval rules: the ranges of one key do not overlap.

Ranges may touch unless `touching = false`. A range whose end comes before its start is not comparable; so is one
without an end, unless `open = true` says that it goes on.

```toml
[[table.rule]]
name = "terms-overlap"
kind = "interval"
by = "office"
start = "took_office"
end = "left_office"
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.tables.declare.assertion import Assertion, Sorted
from checks.tables.declare.declaration import common
from checks.tables.expression.condition import read
from checks.tables.expression.function import spelled, told

KEYS = {"by": "names", "start": "text", "end": "text", "touching": "flag", "open": "flag"}
REQUIRED = ("start", "end")


def assertion(values: Mapping[str, Any]) -> Assertion:
    """One constraint a range that has others before it."""
    start, end = spelled(values["start"]), spelled(values["end"])
    text = f"{start} {'>=' if values.get('touching', True) else '>'} highest({end})"
    grain = Sorted(
        values.get("by", ()), values["start"], ties=True, end=values["end"], open_end=values.get("open", False)
    )
    keys = told(values.get("by", ()))
    says = f"{keys}{{{start}}} to {{{end}}} overlaps with a range that lasts until {{highest({end})}}"
    return Assertion(grain=grain, condition=read(text), text=text, **common(values, says))
