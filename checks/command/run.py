"""The runs of the command: configuration, documents, rules and a format come together here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from checks.command.filter import Batch, Filters
from checks.command.output import replaced, standard_output
from checks.command.progress import Progress
from checks.command.settings import Settings
from checks.command.usage import TroubleError, say
from checks.config import Config
from checks.document import UNREADABLE
from checks.near import did_you_mean
from checks.report import Extracted, Judged, Presentation, facts_renderer, findings_renderer
from checks.report.record import SEVERITIES
from checks.report.total import Total
from checks.report.width import clean
from checks.wording import counted

if TYPE_CHECKING:
    from checks.command.baseline import Baseline
    from checks.command.fix import Fixer
    from checks.finding import Finding
    from checks.read.paths import Source
    from checks.rule import Rule
    from checks.tables.judge.plan import Plan

_FOR_PEOPLE = ("text", "concise")
_NARROWEST, _WIDEST = 60, 140


@dataclass(frozen=True)
class Options:
    """The options of the command line, as given; None or empty where one was not given."""

    overrides: tuple[str, ...] = ()
    isolated: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    published: date | None = None
    stdin_filename: str | None = None
    id_column: str | None = None
    text_column: str | None = None
    headline_column: str | None = None
    published_column: str | None = None
    max_size: int | None = None
    output_format: str | None = None
    output_file: str | None = None
    colour: str | None = None
    quiet: bool = False
    no_progress: bool = False
    statistics: bool = False
    fail_on: str | None = None
    exit_zero: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    fixing: str | None = None
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool | None = None
    respect_gitignore: bool | None = None
    extension: tuple[str, ...] = ()
    allow_code: bool = False
    ignore_suppressions: bool = False


def configuration(path: str | None, options: Options) -> Config:
    """The configuration in force for a file or folder, or for the working directory."""
    from checks.read.paths import home

    settings = Settings([path] if path else [], options)
    return settings.of_folder(home(path or "."))


@dataclass(frozen=True)
class Run:
    """A run: its configuration and options, the rules that judge, what is accepted, and what may be changed.

    The options are those in force: what the command line leaves open is as the configuration has it. `written` are the
    files that were changed by now.
    """

    config: Config
    options: Options
    rules: tuple[Rule, ...] = ()
    baseline: Baseline | None = None
    fixer: Fixer | None = None
    written: list[str] = field(default_factory=list)

    @property
    def progress(self) -> Progress:
        """The line of progress on long work."""
        return Progress(not self.options.quiet and not self.options.no_progress)


@dataclass(frozen=True)
class Group:
    """Files that follow each other and share a configuration, and what judges them."""

    sources: tuple[Source, ...]
    config: Config
    filters: Filters
    plan: Plan | None


def check_documents(paths: Sequence[str], options: Options) -> int:
    """`factlint check`: findings in documents. Returns the exit status."""
    _sensible(paths, options, "check")
    settings = Settings(paths, options)
    options = settings.options_in_force("findings")
    found = settings.sources(paths)
    kept = _kept(settings, found, options)
    _refuse_loss(found, kept, options)
    run = Run(settings.run, options, (), _baseline(settings.run, options), _fixer(paths, found, kept, options))
    groups = _groups(settings, found, run)
    judging = {rule.name: rule for group in groups for rule in group.filters.rules}
    run = replace(run, rules=_graver(judging.values() if groups else selected(run.config), run.config))
    progress = run.progress
    return _finish((one for group in groups for one in _judged(group, settings, progress)), run, progress)


def show_facts(paths: Sequence[str], options: Options) -> int:
    """`factlint facts`: the facts that documents state. Returns the exit status."""
    from checks import extract_batches

    _sensible(paths, options, "read")
    settings = Settings(paths, options)
    options = settings.options_in_force("facts")
    form = options.output_format or "text"
    run = Run(settings.run, options)
    if form == "parquet" and not options.output_file and sys.stdout.isatty():
        raise TroubleError("parquet is not for terminals; name a file with --output-file")
    progress, trouble = run.progress, list[str]()
    sources = settings.sources(paths)
    _refuse_loss(sources, _kept(settings, sources, options), options)
    groups = groupby(sources, settings.of)
    batches = progress.follow(batch for config, found in groups for batch in _documents(found, config))
    extracted = _told(extract_batches(batches), trouble)
    _pour(facts_renderer(form)(extracted, _look((), form, options)), form, options, progress)
    return say(*trouble) if trouble else 0


def _told(extracted: Iterable[Extracted], trouble: list[str]) -> Iterator[Extracted]:
    """The facts of each batch; what could not be read has none, and is put by to be said at the end."""
    for documents, facts in extracted:
        for document in documents:
            for one in document.notices:
                number = one.line or one.row
                place = f"{document.name}:{number}" if number else document.name
                trouble += [f"{place}: {one.message}"] if one.rule == UNREADABLE else []
        yield documents, facts


def validate_tables(paths: Sequence[str], options: Options) -> int:
    """`factlint validate`: findings in fact tables. Returns the exit status."""
    from checks.tables import validate

    _sensible(paths, options, "validate")
    settings = Settings(paths, options)
    options = settings.options_in_force("findings")
    run = Run(settings.run, options, (), _baseline(settings.run, options))
    if not paths and not any("path" in table for table in run.config.table):
        raise TroubleError("nothing to validate; name a table, or give the tables of the configuration a path")
    tables = _by_configuration(paths, settings) if paths else [(run.config, [])]
    _refuse_loss((), _beside_documents([config for config, _ in tables], paths, options), options)
    judged = [
        Filters(config, (), frozenset(), run.baseline).apply(validate(several, config=config.declarations), ())
        for config, several in tables
    ]
    return _finish(judged, run, run.progress)


def _by_configuration(paths: Sequence[str], settings: Settings) -> list[tuple[Config, list[str]]]:
    """Tables with the configuration that declares them: those of one may refer to each other."""
    from checks.read.paths import home

    found: dict[Path | None, tuple[Config, list[str]]] = {}
    for path in paths:
        config = settings.of_folder(home(path))
        found.setdefault(config.path, (config, []))[1].append(path)
    return list(found.values())


def _groups(settings: Settings, found: Sequence[Source], run: Run) -> list[Group]:
    """The files of a run by configuration, in their order; every configuration is looked through before any is read."""
    from checks import fact_plan

    made: dict[Path | None, tuple[Filters, Plan | None]] = {}
    groups = []
    for config, several in groupby(found, settings.of):
        if config.path not in made:
            plan = fact_plan(config.declarations)
            own = (rule.name for table in plan.tables for rule in table.rules) if plan is not None else ()
            known = _known_names().union(own)
            filters = Filters(config, selected(config), known, run.baseline, run.fixer)
            made[config.path] = filters, plan
        groups.append(Group(tuple(several), config, *made[config.path]))
    return groups


def _judged(group: Group, settings: Settings, progress: Progress) -> Iterator[Judged]:
    """What is found in the files of a group."""
    from checks import check_batches

    waiting = list[Batch]()
    batches = _beside(_documents(group.sources, group.config), group.config.facts)
    reports = check_batches(_noted(progress.follow(batches), waiting), group.filters.rules, group.plan)
    return (group.filters.apply(report, waiting.pop(0)) for report in reports)


def check_text(text: str, name: str) -> None:
    """`factlint demo`: what a check of a text looks like, on standard output."""
    from checks import check_batches, read

    documents = (read.from_text(text, name),)
    rules = selected(Config())
    judged = [Judged(report, documents) for report in check_batches([documents], rules)]
    options = Options(colour="auto")
    texts = findings_renderer("text")(judged, _look(rules, "text", options))
    _pour((text.encode() for text in texts), "text", options, Progress(False))


def selected(config: Config) -> tuple[Rule, ...]:
    """The rules that a configuration selects; a name it does not know is blamed on where it stands.

    Where tables are given for the figures to be held against, the rule that does so runs.
    """
    from checks.rule import selected

    _check_names([name for names in config.per_file_ignores.values() for name in names], "per-file-ignores")
    _check_names(config.severity, "severity")
    rules = selected(config.select, config.ignore)
    if not config.facts or any(rule.family == "tables" for rule in rules):
        return rules
    return (*rules, *selected(("figure-differs-from-table",), config.ignore))


def _graver(rules: Iterable[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules with the severities of a configuration, for a report that lists them."""
    from checks.command.filter import severity

    return tuple(replace(rule, severity=severity(rule, config)) for rule in rules)


