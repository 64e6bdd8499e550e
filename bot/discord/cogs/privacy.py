"""`/forgetme`, and the daily deletion of old data."""

from __future__ import annotations

import asyncio

from discord import Interaction, app_commands
from discord.ext import commands, tasks

from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.translator import localized


class PrivacyCog(commands.Cog):
    """Deletes what is kept of users."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot

    async def cog_load(self) -> None:
        self.prune.start()

    async def cog_unload(self) -> None:
        self.prune.cancel()

    @app_commands.command(name="forgetme", description=localized("command-forgetme"))
    async def forgetme(self, interaction: Interaction[NewsBot]) -> None:
        await defer(interaction)
        renderer = self._bot.renderer(interaction.guild_id)
        counts = await asyncio.to_thread(self._bot.services.forget, interaction.user.id)
        deleted = ", ".join(renderer.text(key, count=count) for key, count in counts.items() if count)
        text = renderer.text("forgotten", what=deleted) if deleted else renderer.text("forgotten-nothing")
        await interaction.edit_original_response(content=f"{text}\n{renderer.text('forgotten-rest')}")

    @tasks.loop(hours=24)
    async def prune(self) -> None:
        """Delete old answers and questions once a day, and at the start."""
        await asyncio.to_thread(self._bot.services.prune)
