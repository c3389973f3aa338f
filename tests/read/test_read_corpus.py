"""Corpora: rows of JSON lines, Parquet files and frames become documents, batch by batch."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from checks import read
from checks.document import Document
from checks.read import ReadError, ReadOptions
from checks.read.corpus import json_lines
from checks.read.options import Columns

ROWS: list[dict[str, Any]] = [
    {
        "id": "one",
        "text": "BEIRUT (AP) -- See https://example.org/7.",
        "headline": "Five rooms",
        "published": "2014-01-07",
    },
    {"id": 2, "text": "Zoë’s 🙂\r\nJanuary 9, 2014", "headline": None, "published": None},
    {"text": "", "published": "2014"},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n\n".join(json.dumps(row).encode() for row in ROWS))
    return path


def all_of(batches: Iterator[tuple[Document, ...]]) -> list[Document]:
    return [document for batch in batches for document in batch]


def said(raw: bytes, **columns: str) -> str:
    """What is said of the last row; those before it are read."""
    *_, last = json_lines(io.BytesIO(raw), "c.jsonl", Columns(**columns))
    return told(last)


def told(document: Document) -> str:
    (notice,) = document.notices
    return f"{document.name}:{notice.line or notice.row}: {notice.message}"


def test_a_row_is_a_document(corpus: Path) -> None:
    one, two, three = all_of(read.documents([corpus]))
    assert (one.name, one.headline, one.published, one.published_from) == (
        "one",
        "Five rooms",
        date(2014, 1, 7),
        "column",
    )
    assert [one.text[slice(*span)] for span in (*one.masked, (one.stated and one.stated.place) or (0, 0))] == [
        "https://example.org/7",
        "BEIRUT",
    ]
    assert (two.name, two.text, two.published, two.published_from) == ("2", ROWS[1]["text"], date(2014, 1, 9), "text")
    assert (three.name, three.text, three.published) == (f"{corpus}:5", "", None)
    assert one.source("text").original == one.text


def test_columns_can_be_named() -> None:
    raw = b'{"body": "a", "key": 1, "title": "T", "day": "2014-01-07"}'
    columns = Columns("body", "title", "key", "day")
    (document,) = json_lines(io.BytesIO(raw), "c.jsonl", columns)
    assert (document.text, document.name, document.headline, document.published) == ("a", "1", "T", date(2014, 1, 7))


def test_a_headline_repeated_in_the_text_is_a_heading() -> None:
    (document,) = json_lines(io.BytesIO(b'{"text": "Five rooms\\n\\nText.", "headline": "Five rooms"}'), "c", Columns())
    assert [(zone.kind, zone.start, zone.end) for zone in document.zones] == [("heading", 0, 10)]


def test_a_given_date_goes_before_the_column(corpus: Path) -> None:
    found = all_of(read.documents([corpus], ReadOptions(published=date(2015, 2, 1))))
    assert {(document.published, document.published_from) for document in found} == {(date(2015, 2, 1), "option")}


@pytest.mark.parametrize("rows_in_a_group", [1, 2, 100])
def test_json_lines_parquet_and_frames_agree(corpus: Path, tmp_path: Path, rows_in_a_group: int) -> None:
    frame = pl.DataFrame(
        ROWS, schema={"id": pl.String, "text": pl.String, "headline": pl.String, "published": pl.String}, strict=False
    )
    path = tmp_path / "rows.parquet"
    frame.with_columns(other=1).write_parquet(path, row_group_size=rows_in_a_group)
    lines, parquet, rows = (
        [(one.text, one.headline, one.published, one.masked, one.zones) for one in all_of(batches)]
        for batches in (read.documents([corpus]), read.documents([path]), read.from_frame(frame))
    )
    assert lines == parquet == rows
    assert [document.name for document in all_of(read.documents([path]))] == ["one", "2", f"{path}:3"]


def test_parquet_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    pl.DataFrame({"text": ["a", "b"]}).write_parquet(file)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(file.getvalue())))
    found = all_of(read.documents(["-"], stdin_name="a.parquet"))
    assert [(document.name, document.text) for document in found] == [("-:1", "a"), ("-:2", "b")]


def test_a_frame_may_hold_dates() -> None:
    days = pl.DataFrame({"text": ["a", "b"], "published": [date(2014, 1, 7), None]})
    times = pl.DataFrame({"text": ["a"], "published": [datetime(2014, 1, 7, 10)]})
    assert [document.published for document in all_of(read.from_frame(days))] == [date(2014, 1, 7), None]
    assert [document.published for document in all_of(read.from_frame(times))] == [date(2014, 1, 7)]


def test_batches_are_small_and_lazy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "BATCH_DOCUMENTS", 3)
    monkeypatch.setattr(read, "BATCH_CHARACTERS", 50)
    asked = []

    class Lines(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            asked.append(line := super().readline(size))
            return line

    lines = Lines(b"\n".join(json.dumps({"text": "x" * (60 if one == 4 else 5)}).encode() for one in range(7)))
    sizes = [(len(batch), len(asked)) for batch in read._batches(json_lines(lines, "c", Columns()))]
    assert sizes == [(3, 3), (2, 5), (2, 8)]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"text": "a"}\n{"id": 1}', "c.jsonl:2: no column 'text'; it has 'id'"),
        (b'{"Text": "a", "id": 1}', "c.jsonl:1: no column 'text'; did you mean 'Text'?"),
        (b'{"texts": "a"}', "c.jsonl:1: no column 'text'; did you mean 'texts'?"),
        (b"{}", "c.jsonl:1: no column 'text'"),
        (b'{"text": null}', "c.jsonl:1: 'text' is null; a document needs a text"),
        (b'{"text": 5}', "c.jsonl:1: 'text' must be a string, not a number"),
        (b'{"text": ["a"]}', "c.jsonl:1: 'text' must be a string, not an array"),
        (b'{"text": "a", "headline": {}}', "c.jsonl:1: 'headline' must be a string, not an object"),
        (b'{"text": "a", "id": 1.5}', "c.jsonl:1: 'id' must be a string or a whole number, not a number"),
        (b'{"text": "a"}\n["a"]', "c.jsonl:2: a row must be a JSON object, not an array"),
        (b"null", "c.jsonl:1: a row must be a JSON object, not null"),
        (
            b'{"text": "a"}\n\n{"text": "a", 1}',
            "c.jsonl:3: malformed JSON at column 15 (Expecting property name enclosed in double quotes)",
        ),
        (b'{"text": "a"', "c.jsonl:1: malformed JSON at column 13 (Expecting ',' delimiter)"),
        (b'{"text": "\xe9"}', "c.jsonl:1: invalid UTF-8 at byte 10 (0xe9); save the file as UTF-8"),
        (b'{"text": "\\ud800"}', "c.jsonl:1: 'text' has an unpaired surrogate at character 0"),
        (b'{"text": "a", "id": "\\ud800"}', "c.jsonl:1: 'id' has an unpaired surrogate at character 0"),
    ],
)
def test_a_row_that_is_no_document_is_named(raw: bytes, message: str) -> None:
    assert said(raw) == message


def test_a_row_that_cannot_be_read_leaves_the_others() -> None:
    raw = b'{"text": "a"}\n{"text": 5}\n{"text": "b"}\n{"text": "c"'
    found = list(json_lines(io.BytesIO(raw), "c.jsonl", Columns()))
    assert [one.text if one.is_readable else told(one) for one in found] == [
        "a",
        "c.jsonl:2: 'text' must be a string, not a number",
        "b",
        "c.jsonl:4: malformed JSON at column 13 (Expecting ',' delimiter)",
    ]


@pytest.mark.parametrize(
    ("published", "message"),
    [
        (b'"soon"', "'published' is not a date: 'soon'; write it as YYYY-MM-DD"),
        (b"5", "'published' is not a date: 5; write it as YYYY-MM-DD"),
        (b'"2014-02-30"', "'published' is no such day: '2014-02-30'; write it as YYYY-MM-DD"),
    ],
)
def test_a_date_that_is_none_is_left_out_with_a_notice(published: bytes, message: str) -> None:
    raw = b'{"text": "a", "published": %s}' % published
    (document,) = json_lines(io.BytesIO(raw), "c.jsonl", Columns())
    assert (document.text, document.published, document.is_readable) == ("a", None, True)
    assert [(notice.rule, notice.message) for notice in document.notices] == [("unread-date", message)]


def test_deep_or_huge_json_is_an_error() -> None:
    assert said(b"[" * 100_000).startswith("c.jsonl:1: malformed JSON")
    assert said(b'{"text": ' + b"9" * 5_000 + b"}").startswith("c.jsonl:1: malformed JSON")


def test_a_parquet_file_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"no parquet")
    assert unread(path).startswith("not a readable Parquet file")
    pl.DataFrame({"Text": ["a"]}).write_parquet(path)
    assert unread(path) == "no column 'text'; did you mean 'Text'?"
    pl.DataFrame({"text": ["a", None]}).write_parquet(path)
    assert unread(path) == "'text' is null; a document needs a text"


def unread(path: Path) -> str:
    """What is said of the last document."""
    *_, last = all_of(read.documents([path]))
    assert last.name == str(path)
    return last.notices[0].message


def test_a_frame_without_texts_names_the_row() -> None:
    with pytest.raises(ReadError, match="frame: no column 'text'; it has 'a'"):
        all_of(read.from_frame(pl.DataFrame({"a": [1]})))
    (row,) = all_of(read.from_frame(pl.DataFrame({"text": [1]})))
    assert told(row) == "frame:1: 'text' must be a string, not a number"
