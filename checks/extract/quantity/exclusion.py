"""What is no quantity, in digits: years, dates, clock times, scores, versions, addresses, tables, names with numbers.

Only asked of numbers without a unit. The words that label a number stand in `checks/lexicon/words.csv`.
"""

from __future__ import annotations

import re

from checks.extract.quantity import context, idiom, touching
from checks.extract.quantity.context import Context
from checks.extract.quantity.counted_noun import Noun
from checks.extract.quantity.figure import Figure
from checks.lexicon.word import either, words
from checks.regex import lazy

_MONTH = either("month") + rb"\.?"
_MONTH_BEHIND = lazy(rb"(?:st|nd|rd|th)?[ ]+(?:of )?" + _MONTH + rb"(?![a-z])", re.I)
_MONTH_AND_DAY = lazy(rb"(?:\A|[^a-z])" + _MONTH + rb"[ ]+[0-9]{1,2}(?:-[0-9]{1,2})?,? *\Z", re.I)
_CLOCK = lazy(
    rb"[ ]?(?:a\.?m\b|p\.?m\b|o(?:'|\xe2\x80\x99)clock|noon\b|midnight\b|h[0-9]{2}\b|GMT|EST|EDT|PST|PDT|BST|CET|UTC"
    rb"|(?:to|and|-|\xe2\x80\x93) ?[0-9]{1,2}(?::[0-9]{2})? ?[ap]\.?m)",
    re.I,
)
_CLOSING = frozenset((b"", b",", b".", b")", b":", b";", b"]", b"\n", b"\r"))
"""What no time and no month begins with."""
_NEXT = lazy(rb"[ -]{1,2}([A-Za-z\xc3-\xf4\x80-\xbf][A-Za-z'\xc3-\xf4\x80-\xbf]*)")
_STREET = lazy(rb"[ ](?:[NSEW]\.? )?(?:[A-Z][A-Za-z.']+ ){1,3}" + either("address") + rb"\b")
_LIST_MARK = lazy(rb"[.):][ \t]")
_DASH = rb"[ ]?(?:-|\xe2\x80[\x91\x93]|\xe2\x88\x92)[ ]?"
_JOINS = frozenset((b" ", b"-", b"/", b":", b"\x91", b"\x93", b"\x92"))
_NUMBER_OR_DASH = frozenset((b"-", b"\x91", b"\x93", b"\x92", *(b"%d" % digit for digit in range(10))))
_NUMBER_BEFORE = lazy(rb"[0-9](?:[ ]|" + _DASH + rb"|[/:])\Z")
_NUMBER_BEHIND = lazy(rb"(?:[ ]|" + _DASH + rb")[0-9]")
_FOREIGN = lazy(rb"[ ][\xce-\xdf\xe3-\xf4]")
_REFERENCE = lazy(rb"\([a-z0-9]{1,2}\)|-a-|-in-|-on-|-for-|-of-")
_IN_YEAR = lazy(rb"[,.;)]| (?:and|when|after|before|by|as|with|under) ")
_LAST_WORDS = frozenset((b"top", b"bottom", b"final", b"last"))
_AT_YEAR = frozenset((b"in", b"since", b"of", b"until", b"by", b"early", b"late", b"mid"))


def excluded(data: bytes, figure: Figure, counted: Noun | None) -> bool:
    """Whether a figure without a unit is no quantity."""
    here = context.of(data, figure, counted)
    if not here.text[:1].isdigit() and (_is_single(figure) or idiom.is_words(here)):
        return idiom.excluded(here)
    return (
        _glued(here)
        or (here.text[:1] == b"-" and here.word.isupper())
        or _beside_numbers(here)
        or _dated(here)
        or _listed(here)
        or _bracketed(here)
        or (_simple(figure) and (_labelled(here) or _in_name(here) or _identifier(here)))
    )


def _is_single(figure: Figure) -> bool:
    return figure.second is None and figure.number.shape != "fraction"


