"""Attribution: who is said to have said a sentence's figures ("officials said", "according to the ministry").

Only the head of the reporting phrase is kept, so that two phrases for one source may differ and two sources with one
head may not. A pronoun names nobody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from checks.extract.quantity.counted_noun import plural
from checks.extract.quantity.number import number_words
from checks.lexicon.word import either, words
from checks.pattern import Pattern, compile
from checks.regex import lazy

_REACH = 64
_WORD = rb"[A-Za-z\xc3-\xdf](?:[A-Za-z.'-]|[\xc3-\xdf][\x80-\xbf])*"
_PLAIN = lazy(_WORD)
_BETWEEN = frozenset((b"has", b"have", b"had", b"also", b"later", b"earlier"))
_FIRST = lazy(rb" (?:(?:the|a|an|one|its|their|his|her) )?(" + _WORD + rb"(?: " + _WORD + rb"){0,3})")


class Attribution(NamedTuple):
    """A reporting phrase and the head of its subject, at a byte offset."""

    at: int
    source: str


@cache
def _scanner() -> Pattern:
    return compile(rb"\b(?:[Aa]ccording to|" + either("reporting") + rb")\b")


def sources(
    data: bytes, sentences: Sequence[int], numbers: Iterable[int], positions: Iterable[int]
) -> list[str | None]:
    """For each byte position, ascending, in the sentence of that number, the source; None if nobody is named.

    Of several sources in one sentence it is the last before the position, else the first behind it. `sentences` are the
    byte offsets at which sentences begin, ascending.
    """
    reports = _reports(data, sentences, list(dict.fromkeys(numbers)))
    return [
        _nearest(reports[number], position) if number in reports else None
        for number, position in zip(numbers, positions, strict=True)
    ]


def _nearest(reports: list[Attribution], position: int) -> str:
    return reports[max(0, bisect_left(reports, (position,)) - 1)].source


def _reports(data: bytes, sentences: Sequence[int], wanted: list[int]) -> dict[int, list[Attribution]]:
    """The reports of the wanted sentences, by the number of the sentence."""
    found: dict[int, list[Attribution]] = {}
    for number, start, end in _phrases(data, sentences, wanted):
        if data.endswith(b" to", start, end):
            head = _behind(data, end)
        else:
            head = _before(data, sentences[number], start) or _behind(data, end)
        if head is not None:
            found.setdefault(number, []).append(Attribution(start, head))
    return found


def _phrases(data: bytes, sentences: Sequence[int], wanted: list[int]) -> Iterator[tuple[int, int, int]]:
    """The reporting phrases of the wanted sentences: the number of the sentence, where it starts and ends.

    Most sentences have no figure. Only those wanted are scanned, one a line: no phrase crosses a line.
    """
    edges = [*sentences, len(data)]
    lines = [data[edges[number] : edges[number + 1]] for number in wanted]
    begins = [at + line for line, at in enumerate(accumulate(map(len, lines), initial=0))]
    for match in _scanner().finditer(b"\n".join(lines)):
        start, end = match.span()
        line = bisect_right(begins, start) - 1
        number = wanted[line]
        shift = sentences[number] - begins[line]
        yield number, start + shift, end + shift


def _before(data: bytes, begin: int, start: int) -> str | None:
    """The head of the subject before the verb: "the health ministry said", "Smith has also said"."""
    phrase = data[max(begin, start - _REACH) : start].split(b" ")[:-1]
    while phrase and (phrase[-1] in _BETWEEN or phrase[-1].endswith(b"ly")):
        phrase.pop()
    if not phrase or _PLAIN.fullmatch(phrase[-1]) is None:
        return None
    first = len(phrase) - 1
    while first and len(phrase) - first < 3 and phrase[first - 1][:1].isalpha() and phrase[first - 1][-1:].isalpha():
        first -= 1
    return _head(phrase[first:])


def _behind(data: bytes, end: int) -> str | None:
    """The head of what follows: "according to the ministry", "said police"."""
    match = _FIRST.match(data[end : end + _REACH])
    if match is None:
        return None
    phrase: list[bytes] = []
    for word in match[1].split(b" "):
        low = word.lower()
        if low in words("stop") or low in words("verb") or low in words("middle") or low in words("reporting"):
            break
        phrase.append(word)
        if word[-1:] == b"." and len(word) > 3:
            break
    return _head(phrase)


def _head(phrase: list[bytes]) -> str | None:
    """The last word: a common noun in the singular, a name as it is written. A pronoun, verb or adverb is none."""
    if not phrase:
        return None
    last = phrase[-1].strip(b".'")
    last += b"." if b"." in last else b""
    low = last.lower()
    if low in words("unnamed") or low in words("stop") or low in words("verb") or low in number_words():
        return None
    if not last[:1].isalpha() or low.endswith((b"ly", b"ed")):
        return None
    common = last.islower() or (len(phrase) == 1 and plural(low) is not None and not last.isupper())
    return ((plural(low) or low) if common else last).decode("utf-8", "replace")
