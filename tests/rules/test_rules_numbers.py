"""The rules of units, numbers and structure on sentences in every form, consistent and with one figure changed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import checks
from checks.finding import Finding
from checks.read import from_text
from checks.wording import told

_SENTENCES = Path(__file__).parents[1] / "data" / "number_sentences.txt"
_CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def _sections() -> Iterator[tuple[str, list[str]]]:
    """(rule, lines) of each section of the file."""
    _, *sections = _SENTENCES.read_text("utf-8").split("\n\n# ")
    for section in sections:
        rule, *lines = section.strip().splitlines()
        yield rule, [line.replace("\\n", "\n") for line in lines]


SECTIONS = dict(_sections())


def _found(texts: list[str]) -> list[tuple[Finding, ...]]:
    """The findings of each text, all checked as one batch."""
    kinds = ("markdown" if "\n" in text else "text" for text in texts)
    documents = [
        from_text(text, name=str(at), kind=kind) for at, (text, kind) in enumerate(zip(texts, kinds, strict=True))
    ]
    findings = checks.check(documents, select=["units", "numbers", "structure"]).findings
    return [tuple(one for one in findings if one.document == str(at)) for at in range(len(texts))]


def _chosen(line: str, side: int) -> str:
    return _CHOICE.sub(lambda choice: choice[side], line)


@pytest.mark.parametrize("rule", SECTIONS)
def test_consistent_sentences_are_silent(rule: str) -> None:
    texts = [_chosen(line, 1) for line in SECTIONS[rule]]
    told_wrongly = {
        text: [one.message for one in found] for text, found in zip(texts, _found(texts), strict=True) if found
    }
    assert told_wrongly == {}


@pytest.mark.parametrize("rule", [rule for rule in SECTIONS if rule != "none"])
def test_a_changed_figure_gives_its_finding(rule: str) -> None:
    texts = [_chosen(line, 2) for line in SECTIONS[rule] if _CHOICE.search(line)]
    given = {text: {one.rule for one in found} for text, found in zip(texts, _found(texts), strict=True)}
    assert {text: rules for text, rules in given.items() if rules != {rule}} == {}


@pytest.mark.parametrize("rule", ["conversion-mismatch", "percent-change-mismatch"])
def test_the_suggestion_for_the_blamed_figure_passes(rule: str) -> None:
    texts = [_chosen(line, 2) for line in SECTIONS[rule] if _CHOICE.search(line)]
    fixed = [
        text[: span.start] + suggestion.replacement + text[span.end :]
        for text, found in zip(texts, _found(texts), strict=True)
        for finding in found
        for suggestion in finding.suggestions
        for span in [finding.spans[suggestion.span]]
        if span.role in ("converted", "percent")
    ]
    assert len(fixed) > len(texts) / 2
    assert {
        text: [one.message for one in found] for text, found in zip(fixed, _found(fixed), strict=True) if found
    } == {}


@pytest.mark.parametrize(
    ("text", "cause", "replacement"),
    [
        ("The lake covers 120 square kilometres (75 square miles).", "length factor", "46 square miles"),
        ("They moved 1,000 cubic yards (914 cubic metres) of soil.", "length factor", "765 cubic metres"),
        ("The tunnel is 57 kilometres (92 miles) long.", "wrong way round", "35 miles"),
        ("The dam is 150 metres (49 feet) high.", "ten times larger", "492 feet"),
        ("The tanker lay 40 miles (74 km) off the coast.", "Nautical miles", "64 km"),
        ("It was minus 40 degrees Celsius (minus 72 Fahrenheit).", "as a difference", "minus 40 Fahrenheit"),
        ("It holds 1.2 million hectares (30 million acres).", "ten times smaller", "3 million acres"),
        ("The trail runs 1,200-1,500 km (1,930-2,410 miles).", "wrong way round", "746-932 miles"),
        ("She weighed 3.3 kilograms (72 pounds 12 ounces).", "ten times smaller", "7 pounds 4 ounces"),
        ("Deaths rose 24% to 311 from 236.", "later figure", "32%"),
    ],
)
def test_an_identified_cause_is_named(text: str, cause: str, replacement: str) -> None:
    (finding,) = checks.check(text).findings
    assert cause in finding.explanation
    assert replacement in [one.replacement for one in finding.suggestions]
    assert {one.replacement for one in finding.suggestions if one.certain} <= {replacement}


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("The lake covers 120 square kilometres (75 square miles).", ["46 square miles"]),
        ("They moved 1,000 cubic yards [914 cubic metres] of soil.", ["765 cubic metres"]),
        # The other figure may be the wrong one, or the units exchanged.
        ("The dam is 150 metres (49 feet) high.", []),
        ("The tunnel is 57 kilometres (92 miles) long.", []),
        # The figures agree, and a word is missing.
        ("The tanker lay 40 miles (74 km) off the coast.", []),
        ("The average is 22C (40F).", []),
        ("The lake has warmed by 4C (39F) since then.", []),
        # The pair may be none.
        ("Of 7 square kilometres of wood (4 square miles), half burned.", []),
        ("The lake covers 120 square kilometres, or 75 square miles.", []),
        ("The lake covers 120 square kilometres (about 75 square miles).", []),
        ("The lakes cover 110 to 120 square kilometres (68 to 75 square miles).", []),
        ("Deaths rose 24% to 311 from 236.", []),
    ],
)
def test_only_the_length_factor_in_a_pair_of_its_own_is_certain(text: str, certain: list[str]) -> None:
    found = [one for finding in checks.check(text).findings for one in finding.suggestions]
    assert found
    assert [one.replacement for one in found if one.certain] == certain


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("The tanker lay 40 miles (74 km) off the coast.", True),
        ("The tanker lay 74 km (40 miles) off the coast.", True),
        ("The field is 600 yards (474 metres) long.", False),
        ("The tower is 500 feet (175 metres) high.", False),
    ],
)
def test_nautical_miles_are_thought_of_with_miles_and_kilometres_only(text: str, fits: bool) -> None:
    (finding,) = checks.check(text).findings
    assert ("Nautical" in finding.explanation) is fits


@pytest.mark.parametrize(
    "text",
    [
        "He weighs 14 stone (189kg).",
        "The island lies 90 miles (245 km) south of Florida.",
        "Sales rose 17% to $107 million from $100 million.",
        "Sales fell 7% to $107.2 million from $100.2 million.",
    ],
)
def test_without_a_cause_nothing_is_certain(text: str) -> None:
    (finding,) = checks.check(text).findings
    assert not any(one.certain for one in finding.suggestions)


def test_figures_that_go_the_other_way_are_said_to() -> None:
    (finding,) = checks.check("Sales fell 7% to $107.2 million from $100.2 million.").findings
    assert finding.message == "from $100.2 million to $107.2 million is a rise of 7%, not 7% down"
    assert "other way" in finding.explanation


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Six trails lead up:\n\n- one\n- two\n", 1),
        ("Two trails lead up:\n\n- one that\nis long\n- two\n\nThe end.\n", 0),
        ("Two trails lead up:\n1. one\n2. two\n3. three\n", 0),
        ("Three things:\n\n1. one\n\nText.\n\n2. two\n\n3. three\n", 0),
        ("Three things:\r\n\r\n* one\r\n* two\r\n", 1),
        ("Two rules:\n\n- one\n  - a part\n- two\n", 0),
    ],
)
def test_lists_of_plain_text_are_counted_where_blank_lines_set_them_off(text: str, findings: int) -> None:
    assert len(checks.check(from_text(text, name="list.txt", kind="text")).findings) == findings


@pytest.mark.parametrize(
    ("pattern", "low", "high", "scale", "minor", "text"),
    [
        ("{low} miles", 2.5, 2.5, 1.0, 0.0, "2.5 miles"),
        ("{low} miles", 1.0, 1.0, 1.0, 0.0, "1 mile"),
        ("{low} square feet", 1.0, 1.0, 1.0, 0.0, "1 square foot"),
        ("{low}-{high} million acres", 3e6, 4e6, 1e6, 0.0, "3-4 million acres"),
        ("{low} million acres", 30_000.0, 30_000.0, 1e6, 0.0, "30,000 acres"),
        ("minus {low} degrees", -40.0, -40.0, 1.0, 0.0, "minus 40 degrees"),
        ("minus {low} degrees", 40.0, 40.0, 1.0, 0.0, "40 degrees"),
        ("{low}C", -40.0, -40.0, 1.0, 0.0, "-40C"),
        ("{low} ft {rest} in", 5.99, 5.99, 1.0, 12.0, "6 ft 0 in"),
    ],
)
def test_values_are_told_in_the_form_of_others(
    pattern: str, low: float, high: float, scale: float, minor: float, text: str
) -> None:
    assert told(pattern, low, high, scale, minor) == text


def test_the_name_in_an_unfilled_template_is_no_code() -> None:
    """Names with a low line are masked as code, but not where a reader would see the braces around them."""
    (found,) = checks.check("Dear {{first_name}}, the fair is on Monday.").findings
    assert (found.rule, [span.text for span in found.spans]) == ("placeholder-left", ["{{first_name}}"])


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.excerpt }}",
        "Use ${{ github.ref }}, ${{ token }} or {{#if name}}.",
        '{% include note.html content="TODO: list" %}',
        "{% for issue in issues %} [#{{ issue }}] {% endfor %}",
        "{{< figure caption='TKTK' >}}",
        "[check this]({{ site.baseurl }}/page)",
        "[add this](my page.md) and [Check In] first",
        "A small TODO that is left. FIXME comments are gone.",
    ],
)
def test_what_a_site_or_a_program_fills_in_is_no_placeholder(text: str) -> None:
    assert not [one for kind in ("text", "markdown") for one in checks.check(from_text(text, kind=kind)).findings]


def test_filler_text_whose_source_stands_by_as_code_is_a_sample() -> None:
    assert not checks.check(from_text("```\nLorem ipsum dolor\n```\n\nLorem ipsum dolor", kind="markdown")).findings
    assert checks.check(from_text("```\nipsum\n```\n\nLorem ipsum dolor", kind="markdown")).findings


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dear {{ first_name }}, {{ closing }}", ["{{ first_name }}", "{{ closing }}"]),
        ("[check the date] with {{ site.name }} [Add the figures]", ["[check the date]", "[Add the figures]"]),
        ("It cost TODO million. FIXME: ask.", ["TODO", "FIXME"]),
        ("Dear {{ never closed\n\nLorem ipsum }}", ["Lorem ipsum"]),
    ],
)
def test_what_is_left_over_beside_templates_is_found(text: str, left: list[str]) -> None:
    found = checks.check(from_text(text, kind="markdown")).findings
    assert [one.spans[0].text for one in found] == left


@pytest.mark.parametrize(
    ("text", "read"), [("Neue Funktionalitäten", []), ("the café: ten rooms", ["ten rooms"]), ("“ten” rooms", ["ten"])]
)
def test_a_number_word_is_no_end_of_a_longer_word(text: str, read: list[str]) -> None:
    assert checks.extract(text).quantities["text"].to_list() == read


def test_placeholders_side_by_side_are_all_found() -> None:
    told = [one.message for one in checks.check("Ask [insert TK] about {{ town }} [citation needed], TKTK.").findings]
    assert [one.split("placeholder ")[1].removesuffix(" was left in") for one in told] == [
        "[insert TK]", "{{ town }}", "[citation needed]", "TKTK"
    ]  # fmt: skip


def test_private_use_characters_of_a_text_stand_for_no_figure() -> None:
    assert checks.check("8% lower \ue0ffat 7 against 9").findings == ()
    (found,) = checks.check("\ue000 Sales rose 50% \uf8ff to $90m from $80m.").findings
    assert found.rule == "percent-change-mismatch"
