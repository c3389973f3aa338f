"""Paths: files, folders, globs and standard input become documents, and what cannot be read is said in one line."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks import read
from checks.document import Document
from checks.read import ReadError, ReadOptions
from checks.read.decode import decoded

Paths = list[str | Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents, hidden ones and others; the tests run inside it."""
    files = {
        "b.md": "# Bridge\n",
        "a.txt": "A bridge.",
        "deep/er/C.MARKDOWN": "*Water*",
        "deep/empty.txt": "",
        ".hidden/d.txt": "d",
        "deep/.e.md": "e",
        "table.csv": "a,b",
        "rows.jsonl": '{"text": "row"}\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def documents(*paths: str | Path, stdin_name: str | None = None) -> list[Document]:
    return [document for batch in read.documents(paths, stdin_name=stdin_name) for document in batch]


def names(*paths: str | Path) -> list[str]:
    return [document.name for document in documents(*paths)]


def said(*paths: str | Path) -> list[str]:
    """What is said of all that cannot be read, each with its place."""
    return [place(document) for document in documents(*paths) if not document.is_readable]


def place(document: Document) -> str:
    (notice,) = document.notices
    number = notice.line or notice.row
    return f"{document.name}{f':{number}' if number else ''}: {notice.message}"


def stdin(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


@pytest.mark.usefixtures("folder")
def test_a_folder_is_its_documents_in_order_without_hidden_ones() -> None:
    assert names(".") == ["a.txt", "b.md", "deep/empty.txt", "deep/er/C.MARKDOWN"]
    assert names("deep") == ["deep/empty.txt", "deep/er/C.MARKDOWN"]
    assert names(".hidden") == [".hidden/d.txt"]


@pytest.mark.usefixtures("folder")
def test_paths_keep_their_order_and_come_once() -> None:
    assert names("b.md", "a.txt", "./b.md", ".") == ["b.md", "a.txt", "deep/empty.txt", "deep/er/C.MARKDOWN"]


@pytest.mark.usefixtures("folder")
def test_a_glob_is_its_documents_and_corpora() -> None:
    assert names("*.txt") == ["a.txt"]
    assert names("**/*") == ["a.txt", "b.md", "deep/empty.txt", "deep/er/C.MARKDOWN", "rows.jsonl:1"]
    Path("odd[1].txt").write_text("odd")
    assert names("odd[1].txt") == ["odd[1].txt"]


@pytest.mark.usefixtures("folder")
def test_each_kind_is_read_as_what_it_is() -> None:
    markdown, text, row, empty = documents("b.md", Path("a.txt"), "rows.jsonl", "deep/empty.txt")
    assert (markdown.text, markdown.zones[0].kind) == ("Bridge", "heading")
    assert (text.text, row.text, empty.text) == ("A bridge.", "row", "")


def test_standard_input_is_text_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"*one*")
    assert [(one.name, one.text) for one in documents("-")] == [("-", "*one*")]
    stdin(monkeypatch, b"*one*")
    assert [(one.name, one.text) for one in documents("-", stdin_name="a.md")] == [("-", "one")]
    stdin(monkeypatch, b'{"text": "a"}\n\n{"text": "b", "id": 7}\n')
    assert [(one.name, one.text) for one in documents("-", stdin_name="a.jsonl")] == [("-:1", "a"), ("7", "b")]
    with pytest.raises(ReadError, match=r"^a\.pdf: unknown kind of file '\.pdf'"):
        documents("-", stdin_name="a.pdf")


@pytest.mark.usefixtures("folder")
def test_all_missing_paths_are_named_and_the_others_read() -> None:
    assert said("no.txt", "a.txt", "nor.md") == ["no.txt: no such file or folder", "nor.md: no such file or folder"]
    assert names("no.txt", "a.txt", "nor.md") == ["no.txt", "a.txt", "nor.md"]


@pytest.mark.usefixtures("folder")
def test_what_holds_no_documents_is_an_error() -> None:
    Path("bare").mkdir()
    Path("bare/x.csv").write_text("a")
    assert said("bare") == ["bare: no documents (.txt .md .markdown) in this folder"]
    assert said("*.html") == ["*.html: no documents match this glob"]
    assert said("*.csv") == ["*.csv: no documents match this glob (but 1 of other kinds)"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.json", "a.json: unknown kind of file '.json'; did you mean '.jsonl'?"),
        ("a.mdx", "a.mdx: unknown kind of file '.mdx'; did you mean '.md'?"),
        ("a.q", "a.q: unknown kind of file '.q' (known: .txt .md .markdown .jsonl .ndjson .parquet)"),
        (
            "README",
            "README: no suffix tells what kind of file it is (known: .txt .md .markdown .jsonl .ndjson .parquet)",
        ),
    ],
)
def test_an_unknown_kind_names_the_nearest(name: str, message: str) -> None:
    Path(name).write_text("x")
    assert said(name) == [message]


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_no_text_is_named() -> None:
    Path("bin.txt").write_bytes(b"GIF89a\x00\x01")
    Path("latin.md").write_bytes(b"one\ncaf\xe9")
    assert said("bin.txt")[0].startswith("bin.txt: binary, not text")
    assert [one.partition(":")[0] for one in said(".")] == ["bin.txt", "latin.md"]
    assert said("latin.md") == ["latin.md:2: invalid UTF-8 at byte 7 (0xe9); save the file as UTF-8"]


