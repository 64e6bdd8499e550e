"""The commands' names and descriptions in each reader's language, from the message catalogues.

Help and error messages call the commands by their English names, in a form that Discord lets readers click.
"""

from __future__ import annotations

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.messages import LANGUAGES, load_messages
from bot.messages.keys import MessageKey


def localized(key: MessageKey) -> locale_str:
    """Return the English message, which `CatalogueTranslator` replaces in other languages."""
    return locale_str(load_messages("en").text(key), key=key)


class CatalogueTranslator(app_commands.Translator):
    """Answers from the catalogue of the reader's language; English stands for all that have none."""

    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        language = locale.value.partition("-")[0]
        if "key" not in string.extras or language == "en" or language not in LANGUAGES:
            return None
        return load_messages(language).text(string.extras["key"])
