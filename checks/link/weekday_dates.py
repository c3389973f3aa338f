"""Full dates with a weekday: "Tuesday, Nov. 23, 2010"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from checks.document import Document
from checks.facts import Facts, WeekdayDates, empty
from checks.link.phrase import Row, Sentence
from checks.link.printed_date import with_weekday, written_like

_SEVERAL = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:\s*(?:,|and|or|through|to|-|–|/)\s*)+\Z", re.I)
"""Another weekday before: of "Friday and Saturday, 21 May 2016" the first has the date."""


def weekday_dates(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.facts.WeekdayDates`.

    Not comparable where several weekdays share the date.
    """
    full = facts.times.filter(
        pl.all_horizontal(pl.col("weekday", "year", "month", "day", "earliest").is_not_null())
        & (pl.col("earliest") == pl.col("latest"))
    )
    rows = [_row(row, documents) for row in full.iter_rows(named=True)]
    return pl.DataFrame(rows, schema=empty(WeekdayDates).schema)


def _row(row: Row, documents: Sequence[Document]) -> Row:
    printed: date = row["earliest"]
    step = (row["weekday"] - printed.isoweekday() + 3) % 7 - 3
    return {
        "document": row["document"],
        "date": row["mention"],
        "printed": printed,
        "weekday": row["weekday"],
        "with_weekday": with_weekday(row["text"], printed),
        "with_date": written_like(row["text"], printed + timedelta(days=step)),
        "comparable": not _SEVERAL.search(Sentence(documents, row).before(row)),
    }
