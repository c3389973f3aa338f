"""Configuration: where it is found, what it may say, and what is said when it is wrong."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import CHARACTERS

from checks.config import KEYS, Config, ConfigError, dump, load, nearest

FULL = """\
exclude = ["a"]
extend-exclude = ["/drafts/*.md"]
force-exclude = true
respect-gitignore = false
extensions = { mdx = "markdown", ".RST" = "text" }
severity = { units = "note" }
facts = ["f.csv"]
baseline = "b.json"
quiet = true
statistics = true
no-progress = true
exit-zero = true
color = "never"
allow-code = true
select = ["units", "time"]
ignore = ["impossible-date"]
fail-on = "warning"
output-format = "json"
published = 2016-12-11
id-column = "key"
text-column = "body"
headline-column = "title"
published-column = "day"

[per-file-ignores]
"drafts/*.md" = ["placeholder-left"]

[[table]]
path = "parks.csv"
columns = { place = "str", area = "float >= 0" }

[[table.rule]]
name = "area"
assert = "area > 0"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_field_is_a_key() -> None:
    assert {name.replace("-", "_") for name in KEYS} | {"path"} == {field.name for field in fields(Config)}


def test_every_key_is_read(here: Path) -> None:
    path = here / "factlint.toml"
    path.write_text(FULL)
    assert load(here) == Config(
        select=("units", "time"),
        ignore=("impossible-date",),
        fail_on="warning",
        output_format="json",
        published=date(2016, 12, 11),
        id_column="key",
        text_column="body",
        headline_column="title",
        published_column="day",
        exclude=("a",),
        extend_exclude=("/drafts/*.md",),
        force_exclude=True,
        respect_gitignore=False,
        extensions={".mdx": "markdown", ".rst": "text"},
        severity={"units": "note"},
        facts=("f.csv",),
        baseline="b.json",
        quiet=True,
        statistics=True,
        no_progress=True,
        exit_zero=True,
        color="never",
        allow_code=False,  # the file was found, not named
        per_file_ignores={"drafts/*.md": ("placeholder-left",)},
        table=tuple(tomllib.loads(FULL)["table"]),
        path=path,
    )


def test_pyproject_holds_the_same_keys_in_its_section(here: Path) -> None:
    (here / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.factlint]\nselect = ["units"]\n')
    assert load(here).select == ("units",)


