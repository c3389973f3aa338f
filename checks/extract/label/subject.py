"""The subject of the clause that a figure stands in: "Sales rose by 5%", where nothing else can be meant.

From a figure one walks left to the verb, over nothing but what may stand between the two, and from the verb to the
beginning of its clause.
"""

from __future__ import annotations

import re

from checks.extract.event.clause import (
    BE,
    CALENDAR,
    CONJUNCTION,
    DETERMINER,
    HAVE,
    MODAL,
    NEGATIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    Clause,
)
from checks.extract.event.word_class import CAPITAL, ENDS_PAST, PASSED, VERBAL, mask
from checks.extract.label.figured import Figured, Label
from checks.lexicon.label_words import tying

_AUXILIARY = BE | HAVE | MODAL
_SPEECH, _SUBORDINATE = mask("speech"), mask("subordinate")
_FAR = 24
"""Words looked at between a verb and its figure."""
_INSERTION = 16
"""Words of an insertion between a subject and its verb."""
_CLAUSE = 60
"""Words looked at between a verb and the beginning of its clause, so that time grows as the text does."""
_LONGEST = 6
"""Words of a subject that are kept."""


def subject(sentence: Figured, first: int) -> Label | None:
    """The subject of the clause of the figure that begins at a word."""
    clause, verb = sentence.clause, _verb(sentence, first)
    if verb is None:
        return None
    if _speaker(clause, verb):
        return Label(verb, verb + 1, "subject")
    if verb > 1 and clause.words[verb - 1] in ("which", "who", "that"):
        return _antecedent(sentence, verb - 1)
    begin = _opening(clause, verb, verb - _CLAUSE)
    return None if begin is None else _head(sentence, begin, verb)


def _antecedent(sentence: Figured, relative: int) -> Label | None:
    """ "The firm, which employs 40": the nouns before a relative pronoun."""
    clause = sentence.clause
    end = relative - (clause.words[relative - 1] == ",")
    begin = sentence.chunk(end)
    return Label(begin, end, "subject") if begin < end and not clause.is_any(end - 1, _SPEECH) else None


def _verb(sentence: Figured, first: int) -> int | None:
    """The first word of the verbs whose clause a figure stands in; the pronoun whose verb is in no list."""
    clause = sentence.clause
    for at in range(first - 1, max(-1, first - _FAR), -1):
        word, tag = clause.words[at], clause.tags[at]
        if sentence.numbers[at] or word in tying("passed") or _goes_on(sentence, at):
            continue
        if _finite(clause, at) or _third_person(sentence, at):
            return _group(clause, at)
        if (at + 1 < first or not clause.words[at].isalpha()) and _speaker(clause, at):
            return at
        if tag & (RELATIVE | _SUBORDINATE | PRONOUN) or word in tying("stop"):
            return None
        if word.endswith("ing") and not tag & CAPITAL and not clause.is_any(at - 1, BE):
            return None
    return None


def _third_person(sentence: Figured, at: int) -> bool:
    """Whether a word before a figure is a verb by its ending: "The hall seats 900"; two nouns seldom stand so."""
    clause, word = sentence.clause, sentence.clause.words[at]
    ends = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    behind = clause.skip_adverbs(at + 1, 1)
    while clause.words[behind] in tying("lead"):
        behind += 1
    plain = (
        (clause.nominal(at - 1) or clause.words[at - 1] == ",")
        and not clause.words[at - 1].endswith("s")
        and not clause.is_any(at, CAPITAL)
    )
    return at > 0 and ends and plain and sentence.numbers[behind]


def _speaker(clause: Clause, at: int) -> bool:
    """Whether a word is a pronoun that can but be a subject, be it for its place alone: "it" that opens a clause.

    The verb may be drawn into it: "I'm", "they've".
    """
    opens = at == 0 or clause.words[at - 1] in tying("opening") or clause.is_any(at - 1, CONJUNCTION)
    return _pronoun(clause, at) in (tying("pronoun") if opens else tying("subject_pronoun"))


def _pronoun(clause: Clause, at: int) -> str:
    """A word without the verb that is drawn into it."""
    return re.split("['’]", clause.words[at], maxsplit=1)[0]


def _links(clause: Clause, at: int) -> bool:
    return clause.words[at] in tying("link")


def _goes_on(sentence: Figured, at: int) -> bool:
    """Whether a comma, bracket or "and" joins a figure to the one before it: "$721m, or $2.62 a share, from"."""
    words = sentence.clause.words
    if words[at] not in (",", "(", "and") or not any(sentence.numbers[max(0, at - 5) : at]):
        return False
    return words[at] == "and" or words[at + 1] in tying("going_on") or sentence.numbers[at + 1]


