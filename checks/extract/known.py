"""Answers about a few bytes, each found out once: what may stand before a number, which word it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Answer = TypeVar("_Answer")


class Known(dict[bytes, _Answer]):
    """What a question says of some bytes, asked when they are first met; all is forgotten when `most` are known.

    Looked up twice as fast as `functools.lru_cache`, which makes a tuple of its arguments.
    """

    def __init__(self, question: Callable[[bytes], _Answer], most: int = 1 << 13) -> None:
        super().__init__()
        self._question = question
        self._most = most

    def __missing__(self, text: bytes) -> _Answer:
        if len(self) >= self._most:
            self.clear()
        self[text] = answer = self._question(text)
        return answer
