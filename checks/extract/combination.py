"""Numbers that belong together: ranges, lists with one unit, mixed units, ratios, plus-minus.

Everything is decided by the bytes between two neighbouring figures.
"""

from __future__ import annotations

import re

from checks.extract.figure import Figure
from checks.extract.number import one_digit

_DASH = frozenset(
    (
        b"-",
        b" - ",
        b"- ",
        b" -",
        b"--",
        b"\xe2\x80\x93",
        b" \xe2\x80\x93 ",
        b"\xe2\x80\x94",
        b"\xe2\x80\x90",
        b"\xe2\x80\x91",
        b"\xe2\x88\x92",
        b"- ~",
        b" - ~",
    )
)
_TO = frozenset(
    (
        b" to ",
        b"-to-",
        b"- to ",
        b" to-",
        b"to",
        b" till ",
        b" until ",
        b" through ",
        b"\xc2\xa0to\xc2\xa0",
        b" to about ",
        b" to nearly ",
        b" to around ",
        b" to almost ",
        b" to over ",
        b" to more than ",
        b" to as much as ",
        b" to up to ",
        b" to as many as ",
        b" to roughly ",
        b" to some ",
        b" to approximately ",
        b" to a ",
    )
)
_AND = frozenset(
    (b" and ", b" and about ", b" and around ", b" and nearly ", b" and almost ", b" and as much as ", b" and up to ")
)
_LIST = frozenset(
    (
        b", ",
        b" and ",
        b" or ",
        b", and ",
        b", or ",
        b"-, ",
        b"- and ",
        b"- or ",
        b"-, and ",
        b"-, or ",
        b" & ",
        b" by ",
        b"-by-",
        b"- by ",
        b" x ",
        b"x",
        b" \xc3\x97 ",
        b"\xc3\x97",
        b" X ",
        b" and/or ",
        b"/",
        b" versus ",
        b" vs. ",
    )
)
_LAST_LIST = _LIST - {b", ", b"-, "}
_PLUS_MINUS = frozenset(
    (b" +/- ", b" \xc2\xb1 ", b"\xc2\xb1", b"+/-", b" +/-", b" plus or minus ", b" \xc2\xb1", b" +- ")
)
_IN = frozenset(
    (b" in ", b" out of ", b" in every ", b" out of every ", b"-in-", b"-out-of-", b" of every ", b" in each ")
)
_MIXED = frozenset((b" ", b"", b" and ", b", ", b", and ", b"\xc2\xa0"))
_FROM = re.compile(rb"(?:\A|[^A-Za-z])(?:from|between|ranging from|ranges from|of|at)[ ](?:[a-z]+ ){0,3}\Z", re.I)
_BETWEEN = re.compile(
    rb"(?:\A|[^A-Za-z])between[ ](?:about |around |roughly |some |an estimated |approximately |the )?\Z", re.I
)
_FROM_ONLY = re.compile(
    rb"(?:\A|[^A-Za-z])(?:from)[ ](?:(?:about|around|roughly|some|an|a|the|estimated|approximately|nearly|over|just|under|up to|more than|as low as|as little as|less than|almost) ?){0,3}\Z",
    re.I,
)
_CHANGE = re.compile(
    rb"(?:\A|[^A-Za-z])(?:by|rose|fell|up|down|off|gained|lost|climbed|dropped|jumped|slid|slipped|dipped|sank|shed|eased|edged|added|increased|decreased|"
    rb"rises?|falls?|gains?|surged|soared|plunged|plummeted|advanced|declined|tumbled|retreated|rallied|another|higher|lower)[ ](?:by |about |nearly |almost |around |some |over |a |just |only |more than |as much as ){0,2}\Z",
    re.I,
)
_APART = re.compile(
    rb"(?:[^.;:!?\n\x00()]|\.[0-9]){0,48} to (?:about |around |roughly |nearly |almost |just |over |under |more than |less than |a |an |some |only |as much as |as many as |an estimated |a record |up to ){0,2}\Z"
)
_MINOR_GAPS = frozenset((b" ", b" and ", b", ", b", and ", b" & "))


def combined(data: bytes, figures: list[Figure]) -> list[Figure]:
    """The figures with what belongs together made one, and with units shared along lists."""
    found = _passed(data, figures, _tight)
    found = _passed(data, found, _range)
    _share(data, found)
    return found


def _passed(data: bytes, figures: list[Figure], join) -> list[Figure]:  # type: ignore[no-untyped-def]
    found: list[Figure] = []
    for figure in figures:
        while found:
            joined = join(data, found[-1], figure)
            if joined is None:
                break
            found.pop()
            figure = joined
        found.append(figure)
    return found


