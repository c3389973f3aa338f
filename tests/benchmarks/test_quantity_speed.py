"""How fast quantities are read: megabytes per second of processor time, beside quantulum3 where it is installed."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from time import process_time

import pytest

from checks.document import Document
from checks.extract.batch import Batch
from checks.extract.quantity import quantities

SEEDS = Path(__file__).parents[2] / "seeds"
LEAST = 1.5
"""MB per second of processor time; seeds are full of figures, news is read three times as fast."""

HOSTILE = "from 1 to $2,000 and a half million and 3/4 of the 5 ft 6 in - "
MEGABYTES = int(os.environ.get("FACTLINT_HOSTILE_MEGABYTES", "10"))
"""The largest hostile text; 100 takes minutes."""


def seeds() -> list[str]:
    """The texts of the seeds."""
    return [path.read_text("utf-8") for path in sorted(SEEDS.iterdir()) if path.suffix in (".md", ".txt")]


def spent(texts: list[str]) -> float:
    """Seconds of processor time that reading the quantities of some texts takes, sentences and quotations included."""
    batch = Batch.of([Document(str(number), text) for number, text in enumerate(texts)])
    begun = process_time()
    quantities(batch)
    return process_time() - begun


def test_a_megabyte_of_figures_takes_less_than_a_second() -> None:
    texts = seeds()
    spent(texts)  # compiles the patterns
    many = texts * (1 + 1_000_000 // sum(map(len, texts)))
    assert sum(len(text.encode()) for text in many) / 1e6 / spent(many) > LEAST


def test_time_is_linear_in_hostile_text() -> None:
    spent([HOSTILE])
    megabyte = HOSTILE * (1_000_000 // len(HOSTILE))
    assert spent([megabyte * MEGABYTES]) < 2 * MEGABYTES * spent([megabyte]) + 1


def test_a_hundred_times_as_fast_as_quantulum3() -> None:
    peer = pytest.importorskip("quantulum3.parser", reason="the peer is measured only where it is installed")
    texts = [text[:2_000] for text in seeds()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer.parse("10 km")
        begun = process_time()
        for text in texts:
            peer.parse(text)
        theirs = process_time() - begun
    spent(texts)
    ours = spent(texts * 20) / 20
    print(f"\nquantulum3 {theirs:.2f} s, factlint {ours:.4f} s: {theirs / ours:.0f} times as fast")
    assert theirs > 100 * ours
