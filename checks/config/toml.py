"""TOML as it is read and written: what is wrong with it is told with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_DEEPEST = 100
"""How many tables and lists may stand in each other."""
_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{_DEEPEST}}}"


class ConfigError(ValueError):
    """Configuration that cannot be read; the message is one line with file, line and remedy."""


def table_of(value: Any) -> Mapping[str, Any]:
    """The value, if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def text_of(path: Path) -> str:
    """The text of a file. Raises `ConfigError`."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}), as TOML must be") from error


def parsed(text: str, path: Path) -> dict[str, Any]:
    """The content of the text of a file. Raises `ConfigError` with the place in it."""
    import tomllib

    try:
        return loaded(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).rpartition(" (at ")
        said = re.search(r"line (\d+), column (\d+)", where)
        place = f"{said[1]}:{said[2]}" if said else str(len(text.splitlines()))
        raise ConfigError(f"{path}:{place}: not valid TOML: {what or error}") from error
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def loaded(text: str) -> dict[str, Any]:
    """The content of a TOML text. What is nested deeper than anything one means is refused before it costs anything."""
    import tomllib

    too_deep = ConfigError(f"nested too deep (more than {_DEEPEST} tables or lists in each other)")
    if re.search(_DOTTED, text):
        raise too_deep
    try:
        content = tomllib.loads(text)
    except RecursionError:
        raise too_deep from None
    level: list[Any] = [content]
    for _ in range(_DEEPEST):
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    if level:
        raise too_deep
    return content


def assignments(table: Mapping[str, Any]) -> str:
    """The keys of a table with their values, one a line."""
    return "\n".join(f"{_key(name)} = {written(value)}" for name, value in table.items())


def written(value: Any) -> str:
    """A value as TOML in one line."""
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{_key(name)} = {written(one)}" for name, one in value.items()) + " }" if value else "{}"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(written(one) for one in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    return _quoted(value) if isinstance(value, str) else str(value.isoformat())


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)
