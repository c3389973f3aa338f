"""Convert rules: two columns hold one quantity in two units of measure.

The units may be left out where the columns declare them. Without a tolerance the pair holds if some value that rounds
to the one, converted, rounds to the other.

```toml
[[table.rule]]
name = "areas-disagree"
given = "area_km2"
converted = "area_mi2"
from = "km2"
to = "mi2"
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.tables.declare.assertion import Assertion, Rows, Tolerance
from checks.tables.declare.declaration import common
from checks.tables.expression.condition import read
from checks.tables.expression.function import conversion, spelled

KEYS = {"given": "text", "converted": "text", "from": "text", "to": "text", "tolerance": "tolerance"}
REQUIRED = ("given", "converted", "from", "to")


def assertion(values: Mapping[str, Any]) -> Assertion:
    """One constraint a row."""
    source, target = values["from"], values["to"]
    conversion(source, target)
    given, converted = spelled(values["given"]), spelled(values["converted"])
    text = f"convert({given}, '{source}', '{target}') = {converted}"
    says = f"{{{given}}} {source} is {{convert({given}, '{source}', '{target}'):.4g}} {target}, not {{{converted}}}"
    fields = {**common(values, says), "tolerance": values.get("tolerance", Tolerance(digits="rounded"))}
    return Assertion(grain=Rows(), condition=read(text), text=text, **fields)
