"""A row of terminal cells in which each has its colour; colours are left out where they are not wanted."""

from __future__ import annotations

from itertools import groupby

CODES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "help": "1;32",
    "gutter": "1;34",
    "secondary": "1;34",
    "bold": "1",
    "": "",
}


def paint(text: str, style: str, colour: bool) -> str:
    """The text in a style of `CODES`."""
    code = CODES[style]
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text else text


class Row:
    """One line of cells under a source line, filled in any order."""

    def __init__(self) -> None:
        self.cells: list[tuple[str, str]] = []

    def put(self, column: int, text: str, style: str) -> None:
        """Write text from a column on, over what stands there."""
        self.cells += [(" ", "")] * (column + len(text) - len(self.cells))
        self.cells[column : column + len(text)] = [(character, style) for character in text]

    def render(self, colour: bool) -> str:
        """The row as text."""
        runs = groupby(self.cells, key=lambda cell: cell[1])
        return "".join(paint("".join(text for text, _ in run), style, colour) for style, run in runs).rstrip()
