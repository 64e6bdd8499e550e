from datetime import date

import pytest
from discord import Locale

from bot.discord.client import NewsBot
from bot.discord.cogs.autocomplete import day_choices, english_day
from bot.messages import load_messages
from tests.discord_double import Discord


async def test_commands_are_described_in_every_language_that_there_is(
    discord_: Discord, bot: NewsBot
) -> None:
    commands = {command["name"]: command for command in discord_.world.commands.values()}
    ask = commands["ask"]
    assert ask["description"].startswith("Ask the news")
    assert ask["name_localizations"] == {"de": "frage", "fr": "demander"}
    assert commands["feeds"]["name_localizations"]["fr"] == "flux"
    assert ask["description_localizations"]["de"].startswith("Frag die Nachrichten")
    assert set(ask["description_localizations"]) == {"de", "fr"}
    question = next(option for option in ask["options"] if option["name"] == "question")
    assert question["description_localizations"]["fr"] == "Ce que vous voulez savoir"
    assert commands["Fact-check this"]["name_localizations"]["de"] == "Fakten prüfen"
    remove = commands["articles"]["options"][0]
    assert remove["description_localizations"]["de"].startswith("Einen Artikel entfernen")


@pytest.mark.parametrize(("typed", "value"), [("letzte", "last week"), ("last mo", "last month")])
def test_a_day_is_found_by_its_name_in_either_language(typed: str, value: str) -> None:
    choices = day_choices(typed, date(2026, 3, 5), Locale.german)
    assert value in [choice.value for choice in choices]


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_days_that_are_named_as_examples_are_understood(language: str) -> None:
    messages = load_messages(language)
    example = messages.text("day-last-week")
    assert english_day(example, Locale(language if language != "en" else "en-US")) == "last week"
    assert example in messages.text("help-narrow") and example in messages.text("command-since")
