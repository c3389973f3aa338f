"""What the command says when something is wrong: one line that names the place and the remedy, status 2."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from checks.config import ConfigError, day
from checks.config import size as of_size
from checks.near import did_you_mean
from checks.report.width import clean

TROUBLE = 2
INTERRUPTED = 130


class TroubleError(Exception):
    """Something that the user can mend; the message is one line."""


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command to its exit status; no error of a user ends in a traceback."""
    try:
        status = command.main(list(arguments), prog_name="factlint", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        return say(explained(error))
    except MemoryError:
        return say("out of memory; check fewer or smaller documents at once")
    except Exception as error:
        return say(*told(error))


def say(*lines: str) -> int:
    """Say what is wrong on standard error, a line each; returns the exit status."""
    for line in lines:
        print(f"factlint: error: {clean(' '.join(line.split()))}", file=sys.stderr)
    return TROUBLE


def told(error: Exception) -> tuple[str, ...]:
    """An error in lines for its reader; one that is no user's is a bug of factlint."""
    if isinstance(error, _mendable()):
        return getattr(error, "problems", (str(error) or type(error).__name__,))
    if isinstance(error, OSError) and error.filename is not None:
        return (f"{error.filename}: {error.strerror}",)
    if isinstance(error, OSError):
        return (error.strerror or str(error),)
    from checks.read.error import unforeseen

    return (unforeseen(error),)


def _mendable() -> tuple[type[Exception], ...]:
    """The errors whose message is written for users; their modules are loaded only now."""
    from checks.command.baseline import BaselineError
    from checks.command.fix import FixError
    from checks.read.error import ReadError
    from checks.rule import UnknownRuleError
    from checks.tables.problem import TableError

    return (TroubleError, ConfigError, BaselineError, FixError, ReadError, UnknownRuleError, TableError)


def explained(error: click.ClickException) -> str:
    """An error in the arguments, with the nearest thing that exists and where the rest is listed."""
    context = getattr(error, "ctx", None)
    help_ = f" (see {context.command_path} --help)" if context else ""
    if isinstance(error, click.NoSuchOption):
        known = [name for one in context.command.params for name in (*one.opts, *one.secondary_opts)] if context else []
        return f"no option '{error.option_name}'{did_you_mean(error.option_name, known)}{help_}"
    message = " ".join(error.format_message().split())
    unknown = re.match(r"No such command ['\"](.*?)['\"]", message)
    if unknown and context and isinstance(context.command, click.Group):
        return f"no command '{unknown[1]}'{did_you_mean(unknown[1], context.command.commands, listed=True)}"
    return f"{message.rstrip('.')}{help_}"


def one_of(known: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    """A type of option whose value is one of the known names."""

    def name(value: str) -> str:
        names = tuple(known())
        if value not in names:
            raise click.BadParameter(f"no '{value}'{did_you_mean(value, names, listed=True)}")
        return value

    return name


def iso_date(value: str) -> Any:
    """A type of option whose value is a date."""
    try:
        return day(value)
    except ConfigError as error:
        raise click.BadParameter(str(error)) from None


def size(value: str) -> Any:
    """A type of option whose value is a number of bytes."""
    try:
        return of_size(value)
    except ConfigError as error:
        raise click.BadParameter(str(error)) from None


def names(values: Iterable[str]) -> tuple[str, ...]:
    """The names in options that may be repeated and may hold several with commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())
