"""What is said when input cannot be read."""

from __future__ import annotations


class ReadError(Exception):
    """Input that cannot be read.

    `what` says why and what to do, `place` what was to be read, `line` or `row` (from 1) where in it. The message has
    all of them in one printable line.
    """

    def __init__(self, what: str, place: str = "", line: int | None = None, row: int | None = None) -> None:
        """Make one printable line of each part: names of files and columns may hold anything."""
        self.what, self.place, self.line, self.row = _printable(what), _printable(place), line, row
        number = line or row
        where = f"{self.place}:{number}" if number else self.place
        super().__init__(f"{where}: {self.what}" if where else self.what)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))


def unforeseen(error: Exception) -> str:
    """What is said of an error that no input should cause: it is a bug of factlint, and where it lies."""
    if isinstance(error, MemoryError):
        return "out of memory; split it, or check it alone"
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
    return f"internal error, a bug in factlint; please report it ({type(error).__name__}: {error}{where})"
