"""What a command's options suggest while one types: from SQLite or from memory, never from a model."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta

from discord import Interaction, Locale
from discord.app_commands import Choice

from bot.discord.client import NewsBot
from bot.discord.embeds.text import CHOICE, CHOICES, cut
from bot.discord.translator import localized
from bot.messages import load_messages
from bot.messages.keys import MessageKey
from bot.render.text import neutral

DAYS: Mapping[str, MessageKey] = {
    "today": "day-today",
    "yesterday": "day-yesterday",
    "last week": "day-last-week",
    "this month": "day-this-month",
    "last month": "day-last-month",
    "this year": "day-this-year",
    "last year": "day-last-year",
}
"""By what a limit is written as: how it is called."""


async def sources(interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
    """Outlets whose names hold what was typed, those with most articles first."""
    stored = interaction.client.services.engine.index.articles.sources
    known = await asyncio.to_thread(stored)
    wanted = typed.casefold().strip()
    return [_choice(name, name) for name in known if 0 < len(name) <= CHOICE and wanted in name.casefold()][
        :CHOICES
    ]


async def articles(interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
    """Articles with the words that were typed in their titles, newest first."""
    titles = await asyncio.to_thread(interaction.client.services.browser.titled, typed, 2 * CHOICES)
    named = [(f"{t.title or t.id} — {t.source}" if t.source else t.title or t.id, t.id) for t in titles]
    return [_choice(name, article_id) for name, article_id in named if len(article_id) <= CHOICE][:CHOICES]


async def days(interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
    """What was typed itself, where it may be a date, then days and periods in words."""
    wanted = typed.casefold().strip()
    return day_choices(wanted, interaction.client.services.clock().date(), interaction.locale)


def day_choices(wanted: str, today: date, locale: Locale) -> list[Choice[str]]:
    """Match what was typed with the days as they are written and as the reader's language calls them."""
    messages = load_messages(locale.value.partition("-")[0])
    named = [
        Choice[str](name=localized(key), value=day)
        for day, key in DAYS.items()
        if wanted in day or wanted in messages.text(key).casefold()
    ]
    recent = [(today - timedelta(days=n)).isoformat() for n in range(2, 9)]
    suggested = [*named, *(_choice(day, day) for day in recent if wanted in day)]
    known = {choice.value for choice in suggested}
    typed = [_choice(wanted, wanted)] if wanted and wanted not in known and len(wanted) <= CHOICE else []
    return [*typed, *suggested][:CHOICES]


def _choice(name: str, value: str) -> Choice[str]:
    return Choice(name=cut(neutral(name), CHOICE), value=value)