def _window(data: bytes, start: int) -> bytes:
    return data[max(0, start - 28) : start]


def _tight(data: bytes, a: Figure, b: Figure) -> Figure | None:
    """Grouped digits, plus-minus, dashes, ratios and mixed units."""
    width = b.start - a.end
    if width > 18:
        return None
    gap = data[a.end : b.start]
    if gap == b" " and a.whole and a.number_end == a.end and _groups(data, a, b):
        return _grouped(a, b)
    if gap in _PLUS_MINUS:
        return _tolerance(a, b)
    if (gap in _IN or (a.value == 1 and _PERSON_IN.fullmatch(gap) is not None)) and _counts(a, b):
        return _share_of(a, b)
    if gap in (b"- ", b"-") and b.shape == "article" and b.value == b.scale and a.scale == 1.0 and a.unit is not None:
        return _scaled(a, b)
    if gap in _MIXED and a.unit is not None:
        return _mixed(data, a, b, gap)
    if b.value < 0 and b.start + 1 == b.number_end - len(data[b.number_start + 1 : b.number_end]) and width in (0, 1):
        return None
    if gap in _DASH and a.join is None and b.join is None:
        return _span(data, a, b, "dash")
    return None


_PERSON_IN = re.compile(
    rb" (?:person|man|woman|child|adult|household|worker|voter|student|pupil|patient|family) (?:in|out of)(?: every)? "
)


def _scaled(a: Figure, b: Figure) -> Figure:
    """ "$650- billion"."""
    a.value, a.high, a.step, a.coarse = a.value * b.scale, a.high * b.scale, a.step * b.scale, a.coarse * b.scale
    a.scale, a.number_end, a.end = b.scale, b.number_end, b.end
    return a


def _groups(data: bytes, a: Figure, b: Figure) -> bool:
    """Whether "10 000" is one number in groups of three digits."""
    head, tail = data[a.number_start : a.number_end], data[b.number_start : b.number_start + 4]
    if b.leads or b.shape not in ("integer", "decimal") or (len(head.lstrip(b"-")) > 3 and a.shape != "grouped"):
        return False
    if not tail[:3].isdigit() or tail[3:4].isdigit() or head.startswith(b"0"):
        return False
    return tail[:3] == b"000" or a.leads or (b.unit is not None and b.unit.kind != "percent" and a.value < 100)


def _grouped(a: Figure, b: Figure) -> Figure:
    a.value = a.high = a.value * 1000 + b.value
    a.step, a.coarse = b.step, b.coarse if b.value else 1000.0 * a.coarse
    a.shape = "grouped"
    a.number_end, a.end, a.scale = b.number_end, b.end, b.scale
    if b.unit is not None and a.unit is None:
        a.unit, a.unit_start, a.unit_end = b.unit, b.unit_start, b.unit_end
    return a


def _tolerance(a: Figure, b: Figure) -> Figure | None:
    if a.unit is not None and b.unit is not None and a.unit != b.unit:
        return None
    _take_unit(a, b)
    width = abs(b.value)
    a.high, a.value = a.value + width, a.value - width
    return _ended(a, b, "plus_minus")


def _ended(a: Figure, b: Figure, join: str) -> Figure:
    a.join, a.second_start, a.second_end = join, b.number_start, b.number_end
    a.number_end, a.end = b.number_end, max(a.end, b.end)
    a.step, a.coarse = min(a.step, b.step), min(a.coarse, b.coarse)
    a.scale = b.scale
    a.shape = b.shape if a.shape == "integer" else a.shape
    return a


def _take_unit(a: Figure, b: Figure) -> None:
    if a.unit is None or (b.unit is not None and b.unit.name.startswith(a.unit.name + " per ")):
        if b.unit is not None:
            a.unit, a.unit_start, a.unit_end = b.unit, b.unit_start, b.unit_end


def _counts(a: Figure, b: Figure) -> bool:
    """Whether "one in five" is meant: a share."""
    if a.unit is not None or b.unit is not None or not 0 < a.value < b.value:
        return False
    return (
        a.shape in ("words", "integer")
        and b.shape in ("words", "integer", "grouped")
        and b.scale <= 1e6
        and not 1500 <= b.value <= 2100
        and a.join is None
    )


