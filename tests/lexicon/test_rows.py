"""The rows of the lexicon: each is what its table says, none stands twice, and what names a row names one."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import lexicon
from checks.lexicon.entries import (
    TABLES,
    CalendarRow,
    ConstructionWordsRow,
    EventVerbRow,
    HedgeRow,
    LabelWordsRow,
    NameWordRow,
    NationRow,
    SlackRow,
    TellingRow,
    UnitRow,
    WordClassRow,
    WordRow,
    read,
    rows,
)
from checks.lexicon.verb import forms
from checks.lexicon.word import bits, classes, closed, either, members, tags, words

FOLDER = Path(lexicon.__file__).parent
NAMED = {
    CalendarRow: 3,
    ConstructionWordsRow: 2,
    EventVerbRow: 7,
    HedgeRow: 3,
    LabelWordsRow: 2,
    NameWordRow: 2,
    SlackRow: 3,
    TellingRow: 3,
    WordRow: 2,
}
"""How many of its first columns name a row, where it is more than one."""


def test_every_table_is_read_here() -> None:
    assert {path.stem for path in FOLDER.iterdir() if path.suffix in (".csv", ".toml")} == {*TABLES.values()}


@pytest.mark.parametrize("kind", TABLES, ids=TABLES.__getitem__)
def test_every_row_is_one_of_its_table_and_names_one_thing(kind: type) -> None:
    found = rows(kind)
    assert found
    named = Counter(row[: NAMED.get(kind, 1)] for row in found)
    assert [name for name, times in named.items() if times > 1] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,dimension\n", "1: the header is not name,dimension,factor"),
        ("{header}\nmetre,length,1,0,,,SI,1 m,,metric\nmile,length\n", "3: zip()"),
        ("{header}\nmile,length,far,0,,,SI,1 mile,,metric\n", "2: could not convert string to float: 'far'"),
        ("", "0: the header is not name"),
    ],
)
def test_a_bad_table_is_told_with_file_and_line(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(text.format(header=",".join(UnitRow._fields)), "utf-8")
    with pytest.raises(ValueError, match=re.escape(f"{path}:{told}")):
        read(UnitRow, path)


def test_a_mark_is_one_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "nations.csv"
    path.write_text("nation,people,stateless\nNorway,Norwegian,\nSapmi,Sami,yes\n", "utf-8")
    with pytest.raises(ValueError, match=r"nations\.csv:3: a mark is 1 or empty, not 'yes'"):
        read(NationRow, path)


def test_every_unit_says_its_system() -> None:
    assert {row.system for row in rows(UnitRow)} == {"metric", "customary", "both"}


def test_every_class_has_its_meaning_and_every_meaning_a_class() -> None:
    meanings = {row.name: row.meaning for row in rows(WordClassRow)}
    assert meanings.keys() == {row.word_class for row in rows(WordRow)}
    assert all(meanings.values())
    assert {row.of for row in rows(WordClassRow)} == {"clause", "number", "time", "name", "language"}


def test_words_stand_in_the_order_of_their_classes() -> None:
    found = [(row.word_class, row.word) for row in rows(WordRow)]
    assert found == sorted(found)


@given(st.sampled_from(rows(WordRow)))
def test_a_word_is_a_member_of_its_classes(row: WordRow) -> None:
    assert row.word_class in classes(row.word)
    assert row.word in members(row.word_class)
    assert row.word.encode() in words(row.word_class)
    assert all(row.word in members(name) for name in classes(row.word))


@given(st.sampled_from(sorted(tags())))
def test_the_bits_of_a_word_are_those_of_its_closed_classes(word: str) -> None:
    assert tags()[word] == bits(*classes(word).intersection(closed()))


def test_a_word_that_is_in_no_table_has_no_class_and_an_unknown_class_is_none() -> None:
    assert classes("xyzzy") == frozenset()
    with pytest.raises(KeyError):
        members("xyzzy")


def test_an_alternation_tries_the_longest_word_first() -> None:
    spelled = either("softener")[3:-1].split(b"|")
    assert [len(word) for word in spelled] == sorted(map(len, spelled), reverse=True)


@pytest.mark.parametrize("word", ["running", "grabbed", "quitting", "seized", "dying", "controlled", "freed"])
def test_forms_are_spelled_as_english_spells_them(word: str) -> None:
    assert word in forms()