def _check_names(wanted: Iterable[str], place: str) -> None:
    known = _known_names()
    for name in wanted:
        if name not in known:
            raise TroubleError(f"{place}: no rule or family '{name}'{did_you_mean(name, known)}")


def _known_names() -> frozenset[str]:
    from checks.rule import rules

    return frozenset({"all", *(name for rule in rules() for name in (rule.name, rule.family))})


def _sensible(paths: Sequence[str], options: Options, verb: str) -> None:
    """Raises `TroubleError` for arguments that make no sense together."""
    if not paths and verb != "validate":
        raise TroubleError(f"nothing to {verb}; name a file, a folder, a glob, or - for standard input")
    if options.fixing == "fix" and "-" in paths:
        raise TroubleError("--fix cannot rewrite standard input; --diff shows what it would change")
    if options.output_file and not os.path.isdir(os.path.dirname(os.path.abspath(options.output_file))):
        raise TroubleError(f"--output-file {options.output_file}: its folder does not exist")


def _documents(found: Iterable[Source], config: Config) -> Iterator[Batch]:
    from checks import read

    names = ("text", "headline", "id", "published")
    renamed = {name: value for name in names if (value := getattr(config, f"{name}_column")) is not None}
    return read.from_sources(found, read.ReadOptions(read.Columns(**renamed), config.published, config.max_size))


