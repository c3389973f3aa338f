"""Comments in a text that take findings out of its report.

`<!-- factlint-disable-next-line RULE -- reason -->`, `-disable-line`, `-disable` to `-enable`, `-disable-file`, and
the same as `{/* ... */}` for MDX; `factlint: disable-line`, with or without the space, is the same. Without names a
comment speaks of every rule. A comment that suppresses nothing is a note, and one that cannot be understood a warning:
what of it is not understood silences nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from checks.document import UNREADABLE
from checks.finding import Finding, Span
from checks.near import did_you_mean, near
from checks.regex import lazy
from checks.report import Accepted
from checks.report.sources import Sources
from checks.slip import sifted

if TYPE_CHECKING:
    from checks.document import Document, SourceMap
    from checks.finding import Judgement
    from checks.rule import Rule

UNUSED, INVALID = "unused-suppression", "invalid-suppression"
_OWN = (UNUSED, INVALID, "reading")
"""Names that have what there is to say of comments suppressed; every rule does not mean these."""
EVERY = "all"
_SPELLINGS = ("factlint", "Factlint", "FACTLINT", "FactLint")
_MOST_HINTS = 100
"""Comments of a document that are helped to the nearest name, which takes a while."""
_KINDS = ("disable-next-line", "disable-line", "disable-file", "disable", "enable")
_OPENING = lazy(r"(?P<mark><!--|\{/\*)\s{0,99}factlint(?P<joint>\s{0,9}(?:-(?!-?>)|:)\s{0,9}|\s{1,9})", re.I)
_CLOSING = {"<!--": "-->", "{/*": "*/}"}
_DIRECTIVE = lazy(r"(?P<kind>(?:\w+(?:-\w+)*)?)(?P<names>.*?)(?:(?<=[\s\w,])--(?P<reason>.*))?", re.S)
LONGEST = 1_000
"""Characters of a comment: no text can make the search take more than linear time."""
_FOREVER = 1 << 62


@dataclass(slots=True)
class Comment:
    """A comment: its place in the original, what it does from which line on, and for which names (none: nothing).

    `wrong` is what of it is not understood; `used` are those of its names that suppressed something.
    """

    start: int
    end: int
    kind: str
    line: int
    last_line: int
    names: tuple[str, ...]
    reason: str = ""
    wrong: tuple[str, ...] = ()
    used: set[str] = field(default_factory=set)


class Stretch(NamedTuple):
    """Lines (1-based, half-open) in which a comment suppresses a rule that it has by a name."""

    first: int
    last: int
    comment: Comment
    name: str


def suppress(
    report: Judgement, documents: Sequence[Document], rules: Sequence[Rule], known: Iterable[str]
) -> tuple[Judgement, tuple[Accepted, ...]]:
    """The report without the suppressed findings, which are returned, and with what there is to say of the comments.

    `rules` are those that ran; `known` are all names a comment may use. A comment that names only rules that did not
    run may well be of use in another run, and is left alone.
    """
    sources, accepted = Sources(documents), list[Accepted]()
    told = {one.name: one for one in rules if one.name in (UNUSED, INVALID)}
    families = {one.name: one.family for one in rules}
    by_document: dict[int, list[Finding]] = {id(document): [] for document in documents}
    others: list[Finding] = []
    for finding in report.findings:
        document = sources.document(finding)
        (others if document is None else by_document[id(document)]).append(finding)
    kept: list[Finding] = []
    for document in documents:
        source = sources.map(document, "text")
        found = comments(document, source, known)
        findings = by_document[id(document)]
        if found:
            findings, taken = _split(findings, found, families)
            notes = [_told(one, document, source, told[INVALID]) for one in found if one.wrong and INVALID in told]
            if UNUSED in told:
                idle = _Idle(rules)
                notes += [_unused(one, names, document, source, told) for one in found if (names := idle(one))]
            notes, more = _split(notes, found, families, named=True)
            findings = sorted([*findings, *notes], key=_position) if notes else findings
            accepted += [*taken, *more]
        kept += findings
    return replace(report, findings=(*kept, *others)), tuple(accepted)


def comments(document: Document, source: SourceMap, known: Iterable[str]) -> list[Comment]:
    """The comments in the original of a document, in their order; what stands in code of Markdown is none."""
    text, found, at, names = source.original, list[Comment](), 0, frozenset(known)
    code = [zone for zone in document.zones if zone.kind == "code"] if "text" in document.maps else []
    masked = [*document.masked, *((zone.start, zone.end) for zone in code)] if "text" in document.maps else []
    masked.sort()
    while match := _OPENING.search(text, at):
        start, at = match.start(), match.end()
        if _is_code(source, start, masked, len(document.text)):
            continue
        close = _CLOSING[match["mark"]]
        end = text.find(close, at, at + LONGEST)
        again = text.find(match["mark"], at, end if end >= 0 else at + LONGEST)
        closed = end >= 0 and again < 0
        body = text[at:end] if closed else re.split(r"[\r\n]|-->|\*/\}", text[at : at + LONGEST], maxsplit=1)[0]
        stop = end + len(close) if closed else at + len(body)
        comment = _comment(start, stop, match["joint"], body, source, names, len(found) < _MOST_HINTS)
        if comment is not None and not closed:
            comment = replace(comment, names=(), wrong=(f"no {close} that closes it",))
        if comment is not None:
            found.append(comment)
            at = comment.end
    return found


def _is_code(source: SourceMap, original: int, masked: list[tuple[int, int]], length: int) -> bool:
    """Whether an offset of the original stands in a masked part of the field; comments are left out of it."""
    if not masked:
        return False
    at = source.field_offset(original, length)
    number = bisect_right(masked, (at, _FOREVER)) - 1
    return number >= 0 and at < masked[number][1] and source.original_offset(at) == original


def _comment(
    start: int, end: int, joint: str, body: str, source: SourceMap, known: frozenset[str], helped: bool
) -> Comment | None:
    """What a comment says; None if it only happens to begin with the name."""
    said = _DIRECTIVE.fullmatch(body)
    kind = said["kind"] if said else ""
    line, last_line = source.position(start)[0], source.position(end)[0]
    if said is None or kind not in _KINDS:
        if joint.isspace() and not near(kind.partition("-")[0], ("disable", "enable")):
            return None
        hint = did_you_mean(kind[:99], _KINDS) if helped else ""
        what = f"no directive '{kind[:99]}'{hint}" if kind else f"no directive (known are {', '.join(_KINDS)})"
        return Comment(start, end, "", line, last_line, (), wrong=(what,))
    names, wrong = _names(said["names"], known, helped)
    return Comment(start, end, kind, line, last_line, names, " ".join((said["reason"] or "").split()), wrong)


def _names(text: str, known: frozenset[str], helped: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The known names in a list, and what is wrong with it; without a list every rule is meant."""
    behind_colon = text.lstrip().startswith(":")
    text = text.strip().removeprefix(":").strip()
    if not text:
        return ((), ("no name behind the colon",)) if behind_colon else ((EVERY,), ())
    given = [name for part in text.split(",") for name in (part.split() or [""])]
    unknown = [name for name in dict.fromkeys(given) if name not in known]
    wrong = [
        f"no rule or family '{name}'{did_you_mean(name[:99], known) if helped else ''}"
        if name
        else "no name beside a comma"
        for name in unknown[:3]
    ]
    wrong += [f"{len(unknown) - 3} more unknown names; a reason stands behind ' -- '"] if len(unknown) > 3 else []
    return tuple(dict.fromkeys(name for name in given if name in known)), tuple(wrong)


