"""How a count announces a list in English: "there are four options:", "it comes with two extras:".

Only a count of the items' own noun does, and the noun stands at the end of what introduces them, but for words that
qualify it. Forms are rows: what leads to the count, what may stand behind its noun, and examples.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checks.regex import lazy


class Counted(NamedTuple):
    """The noun that a count counts: its last word and where that ends.

    `shell` says that it stands for whatever is listed, `kin` that it stands for relatives.
    """

    head: str
    end: int
    shell: bool
    kin: bool


class _Form(NamedTuple):
    """What leads to the count, from the beginning of the sentence on, and what may stand between its noun and the end.

    `point` says that the form announces a list also where the sentence ends with a full stop.
    """

    lead: re.Pattern[str]
    tail: re.Pattern[str]
    point: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]


_SHELL = lazy(
    r"advantages|alternatives|approaches|arguments|aspects|benefits|categories|causes|challenges|changes|"
    r"characteristics|classes|components|conditions|consequences|criteria|cases|differences|disadvantages|"
    r"drawbacks|effects|elements|examples|factors|facts|features|forms|functions|goals|groups|guideideas|"
    r"improvements|ingredients|instructions|issues|items|kinds|lessons|levels|limitations|methods|mistakes|"
    r"modes|modules|objectives|options|parts|patterns|phases|pieces|points|principles|problems|questions|"
    r"reasons|recommendations|requirements|restrictions|results|rules|scenarios|sections|sessions|signs|"
    r"solutions|sorts|stages|steps|strategies|suggestions|symptoms|takeaways|tasks|techniques|themes|things|"
    r"tips|tools|topics|trends|types|variants|varieties|versions|ways"
)
"""Nouns that stand for whatever is listed ("things", "ways"): a list behind their count is one of them."""

_KIN = lazy(
    r"sons|daughters|children|kids|brothers|sisters|siblings|boys|girls|grandchildren|grandsons|granddaughters|"
    r"nephews|nieces|cousins"
)

_UNLISTED = lazy(
    r"bits|bytes|characters|clicks|columns|copies|digits|feet|goals|inches|letters|measures|minutes|pages|"
    r"pixels|portions|rows|seats|seconds|servings|sheets|sizes|times|units|votes|weeks|words|years"
)
"""Nouns whose count is a size: nobody lists them one by one."""

_PLURAL = r"(?:[A-Za-z][\w-]*[a-z](?<!ss)(?<!us)(?<!is)s|APIs|IDs|URLs|people|men|women|children|criteria|phenomena)"
_BETWEEN = r"(?!(?:of|previous|preceding|above|following|remaining|other|last|first|next|or|and|to)\b)[A-Za-z][\w'’-]*"
_NOUN = lazy(rf"\s+(?:{_BETWEEN}\s+){{0,3}}?(?P<head>{_PLURAL})(?![\w'’-])")

_DETERMINERS = r"(?:(?:the|these|those|all|our|my|your|its|his|her|their|only|just|also|now|currently)\s+)*"
_OPENING = r"\A\W*(?:[A-Z][^,.;:()\d]{0,40},\s+)?(?:(?:and|but|so)\s+)?"
_STARTS = rf"(?i:{_DETERMINERS})\Z"
_CLAUSE = r"""(?:and|but|or|nor|if|when|where|while|because|since|although|though|whether|unless|whose|who|so|these
    |those|following|including|such|as\ follows|each|apiece|both|than)"""
# Qualifiers without a rival noun: of a plural noun at the end the list may be one.
_QUALIFIED = rf"""(?:\s+(?!{_CLAUSE}\b)[\w'’/-]+(?:\.\w+)*){{0,12}}?
    (?<!\s(?:and|for|the))(?<!\s(?:of|in|on|to|at|is|by|an|or|if))(?<!\s(?:with|that|from|like))"""

_PARTITIVE = lazy(r"\s+(?:of|from)\s+(?:the|them|us|you|these|those|which|its|his|her|our|your|their)\b")
"""Behind a noun that stands for no list, a part of another thing: "two men of the crew"."""

_NAMELY = lazy(r",?\s+(?:namely|viz\.?|i\.e\.|as\s+follows)\s*\Z")
_APIECE = lazy(r"(?i)\b(?:each|every|both|per)\b")
"""A list that is one of several, or is had by several."""

_RIVAL = lazy(rf"(?<!\bof )\b{_PLURAL}\Z")
"""A last word that may be the noun of the list: "two seats were open for these candidates:"."""

_MANNERS = lazy(r"steps|stages|phases|parts|ways|forms|flavours|flavors|modes|levels|groups|sections|counts|lines")
"""What something is done or comes in."""

FORMS = {
    # There is no other thing in such a sentence than what it presents.
    "presented": _Form(
        lazy(rf"(?i)\b(?:there|here|the\s+following|below|these|those)\s+(?:are|were|exist)\s+{_DETERMINERS}\Z"),
        lazy(rf"(?x){_QUALIFIED}"),
        True,
        ("There are {three} options", "The following are {two} examples", "Here are {five} things you need to know"),
        ("If there were {two} options and one failed, these would follow",),
    ),
    # The count opens the sentence, with the noun that the list is one of as its subject.
    "subject": _Form(
        lazy(rf"{_OPENING}{_STARTS}"),
        lazy(rf"(?x){_QUALIFIED}"),
        False,
        ("In short, the {four} sessions explained", "{Four} more devices are supported as best effort"),
        ("{Two} seats were open and we announce the results", "When {two} routes give the same URL"),
    ),
    # What has parts has all of them.
    "parts": _Form(
        lazy(rf"(?i)\b(?:has|have|had|contains?|comprises?|includes?|offers?|defines?|consists?\s+of)\s+{_DETERMINERS}\Z"),
        lazy(r""),
        True,
        ("The API has {three} modules",),
        ("If it has {three} modules that lock and",),
    ),
    # What somebody has, needs or gives is listed, if the sentence ends with it.
    "object": _Form(
        lazy(
            rf"""(?xi)\b(?!(?:about|above|across|after|all|among|an?|and|another|any|are|as|at|because|before|below|between|both|but
            |by|chapters?|choose|chose|chosen|during|each|either|every|final|first|for|from|if|in|into|is|its|last|least|like|makes?
            |most|next|no|number|of|on|or|other|over|page|parts?|past|per|pick|remaining|select|serves?|feeds?|some
            |all|also|currently|her|his|just|my|now|only|our|solve|than|that|the|their|these|those|to|under|your|until|was|were|when|where|whether|which|while|with|within|without)\b)
            [a-z][\w'’-]+\s+{_DETERMINERS}\Z"""
        ),
        lazy(rf"(?x)(?:\s+(?:of|to|for|that|which|you|we)\b{_QUALIFIED})?"),
        False,
        ("You need {four} things", "This included {three} major user-facing changes", "It names {two} causes of delay"),
        (
            "The terms are {two} words",
            "It grew with {two} tools",
            "We saw themes across our {three} sessions",
            "the default behaviour when {two} routes",
        ),
    ),
    "accompanied": _Form(
        lazy(
            rf"""(?xi)\b(?:(?:comes?|came|ships?|shipped|supplied|provided|equipped|deals?|dealt)\s+with|(?:consists?|consisted|made\s+up|composed)\s+of
            |(?:falls?|fell|divided|split|grouped|organi[sz]ed|sorted|broken\s+(?:down|up))\s+into)\s+{_DETERMINERS}\Z"""
        ),
        lazy(r"(?:\s+of\s+[a-z]+)?"),
        False,
        ("It comes with {two} extras", "The course is divided into {three} parts"),
        ("She left with {two} bags that she had packed and",),
    ),
    "manner": _Form(
        lazy(rf"(?i)\b(?:in|into|on|at)\s+{_DETERMINERS}\Z"),
        lazy(r""),
        False,
        ("This can be done in {three} ways", "He was found guilty on {nine} counts"),
        ("Type it on {two} machines",),
    ),
}  # fmt: skip


def noun(text: str, end: int) -> Counted | None:
    """The plural noun behind a count that ends at an offset; null for one whose count is a size, or for none."""
    found = _NOUN.match(text, end)
    head = found["head"].lower() if found else ""
    if found is None or _UNLISTED.fullmatch(head):
        return None
    return Counted(head, found.end(), bool(_SHELL.fullmatch(head)), bool(_KIN.fullmatch(head)))


def form(before: str, counted: Counted, behind: str) -> str | None:
    """The name of the form in which a count announces a list, or null.

    `before` is the sentence up to the count, `behind` what stands between its noun and the colon or stop.
    """
    if _APIECE.search(before):
        return None
    behind = _NAMELY.sub("", behind)
    for name, one in FORMS.items():
        if not one.lead.search(before) or not one.tail.fullmatch(behind):
            continue
        if name == "manner" and not _MANNERS.fullmatch(counted.head):
            continue
        if counted.shell or not (_RIVAL.search(behind) or _PARTITIVE.match(behind)):
            return name
    return None


def points(name: str) -> bool:
    """Whether a form announces a list also in a sentence that ends with a full stop."""
    return FORMS[name].point
