"""Where output goes: a file that is replaced as a whole, or standard output once everything is there."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Any

_IN_MEMORY = 8_000_000
_NO_SYNC = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""What a file system says that cannot be told to write to its disk."""


class Temporaries:
    """Files that stand beside others until they take their places; none outlives the block, whatever ends it.

    What ends a process by a signal (SIGTERM, SIGHUP) removes them first; SIGINT is an exception as any other.
    """

    def __init__(self) -> None:
        self._paths: list[Path] = []
        self._former: dict[int, Any] = {}

    def __enter__(self) -> Temporaries:
        import signal

        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            former = signal.getsignal(number)
            if former in (None, signal.SIG_IGN) or number in self._former:
                continue
            with suppress(ValueError):  # not in the main thread, which alone is sent signals
                signal.signal(number, self._end)
                self._former[number] = former
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._remove()
        if self._former:
            import signal

            for number, former in self._former.items():
                signal.signal(number, former)

    @contextmanager
    def beside(self, target: Path) -> Iterator[IO[bytes]]:
        """A new file in the folder of another, with the mode of that and on the disk once it is closed."""
        status = target.stat() if target.exists() else None
        path = target.with_name(f".{target.name[:50]}.{os.urandom(6).hex()}")
        self._paths.append(path)
        mode = 0o666 if status is None else 0o600
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            yield file
            file.flush()
            if status is not None:
                with suppress(PermissionError):
                    own(file.fileno(), status)
                os.chmod(path, status.st_mode & 0o7777)
            synced(file.fileno())

    def put(self, path: Path, target: Path) -> None:
        """Put a file in the place of the one that it stands beside."""
        os.replace(path, target)
        self._paths.remove(path)
        with suppress(OSError):
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def keep(self, path: Path) -> None:
        """Let a file outlive the block, for it holds what would else be lost."""
        self._paths.remove(path)

    def _remove(self) -> None:
        for path in self._paths:
            with suppress(OSError):
                path.unlink()
        self._paths.clear()

    def _end(self, number: int, _: FrameType | None) -> None:
        import signal

        self._remove()
        signal.signal(number, self._former[number])
        os.kill(os.getpid(), number)


@contextmanager
def held_signals() -> Iterator[None]:
    """A block that no signal cuts in two: what would end the process does so behind it."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def own(handle: int, status: os.stat_result) -> None:
    """Give a file the owner and group of another; raises `PermissionError` where only they themselves may."""
    now = os.fstat(handle)
    if hasattr(os, "fchown") and (now.st_uid, now.st_gid) != (status.st_uid, status.st_gid):
        os.fchown(handle, status.st_uid, status.st_gid)


def synced(handle: int) -> None:
    """Have a file written to its disk, where there is one."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of `path` when all went well and vanishes when not.

    Permissions and symbolic links are kept. Devices and pipes (/dev/null) are written as they are.
    """
    if path.exists() and not path.is_file():
        with open(path, "wb") as device:
            yield device
        return
    target = path.resolve()
    with Temporaries() as temporaries:
        with temporaries.beside(target) as temporary:
            yield temporary
        temporaries.put(Path(temporary.name), target)


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
