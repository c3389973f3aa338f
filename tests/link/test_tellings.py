"""The rows of `checks/lexicon/tellings.csv`: each matches its examples and no near miss."""

import pytest

import checks
from checks.document import Document
from checks.link.telling import Passage, Telling, expanded, passages, tellings

ROWS = [row for row in tellings() if row.family != "filler"]


def read(text: str) -> list[Passage]:
    documents = [Document("-", text)]
    facts = checks.extract(text)
    frames = {kind: getattr(facts, kind) for kind in ("quantities", "times", "anniversaries")}
    wanted = facts.sentences["sentence"].to_list()[:1]
    return list(passages(wanted, facts.sentences, frames, documents))


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
        "Berg left in May 2014, three days after her {}th birthday. She was born in Oslo in 1931.",
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
        "Berg left in May 2014, three years after her 80th birthday. She was born in Oslo in 1931.",
        "Anna Berg was born on 3 March 1931. Holt died on 9 June 2014, aged 65.",
        "Anna Berg was born on 3 March 1931, two years before Ole Holt. The painter died on 9 June 2014, aged 65.",
    ],
)
def test_an_age_of_another_person_is_left_alone(text: str) -> None:
    assert not checks.check(text).findings


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("After {} as headteacher (1997–2007), she left.", "10 years", "14 years"),
        ("The {} event (12-13 June 2023) is free.", "two-day", "four-day"),
        ("The {} course runs from 3 May 2023 to 5 June 2023.", "five-week", "two-week"),
        ("He was away for {}, 1914 to 1918.", "four years", "six years"),
        ("The lane is shut for {} tonight, from 8 p.m. to 11 p.m.", "three hours", "two hours"),
        ("The lamps hang for {}, from 1 March to 30 April.", "60 days", "100 days"),
        ("The island became independent in 1960. {} later, in 1985, it had a flag.", "25 years", "Half a century"),
        ("The dynasty (1206–1290) ruled the delta for {}.", "eighty years", "over two centuries"),
        ("Only {} separate the first edition (1911) from the last (1968).", "57 years", "27 years"),
    ],
)
def test_a_length_is_held_against_its_two_ends(text: str, right: str, wrong: str) -> None:
    assert not checks.check(text.format(right)).findings
    assert [one.rule for one in checks.check(text.format(wrong)).findings] == ["duration-mismatch"]


@pytest.mark.parametrize(
    "text",
    [
        "The glacier lost 12 cubic metres a year from May 2003 to June 2007.",
        "The panel sat on 12 days from September 4, 2008 to May 7, 2009.",
        "The island became independent in 1960. A quarter of a century later, in 1985, it had a flag.",
        "Last month the party lost the seat, which it had held for 40 years.",
        "He was mayor for 12 years in all (1980–1986 and 1992–1998).",
        "He was at sea for four of the six years (1914–1918).",
    ],
)
def test_what_is_no_length_of_a_range_is_left_alone(text: str) -> None:
    assert not checks.check(text).findings


@pytest.mark.parametrize(
    "text",
    [
        "Press release\nAugust 8, 2016\n\nToday marks the 18th anniversary of the amendment to the Act of 1973.",
        "The warrants can be used from July 15, until June 23, 1992.",
        "Police arrested Morton on May 28, 2012, following the issuance of a warrant for his arrest on May 27, 2012.",
        "Holm was reelected in 2015 by a slim margin. In 2011, when Holm was first elected mayor, she won easily.",
    ],
)
def test_what_another_year_belongs_to_is_left_alone(text: str) -> None:
    assert not checks.check(text).findings
