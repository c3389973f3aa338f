"""Measures: the unit that stands right after a number, with what belongs to it ("years old", "per share")."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from checks.extract.quantity import symbol
from checks.extract.quantity.unit import (
    TIMES,
    PlacedUnit,
    UnitReading,
    aged,
    lengths,
    measure,
    money,
    names,
    per,
    risky_words,
    symbols,
)
from checks.lexicon.word import words
from checks.regex import lazy

_LONGEST = 16
_TOKEN = lazy(
    rb"""(?:[ ]?[(\[{<](?=[A-Za-z\xc2-\xcf\x80-\xbf]{2,5}[)\]}>])|[ ]{1,2}|-|\xc2\xa0|\xe2\x80[\xaf\x89\x90\x91])?"""
    rb"""((?:''|[^\s,;:()\[\]{}<>"!?\x00/*-]|[\xe2][\x80-\xbf][\x80-\xbf])[^\s,;:()\[\]{}<>"!?\x00]{0,15}|\")"""
)
"""What joins a number to its unit, and the text that may begin with a unit (at most 16 bytes of it)."""

_WORDS = lazy(
    rb"[A-Za-z\xc2-\xf4\x80-\xbf][A-Za-z.'\xc2-\xdf\x80-\xbf]*"
    rb"(?:(?:[ -]|\xc2\xa0)[A-Za-z\xc2-\xf4\x80-\xbf/][A-Za-z.'\xc2-\xdf\x80-\xbf]*){0,4}"
)
_FIRST = lazy(rb"[A-Za-z\xc2-\xf4\x80-\xbf][A-Za-z.'\xc2-\xdf\x80-\xbf]*")
_GAP = lazy(rb"[ -]|\xc2\xa0")
_BREAK = lazy(rb"[-/'\"|]|\.(?![A-Za-z])|\xe2\x80[\x90-\x9f\xa6]")
_AGE = lazy(rb"(?:[ -]|\xc2\xa0)olds?\b| of age\b", re.I)
_AGE_HEADS = frozenset((b"o", b"O", b"\xa0"))
_YEARS = lazy(rb"[ -]?(?:yo|y/o|y\.o\.)(?![A-Za-z])|[ -]?(?:yr|yrs)\.?[ -]old\b", re.I)
_PER = lazy(
    rb"(?: per |/| an? | each | every |-a-|-an-|-per-)([A-Za-z][A-Za-z.]*(?:[ -][A-Za-z.]+){0,2})"
    rb"(\xc2[\xb2\xb3]|\^?[23](?![0-9]))?",
    re.I,
)
_RATES = frozenset(joint + letter for joint in (b" ", b"-") for letter in (b"p", b"P", b"a", b"A", b"e", b"E"))
"""What a rate begins with, but for the slash."""
_PER_MANY = lazy(rb"(?: per |/)([1-9]0+|1,000)[ ]?([A-Za-z]+)(?![A-Za-z0-9])")
_SPAN_OF_TIME = lazy(rb" (?:earlier|ago|before|later|from now|after|prior|previously|old|or so)\b| between ")
_COUNTRY = lazy(rb"[ ]?(US|U\.S\.|Canadian|Australian|American|NZ|Cdn|CAD|AUD|USD)(?![A-Za-z])")
_COUNTRIES = {
    "US dollar": (b"US", b"U.S.", b"American", b"USD"),
    "Canadian dollar": (b"Canadian", b"Cdn", b"CAD"),
    "Australian dollar": (b"Australian", b"AUD"),
    "New Zealand dollar": (b"NZ",),
}


def after(data: bytes, end: int) -> PlacedUnit | None:
    """The unit that begins where the number ends, at most a space or hyphen away."""
    head = data[end : end + 1]
    if head in CLOSING:
        return None
    if head in _TIMES_HEADS or data[end + 1 : end + 5] == b"fold":
        times = _TIMES.match(data, end)
        if times is not None:
            return PlacedUnit(TIMES, times.start(times.lastindex or 0), times.end())
    token = _TOKEN.match(data, end)
    written = _written(token[1]) if token is not None else None
    if token is None or written is None:
        return None
    at = token.start(1)
    sign = _symbol(data, end, at, written.symbols) if written.symbols else None
    word = _word(data, at, written)
    found = sign if word is None or (sign is not None and sign.end >= word.end) else word
    if found is None:
        return None
    if data[found.end - 1] == _STOP:
        found = _without_stop(data, found)
    always = found.reading.name in _ALWAYS_EXTENDED
    return found if data[found.end : found.end + 1] in CLOSING and not always else _extended(data, found)


_OPENING = lazy(rb"""[ -]([0-9]|[A-Za-z]{3}|[A-Za-z]{1,2}(?=[\s,;:()\[\]{}<>"!?\x00]))""")
"""A space or hyphen with the first three letters of a token, or with all of it."""


@cache
def _openings() -> frozenset[bytes]:
    """The first three letters, or all of fewer, of the symbols as written, of the names of units in small letters, and
    of what else `after` and `years_old` look for.
    """
    return frozenset(form[:3] for form in (*symbols(), *lengths(), b"fold", b"yo", b"yr"))


def may_begin(behind: bytes) -> bool:
    """Whether a unit, or "years old", may begin with these bytes, the four behind a number."""
    if behind[:1] in CLOSING:
        return False
    opening = _OPENING.match(behind)
    return opening is None or opening[1] in _openings() or opening[1].lower() in _openings()


_TIMES_HEADS = frozenset((b"x", b"X", b"f", b"\xc3"))
_TIMES = lazy(rb"[ -]?(fold)\b|([xX]|\xc3\x97)(?![A-Za-z0-9]| ?[0-9])")
CLOSING = frozenset((b",", b".", b";", b":", b")", b"\n", b"\x00", b"?", b"!", b""))
"""What no unit begins with, and no unit goes on with."""
_STOP = 0x2E
_ALWAYS_EXTENDED = ("degree", "US dollar")
"""Units whose scale or country may follow."""


def _without_stop(data: bytes, found: PlacedUnit) -> PlacedUnit:
    """Without the full stop of an abbreviation that also ends the sentence."""
    return found if _GOES_ON.match(data, found.end) is not None else found._replace(end=found.end - 1)


_GOES_ON = lazy(rb"[,;:)-]|[ ]+[a-z0-9(]")


class _Written(NamedTuple):
    """What a token may say: the symbols that it begins with, longest first, and the unit that its first word names.

    `settled` unless the words behind it, or its capitals, have a say in that.
    """

    symbols: tuple[bytes, ...]
    reading: UnitReading | None
    length: int
    settled: bool


@lru_cache(maxsize=1 << 14)
def _written(token: bytes) -> _Written | None:
    """What a token may say, wherever it stands; None if no unit begins with it."""
    pieces = _symbols_in(token)
    if len(token) >= _LONGEST:
        return _Written(pieces, None, 0, settled=False)
    first = _FIRST.match(token)
    low = b"" if first is None else first[0].lower()
    longest = lengths().get(low) or lengths().get(low.rstrip(b".'"), 0)
    if longest > 1:
        return _Written(pieces, None, 0, settled=False)
    for form in (low, low.rstrip(b".'")) if longest else ():
        reading = names().get(form)
        if reading is not None and form not in risky_words():
            return _Written(pieces, reading, len(form), settled=form not in _DOUBTFUL and form not in _NOT_AS_WRITTEN)
    return _Written(pieces, None, 0, settled=True) if pieces else None


def _symbol(data: bytes, end: int, at: int, pieces: tuple[bytes, ...]) -> PlacedUnit | None:
    for piece in pieces:
        if symbol.fits(data, end, at, piece):
            return PlacedUnit(symbols()[piece], at, at + len(piece))
    return None


_MARKS = frozenset((b".", b"'", b'"'))
_RAISED_END = frozenset((b"\xb2", b"\xb3", b"\xb9"))
_SIGN_HEADS = frozenset((b"\xc2", b"\xe2"))


def _symbols_in(text: bytes) -> tuple[bytes, ...]:
    """The symbols that the token may begin with, longest first: up to a full stop, hyphen, slash, dash or mark."""
    if text.isalnum():
        return (text,) if text in symbols() else ()
    pieces = [text]
    head = text
    while len(head) > 1 and (head[-1:] in _MARKS or head[-1:] in _RAISED_END):
        head = head[:-1] if head[-1:] in _MARKS else head[:-2]
        pieces.append(head)
    pieces += [text[: match.start()] for match in _BREAK.finditer(text) if match.start()]
    if text[:1] in (b"%", b"'"):
        pieces.append(text[:1])
    if text[:1] in _SIGN_HEADS:
        pieces += [text[:2], text[:3]]
    known = symbols()
    return tuple(piece for piece in dict.fromkeys(sorted(pieces, key=len, reverse=True)) if piece in known)


def _word(data: bytes, at: int, written: _Written) -> PlacedUnit | None:
    if written.settled:
        return None if written.reading is None else PlacedUnit(written.reading, at, at + written.length)
    first, match = _FIRST.match(data, at), _WORDS.match(data, at)
    if first is None or match is None:
        return None
    low = first[0].lower()
    longest = lengths().get(low) or lengths().get(low.rstrip(b".'"))
    if longest is None:
        return None
    text = match[0].lower()
    parts = _GAP.split(text)
    for count in range(min(longest, len(parts)), 0, -1):
        key = b" ".join(parts[:count])
        for form in (key, key.rstrip(b".'")):
            reading = names().get(form)
            if reading is not None and _meant(data, at, form, text):
                return PlacedUnit(reading, at, at + len(form))
    return None


_NOT_AS_WRITTEN = {b"pg": (b"-pg",), b"dram": (b" DRAM", b"-DRAM")}
"""Words that are something else in this spelling: a four-page letter, memory chips."""
_DOUBTFUL = frozenset((b"second", b"stone", b"cup", b"mark", b"bit", b"degree", b"pound"))
"""Words that are something else before some words, or with a capital."""


def _meant(data: bytes, at: int, form: bytes, text: bytes) -> bool:
    """Whether a word with a second meaning is the unit here."""
    if form in risky_words() or (form in _NOT_AS_WRITTEN and data[at - 1 : at + len(form)] in _NOT_AS_WRITTEN[form]):
        return False
    if (b" a " in form or b" an " in form) and _SPAN_OF_TIME.match(data, at + len(form)) is not None:
        return False
    if form in _DOUBTFUL:
        following = text[len(form) :].lstrip(b" -").split(b" ")[0].split(b"-")[0]
        if form == b"second":
            return following not in words("no_second")
        if data[at : at + 1].isupper() and not data[at + 1 : at + 2].isupper():
            return form not in (b"stone", b"mark") and not following
    return True


def _extended(data: bytes, found: PlacedUnit) -> PlacedUnit:
    """With "old" or "of age", the country of a dollar, and "per" something."""
    reading = found.reading
    if reading.name == "degree":
        return _scaled(data, found)
    if data[found.end : found.end + 3] in _POWERS:
        return _powered(data, found)
    if reading.dimension == "time" and data[found.end + 1 : found.end + 2] in _AGE_HEADS:
        age = _AGE.match(data, found.end)
        if age is not None:
            return PlacedUnit(aged(reading), found.start, age.end())
    if reading.name == "US dollar" and data[found.start : found.end] == b"$":
        found = country(data, found)
    return rated(data, found)


_POWERS = (b" cu", b" sq")
_POWER = lazy(rb" (cubed|squared)\b")


def _powered(data: bytes, found: PlacedUnit) -> PlacedUnit:
    """ "4 km cubed"."""
    match = _POWER.match(data, found.end)
    if match is None or found.reading.dimension != "length":
        return found
    name = ("cubic " if match[1] == b"cubed" else "square ") + found.reading.name
    reading = names().get(name.encode())
    return found if reading is None else PlacedUnit(reading, found.start, match.end())


_SCALE = lazy(rb"[ ]?(?:(C|celsius|centigrade|celcius)|F|fahrenheit|farenheit)(?![A-Za-z])", re.I)


def _scaled(data: bytes, found: PlacedUnit) -> PlacedUnit:
    """ "20\N{DEGREE SIGN} Celsius", "70\N{DEGREE SIGN} F": the scale behind the sign."""
    scale = _SCALE.match(data, found.end)
    if scale is None:
        return found
    reading = names()[b"degree celsius" if scale[1] else b"degree fahrenheit"]
    return PlacedUnit(reading, found.start, scale.end())


def country(data: bytes, found: PlacedUnit) -> PlacedUnit:
    """ "$76 US", "$10 Canadian"."""
    match = _COUNTRY.match(data, found.end)
    if match is None:
        return found
    name = next(name for name, written in _COUNTRIES.items() if match[1] in written)
    return PlacedUnit(money(name), found.start, match.end())


_YEAR_HEADS = frozenset((b"y", b"Y"))


def years_old(data: bytes, end: int) -> PlacedUnit | None:
    """ "87 yo", "20-yr-old"."""
    if data[end : end + 1] not in _YEAR_HEADS and data[end + 1 : end + 2] not in _YEAR_HEADS:
        return None
    match = _YEARS.match(data, end)
    return None if match is None else PlacedUnit(aged(measure("year")), end, match.end())


def rated(data: bytes, found: PlacedUnit) -> PlacedUnit:
    """With "per" something: "$3,500 a month", "21 km/l", "$80 per sq m"."""
    if data[found.end : found.end + 2] not in _RATES and data[found.end : found.end + 1] != b"/":
        return found
    match = _PER.match(data, found.end)
    if match is None:
        return _per_many(data, found)
    opening = data[found.end : match.start(1)].strip(b" -").lower()
    power = match[2]
    if power is not None:
        square = _squared(match[1], power)
        if square is not None:
            return rated(data, PlacedUnit(per(found.reading, square), found.start, match.end()))
    below = _below(match[1], opening)
    if below is None:
        return found
    reading, length = below
    end = match.start(1) + length
    if opening in (b"a", b"an", b"each", b"every") and _SPAN_OF_TIME.match(data, end) is not None:
        return found
    above = money("pound sterling") if found.reading.name == "pound" and reading.kind == "count" else found.reading
    joined = PlacedUnit(per(above, reading), found.start, end)
    return rated(data, joined) if data[end : end + 5] == b" per " and " per " not in found.reading.name else joined


def _per_many(data: bytes, found: PlacedUnit) -> PlacedUnit:
    """ "5.6 litres per 100 km", "12 g per 100 g"."""
    match = _PER_MANY.match(data, found.end)
    if match is None:
        return found
    below = names().get(match[2].lower()) or symbols().get(match[2])
    if below is None or below.kind != "measure" or below.factor is None:
        return found
    many = float(match[1].replace(b",", b""))
    if data[found.end : found.end + 1] == b"/" and not _is_rate(found.reading, below, many):
        return found
    if (found.reading.name, below.name, many) == ("litre", "kilometre", 100):
        return PlacedUnit(measure("litre per 100 kilometres"), found.start, match.end())
    scaled = below._replace(name=f"{many:.0f} {below.name}", factor=many * below.factor)
    return PlacedUnit(per(found.reading, scaled), found.start, match.end())


def _is_rate(above: UnitReading, below: UnitReading, many: float) -> bool:
    """Whether a slash means "per": "8 l/100 km", but "45 kg/100 lb" says one thing twice."""
    if many != 100 or below.name not in ("kilometre", "gram", "millilitre"):
        return False
    return above.dimension != below.dimension or above.name in ("gram", "milligram")


def rate_alone(data: bytes, end: int) -> PlacedUnit | None:
    """ "39 per square kilometre": the area or volume below the line, without what is counted."""
    match = _PER.match(data, end)
    below = None if match is None else _below(match[1], b"per")
    if match is None or below is None or below[0].dimension not in ("area", "volume") or below[0].factor is None:
        return None
    reading = UnitReading(f"per {below[0].name}", "count", f"per {below[0].dimension}", 1 / below[0].factor, 0.0)
    return PlacedUnit(reading, end + 1, match.start(1) + below[1])


def _squared(text: bytes, power: bytes) -> UnitReading | None:
    """The unit of "m2", "s2", "cm^3"."""
    sign = {b"2": b"\xc2\xb2", b"3": b"\xc2\xb3"}.get(power.lstrip(b"^"), power)
    known = symbols().get(text + sign)
    if known is not None:
        return known
    base = symbols().get(text)
    if base is None or base.factor is None:
        return None
    exponent, word = (2, "square") if sign == b"\xc2\xb2" else (3, "cubic")
    return UnitReading(f"{word} {base.name}", base.kind, f"{word} {base.dimension}", base.factor**exponent, 0.0)


def _below(text: bytes, opening: bytes) -> tuple[UnitReading, int] | None:
    """The unit or thing below the line, and how many bytes of the text name it."""
    parts = _GAP.split(text)
    if opening in (b"per", b"/"):
        for form in (text, text.rstrip(b"."), parts[0], parts[0].rstrip(b".")):
            if form in symbols():
                return symbols()[form], len(form)
    for count in range(len(parts), 0, -1):
        form = text[: sum(map(len, parts[:count])) + count - 1]
        for key in (form, form.rstrip(b".")):
            reading = names().get(key.lower().replace(b"-", b" "))
            if (
                reading is not None
                and (opening in (b"per", b"/") or reading.kind == "measure")
                and key.lower() not in risky_words()
            ):
                return reading, len(key)
    noun = parts[0].lower().rstrip(b".")
    if (opening == b"per" and noun.isalpha()) or noun in words("denominator"):
        return UnitReading(noun.decode(), "count", f"count:{noun.decode()}", 1.0, 0.0), len(noun)
    return None