def _split(
    findings: Iterable[Finding], found: Sequence[Comment], families: Mapping[str, str], named: bool = False
) -> tuple[list[Finding], list[Accepted]]:
    """The findings that no comment suppresses, and those that one does; `named` ones only where it says their rule.

    Both sides are looked up in sorted lists, for a text may have many of each.
    """
    by_rule: dict[str, list[Finding]] = {}
    covers: dict[str, _Cover] = {}
    accepted: list[Accepted] = []
    by_name: dict[str, list[Comment]] = {}
    for one in found:
        for name in one.names if not named or one.kind == "enable" else set(one.names) & {*_OWN}:
            by_name.setdefault(name, []).append(one)

    def stands(finding: Finding) -> bool:
        rule = finding.rule
        if rule not in covers:
            covers[rule] = _Cover(_stretches(by_name, (rule, families.get(rule, ""), EVERY)))
        by_rule.setdefault(rule, []).append(finding)
        comment = covers[rule].over(finding) if rule != UNREADABLE else None
        if comment is not None:
            accepted.append(Accepted(finding, "inSource", comment.reason))
        return comment is None

    kept = sifted(findings, stands)
    for rule, members in by_rule.items():
        covers[rule].mark(members)
    return kept, accepted


def _stretches(by_name: Mapping[str, Sequence[Comment]], names: Iterable[str]) -> list[Stretch]:
    """The lines in which a rule of these names is suppressed; a block goes on to an `enable` of it or to the end."""
    said = [(one.start, name, one) for name in dict.fromkeys(names) for one in by_name.get(name, ())]
    stretches, open_ = list[Stretch](), list[tuple[Comment, str]]()
    for _, name, one in sorted(said, key=lambda each: each[0]):
        if one.kind == "disable":
            open_.append((one, name))
        elif one.kind == "enable":
            stretches += [Stretch(block.line, one.line + 1, block, by) for block, by in open_]
            open_.clear()
        else:
            first, last = {
                "disable-next-line": (one.last_line + 1, one.last_line + 2),
                "disable-line": (one.line, one.last_line + 1),
                "disable-file": (0, _FOREVER),
            }[one.kind]
            stretches.append(Stretch(first, last, one, name))
    return sorted([*stretches, *(Stretch(block.line, _FOREVER, block, by) for block, by in open_)], key=_ends)


