"""What stands beside a number: the word before it, and the bytes around it on its own line."""

from __future__ import annotations

from dataclasses import dataclass

from checks.extract.quantity.counted_noun import Noun
from checks.extract.quantity.figure import Figure

_REACH = 28


@dataclass(slots=True)
class Context:
    """A figure with its surroundings.

    `before` and `behind` are at most 28 bytes on the same line, `word` the word before as written, `low` the same in
    small letters without a full stop, `joint` what stands between it and the figure.
    """

    figure: Figure
    counted: Noun | None
    text: bytes
    before: bytes
    behind: bytes
    word: bytes
    low: bytes
    joint: bytes
    line_start: bool

    @property
    def named(self) -> bool:
        """Whether the word before has a capital: it may begin a name."""
        return self.word != self.word.lower()

    @property
    def opens(self) -> bool:
        """Whether the figure begins its line or sentence."""
        return not self.word or self.joint.strip()[-1:] in (b".", b"!", b"?", b":", b'"')


def of(data: bytes, figure: Figure, counted: Noun | None) -> Context:
    """The context of a figure."""
    start, end = figure.start, figure.end
    begin = max(0, start - _REACH)
    cut = data.rfind(b"\n", begin, start)  # one follows each NUL
    before = data[max(begin, cut + 1) : start]
    behind = data[end : end + _REACH]
    word, joint = previous(before)
    return Context(
        figure,
        counted,
        data[start:end],
        before,
        behind,
        word,
        word.lower().rstrip(b"."),
        joint,
        cut >= 0 or start <= _REACH,
    )


_EDGES = b" ,#('\"-\xa0\xc2:;.!?\xe2\x80\x9c\x98[$"


def previous(before: bytes) -> tuple[bytes, bytes]:
    """The last word of the bytes, and what follows it."""
    trimmed = before.rstrip(_EDGES)
    at = trimmed.rfind(b" ") + 1
    word = trimmed[at:].lstrip(b"(\"'[\xe2\x80\x9c\x98")
    if before[len(trimmed) : len(trimmed) + 1] == b".":
        return word + b".", before[len(trimmed) + 1 :]
    return word, before[len(trimmed) :]
