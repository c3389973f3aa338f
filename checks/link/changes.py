"""Changes in percent with both figures: "rose 7% to 107 from 100", "107, up 7% from 100", "from 100 to 107, a rise of
7%".

The sentence is matched as a skeleton: each quantity stands as one private-use character, so that a pattern says in
plain order where the percentage, the figure before and the figure after must stand, with no other quantity between.
Words of change are set between marks: each pattern then looks for one character instead of two hundred words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import polars as pl

from checks.constraints import Changes
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Row, begin, sentences
from checks.model import filled
from checks.wording import printed

NEEDS = ("quantities",)
_COLUMNS = (
    *("mention", "document", "field", "start", "end", "hedge_start", "number_end", "second_start", "text"),
    *("value", "value_high", "step", "coarse", "scale", "bound", "hedge", "join"),
    *("unit", "unit_kind", "dimension", "factor"),
)
_FIRST = 0xE000
"""The private-use characters from here on stand for percentages, those from `_FIGURE` on for other quantities."""
_FIGURE = 0xE800

_OPEN = {"change": "\uf000", "comparison": "\uf001"}
_CLOSE = "\uf002"
"""The marks around words of change and of comparison."""

_P = r"(?P<percent>[\ue000-\ue7ff])(?!\s+of\s)"
_OLD = r"(?P<before>[\ue800-\uefff])"
_NEW = r"(?P<after>[\ue800-\uefff])"
_LEAD = r"(?:\s+(?:an?|the|its|their|revised|restated|adjusted|last|last\syear's|year-ago|just|only|some|about))*\s+"
_AGAINST = (
    r"(?:(?:as\s)?(?:compared|contrasted)\s(?:with|to)|in\scontrast\s(?:with|to)|(?:as\s)?against|versus|vs\.?|v\.?)"
)
_FROM = rf"(?:(?:\uf000(?:up|down)\uf002\s)?from|{_AGAINST})"
_ASIDE = r"(?:,?\s(?:or|and)\s[\ue800-\uefff](?:\s(?:a|per)\s(?:diluted\s)?share)?,?)?"
"""Earnings a share stand between the figures they belong to: "to $107 million, or $1.07 a share, from"."""
_A = r",?\s(?:(?:which\sis|or|that\sis|representing|marking)\s)?(?:an?\s+(?:\w+\s+)?)?"


def _words(most: int, *, commas: bool = True) -> str:
    """Up to so many characters of the same clause, without another quantity."""
    comma = "" if commas else ","
    other = r"and|but|while|whereas|would|which|followed|then|after(?!\stax)"
    return rf"(?:(?!\s(?:{other})\s)[^\ue000-\uefff;:()!?{comma}]){{0,{most}}}?"


@cache
def _directions(use: str) -> dict[str, int]:
    rows = files("checks.lexicon").joinpath("change_words.csv").read_text("utf-8").splitlines()[1:]
    return {word: int(direction) for word, direction, kind in (row.split(",") for row in rows) if kind == use}


@cache
def _marks() -> dict[str, str]:
    """Each word of change or comparison to the mark that opens it; "up" and "higher" are words of both."""
    return {word: _OPEN[use] for use in ("comparison", "change") for word in _directions(use)}


def _marked(word: re.Match[str]) -> str:
    mark = _marks().get(word[0])
    return f"{mark}{word[0]}{_CLOSE}" if mark else word[0]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The orders in which a change and its two figures are told, each with its example."""
    verb, than = (rf"{mark}(?P<verb>[^{_CLOSE}]+){_CLOSE}" for mark in _OPEN.values())
    to, at, from_ = rf"\s?\bto{_LEAD}{_NEW}", rf"\s?\b(?:to|at){_LEAD}{_NEW}", rf"\s?\bfrom{_LEAD}{_OLD}"
    old = rf"{_ASIDE}{_words(64)}\s{_FROM}{_LEAD}{_OLD}"
    near_old = rf"{_words(12)}\s(?:{_FROM}|over|than|on){_LEAD}{_OLD}"
    # a rise of 7% | a 7% rise | up 7% | or 7%
    told = rf"(?:{_A}{verb}\s+(?:of\s+|by\s+)?{_P}|{_A}{_P}\s+{verb.replace('verb', 'later_verb')}"
    bare = rf"|,?\s(?:or|by)\s+{_P})".replace("percent", "bare_percent")
    told = told.replace(f"{_A}{_P}", f"{_A}{_P}".replace("percent", "later_percent")) + bare
    orders = (
        # rose (by) 7% (in May) to 107 (tonnes) from 100; was down 7% at 93, against 100
        (
            verb,
            _words(32),
            r"\s(?:by\s+)?",
            _P,
            rf"(?:{_words(40, commas=False)},?|,\sor\s[\ue800-\uefff],|,)",
            at,
            old,
        ),
        # rose (by) 7%, from 100 (in 2002) to 107
        (verb, _words(16), r"\s(?:by\s+)?", _P, ",?", _words(40), from_, _words(40), to),
        # 107 (tonnes), up 7% from 100; 107, an increase of 7% over the 100
        (_NEW, _ASIDE, _words(48), _A, verb, r"\s+(?:by\s+|of\s+)?", _P, near_old),
        # 107, a 7% increase from 100; 107, 7% more than the 100
        (_NEW, _ASIDE, _words(48), _A, _P, r"\s+", rf"(?:{verb}|{than.replace('verb', 'later_verb')})", near_old),
        # fell to 107 from 100 (the year before), a drop of 7%
        (to, _ASIDE, _words(32), from_, _words(40), told),
        # from 100 (in 2000) to 107 (in 2010), a rise of 7%
        (from_, _words(40), to, _words(40), told),
        # 107, compared with 100 a year earlier, a rise of 7%; 107, up from 100, or 7%
        (_NEW, _words(32), rf"\s{_FROM}", _LEAD, _OLD, _words(40), told),
        # the increase was 7% from 100 to 107; an increase of 7%, to 107 from 100
        (verb, _words(24), r"\s(?:was|of)\s+", _P, ",?", from_, _words(24), to),
        # a 7% increase from 100 to 107 | to 107 from 100
        (_P, r"\s+", verb, _words(24), from_, _words(24), to),
        (_P, r"\s+", verb, _words(24), to, _words(24), from_),
        # from 100 last year, sales rose 7% to 107
        (from_, _words(48), verb, _words(16), r"\s(?:by\s+)?", _P, _words(24, commas=False), to),
    )
    return tuple(re.compile("".join(order)) for order in orders)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_OTHER[name], re.X)


