"""Placeholders that were left in a text: "TK", "[citation needed]", "Lorem ipsum"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import ahocorasick_rs
import polars as pl

from checks.extract.batch import Batch
from checks.pattern import lazy, phrase

_TRIGGERS = (
    b"TK",
    b"[",
    b"{{",
    b"XX",
    b"TODO",
    b"FIXME",
    b"Lorem ipsum",
    b"language model",
    b"the internet",
    b"the web",
    b"FIRSTNAME",
    b" of my last ",
    b"nowledge cut",
    b"LASTNAME",
    b"xx ",
    b"X.X",
    b"TBD",
    b"TBC",
    b"YYYY",
    b"this request",
    b"that request",
    b"! Here",
)
"""What every placeholder holds: the pattern is tried only around these."""

_REACH = 80

_BRACKETED = phrase(
    rb"""
    # [insert figure]; "[name]" in small letters is a name taken out of a quotation, "[link]" what is left of a web page
    \[\ ?(?:citation\ needed|clarification\ needed|who\?|when\?|TK|TBC|TBD|XX+
           |(?:[Ii]nsert|INSERT|[Aa]dd(?!(?:\ [A-Z][a-z]+)+\])|ADD)\b(?!\ (?:your|my|his|her|their)\b)[^\]\n]{0,60}
           |(?:[Cc]heck(?!(?:\ [A-Z][a-z]+)+\])|CHECK|[Tt]odo|TODO)\b[^\]\n]{0,60}      # not the button [Check In]
           |(?:[Bb]y\ |[Aa]ccording\ to\ )?[Ww]hom\?|[Ww]ho\ says\?
           |(?:year|date|age|spelling|title|source|number)\ ?\?\??
           |(?:verification|page\ number)s?\ needed|dubious
           |N(?:AME|ame)|D(?:ATE|ate)|F(?:IGURE|igure)|N(?:UMBER|umber)|C(?:ITY|ity)|C(?:OMPANY|ompany)
           |(?:Your|YOUR)\ [^\]\n]{0,40})\ ?\](?!\()               # "[check this](a page.md)" was to be a link
    """,
    re.X,
    yes=("[citation needed]", "[insert figure]", "according to whom [whom?]"),
    no=("[he]", "[check this](a.md)", "[Check In]"),
)
_PLACEHOLDER = phrase(
    rb"""
    \bTK(?:TK)+\b                                                        # TKTK
    | (?:(?<=,\ )|(?<=[(\[$]))TK(?=[,)\].;])                               # , TK, (TK) [TK]: "to come"
    | \[[A-Za-z][A-Za-z\ ]{0,30}\ TK\]                                      # [location TK]
    | (?<=[$\xa3\xac\xa5])TK(?:bn|mn?|tn|k)?(?![\w&'/-])                    # $TK, \xe2\x82\xacTKbn
    | \b(?:about|around|at|by|for|from|in|is|nearly|of|over|than|to|was|were|with)\ (?P<late>TK)(?![\w&'/-]|\ [A-Z])
    | \bTK(?=\ (?:percent|per\ cent|million|billion|people|years|km|miles)\b)
    | \bLorem\ ipsum\b
    | \b(?:TODO|FIXME)\b(?=[:(]|\ (?:percent|per\ cent|million|billion|people|years|km|miles)\b)  # TODO: ask the mayor
    | \bFIRST(?:\ |_)?NAME(?:\ LAST(?:\ |_)?NAME)?\b|\bLAST(?:\ |_)?NAME\b
    | (?<![\w.,-])(?:XX?X?(?:,XXX)+|XX+\.XX?|X\.XX?|XX+|xx+)
        (?=%|\ (?:percent|per\ cent|million|billion|people|years|days|km|miles|metres|euros|dollars)\b)     # XX percent
    | (?<=[$\xa3\xac\xa5])(?:XX?X?(?:,XXX)+|XX+\.XX?|X\.XX?|XX+)(?:bn|mn?|tn|k)?(?![\w-])                 # $XX.X
    | <(?:[A-Z]{2,}\ ){0,4}(?:TB[CD]|TK)>                                    # <RELEASE DATE TBD>
    | \b(?:(?:dat|nam|pric|titl|figur|venu)e|number|amount|total|sum|cost)s?\ (?P<open>TB[CD])(?=,\ [a-z]|\)|\.\ [A-Z])
    | \b(?:about|around|by|from|nearly|over|than|until|worth|cost|costs)\ (?P<unset>TB[CD])(?=[,.;)]|\ [a-z])
    | \bTB[CD](?=\ (?:percent|per\ cent|million|billion|people|years|days|km|miles|euros|dollars)\b)
    | (?m:^(?:\#{1,6}\ +)?\[?v?\d+(?:\.\d+)+\]?\ *(?:[-(,|]|\xe2\x80[\x93\x94])\ *
        (?P<day>YYYY-MM-DD|DD-MM-YYYY|DD/MM/YYYY|MM/DD/YYYY|Month\ DD,\ YYYY)\)?[ \t\r]*$)
    | \b[Aa]s\ an\ (?:AI|artificial\ intelligence)\ (?:language\ )?model\b
    | \b[Aa]s\ of\ my\ last\ (?:knowledge\ )?(?:update|cut-?off|training)\b|\bmy\ knowledge\ cut-?off\b
    | \bI(?:'m|\xe2\x80\x99m|\ am)\ sorry,\ but\ I\ (?:cannot|can't|can\xe2\x80\x99t)\ (?:fulfil+|assist\ with|complete)
        \ th(?:is|at)\ request\b
    | \b(?:Certainly|Sure|Of\ course)!\ Here(?:'s|\xe2\x80\x99s|\ is)\ (?:the|an?|your)\ (?:[a-z]+\ ){0,2}
        (?:article|text|version|summary|draft|story|press\ release)\b
    | \b(?:I|we)\ (?:cannot|can't|can\xe2\x80\x99t)\ (?:browse|access)\ the\ (?:internet|web)\b
    | \{\{\ ?[a-z_][\w\ ]{0,40}\}\}                                         # an unfilled template: {{ name }}
    """,
    re.X,
    yes=("rose TK percent", "TKTK", "XX percent", "$XX.X", "costs (TK)"),
    no=("size XX", "TK Maxx", "AXX percent"),
)

_SAMPLE = b"Lorem ipsum"


_NEAR = 160
"""Characters on either side of a mark in which the words that speak of it stand."""
_NOWHERE = lazy(r"(?!)")


class _Doubt(NamedTuple):
    """Why what looks left over may be meant: what is doubted, the words in its paragraph that tell so (NUL stands for
    the mark itself), and words that do anywhere in the text.
    """

    left: re.Pattern[str]
    near: re.Pattern[str]
    anywhere: re.Pattern[str]
    yes: str
    no: str


_DOUBTS = {
    "label": _Doubt(
        phrase(r"\[", yes=("[insert",), no=("insert",)),
        phrase(
            r"(?i)(?:\b(?:click|press|select|choose|tap|hit|push)\b[^.\n]{0,48}|:::\s?\w+|[\w)\]])\0"
            r"|\0 (?:button|tab|menu|link)\b",
            yes=("click on \x00", "\x00 button"),
            no=("the mayor, \x00, came",),
        ),
        _NOWHERE,
        "Click on [Insert image] to go on.",
        "The mayor, [insert name], was there.",
    ),
    "form": _Doubt(
        phrase(
            r"(?i)\[\s?(?:your|name|date|number|figure|city|company|insert|add)\b",
            yes=("[Your Name]", "[insert"),
            no=("[sic]",),
        ),
        phrase(
            r"(?i)\b(?:subject(?: line)?:|(?:templates?|sample|example|e\.g\.|such as|for instance|replac\w+"
            r"|fill(?:ed)?\s(?:in|out)|formats?|scripts?|cop(?:y|ied)|paste|enter|typ(?:e|ing)|wording|placeholders?|fields?|greeting)\b)",
            yes=("Subject: \x00", "fill in \x00", "a template"),
            no=("the mayor, \x00, came",),
        ),
        _NOWHERE,
        "Use the subject line: Logo Contest - [Your Name]",
        "The mayor, [Your Name], opened the bridge.",
    ),
    "markup": _Doubt(
        phrase(r"\{\{", yes=("{{ name }}",), no=("{name}",)),
        phrase(
            r"(?i)[<>=\"'/]\0|\0[<>\"'/]|\b(?:templates?|variables?|markup|placeholders?|syntax|render\w*|brac(?:es|kets)|expressions?"
            r"|interpolat\w+|shortcodes?|snippets?|code)\b",
            yes=("<b>\x00</b>", "the variable \x00"),
            no=("Dear \x00, thanks",),
        ),
        phrase(r"\{%|\{\{\s?[<%#/]|\{\{[^}\n]{0,60}[.|(\[]", yes=("{% if a %}", "{{ user.name }}"), no=("{{ name }}",)),
        "The badge shows <h3>{{ username }}</h3>.",
        "Dear {{ first_name }}, thank you.",
    ),
    "assistant": _Doubt(
        phrase(
            r"(?i)\A(?:as an|as of|my know|i(?:['’]m| am| can)|we can|certainly|sure|of course)\b",
            yes=("As an AI language model", "Sure"),
            no=("The model",),
        ),
        phrase(
            r"(?i)\b(?:reply|replied|answers?|answered|said|says|wrote|responds?|responded):?\s[\"“‘']?\0",
            yes=("It replied: \x00",),
            no=("The mayor came. \x00",),
        ),
        phrase(
            r"(?i)\b(?:chat-?\s?gpt|gpt-?\s?\d|chat-?bots?|openai|anthropic|gemini|llama|copilot|bard|prompts?|llms?"
            r"|transcripts?|language models)\b",
            yes=("they asked ChatGPT", "a language model, of language models"),
            no=("they asked the mayor",),
        ),
        "Model: GPT-4. As an AI language model, I can answer.",
        "As an AI language model, I have no figures.",
    ),
    "language": _Doubt(
        phrase(r"TB[CD]\Z", yes=("TBD",), no=("TBD and",)),
        phrase(
            r"(?i)\b(?:is|are|was|were|be|remains?|still|status|marked|as)\s\0|[\"“'‘]\0",
            yes=("marked as \x00", "“\x00"),
            no=("the release, date \x00",),
        ),
        _NOWHERE,
        "The date is marked as TBD in the plan.",
        "The release, date TBD, adds folders.",
    ),
}
"""What is meant though it looks left over, by the words around it, in which NUL stands for the mark itself."""


@cache
def _triggers() -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(_TRIGGERS)


def placeholders(batch: Batch) -> pl.DataFrame:
    """The frame of `checks.facts.Placeholders` without `mention`."""
    found = list(_spans(batch.data))
    frame = batch.mentions([start for start, _ in found], [end for _, end in found])
    told_of = cache(lambda number, field: told_anywhere(batch.documents[number].content(field)))
    kept = [not _is_meant(row, batch, told_of) for row in frame.to_dicts()]
    return frame if all(kept) else frame.filter(pl.Series(kept, dtype=pl.Boolean))


def _is_meant(row: dict[str, Any], batch: Batch, told_of: Callable[[int, str], frozenset[str]]) -> bool:
    """Whether what looks left over is shown or spoken of on purpose."""
    text = batch.documents[row["document"]].content(row["field"])
    doubts = doubted(text, row["start"], row["end"], told_of(row["document"], row["field"]))
    return bool(doubts) or _is_sample(row, batch)


def told_anywhere(text: str) -> frozenset[str]:
    """The doubts of which some words of a text tell, wherever they stand."""
    return frozenset(name for name, doubt in _DOUBTS.items() if doubt.anywhere.search(text))


def doubted(text: str, start: int, end: int, anywhere: frozenset[str]) -> list[str]:
    """The doubts that the words around a mark, or anywhere in its text, tell."""
    around = f"{text[max(0, start - _NEAR) : start]}\0{text[end : end + _NEAR]}"
    near = _in_paragraph(around, min(start, _NEAR))
    return [
        name
        for name, doubt in _DOUBTS.items()
        if doubt.left.search(text[start:end]) and (name in anywhere or doubt.near.search(near))
    ]


def _in_paragraph(around: str, mark: int) -> str:
    """What stands in the paragraph of a mark at an offset."""
    begin, end = around.rfind("\n\n", 0, mark), around.find("\n\n", mark)
    return around[max(0, begin) : end if end >= 0 else len(around)]


def _is_sample(row: dict[str, Any], batch: Batch) -> bool:
    """Whether filler text shows a reader how a page looks whose source stands beside it as code."""
    document, words = batch.documents[row["document"]], row["text"]
    return words.encode() == _SAMPLE and any(words in document.text[start:end] for start, end in document.masked)


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """The byte spans of placeholders, ascending; of two that overlap the first, which holds the other."""
    reach = 0
    for start, end in sorted(_tried(data), key=lambda span: (span[0], -span[1])):
        if start >= reach:
            yield start, end
            reach = end


def _tried(data: bytes) -> Iterator[tuple[int, int]]:
    around: list[tuple[int, int]] = []
    for word, start, end in _triggers().find_matches_as_indexes(data):
        if _TRIGGERS[word] == b"[":  # most triggers
            bracketed = _BRACKETED.match(data, start)
            if bracketed is not None:
                yield bracketed.span()
        elif around and start - _REACH <= around[-1][1]:
            around[-1] = (around[-1][0], end + _REACH)
        else:
            around.append((max(0, start - _REACH), end + _REACH))
    for low, high in around:
        for found in _PLACEHOLDER.finditer(data, low, high):
            yield found.span(found.lastgroup or 0)
