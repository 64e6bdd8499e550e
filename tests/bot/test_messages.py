import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from discord.ui import Button
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from bot.chat.permissions import SpaceSettings
from bot.discord.embeds.text import DESCRIPTION
from bot.discord.views.answer_buttons import LABELLED
from bot.discord.views.settings import SettingsView, settings_embed
from bot.messages import LANGUAGES, load_messages, read_catalogue
from bot.messages.keys import MessageKey

BOT = Path(__file__).parents[2] / "bot"
KEYS: tuple[MessageKey, ...] = get_args(MessageKey)


class Placeables(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.names.add(node.id.name)


def placeables(language: str) -> dict[str, set[str]]:
    """By key, the names of what is filled in."""
    names = {}
    for entry in FluentParser().parse(read_catalogue(language)).body:
        assert not isinstance(entry, Junk), entry.content
        if isinstance(entry, Message):
            visitor = Placeables()
            visitor.visit(entry)
            names[entry.id.name] = visitor.names
    return names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_message_with_the_same_placeables(language: str) -> None:
    found = placeables(language)
    assert list(found) == list(KEYS)
    assert found == placeables("en")


TEMPLATES = [file.read_text("utf-8") for file in (BOT / "web" / "page" / "templates").glob("*.html")]
_IN_TEMPLATE = re.compile(r"""\bt\("([\w-]+)"((?:[^()]|\([^()]*\))*)\)""")
"""A key and what is filled in."""


def test_every_key_is_used() -> None:
    in_templates = {key for text in TEMPLATES for key, _ in _IN_TEMPLATE.findall(text)}
    files = [file for file in BOT.rglob("*.py") if file.name != "keys.py"]
    constants = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(KEYS) <= constants | in_templates


def calls() -> Iterator[tuple[str, set[str]]]:
    """Every key that is written out in a call of `text`, with the names of its values."""
    for node in (node for file in BOT.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "text":
            for key in (key for argument in node.args for key in ast.walk(argument)):
                if isinstance(key, ast.Constant) and key.value in KEYS:
                    yield key.value, {str(keyword.arg) for keyword in node.keywords}
    for text in TEMPLATES:
        for key, values in _IN_TEMPLATE.findall(text):
            yield key, set(re.findall(r"(\w+)=", re.sub(r"\([^()]*\)", "", values)))


def test_every_call_gives_just_what_its_message_takes() -> None:
    names = placeables("en")
    given = list(calls())
    assert ("wrong-role", {"roles"}) in given
    assert [call for call in given if call[1] != names[call[0]]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_fit_where_discord_shows_them(language: str) -> None:
    messages, filled = load_messages(language), placeables(language)
    plain: dict[MessageKey, str] = {key: messages.text(key) for key in KEYS if not filled[key]}
    assert all(0 < len(text) <= DESCRIPTION for text in plain.values())
    assert all(len(plain[key]) <= 80 for key in (*LABELLED, "open"))
    assert all(len(text) <= 100 for key, text in plain.items() if key.startswith(("command-", "day-")))
    assert len(plain["command-fact-check"]) <= 32


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forms_texts_fit_it(language: str) -> None:
    messages = load_messages(language)
    short: tuple[MessageKey, ...] = (
        "feedback-title", "feedback-reason", "rate-title", "rate-person", "rate-space",
    )  # fmt: skip
    assert all(len(messages.text(key)) <= 45 for key in short)
    assert len(messages.text("feedback-hint")) <= 100
    assert len(messages.text("pick-channels")) <= 150 and len(messages.text("pick-roles")) <= 150


async def test_the_settings_panel_speaks_the_chosen_language() -> None:
    settings = SpaceSettings(language="de", private=True)
    assert settings_embed(settings).title == "Einstellungen"
    labels = [item.label for item in SettingsView(settings).children if isinstance(item, Button)]
    assert labels == ["Private Antworten: an", "Threads ohne Erwähnung: an", "Wie oft …"]


def test_an_unknown_language_is_english() -> None:
    assert load_messages("tlh") == load_messages("en")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"en\.ftl, wrong-role"):
        load_messages("en").text("wrong-role")


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 answer", "1,200 answers"),
        ("de", "1 Antwort", "1.200 Antworten"),
        ("fr", "1 réponse", "1\u202f200 réponses"),
    ],
)
def test_what_is_counted_is_named_in_every_language(language: str, one: str, many: str) -> None:
    messages = load_messages(language)
    assert [messages.text("answers", count=count) for count in (1, 1200)] == [one, many]


@pytest.mark.parametrize(("language", "none"), [("en", "0 articles"), ("fr", "0 article")])
def test_plurals_are_those_of_the_language(language: str, none: str) -> None:
    assert load_messages(language).text("articles", count=0) == none


def test_a_value_of_any_length_is_filled_in() -> None:
    assert load_messages("en").text("refused-missing", words="a" * 10_000).count("a") > 1_000