_OTHER = {
    # Between the figures and the percentage: another base than the earlier figure.
    "within": r"""\bannuali[sz]ed|\bannual\ (?:rate|average)|\bseasonally|\b(?:constant|local
        |fixed)[\ -](?:currency|currencies|prices|terms)
        |\breal[\ -]terms|\binflation-adjusted|\badjusted\ for|\bafter\ inflation|\blike-for-like|\borganic
        |\bunderlying|\bsame-store
        |\bcomparable(?!\ (?:period|quarter|month|year|time|week))|\bon\ average\b|\ban\ average\ of|\bcompound
        |\bproportion|\bby\s(?:value|volume|weight|number)\b|\b(?:19|20)\d\d\s(?:levels?|base(?:line)?)\b|\bpre-\w+\s(?:levels?|peak)\b
        |\bfrom\s(?:its|the|their|an?)\s(?:\w+\s)?(?:peak|high|low)\b(?!\sof\b)""",
    # What every order has: the earlier figure, behind one of these words.
    "base": rf"\b(?:from|with|to|against|versus|vs\.?|v\.?|over|than|on){_LEAD}{_OLD}",
    # Right behind the percentage: a rate, or what it leaves out.
    "rate": r"""\s*(?:a|per|each|every)\s(?:year|month|day|week|quarter|annum|decade|head|capita)\b(?!\ (?:ago
        |earlier|before))|\s*(?:yearly|annually|monthly|,?\s?excluding)\b""",
    # Before the clause, set off by a comma: the percentage leaves something out that the figures may hold.
    "before": r"""\b(?:excluding|excludes|without|adjust(?:ed|ing)|net\ of|stripping
        |at)\s[^,;]{0,60}\b(?:currenc|exchange|foreign|inflation|acqui|divest|dispos|prices?\b|calendar|constant)
        |\b(?:constant|local|fixed)[\ -](?:currency|currencies|prices)|\breal\ terms|\blike-for-like|\borganic
        |\bannuali[sz]ed|\bseasonally""",
    "to": r"(?i)(?P<to>\s+(?:to|and)\s+)\S{0,4}\Z",
    "time": r"(?i)\s(?:in|on|at|a|the|last)\b",
    "rates": r"""(\b(?:to|at|from|against|with|versus)(?:\s(?:a|the|about))?\s)([\ue000-\ue7ff])
        (?=[^\ue000-\uf8ff]{0,40}?\b(?:to|from|against|with|versus)\s|\s*(?:[,.;)]|$|a\ year|in\b|last\b|the\b
        |of\b))""",
    "word": r"(?<![\w-])[a-z]+(?![\w-])",
    "bracket": r"\s?\((?P<content>[^()]*)\)",
    "change": r"[\ue000-\ue7ff]|\b(?:from|against|compared|versus|vs)\b",
    "private": r"[\ue000-\uf8ff]",
    "dash": r"\s?[—–]\s?|\s-\s",
    "hedge": r"(?i)averag|estimat|total",
    "than": r"(?i)\A\w+\s+(?:than|on|over)\Z",
    # Behind the earlier figure: another group and not an earlier time ("compared with 459 for women").
    "group": r"""[^\ue000-\uefff,.;]{0,12}?\s(?:for|in|among|by|at|on|of)\s
        (?!(?:the\s|its\s|all\sof\s|fiscal\s|early\s|late\s|mid-?)*(?:same|previous|prior|preceding
        |corresponding|comparable|equivalent|last|year|years?-|month|quarter
        |week|period|first|second|third|fourth|final|half|(?:19|20)\d\d|'?\d\d\b|spring|summer|autumn|fall
        |winter|three|six|nine|q[1-4]
        |jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|yesterday|\w+day\b|\w+\s(?:quarter|half|months?
        |weeks?|year|period)))""",
    "against": rf"{_AGAINST}[^\ue000-\uefff]*\Z",
    "part": r"\bof\s(?:the|that|this)\s\Z",
}