def _finite(clause: Clause, at: int) -> bool:
    tag = clause.tags[at]
    if tag & (BE | HAVE) or (tag & MODAL and clause.words[at] != "to"):
        return True
    known = tag & (VERBAL | ENDS_PAST) or clause.words[at] in tying("finite")
    return at > 0 and bool(known) and not tag & CAPITAL and not clause.is_any(at - 1, DETERMINER | PREPOSITION)


def _group(clause: Clause, at: int) -> int | None:
    """Where the verbs begin that end with one: "has not been", "is expected to"; None for a bare infinitive."""
    least = max(0, at - _FAR)
    while at > least and (clause.is_any(at - 1, _AUXILIARY | NEGATIVE | PASSED) or _finite(clause, at - 1)):
        at -= 1
    while at < clause.size and clause.is_any(at, PASSED) and not clause.is_any(at, _AUXILIARY | VERBAL):
        at += 1
    return None if clause.words[at] == "to" else at


def _opening(clause: Clause, verb: int, least: int) -> int | None:
    """Where the clause of a verb begins, if nothing but its subject stands before the verb, and not before a word."""
    if verb > 1 and clause.words[verb - 1] == ",":
        return _inserted(clause, verb - 1)
    if _pronoun(clause, verb - 1) in tying("pronoun"):
        return verb - 1
    joined = None
    for at in range(verb - 1, max(-1, least), -1):
        if clause.words[at] in tying("opening") or (clause.is_any(at, _SUBORDINATE) and not _links(clause, at)):
            return at + 1
        if clause.words[at] in ("and", "or", "&"):
            joined = joined or at + 1
        elif _finite(clause, at):
            return _behind_verb(clause, at, verb, joined, least)
        elif not _of_subject(clause, at):
            return None
    return 0 if least < 0 else None


def _behind_verb(clause: Clause, at: int, verb: int, joined: int | None, least: int) -> int | None:
    """Where the clause begins that has another verb before it: "he said sales rose", "it fell and lost 5%"."""
    if clause.is_any(at, _SPEECH):
        return at + 1
    if joined != verb:
        return joined
    first = _group(clause, at)
    return None if first is None else _opening(clause, first, least)


def _of_subject(clause: Clause, at: int) -> bool:
    """Whether a word may stand in a subject."""
    if clause.words[at] in tying("link") | tying("passed") or clause.words[at][:1].isdigit():
        return True
    if clause.is_any(at, RELATIVE | _SUBORDINATE):
        return False
    return clause.nominal(at) or clause.is_any(at, DETERMINER | PASSED | PRONOUN | CALENDAR) or clause.possessive(at)


def _inserted(clause: Clause, comma: int) -> int | None:
    """Where a subject begins behind which something is inserted: "The bank, based in Oslo, lost"."""
    before = next((at for at in range(comma - 1, max(0, comma - _INSERTION), -1) if clause.words[at] == ","), 0)
    if before <= 0 or clause.words[before + 1] not in tying("inserted"):
        return None
    first = before
    while first > 0 and _of_subject(clause, first - 1) and not clause.is_any(first - 1, PASSED | PRONOUN):
        first -= 1
    return first if first < before and (first == 0 or clause.words[first - 1] in tying("opening")) else None


def _head(sentence: Figured, begin: int, verb: int) -> Label | None:
    """The first nouns of a subject, without what a preposition adds: "sales" of "sales for the full year"."""
    clause = sentence.clause
    while begin < verb and clause.is_any(begin, PASSED | CONJUNCTION):
        begin += 1
    if begin >= verb or clause.is_any(begin, PREPOSITION | CALENDAR) or clause.words[begin] in tying("no_subject"):
        return None
    end = next((at for at in range(begin, verb) if _ends(clause, at, begin)), verb)
    dated = any(clause.is_any(at, CALENDAR) for at in (begin + 1, end - 1))
    if (
        clause.is_any(begin, DETERMINER)
        and end == begin + 1
        and (end < verb or clause.words[begin] in ("a", "an", "the"))
    ):
        return None
    if end == begin or sentence.numbers[end - 1] or dated:
        return None
    if not any(clause.words[at][0].isalpha() for at in range(begin, end)):
        return None
    return Label(max(begin, end - _LONGEST), end, "subject")


def _ends(clause: Clause, at: int, begin: int) -> bool:
    """Whether a word ends the nouns that head a subject."""
    apart = clause.words[at] in tying("link") or clause.words[at] in ("and", "or", ",")
    return apart or _finite(clause, at) or (at > begin and clause.is_any(at, PASSED))
