"""A lazy pattern does what the compiled one does, from its first use on."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import checks
from checks.regex import _Lazy, lazy


def test_it_matches_like_the_compiled_pattern() -> None:
    pattern = lazy(r"(?P<number>\d+) km", re.I)
    assert pattern.search("about 12 KM")["number"] == "12"  # type: ignore[index]
    assert pattern.sub("far", "12 km and 13 km") == "far and far"
    assert [found[0] for found in pattern.finditer("1 km, 2 km")] == ["1 km", "2 km"]
    assert lazy(rb"\d").match(b"1")
    assert pattern.pattern == r"(?P<number>\d+) km"


def test_it_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = lazy(r"\d").nothing  # type: ignore[attr-defined]


def test_every_lazy_pattern_of_the_package_compiles() -> None:
    found = 0
    for module in pkgutil.walk_packages(checks.__path__, "checks."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, _Lazy):
                assert re.compile(*value._source)
                found += 1
    assert found > 50


def test_no_group_is_possessive() -> None:
    """Before Python 3.11.5 a possessive quantifier behind a group that can backtrack matches too little."""
    possessive = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    sources = ((path, path.read_text("utf-8")) for path in Path(checks.__path__[0]).rglob("*.py"))
    assert [path.name for path, source in sources if possessive.search(source)] == []
