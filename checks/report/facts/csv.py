"""For spreadsheets: one table of all facts; the end of a printed range stands in `value_high`.

A text that a spreadsheet would run as a formula has an apostrophe before it (OWASP, "CSV Injection"), and controls are
shown as pictures: a cell is what is read, and the span tells what the document holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from checks.report.fact import columns, wide
from checks.report.width import REORDERING, shown

if TYPE_CHECKING:
    from checks.report import Extracted, Presentation


_FORMULA = r"^[=+\-@\t\r\n\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]"
_NUMBER = r"^[+-]?[0-9][0-9.,]*%?$"
_CONTROLS = [
    *(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029) if chr(code) not in "\t\n\r"),
    *sorted(REORDERING),
]


def render(batches: Iterable[Extracted], presentation: Presentation) -> Iterator[bytes]:
    """A header, then a line a fact; cells of other kinds are empty."""
    schema = columns()
    yield (",".join(schema) + "\n").encode()
    for documents, facts in batches:
        rows = wide(facts, documents)
        if rows is not None:
            target = BytesIO()
            table = pl.concat([pl.DataFrame(schema=schema), rows], how="diagonal").with_columns(_harmless())
            table.write_csv(target, include_header=False)
            yield target.getvalue()


def _harmless() -> pl.Expr:
    """The texts of a table, none of which steers a terminal or runs in a spreadsheet; numbers stay what they are."""
    text = pl.col(pl.String).str.replace_many(_CONTROLS, [shown(one) for one in _CONTROLS])
    runs = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return pl.when(runs).then(pl.lit("'") + text).otherwise(text).name.keep()
