"""A sentence cut into words, and the phrases and clause bounds around a word, by closed classes alone.

There is no parser here: a phrase is what stands directly beside a word and contains nothing but nouns and what modifies
them, and where more than one attachment is possible there is no phrase at all.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from checks.extract.event.word_class import CAPITAL, ENDS_PAST, NOMINAL, PASSED, VERBAL, mask, vocabulary
from checks.lexicon.verb import roles
from checks.pattern import phrase

_WORD = r"[^\W_]*+(?:(?:[-&]|[.,](?=\d)|['’](?!s\b))[^\W_]++)*"
_INITIALS = r"(?<!\d)\.(?:[^\W\d_]\.)+(?:-[^\W_]++)*"
_PLAIN = r"[A-Za-z]++ (?!\s)"
"""Most tokens are plain words; to ask for these first takes half as long."""
_TOKEN = phrase(rf"{_PLAIN}|(?:[^\W_](?:{_INITIALS}|{_WORD})|['’]s\b|\S)\s*+", yes=("took", "’s"), no=(" ",))
"""A token with the space behind it: nothing of a sentence is left out, so the lengths of its tokens add up."""


class NounPhrase(NamedTuple):
    """A noun phrase: tokens [first, last), with the name in it, the noun that heads it, or a pronoun.

    `part` is true where only a part of the thing is meant ("parts of the town", "eastern Aleppo").
    """

    first: int
    last: int
    name: str | None
    head: str | None
    pronoun: str | None
    definite: bool
    part: bool = False


DETERMINER, DEFINITE, POSSESSIVE = mask("determiner"), mask("definite"), mask("possessive")
PRONOUN, RELATIVE, CALENDAR = mask("pronoun"), mask("relative"), mask("calendar")
BE, HAVE, MODAL, NEGATIVE, ADVERB = mask("be"), mask("have"), mask("modal"), mask("negative"), mask("adverb")
PREPOSITION, CONJUNCTION, CONDITIONAL = mask("preposition"), mask("conjunction"), mask("conditional")
IRREALIS, WHOLE, PART, DIRECTION = mask("irrealis"), mask("whole"), mask("part"), mask("direction")
LASTING, LOYAL, REFERRING = mask("lasting"), mask("loyal"), mask("again_referring")
NUMBER, LED, REPEATED = mask("number"), mask("led"), mask("repeated")
HAPPENING, FEAST = mask("happening"), mask("feast")
_CLOSING = mask("relative conditional") | mask("contrast")
_POSSESSOR = frozenset({"'s", "’s", "'", "’"})
_GENITIVE = frozenset({"'s", "’s"})
_BREAKS = frozenset({";", ":", "—", "–", "(", ")", '"', "“", "”", "...", "…", "?", "!"})
_SINCE = frozenset({"before", "after", "until", "till", "since", "once"})
_JOINTS = _BREAKS | _SINCE | {".", "as", "and", "or"}
_CLOSERS = _CLOSING | MODAL | PRONOUN | LED

_OUTSIDE = 16
"""Empty words behind the last one, which are also those before the first: a position may be negative."""
_NONE = [""] * _OUTSIDE, [0] * _OUTSIDE


class Clause:
    """The words of one sentence; a position counts tokens, and outside the sentence stand empty words.

    `words` are in lower case, `tags` the classes of each (`checks.extract.event.word_class`); `size` is the number of
    tokens.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        spaced: list[str] = _TOKEN.findall(text)
        self._spaced = spaced
        self.starts = [*accumulate(map(len, spaced), initial=len(text) - len(text.lstrip()))]
        self.size = len(spaced)
        lower, classes = vocabulary(shouted=text.isupper())
        self.words = [*map(lower.__getitem__, spaced), *_NONE[0]]
        self.tags = [*map(classes.__getitem__, spaced), *_NONE[1]]
        if "May" in text:
            self._name_month(classes["may (month)"])

    def _name_month(self, tag: int) -> None:
        """The month of May is no auxiliary."""
        for at, word in enumerate(self._spaced):
            if word.rstrip() == "May" and (at > 0 or self.words[1][:1].isdigit()):
                self.words[at], self.tags[at] = "may (month)", tag | CAPITAL

    def __len__(self) -> int:
        return self.size

    def word(self, at: int) -> str:
        """The word at a position in lower case, empty outside the sentence."""
        return self.words[at]

    def printed(self, at: int) -> str:
        """The word at a position as printed."""
        return self._spaced[at].rstrip()

    def position(self, offset: int) -> int | None:
        """The position of the word that begins at a character offset, None if none does."""
        found = bisect_left(self.starts, offset, 0, self.size)
        return found if found < self.size and self.starts[found] == offset else None

    def is_any(self, at: int, mask: int) -> bool:
        """Whether the word at a position belongs to one of the closed classes."""
        return self.tags[at] & mask != 0

    def capital(self, at: int) -> bool:
        """Whether the word is printed with a capital, first or inside ("iPhone", "al-Qaida")."""
        return self.tags[at] & CAPITAL != 0

    def nominal(self, at: int) -> bool:
        """Whether a word may stand inside a noun phrase."""
        return self.tags[at] & NOMINAL != 0

    def end(self, at: int) -> int:
        """The character offset behind the word at a position."""
        return self.starts[at] + len(self.printed(at))

    def span(self, phrase: NounPhrase) -> tuple[int, int]:
        """Character offsets of a phrase in the sentence."""
        return self.starts[phrase.first], self.end(phrase.last - 1)

    def skip_adverbs(self, at: int, step: int) -> int:
        """The next position from `at`, in steps of 1 or -1, that is no adverb."""
        tags = self.tags
        while tags[at] & PASSED:
            at += step
        return at

    def phrase_after(self, at: int) -> NounPhrase | None:
        """The noun phrase that begins at a position."""
        at += self.word(at) == "the" and self.is_any(at + 1, WHOLE) and self.word(at + 2) == "of"
        if self.is_any(at, WHOLE) and self.word(at + 1) == "of":
            at += 2
        first = at
        part = self._part(at)
        if self.is_any(at, PRONOUN):
            return NounPhrase(first, at + 1, None, None, self.word(at), True)
        definite = self.is_any(at, DEFINITE)
        if self.is_any(at, DETERMINER):
            at += 1
            part = part or self._part(at)
        begin = at
        while self._continues(at, begin):
            at += 1
        if at == begin:
            return None
        return self._phrase(first, at, definite, part)

    def _continues(self, at: int, begin: int) -> bool:
        word, tag = self.words[at], self.tags[at]
        if word == "of":
            part = self._part(at - 1)
            return at > begin and (part or (self.words[at - 1] in roles() and self.capital(at + 1)))
        if tag & DETERMINER:
            return self.words[at - 1] == "of"
        if not tag & NOMINAL:
            return word in _GENITIVE and at > begin
        if at > begin and tag & ADVERB:
            return False
        if tag & NUMBER and self.tags[at + 1] & CALENDAR:
            return False  # "took the town two months later"
        return at == begin or tag & CAPITAL != 0 or not self.verbal(at)

    def verbal(self, at: int) -> bool:
        """Whether a word in lower case is surely or likely a verb: a known finite form, or a past form in "-ed"."""
        tag = self.tags[at]
        if tag & CAPITAL and at > 0:
            return False
        return bool(tag & VERBAL or (tag & ENDS_PAST and not self.tags[at - 1] & (DETERMINER | PREPOSITION)))

    def _part(self, at: int) -> bool:
        return self.is_any(at, PART) and self.word(at + 1) == "of"

    def phrase_before(self, at: int) -> NounPhrase | None:
        """The noun phrase that ends just before a position; None where it may belong to a preposition."""
        last, first = at, self._begin(at)
        if first == last:
            return self._pronoun(at - 1)
        before = self.word(first - 1)
        if before in ("to", "with") and self.is_any(first - 2, LOYAL):
            return self.phrase_before(first - 2)
        if before in ("of", "from") and first - 2 >= 0 and self.nominal(first - 2):
            outer = self.phrase_before(first - 1)
            return None if outer is None else self._phrase(outer.first, last, outer.definite, outer.part)
        if before in ("in", "at", "near", "on", "around"):
            return self._placed(first - 1, last)
        if self.is_any(first - 1, PREPOSITION) and not (before in ("as",) and first == 1):
            return None
        return self._phrase(first, last, self.is_any(first, DEFINITE), False)

    def ending(self, at: int) -> NounPhrase | None:
        """The noun phrase that ends just before a position, whatever stands before it."""
        first = self._begin(at)
        return self._pronoun(at - 1) if first == at else self._phrase(first, at, self.is_any(first, DEFINITE), False)

    def _begin(self, last: int) -> int:
        """Where the noun phrase begins that ends just before a position."""
        first = last
        while first > 0 and self._precedes(first - 1, last):
            first -= 1
            if self.is_any(first, DETERMINER):
                break
        return first

    def _placed(self, preposition: int, last: int) -> NounPhrase | None:
        """A phrase with its place, if it begins the clause: "The museum in Oslo"; else the place may be the verb's."""
        phrase = self.phrase_before(preposition)
        if phrase is None or not (phrase.first == 0 or self.word(phrase.first - 1) in (",", "that")):
            return None
        return NounPhrase(phrase.first, last, phrase.name, phrase.head, phrase.pronoun, phrase.definite, phrase.part)

    def _pronoun(self, at: int) -> NounPhrase | None:
        if at >= 0 and self.is_any(at, PRONOUN) and not self.is_any(at - 1, PREPOSITION):
            return NounPhrase(at, at + 1, None, None, self.word(at), True)
        return None

    def _precedes(self, at: int, last: int) -> bool:
        tag = self.tags[at]
        if tag & DETERMINER:
            return True
        if not tag & NOMINAL:
            return self.words[at] in _POSSESSOR and at + 1 < last
        return not (tag & ADVERB or self.verbal(at))

    def _phrase(self, first: int, last: int, definite: bool, part: bool) -> NounPhrase:
        words, tags = self.words, self.tags
        inner = [at for at in range(first, last) if not tags[at] & DETERMINER]
        owners = [at for at in inner if words[at] in _GENITIVE]
        own = inner[inner.index(owners[-1]) + 1 :] if owners else inner
        name = self._name(own)
        head = self._head(own, name)
        if owners and name is None and head is not None:
            owned = self._name(inner[: inner.index(owners[-1])])
            name = f"{owned} {head}" if owned else None
        if name and head and roles().get(head, "place") != "place" and any(words[at] == "of" for at in own):
            name = f"{name} {head}"
        within = words[first] in ("a", "an") and "of" in words[first:last]  # "a district of Homs"
        return NounPhrase(
            first, last, name, head, None, definite, part or (name is not None and (within or self._led(inner)))
        )

    def _head(self, own: list[int], name: str | None) -> str | None:
        """The last word that plays a part in the world, else the last word, unless it is a name."""
        words, tags = self.words, self.tags
        for at in reversed(own):
            if words[at] in roles() and not (name and tags[at] & CAPITAL):
                return words[at]
        return words[own[-1]] if own and not tags[own[-1]] & CAPITAL else None

    def _led(self, inner: list[int]) -> bool:
        """Whether a direction stands before a name: "eastern Aleppo"."""
        tags = self.tags
        return any(tags[at] & DIRECTION and not tags[at] & CAPITAL and tags[at + 1] & CAPITAL for at in inner)

    def _name(self, own: list[int]) -> str | None:
        """The last run of capitalised words; a word that only begins the sentence is none if it is a common noun."""
        run: list[str] = []
        closed = False
        for at in own:
            if self.tags[at] & CAPITAL and not (at == 0 and self._common()):
                run = [*([] if closed else run), self.printed(at)]
                closed = False
            else:
                closed = True
        return " ".join(run) or None

    def _common(self) -> bool:
        """Whether the word that begins the sentence has its capital from there."""
        return self.words[0] in roles() or self.tags[0] & (DETERMINER | ADVERB) != 0

    def beside(self, at: int, preposition: str) -> NounPhrase | None:
        """The phrase after a preposition that follows a position, at most a time or place away."""
        for step in range(at, min(at + 7, self.size)):
            digit = self.word(step + 1)[:1].isdigit()
            if self.words[step] == preposition and not (digit or self.is_any(step + 1, CALENDAR)):
                phrase = self.phrase_after(step + 1)
                return phrase and self.paired(phrase)
            if self.verbal(step) or self.is_any(step, RELATIVE | CONJUNCTION | PRONOUN) or not self._wordlike(step):
                return None
        return None

    def _wordlike(self, at: int) -> bool:
        return self.word(at)[:1].isalnum()

    def together(self, phrase: NounPhrase) -> NounPhrase:
        """A subject with the one that is joined to it, if both begin the clause: "Egypt and Israel signed"."""
        if self.word(phrase.first - 1) != "and":
            return phrase
        before = self.phrase_before(phrase.first - 1)
        if before is None or before.part:
            return phrase
        opens = (
            before.first == 0 or self.word(before.first - 1) in (",", "that") or self.is_any(before.first - 1, CALENDAR)
        )
        return phrase._replace(first=before.first) if opens else phrase

    def paired(self, phrase: NounPhrase) -> NounPhrase:
        """A phrase that is an adjective with the noun of the next: "by Afghan and British soldiers"."""
        alone = phrase.last - phrase.first == 1 and self.capital(phrase.first) and self.word(phrase.last) == "and"
        other = self.phrase_after(phrase.last + 1) if alone else None
        return phrase if other is None or other.head not in roles() else phrase._replace(last=other.last)

    def led_by(self, at: int, most: int) -> range:
        """The positions of the few words before one that bear on it: none beyond "since" or "after"."""
        first = at
        while first > max(0, at - most) and not self.is_any(first - 1, REFERRING):
            first -= 1
        return range(first, at)

    def possessive(self, at: int) -> bool:
        """Whether a token is the mark of a possessor."""
        return self.word(at) in _POSSESSOR

    def window(self, first: int, last: int) -> tuple[int, int]:
        """Positions [from, to) of the clause around tokens [first, last) in which a time is governed by them.

        To the right it ends with the clause; to the left it takes in a time that stands directly before.
        """
        start, end = first, last
        while start > 0 and self._dates(start - 1):
            start -= 1
        while end < self.size and not self._closes(end):
            end += 1
        return 0 if self._dated_head(start) else start, end

    def _dated_head(self, start: int) -> bool:
        """Whether the sentence opens with a date and an insertion: "In May, after a siege, the army"."""
        if start < 2 or self.words[start - 1] != ",":
            return False
        head = 0
        while head < start and self.words[head] != "," and self._dates(head):
            head += 1
        plain = not any(map(self.verbal, range(head, start)))
        return 0 < head < start - 1 and self.words[head] == "," and plain

    def _dates(self, at: int) -> bool:
        word = self.word(at)
        timed = (
            self.is_any(at, CALENDAR)
            or word[0].isdigit()
            or (self.is_any(at, NUMBER) and self.is_any(at + 1, CALENDAR))
        )
        led = self.is_any(at, PREPOSITION | DETERMINER)
        if word in (",", "that", "when") or self.possessive(at):
            at -= self.words[at - 1] == "," and word == "when"
            return self.is_any(at - 1, CALENDAR) or self.word(at - 1)[:1].isdigit()
        return timed or (led and (self.is_any(at + 1, CALENDAR) or self.word(at + 1)[:1].isdigit()))

    def _closes(self, at: int) -> bool:
        word, tag = self.words[at], self.tags[at]
        if word in _JOINTS or tag & _CLOSERS:
            closes = self._joins(at)
            if closes is not None:
                return closes
        return self.verbal(at) or (word.endswith("ing") and self.words[at - 1] == ",")

    def _joins(self, at: int) -> bool | None:
        """Whether a joint of the sentence closes the clause; None for a word that is none here."""
        word, tag = self.words[at], self.tags[at]
        if word in _BREAKS or (word == "." and at == self.size - 1):
            return True
        if tag & _CLOSING or (tag & MODAL and word != "to"):
            return True
        if word == "as":
            office = self.phrase_after(at + 1)
            if office is not None and roles().get(office.head or "") == "title":
                return False
            return not self.nominal(at + 1) or self.is_any(at + 1, DETERMINER) or self.capital(at + 1)
        if word in _SINCE:
            timed = at + 1 + self.is_any(at + 1, NUMBER)
            return not (self.is_any(timed, CALENDAR) or self.word(at + 1)[:1].isdigit())
        if word in ("and", "or"):
            return self._verb_follows(at + 1)
        if tag & PRONOUN:
            return True
        if tag & LED and self.words[at + 1] == "by":
            return False  # "sold it to a group led by its founder in May"
        return None

    def _verb_follows(self, at: int) -> bool:
        at = self.skip_adverbs(at, 1)
        if self.verbal(at) or self.is_any(at, PRONOUN | MODAL):
            return True
        while at < self.size and ((self.nominal(at) and not self.verbal(at)) or self.is_any(at, DETERMINER)):
            at += 1
        return self.verbal(at) or self.is_any(at, MODAL)
