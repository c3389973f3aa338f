"""Currencies before numbers: "$45", "US $3", "HK$", "RM 42", "EUR 20", "ringgit 42", "MAUD 60"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from checks.extract.quantity.unit import PlacedUnit, UnitReading, money, named_money
from checks.lexicon import unit as lexicon
from checks.lexicon.word import words
from checks.regex import lazy

_DOLLAR = lazy(rb"(?:(?:\A|[^A-Za-z.$])([A-Za-z.]{1,5})([ ]?))?\$(US|AU|A|HK|NZ|C|CAN|S)?\Z")
_WORD = lazy(rb"(?:\A|[^A-Za-z0-9$.&'-])([A-Za-z]+\.?)\Z")
_NAME = lazy(rb"(?:\A|[^A-Za-z])((?:malaysian? )?[A-Za-z]{3,8})\Z", re.I)
_SIGN = lazy(rb"([A-Za-z]{0,4})((?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}))\Z")
_TRANSLITERATED = {b"PS": "pound sterling", b"Y=": "yen"}
"""What becomes of £ and ¥ in text that was forced into ASCII."""

_LONE = frozenset((b"C", b"c"))
"""The letters that may stand apart before a dollar sign: "a $ 5" is an article and a price."""


_TOUCHING = frozenset((b"RM", b"TL", b"DM", b"FF", b"LE"))
"""Pairs of capitals that are written close to the number; others number editions and models ("BD4")."""


_APART = frozenset((b"kr", b"kr."))
"""Risky signs that stand before a number, but are no words: "kr 500"."""


@cache
def _countries() -> Mapping[bytes, str]:
    """What is written before a dollar sign, in capitals, to the currency."""
    found: dict[bytes, str] = {}
    for symbol, name in lexicon.currency_symbols().items():
        if symbol.endswith("$") and len(symbol) > 1:
            found[symbol[:-1].strip().replace(".", "").upper().encode()] = name
        elif len(symbol) == 3 and symbol.isupper():
            found.setdefault(symbol.encode(), name)
    return found


@cache
def _symbols() -> Mapping[bytes, str]:
    return {symbol.encode(): name for symbol, name in lexicon.currency_symbols().items() if symbol}


@cache
def _risky() -> frozenset[bytes]:
    return frozenset(symbol.encode() for symbol in lexicon.risky_symbols())


@cache
def _endings() -> frozenset[bytes]:
    """The last three bytes, or both, of the words and signs that end in a small letter and may stand apart."""
    written = (*words("money_before"), *_symbols())
    tails = [text[-3:] for text in written if len(text) > 1 and text[-1:].islower()]
    return frozenset(tails).union(tail[:1].upper() + tail[1:] for tail in tails)  # "Yen 500"


_LOW_ENDS = frozenset((b".", b"="))
"""The last bytes of currencies, but for the dollar, below the letters: "kr.", "Y="."""
_NO_ENDS = frozenset((b"[", b"\\", b"]", b"^", b"_", b"`", b"{", b"|", b"}", b"~", b"\x7f"))
"""The marks among and behind the letters, with which no currency ends."""


def absent(before: bytes) -> bool:
    """Whether no currency ends with these bytes, the last four before a number."""
    last = before[-1:]
    if last == b" ":
        last, word = before[-2:-1], before[-4:-1]
        if b"a" <= last <= b"z" and word not in _endings() and (word[:1].isalpha() or word[-2:] not in _endings()):
            return True
    return not last or (last != b"$" and last < b"A" and last not in _LOW_ENDS) or last in _NO_ENDS


_SPACE = 0x20
_REACH, _DOLLAR_REACH = 12, 8
"""Bytes with a currency: a dollar sign has at most five letters and a space before it, and what these follow."""


def before(data: bytes, start: int) -> PlacedUnit | None:
    """The currency that ends where the number begins, at most a space away."""
    if data[start - 1 : start] == b" " and data[start - 2 : start - 1].islower():
        word = data[max(0, start - 10) : start - 1].rsplit(b" ", 1)[-1]
        if word.islower() and word.isalpha() and word not in words("money_before") and word not in _symbols():
            return None
    reach = _DOLLAR_REACH if data[start - 1 : start] == b"$" else _REACH
    found = _before(data[max(0, start - reach) : start])
    if found is None:
        return None
    reading, length = found
    end = start - (data[start - 1] == _SPACE)
    return PlacedUnit(reading, end - length, end)


@lru_cache(maxsize=1 << 14)
def _before(window: bytes) -> tuple[UnitReading, int] | None:
    """The currency at the end of the window, and how many bytes it takes without a space behind it."""
    text = window[:-1] if window.endswith(b" ") else window
    spaced = len(window) - len(text)
    last = text[-1:]
    found: tuple[str, int] | None
    if last == b"$" or text[-4:].count(b"$"):
        found = _dollar(text)
    elif last >= b"\x80":
        found = _sign(text)
    else:
        found = _word(text, spaced)
    return _millions(text) if found is None else (money(found[0]), found[1])


def _dollar(text: bytes) -> tuple[str, int] | None:
    match = _DOLLAR.search(text)
    if match is None:
        return None
    prefix, gap, suffix = match[1], match[2], match[3]
    own = len(text) - text.rfind(b"$")
    if suffix is not None:
        return _countries().get(suffix, "US dollar"), own
    if prefix is None:
        return "US dollar", own
    name = _countries().get(prefix.replace(b".", b"").upper())
    if name is None or (gap and len(prefix) == 1 and prefix not in _LONE):
        return "US dollar", own
    return name, own + len(gap) + len(prefix)


def _sign(text: bytes) -> tuple[str, int] | None:
    match = _SIGN.search(text)
    if match is None:
        return None
    for piece in (match[0], match[2]):
        name = _symbols().get(piece)
        if name is not None:
            return name, len(piece)
    return None


def _word(text: bytes, spaced: int) -> tuple[str, int] | None:
    """Codes, letters and names. A symbol that also is a word or a letter has to touch its number."""
    if text[-2:] in _TRANSLITERATED and not spaced and not text[-3:-2].isalnum():
        return _TRANSLITERATED[text[-2:]], 2
    match = _WORD.search(text)
    if match is not None:
        symbol = match[1]
        name = _symbols().get(symbol)
        odd = len(symbol) == 2 and symbol.isupper() and symbol not in _TOUCHING
        apart = (symbol not in _risky() and len(symbol) > 1) or symbol in _APART
        if name is not None and (apart if spaced else not odd):
            return name, len(symbol)
    return _preceding(text) if spaced else None


def _preceding(text: bytes) -> tuple[str, int] | None:
    match = _NAME.search(text)
    if match is None or match[1].lower() not in words("money_before"):
        return None
    name = named_money(match[1].lower()) or named_money(match[1].lower().split(b" ")[-1])
    return None if name is None else (name, len(match[1]))


_MILLIONS = lazy(rb"(?:\A|[^A-Za-z])M([A-Z]{3})\Z")


def _millions(text: bytes) -> tuple[UnitReading, int] | None:
    """ "MAUD 60" is sixty million Australian dollars."""
    code = _MILLIONS.search(text)
    name = None if code is None else _symbols().get(code[1])
    return None if name is None else (money(name)._replace(factor=1e6), 4)
