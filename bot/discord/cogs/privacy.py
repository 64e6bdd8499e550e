"""`/forgetme` and `/mydata`, and the daily deletion of old data."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO

import discord
from discord import Interaction, app_commands
from discord.ext import commands, tasks

from bot.chat.patience import patiently
from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.cogs.recovery import note_alive
from bot.discord.translator import localized
from bot.messages.keys import MessageKey

LARGEST = 2_000_000
"""Characters of a file; Discord takes ten megabytes."""


class PrivacyCog(commands.Cog):
    """Deletes what is kept of users."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot

    async def cog_load(self) -> None:
        self.prune.start()

    async def cog_unload(self) -> None:
        self.prune.cancel()

    @app_commands.command(name=localized("name-forgetme"), description=localized("command-forgetme"))
    async def forgetme(self, interaction: Interaction[NewsBot]) -> None:
        await defer(interaction)
        renderer = self._bot.reader(interaction)
        counts = await self._bot.services.forget(interaction.user.id)
        # What was said before is never looked at again, or it would be answered after a restart.
        await patiently(note_alive, self._bot.services)
        deleted = ", ".join(renderer.text(key, count=count) for key, count in counts.items() if count)
        text = renderer.text("forgotten", what=deleted) if deleted else renderer.text("forgotten-nothing")
        await interaction.edit_original_response(content=f"{text}\n{renderer.text('forgotten-rest')}")

    @app_commands.command(name=localized("name-mydata"), description=localized("command-mydata"))
    async def mydata(self, interaction: Interaction[NewsBot]) -> None:
        await defer(interaction)
        renderer = self._bot.reader(interaction)
        data = await asyncio.to_thread(self._bot.services.export, interaction.user.id)
        keys: tuple[MessageKey, ...] = ("answers", "questions", "votes", "watches")
        what = ", ".join(renderer.text(key, count=len(data[key])) for key in keys)
        text = json.dumps(data, indent=2, ensure_ascii=False)[:LARGEST]
        file = discord.File(BytesIO(text.encode()), "newsdesk.json")
        told = f"{renderer.text('my-data', what=what)}\n{renderer.text('my-data-kept')}"
        await interaction.edit_original_response(content=told, attachments=[file])

    @tasks.loop(hours=24)
    async def prune(self) -> None:
        """Delete old answers and questions once a day, and at the start."""
        await asyncio.to_thread(self._bot.services.prune)
