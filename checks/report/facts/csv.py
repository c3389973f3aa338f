"""For spreadsheets: one table of all facts; the end of a printed range stands in `value_high`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from checks.report.fact import columns, wide

if TYPE_CHECKING:
    from checks.report import Extracted, Presentation


def render(batches: Iterable[Extracted], presentation: Presentation) -> Iterator[bytes]:
    """A header, then a line a fact; cells of other kinds are empty."""
    schema = columns()
    yield (",".join(schema) + "\n").encode()
    for documents, facts in batches:
        rows = wide(facts, documents)
        if rows is not None:
            target = BytesIO()
            pl.concat([pl.DataFrame(schema=schema), rows], how="diagonal").write_csv(target, include_header=False)
            yield target.getvalue()
