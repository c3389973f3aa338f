"""Try many made-up documents: `python tests/fuzz/run.py --seconds 60 --seed 1`.

Each batch has documents of every kind of input. What breaks one is printed as short as it could be made, with the seed
of its batch (`--seed N --batches 1` repeats it), and the status is 1.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

import polars as pl
import texts
from trial import try_all

from checks import read
from checks.document import Document

SIZE = 256
"""Documents of a batch."""
_DAYS = (date(1, 1, 1), date(9999, 12, 31), date(2016, 2, 29), date(2014, 6, 15), date(1, 1, 5), date(9999, 12, 28))
_SHORTER = 300
"""Attempts to shorten a text."""


def main() -> int:
    """Try batches until the time is over; print what broke and how much was tried."""
    options = _options()
    deadline = time.monotonic() + options.seconds
    tried, broken, seed = 0, 0, options.seed
    while time.monotonic() < deadline and seed - options.seed != options.batches and broken < options.most:
        documents = batch(random.Random(seed))
        tried += len(documents)
        broken += _tried(documents, seed)
        seed += 1
    batches = f"{seed - options.seed:,} batches (seeds {options.seed} to {seed - 1})"
    print(f"tried {tried:,} documents in {batches}: {broken} broken")
    return int(broken > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Try many made-up documents.")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to go on")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch; each further one has the next")
    parser.add_argument("--batches", type=int, default=-1, help="how many at most")
    parser.add_argument("--most", type=int, default=10, help="broken batches after which to stop")
    return parser.parse_args()


def batch(chance: random.Random) -> tuple[Document, ...]:
    """Documents of every kind of input."""
    found = [_in_memory(chance, number) for number in range(SIZE // 2)]
    found += _frame(chance) if chance.random() < 0.5 else _files(chance)
    return tuple(replace(one, name=f"{number}") for number, one in enumerate(found))


def _in_memory(chance: random.Random, number: int) -> Document:
    kind = chance.choice(("text", "markdown"))
    day = chance.choice((None, None, *_DAYS))
    try:
        return read.from_text(texts.text(chance), str(number), kind, day)
    except read.ReadError:
        return Document(str(number), "")


def _frame(chance: random.Random) -> list[Document]:
    rows = [(texts.text(chance), texts.text(chance) if chance.random() < 0.3 else None) for _ in range(SIZE // 2)]
    days = [chance.choice((None, *_DAYS)) for _ in rows]
    frame = pl.DataFrame(
        {"text": [text for text, _ in rows], "headline": [head for _, head in rows], "published": days}
    )
    return [one for found in read.from_frame(frame) for one in found]


def _files(chance: random.Random) -> list[Document]:
    """Files of bytes, texts in Markdown and lines of JSON; one that cannot be read is left out."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}{chance.choice(('.txt', '.md'))}" for number in range(SIZE // 4)]
        for path in paths:
            path.write_bytes(texts.random_bytes(chance))
        rows = [{"text": texts.text(chance), "headline": texts.text(chance)} for _ in range(SIZE // 4)]
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return [one for path in (*paths, corpus) for one in _read(path)]


def _read(path: Path) -> Iterator[Document]:
    try:
        for found in read.documents([path]):
            yield from found
    except read.ReadError:
        return


def _tried(documents: tuple[Document, ...], seed: int) -> int:
    """1 if something broke, else 0."""
    error = _error(documents)
    if error is None:
        return 0
    alone = next((one for one in documents if _place(_error((one,))) == _place(error)), None)
    shown = "the batch as a whole" if alone is None else _shown(_shortest(alone, error))
    print(f"--- seed {seed}: {shown}\n{''.join(traceback.format_exception(error, limit=-3))[-1500:]}", flush=True)
    return 1


def _error(documents: tuple[Document, ...]) -> Exception | None:
    try:
        try_all(documents)
    except Exception as error:
        return error
    return None


def _place(error: Exception | None) -> tuple[str, int, str]:
    """Where an error was raised, by which errors are told apart."""
    if error is None:
        return "", 0, ""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return last.filename, last.lineno or 0, type(error).__name__


def _shown(document: Document) -> str:
    more = {"headline": document.headline, "published": document.published, "markup": bool(document.maps)}
    return f"{document.text!r} { ({name: value for name, value in more.items() if value}) }"


def _shortest(document: Document, error: Exception) -> Document:
    """The document with what may be left out of its text without mending it."""
    plain = Document(document.name, document.text, document.headline, document.published, document.published_from)
    if _place(_error((plain,))) != _place(error):
        return document

    def breaks(text: str) -> bool:
        return _place(_error((replace(plain, text=text),))) == _place(error)

    return replace(plain, text=_shortened(plain.text, breaks))


def _shortened(text: str, breaks: Callable[[str], bool]) -> str:
    length, attempts = max(1, len(text) // 2), 0
    while attempts < _SHORTER:
        at = 0
        before = len(text)
        while at < len(text) and attempts < _SHORTER:
            shorter = text[:at] + text[at + length :]
            attempts += 1
            if breaks(shorter):
                text = shorter
            else:
                at += length
        if length == 1 and len(text) == before:
            break
        length = max(1, length // 2)
    return text


if __name__ == "__main__":
    sys.exit(main())