@pytest.mark.usefixtures("folder")
def test_a_file_that_cannot_be_opened_is_named() -> None:
    os.symlink("nowhere.txt", "broken.txt")
    assert said("broken.txt") == ["broken.txt: cannot be read (No such file or directory)"]
    assert said(".") == ["broken.txt: cannot be read (No such file or directory)"]


@pytest.mark.usefixtures("folder")
def test_a_file_without_permission_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, mode: str) -> io.BytesIO:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)
    assert said("a.txt") == ["a.txt: cannot be read (Permission denied)"]


@pytest.mark.usefixtures("folder")
def test_a_message_is_one_printable_line_whatever_the_name() -> None:
    Path("a\nb\x1b[31m.txt").write_bytes(b"\xff")
    with pytest.raises(
        ReadError, match=r"^a b\?\[31m\.txt:1: invalid UTF-8 at byte 0 \(0xff\); save the file as UTF-8$"
    ):
        decoded(b"\xff", "a\nb\x1b[31m.txt")


@pytest.mark.usefixtures("folder")
def test_pipes_devices_and_links_to_them_are_not_read() -> None:
    os.mkfifo("pipe.txt")
    os.symlink("pipe.txt", "link.txt")
    os.symlink("/dev/zero", "zero.md")
    what = "a pipe or a device, not a file; pipe it into 'factlint check -'"
    assert said(".") == [f"{name}: {what}" for name in ("link.txt", "pipe.txt", "zero.md")]


@pytest.mark.usefixtures("folder")
def test_what_is_too_large_is_not_read() -> None:
    Path("rows.jsonl").write_text('{"text": "short"}\n{"text": "%s"}\n{"text": "last"}' % ("long " * 9))
    found = [one for batch in read.documents(["a.txt", "b.md", "rows.jsonl"], ReadOptions(largest=20)) for one in batch]
    assert [place(one) if one.notices else one.text for one in found] == [
        "A bridge.",
        "Bridge",
        "short",
        "rows.jsonl:2: larger than 20 bytes; split it, or raise the limit with --max-size",
        "last",
    ]
    assert [one.is_readable for batch in read.documents(["a.txt"], ReadOptions(largest=8)) for one in batch] == [False]


@pytest.mark.usefixtures("folder")
def test_that_nothing_was_given_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("rows.jsonl").write_bytes(b"\n\n")
    assert [place(one) for one in documents("rows.jsonl")] == ["rows.jsonl: the corpus has no rows"]
    stdin(monkeypatch, b"")
    assert [place(one) for one in documents("-")] == ["-: standard input is empty"]
    assert documents("deep/empty.txt")[0].notices == ()


def test_reading_needs_no_frames_until_a_frame_is_read() -> None:
    """The cold start of the command depends on it."""
    code = (
        "import sys; from checks import read; read.from_text('x', kind='markdown'); sys.exit('polars' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
