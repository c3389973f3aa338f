"""`pytest --update` accepts new goldens after printing the difference; it refuses in CI."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="accept what is produced now as the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or accept it with --update."""

    def compare(path: Path, produced: str) -> None:
        expected = path.read_text("utf-8") if path.exists() else ""
        if produced == expected:
            return
        lines = difflib.unified_diff(
            expected.splitlines(), produced.splitlines(), f"{path} (golden)", "produced", lineterm="", n=0
        )
        shown = "\n".join([line[:300] for line in lines][:60])
        if not request.config.getoption("--update"):
            pytest.fail(f"{shown}\n\nif this is right, read it and run pytest --update")
        if os.environ.get("CI"):
            pytest.exit("--update is refused in CI: goldens are accepted by a person", returncode=2)
        print(shown)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(produced, "utf-8")

    return compare
