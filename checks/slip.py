"""One slip is one finding, which names the other places.

Two findings of a document are of one slip if they are the same in every word (a pair of figures printed twice), or if
everything that the one blames is blamed by the other too, under another rule (a date with a wrong weekday that is not
"tomorrow" either). Of these one stands: the gravest, of equally grave ones that which blames most (a conflict between
many statements comes last, for it is harder to follow), then the first by name of its rule, then by its place in the
text. What it stands for goes along as `parts`, so that a comment, an ignored
rule or a fix takes out those it speaks of and leaves the others; the fingerprint is that of what stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from checks.finding import AGAIN, ALSO, Finding, Span, Suggestion

Places: TypeAlias = frozenset[tuple[str, int]]

_INTRICATE = "event-times-conflict"
_NAMED = 8
"""So many further places are named in words; all of them are among the spans."""


@dataclass(slots=True)
class _Slip:
    """Findings that are the same in every word, the standing one first, and those of other rules that go with it."""

    findings: list[Finding]
    others: list[Finding] = field(default_factory=list)


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one document, those of one slip as one, each where its standing one was."""
    placed = [one for one in findings if one.spans]
    if len(placed) < 2:
        return list(findings)
    slips = _joined(_repeated(placed), _places(placed))
    standing = {id(slip.findings[0]): _told(slip) for slip in slips}
    return [standing.get(id(one), one) for one in findings if id(one) in standing or not one.spans]


def sifted(findings: Iterable[Finding], keep: Callable[[Finding], bool]) -> list[Finding]:
    """The findings to keep; of those merged into one each is asked for by itself, and what is left is merged again."""
    kept: list[Finding] = []
    for finding in findings:
        parts = finding.parts or (finding,)
        left = [one for one in parts if keep(one)]
        kept += [finding] if len(left) == len(parts) else merged(left)
    return kept


def number(findings: Iterable[Finding]) -> int:
    """How many findings these were before they were merged."""
    return sum(len(one.parts) or 1 for one in findings)


def _repeated(findings: Sequence[Finding]) -> list[_Slip]:
    """The findings by what they say and blame, the gravest first."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.rule, one.message, *(span.text for span in one.spans)), []).append(one)
    slips = [_Slip(sorted(group, key=lambda one: -one.severity.gravity)) for group in groups.values()]
    return sorted(slips, key=lambda slip: _rank(slip.findings[0]))


def _rank(finding: Finding) -> tuple[int, bool, int, str]:
    return -finding.severity.gravity, finding.rule == _INTRICATE, -len(finding.spans), finding.rule


def _places(findings: Iterable[Finding]) -> dict[int, Places]:
    """What each finding blames, as numbers that spans share if they overlap."""
    spans: dict[str, set[tuple[int, int]]] = {}
    for one in (span for finding in findings for span in finding.spans):
        spans.setdefault(one.field, set()).add((one.start, one.end))
    ends: dict[str, list[int]] = {}
    for name, pairs in spans.items():
        runs = ends[name] = []
        for start, end in sorted(pairs):
            if runs and start < runs[-1]:
                runs[-1] = max(runs[-1], end)
            else:
                runs.append(max(start, end))
    return {
        id(one): frozenset((span.field, bisect_left(ends[span.field], span.end)) for span in one.spans)
        for one in findings
    }


def _joined(slips: Sequence[_Slip], places: dict[int, Places]) -> list[_Slip]:
    """The slips, each with those of other rules that blame a part of what it blames, or of which it is a part.

    What blames the same is looked up under the place that the fewest findings blame, so a date at the top of a text
    that a thousand of them blame is no thousand times a thousand comparisons.
    """
    count = Counter(place for blamed in places.values() for place in blamed)
    around: dict[tuple[str, int], list[tuple[Places, int]]] = {}
    within: dict[tuple[str, int], list[tuple[Places, int]]] = {}
    standing: list[_Slip] = []
    for slip in slips:
        rule, hosts = slip.findings[0].rule, set[int]()
        for blamed in (places[id(one)] for one in slip.findings):
            rarest = min(blamed, key=lambda place: (count[place], place))
            hosts |= {at for whole, at in around.get(rarest, ()) if blamed <= whole}
            hosts |= {at for place in blamed for part, at in within.get(place, ()) if part <= blamed}
        host = min((at for at in hosts if standing[at].findings[0].rule != rule), default=None)
        if host is not None:
            standing[host].others += slip.findings
            continue
        for blamed in (places[id(one)] for one in slip.findings):
            rarest = min(blamed, key=lambda place: (count[place], place))
            within.setdefault(rarest, []).append((blamed, len(standing)))
            for place in blamed:
                around.setdefault(place, []).append((blamed, len(standing)))
        standing.append(slip)
    return standing


def _told(slip: _Slip) -> Finding:
    """The finding that stands, with the places of all."""
    first, *again = slip.findings
    if not again and not slip.others:
        return first
    spans = list(first.spans)
    at = {(span.field, span.start, span.end): order for order, span in enumerate(spans)}
    suggestions = list(first.suggestions)
    for role, one in (*((AGAIN, one) for one in again), *((ALSO, one) for one in slip.others)):
        for span in one.spans:
            key = (span.field, span.start, span.end)
            if key not in at and not (role == ALSO and any(_overlap(span, known) for known in first.spans)):
                at[key] = len(spans)
                spans.append(replace(span, role=role))
        if role == AGAIN:
            suggestions += _moved(one, at)
    return replace(
        first,
        explanation=" ".join(part for part in (first.explanation, *_further(again, slip.others)) if part),
        spans=tuple(spans),
        suggestions=tuple(dict.fromkeys(suggestions)),
        parts=(*slip.findings, *slip.others),
    )


def _moved(finding: Finding, at: dict[tuple[str, int, int], int]) -> Iterator[Suggestion]:
    """The suggestions of a finding for its spans among those of another."""
    for one in finding.suggestions:
        span = finding.spans[one.span]
        yield replace(one, span=at[span.field, span.start, span.end])


def _overlap(one: Span, other: Span) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end


def _further(again: Sequence[Finding], others: Sequence[Finding]) -> Iterator[str]:
    """The other places, and what other rules say of the slip, in sentences."""
    if again:
        named = [_place(one.spans[0]) for one in again[:_NAMED]]
        left = len(again) - len(named)
        named += [f"{left:,} more place{'s' * (left > 1)}"] if left else []
        yield f"Also at {', '.join(named[:-1])}{' and ' * (len(named) > 1)}{named[-1]}."
    for rule, message in dict.fromkeys((one.rule, one.message) for one in others):
        yield f"Also {rule}: {message}."


def _place(span: Span) -> str:
    return f"{span.line}:{span.column}" + (f" of the {span.field}" if span.field != "text" else "")
