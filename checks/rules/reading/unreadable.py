"""See `unreadable`."""

from checks.rule import told


@told(severity="error", bad=("The bridge was \x00opened in 1901.",), good=("The bridge was opened in 1901.",))
def unreadable() -> None:
    """A file, or a row of a corpus, cannot be read; all others are judged, and the run ends with status 2.

    Why: what was not read was not checked, and silence would look like a clean text.
    Tolerance: none.
    Silent when: never; a document above the limit of size (--max-size) is one that cannot be read.
    Source: Ruff, rule io-error (E902).
    """