_LED = 1000
"""Characters before a change in which its sentence may say what it leaves out."""


def changes(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Changes`."""
    begins = facts.sentences["start"]
    told = sentences(facts.quantities, _with_three(facts.quantities), _COLUMNS)
    rows = [row for found in told for row in _in_sentence(found, begins, documents)]
    return filled(Changes, rows)


def _with_three(quantities: pl.DataFrame) -> set[int]:
    """The sentences with a percentage and two other figures, or one that may be both ("from 236 to 311")."""
    sentence, kind, join = quantities["sentence"], quantities["unit_kind"], pl.col("join")
    three = sentence.slice(2).filter(sentence.slice(2) == sentence.slice(0, max(0, len(sentence) - 2)))
    ranged = quantities[["sentence", "join"]].filter(join.is_not_null())
    percents = sentence.filter(kind == "percent")
    return {*percents.to_list()} & {*three.to_list(), *ranged["sentence"].to_list()}


def _in_sentence(found: list[Row], begins: pl.Series, documents: Sequence[Document]) -> Iterator[Row]:
    text = documents[found[0]["document"]].running(found[0]["field"])
    found = _without_durations([end for row in found for end in _ends(row)])
    if len(found) < 3:
        return
    skeleton = _skeleton(found, text, begins[found[0]["sentence"]])
    if not _pattern("base").search(skeleton):
        return
    skeleton = _pattern("word").sub(_marked, skeleton)
    seen: set[str] = set()
    for pattern in _patterns():
        for match in pattern.finditer(skeleton):
            named = match.groupdict()
            percent = named.get("percent") or named.get("later_percent") or named["bare_percent"]
            if percent not in seen:
                seen.add(percent)
                yield _row(found, percent, match, skeleton)


def _without_durations(found: list[Row]) -> list[Row]:
    """The figures without the lengths of time told beside them ("in the three months ended June 30")."""
    lasting = [row for row in found if row["dimension"] != "time"]
    return lasting if len(lasting) >= 3 else found


def _ends(row: Row) -> list[Row]:
    """A range told with "to" as its two ends ("from 236 to 311"), any other quantity as it is."""
    if row["join"] not in (("from",) if row["unit_kind"] == "percent" else ("from", "to", "between")):
        return [row]
    first = row["text"][: row["second_start"] - row["start"]]
    joint = _pattern("to").search(first)
    if joint is None:
        return [row]
    end = row["start"] + joint.start()
    low = {"value_high": row["value"], "end": end, "text": _pattern("time").split(first[: joint.start()])[0]}
    begins = row["start"] + joint.end("to")
    high = {"value": row["value_high"], "start": begins, "hedge_start": None}
    alone = {"join": None, "second_start": None, "second_end": None}
    low |= {"number_end": row["start"] + len(low["text"])}
    return [row | low | alone, row | high | alone | {"text": row["text"][begins - row["start"] :]}]


def _skeleton(found: list[Row], text: str, begins: int) -> str:
    """The sentence from its first character on, with each quantity (and its hedge) as one character, conversions in
    brackets left out.
    """
    at = max(begins, found[0]["start"] - 160)
    pieces: list[str] = []
    for index, row in enumerate(found[: _FIGURE - _FIRST]):
        pieces.append(_aside(text[at : max(at, _begin(row, pieces))]))
        pieces.append(chr((_FIRST if row["unit_kind"] == "percent" or _in_points(row) else _FIGURE) + index))
        at = max(at, row["end"])
    pieces.append(_aside(text[at : at + 60].split("\n", 1)[0]))
    # Small letters, since to ignore case in ranges of private-use characters takes long to compile.
    joined = _pattern("dash").sub(", ", "".join(pieces).lower())
    joined = _pattern("bracket").sub(_opened, joined)
    # Percentages that stand where figures do ("to 8.1% from 9.0%") are figures.
    return _pattern("rates").sub(lambda match: match[1] + chr(ord(match[2]) - _FIRST + _FIGURE), joined)


def _aside(piece: str) -> str:
    """What stands between figures; a private-use character of the text's own stands for none."""
    return piece if piece.isascii() else _pattern("private").sub("\ufffd", piece)


def _begin(row: Row, pieces: list[str]) -> int:
    """Where a figure begins, its hedge included, but for "30% higher than 4,210" where that compares."""
    compares = row["hedge"] and pieces and _pattern("than").match(row["hedge"]) and ord(pieces[-1][0]) < _FIGURE
    return row["start"] if compares else begin(row)


def _opened(bracket: re.Match[str]) -> str:
    """What is said of the change in brackets, as a part of the clause; a conversion is left out."""
    content = bracket["content"]
    return f", {content}, " if _pattern("change").search(content) else ""


def _in_points(row: Row) -> bool:
    return row["unit"] in ("point", "percentage point", "basis point")


def _row(found: list[Row], percent_sign: str, match: re.Match[str], skeleton: str) -> Row:
    percent = found[ord(percent_sign) - _FIRST]
    before, after = (found[ord(match[name]) - _FIGURE] for name in ("before", "after"))
    one_mention = before["mention"] == after["mention"]
    at = match.start() + match[0].index(percent_sign)
    rates = before["unit_kind"] == "percent" and after["unit_kind"] == "percent"
    return {
        "document": percent["document"],
        "percent": percent["mention"],
        "before": None if one_mention else before["mention"],
        "after": after["mention"],
        "direction": _direction(match, at - match.start()),
        "points": _in_points(percent),
        **_figure("percent", percent, 0.01 if percent["unit"] == "basis point" else 1.0),
        **_figure("before", before, _share(before, after)),
        **_figure("after", after, _share(after, before)),
        "rates": rates,
        "percent_pattern": printed(percent)["pattern"],
        "before_text": before["text"],
        "after_text": after["text"],
        "comparable": _comparable(percent, before, after) and not _other_base(match, skeleton, at),
    }


def _direction(match: re.Match[str], percent: int) -> int:
    """Up or down, by the words of change before the percentage; 0 where they disagree ("cut its gain by")."""
    named = match.groupdict()
    if named.get("later_verb"):
        word = named["later_verb"].lower()
        return _directions("change").get(word) or _directions("comparison")[word]
    if not named.get("verb"):
        return 0
    from_verb = match[0][match.start("verb") - match.start() : percent] or match["verb"]
    words = re.findall(r"[a-z]+", from_verb.lower())
    signs = {_directions("change")[word] for word in words if word in _directions("change")}
    return signs.pop() if len(signs) == 1 else 0


def _figure(role: str, row: Row, scale: float) -> Row:
    exact = row["hedge"] and (_pattern("hedge").match(row["hedge"]) or _pattern("than").match(row["hedge"]))
    bound = "exact" if exact and (role != "percent") else row["bound"]
    values = {name: row[name] * scale for name in ("value", "value_high", "step", "coarse")}
    return {f"{role}_{name}": value for name, value in values.items()} | {f"{role}_bound": bound}


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


def _other_base(match: re.Match[str], skeleton: str, percent: int) -> bool:
    """Whether the percentage is a rate, or adjusted for something that the figures are not."""
    clause = skeleton[max(0, match.start() - 40) : match.end() + 24]
    if _pattern("within").search(clause) or _pattern("rate").match(skeleton, percent + 1):
        return True
    if _pattern("part").search(skeleton[max(0, percent - 12) : percent]):
        return True
    before = skeleton.index(match["before"])
    if _pattern("against").search(skeleton[max(0, before - _LED) : before]) and _pattern("group").match(
        skeleton, before + 1
    ):
        return True
    return bool(_pattern("before").search(skeleton[max(0, match.start() - _LED) : match.start()]))


def _comparable(percent: Row, before: Row, after: Row) -> bool:
    """One unit on both sides, an exact percentage."""
    if "vague" in (percent["bound"], before["bound"], after["bound"]):
        return False
    kinds = {before["unit_kind"], after["unit_kind"]}
    if "percent" in kinds or _in_points(percent):
        return kinds == {"percent"} and {before["unit"], after["unit"]} == {"percent"}
    if percent["unit"] != "percent" or "multiple" in kinds:
        return False
    # "to 2.0 billion from 1.7 billion", "3,567 from 3,089": a bare number takes the other's unit
    one, other = before["unit"], after["unit"]
    if not _differ(one, other) or kinds <= {"count", "none"}:
        return True
    if _is_rate(one, other):
        return True
    return kinds == {"measure"} and before["dimension"] == after["dimension"] is not None
