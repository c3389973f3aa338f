"""What is no quantity, in words: "one" as a pronoun, names ("Formula One"), halves of a match, a bare "third"."""

from __future__ import annotations

from checks.extract.quantity.context import Context
from checks.extract.quantity.figure import Figure
from checks.extract.sentence import abbreviations
from checks.lexicon.word import either, words
from checks.regex import lazy

_WORDS = frozenset(("words", "article", "plural", "portion"))
_ORDINAL_BEHIND = lazy(rb"(?:[ ]and[ ]|-|[ ])(?:[a-z]+-)?" + either("ordinal") + rb"\b")
_FRACTION_OF = lazy(
    rb" (?:of|the|its|their|his|her|our|my|all|that|those|these|as|an?|more|less|higher|lower|said|were|are|what) "
    rb"|[.,;:)]|\Z"
)
_LINKED = frozenset((b"to", b"and", b"or", b"about", b"minus", b"than"))
_OF_SOME = tuple(
    b" of " + word
    for word in (b"the ", b"its ", b"their ", b"his ", b"her ", b"our ", b"my ", b"them", b"those", b"these")
)
_SCALES = frozenset((b"hundred", b"thousand", b"million", b"billion", b"trillion", b"dozen"))


def is_vague(data: bytes, figure: Figure) -> bool:
    """Whether a bare scale word has "several" or "a few" before it: no number to check."""
    if data[figure.start : figure.start + 1] in (b"a", b"A") and data[figure.start + 1 : figure.start + 2] in (
        b" ",
        b"n",
    ):
        return False
    return data[max(0, figure.start - 12) : figure.start].lower().rstrip(b" -").rsplit(b" ", 1)[-1] in words("several")


_NAME_GOES_ON = lazy(rb"'?[ -][A-Z][a-z]")


def is_named(data: bytes, figure: Figure) -> bool:
    """Whether number words and a unit begin a name: "Three Mile Island", "the Thirty Years' War"."""
    if not data[figure.start : figure.start + 1].isupper():
        return False
    named = b"" if figure.unit is None else data[figure.unit.start : figure.unit.end]
    if not named[:2].istitle() or (named.endswith(b"s") and data[figure.end : figure.end + 1] != b"'"):
        return False
    return _NAME_GOES_ON.match(data, figure.end) is not None


def is_words(here: Context) -> bool:
    """Whether the number is written in words, or as a fraction in words."""
    figure = here.figure
    return (
        figure.second is None
        and (figure.number.shape in _WORDS or figure.number.shape in ("fraction", "mixed"))
        and here.text[:1].isalpha()
    )


def excluded(here: Context) -> bool:
    """Whether a number word without a unit is no quantity."""
    figure, shape, text = here.figure, here.figure.number.shape, here.text.lower()
    if here.behind.startswith((b"-a-", b"-on-", b"-to-", b"-in-")):
        return True
    if (here.joint == b"-" and here.low not in _LINKED) or _ORDINAL_BEHIND.match(here.behind) is not None:
        return True
    if here.behind[:1] == b"-" and here.counted is None and here.behind[1:2].isalpha() and figure.hedge is None:
        return True
    if shape == "fraction":
        return _fraction(here, text)
    if shape == "portion":
        return here.counted is None and here.behind[:1] != b" "
    if _capitalised(here):
        return True
    if here.low in _CLOCK_WORDS and _CLOCK.search(here.before) is not None:
        return True
    if text == b"one":
        return _pronoun(here)
    if text == b"zero" and (here.low in words("before_zero") or here.behind.startswith(b" tolerance")):
        return True
    if text in _SCALES:
        return here.low in words("several") or (here.counted is None and here.low not in (b"", b"a"))
    return here.counted is None and _labelled(here)


def _capitalised(here: Context) -> bool:
    """ "BBC One", "Group of Seven": a capital inside a sentence makes a name."""
    text = here.text
    if not text[:1].isupper() or text.isupper() or here.joint not in (b" ", b"-") or _after_a_sentence(here.word):
        return False
    if here.low == b"the":
        return True  # "the Ten Commandments"
    headline = here.word.istitle() and here.counted is not None and here.behind[1:2].isupper()
    return not headline


def _after_a_sentence(word: bytes) -> bool:
    """Whether the full stop of the word before ends a sentence, and is no abbreviation's or initial's."""
    head = word[:-1]
    dotted = b"." in head and not head[:1].isdigit()
    return word[-1:] == b"." and len(head) > 1 and not dotted and head not in abbreviations()


def _labelled(here: Context) -> bool:
    """ "phase three", "the bottom three"."""
    if here.low in (b"top", b"bottom", b"final", b"last"):
        return True
    return (
        here.low in words("label")
        and here.joint == b" "
        and here.figure.number.value < 100
        and here.low not in words("weak")
    )


def _pronoun(here: Context) -> bool:
    """ "no one", "the one who", "each one", "one day": only "one" with a noun counts."""
    if here.behind.startswith(_OF_SOME):
        return here.low in (b"no", b"every", b"which", b"any", b"not")
    if here.low in words("pronominal") or here.counted is None:
        return True
    if here.counted.phrase == "time":
        return here.low == b"at"
    return here.counted.phrase == "day" and here.low not in (b"in", b"for", b"just", b"only", b"within")


_CLOCK_WORDS = frozenset((b"past", b"to"))
_CLOCK = lazy(rb"\b(?:half|quarter|ten|twenty|five|minutes?) past \Z|\b(?:quarter|minutes?) to \Z")
_POINT = lazy(rb"[ -]points?\b")


def _fraction(here: Context, text: bytes) -> bool:
    """ "the second half", "half-time", "a third man", "first quarter"; but "almost half of them", "a third more"."""
    if _POINT.match(here.behind) is not None:
        return False
    if text == b"quarter":
        return True
    if text != b"half":
        return text[:2] in (b"a ", b"an") and _third(here)
    if here.behind[:1] == b"-" or (here.low in words("halved") and not here.behind.startswith(b" of the ")):
        return True
    return _FRACTION_OF.match(here.behind) is None and here.low not in words("measured")


def _third(here: Context) -> bool:
    if here.behind.startswith(b" of "):
        return False
    return here.low in (b"for", b"added", b"in", b"and", b"with") or _FRACTION_OF.match(here.behind) is None
