"""What is wrong with a table, its declaration or its data: all problems are collected and told together."""

from __future__ import annotations

from collections.abc import Iterable


class TableError(ValueError):
    """Trouble with fact tables: every problem found, one line each, with its place."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(self.problems))


class Problems:
    """Collects problems with the place they were found in."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, place: str, problem: str) -> None:
        """Note a problem; its text is brought onto one line."""
        self.found.append(" ".join(f"{place}: {problem}".split()))

    def check(self) -> None:
        """Raise `TableError` if anything was noted."""
        if self.found:
            raise TableError(self.found)


def first_line(error: Exception) -> str:
    """What an error says, in one line."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__
