"""The command as the tests run it: in this process, as a process of its own, and on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

from checks import cli
from checks.command.usage import run

WRONG = "The wood covers 7 square kilometers (4 square miles) of the park.\n"
RIGHT = "The park covers 45 square kilometers (17 square miles).\n"
WEEKDAY = "The park was opened on Tuesday, June 12, 2019.\n"
COMMAND = [sys.executable, "-c", "from checks.cli import main; main()"]
BARE = {name: value for name, value in os.environ.items() if name not in ("GITHUB_STEP_SUMMARY", "NO_COLOR", "TERM")}


@dataclass(frozen=True)
class Done:
    """What a run of the command ended with."""

    returncode: int
    stdout: str
    stderr: str


class _Terminal(TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def factlint(*arguments: str, given: str | bytes = b"", folder: Path | str = ".", terminal: bool = False) -> Done:
    """The command, run in this process and in a folder, with streams of its own, which may pass for a terminal's."""
    data = given.encode() if isinstance(given, str) else given
    stream = _Terminal if terminal else TextIOWrapper
    streams = [stream(BytesIO(one), "utf-8") for one in (data, b"", b"")]
    streams[2].reconfigure(errors="backslashreplace")
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        with chdir(folder):
            status = run(cli.factlint, arguments)
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    shown = []
    for stream in streams[1:]:
        stream.flush()
        shown.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return Done(status, *shown)


def process(*arguments: str, given: bytes = b"", **environment: str) -> Done:
    """The command as a process of its own."""
    done = subprocess.run(
        [*COMMAND, *arguments], input=given, capture_output=True, env={**BARE, **environment}, check=False
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def trouble(*arguments: str, given: str | bytes = b"") -> str:
    """What the command says in its one line of trouble."""
    done = factlint(*arguments, given=given)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("factlint: error: ")
    return line.removeprefix("factlint: error: ")


def on_terminal(*arguments: str, **environment: str) -> str:
    """What the command shows on a terminal."""
    import pty

    parent, child = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=child,
        stderr=child,
        env={**BARE, "TERM": "xterm", **environment},
    ) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                data = os.read(parent, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        process.wait(60)
    os.close(parent)
    return shown.decode()
