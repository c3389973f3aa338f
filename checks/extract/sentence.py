"""Where sentences, paragraphs and quotations begin and end, in bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from checks.lexicon.entries import AbbreviationRow, rows
from checks.pattern import phrase

_OPENING = rb"(?:[\"'(\[$]|\xe2\x80[\x9c\x98]|\xc2[\xa3\xa1\xbf]|\xe2\x82\xac)*(?:[A-Z0-9]|[\xc3-\xf4])"
"""What may begin a sentence: quotes, brackets, signs of money, then a capital, a digit or a letter beyond ASCII."""
_FOLLOWED = (
    rb"""(?:["')\]]|\xe2\x80\x9d|\xe2\x80\x99)*  # the quotes and brackets that close with the sentence,
         [ \t\r\xa0]++(?="""
    + _OPENING.replace(b" ", b"\\ ")
    + rb")  # and space before what may begin a sentence"
)
_FULL_STOP = phrase(rb"\." + _FOLLOWED, re.X, yes=("It ended. The", "ended.” A"), no=("e.g. the", "ended.The"))
"""Begins with a literal: the search is several times as fast as that for one of several marks."""
_OTHER_STOP = phrase(rb"(?:[!?]|\xe2\x80\xa6)" + _FOLLOWED, re.X, yes=("Why? He", "No! 5"), no=("Yahoo! said",))
_OTHER_STOPS = (b"!", b"?", b"\xe2\x80\xa6")
_LINE = phrase(rb"\n[\s\x00]*", yes=("one\n\n two",), no=("one two",))
_LAST_WORD = phrase(rb"([A-Za-z][A-Za-z.\xc2-\xf4\x80-\xbf-]*)\.[^.]*\Z", yes=("Sen.", "the U.S."), no=("in 5.",))
_QUOTES = (
    phrase(rb'"', yes=('He said "no"',), no=("He said no",)),
    phrase(rb"\xe2\x80[\x9c\x9d\x9e]", yes=("“no”",), no=("'no'",)),
    phrase(rb"\xc2[\xab\xbb]", yes=("«no»",), no=("<no>",)),
)
_OPENS = frozenset((b"\xe2\x80\x9c", b"\xe2\x80\x9e", b"\xc2\xab"))
_CLOSES = frozenset((b"\xe2\x80\x9d", b"\xc2\xbb"))


class SentenceText:
    """The text of one sentence of a batch; takes byte offsets of the batch to characters of the text, and back."""

    def __init__(self, number: int, data: bytes, start: int, end: int) -> None:
        self.number, self._start, self._data = number, start, data
        self.text = data[start:end].decode()
        self._plain = len(self.text) == end - start

    def character(self, byte: int) -> int:
        """The offset in the text of a byte of the batch."""
        return byte - self._start if self._plain else len(self._data[self._start : byte].decode())

    def byte(self, offset: int) -> int:
        """The byte in the batch of an offset in the text."""
        return self._start + (offset if self._plain else len(self.text[:offset].encode()))


@cache
def abbreviations() -> frozenset[bytes]:
    """The abbreviations whose full stop ends no sentence, as written without it."""
    return frozenset(row.word.encode() for row in rows(AbbreviationRow))


def sentence_spans(data: bytes, paragraphs: Sequence[int]) -> list[int]:
    """Byte offsets at which sentences begin, ascending from 0; `paragraphs` are those at which paragraphs begin.

    A sentence ends at a line break, and at a full stop, question or exclamation mark before a capital or digit,
    unless the stop belongs to an abbreviation ("Sen. Smith", "U.S. Army", "No. 5", "J. Smith").
    """
    starts = [*paragraphs]
    for found in _FULL_STOP.finditer(data):
        stop, after = found.span()
        if not _abbreviated(data, stop, after):
            starts.append(after)
    for mark in _OTHER_STOPS:
        starts += _after(data, mark)
    starts.sort()
    return starts


def _after(data: bytes, mark: bytes) -> Iterator[int]:
    """Where sentences begin behind a mark that is rare."""
    at = data.find(mark)
    while at >= 0:
        found = _OTHER_STOP.match(data, at)
        if found is not None:
            yield found.end()
        at = data.find(mark, at + 1)


def _abbreviated(data: bytes, stop: int, after: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation that does not end its sentence."""
    if data[stop + 1] not in b" \t\r\xc2":
        return False
    begin = max(0, stop - 24)
    last = data[max(begin, data.rfind(b" ", begin, stop) + 1) : stop]
    if len(last) > 1 and last.isalpha():  # most sentences end with a plain word
        return last in abbreviations()
    word = _LAST_WORD.search(data, begin, stop + 1)
    if word is None:
        return False
    head = word[1]
    if len(head) == 1:
        return head.isupper()
    if b"." in head:
        return _dotted(head, data[after : after + 12])
    return head in abbreviations()


def _dotted(head: bytes, following: bytes) -> bool:
    """ "U.S. Army" goes on; "in the U.S. The" and "at 5 p.m. The" may end: a function word begins a new sentence."""
    first = following.split(b" ")[0].strip(b".,\"'")
    return first not in (
        b"The",
        b"A",
        b"An",
        b"It",
        b"He",
        b"She",
        b"They",
        b"In",
        b"On",
        b"At",
        b"But",
        b"We",
        b"I",
        b"This",
        b"For",
    )


def paragraph_spans(data: bytes) -> list[int]:
    """Byte offsets at which paragraphs (lines) begin, ascending from 0."""
    starts = [0, *(found.end() for found in _LINE.finditer(data))]
    return starts[:-1] if starts[-1] == len(data) > 0 else starts


def quotation_spans(data: bytes) -> list[int]:
    """Byte offsets at which double-quoted speech alternately begins and ends.

    A quotation left open ends with its paragraph: newspapers open every paragraph of a long quotation anew.
    """
    turns: list[int] = []
    read = 0
    for start, end in sorted(found.span() for quote in _QUOTES for found in quote.finditer(data)):
        if len(turns) % 2:
            line = data.find(b"\n", read, start)
            if line >= 0:
                turns.append(line)
        read = end
        if len(turns) % 2:
            if data[start:end] not in _OPENS:
                turns.append(start)
        elif data[start:end] not in _CLOSES:
            turns.append(end)
    if len(turns) % 2:
        line = data.find(b"\n", read)
        turns.append(line if line >= 0 else len(data))
    return turns
