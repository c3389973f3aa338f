"""The command `factlint`: arguments in, exit status out.

0: nothing at or above the failing level; 1: findings; 2: trouble. Modules that take long to load are loaded by the
commands that need them, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import click

from checks.command import usage
from checks.config import COLORS, FAIL_LEVELS
from checks.report import formats, suffixes

Command = TypeVar("Command", bound=Callable[..., Any])
DEMO = """\
The nature reserve covers 45 square kilometers (17 square miles).
Of these, 7 square kilometers (4 square miles) are wood. It was opened on Tuesday, June 12, 2019.
"""


def main() -> None:
    """Run the command of the process; a stream that the caller has closed is as good as an empty one."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    # Extraction makes many small tuples and next to no cycles: they are looked for a thousand times less often.
    gc.set_threshold(1_000_000, 20, 20)
    _end(usage.run(factlint, sys.argv[1:]))


def _end(status: int) -> NoReturn:
    """End the process at once: freeing every object one by one takes a tenth of the time of checking an article."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        status = usage.TROUBLE
    os._exit(status)


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _format_options(of: str) -> Callable[[Command], Command]:
    return _options(
        click.option(
            "--output-format", metavar="FORMAT", type=usage.one_of(lambda: formats(of)),
            help=f"How to report: {', '.join(formats(of))}.",
        ),
        click.option(
            "-o", "--output-file", metavar="FILE", callback=lambda _, __, name: None if name == "-" else name,
            help=f"Write the report there; the suffix tells the format: {' '.join(suffixes(of))}.",
        ),
    )  # fmt: skip


_configuration = _options(
    click.option(
        "--config", "overrides", metavar="FILE|KEY=VALUE", multiple=True, help="Configuration, above the nearest file."
    ),
    click.option("--isolated", is_flag=True, help="Look for no configuration file."),
)
_output = _options(
    click.option("-q", "--quiet", is_flag=True, help="Report findings and nothing else."),
    click.option(
        "--color", "colour", metavar="WHEN", type=usage.one_of(lambda: COLORS),
        help="Colour the text format: auto, always or never.",
    ),
    _configuration,
)  # fmt: skip
_code = click.option("--allow-code", is_flag=True, help="Run the Python models that configuration files name.")
_looking = _options(
    click.option("--exclude", metavar="PATTERN", multiple=True, help="Pass this over, and nothing else by default."),
    click.option("--extend-exclude", metavar="PATTERN", multiple=True, help="Pass this over too."),
    click.option("--force-exclude/--no-force-exclude", default=None, help="Exclude also files that are named."),
    click.option(
        "--respect-gitignore/--no-respect-gitignore", default=None, help="Pass over what git ignores (the default)."
    ),
    click.option(
        "--extension",
        metavar="SUFFIX=KIND",
        multiple=True,
        help="Read files of a suffix as a format: mdx=markdown.",
    ),
)
_reading = _options(
    _looking,
    click.option("--published", metavar="DATE", type=usage.iso_date, help="The day of publication of every document."),
    click.option("--stdin-filename", metavar="NAME", help="What standard input is called; its suffix tells its kind."),
    click.option("--id-column", metavar="NAME", help="The column of a corpus that names a row."),
    click.option("--text-column", metavar="NAME", help="The column of a corpus that holds the text."),
    click.option("--headline-column", metavar="NAME", help="The column of a corpus that holds the headline."),
    click.option(
        "--published-column", metavar="NAME", help="The column of a corpus that holds the day of publication."
    ),
    click.option(
        "--max-size", metavar="SIZE", type=usage.size, help="Read no document larger than this; 50 MB if not set."
    ),
    click.option("--no-progress", is_flag=True, help="Show no progress on long work."),
)
_failing = _options(
    click.option(
        "--fail-on", metavar="LEVEL", type=usage.one_of(lambda: FAIL_LEVELS),
        help="The lowest severity that fails: error, warning, note or never.",
    ),
    click.option("--exit-zero", is_flag=True, help="End with status 0 whatever is found."),
    click.option("--statistics", is_flag=True, help="Count findings and judgements by rule."),
    click.option("--baseline", metavar="FILE", help="Leave out the findings that are listed there."),
    click.option("--write-baseline", is_flag=True, help="List all findings in the baseline and report none."),
)  # fmt: skip


class _Checking(click.Command):
    """A command whose help says which documents there are; to know them takes loading their formats."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, and of what."""
        from checks.read.formats import formats

        documents, corpora = (
            " ".join(suffix for one in formats().values() if one.is_corpus is wanted for suffix in one.suffixes)
            for wanted in (False, True)
        )
        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"Documents are {documents}; a corpus is {corpora}, with a text in each row.")


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"factlint {version('factlint')}")
        context.exit()


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    no_args_is_help=False,
    invoke_without_command=True,
)
@click.pass_context
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Say the version.")
def factlint(context: click.Context) -> int:
    """Check the facts of texts and tables against each other before they are published.

    Ends with status 0 if nothing is found, 1 if something is, 2 on trouble.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return usage.TROUBLE
    return 0


@factlint.command(cls=_Checking)
@click.argument("paths", metavar="PATH|-...", nargs=-1)
@click.option("--select", metavar="NAMES", multiple=True, help="Run only these rules or families; 'all' is every rule.")
@click.option("--ignore", metavar="NAMES", multiple=True, help="Leave these rules or families out.")
@click.option("--facts", metavar="TABLE", multiple=True, help="Hold the figures of the documents against this table.")
@click.option("--fix", "fixing", flag_value="fix", help="Write the certain suggestions into the documents.")
@click.option("--ignore-suppressions", is_flag=True, help="Pass over suppression comments: the texts are of others.")
@click.option("--diff", "fixing", flag_value="diff", help="Show what --fix would change, and change nothing.")
@_code
@_format_options("findings")
@_failing
@_reading
@_output
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Check documents: files, folders, globs or standard input (-)."""
    from checks.command.run import Options, check_documents

    return check_documents(paths, Options(**options))


