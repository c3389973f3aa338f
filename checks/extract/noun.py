"""Counted nouns: the noun phrase that a number counts ("14 suspected militants"), by its shape and a small lexicon.

Without a tagger the phrase after a number is read up to its first plural, unless a word comes first that cannot stand
inside a noun phrase (`checks/lexicon/nouns.csv`). Precision first: no plural, no noun.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from checks.extract.number import number_words
from checks.lexicon.nouns import lemmas, words
from checks.regex import lazy

_TOKEN = rb"(?:U\.[SKN]\.|[A-Za-z\xc3-\xf4\x80-\xbf][A-Za-z'\xc3-\xf4\x80-\xbf-]*)"
_PHRASE = lazy(
    rb"(?:[ ]{1,2}|\xc2\xa0)(" + _TOKEN + rb"(?:[ ](?:" + _TOKEN + rb"|[0-9]{2,4}(?=[ ][A-Z])))" + rb"{0,6})"
)
_HYPHENED = lazy(rb"-([a-z\xc3-\xf4\x80-\xbf]{3,})(-[a-z]+)?(?![A-Za-z])")
_WORD = lazy(rb"[^ ]+")
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


@lru_cache(maxsize=1 << 14)
def plural(word: bytes) -> bytes | None:
    """The singular of a plural noun in lower case, None if the word does not look like one."""
    if word in lemmas():
        return lemmas()[word]
    if word in words("mass"):
        return word
    if len(word) < 4 or word[-1:] != b"s" or word[-2:] in (b"ss", b"us", b"is") or word in words("singular"):
        return (
            word[:-1]
            if len(word) == 3 and word[-1:] == b"s" and word not in words("singular") and word not in words("stop")
            else None
        )
    if word in words("stop") or word in words("verb"):
        return None
    if word.endswith(b"ies") and len(word) > 4:
        return word[:-3] + b"y"
    if word.endswith((b"ches", b"shes", b"xes", b"sses", b"zzes")):
        return word[:-2]
    return word[:-1]


def after(data: bytes, end: int, value: float, shape: str) -> Noun | None:
    """The noun phrase that the number ending at `end` counts; `shape` is that of the numeral."""
    head = data[end : end + 1]
    if head == b"-":
        return _hyphened(data, end)
    if head not in b" \xc2" or not head:
        return None
    of = None
    if data[end : end + 4] == b" of ":
        of = (_OF if shape in ("plural", "fraction", "article") else _OF_THE).match(data, end)
    start = end if of is None else of.end() - (of[0][-1:] == b" ")
    if data[start + 1 : start + 2].isdigit():
        start = _past_measure(data, start)
    window = data[start : start + 80]
    cut = window.find(b"\n")
    whole = shape == "fraction" and of is not None
    found = _counted(
        window if cut < 0 else window[:cut], value == 1.0 and of is None, of is not None and not whole, whole
    )
    if found is None:
        return None
    phrase, noun, first, last = found
    return Noun(phrase, noun, start + first, start + last)


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
    if match is None or match[1] in words("not_hyphened") or match[1] in words("stop") | number_words():
        return None
    noun = (plural(match[1]) or match[1]).decode("utf-8", "replace")
    return Noun(noun, noun, match.start(1), match.end(1))


@lru_cache(maxsize=1 << 14)
def _counted(window: bytes, single: bool, partitive: bool, whole: bool) -> tuple[str, str, int, int] | None:
    match = _PHRASE.match(window)
    if match is None:
        return None
    offset = match.start(1)
    chain = [(offset + word.start(), offset + word.end(), word[0]) for word in _WORD.finditer(match[1])]
    last = _single(chain) if single else _many(chain)
    if whole and last and chain[last][2].lower() in words("verbal"):
        last = None
    if last is None and whole:
        last = _single(chain)
    if last is None:
        return None
    phrase = [word for _, _, word in chain[: last + 1] if word != b"and"]
    head = _possessed(phrase[-1]).lower()
    lemma = head if single else plural(head.rsplit(b"-", 1)[-1]) or head
    modifiers = [_base(word) if partitive else word for word in phrase[:-1]]
    name = b" ".join([*modifiers, lemma])
    return name.decode("utf-8", "replace"), lemma.decode("utf-8", "replace"), chain[0][0], chain[last][1]


def _possessed(word: bytes) -> bytes:
    for mark in (b"'s", b"\xe2\x80\x99s", b"'", b"\xe2\x80\x99"):
        if word.endswith(mark):
            return word[: -len(mark)]
    return word


def _many(chain: list[tuple[int, int, bytes]]) -> int | None:
    """Index of the head of a plural phrase: its first plural, or the one it qualifies ("women leaders")."""
    head = None
    for index, (_, _, word) in enumerate(chain):
        low = word.lower()
        if low == b"and" and 0 < index < len(chain) - 1 and head is None:
            continue
        if _barred(word, low) or (head is not None and low in words("middle")):
            break
        if b"'" in low or b"\xe2\x80\x99" in low:
            return index if head is None and _plural_possessor(low) else head
        if plural(low.rsplit(b"-", 1)[-1]) is not None:
            if head is not None and not _qualifies(chain[head][2], word):
                break
            head = index
        elif low not in words("middle") and (head is not None or index >= 4):
            break
    return 0 if head is None and chain[0][2].lower() in words("adjectival") else head


def _plural_possessor(low: bytes) -> bool:
    """ "ten years' work"."""
    return not low.endswith((b"'s", b"\xe2\x80\x99s")) and plural(_possessed(low.rsplit(b"-", 1)[-1])) is not None


def _barred(word: bytes, low: bytes) -> bool:
    """Whether a word cannot stand inside a noun phrase; US is no pronoun."""
    if word.isupper() and len(word) == 2:
        return False
    return low in words("verb") or low in words("stop") or low in number_words()


def _qualifies(head: bytes, word: bytes) -> bool:
    """Whether a plural before a plural qualifies it: "women leaders", "Reuters executives"."""
    return head.lower() in words("attributive") or (word.islower() and head[:1].isupper())


def _single(chain: list[tuple[int, int, bytes]]) -> int | None:
    """Index of the head of a singular phrase: its last word."""
    head = None
    for index, (_, _, word) in enumerate(chain[:4]):
        low = word.lower()
        if _barred(word, low) or b"'" in low or b"\xe2\x80\x99" in low or (index and low.endswith(b"ing")):
            break
        if low in words("middle"):
            if head is not None:
                break
            continue
        if head is not None and not word.islower() and chain[head][2].islower():
            break
        if plural(low) is not None and low not in words("mass"):
            if index == 0:
                return None
            break
        if low.endswith((b"ly", b"ed", b"ing")) and index == len(chain) - 1:
            break
        head = index
    if head is not None and chain[head][2].lower().endswith((b"ly", b"ed")):
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
