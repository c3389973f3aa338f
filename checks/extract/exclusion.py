"""What is no quantity: years, dates, clock times, scores, versions, addresses, names with numbers, pronouns.

A figure with a unit is one; the questions here are only asked of numbers without.
"""

from __future__ import annotations

import re

from checks.extract import noun
from checks.extract.figure import Figure
from checks.extract.noun import Noun

_MONTH = (
    rb"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_BEFORE = re.compile(rb"(?:\A|[^a-z])" + _MONTH + rb"\.?[ ]+(?:the )?\Z", re.I)
_MONTH_AFTER = re.compile(rb"(?:st|nd|rd|th)?[ ]+(?:of )?" + _MONTH + rb"(?![a-z])", re.I)
_MONTH_DAYS = re.compile(rb"(?:\A|[^a-z])" + _MONTH + rb"\.?[ ]+[0-9]{1,2}(?:-[0-9]{1,2})?,? *\Z", re.I)
_CLOCK = re.compile(rb"[ ]?(?:a\.?m\b|p\.?m\b|o'clock|o\xe2\x80\x99clock|noon\b|midnight\b|[hH][0-9]{2}\b|GMT|EST|EDT|PST|PDT|BST|CET|UTC)", re.I)
_COLON = re.compile(rb":[0-9]")
_ORDINAL = re.compile(rb"(?:st|nd|rd|th)\b|s\b", re.I)
_PREVIOUS = re.compile(rb"([A-Za-z0-9\xc2-\xf4\x80-\xbf][A-Za-z0-9.&'\xc2-\xf4\x80-\xbf-]*)([ ,#(\"'-]{1,3}|\xc2\xa0|, )\Z")
_NEXT = re.compile(rb"[ -]{1,2}([A-Za-z\xc2-\xf4\x80-\xbf][A-Za-z'\xc2-\xf4\x80-\xbf]*)")
_STREET = re.compile(rb"[ ](?:[NSEW]\.? )?(?:[A-Z][A-Za-z.']+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Plaza|Terrace|Highway|Parkway|Pkwy|Way|Place|Broadway)\b")
_LIST_MARK = re.compile(rb"[.)][ \t]")
_AGE_BEFORE = re.compile(rb"\b(?:aged?|age of|turn(?:s|ed|ing)|is now|[Hh]e was|[Ss]he was|[Ww]ho is|[Ww]ho was|[Hh]e is|[Ss]he is|(?:[Hh]e|[Ss]he|[Ww]ho) (?:will be|would be|would have been|will turn))[ ]\Z")
_AGED = re.compile(rb"(?:\A|[^A-Za-z])(?:aged?|ages|ages of|aged between|aged from|age of)[ ]\Z", re.I)
_OF_HUNDREDS = re.compile(rb"\b(?:several|few|couple|couple of|many|a few)[ ]\Z", re.I)
_NAME_COMMA = re.compile(rb"(?:\A|[^A-Za-z])[A-Z][a-z'\xc3-\xc5\x80-\xbf-]+[a-z.]?, \Z")


def excluded(data: bytes, figure: Figure, counted: Noun | None) -> bool:
    """Whether a figure without a unit is no quantity."""
    start, end = figure.start, figure.end
    before = data[max(0, start - 24) : start]
    cut = max(before.rfind(b"\n"), before.rfind(b"\x00"))
    line_start = cut >= 0 or start <= 24
    if cut >= 0:
        before = before[cut + 1 :]
    behind = data[end : end + 24]
    if _glued_behind(figure, behind) or _beside_numbers(figure, counted, before, behind):
        return True
    if line_start and not before.strip() and cut >= 0 and data[start - 2 : start - 1] != b"\x00" and behind[:1] == b"\n" and behind[1:2] != b"\x00":
        return True
    if figure.shape in ("words", "article", "plural", "fraction", "portion", "mixed") and figure.join is None and not data[start : start + 1].isdigit():
        return _word_excluded(data, figure, counted, before, behind)
    if _dated(figure, before, behind, counted):
        return True
    if not before.strip() and line_start and _LIST_MARK.match(behind):
        return True
    return _named(data, figure, counted, before, behind)


_NUMBER_BEFORE = re.compile(rb"[0-9](?:[ ]|[ ]?(?:-|\xe2\x80\x93|\xe2\x80\x91)[ ]?|[/:])\Z")
_NUMBER_BEHIND = re.compile(rb"(?:[ ]|[ ]?(?:-|\xe2\x80\x93|\xe2\x80\x91)[ ]?)[0-9]")
_FOREIGN = re.compile(rb"[ ][\xce-\xdf\xe3-\xf4]")
_REFERENCE = re.compile(rb"\([a-z0-9]{1,2}\)|-a-|-in-|-on-|-for-|-of-")
_ORDINAL_BEHIND = re.compile(rb"(?:[ ]and[ ]|-|[ ])(?:[a-z]+-)?(?:first|second|third|[a-z]+th)\b")


def _beside_numbers(figure: Figure, counted: Noun | None, before: bytes, behind: bytes) -> bool:
    """Tables, scores, telephone numbers, other languages, references: "8 0 0 0", "7-6", "401(k)"."""
    if figure.shape in ("words", "article"):
        return _ORDINAL_BEHIND.match(behind) is not None
    if _NUMBER_BEFORE.search(before) is not None and figure.join is None:
        return counted is None or before[-1:] != b" " or before[-3:-2] in b"-\x93"
    if counted is None and (_NUMBER_BEHIND.match(behind) is not None or before[-1:] == b"+"):
        return True
    return _FOREIGN.match(behind) is not None or _REFERENCE.match(behind) is not None


def _glued_behind(figure: Figure, behind: bytes) -> bool:
    head = behind[:1]
    if head in b" ,;)\n\x00" or not head:
        return False
    if head == b":" and behind[1:2].isdigit() or head == b"/" and behind[1:2].isalnum():
        return True
    if head == b"." and behind[1:2].isalnum() or head == b"," and behind[1:2].isdigit():
        return True
    if head in b"-\xe2" and figure.shape not in ("words", "article", "plural"):
        dash = 1 if head == b"-" else 3
        after = behind[dash : dash + 1]
        return after.isdigit() or after.isupper()
    return head in b"_@#&=+" and head != b"+"


def _dated(figure: Figure, before: bytes, behind: bytes, counted: Noun | None) -> bool:
    """Years, days of a month, clock times, scores."""
    if _CLOCK.match(behind) is not None or _MONTH_AFTER.match(behind) is not None and figure.value <= 31:
        return True
    if _MONTH_BEFORE.search(before) is not None or _MONTH_DAYS.search(before) is not None:
        return True
    if figure.join is not None and figure.shape == "integer":
        return _score(figure, before, counted)
    return figure.whole and figure.end - figure.number_start == 4 and _year(figure, before, counted)


def _year(figure: Figure, before: bytes, counted: Noun | None) -> bool:
    """Whether four plain digits are a year: unless a hedge comes first or, outside our own age, a plural follows."""
    value = figure.value
    if not 1000 <= value <= 2100:
        return False
    if figure.bound != "exact":
        return False
    if counted is None or before[-9:].lower().endswith((b" in ", b" since ", b" of ", b" until ", b" by ", b" early ", b" late ", b" mid-")) and value > 1500:
        return True
    if value % 100 == 0 and value % 1000 == 0 and counted is not None:
        return False
    return 1700 <= value <= 2060


def _score(figure: Figure, before: bytes, counted: Noun | None) -> bool:
    if figure.value >= 1500 and figure.value <= 2100 and figure.high <= 2100:
        return True
    if figure.join == "dash":
        return counted is None or figure.value >= figure.high
    if counted is None and figure.join == "to":
        return figure.high < 10
    return False


_SMALL = frozenset(b"the a an of in on at by for from with and or but to all some about than over nearly almost only just up as is are was were had has have its their his her our these those least most estimated additional another other first last next past previous around more under below above between until within after before during through top bottom".split())
_ONES = frozenset(b"no the each every this that which another any other only new same everyone anyone someone old big small good bad second first last next third square day point-".split())
_NOT_ONE = frozenset(b"another of day who that which thing-".split())


def _word_excluded(data: bytes, figure: Figure, counted: Noun | None, before: bytes, behind: bytes) -> bool:
    """Number words: "one" as a pronoun, names, "half" of a match, a bare "third"."""
    previous = _PREVIOUS.search(before)
    word = previous[1].lower() if previous is not None else b""
    text = data[figure.start : figure.end]
    if previous is not None and previous[2] == b"-" and word not in (b"to", b"and", b"or", b"about", b"minus"):
        return True
    if figure.shape == "fraction":
        return _fraction_excluded(text.lower(), word, behind, counted)
    if figure.shape == "portion":
        return counted is None and _NEXT.match(behind) is None
    if text[:1].isupper() and not text.isupper() and previous is not None and previous[2] in (b" ", b"-"):
        sentence = before.rstrip()[-1:] in (b".", b"!", b"?", b":", b'"') or previous[1][:1].islower() and previous[1] in (b"and",)
        if not sentence:
            return True
    if figure.value == 1.0 and figure.join is None and text.lower() == b"one":
        return _pronoun(word, behind, counted)
    if figure.shape == "article" and text.lower() in (b"hundred", b"thousand", b"million", b"billion", b"trillion", b"dozen"):
        return word in (b"several", b"few", b"couple", b"of", b"many") or (counted is None and word not in (b"", b"a"))
    if word in (b"top", b"bottom", b"final", b"last") and counted is None:
        return True
    if word in noun.words("label") and counted is None and previous is not None and previous[2] == b" " and figure.value < 100:
        return word not in (b"is", b"of", b"game", b"points", b"match", b"item", b"patient", b"player")
    return False


def _pronoun(word: bytes, behind: bytes, counted: Noun | None) -> bool:
    if behind.startswith(b" of ") and word not in (b"no", b"any", b"every", b"which"):
        return counted is None and not behind.startswith((b" of those", b" of them", b" of these"))
    if word in (b"no", b"each", b"every", b"this", b"that", b"another", b"any", b"not", b"day", b"phase", b"part", b"type", b"act", b"number"):
        return True
    if counted is None:
        return True
    return counted.phrase in ("day", "time", "another", "thing", "way", "side") and word in (b"", b"at", b"for") and counted.phrase == "day"


def _fraction_excluded(text: bytes, word: bytes, behind: bytes, counted: Noun | None) -> bool:
    if b"half" == text:
        if word in (b"last", b"the", b"per", b"promise", b"each") and not behind.startswith(b" of the "):
            return True
        if word in (b"first", b"second", b"final", b"other", b"latter", b"better", b"opening", b"other", b"half", b"in", b"back", b"front", b"this", b"last", b"latter", b"top", b"bottom", b"northern", b"southern", b"eastern", b"western", b"lower", b"upper", b"one-and-a"):
            return not behind.startswith((b" of", b" the", b" a "))  or word in (b"first", b"second", b"other", b"final", b"latter", b"back", b"better", b"opening")
        if behind[:1] == b"-":
            return True
        return not behind.startswith((b" of", b" the", b" its", b" their", b" his", b" her", b" our", b" all", b" that", b" my", b" those", b" these", b" as", b".", b",", b" a ")) and word not in (b"about", b"nearly", b"almost", b"than", b"by", b"least", b"over", b"roughly", b"around", b"only", b"to", b"just")
    if text in (b"a third", b"a fourth", b"a fifth", b"a sixth", b"a seventh", b"a eighth", b"an eighth", b"a ninth", b"a tenth", b"a quarter"):
        return not behind.startswith((b" of", b".", b",", b" more", b" less", b" higher", b" lower", b" to ", b" said", b" were", b" are", b" in ")) or word in (b"for", b"added", b"in", b"and", b"with") and not behind.startswith(b" of")
    if text == b"quarter":
        return True
    return False


def _named(data: bytes, figure: Figure, counted: Noun | None, before: bytes, behind: bytes) -> bool:
    """Numbers that are part of a name, a label, an address or a reference."""
    previous = _PREVIOUS.search(before)
    word = previous[1] if previous is not None else b""
    joint = previous[2] if previous is not None else b""
    following = _NEXT.match(behind)
    small = figure.shape in ("integer", "decimal") and figure.scale == 1.0
    if b"#" in joint or before[-1:] == b"#":
        return True
    if before[-1:] in (b"(", b"[") and behind[:1] in (b")", b"]"):
        return small
    if not small:
        return False
    if _STREET.match(behind) is not None:
        return True
    low = word.lower().rstrip(b".")
    if joint in (b" ", b". ", b"\xc2\xa0") and low in noun.words("label") and (word[:1].isupper() or counted is None or low in (b"no", b"nos", b"page", b"phase", b"chapter", b"section", b"article", b"category", b"type", b"room", b"route", b"highway", b"version", b"level", b"grade", b"covid", b"ranked")):
        return True
    lower_noun = counted is not None and counted.start <= figure.end + 1 and data[counted.start : counted.start + 1].islower()
    if word != low and not word.islower() and joint in (b" ", b"-", b"\xc2\xa0") and low not in _SMALL and not lower_noun:
        return True
    if word[:1].isupper() and joint == b" " and low not in _SMALL and counted is not None and word.isupper() and len(word) < 5 and b"." not in word:
        return True
    if following is not None and following[1][:1].isupper() and counted is None and behind[:1] in b" -":
        return figure.value < 100000 and b"." not in data[figure.start : figure.end] and figure.bound == "exact"
    if low in (b"top", b"bottom", b"final", b"last") and counted is None:
        return True
    if low == b"in" and counted is None and figure.whole and figure.value < 1000 and re.match(rb"[,.;)]| (?:and|when|after|before|by|as|with|under) ", behind):
        return True
    if not previous and not before.strip() and b"." in data[figure.start : figure.end] and following is not None and following[1][:1].isupper():
        return True
    if before[-2:] == b", " and behind[:1] == b"," and counted is None:
        return not (5 <= figure.value <= 115 and figure.whole)
    if figure.end - figure.number_start > 7 and figure.whole and counted is None and not figure.join:
        return True
    return data[figure.number_start : figure.number_start + 1] == b"0" and figure.whole and figure.end - figure.number_start > 1 and len(data) > 20


def age(data: bytes, figure: Figure) -> bool:
    """Whether a bare number is a person's age: "Ruth Lee, 47, ...", "aged 47", "she was 47"."""
    if not (figure.whole or figure.shape == "words") or not 1 <= figure.value <= 115 or figure.join == "dash" and figure.high > 115:
        return False
    before = data[max(0, figure.start - 28) : figure.start]
    behind = data[figure.end : figure.end + 4]
    if _AGED.search(before) is not None or (figure.hedge_start >= figure.end and data[figure.hedge_end - 5 : figure.hedge_end] in (b"older", b"unger")):
        return True
    if _AGE_BEFORE.search(before) is not None:
        return re.match(rb"\s*(?:[.,;)\n\x00]|\Z| (?:by|when|at|and|in|years|on|to))", data[figure.end : figure.end + 8]) is not None
    return behind[:1] == b"," and figure.value >= 5 and data[figure.start : figure.start + 1].isdigit() and _NAME_COMMA.search(before) is not None
