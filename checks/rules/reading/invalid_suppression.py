"""See `invalid_suppression`."""

from checks.rule import told


@told(
    severity="warning",
    bad=(
        "{<!-- factlint-disable-nextline units -->}\nThe lake is old.",
        "The lake is old. {<!-- factlint-disable-line conversion-mismatsh -->}",
        "The lake is old. {<!-- factlint: disable-line units, -->}",
        "{<!-- factlint-disable-line units */}\nThe lake is old.",
    ),
    good=(
        "The wood covers 7 square kilometers (4 square miles). <!-- factlint: disable-line units -- rounded -->",
        "The lake is old. <!-- factlint has nothing to say of it -->",
    ),
)
def invalid_suppression() -> None:
    """A suppression comment is not understood: its directive or the name of a rule is unknown, or its end is missing.

    Why: it silences nothing, and who wrote it thinks that it does.
    Tolerance: factlint-disable-line, factlint: disable-line and factlint disable-line are one; of several names those
    that are known hold.
    Silent when: a comment begins with the word factlint and goes on with one that is like no directive.
    Source: Ruff, rule invalid-rule-code (RUF102); Pylint, unknown-option-value (W0012).
    """
