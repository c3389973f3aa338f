"""The rows of the lexicon: none stands twice, and what names a row names one."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from checks import lexicon

TABLES = sorted(Path(lexicon.__file__).parent.glob("*.csv"))
NAMED = {
    "abbreviations": 1, "anniversaries": 1, "attributions": 1, "currencies": 1, "institutions": 1, "name_words": 2,
    "nations": 1, "nouns": 2, "numerals": 1, "southern_places": 1, "units": 1,
}  # fmt: skip
"""How many of its first columns name a row, for the tables whose rows are looked up by name."""


def rows(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_row_stands_twice(path: Path) -> None:
    assert [row for row, count in Counter(rows(path)).items() if count > 1] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_row_fills_the_columns_of_its_table(path: Path) -> None:
    header, *found = rows(path)
    assert {len(row) for row in found} == {len(header)}


@pytest.mark.parametrize("table", NAMED)
def test_a_name_names_one_row(table: str) -> None:
    names = Counter(row[: NAMED[table]] for row in rows(Path(lexicon.__file__).parent / f"{table}.csv"))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_unit_says_its_system() -> None:
    found = Counter(row[-1] for row in rows(Path(lexicon.__file__).parent / "units.csv")[1:])
    assert found.keys() == {"metric", "customary", "both"}
