"""The sides of an event: phrases reduced to who acts, by names, roles of words and the text's own appositions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product, takewhile

from checks.lexicon.verb import forms, nations, places, roles, stateless
from checks.lexicon.word import classes, members
from checks.regex import lazy

_WORD = lazy(r"[^\W\d_](?:[^\W_]|[-.](?=[^\W_]))*|['’]s\b")
_NATION = lazy(r"(?:i?ans?|ish|ese|i|ic|ch|eks?|ois|ites?)\Z")
_CAUSE = lazy(r"(?<!loyal)ists?\Z|^(?:imperial|confederate|union|crown|red|white)\Z")
_HELPED = lazy(r"\S+-(?:backed|led|supported|allied|aligned|trained)\s")
_COUNTED = lazy(r"\d|(?:th|nd|rd|st|first|second|third)\Z")
_LOYAL = frozenset({"pro-government", "loyalist", "loyalists"})
_OFFICIAL = frozenset(
    {"national", "presidential", "armed", "special", "security", "defence", "defense", "civil", "border"}
)
_RULERS = frozenset({"president", "premier", "minister", "king", "queen", "emperor", "chancellor", "sultan", "emir"})
_GONE = frozenset({"former", "ousted", "deposed", "toppled", "exiled", "ex-president"})
_LOYALTY = " loyal to "
_ARTICLES = ("al-", "el-", "ash-", "an-", "ar-")
_JOINTS = frozenset({"and", "or", "but"})
_FIGHTING = frozenset({"state", "rebel", "armed", "body"})
_NEAR = ("in", "at", "near", "to")
_PROPER = frozenset({"state", "federal", "republican", "royal", "line", "park"})


@dataclass(frozen=True, slots=True)
class Side:
    """Who acts: the names in the phrase (each a set of its words), the role of its words, and its head.

    `nation` is a modifier that says where somebody is from ("Syrian troops") and tells apart only sides of one role;
    `place` is true where the name is a place's, which may stand for its government; `allies` are the nations that the
    text names in one breath with it. `others` are the further sides of "Afghan and British soldiers".
    """

    names: frozenset[str]
    role: str | None
    head: str | None
    nation: str | None
    place: bool
    allies: frozenset[str] = frozenset()
    others: tuple[Side, ...] = ()


def side(phrase: str | None, text: str) -> Side | None:
    """The side that a phrase names in a text; None for a pronoun or nothing.

    Forces of a nation are those of its state, unless the text shows the name to be that of a group.
    """
    if phrase is None:
        return None
    if " and " in phrase:
        return _joined(phrase, text)
    words = [word for word in _WORD.findall(_HELPED.sub("", phrase)) if word.lower() not in members("determiner")]
    if not words or all(word.lower() in members("pronoun") and not word.isupper() for word in words):
        return None
    if len(words) > 1 and words[1].islower() and words[0].lower() in _PROPER:
        words = [words[0].lower(), *words[1:]]
    army = _own_army(words)
    common = [word for word in words if word not in army and (not _named(word) or _institution(word))]
    names = army or [word[0].upper() + word[1:] for word in words if _named(word) and not _institution(word)]
    names = [word for word in names if len(word) > 1]
    role, nation = _role(common), None
    if (role in ("state", "armed") or (role is None and common)) and _national(" ".join(names)):
        nation, names = " ".join(names), []
    if nation and role == "armed":
        role = "state" if _regular(nation, common, text) else role
    if nation and (role == "armed" or (role == "state" and nations().get(nation) in stateless())):
        names, nation, role = [nation], None, "armed"
    if _LOYALTY in text and role in (None, "armed", "rebel", "body") and (master := _master(phrase, text)):
        return side(master, text)
    if names and role in (None, "armed", "body"):
        role = _apposed(" ".join(names), text) or role
    if role == "state":
        cause = next((word for word in common if _CAUSE.search(word)), None)
        nation, names = nation or (" ".join(names) or cause), []
    head = common[-1].lower() if common else None
    name = " ".join(names)
    place = bool(name) and _is_place(name, text)
    allies = _allies(nation, text) if nation else frozenset()
    return Side(frozenset([name] if name else []), role, head, nation, place, allies)


def _master(phrase: str, text: str) -> str | None:
    """Whose troops these are by the text: "government troops" for the "forces loyal to the president".

    None if the phrase also stands alone, or those it is loyal to are not always the same.
    """
    own = phrase.removesuffix(" loyal")
    if own == phrase and text.count(own) > text.count(own + _LOYALTY):
        return None
    found = re.findall(
        rf"\b{re.escape(own)}{_LOYALTY}(?:the )?((?:[A-Z]\S*[^\W.,](?: |\b)|[a-z]+(?: |\b)){{1,3}})", text
    )
    masters = {_ruled(words.split(), text) for words in found}
    return masters.pop() if len(masters) == 1 else None


def _ruled(words: Sequence[str], text: str) -> str | None:
    """Troops of those who are named, which are those of the state if they rule it."""
    names = [word for word in words if word[0].isupper() and word.lower() not in roles()]
    if not names:
        rules = any(word in _RULERS or roles().get(word) == "state" for word in words)
        return "government troops" if rules and not _GONE & set(words) else None
    styled = re.findall(rf"((?:\b[\w.-]+ ){{1,2}}){re.escape(names[-1])}\b", text)
    titled = any(word.lower() in _RULERS for before in styled for word in before.split())
    rules = titled or names[-1] in places()
    return "government troops" if rules and not _GONE & set(words) else f"{names[-1]} fighters"


def _named(word: str) -> bool:
    """Whether a word is of a name: "Hezbollah", "al-Qaida"."""
    return word[0].isupper() or (word.startswith(_ARTICLES) and not word.islower())


def _own_army(words: Sequence[str]) -> list[str]:
    """The name of a body of its own that has the word of an institution in it: "fighters of the Free Burma Army"."""
    runs = ([*run] for capital, run in groupby(words, key=lambda word: word[0].isupper()) if capital)
    name = next((run for run in runs if len(run) > 1 and roles().get(run[-1].lower()) == "state"), None)
    if name is None:
        return []
    lead = [word.lower() for word in name[:-1]]
    if any(word in members("insurgent") for word in lead):
        return name
    if any(
        _CAUSE.search(word) or _COUNTED.search(word) or word in _OFFICIAL | _PROPER or word in roles() for word in lead
    ):
        return []
    return [] if any(_national(word) or word in nations() for word in (*name[:-1], " ".join(name[:-1]))) else name


def _regular(nation: str, common: Sequence[str], text: str) -> bool:
    """Whether the forces of a nation are those of its state: no fighters, and no group with a name like a nation's."""
    known = nation in nations() and nations()[nation] not in stateless()
    return known and common[-1].lower() not in ("fighters", "fighter") and not _group(nation, text)


