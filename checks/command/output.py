"""Where output goes: a file that is replaced as a whole, or standard output once everything is there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_IN_MEMORY = 8_000_000


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of `path` when all went well and vanishes when not.

    Permissions and symbolic links are kept. Devices and pipes (/dev/null) are written as they are.
    """
    if path.exists() and not path.is_file():
        with open(path, "wb") as device:
            yield device
        return
    from tempfile import NamedTemporaryFile

    target = path.resolve()
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    temporary = NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:100]}.", delete=False)  # noqa: SIM115
    try:
        with temporary:
            yield temporary
        os.chmod(temporary.name, mode)
        os.replace(temporary.name, target)
    except BaseException:
        Path(temporary.name).unlink(missing_ok=True)
        raise


@contextmanager
def standard_output(streamed: bool = False) -> Iterator[IO[bytes]]:
    """Standard output, written only when all went well; `streamed` writes at once, for a person who watches.

    A reader that has seen enough and leaves (`| head`) is no trouble.
    """
    try:
        if streamed:
            yield sys.stdout.buffer
        else:
            yield from _held()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _held() -> Iterator[IO[bytes]]:
    from shutil import copyfileobj
    from tempfile import SpooledTemporaryFile

    with SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
        yield held
        held.seek(0)
        sys.stdout.flush()
        copyfileobj(held, sys.stdout.buffer)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
