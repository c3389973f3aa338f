"""The configuration of a run: one frozen value, read from the nearest factlint.toml or pyproject.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checks.near import did_you_mean

FAIL_LEVELS = ("error", "warning", "note", "never")


class ConfigError(ValueError):
    """Configuration that cannot be read; the message is one line with file, line and remedy."""


@dataclass(frozen=True)
class Config:
    """What a run is told beside its paths; every field is a key of the configuration file, written with dashes.

    `select` and `ignore` name rules or families. `per_file_ignores` maps globs, relative to the folder of the file, to
    rules or families. `table` holds the declarations of fact tables as written; `checks.tables` reads them. `path` is
    the file that was read, if any.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    fail_on: str = "error"
    output_format: str = "text"
    published: date | None = None
    id_column: str | None = None
    text_column: str | None = None
    headline_column: str | None = None
    published_column: str | None = None
    table: tuple[Mapping[str, Any], ...] = ()
    path: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder that relative paths and globs of the configuration start from."""
        return self.path.parent if self.path else Path()


def load(start: Path, overrides: Iterable[str] = (), isolated: bool = False) -> Config:
    """The effective configuration of a run on `start`.

    `overrides` are files (at most one, read instead of the nearest) and `KEY=VALUE` pairs in TOML, which stand above
    the file. With `isolated` no file is looked for. Raises `ConfigError`.
    """
    files, pairs = _sorted_overrides(overrides)
    path = files[0] if files else None if isolated else nearest(start)
    config = read(path) if path else Config()
    for pair in pairs:
        config = replace(config, **_values(_pair(pair), f"--config {pair}", None))
    return config


def nearest(start: Path) -> Path | None:
    """The configuration file nearest to a folder: in it or the first one above, else from the working directory up.

    Of one folder factlint.toml stands before pyproject.toml; a pyproject.toml without `[tool.factlint]` is passed over.
    """
    for origin in (start, Path()):
        folder = origin.resolve()
        for here in (folder, *folder.parents):
            for name in ("factlint.toml", "pyproject.toml"):
                if _configures(here / name):
                    return here / name
    return None


def read(path: Path) -> Config:
    """The configuration in a file; raises `ConfigError`."""
    text = _text(path)
    content = _parsed(text, path)
    section = _section(content.get("tool")).get("factlint")
    if section is None and path.name == "pyproject.toml":
        raise ConfigError(f"{path}: no section [tool.factlint]")
    values = content if section is None else section
    if not isinstance(values, dict):
        raise ConfigError(f"{path}: [tool.factlint] is not a table of keys")
    return replace(Config(), **_values(values, str(path), text), path=path)


def dump(config: Config) -> str:
    """A configuration as TOML, every key with its value; keys that are not set are comments."""
    lines = [f"# from {config.path}" if config.path else "# no configuration file: defaults and options"]
    tables: list[str] = []
    for name in KEYS:
        value = getattr(config, name.replace("-", "_"))
        if name == "table":
            tables += [f"\n[[table]]\n{_assignments(one)}" for one in value]
        elif name == "per-file-ignores":
            tables.append(f"\n[per-file-ignores]\n{_assignments(value)}") if value else None
        else:
            lines.append(f"# {name} is not set" if value is None else f"{name} = {_toml(value)}")
    return "\n".join((*lines, *tables)) + "\n"


def _assignments(table: Mapping[str, Any]) -> str:
    return "\n".join(f"{_key(name)} = {_toml(value)}" for name, value in table.items())


def _toml(value: Any) -> str:
    """A value as TOML in one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_toml(one)}" for name, one in value.items()) + " }" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
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


def _configures(path: Path) -> bool:
    """Whether a file is there and has something to say; most pyproject.toml are passed over without being parsed."""
    try:
        if path.name == "factlint.toml" or not path.is_file():
            return path.is_file()
        mentioned = b"factlint" in path.read_bytes()
    except OSError:
        return False
    return mentioned and "factlint" in _section(_parsed(_text(path), path).get("tool"))


def _section(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}), as TOML must be") from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).rpartition(" (at ")
        said = re.search(r"line (\d+), column (\d+)", where)
        place = f"{said[1]}:{said[2]}" if said else str(len(text.splitlines()))
        raise ConfigError(f"{path}:{place}: not valid TOML: {what or error}") from error


def _sorted_overrides(overrides: Iterable[str]) -> tuple[list[Path], list[str]]:
    files, pairs = list[Path](), list[str]()
    for one in overrides:
        if "=" in one and not Path(one).is_file():
            pairs.append(one)
        elif not Path(one).is_file():
            raise ConfigError(f"--config {one}: no such file, and not KEY=VALUE")
        else:
            files.append(Path(one))
    if len(files) > 1:
        raise ConfigError(f"--config {files[1]}: only one file can be given, and {files[0]} is the first")
    return files, pairs


def _pair(pair: str) -> dict[str, Any]:
    """The key and value of `KEY=VALUE`; a value that is no TOML is a text."""
    import tomllib

    key, _, value = pair.partition("=")
    try:
        return {key.strip(): tomllib.loads(f"value = {value}")["value"]}
    except tomllib.TOMLDecodeError:
        return {key.strip(): value.strip()}


def _values(table: Mapping[str, Any], place: str, text: str | None) -> dict[str, Any]:
    """The fields of `Config` for the keys of a table."""
    values = {}
    for name, value in table.items():
        where = _where(place, text, name)
        if name not in KEYS:
            raise ConfigError(f"{where}: no key '{name}'{did_you_mean(name, KEYS, listed=True)}")
        try:
            values[name.replace("-", "_")] = KEYS[name](value)
        except ConfigError as error:
            raise ConfigError(f"{where}: {name}: {error}") from error
    return values


def _where(place: str, text: str | None, name: str) -> str:
    """The place of a key: the line that assigns it or opens its table."""
    key = re.escape(name)
    assigned = rf"""^[ \t]*(?:\[+[ \t]*(?:tool\.factlint\.)?)?["']?{key}["']?[ \t]*[.=\]]"""
    found = re.search(assigned, text, re.MULTILINE) if text else None
    return f"{place}:{text.count(chr(10), 0, found.start()) + 1}" if text and found else place


def _names(value: Any) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise ConfigError("wants a list of names of rules or families")
    return tuple(one.strip() for one in names if one.strip())


def _ignores(value: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ConfigError("wants a table of globs and lists of rules or families")
    return MappingProxyType({glob: _names(names) for glob, names in value.items()})


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
    "table": _tables,
}
"""Every key of the configuration with the function that reads its value, and raises `ConfigError` without the place."""
