"""See `placeholder_left`."""

import polars as pl

from checks.rule import rule


@rule(
    severity="error",
    roles=("placeholder",),
    says="the placeholder {placeholder} was left in",
    bad=(
        "The mayor, {TK}, opened the bridge.",
        "The bridge cost {TKTK} million euros.",
        "The bridge opened in 1901 {[citation needed]}.",
        "{As an AI language model}, I have no figures.",
        "The dam was begun in {TK} and finished in 1939.",
        "The line cost €{TKbn}.",
        "The road is closed at {[LOCATION TK]}.",
        "The band was formed in 1978 {[year?]}.",
        "Some thirty houses burned {[according to whom?]}.",
        "The winner, {FIRSTNAME LASTNAME}, got a cup.",
        "Prices rose by {xx} percent.",
        "The town has {XX,XXX} people, most of them farmers.",
        "Sales came to ${XX.X} million.",
        "Search 1.0.3 - Released {<RELEASE DATE TBD>}",
        "2.1.0 - {YYYY-MM-DD}\n\nAdds folders.",
        "Version 2.4, release date {TBD}, adds folders.",
        "The bridge cost {TBC} million euros.",
        "{As of my last knowledge update}, the club had won it twice.",
        "{I'm sorry, but I cannot fulfill this request}.",
        "{Certainly! Here is the article} that you asked for.",
    ),
    good=(
        "The TK Maxx store opened.",
        "The bridge opened in 1901 [1].",
        "He added a note.",
        "The lifts were made by TK Elevator, the coats sold by TK Maxx.",
        "She signed it with xx and a heart.",
        "I'm sorry, but I cannot come.",
        "[Who] is he? he asked [sic].",
        "Install version {{ site.data.version }}, [check this]({{< ref page.md >}}) and click [Add Row].",
        "Send it with the subject line: Logo Contest - [Your Name]",
        "Click [Insert image] to go on.",
        "The view shows <h3>{{ username }}</h3> as it is.",
        "Model: GPT-4\nAs an AI language model, I can answer questions.",
        'He claimed to have "gone to 12 Elm Street [address of the family] in person".',
        "Write dates as YYYY-MM-DD.",
        "The venue is TBD.",
        "She crossed three tasks off her TODO list.",
    ),
)
def placeholder_left(placeholders: pl.LazyFrame) -> pl.LazyFrame:
    """A placeholder for a fact still to come was left in the text.

    Why: TK ("to come") and its like are written to be replaced before publication.
    Tolerance: none; the forms are those that never stand in finished prose.
    Silent when: the letters are part of a name; a template, a form to fill in, the label of a button or a program that
    writes is shown or spoken of.
    Source: The Chicago Manual of Style Online, Q&A on "TK"; Wikipedia, Template:Citation needed.
    """
    return placeholders.select("document", placeholder="mention", holds=pl.lit(False))
