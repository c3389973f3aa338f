# ruff: noqa: E501 -- one case a line
"""Labels: what a figure is said of, where few and sure forms tell it, and none where a reader could doubt it."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks.document import Document
from checks.extract.extractors import facts
from checks.facts import LABELS
from checks.read import from_text

SAID_OF = (
    ("Sales rose by 5%.", "5%", "Sales", "subject"),
    ("Sales for the full year were $6.6 billion.", "$6.6 billion", "Sales", "subject"),
    ("The net loss, which had been 8 million euros, narrowed to 3 million euros.", "8 million euros", "The net loss", "subject"),
    ("The dam holds 4 million litres.", "4 million litres", "The dam", "subject"),
    ("The hall seats 900 people.", "900 people", "The hall", "subject"),
    ("The ministry said exports fell 12%.", "12%", "exports", "subject"),
    ("She says they weigh 40 kg.", "40 kg", "they", "subject"),
    ("I'm about 30 km away.", "30 km", "I'm", "subject"),
    ("The firm reported a net profit of about 140m euros.", "140m euros", "a net profit", "of"),
    ("A 23% drop surprised nobody.", "23%", "drop", "modifies"),
    ("The bank agreed to a $5 million loan.", "$5 million", "loan", "modifies"),
    ("It took advantage of 12 km of old track.", "12 km", "It", "subject"),
    ("The café’s turnover rose 7%.", "7%", "The café’s turnover", "subject"),
)  # fmt: skip
SAID_OF_NOTHING = (
    ("There are 40 km of road.", "40 km"),
    ("In 5 years everything may change.", "5 years"),
    ("Why does 5% matter?", "5%"),
    ("Most of 30 kg of rice and half of 20 kg of flour were gone.", "20 kg"),
    ("After walking 10 km through rain, 9 kg.", "9 kg"),
)
TABLE = "| Town | Area in km | Note |\n| --- | --- | --- |\n| Ulm | 118 km | 5% more |\n"
YEARS = "| Measure | 2019 | 2020 |\n| --- | --- | --- |\n| Exports | $5 million | $6 million |\n"


def label(text: str, figure: str, kind: str = "text") -> tuple[str | None, str | None]:
    found = checks.extract(from_text(text, kind=kind)).quantities
    return found.filter(pl.col("text") == figure).select("label", "label_relation").row(0)  # type: ignore[return-value]


@pytest.mark.parametrize(("text", "figure", "said_of", "relation"), SAID_OF)
def test_a_figure_is_said_of(text: str, figure: str, said_of: str, relation: str) -> None:
    assert label(text, figure) == (said_of, relation)


@pytest.mark.parametrize(("text", "figure"), SAID_OF_NOTHING)
def test_a_figure_of_which_it_is_not_sure_has_no_label(text: str, figure: str) -> None:
    assert label(text, figure) == (None, None)


def test_the_cell_of_a_table_is_said_of_its_heading() -> None:
    assert label(TABLE, "118 km", "markdown") == ("Area in km", "column")
    assert label(TABLE, "5%", "markdown") == ("Note", "column")


def test_a_column_that_is_a_year_leaves_the_label_to_the_row() -> None:
    assert label(YEARS, "$5 million", "markdown") == ("Exports", "row")
    assert label(YEARS, "$6 million", "markdown") == ("Exports", "row")


PIECES = st.sampled_from(
    [*(text for text, *_ in SAID_OF), *(text for text, _ in SAID_OF_NOTHING), "of 5%", "the 3 km", "was", "—", "é 7%"]
)


@settings(max_examples=40)
@given(st.lists(PIECES, min_size=1, max_size=6), st.sampled_from([" ", "\n", "\u00a0", "\n\n", " \u200b"]))
def test_a_label_is_text_of_the_sentence_of_its_figure_and_beside_it(pieces: list[str], gap: str) -> None:
    document = Document("law", gap.join(pieces))
    found = facts([document])
    edges = {one["sentence"]: (one["start"], one["end"]) for one in found.sentences.to_dicts()}
    for one in found.quantities.filter(pl.col("label").is_not_null()).to_dicts():
        start, end = one["label_start"], one["label_end"]
        first, last = edges[one["sentence"]]
        assert document.text[start:end] == one["label"] != ""
        assert first <= start < end <= last
        assert end <= one["number_start"] or one["number_end"] <= start


def test_labels_are_read_only_where_they_are_asked_for_and_change_nothing_else() -> None:
    documents = [Document("a", " ".join(text for text, *_ in SAID_OF))]
    without, labelled = (
        facts(documents, ("quantities",)).quantities,
        facts(documents, ("quantities", LABELS)).quantities,
    )
    names = ["label", "label_start", "label_end", "label_relation"]
    assert without[names].null_count().row(0) == (without.height,) * 4
    assert labelled["label"].null_count() < labelled.height
    assert without.drop(names).equals(labelled.drop(names))
