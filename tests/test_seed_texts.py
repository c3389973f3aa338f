"""The seeds are the project's own prose: where their facts come from is written down, their bytes are kept,
and every planted edit fits the text it is made in.

A blame names the smallest telling piece of a span (the weekday, the date, one end of a range) as it stands
after the edit.
"""

import re
import tomllib
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
TEXTS = {path.stem: path for path in sorted(SEEDS.iterdir()) if path.suffix in {".md", ".txt"}}
SOURCES = tomllib.loads((SEEDS / "SOURCE.toml").read_text("utf-8"))
PLANTED = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((SEEDS / "planted").glob("*.toml"))}
EDITS = [
    pytest.param(seed, edit, id=f"{seed}-{number}-{edit['rule']}")
    for seed, plan in PLANTED.items()
    for number, edit in enumerate(plan["edit"])
]
CRLF = {"no-year-nought"}


def text_of(seed):
    return TEXTS[seed].read_bytes().decode("utf-8")


def test_every_seed_has_a_source_and_planted_edits():
    assert set(TEXTS) == set(SOURCES) == set(PLANTED)


def test_there_are_enough_seeds():
    assert len(TEXTS) >= 12


@pytest.mark.parametrize("seed", TEXTS)
def test_source_row_is_complete(seed):
    row = SOURCES[seed]
    assert row["file"] == TEXTS[seed].name
    assert row["title"]
    assert row["kind"]
    assert row["written_by"] == "the factlint project"
    assert row["licence"] == "Apache-2.0"
    assert row["clean"] is (seed != "palmyra")
    for source in row["facts_from"]:
        assert {"by", "title", "date"} <= set(source) <= {"by", "title", "date", "url"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", source["date"])
        assert source.get("url", "https://").startswith("https://")


@pytest.mark.parametrize("seed", TEXTS)
def test_title_is_the_one_in_the_text(seed):
    assert SOURCES[seed]["title"].lower() in text_of(seed)[:200].lower()


@pytest.mark.parametrize("seed", TEXTS)
def test_length_is_that_of_an_article(seed):
    assert 250 <= len(text_of(seed).split()) <= 600


@pytest.mark.parametrize("seed", TEXTS)
def test_line_endings_are_kept(seed):
    data = TEXTS[seed].read_bytes()
    assert data.endswith(b"\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r") == data.count(b"\r\n") == (data.count(b"\n") if seed in CRLF else 0)


@pytest.mark.parametrize("seed", PLANTED)
def test_each_seed_has_three_edits(seed):
    assert len(PLANTED[seed]["edit"]) >= 3


@pytest.mark.parametrize(("seed", "edit"), EDITS)
def test_edit_fits_its_seed(seed, edit):
    text = text_of(seed)
    assert text.count(edit["find"]) == 1
    assert edit["replace"] != edit["find"]
    edited = text.replace(edit["find"], edit["replace"])
    for blame in edit["blames"]:
        assert blame in edited
    assert any(blame in edit["replace"] for blame in edit["blames"])


@pytest.mark.parametrize("seed", PLANTED)
def test_errors_already_there_are_blamed_in_the_seed(seed):
    already = PLANTED[seed].get("already", [])
    assert bool(already) is not SOURCES[seed]["clean"]
    for error in already:
        assert all(blame in text_of(seed) for blame in error["blames"])
