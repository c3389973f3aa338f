"""Answers about few letters, each found out once: what may stand before a number, which classes a word belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Text = TypeVar("_Text")
_Answer = TypeVar("_Answer")


class Memo(dict[_Text, _Answer]):
    """What a question says of some text, asked when it is first met; all is forgotten when `most` are known.

    Looked up twice as fast as `functools.lru_cache`, which makes a tuple of its arguments.
    """

    def __init__(self, question: Callable[[_Text], _Answer], most: int = 1 << 13) -> None:
        super().__init__()
        self._question = question
        self._most = most

    def __missing__(self, text: _Text) -> _Answer:
        if len(self) >= self._most:
            self.clear()
        self[text] = answer = self._question(text)
        return answer
