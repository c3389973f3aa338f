"""Units beside numbers: which unit of measure or currency stands right after, or right before, a number."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from checks.lexicon import unit as lexicon


class Reading(NamedTuple):
    """A unit as it is meant: `value * factor + offset` is the value in the base unit of `dimension`."""

    name: str
    kind: str
    dimension: str | None
    factor: float | None
    offset: float | None


class Found(NamedTuple):
    """A unit and where it stands, half-open byte offsets."""

    reading: Reading
    start: int
    end: int


_JOINT = re.compile(
    rb"(?:[ ]?[(\[{<](?=[A-Za-z\xc2-\xcf\x80-\xbf]{2,5}[)\]}>])|[ ]{1,2}|-|\xc2\xa0|\xe2\x80[\xaf\x89\x90\x91])?"
)
_TOKEN = re.compile(
    rb"""(?:''|[^\s,;:()\[\]{}<>"!?\x00/*-]|[\xe2][\x80-\xbf][\x80-\xbf])[^\s,;:()\[\]{}<>"!?\x00]{0,15}|\""""
)
_WORDS = re.compile(
    rb"[A-Za-z\xc2-\xf4\x80-\xbf][A-Za-z.'\xc2-\xdf\x80-\xbf]*"
    rb"(?:(?:[ -]|\xc2\xa0)[A-Za-z\xc2-\xf4\x80-\xbf/][A-Za-z.'\xc2-\xdf\x80-\xbf]*){0,4}"
)
_GAP = re.compile(rb"[ -]|\xc2\xa0")
_PERCENT = frozenset({"percent", "percentage point", "basis point"})
_TRUSTED = frozenset(
    b"pound pounds second seconds degree degrees deg barrel barrels calorie calories bit bits cup cups stone pc dram drams drachma "
    b"pecks grain grains gigs megs mi mil "
    b"buck bucks dinar dinars dirham dirhams florin florins franc francs guilder guilders kip koruna korunas krona kronas krone "
    b"kroner krones kronor kuai kwacha lei leva lira liras lire manat mark marks peso pesos rand rands rial rials riyal riyals "
    b"shilling shillings won loti".split()
)
"""Ambiguous words that, after a number, nearly always are the unit."""

_NEVER_APART = frozenset(b"dam mp pps q AU au MP ALL TOP MAD COP CUP PEN SOL SOS".split())
"""Ambiguous symbols that never stand apart from their number."""

_LOWER_CODES = ("USD", "EUR", "GBP", "JPY", "CNY", "INR", "CAD", "AUD", "CHF", "HKD", "SGD", "NZD")
"""Codes that are also written in small letters."""

_AGE = re.compile(rb"(?:[ -]|\xc2\xa0)olds?\b| of age\b", re.I)
_YEARS = re.compile(rb"[ -]?(?:yo|y/o|y\.o\.)(?![A-Za-z])|[ -]?(?:yr|yrs)\.?[ -]old\b", re.I)
_PER = re.compile(
    rb"(?: per |/| an? | each | every |-a-|-an-|-per-)([A-Za-z][A-Za-z.]*(?:[ -][A-Za-z.]+){0,2})([\xc2][\xb2\xb3]|\^?[23](?![0-9]))?",
    re.I,
)
_SPAN_OF_TIME = re.compile(rb" (?:earlier|ago|before|later|from now|after|prior|previously|old|or so)\b| between ")
_COUNTABLE = frozenset(
    b"share head person capita unit household family student pupil ticket copy night game match visit seat vote pop dose piece item "
    b"word page room car vehicle passenger flight employee worker customer user subscriber member child adult play season race "
    b"round set lap inning quarter semester term click call transaction order meal bottle box bag can case pack pair plate serving "
    b"carton crate bushel dozen shift trip mile gallon thousand million minute song".split()
)
_COUNTRY = re.compile(rb"[ ]?(US|U\.S\.|Canadian|Australian|American|NZ|Cdn|CAD|AUD|USD)(?![A-Za-z])")
_COUNTRIES = {
    b"US": "US dollar", b"U.S.": "US dollar", b"American": "US dollar", b"USD": "US dollar", b"Canadian": "Canadian dollar",
    b"Cdn": "Canadian dollar", b"CAD": "Canadian dollar", b"Australian": "Australian dollar", b"AUD": "Australian dollar",
    b"NZ": "New Zealand dollar",
}  # fmt: skip


@cache
def _symbols() -> dict[bytes, Reading]:
    found = {b"%": percent(), b"\xef\xbc\x85": percent()}
    for symbol, name in lexicon.unit_symbols().items():
        found[symbol.encode()] = _measure(name)
    for word, (name, owner, ratio) in lexicon.minor_words().items():
        if len(word) == 1:
            found[word.encode()] = _minor(name, owner, ratio)
    found[b"cts"] = _minor("cent", None, 100)
    for symbol, name in lexicon.currency_symbols().items():
        if symbol:
            found.setdefault(symbol.encode(), money(name))
            if len(symbol) == 3 and symbol.isupper():
                found.setdefault(b"M" + symbol.encode(), money(name)._replace(factor=1e6))
    return found


@cache
def _words() -> dict[bytes, Reading]:
    found: dict[bytes, Reading] = {}
    for word, name in lexicon.unit_words().items():
        found[word.replace("-", " ").encode()] = _measure(name)
    for word, name in lexicon.currency_words().items():
        if word not in ("pound", "pounds"):
            found.setdefault(word.replace("-", " ").encode(), money(name))
    for code in _LOWER_CODES:
        found.setdefault(code.lower().encode(), money(lexicon.currency_symbols()[code]))
    found.update(
        {b"percentage": percent(), b"percentages": percent(), b"mao": Reading("mao", "money", "money:yuan", 0.1, 0.0)}
    )
    for word, (name, owner, ratio) in lexicon.minor_words().items():
        if len(word) > 1:
            found.setdefault(word.encode(), _minor(name, owner, ratio))
    return found


@cache
def _lengths() -> dict[bytes, int]:
    """First word of a unit's name to the greatest number of words that names beginning so have."""
    longest: dict[bytes, int] = {}
    for words in _words():
        parts = words.split(b" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return longest


@cache
def _risky() -> tuple[frozenset[bytes], frozenset[bytes]]:
    symbols = frozenset(symbol.encode() for symbol in lexicon.risky_symbols())
    words = frozenset(word.encode() for word in lexicon.risky_words()) - _TRUSTED
    return symbols, words


@cache
def _measure(name: str) -> Reading:
    unit = lexicon.units()[name]
    kind = "percent" if name in _PERCENT else "measure"
    return Reading(name, kind, unit.dimension, unit.factor, unit.offset)


@cache
def money(name: str) -> Reading:
    """The reading of a currency by its canonical name."""
    return Reading(name, "money", f"money:{name}", 1.0, 0.0)


def _minor(name: str, owner: str | None, ratio: int) -> Reading:
    """A minor unit; cents whose currency is not said only compare with cents."""
    if owner is None:
        return Reading(name, "money", f"money:{name}", 1.0, 0.0)
    return Reading(name, "money", f"money:{owner}", 1.0 / ratio, 0.0)


@cache
def named(word: str) -> Reading | None:
    """The unit of measure that an unambiguous noun in the singular names, behind an adjective: "three long miles"."""
    key = word.encode()
    reading = _words().get(key)
    if reading is None or key in _risky()[1] or key in _TRUSTED or reading.kind != "measure":
        return None
    return reading


def named_money(word: bytes) -> str | None:
    """The canonical name of a currency by a lower-case word or code."""
    reading = _words().get(word)
    if reading is not None and reading.kind == "money":
        return reading.name
    return lexicon.currency_symbols().get(word.decode().upper())


@cache
def percent() -> Reading:
    """The unit percent."""
    return _measure("percent")


def per(above: Reading, below: Reading) -> Reading:
    """The unit `above` per `below`."""
    if above.kind == "measure" and below.kind == "measure":
        joint = lexicon.per(lexicon.units()[above.name], lexicon.units()[below.name]) if _known(above, below) else None
        if joint is not None:
            return Reading(joint.name, "measure", joint.dimension, joint.factor, 0.0)
    return Reading(
        f"{above.name} per {below.name}", above.kind, _over(above.dimension, below), _ratio(above, below), 0.0
    )


def _known(*readings: Reading) -> bool:
    return all(reading.name in lexicon.units() for reading in readings)


def _over(dimension: str | None, below: Reading) -> str | None:
    return None if dimension is None else f"{dimension} per {below.dimension or below.name}"


def _ratio(above: Reading, below: Reading) -> float | None:
    return None if above.factor is None else above.factor / (below.factor or 1.0)


def after(data: bytes, end: int, limit: int = 64) -> Found | None:
    """The unit that begins where the number ends, at most a space or hyphen away."""
    joint = _JOINT.match(data, end)
    at = joint.end() if joint is not None else end
    symbol, word = _symbol(data, end, at), _word(data, end, at)
    if word is None or (symbol is not None and symbol.end >= word.end):
        found = symbol
    else:
        found = word
    return None if found is None else _extended(data, found)


def _symbol(data: bytes, end: int, at: int) -> Found | None:
    token = _TOKEN.match(data, at)
    if token is None:
        return None
    symbols, text = _symbols(), token[0]
    for piece in _shorter(text):
        reading = symbols.get(piece)
        if reading is not None and _fits(data, end, at, piece):
            return Found(reading, at, at + len(piece))
    return None


@lru_cache(maxsize=1 << 14)
def _shorter(text: bytes) -> tuple[bytes, ...]:
    """The token and its heads that may be a symbol: without a full stop, before a hyphen, slash, dash or quotation mark."""
    pieces = [text]
    head = text
    while head and head[-1:] in b".'\"\xb2\xb3\xb9" and len(head) > 1:
        head = head[:-1] if head[-1:] in b".'\"" else head[:-2]
        pieces.append(head)
    for match in re.finditer(rb"[-/'\"|.]|\xe2\x80[\x90-\x9f\xa6]", text):
        if match.start():
            pieces.append(text[: match.start()])
    if text[:1] == b"%":
        pieces.append(b"%")
    if text[:1] in b"\xc2\xe2":
        pieces += [text[:2], text[:3]]
    known = _symbols()
    return tuple(piece for piece in dict.fromkeys(sorted(pieces, key=len, reverse=True)) if piece in known)


_THICK = re.compile(
    rb"\.?(?:[ -](?:thick|long|wide|deep|tall|high|across|diameter|in diameter|by|x|of|more)\b|\s*(?:[.,;:)\x00\n-]|\Z))"
)
_ENDS = re.compile(rb"\s*(?:[.,;:!?)/\x00\n]|\Z|-)")
_PRICED = re.compile(rb" (?:at|a share|to|per|from|each|on|higher|lower|in)\b")
_QUOTES = frozenset((b'"', b"'", b"''", b"\xe2\x80\xb2", b"\xe2\x80\xb3", b"\xe2\x80\xb2\xe2\x80\xb2"))


def _fits(data: bytes, end: int, at: int, piece: bytes) -> bool:
    """Whether an ambiguous symbol may be meant here."""
    symbols, _ = _risky()
    behind = data[at + len(piece) : at + len(piece) + 1]
    if piece[-1:].isalnum() and (
        behind.isalnum() or (behind and behind in b"_^") or _is_superscript(data, at + len(piece))
    ):
        return False
    if piece == b"%" and behind.isalnum():
        return False
    if piece in _QUOTES:
        return _mark(data, end, at, piece)
    if len(piece) == 3 and piece.isalpha() and piece.isupper():
        return True
    if piece == b"pg" and data[end : end + 1] == b"-":
        return False
    if piece not in symbols:
        return not (at > end and data[end : end + 1] == b"-" and len(piece) == 1 and not piece.isalpha())
    if piece in (b"in", b"in."):
        return _THICK.match(data, at + len(piece)) is not None and not (behind == b"-" and data[end : end + 1] == b"-")
    if piece in _TEMPERATURES:
        return _temperature(data, end, at + len(piece))
    if at == end:
        return _touching(data, end, piece)
    if piece in _CAPITALS and data[at + 1 : at + 3] == b". " and data[at + 3 : at + 4].isupper():
        return False
    if data[end : end + 1] == b"-":
        return len(piece) > 1 or piece in (b"m", b"g", b"W", b"K", b"L")
    if piece in (b"A", b"d", b"s", b"b", b"B", b"T", b"N", b"h", b"p", b"c"):
        return _ENDS.match(data, at + len(piece)) is not None or (
            piece in (b"p", b"c") and _PRICED.match(data, at + 1) is not None
        )
    return piece not in _NEVER_APART


_TEMPERATURES = frozenset((b"C", b"F"))
_DIGITS_BEFORE = re.compile(rb"(?:\A|[^A-Za-z])([A-Za-z]+)?[ (-]*([0-9][0-9.,]*)\Z")
_ARTICLES = frozenset(b"the a an must this that each every form type no your his her its".split())


def _temperature(data: bytes, end: int, behind: int) -> bool:
    """Whether a bare C or F is a temperature: not a form, a flight or a name ("the 13F filing", "Boeing 777F", "F-Series")."""
    if data[behind : behind + 1] in (b"-", b"/") and data[behind : behind + 1]:
        return False
    number = _DIGITS_BEFORE.search(data[max(0, end - 24) : end])
    if number is None:
        return True
    value = number[2].replace(b",", b"")
    if len(value.split(b".")[0]) > 4:
        return False
    word = number[1]
    if word is None:
        return True
    if word.lower() in _ARTICLES:
        return len(value) > 1 and value[:1] not in b"1"
    return word[:1].islower() or len(data) < 40 or word.lower() in _OPENERS


_OPENERS = frozenset(
    b"at to of about around nearly over under above below between from minus and or reached reaching by some in".split()
)


_CAPITALS = frozenset((b"A", b"B", b"N", b"T", b"J", b"V", b"W", b"K", b"L"))
_NAMED_BEFORE = re.compile(rb"(?:\A|[^A-Za-z])([A-Za-z]+)[ .]{1,2}[0-9][0-9.,]*\Z")


def _free_capital(data: bytes, end: int, at_end: int) -> bool:
    """Whether a capital at a number is a unit: not in "Route 31B", "the 29A group" or "330 W. Broadway"."""
    if data[at_end : at_end + 2] == b". " and data[at_end + 2 : at_end + 3].isupper():
        return False
    match = _NAMED_BEFORE.search(data[max(0, end - 28) : end])
    if match is None:
        return True
    word, letter = match[1], data[at_end - 1 : at_end]
    if word != word.lower() and word.lower() not in _OPENERS:
        return False
    return letter not in (b"A", b"B", b"N", b"T", b"J") or word.lower() not in _ARTICLES


def _touching(data: bytes, end: int, piece: bytes) -> bool:
    """Letters that touch digits and are no unit: "71st", "the 1960s", "Channel 5s"."""
    if piece == b"st":
        return data[end - 1 : end] != b"1" or data[end - 2 : end] == b"11"
    if piece in _CAPITALS:
        return _free_capital(data, end, at_end=end + len(piece))
    if piece == b"b":
        return False
    if piece == b"s":
        line = data[max(0, end - 8) : end]
        return b"." in line[-4:] or not (
            line[-1:] == b"0" or re.search(rb"[A-Z0-9][A-Za-z]*[ ]?[0-9]{0,3}\Z", line[:-1] or b" ")
        )
    return True


def _is_superscript(data: bytes, at: int) -> bool:
    return data[at : at + 2] in (b"\xc2\xb2", b"\xc2\xb3", b"\xc2\xb9")


def _mark(data: bytes, end: int, at: int, piece: bytes) -> bool:
    """Whether a quotation mark after a number means feet or inches: no quotation may be open."""
    after_mark = at + len(piece)
    if data[after_mark : after_mark + 1].isalpha():
        return False
    line = max(data.rfind(b"\n", max(0, end - 600), end), end - 600, 0)
    if piece == b'"':
        return data.count(b'"', line, end) % 2 == 0
    if piece == b"'":
        return data[after_mark : after_mark + 2].strip(b" ")[:1].isdigit() or data[after_mark : after_mark + 1] in b""
    return True


def _word(data: bytes, end: int, at: int) -> Found | None:
    words = _WORDS.match(data, at)
    if words is None:
        return None
    text = words[0].lower()
    return _named(data, at, text, at == end)


def _named(data: bytes, at: int, text: bytes, glued: bool) -> Found | None:
    parts = _GAP.split(text)
    first = parts[0]
    longest = _lengths().get(first) or _lengths().get(first.rstrip(b".'"))
    if longest is None:
        return None
    for count in range(min(longest, len(parts)), 0, -1):
        key = b" ".join(parts[:count])
        for form in (key, key.rstrip(b".'")):
            reading = _words().get(form)
            if reading is not None and _meant(data, at, form, text):
                return Found(reading, at, at + len(form))
    return None


_NOT_SECONDS = frozenset(
    b"half place straight quarter round time leg term period season year day consecutive largest biggest most".split()
)


def _meant(data: bytes, at: int, form: bytes, text: bytes) -> bool:
    """Whether a word with a second meaning is the unit here."""
    if form in _risky()[1]:
        return False
    if form in (b"second", b"stone", b"cup", b"mark", b"bit", b"degree", b"pound"):
        following = text[len(form) :].lstrip(b" -").split(b" ")[0].split(b"-")[0]
        if form == b"second":
            return following not in _NOT_SECONDS
        if data[at : at + 1].isupper() and not data[at + 1 : at + 2].isupper():
            return form not in (b"stone", b"mark") and not following
    return True


def _extended(data: bytes, found: Found) -> Found:
    """With "old" or "of age", the country of a dollar, and "per" something."""
    reading = found.reading
    if reading.dimension == "time":
        age = _AGE.match(data, found.end)
        if age is not None:
            return Found(aged(reading), found.start, age.end())
    if reading.name == "US dollar" and data[found.start : found.end] == b"$":
        found = country(data, found)
    return rated(data, found)


def country(data: bytes, found: Found) -> Found:
    """ "$76 US", "$10 Canadian"."""
    match = _COUNTRY.match(data, found.end)
    if match is None:
        return found
    return Found(money(_COUNTRIES[match[1]]), found.start, match.end())


def aged(reading: Reading) -> Reading:
    """An age counted in this unit of time."""
    return Reading(f"{reading.name} of age", "measure", "age", reading.factor, 0.0)


def years_old(data: bytes, end: int) -> Found | None:
    """ "87 yo", "20-yr-old"."""
    match = _YEARS.match(data, end)
    return None if match is None else Found(aged(_measure("year")), end, match.end())


def year_of_age() -> Reading:
    """The unit of ages that are printed without one."""
    return aged(_measure("year"))


def sterling() -> Reading:
    """The currency of the United Kingdom."""
    return money("pound sterling")


def rated(data: bytes, found: Found) -> Found:
    """With "per" something: "$3,500 a month", "21 km/l", "$80 per sq m"."""
    head = data[found.end : found.end + 1]
    if not head or head not in b" /-":
        return found
    match = _PER.match(data, found.end)
    if match is None:
        return found
    opening = data[found.end : match.start(1)].strip(b" -").lower()
    power = match[2]
    if power is not None:
        square = _squared(match[1], power)
        if square is not None:
            return rated(data, Found(per(found.reading, square), found.start, match.end()))
    below = _below(match[1], opening)
    if below is None:
        return found
    reading, length = below
    end = match.start(1) + length
    if opening in (b"a", b"an", b"each", b"every") and _SPAN_OF_TIME.match(data, end) is not None:
        return found
    joined = Found(per(found.reading, reading), found.start, end)
    return rated(data, joined) if data[end : end + 5] == b" per " and " per " not in found.reading.name else joined


def _squared(text: bytes, power: bytes) -> Reading | None:
    """The unit of "m2", "s2", "cm^3"."""
    sign = {b"2": b"\xc2\xb2", b"3": b"\xc2\xb3"}.get(power.lstrip(b"^"), power)
    known = _symbols().get(text + sign)
    if known is not None:
        return known
    base = _symbols().get(text)
    if base is None or base.factor is None:
        return None
    exponent, word = (2, "square") if sign == b"\xc2\xb2" else (3, "cubic")
    return Reading(f"{word} {base.name}", base.kind, f"{word} {base.dimension}", base.factor**exponent, 0.0)


def _below(text: bytes, opening: bytes) -> tuple[Reading, int] | None:
    """The unit or thing below the line, and how many bytes of the text name it."""
    parts = _GAP.split(text)
    if opening in (b"per", b"/"):
        for form in (text, text.rstrip(b"."), parts[0], parts[0].rstrip(b".")):
            if form in _symbols():
                return _symbols()[form], len(form)
    for count in range(len(parts), 0, -1):
        form = text[: sum(map(len, parts[:count])) + count - 1]
        for key in (form, form.rstrip(b".")):
            reading = _words().get(key.lower().replace(b"-", b" "))
            if (
                reading is not None
                and (opening in (b"per", b"/") or reading.kind == "measure")
                and key.lower() not in _risky()[1]
            ):
                return reading, len(key)
    noun = parts[0].lower().rstrip(b".")
    if (opening == b"per" and noun.isalpha()) or noun in _COUNTABLE:
        return Reading(noun.decode(), "count", f"count:{noun.decode()}", 1.0, 0.0), len(noun)
    return None
