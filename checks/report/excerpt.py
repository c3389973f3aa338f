"""Source lines with the spans of a finding underlined and labelled, cut to a window where a line is long."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.report.colour import Row, paint
from checks.report.width import laid_out

if TYPE_CHECKING:
    from checks.document import Range, SourceMap
    from checks.finding import Span

ELLIPSIS = "…"
_MOST_LINES = 4
"""A span over more lines than this is shown by its first and last line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one line to underline: code points from 0, half-open, in the style of its importance."""

    start: int
    end: int
    label: str
    style: str
    sign: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in the cells of a printed line."""

    left: int
    right: int
    mark: Mark


def excerpt(
    spans: Sequence[Span], source: SourceMap, style: str, width: int, gutter: int, colour: bool, primary: Span
) -> list[str]:
    """The lines of the source on which the spans stand, each with a gutter, underlined and labelled with the roles.

    `style` is that of the primary span (carets), other spans get dashes. `width` is the room for source text, `gutter`
    that for line numbers, in cells.
    """
    marks = _marks(spans, source, style, primary)
    bar = paint(f"{'':{gutter}} |", "gutter", colour)
    rows, before = [bar], 0
    for line in _with_gaps_of_one(sorted(marks)):
        if before and line > before + 1:
            rows.append(paint("...", "gutter", colour))
        printed, placed = line_window(source.line_text(line), marks.get(line, ()), width)
        number = paint(f"{line:>{gutter}} |", "gutter", colour)
        rows.append(f"{number} {printed}".rstrip())
        rows += [f"{bar} {row}" for row in underline(placed, colour)]
        before = line
    return rows


def _marks(spans: Sequence[Span], source: SourceMap, style: str, primary: Span) -> dict[int, list[Mark]]:
    marks: dict[int, list[Mark]] = {}
    for span in spans:
        look = (style, "^") if span is primary else ("secondary", "-")
        lines = range(span.line, max(span.line, span.end_line) + 1)
        shown = lines if len(lines) <= _MOST_LINES else (lines[0], lines[-1])
        for line in shown:
            start = span.column - 1 if line == span.line else 0
            end = span.end_column - 1 if line == lines[-1] else len(source.line_text(line))
            label = span.role.replace("_", " ") if line == lines[-1] else ""
            if end > start or label:
                marks.setdefault(line, []).append(Mark(start, max(end, start + 1), label, *look))
    return marks


def _with_gaps_of_one(lines: Iterable[int]) -> list[int]:
    """The lines, and those that stand alone between two of them."""
    shown: list[int] = []
    for line in lines:
        if shown and line == shown[-1] + 2:
            shown.append(line - 1)
        shown.append(line)
    return shown


def line_window(text: str, marks: Sequence[Mark], width: int) -> tuple[str, list[Placed]]:
    """A line cut to `width` cells around its marks, and where the marks stand in it."""
    printed, at = "", 0
    starts: list[int] = []
    columns: list[list[int]] = []
    for start, end in (kept := _kept(text, marks, width)):
        if start > 0:
            printed, at = printed + ELLIPSIS, at + 1
        shown, positions = laid_out(text[start:end], at)
        printed, at = printed + "".join(shown), positions[-1]
        starts.append(start)
        columns.append(positions)
    if kept[-1][1] < len(text):
        printed += ELLIPSIS
    return printed, [_placed(mark, len(text), starts, columns) for mark in marks]


def _placed(mark: Mark, length: int, starts: Sequence[int], columns: Sequence[Sequence[int]]) -> Placed:
    """Where a mark stands in the shown parts of a line of that length; a mark behind the end takes one cell."""

    def column(offset: int) -> int:
        part = max(0, bisect_right(starts, offset) - 1)
        return columns[part][min(max(0, offset - starts[part]), len(columns[part]) - 1)]

    left = column(mark.start)
    right = column(mark.end - 1) + 1 if mark.end > length else column(mark.end)
    return Placed(left, max(right, left + 1), mark)


def _kept(text: str, marks: Sequence[Mark], width: int) -> list[Range]:
    """The parts of a line to show: all of a short line, else as much around each mark as fits."""
    if len(text) <= width and laid_out(text)[1][-1] <= width:
        return [(0, len(text))]
    if not marks:
        return [(0, _reach(text, 0, width - 1))]
    cores = _cores(text, marks, width)
    for context in range(width, 3, -2):
        kept = _merged(_widened(text, core, context) for core in cores)
        if _room(text, kept) <= width:
            return kept
    return _merged(cores)


def _cores(text: str, marks: Sequence[Mark], width: int) -> list[Range]:
    """The marked parts of a line; of a part that would fill the line only its two ends."""
    limit = max(16, width // len(marks) - 8)
    cores = []
    for mark in marks:
        start, end = min(mark.start, len(text)), min(mark.end, len(text))
        if end - start > limit:
            cores += [(start, start + limit // 2), (end - limit // 2, end)]
        else:
            cores.append((start, end))
    return sorted(cores)


def _widened(text: str, core: Range, context: int) -> Range:
    """A part with `context` code points on either side, less the words that would be cut."""
    start, end = max(0, core[0] - context), min(len(text), core[1] + context)
    if start > 0:
        space = text.find(" ", start, core[0])
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", core[1], end)
        end = space if space >= 0 else end
    return start, end


def _merged(parts: Iterable[Range]) -> list[Range]:
    """Parts in ascending order; those that touch, or leave out hardly anything, become one."""
    merged: list[Range] = []
    for start, end in parts:
        if merged and start <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _room(text: str, parts: Sequence[Range]) -> int:
    """The cells that parts of a line take side by side, with what stands for the rest; tabs by where they stand."""
    at = 0
    for start, end in parts:
        at += start > 0
        part = text[start:end]
        at = at + len(part) if part.isascii() and "\t" not in part else laid_out(part, at)[1][-1]
    return at + (parts[-1][1] < len(text))


def _reach(text: str, start: int, width: int) -> int:
    """The offset up to which text from `start` fits into `width` cells."""
    columns = laid_out(text[start : start + width])[1]
    return start + bisect_right(columns, width) - 1


def underline(placed: Sequence[Placed], colour: bool) -> list[str]:
    """The rows under a line: the underlines with the rightmost label behind them, then the other labels hung below."""
    if not placed:
        return []
    row = Row()
    for one in sorted(placed, key=lambda one: one.mark.sign == "^"):
        row.put(one.left, one.mark.sign * (one.right - one.left), one.mark.style)
    labelled = sorted((one for one in placed if one.mark.label), key=lambda one: (one.left, one.right))
    if labelled and labelled[-1].right == max(one.right for one in placed):
        last = labelled.pop()
        same = [one for one in labelled if (one.left, one.right) == (last.left, last.right)]
        labelled = [one for one in labelled if one not in same]
        row.put(last.right + 1, ", ".join(one.mark.label for one in (*same, last)), last.mark.style)
    return [row.render(colour), *_hung(labelled, colour)]


def _hung(labelled: list[Placed], colour: bool) -> list[str]:
    """Labels under their marks, the rightmost first, tied to them by bars."""
    rows = []
    if labelled:
        rows.append(_bars(labelled, colour).render(colour))
    while labelled:
        last = labelled.pop()
        row = _bars(labelled, colour)
        row.put(last.left, last.mark.label, last.mark.style)
        rows.append(row.render(colour))
    return rows


def _bars(labelled: Sequence[Placed], colour: bool) -> Row:
    row = Row()
    for one in labelled:
        row.put(one.left, "|", one.mark.style)
    return row
