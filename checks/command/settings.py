"""What holds for each file of a run: the configuration nearest to it, under the options of the command line.

For a file that configuration decides which rules judge it and how grave they are, what is ignored in it, how it is read
and whether it is looked at in its folder. For the run as a whole (output format, level that fails, baseline, what is
printed beside the report, whether exclusion reaches files that were named) the configuration nearest to the working
directory decides, or, if there is none, that nearest to the folder that all paths have in common. So the order of the
paths never matters. A file given with `--config` holds for everything.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from checks.command.usage import TroubleError, names
from checks.config import Config, ConfigError, Nearest, extensions, overridden, patterns, sorted_overrides
from checks.read.paths import Source, home, sources
from checks.read.selection import Patterns, Selection
from checks.report import suffixes

if TYPE_CHECKING:
    from checks.command.run import Options

Value = TypeVar("Value")
_OF_A_FILE = ("published", "id_column", "text_column", "headline_column", "published_column", "max_size")
_OF_THE_RUN = ("fail_on", "baseline", "force_exclude", "respect_gitignore")
_SWITCHES = ("quiet", "statistics", "no_progress", "exit_zero", "allow_code", "ignore_suppressions")


class Settings:
    """The configurations of a run, each read once."""

    def __init__(self, paths: Sequence[str], options: Options) -> None:
        """Raises `ConfigError` for a wrong option; a file is read when it is first needed."""
        self.options = options
        self._named, _ = sorted_overrides(options.overrides)
        named = [options.stdin_filename or "." if path == "-" else path for path in paths]
        self._homes = [home(path) for path in named] or [os.path.realpath(".")]
        self._here = os.path.realpath(".")
        self._nearest = Nearest((self._here, *self._homes))
        self._read: dict[Path | None, Config] = {}
        self._folders: dict[str, Config] = {}
        self._selections: dict[Path | None, Selection] = {}
        self._extensions = _option("--extension", extensions, options.extension)
        self._excluded = _option("--exclude", patterns, options.exclude)
        self._excluded_too = _option("--extend-exclude", patterns, options.extend_exclude)

    @cached_property
    def run(self) -> Config:
        """The configuration of the run as a whole."""
        return self._config(self._nearest(self._here) or self._nearest(os.path.commonpath(self._homes)))

    def options_in_force(self, of: str) -> Options:
        """The options, where one was not given as the configuration of the run has it; `of` is what is reported.

        The suffix of the output file tells a format that no option does. Raises `TroubleError` for one that tells none.
        """
        run = self.run
        form = self.options.output_format or _by_suffix(self.options, of, run)
        switches = {name: getattr(run, name) for name in _SWITCHES}
        return replace(self.options, output_format=form, colour=run.color, baseline=run.baseline, **switches)

    def of_folder(self, folder: str) -> Config:
        """The configuration for what is in a folder, which is an absolute path."""
        return self._config(self._nearest(folder) or self._nearest(self._here))

    def of(self, source: Source) -> Config:
        """The configuration for a file; for standard input that of the name it is given."""
        folder = os.path.dirname(source.path or self.options.stdin_filename or "")
        if folder not in self._folders:
            self._folders[folder] = self.of_folder(os.path.realpath(folder))
        return self._folders[folder]

    def selection(self, folder: str) -> Selection:
        """Which files of a folder are read."""
        config = self.of_folder(folder)
        if config.path not in self._selections:
            self._selections[config.path] = self._selected(config)
        return self._selections[config.path]

    def sources(self, paths: Sequence[str]) -> tuple[Source, ...]:
        """The files that paths stand for."""
        return sources(paths, self.options.stdin_filename, self.selection, self.run.force_exclude)

    def _selected(self, config: Config) -> Selection:
        own = (() if self._excluded else config.exclude) + config.extend_exclude
        given = self._excluded + self._excluded_too
        both = (Patterns(os.path.realpath(config.folder), own), Patterns(self._here, given))
        return Selection(tuple(one for one in both if one.lines), config.respect_gitignore, config.extensions)

    def _config(self, path: Path | None) -> Config:
        path = self._named or (None if self.options.isolated else path)
        if path not in self._read:
            self._read[path] = self._overlaid(overridden(path, self.options.overrides))
        return self._read[path]

    def _overlaid(self, config: Config) -> Config:
        """A configuration under the options of the command line.

        Rules that are selected by an option stand above those that the file selects and ignores.
        """
        options, folder = self.options, config.folder
        select, ignore = names(options.select), names(options.ignore)
        single = (*_OF_A_FILE, *_OF_THE_RUN)
        given: dict[str, Any] = {
            "ignore": ignore if select else (*config.ignore, *ignore),
            "facts": options.facts or tuple(str(folder / path) for path in config.facts),
            "baseline": str(folder / config.baseline) if config.baseline else None,
            "extensions": {**config.extensions, **self._extensions},
            **({"select": select} if select else {}),
            **({"color": options.colour} if options.colour else {}),
            **{name: value for name in single if (value := getattr(options, name)) is not None},
            **{name: True for name in _SWITCHES if getattr(options, name)},
        }
        return replace(config, **given)


def _option(name: str, read: Callable[[Any], Value], value: Any) -> Value:
    """The value of an option, with its name in what is said if there is something wrong."""
    try:
        return read(value)
    except ConfigError as error:
        raise ConfigError(f"{name}: {error}") from None


def _by_suffix(options: Options, of: str, run: Config) -> str | None:
    """The format that the suffix of the output file tells, if it has one; differences and baselines have no format."""
    suffix, known = Path(options.output_file or "").suffix.lower(), suffixes(of)
    if not suffix or options.fixing == "diff" or options.write_baseline:
        return None
    if suffix not in known and (of != "findings" or run.output_format is None):
        raise TroubleError(
            f"--output-file {options.output_file}: '{suffix}' tells no format of {of} (known are {' '.join(known)});"
            " name one with --output-format"
        )
    return known.get(suffix)
