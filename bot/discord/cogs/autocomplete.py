"""Suggestions for the options of commands, from SQLite or from memory, never from a model."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import islice

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
"""The message that names each limit."""


async def sources(interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
    """Return outlets whose names hold the typed text, those with most articles first."""
    names = await asyncio.to_thread(interaction.client.services.engine.index.articles.sources)
    typed = typed.casefold().strip()
    fitting = (name for name in names if 0 < len(name) <= CHOICE and typed in name.casefold())
    return [_choice(name, name) for name in islice(fitting, CHOICES)]


async def articles(interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
    """Return articles with the typed words in their titles, newest first."""
    titles = await asyncio.to_thread(interaction.client.services.browser.titled, typed, 2 * CHOICES)
    fitting = (title for title in titles if len(title.id) <= CHOICE)
    return [_choice(" — ".join(filter(None, (t.title or t.id, t.source))), t.id) for t in fitting][:CHOICES]


async def days(interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
    """Return the typed text if it may be a date, then days and periods in words."""
    return day_choices(
        typed.casefold().strip(), interaction.client.services.clock().date(), interaction.locale
    )


def day_choices(typed: str, today: date, locale: Locale) -> list[Choice[str]]:
    """Match the typed text with the days in English and in the reader's language."""
    messages = load_messages(locale.value.partition("-")[0])
    periods = [
        Choice[str](name=localized(key), value=day)
        for day, key in DAYS.items()
        if typed in day or typed in messages.text(key).casefold()
    ]
    recent = [(today - timedelta(days=n)).isoformat() for n in range(2, 9)]
    suggested = [*periods, *(_choice(day, day) for day in recent if typed in day)]
    is_new = typed and len(typed) <= CHOICE and typed not in {choice.value for choice in suggested}
    return [*([_choice(typed, typed)] if is_new else []), *suggested][:CHOICES]


def english_day(typed: str, locale: Locale) -> str:
    """Return the English for a day or a period that is named as in the reader's language."""
    messages = load_messages(locale.value.partition("-")[0])
    named = {messages.text(key).casefold(): day for day, key in DAYS.items()}
    return named.get(typed.strip().casefold(), typed)


def _choice(name: str, value: str) -> Choice[str]:
    return Choice(name=cut(neutral(name), CHOICE), value=value)
