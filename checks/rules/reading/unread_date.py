"""See `unread_date`."""

from checks.rule import told


@told(
    severity="note",
    bad=("---\ntitle: The bridge\n{date: TBD}\n---\n\nThe bridge opened.",),
    good=(
        "---\ntitle: The bridge\ndate: 2013/7/13 20:46:25\n---\n\nThe bridge opened.",
        "---\ntitle: The bridge\npublished: true\n---\n\nThe bridge opened.",
    ),
)
def unread_date() -> None:
    """The day of publication that a document states is none, and is left out.

    Why: without its date, a text is not held against "today", "yesterday" and "last year".
    Tolerance: any usual form of a full date or a month is read; of figures alone only one that has a single reading.
    Silent when: the key is a switch (`published: true`), or the value names a year or a month only.
    Source: the documentation of Jekyll, Hugo, Hexo and Docusaurus on front matter.
    """
