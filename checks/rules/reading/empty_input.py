"""See `empty_input`."""

from checks.rule import told


@told(severity="note", bad=("",), good=("The bridge was opened in 1901.",))
def empty_input() -> None:
    """A corpus has no rows, or standard input is empty.

    Why: a check of nothing finds nothing, which is seldom what was meant.
    Tolerance: none.
    Silent when: an empty file stands among others.
    Source: pytest ends with a status of its own when it collects no test.
    """
