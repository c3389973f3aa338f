"""Every message, explanation and suggestion reads as English: the laws, held to findings of every rule.

Source of the sentences: our own; the figures and dates are drawn at random, so they are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks
from checks.document import Document
from checks.finding import Finding
from checks.read import from_text
from checks.rule import rules

_ROOT = Path(__file__).parent.parent.parent
_BRACED = re.compile(r"\{([^{}]*)\}")
_UNITS = (
    *("miles", "km", "metres", "feet", "acres", "hectares", "square miles", "square km", "pounds", "kg", "litres"),
    *("gallons", "mph", "km/h", "degrees Celsius", "degrees Fahrenheit", "inches", "cm", "million acres", "cubic feet"),
    *("cubic metres", "tonnes", "tons", "ounces", "grams", "ft", "in", "m", "C", "F", "sq mi", "nautical miles"),
)
_THINGS = ("boats", "miners", "years", "tonnes", "miles", "cats", "minutes", "months", "houses", "ounces", "hours")
_SENTENCES = (
    "The site is {number} {unit} ({number} {unit}) across.",
    "A {small}-mile ({number}-km) road and a {number}-foot ({small}-metre) wall run there.",
    "They went {small} to {number} {unit} ({small} to {number} {unit}) on.",
    "A man of {small} ft {small} in ({number} cm) stood there.",
    "It is minus {small} degrees Celsius (minus {number} Fahrenheit) there.",
    "The lake has warmed by {warmer} since then.",
    "Of the {number} {thing}, {number} were lost.",
    "Of a budget of ${number} million, ${number} million went on {small} {thing}.",
    "They own {number} {thing}, of which {small} {thing} were lost.",
    "They landed {small} tonnes of fish, including {number} pounds of cod.",
    "Sales rose {percent}% to ${number} million from ${number} million.",
    "Sales fell by {percent} percent to {number} tonnes from {number} tonnes.",
    "The share rose {percent} points to {percent} percent from {percent} percent.",
    "Output was {number}, {up} {percent} pct from {number}.",
    "Leave it for {number} to {small} hours.",
    "Between {percent} and {percent} percent of them recover, and the dam will cost ${small}-{small} billion.",
    "The bridge cost £{number}m (${number}m). The tunnel cost £{small}m (${number}m).",
    "A room is €{number} (${small}). A suite is €{small} (${number}).",
    "He owes {number} yuan (${small}) to one and {number} yuan (${number}) to the other bank.",
    "The council met on {weekday}, {day}.",
    "It opened on {day} ({weekday}).",
    "It was in force from {day} up to {day}.",
    "She led the school from {month} until {month}.",
    "They met on {day}. {Small} {spans} later, on {day}, they married.",
    "After {small} {spans} in power, from {year} to {year}, the party split.",
    "From {month} until {month}, for {small} {spans}, the road was shut.",
    "Ann Berg ({year}-{year}), a pioneer, died at the age of {small}.",
    "Born on {day}, she died on {day} aged {small}.",
    "The actor, born in {month}, turned {small} in {month}.",
    "In {year} they marked the {small}th anniversary of the {year} fire.",
    "The mill burned down {small} years ago, in {year}.",
    "The trial is scheduled to begin on {day}.",
    "The two men were arrested on {day}.",
    "The hearing is {near}, {day}, in Leeds.",
    "The year ended on November 31, {year}, after {small} June.",
    "The match begins at {clock} GMT ({clock} ET), the talk at {clock} EST ({clock} UTC).",
    "The polls close at {clock} ({clock} GMT).",
    "You need {small} things: TK and {small} [citation needed].",
    "In the poll {percent} percent of voters agreed, and the mill uses {number} kilowatts of electricity per year.",
    "Troops liberated Orsa in {year}. The liberation of Orsa in {year} is told in a mural.",
)
_LISTS = "You need {small} things:\n\n- a saw\n- a drill\n"
_TABLE = (
    "---\ntitle: Lakes\n---\nThe area of Lake Onega is {number} square {miles}.\n\n"
    "| lake | area (km2) |\n|---|---|\n| Lake Onega | {number} |\n| Lake Saimaa | 4400 |\n"
)
_FAMILIES_OF_FIGURES = ("units", "numbers", "tables")
_FIGURE = re.compile(r"(?<![\w.,:/-])-?\d[\d,]*(?:\.\d+)?")


_IN_UNITS = ("conversion-mismatch", "figure-differs-from-table")
_NAMES_UNITS = re.compile(r"\A(?!.*\d-foot-\d).*[^\W\d_]")
_WITHOUT_UNIT = re.compile(r"(?<![\w.,])-?\d[\d,.]*(?=,? which\b|;|\.?\Z|\. )")
_FAULTS = {
    name: re.compile(law)
    for name, law in {
        "a range of one value": r"(?<![\w.,-])(-?[\d.,]*\d)(?: ?[a-zA-Z%]+)? to \1"
        r"(?![\d,]|\.\d| (?:ft|foot|pounds) \d|.* is no change)",
        "an exponent": r"\de[-+]?\d",
        "a missing value": r"\b(?:None|nan|inf|null|True|False)\b",
        "one of several": r"(?<![\w.,:/-])(?<! to )1 (?:[a-z]+ )?"
        r"(?:days|weeks|months|years|hours|minutes|items|points|findings|miles|places)\b",
        "several of one": r"(?<![\w.,:/$£€-])(?:[2-9]|\d[\d,.]*\d) (?P<unit>(?:square |cubic )?(?:day|week|month|year"
        r"|hour|minute|item|point|mile|metre|foot|inch|acre|hectare|pound|gallon|tonne|ounce))\b(?! \d)",
        "a day in": r"\bin (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?!\d)|\d{1,2} (?!BC)[A-Z])",
        "white space": r"\s\s|\n|\A\s|\s\Z",
        "a stop": r"\.\.(?!\.)| [.,;](?!\.\. )|,,|\(\)",
        "the digits of a float": r"(?<![\d.])0\.0*[1-9]\d{7,}|[1-9][\d,]*\.\d{7,}",
    }.items()
}


def _number(random: Random) -> str:
    whole = random.choice(
        [random.randint(1, 9), random.randint(10, 99), random.randint(100, 9_999), 10 ** random.randint(0, 6)]
    )
    return f"{whole:,}" if random.random() < 0.7 else f"{whole:,}.{random.randint(0, 99)}"


def _words(random: Random, base: date) -> dict[str, str]:
    off = random.choice([random.randint(-20, 20), random.randint(-20, 20) + 365, random.randint(-30_000, 5_000)])
    day, warmer = base + timedelta(off), random.randint(2, 40)
    hour = random.randint(0, 23)
    clocks = (
        f"{hour % 12 + 1} p.m.",
        f"{hour % 12 + 1}:{random.randint(10, 59)} a.m.",
        f"{hour:02}:{random.choice([0, 30, 47]):02}",
    )
    return {
        "number": _number(random),
        "small": str(random.randint(1, 40)),
        "Small": random.choice(["One", "Two", "Three", "Ten", "Twenty"]),
        "percent": random.choice([str(random.randint(1, 150)), f"{random.randint(0, 90)}.{random.randint(1, 9)}"]),
        "warmer": f"{warmer}C ({round(1.8 * warmer) + 32}F)",
        "unit": random.choice(_UNITS),
        "miles": random.choice(["miles", "kilometers"]),
        "thing": random.choice(_THINGS),
        "up": random.choice(["up", "down"]),
        "weekday": random.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
        "day": random.choice(
            [f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", f"{day:%b}. {day.day}, {day.year}"]
        ),
        "month": f"{day:%B %Y}",
        "year": str(day.year),
        "spans": random.choice(["days", "weeks", "months", "years"]),
        "near": random.choice(["today", "tomorrow", "yesterday"]),
        "clock": random.choice(clocks),
    }


def _drawn(sentence: str, random: Random) -> str:
    base = date(2012, 1, 1) + timedelta(random.randint(0, 4_000))
    return _BRACED.sub(lambda hole: _words(random, base)[hole[1]], sentence)


def _stories(random: Random) -> Iterator[Document]:
    """A text for each sentence, half of them below a date, and the texts with a list or a table."""
    for at, sentence in enumerate(_SENTENCES):
        head = "Press release\n{day}\n\n" if random.random() < 0.5 else ""
        yield Document(str(at), _drawn(head + sentence, random))
    for name, text in (("list", _LISTS), ("table", _TABLE)):
        yield from_text(_drawn(text, random), name=name, kind="markdown")


def _faults(finding: Finding) -> Iterator[str]:
    """What is wrong with the words of a finding; the words of the text itself are its own."""
    own = " ".join(" ".join(span.text for span in finding.spans).split())
    for text in (finding.message, finding.explanation, *(one.replacement for one in finding.suggestions)):
        yield from (f"{fault} in {text!r}" for fault in _faults_of(text, own))
    if finding.message[-1] in ",;:" or (finding.message.endswith(".") and "." not in own):
        yield f"the end of {finding.message!r}"
    if finding.explanation and not re.fullmatch(r"[^a-z\s].*[^.,;:\s]\.", finding.explanation):
        yield f"the beginning or end of {finding.explanation!r}"
    if next(rule.family for rule in rules() if rule.name == finding.rule) in _FAMILIES_OF_FIGURES:
        yield from _needless_digits(finding, own)
    if finding.rule in _IN_UNITS and _NAMES_UNITS.search(own) and _WITHOUT_UNIT.search(finding.explanation):
        yield f"a figure without its unit in {finding.explanation!r}"


def _faults_of(text: str, own: str) -> Iterator[str]:
    for name, law in _FAULTS.items():
        for found in law.finditer(text.replace(" ... ", " ")):
            as_printed = found[0] in own or (
                found.groupdict().get("unit") and re.search(rf"\d[ -]{found['unit']}\b", own)
            )
            if not as_printed or not found[0].strip():
                yield name


def _significant(figure: str) -> int:
    return max(1, len(figure.replace(",", "").replace(".", "").lstrip("-0").rstrip("0" if "." not in figure else "")))


def _needless_digits(finding: Finding, own: str) -> Iterator[str]:
    """Figures with more digits than those of the text: as many in a message, one more for the ends of what is meant."""
    printed = set(re.findall(r"\d[\d,]*(?:\.\d+)?", own))
    # A height in two units has the digits that it has in the smaller one: 8 ft 5 in are 101 inches.
    heights = {str(12 * int(feet) + int(inches)) for feet, inches in re.findall(r"(\d+) ft (\d+)", own)}
    counted = max((len(re.sub(r"\D", "", figure).lstrip("0")) for figure in printed | heights), default=1)
    rewrites = " ; ".join(one.replacement for one in finding.suggestions)
    for text, more in ((finding.message, 0), (rewrites, 0), (finding.explanation, 1)):
        for figure in (found[0] for found in _FIGURE.finditer(text) if found[0].lstrip("-") not in printed):
            if _significant(figure) > max(counted, 2) + more:
                yield f"the digits of {figure} in {text!r}"


def _wrong(documents: list[Document], *select: str) -> tuple[list[str], set[str]]:
    """The faults of all findings, and the rules that were heard."""
    findings = checks.check(documents, select=select or ["all"]).findings
    every = [part for one in findings for part in (one, *one.parts)]
    return [f"{one.rule}: {fault}" for one in every for fault in _faults(one)], {one.rule for one in every}


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32))
def test_findings_of_every_rule_are_told_in_english(seed: int) -> None:
    random = Random(seed)
    faults, _ = _wrong([replace(one, name=f"{turn} {one.name}") for turn in range(3) for one in _stories(random)])
    assert faults == []


def test_the_sentences_make_every_rule_heard() -> None:
    random = Random(11)
    _, heard = _wrong([one for _ in range(12) for one in _stories(random)])
    told = {rule.name for rule in rules() if not rule.frames}
    assert heard - told == {rule.name for rule in rules()} - told


def test_the_examples_of_the_rules_are_told_in_english() -> None:
    texts = [_BRACED.sub(r"\1", example) for rule in rules() for example in rule.bad]
    kinds = ["markdown" if "\n- " in text or text.startswith("---") else "text" for text in texts]
    documents = [
        from_text(text, name=str(at), kind=kind) for at, (text, kind) in enumerate(zip(texts, kinds, strict=True))
    ]
    assert _wrong(documents)[0] == []


def test_the_seeds_and_the_sentences_of_the_tests_are_told_in_english() -> None:
    choice = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
    lines = (_ROOT / "tests" / "data" / "number_sentences.txt").read_text("utf-8").splitlines()
    documents = [Document(str(at), choice.sub(r"\2", line)) for at, line in enumerate(lines) if choice.search(line)]
    documents += [
        from_text(path.read_text("utf-8"), name=path.name, kind="markdown") for path in (_ROOT / "seeds").glob("*.md")
    ]
    assert _wrong(documents)[0] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("He walked 38mph (60km/h, 6 km).", None),
        ("It takes 4,300 miles (690 km).", "4,300 miles is 6,920 km, not 690"),
        (
            "It takes 15 to 2 million acres (30 to 76 hectares).",
            "15 to 2 million acres is 6.1 to 810,000 hectares, not 30 to 76",
        ),
    ],
)
def test_numbers_stand_as_the_text_has_them(text: str, message: str | None) -> None:
    assert [one.message for one in checks.check(text).findings] == ([message] if message else [])
