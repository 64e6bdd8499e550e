import string

import pytest
from discord.ui import Button

from bot.chat.messages import LANGUAGES, messages, texts
from bot.chat.permissions import GuildSettings
from bot.discord.embeds.text import DESCRIPTION, LABEL
from bot.discord.views.settings import SettingsView, settings_embed


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    english = texts("en")
    for name, text in texts(language).items():
        assert text and placeholders(text) == placeholders(english[name]), name
        assert len(text) <= (LABEL if name in ("sources", "why", "more", "thread", "open") else DESCRIPTION)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forms_texts_fit_it(language: str) -> None:
    words = messages(language)
    assert len(words.feedback_title) <= 45 and len(words.feedback_reason) <= 45
    assert len(words.feedback_hint) <= 100
    assert all(len(text) <= 45 for text in (words.pace_title, words.pace_person, words.pace_guild))
    assert len(words.pick_channels) <= 150 and len(words.pick_roles) <= 150


async def test_the_settings_panel_speaks_the_chosen_language() -> None:
    settings = GuildSettings(language="de", private=True)
    assert settings_embed(settings).title == "Einstellungen"
    labels = [item.label for item in SettingsView(settings).children if isinstance(item, Button)]
    assert labels == ["Private Antworten: an", "Threads ohne Erwähnung: an", "Wie oft …"]


def test_an_unknown_language_is_english() -> None:
    assert messages("tlh") == messages("en")


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 answer", "1,200 answers"),
        ("de", "1 Antwort", "1.200 Antworten"),
        ("fr", "1 réponse", "1\u202f200 réponses"),
    ],
)
def test_what_is_counted_is_named_in_every_language(language: str, one: str, many: str) -> None:
    words = messages(language)
    assert [words.counted(1, "answer"), words.counted(1200, "answer")] == [one, many]
