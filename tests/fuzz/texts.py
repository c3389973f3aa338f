"""Texts to try: words of the lexicon, phrases of every kind, random bytes, and texts of the project, changed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from vocabulary import KINDS, spoken

ROOT = Path(__file__).parents[2]
_JOINTS = (
    " ", " ", " ", "-", "–", "/", ", ", " and ", " to ", " of ", ". ", "", "\u00a0", " or ", "'s ", " (", ") ", "\n",
    " from ", " per ", " than ", "\n- ", "\n\n", "\t", " \u2009", "\u00ad", "\u200b", "\r\n", " in ", " by ", " at ",
)  # fmt: skip
_FRONT = (
    "title: {}", "date: {}", 'title: "{}"', "date: 2014-01-07", "date: 0001-01-01", "date: 9999-12-31", "tags: [{}]",
    "- {}", "{}: {}", "published: {}", "\tdate: {}", "x: |\n  {}", "date: 2013/7/13 20:46:25", "title: {} # {}",
    "&a {}",
)  # fmt: skip
_WORD = re.compile(r"\w+")


@cache
def originals() -> tuple[str, ...]:
    """The texts of the project: seeds, fixtures and the README."""
    paths = [*sorted(ROOT.glob("seeds/*.md")), *sorted(ROOT.glob("seeds/*.txt")), ROOT / "README.md"]
    return tuple(path.read_text("utf-8") for path in paths)


def text(chance: random.Random) -> str:
    """One text of any sort."""
    sort = chance.choices(SORTS, WEIGHTS)[0]
    made = sort(chance)
    return _hidden(chance, made) if chance.random() < 0.15 else made


def lexical(chance: random.Random) -> str:
    """Words of the lexicon in any order."""
    tables = spoken()
    return "".join(chance.choice(chance.choice(tables)) + chance.choice(_JOINTS) for _ in range(chance.randint(1, 16)))


def phrased(chance: random.Random) -> str:
    """Phrases of a few kinds beside each other."""
    kinds = [KINDS[kind] for kind in chance.choices([*KINDS], k=4)]
    return "".join(chance.choice(chance.choice(kinds)) + chance.choice(_JOINTS) for _ in range(chance.randint(1, 14)))


def repeated(chance: random.Random) -> str:
    """One or two phrases many times."""
    unit = "".join(
        chance.choice(KINDS[chance.choice([*KINDS])]) + chance.choice(_JOINTS) for _ in range(chance.randint(1, 2))
    )
    return unit * chance.randint(2, 30)


def changed(chance: random.Random) -> str:
    """A piece of a text of the project with a few things changed."""
    whole = chance.choice(originals())
    at = 0 if chance.random() < 0.3 else chance.randrange(len(whole))
    piece = whole[at : at + chance.randint(20, 1500)]
    for _ in range(chance.randint(1, 8)):
        piece = chance.choice(_CHANGES)(chance, piece)
    return piece


def random_characters(chance: random.Random) -> str:
    """Characters of all of Unicode, with some words between them."""
    pieces = []
    for _ in range(chance.randint(1, 60)):
        if chance.random() < 0.3:
            pieces.append(chance.choice(chance.choice(spoken())))
        top = chance.choice((0x7F, 0xFF, 0x7FF, 0x2FFF, 0xFFFF, 0x10FFFF))
        number = chance.randint(0, top)
        pieces.append(chr(number) if not 0xD800 <= number < 0xE000 else " ")
    return "".join(pieces)


def fronted(chance: random.Random) -> str:
    """Front matter before a text."""
    rows = [chance.choice(_FRONT) for _ in range(chance.randint(0, 5))]
    filled = [row.format(*(chance.choice(chance.choice(spoken())) for _ in range(2))) for row in rows]
    fence = chance.choice(("---", "---", "+++", "--- ", "..."))
    return "\n".join([fence, *filled, chance.choice((fence, "---", "")), phrased(chance)])


def random_bytes(chance: random.Random) -> bytes:
    """The bytes of a file: those of a text in some encoding with a few wrong ones, or any at all."""
    if chance.random() < 0.2:
        return chance.randbytes(chance.randint(0, 300))
    codec = chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1", "utf-16-be"))
    data = bytearray(text(chance).encode(codec, "replace"))
    for _ in range(chance.randint(0, 3)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _hidden(chance: random.Random, made: str) -> str:
    """The text with signs that are not seen, or with spaces that are no plain ones."""
    signs = KINDS["odd"]
    return "".join(
        chance.choice(signs)
        if one == " " and chance.random() < 0.3
        else one + chance.choice(signs) * (chance.random() < 0.03)
        for one in made
    )


def _cut(chance: random.Random, piece: str) -> str:
    at, length = chance.randrange(len(piece) + 1), chance.randint(1, 60)
    return piece[:at] + piece[at + length :]


def _doubled(chance: random.Random, piece: str) -> str:
    at, length = chance.randrange(len(piece) + 1), chance.randint(1, 60)
    return piece[: at + length] + piece[at:]


def _moved(chance: random.Random, piece: str) -> str:
    one, other = sorted(chance.randrange(len(piece) + 1) for _ in range(2))
    return piece[other:] + piece[one:other] + piece[:one]


def _spliced(chance: random.Random, piece: str) -> str:
    at = chance.randrange(len(piece) + 1)
    return piece[:at] + phrased(chance) + piece[at:]


def _exchanged(chance: random.Random, piece: str) -> str:
    found = [*_WORD.finditer(piece)]
    if not found:
        return piece
    word = chance.choice(found)
    return piece[: word.start()] + chance.choice(chance.choice(spoken())) + piece[word.end() :]


def _recounted(chance: random.Random, piece: str) -> str:
    return re.sub(r"\d", lambda digit: str(chance.randint(0, 9)) if chance.random() < 0.3 else digit[0], piece)


_CHANGES = (_cut, _doubled, _moved, _spliced, _exchanged, _recounted)
SORTS: tuple[Callable[[random.Random], str], ...] = (lexical, phrased, repeated, changed, random_characters, fronted)
WEIGHTS = (4, 5, 2, 4, 2, 1)
