"""Every rule proves its own examples through the whole pipeline, run alone."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO, TextIOWrapper

import pytest

import checks
from checks.command.suppression import suppress
from checks.document import Document
from checks.read import from_sources, from_text
from checks.read.paths import Source
from checks.rule import Rule, rules, selected

NAMES = {"all", *(name for one in rules() for name in (one.name, one.family))}
_BRACED = re.compile(r"\{([^{}]*)\}")


def _unbraced(example: str) -> tuple[str, set[tuple[int, int]]]:
    """The example without its braces, and the spans they marked."""
    spans, pieces, at, length = set(), [], 0, 0
    for mark in _BRACED.finditer(example):
        pieces += [example[at : mark.start()], mark[1]]
        length += mark.start() - at
        spans.add((length, length + len(mark[1])))
        length += len(mark[1])
        at = mark.end()
    return "".join([*pieces, example[at:]]), spans


def _kind(example: str) -> str:
    """Examples with a Markdown list or front matter are read as Markdown, so that they are such."""
    return "markdown" if "\n- " in example or example.startswith(("---", "+++")) else "text"


def _document(example: str) -> Document:
    return from_text(example, kind=_kind(example))


def _given(example: str) -> Document:
    """The document of an example on standard input, for what a reader tells of bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", TextIOWrapper(BytesIO(example.encode())))
        ((document,),) = from_sources([Source("-", _kind(example), None)])
    return document


Spans = list[set[tuple[int, int]]]


@cache
def _found(rule: Rule) -> dict[str, Spans]:
    """What the rule blames in each of its examples, which are judged by it alone and as one batch."""
    texts = sorted({*rule.good, *(_unbraced(example)[0] for example in (*rule.bad, *rule.known))})
    document = _document if rule.frames else _given
    documents = [replace(document(text), name=str(at)) for at, text in enumerate(texts)]
    report = checks.check(documents, select=[rule.name] if rule.frames else ())
    report, _ = suppress(report, documents, selected([rule.name] if rule.frames else ()), NAMES)
    blamed: dict[str, Spans] = {text: [] for text in texts}
    for found in report.findings:
        if found.rule == rule.name:
            text = texts[int(found.document)]
            blamed[text].append(
                {
                    (_offset(text, span.line, span.column), _offset(text, span.end_line, span.end_column))
                    for span in found.spans
                }
            )
    return blamed


def _blamed(rule: Rule, example: str) -> Spans:
    return _found(rule)[example]


def _offset(text: str, line: int, column: int) -> int:
    """Where a 1-based line and column stand in the example as written, its markup included."""
    return sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1


def _cases(kind: str) -> list[object]:
    return [
        pytest.param(one, text, id=f"{one.name}-{n}") for one in rules() for n, text in enumerate(getattr(one, kind))
    ]


@pytest.mark.parametrize(("rule", "example"), _cases("bad"))
def test_bad_example_blames_the_marked_spans(rule: Rule, example: str) -> None:
    text, spans = _unbraced(example)
    shown = [{text[s:e] for s, e in blamed} for blamed in _blamed(rule, text)]
    assert shown == [{text[s:e] for s, e in spans}]


@pytest.mark.parametrize(("rule", "example"), _cases("good"))
def test_good_example_is_silent(rule: Rule, example: str) -> None:
    assert _blamed(rule, example) == []


@pytest.mark.parametrize(("rule", "example"), _cases("known"))
def test_known_false_alarm_still_stands(rule: Rule, example: str) -> None:
    assert _blamed(rule, _unbraced(example)[0]), "this one is right now: move it to good"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_is_documented(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    for part in ("Why:", "Tolerance:", "Silent when:", "Source:"):
        assert part in rule.documentation


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_the_first_line_of_a_rule_is_a_whole_sentence(rule: Rule) -> None:
    first, blank, *_ = rule.documentation.splitlines()
    assert (first, blank) == (rule.summary, "")
    assert rule.summary[0].isupper()
    assert rule.summary.endswith(".")
