"""See `list_count_mismatch`."""

import polars as pl

from checks.rule import rule


@rule(
    severity="warning",
    roles=("announced",),
    says="{announced} announced, {items} listed",
    explains="The list that follows has {items:items}.",
    bad=(
        "You need {four things}:\n\n- a saw\n- a drill\n- a clamp\n",
        "It comes with {two extras}:\n\n- a case\n- a strap\n- a battery\n",
        "The report names {two causes} of the crash:\n\n- ice\n- speed\n- fog\n",
    ),
    good=(
        "You need three things:\n\n- a saw\n- a drill\n- a clamp\n",
        "You need more than two things:\n\n- a saw\n- a drill\n- a clamp\n",
        "The guide shows the OAuth 2 login flows:\n\n- web\n- mobile\n- legacy\n",
        "It took away two men of the crew:\n\n- for theft\n- for fraud\n- for arson\n",
        "Four people came.\n\n- a saw\n- a drill\n- a clamp\n",
    ),
)
def list_count_mismatch(listings: pl.LazyFrame) -> pl.LazyFrame:
    """A list has more or fewer items than its introduction announces.

    Why: an item was cut or added after the sentence was written.
    Tolerance: none; only plain counts from 2 to 30 right before a marked-up list, in a sentence that ends with a colon.
    Silent when: the count is hedged, belongs to a name, or the sentence holds a second number.
    Source: the house rule of copy desks to count the items of every list.
    """
    return listings.select(
        "document", "announced", "count", "items", holds=pl.when("comparable").then(pl.col("count") == pl.col("items"))
    )
