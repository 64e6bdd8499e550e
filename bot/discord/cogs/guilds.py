"""Servers that invite the bot or remove it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import discord
from discord import Guild
from discord.ext import commands

from bot.chat.patience import patiently
from bot.discord.client import NewsBot

log = logging.getLogger(__name__)

APPLICATION = "application"
"""The fact that names the application whose servers are kept; another one knows none of them."""


class GuildCog(commands.Cog):
    """Leaves servers that the operator does not allow, and forgets those that the bot is no longer in."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._services = bot.services

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        if not self._services.admission.admits_space(guild.id):
            log.info("leaving server %s, which is not allowed", guild.id)
            with suppress(discord.HTTPException):
                await guild.leave()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: Guild) -> None:
        log.info("server %s removed the bot; deleting what is kept of it", guild.id)
        await patiently(self._services.forget_space, guild.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Do the same for what happened while the bot was away."""
        for guild in self._bot.guilds:
            await self.on_guild_join(guild)
        application = str(self._bot.application_id)
        if await asyncio.to_thread(self._services.spaces.fact, APPLICATION) == application:
            here = {guild.id for guild in self._bot.guilds}
            for space in await asyncio.to_thread(self._services.known_spaces):
                if space not in here and self._is_ours(space):
                    await patiently(self._services.forget_space, space)
        await patiently(self._services.spaces.set_fact, APPLICATION, application)

    def _is_ours(self, guild: int) -> bool:
        """Return whether a server belongs to a shard of this process."""
        return (guild >> 22) % (self._bot.shard_count or 1) in (self._bot.shards or (0,))
