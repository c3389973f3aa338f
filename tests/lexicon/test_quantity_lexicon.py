"""Every row of the words around numbers is read as it says, and both pattern engines find the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checks.document import Document
from checks.extract.batch import Batch
from checks.extract.quantity import hedge, measure, quantities
from checks.extract.quantity.numeral import numerals, run_pattern, scanner
from checks.extract.quantity.unit import names, symbols
from checks.lexicon import word as nouns
from checks.memo import Memo
from checks.pattern import compile

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


def test_only_plurals_and_superlatives_have_a_lemma() -> None:
    assert {row["word_class"] for row in rows("words") if row["lemma"]} == {"plural", "superlative"}


TEXT = """
Two and a half million people, 1,250.5 km, ½ cup, 3 1/2 in, $3-4bn, tens of thousands, one point five, a third
20 000 and 7e-5; nothing, someone, twenty-one thousand and eleven, 4 hundred million, quarter of a million, 1.2.3
half a dozen, 1\u202f250\u202f000, 2.48×10−5, one in five, ninety-nine, hundreds of thousands, éone, 12:30, 9/11
"""


def test_the_standard_library_finds_what_re2_finds() -> None:
    data = TEXT.encode()
    plain = compile(run_pattern(), linear=False)
    assert [match.span() for match in plain.finditer(data)] == [match.span() for match in scanner().finditer(data)]


def test_every_unit_may_begin_with_the_four_bytes_that_it_begins_with() -> None:
    seen = 0
    for form in (*symbols(), *names(), b"fold", b"yo", b"yr-old"):
        for joint in (b"", b" ", b"-", b"\xc2\xa0"):
            for text in (b"5" + joint + form, b"5" + joint + form + b" of it", (b"5" + joint + form).upper()):
                if measure.after(text, 1) is not None or measure.years_old(text, 1) is not None:
                    assert measure.may_begin(text[1:5]), text
                    seen += 1
    assert seen > 5_000


@pytest.mark.parametrize(
    "row", [row for row in rows("hedges") if row["side"] == "before"], ids=lambda row: row["phrase"]
)
@pytest.mark.parametrize("joint", [" ", "-", " a ", " another "])
def test_the_four_bytes_before_a_number_hide_no_hedge(row: dict[str, str], joint: str) -> None:
    for text in (f"{row['phrase']}{joint}".encode(), f"They had {row['phrase']}{joint}".encode()):
        found = hedge.before(text, len(text))
        assert found is not None
        assert found.bound == row["bound"]


def test_answers_are_known_up_to_a_limit() -> None:
    asked: list[bytes] = []
    known = Memo(lambda text: asked.append(text) or len(text), most=2)  # type: ignore[func-returns-value]
    assert [known[text] for text in (b"a", b"bb", b"a", b"ccc", b"a")] == [1, 2, 1, 3, 1]
    assert asked == [b"a", b"bb", b"ccc", b"a"]
    assert len(known) == 2
