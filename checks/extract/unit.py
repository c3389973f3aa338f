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


_JOINT = re.compile(rb"(?:[ ]{1,2}|-|\xc2\xa0|\xe2\x80[\xaf\x89]|(?: ?[(\[{<](?=[A-Za-z\xc2\xce]{1,5}[)\]}>])))?")
_TOKEN = re.compile(rb"""(?:''|[^\s,;:()\[\]{}<>"!?\x00/*-]|[\xe2][\x80-\xbf][\x80-\xbf])[^\s,;:()\[\]{}<>"!?\x00]{0,15}|\"""")
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

_SPACED = frozenset("m g h l t s b W V J K L B T N C F d mi kt st ac bu d p c kr kr. mb A".split())
"""Ambiguous symbols that may stand apart from their number."""

_TRANSLITERATED = {b"PS": "pound sterling", b"Y=": "yen"}
"""What becomes of the signs in text that was forced into ASCII."""

_AGE = re.compile(rb"(?:[ -]|\xc2\xa0)olds?\b| of age\b", re.I)
_YEARS = re.compile(rb"[ -]?(?:yo|y/o|y\.o\.)(?![A-Za-z])|[ -]?(?:yr|yrs)\.?[ -]old\b", re.I)
_PER = re.compile(
    rb"(?: per |/| an? | each | every |-a-|-an-|-per-|p(?=/))([A-Za-z][A-Za-z.]*(?:[ -](?:[a-z]{2,}|[mk]m|ft))?)([\xc2][\xb2\xb3]|[23])?", re.I
)
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
    for symbol, name in lexicon.currency_symbols().items():
        if symbol:
            found.setdefault(symbol.encode(), _money(name))
            if len(symbol) == 3 and symbol.isupper():
                found.setdefault(b"M" + symbol.encode(), _money(name)._replace(factor=1e6))
    return found


@cache
def _words() -> dict[bytes, Reading]:
    found: dict[bytes, Reading] = {}
    for word, name in lexicon.unit_words().items():
        found[word.replace("-", " ").encode()] = _measure(name)
    for word, name in lexicon.currency_words().items():
        if word not in ("pound", "pounds"):
            found.setdefault(word.replace("-", " ").encode(), _money(name))
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
def _money(name: str) -> Reading:
    return Reading(name, "money", f"money:{name}", 1.0, 0.0)


def _minor(name: str, owner: str | None, ratio: int) -> Reading:
    """A minor unit; cents whose currency is not said only compare with cents."""
    if owner is None:
        return Reading(name, "money", f"money:{name}", 1.0, 0.0)
    return Reading(name, "money", f"money:{owner}", 1.0 / ratio, 0.0)


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
    return Reading(f"{above.name} per {below.name}", above.kind, _over(above.dimension, below), _ratio(above, below), 0.0)


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
    found = _symbol(data, end, at) or _word(data, end, at)
    if found is None:
        return None
    return _extended(data, found)


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


_THICK = re.compile(rb"\.?(?:[ -](?:thick|long|wide|deep|tall|high|across|diameter|in|by|x|of|more|and|[0-9])|\s*(?:[.,;:)\x00\n-]|\Z))")
_ENDS = re.compile(rb"\s*(?:[.,;:!?)/\x00\n]|\Z|-)")
_QUOTES = frozenset((b'"', b"'", b"''", b"\xe2\x80\xb2", b"\xe2\x80\xb3", b"\xe2\x80\xb2\xe2\x80\xb2"))


def _fits(data: bytes, end: int, at: int, piece: bytes) -> bool:
    """Whether an ambiguous symbol may be meant here."""
    symbols, _ = _risky()
    behind = data[at + len(piece) : at + len(piece) + 1]
    if piece[-1:].isalnum() and (behind.isalnum() or behind in b"_" and behind):
        return False
    if piece in _QUOTES:
        return _mark(data, end, at, piece)
    if len(piece) == 3 and piece.isalpha() and piece.isupper():
        return True
    if piece not in symbols:
        return not (at > end and data[end : end + 1] == b"-" and len(piece) == 1 and not piece.isalpha())
    if piece in (b"in", b"in."):
        return _THICK.match(data, at + len(piece)) is not None and (at > end or behind != b"-" or True)
    if at == end:
        return True
    if data[end : end + 1] == b"-":
        return len(piece) > 1 or piece in (b"m", b"g", b"W", b"K", b"L")
    if piece in (b"A", b"d", b"s", b"b", b"B", b"T", b"N", b"h", b"p", b"c"):
        return _ENDS.match(data, at + len(piece)) is not None
    return piece.decode() in _SPACED or piece in (b"\xc2\xb0", b"\xc2\xba")


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


_NOT_SECONDS = frozenset(b"half place straight quarter round time leg term period season year day consecutive largest biggest most".split())


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
    return Found(_money(_COUNTRIES[match[1]]), found.start, match.end())


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
    return _money("pound sterling")


def rated(data: bytes, found: Found) -> Found:
    """With "per" something: "$3,500 a month", "21 km/l"."""
    match = _PER.match(data, found.end)
    if match is None:
        return found
    opening = data[found.end : match.start(1)].strip(b" -").lower()
    below = _below(match[1], opening)
    if below is None:
        return found
    reading, length = below
    power = match[2]
    if power and length == len(match[1]):
        square = _symbols().get(match[1] + (power if len(power) > 1 else {b"2": b"\xc2\xb2", b"3": b"\xc2\xb3"}[power]))
        if square is not None:
            return Found(per(found.reading, square), found.start, match.end())
    return Found(per(found.reading, reading), found.start, match.start(1) + length)


