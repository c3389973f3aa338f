"""Changes in percent with both figures: "rose 7% to 107 from 100", "107, up 7% from 100", "from 100 to 107, a rise of
7%". The wordings are the rows of `checks/lexicon/constructions/changes.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from checks.constraints import Changes
from checks.document import Document
from checks.facts import Facts
from checks.interval import change_holds, changes_bounded
from checks.link.construction import Link, directions, matches, silenced
from checks.link.neighbours import Row
from checks.model import filled
from checks.regex import lazy
from checks.wording import printed, told

NEEDS = ("quantities", "times")
_POINTS = ("point", "percentage point", "basis point")
_MEAN = lazy(r"(?i)averag|estimat|total")
"""Hedges that are as exact as the figures that they are compared with."""
_VAGUE_FRACTION = 0.2
"""The step of "a third" and "a quarter" as changes, relative to themselves: they are words for about so much."""

_ROUNDED = 0.1
"""How far a difference may be rounded, relative to itself."""


def changes(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Changes`."""
    both = [(row, match) for match in _once(matches("changes", facts, documents)) for row in _rows(match)]
    frame = filled(Changes, [row for row, _ in both])
    bounded = changes_bounded(frame.lazy()).select(*frame.columns, holds=change_holds())
    return silenced(bounded.collect(), pl.col("holds"), [match for _, match in both]).drop("holds")


def _once(found: Iterator[Link]) -> Iterator[Link]:
    """Each percentage by the first construction that has it."""
    seen: set[int] = set()
    for match in found:
        percent = match.row("percent")["mention"]
        if percent not in seen:
            seen.add(percent)
            yield match


def _rows(match: Link) -> Iterator[Row]:
    ends = _ends(match)
    if ends is None:
        return
    before, after = ends
    percent = match.row("percent")
    same = before["mention"] == after["mention"]
    yield {
        "document": percent["document"],
        "percent": percent["mention"],
        "before": None if same else before["mention"],
        "after": after["mention"],
        "direction": directions().get(match.word("verb"), 0),
        "points": _in_points(percent),
        **_percent(percent),
        **_figure("before", before, _share(before, after)),
        **_figure("after", after, _share(after, before)),
        "rates": before["unit_kind"] == "percent" and after["unit_kind"] == "percent",
        "percent_pattern": printed(percent)["pattern"],
        "before_text": before["text"],
        "after_text": after["text"],
        "comparable": _comparable(percent, before, after),
    }


def _ends(match: Link) -> tuple[Row, Row] | None:
    """The earlier and the later figure; None where the text leaves open which is which."""
    if "one" in match.roles:
        return _by_year(match)
    if "gap" in match.roles:
        return _by_gap(match)
    return match.row("before"), match.row("after")


def _by_year(match: Link) -> tuple[Row, Row] | None:
    """Two figures, each with its year: that of the earlier one is the base."""
    first, second = match.row("when")["year"], match.row("then")["year"]
    if first is None or second is None or first == second:
        return None
    rows = match.row("one"), match.row("two")
    return rows if first < second else (rows[1], rows[0])


def _by_gap(match: Link) -> tuple[Row, Row] | None:
    """The later figure and by how much it differs: the base is what is left, as the text would print it.

    It is as sure as the difference and the figure together, which are rounded alike.
    """
    after, gap, way = match.row("after"), match.row("gap"), directions().get(match.word("verb"), 0)
    if not way or gap["unit"] not in (after["unit"], None) or after["unit_kind"] == "percent":
        return None
    value, form = after["value"] - way * gap["value"], printed(after)
    text = told(form["pattern"], value, value, form["scale"])
    half = min(gap["coarse"] / 2, max(gap["step"] / 2, _ROUNDED * gap["value"]))
    grid = {"step": 4 * half, "coarse": 4 * half}
    before = {**after, **grid, "value": value, "value_high": value, "mention": gap["mention"], "text": text}
    return before, {**after, "coarse": 0.0}


def _percent(row: Row) -> Row:
    """A change in percent or points: "a quarter" is about 25, "fivefold" 400 or 500."""
    if row["unit_kind"] == "multiple":
        ends = {"value": row["value"] - 1, "value_high": row["value_high"]}
        return _figure("percent", row | ends, 100.0)
    if row["unit_kind"] == "percent" or _in_points(row):
        return _figure("percent", row, 0.01 if row["unit"] == "basis point" else 1.0)
    grid = _VAGUE_FRACTION * row["value"]
    return _figure("percent", row | {"step": grid, "coarse": grid}, 100.0)


def _figure(role: str, row: Row, scale: float) -> Row:
    values = {name: row[name] * scale for name in ("value", "value_high", "step", "coarse")}
    bound = "exact" if role != "percent" and row["hedge"] and _MEAN.match(row["hedge"]) else row["bound"]
    return {f"{role}_{name}": value for name, value in values.items()} | {f"{role}_bound": bound}


def _in_points(row: Row) -> bool:
    return row["unit"] in _POINTS


def _share(row: Row, other: Row) -> float:
    """What takes a figure to the unit in which the two are compared: the base unit where they differ, the other's
    scale word for a bare number before it ("from 718.7 to 662.3 million").
    """
    one, another = row["unit"], other["unit"]
    if _differ(one, another) and row["unit_kind"] == "measure" and not _is_rate(one, another):
        return float(row["factor"])
    scale = printed(other)["scale"]
    if row["start"] < other["start"] and printed(row)["scale"] == 1.0 < scale and row["value"] * 30 < other["value"]:
        return scale
    return 1.0


def _differ(unit: str | None, other: str | None) -> bool:
    return unit is not None and other is not None and unit != other


def _is_rate(unit: str, other: str) -> bool:
    """Whether one is the other a time or a piece, which the text need not repeat: "370 pounds a tonne from 500"."""
    return unit.startswith(f"{other} per ") or other.startswith(f"{unit} per ")


def _comparable(percent: Row, before: Row, after: Row) -> bool:
    """One unit on both sides, an exact percentage."""
    if "vague" in (percent["bound"], before["bound"], after["bound"]):
        return False
    kinds = {before["unit_kind"], after["unit_kind"]}
    if "percent" in kinds or _in_points(percent):
        return kinds == {"percent"} and {before["unit"], after["unit"]} == {"percent"}
    if "multiple" in kinds:
        return False
    # "to 2.0 billion from 1.7 billion", "3,567 from 3,089": a bare number takes the other's unit
    one, other = before["unit"], after["unit"]
    if not _differ(one, other) or kinds <= {"count", "none"} or _is_rate(one, other):
        return True
    return kinds == {"measure"} and before["dimension"] == after["dimension"] is not None
