"""Words of the lexicon in any order, with odd figures between them: no text stops a run, and spans are true."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import PUBLISHED, WORD, said

import checks
from checks.document import Document
from checks.extract.extractors import facts
from checks.judge import judge
from checks.link import needs
from checks.rule import selected

pytestmark = pytest.mark.slow


FRAMES = [name for one in selected() for name in one.frames]


@settings(deadline=None, max_examples=25)
@given(st.lists(said(WORD, 14), min_size=10, max_size=60), PUBLISHED)
def test_no_words_of_the_lexicon_stop_a_run(texts: list[str], published: date | None) -> None:
    documents = [Document(str(number), text, published=published) for number, text in enumerate(texts)]
    report = judge(facts(documents, needs(FRAMES)), documents, selected())
    for finding in report.findings:
        text = texts[int(finding.document)]
        assert all(text[span.start : span.end] == span.text for span in finding.spans)
    assert checks.check(documents[0]).summary.documents == 1
