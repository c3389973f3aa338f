"""Percentages, powers and speeds with what they are said of, where that is a kind of thing that may not carry them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from checks.constraints import Carriers
from checks.document import Document
from checks.facts import Facts
from checks.link.neighbours import Sentence, begin
from checks.model import filled
from checks.regex import lazy

NEEDS = ("quantities",)
_COLUMNS = ("mention", "document", "field", "start", "end", "hedge_start", "text", "unit", "dimension", "value")
_POWER_PER = r"(?:watt|horsepower) per (?:hour|day|month|year)"
_PERCENT = r"(?i)%|per\s?cent|pct"
"""A figure that is a percentage itself, and not by the one behind it: "declined by 265, or 33%"."""
_FAST = r"(?:kilometre|mile) per second"
_BEFORE, _AFTER = 80, 64
_NEVER = lazy(r"(?!)")
_ANY = lazy(r"")


class _Saying(NamedTuple):
    """A way in which a quantity of some kind is said of a carrier: what stands before and behind it, and what may not.

    `before` ends where the quantity begins, `after` begins where it ends; `unless` is sought on both sides. `no` are
    sound or of another thing.
    """

    carrier: str
    kind: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    unless: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


_PEOPLE = r"""respondents|voters|votes|people|members|students|pupils|residents|citizens|patients|households|adults
    |children|women|men|workers|employees|participants|seats|delegates|electorate|population|cases|deaths|victims
    |voting\ shares|teachers|doctors|nurses|candidates|parents|drivers|farmers|graduates|applicants|pensioners
    |teenagers|motorists|prisoners|inmates|soldiers|Americans|Britons|Europeans|homes|families"""
_STANDS = r"(?:was|is|were|are|stood\s+at|reached|hit|rose\s+to|climbed\s+to|soared\s+to|fell\s+to|topped|of|at)"
_MATERIAL = r"alcohol|abv|(?:relative\s+)?humidity|cotton|wool|silk|linen|polyester|cocoa|fruit\s+juice"
_FELL = r"""(?:fell|fallen|falls?|falling|drop(?:s|ped)?|declin(?:e|es|ed)|decreas(?:e|es|ed)|shrank|shrunk|plunged|
    plummeted|slumped|tumbled|sank|slid|dwindled)"""
_BELOW_ZERO = r"""\b(?:profits?|loss(?:es)?|earnings?|incomes?|surplus(?:es)?|deficits?|balances?|margins?|cash|returns?
    |yields?|growth|rates?|ebitda|flows?|contributions?|sentiment|index|spreads?)\b"""
_YEARLY = r"""(?:(?:per|an?|each|every)\s+(?:year|month)|(?:last|this)\s+(?:year|month)|in\s+(?:19|20)\d\d
    |(?:in|over|during)\s+(?:(?:a|one|the)\s+(?:(?:whole|full|entire)\s+)?(?:of\s+)?)?
    (?:(?:last|past|previous)\s+)?(?:year|month)|annually|yearly|monthly)\b"""
_PEAK = r"""\b(?:peak\w*|maximum|max|capacity|record|at\s+times|up\s+to|averag\w+|at\s+once|simultaneous\w*|
    instant\w*|load|demand|enough|tests?|trials?)\b"""
_EARTHLY = r"""\b(?:flood|tsunami|wave|wind|gust|car|train|tram|lorr(?:y|ie)|truck|bus|boat|ship|ferr(?:y|ie)|runner|
    cyclist|storm|hurricane|cyclone|typhoon|tornado|river|stream|current|glacier|lava|mudslide|landslide|
    avalanche|fire|flame|horse|dog|bird)(?:e?s)?\b"""
_UNEARTHLY = r"""\b(?:seism\w+|shock\w*|sound|light|radio|sun\w*|solar|stellar|magnet\w+|electro\w+|pressure|spac\w+|
    gravit\w+|blast\w*|deton\w+|cosmic|galax\w+|stars?|planets?|plasma|probes?|comets?|meteor\w*|asteroids?|
    earthquakes?|quakes?|black|neutron|orbit\w*|nebula\w*|supernova\w*|jets?|rockets?|molecul\w+|atom\w*|
    electrons?|particles?|venus|jupiter|saturn|mars|neptune)\b"""

SAYINGS = (
    _Saying(
        "whole",
        "percent",
        _ANY,
        lazy(
            rf"""(?x)\s+of\s+(?:(?:all|the|its|their|our|those|these)\s+)*(?:(?!(?:what|how|as)\s)[a-z]+\s+){{0,2}}?(?:{_PEOPLE})\b
            (?!['’]|\s+(?:it|he|she|they|we|you|that|which|needed|required|expected|planned|targeted|last|a\s+year|in\s+(?:19|20)
            |from|than)\b)"""
        ),
        _NEVER,
        ("{130 percent} of voters agreed", "About {140 percent} of all the young farmers left"),
        ("Rents are {160 percent} of what residents paid", "It has {120 percent} of the votes it needs"),
    ),
    _Saying(
        "whole",
        "percent",
        _ANY,
        lazy(rf"(?xi)\s+(?:{_MATERIAL})\b"),
        lazy(r"(?i)\b(?:more|less|higher|lower|fewer|as\s+much|extra|rise|rose|fell|up|down|growth|increase\w*)\b"),
        ("The spirit is {130%} alcohol by volume", "A shirt of {140 percent} cotton"),
        ("Shops sold {130%} more alcohol", "Sales rose {130%} alcohol-free beer led"),
    ),
    _Saying(
        "whole",
        "percent",
        lazy(
            rf"""(?xi)\b(?:turnout|humidity)(?:\s+levels?)?
            (?:\s+(?:in|among|across|at)\s+(?:the\s+)?[\w'’-]+(?:\s[\w'’-]+){{0,3}})?\s+{_STANDS}\s*\Z"""
        ),
        lazy(r"(?!\s+(?:of|above|below|over|under|up|down|more|less|higher|lower|greater|on|that)\b)"),
        lazy(
            r"""(?xi)\b(?:fraud\w*|irregular\w*|impossib\w+|rigg\w+|stuff\w+|alleg\w+|claim\w*|suspicio\w*|improbab\w+|super-?saturat\w+
            |some|certain|precincts?|villages?|registered|odd|inflat\w+|fake\w*)\b"""
        ),
        (
            "Turnout was {120 percent}",
            "Turnout in May's local election was {120%}",
            "Humidity in the cave reached {140%}",
        ),
        ("Turnout was {120 percent} of that in 2010", "Turnout was {120 percent} in some precincts, a sign of fraud"),
    ),
    _Saying(
        "fall",
        "percent",
        lazy(rf"(?xi)\b{_FELL}(?:\s+by)?\s*\Z"),
        lazy(r"(?!\s+(?:of|to|from|short|points?|below|above|level|mark|threshold)\b)"),
        lazy(rf"(?xi){_BELOW_ZERO}"),
        ("Burglaries fell by {120 percent}", "The number of owls has declined {130%} since 1990"),
        ("Profit fell by {120 percent}", "Debt fell to {120 percent} of output", "It fell {120 percent} of the way"),
    ),
    _Saying(
        "fall",
        "percent",
        _ANY,
        lazy(r"(?xi)\s+(?:fall|drop|decline|decrease|reduction)\s+(?:in|of)\b"),
        lazy(rf"(?xi){_BELOW_ZERO}"),
        ("It brought a {150 percent} reduction in waste",),
        ("It brought a {150 percent} drop in profits", "A {150 percent} rise in waste"),
    ),
    _Saying(
        "rate",
        "percent",
        _ANY,
        lazy(
            r"""(?x)\s+(?:per|(?:for|in|out\s+of)\s+every)\s+(?:(?:1|10|100),?000|thousand|million)
            (?:\s+(?:(?:live\s+)?births|people|inhabitants|residents|population|bed[\s-]days|patients|women|men|children
            |person-years|admissions|adults|cases|pupils|students|passengers|deaths|head)\b|(?=[.,;)]|\Z))"""
        ),
        _NEVER,
        ("The rate was {17.4%} per 100,000 bed days", "It is {3 percent} for every 1,000 births"),
        ("A car loses {3 percent} per 1,000 miles", "It was {17.4%}, or 3.1 per 100,000 people"),
    ),
    _Saying(
        "temperature",
        "percent",
        lazy(
            r"""(?x)\b[Tt]emperatures?(?:\s+(?:has|have|had))?\s+
            (?:rose|risen|rise|rises|fell|fallen|increased?|dropped?|climbed?|went\ up)(?:\s+by)?\s*\Z"""
        ),
        _ANY,
        _NEVER,
        ("Temperatures rose {15 percent} within an hour",),
        ("Temperatures rose to {15 percent}",),
    ),
    _Saying(
        "temperature",
        "percent",
        lazy(
            r"""(?x)\b[Tt]emperatures?(?:\s+(?:in|across|on)\s+(?:the\s+)?\w+(?:\s\w+)?)?\s+
            (?:was|were|is|are|ran|stood|remained|stayed|averaged|hovered)\s*\Z"""
        ),
        lazy(
            r"""(?x)\s+(?:(?:above|below)\s+(?:the\s+)?(?:\w+[\s-]){0,2}?(?:average|normal|mean|usual|norm)
            |(?:higher|lower)\s+than)\b"""
        ),
        _NEVER,
        ("Temperatures were {5 percent} above average", "Temperatures in the north are {3%} higher than in May"),
        ("Temperatures were right {5 percent} of the time",),
    ),
    _Saying(
        "temperature",
        "percent",
        _ANY,
        lazy(r"\s+(?:hotter|colder|warmer|cooler)\b"),
        # What is hot or warm without a thermometer.
        lazy(
            r"""(?xi)\b(?:sauces?|chil[il]\w*|peppers?|curr(?:y|ies)|spic\w+|salsas?|markets?|jackets?|coats?|fabrics?
            |fleeces?|linings?)\b"""
        ),
        ("The hall is {20 percent} warmer than before",),
        ("The new sauce is {50 percent} hotter than the old one",),
    ),
    _Saying(
        "energy",
        "power",
        lazy(r"\b(?:us(?:e|es|ed|ing)|consum(?:e|es|ed|ing)|generat(?:e|es|ed|ing)|sav(?:e|es|ed|ing))\s*\Z"),
        lazy(
            r"""(?x)\s+(?:of\s+(?:energy|electricity|power)\s+)?(?:per|an?|each|every)\s+(?:hour|day|month|year)\b
            |\s+hours?\s+of\s+capacity\b"""
        ),
        _NEVER,
        ("The mill uses {300 kilowatts} of electricity per year",),
        ("The mill uses {300 kilowatts} in winter",),
    ),
    _Saying(
        "energy",
        "power per",
        lazy(r"\b(?:us(?:e|es|ed|ing)|consum(?:e|es|ed|ing)|generat(?:e|es|ed|ing)|sav(?:e|es|ed|ing))\s*\Z"),
        _ANY,
        _NEVER,
        ("A fridge uses {300 kW a year}",),
        ("The turbine gives {3 megawatts an hour}",),
    ),
    _Saying(
        "energy",
        "power per",
        lazy(r"\bproduc(?:e|es|ed|ing)\s*\Z"),
        _ANY,
        lazy(rf"(?xi){_PEAK}|\bat\s+most\b"),
        ("The farm produces {51 megawatts a year}",),
        ("The farm produces {51 megawatts an hour} at most",),
    ),
    _Saying(
        "energy",
        "power",
        lazy(r"\b(?:us(?:e|es|ed|ing)|consum(?:e|es|ed|ing))\s*\Z"),
        # A stretch of time behind the energy that was used in it.
        lazy(
            r"""(?x)\s+of\s+(?:energy|electricity|power)\s+(?:last\s+(?:day|month|year)|over\s+(?:the|a)\s+(?:day|month|year)
            |in\s+(?:a|one)\s+(?:day|month|year)|in\s+(?:19|20)\d\d)\b"""
        ),
        _NEVER,
        ("The mill used {300 megawatts} of electricity in 2022",),
        ("The mill used {300 megawatts} of electricity at its peak in 2022",),
    ),
    _Saying(
        "energy",
        "power",
        lazy(
            r"""(?xi)(?:\b(?:generat|produc|consum)(?:e|es|ed)|\bused
            |\bconsumption\s+(?:was|is|of|reached|rose\s+to|fell\s+to))\s*\Z"""
        ),
        lazy(rf"(?x)(?:\s+of\s+(?:energy|electricity|power))?\s+{_YEARLY}"),
        lazy(rf"(?xi){_PEAK}"),
        ("The farm generated {51.2 megawatts} last year", "It generated {51 MW} over the whole of last year"),
        ("Peak consumption was {300 megawatts} in 2022", "The farm can generate {51 megawatts} since last year"),
    ),
    _Saying(
        "energy",
        "power",
        lazy(
            r"""(?xi)\bamounts?(?:\s+of\s+(?:electricity|energy|power))?\s+(?:it\s+|they\s+)?(?:generated|produced|consumed|used)
            (?:\s+\w+){0,2}?(?:\s+(?:from|to|of|was|is|reached|at))?\s*\Z"""
        ),
        _ANY,
        lazy(rf"(?xi){_PEAK}"),
        ("It raised the amount generated from {10.4 megawatts}", "The amount of power used was {5 MW}"),
        ("It raised capacity from {10.4 megawatts}",),
    ),
    _Saying(
        "energy",
        "power",
        lazy(r"\bstor(?:e|es|ed|ing)\s*\Z"),
        lazy(r"\s+of\s+(?:energy|electricity|power)\b"),
        _NEVER,
        ("The battery stores {60 kilowatts} of energy",),
        ("The battery gives {60 kilowatts} of power",),
    ),
    _Saying(
        "distance",
        "area",
        lazy(
            r"(?i)\b(?:lies|lay|is|was|lives?|town|village|city|situated|located|sits?|stands?)\s+(?:(?:just|some)\s+)?\Z"
        ),
        lazy(
            r"""(?x)\s+(?:to\s+the\s+)?(?:north|south|east|west)(?:-?(?:east|west))?\s+of\s+(?:the\s+)?
            (?:[A-Z]|capital\b|city\b|town\b|border\b|coast\b)|\s+away\s+from\b"""
        ),
        _NEVER,
        ("The town lies {350 square kilometres} north of the capital", "It is {83,000 sq km} south-west of Perth"),
        ("They searched {350 square kilometres} north of the capital", "The park covers {83,000 sq km} west of Perth"),
    ),
    _Saying(
        "area",
        "length",
        lazy(
            r"""(?xi)\b(?:(?:with|has|have|had|covers?|covered|covering)\s+an?\s+(?:\w+\s+)?(?:surface|land|floor|total|catchment)
            \s+area\s+of|(?:surface|land|floor|catchment)\s+area\s+(?:is|was))\s+\Z"""
        ),
        lazy(
            r"(?=[.;]|,\s[a-z]|\s+(?:and|which|that|when|in|at)\s[a-z])(?!\s+(?:and|in)\s(?:length|width|a\s|long|wide))"
        ),
        lazy(r"(?i)\b(?:by|x|×|square|sq|radius|diameter|wide|long|squared|length|width|circumference|around)\b|²"),
        ("The lake has a surface area of {84 kilometres} and freezes", "Its land area is {1,200 miles}."),
        ("The lake has a surface area of {84 kilometres} squared", "Its floor area is {20 m} by 30 m"),
    ),
    _Saying(
        "speed",
        "fast",
        lazy(rf"(?xi){_EARTHLY}"),
        _ANY,
        lazy(rf"(?xi){_UNEARTHLY}"),
        ("The flood moved down the valley at {8 kilometres per second}",),
        ("The solar wind blows at {400 kilometres per second}", "The probe flew at {8 kilometres per second}"),
    ),
)
"""Ways in which quantities are said of what may not carry them, or only up to a limit (a whole, a fall)."""


def carriers(facts: Facts, documents: Sequence[Document]) -> pl.DataFrame:
    """The frame of `checks.constraints.Carriers`."""
    found = facts.quantities[[*_COLUMNS]].with_columns(kind=_kind()).filter(pl.col("kind").is_not_null())
    rows = []
    for row in found.to_dicts():
        sentence = Sentence(documents, row)
        hedge = sentence.text[begin(row) : row["start"]]
        carrier = carrier_of(row["kind"], sentence.before(row, _BEFORE), hedge, sentence.after(row, _AFTER))
        if carrier:
            rows.append(
                {
                    "document": row["document"],
                    "quantity": row["mention"],
                    "dimension": "power" if carrier == "energy" else row["dimension"],
                    "least": row["value"],
                    "carrier": carrier,
                }
            )
    return filled(Carriers, rows)


def _kind() -> pl.Expr:
    """The kind of quantity that sayings ask for; null for others."""
    unit = pl.col("unit")
    return (
        pl.when((unit == "percent") & pl.col("text").str.contains(_PERCENT))
        .then(pl.lit("percent"))
        .when(unit.str.contains(_POWER_PER))
        .then(pl.lit("power per"))
        .when(pl.col("dimension") == "power")
        .then(pl.lit("power"))
        .when(pl.col("dimension").is_in(["area", "length"]))
        .then(pl.col("dimension"))
        .when(unit.str.contains(_FAST))
        .then(pl.lit("fast"))
    )


_SENTENCE = lazy(r"(?s)\A.*[.!?;]\s+(?=[A-Z“\"])")


def carrier_of(kind: str, before: str, hedge: str, after: str) -> str | None:
    """What a quantity of a kind (percent, power, fast) is said of, by the words of its sentence around it."""
    before = _SENTENCE.sub("", before)
    after = after.split(". ", 1)[0]
    for one in SAYINGS:
        said = one.kind == kind and one.after.match(after) and one.before.search(before)
        if said and not one.unless.search(f"{before} {hedge} {after}"):
            return one.carrier
    return None