def _share_of(a: Figure, b: Figure) -> Figure:
    a.value = a.high = a.value / b.value
    a.step = a.coarse = one_digit(a.value)
    a.number_end = a.end = b.number_end
    a.shape, a.scale = "fraction", 1.0
    return a


def _mixed(data: bytes, a: Figure, b: Figure, gap: bytes) -> Figure | None:
    """ "5ft 11in", "6 lb 3 oz", "2 hours 15 minutes", "20 dollars and 43 cents"."""
    first = a.unit
    if first is None or a.join is not None or b.join is not None or b.value < 0:
        return None
    if first.kind == "money":
        return _minor(data, a, b, gap)
    second = b.unit
    if (
        second is None
        and first.name == "foot"
        and gap in (b"", b" ")
        and data[a.end - 1 : a.end] in (b"'", b"\xb2")
        and b.whole
        and b.value < 12
    ):
        return _added(a, b, 1 / 12)
    if second is None or second.dimension != first.dimension or not first.factor or not second.factor:
        return None
    ratio = second.factor / first.factor
    if ratio >= 1 or b.value * ratio > 1.2 or a.shape in ("decimal", "fraction") or a.scale > 1:
        return None
    pair = (first.name, second.name)
    if gap not in (b" ", b"", b"\xc2\xa0") and pair not in _PAIRS:
        return None
    return _added(a, b, ratio) if pair in _PAIRS else None


_PAIRS = frozenset(
    (("foot", "inch"), ("pound", "ounce"), ("stone", "pound"), ("hour", "minute"), ("minute", "second"), ("yard", "foot"), ("mile", "yard"),
     ("metre", "centimetre"), ("kilometre", "metre"), ("kilogram", "gram"), ("degree", "arcminute"), ("hour", "second"))
)  # fmt: skip


def _added(a: Figure, b: Figure, ratio: float) -> Figure:
    a.value = a.value + b.value * ratio
    a.high = a.value
    a.step, a.coarse = b.step * ratio, b.step * ratio
    a.number_end, a.end = b.number_end, b.end
    a.unit_end = b.unit_end if b.unit_end > 0 else a.unit_end
    a.shape = "mixed"
    return a


_CLOSED = re.compile(rb"\s*(?:[.,;:!?)\x00\n]|\Z)|[ ](?:more|Cards|and)\b")


def _minor(data: bytes, a: Figure, b: Figure, gap: bytes) -> Figure | None:
    """Dollars with cents: "20 dollars 43 cents", "$20 and 43c", "15 dollars 50"."""
    if (
        gap not in _MINOR_GAPS
        or a.scale > 1
        or a.shape not in ("integer", "grouped", "words", "article")
        or not 0 < b.value < 100
    ):
        return None
    if b.unit is not None:
        if (
            b.unit.kind == "money"
            and not b.leads
            and b.unit.name in _CENTS
            and a.unit is not None
            and a.unit.name not in _CENTS
        ):
            return _added(a, b, 0.1 if b.unit.name == "mao" else 0.01)
        return None
    if (
        (a.end != a.unit_end and not a.leads)
        or b.shape not in ("integer", "words")
        or _CLOSED.match(data, b.end) is None
    ):
        return None
    return _added(a, b, 0.01) if gap in (b" ", b" and ") and b.scale == 1 else None


_CENTS = frozenset(
    (
        "cent",
        "euro cent",
        "penny",
        "sen",
        "fen",
        "centavo",
        "kopeck",
        "kopiyka",
        "paisa",
        "öre",
        "øre",
        "centime",
        "rappen",
        "mao",
    )
)


def _span(data: bytes, a: Figure, b: Figure, join: str) -> Figure | None:
    """A range of two figures whose units agree, or None."""
    if (a.shape in ("plural", "fraction") and join == "dash") or b.shape in ("plural", "ordinal"):
        return None
    if not _agree(a, b):
        return None
    if a.value < 0 <= b.value and a.unit is None and b.unit is None:
        return None
    scale = _distributed(a, b)
    if (
        scale == 1.0
        and a.scale == 1.0
        and join in ("from", "between")
        and a.value < 100
        and a.shape in ("integer", "decimal", "words")
    ):
        scale = b.scale
    if scale > 1.0:
        a.value, a.step, a.coarse = float(f"{a.value * scale:.15g}"), a.step * scale, a.coarse * scale
    if (
        join == "dash"
        and a.value > b.value
        and not (a.unit is None and b.unit is not None and b.unit.dimension == "temperature")
    ):
        return None
    _take_unit(a, b)
    if a.unit is not None and b.unit is None and not a.leads:
        a.end = max(a.end, b.end)
    a.high = b.high
    return _ended(a, b, join)


