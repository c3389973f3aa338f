"""The repository tests itself: the order of the stages, the names of rules, and what is written about them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "checks"

ORDER = (
    {"defaults", "near"},
    {"calendar", "lexicon", "memo", "pattern", "regex", "wording"},
    {"appearance", "wrap"},
    {"document"},
    {"looks"},
    {"interval", "model", "network"},
    {"constraints", "facts"},
    {"fact_sentence"},
    {"contract"},
    {"rule"},
    {"finding"},
    {"slip"},
    {"read"},
    {"extract"},
    {"link"},
    {"rules"},
    {"judge"},
    {"tables"},
    {"report"},
    {"config"},
    {"command"},
    {"__main__", "alias", "argument", "cli", "library"},
)
"""The stages in the order of the road: a module may import only from its own stage and from those before it."""


def _stage(module: str) -> int:
    for number, names in enumerate(ORDER):
        if module in names:
            return number
    raise AssertionError(f"checks/{module} has no place in the order of the stages")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("checks"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


MODULES = [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_import_only_what_stands_before_them(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "rule":
        pytest.skip("discovers the rules folder by import")
    later = {name for name in _imports(path) if (PACKAGE / name).exists() or (PACKAGE / f"{name}.py").exists()}
    assert {name for name in later if _stage(name) > _stage(own)} == set()


def test_linkers_know_no_rules_and_rules_no_text() -> None:
    for path in (PACKAGE / "rules").rglob("*.py"):
        assert _imports(path) <= {"interval", "rule", "facts", "rules"}, path


def test_no_module_is_a_drawer() -> None:
    names = {path.stem for path in MODULES}
    assert not names & {"utils", "core", "base", "common", "helpers", "manager", "misc"}
