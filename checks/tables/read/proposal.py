"""A draft of a declaration from data: types, ranges, keys, and rules that hold on every row seen, for a person to edit.

What always held so far need not be a rule of the world; each line says on how many rows it was seen to hold.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import polars as pl
from polars import selectors

from checks.lexicon.unit import risky_symbols, risky_words, unit_symbols, unit_words
from checks.regex import lazy
from checks.tables.declare.declaration import DeclaredTable
from checks.tables.expression.function import spelled
from checks.tables.problem import Problems, TableError
from checks.tables.read.delimited import encoding_of, separator_of
from checks.tables.read.source import FORMATS, open_table

_SEEN = 1_000_000
"""Rows that a draft is made from; of a longer table the first ones."""
_FEW = 12
"""Distinct values that a column of names may have to be proposed as a list."""
_ENOUGH = 20
"""Rows that a proposed list or ordering must rest on."""
_LAST = lazy(r"(?:[(\[]\s*([^()\[\]]+?)\s*[)\]]|[\s_]([^\s_()\[\]]+))\s*$")
"""The last word of a column's name, in brackets or not."""
_COMPARED = 30
"""Numeric or date columns that are compared with each other."""


def propose(path: Path) -> str:
    """The draft for the table at a path, as TOML. Raises `TableError` if the table cannot be read."""
    problems = Problems()
    delimited = FORMATS.get(path.suffix.lower()) == "csv"
    encoding = encoding_of(path) if delimited else "utf8"
    table = DeclaredTable(path.stem, separator=separator_of(path, encoding), encoding=encoding)
    source = open_table(table, path, {}, (), problems)
    problems.check()
    if source is None:
        raise TableError([f"{path}: it cannot be read"])
    data = source.data.lazy().head(_SEEN).with_columns(selectors.float().fill_nan(None)).collect()
    if delimited:
        data = data.with_columns(_codes(path, table, data))
    return "\n".join(_draft(path, table, data)) + "\n"


def _codes(path: Path, table: DeclaredTable, data: pl.DataFrame) -> list[pl.Series]:
    """Columns of digits that begin with a zero (00420), as the text that they are."""
    whole = [name for name, kind in data.schema.items() if kind.is_integer()]
    source = open_table(table, path, dict.fromkeys(whole, pl.String), (), Problems()) if whole else None
    if source is None:
        return []
    text = source.data.lazy().select(whole).head(_SEEN).collect()
    return [one for one in text.get_columns() if one.str.contains(r"^\s*0\d").any()]


def _draft(path: Path, table: DeclaredTable, data: pl.DataFrame) -> Iterator[str]:
    rows = "1 row" if data.height == 1 else f"{'the first ' if data.height == _SEEN else ''}{data.height:,} rows"
    yield f"# Drafted from {rows} of {_text(path.name)[1:-1]}. Read each line: what held so far need not always hold."
    yield "[[table]]"
    yield f"path = {_text(str(path))}"
    if table.separator not in (",", "\t") or (table.separator == "\t" and path.suffix.lower() != ".tsv"):
        yield f"separator = {_text(table.separator)}"
    if table.encoding != "utf8":
        yield f"encoding = {_text(table.encoding)}"
    key = _key(data)
    if key:
        yield f"key = [{', '.join(map(_text, key))}]"
    yield ""
    yield "[table.columns]"
    for name in data.columns:
        yield _column(data.get_column(name), data.height, key == [name])
    if len(key) > 1:
        yield from _rule(
            "row-stands-twice", f"unique = [{', '.join(map(_text, key))}]", "no two rows share these values"
        )
    names: Counter[str] = Counter()
    for low, high in _orderings(data):
        name = f"{_slug(low, data)}-exceeds-{_slug(high, data)}"
        names[name] += 1
        numbered = f"{name}-{names[name]}" if names[name] > 1 else name
        demand = f"assert = {_text(f'{spelled(low)} <= {spelled(high)}')}"
        yield from _rule(numbered, demand, f"held on all {data.height:,} rows")


def _rule(name: str, demand: str, why: str) -> Iterator[str]:
    yield from ("", f"# {why}", "[[table.rule]]", f"name = {_text(name)}", demand)


