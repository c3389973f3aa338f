"""Every row of the tables of constructions, fillers and doubts, through the real extraction."""

import re
from collections.abc import Sequence
from functools import cache

import pytest

import checks
from checks.document import Document
from checks.facts import Facts
from checks.lexicon.entries import ConstructionRow, FillerRow, families, rows
from checks.link import frames
from checks.link.construction import Link, doubt, matches
from checks.link.construction.alphabet import classes
from checks.link.construction.family import Construction, Family, constructions, doubts, family
from checks.link.construction.match import passages
from checks.link.construction.notation import Grammar, Needs
from checks.pattern import over_text
from checks.read import from_text

_ROLE = re.compile(r"\{([a-z_]+)=([^{}]*)\}")


def _batch(texts: Sequence[str]) -> tuple[Facts, list[Document]]:
    documents = [from_text(text, name=str(at)) for at, text in enumerate(texts)]
    return checks.extract(documents), documents


def _plain(example: str) -> str:
    return _ROLE.sub(lambda role: role[2], example)


def _told(match: Link) -> dict[str, str]:
    """The roles of a match as the text prints them."""
    figures, printed = match.tokens.figures, match.tokens.printed
    return {role: figures[at].row["text"] if at in figures else printed[at] for role, at in match.roles.items()}


@cache
def _found(name: str) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """What a family links in each of its sentences."""
    texts = list(dict.fromkeys(_plain(one) for row in constructions(name) for one in (*row.links, *row.near)))
    facts, documents = _batch(texts)
    found: dict[str, list[tuple[str, dict[str, str]]]] = {text: [] for text in texts}
    for match in matches(name, facts, documents):
        figure = next(iter(match.tokens.figures.values()))
        found[texts[figure.row["document"]]].append((match.construction.name, _told(match)))
    return found


ROWS = [
    pytest.param(name, row, id=f"{name}-{row.name}")
    for name in families(ConstructionRow)
    for row in constructions(name)
]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_a_construction_links_its_examples(name: str, row: Construction) -> None:
    for example in row.links:
        roles = {role[1]: role[2] for role in _ROLE.finditer(example)}
        assert (row.name, roles) in _found(name)[_plain(example)]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_its_near_misses_link_nothing(name: str, row: Construction) -> None:
    assert {text: _found(name)[text] for text in row.near if _found(name)[text]} == {}


@pytest.mark.parametrize("name", families(ConstructionRow))
def test_a_name_names_one_construction(name: str) -> None:
    names = [row.name for row in constructions(name)]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", families(ConstructionRow))
def test_a_doubt_silences_its_example_alone(name: str) -> None:
    every = doubts(name)
    facts, documents = _batch([text for row in every for text in (row.silenced, row.broken)])
    found = {
        next(iter(match.tokens.figures.values())).row["document"]: doubt(match)
        for match in reversed(list(matches(name, facts, documents)))
    }
    frame = frames([name], facts, documents)[name]
    speaks = dict(frame[["document", "comparable"]].rows())
    for at, row in enumerate(every):
        assert found.get(2 * at) is not None, row.silenced
        assert found[2 * at] == row, (row.silenced, found[2 * at])
        assert not speaks[2 * at], row.silenced
        assert speaks.get(2 * at + 1), row.broken


@pytest.mark.parametrize("filler", rows(FillerRow), ids=lambda filler: filler.name)
def test_a_filler_fits_its_example(filler: FillerRow) -> None:
    facts, documents = _batch([filler.example])
    ((_, tokens),) = passages([(0,)], facts, documents)
    signs = _GRAMMAR[0].signs(tokens)[1:]
    pattern = over_text(f"^(?:{_GRAMMAR[1].compiled(filler.pattern).pattern})$")
    assert pattern.search(signs), tokens


def _grammar() -> tuple[Family, Grammar]:
    these = family(families(ConstructionRow)[0])
    return these, Grammar(these.alphabet, {row.name: row.pattern for row in rows(FillerRow)})


_GRAMMAR = _grammar()


@pytest.mark.parametrize("row", ["{after:figure", "from <nothing>", "NOTHING", "[nothing]", "§"])
def test_a_row_that_is_not_in_the_language_does_not_load(row: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        _GRAMMAR[1].compiled(row)


@pytest.mark.parametrize(
    ("row", "needed"),
    [
        ("{after:money} from {before:money}", {"money": 2}),
        ("{after:money} ( or {rest:money} )? up {percent:percent}", {"money": 1, "percent": 1}),
        ("( {a:money} {b:money} | {c:money} {d:percent} ) {e:percent}", {"money": 1, "percent": 1}),
        ("{a:money} ( {b:percent} | {c:percent} )", {"money": 1, "percent": 1}),
        ("{verb:CHANGED} {a:count}*", {}),
    ],
)
def test_a_row_needs_the_figures_that_no_reading_leaves_out(row: str, needed: dict[str, int]) -> None:
    assert Needs({}).of(row) == {frozenset([kind]): count for kind, count in needed.items()}


def test_a_word_of_the_table_is_in_small_letters_and_in_a_class() -> None:
    assert {word for word, names in classes().items() if word != word.lower() or not names} == set()


def test_a_sentence_of_many_figures_takes_no_longer_than_its_length() -> None:
    text = "Sales rose 7% in May " + "to $10 from $9 and in the first quarter of the year, " * 40
    facts, documents = _batch([text])
    assert all(match.first < match.last for match in matches("changes", facts, documents))