def _simple(figure: Figure) -> bool:
    return figure.number.shape in ("integer", "decimal", "comma") and figure.number.scale == 1.0


_CROSS_ENDS = frozenset((b"x", b"X", b"\x97"))
_PARTED = frozenset((b"", b" ", b",", b";", b")", b"\n", b"\x00"))
"""What stands behind most numbers, and glues nothing to them (but for a comma before a digit)."""
_WITHIN = frozenset((b":", b"/", b"."))
_BINDING = frozenset((b"_", b"@", b"#", b"&", b"=", b"^"))
_SPACED_DASHES = frozenset((b"", b"-", b"\x93"))
_CROSSED_BEFORE = lazy(rb"[0-9](?:[xX]|\xc3\x97)\Z")


def _glued(here: Context) -> bool:
    """Whether something touches the number from behind that makes it part of a longer token."""
    behind = here.behind
    head, after = behind[:1], behind[1:2]
    if here.before[-1:] in _CROSS_ENDS and _CROSSED_BEFORE.search(here.before):
        return True
    if head in _PARTED:
        return head == b"," and after.isdigit()
    if touching.crossed(behind, 0):
        return True
    if head in _WITHIN and (after.isdigit() or (head != b":" and after.isalnum())):
        return True
    if head == b"-" or behind[:2] == b"\xe2\x80":
        after = after if head == b"-" else behind[3:4]
        alone = here.counted is None and here.figure.hedge is None and after.isalpha()
        return alone or after.isdigit() or after.isupper()
    if head == b"+":
        return after.isdigit()  # "in 45+2 minutes"
    return head in _BINDING or (head == b":" and behind[1:2] == b" " and behind[2:4].isdigit())


def _beside_numbers(here: Context) -> bool:
    """Tables, scores, telephone numbers, other languages, references: "8 0 0 0", "7-6", "401(k)"."""
    before, behind, counted = here.before, here.behind, here.counted
    joined = before[-1:] in _JOINS and (before[-1:] != b" " or before[-2:-1] in _NUMBER_OR_DASH)
    if joined and here.figure.second is None and _NUMBER_BEFORE.search(before[-6:]) is not None:
        return counted is None or before[-1:] != b" " or before[-3:-2] in _SPACED_DASHES
    if counted is None and (_NUMBER_BEHIND.match(behind) is not None or before[-1:] == b"+"):
        return True
    if behind[:1] == b" ":
        return behind[1:2] >= b"\xce" and _FOREIGN.match(behind) is not None
    return behind[:1] in (b"(", b"-") and _REFERENCE.match(behind) is not None


def _dated(here: Context) -> bool:
    """Years, days of a month, clock times, scores."""
    figure, behind = here.figure, here.behind
    if behind[:1] not in _CLOSING and (
        _CLOCK.match(behind) is not None or (figure.number.value <= 31 and _MONTH_BEHIND.match(behind) is not None)
    ):
        return True
    if (here.low in words("month") and here.named) or (
        here.word[:1].isdigit() and _MONTH_AND_DAY.search(here.before) is not None
    ):
        return True
    if figure.second is not None and figure.number.shape == "integer":
        return _score(here)
    if figure.joined_by("dash") and figure.number.scale == 1.0 and here.text != here.text.lower():
        return True  # "7-Eleven"
    return figure.whole and len(here.text) == 4 and _year(here)


def _year(here: Context) -> bool:
    """Whether four plain digits are a year: unless a hedge comes first or, outside our own age, a plural follows."""
    value, counted = here.figure.number.value, here.counted
    if not 1000 <= value <= 2100:
        return False
    if here.figure.bound != "exact":
        return counted is None and 1900 <= value <= 2060
    if counted is None or (here.low in _AT_YEAR and value > 1500):
        return True
    return value % 1000 != 0 and 1700 <= value <= 2060