def _column(values: pl.Series, height: int, key: bool) -> str:
    """`name = "type clauses"  # what was seen`; numbers that happen to differ are unique only in a key."""
    if values.dtype.is_nested() or values.dtype == pl.Binary:
        return f"{_key_text(values.name)} = {{ nullable = {str(values.null_count() > 0).lower()} }}  # {values.dtype}"
    kind, seen = _type(values.dtype), []
    clauses = [kind]
    if kind in ("int", "float", "decimal", "date", "datetime") and values.count():
        low, high = values.min(), values.max()
        seen.append(f"{low!s} to {high!s}")
        if kind not in ("date", "datetime") and isinstance(low, int | float) and low >= 0:
            clauses.append(">= 0")
    distinct = values.drop_nulls().n_unique()
    if kind == "str" and height >= _ENOUGH and 1 < distinct <= _FEW and distinct * 4 <= height:
        listed = values.drop_nulls().unique().sort().cast(pl.String).to_list()
        clauses.append("in (" + ", ".join("'" + one.replace("'", "''") + "'" for one in listed) + ")")
    elif distinct == height > 1 and kind not in ("float", "bool") and (key or not values.dtype.is_numeric()):
        clauses.append("unique")
    missing = values.null_count()
    seen.append(f"{missing:,} missing" if missing else "none missing")
    if not missing and height:
        clauses.append("not null")
    unit = _unit(values.name) if kind in ("int", "float", "decimal") else None
    if unit:
        clauses.append(f"unit '{unit}'")
    return f"{_key_text(values.name)} = {_text(' '.join(clauses))}  # {', '.join(seen)}"


def _type(kind: pl.DataType) -> str:
    if kind.is_integer():
        return "int"
    if kind.is_float():
        return "float"
    if kind.is_decimal():
        return "decimal"
    named = {pl.Boolean: "bool", pl.Date: "date", pl.Datetime: "datetime", pl.Time: "time", pl.Duration: "duration"}
    return next((name for one, name in named.items() if kind.base_type() == one), "str")


def _unit(name: str) -> str | None:
    """The unit of measure that a column's name ends in: `area_km2`, `height (m)`, `length metres`.

    Outside of brackets not what may be another word: `team b`, `price_min`, `founded year`.
    """
    match = _LAST.search(name)
    if match is None:
        return None
    last = match[1] or match[2]
    risky = last in risky_symbols() - {"m"} or last.lower() in risky_words() | {"min"}
    if match[1] is None and risky:
        return None
    symbol = last in unit_symbols() or (last.lower() in unit_words() and (match[1] is not None or last.endswith("s")))
    return last if symbol else None


def _key(data: pl.DataFrame) -> list[str]:
    """The first column whose values are all different, else the first pair of names and dates that is."""
    exact = [
        name for name, kind in data.schema.items() if not (kind.is_float() or kind.is_decimal() or kind.is_nested())
    ]
    whole = [name for name in exact if not data.get_column(name).null_count()]
    if data.height < 2:
        return whole[: data.height]
    for name in whole:
        if data.get_column(name).n_unique() == data.height:
            return [name]
    told = [name for name in whole if not data.schema[name].is_numeric()][:6]
    pairs = ([one, other] for number, one in enumerate(told) for other in told[number + 1 :])
    return next((pair for pair in pairs if data.select(pair).is_unique().all()), [])


def _orderings(data: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Pairs of columns of one kind of which the first is never the greater, and which are not simply far apart."""
    if data.height < _ENOUGH:
        return
    told = [name for name, kind in data.schema.items() if kind.is_float() or not _counts_rows(data.get_column(name))]
    numbers = [name for name in told if data.schema[name].is_numeric()]
    dates = [name for name, kind in data.schema.items() if kind == pl.Date]
    pairs = [pair for names in (numbers[:_COMPARED], dates[:_COMPARED]) for pair in permutations(names, 2)]
    if not pairs:
        return
    holds = data.lazy().select(
        (pl.col(low) <= pl.col(high)).all(ignore_nulls=True).alias(f"{number} holds")
        for number, (low, high) in enumerate(pairs)
    )
    judged = data.lazy().select(
        (pl.col(low) <= pl.col(high)).count().alias(f"{number} judged") for number, (low, high) in enumerate(pairs)
    )
    overlap = data.lazy().select(
        (pl.col(low).max() >= pl.col(high).min()).alias(f"{number} overlap") for number, (low, high) in enumerate(pairs)
    )
    found = pl.concat([holds, judged, overlap], how="horizontal").collect().row(0, named=True)
    always = {
        pair
        for number, pair in enumerate(pairs)
        if found[f"{number} holds"] and found[f"{number} judged"] >= _ENOUGH and found[f"{number} overlap"]
    }
    yield from (pair for pair in pairs if pair in always and not _follows(pair, always))


def _counts_rows(values: pl.Series) -> bool:
    """Whether whole numbers only tell rows or groups apart: all different, or never falling."""
    distinct = values.drop_nulls().n_unique() == values.count()
    return values.dtype.is_integer() and (distinct or (values.null_count() == 0 and values.is_sorted()))


def _follows(pair: tuple[str, str], always: set[tuple[str, str]]) -> bool:
    """Whether a ≤ c is said by a ≤ b and b ≤ c already."""
    low, high = pair
    return any((low, name) in always and (name, high) in always for _, name in always if name not in pair)


def _slug(name: str, data: pl.DataFrame) -> str:
    letters = "".join(letter.lower() if letter.isalnum() else " " for letter in name)
    return "-".join(letters.split()) or f"column-{data.columns.index(name) + 1}"


def _text(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's, which wants one character more escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _key_text(name: str) -> str:
    bare = name and all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in name)
    return name if bare else _text(name)
