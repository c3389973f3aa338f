"""Numbers in digits: "1,250.5", "2 1/2", "½", "1.99×10−30", "4 hundred million", "2.5bn", "1.234,56"."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import numeric

from checks.extract.quantity.number import Numeral, lexicon, one_digit, significant
from checks.regex import lazy

JOINER = rb"(?:\xc2\xa0|\xe2\x80\xaf|\xe2\x80\x89)"
"""No-break space, narrow no-break space, thin space: they group digits and join numbers to units."""

_VULGAR = rb"(?:\xc2[\xbc-\xbe]|\xe2\x85[\x90-\x9e]|\xe2\x86\x89)"
_SLASH = rb"(?:/|\xe2\x81\x84|\xe2\x88\x95)"
_MINUS = rb"(?:-|\xe2\x88\x92|\xe2\x80\x93)"
_SUPERSCRIPT = rb"(?:\xe2\x81[\xb0\xb4-\xbb]|\xc2[\xb2\xb3\xb9])"
_POWER = (
    rb"(?:[eE][+-]?[0-9]{1,3}|[ ]?(?:\xc3\x97|x|\*)[ ]?10(?:\^"
    + _MINUS
    + rb"?[0-9]{1,3}|"
    + _MINUS
    + rb"[0-9]{1,3}|"
    + _SUPERSCRIPT
    + rb"{1,4}))"
)
DIGITS = (
    rb"(?:\.?[0-9]+(?:[.,][0-9]+)*(?:(?:" + JOINER + rb"|')[0-9]{3})*(?:[.,][0-9]+)*(?:"
    rb"[ -]?" + _VULGAR + rb"|[ -][0-9]{1,3}" + _SLASH + rb"[0-9]{1,4}|" + _SLASH + rb"[0-9]{1,5}|" + _POWER + rb")?"
    rb"|" + _VULGAR + rb")"
)
_VULGAR_SIGNS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉"
_VULGAR_VALUES = {sign.encode(): numeric(sign) for sign in _VULGAR_SIGNS}
_FIGURE = lazy(
    rb"(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){1,8}|[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}"
    rb"|[0-9]{1,3}(?:" + JOINER + rb"[0-9]{3}){1,8}|[0-9]{1,3}(?:'[0-9]{3}){1,8}"
    rb"|[0-9]{1,3}(?:\.[0-9]{3}){2,8}|[0-9]{1,30})?(?![0-9])(?P<part>[.][0-9]{1,30}|,[0-9]{1,2}(?![0-9,]))?(?![0-9.,]*[0-9][.,])"
)
_LONGEST = 30
"""Digits of a number."""
_NO_DIGITS = bytes(byte for byte in range(256) if byte not in b"0123456789")
_MORE_DIGITS = lazy(rb"[.,]?[0-9]")
_BEHIND = lazy(rb"(?:[ -]|" + JOINER + rb")?([a-z]+)")
_AND_A_HALF = lazy(rb" and a half| and a quarter")
_CONTINENTAL = lazy(rb"([0-9]{1,3}(?:\.[0-9]{3}){1,8}),([0-9]{1,2})(?![0-9.,])")
_MIXED = lazy(rb"[ -]?(" + _VULGAR + rb")|[ -]([0-9]{1,3})" + _SLASH + rb"([0-9]{1,4})(?![0-9])")
_OVER = lazy(_SLASH + rb"([0-9]{1,5})(?![0-9])")
_EXPONENT = lazy(
    rb"[ ]?(?:[eE]|(?:\xc3\x97|x|\*)[ ]?10\^?)((?:" + _MINUS + rb"|\+)?[0-9]{1,3}|" + _SUPERSCRIPT + rb"{1,4})"
)
_DENOMINATORS = frozenset(
    (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 24, 25, 30, 32, 40, 48, 50, 60, 64, 100, 128, 200, 256, 500, 1000)
)
"""Denominators of fractions in digits; 2013/14 and 9/11 are none."""


def read(run: bytes) -> Numeral | None:
    if run.isdigit() and len(run) <= _LONGEST:
        return _plain(run, b"", len(run), "integer")
    vulgar = _MIXED.match(run) if run[:1] >= b"\x80" else None
    if vulgar is not None and vulgar[1] is not None:
        value = _VULGAR_VALUES[vulgar[1]]
        return Numeral(0, vulgar.end(), value, value, one_digit(value), one_digit(value), "fraction")
    continental = _CONTINENTAL.match(run) if b"," in run else None
    if continental is not None:
        return _plain(continental[1].replace(b".", b""), b"." + continental[2], continental.end(), "grouped")
    figure = _FIGURE.match(run)
    if figure is None or figure.end() == 0 or _MORE_DIGITS.match(run, figure.end()):
        return None
    whole, part = figure["whole"] or b"", figure["part"] or b""
    if not whole and not part:
        return None
    shape = "comma" if part[:1] == b"," else "decimal" if part else "integer" if whole.isdigit() else "grouped"
    pure = whole.translate(None, delete=_NO_DIGITS)
    return _tail(run, _plain(pure, part.replace(b",", b"."), figure.end(), shape))


def _plain(whole: bytes, part: bytes, end: int, shape: str) -> Numeral:
    value = float((whole or b"0") + part)
    place = 10.0 ** -(len(part) - 1) if part else 1.0
    zeros = part and part.endswith(b"0")
    coarse = place if zeros else significant(value, place)
    return Numeral(0, end, value, value, place, coarse, shape)


def _tail(run: bytes, whole: Numeral) -> Numeral | None:
    """Fractions and powers of ten behind the digits."""
    end = whole.end
    if end == len(run):
        return whole
    if whole.shape == "integer":
        mixed = _MIXED.match(run, end)
        if mixed is not None and (mixed[1] is not None or 0 < int(mixed[2]) < int(mixed[3])):
            part = _VULGAR_VALUES[mixed[1]] if mixed[1] is not None else int(mixed[2]) / int(mixed[3])
            value = whole.value + part
            return Numeral(0, mixed.end(), value, value, one_digit(part), one_digit(part), "mixed")
        over = _OVER.match(run, end)
        if over is not None:
            return _ratio(whole, int(over[1]), over.end())
    power = _EXPONENT.match(run, end)
    if power is None:
        return whole
    digits = power[1].decode().translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−–", "0123456789---"))
    factor = 10.0 ** max(-300, min(300, int(digits)))
    return replace(whole.times(factor, power.end() - end), shape="power")


def _ratio(whole: Numeral, denominator: int, end: int) -> Numeral | None:
    most = 4 * denominator if denominator in (2, 4, 8) else denominator
    if denominator not in _DENOMINATORS or not 0 < whole.value < most or whole.value > 100:
        return None
    value = whole.value / denominator
    return Numeral(0, end, value, value, one_digit(value), one_digit(value), "fraction")


def scaled(run: bytes, head: Numeral) -> Numeral:
    """Scale words behind digits: "4 hundred million", "2.5bn"; then "3 and a half"."""
    numeral = head
    while numeral.end < len(run):
        match = _BEHIND.match(run, numeral.end)
        entry = lexicon().get(match[1]) if match is not None else None
        if (
            match is None
            or entry is None
            or entry.kind not in ("hundred", "scale", "scales", "hundreds", "abbreviation", "dozen", "dozens")
        ):
            break
        if numeral.end != head.end and entry.value < numeral.scale and entry.kind != "dozen":
            break
        numeral = numeral.times(entry.value, match.end() - numeral.end)
    half = _AND_A_HALF.match(run, numeral.end)
    if half is not None and head.shape == "integer":
        part = (0.5 if half[0].endswith(b"half") else 0.25) * numeral.scale
        value = numeral.value + part
        return replace(numeral, end=half.end(), value=value, high=value, step=part, coarse=part, shape="mixed")
    return numeral
