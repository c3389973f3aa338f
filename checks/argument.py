"""What a caller from Python gave, made what it stands for; a mistake is an error that names argument and remedy.

A value of the wrong type raises TypeError, a wrong value of the right type ValueError.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from checks.near import did_you_mean
from checks.read.formats import suffixes, texts

if TYPE_CHECKING:
    import polars as pl

    from checks.document import Document

_SHOWN = 40
_WORDS_OF_A_PATH = 3


def text(value: object, argument: str = "text") -> str:
    """A text."""
    if isinstance(value, (bytes, bytearray)):
        raise TypeError(f"{argument}: bytes are no text; decode them first: data.decode('utf-8')")
    if isinstance(value, os.PathLike):
        raise TypeError(f"{argument}: {_kind(value)} is no text; use check_file for the file at a path")
    if not isinstance(value, str):
        raise TypeError(f"{argument}: wants a str, not {_kind(value)}")
    return value


def no_path(value: str) -> str:
    """A text that is not, by mistake, the name of a file."""
    named = any(sign.isalnum() for sign in value) and len(value) < 1024 and "\n" not in value
    if named and os.path.exists(value):
        use = "check_files([{}])" if os.path.isdir(value) else "check_file({})"
        raise ValueError(
            f"source: {_quoted(value)} is a path that exists, and a str is taken for the text itself;"
            f" use {use.format(_quoted(value))}, or check_text for a text of these very words"
        )
    if len(value.split()) == 1 and value.lower().endswith(tuple(suffixes())):
        raise ValueError(
            f"source: {_quoted(value)} looks like a path, but there is no such file, and a str is taken for the text"
            " itself; use check_file for a path, or check_text for a text of this very word"
        )
    return value


def path(value: object) -> str:
    """The path of one file."""
    if not isinstance(value, (str, os.PathLike)):
        many = isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray))
        hint = "; use check_files for several" if many else ""
        raise TypeError(f"path: wants the path of a file (str or pathlib.Path), not {_kind(value)}{hint}")
    given = os.fspath(value)
    if not isinstance(given, str):
        raise TypeError(f"path: wants a path of str, not of bytes; use os.fsdecode({given!r})")
    if os.path.isdir(given):
        raise ValueError(f"path: {_quoted(given)} is a folder; check_files([{_quoted(given)}]) checks what is in it")
    if ("\n" in given or len(given.split()) > _WORDS_OF_A_PATH) and not os.path.lexists(given):
        raise ValueError(f"path: {_quoted(given)} is no file; use check_text for a text")
    return given


def paths(value: object) -> list[str]:
    """Paths of files and folders, and globs."""
    if isinstance(value, (str, os.PathLike)):
        raise TypeError(f"paths: wants a list of paths, not one {_kind(value)}; write [{_quoted(os.fspath(value))}]")
    if not isinstance(value, Iterable) or isinstance(value, (bytes, bytearray, Mapping)):
        raise TypeError(f"paths: wants a list of paths, not {_kind(value)}")
    return [_one_of_paths(one, number) for number, one in enumerate(value)]


def _one_of_paths(value: object, number: int) -> str:
    given = os.fspath(value) if isinstance(value, (str, os.PathLike)) else None
    if not isinstance(given, str):
        raise TypeError(f"paths[{number}]: wants a path (str or pathlib.Path), not {_kind(value)}")
    return given


def word(value: object, argument: str) -> str:
    """A name that may not be empty."""
    if not isinstance(value, str):
        raise TypeError(f"{argument}: wants a str, not {_kind(value)}")
    if not value:
        raise ValueError(f"{argument}: is empty")
    return value


def headline(value: object) -> str | None:
    """A headline, if there is one."""
    return None if value is None else text(value, "headline") or None


def kind(value: object) -> str:
    """A kind of text."""
    given = word(value, "kind")
    if given not in texts():
        raise ValueError(f"kind: no kind of text {given!r}{did_you_mean(given, texts(), listed=True)}")
    return given


def day(value: object) -> date | None:
    """The day of a date, of a datetime or of either as an ISO 8601 string."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise TypeError(f"published: wants a date or a str YYYY-MM-DD, not {_kind(value)}")
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise ValueError(f"published: {_quoted(value)} is no date; write YYYY-MM-DD") from None


def names(value: object, argument: str) -> tuple[str, ...]:
    """Names of rules or families: several, or one string that may hold several with commas."""
    several = (value,) if isinstance(value, str) else value
    if not isinstance(several, Iterable) or isinstance(several, (bytes, bytearray, Mapping)):
        raise TypeError(f"{argument}: wants the name of a rule or family, or a list of names, not {_kind(value)}")
    found: list[str] = []
    for one in several:
        if not isinstance(one, str):
            raise TypeError(f"{argument}: wants names of rules or families, and among them is {_kind(one)}")
        found += [word(part.strip(), argument) for part in one.split(",")]
    return tuple(found)


def tables(value: object) -> list[Mapping[str, Any]]:
    """Declarations of tables as TOML gives them."""
    found: list[Any] = list(value) if isinstance(value, Iterable) else [value]
    if isinstance(value, Mapping) or not all(isinstance(one, Mapping) for one in found):
        raise TypeError(f"tables: wants a list of declarations, as TOML's [[table]] gives it, not {_kind(value)}")
    return found


def frame(value: object) -> pl.DataFrame:
    """A frame in memory."""
    import polars as pl

    if isinstance(value, pl.LazyFrame):
        raise TypeError("source: wants a polars.DataFrame, not a LazyFrame; use frame.collect()")
    if not isinstance(value, pl.DataFrame):
        raise TypeError(
            f"source: wants a polars.DataFrame, not {_kind(value)}; use polars.from_pandas(frame) or the like"
        )
    return value


def documents(value: object) -> tuple[Document, ...]:
    """Several documents."""
    from checks.document import Document

    if not isinstance(value, Iterable) or isinstance(value, (bytes, bytearray, Mapping)):
        hint = "; decode it first" if isinstance(value, (bytes, bytearray)) else ""
        raise TypeError(f"source: wants a text (str), a pathlib.Path, documents or a frame, not {_kind(value)}{hint}")
    found = tuple(value)
    for number, one in enumerate(found):
        if not isinstance(one, Document):
            use = {str: "check_text for each text, or check_files for paths"}.get(type(one))
            use = use or ("check_files" if isinstance(one, os.PathLike) else "checks.read.from_text")
            raise TypeError(f"source[{number}]: wants a Document, not {_kind(one)}; use {use}")
    return found


def _kind(value: object) -> str:
    """What a value is, as Python calls it."""
    kind = type(value)
    return "None" if value is None else kind.__qualname__ if kind.__module__ == "builtins" else _full(kind)


def _full(kind: type) -> str:
    return f"{kind.__module__.split('.')[0]}.{kind.__qualname__}"


def _quoted(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN + 2 else f"{shown[:_SHOWN]}…{shown[-1]}"
