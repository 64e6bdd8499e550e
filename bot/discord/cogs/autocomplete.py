"""What a command's options suggest while one types: from SQLite or from memory, never from a model."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from discord import Interaction
from discord.app_commands import Choice

from bot.discord.bot import NewsBot
from bot.discord.embeds.text import CHOICE, CHOICES, cut
from bot.render.text import neutral

DAYS = ("today", "yesterday", "last week", "this month", "last month", "this year", "last year")


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
    found = await asyncio.to_thread(interaction.client.services.catalogue.titled, typed, 2 * CHOICES)
    named = [(f"{t.title or t.id} — {t.source}" if t.source else t.title or t.id, t.id) for t in found]
    return [_choice(name, article_id) for name, article_id in named if len(article_id) <= CHOICE][:CHOICES]


async def days(interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
    """What was typed itself, where it may be a date, then days and periods in words."""
    wanted = typed.casefold().strip()
    return day_choices(wanted, interaction.client.services.clock().date())


def day_choices(wanted: str, today: date) -> list[Choice[str]]:
    recent = [(today - timedelta(days=n)).isoformat() for n in range(2, 9)]
    suggested = [day for day in (*DAYS, *recent) if wanted in day]
    given = [wanted] if wanted and wanted not in suggested and len(wanted) <= CHOICE else []
    return [_choice(day, day) for day in [*given, *suggested][:CHOICES]]


def _choice(name: str, value: str) -> Choice[str]:
    return Choice(name=cut(neutral(name), CHOICE), value=value)
