"""The keys of a configuration, each with what it may be set to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from checks.config.toml import ConfigError
from checks.defaults import EXCLUDED
from checks.near import did_you_mean

FAIL_LEVELS = ("error", "warning", "note", "never")
COLORS = ("auto", "always", "never")


def _names(value: Any) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise ConfigError("wants a list of names of rules or families")
    return tuple(one.strip() for one in names if one.strip())


def _ignores(value: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ConfigError("wants a table of globs and lists of rules or families")
    return MappingProxyType({glob: _names(names) for glob, names in value.items()})


def _severities(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise ConfigError("wants a table of rules or families and their severities")
    level = _one_of(lambda: FAIL_LEVELS[:-1])
    try:
        return MappingProxyType({name.strip(): level(one) for name, one in value.items()})
    except ConfigError as error:
        raise ConfigError(f"{error} (a rule that is not wanted at all stands in 'ignore')") from None


def _extensions(value: Any) -> Mapping[str, str]:
    """Suffixes with a dot, in small letters, and the kind that each stands for."""
    from checks.read.formats import kinds

    if not isinstance(value, dict) or not all(name.strip(". ") for name in value):
        raise ConfigError('wants a table of suffixes and kinds, such as { mdx = "markdown" }')
    kind = _one_of(kinds)
    return MappingProxyType({f".{name.strip('. ').lower()}": kind(one) for name, one in value.items()})


def extensions(pairs: Iterable[str]) -> Mapping[str, str]:
    """Suffixes and kinds from texts like `mdx=markdown`. Raises `ConfigError`."""
    return _extensions(dict(pair.partition("=")[::2] for pair in pairs))


def patterns(value: Any) -> tuple[str, ...]:
    """Patterns as in `.gitignore`. Raises `ConfigError`."""
    from checks.read.selection import is_pattern

    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
        raise ConfigError("wants a list of patterns")
    for one in listed:
        if one not in EXCLUDED and not is_pattern(one):
            raise ConfigError(f"'{one}' is no pattern as in .gitignore")
    return tuple(listed)


def _paths(value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) and one for one in listed):
        raise ConfigError("wants a list of paths")
    return tuple(listed)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"wants true or false, not {_shown(value)}")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError(f"wants a text, not {_shown(value)}")
    return value


def _one_of(known: Callable[[], Iterable[str]]) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        name, names = _word(value), tuple(known())
        if name not in names:
            raise ConfigError(f"no '{name}'{did_you_mean(name, names, listed=True)}")
        return name

    return convert


def day(value: Any) -> date:
    """A date, or a text YYYY-MM-DD; raises `ConfigError`."""
    try:
        return value if type(value) is date else date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{_shown(value)} is no date; write YYYY-MM-DD") from error


def size(value: Any) -> int:
    """A number of bytes, or a text such as "50 MB"; raises `ConfigError`."""
    written = re.fullmatch(r"(\d{1,15}(?:\.\d{1,9})?) ?(k|M|G|)B?", value) if isinstance(value, str) else None
    if written:
        return max(1, int(float(written[1]) * _SIZES[written[2]]))
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ConfigError(f'{_shown(value)} is no size; write "50 MB", or a number of bytes')


_SIZES = {"": 1, "k": 1_000, "M": 1_000_000, "G": 1_000_000_000}


def _tables(value: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ConfigError("wants sections headed [[table]]")
    return tuple(value)


def _shown(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _formats() -> Iterable[str]:
    from checks.report import formats

    return formats("findings")


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "select": _names,
    "ignore": _names,
    "per-file-ignores": _ignores,
    "fail-on": _one_of(lambda: FAIL_LEVELS),
    "output-format": _one_of(_formats),
    "published": day,
    "id-column": _word,
    "text-column": _word,
    "headline-column": _word,
    "published-column": _word,
    "max-size": size,
    "severity": _severities,
    "exclude": patterns,
    "extend-exclude": patterns,
    "force-exclude": _flag,
    "respect-gitignore": _flag,
    "extensions": _extensions,
    "facts": _paths,
    "baseline": _word,
    "quiet": _flag,
    "statistics": _flag,
    "no-progress": _flag,
    "exit-zero": _flag,
    "color": _one_of(lambda: COLORS),
    "allow-code": _flag,
    "ignore-suppressions": _flag,
    "table": _tables,
}
"""Every key of the configuration with the function that reads its value, and raises `ConfigError` without the place."""