def _is_place(name: str, text: str) -> bool:
    """Whether the text says that something is in, at or near what a name names."""
    near = any(f"{word} {name}" in text for word in _NEAR)  # much faster than the pattern, and mostly false
    return near and re.search(rf"\b(?:{'|'.join(_NEAR)}) {re.escape(name)}\b", text) is not None


def _joined(phrase: str, text: str) -> Side | None:
    """Several sides acting together; an adjective alone takes the noun of the last ("Afghan and British soldiers")."""
    parts = [part.strip() for part in phrase.split(" and ")]
    noun = parts[-1].split()[-1] if parts[-1] else ""
    whole = [f"{part} {noun}" if _national(part) and noun.lower() in roles() else part for part in parts]
    sides = [one for part in whole if (one := side(part, text)) is not None]
    return replace(sides[0], others=tuple(sides[1:])) if sides else None


def _national(name: str) -> bool:
    """Whether a name says where somebody is from: "Syrian", "South Korean", or a word that is formed so."""
    return name in nations() or (" " not in name and _NATION.search(name.lower()) is not None)


def _nation(name: str) -> str:
    """One name for a nation and its people; else the first letters, which the forms of a name share."""
    return nations().get(name, name[:4].lower())


def _institution(word: str) -> bool:
    """Whether a capitalised word is no name but the office that it heads: "Syrian Army", but not "Islamic State"."""
    return word.lower() in roles() and word.lower() not in _PROPER


def _group(name: str, text: str) -> bool:
    """Whether the text speaks of a name that looks like a nation's as of a body of people: "the Taliban have"."""
    return re.search(rf"\b[Tt]he {re.escape(name)} (?:\w+ed|had|have|were|are|took|said|say|group)\b", text) is not None


def _role(common: Iterable[str]) -> str | None:
    """The most telling role of the words: "government forces" is the state, "rebel forces" are rebels."""
    words = [word.lower() for word in common]
    if any(word in _LOYAL for word in words):
        return "state"
    found = [roles()[word] for word in words if word in roles()]
    for role in ("rebel", "state", "party", "company"):
        if role in found:
            return role
    return next(iter(found), None)


def _apposed(name: str, text: str) -> str | None:
    """The role that the text itself gives to a name: "Islamic State militants", "the rebel group Ansar"."""
    for found in re.finditer(rf"\b{re.escape(name)}\b(?:,? (?:an?|the))?((?: [a-z-]+){{1,4}})", text):
        role = _role(takewhile(_nominal, found[1].split()[:3]))
        if role in ("rebel", "state", "party", "company"):
            return role
    for found in re.finditer(rf"((?:\b[a-z-]+ ){{1,3}}){re.escape(name)}\b", text):
        role = _role(takewhile(_nominal, reversed(found[1].split()[-2:])))
        if role in ("rebel", "party", "company"):
            return role
    return None


