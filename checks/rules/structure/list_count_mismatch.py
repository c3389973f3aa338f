"""See `list_count_mismatch`."""

import polars as pl

from checks.rule import rule

_LISTED = {
    "list": "The list that follows has",
    "headings": "The headings that follow are numbered up to",
    "inline": "The sentence lists",
    "both": '"Both" speaks of',
}


def _told(broken: pl.LazyFrame) -> pl.LazyFrame:
    return broken.with_columns(listed=pl.col("kind").replace_strict(_LISTED, return_dtype=pl.String))


@rule(
    severity="warning",
    roles=("announced",),
    says="{announced} announced, {items} listed",
    explains="{listed} {items:items}.",
    tells=_told,
    bad=(
        "You need {four things}:\n\n- a saw\n- a drill\n- a clamp\n",
        "It comes with {two extras}:\n\n- a case\n- a strap\n- a battery\n",
        "The report names {two causes} of the crash:\n\n- ice\n- speed\n- fog\n",
        "{Four more devices} are supported as best effort:\n\n- High\n- Loco\n- Cube\n- Orig\n- Efik\n",
        "# Help\n\n## {Two ways} to ask\n\n- by post\n- by mail\n- by phone\n",
        "The kit has {three modules}.\n\n1. light\n2. sound\n3. heat\n4. time\n\n- none\n",
        "Here are {three things} you need to know.\n\n## 1. Rent\nIt rose.\n\n## 2. Food\nIt fell.",
        "There are {three options}: red, green, blue and black.",
        "He has {two sons}, Peter, Paul and Simon, in the choir.",
        "Both of the {three runways} were shut.",
    ),
    good=(
        "You need three things:\n\n- a saw\n- a drill\n- a clamp\n",
        "You need more than two things:\n\n- a saw\n- a drill\n- a clamp\n",
        "The guide shows the OAuth 2 login flows:\n\n- web\n- mobile\n- legacy\n",
        "It took away two men of the crew:\n\n- for theft\n- for fraud\n- for arson\n",
        "The terms are two words:\n\n- web page\n- web site\n- web ring\n",
        "It needs a driver of version 7.0 or newer:\n\n- a card\n- a cable\n- a case\n",
        "With a click or two you can find:\n\n- a doctor\n- a nurse\n- a bed\n",
        "Five things that made my heart grow three sizes:\n\n- bread\n- salt\n- wine\n- oil\n- tea\n",
        "Seven more shops opened:\n\n- Leeds: 4\n- York: 3\n",
        "Four new calls are ready:\n\n- `into` and `from` take a key\n- `peek` and `pop` give one\n",
        "It says what to do when two routes meet:\n\n- stop\n- warn\n- go on\n",
        "The key differences between the two examples are:\n\n- length\n- width\n- height\n",
        "There are three options: red, green and blue.",
        "It killed 14 people: six pupils, five teachers and three drivers.",
        "He has three sons, Peter, Paul and Simon, and a daughter.",
        "Both of the two runways were shut.",
        "Two seats were open and these are the results:\n\n- Ann\n- Bob\n- Cy\n",
        "Four people came.\n\n- a saw\n- a drill\n- a clamp\n",
    ),
)
def list_count_mismatch(listings: pl.LazyFrame) -> pl.LazyFrame:
    """A list has more or fewer items than its introduction announces.

    Why: an item was cut or added after the sentence was written.
    Tolerance: none; only plain counts from 2 to 30 of what is listed, at the end of the sentence or heading right
    before a marked-up list or numbered headings; before a list of words behind a colon, or of first names behind a
    comma; and "both" of another number.
    Silent when: the count is hedged, belongs to a name, or two of them may announce the list; the noun before the colon
    is another one; an item may stand for several, or the list goes on.
    Source: the house rule of copy desks to count the items of every list.
    """
    return listings.select(
        "document",
        "announced",
        "count",
        "items",
        "kind",
        holds=pl.when("comparable").then(pl.col("count") == pl.col("items")),
    )
