"""What is said when input cannot be read."""

from __future__ import annotations


class ReadError(Exception):
    """Input that cannot be read.

    The message is one printable line that names the place (path, line or row) and says what to do.
    """

    def __init__(self, message: str) -> None:
        """Make one printable line of the message: names of files and columns may hold anything."""
        super().__init__("".join(char if char.isprintable() else "?" for char in " ".join(message.split())))