def _beside(batches: Iterable[Batch], paths: Sequence[str]) -> Iterable[Batch]:
    """The batches, each document with the tables that it is to be held against."""
    if not paths:
        return batches
    from checks.tables.read.printed import printed

    tables = printed(paths)
    return (tuple(replace(one, tables=tables) for one in documents) for documents in batches)


def _noted(batches: Iterable[Batch], waiting: list[Batch]) -> Iterator[Batch]:
    """The batches, each put by until its report is there."""
    for documents in batches:
        waiting.append(documents)
        yield documents


def _baseline(config: Config, options: Options) -> Baseline | None:
    if options.write_baseline and not options.baseline:
        raise TroubleError("--write-baseline needs --baseline FILE")
    if not options.baseline or options.write_baseline:
        return None
    from checks.command.baseline import read

    return read(Path(options.baseline), _root(config, options.baseline))


def _root(config: Config, baseline: str) -> Path:
    """The folder that the paths of a baseline start from."""
    return config.folder if config.path else Path(baseline).parent


def _kept(settings: Settings, found: Sequence[Source], options: Options) -> dict[Path, str]:
    """What a run on documents reads beside them, which it must not write over."""
    if not (options.output_file or options.write_baseline or options.fixing):
        return {}
    configs = {config.path: config for config in (settings.run, *map(settings.of, found))}
    return _beside_documents(configs.values(), [path for one in configs.values() for path in one.facts], options)


def _beside_documents(configs: Iterable[Config], tables: Iterable[str], options: Options) -> dict[Path, str]:
    from checks.command.loss import own

    return own(configs, tables, None if options.write_baseline else options.baseline)


def _refuse_loss(found: Iterable[Source], kept: Mapping[Path, str], options: Options) -> None:
    """Raise `TroubleError` if something is to be written over what is to be read."""
    written = {"--output-file": options.output_file, "--baseline": options.baseline if options.write_baseline else None}
    outputs = {option: name for option, name in written.items() if name}
    if outputs:
        from checks.command.loss import refuse

        documents = ((0 if one.path is None else one.path, "a document that is checked") for one in found)
        refuse(outputs, (*documents, *kept.items()))


def _fixer(paths: Sequence[str], found: Sequence[Source], kept: Mapping[Path, str], options: Options) -> Fixer | None:
    """What may be rewritten: files that are texts, inside of what was given; no rows of a corpus, no other files."""
    if not options.fixing:
        return None
    from checks.command.fix import Fixer, root
    from checks.command.loss import identity
    from checks.read.formats import texts

    files = {one.name: Path(one.path or "-") for one in found if one.kind in texts()}
    known = frozenset(known for path in kept if (known := identity(path)))
    return Fixer(files, tuple(map(root, paths)), known, options.fixing == "fix")