def _nominal(word: str) -> bool:
    """Whether a word may stand with a noun: no verb ("the Tigers drove the army out"), and nothing that joins nouns."""
    closed = not classes(word).isdisjoint(("determiner", "preposition", "have", "be", "past")) or word in _JOINTS
    return not (closed or word.endswith("ed") or any(one.form == "past" for one in forms().get(word, ())))


def same(one: Side | None, other: Side | None) -> bool | None:
    """Whether two sides are one: true, false, or None where the words do not tell."""
    if one is None or other is None:
        return None
    if one.others or other.others:
        verdicts = [_same(*pair) for pair in product((one, *one.others), (other, *other.others))]
        return True if True in verdicts else None if None in verdicts else False
    return _same(one, other)


def _same(one: Side, other: Side) -> bool | None:
    if one.names and other.names:
        return _same_named(one, other)
    if (kin := _kin(one, other)) is not None:
        return kin
    if {one.role, other.role} == {"state", "rebel"}:
        return False
    if one.role is None and other.role is None and one.nation and other.nation:
        return _same_nation(one, other)
    if one.role == other.role and one.role is not None:
        return _same_role(one, other)
    if {one.role, other.role} == {"state", "armed"} and (one.names or other.names):
        return False
    if one.role in _FIGHTING and other.role in _FIGHTING:
        return _same_fighting(one, other)
    if "rival" in (one.role, other.role):
        return False
    if "state" in (one.role, other.role) and (one.names or other.names):
        return None if one.place or other.place else False
    return True if one.head is not None and one.head == other.head and not (one.names or other.names) else None


def _kin(one: Side, other: Side) -> bool | None:
    """Whether a nation's name and those who come from it are one side ("Ukraine", "Ukrainian troops")."""
    for name, people in ((one, other), (other, one)):
        printed = " ".join(name.names)
        if people.nation and printed and _nation(printed) == _nation(people.nation):
            return True
        if people.nation and printed in nations():
            return _same_nation(replace(name, nation=printed), people)
    return None


def _same_named(one: Side, other: Side) -> bool | None:
    name, known = next(iter(one.names)), next(iter(other.names))
    mine, theirs = set(name.split()), set(known.split())
    if name.rstrip("s") == known.rstrip("s") or nations().get(name, name) == nations().get(known, known):
        return True
    if mine <= theirs or theirs <= mine or _initials(name) == known or _initials(known) == name:
        return True
    if _initials(name)[: len(known)] == known or _initials(known)[: len(name)] == name:
        return True
    return None if one.role is not None and one.role == other.role == "state" else False


def _same_role(one: Side, other: Side) -> bool | None:
    """Two of one role: one side, unless they are of two nations or of two kinds of rebels."""
    if one.nation and other.nation:
        return _same_nation(one, other)
    if one.role in ("company", "party", "rebel", "rival") and not (one.names or other.names):
        return True if one.head == other.head or one.role == "rebel" else None
    return True


def _same_nation(one: Side, other: Side) -> bool | None:
    """Two nations are two sides, unless they fight together; one may be told by its people or by its capital."""
    mine, theirs = _nation(str(one.nation)), _nation(str(other.nation))
    words, others = set(str(one.nation).split()), set(str(other.nation).split())
    if mine == theirs or words <= others or others <= words:  # "Charles Taylor's soldiers", "Taylor's soldiers"
        return True
    known = all(_national(str(each.nation)) or _CAUSE.search(str(each.nation)) for each in (one, other))
    joined = theirs in one.allies or mine in other.allies
    return False if known and not joined else None


def _allies(nation: str, text: str) -> frozenset[str]:
    """The nations that the text joins to a nation: "Syrian troops and their Russian allies"."""
    joined = rf"\b{re.escape(nation)}\w*(?: \w+){{0,3}}?(?:,| and| with)(?: \w+){{0,3}}? ([A-Z]\w+)"
    backed = r"\b([A-Z]\w+)-(?:backed|led|supported|allied)\b"
    return frozenset(_nation(found[1]) for found in re.finditer(f"{joined}|{backed}", text) if found[1])


def _same_fighting(one: Side, other: Side) -> bool | None:
    """Forces and fighters are of no side by themselves, a group is hardly the state."""
    pair = {one.role, other.role}
    if pair == {"state", "body"}:
        return False
    if pair == {"rebel", "body"}:
        return True
    return True if one.nation and other.nation and _nation(one.nation) == _nation(other.nation) else None


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 1 else name
