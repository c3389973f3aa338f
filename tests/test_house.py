"""The house: rooms stand on floors, imports lead downwards, and CONTRIBUTING shows what is there."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import checks

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "checks"

FLOORS: dict[str, tuple[set[str], ...]] = {
    "extract": (
        {"sentence"},
        {"batch"},
        {"anniversary", "name", "placeholder", "quantity", "time"},
        {"event"},
        {"label"},
        {"extractors"},
    ),
    "link": (
        {"announcement", "construction", "labelled", "neighbours"},
        {"affair", "dated_cells", "enumeration", "exchange_rates", "printed_days", "table_silence", "telling"}
        | {"temperatures", "yearless_days"},
        {"lives", "spans"},
    ),
    "tables": (
        {"problem"},
        {"expression"},
        {"declare"},
        {"judge"},
        {"read"},
        {"validation"},
        {"on_facts"},
    ),
}
"""The rooms of a folder from the ground up: a room imports only from floors below its own."""
OPEN = {"link"}
"""Folders in which every module that stands on no floor stands on the top one."""


def _modules() -> dict[str, Path]:
    paths = {path: path.relative_to(ROOT).with_suffix("").parts for path in PACKAGE.rglob("*.py")}
    return {".".join(parts[:-1] if parts[-1] == "__init__" else parts): path for path, parts in paths.items()}


MODULES = _modules()


def _imports(module: str) -> Iterator[str]:
    """The modules of the package that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "checks":
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else node.module or ""


ARROWS = {module: set(_imports(module)) - {module} for module in MODULES}


def _rooms(folder: str) -> set[str]:
    """The names of modules and folders that stand directly in a folder."""
    prefix = f"checks.{folder}."
    return {module.removeprefix(prefix).split(".")[0] for module in MODULES if module.startswith(prefix)}


def _floor(folder: str, room: str) -> int:
    for number, rooms in enumerate(FLOORS[folder]):
        if room in rooms:
            return number
    assert folder in OPEN, f"checks/{folder}/{room} stands on no floor"
    return len(FLOORS[folder])


@pytest.mark.parametrize("folder", FLOORS)
def test_rooms_import_only_from_floors_below(folder: str) -> None:
    prefix = f"checks.{folder}."
    arrows = {
        (own.removeprefix(prefix).split(".")[0], other.removeprefix(prefix).split(".")[0])
        for own in MODULES
        for other in ARROWS[own]
        if own.startswith(prefix) and other.startswith(prefix)
    }
    assert {
        (own, other) for own, other in arrows if own != other and _floor(folder, other) >= _floor(folder, own)
    } == set()
    assert set().union(*FLOORS[folder]) <= _rooms(folder)


@pytest.mark.parametrize("folder", ["extract", "tables"])
def test_a_folder_has_few_rooms(folder: str) -> None:
    assert len(_rooms(folder)) <= 10


@pytest.mark.parametrize("folder", FLOORS)
def test_modules_of_a_room_stand_on_each_other_and_not_on_their_front_door(folder: str) -> None:
    inside = {module for module in MODULES if module.startswith(f"checks.{folder}.")}
    tuple(TopologicalSorter({module: ARROWS[module] & inside for module in inside}).static_order())
    for module in inside:
        doors = [module.rsplit(".", up)[0] for up in range(1, module.count("."))]
        assert not ARROWS[module] & set(doors), module


def test_linkers_read_no_text_again_that_extraction_has_read() -> None:
    linkers = [module for module in MODULES if module.startswith("checks.link.")]
    assert {
        one: other for one in linkers for other in ARROWS[one] if other.startswith(("checks.extract", "checks.read"))
    } == {}


ENGLISH_IN_READ = {"checks.read.language", "checks.read.opening", "checks.read.stamp"}
"""Modules of language among those of formats and markup."""


def _is_english(module: str) -> bool:
    return "English" in (ast.get_docstring(ast.parse(MODULES[module].read_text("utf-8"))) or "").split("\n")[0]


def test_a_room_that_knows_the_language_says_so_in_its_first_line() -> None:
    """What holds phrases or reads words of the lexicon is English, or stands in a room that is."""
    words = {f"checks.lexicon.{name}" for name in ("entries", "verb", "word")}
    known = {one for one in MODULES if ARROWS[one] & words or "= phrase(" in MODULES[one].read_text("utf-8")}
    assert len(known) > 30
    assert {one for one in known if not (_is_english(one) or _is_english(one.rsplit(".", 1)[0]))} == set()
    assert {one for one in known if one.startswith("checks.read.")} == ENGLISH_IN_READ
    assert not _is_english("checks.read")


def test_no_two_classes_share_a_name() -> None:
    """Classes within classes are those that a library asks for, as Pandera does for `Config`."""
    defined = [
        node.name
        for path in MODULES.values()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert {name for name, times in Counter(defined).items() if times > 1} == set()


FOUND_BY_PLACE = ("read.formats", "report.findings", "report.facts", "tables.declare.kinds")
"""Folders whose modules have the names that users write: of formats, of kinds of rules."""
TO_BE_RENAMED = {"ranges", "unit"}
"""Names that modules of different meaning share. The list only grows shorter."""


def test_no_two_modules_share_a_name() -> None:
    files = [module for module, path in MODULES.items() if not path.name.startswith("__")]
    names = Counter(
        module.rsplit(".", 1)[1]
        for module in files
        if module.rsplit(".", 1)[0].removeprefix("checks.") not in FOUND_BY_PLACE
    )
    assert {name for name, times in names.items() if times > 1} == TO_BE_RENAMED


def test_extract_is_a_function_and_a_folder() -> None:
    import checks.extract.batch as batch
    from checks.extract import batch as same

    assert batch is same is checks.extract.batch
    assert checks.extract("The park covers 7 square kilometers.").quantities["unit"].to_list() == ["square kilometre"]


PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## The house", 1)[1].split("\n## ", 1)[0]


def test_the_page_of_the_house_shows_every_room() -> None:
    """Everything in `checks`, and what stands on the floors of its folders, each with a line of its own."""
    shown, above = [], ""
    for line in PAGE.split("```")[1].strip().splitlines()[1:]:
        found = re.fullmatch(r"( +)([a-z_]+(?:/|\.py)) {2,}(\S.*)", line)
        assert found is not None, line
        above = above if len(found[1]) > 2 else ""
        shown.append(above + found[2])
        above = found[2] if len(found[1]) == 2 else above

    def name(folder: str, room: str) -> str:
        return f"{folder}{room}" + ("/" if (PACKAGE / folder / room).is_dir() else ".py")

    top = {
        name("", module.split(".")[1]) for module in MODULES if module.count(".") and not module.endswith("__main__")
    }
    rooms = {name(f"{folder}/", room) for folder, floors in FLOORS.items() for floor in floors for room in floor}
    assert sorted(shown) == sorted(top | rooms)


def test_what_the_page_of_the_house_tells_to_touch_is_there() -> None:
    for path in re.findall(r"`(checks/[^`]+)`", PAGE):
        known = re.sub(r"<[a-z]+>.*", "", path)
        assert (ROOT / known).exists(), path
