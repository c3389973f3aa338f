"""The runs of the command: configuration, documents, rules and a format come together here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from checks.config import Config, load
from checks.filter import Batch, Filters
from checks.output import replaced, standard_output
from checks.progress import with_progress
from checks.report import Judged, Presentation, facts_renderer, findings_renderer, formats
from checks.report.record import SEVERITIES
from checks.report.total import Total
from checks.usage import TroubleError, names, nearest

if TYPE_CHECKING:
    from checks.baseline import Baseline
    from checks.fix import Fixed
    from checks.rule import Rule

_SUFFIXES = {
    ".csv": "csv",
    ".html": "html",
    ".json": "json",
    ".jsonl": "json-lines",
    ".md": "markdown",
    ".ndjson": "json-lines",
    ".parquet": "parquet",
    ".sarif": "sarif",
    ".txt": "text",
    ".xml": "junit",
}
_NARROWEST, _WIDEST = 60, 140


@dataclass(frozen=True)
class Options:
    """The options of the command line, as given; None or empty where one was not given."""

    overrides: tuple[str, ...] = ()
    isolated: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    published: date | None = None
    stdin_filename: str | None = None
    id_column: str | None = None
    text_column: str | None = None
    headline_column: str | None = None
    published_column: str | None = None
    output_format: str | None = None
    output_file: str | None = None
    colour: str = "auto"
    quiet: bool = False
    no_progress: bool = False
    statistics: bool = False
    fail_on: str | None = None
    exit_zero: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    fixing: str | None = None


def configuration(paths: Sequence[str], options: Options) -> Config:
    """The configuration in force: the file nearest to the first path, under the options.

    Rules that are selected by an option stand above those that the file selects and ignores.
    """
    first = Path(next((path for path in paths if path != "-"), "."))
    config = load(first if first.is_dir() else first.parent, options.overrides, options.isolated)
    select, ignore = names(options.select), names(options.ignore)
    chosen: dict[str, Any] = {"select": select, "ignore": ignore} if select else {"ignore": (*config.ignore, *ignore)}
    single = ("published", "fail_on", "id_column", "text_column", "headline_column", "published_column")
    given: dict[str, Any] = {name: value for name in single if (value := getattr(options, name)) is not None}
    form = options.output_format or _by_suffix(options, "findings")
    given |= {"output_format": form} if form else {}
    return replace(config, **chosen, **given)


def check_documents(paths: Sequence[str], options: Options) -> int:
    """`factlint check`: findings in documents. Returns the exit status."""
    from checks import check_batches

    config = _prepared(paths, options, "check")
    rules = selected(config)
    changed: list[Fixed] = []
    filters = Filters(config, rules, _known_names(), _baseline(options), _fixable(paths, options), changed.append)
    waiting: list[Batch] = []
    batches = _noted(
        with_progress(_documents(paths, config, options), not options.quiet and not options.no_progress), waiting
    )
    judged = (filters.apply(report, waiting.pop(0)) for report in check_batches(batches, rules))
    return _finish(judged, Presentation(rules=rules), config, options, filters.baseline, changed)


def show_facts(paths: Sequence[str], options: Options) -> int:
    """`factlint facts`: the facts that documents state. Returns the exit status."""
    from checks import extract_batches

    form = options.output_format or _by_suffix(options, "facts") or "text"
    config = _prepared(paths, options, "read")
    if form == "parquet" and not options.output_file and sys.stdout.isatty():
        raise TroubleError("parquet is not for terminals; name a file with --output-file")
    batches = with_progress(_documents(paths, config, options), not options.quiet and not options.no_progress)
    facts = (facts for _, facts in extract_batches(batches))
    look = _look(Presentation(), form, options)
    with _destination(options, streamed=form == "text") as target:
        for part in facts_renderer(form)(facts, look):
            target.write(part)
    return 0


def validate_tables(paths: Sequence[str], options: Options) -> int:
    """`factlint validate`: findings in fact tables. Returns the exit status."""
    from checks import validate

    config = _prepared(paths, options, "validate")
    filters = Filters(config, (), frozenset(), _baseline(options))
    report = validate(list(paths), config={"table": config.table, "folder": config.folder})
    judged = (filters.apply(one, ()) for one in (report,))
    return _finish(judged, Presentation(), config, options, filters.baseline, [])


def check_text(text: str, name: str) -> None:
    """`factlint demo`: what a check of a text looks like, on standard output."""
    from checks import check_batches, read

    documents = (read.from_text(text, name),)
    rules = selected(Config())
    judged = [Judged(report, documents) for report in check_batches([documents], rules)]
    look = _look(Presentation(rules=rules), "text", Options())
    with standard_output() as target:
        for part in findings_renderer("text")(judged, look):
            target.write(part.encode("utf-8", "backslashreplace"))


def selected(config: Config) -> tuple[Rule, ...]:
    """The rules that a configuration selects; a name it does not know is blamed on where it stands."""
    from checks.rule import selected

    _check_names([name for names in config.per_file_ignores.values() for name in names], "per-file-ignores")
    return selected(config.select, config.ignore)


def _check_names(wanted: Iterable[str], place: str) -> None:
    known = _known_names()
    for name in wanted:
        if name not in known:
            raise TroubleError(f"{place}: no rule or family '{name}'{nearest(name, known)}")


def _known_names() -> frozenset[str]:
    from checks.rule import rules

    return frozenset({"all", *(name for rule in rules() for name in (rule.name, rule.family))})


def _prepared(paths: Sequence[str], options: Options, verb: str) -> Config:
    """The configuration, once the arguments make sense together."""
    if not paths:
        what = "a table" if verb == "validate" else "a file, a folder, a glob, or - for standard input"
        raise TroubleError(f"nothing to {verb}; name {what}")
    if options.write_baseline and not options.baseline:
        raise TroubleError("--write-baseline needs --baseline FILE")
    if options.fixing == "fix" and "-" in paths:
        raise TroubleError("--fix cannot rewrite standard input; --diff shows what it would change")
    if options.output_file and not os.path.isdir(os.path.dirname(os.path.abspath(options.output_file))):
        raise TroubleError(f"--output-file {options.output_file}: its folder does not exist")
    return configuration(paths, options)


def _documents(paths: Sequence[str], config: Config, options: Options) -> Iterator[Batch]:
    from checks import read

    columns = ("id_column", "text_column", "headline_column", "published_column")
    renamed = {name: value for name in columns if (value := getattr(config, name)) is not None}
    return read.documents(paths, stdin_name=options.stdin_filename, published=config.published, **renamed)


def _noted(batches: Iterable[Batch], waiting: list[Batch]) -> Iterator[Batch]:
    """The batches, each put by until its report is there."""
    for documents in batches:
        waiting.append(documents)
        yield documents


def _baseline(options: Options) -> Baseline | None:
    if not options.baseline or options.write_baseline:
        return None
    from checks.baseline import read

    return read(Path(options.baseline))


def _fixable(paths: Sequence[str], options: Options) -> frozenset[str]:
    """The names of the documents that may be rewritten: files of their own, never rows of a corpus."""
    if not options.fixing:
        return frozenset()
    from checks.read.paths import DOCUMENTS, sources

    return frozenset(one.name for one in sources(paths, options.stdin_filename) if one.kind in DOCUMENTS)


def _finish(
    judged: Iterable[Judged],
    look: Presentation,
    config: Config,
    options: Options,
    baseline: Baseline | None,
    changed: list[Fixed],
) -> int:
    """Report what was judged in the way that is wanted, and say the exit status."""
    if options.write_baseline:
        return _write_baseline(judged, options)
    if options.fixing == "diff":
        return _show_difference(judged, changed, options)
    total = Total()
    form = config.output_format
    render = findings_renderer(form)(total.count(judged), _look(look, form, options))
    with _destination(options, streamed=form in ("text", "concise")) as target:
        for part in render:
            target.write(part.encode("utf-8", "backslashreplace"))
        _write_fixed(changed)
    if baseline and baseline.stale and not options.quiet:
        _say(f"{baseline.stale} findings of {options.baseline} no longer occur; --write-baseline takes them out")
    failing = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1] if config.fail_on != "never" else ()
    return int(any(total.severities[severity] for severity in failing) and not options.exit_zero)


def _write_baseline(judged: Iterable[Judged], options: Options) -> int:
    from checks.baseline import write

    count = write(Path(options.baseline or ""), (finding for one in judged for finding in one.report.findings))
    if not options.quiet:
        _say(f"{count} findings are now accepted in {options.baseline}")
    return 0


def _show_difference(judged: Iterable[Judged], changed: list[Fixed], options: Options) -> int:
    """Write the differences that --fix would make; status 1 if there are any."""
    from checks.fix import difference

    for _ in judged:
        pass
    with _destination(options, streamed=False) as target:
        for fixed in changed:
            target.write(difference(fixed).encode("utf-8", "backslashreplace"))
    return int(bool(changed) and not options.exit_zero)


def _write_fixed(changed: Iterable[Fixed]) -> None:
    from checks.fix import write

    for fixed in changed:
        write(fixed)


def _destination(options: Options, streamed: bool) -> AbstractContextManager[IO[bytes]]:
    """Where the report goes; on a terminal, what is for people is `streamed`."""
    if options.output_file and options.output_file != "-":
        return replaced(Path(options.output_file))
    return standard_output(streamed and sys.stdout.isatty())


def _look(look: Presentation, form: str, options: Options) -> Presentation:
    """How the report is to look where it goes."""
    terminal = sys.stdout.isatty() and not options.output_file
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    colour = form == "text" and (options.colour == "always" or (options.colour == "auto" and terminal and not plain))
    width = 100
    if terminal:
        from shutil import get_terminal_size

        width = min(max(get_terminal_size().columns, _NARROWEST), _WIDEST)
    return replace(look, colour=colour, width=width, statistics=options.statistics, quiet=options.quiet)


def _by_suffix(options: Options, of: str) -> str | None:
    """The format that the name of the output file tells, if there is such a format."""
    form = _SUFFIXES.get(Path(options.output_file or "").suffix.lower())
    return form if form in formats(of) else None


def _say(message: str) -> None:
    print(f"factlint: {message}", file=sys.stderr)