class TestNearest:
    def test_folder_above_is_found(self, here: Path) -> None:
        (here / "factlint.toml").write_text("")
        (here / "a" / "b").mkdir(parents=True)
        assert nearest(here / "a" / "b") == here / "factlint.toml"

    def test_nearer_file_wins(self, here: Path) -> None:
        (here / "factlint.toml").write_text("")
        (here / "a").mkdir()
        (here / "a" / "pyproject.toml").write_text("[tool.factlint]\n")
        assert nearest(here / "a") == here / "a" / "pyproject.toml"

    def test_pyproject_without_section_is_passed_over(self, here: Path) -> None:
        (here / "factlint.toml").write_text("")
        (here / "a").mkdir()
        (here / "a" / "pyproject.toml").write_text('[project]\nname = "factlint"\n')
        assert nearest(here / "a") == here / "factlint.toml"

    def test_broken_pyproject_of_others_is_passed_over(self, here: Path) -> None:
        (here / "pyproject.toml").write_text("[broken\n")
        assert nearest(here) is None

    def test_factlint_toml_stands_before_pyproject(self, here: Path) -> None:
        (here / "factlint.toml").write_text("")
        (here / "pyproject.toml").write_text("[tool.factlint]\n")
        assert nearest(here) == here / "factlint.toml"

    def test_path_elsewhere_falls_back_to_the_working_directory(
        self, here: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        (here / "factlint.toml").write_text("")
        assert nearest(tmp_path_factory.mktemp("elsewhere")) == here / "factlint.toml"

    def test_isolated_looks_for_none(self, here: Path) -> None:
        (here / "factlint.toml").write_text('select = ["units"]')
        assert load(here, isolated=True) == Config()


class TestOverrides:
    def test_pairs_stand_above_the_file(self, here: Path) -> None:
        (here / "factlint.toml").write_text('fail-on = "note"\npublished = 2016-12-11')
        config = load(here, ["fail-on='warning'", "published=2017-01-01", 'select=["units"]'])
        assert (config.fail_on, config.published, config.select) == ("warning", date(2017, 1, 1), ("units",))

    def test_value_without_quotes_is_a_text(self, here: Path) -> None:
        config = load(here, ["fail-on=never", "select=units,time"])
        assert (config.fail_on, config.select) == ("never", ("units", "time"))

    def test_file_is_read_instead_of_the_nearest(self, here: Path) -> None:
        (here / "factlint.toml").write_text("broken =")
        other = here / "other=1.toml"
        other.write_text('fail-on = "note"')
        assert load(here, [str(other)]) == Config(fail_on="note", path=other)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\n\nslect = ["units"]', "factlint.toml:3: no key 'slect'; did you mean 'select'?"),
        ("output_format = 'json'", "factlint.toml:1: no key 'output_format'; did you mean 'output-format'?"),
        ("[zzz]\nx = 1", "factlint.toml:1: no key 'zzz'; known are allow-code, baseline, color"),
        ("x = 1\nfail-on = ", "factlint.toml:2: not valid TOML: Invalid value"),
        ("x = 1\nx = 2", "factlint.toml:2: not valid TOML: Cannot overwrite a value"),
        ("x = 1\ny == 2", "factlint.toml:2:4: not valid TOML: "),
        ("fail-on = 'eror'", "factlint.toml:1: fail-on: no 'eror'; did you mean 'error'?"),
        ("output-format = 'jsn'", "factlint.toml:1: output-format: no 'jsn'; did you mean 'json'?"),
        ("fail-on = 3", "factlint.toml:1: fail-on: wants a text, not 3"),
        ("select = 3", "factlint.toml:1: select: wants a list of names"),
        ("select = [3]", "factlint.toml:1: select: wants a list of names"),
        ("published = 'yesterday'", "factlint.toml:1: published: 'yesterday' is no date; write YYYY-MM-DD"),
        ("published = 2016-12-11T10:00:00", "factlint.toml:1: published: 2016-12-11 10:00:00 is no date"),
        ("\n[per-file-ignores]\n'*' = 1", "factlint.toml:2: per-file-ignores: wants a list of names"),
        ("per-file-ignores = 1", "factlint.toml:1: per-file-ignores: wants a table"),
        ("[table]\npath = 'x'", "factlint.toml:1: table: wants sections headed [[table]]"),
        ("[tool]\nfactlint = 3", "factlint.toml: [tool.factlint] is not a table of keys"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(here: Path, text: str, said: str) -> None:
    (here / "factlint.toml").write_text(text)
    with pytest.raises(ConfigError) as error:
        load(here)
    assert str(error.value).removeprefix(f"{here}/").startswith(said)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "select = " + "[" * 100_000,
        "table = " + "[" * 150 + "]" * 150,
        "table = [" + "{ a = " * 20_000,
        "[" + ".".join("a" * 30_000) + "]",
        'a . "b"' + " . c" * 30_000 + " = 1",
    ],
    ids=["open", "lists", "tables", "header", "dotted"],
)
def test_what_is_nested_too_deep_is_refused(here: Path, text: str) -> None:
    """It costs neither the stack nor time: a dotted key of 64 kB would take gigabytes."""
    path = here / "factlint.toml"
    path.write_text(text)
    said = "nested too deep (more than 100 tables or lists in each other)"
    with pytest.raises(ConfigError) as error:
        load(here)
    assert str(error.value) == f"{path}: {said}"


def test_a_pair_that_is_nested_too_deep_is_refused() -> None:
    for value in ("[" * 100_000, "[" * 150 + "]" * 150, "{ " + ".".join("a" * 30_000) + " = 1 }"):
        with pytest.raises(ConfigError) as error:
            load(Path(), [f"table={value}"], isolated=True)
        assert str(error.value).startswith("--config table: nested too deep")