def _finish(judged: Iterable[Judged], run: Run, progress: Progress) -> int:
    """Report what was judged in the way that is wanted, and say the exit status."""
    config, options = run.config, run.options
    if options.write_baseline:
        return _write_baseline(judged, run)
    if options.fixing == "diff":
        return _show_difference(judged, run, progress)
    total, form = Total(), options.output_format or config.output_format or "text"
    texts = findings_renderer(form)(total.count(judged), _look(run.rules, form, options))
    _pour(_with_fixes(texts, run), form, options, progress, run.written)
    if run.baseline and run.baseline.stale and not options.quiet:
        stale, one = counted(run.baseline.stale, "findings"), run.baseline.stale == 1
        gone = f"no longer {'occurs' if one else 'occur'}; --write-baseline takes {'it' if one else 'them'} out"
        _say(f"{stale} of {options.baseline} {gone}")
    refused = run.fixer.refused if run.fixer else []
    if total.unreadable or refused:
        return say(*refused)
    failing = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1] if config.fail_on != "never" else ()
    return int(any(total.severities[severity] for severity in failing) and not options.exit_zero)


def _with_fixes(texts: Iterable[str], run: Run) -> Iterator[bytes]:
    """A report as bytes; when all of it is there, the files are rewritten: trouble in either undoes the report."""
    for text in texts:
        yield text.encode("utf-8", "backslashreplace")
    if run.fixer and run.fixer.changed:
        from checks.command.fix import write

        run.written.extend(write(run.fixer.changed))


def _write_baseline(judged: Iterable[Judged], run: Run) -> int:
    from checks.command.baseline import write

    trouble: list[str] = []
    options, name = run.options, run.options.baseline or ""
    findings = (finding for one in _readable(judged, trouble) for finding in one)
    count = write(Path(name), findings, _root(run.config, name))
    if not options.quiet:
        _say(f"{counted(count, 'findings')} {'is' if count == 1 else 'are'} now accepted in {options.baseline}")
    return say(*trouble) if trouble else 0


def _readable(judged: Iterable[Judged], trouble: list[str]) -> Iterator[list[Finding]]:
    """The findings of each batch; what could not be read is none, and is put by to be said at the end."""
    from checks.report.findings.concise import line

    for one in judged:
        trouble += [line(finding) for finding in one.report.findings if finding.rule == UNREADABLE]
        yield [finding for finding in one.report.findings if finding.rule != UNREADABLE]


def _show_difference(judged: Iterable[Judged], run: Run, progress: Progress) -> int:
    """Write the differences that --fix would make; status 1 if there are any."""
    from checks.command.difference import difference, encoding

    trouble: list[str] = []
    for _ in _readable(judged, trouble):
        pass
    changed = run.fixer.changed if run.fixer else []
    terminal = sys.stdout.isatty() and not run.options.output_file
    parts = (difference(fixed, terminal).encode("utf-8", "backslashreplace") for fixed in changed)
    _pour(parts, "diff", run.options, progress)
    for one in changed:
        if (other := encoding(one.path)) != "utf-8":
            _say(f"{one.name} is in {other.upper()[:6]} and its difference in UTF-8: to be read, not applied")
    return say(*trouble) if trouble else int(bool(changed) and not run.options.exit_zero)


def _pour(parts: Iterable[bytes], form: str, options: Options, progress: Progress, changed: Sequence[str] = ()) -> None:
    """Write a report where it goes: what is for people to a terminal as it comes, else all of it or nothing.

    `changed` are files that may be changed before the report is out, which is then told with what goes wrong.
    """
    streamed = form in _FOR_PEOPLE and not options.output_file and sys.stdout.isatty()
    try:
        with replaced(Path(options.output_file)) if options.output_file else standard_output(streamed) as target:
            for part in parts:
                progress.clear() if streamed else None
                target.write(part)
                target.flush() if streamed else None
    except OSError as error:
        from checks.command.fix import told

        where = options.output_file or "standard output"
        after = told(changed) if changed else ""
        raise TroubleError(f"{where}: cannot be written ({error.strerror}){after}") from error


def _look(rules: tuple[Rule, ...], form: str, options: Options) -> Presentation:
    """How the report is to look where it goes."""
    terminal = sys.stdout.isatty() and not options.output_file
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    colour = form == "text" and (options.colour == "always" or (options.colour == "auto" and terminal and not plain))
    width = 100
    if terminal:
        from shutil import get_terminal_size

        width = min(max(get_terminal_size().columns, _NARROWEST), _WIDEST)
    return Presentation(colour, width, options.statistics, options.quiet, rules)


def _say(message: str) -> None:
    print(f"factlint: {clean(message)}", file=sys.stderr)
