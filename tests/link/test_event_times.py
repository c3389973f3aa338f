"""Reports retold: statements about one affair that cannot hold together, and their consistent twins."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

import checks
from checks.document import Document
from checks.finding import Finding
from checks.link.affair.side import same, side

DATA = Path(__file__).parents[1] / "data"
CHRONOLOGIES = tomllib.loads((DATA / "chronologies.toml").read_text("utf-8"))
REPORTS = CHRONOLOGIES["report"]
SAYINGS = tomllib.loads((DATA / "affair_sentences.toml").read_text("utf-8"))
TWO = ("conflict", "consistent")
TELLERS = ("regained", "held", "referred")


def _findings(texts: Iterable[str], published: date | None = None) -> list[list[Finding]]:
    """The findings of each text, judged as one batch."""
    documents = [
        Document(str(number), text, published=published, published_from=published and "option")
        for number, text in enumerate(texts)
    ]
    report = checks.check(documents, select=["event-times-conflict"])
    return [[one for one in report.findings if one.document == document.name] for document in documents]


@cache
def _reported(published: date | None) -> dict[str, list[Finding]]:
    """The findings of the reports of a day and of their twins, by their texts."""
    texts = [str(one[kind]) for one in REPORTS if one.get("published") == published for kind in TWO]
    return dict(zip(texts, _findings(texts, published), strict=True))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["name"])
def test_a_report_that_contradicts_itself_has_one_finding(report: dict[str, str | date | list[str]]) -> None:
    published = report.get("published")
    assert published is None or isinstance(published, date)
    (found,) = _reported(published)[str(report["conflict"])]
    assert found.severity.name == "warning"
    spans = [span.text for span in found.spans]
    assert set(report.get("blamed", ())) <= {
        phrase for span in spans for phrase in report.get("blamed", ()) if phrase in span
    }
    assert found.explanation


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["name"])
def test_its_consistent_twin_has_none(report: dict[str, str | date | list[str]]) -> None:
    published = report.get("published")
    assert published is None or isinstance(published, date)
    assert _reported(published)[str(report["consistent"])] == []


@pytest.mark.parametrize("published", [None, date(2019, 2, 2)])
def test_a_history_of_several_events_of_one_kind_has_none(published: date | None) -> None:
    histories = CHRONOLOGIES["histories"]
    loud = [text for text, found in zip(histories, _findings(histories, published), strict=True) if found]
    assert loud == []


@pytest.mark.parametrize("published", [None, date(2016, 12, 11), date(2020, 7, 1)])
def test_every_way_to_say_it_is_understood(published: date | None) -> None:
    base = {name: SAYINGS[name][0] for name in ("news", *TELLERS)}
    texts = [" ".join({**base, name: saying}.values()) for name in SAYINGS for saying in SAYINGS[name]]
    silent = [text for text, found in zip(texts, _findings(texts, published), strict=True) if not found]
    assert silent == []


SIDES = {
    "a nation and its soldiers": ("Ukraine", "Ukrainian troops", True),
    "an irregular name of a people": ("the Netherlands", "Dutch troops", True),
    "a people by itself": ("the Kurds", "Kurdish forces", True),
    "two nations": ("Argentine troops", "British troops", False),
    "one of two": ("Afghan and British soldiers", "British soldiers", True),
    "a group and an army": ("the Rapid Support Forces", "the Sudanese army", False),
    "fighters of a group": ("Islamic State fighters", "Iraqi troops", False),
    "fighters of a nation without a state": ("Tigrayan forces", "federal troops", False),
    "an army of its own": ("the Kosovo Liberation Army", "Serbian troops", False),
    "its fighters": ("fighters of the Hill Liberation Army", "the Hill Liberation Army", True),
    "an army of a state": ("the Nigerian Army", "government troops", True),
    "soldiers of a president": ("Charles Taylor's soldiers", "Taylor's soldiers", True),
    "a nation's crowd": ("Kyrgyz protesters", "the protesters", True),
    "crowds of two nations": ("French protesters", "British protesters", False),
    "an article in a name": ("al-Qaida", "Al-Qaida", True),
    "those who are helped": ("U.S.-backed fighters", "fighters", True),
    "a militia that is loyal": ("pro-government militias", "government troops", True),
    "a guard": ("National Guard units", "separatist gunmen", False),
    "forces that may be anybody's": ("forces", "Iraqi troops", None),
}


@pytest.mark.parametrize(("one", "other", "expected"), SIDES.values(), ids=SIDES.keys())
def test_sides(one: str, other: str, expected: bool | None) -> None:
    text = f"{one}. {other}."
    assert same(side(one, text), side(other, text)) is expected
    assert same(side(other, text), side(one, text)) is expected


LOYAL = {
    "to a president": ("Forces loyal to President Kiir fled. The rebels held on.", "Forces", "rebels", False),
    "to a government": ("Militias loyal to the government fled. The army held on.", "Militias", "the army", True),
    "to a capital": ("Fighters loyal to Damascus fled. The army held on.", "Fighters", "the army", True),
    "to another": ("Fighters loyal to Riek Machar fled. The army held on.", "Fighters", "the army", False),
    "to a president who fell": ("Fighters loyal to ousted president Saleh fled.", "Fighters", "the army", False),
    "also of others": ("Fighters loyal to Damascus fled. Fighters came back.", "Fighters", "the army", None),
}


@pytest.mark.parametrize(("text", "one", "other", "expected"), LOYAL.values(), ids=LOYAL.keys())
def test_sides_by_whom_they_are_loyal_to(text: str, one: str, other: str, expected: bool | None) -> None:
    assert same(side(one, text), side(other, text)) is expected


def test_a_nation_has_one_row() -> None:
    rows = files("checks.lexicon").joinpath("nations.csv").read_text("utf-8").splitlines()[1:]
    words = [word for row in rows for part in row.split(",")[:2] for word in part.split("|")]
    assert len(words) == len(set(words))
    assert all(word[0].isupper() for word in words)


def _stories(count: int) -> list[dict[str, str]]:
    """Choices of one saying for each statement, in random order, the news before all."""
    chance = random.Random(8)
    stories = []
    for _ in range(count):
        chosen = {name: chance.choice(SAYINGS[name]) for name in chance.sample(TELLERS, len(TELLERS))}
        stories.append({"news": SAYINGS["news"][0], **chosen})
    return stories


def _told(stories: list[dict[str, str]]) -> list[str]:
    return [" ".join(story.values()) for story in stories]


def test_any_choice_in_any_order_contradicts_itself() -> None:
    texts = _told(_stories(200))
    silent = [text for text, found in zip(texts, _findings(texts), strict=True) if not found]
    assert len(silent) <= 2, silent


TWINS = {
    "it was this year": ("referred", (("last year", "this year"), ("Last year's", "This year's"))),
    "they held it for two months": ("held", (("10 months", "two months"), ("ten months", "two months"))),
    "they had it two years ago": ("held", (("last year", "two years ago"), ("Last year", "Two years ago"))),
    "it was another town": ("referred", (("Karsk", "Belmar"), ("the town", "Belmar"), ("The town", "Belmar"))),
}


@pytest.mark.parametrize(("teller", "changes"), TWINS.values(), ids=TWINS.keys())
def test_a_change_that_reconciles_the_story_silences_it(teller: str, changes: tuple[tuple[str, str], ...]) -> None:
    stories = _stories(100)
    for story in stories:
        for old, new in changes:
            story[teller] = story[teller].replace(old, new)
    texts = _told(stories)
    loud = [text for text, found in zip(texts, _findings(texts), strict=True) if found]
    assert loud == []


@pytest.mark.parametrize("teller", TELLERS)
def test_without_one_of_its_statements_a_story_is_consistent(teller: str) -> None:
    """The contradiction needs all three: each is part of the smallest conflict under one reading of the month."""
    stories = [{name: said for name, said in story.items() if name != teller} for story in _stories(60)]
    texts = _told(stories)
    loud = [text for text, found in zip(texts, _findings(texts), strict=True) if found]
    assert loud == []


def test_the_explanation_goes_through_both_readings_of_the_month() -> None:
    text = " ".join(SAYINGS[name][0] for name in ("news", *TELLERS))
    ((found,),) = _findings([text])
    assert "April of this year" in found.explanation
    assert "April of last year" in found.explanation
    assert {"the rebels seized the town", "ten months"} <= {span.text.lower() for span in found.spans}


def test_a_month_still_to_come_is_that_of_last_year() -> None:
    text = " ".join(SAYINGS[name][0] for name in ("news", *TELLERS))
    ((found,),) = _findings([text], date(2016, 2, 10))
    assert "still to come" in found.explanation


def test_a_batch_gives_what_single_documents_give() -> None:
    """Stories of every kind; each has as many statements as a contradiction needs."""
    texts = [str(report[kind]) for report in REPORTS for kind in TWO if "published" not in report][::5]
    alone = [found for text in texts for found in _findings([text])]
    assert sum(map(len, alone)) > 5
    assert [[one.spans for one in found] for found in _findings(texts)] == [
        [one.spans for one in found] for found in alone
    ]
