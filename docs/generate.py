"""Writes the pages that come from the code: `python -m docs.generate`."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click

from bot.cli.main import cli
from retrieval import settings
from retrieval.settings import PREFIX, Settings

FOLDER = Path(__file__).parent
COMPUTED = {
    "data": "the platform's folder for data",
    "cache": "the platform's folder for caches",
    "threads": "the processor's cores, at most 4",
}
"""Defaults that differ between machines."""
NOTE = "<!-- Written by `python -m docs.generate`; change the code instead. -->\n"
SETTINGS = f"""{NOTE}
# Settings

Set these in the environment, or in `newsdesk.toml` in the current folder (lower case, without the prefix).
The environment wins. An unknown name is an error. `newsdesk init` writes the file; `newsdesk doctor` shows
where settings come from.

| variable | default | meaning |
|---|---|---|
"""
COMMANDS = f"""{NOTE}
# Commands

Exit codes: 0 success (a refusal is a success), 1 failure, 2 wrong usage. Errors are one line that says what
to do. `newsdesk --data DIR` and `newsdesk --debug` work before and after each command.
"""


def settings_page() -> str:
    """Return the table of settings, from the fields and the strings below them."""
    rows = (
        f"| `{PREFIX}{name.upper()}` | {_default(name)} | {_cell(text)} |\n" for name, text in _described()
    )
    return SETTINGS + "".join(rows)


def commands_page() -> str:
    """Return the help of each command."""
    return COMMANDS + "".join(f"\n## {path}\n\n```text\n{text}\n```\n" for path, text in _helps())


def _described() -> Iterator[tuple[str, str]]:
    tree = ast.parse(inspect.getsource(settings))
    body = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Settings").body
    for field, after in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant), field.target.id
            yield field.target.id, str(after.value.value)


def _default(name: str) -> str:
    if name in COMPUTED:
        return COMPUTED[name]
    value = str(Settings.model_fields[name].default)
    return "" if value in ("", "()", "None") else f"`{value}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _helps() -> Iterator[tuple[str, str]]:
    settings = {**cli.context_settings, "terminal_width": 96, "max_content_width": 96}
    root = click.Context(cli, info_name="newsdesk", **settings)
    yield from _below(cli, root)


def _below(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, str]]:
    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, ctx, info_name=name)
        if isinstance(command, click.Group):
            yield from _below(command, inner)
        else:
            yield inner.command_path, command.get_help(inner)


PAGES = {"settings.md": settings_page, "commands.md": commands_page}

if __name__ == "__main__":
    for file, page in PAGES.items():
        (FOLDER / file).write_text(page(), "utf-8")
