"""Every row of the words around numbers is read as it says, and both pattern engines find the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checks.document import Document
from checks.extract.batch import Batch
from checks.extract.numeral import numerals, run_pattern, scanner
from checks.extract.pattern import compile
from checks.extract.quantity import quantities
from checks.lexicon import nouns

LEXICON = Path(nouns.__file__).parent


def rows(table: str) -> list[dict[str, str]]:
    with (LEXICON / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", rows("hedges"), ids=lambda row: row["example"])
def test_a_hedge_bounds_its_example(row: dict[str, str]) -> None:
    found = quantities(Batch.of([Document("a", f"They counted {row['example']}.")]))
    assert found["value"].to_list() == [40.0]
    assert found["bound"].to_list() == [row["bound"]]
    assert (found["hedge"][0] or "").lower() == row["phrase"]


@pytest.mark.parametrize("row", rows("numerals"), ids=lambda row: row["word"])
def test_a_number_word_prints_its_value(row: dict[str, str]) -> None:
    kind, word, value = row["kind"], row["word"], float(row["value"])
    written = {
        "denominator": f"one {word}",
        "tenfold": f"{word} of thousands",
        "suffix": "",
        "abbreviation": f"3 {word}",
    }
    run = written.get(kind, word).encode()
    factor = {"tenfold": 1000.0, "abbreviation": 3.0}.get(kind, 1.0)
    expected = 1 / value if kind == "denominator" else value * factor
    if run:
        assert [numeral.value for numeral in numerals(run)] == pytest.approx([expected])


def test_words_of_a_role_are_listed_once() -> None:
    listed = [(row["word"], row["role"]) for row in rows("nouns")]
    assert sorted(set(listed)) == sorted(listed)


def test_only_plurals_and_superlatives_have_a_lemma() -> None:
    assert {row["role"] for row in rows("nouns") if row["lemma"]} == {"plural", "superlative"}


TEXT = """
Two and a half million people, 1,250.5 km, ½ cup, 3 1/2 in, $3-4bn, tens of thousands, one point five, a third
20 000 and 7e-5; nothing, someone, twenty-one thousand and eleven, 4 hundred million, quarter of a million, 1.2.3
half a dozen, 1\u202f250\u202f000, 2.48×10−5, one in five, ninety-nine, hundreds of thousands, éone, 12:30, 9/11
"""


def test_the_standard_library_finds_what_re2_finds() -> None:
    data = TEXT.encode()
    plain = compile(run_pattern(), linear=False)
    assert [match.span() for match in plain.finditer(data)] == [match.span() for match in scanner().finditer(data)]
