"""Bytes to text: UTF-8 (a byte order mark is dropped), or UTF-16 and UTF-32 that say so by their mark."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from checks.read.error import ReadError

_MARKED = ((BOM_UTF32_LE, "utf-32"), (BOM_UTF32_BE, "utf-32"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_CONTROLS = bytes(code for code in range(1, 32) if chr(code) not in "\t\n\v\f\r\x1a\x1b")
MOST_CONTROLS = 0.01
"""The share of control characters above which a file holds no text."""


def marked(raw: bytes) -> tuple[bytes, str]:
    """The byte order mark that a file begins with, if any, and the encoding of what stands behind it."""
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            return mark, f"{encoding}-{'le' if mark in (BOM_UTF16_LE, BOM_UTF32_LE) else 'be'}"
    return BOM_UTF8 * raw.startswith(BOM_UTF8), "utf-8"


def decoded(raw: bytes, place: str) -> str:
    """The text of a file. Raises ReadError, naming `place`, for binary content and for an invalid encoding."""
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            return _whole(raw, encoding, place)
    _reject_binary(raw, place)
    return utf8(raw.removeprefix(BOM_UTF8), place, skipped=len(BOM_UTF8) * raw.startswith(BOM_UTF8))


def utf8(raw: bytes, place: str, *, line: int = 1, skipped: int = 0) -> str:
    """The text of UTF-8 bytes that begin on `line` of `place`, `skipped` bytes behind its beginning."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line += raw.count(b"\n", 0, error.start)
        byte = f"byte {error.start + skipped} (0x{raw[error.start]:02x})"
        raise ReadError(f"invalid UTF-8 at {byte}; save the file as UTF-8", place, line) from None


def reject_surrogates(text: str, what: str, place: str) -> None:
    """Raise ReadError for half of a surrogate pair: it is no character, and no file could hold it."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"{what} has an unpaired surrogate at character {error.start}", place) from None


def _whole(raw: bytes, encoding: str, place: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"invalid {encoding.upper()} at byte {error.start}; save the file as UTF-8", place) from None
    if "\x00" in text:
        raise ReadError(f"binary, not text (NUL character at {text.index(chr(0))})", place)
    return text


def _reject_binary(raw: bytes, place: str) -> None:
    nul = raw.find(b"\x00")
    if nul >= 0:
        raise ReadError(f"binary, not text (NUL at byte {nul}); if it is UTF-16, save it as UTF-8", place)
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(raw):
        raise ReadError(f"binary, not text ({controls} control characters)", place)