def test_configuration_above_a_repository_is_not_looked_for(here: Path) -> None:
    (here / "factlint.toml").write_text("")
    (here / "repository" / "docs").mkdir(parents=True)
    (here / "repository" / ".git").touch()
    chosen = Path("repository")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(chosen)
        assert nearest(Path("docs")) is None
        (here / "repository" / "factlint.toml").write_text("")
        assert nearest(Path("docs")) == here / "repository" / "factlint.toml"


def test_outside_of_repositories_a_folder_above_those_given_decides_nothing(
    here: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "factlint.toml").write_text("")
    (here / "docs" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert nearest(here / "docs") is None
    assert nearest(here) == here / "factlint.toml"
    monkeypatch.chdir(here)
    assert nearest(here / "docs" / "deep") == here / "factlint.toml"


def test_line_of_a_key_in_pyproject(here: Path) -> None:
    (here / "pyproject.toml").write_text("[project]\nselect = 1\n[tool.factlint]\n\nselekt = []\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:5: no key 'selekt'; did you mean 'select'\?"):
        load(here)


def test_file_that_is_not_utf8(here: Path) -> None:
    (here / "factlint.toml").write_bytes(b"select = ['\xff']")
    with pytest.raises(ConfigError, match=r"factlint\.toml: not UTF-8 \(byte 11\)"):
        load(here)


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (["no-such-file.toml"], "--config no-such-file.toml: no such file, and not KEY=VALUE"),
        (["slect=units"], "--config slect=units: no key 'slect'; did you mean 'select'?"),
        (["fail-on=sometimes"], "--config fail-on=sometimes: fail-on: no 'sometimes'; known are error, never, note"),
        (["a.toml", "b.toml"], "--config b.toml: only one file can be given, and a.toml is the first"),
        (["pyproject.toml"], "pyproject.toml: no section [tool.factlint]"),
    ],
)
def test_what_is_wrong_with_an_override(here: Path, overrides: list[str], said: str) -> None:
    for name in ("a.toml", "b.toml", "pyproject.toml"):
        (here / name).write_text("")
    with pytest.raises(ConfigError) as error:
        load(here, overrides)
    assert str(error.value).startswith(said)


TEXTS = st.text(CHARACTERS, max_size=12)
NAMES = st.lists(st.text("abcxyz-", min_size=1, max_size=8), max_size=3).map(tuple)


@given(
    st.builds(
        Config,
        severity=st.dictionaries(NAMES.map("-".join), st.sampled_from(["error", "note"]), max_size=2),
        extensions=st.dictionaries(st.sampled_from([".mdx", ".rst"]), st.sampled_from(["text", "markdown"])),
        extend_exclude=st.lists(st.sampled_from(["a/", "!b", "*.md"]), max_size=2).map(tuple),
        quiet=st.booleans(),
        color=st.sampled_from(["auto", "never"]),
        select=NAMES,
        ignore=NAMES,
        fail_on=st.sampled_from(["error", "note", "never"]),
        published=st.none() | st.dates(),
        text_column=st.none() | TEXTS.filter(bool),
        per_file_ignores=st.dictionaries(TEXTS, NAMES, max_size=2),
        table=st.lists(
            st.dictionaries(TEXTS, TEXTS | st.integers(-9, 9) | st.booleans() | NAMES.map(list), max_size=3), max_size=2
        ).map(tuple),
    )
)
def test_what_is_printed_reads_back(config: Config) -> None:
    from checks.config import _values

    printed = dump(config)
    assert replace(Config(), **_values(tomllib.loads(printed), "printed", printed)) == config


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(KEYS)), VALUES)
def test_any_value_is_read_or_refused(key: str, value: object) -> None:
    """No value of any type ends in another error, and what is read has the type of its field."""
    with suppress(ConfigError):
        read = KEYS[key](value)
        assert isinstance(read, (str, int, tuple, date)) or hasattr(read, "items")


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*KEYS, "=", "[", "]", '"x"', "\n", "#", "tool.factlint"])).map("".join)
)
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(ConfigError):
        assert load(Path(), [str(path)]).path == path