@factlint.command(cls=_Checking)
@click.argument("paths", metavar="PATH|-...", nargs=-1)
@_format_options("facts")
@_reading
@_output
def facts(paths: tuple[str, ...], **options: Any) -> int:
    """Show the facts that documents state: quantities, times, names."""
    from checks.command.run import Options, show_facts

    return show_facts(paths, Options(**options))


@factlint.command()
@click.argument("paths", metavar="[TABLE]...", nargs=-1)
@_code
@_format_options("findings")
@_failing
@_output
def validate(paths: tuple[str, ...], **options: Any) -> int:
    """Check fact tables against the columns and rules of their [[table]] sections.

    Tables are csv, tsv, jsonl, parquet, arrow and xlsx files.

    Without TABLE, every table of the configuration that has a path is checked.
    """
    from checks.command.run import Options, validate_tables

    return validate_tables(paths, Options(**options))


@factlint.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Explain every rule.")
@click.option(
    "--output-format",
    metavar="FORMAT",
    default="text",
    type=usage.one_of(lambda: ("text", "json")),
    help="text or json.",
)
def rule(names: tuple[str, ...], every: bool, output_format: str) -> None:
    """Explain rules with their examples; without a name, list them."""
    from checks.command.explain import explain

    click.echo(explain(names, every, output_format), nl=False)


@factlint.command()
@click.argument("path", metavar="[TABLE]", required=False)
@click.option("--document", is_flag=True, help="Write the page of the declared tables instead, in Markdown.")
@_configuration
def schema(path: str | None, document: bool, **options: Any) -> None:
    """Propose columns and rules for a table, from its data; or document those that are declared."""
    from checks import tables
    from checks.command.run import Options, configuration

    if not document:
        if path is None:
            raise click.UsageError("name a table, or ask for the page of the declared ones with --document")
        click.echo(tables.propose(path), nl=False)
        return
    found = configuration(path, Options(**options))
    click.echo(tables.document(found.table, directory=found.folder), nl=False)


@factlint.command()
@click.argument("path", metavar="[PATH]", required=False)
@_configuration
def config(path: str | None, **options: Any) -> None:
    """Print the configuration in force for a file or folder, or for the working directory."""
    from checks.command.run import Options, configuration
    from checks.config import dump

    click.echo(dump(configuration(path, Options(**options))), nl=False)


@factlint.command()
def demo() -> int:
    """Check a small text that contradicts itself."""
    from checks.command.run import check_text

    click.echo(DEMO)
    check_text(DEMO, "demo")
    return 0
