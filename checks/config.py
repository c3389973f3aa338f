"""The configuration of a run: one frozen value, read from the nearest factlint.toml or pyproject.toml.

A file is looked for in the folder of what is checked and above it, up to the root of the repository (the folder with
`.git`); outside of repositories up to the working directory or the folder that was named. Where there is none, that of
the working directory holds. Nothing that was found so can make factlint run code: `allow-code` counts only in a file
that was named with `--config`, or on the command line itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checks.defaults import EXCLUDED, LARGEST
from checks.near import did_you_mean

FAIL_LEVELS = ("error", "warning", "note", "never")
COLORS = ("auto", "always", "never")
_DEEPEST = 100
"""How many tables and lists may stand in each other."""
_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{_DEEPEST}}}"


class ConfigError(ValueError):
    """Configuration that cannot be read; the message is one line with file, line and remedy."""


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
    output_format: str = "text"
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


def nearest(start: Path) -> Path | None:
    """The configuration file nearest to a folder; without one, that nearest to the working directory."""
    here, folder = os.path.realpath("."), os.path.realpath(start)
    find = Nearest((here, folder))
    return find(folder) or find(here)


class Nearest:
    """Finds the configuration file nearest to a folder, and looks into no folder twice.

    Folders are absolute paths. `given` are those that bound the way up where there is no repository.

    Of one folder factlint.toml stands before pyproject.toml; a pyproject.toml without `[tool.factlint]` is passed over.
    """

    def __init__(self, given: Iterable[str]) -> None:
        self._given = tuple(given)
        self._roots: dict[str, str | None] = {}
        self._files: dict[str, Path | None] = {}

    def __call__(self, folder: str) -> Path | None:
        """The file for a folder, or None."""
        passed: list[str] = []
        here: str | None = folder
        found = None
        while here is not None and found is None and here not in self._files:
            passed.append(here)
            found = _file_in(here)
            here = self._above(here)
        if found is None and here is not None:
            found = self._files[here]
        self._files.update(dict.fromkeys(passed, found))
        return found

    def _above(self, folder: str) -> str | None:
        """The folder to look into next, if any."""
        above = os.path.dirname(folder)
        root = self._root(folder)
        if folder == (root or above):
            return None
        return (
            above
            if root or any(above == one or above.startswith(one.rstrip("/") + "/") for one in self._given)
            else None
        )

    def _root(self, folder: str) -> str | None:
        """The root of the repository that a folder is in."""
        passed: list[str] = []
        here, root = folder, None
        while here not in self._roots:
            passed.append(here)
            if os.path.exists(os.path.join(here, ".git")):
                root = here
                break
            if here == os.path.dirname(here):
                break
            here = os.path.dirname(here)
        else:
            root = self._roots[here]
        self._roots.update(dict.fromkeys(passed, root))
        return root


def _file_in(folder: str) -> Path | None:
    return next((path for name in ("factlint.toml", "pyproject.toml") if _configures(path := Path(folder, name))), None)


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
        elif isinstance(value, Mapping):
            tables.append(f"\n[{name}]\n{_assignments(value)}") if value else None
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
        return _loaded(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).rpartition(" (at ")
        said = re.search(r"line (\d+), column (\d+)", where)
        place = f"{said[1]}:{said[2]}" if said else str(len(text.splitlines()))
        raise ConfigError(f"{path}:{place}: not valid TOML: {what or error}") from error
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def _loaded(text: str) -> dict[str, Any]:
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
        return {key.strip(): _loaded(f"value = {value}")["value"]}
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
    from checks.read.paths import DOCUMENTS

    if not isinstance(value, dict) or not all(name.strip(". ") for name in value):
        raise ConfigError('wants a table of suffixes and kinds, such as { mdx = "markdown" }')
    kind = _one_of(lambda: DOCUMENTS)
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