def _below(text: bytes, opening: bytes) -> tuple[Reading, int] | None:
    """The unit or thing below the line, and how many bytes of the text name it."""
    low = text.lower()
    first = re.split(rb"[ -]", text)[0]
    for form in (text, text.rstrip(b"."), first, first.rstrip(b".")):
        if opening in (b"per", b"/") and form in _symbols() and (len(form) < len(text) or True):
            return _symbols()[form], len(form)
        if form.lower() in _words() and form.lower() not in (b"a",):
            return _words()[form.lower()], len(form)
    noun = first.lower()
    if opening == b"per" and noun.isalpha() or noun in _COUNTABLE:
        return Reading(noun.decode(), "count", f"count:{noun.decode()}", 1.0, 0.0), len(first)
    return None if low else None


_SIGN = re.compile(rb"([A-Za-z.\xc2-\xf4\x80-\xbf$]{0,8}?[ ]?(?:\$|[\xc2-\xf4][\x80-\xbf]{1,3}))[ ]?\Z")
_CODE = re.compile(rb"(?:\A|[^A-Za-z])([A-Z\xc2-\xf4\x80-\xbf][A-Za-z.\xc2-\xf4\x80-\xbf$\xa3]{0,6})[ ]?\Z")
_NAMES_BEFORE = re.compile(rb"(?:\A|[^A-Za-z$])((?:malaysian? )?ringgits?|dollar|euro|rupees?|rmb|usd|sen|yuan|hk ?\$|u\.?s\.? ?\$|[ac] ?\$|usd\$|[a-z]{3}\$|eur|gbp)[ ]?\Z", re.I)
_TRAILING = re.compile(rb"(\$(?:US|A|HK|NZ|C|S))\Z")


def before(data: bytes, start: int) -> Found | None:
    """The currency that ends where the number begins, at most a space away."""
    last = data[start - 1 : start]
    if last == b" ":
        last = data[start - 2 : start - 1]
    if not last or last in b"\n\x00,;:)]!?\"'" or last.isdigit():
        return None
    window = data[max(0, start - 14) : start]
    return _currency_before(window, start)


def _currency_before(window: bytes, start: int) -> Found | None:
    found = _before(window)
    if found is None:
        return None
    reading, length = found
    return Found(reading, start - length, start)


@lru_cache(maxsize=1 << 14)
def _before(window: bytes) -> tuple[Reading, int] | None:
    """The currency at the end of the window, and how many bytes it takes with its space."""
    text = window[:-1] if window.endswith(b" ") else window
    spaced = len(window) - len(text)
    symbols = lexicon.currency_symbols()
    for length in range(min(8, len(text)), 0, -1):
        piece = text[-length:]
        edge = text[-length - 1 : -length] if length < len(text) else b""
        if piece[:1].isalpha() and edge.isalpha():
            continue
        if piece in _TRANSLITERATED and not spaced:
            return _money(_TRANSLITERATED[piece]), length
        name = _sign(piece, symbols)
        if name is not None and _safe(piece, bool(spaced), edge):
            return _money(name), length + spaced
    code = re.search(rb"(?:\A|[^A-Za-z])M([A-Z]{3})\Z", text)
    if code is not None and code[1].decode() in symbols:
        return _money(symbols[code[1].decode()])._replace(factor=1e6), 4 + spaced
    return _name_before(text, spaced)


def _sign(piece: bytes, symbols: object) -> str | None:
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return None
    table = lexicon.currency_symbols()
    if text in table:
        return table[text]
    if text.startswith("$") and text[1:] + "$" in table and len(text) > 1:
        return table[text[1:] + "$"]
    if text.endswith("$"):
        country = text[:-1].strip().upper().replace(".", "")
        return table.get(f"{country}$") or table.get(country if len(country) == 3 else "")
    return None


def _safe(piece: bytes, spaced: bool, edge: bytes) -> bool:
    """A currency sign that also is a word or a letter needs to touch its number."""
    if piece.decode() not in lexicon.risky_symbols():
        return not (spaced and piece.isalpha() and len(piece) < 3 and piece not in (b"RM", b"Rs", b"Rp", b"Tk", b"KD"))
    return not spaced and not (edge and edge in b"-/.")


def _name_before(text: bytes, spaced: int) -> tuple[Reading, int] | None:
    """ "ringgit 42", "dollar 22.5 million", "rmb 10"."""
    match = re.search(rb"(?:\A|[^A-Za-z])((?:malaysian? )?[a-z]{3,8})\Z", text, re.I)
    if match is None or not spaced:
        return None
    word = match[1].lower()
    if word not in (b"ringgit", b"ringgits", b"dollar", b"euro", b"rupee", b"rupees", b"rmb", b"usd", b"eur", b"gbp", b"sen", b"yuan", b"yen",
                    b"malaysia ringgit", b"malaysian ringgit", b"malaysia ringgits", b"malaysian ringgits"):  # fmt: skip
        return None
    reading = _words().get(word) or _words().get(word.split(b" ")[-1]) or _symbols().get(word.upper())
    return None if reading is None else (reading, len(match[1]) + spaced)
