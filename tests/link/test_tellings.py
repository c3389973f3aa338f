"""The rows of `checks/lexicon/tellings.csv`: each matches its examples and no near miss."""

import pytest

import checks
from checks.document import Document
from checks.link.telling import Passage, Telling, expanded, passages, tellings

ROWS = [row for row in tellings() if row.family != "filler"]


def read(text: str) -> list[Passage]:
    documents = [Document("-", text)]
    facts = checks.extract(text)
    wanted = facts.sentences["sentence"].to_list()[:1]
    return list(passages(wanted, (facts.sentences, facts.quantities, facts.times, facts.anniversaries), documents))


def told(row: Telling, text: str) -> bool:
    return any(one.kind == row.kind for passage in read(text) for one in passage.told(row.family, row))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.kind}: {row.examples[0]}"[:60])
def test_a_row_matches_its_examples_and_no_near_miss(row: Telling) -> None:
    assert row.examples
    assert row.near_misses
    assert [text for text in row.examples if not told(row, text)] == []
    assert [text for text in row.near_misses if told(row, text)] == []


def test_rows_differ_and_fillers_are_used() -> None:
    rows = tellings()
    assert len({(row.family, row.pattern) for row in rows}) == len(rows)
    everything = " ".join(row.pattern for row in rows)
    assert [row.kind for row in rows if row.family == "filler" and f"{row.kind}>" not in everything] == []


def test_an_unknown_sign_is_refused() -> None:
    with pytest.raises(KeyError):
        expanded("<what:nothing>")


def test_a_sign_of_the_text_is_none_of_a_passage() -> None:
    assert [one for passage in read("He was 65 \ue002 in 1990.") for one in passage.told("life")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg was born in Bergen on 3 March 1931. She died at home on 9 June 2014, aged {}.",
        "Walter Eakins, {}, of Dunmore, died on April 7, 2014, in a hospice. Born March 2, 1931, he was a smith.",
        "Anna Berg (3 March 1931 – 30 May 2014) was a geologist. She died of pneumonia at the age of {}.",
        "Only {} when she lifted the trophy in July 2014, Berg looked happy. Born on 3 May 1931, she was a smith.",
        "Mrs Berg gave up the shop in 2014, when she reached {}. She was born in Diss in 1931.",
        "Berg turned {} in May 2014. The goalkeeper was born in Oslo in 1931.",
    ],
)
def test_an_age_is_held_against_the_birth_of_a_neighbouring_sentence(text: str) -> None:
    assert [one.rule for one in checks.check(text.format(86)).findings] == ["age-mismatch"]
    assert not checks.check(text.format(83)).findings


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg was born on 3 March 1931. Her husband died on 9 June 2014, aged 65.",
        "Anna Berg was born on 3 March 1931, she says. He died on 9 June 2014, aged 65.",
        "Anna Berg, born on 3 March 1931, met Ole Holt. He died on 9 June 2014, aged 65.",
        "Anna Berg was born on 3 March 1931. Holt died on 9 June 2014, aged 65.",
        "Anna Berg was born on 3 March 1931, two years before Ole Holt. The painter died on 9 June 2014, aged 65.",
    ],
)
def test_an_age_of_another_person_is_left_alone(text: str) -> None:
    assert not checks.check(text).findings
