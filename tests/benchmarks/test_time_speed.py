"""How fast expressions of time are read: megabytes of report per second of processor time, frame included."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

from checks.document import Document
from checks.extract.batch import Batch
from checks.extract.time import readings, times

SEEDS = Path(__file__).parents[2] / "seeds"
LEAST = 1.0
"""MB per second of processor time; a laptop reads three, of seeds full of dates half as many."""


def test_a_megabyte_of_reports_takes_at_most_a_second() -> None:
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.iterdir()) if path.suffix in (".md", ".txt")]
    times_over = 1 + 1_000_000 // sum(map(len, texts))
    documents = [Document(str(n), text, published=date(2024, 5, 1)) for n, text in enumerate(texts * times_over)]
    batch = Batch.of(documents)
    readings(Batch.of(documents[: len(texts)]))  # compiles the patterns
    begun = process_time()
    frame = times(batch, readings(batch))
    spent = process_time() - begun
    assert frame.height > 10 * times_over
    assert len(batch.data) / 1e6 / spent > LEAST


def test_time_grows_with_the_length_of_hostile_text_and_no_faster() -> None:
    hostile = "the last 3 March 3 and a half of the "

    def spent(copies: int) -> float:
        batch = Batch.of([Document("-", hostile * copies)])
        begun = process_time()
        readings(batch)
        return process_time() - begun

    spent(10)
    assert spent(16_000) < 12 * spent(4_000) + 0.1
