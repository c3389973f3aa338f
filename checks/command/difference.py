"""Unified diffs, built from edits that are known: `patch -p0` and `git apply -p0` take them.

Lines end at line feeds alone, as they do for those programs; the time grows with the text and not with its square.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checks.command.edit import Edit, apply
from checks.report.width import shown

if TYPE_CHECKING:
    from checks.command.fix import Fixed

_CONTEXT = 3
"""Lines around a change."""


def difference(fixed: Fixed, terminal: bool = False) -> str:
    """A unified diff of a fixed document, which `patch -p0` and `git apply -p0` take: lines end at line feeds alone.

    It is built from the edits, in a time that grows with the text. For a `terminal` controls are shown as pictures.
    """
    text = _mark(fixed.path) + fixed.before
    shift = len(text) - len(fixed.before)
    edits = [replace(edit, start=edit.start + shift, end=edit.end + shift) for edit in fixed.edits]
    starts = [0, *(at + 1 for at in _line_feeds(text) if at + 1 < len(text))]
    name = _quoted(fixed.path, fixed.name)
    parts, grown = [f"--- {name}\n+++ {name}\n"], 0
    for hunk in _hunks(edits, starts):
        lines, more = _hunk(hunk, text, starts, grown)
        parts += lines
        grown += more
    joined = "".join(parts)
    return "".join(one if one in "\n\t" else shown(one) for one in joined) if terminal else joined


@dataclass(slots=True)
class _Change:
    """Lines that edits change (counted from 0, half-open), and the edits."""

    first: int
    last: int
    edits: list[Edit]


def _hunks(edits: Sequence[Edit], starts: Sequence[int]) -> Iterator[list[_Change]]:
    """The changes of each hunk: those whose lines of context would meet stand in one."""
    hunk: list[_Change] = []
    for edit in edits:
        first = bisect_right(starts, edit.start) - 1
        last = bisect_right(starts, edit.end)  # what takes a line feed away joins the next line
        if hunk and first < hunk[-1].last:
            hunk[-1].edits.append(edit)
            hunk[-1].last = max(hunk[-1].last, last)
        elif hunk and first <= hunk[-1].last + 2 * _CONTEXT:
            hunk.append(_Change(first, last, [edit]))
        else:
            if hunk:
                yield hunk
            hunk = [_Change(first, last, [edit])]
    if hunk:
        yield hunk


def _hunk(hunk: Sequence[_Change], text: str, starts: Sequence[int], grown: int) -> tuple[list[str], int]:
    """The lines of a hunk behind its heading, and by how many lines the text grows in it."""

    def stretch(first: int, last: int) -> str:
        end = starts[last] if last < len(starts) else len(text)
        return text[starts[first] : end]

    begin = at = max(0, hunk[0].first - _CONTEXT)
    end = min(len(starts), hunk[-1].last + _CONTEXT)
    lines: list[str] = []
    old = new = 0
    for change in (*hunk, _Change(end, end, [])):
        context = _lines(stretch(at, change.first)) if at < change.first else []
        lines += _signed(" ", context)
        old, new, at = old + len(context), new + len(context), change.last
        if change.edits:
            offset = starts[change.first]
            removed = stretch(change.first, change.last)
            moved = (Edit(one.start - offset, one.end - offset, one.replacement) for one in change.edits)
            before, after = _lines(removed), _lines(apply(moved, removed))
            lines += _signed("-", before) + _signed("+", after)
            old, new = old + len(before), new + len(after)
    heading = f"@@ -{begin + 1},{old} +{begin + 1 + grown},{new} @@\n"
    return [heading, *lines], new - old


def _line_feeds(text: str) -> Iterator[int]:
    at = text.find("\n")
    while at >= 0:
        yield at
        at = text.find("\n", at + 1)


def _lines(text: str) -> list[str]:
    """The lines of a text with their line feeds."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _signed(sign: str, lines: Iterable[str]) -> list[str]:
    return [
        f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n" for line in lines
    ]


def encoding(path: Path) -> str:
    """The encoding of a file by its mark; of standard input that of the difference."""
    from checks.read.decode import marked

    try:
        with open(path, "rb") as file:
            return marked(file.read(4))[1]
    except OSError:
        return "utf-8"


def _mark(path: Path) -> str:
    """The byte order mark of a file in UTF-8, which is no part of its text but of its first line."""
    try:
        with open(path, "rb") as file:
            return "\ufeff" if file.read(3) == b"\xef\xbb\xbf" else ""
    except OSError:
        return ""


def _quoted(path: Path, name: str) -> str:
    """The name of a file in a diff: relative where it can be, quoted as in C where it holds what could be misread."""
    from checks.report.position import relative_path

    named = relative_path(os.fspath(path)) if name != "-" else name
    plain = all(one.isprintable() and one not in '"\\' for one in named)
    if plain:
        return f"{named}\t" if " " in named else named
    return '"' + "".join(_escaped(byte) for byte in os.fsencode(named)) + '"'


def _escaped(byte: int) -> str:
    one = chr(byte)
    return f"\\{one}" if one in '"\\' else one if 0x20 <= byte < 0x7F else f"\\{byte:03o}"
