"""Clocks in two zones: which forms restate one moment, and what the zones may be."""

import pytest

import checks


def _said(text: str) -> list[str]:
    return [one.message for one in checks.check(text, select=["time-zone-mismatch"]).findings]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It starts at 9 a.m. PT (11 a.m. ET).", "9 a.m. PT is 12 p.m. ET, not 11 a.m. ET"),
        ("It starts at 11 a.m. ET (9 a.m. PT).", "11 a.m. ET is 8 a.m. PT, not 9 a.m. PT"),
        ("It starts at 9am PST (UTC-7).", "9am PST is UTC-8, not UTC-7"),
        ("It starts at 9 a.m. ET (UTC-7).", "9 a.m. ET is UTC-5 or UTC-4, not UTC-7"),
        ("It starts at 6 p.m. Central, or 8 p.m. Eastern.", "6 p.m. Central is 7 p.m. Eastern, not 8 p.m. Eastern"),
        ("At 10 a.m. PT / 1 p.m. ET / 7 p.m. UTC.", "1 p.m. ET is 6 p.m. or 5 p.m. UTC, not 7 p.m. UTC"),
        ("At 18:00 UTC+1 (18:00 UTC).", "18:00 UTC+1 is 17:00 UTC, not 18:00 UTC"),
    ],
)
def test_another_hour_than_that_of_the_zone_is_told(text: str, said: str) -> None:
    assert _said(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "At 9 a.m. Pacific (noon Eastern).",
        "At 9 a.m. PDT (UTC-7) and 9 a.m. PST (UTC-8:00).",
        "At 18:00 UTC+5:30 (12:30 UTC).",
        "On 6 July 2023, 8 p.m. GMT (4 p.m. ET).",
        "On 6 January 2023, 8 p.m. GMT (3 p.m. ET).",
        "At 8 p.m. UK time (3 p.m. ET).",
        "At 8 p.m. UK time (4 p.m. ET).",
        "At 9 a.m. PT, 2 p.m. ET there is another.",
        "At 7 p.m. Central Park (9 p.m. ET).",
    ],
)
def test_the_same_moment_in_another_zone_is_silent(text: str) -> None:
    assert not _said(text)