def _ends(stretch: Stretch) -> tuple[int, int]:
    return stretch.first, stretch.last


def _farther(one: Stretch, other: Stretch) -> Stretch:
    return one if one.last >= other.last else other


class _Cover:
    """The stretches of one rule, and which of them reaches farthest of those that begin up to a line."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self._first = [one.first for one in stretches]
        self._farthest = list(accumulate(stretches, _farther))

    def over(self, finding: Finding) -> Comment | None:
        """A comment that covers a line of a finding."""
        for span in finding.spans if self._stretches else ():
            number = bisect_right(self._first, max(span.line, span.end_line)) - 1
            if number >= 0 and self._farthest[number].last > span.line:
                return self._farthest[number].comment
        return None

    def mark(self, findings: Iterable[Finding]) -> None:
        """Note in each comment by which of its names it suppresses one of the findings."""
        if not self._stretches:
            return
        spans = sorted((span.line, max(span.line, span.end_line)) for one in findings for span in one.spans)
        lines = [line for line, _ in spans]
        farthest = list(accumulate((last for _, last in spans), max))
        for stretch in self._stretches:
            number = bisect_left(lines, stretch.last) - 1
            if number >= 0 and farthest[number] >= stretch.first:
                stretch.comment.used.add(stretch.name)


class _Idle:
    """Which names of a comment suppressed nothing, though all that they stand for ran."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        from checks.rule import rules as everything

        ran = {one.name for one in rules}
        missing = [one for one in everything() if one.default and one.name not in ran]
        self._whole = ran | {one.family for one in rules} - {one.family for one in missing}
        self._whole |= set() if missing else {EVERY}

    def __call__(self, comment: Comment) -> list[str]:
        names = () if comment.kind in ("", "enable") else comment.names
        return [name for name in names if name in self._whole and name not in (*comment.used, *_OWN)]


def _unused(
    comment: Comment, names: Iterable[str], document: Document, source: SourceMap, told: Mapping[str, Rule]
) -> Finding:
    words = ", ".join("any rule" if name == EVERY else name for name in names)
    return _note(comment, document, source, told[UNUSED], f"This comment has nothing to suppress for {words}")


def _told(comment: Comment, document: Document, source: SourceMap, rule: Rule) -> Finding:
    return _note(comment, document, source, rule, f"This comment has {'; '.join(comment.wrong)}")


def _note(comment: Comment, document: Document, source: SourceMap, rule: Rule, said: str) -> Finding:
    start, end = source.position(comment.start), source.position(comment.end)
    at = source.field_offset(comment.start, len(document.text))
    span = Span("comment", "text", at, at, "", *start, *end)
    return Finding(document.name, rule.name, rule.severity, said, spans=(span,))


def _position(finding: Finding) -> tuple[bool, int, int]:
    """Where a finding stands among the others of its document: a headline of its own comes first."""
    if not finding.spans:
        return False, finding.line or 0, 0
    return finding.spans[0].field == "text", finding.spans[0].line, finding.spans[0].column


def may_be_in(document: Document) -> bool:
    """Whether there may be comments in a document; most have none."""
    original = document.source("text").original
    return any(one in original for one in _SPELLINGS)
