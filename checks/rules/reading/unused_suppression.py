"""See `unused_suppression`."""

from checks.rule import told


@told(
    severity="note",
    bad=(
        "{<!-- factlint-disable-next-line conversion-mismatch -->}\nIt covers 45 square kilometers (17 square miles).",
        "The lake is old. {<!-- factlint-disable-line -- as in the source -->}",
        "{<!-- factlint-disable units -->}\n\nThe lake is old.\n\n<!-- factlint-enable units -->\n\n- It is deep.",
    ),
    good=(
        "<!-- factlint-disable-next-line conversion-mismatch -->\nIt covers 7 square kilometers (4 square miles).",
        "The wood covers 7 square kilometers (4 square miles). <!-- factlint: disable-line units -- rounded -->",
        "The comment `<!-- factlint-disable-line -->` is explained here.\n\n- It is code.",
    ),
)
def unused_suppression() -> None:
    """A suppression comment suppresses nothing, for all or for one of the rules that it names.

    Why: what it was written for is mended, and from now on it could only hide something new.
    Tolerance: none.
    Silent when: a rule that it names did not run; it stands in code of Markdown; or --ignore-suppressions is given.
    Source: ESLint, --report-unused-disable-directives; Ruff, rule unused-noqa (RUF100).
    """
