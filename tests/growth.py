"""How the work of a check grows with its text.

`python tests/growth.py` tries every kind of phrase, `--each` each phrase and pairs of kinds.

Work is counted and not timed: calls of functions, characters that patterns look at, and characters that are copied out
of a text. What grows faster than its text is printed, and the status is 1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any, SupportsIndex

SMALL, TIMES = 1_500, 4
"""Characters of the smaller text, and how many times as long the larger one is."""
MOST = 1.3
"""How many times as much work a character of the larger text may take."""


GLUED = (
    "1 ", "1,", "one ", "1 and ", "$1-", "1 to ", "from 1 to ", "hundred ", "1/", "5 km per ", "1 x ", "1 ft ", "(",
    "1 000 ", "million and ", "a mile ", "1 x", "1:", "1'", "30s ", "1 below zero ", "1C/", "a\n",
)  # fmt: skip
"""What runs on when it is repeated: a number, a list, a range, a unit that never comes to its end."""


class Work:
    """Counts what is done."""

    def __init__(self) -> None:
        self.done = 0

    def called(self, frame: object, event: str, argument: object) -> None:
        """A function was called; for `sys.setprofile`."""
        if event in ("call", "c_call"):
            self.done += 1


WORK = Work()


class Pattern:
    """A pattern that counts the characters it looks at: those up to the end of what it finds."""

    def __init__(self, compiled: re.Pattern[Any]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)

    def search(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        found = self._compiled.search(text, pos, endpos)
        WORK.done += (min(len(text), endpos) if found is None else found.end()) - pos
        return found

    def match(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        found = self._compiled.match(text, pos, endpos)
        WORK.done += 1 if found is None else found.end() - pos
        return found

    def fullmatch(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        WORK.done += min(len(text), endpos) - pos
        return self._compiled.fullmatch(text, pos, endpos)

    def finditer(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[Any]:
        at = pos
        for found in self._compiled.finditer(text, pos, endpos):
            WORK.done += found.end() - at
            at = found.end()
            yield found
        WORK.done += max(0, min(len(text), endpos) - at)

    def findall(self, text: Any, *place: int) -> list[Any]:
        WORK.done += len(text) - (place[0] if place else 0)
        return self._compiled.findall(text, *place)

    def sub(self, replacement: Any, text: Any, count: int = 0) -> Any:
        WORK.done += len(text)
        return self._compiled.sub(replacement, text, count)

    def split(self, text: Any, maxsplit: int = 0) -> list[Any]:
        WORK.done += len(text)
        return self._compiled.split(text, maxsplit)


class Text(str):
    """A text that counts the characters that are copied out of it, or looked at for another text."""

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        found = str.__getitem__(self, place)
        WORK.done += len(found)
        return Text(found)

    def __contains__(self, other: object) -> bool:
        WORK.done += len(self)
        return isinstance(other, str) and str.__contains__(self, other)


class Data(bytes):
    """Bytes that count those that are copied out of them."""

    def __getitem__(self, place: SupportsIndex | slice) -> Any:
        found = bytes.__getitem__(self, place)
        WORK.done += len(found) if isinstance(found, bytes) else 1
        return found


def count_patterns() -> None:
    """From now on, count what the patterns do that the package compiles; it must not be loaded yet."""
    compiled = re.compile

    def counting(pattern: Any, flags: Any = 0) -> Any:
        made = compiled(pattern, flags)
        of_package = sys._getframe(1).f_globals.get("__name__", "").startswith("checks")
        return Pattern(made) if of_package else made

    re.compile = counting  # type: ignore[assignment]


def counted(known: Sequence[str]) -> Callable[[str], int]:
    """The work of checking a text, with the package loaded, and all read and compiled that some texts need."""
    count_patterns()
    from dataclasses import replace

    import checks
    from checks.document import Document
    from checks.extract import batch, extractors
    from checks.rule import selected

    class Batch(batch.Batch):
        @classmethod
        def of(cls, documents: Any) -> batch.Batch:
            made = batch.Batch.of(documents)
            return replace(made, data=Data(made.data))

    running = Document.running
    Document.running = lambda self, name: Text(running(self, name))  # type: ignore[method-assign]
    extractors.Batch = Batch  # type: ignore[misc]
    rules = tuple(selected())

    def done(text: str) -> int:
        before = WORK.done
        sys.setprofile(WORK.called)
        for _ in checks.check_batches([(Document("-", text),)], rules):
            pass
        sys.setprofile(None)
        return WORK.done - before

    list(checks.check_batches([tuple(Document("-", text) for text in known)], rules))
    nothing = done("") and done("")
    return lambda text: done(text) - nothing


def growth(work: Callable[[str], int], phrase: str) -> float:
    """How many times as much work a character takes where a phrase is repeated more often, in one sitting."""
    small, large = (phrase * (size // len(phrase) + 1) for size in (SMALL, TIMES * SMALL))
    return work(large) / work(small) * len(small) / len(large)


def phrases(each: bool) -> Iterator[str]:
    """What is repeated: all phrases of a kind in one line and in lines; or each phrase, and pairs of kinds."""
    from vocabulary import KINDS

    yield from GLUED
    if not each:
        for kind in KINDS.values():
            yield " ".join(kind) + " "
        yield "\n".join(" ".join(kind[:2]) for kind in KINDS.values())
        return
    for kind in KINDS.values():
        for phrase, joint in product(kind, ("", " ", "\n")):
            if (phrase + joint).strip():
                yield phrase + joint
    for number, (one, other) in enumerate(product(KINDS.values(), repeat=2)):
        yield f"{one[number % len(one)]} {other[number % len(other)]} "


def main() -> int:
    """Print what grows faster than its text."""
    tried, grown = tuple(phrases("--each" in sys.argv)), 0
    work = counted(tried)
    for phrase in tried:
        times = growth(work, phrase)
        if times > MOST:
            grown += 1
            print(f"{times:.2f} times the work a character: {phrase[:100]!r}", flush=True)
    print(f"tried {len(tried)} phrases: {grown} grow faster than their text")
    return int(grown > 0)


if __name__ == "__main__":
    sys.exit(main())
