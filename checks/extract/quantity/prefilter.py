"""What the four bytes before and behind a number tell: for most numbers, that nothing there belongs to it.

Few fours are met in text, so that each is looked at once. They only ever spare a search: where they leave a doubt, the
bytes around the number are read.
"""

from __future__ import annotations

from functools import lru_cache

from checks.extract.quantity import currency, decade, measure, sign
from checks.regex import lazy

SUFFIX = lazy(rb"[ ]?([kKmMbBtT]{1,2}|[mM][nN]|[mM]ln|[bB]n|[tT]n)(?![A-Za-z])")
"""A letter or two that scale the number before them."""

NOTHING, LETTER, ENDING = range(3)
"""What follows a number: nothing that belongs to it, a letter that may scale it, or what may be a unit."""


@lru_cache(maxsize=1 << 13)
def free(before: bytes) -> bool:
    """Whether neither sign nor currency ends with these four bytes, and nothing touches a number behind them."""
    return sign.absent(before) and currency.absent(before)


@lru_cache(maxsize=1 << 13)
def follows(behind: bytes) -> int:
    """What may begin with the four bytes behind a number."""
    if SUFFIX.match(behind) is not None:
        return LETTER
    ending = behind[:1] in decade.HEADS or behind.startswith((b" per", b" bel", b" abo"))
    return ENDING if ending or measure.may_begin(behind) else NOTHING
