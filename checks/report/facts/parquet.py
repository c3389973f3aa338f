"""For data frames: one table of all facts, the columns of every kind side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from checks.report.fact import columns, wide

if TYPE_CHECKING:
    from checks.report import Extracted, Presentation


def render(batches: Iterable[Extracted], presentation: Presentation) -> Iterator[bytes]:
    """The whole file at once: the format ends with an index of all its rows."""
    tables = [pl.DataFrame(schema=columns())]
    tables += [rows for documents, facts in batches if (rows := wide(facts, documents)) is not None]
    target = BytesIO()
    pl.concat(tables, how="diagonal").write_parquet(target)
    yield target.getvalue()