def _score(here: Context) -> bool:
    """Whether two plain numbers are a score, a pair of years or a vote."""
    number, counted = here.figure.number, here.counted
    if 1500 <= number.value <= 2100 and number.high <= 2100:
        return True
    if here.figure.joined_by("dash"):
        return counted is None or number.value >= number.high
    return counted is None and here.figure.joined_by("to") and number.high < 10


def _listed(here: Context) -> bool:
    """List marks, headings and a number that has a line to itself inside a longer text."""
    if here.before.strip() or not here.line_start:
        return False
    if _LIST_MARK.match(here.behind) is not None:
        return True
    following = _NEXT.match(here.behind)
    if b"." in here.text and following is not None and following[1][:1].isupper():
        return True
    return here.behind[:1] == b"\n" and here.behind[1:2] != b"\x00" and here.figure.start > 3


def _bracketed(here: Context) -> bool:
    """Footnotes, "#7", list items in brackets."""
    if b"#" in here.joint or here.before[-1:] == b"#":
        return True
    return here.before[-1:] in (b"(", b"[") and here.behind[:1] in (b")", b"]") and _simple(here.figure)


def _labelled(here: Context) -> bool:
    """ "Room 101", "chapter 3", "phase 3 trials": the word before says what the number names."""
    if here.behind[1:2].isupper() and _STREET.match(here.behind) is not None:
        return True
    if here.low in (b"and", b"to", b"or") and here.counted is None and _labelled_list(here.before):
        return True
    if here.joint not in (b" ", b"\xc2\xa0", b"-") or not (
        here.low in words("label") or (here.low.endswith(b"s") and here.named and here.low[:-1] in words("label"))
    ):
        return False
    return here.named or here.counted is None or here.low in words("reference")


_LABEL_LIST = lazy(rb"(?:\A|[^A-Za-z])([A-Za-z]+) [0-9.]+[a-z]?(?:,| and| to| or) \Z")


def _labelled_list(before: bytes) -> bool:
    """ "Tables 12 and 13"."""
    match = _LABEL_LIST.search(before)
    return match is not None and (match[1].lower() in words("label") or match[1].lower().rstrip(b"s") in words("label"))


def _in_name(here: Context) -> bool:
    """ "Fortune 100", "iPhone 11 Pro", "the 787 Dreamliner": capitals on either side, and no plain noun behind."""
    figure, counted = here.figure, here.counted
    ordinary = (
        here.low in words("stop")
        or here.low in words("middle")
        or here.low in words("verb")
        or here.low in words("opening")
    )
    if here.named and not ordinary and here.joint in (b" ", b"-", b"\xc2\xa0"):
        plain = counted is not None and counted.start <= figure.end + 1 and here.behind[1:2].islower()
        short = here.word.isupper() and len(here.word) < 5 and b"." not in here.word
        if not plain or short:
            return True
    following = _NEXT.match(here.behind)
    if following is not None and following[1][:1].isupper() and counted is None:
        return figure.number.value < 100000 and b"." not in here.text and figure.bound == "exact"
    return False


def _identifier(here: Context) -> bool:
    """Bare numbers that name something: ages in brackets of commas, long digit strings, leading zeros, "in 62, ..."."""
    figure, counted = here.figure, here.counted
    if counted is not None:
        return False
    if (
        here.low in _LAST_WORDS
        or figure.number.shape == "comma"
        or (here.text in (b"911", b"999") and here.low in (b"called", b"call", b"dialled", b"dialed", b"a", b"to"))
    ):
        return True
    if here.low == b"in" and figure.whole and figure.number.value < 1000 and _IN_YEAR.match(here.behind) is not None:
        return True
    if here.joint == b", " and here.behind[:1] == b"," and here.named:
        return True
    if not figure.whole or figure.second is not None:
        return False
    digits = here.text.lstrip(b"-")
    return (len(digits) > 7 and not here.line_start) or (digits[:1] == b"0" and len(digits) > 1 and not here.opens)
