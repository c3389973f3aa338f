"""What events happen to: names and descriptions of one document reduced to one object each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache, partial
from typing import Any, TypeAlias

from checks.lexicon.verb import nations, roles
from checks.lexicon.word import tags
from checks.regex import lazy

Row: TypeAlias = dict[str, Any]

_WORD = lazy(r"\w+")
_TYPED = lazy(r"\b([a-z]+) of [A-Z]")
_SERIES = lazy(r"^(?:the|an?|its|his|her|their) ", re.I)
_GIVEN = lazy(r"\b[A-Z][\w.-]+\Z")
_LONGEST = 40
"""Characters of a given name."""
_THINGS = frozenset({"it", "its", "there"})
_PERSONS = frozenset({"he", "she", "they", "him", "her", "them", "his", "their", "i", "we"})
_MANY = 200
"""Names of things in one text, beyond which no description means a certain one."""
_NEAR = 200
"""Characters before a pronoun in which its name may stand."""
_NEXT = frozenset({"appoint", "join", "leave", "remove", "serve", "take", "free"})
"""Frames in which a pronoun may mean who was told of in the sentence before."""


def in_office(row: Row) -> Row:
    """Who holds a post is what is told of, and not the post."""
    if row["frame"] != "hold" or roles().get(row["patient_head"] or "") != "post":
        return row
    agent = row["agent"] or ""
    name, pronoun = (agent, None) if agent[:1].isupper() and agent.lower() not in _PERSONS else (None, agent.lower())
    return {**row, "frame": "serve", "patient": agent, "patient_name": name, "patient_head": pronoun}


def _described_only(name: str) -> bool:
    """Whether a name says only where something is: "Sudan's second city"."""
    owner, _, head = name.rpartition(" ")
    return owner in nations() and roles().get(head) == "place"


class Objects:
    """Reduces the patients of a document's events to objects."""

    def __init__(self, rows: Sequence[Row], text: str) -> None:
        self._text = text
        # Events of one document tell of the same few names, each of which is looked for in the whole text.
        self._words = cache(lambda: frozenset(_WORD.findall(text)))
        self._prints = cache(self._print)
        self._printed = {name for row in rows if (name := self._name(row)) and name == row["patient_name"]}
        self._printed |= {row["agent"] for row in rows if row["frame"] == "marry" and row["agent"]}
        self._canonical = cache(partial(_canonical, text, self._printed))
        self._known = cache(partial(_known, text, self._printed))
        self._names: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            name = self._name(row)
            if name is not None:
                self._names[self._canonical(name)].add(roles().get(row["patient_head"] or "", ""))
        self._crowded = len(self._names) > _MANY
        self._last: tuple[int, str] | None = None

    def of(self, row: Row) -> str | None:
        """The object of an event, None if it is in doubt."""
        thing = self._of(row)
        if thing is not None:
            self._last = (row["sentence"], thing)
        return thing

    def _of(self, row: Row) -> str | None:
        if row["frame"] == "marry":
            return self._couple(row)
        name = self._name(row)
        if name is not None:
            if row["frame"] in ("begin", "end") and name.split()[-1][0].islower():
                name = name.rsplit(" ", 1)[0] if name.rsplit(" ", 1)[0] in self._printed else name
            whole = row["patient"].endswith(name) and name in self._printed
            if row["event_type"] in ("launch", "sign") and not whole:  # "Falcon 1" is another than "Falcon 9"
                return _SERIES.sub("", row["patient"])
            person = row["event_type"] in ("born", "die", "kill", "convict", "sentence")
            return None if person and (self._crowded or not self._known(name)) else self._canonical(name)
        head = row["patient_head"]
        if head is None:
            return None
        if head in _THINGS or head in _PERSONS:
            if self._last is None and head == "it":
                return self._named_before(row["start"])
            reach = 1 if head in _THINGS or row["frame"] in _NEXT or row["event_type"] == "launch" else 0
            return self._last[1] if self._last and row["sentence"] - self._last[0] <= reach else None
        if not row["patient"].lower().startswith(("the ", "this ", "that ")):
            return None
        return self._described(head, row)

    def _named_before(self, at: int) -> str | None:
        """What "it" means before anything is told: the one thing of an event that the last two sentences name."""
        low = max(0, at - _NEAR)
        begin = self._text.rfind(". ", low, max(low, self._text.rfind(". ", low, at)))
        named = [name for name in self._names if self._text.find(name, max(begin, low), at) >= 0]
        return named[0] if len(named) == 1 else None

    def _couple(self, row: Row) -> str | None:
        """Two people by their last names; "they" are those of the last sentence."""
        pair = [str(row[part] or "") for part in ("agent", "patient")]
        if any(not name[:1].isupper() or name.lower() in _PERSONS for name in pair):
            return None
        return " and ".join(sorted(self._canonical(name) for name in pair))

    def _described(self, head: str, row: Row) -> str | None:
        """The named thing that a description ("the town") can only mean, else the thing that is never named."""
        called = {name for name in self._names if name.lower().endswith(f" {head}")}
        if len(called) == 1 or self._crowded:
            return next(iter(called)) if len(called) == 1 else None
        role, at = roles().get(head), row["start"]
        if role is None:
            return None
        inside = role not in ("place", "seat") and row["event_type"] in ("capture", "loss", "attack")
        fitting = [name for name, heads in self._names.items() if role in heads or (heads == {""} and not inside)]
        if not fitting:
            return f"the {head}"
        latest = max(fitting, key=lambda name: self._text.rfind(name, 0, at))
        since = self._text.rfind(latest, 0, at)
        if since < 0 and len(fitting) > 1:
            return None
        others = (found[1] for found in _TYPED.finditer(self._text, max(since, 0), at))
        return None if any(roles().get(other) == role for other in others) else latest

    def _print(self, word: str) -> bool:
        """Whether the text has a word; most are not among its words, which is quick to see."""
        first = _WORD.match(word)
        if first is not None and first[0] not in self._words():
            return False
        return f" {word}" in self._text and re.search(rf"\b{re.escape(word)}\b", self._text) is not None

    def _name(self, row: Row) -> str | None:
        """The name of a patient; a word that the text also prints small only began its sentence."""
        name, head = row["patient_name"], row["patient_head"]
        if name is None or (" " not in name and self._prints(name.lower())) or _described_only(name):
            return None
        behind = head is not None and row["patient"].endswith(head) and not name.endswith(head)
        thing = behind and roles().get(head, "" if head.endswith("s") else "place") != "place"
        return f"{name} {head}" if thing else str(name)


def _known(text: str, printed: Collection[str], name: str) -> bool:
    """Whether a name is that of one person: a full one, or the last name of the only one that has it."""
    if " " in name:
        return True
    places = (found.start() for found in re.finditer(rf" {re.escape(name)}\b", text))
    before = (_GIVEN.search(text, max(0, at - _LONGEST), at) for at in places)
    given = {found[0] for found in before if found is not None and found[0].lower() not in tags()}
    return len(given) == 1 and any(one.endswith(f"{next(iter(given))} {name}") for one in printed)


def _canonical(text: str, printed: Collection[str], name: str) -> str:
    """The shortest known name that a name begins or ends with; what is only named after a place stands alone."""
    words = name.split()
    if words[-1][0].islower():
        owner = " ".join(words[:-1])
        place = re.search(rf"\b(?:in|at|near) {re.escape(owner)}\b", text)
        bought = owner in printed and roles().get(words[-1]) in ("asset", "company") and not place
        return owner if bought else name
    parts = name.split(" ")
    ends = (" ".join(part) for length in range(1, len(parts) + 1) for part in (parts[:length], parts[-length:]))
    known = (one for one in ends if one in printed and all(word[0].isupper() for word in one.split()))
    return min(known, key=len, default=name)
