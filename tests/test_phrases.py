"""Patterns are compiled when they are first used; a phrase is found in each text of its `yes`, in none of its `no`."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import checks
from checks.pattern import _Lazy, _Phrase, lazy, phrase

PACKAGE = Path(checks.__path__[0])

ENGLISH = ("extract", "link", "wording")
"""Rooms whose patterns are of the language; in `read` modules that say so are."""

COMPILED = {
    "extract/time/grammar": "rules over letters that stand for kinds of token",
    "extract/time/token": "runs of kinds of token",
    "link/construction/family": "constructions over letters that stand for classes of words",
    "link/construction/notation": "the notation of constructions",
    "link/telling": "the forms of its table, whose examples its own test runs",
    "link/labelled": "the labels of a table, which only a text has",
    "read/frontmatter": "a key of front matter, which only a text has",
}
"""Where patterns are put together of what a table, a text or a notation says, and so are no phrases."""


SIGNS = {
    "extract/placeholder": "a pattern that is found nowhere",
    "extract/time/stretch": "what joins words",
    "link/telling": "signs of mentions, and the notation of its table",
}
"""Where patterns of English rooms are of no language."""

YET = {
    "link/lives",
    "link/spans",
    "extract/quantity/age",
    "extract/quantity/article",
    "extract/quantity/attribution",
    "extract/quantity/counted_noun",
    "extract/quantity/currency",
    "extract/quantity/decade",
    "extract/quantity/degree",
    "extract/quantity/digits",
    "extract/quantity/exclusion",
    "extract/quantity/following",
    "extract/quantity/gap",
    "extract/quantity/hedge",
    "extract/quantity/idiom",
    "extract/quantity/meaning",
    "extract/quantity/measure",
    "extract/quantity/numeral",
    "extract/quantity/pair",
    "extract/quantity/prefilter",
    "extract/quantity/scale",
    "extract/quantity/scan",
    "extract/quantity/sign",
    "extract/quantity/symbol",
    "extract/quantity/touching",
    "link/affair/bounds",
    "link/affair/holding",
    "link/affair/object",
    "link/affair/side",
    "link/affair/told",
    "link/ages",
    "link/announcement",
    "link/calendar_dates",
    "link/carriers",
    "link/changes",
    "link/clock_times",
    "link/construction/match",
    "link/construction/tokens",
    "link/conversions",
    "link/date_ranges",
    "link/dated_cells",
    "link/dated_verbs",
    "link/durations",
    "link/enumeration",
    "link/exchange_rates",
    "link/listings",
    "link/parts",
    "link/ranges",
    "link/relative_days",
    "link/table_figures",
    "link/table_silence",
    "link/temperatures",
    "link/weekday_dates",
    "link/yearless_days",
    "link/years_since",
}
"""Modules whose patterns have no examples yet. The list only grows shorter."""


def _inside(value: Any) -> Iterator[_Lazy]:
    """The patterns in a value of a module: it, or what its tables hold."""
    if isinstance(value, _Lazy):
        yield value
    elif isinstance(value, dict):
        yield from _inside(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _inside(one)


@cache
def patterns() -> dict[str, _Lazy]:
    """Every pattern of the package by its place."""
    found: dict[str, _Lazy] = {}
    for module in pkgutil.walk_packages(checks.__path__, "checks."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, one in enumerate(_inside(value)):
                if one not in found.values():
                    found[f"{module.name}.{name}" + f"[{number}]" * isinstance(value, (dict, tuple, list))] = one
    return found


PHRASES = {place: one for place, one in patterns().items() if isinstance(one, _Phrase)}


def _holds(pattern: Any, text: str) -> bool:
    """Whether a pattern is found in a text; one over bytes in its bytes."""
    over_bytes = isinstance(pattern.pattern, bytes) if isinstance(pattern.pattern, (bytes, str)) else True
    return next(iter(pattern.finditer(text.encode() if over_bytes else text)), None) is not None


@pytest.mark.parametrize("place", PHRASES)
def test_a_phrase_is_found_where_it_says_and_only_there(place: str) -> None:
    one = PHRASES[place]
    assert isinstance(one.yes, tuple)
    assert isinstance(one.no, tuple)
    assert one.yes
    assert one.no
    assert [text for text in one.yes if not _holds(one, text)] == []
    assert [text for text in one.no if _holds(one, text)] == []


def test_every_pattern_compiles() -> None:
    assert len(patterns()) > 50
    assert all(one.finditer for one in patterns().values())


def _called(path: Path) -> list[str]:
    """The names of functions by which a module makes patterns."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [ast.unparse(one) for one in calls]


def _modules(*rooms: str) -> dict[str, Path]:
    return {
        path.relative_to(PACKAGE).with_suffix("").as_posix(): path
        for room in rooms
        for path in sorted((PACKAGE / room).rglob("*.py"))
    }


def _phrases(place: str) -> list[_Lazy]:
    module = importlib.import_module("checks." + place.removesuffix("/__init__").replace("/", "."))
    return [one for one in _inside(tuple(vars(module).values())) if isinstance(one, _Phrase)]


def test_every_phrase_stands_in_its_module_where_its_examples_are_run() -> None:
    written = {place: _called(path).count("phrase") for place, path in _modules("").items()}
    del written["pattern"]
    assert {place: times for place, times in written.items() if times > len(_phrases(place))} == {}


def test_patterns_are_compiled_in_one_place() -> None:
    made = {"re.compile", "re2.compile", "compile", "over_text", "pattern.compile"}
    found = {place for place, path in _modules(*ENGLISH, "read").items() if made & set(_called(path))}
    assert found - YET == COMPILED.keys()


def test_patterns_of_english_have_their_examples() -> None:
    found = {place for place, path in _modules(*ENGLISH).items() if "lazy" in _called(path)}
    assert found - YET == SIGNS.keys()


def test_it_matches_like_the_compiled_pattern() -> None:
    pattern = lazy(r"(?P<number>\d+) km", re.I)
    assert pattern.search("about 12 KM")["number"] == "12"  # type: ignore[index]
    assert pattern.sub("far", "12 km and 13 km") == "far and far"
    assert [found[0] for found in pattern.finditer("1 km, 2 km")] == ["1 km", "2 km"]
    assert lazy(rb"\d").match(b"1")
    assert pattern.pattern == r"(?P<number>\d+) km"


def test_a_phrase_is_put_together_when_it_is_first_used() -> None:
    asked: list[str] = []
    pattern = phrase(lambda: asked.append("once") or rb"\d+ km", yes=("12 km",), no=("km",), linear=True)  # type: ignore[func-returns-value]
    assert asked == []
    assert [found.span() for found in pattern.finditer(b"1 km, 2 km")] == [(0, 4), (6, 10)]
    assert [found.span() for found in pattern.finditer(b"12 km")] == [(0, 5)]
    assert asked == ["once"]


def test_it_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = lazy(r"\d").nothing  # type: ignore[attr-defined]


def test_no_group_is_possessive() -> None:
    """Before Python 3.11.5 a possessive quantifier behind a group that can backtrack matches too little."""
    possessive = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    sources = ((path, path.read_text("utf-8")) for path in PACKAGE.rglob("*.py"))
    assert [path.name for path, source in sources if possessive.search(source)] == []
