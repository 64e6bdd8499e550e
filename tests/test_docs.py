"""The documents: what they say of commands, settings and files is so."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from bot.cli.main import cli
from docs.generate import PAGES
from retrieval.settings import Settings

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / f"{name}.md" for name in ("README", "SECURITY", "PRIVACY", "CONTRIBUTING")),
]
by_name = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_code_is_up_to_date(page: str) -> None:
    written = (ROOT / "docs" / page).read_text("utf-8")
    assert written == PAGES[page](), "run: python -m docs.generate"


def command_lines(text: str) -> Iterator[list[str]]:
    """Yield the words of each `newsdesk` command in code blocks and between backticks."""
    blocks = re.findall(r"^    (.*)$", text, re.M) + re.findall(r"`([^`\n]+)`", text)
    for block in re.findall(r"^```(?:text|sh|bash)\n(.*?)^```", text, re.M | re.S):
        blocks += block.splitlines()
    for line in blocks:
        if match := re.search(r"(?:^|/|\s)newsdesk ((?:[a-z]|--)[^|;&#)]*)", line):
            yield shlex.split(match[1].replace("...", " ").replace("[", " ").replace("]", " "))


def wrong(words: list[str]) -> str:
    """Return the first word that is no command or no option of it."""
    command: click.Command = cli
    ctx = click.Context(cli, info_name="newsdesk")
    for word in words:
        name = word.partition("=")[0]
        if name.startswith("--"):
            known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
            if name not in known:
                return name
        elif isinstance(command, click.Group):
            if name not in command.commands:
                return name
            command = command.commands[name]
    ctx.close()
    return ""


@by_name
def test_every_command_that_is_shown_exists(document: Path) -> None:
    if document.name in PAGES:
        pytest.skip("comes from the code")
    lines = list(command_lines(document.read_text("utf-8")))
    assert {" ".join(words): bad for words in lines if (bad := wrong(words))} == {}


@by_name
def test_every_setting_that_is_named_exists(document: Path) -> None:
    named = set(re.findall(r"NEWSDESK_([A-Z_]+[A-Z])", document.read_text("utf-8")))
    assert {name for name in named if name.lower() not in Settings.model_fields} == set()


@by_name
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text("utf-8"))
    files = [link for link in links if "://" not in link]
    assert [link for link in files if not (document.parent / link).exists()] == []


def test_the_menu_has_every_page() -> None:
    menu = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    listed = {page for entry in menu for page in entry.values()}
    assert listed == {path.name for path in (ROOT / "docs").glob("*.md")}
