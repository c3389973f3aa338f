"""The ways in which quantities are said of their carriers, each with its examples."""

import pytest

from checks.link.carriers import SAYINGS, carrier_of


def _carrier(kind: str, example: str) -> str | None:
    before, rest = example.split("{")
    return carrier_of(kind, before, "", rest.split("}")[1])


@pytest.mark.parametrize("number", range(len(SAYINGS)))
def test_a_saying_reads_its_examples_and_not_its_near_misses(number: int) -> None:
    saying = SAYINGS[number]
    assert [_carrier(saying.kind, example) for example in saying.yes] == [saying.carrier] * len(saying.yes)
    assert [_carrier(saying.kind, example) for example in saying.no] == [None] * len(saying.no)
