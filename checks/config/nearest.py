"""The configuration file that holds for a folder: the nearest one, up to the root of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from checks.config.toml import parsed, table_of, text_of


def nearest(start: Path) -> Path | None:
    """The configuration file nearest to a folder; without one, that nearest to the working directory."""
    here, folder = os.path.realpath("."), os.path.realpath(start)
    find = Nearest((here, folder))
    return find(folder) or find(here)


class Nearest:
    """Finds the configuration file nearest to a folder, and looks into no folder twice.

    Folders are absolute paths. `given` are those that bound the way up where there is no repository.

    Of one folder factlint.toml stands before pyproject.toml; a pyproject.toml without `[tool.factlint]` is passed over.
    """

    def __init__(self, given: Iterable[str]) -> None:
        self._given = tuple(given)
        self._roots: dict[str, str | None] = {}
        self._files: dict[str, Path | None] = {}

    def __call__(self, folder: str) -> Path | None:
        """The file for a folder, or None."""
        passed: list[str] = []
        here: str | None = folder
        found = None
        while here is not None and found is None and here not in self._files:
            passed.append(here)
            found = _file_in(here)
            here = self._above(here)
        if found is None and here is not None:
            found = self._files[here]
        self._files.update(dict.fromkeys(passed, found))
        return found

    def _above(self, folder: str) -> str | None:
        """The folder to look into next, if any."""
        above = os.path.dirname(folder)
        root = self._root(folder)
        if folder == (root or above):
            return None
        return (
            above
            if root or any(above == one or above.startswith(one.rstrip("/") + "/") for one in self._given)
            else None
        )

    def _root(self, folder: str) -> str | None:
        """The root of the repository that a folder is in."""
        passed: list[str] = []
        here, root = folder, None
        while here not in self._roots:
            passed.append(here)
            if os.path.exists(os.path.join(here, ".git")):
                root = here
                break
            if here == os.path.dirname(here):
                break
            here = os.path.dirname(here)
        else:
            root = self._roots[here]
        self._roots.update(dict.fromkeys(passed, root))
        return root


def _file_in(folder: str) -> Path | None:
    return next((path for name in ("factlint.toml", "pyproject.toml") if _configures(path := Path(folder, name))), None)


def _configures(path: Path) -> bool:
    """Whether a file is there and has something to say; most pyproject.toml are passed over without being parsed."""
    try:
        if path.name == "factlint.toml" or not path.is_file():
            return path.is_file()
        mentioned = b"factlint" in path.read_bytes()
    except OSError:
        return False
    return mentioned and "factlint" in table_of(parsed(text_of(path), path).get("tool"))
