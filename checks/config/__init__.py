"""The configuration of a run: one frozen value, read from the nearest factlint.toml or pyproject.toml.

A file is looked for in the folder of what is checked and above it, up to the root of the repository (the folder with
`.git`); outside of repositories up to the working directory or the folder that was named. Where there is none, that of
the working directory holds. Nothing that was found so can make factlint run code: `allow-code` counts only in a file
that was named with `--config`, or on the command line itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checks.config.allowed import COLORS, FAIL_LEVELS, KEYS, day, extensions, patterns, size
from checks.config.nearest import Nearest, nearest
from checks.config.toml import ConfigError, assignments, loaded, parsed, table_of, text_of, written
from checks.defaults import EXCLUDED, LARGEST
from checks.near import did_you_mean

__all__ = ["COLORS", "FAIL_LEVELS", "KEYS", "Config", "ConfigError", "Nearest", "day", "dump", "extensions", "load"]
__all__ += ["nearest", "overridden", "patterns", "read", "size", "sorted_overrides"]


@dataclass(frozen=True)
class Config:
    """What a run is told beside its paths; every field is a key of the configuration file, written with dashes.

    `select` and `ignore` name rules or families. `per_file_ignores` maps globs, relative to the folder of the file, to
    rules or families, `severity` rules or families to severities, `extensions` suffixes with a dot to kinds of text.
    `exclude` and `extend_exclude` are patterns as in `.gitignore`; they, `baseline` and `facts` are relative to the
    folder of the file. `table` holds the declarations of fact tables as written; `checks.tables` reads them. `path` is
    the file that was read, if any.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    fail_on: str = "error"
    output_format: str | None = None
    published: date | None = None
    id_column: str | None = None
    text_column: str | None = None
    headline_column: str | None = None
    published_column: str | None = None
    max_size: int = LARGEST
    severity: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    exclude: tuple[str, ...] = EXCLUDED
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    extensions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    facts: tuple[str, ...] = ()
    baseline: str | None = None
    quiet: bool = False
    statistics: bool = False
    no_progress: bool = False
    exit_zero: bool = False
    color: str = "auto"
    allow_code: bool = False
    ignore_suppressions: bool = False
    table: tuple[Mapping[str, Any], ...] = ()
    path: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder that relative paths and globs of the configuration start from."""
        return self.path.parent if self.path else Path()

    @property
    def declarations(self) -> Mapping[str, Any]:
        """The declared tables with their folder, and whether they may name Python to be run, for `checks.tables`."""
        return {"table": self.table, "folder": self.folder, "code": self.allow_code}


def load(start: Path, overrides: Iterable[str] = (), isolated: bool = False) -> Config:
    """The effective configuration of a run on `start`.

    `overrides` are files (at most one, read instead of the nearest) and `KEY=VALUE` pairs in TOML, which stand above
    the file. With `isolated` no file is looked for. Raises `ConfigError`.
    """
    named, _ = sorted_overrides(overrides)
    return overridden(named or (None if isolated else nearest(start)), overrides)


def overridden(path: Path | None, overrides: Iterable[str]) -> Config:
    """The configuration in a file with the pairs of `overrides` above it. Raises `ConfigError`."""
    named, pairs = sorted_overrides(overrides)
    config = read(path) if path else Config()
    if path != named:
        config = replace(config, allow_code=False)
    for pair in pairs:
        config = replace(config, **_values(_pair(pair), f"--config {pair}", None))
    return config


def read(path: Path) -> Config:
    """The configuration in a file; raises `ConfigError`."""
    text = text_of(path)
    content = parsed(text, path)
    section = table_of(content.get("tool")).get("factlint")
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
            tables += [f"\n[[table]]\n{assignments(one)}" for one in value]
        elif isinstance(value, Mapping):
            tables.append(f"\n[{name}]\n{assignments(value)}") if value else None
        else:
            lines.append(f"# {name} is not set" if value is None else f"{name} = {written(value)}")
    return "\n".join((*lines, *tables)) + "\n"


def sorted_overrides(overrides: Iterable[str]) -> tuple[Path | None, list[str]]:
    """The file among the values of `--config`, and the pairs. Raises `ConfigError`."""
    files, pairs = list[Path](), list[str]()
    for one in overrides:
        if "=" in one and not os.path.isfile(one):
            pairs.append(one)
        elif not os.path.isfile(one):
            raise ConfigError(f"--config {one}: no such file, and not KEY=VALUE")
        else:
            files.append(Path(one))
    if len(files) > 1:
        raise ConfigError(f"--config {files[1]}: only one file can be given, and {files[0]} is the first")
    return next(iter(files), None), pairs


def _pair(pair: str) -> dict[str, Any]:
    """The key and value of `KEY=VALUE`; a value that is no TOML is a text."""
    import tomllib

    key, _, value = pair.partition("=")
    try:
        return {key.strip(): loaded(f"value = {value}")["value"]}
    except tomllib.TOMLDecodeError:
        return {key.strip(): value.strip()}
    except ConfigError as error:
        raise ConfigError(f"--config {key.strip()}: {error}") from None


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
