"""Dates at the ends of the calendar and numbers of every script: no linker or extractor counts beyond what there is."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date

import pytest

import checks
from checks.document import Document

ENDS = (date(1, 1, 1), date(1, 1, 5), date(9999, 12, 28), date(9999, 12, 31))
TEXTS = (
    "The park opened yesterday, March 9, 2016. It closes tomorrow, January 1.",
    "It opens today, Monday, December 31, 9999, and opened on Tuesday, January 1, 1.",
    "He said last Monday (12/31/99) that it will open next Monday (0001-01-01).",
    "It was built two years from now. The fair is in 100 years, and 99999999 centuries later.",
    "LONDON, Dec 31 (Reuters) — It begins yesterday, 12/31/9999.",
    "They meet from December 30 to January 2. He was born on January 1, 0001, and is 9999 years old.",
    "12 years ago, in 1, it was founded; the 9000th anniversary of the 9999 fire is in 20000.",
    "The meeting is scheduled for December 31, 9999. It was held on January 1, 0001.",
    "It lasted 10 months, from March 9999 to January 9999, the winter of 9999, Easter 9999, the weekend after next.",
    "Troops captured Palmyra on December 31, 9999. Ten years later rebels captured Palmyra.",
)


@pytest.mark.parametrize("published", ENDS)
def test_no_day_beyond_the_calendar_stops_a_run(published: date) -> None:
    documents = [Document(str(number), text, None, published, "option") for number, text in enumerate(TEXTS)]
    assert checks.check(documents).summary.documents == len(TEXTS)
    assert checks.extract(documents).documents.height == len(TEXTS)


def test_what_is_told_at_the_ends_is_judged() -> None:
    text = Document("-", "It closes today, December 30.", None, date(9999, 12, 31), "option")
    (finding,) = checks.check(text).findings
    assert finding.rule == "relative-day-mismatch"


def test_every_number_sign_is_read_or_left_alone() -> None:
    signs = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)).startswith("N")]
    text = " ".join(f"About {one} of them, 2{one} km." for one in signs)
    document = Document("-", text)
    facts = checks.extract(document)
    for start, end, printed in facts.mentions[["start", "end", "text"]].rows():
        assert text[start:end] == printed


@pytest.mark.parametrize(("sign", "value"), [("⅒", 0.1), ("↉", 0.0), ("⅑", 1 / 9), ("½", 0.5)])
def test_vulgar_fractions_are_what_they_show(sign: str, value: float) -> None:
    quantities = checks.extract(f"About {sign} of the voters, 2{sign} km.").quantities
    assert quantities["value"].to_list() == pytest.approx([value, 2 + value])
