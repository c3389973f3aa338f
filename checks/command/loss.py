"""What a run may not write over: its own inputs, by whatever name they are called."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.command.usage import TroubleError

if TYPE_CHECKING:
    from checks.config import Config


def identity(path: str | os.PathLike[str] | int) -> tuple[int, int] | None:
    """What a file is, whatever it is called; None where there is none, and for devices, which hold nothing."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def refuse(outputs: Mapping[str, str], inputs: Iterable[tuple[str | os.PathLike[str] | int, str]]) -> None:
    """Raise `TroubleError` if an output (by its option) is one of the inputs (paths with what they are)."""
    written = {known: (option, path) for option, path in outputs.items() if (known := identity(path))}
    for path, what in inputs if written else ():
        if (known := identity(path)) in written and known is not None:
            option, name = written[known]
            raise TroubleError(f"{option} {name}: would replace {what}; name another file")


def own(configs: Iterable[Config], tables: Iterable[str], baseline: str | None) -> dict[Path, str]:
    """The files that a run reads beside its documents, with what they are."""
    found = {Path(baseline): "the baseline"} if baseline is not None else {}
    for config in configs:
        found |= {config.path: "the configuration"} if config.path is not None else {}
        tables = (*tables, *(_path(table, config.folder) for table in config.table))
    return found | {Path(path): "a table of facts" for one in tables for path in _files(one)}


def _path(table: Mapping[str, Any], folder: Path) -> str:
    path = table.get("path")
    return os.path.join(folder, path) if isinstance(path, str) else ""


def _files(path: str) -> Iterable[str]:
    from glob import glob, has_magic

    return glob(path, recursive=True) if has_magic(path) else [path] if path else []
