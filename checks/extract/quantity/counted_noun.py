"""Counted nouns: the noun phrase that a number counts ("14 suspected militants"), by its shape and a small lexicon.

Without a tagger the phrase after a number is read up to its first plural, unless a word comes first that cannot stand
inside a noun phrase (`checks/lexicon/words.csv`). Precision first: no plural, no noun.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from checks.extract.quantity.number import number_words
from checks.lexicon.word import lemmas, words
from checks.regex import lazy

_TOKEN = rb"(?:U\.[SKN]\.|[A-Za-z\xc3-\xf4\x80-\xbf][A-Za-z'\xc3-\xf4\x80-\xbf-]*)"
_PHRASE = lazy(
    rb"(?:[ ]{1,2}|\xc2\xa0)(" + _TOKEN + rb"(?:[ ](?:" + _TOKEN + rb"|[0-9]{2,4}(?=[ ][A-Z])))" + rb"{0,6})"
)
_HYPHENED = lazy(rb"-([a-z\xc3-\xf4\x80-\xbf]{3,}+)(-[a-z]+)?(?![A-Za-z])")
_POSSESSOR = rb"(?:[A-Za-z\xc3-\xf4\x80-\xbf-]+(?:'s?|\xe2\x80\x99s?) )?"
_WHOSE = rb"(?:(?:the|its|their|his|her|our|my|these|those|your|all) )?" + _POSSESSOR
_OF = lazy(rb" of " + _WHOSE + rb"(?:most |least )?")
_OF_THE = lazy(
    rb" of (?:(?:the|its|their|his|her|our|my|these|those|your) " + _POSSESSOR + rb"|" + _POSSESSOR.rstrip(b"?") + rb"|"
    rb"an? (?:large |small |growing )?(?:number|group|series|handful|list) of )(?:most |least )?"
)


class Noun(NamedTuple):
    """A noun phrase in the singular, its head, and its half-open byte offsets."""

    phrase: str
    head: str
    start: int
    end: int


@cache
def _irregular() -> Mapping[bytes, bytes]:
    """Plurals that are no singular with an ending, with their singulars; what has no plural is its own."""
    return {**{word: word for word in words("mass")}, **lemmas()}


@lru_cache(maxsize=1 << 14)
def plural(word: bytes) -> bytes | None:
    """The singular of a plural noun in lower case, None if the word does not look like one."""
    known = _irregular().get(word)
    if known is not None or word[-1:] != b"s":
        return known
    if word in words("singular"):
        return None
    if len(word) < 4:
        return word[:-1] if len(word) == 3 and word not in words("stop") else None
    if word[-2:] in (b"ss", b"us", b"is"):
        return None
    if word in words("stop") or word in words("verb"):
        return None
    if word.endswith(b"ies") and len(word) > 4:
        return word[:-3] + b"y"
    if word.endswith((b"ches", b"shes", b"xes", b"sses", b"zzes")):
        return word[:-2]
    return word[:-1]


_SPACES = frozenset((b" ", b"\xc2"))
"""What a noun phrase begins behind: a space, or the first byte of the no-break space."""


def after(data: bytes, end: int, value: float, shape: str) -> Noun | None:
    """The noun phrase that the number ending at `end` counts; `shape` is that of the numeral."""
    head = data[end : end + 1]
    if head == b"-":
        return _hyphened(data, end)
    if head not in _SPACES:
        return None
    of = None
    if data[end : end + 4] == b" of ":
        of = (_OF if shape in ("plural", "fraction", "article") else _OF_THE).match(data, end)
    start = end if of is None else of.end() - (of[0][-1:] == b" ")
    if data[start + 1 : start + 2].isdigit():
        start = _past_measure(data, start)
    if _is_barred(data, start):
        return None
    whole = shape == "fraction" and of is not None
    return _counted(data, start, value == 1.0 and of is None, of is not None and not whole, whole)


def _is_barred(data: bytes, start: int) -> bool:
    """Whether the first word is one that no noun phrase begins with: most numbers that count nothing have it."""
    end = data.find(b" ", start + 1, start + 16)
    printed = data[start + 1 : end] if end > 0 else b""
    low = printed.lower()
    return bool(
        printed.isalpha() and _roles(low) & _BARRED and not _initials(printed) and low not in words("adjectival")
    )


_MEASURED = lazy(rb" (?:[0-9][0-9,.]*(?:-[a-z]+){1,2}|[0-9][0-9.]*(?:g|kg|ml|oz|cl|lb|mm|cm|m|ft))(?= [a-z])")


def _past_measure(data: bytes, start: int) -> int:
    """Behind the measure of what is counted: "two 14-ounce cans", "two 400g tins"."""
    match = _MEASURED.match(data, start)
    return start if match is None else match.end()


_BEFORE = lazy(rb"(?:\A|[^A-Za-z])(?:an?|another) ([a-z]{3,}) or \Z")


def before(data: bytes, start: int) -> Noun | None:
    """ "another pick or two": the noun stands before."""
    if data[start - 4 : start] != b" or ":
        return None
    match = _BEFORE.search(data, max(0, start - 28), start)
    if match is None:
        return None
    noun = match[1].decode()
    return Noun(noun, noun, match.start(1), match.end(1))


def _hyphened(data: bytes, end: int) -> Noun | None:
    """ "three-point", "six-cylinder": what is counted stands behind the hyphen, in the singular."""
    match = _HYPHENED.match(data, end)
    if match is None or match[1] in words("not_hyphened") or match[1] in words("stop") or match[1] in number_words():
        return None
    noun = (plural(match[1]) or match[1]).decode("utf-8", "replace")
    return Noun(noun, noun, match.start(1), match.end(1))


_REACH = 80
"""Bytes of a noun phrase."""


def _counted(data: bytes, start: int, single: bool, partitive: bool, whole: bool) -> Noun | None:
    match = _PHRASE.match(data, start, start + _REACH)
    if match is None:
        return None
    chain = match[1].split(b" ")
    last = _single(chain) if single else _many(chain)
    if whole and (last is None or (last and chain[last].lower() in words("verbal"))):
        last = _single(chain)
    if last is None:
        return None
    lemma = _possessed(chain[last]).lower()
    if not single:
        lemma = plural(lemma.rsplit(b"-", 1)[-1]) or lemma
    head, first = lemma.decode("utf-8", "replace"), match.start(1)
    if not last:
        return Noun(head, head, first, first + len(chain[0]))
    modifiers = [_base(word) if partitive else word for word in chain[:last] if word != b"and"]
    phrase = b" ".join([*modifiers, lemma]).decode("utf-8", "replace")
    return Noun(phrase, head, first, first + len(b" ".join(chain[: last + 1])))


_BARRED, _MIDDLE, _MARKED, _PLURAL = 1, 2, 4, 8
"""What a word may be to a noun phrase: no part of it, no end of it, a word with an apostrophe, a plural."""


@cache
def _outside() -> frozenset[bytes]:
    """The words that cannot stand inside a noun phrase."""
    return words("verb") | words("stop") | number_words()


@lru_cache(maxsize=1 << 14)
def _roles(low: bytes) -> int:
    """The roles of a word in small letters, as bits."""
    roles = (low in _outside()) * _BARRED + (low in words("middle")) * _MIDDLE
    if b"'" in low or b"\xe2\x80\x99" in low:
        roles += _MARKED
    return roles if plural(low.rsplit(b"-", 1)[-1]) is None else roles + _PLURAL


def _initials(printed: bytes) -> bool:
    """Whether two capitals are the initials of a name: US is no pronoun."""
    return len(printed) == 2 and printed.isupper()


_MARKS = (b"'s", b"\xe2\x80\x99s", b"'", b"\xe2\x80\x99")


def _possessed(word: bytes) -> bytes:
    if word.endswith(_MARKS):
        return next(word[: -len(mark)] for mark in _MARKS if word.endswith(mark))
    return word


def _many(chain: list[bytes]) -> int | None:
    """Index of the head of a plural phrase: its first plural, or the one it qualifies ("women leaders")."""
    head = None
    for index, printed in enumerate(chain):
        low = printed.lower()
        if head is None and low == b"and" and 0 < index < len(chain) - 1:
            continue
        roles = _roles(low)
        if (roles & _BARRED and not _initials(printed)) or (head is not None and roles & _MIDDLE):
            break
        if roles & _MARKED:
            return index if head is None and _plural_possessor(low) else head
        if roles & _PLURAL:
            if head is not None and not _qualifies(chain[head], printed):
                break
            head = index
        elif not roles & _MIDDLE and (head is not None or index >= 4):
            break
    return 0 if head is None and chain[0].lower() in words("adjectival") else head


def _plural_possessor(low: bytes) -> bool:
    """ "ten years' work"."""
    return not low.endswith((b"'s", b"\xe2\x80\x99s")) and plural(_possessed(low.rsplit(b"-", 1)[-1])) is not None


def _qualifies(head: bytes, word: bytes) -> bool:
    """Whether a plural before a plural qualifies it: "women leaders", "Reuters executives"."""
    return head.lower() in words("attributive") or (word.islower() and head[:1].isupper())


def _single(chain: list[bytes]) -> int | None:
    """Index of the head of a singular phrase: its last word."""
    head = None
    for index, printed in enumerate(chain[:4]):
        low = printed.lower()
        roles = _roles(low)
        if (roles & _BARRED and not _initials(printed)) or roles & _MARKED or (index and low.endswith(b"ing")):
            break
        if roles & _MIDDLE:
            if head is not None:
                break
            continue
        if head is not None and not printed.islower() and chain[head].islower():
            break
        if plural(low) is not None and low not in words("mass"):
            if index == 0:
                return None
            break
        if low.endswith((b"ly", b"ed", b"ing")) and index == len(chain) - 1:
            break
        head = index
    if head is not None and chain[head].lower().endswith((b"ly", b"ed")):
        head = head - 1 if head else None
    return head


def _base(word: bytes) -> bytes:
    """The positive of a superlative: "one of the largest dinosaurs" is one large dinosaur."""
    low = word.lower()
    known = lemmas("superlative").get(low)
    if known is not None:
        return known
    if len(low) < 6 or not low.endswith(b"est") or low in words("positive"):
        return word
    return low[:-4] + b"y" if low.endswith(b"iest") else low[:-3]
