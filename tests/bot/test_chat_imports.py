"""The chat core knows no platform, and the Discord front end no cycles."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]


def modules(package: str) -> dict[str, Path]:
    """By dotted name, the files of a package."""
    files = (ROOT / package.replace(".", "/")).rglob("*.py")
    return {_name(file): file for file in files}


def _name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(file: Path) -> Iterator[str]:
    """Dotted names of what a file imports, at any depth of its code."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reached(start: set[str], graph: dict[str, set[str]]) -> set[str]:
    """All modules that those at the start import, directly or not."""
    seen, todo = set(start), list(start)
    while todo:
        new = graph.get(todo.pop(), set()) - seen
        seen |= new
        todo += new
    return seen


BOT = modules("bot")
GRAPH = {name: set(imports(file)) for name, file in BOT.items()}


def test_the_chat_core_imports_no_discord_whatever_it_imports() -> None:
    core = {name for name in BOT if name == "bot.chat" or name.startswith("bot.chat.")}
    assert "bot.chat.service" in core
    found = {
        name for name in reached(core, GRAPH) if name.split(".")[0] == "discord" or "bot.discord" in name
    }
    assert found == set()
    assert any(name.split(".")[0] == "discord" for name in reached({"bot.discord.bot"}, GRAPH))


def test_the_discord_front_end_has_no_import_cycle() -> None:
    discord = {name for name in BOT if name.startswith("bot.discord")}
    TopologicalSorter({name: GRAPH[name] & discord - {name} for name in discord}).prepare()