def _agree(a: Figure, b: Figure) -> bool:
    first, second = a.unit, b.unit
    if first is None:
        return second is None or not b.leads
    if second is None:
        return a.leads or first.kind in ("percent", "measure", "money")
    if first == second:
        return True
    if second.name.startswith(first.name + " per ") or first.name.startswith(second.name + " per "):
        return True
    return first.dimension == second.dimension and first.kind == "measure" and first.dimension not in ("time", "age")


def _range(data: bytes, a: Figure, b: Figure) -> Figure | None:
    """Ranges in words: "from 12 to 15 percent", "between $62 and $68", "three or four years"."""
    width = b.start - a.end
    if width > 56 or a.join not in (None, "dash"):
        return None
    gap = data[a.end : b.start].lower()
    if gap in _TO:
        return _to(data, a, b)
    if gap in _AND and _BETWEEN.search(_window(data, a.start)):
        return _span(data, a, b, "between")
    if gap in _AND and a.unit is not None and a.unit == b.unit and _FROM_ONLY.search(_window(data, a.start)):
        return _span(data, a, b, "between")
    if gap == b" or " and a.unit is None and _next(a, b):
        return _span(data, a, b, "or")
    if (
        width > 4
        and b" to " in gap
        and _APART.fullmatch(gap) is not None
        and _FROM_ONLY.search(_window(data, a.start))
        and _apart(a, b)
    ):
        return _span(data, a, b, "from")
    return None


def _next(a: Figure, b: Figure) -> bool:
    return (
        a.shape == b.shape
        and a.shape in ("words", "integer")
        and a.scale == b.scale == 1.0
        and 0 < b.value - a.value <= max(1.0, 0.5 * a.value)
        and a.value < 100
        and b.join is None
    )


def _apart(a: Figure, b: Figure) -> bool:
    """Whether two figures with words between may be the ends of one change."""
    if b.join is not None and b.join != "dash":
        return False
    if a.unit is None and b.unit is None:
        return (
            a.shape in ("grouped", "decimal")
            or b.shape in ("grouped", "decimal")
            or (not (a.whole and 1500 <= a.value <= 2100) and not (b.whole and 1500 <= b.value <= 2100))
        )
    if a.unit is None:
        return False
    return b.unit is None or _agree(a, b)


def _to(data: bytes, a: Figure, b: Figure) -> Figure | None:
    before = _window(data, a.start)
    if _FROM_ONLY.search(before) is not None:
        return _span(data, a, b, "from")
    if a.unit is None and b.unit is None and b.value == 1 and a.value > 1:
        return None
    if a.value > b.high or (a.unit is not None and b.unit is None and not a.leads):
        return None
    if b.high > 8 * a.value * _distributed(a, b) > 0 and (
        a.unit is not None or b.unit is None or a.shape in ("fraction", "mixed")
    ):
        return _span(data, a, b, "to") if a.leads and b.leads and _RANGING.search(before) else None
    if _CHANGE.search(before) is not None and (a.unit is not None or b.unit is None):
        return None
    return _span(data, a, b, "to")


def _distributed(a: Figure, b: Figure) -> float:
    """The scale that the first of two numbers shares with the second: "1 to 2 thousand"."""
    if a.scale == 1.0 and b.scale > 1.0 and a.shape in ("integer", "decimal", "words") and a.value <= b.high / b.scale:
        return b.scale
    return 1.0


_RANGING = re.compile(rb"\b(?:of|for|between|cost|costs|pay|paid|worth|at|priced|range|fine)[ ]\Z", re.I)


def _share(data: bytes, figures: list[Figure]) -> None:
    """Give the unit of the last of a list to those before it: "10, 12 and 15 percent", "28 by 19 inches"."""
    chain = False
    for index in range(len(figures) - 2, -1, -1):
        a, b = figures[index], figures[index + 1]
        shared = b.unit
        if a.unit is not None or shared is None or b.leads or shared.kind not in ("measure", "percent", "money"):
            chain = False
            continue
        width = b.start - a.end
        gap = data[a.end : b.start] if width < 10 else b"?"
        if gap in _LAST_LIST or (chain and gap in _LIST) or (gap in _LIST and gap.startswith(b"-")):
            if a.shape in ("integer", "decimal", "words", "grouped", "mixed", "fraction") and not (
                a.whole and 1500 <= a.value <= 2100
            ):
                a.unit = shared
                chain = True
                continue
        chain = False
