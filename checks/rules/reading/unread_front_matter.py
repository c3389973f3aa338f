"""See `unread_front_matter`."""

from checks.rule import told


@told(
    severity="note",
    bad=(
        "---\n{title: The bridge: a history}\n---\n\nThe bridge opened.",
        '---\nlayout: post\n{title: "The bridge}\ndate: 2024-03-05\n---\n\nThe bridge opened.',
        "+++\ndate = 2024-03-05\n{title = The bridge}\n+++\n\nThe bridge opened.",
    ),
    good=(
        '---\ntitle: "The bridge: a history"\ntags:\n\t- bridges\n---\n\nThe bridge opened.',
        "---\nA thematic break opens the text.\n---\n\nThe bridge opened.",
    ),
)
def unread_front_matter() -> None:
    """The front matter of a Markdown file does not parse; the text is judged without it.

    Why: its title is not read, nor perhaps the date against which "today" and "last year" are held.
    Tolerance: tabs are spaces; a title or a date on a line of its own is read all the same.
    Silent when: what stands between the fences does not begin with a key, and so is text.
    Source: YAML 1.2; TOML 1.0; the documentation of Jekyll, Hugo, Hexo and Docusaurus on front matter.
    """
